//! Numbers of the notes: in the order in which the text first states the claims.

use crate::content::{parse_markup, Seeds, Span, Text};
use std::collections::HashMap;

/// Each claim's number, from 1.
pub(crate) struct NoteNumbers {
    ordered: Vec<String>,
    by_id: HashMap<String, usize>,
}

impl NoteNumbers {
    /// Numbers the claims of the text as they come, then those that only tables and marks use.
    pub(crate) fn new(seeds: &Seeds, text: &Text) -> NoteNumbers {
        let mut numbers = NoteNumbers { ordered: Vec::new(), by_id: HashMap::new() };
        let steps = seeds.story.steps.iter().filter_map(|s| text.story.steps.get(&s.id));
        let paragraphs = std::iter::once(&text.story.standfirst).chain(steps.flat_map(|s| &s.body));
        for span in paragraphs.flat_map(|p| parse_markup(p).unwrap_or_default()) {
            if let Span::Claim(_, id) = span {
                numbers.add(id);
            }
        }
        seeds.claims.iter().for_each(|c| numbers.add(c.id.clone()));
        numbers
    }

    fn add(&mut self, id: String) {
        if !self.by_id.contains_key(&id) {
            self.ordered.push(id.clone());
            self.by_id.insert(id, self.ordered.len());
        }
    }

    /// The number of a claim's note.
    pub(crate) fn of(&self, id: &str) -> usize {
        self.by_id.get(id).copied().unwrap_or(0)
    }

    /// Claims in the order of their notes.
    pub(crate) fn ordered(&self) -> &[String] {
        &self.ordered
    }
}
