//! Words as outlines of bundled faces, for pictures that are turned into pixels at build time. No
//! face of the machine is used, so that every machine writes the same bytes.
//!
//! Each line goes through the usual steps: parts of one direction (UAX #9), within these parts of
//! one face, and these are shaped. What no face has is remembered, and drawn as the box that faces
//! have for it.

use crate::geo::PlanePoint;
use crate::view::lettering::{escape, tracking, Anchor, Letters, Look};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{BufferFlags, Direction, UnicodeBuffer};
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use unicode_bidi::{BidiInfo, Level};

/// The list of the faces, from the project's folder. It is read when the site is built, and by
/// nobody else.
pub const FACES: &str = "xtask/npm/faces/faces.json";

/// Reads the list and the files of the faces in it.
///
/// # Errors
/// The name of a file that cannot be read, and where it comes from.
pub fn read_faces() -> Result<Vec<(FaceEntry, Vec<u8>)>, String> {
    let list = fs::read_to_string(FACES).map_err(|e| format!("{FACES}: {e}"))?;
    let list: Vec<FaceEntry> = serde_json::from_str(&list).map_err(|e| format!("{FACES}: {e}"))?;
    let read = |entry: FaceEntry| match fs::read(&entry.file) {
        Ok(bytes) => Ok((entry, bytes)),
        Err(e) => Err(format!("{}: {e}; it comes from npm with: cargo xtask setup", entry.file)),
    };
    list.into_iter().map(read).collect()
}

/// A face as the list of them has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaceEntry {
    /// Path of the file, TrueType or OpenType, from the project's folder.
    pub file: String,
    /// Languages that are set in it before all others (BCP 47): `zh` for `zh-Hans`, too.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Whether it is the one of headings.
    #[serde(default)]
    pub heading: bool,
    /// Whether it is bold.
    #[serde(default)]
    pub bold: bool,
}

/// Faces that were read, in the order of the list.
pub struct Faces<'a>(Vec<(&'a FaceEntry, rustybuzz::Face<'a>)>);

impl<'a> Faces<'a> {
    /// Reads faces from their files' bytes.
    ///
    /// # Errors
    /// The name of a file that holds no face.
    pub fn new(files: &'a [(FaceEntry, Vec<u8>)]) -> Result<Faces<'a>, String> {
        let face = |(entry, bytes): &'a (FaceEntry, Vec<u8>)| {
            let face = rustybuzz::Face::from_slice(bytes, 0)
                .ok_or_else(|| format!("{}: the file holds no face", entry.file))?;
            Ok((entry, face))
        };
        files.iter().map(face).collect::<Result<_, _>>().map(Faces)
    }
}

/// What sets the words of a language's pictures.
pub struct Outlines<'a> {
    faces: &'a Faces<'a>,
    lang: &'a str,
    is_right_to_left: bool,
    missing: RefCell<BTreeSet<char>>,
}

/// A part of a line that has one direction and one face.
struct Part {
    face: usize,
    range: std::ops::Range<usize>,
    is_right_to_left: bool,
}

/// A line that was set.
#[derive(Default)]
struct Line {
    /// From left to right.
    glyphs: Vec<Glyph>,
    width: f64,
}

/// A letter of such a line.
struct Glyph {
    face: usize,
    id: GlyphId,
    /// Where it stands, from the line's left end, and its shift.
    x: f64,
    shift: (f64, f64),
    advance: f64,
    scale: f64,
}

