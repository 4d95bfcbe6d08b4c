//! Content: the seeds as typed data, the checks that keep them true, and the atlas made of them.

mod atlas;
mod check;
mod classroom;
mod classroom_atlas;
mod compile;
mod embed;
mod evidence;
mod files;
mod instrument_words;
mod interface;
mod laboratory;
mod markup;
mod model;
mod numerals;
mod places;
mod release;
mod system;
mod text;
mod words;

pub use atlas::{
    Atlas, AtlasBuild, AtlasEvent, AtlasFacility, AtlasGroundName, AtlasLandName, AtlasLanguage,
    AtlasPlace, AtlasProject, AtlasStep, Band, GroundKind, Phrases,
};
pub use check::check;
pub use classroom::{
    ClassroomData, ClassroomText, Hook, Kind, Plan, Query, QueryText, Term, KEYS, WORDS,
};
pub use classroom_atlas::{compile_classroom, Ask, AskKind, Bit, ClassStep, Classroom, Line};
pub use compile::compile;
pub use embed::EmbedText;
pub use evidence::{
    Argument, Claim, Confidence, Conflict, Extent, Gap, Provenance, Quote, Side, Source,
};
#[cfg(not(target_arch = "wasm32"))]
pub use files::read_files;
pub use files::{load, Files, Problem};
pub use instrument_words::Instruments;
pub use interface::Ui;
pub use laboratory::{
    AtlasLaboratory, Laboratory, LaboratoryText, Measure, Parameter, Part, Question, QuestionText,
    Reading, Unit, UnitText,
};
pub use markup::{parse as parse_markup, Span};
pub use model::{
    Event, EventKind, Figure, Layer, Project, Seeds, Shot, Stage, Status, Step, Story,
};
pub use numerals::{quantities, Numerals};
pub use places::{
    City, CityFile, Facility, Flow, GroundLabels, LabelFile, Maturity, NativeName, Place,
    PlaceKind, ProvinceLabel,
};
pub use release::{Correction, Release};
pub use system::{PartText, System, SystemLayer, SystemText};
pub use text::{
    ArgumentText, ConflictText, Names, PlaceText, ProjectText, StageText, StepText, StoryText, Text,
};
