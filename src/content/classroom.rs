//! What a teacher needs of the story: parts of pictures, questions with answers, notes, plans, as
//! the seeds have it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) type Words = BTreeMap<String, String>;

/// The classroom's data, the same in every language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassroomData {
    /// Parts of a step's picture in the order in which they come, by step: keys of projects and
    /// events.
    pub builds: BTreeMap<String, Vec<Vec<String>>>,
    /// Plans of a lesson.
    pub plans: Vec<Plan>,
    /// Keys of the terms to be learnt.
    pub vocabulary: Vec<String>,
    /// Keys of the subjects that the lesson serves.
    pub subjects: Vec<String>,
    /// Questions, in the order of the steps; those of the end come last.
    pub questions: Vec<Query>,
}

/// How long a lesson of one length stays at each step.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its length.
    pub minutes: u32,
    /// Seconds for each step; one that is missing is passed over.
    pub seconds: BTreeMap<String, u32>,
}

/// A question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    /// Key.
    pub id: String,
    /// Key of the step at which it is asked.
    pub step: String,
    /// Whether it belongs to the set at the end.
    #[serde(default)]
    pub closing: bool,
    /// What kind of answer it wants.
    pub kind: Kind,
    /// Claims that the right answer stands on.
    pub claims: Vec<String>,
}

/// What kind of answer a question wants.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Kind {
    /// One of several options.
    Choose {
        /// Keys, as shown.
        options: Vec<String>,
        /// The right one.
        right: String,
    },
    /// Things put into their order.
    Order {
        /// Keys, as shown.
        items: Vec<String>,
        /// The same in the right order.
        right: Vec<String>,
    },
    /// A place on the map.
    Place {
        /// Key of the place.
        place: String,
        /// As near as this is right, km.
        within_km: f64,
    },
    /// A number within a range.
    Estimate {
        /// Least that can be said.
        from: i32,
        /// Most that can be said.
        to: i32,
        /// From one value to the next.
        step: i32,
        /// From here it is right.
        low: i32,
        /// To here.
        high: i32,
    },
    /// Two sides to be weighed, of which neither is wrong.
    Discuss,
}

/// What a teacher says and asks, in one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassroomText {
    /// What the class knows and can do afterwards.
    pub aims: Vec<String>,
    /// Terms by key.
    pub vocabulary: BTreeMap<String, Term>,
    /// What the lesson gives to a subject, by its key.
    pub subjects: BTreeMap<String, Hook>,
    /// Notes by step, sentences with markup.
    pub notes: BTreeMap<String, Vec<String>>,
    /// Questions by key.
    pub questions: BTreeMap<String, QueryText>,
    /// Words of the interface, by their keys in [`WORDS`].
    pub words: Words,
}

/// A term.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word.
    pub term: String,
    /// What it means.
    pub means: String,
}

/// What a lesson gives to a subject.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hook {
    /// The subject.
    pub subject: String,
    /// What it can use.
    pub says: String,
}

/// A question in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueryText {
    /// The question.
    pub ask: String,
    /// Options or items by key.
    #[serde(default)]
    pub options: Words,
    /// Unit of an estimate.
    #[serde(default)]
    pub unit: String,
    /// The answer with its reasons, sentences with markup.
    pub answer: Vec<String>,
    /// What speaks for it, where there are two sides.
    #[serde(default)]
    pub supports: Vec<String>,
    /// What speaks against it.
    #[serde(default)]
    pub against: Vec<String>,
}

impl QueryText {
    /// All sentences with markup.
    pub fn sentences(&self) -> impl Iterator<Item = &String> {
        [&self.answer, &self.supports, &self.against].into_iter().flatten()
    }
}

impl ClassroomText {
    /// All sentences with markup.
    pub fn sentences(&self) -> impl Iterator<Item = &String> {
        self.notes.values().flatten().chain(self.questions.values().flat_map(QueryText::sentences))
    }
}

/// Keys of the words of the interface. Braces in the words hold what is put in.
pub const WORDS: [&str; 93] = [
    "leave",
    "leave_again",
    "stay",
    "next",
    "back",
    "question",
    "reveal",
    "hide",
    "light",
    "pen",
    "mark",
    "undo",
    "clear",
    "larger",
    "code",
    "overview",
    "help",
    "speaker",
    "full_screen",
    "black",
    "white",
    "covered",
    "go_to",
    "first_last",
    "move_light",
    "answer",
    "sources",
    "right",
    "for",
    "against",
    "place_here",
    "off_by",
    "near_enough",
    "your_guess",
    "order_here",
    "order_again",
    "hands",
    "hands_of",
    "bad_number",
    "too_many",
    "code_says",
    "code_file",
    "code_long",
    "speaker_title",
    "other_speaker",
    "other_screen",
    "connected",
    "waiting",
    "lost",
    "refused",
    "sandboxed",
    "open_screen",
    "now",
    "coming",
    "the_end",
    "part",
    "notes",
    "questions",
    "closing",
    "on_screen",
    "put_away",
    "step_time",
    "all_time",
    "plan",
    "minutes",
    "behind",
    "ahead",
    "on_time",
    "passed_over",
    "restart",
    "handout",
    "handout_title",
    "handout_how",
    "handout_step",
    "handout_version",
    "handout_pupil",
    "handout_teacher",
    "handout_name",
    "handout_day",
    "handout_mark",
    "handout_label",
    "when",
    "what",
    "write_here",
    "lesson",
    "aims",
    "vocabulary",
    "subjects",
    "timing",
    "no_storage",
    "no_content",
    "version",
    "back_to_page",
];

/// The keys of the present mode and what they do, as `keys|word`: the help is made of them.
pub const KEYS: [(&str, &str); 20] = [
    ("→ Space PgDn", "next"),
    ("← Shift+Space PgUp", "back"),
    ("1…14 Enter", "go_to"),
    (". b", "black"),
    ("w", "white"),
    ("q", "question"),
    ("o", "overview"),
    ("s", "speaker"),
    ("l", "light"),
    ("p", "pen"),
    ("Shift+← ↑ → ↓", "move_light"),
    ("m", "mark"),
    ("u", "undo"),
    ("c", "clear"),
    ("t", "larger"),
    ("k", "code"),
    ("f F5", "full_screen"),
    ("?", "help"),
    ("Esc", "leave"),
    ("Home End", "first_last"),
];
