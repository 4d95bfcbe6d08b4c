//! Messages to the host, in every dialect that it may speak.

use super::{Host, VERSION};

/// A message to the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// JSON where it is to be sent as an object, else the string itself.
    pub text: String,
    /// Whether it is an object.
    pub object: bool,
}

/// What our own host script is told. Nothing in it is about the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The story responds; which step is shown.
    Ready(String),
    /// Another step is shown: its key and its number from 1.
    Step(String, usize),
    /// Something was chosen: its kind and its key.
    Choice(&'static str, String),
    /// Bring this place of the story to the upper edge of the window, px from its beginning.
    Scroll(u32),
}

fn object(text: String) -> Outgoing {
    Outgoing { text, object: true }
}

fn string(text: String) -> Outgoing {
    Outgoing { text, object: false }
}

impl Host {
    /// The height that the frame should have, px. `width` is the one that it has, px: iframe-resizer 5 takes no
    /// height without it. `layout` is ours; `address` is the frame's, which one dialect wants.
    pub fn height(&self, px: u32, width: u32, layout: &str, address: &str) -> Vec<Outgoing> {
        let mut all = vec![
            object(format!("{{\"springSurge\":{VERSION},\"type\":\"height\",\"height\":{px},\"layout\":\"{layout}\"}}")),
            object(format!("{{\"datawrapper-height\":{{\"embed\":{px}}}}}")),
            object(format!("{{\"sentinel\":\"amp\",\"type\":\"embed-size\",\"height\":{px}}}")),
            string(format!("{{\"src\":{},\"context\":\"iframe.resize\",\"height\":{px}}}", quoted(address))),
        ];
        let secret = self.secret.iter().map(|s| object(format!("{{\"message\":\"height\",\"value\":{px},\"secret\":{}}}", quoted(s))));
        all.extend(secret);
        all.extend(self.pym.iter().map(|id| string(format!("pymxPYMx{id}xPYMxheightxPYMx{px}"))));
        all.extend(self.resizer.iter().map(|id| string(format!("[iFrameSizer]{id}:{px}:{width}:resize"))));
        all
    }

    /// Asks where the reader's window is.
    pub fn ask(&self) -> Vec<Outgoing> {
        let pym = self.pym.iter().map(|id| string(format!("pymxPYMx{id}xPYMxparentPositionInfoxPYMx")));
        pym.chain(self.resizer.iter().map(|id| string(format!("[iFrameSizer]{id}:0:0:pageInfo")))).collect()
    }

    /// Answers iframe-resizer, which waits for a sign and takes the size in it, px, for the frame's.
    pub fn greet(&self, px: u32, width: u32) -> Vec<Outgoing> {
        self.resizer.iter().map(|id| string(format!("[iFrameSizer]{id}:{px}:{width}:init"))).collect()
    }

    /// Asks for a place of the story, px from its beginning, at the upper edge of the reader's window.
    pub fn bring(&self, px: u32) -> Vec<Outgoing> {
        if self.own.is_some() {
            return vec![Told::Scroll(px).message()];
        }
        let pym = self.pym.iter().map(|id| string(format!("pymxPYMx{id}xPYMxscrollToChildPosxPYMx{px}")));
        pym.chain(self.resizer.iter().map(|id| string(format!("[iFrameSizer]{id}:{px}:0:scrollToOffset")))).collect()
    }
}

impl Told {
    /// The message.
    pub fn message(&self) -> Outgoing {
        let rest = match self {
            Told::Ready(step) => format!("\"type\":\"ready\",\"step\":{}", quoted(step)),
            Told::Step(step, number) => format!("\"type\":\"step\",\"step\":{},\"number\":{number}", quoted(step)),
            Told::Choice(kind, id) => format!("\"type\":\"choice\",\"kind\":\"{kind}\",\"id\":{}", quoted(id)),
            Told::Scroll(px) => format!("\"type\":\"scroll\",\"top\":{px}"),
        };
        object(format!("{{\"springSurge\":{VERSION},{rest}}}"))
    }
}

/// The height that a host is asked for where it cannot say where the reader's window is, px, for a
/// frame of a width, px: room for the picture and for a few lines of text.
pub fn preferred_height(width: f64) -> u32 {
    let height = if width >= 640.0 { (width * 0.62).clamp(560.0, 720.0) } else { 720.0 };
    // Between 560 and 720, even where the width is no number, so nothing is lost.
    height as u32
}

/// A JSON string (RFC 8259, section 7).
fn quoted(text: &str) -> String {
    let mut safe = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => safe.extend(['\\', c]),
            c if u32::from(c) < 0x20 => safe += &format!("\\u{:04x}", u32::from(c)),
            c => safe.push(c),
        }
    }
    safe + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embed::Follow;
    use proptest::prelude::*;

    fn host() -> Host {
        Host { pym: Some("p".into()), resizer: Some("r".into()), secret: Some("s".into()), own: None }
    }

    #[test]
    fn each_dialect_is_spoken_to_the_letter() {
        let all: Vec<String> = host().height(640, 360, "player", "https://x/?mode=embed").into_iter().map(|m| m.text).collect();
        assert_eq!(
            all,
            [
                r#"{"springSurge":1,"type":"height","height":640,"layout":"player"}"#,
                r#"{"datawrapper-height":{"embed":640}}"#,
                r#"{"sentinel":"amp","type":"embed-size","height":640}"#,
                r#"{"src":"https://x/?mode=embed","context":"iframe.resize","height":640}"#,
                r#"{"message":"height","value":640,"secret":"s"}"#,
                "pymxPYMxpxPYMxheightxPYMx640",
                "[iFrameSizer]r:640:360:resize",
            ]
        );
    }

    #[test]
    fn strings_that_are_no_json_wait_for_a_host_that_speaks_them() {
        for message in Host::default().height(1, 1, "player", "a\"b") {
            assert!(serde_json::from_str::<serde_json::Value>(&message.text).is_ok(), "{}", message.text);
        }
    }

    #[test]
    fn a_place_is_asked_for_in_one_dialect_where_the_host_is_ours() {
        let ours = Host { own: Some(Follow::Flow), ..host() };
        assert_eq!(ours.bring(5), [Told::Scroll(5).message()]);
        assert_eq!(host().bring(5).len(), 2);
    }

    #[test]
    fn frames_are_asked_for_within_what_wordpress_allows() {
        for width in [0.0, 200.0, 640.0, 900.0, 4000.0, f64::NAN] {
            assert!((200..=1000).contains(&preferred_height(width)), "{width}");
        }
    }

    proptest! {
        #[test]
        fn own_messages_are_json_whatever_the_key(key in "\\PC{0,30}") {
            let message = Told::Choice("event", key.clone()).message();
            let read: serde_json::Value = serde_json::from_str(&message.text).unwrap();
            prop_assert_eq!(read["id"].as_str(), Some(key.as_str()));
        }
    }
}
