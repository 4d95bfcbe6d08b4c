//! What the screen and the speaker window say to each other: whole states, in a strict form.
//!
//! A message carries all that is shown, so a lost one costs nothing, and a window that was loaded
//! again needs only ask. The later state wins, by a count that both keep.

use super::lesson::Lesson;
use serde::{Deserialize, Serialize};

/// Version of the form; another one is not listened to.
const VERSION: u32 = 2;
/// Longer messages are not read, bytes.
pub const LONGEST: usize = 128 * 1024;

/// Which of the windows speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What the class sees.
    Screen,
    /// What the teacher sees.
    Speaker,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// A window is there, and asks how things stand.
    Hello,
    /// A window is still there.
    Here,
    /// A window closes.
    Bye,
    /// How things stand.
    State {
        /// Counts the changes of both windows.
        turn: u32,
        /// The language of the lesson (BCP 47).
        lang: String,
        /// The view, as the fragment of an address.
        link: String,
        /// What the teacher added.
        lesson: Box<Lesson>,
    },
}

/// A message between windows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Version of the form.
    #[serde(rename = "springSurge")]
    version: u32,
    /// Who speaks.
    pub role: Role,
    /// Which window it is, by chance.
    pub window: String,
    /// What it says.
    pub says: Says,
}

impl Message {
    /// A message of the present form.
    pub fn new(role: Role, window: &str, says: Says) -> Message {
        Message { version: VERSION, role, window: window.to_string(), says }
    }

    /// Its text; `None` for one that is too long to be read.
    pub fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok().filter(|text| text.len() <= LONGEST)
    }

    /// Reads a message; `None` for anything that is not one: too long, of another form or version.
    pub fn read(text: &str) -> Option<Message> {
        if text.len() > LONGEST {
            return None;
        }
        let message: Message = serde_json::from_str(text).ok()?;
        let is_lang = |lang: &str| {
            (1..=35).contains(&lang.len())
                && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let lang = match &message.says {
            Says::State { lang, .. } => is_lang(lang),
            _ => true,
        };
        (message.version == VERSION
            && !message.window.is_empty()
            && message.window.len() <= 40
            && lang)
            .then_some(message)
    }
}

/// Whether a state that came is later than one's own. Of two changes at one time the speaker's
/// counts.
pub fn is_later(turn: u32, from: Role, own: u32) -> bool {
    turn > own || (turn == own && from == Role::Speaker)
}

/// How long a window may be silent before it counts as gone, ms.
pub const SILENT_MS: f64 = 3500.0;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn state() -> Message {
        let says = Says::State {
            turn: 3,
            lang: "en".into(),
            link: "#step=zone-a".into(),
            lesson: Box::new(Lesson { on: true, ..Lesson::NONE }),
        };
        Message::new(Role::Screen, "abc", says)
    }

    #[test]
    fn what_is_written_is_read() {
        let text = state().write().unwrap();
        assert_eq!(Message::read(&text), Some(state()));
    }

    #[test]
    fn strangers_are_not_listened_to() {
        let text = state().write().unwrap();
        for (from, to) in [
            ("\"springSurge\":2", "\"springSurge\":1"),
            ("\"springSurge\":2", "\"reveal\":2"),
            ("\"lang\":\"en\",", ""),
            ("\"lang\":\"en\"", "\"lang\":\"]\""),
            ("\"screen\"", "\"pupil\""),
            ("\"abc\"", "\"\""),
            ("\"turn\":3", "\"turn\":-3"),
            ("\"on\":true", "\"on\":true,\"script\":\"x\""),
        ] {
            assert!(text.contains(from), "{from}");
            assert_eq!(Message::read(&text.replace(from, to)), None, "{from} as {to}");
        }
        for text in ["", "{}", "null", "[]", "pymxPYMx", "{\"type\":\"embed-size\"}"] {
            assert_eq!(Message::read(text), None, "{text}");
        }
        assert_eq!(Message::read(&" ".repeat(LONGEST + 1)), None);
    }

    #[test]
    fn the_later_state_counts_and_of_two_the_speakers() {
        assert!(is_later(4, Role::Screen, 3));
        assert!(!is_later(3, Role::Screen, 3));
        assert!(is_later(3, Role::Speaker, 3));
        assert!(!is_later(2, Role::Speaker, 3));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in ".{0,200}") {
            let _ = Message::read(&text);
        }
    }
}
