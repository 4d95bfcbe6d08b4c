//! The story engine: one state, one action, one update, one complete scene for each state.

mod link;
mod scene;
mod state;
mod timeline;
mod update;

pub use link::{Link, Mode, Page};
pub use scene::{scene, Emphasis, Scene};
pub use state::{Action, Effect, State};
pub use timeline::{lay_out, Label, Mark, TimelineLayout};
pub use update::{update, Update};
