//! Rules of the laboratory: its parameters are distributions, its keys resolve, its numbers hang on
//! claims.

use super::{ids, Check};
use crate::content::text::Text;
use std::collections::BTreeSet;

/// At least so many draws make an answer.
const LEAST_DRAWS: u32 = 200_000;

impl Check<'_> {
    /// Parameters, questions and figures for scale.
    pub(super) fn laboratory(&mut self) {
        let file = "laboratory.json";
        let s = self.seeds;
        let lab = &s.laboratory;
        let (parameters, claims) = (ids(&lab.parameters, |p| &p.id), ids(&s.claims, |c| &c.id));
        if lab.draws < LEAST_DRAWS {
            self.say(file, "draws", format!("an answer is made of {LEAST_DRAWS} draws or more"));
        }
        for parameter in &lab.parameters {
            if let Err(fault) = parameter.distribution() {
                self.say(file, &parameter.id, fault.to_string());
            }
            self.resolve(file, &parameter.id, "claim", &parameter.claims, &claims);
        }
        for question in &lab.questions {
            if !(question.nameplate.is_finite() && question.nameplate > 0.0)
                || question.readings.is_empty()
                || question.units.is_empty()
            {
                self.say(
                    file,
                    &question.id,
                    "a question has a nameplate above zero, a reading and a unit",
                );
            }
            self.resolve(file, &question.id, "claim", &question.claims, &claims);
            let parts = question
                .readings
                .iter()
                .flat_map(|r| &r.factors)
                .chain(question.units.iter().flat_map(|u| &u.factors));
            self.resolve(file, &question.id, "parameter", parts.map(|p| &p.parameter), &parameters);
        }
        for measure in &lab.scale {
            self.resolve(file, &measure.id, "claim", &measure.claims, &claims);
        }
    }

    /// Every key has its words; numbers in them are those of the claims.
    pub(super) fn laboratory_words(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/laboratory.json");
        let (data, words) = (&self.seeds.laboratory, &text.laboratory);
        let mut pairs: Vec<(&str, BTreeSet<&String>, BTreeSet<&String>)> = vec![
            (
                "parameters",
                data.parameters.iter().map(|p| &p.id).collect(),
                words.parameters.keys().collect(),
            ),
            (
                "questions",
                data.questions.iter().map(|q| &q.id).collect(),
                words.questions.keys().collect(),
            ),
            ("scale", data.scale.iter().map(|m| &m.id).collect(), words.scale.keys().collect()),
        ];
        for question in &data.questions {
            if let Some(words) = words.questions.get(&question.id) {
                pairs.push((
                    "readings",
                    question.readings.iter().map(|r| &r.id).collect(),
                    words.readings.keys().collect(),
                ));
                pairs.push((
                    "units",
                    question.units.iter().map(|u| &u.id).collect(),
                    words.units.keys().collect(),
                ));
            }
        }
        for (kind, known, given) in pairs {
            for id in known.symmetric_difference(&given) {
                self.say(&file, kind, format!("\"{id}\" has no words, or there is no such thing"));
            }
        }
        for question in &data.questions {
            let Some(words) = words.questions.get(&question.id) else { continue };
            let lines = std::iter::once(&words.name)
                .chain(words.readings.values())
                .chain(words.units.values().flat_map(|u| [&u.name, &u.says]));
            for line in lines {
                self.plain(text, &file, &question.id, line, &question.claims);
            }
        }
        for caveat in &words.caveats {
            self.paragraph(text, &file, "caveats", caveat);
        }
        for line in [&words.title, &words.intro, &words.scale_note]
            .into_iter()
            .chain(words.parameters.values())
            .chain(words.scale.values())
        {
            self.plain(text, &file, "words", line, &[]);
        }
    }
}
