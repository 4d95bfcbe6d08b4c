//! The atlas: what the engine needs of the content in one language, projected and indexed.
//!
//! It travels in the page as JSON; the prose does not, for that is already in the HTML.

use super::evidence::Provenance;
use super::instrument_words::Instruments;
use super::laboratory::AtlasLaboratory;
use super::model::{EventKind, Layer, Status};
use super::places::{Maturity, NativeName};
use crate::axis::Axis;
use crate::geo::{Camera, PlanePoint};
use crate::ids::{EventIx, FacilityIx, PlaceIx, ProjectIx, StageIx, StepIx};
use crate::time::{DateWords, Day, FuzzyDate};
use serde::{Deserialize, Serialize};

/// The story as the engine sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Atlas {
    /// Language of the words (BCP 47).
    pub lang: String,
    /// All languages there are.
    pub langs: Vec<AtlasLanguage>,
    /// Name of the switch between them.
    pub languages: String,
    /// Steps in order; never empty.
    pub steps: Vec<AtlasStep>,
    /// Projects in the article's order.
    pub projects: Vec<AtlasProject>,
    /// Places.
    pub places: Vec<AtlasPlace>,
    /// Events by date.
    pub events: Vec<AtlasEvent>,
    /// Facilities outside China.
    #[serde(default)]
    pub facilities: Vec<AtlasFacility>,
    /// Names of provinces.
    #[serde(default)]
    pub land_names: Vec<AtlasLandName>,
    /// Names on the ground: waters, ranges of mountains, towns.
    #[serde(default)]
    pub ground_names: Vec<AtlasGroundName>,
    /// Keys of the stages of the chain, in order.
    pub stages: Vec<String>,
    /// Assumed flows between places.
    pub flows: Vec<(PlaceIx, PlaceIx)>,
    /// How many projects the article counts, named or not.
    pub tally: usize,
    /// The time axis.
    pub axis: Axis,
    /// The article's quarter.
    pub reported: Band,
    /// The plan.
    pub plan: Band,
    /// How dates are said.
    pub dates: DateWords,
    /// Words for the stage.
    pub phrases: Phrases,
    /// Words for the instruments.
    pub words: Instruments,
    /// Names of the stages, in the order of their keys.
    pub stage_names: Vec<String>,
    /// Names of states: those of projects, then those of facilities.
    pub status_names: Vec<String>,
    /// Names of the standings of statements.
    pub class_names: Vec<String>,
    /// The laboratory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub laboratory: Option<AtlasLaboratory>,
}

/// A language that the story can be read in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasLanguage {
    /// BCP 47.
    pub id: String,
    /// Its name in itself.
    pub name: String,
    /// Its page, from this one.
    pub address: String,
}

/// A named stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Its name.
    pub name: String,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasStep {
    /// Key and address.
    pub id: String,
    /// Headline.
    pub title: String,
    /// View of the map.
    pub camera: Camera,
    /// Projects spoken of.
    pub focus: Vec<ProjectIx>,
    /// Places shown besides.
    pub places: Vec<PlaceIx>,
    /// Events spoken of.
    pub events: Vec<EventIx>,
    /// What the map adds.
    pub layers: Vec<Layer>,
    /// Parts of its picture that come one after the other in a lesson.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub builds: Vec<AtlasBuild>,
}

/// A part of a step's picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AtlasBuild {
    /// Projects that become the subject.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<ProjectIx>,
    /// Events that do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventIx>,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasProject {
    /// Key.
    pub id: String,
    /// Order in the article, from 1.
    pub number: u32,
    /// Where.
    pub place: PlaceIx,
    /// Its stages, the main one first.
    pub stages: Vec<StageIx>,
    /// State as the article has it.
    pub status: Status,
    /// The step that tells it.
    pub step: StepIx,
    /// Short name.
    pub name: String,
    /// Accessible name: full name, precision and state.
    pub described: String,
    /// Who stands behind what is said of it.
    #[serde(default)]
    pub classes: Vec<Provenance>,
    /// Claims it stands on.
    #[serde(default)]
    pub claims: Vec<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasPlace {
    /// Key.
    pub id: String,
    /// Anchor on paper, km.
    pub at: PlanePoint,
    /// Anchor on the world's sheet, km.
    pub world: PlanePoint,
    /// Claims that place it.
    #[serde(default)]
    pub claims: Vec<String>,
    /// Its name where it is, for readers who do not know it so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native: Option<NativeName>,
    /// Who stands behind its position.
    pub class: Provenance,
    /// Radius of its ring, km.
    pub radius_km: f64,
    /// Whether an outline stands for the ring.
    pub outlined: bool,
    /// Whether it is a whole province, which its outline and its name on the land show enough.
    pub province: bool,
    /// Name.
    pub name: String,
    /// Precision in words.
    pub precision: String,
    /// Ring label, such as "±15 km".
    pub radius: String,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasEvent {
    /// Key.
    pub id: String,
    /// When.
    pub date: FuzzyDate,
    /// When, in words.
    pub when: String,
    /// Its project.
    pub project: Option<ProjectIx>,
    /// Its place, or its project's.
    pub place: Option<PlaceIx>,
    /// Happened, planned, reported.
    pub kind: EventKind,
    /// The step that speaks of it.
    pub step: StepIx,
    /// Short label.
    pub label: String,
    /// 1 wants its label most.
    pub priority: u8,
    /// Events on other sides of its conflict.
    pub against: Vec<EventIx>,
    /// Who stands behind it.
    #[serde(default)]
    pub classes: Vec<Provenance>,
    /// Claims it stands on: the passages that tell it.
    pub claims: Vec<String>,
}

/// A facility outside China.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasFacility {
    /// Key.
    pub id: String,
    /// Anchor on the world's sheet, km.
    pub at: PlanePoint,
    /// Stages it serves.
    pub stages: Vec<StageIx>,
    /// How far it was.
    pub standing: Maturity,
    /// Name.
    pub name: String,
    /// Firm.
    pub firm: String,
    /// Precision in words.
    pub precision: String,
    /// How far it was, in words.
    pub said: String,
    /// Who stands behind it.
    pub classes: Vec<Provenance>,
    /// Claims it stands on.
    pub claims: Vec<String>,
}

