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
    /// The height of what is shown there, `{px}`.
    pub takes: String,
    /// Button: shows a snippet in the previews.
    pub show: String,
    /// How high each snippet gets, by what it depends on.
    pub heights: EmbedHeights,
    /// Warning, where the site has no address: what the snippet names instead, `{address}`.
    pub no_address: String,
    /// The same where the script names the address that the page is read at, `{address}`.
    pub own_address: String,
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

/// How high snippets get.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmbedHeights {
    /// A frame without our script.
    pub fixed: String,
    /// The whole story from its beginning, with our script.
    pub story: String,
    /// A player, with our script.
    pub player: String,
    /// A part that is as high as it is, with our script.
    pub part: String,
    /// A picture.
    pub picture: String,
}
