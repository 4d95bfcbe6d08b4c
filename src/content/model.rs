//! What the seeds hold, as types: an unknown field or value is an error with its place.

use super::classroom::ClassroomData;
use super::evidence::{Argument, Claim, Conflict, Gap, Provenance, Source};
use super::laboratory::Laboratory;
use super::places::{City, Facility, Flow, GroundLabels, NativeName, Place, ProvinceLabel};
use super::release::{Correction, Release};
use super::system::System;
use super::text::Text;
use crate::geo::LonLat;
use crate::time::FuzzyDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A stage of the value chain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Key; also the name of its colour token.
    pub id: String,
    /// A second sign beside the colour.
    pub letter: String,
}

/// What the article says of a project's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Its first phase is said to be almost done.
    NearingCompletion,
    /// In final testing.
    FinalTesting,
    /// Operational.
    Operational,
    /// Not said.
    NotStated,
}

impl Status {
    /// All states, in order.
    pub const ALL: [Status; 4] =
        [Status::NearingCompletion, Status::FinalTesting, Status::Operational, Status::NotStated];
}

/// One of the projects that the article names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Key.
    pub id: String,
    /// Its name where it is, if that was found.
    #[serde(default)]
    pub native: Option<NativeName>,
    /// Order in the article, from 1.
    pub number: u32,
    /// Key of its place.
    pub place: String,
    /// Stages it serves, the main one first.
    pub stages: Vec<String>,
    /// State as the article has it.
    pub status: Status,
    /// Key of the step that tells it.
    pub step: String,
    /// Claims that make it up.
    pub claims: Vec<String>,
}

/// Whether an event took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// It did, by its source.
    Happened,
    /// It was planned; whether it came is another question.
    Planned,
    /// A state that was reported at that time.
    Reported,
}

/// Something with a date.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Key.
    pub id: String,
    /// When, as it is known.
    pub date: FuzzyDate,
    /// Key of its project.
    pub project: Option<String>,
    /// Happened, planned or reported.
    pub kind: EventKind,
    /// Claims that state it.
    pub claims: Vec<String>,
    /// Key of the step that speaks of it.
    pub step: String,
    /// Key of its place, where that is not its project's.
    pub place: Option<String>,
    /// Key of the conflict it is a side of.
    pub conflict: Option<String>,
    /// 1 wants its label most, 3 least.
    pub priority: u8,
}

/// What the map adds to the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// Names of provinces.
    Provinces,
    /// Assumed flows of material.
    Flows,
    /// Where the raw material comes from.
    RawMaterial,
    /// The stages of the chain beside each project.
    Stages,
    /// The world, with facilities elsewhere.
    World,
}

/// A drawing or table that stands in a step's text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub enum Figure {
    /// The 21.
    Tally,
    /// The value chain.
    Chain,
    /// What the four share.
    Common,
    /// The comparison with the allies.
    Allies,
    /// Two sides of a conflict, by key.
    Conflict(String),
    /// An argument of the article taken apart, by key.
    Argument(String),
    /// A system to operate, by key.
    System(String),
    /// The laboratory.
    Laboratory,
}

impl TryFrom<String> for Figure {
    type Error = String;
    fn try_from(text: String) -> Result<Figure, String> {
        Ok(match text.as_str() {
            "tally" => Figure::Tally,
            "chain" => Figure::Chain,
            "common" => Figure::Common,
            "allies" => Figure::Allies,
            "laboratory" => Figure::Laboratory,
            other => match other.split_once(':') {
                Some(("conflict", id)) => Figure::Conflict(id.to_string()),
                Some(("argument", id)) => Figure::Argument(id.to_string()),
                Some(("system", id)) => Figure::System(id.to_string()),
                _ => return Err(format!("there is no figure \"{other}\"")),
            },
        })
    }
}

/// A view of the map, by its middle in degrees.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shot {
    /// Middle of the view.
    pub center: LonLat,
    /// Kilometres of land across the shorter side.
    pub span_km: f64,
}

/// A step of the story: a complete view, not a change to the one before.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Key, also its address.
    pub id: String,
    /// The map's view.
    pub camera: Shot,
    /// Projects spoken of.
    pub focus: Vec<String>,
    /// Places shown besides.
    pub places: Vec<String>,
    /// Events spoken of.
    pub events: Vec<String>,
    /// What the map adds.
    pub layers: Vec<Layer>,
    /// What stands in the text.
    pub figures: Vec<Figure>,
}

/// The story's order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// The language that the story is written in first (BCP 47); the figures of claims are in it
    /// too.
    #[serde(default)]
    pub language: String,
    /// The time the article reports.
    pub reported: Option<FuzzyDate>,
    /// The plan that frames it.
    pub plan: Option<FuzzyDate>,
    /// Projects the article counts in all, each a mark of the tally; hangs on `tally_claim`.
    #[serde(default)]
    pub tally: u32,
    /// The claim that states the tally.
    #[serde(default)]
    pub tally_claim: String,
    /// Claims whose quotations stand above the comparison with the allies.
    #[serde(default)]
    pub allies_claims: Vec<String>,
    /// Steps in order.
    pub steps: Vec<Step>,
}

/// All of the content.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    /// Which state of the content this is.
    pub release: Release,
    /// What was wrong before.
    pub corrections: Vec<Correction>,
    /// The systems that a reader operates.
    pub systems: Vec<System>,
    /// The laboratory.
    pub laboratory: Laboratory,
    /// What a teacher needs of the story.
    pub classroom: ClassroomData,
    /// The article's arguments.
    pub arguments: Vec<Argument>,
    /// Sources, in the file's order.
    pub sources: Vec<Source>,
    /// Claims, in the file's order: the numbers of the notes.
    pub claims: Vec<Claim>,
    /// What was not found.
    pub gaps: Vec<Gap>,
    /// Places.
    pub places: Vec<Place>,
    /// Stages from ore to magnet and back.
    pub stages: Vec<Stage>,
    /// Projects in the article's order.
    pub projects: Vec<Project>,
    /// Events.
    pub events: Vec<Event>,
    /// Disagreements.
    pub conflicts: Vec<Conflict>,
    /// Facilities outside China.
    pub facilities: Vec<Facility>,
    /// Flows between places.
    pub flows: Vec<Flow>,
    /// The story.
    pub story: Story,
    /// Where provinces are named.
    pub province_labels: Vec<ProvinceLabel>,
    /// Towns that orient the reader.
    pub cities: Vec<City>,
    /// Where waters and mountain ranges are named.
    pub ground_labels: GroundLabels,
    /// Where the great river is named, along its own course.
    pub river_labels: Vec<ProvinceLabel>,
    /// All words, by language.
    pub texts: BTreeMap<String, Text>,
}

impl Seeds {
    /// The words of the language that the story is written in first.
    pub fn original(&self) -> Option<&Text> {
        self.texts.get(&self.story.language)
    }

    /// A claim and the number of its note, from 1.
    pub fn claim(&self, id: &str) -> Option<(usize, &Claim)> {
        self.claims.iter().enumerate().find(|(_, c)| c.id == id).map(|(i, c)| (i + 1, c))
    }

    /// A source by key.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }

    /// Whether a source is another text of the article's publisher, and so no independent voice.
    pub fn is_of_the_articles_publisher(&self, source: &Source) -> bool {
        let article = self.sources.iter().find(|s| s.class == Provenance::Article);
        source.class == Provenance::Public
            && article.is_some_and(|a| a.publisher == source.publisher)
    }

    /// A project by key.
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.projects.iter().find(|p| p.id == id)
    }

    /// A place by key.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|p| p.id == id)
    }
}
