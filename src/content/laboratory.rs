//! The laboratory as data: parameters with their bounds, questions, readings, units; and its words.

use super::numerals::Numerals;
use crate::model::{Fault, Triangular};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All that is asked, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Laboratory {
    /// How many draws an answer is made of.
    pub draws: u32,
    /// Where the draws begin, so that everybody gets the same.
    pub seed: u64,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Questions.
    pub questions: Vec<Question>,
    /// What stands beside for scale.
    pub scale: Vec<Measure>,
}

/// A parameter with its bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Key.
    pub id: String,
    /// Least.
    pub low: f64,
    /// Likeliest.
    pub central: f64,
    /// Greatest.
    pub high: f64,
    /// Whether it is said in percent.
    pub percent: bool,
    /// Claims behind it.
    pub claims: Vec<String>,
}

impl Parameter {
    /// Its distribution.
    ///
    /// # Errors
    /// Why its three numbers make none.
    pub fn distribution(&self) -> Result<Triangular, Fault> {
        Triangular::new(self.low, self.central, self.high)
    }
}

/// A parameter's part in a product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Key of the parameter.
    pub parameter: String,
    /// Whether it divides.
    pub divides: bool,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Key.
    pub id: String,
    /// The figure that is asked about, t a year.
    pub nameplate: f64,
    /// Claims that state it.
    pub claims: Vec<String>,
    /// What it may mean.
    pub readings: Vec<Reading>,
    /// What the answer may be counted as.
    pub units: Vec<Unit>,
}

/// What a figure may mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Key.
    pub id: String,
    /// What it is multiplied with.
    pub factors: Vec<Part>,
}

/// What an answer is counted as.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Key.
    pub id: String,
    /// From tons to this unit, before its factors.
    pub scale: f64,
    /// What the tons are multiplied with.
    pub factors: Vec<Part>,
}

/// A sourced figure beside the answer, t.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Key.
    pub id: String,
    /// Tons.
    pub value: f64,
    /// Output, or else nameplate.
    pub output: bool,
    /// Claims that state it.
    pub claims: Vec<String>,
}

/// The words of the laboratory.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaboratoryText {
    /// Heading.
    pub title: String,
    /// What it is.
    pub intro: String,
    /// Name of the choice of a question.
    pub question: String,
    /// Name of the choice of a reading.
    pub reading: String,
    /// Name of the choice of a unit.
    pub unit: String,
    /// Questions by key.
    pub questions: BTreeMap<String, QuestionText>,
    /// Parameters by key.
    pub parameters: BTreeMap<String, String>,
    /// Pins a parameter to its likeliest value.
    pub exactly: String,
    /// Name of the chart.
    pub distribution: String,
    /// Below it, `{low}`, `{high}`.
    pub low_to_high: String,
    /// A parameter's share of the spread.
    pub spread: String,
    /// What a parameter does alone, `{low}`, `{high}`.
    pub swing: String,
    /// Heading of the formula.
    pub formula: String,
    /// Said before the names that the code and the data have for what the formula names.
    pub symbols: String,
    /// The fixed number.
    pub nameplate: String,
    /// Heading of the caveats.
    pub caveats_title: String,
    /// Caveats with markup.
    pub caveats: Vec<String>,
    /// Heading of the figures for scale.
    pub scale_title: String,
    /// Said of what was made.
    pub output: String,
    /// Said of what could be made.
    pub capacity: String,
    /// Figures for scale by key.
    pub scale: BTreeMap<String, String>,
    /// Below them.
    pub scale_note: String,
    /// Saves the result.
    pub csv: String,
    /// Undoes every change.
    pub reset: String,
    /// What was not accepted, `{name}`, `{reason}`.
    pub refused: String,
    /// How many draws, `{n}`.
    pub draws: String,
}

/// The words of a question.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionText {
    /// The question.
    pub name: String,
    /// Readings by key.
    pub readings: BTreeMap<String, String>,
    /// Units by key.
    pub units: BTreeMap<String, UnitText>,
}

/// The words of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitText {
    /// Its name.
    pub name: String,
    /// The answer, `{p5}`, `{p50}`, `{p95}`.
    pub says: String,
}

/// What the engine needs of it: the data, and the words that change with the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtlasLaboratory {
    /// The data.
    pub data: Laboratory,
    /// The answers' patterns, by question and unit.
    pub answers: Vec<Vec<String>>,
    /// Names of the parameters, in the order of the data.
    pub names: Vec<String>,
    /// Pattern of the corners.
    pub low_to_high: String,
    /// Pattern of a parameter's swing.
    pub swing: String,
    /// Name of the fixed number.
    pub nameplate: String,
    /// How numbers are written.
    pub numerals: Numerals,
}

impl AtlasLaboratory {
    /// The laboratory in the words of a language.
    pub fn new(data: &Laboratory, text: &LaboratoryText, numerals: &Numerals) -> AtlasLaboratory {
        let says = |question: &Question, unit: &Unit| {
            let unit = text.questions.get(&question.id).and_then(|q| q.units.get(&unit.id));
            unit.map_or(String::new(), |u| u.says.clone())
        };
        AtlasLaboratory {
            data: data.clone(),
            answers: data
                .questions
                .iter()
                .map(|q| q.units.iter().map(|u| says(q, u)).collect())
                .collect(),
            names: data
                .parameters
                .iter()
                .map(|p| text.parameters.get(&p.id).cloned().unwrap_or_default())
                .collect(),
            low_to_high: text.low_to_high.clone(),
            swing: text.swing.clone(),
            nameplate: text.nameplate.clone(),
            numerals: numerals.clone(),
        }
    }
}
