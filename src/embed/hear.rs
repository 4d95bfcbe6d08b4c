//! Messages of the host, read strictly: what is not exactly known is nothing.

use super::{is_name, Follow, VERSION};

/// A message as it came, taken apart by the browser's door.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A string.
    Text(String),
    /// An object with `springSurge`, and what else it may hold.
    Own {
        /// `springSurge`.
        version: f64,
        /// `type`.
        kind: String,
        /// `step`, `lang`, `theme` or `follow`; empty without one.
        value: String,
        /// `top`, px; not a number without one.
        top: f64,
        /// `height`, px; not a number without one.
        height: f64,
    },
    /// Anything else.
    Other,
}

/// What a host says.
#[derive(Clone, Debug, PartialEq)]
pub enum FromHost {
    /// Our host script is there.
    Hello(Follow),
    /// iframe-resizer is there and knows the frame by this name.
    Resizer(String),
    /// Where the reader's window lies over the frame.
    Window {
        /// Its upper edge below the frame's, px; negative while the frame begins below it.
        top: f64,
        /// Its height, px.
        height: f64,
    },
    /// To a step, by key.
    GoTo(String),
    /// In a language.
    SetLang(String),
    /// `light`, `dark` or `auto`.
    SetTheme(String),
    /// Known, and nothing to do.
    Nothing,
}

/// Longer strings are no messages of any host that we know, bytes.
const LONGEST: usize = 4096;
/// Windows higher, or farther away, than this are none, px.
const FARTHEST: f64 = 1e6;

impl FromHost {
    /// Reads a message; `None` for one that is to be ignored.
    pub fn read(message: &Message) -> Option<FromHost> {
        match message {
            Message::Text(text) if text.len() <= LONGEST => {
                read_pym(text).or_else(|| read_resizer(text))
            }
            Message::Own { version, kind, value, top, height }
                if *version == f64::from(VERSION) =>
            {
                read_own(kind, value, *top, *height)
            }
            _ => None,
        }
    }
}

fn read_own(kind: &str, value: &str, top: f64, height: f64) -> Option<FromHost> {
    let known = |of: &[&str]| of.contains(&value).then(|| value.to_string());
    match kind {
        "hello" => match value {
            "pinned" => Some(FromHost::Hello(Follow::Pinned)),
            "flow" => Some(FromHost::Hello(Follow::Flow)),
            "player" => Some(FromHost::Hello(Follow::Player)),
            _ => None,
        },
        "window" => window(top, height),
        "goTo" => is_name(value).then(|| FromHost::GoTo(value.to_string())),
        "setLang" => is_name(value).then(|| FromHost::SetLang(value.to_string())),
        "setTheme" => known(&["light", "dark", "auto"]).map(FromHost::SetTheme),
        _ => None,
    }
}

/// A window that a reader could have; a frame that is not shown has none.
pub(super) fn window(top: f64, height: f64) -> Option<FromHost> {
    (top.abs() < FARTHEST && height > 0.0 && height < FARTHEST)
        .then_some(FromHost::Window { top, height })
}

/// `pymxPYMx<id>xPYMx<kind>xPYMx<value>`; a window is `width height top left bottom right` of the
/// frame in it.
fn read_pym(text: &str) -> Option<FromHost> {
    let mut parts = text.strip_prefix("pymxPYMx")?.split("xPYMx");
    let (kind, value) = (parts.nth(1)?, parts.next()?);
    match kind {
        "viewport-iframe-position" => {
            let mut numbers = value.split(' ').map(|n| n.parse::<f64>().ok());
            let (height, top) = (numbers.nth(1)??, numbers.next()??);
            window(-top, height)
        }
        _ => Some(FromHost::Nothing),
    }
}

