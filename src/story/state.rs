//! What can change: the state, what may happen to it, and what it asks of the world.

use super::filter::{Filter, Span};
use super::lab::Lab;
use super::lesson::{Lesson, LessonEffect, Teach};
use super::link::Link;
use super::parts::{Layers, Subject};
use super::play::{Control, Play};
use super::view::UserCamera;
use crate::content::Layer;
use crate::geo::Camera;
use crate::ids::StepIx;

/// Where the reader is and what they hold. Everything seen follows from this and the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The current step.
    pub step: StepIx,
    /// A step that the text is being moved to. Steps passed on the way do not count as read.
    pub travelling_to: Option<StepIx>,
    /// What was taken out for a closer look.
    pub chosen: Option<Subject>,
    /// The reader's own view of the map; `None` for the story's.
    pub view: Option<UserCamera>,
    /// The reader's own stretch of the timeline; `None` for the whole.
    pub window: Option<Span>,
    /// What is wanted.
    pub filter: Filter,
    /// The reader's own layers; `None` for the step's.
    pub layers: Option<Layers>,
    /// Whether map and timeline are shown as tables.
    pub tables: bool,
    /// Whether every statement shows who stands behind it, and not only the one that is pointed at.
    pub says: bool,
    /// The timeline being played.
    pub play: Option<Play>,
    /// What is asked in the laboratory; `None` for what it opens with.
    pub lab: Option<Lab>,
    /// What a teacher adds in front of a class.
    pub lesson: Lesson,
}

impl State {
    /// The beginning of the story.
    pub const START: State = State {
        step: StepIx(0),
        travelling_to: None,
        chosen: None,
        view: None,
        window: None,
        filter: Filter::EVERYTHING,
        layers: None,
        tables: false,
        says: false,
        play: None,
        lab: None,
        lesson: Lesson::NONE,
    };

    /// Whether the reader has left the story's own picture.
    pub fn is_by_hand(&self) -> bool {
        self.view.is_some() || self.window.is_some() || self.layers.is_some()
    }
}

/// What may happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The narrative's reading line lies in a step.
    Arrived(StepIx),
    /// The reader moves the text by hand: travel ends.
    ReaderScrolled,
    /// The text moved under the reader's hand: the picture is the story's again.
    TextMoved,
    /// To a step.
    Go(StepIx),
    /// To the next step, if there is one.
    Next,
    /// To the step before, if there is one.
    Back,
    /// To something, for a closer look; to its step where it has one.
    Choose(Subject),
    /// Closes the closer look.
    Release,
    /// The reader moves the map.
    Look(Camera),
    /// Back to the story's own picture.
    LookHome,
    /// The reader moves the timeline; `None` for the whole.
    Window(Option<Span>),
    /// Other things are wanted.
    Want(Filter),
    /// A layer is put on or taken off.
    Toggle(Layer),
    /// As tables, or as pictures.
    AsTables(bool),
    /// Every statement shows who stands behind it, or only the one that is pointed at.
    ShowSays(bool),
    /// A control of the player.
    Play(Control),
    /// Something else is asked in the laboratory; `None` for what it opens with.
    Measure(Option<Lab>),
    /// The player's time for one event is over.
    Tick,
    /// Something in a lesson.
    Teach(Teach),
    /// The other window of a lesson shows this.
    Follow(Link, Box<Lesson>),
    /// An address was opened: at the start, by Back and Forward, or by hand.
    Open(Link),
}

/// What an update asks of the world.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Bring a step into reading position, and in it the first passage that states one of the
    /// claims.
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
    /// Send [`Action::Tick`] after this many ms, instead of any that was asked for before.
    TickIn(u32),
    /// Do something for a lesson.
    LessonEffect(LessonEffect),
}

/// The state after an action, and what it asks of the world.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "the effects have to be carried out"]
pub struct Update {
    /// The new state.
    pub state: State,
    /// To be carried out in order.
    pub effects: Vec<Effect>,
}

impl Link {
    /// The link to a state.
    pub fn to(state: &State) -> Link {
        Link {
            step: Some(state.step),
            chosen: state.chosen,
            view: state.view,
            window: state.window,
            layers: state.layers,
            filter: state.filter.clone(),
            tables: state.tables,
            says: state.says,
            lab: state.lab.clone(),
        }
    }
}
