//! The lesson: what a teacher adds to the story in front of a class, and what may happen in it;
//! `teach.rs` says what comes of it.

use super::pace::Clock;
use super::spot::Spot;
use serde::{Deserialize, Serialize};

/// What lies over the picture so that eyes turn to the teacher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cover {
    /// Nothing.
    #[default]
    None,
    /// Black.
    Black,
    /// White.
    White,
}

/// What stands in front of the step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Panel {
    /// Nothing.
    #[default]
    None,
    /// All steps, to jump to.
    Overview,
    /// The keys.
    Help,
    /// The step's address, for telephones.
    Code,
}

/// What the pointer does on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tool {
    /// It moves the map.
    #[default]
    Hand,
    /// It lights one place.
    Light,
    /// It draws.
    Pen,
}

/// A question in front of the class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Position among the questions.
    pub ask: usize,
    /// Whether the answer is shown.
    pub revealed: bool,
    /// What the class predicts: an option, an order of items, a place in km, or a value.
    pub guess: Vec<i32>,
    /// Hands for each option; `None` where none was typed.
    pub hands: Vec<Option<u32>>,
}

/// Strokes beyond these are refused, so that no window can drown another.
pub(super) const MOST_STROKES: usize = 40;
/// The same for the points of a stroke.
pub(super) const MOST_POINTS: usize = 200;
/// Options and items that a question may have.
pub(super) const MOST_PARTS: usize = 12;
/// More hands than these are in no classroom.
pub const MOST_HANDS: u32 = 999;

/// What a teacher adds to the story. In both windows it is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lesson {
    /// Whether there is one: without it all parts of a step are shown at once.
    pub on: bool,
    /// How many parts of the step's picture are shown.
    pub built: usize,
    /// What lies over the picture.
    pub cover: Cover,
    /// What stands in front of it.
    pub panel: Panel,
    /// Digits typed so far, as a number; 0 for none.
    pub typed: u32,
    /// Whether the words are set larger.
    pub larger: bool,
    /// The question that is asked.
    pub asked: Option<Asked>,
    /// What the pointer does.
    pub tool: Tool,
    /// The lit place.
    pub light: Option<Spot>,
    /// What was drawn.
    pub strokes: Vec<Vec<Spot>>,
    /// Whether the teacher was asked if the lesson is to be left.
    pub leaving: bool,
    /// When the lesson and its step began. It belongs to the lesson, not to a window: any may be
    /// closed.
    pub clock: Clock,
}

impl Lesson {
    /// No lesson.
    pub const NONE: Lesson = Lesson {
        on: false,
        built: 0,
        cover: Cover::None,
        panel: Panel::None,
        typed: 0,
        larger: false,
        asked: None,
        tool: Tool::Hand,
        light: None,
        strokes: Vec::new(),
        leaving: false,
        clock: Clock::NONE,
    };

    /// The same lesson at another step: what was pointed at, and asked, belonged to the one before.
    pub(super) fn moved(self, built: usize) -> Lesson {
        let Lesson { on, larger, tool, clock, .. } = self;
        Lesson { on, larger, tool, clock, built, ..Lesson::NONE }
    }

    /// The lesson with what does not fit taken out: it may come from another window, or from
    /// storage.
    #[must_use]
    pub fn fitted(mut self, builds: usize) -> Lesson {
        self.built = self.built.min(builds);
        self.typed = self.typed.min(99);
        self.strokes.truncate(MOST_STROKES);
        self.strokes.iter_mut().for_each(|stroke| stroke.truncate(MOST_POINTS));
        if let Some(asked) = &mut self.asked {
            asked.guess.truncate(MOST_PARTS);
            asked.hands.truncate(MOST_PARTS);
            asked.hands.iter_mut().for_each(|n| *n = n.filter(|n| *n <= MOST_HANDS));
        }
        self
    }
}

/// What may happen in a lesson.
#[derive(Clone, Debug, PartialEq)]
pub enum Teach {
    /// It begins, with what was kept of it.
    Begin(Lesson),
    /// On: the next part of the picture, or the next step.
    On,
    /// Back: one part less, or the step before with all its parts.
    Back,
    /// Covers the picture, or uncovers it.
    Cover(Cover),
    /// Puts something in front of the step, or away.
    Panel(Panel),
    /// A digit of the number of a step.
    Digit(u32),
    /// To the step whose number was typed; without one, on.
    Enter,
    /// Puts away what is in front; with nothing there it asks whether to leave, and then leaves.
    Leave,
    /// Puts away what is in front, and never leaves.
    PutAway,
    /// Stays in the lesson after all.
    Stay,
    /// Asks a question by its position, with the wide map or the step's view; or puts it away.
    Ask(Option<(usize, bool)>),
    /// On with the questions of the step: ask, reveal, the next, none.
    AskOn(Vec<(usize, bool)>),
    /// Shows the answer, or hides it.
    Reveal,
    /// What the class predicts.
    Guess(Vec<i32>),
    /// Hands counted for an option.
    Hands(usize, Option<u32>),
    /// Larger words, or as they were.
    Larger,
    /// Takes a tool, or puts it down.
    Tool(Tool),
    /// Lights a place.
    Light(Option<Spot>),
    /// Moves the light by whole km.
    LightBy(i32, i32),
    /// Begins a stroke, or draws a whole one.
    Draw(Vec<Spot>),
    /// Draws the last stroke on.
    DrawOn(Spot),
    /// Leaves a mark where the light is.
    Mark,
    /// Takes back the last stroke.
    Undo,
    /// Takes all strokes and the light away.
    Clear,
    /// The clock hears the time, ms since 1970: it starts, or the step that is shown has just
    /// begun.
    Time(u64),
    /// The clock starts again, at a time in ms since 1970.
    Restart(u64),
    /// Another plan is followed, by its position.
    Plan(usize),
    /// Asks something of the browser.
    Do(LessonEffect),
}

/// What a lesson asks of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonEffect {
    /// Opens the speaker window.
    Speaker,
    /// Fills the screen, or no more.
    FullScreen,
    /// Leaves for the page to read.
    Leave,
}

/// Stands for the first step where a digit is expected.
pub(super) const HOME: u32 = 100;
/// The same for the last.
pub(super) const END: u32 = 101;