impl<'a> Outlines<'a> {
    /// For a language.
    pub fn new(faces: &'a Faces<'a>, lang: &'a str, is_right_to_left: bool) -> Outlines<'a> {
        Outlines { faces, lang, is_right_to_left, missing: RefCell::default() }
    }

    /// The letters that no face has, of all that was set since the last time.
    pub fn take_missing(&self) -> BTreeSet<char> {
        self.missing.take()
    }

    /// The faces for a look, the best first: those of the language, of headings or text, of the
    /// weight.
    fn order(&self, look: Look) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.faces.0.len()).collect();
        let leads = |tag: &String| {
            self.lang
                .strip_prefix(tag.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        order.sort_by_key(|i| {
            let entry = self.faces.0[*i].0;
            (
                !entry.languages.iter().any(leads),
                entry.heading != look.heading,
                entry.bold != look.bold,
            )
        });
        order
    }

    fn has(&self, face: usize, c: char) -> bool {
        self.faces.0.get(face).is_some_and(|(_, face)| face.glyph_index(c).is_some())
    }

    /// The face for each character, by its place in the text: one for all where there is one, so
    /// that no word is set in two; otherwise the best that has the letter.
    fn faces_of(&self, text: &str, look: Look) -> Vec<(usize, usize)> {
        let order = self.order(look);
        let best = order.first().copied().unwrap_or(0);
        if let Some(one) =
            order.iter().find(|face| text.chars().all(|c| is_unseen(c) || self.has(**face, c)))
        {
            return text.char_indices().map(|(at, _)| (at, *one)).collect();
        }
        let mut before = best;
        let face = |(at, c): (usize, char)| {
            let stays = is_unseen(c) || c == ' ' && self.has(before, c);
            if !stays {
                let found = order.iter().find(|face| self.has(**face, c)).copied();
                if found.is_none() {
                    self.missing.borrow_mut().insert(c);
                }
                before = found.unwrap_or(best);
            }
            (at, before)
        };
        text.char_indices().map(face).collect()
    }

    /// Sets a line.
    fn set(&self, text: &str, look: Look) -> Line {
        // A line is one line, whatever signs it holds.
        let text: String = text
            .chars()
            .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c })
            .collect();
        let level = if self.is_right_to_left { Level::rtl() } else { Level::ltr() };
        let bidi = BidiInfo::new(&text, Some(level));
        let faces = self.faces_of(&text, look);
        let between = tracking(&text, look) * look.size;
        let mut line = Line::default();
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let is_right_to_left = levels[run.start].is_rtl();
                let mut parts: Vec<Part> = Vec::new();
                for (at, face) in faces.iter().filter(|(at, _)| run.contains(at)) {
                    let end = at + text[*at..].chars().next().map_or(0, char::len_utf8);
                    match parts.last_mut().filter(|part| part.face == *face) {
                        Some(part) => part.range.end = end,
                        None => parts.push(Part { face: *face, range: *at..end, is_right_to_left }),
                    }
                }
                if is_right_to_left {
                    parts.reverse();
                }
                for part in parts {
                    self.shape(&text, &part, look.size, between, &mut line);
                }
            }
        }
        line.width = (line.width - between).max(0.0);
        line
    }

    /// Shapes a part and puts it at the end of a line.
    fn shape(&self, text: &str, part: &Part, size: f64, between: f64, line: &mut Line) {
        let Some((_, face)) = self.faces.0.get(part.face) else { return };
        let scale = size / f64::from(face.units_per_em().max(1));
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text[part.range.clone()]);
        // Letters join those of the part beside it.
        buffer.set_pre_context(&text[..part.range.start]);
        buffer.set_post_context(&text[part.range.end..]);
        buffer.set_direction(if part.is_right_to_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let shaped = rustybuzz::shape(face, &[], buffer);
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            if info.glyph_id == 0 {
                let c = text[part.range.start + info.cluster as usize..].chars().next();
                self.missing.borrow_mut().extend(c.filter(|c| !is_unseen(*c)));
            }
            let advance = f64::from(place.x_advance) * scale;
            let shift = (f64::from(place.x_offset) * scale, f64::from(place.y_offset) * scale);
            // Glyph ids have 16 bits in these formats.
            let id = GlyphId(u16::try_from(info.glyph_id).unwrap_or(0));
            line.glyphs.push(Glyph { face: part.face, id, x: line.width, shift, advance, scale });
            line.width += advance + if advance > 0.0 { between } else { 0.0 };
        }
    }

    fn draw(&self, glyph: &Glyph, turned: (f64, f64), at: (f64, f64), path: &mut String) {
        let Some((_, face)) = self.faces.0.get(glyph.face) else { return };
        face.outline_glyph(glyph.id, &mut Pen { path, at, turned, scale: glyph.scale });
    }
}

