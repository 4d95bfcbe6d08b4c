//! The industrial systems that a reader operates: what parts they have, and their words.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A system as data; a part that a system does not have is an empty list.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Key, that of its project.
    pub id: String,
    /// Keys of its stations, in the order that material passes them.
    pub stations: Vec<String>,
    /// What lies over the stations and can be taken off.
    pub layers: Vec<SystemLayer>,
    /// Whether the line can be stepped and run.
    pub runs: bool,
    /// Keys of what stands side by side and is not added.
    pub sides: Vec<String>,
    /// Keys of readings, of which one is shown.
    pub choices: Vec<String>,
}

/// What lies over stations of a system.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemLayer {
    /// Key.
    pub id: String,
    /// Keys of the stations that it touches.
    pub touches: Vec<String>,
}

/// The words of a system.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemText {
    /// What it is.
    pub title: String,
    /// How to operate it.
    pub how: String,
    /// Stations by key.
    pub stations: BTreeMap<String, PartText>,
    /// Layers by key.
    pub layers: BTreeMap<String, PartText>,
    /// Sides by key.
    pub sides: BTreeMap<String, PartText>,
    /// Readings by key.
    pub choices: BTreeMap<String, PartText>,
}

/// A part in words.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartText {
    /// Its name.
    pub name: String,
    /// Sentences with markup.
    pub says: Vec<String>,
}

impl SystemText {
    /// All its parts.
    pub fn parts(&self) -> impl Iterator<Item = &PartText> {
        [&self.stations, &self.layers, &self.sides, &self.choices]
            .into_iter()
            .flat_map(|parts| parts.values())
    }

    /// All its sentences.
    pub fn sentences(&self) -> impl Iterator<Item = &String> {
        self.parts().flat_map(|part| &part.says)
    }
}
