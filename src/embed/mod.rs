//! What a page that frames the story says, and what the story says to it: the wire formats, as plain
//! values, with no browser in them.
//!
//! Height is told in every dialect that does no harm, because a frame cannot ask which one is
//! understood; those that are strings only where the host has shown that it speaks them, since some
//! hosts parse every string as JSON.

mod hear;
mod tell;

pub use hear::{FromHost, Message};
pub use tell::{preferred_height, Outgoing, Told};

/// Version of our own messages, in both directions.
pub const VERSION: u32 = 1;

/// How a host lets the story scroll with the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// The frame is as high as the reader's window, stays in it, and scrolls itself as it is told.
    Pinned,
    /// The frame is as high as the story, and its picture moves to where the reader's window is.
    Flow,
}

/// What is known of the host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// The name under which pym.js knows the frame.
    pub pym: Option<String>,
    /// The name under which iframe-resizer knows the frame.
    pub resizer: Option<String>,
    /// The secret that WordPress wants to see again.
    pub secret: Option<String>,
    /// Our own host script: how it lets the story scroll.
    pub own: Option<Follow>,
}

impl Host {
    /// What the frame's address tells of the host: `?childId=` of pym.js, `#?secret=` of WordPress.
    pub fn of_address(query: &str, fragment: &str) -> Host {
        let value = |text: &str, key: &str| {
            let pair = text.split(['?', '&', '#']).find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
            pair.filter(|v| is_name(v)).map(str::to_string)
        };
        Host { pym: value(query, "childId"), secret: value(fragment, "secret"), ..Host::default() }
    }

    /// Whether the host can say where the reader's window is.
    pub fn follow(&self) -> Option<Follow> {
        self.own.or((self.pym.is_some() || self.resizer.is_some()).then_some(Follow::Flow))
    }
}

/// Names are short and hold no sign that the string dialects use themselves.
fn is_name(text: &str) -> bool {
    (1..=120).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

/// A fragment without what WordPress adds to it.
pub fn without_secret(fragment: &str) -> &str {
    fragment.find("?secret=").map_or(fragment, |at| &fragment[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_tells_of_the_host() {
        let host = Host::of_address("?mode=embed&initialWidth=640&childId=story-1&parentTitle=x", "#?secret=aB3");
        assert_eq!((host.pym.as_deref(), host.secret.as_deref()), (Some("story-1"), Some("aB3")));
        assert_eq!(host.follow(), Some(Follow::Flow));
        let none = Host::of_address("?mode=embed&childId=a%3Cb", "#step=chain");
        assert_eq!(none, Host::default());
        assert_eq!(none.follow(), None);
    }

    #[test]
    fn a_secret_is_no_step() {
        assert_eq!(without_secret("#step=chain?secret=x"), "#step=chain");
        assert_eq!(without_secret("#?secret=x"), "#");
        assert_eq!(without_secret("#step=chain"), "#step=chain");
    }
}
