//! Addresses: `?mode=embed|present|speaker|handout&lang=en|zh#step=<id>` and what follows it, read
//! and written.

use super::filter::{Filter, IndexSet, Span, CLASS_KEYS, STATUS_KEYS};
use super::lab::Lab;
use super::parts::{Layers, Subject};
use super::view::UserCamera;
use crate::content::{Atlas, AtlasLanguage, Layer};
use crate::ids::StepIx;
use crate::time::FuzzyDate;

/// The part of an address that names a view: all of the state that another reader should see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The step; `None` for an address without one.
    pub step: Option<StepIx>,
    /// What was taken out for a closer look.
    pub chosen: Option<Subject>,
    /// The reader's own view.
    pub view: Option<UserCamera>,
    /// The reader's own stretch of the timeline.
    pub window: Option<Span>,
    /// The reader's own layers.
    pub layers: Option<Layers>,
    /// What is wanted.
    pub filter: Filter,
    /// As tables.
    pub tables: bool,
    /// Whether every statement shows who stands behind it.
    pub says: bool,
    /// What is asked in the laboratory.
    pub lab: Option<Lab>,
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
    /// In front of the teacher.
    Speaker,
    /// On paper, for a class.
    Handout,
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
            Mode::Speaker => "speaker",
            Mode::Handout => "handout",
        }
    }
}

impl Link {
    /// Reads a fragment, with or without `#`. Whatever is unknown is left out and reported, a
    /// sentence each, so that a damaged address still opens the story.
    pub fn read(fragment: &str, atlas: &Atlas) -> (Link, Vec<String>) {
        let mut link = Link::default();
        let mut ignored = Vec::new();
        // Hosts append to a fragment as if there were none, so that there may be several signs of a
        // beginning.
        for (key, value) in pairs(fragment, &['#', '?', '&']) {
            // Skip links and notes have plain fragments of their own; a step's section is one of
            // them.
            if let Some(step) = key.strip_prefix("step-").and_then(|id| atlas.step_ix(id)) {
                link.step = Some(step);
                continue;
            }
            let done = match key {
                "step" => atlas.step_ix(value).map(|ix| link.step = Some(ix)),
                "event" => atlas.event_ix(value).map(|ix| link.chosen = Some(Subject::Event(ix))),
                "project" => {
                    atlas.project_ix(value).map(|ix| link.chosen = Some(Subject::Project(ix)))
                }
                "place" => atlas.place_ix(value).map(|ix| link.chosen = Some(Subject::Place(ix))),
                "facility" => {
                    atlas.facility_ix(value).map(|ix| link.chosen = Some(Subject::Facility(ix)))
                }
                "at" => UserCamera::read(value).map(|view| link.view = Some(view)),
                "time" => read_span(value).map(|span| link.window = Some(span)),
                "when" => read_span(value).map(|span| link.filter.span = Some(span)),
                "layers" => picks(value, &LAYER_KEYS, &mut ignored, key)
                    .map(|p| link.layers = Some(layers_of(p))),
                "projects" => picks(value, &keys(&atlas.projects, |p| &p.id), &mut ignored, key)
                    .map(|p| link.filter.projects = p),
                "stages" => picks(value, &keys(&atlas.stages, |s| s), &mut ignored, key)
                    .map(|p| link.filter.stages = p),
                "statuses" => {
                    picks(value, &STATUS_KEYS, &mut ignored, key).map(|p| link.filter.statuses = p)
                }
                "classes" => {
                    picks(value, &CLASS_KEYS, &mut ignored, key).map(|p| link.filter.classes = p)
                }
                "words" => decoded(value)
                    .map(|words| link.filter = std::mem::take(&mut link.filter).with_words(&words)),
                "lab" => atlas
                    .laboratory
                    .as_ref()
                    .map(|lab| link.lab = Some(Lab::read(value, &lab.data, &mut ignored))),
                "says" => (value == "all").then(|| link.says = true),
                "show" => (value == "tables").then(|| link.tables = true),
                _ => {
                    ignored.push(format!("address: \"{}\" is not known", shown(key)));
                    Some(())
                }
            };
            if done.is_none() {
                ignored.push(format!("address: there is no {key} \"{}\"", shown(value)));
            }
        }
        let step_of = |subject| match subject {
            Subject::Event(ix) => atlas.events.get(ix.0).map(|e| e.step),
            Subject::Project(ix) => atlas.projects.get(ix.0).map(|p| p.step),
            Subject::Place(_) | Subject::Facility(_) => None,
        };
        link.step = link.step.or(link.chosen.and_then(step_of));
        (link, ignored)
    }

