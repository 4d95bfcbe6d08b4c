//! Seeds in one language become the atlas that the engine runs on.

use super::atlas::{
    Atlas, AtlasBuild, AtlasEvent, AtlasFacility, AtlasGroundName, AtlasLandName, AtlasLanguage,
    AtlasPlace, AtlasProject, AtlasStep, Band, GroundKind, Phrases,
};
use super::evidence::Provenance;
use super::laboratory::AtlasLaboratory;
use super::model::{Event, Layer, Project, Seeds, Status, Step};
use super::places::{Facility, Maturity, Place, PlaceKind};
use super::text::Text;
use crate::axis::Axis;
use crate::geo::{Camera, LonLat, PlanePoint, CHINA, WORLD};
use crate::ids::{EventIx, PlaceIx, ProjectIx, StageIx, StepIx};
use crate::time::{Day, FuzzyDate};

/// Makes the atlas of a language; `None` for a language without words or a story without steps.
/// Content that [`super::check`] refuses yields an atlas without what does not resolve.
pub fn compile(seeds: &Seeds, lang: &str) -> Option<Atlas> {
    let text = seeds.texts.get(lang)?;
    let maker = AtlasBuilder { seeds, lang, text, events: sorted(&seeds.events) };
    if seeds.story.steps.is_empty() {
        return None;
    }
    let spans: Vec<(Day, Day)> = maker.events.iter().filter_map(|e| span(&e.date)).collect();
    Some(Atlas {
        lang: lang.to_string(),
        langs: languages(seeds, lang),
        languages: text.ui.languages.clone(),
        steps: seeds.story.steps.iter().map(|s| maker.step(s)).collect(),
        projects: seeds.projects.iter().map(|p| maker.project(p)).collect(),
        places: seeds.places.iter().map(|p| maker.place(p)).collect(),
        events: maker.events.iter().map(|e| maker.event(e)).collect(),
        facilities: seeds.facilities.iter().map(|f| maker.facility(f)).collect(),
        land_names: maker.land_names(),
        ground_names: maker.ground_names(),
        stages: seeds.stages.iter().map(|s| s.id.clone()).collect(),
        flows: seeds
            .flows
            .iter()
            .filter_map(|f| Some((maker.place_ix(&f.from)?, maker.place_ix(&f.to)?)))
            .collect(),
        tally: seeds.story.tally as usize,
        axis: Axis::around(&spans),
        reported: maker.band(&seeds.story.reported, &text.ui.band_reported),
        plan: maker.band(&seeds.story.plan, &text.ui.band_plan),
        dates: text.ui.dates.clone(),
        phrases: maker.phrases(),
        words: text.ui.instruments.clone(),
        stage_names: seeds
            .stages
            .iter()
            .map(|s| text.names.stages.get(&s.id).map_or(String::new(), |w| w.name.clone()))
            .collect(),
        status_names: maker.status_names(),
        laboratory: Some(AtlasLaboratory::new(
            &seeds.laboratory,
            &text.laboratory,
            &text.ui.numerals,
        )),
        class_names: [&text.ui.class_article, &text.ui.class_public, &text.ui.class_own]
            .map(Clone::clone)
            .to_vec(),
    })
}

/// All languages, with the ways from the page of one. The page of the original is the root.
fn languages(seeds: &Seeds, from: &str) -> Vec<AtlasLanguage> {
    let original = &seeds.story.language;
    let base = if from == original { "" } else { "../" };
    let language = |(id, text): (&String, &Text)| {
        let folder = if id == original { String::new() } else { format!("{id}/") };
        let address =
            Some(format!("{base}{folder}")).filter(|a| !a.is_empty()).unwrap_or("./".to_string());
        AtlasLanguage { id: id.clone(), name: text.ui.language.clone(), address }
    };
    seeds.texts.iter().map(language).collect()
}

/// First and last day to draw; an open end is drawn from its known end.
fn span(date: &FuzzyDate) -> Option<(Day, Day)> {
    let known = date.earliest().or(date.latest())?;
    Some((date.earliest().unwrap_or(known), date.latest().unwrap_or(known)))
}

fn sorted(events: &[Event]) -> Vec<&Event> {
    let mut events: Vec<&Event> = events.iter().collect();
    events.sort_by_key(|e| (e.date.sort_day(), e.id.clone()));
    events
}

struct AtlasBuilder<'a> {
    seeds: &'a Seeds,
    lang: &'a str,
    text: &'a Text,
    events: Vec<&'a Event>,
}

