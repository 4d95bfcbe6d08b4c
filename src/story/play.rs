//! The player: events in the order of time, one after the other, never by itself.

use super::filter::Filter;
use crate::content::Atlas;
use crate::ids::EventIx;

/// How long an event stays, ms, from slow to fast.
const PACES_MS: [u32; 3] = [3200, 1800, 900];

/// The timeline being played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Play {
    /// Position in the order of the wanted events.
    pub at: usize,
    /// Whether it goes on by itself.
    pub running: bool,
    /// Position in the paces, from slow.
    pub pace: usize,
}

/// What a player can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Go on, from the beginning where nothing was played or all of it was.
    Start,
    /// Hold.
    Pause,
    /// One event on, and hold.
    Next,
    /// One event back, and hold.
    Back,
    /// The next pace; after the fastest the slowest.
    Pace,
    /// Put it away.
    Stop,
}

/// The wanted events in the order of time.
pub fn playlist(atlas: &Atlas, filter: &Filter) -> Vec<EventIx> {
    // The atlas holds events in the order of time.
    (0..atlas.events.len())
        .filter(|i| filter.wants_event(atlas, &atlas.events[*i]))
        .map(EventIx)
        .collect()
}

impl Play {
    /// The player after a control; `None` when it was put away or has nothing to play.
    pub fn told(play: Option<Play>, control: Control, count: usize) -> Option<Play> {
        let last = count.checked_sub(1)?;
        let now = play.unwrap_or(Play { at: 0, running: false, pace: 1 });
        let now = Play { at: now.at.min(last), ..now };
        Some(match control {
            Control::Stop => return None,
            Control::Start if play.is_none() || now.at == last => {
                Play { at: 0, running: true, ..now }
            }
            Control::Start => Play { running: true, ..now },
            Control::Pause => Play { running: false, ..now },
            Control::Next => Play {
                at: if play.is_none() { 0 } else { (now.at + 1).min(last) },
                running: false,
                ..now
            },
            Control::Back => Play { at: now.at.saturating_sub(1), running: false, ..now },
            Control::Pace => Play { pace: (now.pace + 1) % PACES_MS.len(), ..now },
        })
    }

    /// The player after its time for one event; it holds at the last.
    #[must_use]
    pub fn ticked(self, count: usize) -> Play {
        let last = count.saturating_sub(1);
        let at = if self.running { (self.at + 1).min(last) } else { self.at };
        Play { at, running: self.running && at < last, ..self }
    }

    /// How long the present event stays, ms.
    pub fn pace_ms(self) -> u32 {
        PACES_MS[self.pace % PACES_MS.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_plays_to_the_end_and_holds() {
        let mut play = Play::told(None, Control::Start, 3).unwrap();
        assert_eq!((play.at, play.running), (0, true));
        for expected in [(1, true), (2, false), (2, false)] {
            play = play.ticked(3);
            assert_eq!((play.at, play.running), expected);
        }
        assert_eq!(
            Play::told(Some(play), Control::Start, 3).unwrap().at,
            0,
            "from the end it begins again"
        );
    }

    #[test]
    fn steps_hold_and_stay_within() {
        let play = Play::told(None, Control::Next, 2).unwrap();
        assert_eq!((play.at, play.running), (0, false));
        let play = Play::told(Some(play), Control::Next, 2).unwrap();
        let play = Play::told(Some(play), Control::Next, 2).unwrap();
        assert_eq!(play.at, 1);
        assert_eq!(Play::told(Some(play), Control::Back, 2).unwrap().at, 0);
        assert_eq!(Play::told(Some(play), Control::Stop, 2), None);
        assert_eq!(Play::told(Some(play), Control::Start, 0), None, "nothing to play");
        assert_eq!(
            Play::told(Some(play), Control::Pause, 1).unwrap().at,
            0,
            "the filter left only one"
        );
    }
}
