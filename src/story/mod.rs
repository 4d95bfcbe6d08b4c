//! The story engine: one state, one action, one update, one complete scene for each state.

mod filter;
mod lab;
mod link;
mod play;
mod scene;
mod state;
mod summary;
mod timeline;
mod update;
mod view;

pub use filter::{Filter, Picks, Span, CLASS_KEYS, STATUS_KEYS};
pub use lab::{lab_bars, lab_bounds, lab_marks, lab_share, lab_value, thousandths, Answer, Lab, PartAnswer, Setting};
pub use link::{Link, Mode, Page};
pub use play::{playlist, Control, Play};
pub use scene::{layers, scene, sheet, Emphasis, Scene};
pub use state::{Action, Effect, Layers, State, Subject};
pub use summary::summary;
pub use timeline::{lay_out, Label, Mark, TimelineLayout};
pub use update::{update, Update};
pub use view::{Sheet, View};
