//! Addresses: `?mode=embed|present&lang=en|zh#step=<id>&event=<id>`, read and written.

use crate::content::Atlas;
use crate::ids::{EventIx, StepIx};

/// The part of an address that names a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The step; `None` for an address without one.
    pub step: Option<StepIx>,
    /// A chosen event.
    pub event: Option<EventIx>,
}

/// How the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// As a page of its own.
    #[default]
    Standalone,
    /// In a frame of somebody's article.
    Embed,
    /// On a projector.
    Present,
}

/// The part of an address that names a page: mode and language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// How the page is shown.
    pub mode: Mode,
    /// A language that there is; `None` where the address names none.
    pub lang: Option<String>,
}

impl Mode {
    /// The mode's name in an address and in `data-mode`.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Standalone => "standalone",
            Mode::Embed => "embed",
            Mode::Present => "present",
        }
    }
}

impl Link {
    /// Reads a fragment, with or without `#`. Whatever is unknown is left out and reported, a
    /// sentence each, so that a damaged address still opens the story.
    pub fn read(fragment: &str, atlas: &Atlas) -> (Link, Vec<String>) {
        let mut link = Link::default();
        let mut ignored = Vec::new();
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        // Skip links and notes have plain fragments of their own; a step's section is one of them.
        if let Some(step) = fragment.strip_prefix("step-").and_then(|id| atlas.step_ix(id)) {
            return (Link { step: Some(step), event: None }, ignored);
        }
        for (key, value) in pairs(fragment) {
            match key {
                "step" => match atlas.step_ix(value) {
                    Some(step) => link.step = Some(step),
                    None => ignored.push(format!("address: there is no step \"{}\"", shown(value))),
                },
                "event" => match atlas.event_ix(value) {
                    Some(event) => link.event = Some(event),
                    None => ignored.push(format!("address: there is no event \"{}\"", shown(value))),
                },
                _ => ignored.push(format!("address: \"{}\" is not known", shown(key))),
            }
        }
        if let (None, Some(event)) = (link.step, link.event) {
            link.step = atlas.events.get(event.0).map(|e| e.step);
        }
        (link, ignored)
    }

    /// The fragment, with `#`; empty for a link to nothing.
    pub fn write(&self, atlas: &Atlas) -> String {
        let step = self.step.map(|ix| format!("#step={}", atlas.step(ix).id)).unwrap_or_default();
        match self.event.and_then(|ix| atlas.events.get(ix.0)) {
            Some(event) if !step.is_empty() => format!("{step}&event={}", event.id),
            _ => step,
        }
    }
}

impl Page {
    /// Reads a query, with or without `?`. Whatever is unknown is left out and reported.
    pub fn read(query: &str, langs: &[String]) -> (Page, Vec<String>) {
        let mut page = Page::default();
        let mut ignored = Vec::new();
        for (key, value) in pairs(query.strip_prefix('?').unwrap_or(query)) {
            match (key, value) {
                ("mode", "embed") => page.mode = Mode::Embed,
                ("mode", "present") => page.mode = Mode::Present,
                ("mode", "standalone") => page.mode = Mode::Standalone,
                ("lang", lang) if langs.iter().any(|l| l == lang) => page.lang = Some(lang.to_string()),
                ("mode" | "lang", other) => ignored.push(format!("address: there is no {key} \"{}\"", shown(other))),
                _ => ignored.push(format!("address: \"{}\" is not known", shown(key))),
            }
        }
        (page, ignored)
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('&').filter(|p| !p.is_empty()).map(|p| p.split_once('=').unwrap_or((p, "")))
}

/// The start of a value, enough to recognise it in a message and too short to flood the console.
fn shown(value: &str) -> String {
    value.chars().take(40).collect()
}
