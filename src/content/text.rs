//! The words of one language, all of them: prose, names, notes and the interface.

use super::classroom::ClassroomText;
use super::embed::EmbedText;
use super::interface::Ui;
use super::laboratory::LaboratoryText;
use super::system::SystemText;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type Words = BTreeMap<String, String>;

/// One language.
#[derive(Clone, Debug)]
pub struct Text {
    /// The story's prose.
    pub story: StoryText,
    /// Claims in our own words, by key.
    pub claims: Words,
    /// Names of things.
    pub names: Names,
    /// What was not found, by key.
    pub gaps: Words,
    /// The laboratory.
    pub laboratory: LaboratoryText,
    /// What a teacher says and asks.
    pub classroom: ClassroomText,
    /// The systems, by key.
    pub systems: BTreeMap<String, SystemText>,
    /// The article's arguments, by key.
    pub arguments: BTreeMap<String, ArgumentText>,
    /// What was wrong in an earlier version, by key.
    pub corrections: Words,
    /// The page on which a snippet for another site is made.
    pub embed: EmbedText,
    /// Words of the interface.
    pub ui: Ui,
}

/// An argument taken apart: sentences with markup.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArgumentText {
    /// What it comes to.
    pub title: String,
    /// What the article claims.
    pub claimed: Vec<String>,
    /// What supports it.
    pub supports: Vec<String>,
    /// What speaks against it.
    pub against: Vec<String>,
    /// What would settle it.
    pub settle: Vec<String>,
}

impl ArgumentText {
    /// All its sentences, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &String> {
        [&self.claimed, &self.supports, &self.against, &self.settle].into_iter().flatten()
    }
}

/// The prose.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoryText {
    /// Headline of the page.
    pub title: String,
    /// The sentence below it, with markup.
    pub standfirst: String,
    /// Steps by key.
    pub steps: BTreeMap<String, StepText>,
}

/// The prose of a step.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepText {
    /// Two to four words above the headline.
    pub kicker: String,
    /// Headline: the point.
    pub title: String,
    /// One line for a projector.
    pub screen: String,
    /// Paragraphs with markup.
    pub body: Vec<String>,
}

/// Names by key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Places.
    pub places: BTreeMap<String, PlaceText>,
    /// Projects.
    pub projects: BTreeMap<String, ProjectText>,
    /// Events.
    pub events: Words,
    /// Stages.
    pub stages: BTreeMap<String, StageText>,
    /// Facilities.
    pub facilities: Words,
    /// Conflicts.
    pub conflicts: BTreeMap<String, ConflictText>,
    /// States of projects.
    pub statuses: Words,
    /// How exactly facilities are known, by kind; `{km}`.
    pub facility_precisions: Words,
    /// States of facilities.
    pub standings: Words,
    /// Provinces and countries on the map, by feature id.
    #[serde(default)]
    pub land: Words,
    /// Towns on the map.
    #[serde(default)]
    pub cities: Words,
    /// Rivers, lakes and seas on the map.
    #[serde(default)]
    pub waters: Words,
    /// Mountain ranges on the map.
    #[serde(default)]
    pub ranges: Words,
}

/// A place in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceText {
    /// Its name.
    pub name: String,
    /// How exactly it is known.
    pub precision: String,
}

/// A project in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectText {
    /// Short label.
    pub name: String,
    /// Whole name.
    pub full: String,
    /// Where, as the article says and as drawn.
    #[serde(rename = "where")]
    pub place: String,
    /// What it is for.
    pub does: String,
}

/// A stage in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageText {
    /// Its name.
    pub name: String,
    /// What happens there.
    pub gloss: String,
}

/// A conflict in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConflictText {
    /// What is contested.
    pub title: String,
    /// The sides, in the order of the conflict's.
    pub sides: Vec<String>,
}
