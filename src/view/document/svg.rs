//! How the maps are written as SVG.

use crate::geo::{Project, CHINA};

/// Whole units of a path, km: below half a pixel in every view of the story.
pub(super) const UNIT_KM: f64 = 0.5;

/// The projection of the region.
pub(super) const CHINESE: Project = &|p| CHINA.project(p);

/// Text as an attribute's value or an element's words hold it.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
