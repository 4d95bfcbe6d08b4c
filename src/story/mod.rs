//! The story engine: one state, one action, one update, one complete scene for each state.

mod filter;
mod lab;
mod label_frames;
mod label_obstacles;
mod label_requests;
mod label_sizes;
mod labels;
mod lesson;
mod link;
mod pace;
mod parts;
mod play;
mod scene;
mod spot;
mod state;
mod summary;
mod talk;
mod teach;
mod timeline;
mod typed;
mod update;
mod view;

pub use filter::{Filter, IndexSet, Span, CLASS_KEYS, STATUS_KEYS};
pub use lab::{
    lab_bars, lab_bounds, lab_marks, lab_share, lab_value, thousandths, Answer, Lab, PartAnswer,
    Setting,
};
pub use label_frames::{frames_like, unmeasured, FRAMES, SMALL};
pub use label_requests::{project_label, LabelOf};
pub use label_sizes::{
    clear as label_clearance, ground_letters, land_letters, ring_km, world_key, DISC, DOT, PILE,
    PLACE, PLANT, PROJECT, STACK, TOWN,
};
pub use labels::{
    label_class, label_class_measured, label_layout, labels, labels_baked, labels_in_all,
    labels_on_paper, labels_unmeasured, Labels,
};
pub use lesson::{Asked, Cover, Lesson, LessonEffect, Panel, Teach, Tool, MOST_HANDS};
pub use link::{Link, Mode, Page};
pub use pace::{behind_s, clock_face, due_s, Clock};
pub use parts::{Layers, Subject};
pub use play::{playlist, Control, Play};
pub use scene::{layers, scene, sheet, world_camera, Emphasis, Scene};
pub use spot::Spot;
pub use state::{Action, Effect, State, Update};
pub use summary::summary;
pub use talk::{is_later, Message, Role, Says, SILENT_MS};
pub use timeline::{lay_out, Label, Mark, TimelineLayout, LINES};
pub use typed::{read_count, teach_key, BadCount};
pub use update::update;
pub use view::{Sheet, UserCamera};