impl AtlasBuilder<'_> {
    fn step_ix(&self, id: &str) -> StepIx {
        StepIx(self.seeds.story.steps.iter().position(|s| s.id == id).unwrap_or(0))
    }

    fn place_ix(&self, id: &str) -> Option<PlaceIx> {
        self.seeds.places.iter().position(|p| p.id == id).map(PlaceIx)
    }

    fn project_ix(&self, id: &str) -> Option<ProjectIx> {
        self.seeds.projects.iter().position(|p| p.id == id).map(ProjectIx)
    }

    fn event_ix(&self, id: &str) -> Option<EventIx> {
        self.events.iter().position(|e| e.id == id).map(EventIx)
    }

    fn step(&self, step: &Step) -> AtlasStep {
        // A step that shows the world has its view on that sheet.
        let world = step.layers.contains(&Layer::World);
        let center = if world {
            WORLD.project(step.camera.center)
        } else {
            CHINA.project(step.camera.center)
        };
        let center = center.unwrap_or(PlanePoint { x: 0.0, y: 0.0 });
        AtlasStep {
            id: step.id.clone(),
            title: self.text.story.steps.get(&step.id).map_or(String::new(), |t| t.title.clone()),
            camera: Camera { center, span_km: step.camera.span_km },
            focus: step.focus.iter().filter_map(|id| self.project_ix(id)).collect(),
            places: step.places.iter().filter_map(|id| self.place_ix(id)).collect(),
            events: step.events.iter().filter_map(|id| self.event_ix(id)).collect(),
            layers: step.layers.clone(),
            builds: self.builds(&step.id),
        }
    }

    fn builds(&self, step: &str) -> Vec<AtlasBuild> {
        let parts = self.seeds.classroom.builds.get(step).map_or(&[][..], Vec::as_slice);
        let build = |keys: &Vec<String>| AtlasBuild {
            projects: keys.iter().filter_map(|id| self.project_ix(id)).collect(),
            events: keys.iter().filter_map(|id| self.event_ix(id)).collect(),
        };
        parts.iter().map(build).collect()
    }

    fn project(&self, project: &Project) -> AtlasProject {
        let words = self.text.names.projects.get(&project.id);
        let place = self.text.names.places.get(&project.place);
        let status = serde_json::to_value(project.status).ok();
        let status = status.as_ref().and_then(|s| self.text.names.statuses.get(s.as_str()?));
        let described =
            [words.map(|w| &w.full), place.map(|p| &p.name), place.map(|p| &p.precision), status];
        let described = described
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(&self.text.ui.instruments.semicolon);
        // What is seen comes first, so that who speaks to the page can say what they see.
        let seen = words.map_or(String::new(), |w| format!("{} {}", project.number, w.name));
        AtlasProject {
            id: project.id.clone(),
            number: project.number,
            place: self.place_ix(&project.place).unwrap_or(PlaceIx(0)),
            stages: self.stages(&project.stages),
            status: project.status,
            step: self.step_ix(&project.step),
            name: words.map_or(String::new(), |w| w.name.clone()),
            described: format!("{seen}{}{described}", self.text.ui.instruments.colon),
            classes: self.classes(&project.claims),
            claims: project.claims.clone(),
        }
    }

    fn place(&self, place: &Place) -> AtlasPlace {
        let words = self.text.names.places.get(&place.id);
        AtlasPlace {
            id: place.id.clone(),
            at: CHINA.project(place.at).unwrap_or(PlanePoint { x: 0.0, y: 0.0 }),
            world: WORLD.project(place.at).unwrap_or(PlanePoint { x: 0.0, y: 0.0 }),
            claims: place.claims.clone(),
            class: place.class,
            native: place.native.clone().filter(|native| !native.is_known_in(self.lang)),
            radius_km: place.radius_km,
            outlined: place.outline.is_some(),
            province: place.kind == PlaceKind::Province,
            name: words.map_or(String::new(), |w| w.name.clone()),
            precision: words.map_or(String::new(), |w| w.precision.clone()),
            radius: self.text.ui.radius.replace("{km}", &place.radius_km.to_string()),
        }
    }

    fn event(&self, event: &Event) -> AtlasEvent {
        let project = event.project.as_deref().and_then(|id| self.project_ix(id));
        let home = project.and_then(|p| self.place_ix(&self.seeds.projects[p.0].place));
        let rivals = self.events.iter().filter(|e| {
            event.conflict.is_some() && e.conflict == event.conflict && e.id != event.id
        });
        AtlasEvent {
            id: event.id.clone(),
            date: event.date,
            when: self.text.ui.dates.say(&event.date),
            project,
            place: event.place.as_deref().and_then(|id| self.place_ix(id)).or(home),
            kind: event.kind,
            step: self.step_ix(&event.step),
            label: self.text.names.events.get(&event.id).cloned().unwrap_or_default(),
            priority: event.priority,
            against: rivals.filter_map(|e| self.event_ix(&e.id)).collect(),
            classes: self.classes(&event.claims),
            claims: event.claims.clone(),
        }
    }

    fn facility(&self, facility: &Facility) -> AtlasFacility {
        let names = &self.text.names;
        let precision =
            names.facility_precisions.get(&facility.precision).cloned().unwrap_or_default();
        let standing = serde_json::to_value(facility.standing).ok();
        let said = standing.as_ref().and_then(|s| names.standings.get(s.as_str()?)).cloned();
        AtlasFacility {
            id: facility.id.clone(),
            at: WORLD.project(facility.at).unwrap_or(PlanePoint { x: 0.0, y: 0.0 }),
            stages: self.stages(&facility.stages),
            standing: facility.standing,
            name: names.facilities.get(&facility.id).cloned().unwrap_or_default(),
            firm: facility.firm.clone(),
            precision: precision.replace("{km}", &facility.radius_km.to_string()),
            said: said.unwrap_or_default(),
            classes: self.classes(&facility.claims),
            claims: facility.claims.clone(),
        }
    }

    fn stages(&self, keys: &[String]) -> Vec<StageIx> {
        keys.iter()
            .filter_map(|key| self.seeds.stages.iter().position(|s| s.id == *key))
            .map(StageIx)
            .collect()
    }

    /// Who stands behind some claims, each once.
    fn classes(&self, claims: &[String]) -> Vec<Provenance> {
        let mut classes: Vec<Provenance> =
            claims.iter().filter_map(|id| self.seeds.claim(id)).map(|(_, c)| c.class).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// The lines along which names of provinces run, those that have a name.
    fn land_names(&self) -> Vec<AtlasLandName> {
        let named = self
            .seeds
            .province_labels
            .iter()
            .filter_map(|label| Some((label, self.text.names.land.get(&label.id)?)));
        named
            .map(|(label, name)| AtlasLandName {
                name: name.clone(),
                priority: label.priority,
                line: label.line.iter().filter_map(|p| CHINA.project(*p)).collect(),
            })
            .collect()
    }

    /// Names on the ground in the order in which they are wanted, those that have a word: the great
    /// river first.
    fn ground_names(&self) -> Vec<AtlasGroundName> {
        let (names, labels) = (&self.text.names, &self.seeds.ground_labels);
        let named = |kind: GroundKind, name: Option<&String>, line: &[LonLat], rank: u8| {
            let line = line.iter().filter_map(|p| CHINA.project(*p)).collect();
            name.map(|name| AtlasGroundName { kind, name: name.clone(), line, rank })
        };
        // Several lines may bear one river's name; a number behind its key tells them apart.
        let rivers = self.seeds.river_labels.iter().map(|label| {
            let river = label.id.split_once('-').map_or(label.id.as_str(), |(river, _)| river);
            named(GroundKind::River, names.waters.get(river), &label.line, label.priority)
        });
        let waters = labels
            .waters
            .iter()
            .map(|l| named(GroundKind::Water, names.waters.get(&l.id), &l.line, l.priority));
        let ranges = labels
            .ranges
            .iter()
            .map(|l| named(GroundKind::Range, names.ranges.get(&l.id), &l.line, l.priority));
        let towns = self
            .seeds
            .cities
            .iter()
            .map(|c| named(GroundKind::Town, names.cities.get(&c.id), &[c.at], c.rank));
        rivers.chain(towns).chain(waters).chain(ranges).flatten().collect()
    }

    fn band(&self, date: &Option<FuzzyDate>, name: &str) -> Band {
        let (from, to) = date.as_ref().and_then(span).unwrap_or((Day(0), Day(0)));
        Band { from, to, name: name.to_string() }
    }

    /// Names of states by their keys: those of projects, then those of facilities.
    fn status_names(&self) -> Vec<String> {
        let name = |words: &std::collections::BTreeMap<String, String>, key: &serde_json::Value| {
            key.as_str().and_then(|key| words.get(key)).cloned().unwrap_or_default()
        };
        let statuses = Status::ALL.iter().filter_map(|s| serde_json::to_value(s).ok());
        let standings = Maturity::ALL.iter().filter_map(|s| serde_json::to_value(s).ok());
        let names = &self.text.names;
        statuses
            .map(|key| name(&names.statuses, &key))
            .chain(standings.map(|key| name(&names.standings, &key)))
            .collect()
    }

    fn phrases(&self) -> Phrases {
        let ui = &self.text.ui;
        let (all, named) = (self.seeds.story.tally, self.seeds.projects.len() as u32);
        let count = |s: &str| {
            s.replace("{all}", &all.to_string())
                .replace("{named}", &named.to_string())
                .replace("{unnamed}", &all.saturating_sub(named).to_string())
        };
        Phrases {
            map: ui.map_label.clone(),
            timeline: ui.timeline_label.clone(),
            tally: count(&ui.tally_label),
            tally_more: count(&ui.tally_more),
            planned: ui.planned.clone(),
            reported: ui.reported.clone(),
            disputed: ui.disputed.clone(),
            gap: ui.gap_label.clone(),
            later: ui.band_later.clone(),
            assumed: ui.assumed.clone(),
            context: ui.lane_context.clone(),
            announced: ui.step_announced.clone(),
            next: ui.next.clone(),
            back: ui.back.clone(),
        }
    }
}
