//! The rules that keep the content true: every key resolves, every number hangs on a claim, every
//! language says the same.

mod classroom;
mod data;
mod laboratory;
mod translation;
mod words;

use super::files::Problem;
use super::markup::{parse, Span};
use super::model::Seeds;
use super::numerals::{quantities, Numerals};
use super::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// All problems of the content, sorted; none for content that may be published.
pub fn check(seeds: &Seeds) -> Vec<Problem> {
    let mut check = Check { seeds, problems: Vec::new() };
    check.unique_keys();
    check.sources();
    check.claims();
    check.geography();
    check.references();
    check.cameras();
    check.release();
    check.laboratory();
    check.classroom();
    for (lang, text) in &seeds.texts {
        check.words(lang, text);
        check.prose(lang, text);
        check.labels(lang, text);
        check.laboratory_words(lang, text);
        check.classroom_words(lang, text);
        check.translation(lang, text);
    }
    check.use_of_claims();
    let mut problems = check.problems;
    problems.sort();
    problems.dedup();
    problems
}

struct Check<'a> {
    seeds: &'a Seeds,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn say(&mut self, file: &str, key: &str, reason: impl Into<String>) {
        self.problems.push(Problem::new(file, key, reason));
    }

    /// The figures of claims, by value. They are written in the original's language.
    fn figures<'k>(
        &self,
        claims: impl IntoIterator<Item = &'k String>,
    ) -> BTreeMap<String, String> {
        let claims = claims.into_iter().filter_map(|id| self.seeds.claim(id));
        let figures = claims.flat_map(|(_, claim)| &claim.figures);
        figures
            .flat_map(|figure| {
                self.seeds
                    .original()
                    .map_or_else(|| plain_quantities(figure), |text| text_quantities(text, figure))
            })
            .collect()
    }
}

fn plain_quantities(words: &str) -> BTreeMap<String, String> {
    quantities(words, &Numerals::default(), &[])
}

fn text_quantities(text: &Text, words: &str) -> BTreeMap<String, String> {
    quantities(words, &text.ui.numerals, &text.ui.dates.months)
}

fn ids<T>(items: &[T], id: impl Fn(&T) -> &String) -> BTreeSet<String> {
    items.iter().map(|x| id(x).clone()).collect()
}

fn claims_in(paragraph: &str) -> Vec<String> {
    let spans = parse(paragraph).unwrap_or_default();
    spans
        .into_iter()
        .filter_map(|s| if let Span::Claim(_, id) = s { Some(id) } else { None })
        .collect()
}
