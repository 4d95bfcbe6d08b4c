//! Style sheets, put together by when they are needed.

use lightningcss::error::{Error, ParserError};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use std::fs;
use std::path::{Path, PathBuf};

/// When a style sheet is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// With the page.
    Reading,
    /// With the instruments.
    Instruments,
    /// In a frame of somebody's article.
    Embed,
    /// For lessons and hand-outs.
    Lesson,
    /// With the ground, which comes after the text.
    Ground,
    /// With the pages beside the story: a step's own, and the one that makes snippets.
    Leaf,
}

impl Use {
    fn of(sheet: &Path) -> Use {
        match sheet.file_name().and_then(|name| name.to_str()) {
            Some("5-embed.css") => Use::Embed,
            Some("6-instruments.css") => Use::Instruments,
            Some("6-ground.css") => Use::Ground,
            Some("9-classroom.css") => Use::Lesson,
            Some("9-step-page.css" | "9-embed-page.css") => Use::Leaf,
            _ => Use::Reading,
        }
    }
}

/// All style sheets of a use in the order of their names, as small as they can be sent.
///
/// # Errors
/// A sentence that names the sheet, the line and what is wrong there.
pub fn style(of: Use) -> Result<String, String> {
    let mut sheets: Vec<_> = fs::read_dir("style")
        .map_err(|e| format!("style: {e}"))?
        .flatten()
        .map(|e| e.path())
        .collect();
    sheets.sort();
    let mut css = String::new();
    let wanted = |p: &&PathBuf| p.extension().is_some_and(|e| e == "css") && Use::of(p) == of;
    for sheet in sheets.iter().filter(wanted) {
        let text = fs::read_to_string(sheet).map_err(|e| format!("{}: {e}", sheet.display()))?;
        css += &minified(&sheet.display().to_string(), &text)?;
    }
    Ok(css)
}

/// A style sheet without what only its writers need; `name` says in errors where it stands.
fn minified(name: &str, css: &str) -> Result<String, String> {
    let options = ParserOptions { filename: name.to_string(), ..ParserOptions::default() };
    let said = |e: Error<ParserError>| {
        // Lines are counted from nothing there.
        let place = e.loc.map_or(String::new(), |at| format!(":{}:{}", at.line + 1, at.column));
        format!("{name}{place}: {}", e.kind)
    };
    let mut sheet = StyleSheet::parse(css, options).map_err(said)?;
    // Browsers that lack what the sheets use get the page as it is without it: nothing is rewritten.
    sheet.minify(MinifyOptions::default()).map_err(|e| e.to_string())?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() });
    printed.map(|sheet| sheet.code).map_err(|e| format!("{name}: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a rule of a sheet may begin at: what only pages have that load the sheet.
    const ROOTS: [(&str, &[&str]); 4] = [
        (
            "6-instruments.css",
            &[
                ":where(.stage) ",
                ":where(.stage,.narrative,.provenance) ",
                ":where(.narrative) ",
                "[data-",
                ":root",
            ],
        ),
        (
            "9-classroom.css",
            &[
                ":where(.classroom) ",
                ":where(.map) ",
                ":where(.handout) ",
                ":where(body,.handout)>.defs",
                ".handout",
                ".classroom",
                "[data-",
                ":root[data-",
                ":root:is([data-",
                ":is([data-",
            ],
        ),
        ("9-embed-page.css", &[":where(.leaf) ", ".leaf", ".article"]),
        ("9-step-page.css", &[".leaf", ":root:has(.leaf)"]),
    ];

    /// What stands before the braces of each rule; blocks such as `@media` are looked into.
    fn heads(css: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut rest = css;
        while let Some(at) = rest.find(['{', '}']) {
            let (head, after) = (rest[..at].trim(), &rest[at + 1..]);
            let opens = rest[at..].starts_with('{');
            rest = after;
            if opens && !head.starts_with('@') {
                found.push(head.to_string());
                rest = after.split_once('}').map_or("", |(_, after)| after);
            }
        }
        found
    }

    /// Selectors of a rule, parted at the commas that are not within brackets.
    fn selectors(head: &str) -> Vec<String> {
        let (mut depth, mut found) = (0, vec![String::new()]);
        for c in head.chars() {
            depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
            match found.last_mut() {
                Some(last) if c != ',' || depth > 0 => last.push(c),
                _ => found.push(String::new()),
            }
        }
        found.iter().map(|selector| selector.trim().to_string()).collect()
    }

    #[test]
    fn every_rule_of_a_sheet_that_not_all_pages_have_begins_at_a_root() {
        // The page that is one file has all sheets at once, so a plain word would style another
        // page's element.
        for (name, roots) in ROOTS {
            let css = fs::read_to_string(Path::new("style").join(name)).unwrap();
            let heads = heads(&minified(name, &css).unwrap());
            assert!(heads.len() > 10, "{name}: {} rules", heads.len());
            for selector in heads.iter().flat_map(|head| selectors(head)) {
                let begins = |root: &&str| {
                    let rest = root.strip_suffix(' ').and_then(|root| selector.strip_prefix(root));
                    selector.starts_with(*root) || rest.is_some_and(|rest| rest.starts_with('>'))
                };
                assert!(roots.iter().any(begins), "{name}: {selector}");
            }
        }
    }

    #[test]
    fn style_sheets_lose_comments_and_keep_meaning() {
        let small = |css| minified("a.css", css).unwrap();
        assert_eq!(small("/* why */\na b {\n  color: red;\n}\n"), "a b{color:red}");
        assert_eq!(small("a::before { content: \": }\"; }"), "a:before{content:\": }\"}");
        assert_eq!(small("a { color: light-dark(#fff, #000) }"), "a{color:light-dark(#fff,#000)}");
    }

    #[test]
    fn an_error_names_the_sheet_and_the_line() {
        let error =
            minified("style/9-mill.css", "a { color: red }\n.b:is( { margin: 0 }").unwrap_err();
        assert!(error.contains("style/9-mill.css:2"), "{error}");
    }

    #[test]
    fn no_rule_that_asks_for_data_live_ends_in_a_bare_not() {
        // A browser would style every element anew when the stage starts.
        let mut rules = 0;
        for sheet in fs::read_dir("style").unwrap().flatten() {
            let css = fs::read_to_string(sheet.path()).unwrap();
            let css = minified(&sheet.path().display().to_string(), &css).unwrap();
            for selector in heads(&css).iter().flat_map(|head| selectors(head)) {
                rules += 1;
                let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
                let is_bare = selector.contains("data-live") && last.starts_with(":not(");
                assert!(!is_bare, "{}: {selector}", sheet.path().display());
            }
        }
        assert!(rules > 800, "{rules} selectors");
    }
}
