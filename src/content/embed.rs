//! Words of the page on which a snippet for another site is made.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// That page in one language.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedText {
    /// Headline, and what a link to the page says.
    pub title: String,
    /// What to do there.
    pub intro: String,
    /// Choice: what is shown.
    pub part: String,
    /// What can be shown, by the address's word.
    pub parts: BTreeMap<String, String>,
    /// Choice: step.
    pub step: String,
    /// Choice: language.
    pub language: String,
    /// Choice: theme.
    pub theme: String,
    /// Themes, by the address's word.
    pub themes: BTreeMap<String, String>,
    /// Preview at a width, `{px}`.
    pub preview: String,
    /// What stands around the preview.
    pub article: Vec<String>,
    /// Snippet: a frame alone.
    pub frame: String,
    /// Snippet: a frame and the script.
    pub scripted: String,
    /// Snippet: an element.
    pub element: String,
    /// Snippet: a picture.
    pub picture: String,
    /// Button: copies a snippet.
    pub copy: String,
    /// What the button says when that was done.
    pub copied: String,
    /// Said where there is no script.
    pub no_script: String,
}
