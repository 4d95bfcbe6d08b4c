//! What a page that frames the story says, and what the story says to it: the wire formats, as
//! plain values, with no browser in them.
//!
//! Height is told in every dialect that does no harm, because a frame cannot ask which one is
//! understood; those that are strings only where the host has shown that it speaks them, since some
//! hosts parse every string as JSON.

mod hear;
mod tell;

use hear::window;
pub use hear::{FromHost, Message};
pub use tell::{paper_height, preferred_height, Outgoing, Size, Told};

/// Version of our own messages, in both directions.
pub const VERSION: u32 = 1;

/// How a host lets the story scroll with the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    /// The frame is as high as the reader's window, stays in it, and scrolls itself as it is told.
    Pinned,
    /// The frame is as high as the story, and its picture moves to where the reader's window is.
    Flow,
    /// It does not: the article has no room for a frame as high as the story.
    Player,
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
    /// What the frame's address tells of the host, as the host wrote it: `?childId=` of pym.js, and
    /// the secret of WordPress, which appends `#?secret=` to whatever fragment there is.
    pub fn of_address(query: &str, fragment: &str) -> Host {
        let value = |text: &str, key: &str| {
            let pair = parts(text).find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
            pair.filter(|v| is_name(v)).map(str::to_string)
        };
        Host { pym: value(query, "childId"), secret: value(fragment, "secret"), ..Host::default() }
    }

    /// How the story may scroll with the article; `None` where the host cannot say where the
    /// reader's window is.
    pub fn follow(&self) -> Option<Follow> {
        let foreign = || (self.pym.is_some() || self.resizer.is_some()).then_some(Follow::Flow);
        self.own.or_else(foreign).filter(|follow| *follow != Follow::Player)
    }
}

/// What a query or a fragment consists of: hosts append to an address without looking what it has
/// already.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['#', '?', '&']).filter(|part| !part.is_empty())
}

/// A fragment without what WordPress adds to it, and without its `#`.
pub fn without_secret(fragment: &str) -> String {
    parts(fragment).filter(|part| !part.starts_with("secret=")).collect::<Vec<_>>().join("&")
}

/// How a frame is to begin that another language's page had before: the way it scrolls, and where
/// the reader's window lies, its upper edge and its height, px. `public/mode.js` reads the same.
pub fn carried(query: &str) -> Option<(Follow, f64, f64)> {
    let mut words = parts(query).find_map(|part| part.strip_prefix("layout="))?.split('_');
    let follow = match words.next()? {
        "pinned" => Follow::Pinned,
        "flow" => Follow::Flow,
        _ => return None,
    };
    let mut number = || words.next()?.parse().ok();
    match window(number()?, number()?)? {
        FromHost::Window { top, height } => Some((follow, top, height)),
        _ => None,
    }
}

/// Names are short and hold no sign that the string dialects use themselves.
fn is_name(text: &str) -> bool {
    (1..=120).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_tells_of_the_host() {
        let host = Host::of_address(
            "?mode=embed&initialWidth=640&childId=story-1&parentTitle=x",
            "#?secret=aB3",
        );
        assert_eq!((host.pym.as_deref(), host.secret.as_deref()), (Some("story-1"), Some("aB3")));
        assert_eq!(host.follow(), Some(Follow::Flow));
        let none = Host::of_address("?mode=embed&childId=a%3Cb", "#step=chain");
        assert_eq!(none, Host::default());
        assert_eq!(none.follow(), None);
    }

    #[test]
    fn a_secret_is_read_wherever_it_stands_and_is_no_step() {
        for (fragment, rest) in [
            ("#step=chain#?secret=aB3", "step=chain"),
            ("#step=chain?secret=aB3", "step=chain"),
            ("#?secret=aB3#step=chain", "step=chain"),
            ("#step=chain&event=x#?secret=aB3", "step=chain&event=x"),
            ("##??step-chain?#secret=aB3##", "step-chain"),
            ("#?secret=aB3", ""),
        ] {
            assert_eq!(Host::of_address("", fragment).secret.as_deref(), Some("aB3"), "{fragment}");
            assert_eq!(without_secret(fragment), rest, "{fragment}");
        }
        assert_eq!(without_secret("#step=chain"), "step=chain");
    }

    #[test]
    fn a_frame_goes_on_as_the_page_before_it_was_laid_out() {
        assert_eq!(
            carried("?mode=embed&layout=flow_-120_800&from=x"),
            Some((Follow::Flow, -120.0, 800.0))
        );
        assert_eq!(carried("?layout=pinned_0_600"), Some((Follow::Pinned, 0.0, 600.0)));
        for query in [
            "",
            "?layout=player",
            "?layout=player_0_800",
            "?layout=flow",
            "?layout=flow_x_800",
            "?layout=flow_0_-1",
            "?layout=flow_NaN_1e99",
        ] {
            assert_eq!(carried(query), None, "{query}");
        }
    }

    #[test]
    fn our_host_script_has_the_last_word_on_how_the_story_scrolls() {
        let pym = Host { pym: Some("p".into()), ..Host::default() };
        assert_eq!(
            Host { own: Some(Follow::Pinned), ..pym.clone() }.follow(),
            Some(Follow::Pinned)
        );
        assert_eq!(Host { own: Some(Follow::Player), ..pym }.follow(), None);
    }
}
