//! Following the story from step to step, and nothing else: what the stage knows of a reader. With
//! the instruments the same is part of the whole state; `tests/stage.rs` holds the two to each
//! other.

/// Which step is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Navigation {
    /// The current step, by its place in the story.
    pub step: usize,
    /// A step that the text is being moved to. Steps passed on the way do not count as read.
    pub travelling_to: Option<usize>,
}

/// What may happen to a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavEvent {
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
pub enum NavEffect {
    /// Bring the current step into reading position.
    Scroll,
    /// Write the current step into the address: as a new entry of the history, or in place of the
    /// present one.
    Write {
        /// Whether Back should lead to where the reader was.
        new_entry: bool,
    },
    /// Say to screen readers where the reader is now.
    Announce,
}

impl Navigation {
    /// The reading after a turn in a story of `count` steps, and what it asks of the world, in
    /// order. Steps that are not there change nothing.
    #[must_use]
    pub fn turned(self, count: usize, turn: NavEvent) -> (Navigation, &'static [NavEffect]) {
        match turn {
            NavEvent::Arrived(step) if step < count => self.arrived(step),
            NavEvent::Scrolled => (Navigation { travelling_to: None, ..self }, &[]),
            NavEvent::Go(step) if step < count => (
                Navigation::towards(step),
                &[NavEffect::Scroll, NavEffect::Write { new_entry: true }, NavEffect::Announce],
            ),
            NavEvent::Next => self.turned_by(count, self.step.checked_add(1)),
            NavEvent::Back => self.turned_by(count, self.step.checked_sub(1)),
            NavEvent::Open(step) if step < count => {
                (Navigation::towards(step), &[NavEffect::Scroll])
            }
            _ => (self, &[]),
        }
    }

    fn towards(step: usize) -> Navigation {
        Navigation { step, travelling_to: Some(step) }
    }

    fn turned_by(self, count: usize, step: Option<usize>) -> (Navigation, &'static [NavEffect]) {
        step.map_or((self, &[]), |step| self.turned(count, NavEvent::Go(step)))
    }

    fn arrived(self, step: usize) -> (Navigation, &'static [NavEffect]) {
        match self.travelling_to {
            Some(goal) if goal != step => (self, &[]),
            Some(_) => (Navigation { travelling_to: None, ..self }, &[]),
            None if step == self.step => (self, &[]),
            None => {
                (Navigation { step, travelling_to: None }, &[NavEffect::Write { new_entry: false }])
            }
        }
    }
}