impl Letters for Outlines<'_> {
    fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    fn width(&self, text: &str, look: Look) -> f64 {
        self.set(text, look).width
    }

    fn line(&self, text: &str, at: (f64, f64), anchor: Anchor, look: Look, paint: &str) -> String {
        let Line { glyphs, width } = self.set(text, look);
        let left = at.0
            - match anchor {
                Anchor::Left => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::Right => width,
            };
        let mut path = String::new();
        for glyph in &glyphs {
            self.draw(
                glyph,
                (1.0, 0.0),
                (left + glyph.x + glyph.shift.0, at.1 - glyph.shift.1),
                &mut path,
            );
        }
        written(text, &path, paint)
    }

    fn along(&self, text: &str, _: &str, points: &[PlanePoint], look: Look, paint: &str) -> String {
        let Line { glyphs, width } = self.set(text, look);
        let length: f64 = points
            .windows(2)
            .map(|ends| (ends[1].x - ends[0].x).hypot(ends[1].y - ends[0].y))
            .sum();
        let mut path = String::new();
        for glyph in &glyphs {
            // The middle of a letter touches the line.
            let half = glyph.advance / 2.0;
            let Some((p, (cos, sin))) = on_line(points, (length - width) / 2.0 + glyph.x + half)
            else {
                continue;
            };
            let (dx, dy) = (glyph.shift.0 - half, -glyph.shift.1);
            self.draw(
                glyph,
                (cos, sin),
                (p.x + dx * cos - dy * sin, p.y + dx * sin + dy * cos),
                &mut path,
            );
        }
        written(text, &path, paint)
    }
}

/// Outlines as SVG, with what they say.
fn written(text: &str, path: &str, paint: &str) -> String {
    format!("<path aria-label=\"{}\" {paint} d=\"{path}\"/>", escape(text))
}

/// The point of a line at a distance from its beginning, and its direction there.
fn on_line(points: &[PlanePoint], mut distance: f64) -> Option<(PlanePoint, (f64, f64))> {
    let last = points.len().checked_sub(2)?;
    for (i, ends) in points.windows(2).enumerate() {
        let (dx, dy) = (ends[1].x - ends[0].x, ends[1].y - ends[0].y);
        let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
        if distance <= length || i == last {
            let (cos, sin) = (dx / length, dy / length);
            return Some((
                PlanePoint { x: ends[0].x + cos * distance, y: ends[0].y + sin * distance },
                (cos, sin),
            ));
        }
        distance -= length;
    }
    None
}

/// Characters that are there to be obeyed, not seen.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Writes an outline as the data of a path, in its place.
struct Pen<'a> {
    path: &'a mut String,
    at: (f64, f64),
    turned: (f64, f64),
    scale: f64,
}

