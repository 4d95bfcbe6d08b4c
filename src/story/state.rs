//! What can change: the state, what may happen to it, and what it asks of the world.

use super::link::Link;
use crate::ids::{EventIx, ProjectIx, StepIx};

/// Where the reader is. Everything seen follows from this and the atlas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The current step.
    pub step: StepIx,
    /// A step that the text is being moved to. Steps passed on the way do not count as read.
    pub travelling_to: Option<StepIx>,
    /// An event taken out for a closer look.
    pub chosen: Option<EventIx>,
}

impl State {
    /// The beginning of the story.
    pub const START: State = State { step: StepIx(0), travelling_to: None, chosen: None };
}

/// What may happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The narrative's reading line lies in a step.
    Arrived(StepIx),
    /// The reader moves the text by hand: travel ends.
    ReaderScrolled,
    /// To a step.
    Go(StepIx),
    /// To the next step, if there is one.
    Next,
    /// To the step before, if there is one.
    Back,
    /// To the step of a project.
    ChooseProject(ProjectIx),
    /// To the step and place of an event.
    ChooseEvent(EventIx),
    /// Back to the step's own view.
    Release,
    /// An address was opened: at the start, by Back and Forward, or by hand.
    Open(Link),
}

/// What an update asks of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Bring a step into reading position, and in it the first passage that states one of the claims.
    ScrollTo {
        /// Key of the step.
        step: String,
        /// Keys of claims; may be empty.
        claims: Vec<String>,
    },
    /// Write the address: as a new entry of the history, or in place of the present one.
    WriteAddress {
        /// What it says.
        link: Link,
        /// Whether Back should lead to where the reader was.
        new_entry: bool,
    },
    /// Say to screen readers where the reader is now.
    Announce,
}
