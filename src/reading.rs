//! Following the story from step to step, and nothing else: what the guide knows of a reader. With the
//! instruments the same is part of the whole state; `tests/guide.rs` holds the two to each other.

/// Which step is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The current step, by its place in the story.
    pub step: usize,
    /// A step that the text is being moved to. Steps passed on the way do not count as read.
    pub travelling_to: Option<usize>,
}

/// What may happen to a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The reading line lies in a step.
    Arrived(usize),
    /// The reader moves the text by hand: travel ends.
    Scrolled,
    /// To a step.
    Go(usize),
    /// To the next step, if there is one.
    Next,
    /// To the step before, if there is one.
    Back,
    /// An address was opened.
    Open(usize),
}

/// What a turn asks of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Bring the current step into reading position.
    Scroll,
    /// Write the current step into the address: as a new entry of the history, or in place of the present one.
    Write {
        /// Whether Back should lead to where the reader was.
        new_entry: bool,
    },
    /// Say to screen readers where the reader is now.
    Announce,
}

impl Reading {
    /// The reading after a turn in a story of `count` steps, and what it asks of the world, in order.
    /// Steps that are not there change nothing.
    #[must_use]
    pub fn turned(self, count: usize, turn: Turn) -> (Reading, &'static [Errand]) {
        match turn {
            Turn::Arrived(step) if step < count => self.arrived(step),
            Turn::Scrolled => (Reading { travelling_to: None, ..self }, &[]),
            Turn::Go(step) if step < count => {
                (Reading::towards(step), &[Errand::Scroll, Errand::Write { new_entry: true }, Errand::Announce])
            }
            Turn::Next => self.turned_by(count, self.step.checked_add(1)),
            Turn::Back => self.turned_by(count, self.step.checked_sub(1)),
            Turn::Open(step) if step < count => (Reading::towards(step), &[Errand::Scroll]),
            _ => (self, &[]),
        }
    }

    fn towards(step: usize) -> Reading {
        Reading { step, travelling_to: Some(step) }
    }

    fn turned_by(self, count: usize, step: Option<usize>) -> (Reading, &'static [Errand]) {
        step.map_or((self, &[]), |step| self.turned(count, Turn::Go(step)))
    }

    fn arrived(self, step: usize) -> (Reading, &'static [Errand]) {
        match self.travelling_to {
            Some(goal) if goal != step => (self, &[]),
            Some(_) => (Reading { travelling_to: None, ..self }, &[]),
            None if step == self.step => (self, &[]),
            None => (Reading { step, travelling_to: None }, &[Errand::Write { new_entry: false }]),
        }
    }
}
