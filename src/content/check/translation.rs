//! Rules of translation: a language has every text of the original, and says the same of the same.

use super::{claims_in, text_quantities, Check};
use crate::content::text::Text;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

impl Check<'_> {
    /// Compares a language with the original, text by text.
    pub(super) fn translation(&mut self, lang: &str, text: &Text) {
        let original = &self.seeds.story.language;
        let Some(first) = self.seeds.original().filter(|_| lang != original) else { return };
        let (theirs, ours) = (texts(first), texts(text));
        for ((name, key), words) in &theirs {
            let file = format!("text/{lang}/{name}.json");
            let Some(own) = ours.get(&(*name, key.clone())) else {
                self.say(&file, key, format!("the text of \"{original}\" is missing"));
                continue;
            };
            if own.trim().is_empty() != words.trim().is_empty() {
                self.say(&file, key, format!("it is empty, or that of \"{original}\" is"));
            }
            let (said, meant) = (text_quantities(text, own), text_quantities(first, words));
            for (_, written) in said.iter().filter(|(value, _)| !meant.contains_key(*value)) {
                self.say(
                    &file,
                    key,
                    format!("it holds {written}, the text of \"{original}\" does not"),
                );
            }
            for (_, written) in meant.iter().filter(|(value, _)| !said.contains_key(*value)) {
                self.say(
                    &file,
                    key,
                    format!("the text of \"{original}\" holds {written}, it does not"),
                );
            }
            let claims = |text: &str| claims_in(text).into_iter().collect::<BTreeSet<_>>();
            for id in claims(own).symmetric_difference(&claims(words)) {
                self.say(
                    &file,
                    key,
                    format!("it does not state the same claims as \"{original}\": {id}"),
                );
            }
            for hole in holes(own).symmetric_difference(&holes(words)) {
                self.say(&file, key, format!("{{{hole}}} stands in one language only"));
            }
        }
        for (name, key) in ours.keys().filter(|key| !theirs.contains_key(*key)) {
            self.say(
                &format!("text/{lang}/{name}.json"),
                key,
                format!("\"{original}\" has no such text"),
            );
        }
    }
}

/// What is put into a text, by name.
fn holes(text: &str) -> BTreeSet<String> {
    let opened = text.split('{').skip(1);
    opened.filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_string()).collect()
}

/// Every text of a language by file and path. How dates and numbers are written is the language's
/// own.
fn texts(text: &Text) -> BTreeMap<(&'static str, String), String> {
    let mut found = BTreeMap::new();
    let files = [
        ("story", serde_json::to_value(&text.story)),
        ("claims", serde_json::to_value(&text.claims)),
        ("names", serde_json::to_value(&text.names)),
        ("gaps", serde_json::to_value(&text.gaps)),
        ("laboratory", serde_json::to_value(&text.laboratory)),
        ("classroom", serde_json::to_value(&text.classroom)),
        ("systems", serde_json::to_value(&text.systems)),
        ("arguments", serde_json::to_value(&text.arguments)),
        ("corrections", serde_json::to_value(&text.corrections)),
        ("ui", serde_json::to_value(&text.ui)),
    ];
    for (name, value) in files {
        collect(name, "", &value.unwrap_or_default(), &mut found);
    }
    found.retain(|(name, key), _| {
        *name != "ui"
            || !(key.starts_with("dates.")
                || key.starts_with("numerals.")
                || key == "language"
                || key == "direction")
    });
    found
}

fn collect(
    name: &'static str,
    path: &str,
    value: &Value,
    found: &mut BTreeMap<(&'static str, String), String>,
) {
    let below = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    match value {
        Value::String(words) => {
            found.insert((name, path.to_string()), words.clone());
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| collect(name, &below(key), member, found))
        }
        Value::Array(members) => members
            .iter()
            .enumerate()
            .for_each(|(i, member)| collect(name, &below(&(i + 1).to_string()), member, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
