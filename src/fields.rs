//! Fields of text in lines, with tabs between them, as the page carries them.

/// Signs that would end a field, a line, or the element of the page that holds the text.
const ESCAPES: [(char, &str); 4] = [('\\', "\\\\"), ('\t', "\\t"), ('\n', "\\n"), ('<', "\\l")];

/// A field without the signs that would end it.
pub fn escaped(field: &str) -> String {
    let mut text = String::new();
    for sign in field.chars() {
        match ESCAPES.iter().find(|(plain, _)| *plain == sign) {
            Some((_, code)) => text.push_str(code),
            None => text.push(sign),
        }
    }
    text
}

/// The field that was escaped so.
pub fn unescaped(field: &str) -> String {
    let mut text = String::new();
    let mut signs = field.chars();
    while let Some(sign) = signs.next() {
        let code = if sign == '\\' { signs.next() } else { None };
        let plain =
            ESCAPES.iter().find(|(_, escape)| code.is_some() && escape.chars().nth(1) == code);
        text.push(plain.map_or(sign, |(plain, _)| *plain));
    }
    text
}
