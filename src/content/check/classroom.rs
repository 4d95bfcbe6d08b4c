//! Rules of the classroom: its keys resolve, its answers hang on claims, its plans fill their time.

use super::{claims_in, ids, Check};
use crate::content::classroom::{Kind, Query, WORDS};
use crate::content::text::Text;
use std::collections::BTreeSet;

/// The end asks at least so many questions.
const LEAST_CLOSING: usize = 8;

impl Check<'_> {
    /// Parts of pictures, plans, questions.
    pub(super) fn classroom(&mut self) {
        let file = "classroom.json";
        let s = self.seeds;
        let (steps, claims) = (ids(&s.story.steps, |x| &x.id), ids(&s.claims, |x| &x.id));
        let data = &s.classroom;
        for (step, parts) in &data.builds {
            let Some(known) = s.story.steps.iter().find(|x| x.id == *step) else {
                self.say(file, step, format!("there is no step \"{step}\""));
                continue;
            };
            for key in parts
                .iter()
                .flatten()
                .filter(|key| !known.focus.contains(key) && !known.events.contains(key))
            {
                self.say(file, step, format!("the step does not speak of \"{key}\""));
            }
        }
        for plan in &data.plans {
            let key = format!("{} minutes", plan.minutes);
            self.resolve(file, &key, "step", plan.seconds.keys(), &steps);
            let all: u32 = plan.seconds.values().sum();
            if all != plan.minutes * 60 {
                self.say(
                    file,
                    &key,
                    format!("its steps take {all} seconds, not {}", plan.minutes * 60),
                );
            }
        }
        for query in &data.questions {
            self.resolve(file, &query.id, "step", [&query.step], &steps);
            self.resolve(file, &query.id, "claim", &query.claims, &claims);
            self.answerable(file, query);
        }
        if data.questions.iter().filter(|q| q.closing).count() < LEAST_CLOSING {
            self.say(
                file,
                "questions",
                format!("the end asks fewer than {LEAST_CLOSING} questions"),
            );
        }
        for step in &steps {
            if !data.questions.iter().any(|q| q.step == *step) {
                self.say(file, step, "the step has no question");
            }
        }
    }

    fn answerable(&mut self, file: &str, query: &Query) {
        let fault = match &query.kind {
            Kind::Choose { options, right } if options.len() < 2 || !options.contains(right) => {
                "it has no options, or not the right one"
            }
            Kind::Order { items, right }
                if sorted(items) != sorted(right) || items.len() < 3 || items == right =>
            {
                "the right order is not one of the items, or is the one that is shown"
            }
            Kind::Place { within_km, .. } if !(within_km.is_finite() && *within_km > 0.0) => {
                "as near as nothing is right"
            }
            Kind::Estimate { from, to, step, low, high }
                if !(from < low && low <= high && high < to && *step > 0) =>
            {
                "the right range is not within what can be said"
            }
            _ => "",
        };
        if !fault.is_empty() {
            self.say(file, &query.id, fault);
        }
        match &query.kind {
            Kind::Place { place, .. } => {
                self.resolve(file, &query.id, "place", [place], &ids(&self.seeds.places, |x| &x.id))
            }
            Kind::Estimate { low, high, .. } => {
                let known = self.figures(&query.claims);
                for value in [low, high].map(ToString::to_string) {
                    if !known.contains_key(&value) {
                        self.say(file, &query.id, format!("the number {value} hangs on no claim"));
                    }
                }
            }
            _ => {}
        }
        if query.claims.is_empty() && !matches!(query.kind, Kind::Discuss) {
            self.say(file, &query.id, "its answer hangs on no claim");
        }
    }

    /// Every key has its words; statements in notes and answers hang on claims.
    pub(super) fn classroom_words(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/classroom.json");
        let (data, words) = (&self.seeds.classroom, &text.classroom);
        let own = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
        let pairs: [(&str, BTreeSet<String>, BTreeSet<String>); 5] = [
            (
                "notes",
                ids(&self.seeds.story.steps, |x| &x.id),
                words.notes.keys().cloned().collect(),
            ),
            (
                "questions",
                ids(&data.questions, |x| &x.id),
                words.questions.keys().cloned().collect(),
            ),
            ("vocabulary", own(&data.vocabulary), words.vocabulary.keys().cloned().collect()),
            ("subjects", own(&data.subjects), words.subjects.keys().cloned().collect()),
            (
                "words",
                WORDS.iter().map(ToString::to_string).collect(),
                words.words.keys().cloned().collect(),
            ),
        ];
        for (kind, known, given) in pairs {
            for id in known.symmetric_difference(&given) {
                self.say(&file, kind, format!("\"{id}\" has no words, or there is no such thing"));
            }
        }
        for (step, notes) in &words.notes {
            for sentence in notes {
                self.paragraph(text, &file, step, sentence);
            }
        }
        for query in &data.questions {
            if let Some(known) = words.questions.get(&query.id) {
                self.question_words(text, &file, query, known);
            }
        }
        let terms = words.vocabulary.values().flat_map(|t| [&t.term, &t.means]);
        let hooks = words.subjects.values().flat_map(|h| [&h.subject, &h.says]);
        for line in words.aims.iter().chain(terms).chain(hooks) {
            self.plain(text, &file, "plan", line, &[]);
        }
        for (key, line) in &words.words {
            if line.trim().is_empty() {
                self.say(&file, key, "the words are empty");
            }
        }
    }

    fn question_words(
        &mut self,
        text: &Text,
        file: &str,
        query: &Query,
        words: &crate::content::classroom::QueryText,
    ) {
        let keys: BTreeSet<&String> = match &query.kind {
            Kind::Choose { options, .. } => options.iter().collect(),
            Kind::Order { items, .. } => items.iter().collect(),
            _ => BTreeSet::new(),
        };
        let given: BTreeSet<&String> = words.options.keys().collect();
        for id in keys.symmetric_difference(&given) {
            self.say(
                file,
                &query.id,
                format!("the option \"{id}\" has no words, or there is no such option"),
            );
        }
        for line in std::iter::once(&words.ask).chain(words.options.values()).chain([&words.unit]) {
            self.plain(text, file, &query.id, line, &query.claims);
        }
        for sentence in words.sentences() {
            self.paragraph(text, file, &query.id, sentence);
        }
        if matches!(query.kind, Kind::Discuss) {
            if words.supports.is_empty() || words.against.is_empty() {
                self.say(file, &query.id, "a discussion has two sides");
            }
        } else if words.answer.iter().all(|s| claims_in(s).is_empty()) {
            self.say(file, &query.id, "its answer states no claim");
        }
    }
}

fn sorted(list: &[String]) -> BTreeSet<&String> {
    list.iter().collect()
}
