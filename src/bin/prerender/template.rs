//! What of the page that Trunk builds is not sent.

/// Drops the preloads that Trunk writes: they are the instruments', which are fetched when they are
/// wanted.
pub fn without_preloads(html: &str) -> String {
    let mut parts = html.split("<link ");
    let mut kept = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        if tag.contains("preload") {
            kept += rest;
        } else {
            kept += &format!("<link {tag}>{rest}");
        }
    }
    kept
}

/// Takes the inline module that starts the engine out of the page, because a strict policy forbids
/// inline script, and gives it back as the text of a file. A page without one is left as it is.
pub fn take_initialiser(html: &str) -> (String, Option<String>) {
    let Some(start) = html.find("<script type=\"module\">") else {
        return (html.to_string(), None);
    };
    let Some(length) = html[start..].find("</script>") else { return (html.to_string(), None) };
    let script = &html[start..start + length];
    let program = script
        .split(['\'', '"'])
        .find_map(|part| part.strip_prefix("./")?.strip_suffix("_bg.wasm"));
    let Some(program) = program else { return (html.to_string(), None) };
    let rest = format!("{}{}", &html[..start], &html[start + length + "</script>".len()..]);
    (rest, Some(program.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inline_initialiser_goes_and_names_its_program() {
        let html =
            "<head><script type=\"module\">import init from './app-1.js'; init({ module_or_path: './app-1_bg.wasm' });</script></head>";
        assert_eq!(
            take_initialiser(html),
            ("<head></head>".to_string(), Some("app-1".to_string()))
        );
    }

    #[test]
    fn the_instruments_are_not_fetched_with_the_page() {
        let html =
            "<head><link rel=\"preload\" href=\"a.wasm\"><link rel=\"icon\" href=\"b\"><link rel=\"modulepreload\" href=\"a.js\"></head>";
        assert_eq!(without_preloads(html), "<head><link rel=\"icon\" href=\"b\"></head>");
    }
}
