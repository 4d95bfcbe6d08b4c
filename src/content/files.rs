//! From the files under seeds/ to typed content; a problem names file, key and reason.

use super::interface::Ui;
use super::model::Seeds;
use super::places::{CityFile, LabelFile, ProvinceLabel};
use super::text::{Names, StoryText, Text};
use crate::geo::{Land, LonLat};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt;

/// File texts by their path under seeds/, with `/` between folders.
pub type Files = BTreeMap<String, String>;

/// Something wrong in the content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path under seeds/.
    pub file: String,
    /// Entry in the file.
    pub key: String,
    /// What is wrong, as a clause.
    pub reason: String,
}

impl Problem {
    /// A problem of a file's entry.
    pub fn new(file: &str, key: &str, reason: impl Into<String>) -> Problem {
        Problem { file: file.into(), key: key.into(), reason: reason.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seeds/{}: {}: {}", self.file, self.key, self.reason)
    }
}

/// Reads every JSON file below a folder.
///
/// # Errors
/// Those of the file system, with the path.
#[cfg(not(target_arch = "wasm32"))]
pub fn read_files(folder: &std::path::Path) -> Result<Files, String> {
    let mut files = Files::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(dir) = open.pop() {
        let entries = std::fs::read_dir(&dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        for path in entries.flatten().map(|e| e.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "json") {
                let text = std::fs::read_to_string(&path)
                    .map_err(|e| format!("{}: {e}", path.display()))?;
                let name =
                    path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.insert(name, text);
            }
        }
    }
    Ok(files)
}

/// Reads the content. It never fails: what cannot be read is missing and has its problem.
pub fn load(files: &Files) -> (Seeds, Vec<Problem>) {
    let mut problems = Vec::new();
    let p = &mut problems;
    let mut seeds = Seeds {
        sources: list(files, "sources.json", p),
        claims: list(files, "claims.json", p),
        gaps: list(files, "gaps.json", p),
        laboratory: one(files, "laboratory.json", p).unwrap_or_default(),
        classroom: one(files, "classroom.json", p).unwrap_or_default(),
        systems: list(files, "systems.json", p),
        arguments: list(files, "arguments.json", p),
        corrections: list(files, "corrections.json", p),
        release: one(files, "release.json", p).unwrap_or_default(),
        places: list(files, "places.json", p),
        stages: list(files, "stages.json", p),
        projects: list(files, "projects.json", p),
        events: list(files, "events.json", p),
        conflicts: list(files, "conflicts.json", p),
        facilities: list(files, "facilities.json", p),
        flows: list(files, "flows.json", p),
        story: one(files, "story.json", p).unwrap_or_default(),
        province_labels: one::<LabelFile>(files, "geo/labels.json", p)
            .map_or(Vec::new(), |f| f.labels),
        cities: one::<CityFile>(files, "geo/cities.json", p).map_or(Vec::new(), |f| f.cities),
        ground_labels: one(files, "geo/ground-labels.json", p).unwrap_or_default(),
        river_labels: river_labels(files, p),
        texts: BTreeMap::new(),
    };
    for lang in languages(files) {
        if let Some(text) = read_text(files, &lang, p) {
            seeds.texts.insert(lang, text);
        }
    }
    for (file, text) in
        files.iter().filter(|(_, text)| text.contains('\\') || text.contains(is_unprintable))
    {
        // A file that cannot be read has its problem already.
        find_unprintable(file, "", &serde_json::from_str(text).unwrap_or_default(), p);
    }
    if seeds.texts.is_empty() {
        p.push(Problem::new("text", "", "there is no language that can be read"));
    }
    (seeds, problems)
}

/// The lines along which rivers are named, as they come with their courses; the first are wanted
/// most.
fn river_labels(files: &Files, problems: &mut Vec<Problem>) -> Vec<ProvinceLabel> {
    let Some(text) = files.get(WATER) else { return Vec::new() };
    match Land::parse(text) {
        Ok(water) => {
            let lines =
                water.features("names").filter_map(|(id, lines)| Some((id, lines.first()?)));
            let label = |(i, (id, line)): (usize, (&str, &Vec<LonLat>))| ProvinceLabel {
                id: id.to_string(),
                line: line.clone(),
                priority: u8::try_from(i + 1).unwrap_or(u8::MAX),
            };
            lines.enumerate().map(label).collect()
        }
        Err(reason) => {
            problems.push(Problem::new(WATER, "", reason.to_string()));
            Vec::new()
        }
    }
}

/// Rivers and lakes.
const WATER: &str = "geo/gshhg/water.topo.json";

/// What no page and no drawing can hold: XML 1.0, section 2.2, and the controls that it advises
/// against.
fn is_unprintable(c: char) -> bool {
    c.is_control() && !['\t', '\n', '\r'].contains(&c) || ['\u{fffe}', '\u{ffff}'].contains(&c)
}

/// Names each text that holds such a character; its key is the way to it.
fn find_unprintable(file: &str, key: &str, value: &serde_json::Value, problems: &mut Vec<Problem>) {
    let below =
        |name: &str| if key.is_empty() { name.to_string() } else { [key, ".", name].concat() };
    match value {
        serde_json::Value::String(text) => {
            if let Some(c) = text.chars().find(|c| is_unprintable(*c)) {
                problems.push(Problem::new(
                    file,
                    key,
                    format!("holds the character U+{:04X}, which cannot be printed", u32::from(c)),
                ));
            }
        }
        serde_json::Value::Array(values) => {
            values.iter().enumerate().for_each(|(i, value)| {
                find_unprintable(file, &below(&(i + 1).to_string()), value, problems)
            });
        }
        serde_json::Value::Object(entries) => entries
            .iter()
            .for_each(|(name, value)| find_unprintable(file, &below(name), value, problems)),
        _ => {}
    }
}

fn languages(files: &Files) -> Vec<String> {
    let mut langs: Vec<String> = files
        .keys()
        .filter_map(|f| f.strip_prefix("text/")?.split_once('/'))
        .map(|(lang, _)| lang.to_string())
        .collect();
    langs.dedup();
    langs
}

fn read_text(files: &Files, lang: &str, p: &mut Vec<Problem>) -> Option<Text> {
    let file = |name: &str| format!("text/{lang}/{name}.json");
    Some(Text {
        story: one::<StoryText>(files, &file("story"), p)?,
        claims: one(files, &file("claims"), p)?,
        names: one::<Names>(files, &file("names"), p)?,
        gaps: one(files, &file("gaps"), p)?,
        laboratory: one(files, &file("laboratory"), p)?,
        classroom: one(files, &file("classroom"), p)?,
        systems: one(files, &file("systems"), p)?,
        arguments: one(files, &file("arguments"), p)?,
        corrections: one(files, &file("corrections"), p)?,
        embed: one(files, &file("embed"), p)?,
        ui: one::<Ui>(files, &file("ui"), p)?,
    })
}

fn one<T: DeserializeOwned>(files: &Files, name: &str, problems: &mut Vec<Problem>) -> Option<T> {
    let Some(text) = files.get(name) else {
        problems.push(Problem::new(name, "", "the file is missing"));
        return None;
    };
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            problems.push(Problem::new(name, &format!("line {}", error.line()), error.to_string()));
            None
        }
    }
}

/// A list is read entry by entry, so that one broken entry is named and the others stand.
fn list<T: DeserializeOwned>(files: &Files, name: &str, problems: &mut Vec<Problem>) -> Vec<T> {
    let entries: Vec<serde_json::Value> = one(files, name, problems).unwrap_or_default();
    let mut read = Vec::with_capacity(entries.len());
    for (i, entry) in entries.into_iter().enumerate() {
        let key = entry
            .get("id")
            .and_then(|id| id.as_str())
            .map_or(format!("entry {}", i + 1), str::to_string);
        match serde_json::from_value(entry) {
            Ok(value) => read.push(value),
            Err(error) => problems.push(Problem::new(name, &key, error.to_string())),
        }
    }
    read
}