impl Pen<'_> {
    fn to(&mut self, command: &str, points: &[(f32, f32)]) {
        *self.path += command;
        let (cos, sin) = self.turned;
        for (i, (x, y)) in points.iter().enumerate() {
            // In faces up is more.
            let (x, y) = (f64::from(*x) * self.scale, -f64::from(*y) * self.scale);
            let (x, y) = (self.at.0 + x * cos - y * sin, self.at.1 + x * sin + y * cos);
            let space = if i > 0 { " " } else { "" };
            // Writing to a String cannot fail.
            let _ = write!(self.path, "{space}{x:.2} {y:.2}");
        }
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.to("M", &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to("L", &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.to("Q", &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.to("C", &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        *self.path += "Z";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line becomes in a language: glyphs from left to right, as (face, id, x), its width,
    /// and what is missing.
    fn set(
        lang: &str,
        is_right_to_left: bool,
        text: &str,
    ) -> (Vec<(usize, u16, f64)>, f64, BTreeSet<char>) {
        let files = read_faces().unwrap();
        let faces = Faces::new(&files).unwrap();
        let outlines = Outlines::new(&faces, lang, is_right_to_left);
        let line = outlines.set(text, Look::plain(20.0));
        let glyphs = line.glyphs.iter().map(|g| (g.face, g.id.0, g.x)).collect();
        (glyphs, line.width, outlines.take_missing())
    }

    /// The same without their places.
    fn ids(lang: &str, is_right_to_left: bool, text: &str) -> Vec<u16> {
        set(lang, is_right_to_left, text).0.into_iter().map(|(_, id, _)| id).collect()
    }

    #[test]
    fn letters_of_many_scripts_have_a_face_each() {
        for text in [
            "Zürich, Łódź, Île ±15 km",
            "Ώρα Жёлтый",
            "北方稀土：镧铈镨钕钐铕钆铽镝",
            "مشروع ٢٠٢٥",
            "שלום",
            "हिन्दी",
            "Zone A 区 ب א é",
        ] {
            for (lang, is_right_to_left) in [("en", false), ("zh-Hans", false), ("ar", true)] {
                let (glyphs, width, missing) = set(lang, is_right_to_left, text);
                assert_eq!(missing, BTreeSet::new(), "{text} in {lang}");
                assert!(width > 0.0 && glyphs.len() > 3, "{text} in {lang}");
            }
        }
    }

    #[test]
    fn a_word_is_set_in_one_face_and_a_language_in_its_own() {
        let faces = |lang: &str, text: &str| {
            set(lang, false, text).0.into_iter().map(|(face, _, _)| face).collect::<BTreeSet<_>>()
        };
        assert_eq!(faces("en", "Jinmeng ±15 km, café").len(), 1);
        assert_eq!(faces("zh-Hans", "北方稀土 2025").len(), 1);
        assert_ne!(faces("en", "2025"), faces("zh-Hans", "2025"));
        assert_eq!(faces("en", "2025"), faces("zh-Hant", "2025"));
    }

    #[test]
    fn words_from_the_right_are_joined_and_stand_in_their_order() {
        // Letters of a word are others than the same letters alone.
        for (word, one, two) in [("لا", "ل", "ا"), ("بب", "ب", "ب")] {
            assert_ne!(
                ids("ar", true, word),
                [ids("ar", true, two), ids("ar", true, one)].concat(),
                "{word}"
            );
        }
        // What is read first stands at the right, numbers run on to the right, and a full stop ends
        // at the left.
        let [alef, bet] = [ids("he", true, "א"), ids("he", true, "ב")];
        assert_eq!(ids("he", true, "אב"), [bet.clone(), alef.clone()].concat());
        let digits = ids("he", true, "12");
        let stop = ids("he", true, ".");
        assert_eq!(ids("he", true, "א12."), [stop.clone(), digits, alef.clone()].concat());
        // In a language that is read from the left the same full stop ends at the right.
        assert_eq!(ids("he", false, "א."), [alef, stop].concat());
        // Letters of two faces keep the order of the line.
        let (glyphs, _, missing) = set("ar", true, "لا א 木");
        assert!(missing.is_empty());
        assert!(glyphs.windows(2).all(|two| two[0].2 <= two[1].2));
        assert_eq!(glyphs.first().map(|g| g.0), set("ar", true, "木").0.first().map(|g| g.0));
    }

    #[test]
    fn what_no_face_has_is_named_and_what_is_not_seen_is_not() {
        let (glyphs, width, missing) = set("en", false, "a\u{10000}b");
        assert_eq!(missing, BTreeSet::from(['\u{10000}']));
        assert!(glyphs.len() == 3 && glyphs[1].1 == 0 && width > 20.0);
        for text in
            ["a\u{200d}b", "a\u{202e}b", "\u{feff}ab", "a\u{2028}b", "a\nb", "a\tb\u{fe0f}", ""]
        {
            assert_eq!(set("en", false, text).2, BTreeSet::new(), "{text:?}");
        }
    }
}
