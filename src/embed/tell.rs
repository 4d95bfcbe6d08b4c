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

/// What the frame would like its host to know of its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// The height that it should have, px.
    pub height: u32,
    /// The width that it has, px: iframe-resizer 5 takes no height without it.
    pub width: u32,
    /// The height that it needs on paper, px.
    pub paper: u32,
    /// The name of its layout.
    pub layout: &'static str,
}

impl Size {
    /// What our own host script is told of it.
    pub fn message(self) -> Outgoing {
        let Size { height, paper, layout, .. } = self;
        object(format!("{{\"springSurge\":{VERSION},\"type\":\"height\",\"height\":{height},\"layout\":\"{layout}\",\"paper\":{paper}}}"))
    }
}

impl Host {
    /// The size that the frame should have, in every dialect. `address` is the frame's as the host
    /// wrote it, which one dialect wants.
    pub fn height(&self, size: Size, address: &str) -> Vec<Outgoing> {
        let Size { height: px, width, .. } = size;
        let mut all = self.height_again(size, address);
        all.extend(self.pym.iter().map(|id| string(format!("pymxPYMx{id}xPYMxheightxPYMx{px}"))));
        all.extend(
            self.resizer.iter().map(|id| string(format!("[iFrameSizer]{id}:{px}:{width}:resize"))),
        );
        all
    }

    /// The same in the dialects whose hosts never say that they are there, and may begin to listen
    /// late.
    pub fn height_again(&self, size: Size, address: &str) -> Vec<Outgoing> {
        let px = size.height;
        let mut all = vec![
            size.message(),
            object(format!("{{\"datawrapper-height\":{{\"embed\":{px}}}}}")),
            object(format!("{{\"sentinel\":\"amp\",\"type\":\"embed-size\",\"height\":{px}}}")),
            string(format!(
                "{{\"src\":{},\"context\":\"iframe.resize\",\"height\":{px}}}",
                quoted(address)
            )),
        ];
        let secret = self.secret.iter().map(|s| {
            object(format!("{{\"message\":\"height\",\"value\":{px},\"secret\":{}}}", quoted(s)))
        });
        all.extend(secret);
        all
    }

    /// Asks where the reader's window is.
    pub fn ask(&self) -> Vec<Outgoing> {
        let pym =
            self.pym.iter().map(|id| string(format!("pymxPYMx{id}xPYMxparentPositionInfoxPYMx")));
        pym.chain(self.resizer.iter().map(|id| string(format!("[iFrameSizer]{id}:0:0:pageInfo"))))
            .collect()
    }

    /// Answers iframe-resizer, which waits for a sign and takes the size in it, px, for the
    /// frame's.
    pub fn greet(&self, px: u32, width: u32) -> Vec<Outgoing> {
        self.resizer
            .iter()
            .map(|id| string(format!("[iFrameSizer]{id}:{px}:{width}:init")))
            .collect()
    }

    /// Asks for a place of the story, px from its beginning, at the upper edge of the reader's
    /// window.
    pub fn bring(&self, px: u32) -> Vec<Outgoing> {
        if self.own.is_some() {
            return vec![Told::Scroll(px).message()];
        }
        let pym =
            self.pym.iter().map(|id| string(format!("pymxPYMx{id}xPYMxscrollToChildPosxPYMx{px}")));
        pym.chain(
            self.resizer
                .iter()
                .map(|id| string(format!("[iFrameSizer]{id}:{px}:0:scrollToOffset"))),
        )
        .collect()
    }
}

impl Told {
    /// The message.
    pub fn message(&self) -> Outgoing {
        let rest = match self {
            Told::Ready(step) => format!("\"type\":\"ready\",\"step\":{}", quoted(step)),
            Told::Step(step, number) => {
                format!("\"type\":\"step\",\"step\":{},\"number\":{number}", quoted(step))
            }
            Told::Choice(kind, id) => {
                format!("\"type\":\"choice\",\"kind\":\"{kind}\",\"id\":{}", quoted(id))
            }
            Told::Scroll(px) => format!("\"type\":\"scroll\",\"top\":{px}"),
        };
        object(format!("{{\"springSurge\":{VERSION},{rest}}}"))
    }
}

