//! What a teacher types: keys that lead the lesson, and counts of hands.

use super::lesson::{Cover, Lesson, LessonEffect, Panel, Teach, Tool, END, HOME, MOST_HANDS};

/// How far the light moves with a key, km.
const LIGHT_STEP_KM: i32 = 20;

/// Which questions a key may lead through: those of the present step, by their positions.
pub type Asks<'a> = &'a [(usize, bool)];

/// What a key does in a lesson; `None` leaves it to the browser. `shift` says whether Shift is
/// held. While the picture is covered only the keys that uncover it do anything.
pub fn teach_key(lesson: &Lesson, asks: Asks, key: &str, shift: bool) -> Option<Teach> {
    let cover =
        |wanted: Cover| Teach::Cover(if lesson.cover == wanted { Cover::None } else { wanted });
    let panel =
        |wanted: Panel| Teach::Panel(if lesson.panel == wanted { Panel::None } else { wanted });
    let tool = |wanted: Tool| Teach::Tool(if lesson.tool == wanted { Tool::Hand } else { wanted });
    // Shift belongs to letters and signs, and with a light to the arrows that move it. With any
    // other key that has a name it is the browser's: Shift+F5 loads the page anew, Shift+Home
    // selects.
    let moves_light = lesson.light.is_some() && key.starts_with("Arrow");
    if shift && key.chars().count() > 1 && !moves_light {
        return None;
    }
    match key {
        "." | "b" | "B" | "w" | "W" if lesson.cover != Cover::None => {
            return Some(Teach::Cover(Cover::None))
        }
        "Escape" => return Some(Teach::Leave),
        // A reload by the key would end the show; clickers send it to begin one.
        "F5" => return Some(Teach::Do(LessonEffect::FullScreen)),
        _ if lesson.cover != Cover::None => return None,
        _ => {}
    }
    let step_km = if moves_light && shift { LIGHT_STEP_KM } else { 0 };
    Some(match key {
        "ArrowLeft" if step_km > 0 => Teach::LightBy(-step_km, 0),
        "ArrowRight" if step_km > 0 => Teach::LightBy(step_km, 0),
        "ArrowUp" if step_km > 0 => Teach::LightBy(0, -step_km),
        "ArrowDown" if step_km > 0 => Teach::LightBy(0, step_km),
        " " if shift => Teach::Back,
        "ArrowRight" | "ArrowDown" | "PageDown" | " " | "n" | "N" => Teach::On,
        "ArrowLeft" | "ArrowUp" | "PageUp" | "Backspace" => Teach::Back,
        "Home" => Teach::Digit(HOME),
        "End" => Teach::Digit(END),
        "Enter" => Teach::Enter,
        "." | "b" | "B" => cover(Cover::Black),
        "w" | "W" => cover(Cover::White),
        "o" | "O" => panel(Panel::Overview),
        "?" | "F1" => panel(Panel::Help),
        "k" | "K" => panel(Panel::Code),
        "q" | "Q" => Teach::AskOn(asks.to_vec()),
        "l" | "L" => tool(Tool::Light),
        "p" | "P" => tool(Tool::Pen),
        "m" | "M" => Teach::Mark,
        "u" | "U" => Teach::Undo,
        "c" | "C" => Teach::Clear,
        "t" | "T" => Teach::Larger,
        "s" | "S" => Teach::Do(LessonEffect::Speaker),
        "f" | "F" => Teach::Do(LessonEffect::FullScreen),
        digit => match digit.parse::<u32>() {
            Ok(value) if value < 10 && digit.len() == 1 => Teach::Digit(value),
            _ => return None,
        },
    })
}

/// Why a count of hands is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadCount {
    /// It is no whole number.
    NoNumber,
    /// It is more than [`MOST_HANDS`].
    TooMany,
}

/// Reads a typed count of hands; nothing typed is no count.
///
/// # Errors
/// What is no whole number from 0 to [`MOST_HANDS`].
pub fn read_count(typed: &str) -> Result<Option<u32>, BadCount> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    if !typed.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadCount::NoNumber);
    }
    typed.parse().ok().filter(|n| *n <= MOST_HANDS).map(Some).ok_or(BadCount::TooMany)
}
