//! Rules of the words: each key has its own, and every number and date hangs on a claim.

use super::{claims_in, ids, text_quantities, Check};
use crate::content::files::Problem;
use crate::content::markup::{parse, Span};
use crate::content::system::SystemText;
use crate::content::text::{ArgumentText, Text};
use crate::geo::YELLOW_RIVER;
use std::collections::{BTreeMap, BTreeSet};

impl Check<'_> {
    /// Every key has its words, and no words lack their key.
    pub(super) fn words(&mut self, lang: &str, text: &Text) {
        let s = self.seeds;
        let names = &text.names;
        let mut expect =
            |file: &str, kind: &str, known: BTreeSet<String>, given: BTreeSet<String>| {
                let file = format!("text/{lang}/{file}.json");
                for id in known.difference(&given) {
                    self.problems.push(Problem::new(&file, id, format!("the {kind} has no words")));
                }
                for id in given.difference(&known) {
                    self.problems.push(Problem::new(&file, id, format!("there is no such {kind}")));
                }
            };
        expect("claims", "claim", ids(&s.claims, |x| &x.id), keys(&text.claims));
        expect("gaps", "gap", ids(&s.gaps, |x| &x.id), keys(&text.gaps));
        expect("story", "step", ids(&s.story.steps, |x| &x.id), keys(&text.story.steps));
        expect("systems", "system", ids(&s.systems, |x| &x.id), keys(&text.systems));
        expect("arguments", "argument", ids(&s.arguments, |x| &x.id), keys(&text.arguments));
        expect(
            "corrections",
            "correction",
            ids(&s.corrections, |x| &x.id),
            keys(&text.corrections),
        );
        expect("names", "place", ids(&s.places, |x| &x.id), keys(&names.places));
        expect("names", "project", ids(&s.projects, |x| &x.id), keys(&names.projects));
        expect("names", "event", ids(&s.events, |x| &x.id), keys(&names.events));
        expect("names", "stage", ids(&s.stages, |x| &x.id), keys(&names.stages));
        expect("names", "facility", ids(&s.facilities, |x| &x.id), keys(&names.facilities));
        expect("names", "conflict", ids(&s.conflicts, |x| &x.id), keys(&names.conflicts));
        expect("names", "map label", ids(&s.province_labels, |x| &x.id), keys(&names.land));
        expect("names", "town", ids(&s.cities, |x| &x.id), keys(&names.cities));
        let mut waters = ids(&s.ground_labels.waters, |x| &x.id);
        waters.insert(YELLOW_RIVER.to_string());
        expect("names", "water", waters, keys(&names.waters));
        expect("names", "range", ids(&s.ground_labels.ranges, |x| &x.id), keys(&names.ranges));
        for conflict in &s.conflicts {
            let sides = names.conflicts.get(&conflict.id).map_or(0, |c| c.sides.len());
            if sides != conflict.sides.len() {
                self.say(
                    &format!("text/{lang}/names.json"),
                    &conflict.id,
                    "it does not name as many sides as there are",
                );
            }
        }
        for key in text.ui.empty_keys().into_iter().chain(text.ui.instruments.empty_keys()) {
            self.say(&format!("text/{lang}/ui.json"), key, "the words are empty");
        }
        if text.ui.dates.months.len() != 12 {
            self.say(&format!("text/{lang}/ui.json"), "dates.months", "a year has twelve months");
        }
    }

    /// Marks resolve; every number stands in a claim that has it.
    pub(super) fn prose(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/story.json");
        self.paragraph(text, &file, "standfirst", &text.story.standfirst);
        self.plain(text, &file, "title", &text.story.title, &[]);
        for (id, step) in &text.story.steps {
            for paragraph in &step.body {
                self.paragraph(text, &file, id, paragraph);
            }
            let own: Vec<String> = step.body.iter().flat_map(|p| claims_in(p)).collect();
            for line in [&step.kicker, &step.title, &step.screen] {
                self.plain(text, &file, id, line, &own);
            }
        }
        let file = format!("text/{lang}/gaps.json");
        for (id, words) in &text.gaps {
            self.plain(text, &file, id, words, &[]);
        }
        self.arguments(lang, text);
        self.systems(lang, text);
        let file = format!("text/{lang}/claims.json");
        for claim in &self.seeds.claims {
            if let Some(words) = text.claims.get(&claim.id) {
                let (known, said) = (self.figures([&claim.id]), text_quantities(text, words));
                for (_, written) in said.iter().filter(|(value, _)| !known.contains_key(*value)) {
                    self.say(
                        &file,
                        &claim.id,
                        format!("its words hold {written}, its figures do not"),
                    );
                }
                for (_, written) in known.iter().filter(|(value, _)| !said.contains_key(*value)) {
                    self.say(
                        &file,
                        &claim.id,
                        format!("its figures hold {written}, its words do not"),
                    );
                }
            }
        }
    }

    /// Each part of an argument hangs on claims where it states facts; what would settle it states
    /// none.
    fn arguments(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/arguments.json");
        for (id, words) in &text.arguments {
            let ArgumentText { title, claimed, supports, against, settle } = words;
            self.plain(text, &file, id, title, &[]);
            for (part, sentences) in [
                ("claimed", claimed),
                ("supports", supports),
                ("against", against),
                ("settle", settle),
            ] {
                if sentences.is_empty() {
                    self.say(&file, id, format!("it does not say what it has under \"{part}\""));
                }
                for sentence in sentences {
                    self.paragraph(text, &file, id, sentence);
                }
            }
        }
        for argument in &self.seeds.arguments {
            let claimed = text
                .arguments
                .get(&argument.id)
                .map(|words| words.claimed.iter().flat_map(|s| claims_in(s)).collect::<Vec<_>>());
            if claimed.is_some_and(|claims| claims.is_empty()) {
                self.say(&file, &argument.id, "what is claimed hangs on no claim");
            }
        }
    }

    /// Each part of a system has its words, and its sentences hang on claims where they state
    /// facts.
    fn systems(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/systems.json");
        for system in &self.seeds.systems {
            let Some(words) = text.systems.get(&system.id) else { continue };
            let layers: Vec<String> = system.layers.iter().map(|l| l.id.clone()).collect();
            let parts = [
                (&system.stations, &words.stations),
                (&layers, &words.layers),
                (&system.sides, &words.sides),
                (&system.choices, &words.choices),
            ];
            for (known, given) in parts {
                let known: BTreeSet<String> = known.iter().cloned().collect();
                for part in known.symmetric_difference(&keys(given)) {
                    self.say(
                        &file,
                        &system.id,
                        format!("the part \"{part}\" has no words, or there is no such part"),
                    );
                }
            }
            for line in
                [&words.title, &words.how].into_iter().chain(words.parts().map(|part| &part.name))
            {
                self.plain(text, &file, &system.id, line, &[]);
            }
            for sentence in words.sentences() {
                self.paragraph(text, &file, &system.id, sentence);
            }
        }
    }

    pub(super) fn paragraph(&mut self, text: &Text, file: &str, key: &str, line: &str) {
        let spans = match parse(line) {
            Ok(spans) => spans,
            Err(reason) => return self.say(file, key, reason),
        };
        for span in spans {
            match span {
                Span::Plain(words) => self.plain(text, file, key, &words, &[]),
                Span::Claim(words, id) => match self.seeds.claim(&id) {
                    None => self.say(file, key, format!("there is no claim \"{id}\"")),
                    Some(_) => self.plain(text, file, key, &words, &[id]),
                },
                Span::Project(words, id) => match self.seeds.project(&id) {
                    None => self.say(file, key, format!("there is no project \"{id}\"")),
                    Some(_) => self.plain(text, file, key, &words, &[]),
                },
            }
        }
    }

    /// Numbers and months in a line must be figures of one of the claims.
    pub(super) fn plain(
        &mut self,
        text: &Text,
        file: &str,
        key: &str,
        line: &str,
        claims: &[String],
    ) {
        let known = self.figures(claims);
        for (value, written) in text_quantities(text, line) {
            if !known.contains_key(&value) {
                let kind = if value.starts_with("month") { "month" } else { "number" };
                self.say(file, key, format!("the {kind} {written} hangs on no claim"));
            }
        }
    }

    /// Numbers in labels hang on the claims of what they name.
    pub(super) fn labels(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/names.json");
        for event in &self.seeds.events {
            if let Some(label) = text.names.events.get(&event.id) {
                self.plain(text, &file, &event.id, label, &event.claims);
            }
        }
        for project in &self.seeds.projects {
            if let Some(words) = text.names.projects.get(&project.id) {
                for line in [&words.name, &words.full, &words.place, &words.does] {
                    self.plain(text, &file, &project.id, line, &project.claims);
                }
            }
        }
        for conflict in &self.seeds.conflicts {
            let claims: Vec<String> =
                conflict.sides.iter().flat_map(|s| s.claims.clone()).collect();
            if let Some(words) = text.names.conflicts.get(&conflict.id) {
                for line in std::iter::once(&words.title).chain(&words.sides) {
                    self.plain(text, &file, &conflict.id, line, &claims);
                }
            }
        }
        for facility in &self.seeds.facilities {
            if let Some(label) = text.names.facilities.get(&facility.id) {
                self.plain(text, &file, &facility.id, label, &facility.claims);
            }
        }
    }

    pub(super) fn use_of_claims(&mut self) {
        let s = self.seeds;
        let mut used: BTreeSet<String> = BTreeSet::new();
        used.extend(s.projects.iter().flat_map(|p| p.claims.clone()));
        used.extend(s.events.iter().flat_map(|e| e.claims.clone()));
        used.extend(s.places.iter().flat_map(|p| p.claims.clone()));
        used.extend(s.flows.iter().flat_map(|f| f.claims.clone()));
        used.extend(s.facilities.iter().flat_map(|f| f.claims.clone()));
        used.extend(s.conflicts.iter().flat_map(|c| &c.sides).flat_map(|side| side.claims.clone()));
        used.extend(s.laboratory.parameters.iter().flat_map(|p| p.claims.clone()));
        used.extend(s.laboratory.scale.iter().flat_map(|m| m.claims.clone()));
        for text in s.texts.values() {
            used.extend(claims_in(&text.story.standfirst));
            used.extend(text.laboratory.caveats.iter().flat_map(|sentence| claims_in(sentence)));
            used.extend(
                text.systems
                    .values()
                    .flat_map(SystemText::sentences)
                    .flat_map(|sentence| claims_in(sentence)),
            );
            used.extend(
                text.arguments
                    .values()
                    .flat_map(ArgumentText::sentences)
                    .flat_map(|sentence| claims_in(sentence)),
            );
            used.extend(
                text.story.steps.values().flat_map(|step| &step.body).flat_map(|p| claims_in(p)),
            );
        }
        for claim in &s.claims {
            if !used.contains(&claim.id) {
                self.say("claims.json", &claim.id, "nothing uses it");
            }
        }
    }
}

fn keys<T>(map: &BTreeMap<String, T>) -> BTreeSet<String> {
    map.keys().cloned().collect()
}