    /// The fragment, with `#`; empty for a link to nothing.
    pub fn write(&self, atlas: &Atlas) -> String {
        let mut parts = Vec::new();
        let mut put =
            |key: &str, value: Option<String>| parts.extend(value.map(|v| format!("{key}={v}")));
        put("step", self.step.map(|ix| atlas.step(ix).id.clone()));
        match self.chosen {
            Some(Subject::Event(ix)) => put("event", atlas.events.get(ix.0).map(|e| e.id.clone())),
            Some(Subject::Project(ix)) => {
                put("project", atlas.projects.get(ix.0).map(|p| p.id.clone()))
            }
            Some(Subject::Place(ix)) => put("place", atlas.places.get(ix.0).map(|p| p.id.clone())),
            Some(Subject::Facility(ix)) => {
                put("facility", atlas.facilities.get(ix.0).map(|f| f.id.clone()))
            }
            None => {}
        }
        put("at", self.view.map(|v| v.to_string()));
        put("time", self.window.map(write_span));
        put(
            "layers",
            self.layers.map(|set| {
                joined(LAYERS.iter().zip(LAYER_KEYS).filter(|(l, _)| set.has(**l)).map(|(_, k)| k))
            }),
        );
        let f = &self.filter;
        let listed = |picks: IndexSet, keys: &[&str]| {
            (!picks.is_empty()).then(|| joined(picks.iter().filter_map(|i| keys.get(i).copied())))
        };
        put("projects", listed(f.projects, &keys(&atlas.projects, |p| &p.id)));
        put("stages", listed(f.stages, &keys(&atlas.stages, |s| s)));
        put("statuses", listed(f.statuses, &STATUS_KEYS));
        put("classes", listed(f.classes, &CLASS_KEYS));
        put("words", (!f.words.is_empty()).then(|| encoded(&f.words)));
        put("when", f.span.map(write_span));
        put(
            "lab",
            self.lab
                .as_ref()
                .zip(atlas.laboratory.as_ref())
                .map(|(asked, lab)| asked.write(&lab.data)),
        );
        put("says", self.says.then(|| "all".to_string()));
        put("show", self.tables.then(|| "tables".to_string()));
        if parts.is_empty() {
            String::new()
        } else {
            format!("#{}", parts.join("&"))
        }
    }
}

const LAYERS: [Layer; 5] =
    [Layer::Provinces, Layer::Flows, Layer::RawMaterial, Layer::Stages, Layer::World];
const LAYER_KEYS: [&str; 5] = ["provinces", "flows", "raw-material", "stages", "world"];

fn layers_of(picks: IndexSet) -> Layers {
    Layers::of(&picks.iter().filter_map(|i| LAYERS.get(i).copied()).collect::<Vec<_>>())
}

fn keys<T>(list: &[T], key: impl Fn(&T) -> &String) -> Vec<&str> {
    list.iter().map(|item| key(item).as_str()).collect()
}

fn joined<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    keys.collect::<Vec<_>>().join(",")
}

/// Picks by key; unknown keys are left out and reported. An empty list is a list.
fn picks(text: &str, keys: &[&str], ignored: &mut Vec<String>, of: &str) -> Option<IndexSet> {
    let mut picks = IndexSet::default();
    for key in text.split(',').filter(|k| !k.is_empty()) {
        match keys.iter().position(|k| *k == key) {
            Some(position) if !picks.has(position) => picks = picks.toggled(position),
            Some(_) => {}
            None => ignored.push(format!("address: there is no \"{}\" among {of}", shown(key))),
        }
    }
    Some(picks)
}

/// A stretch as `2023-01-01..2024-12-31`, in either order.
fn read_span(text: &str) -> Option<Span> {
    let (from, to) = text.split_once("..")?;
    let day = |text: &str| {
        FuzzyDate::parse(text).ok().filter(|_| text.len() == 10).and_then(|d| d.earliest())
    };
    Some(Span::between(day(from)?, day(to)?))
}

fn write_span(span: Span) -> String {
    format!("{}..{}", span.from(), span.to())
}

/// Percent-encoding of everything but letters, digits and `-_.` (RFC 3986, section 2).
fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    text.bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The inverse of [`encoded`]; `None` for a broken escape or text that is not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

impl Page {
    /// Reads a query, with or without `?`. Whatever is unknown is left out and reported.
    pub fn read(query: &str, langs: &[AtlasLanguage]) -> (Page, Vec<String>) {
        let mut page = Page::default();
        let mut ignored = Vec::new();
        for (key, value) in pairs(query, &['?', '&']) {
            match (key, value) {
                ("mode", "embed") => page.mode = Mode::Embed,
                ("mode", "present") => page.mode = Mode::Present,
                ("mode", "speaker") => page.mode = Mode::Speaker,
                ("mode", "handout") => page.mode = Mode::Handout,
                ("mode", "standalone") => page.mode = Mode::Standalone,
                // `zh` is enough where the page is in `zh-Hans`.
                ("lang", lang) if langs.iter().any(|l| is_lang(&l.id, lang)) => {
                    page.lang = langs.iter().find(|l| is_lang(&l.id, lang)).map(|l| l.id.clone());
                }
                // What is shown of the story, how and by day or night, is read before the page is
                // drawn; the others are what hosts add for themselves.
                (
                    "part" | "theme" | "layout" | "from" | "initialWidth" | "childId"
                    | "parentTitle" | "parentUrl",
                    _,
                ) => {}
                ("mode" | "lang", other) => {
                    ignored.push(format!("address: there is no {key} \"{}\"", shown(other)))
                }
                _ => ignored.push(format!("address: \"{}\" is not known", shown(key))),
            }
        }
        (page, ignored)
    }
}

/// Whether a language is meant by its whole name or by the first part of it.
fn is_lang(id: &str, wanted: &str) -> bool {
    id == wanted || id.split('-').next() == Some(wanted)
}

fn pairs<'a>(text: &'a str, signs: &'a [char]) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.split(signs).filter(|p| !p.is_empty()).map(|p| p.split_once('=').unwrap_or((p, "")))
}

/// The start of a value, enough to recognise it in a message and too short to flood the console.
fn shown(value: &str) -> String {
    value.chars().take(40).collect()
}
