//! Evidence as types: sources, claims, what contradicts what, and what was not found.

use crate::time::FuzzyDate;
use serde::{Deserialize, Serialize};

/// Who stands behind a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// The article says so.
    Article,
    /// Another public source says so.
    Public,
    /// We computed, estimated or inferred it.
    Own,
}

impl Provenance {
    /// Class names of the mark of a statement: a solid, a double or a dashed line.
    pub fn mark(self) -> &'static str {
        match self {
            Provenance::Article => "standing standing-article",
            Provenance::Public => "standing standing-public",
            Provenance::Own => "standing standing-own",
        }
    }

    /// The weakest of those that a statement hangs on: our own, else another source, else the
    /// article.
    pub fn weakest(classes: &[Provenance]) -> Provenance {
        classes.iter().copied().max().unwrap_or(Provenance::Own)
    }
}

/// How much weight a statement bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Confirmed, or said by those who must know.
    High,
    /// Plausible, from one good or several weak sources.
    Medium,
    /// Weak.
    Low,
    /// Said by the article alone; no second source was found.
    Single,
}

/// A source that can be looked up, or `own` for what we work out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Key.
    pub id: String,
    /// Article, other public source or our own.
    pub class: Provenance,
    /// Who published it first.
    pub publisher: String,
    /// Title in its own language.
    pub title: Option<String>,
    /// Language of the source (BCP 47).
    pub lang: String,
    /// Where it can be read; http or https.
    pub url: Option<String>,
    /// The reposting site that was read instead of the original.
    #[serde(default)]
    pub via: Option<String>,
    /// When it was published.
    pub published: Option<FuzzyDate>,
    /// Whether the address is a mirror or repost.
    pub mirror: bool,
    /// How much of it was read.
    pub read: Extent,
}

/// How much of a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// All of it.
    Whole,
    /// The quoted part and its surroundings.
    Excerpt,
}

/// Words taken from a source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Their language (BCP 47).
    pub lang: String,
    /// Whether we translated them.
    pub translated: bool,
}

/// One statement of fact or opinion, with where it comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Key.
    pub id: String,
    /// Who stands behind it.
    pub class: Provenance,
    /// Key of its source.
    pub source: String,
    /// Paragraph of the article (T, H1.., P1.., P8.1..), for its claims.
    pub paragraph: Option<String>,
    /// Its words, if short.
    pub quote: Option<Quote>,
    /// The time it speaks of.
    pub about: Option<FuzzyDate>,
    /// How much weight it bears.
    pub confidence: Confidence,
    /// Every number and date in it, as a reader sees them.
    pub figures: Vec<String>,
    /// Keys of the claims that it cannot stand beside; symmetrical.
    pub contradicts: Vec<String>,
}

/// Something looked for and not found.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Key.
    pub id: String,
    /// The step that misses it.
    pub step: Option<String>,
}

/// One side of a disagreement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Claims on this side.
    pub claims: Vec<String>,
}

/// Sources that disagree.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// Key.
    pub id: String,
    /// Key of the step that shows it.
    pub step: String,
    /// The sides.
    pub sides: Vec<Side>,
}

/// An argument of the article: where it is told; its words are in each language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argument {
    /// Key.
    pub id: String,
    /// Key of the step that tells it.
    pub step: String,
}
