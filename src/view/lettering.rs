//! Words in pictures: how wide they are, how they are set, and where their lines break.
//!
//! A picture that a program or a browser will show is set in the letters of that machine.
//! Elsewhere, as in a picture that is turned into pixels at build time, the same words are
//! outlines; see `document/outlines.rs`.

use crate::geo::{text_width, PlanePoint};
use std::fmt::Write;

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Size of the letters.
    pub size: f64,
    /// Bold letters.
    pub bold: bool,
    /// The letters of headings.
    pub heading: bool,
    /// Space between letters, in sizes of the letters.
    pub tracking: f64,
}

impl Look {
    /// Plain letters of a size.
    pub fn plain(size: f64) -> Look {
        Look { size, bold: false, heading: false, tracking: 0.0 }
    }

    /// The same in bold or not.
    pub fn bold(self, bold: bool) -> Look {
        Look { bold, ..self }
    }

    /// The same in another size.
    pub fn sized(self, size: f64) -> Look {
        Look { size, ..self }
    }
}

/// Which point of a line is set where it is said, in every language: left stays left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Left,
    /// The middle.
    Middle,
    /// The right end.
    Right,
}

/// What can measure and set words.
pub trait Letters {
    /// Whether lines are read from right to left.
    fn is_right_to_left(&self) -> bool;
    /// Width of a line.
    fn width(&self, text: &str, look: Look) -> f64;
    /// A line with its baseline at a point, as SVG; `paint` are attributes.
    fn line(&self, text: &str, at: (f64, f64), anchor: Anchor, look: Look, paint: &str) -> String;
    /// A line about the middle of a path, as SVG; `key` is a name for the path that no other has.
    fn along(
        &self,
        text: &str,
        key: &str,
        points: &[PlanePoint],
        look: Look,
        paint: &str,
    ) -> String;
}

/// The letters of whoever shows the picture. Their widths are estimated.
pub struct Theirs {
    /// Whether lines are read from right to left.
    pub is_right_to_left: bool,
}

impl Theirs {
    /// The text with its direction said in signs: attributes for it would turn anchors round, and
    /// not every program knows them.
    fn directed(&self, text: &str) -> String {
        let text = escape(text);
        if self.is_right_to_left {
            format!("\u{202b}{text}\u{202c}")
        } else {
            text
        }
    }
}

impl Letters for Theirs {
    fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    fn width(&self, text: &str, look: Look) -> f64 {
        text_width(text, look.size, look.bold, tracking(text, look))
    }

    fn line(&self, text: &str, at: (f64, f64), anchor: Anchor, look: Look, paint: &str) -> String {
        let mut svg =
            format!("<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{:.1}\"", at.0, at.1, look.size);
        svg += match anchor {
            Anchor::Left => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::Right => " text-anchor=\"end\"",
        };
        if look.bold {
            svg += " font-weight=\"600\"";
        }
        if look.heading {
            svg += " font-family=\"serif\"";
        }
        svg + &format!(" {paint}>{}</text>", self.directed(text))
    }

    fn along(
        &self,
        text: &str,
        key: &str,
        points: &[PlanePoint],
        look: Look,
        paint: &str,
    ) -> String {
        let points: Vec<String> = points.iter().map(|p| format!("{:.1} {:.1}", p.x, p.y)).collect();
        let mut svg = format!("<path id=\"{key}\" fill=\"none\" d=\"M{}\"/>", points.join("L"));
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<text font-size=\"{:.2}\" letter-spacing=\"{:.2}\" text-anchor=\"middle\" {paint}><textPath xlink:href=\"#{key}\" startOffset=\"50%\">{}</textPath></text>",
            look.size,
            look.size * tracking(text, look),
            self.directed(text)
        );
        svg
    }
}

/// Space between letters: none where letters of a word are joined.
pub fn tracking(text: &str, look: Look) -> f64 {
    let joined = |c: char| matches!(c, '\u{600}'..='\u{dff}' | '\u{1800}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if text.chars().any(joined) {
        0.0
    } else {
        look.tracking
    }
}

/// Breaks a text into lines that are no wider than `room`: between words, within a word only where
/// that alone is wider, and between any two letters of scripts that are written without spaces.
pub fn lines(letters: &dyn Letters, text: &str, look: Look, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if letters.width(longer.trim_end(), look) <= room {
            line = longer;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_string());
        }
        line = String::new();
        for c in piece.chars() {
            if !line.is_empty() && letters.width(&format!("{line}{c}"), look) > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// Words with the space behind them; each letter of a script without spaces is one.
fn pieces(text: &str) -> Vec<&str> {
    let no_spaces = |c: char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{2fff}' | '\u{3040}'..='\u{a4cf}' | '\u{20000}'..='\u{3ffff}');
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = before.is_some_and(|b| {
            (b == ' ' && c != ' ') || (no_spaces(c) && (no_spaces(b) || closes(b)))
        });
        if breaks {
            pieces.push(&text[from..at]);
            from = at;
        }
        before = Some(c);
    }
    pieces.push(&text[from..]);
    pieces
}

/// Signs behind which a line of a script without spaces may break.
fn closes(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '、' | '）' | '》' | '”')
}

/// A text inside an element or an attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