/// `[iFrameSizer]<id>:…` at first, later `[iFrameSizer]pageInfo:{…}`.
fn read_resizer(text: &str) -> Option<FromHost> {
    let rest = text.strip_prefix("[iFrameSizer]")?;
    if let Some(info) = rest.strip_prefix("pageInfo:") {
        let number = |key: &str| {
            let after = info.split_once(&format!("\"{key}\":"))?.1;
            after.split([',', '}']).next()?.trim().parse::<f64>().ok()
        };
        return window(
            number("scrollTop")? - number("offsetTop")?,
            number("windowHeight").or(number("clientHeight"))?,
        );
    }
    match rest.split_once(':') {
        Some((id, _)) if is_name(id) => Some(FromHost::Resizer(id.to_string())),
        _ => Some(FromHost::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn own(kind: &str, value: &str) -> Message {
        Message::Own {
            version: 1.0,
            kind: kind.into(),
            value: value.into(),
            top: f64::NAN,
            height: f64::NAN,
        }
    }

    fn text(text: &str) -> Option<FromHost> {
        FromHost::read(&Message::Text(text.to_string()))
    }

    #[test]
    fn our_own_messages_are_read() {
        assert_eq!(FromHost::read(&own("hello", "pinned")), Some(FromHost::Hello(Follow::Pinned)));
        assert_eq!(FromHost::read(&own("hello", "player")), Some(FromHost::Hello(Follow::Player)));
        assert_eq!(FromHost::read(&own("goTo", "zone-a")), Some(FromHost::GoTo("zone-a".into())));
        assert_eq!(
            FromHost::read(&own("setTheme", "dark")),
            Some(FromHost::SetTheme("dark".into()))
        );
        let window = Message::Own {
            version: 1.0,
            kind: "window".into(),
            value: String::new(),
            top: -20.0,
            height: 800.0,
        };
        assert_eq!(FromHost::read(&window), Some(FromHost::Window { top: -20.0, height: 800.0 }));
    }

    #[test]
    fn what_is_not_exactly_known_is_ignored() {
        assert_eq!(FromHost::read(&own("hello", "sideways")), None);
        assert_eq!(FromHost::read(&own("setTheme", "<b>")), None);
        assert_eq!(FromHost::read(&own("goTo", "a step with spaces")), None);
        assert_eq!(FromHost::read(&own("window", "")), None);
        assert_eq!(FromHost::read(&own("destroyAll", "")), None);
        let later = Message::Own {
            version: 2.0,
            kind: "goTo".into(),
            value: "zone-a".into(),
            top: 0.0,
            height: 0.0,
        };
        assert_eq!(FromHost::read(&later), None);
        assert_eq!(FromHost::read(&Message::Other), None);
        assert_eq!(text(&format!("pymxPYMxaxPYMxwidthxPYMx{}", "9".repeat(5000))), None);
        assert_eq!(text("hello"), None);
    }

    #[test]
    fn pym_says_where_the_window_is() {
        assert_eq!(
            text("pymxPYMxstory-1xPYMxviewport-iframe-positionxPYMx1280 720 -350.5 100 4000 1180"),
            Some(FromHost::Window { top: 350.5, height: 720.0 })
        );
        assert_eq!(text("pymxPYMxstory-1xPYMxwidthxPYMx640"), Some(FromHost::Nothing));
        assert_eq!(text("pymxPYMxstory-1xPYMxviewport-iframe-positionxPYMx1280"), None);
    }

    #[test]
    fn iframe_resizer_says_who_we_are_and_where_the_window_is() {
        assert_eq!(
            text("[iFrameSizer]iFrameResizer0:8:false:false:32:true:true"),
            Some(FromHost::Resizer("iFrameResizer0".into()))
        );
        let info = "[iFrameSizer]pageInfo:{\"iframeHeight\":9000,\"iframeWidth\":640,\"clientHeight\":700,\"offsetTop\":500,\"scrollTop\":1200,\"windowHeight\":700}";
        assert_eq!(text(info), Some(FromHost::Window { top: 700.0, height: 700.0 }));
        assert_eq!(text("[iFrameSizer]pageInfo:{}"), None);
    }

    proptest! {
        #[test]
        fn no_string_is_more_than_a_message(any in "(pymxPYMx|\\[iFrameSizer\\]|\\[iFrameSizer\\]pageInfo:)?.{0,200}") {
            if let Some(FromHost::Window { top, height }) = text(&any) {
                prop_assert!(top.is_finite() && height.is_finite() && height > 0.0);
            }
        }
    }
}
