//! Style sheets, put together by when they are needed.

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

/// All style sheets of a use in the order of their names, without comments and needless space.
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
        css += &fs::read_to_string(sheet).map_err(|e| format!("{}: {e}", sheet.display()))?;
    }
    Ok(shrink(&css))
}

/// Drops comments, line ends and indentation; what is left keeps its single spaces.
fn shrink(css: &str) -> String {
    let mut rest = css;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        kept += before;
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept += rest;
    let lines: Vec<&str> = kept.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    lines
        .join(" ")
        .replace(" {", "{")
        .replace("{ ", "{")
        .replace("; ", ";")
        .replace(" }", "}")
        .replace(";}", "}")
        .replace(": ", ":")
        .replace("} ", "}")
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
                ":where(.stage, .narrative, .provenance) ",
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
                ":where(body, .handout) > .defs",
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
            let heads = heads(&shrink(&css));
            assert!(heads.len() > 10, "{name}: {} rules", heads.len());
            for selector in heads.iter().flat_map(|head| selectors(head)) {
                assert!(roots.iter().any(|root| selector.starts_with(root)), "{name}: {selector}");
            }
        }
    }

    #[test]
    fn style_sheets_lose_comments_and_keep_meaning() {
        assert_eq!(shrink("/* why */\na b {\n  color: red;\n}\n"), "a b{color:red}");
        assert_eq!(shrink("a { margin: 0 1px; }"), "a{margin:0 1px}");
    }
}
