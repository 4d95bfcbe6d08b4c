//! Which state of the content a page shows, and what was put right in it.

use crate::time::FuzzyDate;
use serde::Deserialize;

/// Which state of the content this is.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The day of publication, `2026.11.24`.
    pub version: String,
    /// The same as a date.
    pub published: Option<FuzzyDate>,
    /// Where the page is published; https, ends with `/`. `None` while it has no address of its
    /// own.
    pub address: Option<String>,
}

/// Something that was wrong in an earlier version; its words are in each language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Key.
    pub id: String,
    /// The version that has it right.
    pub version: String,
    /// Claims that were changed.
    pub claims: Vec<String>,
}
