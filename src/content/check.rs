//! The rules that keep the content true: every key resolves, every number hangs on a claim.

use super::evidence::Class;
use super::files::Problem;
use super::markup::{numbers, parse, Span};
use super::model::{Figure, Layer, PlaceKind, Seeds};
use super::text::Text;
use crate::geo::{Camera, CHINA, WORLD};
use std::collections::{BTreeMap, BTreeSet};

/// Quotations must stay below this many words.
const QUOTE_WORDS: usize = 15;
/// Cameras must show at least and at most this many km.
const SPAN_KM: std::ops::RangeInclusive<f64> = 50.0..=6000.0;
/// The same for a view of the world.
const WORLD_SPAN_KM: std::ops::RangeInclusive<f64> = 600.0..=23_000.0;

/// All problems of the content, sorted; none for content that may be published.
pub fn check(seeds: &Seeds) -> Vec<Problem> {
    let mut check = Check { seeds, problems: Vec::new() };
    check.unique_keys();
    check.sources();
    check.claims();
    check.geography();
    check.references();
    check.cameras();
    for (lang, text) in &seeds.texts {
        check.words(lang, text);
        check.prose(lang, text);
        check.labels(lang, text);
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

    fn unique_keys(&mut self) {
        for (file, keys) in self.keys_by_file() {
            let mut seen = BTreeSet::new();
            for key in &keys {
                if !seen.insert(key) {
                    self.say(file, key, "the key stands twice");
                }
                if key.is_empty() || !key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
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
            ("story.json", s.story.steps.iter().map(|x| x.id.clone()).collect()),
        ]
    }

    fn sources(&mut self) {
        for source in &self.seeds.sources {
            let secure = source.url.as_deref().is_none_or(|u| u.starts_with("https://") || u.starts_with("http://"));
            if !secure {
                self.say("sources.json", &source.id, "an address must begin with https:// or http://");
            }
            if source.mirror && source.via.is_none() {
                self.say("sources.json", &source.id, "a mirror must name, in \"via\", the site that was read");
            }
        }
    }

    fn claims(&mut self) {
        let seeds = self.seeds;
        for claim in &seeds.claims {
            let file = "claims.json";
            match seeds.source(&claim.source) {
                None => self.say(file, &claim.id, format!("there is no source \"{}\"", claim.source)),
                Some(source) if source.class != claim.class => self.say(file, &claim.id, "its class is not its source's"),
                Some(_) => {}
            }
            if (claim.class == Class::Article) != claim.paragraph.is_some() {
                self.say(file, &claim.id, "claims of the article, and only those, name a paragraph");
            }
            if let Some(quote) = &claim.quote {
                let hanzi = quote.text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
                if quote.text.split_whitespace().count() + hanzi / 2 >= QUOTE_WORDS {
                    self.say(file, &claim.id, format!("its quotation has {QUOTE_WORDS} words or more"));
                }
            }
            for other in &claim.contradicts {
                match seeds.claim(other) {
                    None => self.say(file, &claim.id, format!("it contradicts \"{other}\", which does not exist")),
                    Some((_, o)) if !o.contradicts.contains(&claim.id) => {
                        self.say(file, &claim.id, format!("\"{other}\" does not contradict it in turn"))
                    }
                    Some(_) => {}
                }
            }
        }
    }

    fn geography(&mut self) {
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

    fn references(&mut self) {
        let s = self.seeds;
        let (stages, places, steps) = (ids(&s.stages, |x| &x.id), ids(&s.places, |x| &x.id), ids(&s.story.steps, |x| &x.id));
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
            if let Some(Figure::Conflict(id)) = &step.figure {
                self.resolve("story.json", &step.id, "conflict", [id], &conflicts);
            }
        }
        self.resolve("story.json", "tally_claim", "claim", [&s.story.tally_claim], &claims);
        let tally = s.story.tally.to_string();
        let stated = s.claim(&s.story.tally_claim).is_some_and(|(_, c)| c.figures.contains(&tally));
        if !stated || (s.story.tally as usize) < s.projects.len() {
            self.say("story.json", "tally", "its claim does not give this number, or it is below the named projects");
        }
        if s.story.steps.is_empty() {
            self.say("story.json", "steps", "a story has a step or more");
        }
    }

    fn resolve<'k>(&mut self, file: &str, key: &str, kind: &str, wanted: impl IntoIterator<Item = &'k String>, known: &BTreeSet<String>) {
        for id in wanted {
            if !known.contains(id) {
                self.say(file, key, format!("there is no {kind} \"{id}\""));
            }
        }
    }

    fn cameras(&mut self) {
        let seeds = self.seeds;
        for step in &seeds.story.steps {
            let span_km = step.camera.span_km;
            let world = step.layers.contains(&Layer::World);
            let (center, spans) =
                if world { (WORLD.project(step.camera.center), WORLD_SPAN_KM) } else { (CHINA.project(step.camera.center), SPAN_KM) };
            let Some(center) = center.filter(|_| spans.contains(&span_km)) else {
                self.say("story.json", &step.id, "its camera is off the globe, or shows less or more land than its map can");
                continue;
            };
            if world {
                continue;
            }
            let camera = Camera { center, span_km };
            let focus = step.focus.iter().filter_map(|id| seeds.place(&seeds.project(id)?.place));
            let places = step.places.iter().filter_map(|id| seeds.place(id));
            // A province is ground to stand on, not a thing to be held whole.
            for place in focus.chain(places).filter(|p| p.kind != PlaceKind::Province).collect::<Vec<_>>() {
                if !CHINA.project(place.at).is_some_and(|at| camera.holds(at, place.radius_km)) {
                    self.say("story.json", &step.id, format!("its camera does not hold \"{}\"", place.id));
                }
            }
        }
    }

    /// Every key has its words, and no words lack their key.
    fn words(&mut self, lang: &str, text: &Text) {
        let s = self.seeds;
        let names = &text.names;
        let mut expect = |file: &str, kind: &str, known: BTreeSet<String>, given: BTreeSet<String>| {
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
        expect("names", "place", ids(&s.places, |x| &x.id), keys(&names.places));
        expect("names", "project", ids(&s.projects, |x| &x.id), keys(&names.projects));
        expect("names", "event", ids(&s.events, |x| &x.id), keys(&names.events));
        expect("names", "stage", ids(&s.stages, |x| &x.id), keys(&names.stages));
        expect("names", "facility", ids(&s.facilities, |x| &x.id), keys(&names.facilities));
        expect("names", "conflict", ids(&s.conflicts, |x| &x.id), keys(&names.conflicts));
        expect("names", "map label", ids(&s.province_labels, |x| &x.id), keys(&names.land));
        for conflict in &s.conflicts {
            let sides = names.conflicts.get(&conflict.id).map_or(0, |c| c.sides.len());
            if sides != conflict.sides.len() {
                self.say(&format!("text/{lang}/names.json"), &conflict.id, "it does not name as many sides as there are");
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
    fn prose(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/story.json");
        self.paragraph(&file, "standfirst", &text.story.standfirst);
        self.plain(&file, "title", &text.story.title, &[]);
        for (id, step) in &text.story.steps {
            for paragraph in &step.body {
                self.paragraph(&file, id, paragraph);
            }
            let own: Vec<String> = step.body.iter().flat_map(|p| claims_in(p)).collect();
            for line in [&step.kicker, &step.title, &step.screen] {
                self.plain(&file, id, line, &own);
            }
        }
        let file = format!("text/{lang}/claims.json");
        for claim in &self.seeds.claims {
            if let Some(words) = text.claims.get(&claim.id) {
                let known = figures(&claim.figures);
                for number in numbers(words).iter().filter(|n| !known.contains(*n)) {
                    self.say(&file, &claim.id, format!("its words hold {number}, its figures do not"));
                }
                let said: BTreeSet<String> = numbers(words).into_iter().collect();
                for number in known.iter().filter(|n| !said.contains(*n)) {
                    self.say(&file, &claim.id, format!("its figures hold {number}, its words do not"));
                }
            }
        }
    }

    fn paragraph(&mut self, file: &str, key: &str, text: &str) {
        let spans = match parse(text) {
            Ok(spans) => spans,
            Err(reason) => return self.say(file, key, reason),
        };
        for span in spans {
            match span {
                Span::Plain(words) => self.plain(file, key, &words, &[]),
                Span::Claim(words, id) => match self.seeds.claim(&id) {
                    None => self.say(file, key, format!("there is no claim \"{id}\"")),
                    Some(_) => self.plain(file, key, &words, &[id]),
                },
                Span::Project(words, id) => match self.seeds.project(&id) {
                    None => self.say(file, key, format!("there is no project \"{id}\"")),
                    Some(_) => self.plain(file, key, &words, &[]),
                },
            }
        }
    }

    /// Numbers in `text` must be figures of one of the claims.
    fn plain(&mut self, file: &str, key: &str, text: &str, claims: &[String]) {
        let known: BTreeSet<String> = claims.iter().filter_map(|id| self.seeds.claim(id)).flat_map(|(_, c)| figures(&c.figures)).collect();
        for number in numbers(text) {
            if !known.contains(&number) {
                self.say(file, key, format!("the number {number} hangs on no claim"));
            }
        }
    }

    /// Numbers in labels hang on the claims of what they name.
    fn labels(&mut self, lang: &str, text: &Text) {
        let file = format!("text/{lang}/names.json");
        for event in &self.seeds.events {
            if let Some(label) = text.names.events.get(&event.id) {
                self.plain(&file, &event.id, label, &event.claims);
            }
        }
        for project in &self.seeds.projects {
            if let Some(words) = text.names.projects.get(&project.id) {
                for line in [&words.name, &words.full, &words.place, &words.does] {
                    self.plain(&file, &project.id, line, &project.claims);
                }
            }
        }
        for conflict in &self.seeds.conflicts {
            let claims: Vec<String> = conflict.sides.iter().flat_map(|s| s.claims.clone()).collect();
            if let Some(words) = text.names.conflicts.get(&conflict.id) {
                for line in std::iter::once(&words.title).chain(&words.sides) {
                    self.plain(&file, &conflict.id, line, &claims);
                }
            }
        }
        for facility in &self.seeds.facilities {
            if let Some(label) = text.names.facilities.get(&facility.id) {
                self.plain(&file, &facility.id, label, &facility.claims);
            }
        }
    }

    fn use_of_claims(&mut self) {
        let s = self.seeds;
        let mut used: BTreeSet<String> = BTreeSet::new();
        used.extend(s.projects.iter().flat_map(|p| p.claims.clone()));
        used.extend(s.events.iter().flat_map(|e| e.claims.clone()));
        used.extend(s.places.iter().flat_map(|p| p.claims.clone()));
        used.extend(s.flows.iter().flat_map(|f| f.claims.clone()));
        used.extend(s.facilities.iter().flat_map(|f| f.claims.clone()));
        used.extend(s.conflicts.iter().flat_map(|c| &c.sides).flat_map(|side| side.claims.clone()));
        for text in s.texts.values() {
            used.extend(claims_in(&text.story.standfirst));
            used.extend(text.story.steps.values().flat_map(|step| &step.body).flat_map(|p| claims_in(p)));
        }
        for claim in &s.claims {
            if !used.contains(&claim.id) {
                self.say("claims.json", &claim.id, "nothing uses it");
            }
        }
    }
}

fn ids<T>(items: &[T], id: impl Fn(&T) -> &String) -> BTreeSet<String> {
    items.iter().map(|x| id(x).clone()).collect()
}

fn keys<T>(map: &BTreeMap<String, T>) -> BTreeSet<String> {
    map.keys().cloned().collect()
}

fn figures(figures: &[String]) -> BTreeSet<String> {
    figures.iter().flat_map(|f| numbers(f)).collect()
}

fn claims_in(paragraph: &str) -> Vec<String> {
    let spans = parse(paragraph).unwrap_or_default();
    spans.into_iter().filter_map(|s| if let Span::Claim(_, id) = s { Some(id) } else { None }).collect()
}
