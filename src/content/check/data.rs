//! Rules of the data: keys, sources, quotations, geography, references, cameras.

use super::{ids, Check};
use crate::content::evidence::Provenance;
use crate::content::model::{Figure, Layer};
use crate::content::places::PlaceKind;
use crate::geo::{Camera, CHINA, WORLD};
use crate::time::FuzzyDate;
use std::collections::BTreeSet;

/// Quotations must stay below this many words.
const QUOTE_WORDS: usize = 15;
/// Cameras must show at least and at most this many km.
const SPAN_KM: std::ops::RangeInclusive<f64> = 50.0..=6000.0;
/// The same for a view of the world.
const WORLD_SPAN_KM: std::ops::RangeInclusive<f64> = 600.0..=27_500.0;

impl Check<'_> {
    pub(super) fn unique_keys(&mut self) {
        for (file, keys) in self.keys_by_file() {
            let mut seen = BTreeSet::new();
            for key in &keys {
                if !seen.insert(key) {
                    self.say(file, key, "the key stands twice");
                }
                if key.is_empty()
                    || !key
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
                {
                    self.say(file, key, "a key is made of a-z, 0-9 and -");
                }
            }
        }
    }

    fn keys_by_file(&self) -> Vec<(&'static str, Vec<String>)> {
        let s = self.seeds;
        vec![
            ("sources.json", s.sources.iter().map(|x| x.id.clone()).collect()),
            ("claims.json", s.claims.iter().map(|x| x.id.clone()).collect()),
            ("gaps.json", s.gaps.iter().map(|x| x.id.clone()).collect()),
            ("places.json", s.places.iter().map(|x| x.id.clone()).collect()),
            ("stages.json", s.stages.iter().map(|x| x.id.clone()).collect()),
            ("projects.json", s.projects.iter().map(|x| x.id.clone()).collect()),
            ("events.json", s.events.iter().map(|x| x.id.clone()).collect()),
            ("conflicts.json", s.conflicts.iter().map(|x| x.id.clone()).collect()),
            ("facilities.json", s.facilities.iter().map(|x| x.id.clone()).collect()),
            ("flows.json", s.flows.iter().map(|x| x.id.clone()).collect()),
            ("systems.json", s.systems.iter().map(|x| x.id.clone()).collect()),
            ("arguments.json", s.arguments.iter().map(|x| x.id.clone()).collect()),
            ("corrections.json", s.corrections.iter().map(|x| x.id.clone()).collect()),
            ("story.json", s.story.steps.iter().map(|x| x.id.clone()).collect()),
        ]
    }

    pub(super) fn sources(&mut self) {
        for source in &self.seeds.sources {
            let secure = source
                .url
                .as_deref()
                .is_none_or(|u| u.starts_with("https://") || u.starts_with("http://"));
            if !secure {
                self.say(
                    "sources.json",
                    &source.id,
                    "an address must begin with https:// or http://",
                );
            }
            if source.mirror && source.via.is_none() {
                self.say(
                    "sources.json",
                    &source.id,
                    "a mirror must name, in \"via\", the site that was read",
                );
            }
        }
    }

    pub(super) fn claims(&mut self) {
        let seeds = self.seeds;
        for claim in &seeds.claims {
            let file = "claims.json";
            match seeds.source(&claim.source) {
                None => {
                    self.say(file, &claim.id, format!("there is no source \"{}\"", claim.source))
                }
                Some(source) if source.class != claim.class => {
                    self.say(file, &claim.id, "its class is not its source's")
                }
                Some(_) => {}
            }
            if (claim.class == Provenance::Article) != claim.paragraph.is_some() {
                self.say(
                    file,
                    &claim.id,
                    "claims of the article, and only those, name a paragraph",
                );
            }
            if let Some(quote) = &claim.quote {
                let hanzi =
                    quote.text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
                if quote.text.split_whitespace().count() + hanzi / 2 >= QUOTE_WORDS {
                    self.say(
                        file,
                        &claim.id,
                        format!("its quotation has {QUOTE_WORDS} words or more"),
                    );
                }
            }
            for other in &claim.contradicts {
                match seeds.claim(other) {
                    None => self.say(
                        file,
                        &claim.id,
                        format!("it contradicts \"{other}\", which does not exist"),
                    ),
                    Some((_, o)) if !o.contradicts.contains(&claim.id) => self.say(
                        file,
                        &claim.id,
                        format!("\"{other}\" does not contradict it in turn"),
                    ),
                    Some(_) => {}
                }
            }
        }
    }

    pub(super) fn geography(&mut self) {
        for place in &self.seeds.places {
            if !place.at.is_valid() || CHINA.project(place.at).is_none() {
                self.say("places.json", &place.id, "its anchor is not on the globe");
            }
            if !(place.radius_km > 0.0 && place.radius_km.is_finite()) {
                self.say("places.json", &place.id, "its radius must be above 0 km");
            }
        }
        for facility in &self.seeds.facilities {
            if !facility.at.is_valid() {
                self.say("facilities.json", &facility.id, "its anchor is not on the globe");
            }
        }
    }

    pub(super) fn references(&mut self) {
        let s = self.seeds;
        let (stages, places, steps) =
            (ids(&s.stages, |x| &x.id), ids(&s.places, |x| &x.id), ids(&s.story.steps, |x| &x.id));
        let (projects, events) = (ids(&s.projects, |x| &x.id), ids(&s.events, |x| &x.id));
        let (claims, conflicts) = (ids(&s.claims, |x| &x.id), ids(&s.conflicts, |x| &x.id));
        for p in &s.projects {
            self.resolve("projects.json", &p.id, "place", [&p.place], &places);
            self.resolve("projects.json", &p.id, "step", [&p.step], &steps);
            self.resolve("projects.json", &p.id, "stage", &p.stages, &stages);
            self.resolve("projects.json", &p.id, "claim", &p.claims, &claims);
            if p.stages.is_empty() {
                self.say("projects.json", &p.id, "it has no stage");
            }
        }
        for e in &s.events {
            self.resolve("events.json", &e.id, "project", &e.project, &projects);
            self.resolve("events.json", &e.id, "place", &e.place, &places);
            self.resolve("events.json", &e.id, "step", [&e.step], &steps);
            self.resolve("events.json", &e.id, "claim", &e.claims, &claims);
            self.resolve("events.json", &e.id, "conflict", &e.conflict, &conflicts);
            if e.claims.is_empty() {
                self.say("events.json", &e.id, "it hangs on no claim");
            }
        }
        for place in &s.places {
            self.resolve("places.json", &place.id, "claim", &place.claims, &claims);
        }
        for c in &s.conflicts {
            self.resolve("conflicts.json", &c.id, "step", [&c.step], &steps);
            for side in &c.sides {
                self.resolve("conflicts.json", &c.id, "claim", &side.claims, &claims);
            }
            if c.sides.len() < 2 {
                self.say("conflicts.json", &c.id, "a conflict has two sides or more");
            }
        }
        for f in &s.facilities {
            self.resolve("facilities.json", &f.id, "claim", &f.claims, &claims);
            self.resolve("facilities.json", &f.id, "stage", &f.stages, &stages);
        }
        for flow in &s.flows {
            self.resolve("flows.json", &flow.id, "place", [&flow.from, &flow.to], &places);
            self.resolve("flows.json", &flow.id, "claim", &flow.claims, &claims);
        }
        for gap in &s.gaps {
            self.resolve("gaps.json", &gap.id, "step", &gap.step, &steps);
        }
        for step in &s.story.steps {
            self.resolve("story.json", &step.id, "project", &step.focus, &projects);
            self.resolve("story.json", &step.id, "place", &step.places, &places);
            self.resolve("story.json", &step.id, "event", &step.events, &events);
            for figure in &step.figures {
                match figure {
                    Figure::Conflict(id) => {
                        self.resolve("story.json", &step.id, "conflict", [id], &conflicts)
                    }
                    Figure::Argument(id) => self.resolve(
                        "story.json",
                        &step.id,
                        "argument",
                        [id],
                        &ids(&s.arguments, |x| &x.id),
                    ),
                    Figure::System(id) => self.resolve(
                        "story.json",
                        &step.id,
                        "system",
                        [id],
                        &ids(&s.systems, |x| &x.id),
                    ),
                    Figure::Tally
                    | Figure::Chain
                    | Figure::Common
                    | Figure::Allies
                    | Figure::Laboratory => {}
                }
            }
        }
        for argument in &s.arguments {
            self.resolve("arguments.json", &argument.id, "step", [&argument.step], &steps);
        }
        for system in &s.systems {
            let stations: BTreeSet<String> = system.stations.iter().cloned().collect();
            self.resolve("systems.json", &system.id, "project", [&system.id], &projects);
            for layer in &system.layers {
                self.resolve("systems.json", &system.id, "station", &layer.touches, &stations);
            }
        }
        for correction in &s.corrections {
            self.resolve("corrections.json", &correction.id, "claim", &correction.claims, &claims);
        }
        self.resolve("story.json", "allies_claims", "claim", &s.story.allies_claims, &claims);
        self.resolve("story.json", "tally_claim", "claim", [&s.story.tally_claim], &claims);
        let tally = s.story.tally.to_string();
        let stated = s.claim(&s.story.tally_claim).is_some_and(|(_, c)| c.figures.contains(&tally));
        if !stated || (s.story.tally as usize) < s.projects.len() {
            self.say(
                "story.json",
                "tally",
                "its claim does not give this number, or it is below the named projects",
            );
        }
        if s.story.steps.is_empty() {
            self.say("story.json", "steps", "a story has a step or more");
        }
    }

    pub(super) fn resolve<'k>(
        &mut self,
        file: &str,
        key: &str,
        kind: &str,
        wanted: impl IntoIterator<Item = &'k String>,
        known: &BTreeSet<String>,
    ) {
        for id in wanted {
            if !known.contains(id) {
                self.say(file, key, format!("there is no {kind} \"{id}\""));
            }
        }
    }

    pub(super) fn cameras(&mut self) {
        let seeds = self.seeds;
        for step in &seeds.story.steps {
            let span_km = step.camera.span_km;
            let world = step.layers.contains(&Layer::World);
            let (center, spans) = if world {
                (WORLD.project(step.camera.center), WORLD_SPAN_KM)
            } else {
                (CHINA.project(step.camera.center), SPAN_KM)
            };
            let Some(center) = center.filter(|_| spans.contains(&span_km)) else {
                self.say(
                    "story.json",
                    &step.id,
                    "its camera is off the globe, or shows less or more land than its map can",
                );
                continue;
            };
            if world {
                continue;
            }
            let camera = Camera { center, span_km };
            let focus = step.focus.iter().filter_map(|id| seeds.place(&seeds.project(id)?.place));
            let places = step.places.iter().filter_map(|id| seeds.place(id));
            // A province is ground to stand on, not a thing to be held whole.
            for place in
                focus.chain(places).filter(|p| p.kind != PlaceKind::Province).collect::<Vec<_>>()
            {
                if !CHINA.project(place.at).is_some_and(|at| camera.holds(at, place.radius_km)) {
                    self.say(
                        "story.json",
                        &step.id,
                        format!("its camera does not hold \"{}\"", place.id),
                    );
                }
            }
        }
    }

    /// The version is a day; a correction names the version that has it right, and what it changed.
    pub(super) fn release(&mut self) {
        let s = self.seeds;
        let day = |date: &FuzzyDate| {
            date.earliest()
                .filter(|first| date.latest() == Some(*first))
                .map(|first| first.to_string())
        };
        match s.release.published.as_ref().and_then(day) {
            None => self.say("release.json", "published", "it is published on a day"),
            Some(day) if day.replace('-', ".") != s.release.version => self.say(
                "release.json",
                "version",
                format!("it is not the day of publication, {}", day.replace('-', ".")),
            ),
            Some(_) => {}
        }
        for correction in &s.corrections {
            if FuzzyDate::parse(&correction.version.replace('.', "-"))
                .ok()
                .as_ref()
                .and_then(day)
                .is_none()
            {
                self.say(
                    "corrections.json",
                    &correction.id,
                    "its version is no day, such as 2026.11.30",
                );
            }
            if correction.version > s.release.version {
                self.say(
                    "corrections.json",
                    &correction.id,
                    "it is in a version that is not published yet",
                );
            }
            if correction.claims.is_empty() {
                self.say("corrections.json", &correction.id, "it names no claim that was changed");
            }
        }
        let secure = s
            .release
            .address
            .as_deref()
            .is_none_or(|a| a.starts_with("https://") && a.ends_with('/'));
        if !secure {
            self.say("release.json", "address", "it must begin with https:// and end with /");
        }
        if !s.texts.contains_key(&s.story.language) {
            self.say(
                "story.json",
                "language",
                format!("there are no words in \"{}\"", s.story.language),
            );
        }
    }
}
