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
    let mut sheets: Vec<_> = fs::read_dir("style").map_err(|e| format!("style: {e}"))?.flatten().map(|e| e.path()).collect();
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

    #[test]
    fn style_sheets_lose_comments_and_keep_meaning() {
        assert_eq!(shrink("/* why */\na b {\n  color: red;\n}\n"), "a b{color:red}");
        assert_eq!(shrink("a { margin: 0 1px; }"), "a{margin:0 1px}");
    }
}