/// The name of a province, along a line through it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasLandName {
    /// Name.
    pub name: String,
    /// 1 wants to be seen most.
    pub priority: u8,
    /// The line on paper, km.
    pub line: Vec<PlanePoint>,
}

/// What a name on the ground is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroundKind {
    /// A town, marked by a square.
    Town,
    /// A lake or a sea.
    Water,
    /// A river, whose name stands along its course and beside it.
    River,
    /// A range of mountains.
    Range,
}

/// A name on the ground. It orients the reader, and nothing of the story is said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasGroundName {
    /// What it is of.
    pub kind: GroundKind,
    /// The name.
    pub name: String,
    /// The line that it runs along, km; a town has one point.
    pub line: Vec<PlanePoint>,
    /// In which views it may stand, as `content::City::rank` has it.
    pub rank: u8,
}

impl AtlasProject {
    /// Its main stage.
    pub fn stage(&self) -> StageIx {
        self.stages.first().copied().unwrap_or(StageIx(0))
    }
}

/// Words that the stage itself needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Phrases {
    /// Name of the map.
    pub map: String,
    /// Name of the timeline.
    pub timeline: String,
    /// Name of the tally.
    pub tally: String,
    /// What follows it where there is room.
    pub tally_more: String,
    /// Planned.
    pub planned: String,
    /// Reported.
    pub reported: String,
    /// Disputed.
    pub disputed: String,
    /// Compressed time.
    pub gap: String,
    /// What came later.
    pub later: String,
    /// Assumed flows.
    pub assumed: String,
    /// Row of the timeline without a project.
    pub context: String,
    /// Said on a new step; `{n}`, `{all}`, `{title}`.
    pub announced: String,
    /// To the next step.
    pub next: String,
    /// To the one before.
    pub back: String,
}

impl Atlas {
    /// A step by key.
    pub fn step_ix(&self, id: &str) -> Option<StepIx> {
        self.steps.iter().position(|s| s.id == id).map(StepIx)
    }

    /// A project by key.
    pub fn project_ix(&self, id: &str) -> Option<ProjectIx> {
        self.projects.iter().position(|p| p.id == id).map(ProjectIx)
    }

    /// A place by key.
    pub fn place_ix(&self, id: &str) -> Option<PlaceIx> {
        self.places.iter().position(|p| p.id == id).map(PlaceIx)
    }

    /// The step that tells of a place: its project's, or the first that names it.
    pub fn step_of_place(&self, ix: PlaceIx) -> StepIx {
        let project = self.projects.iter().find(|p| p.place == ix).map(|p| p.step);
        let named = || self.steps.iter().position(|s| s.places.contains(&ix)).map(StepIx);
        project.or_else(named).unwrap_or(StepIx(0))
    }

    /// The names of stages of the chain, in a row.
    pub fn stage_words(&self, stages: &[StageIx]) -> String {
        let names = stages.iter().filter_map(|s| self.stage_names.get(s.0)).map(String::as_str);
        names.collect::<Vec<_>>().join(&self.words.comma)
    }

    /// A facility by key.
    pub fn facility_ix(&self, id: &str) -> Option<FacilityIx> {
        self.facilities.iter().position(|f| f.id == id).map(FacilityIx)
    }

    /// An event by key.
    pub fn event_ix(&self, id: &str) -> Option<EventIx> {
        self.events.iter().position(|e| e.id == id).map(EventIx)
    }

    /// A step. Indices come from this atlas; one from another story falls back to the first step.
    pub fn step(&self, ix: StepIx) -> &AtlasStep {
        self.steps.get(ix.0).unwrap_or(&self.steps[0])
    }
}