/// Text and picture stand side by side in frames at least so wide, px, with letters of the usual
/// size; the style sheet has the same number.
const SIDE_BY_SIDE: f64 = 560.0;

/// The height that a host is asked for where it cannot say where the reader's window is, px, for a
/// frame of a width, px: room for the picture and for a few lines of text. `letters` is their size,
/// in units of the usual one.
pub fn preferred_height(width: f64, letters: f64) -> u32 {
    let letters = letters.max(1.0);
    let height =
        if width / letters >= SIDE_BY_SIDE { (width * 0.62).clamp(560.0, 720.0) } else { 720.0 };
    // No host gives more than WordPress. A number even where the width is none, so nothing is lost.
    (height * letters).min(1000.0) as u32
}

/// The height that a frame needs on paper, px, for the picture and a step whose text is so wide and
/// so high on the screen. How wide the paper is nobody says before it is printed, so it is taken
/// for narrow.
pub fn paper_height(width: f64, height: f64) -> u32 {
    (PICTURE_ON_PAPER + height * (width / NARROW_PAPER).max(1.0)).min(MOST_ON_PAPER) as u32
}

/// The picture's height on paper with what is around it, px; the style sheet has it in centimetres.
const PICTURE_ON_PAPER: f64 = 500.0;
const NARROW_PAPER: f64 = 560.0;
const MOST_ON_PAPER: f64 = 8000.0;

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
        Host {
            pym: Some("p".into()),
            resizer: Some("r".into()),
            secret: Some("s".into()),
            own: None,
        }
    }

    const SIZE: Size = Size { height: 640, width: 360, paper: 900, layout: "player" };

    #[test]
    fn each_dialect_is_spoken_to_the_letter() {
        let all: Vec<String> = host()
            .height(SIZE, "https://x/?mode=embed#step=chain")
            .into_iter()
            .map(|m| m.text)
            .collect();
        assert_eq!(
            all,
            [
                r#"{"springSurge":1,"type":"height","height":640,"layout":"player","paper":900}"#,
                r#"{"datawrapper-height":{"embed":640}}"#,
                r#"{"sentinel":"amp","type":"embed-size","height":640}"#,
                r#"{"src":"https://x/?mode=embed#step=chain","context":"iframe.resize","height":640}"#,
                r#"{"message":"height","value":640,"secret":"s"}"#,
                "pymxPYMxpxPYMxheightxPYMx640",
                "[iFrameSizer]r:640:360:resize",
            ]
        );
    }

    #[test]
    fn who_may_come_late_is_told_again_and_who_asked_is_not() {
        let (all, again) = (host().height(SIZE, ""), host().height_again(SIZE, ""));
        assert_eq!((again.len(), &all[..again.len()]), (5, &again[..]));
    }

    #[test]
    fn strings_that_are_no_json_wait_for_a_host_that_speaks_them() {
        for message in Host::default().height(SIZE, "a\"b") {
            assert!(
                serde_json::from_str::<serde_json::Value>(&message.text).is_ok(),
                "{}",
                message.text
            );
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
        for width in [0.0, 200.0, 559.0, 560.0, 640.0, 900.0, 4000.0, f64::NAN] {
            for letters in [0.5, 1.0, 1.5, 2.0, 9.0, f64::NAN] {
                assert!(
                    (560..=1000).contains(&preferred_height(width, letters)),
                    "{width} at {letters}"
                );
            }
        }
        assert_eq!(
            [559.0, 560.0, 1000.0, 2000.0].map(|width| preferred_height(width, 1.0)),
            [720, 560, 620, 720]
        );
        assert_eq!([1119.0, 1120.0].map(|width| preferred_height(width, 2.0)), [1000, 1000]);
    }

    #[test]
    fn a_frame_is_high_enough_for_its_step_on_narrower_paper() {
        assert!(paper_height(1120.0, 400.0) >= paper_height(560.0, 800.0));
        assert!(paper_height(300.0, 800.0) > 800);
        assert_eq!(paper_height(f64::NAN, f64::NAN), paper_height(0.0, 1e9));
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
