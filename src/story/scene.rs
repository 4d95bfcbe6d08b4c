//! The scene: all that map and timeline show for a state. Never a change, always the whole, so
//! that a deep link, a fast scroll and Back end in the same picture.

use super::state::State;
use crate::content::{Atlas, Layer};
use crate::geo::Camera;
use crate::ids::{EventIx, PlaceIx, ProjectIx};
use std::fmt::Write;

/// How strongly something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// Not drawn.
    Hidden,
    /// Drawn, stepped back in tone.
    Quiet,
    /// What the step speaks of.
    Subject,
    /// What the reader took out.
    Chosen,
}

/// All that map and timeline show.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// View of the map.
    pub camera: Camera,
    /// Projects, in the atlas's order.
    pub projects: Vec<Emphasis>,
    /// Places, in the atlas's order.
    pub places: Vec<Emphasis>,
    /// Events, in the atlas's order.
    pub events: Vec<Emphasis>,
    /// Assumed flows, in the atlas's order.
    pub flows: Vec<Emphasis>,
    /// Names of provinces.
    pub provinces: Emphasis,
}

/// Places this wide or wider keep the map back from a closer view of a chosen event, km.
const CHOSEN_SPAN_KM: f64 = 420.0;

/// The scene of a state.
pub fn scene(atlas: &Atlas, state: &State) -> Scene {
    let step = atlas.step(state.step);
    let chosen = state.chosen.and_then(|e| atlas.events.get(e.0));
    let project = |ix: ProjectIx| match chosen {
        Some(event) if event.project == Some(ix) => Emphasis::Chosen,
        _ if step.focus.contains(&ix) => Emphasis::Subject,
        _ => Emphasis::Quiet,
    };
    let projects: Vec<Emphasis> = (0..atlas.projects.len()).map(|i| project(ProjectIx(i))).collect();
    let place = |ix: PlaceIx| {
        let by_projects = atlas.projects.iter().zip(&projects).filter(|(p, _)| p.place == ix).map(|(_, e)| *e).max();
        let by_step = if step.places.contains(&ix) { Emphasis::Subject } else { Emphasis::Hidden };
        let by_choice = if chosen.is_some_and(|e| e.place == Some(ix)) { Emphasis::Chosen } else { Emphasis::Hidden };
        by_projects.unwrap_or(Emphasis::Hidden).max(by_step).max(by_choice)
    };
    let event = |ix: EventIx| match chosen {
        Some(event) if state.chosen == Some(ix) || event.against.contains(&ix) => Emphasis::Chosen,
        _ if step.events.contains(&ix) => Emphasis::Subject,
        _ => Emphasis::Quiet,
    };
    let shown = |layer: Layer| if step.layers.contains(&layer) { Emphasis::Subject } else { Emphasis::Hidden };
    let places: Vec<Emphasis> = (0..atlas.places.len()).map(|i| place(PlaceIx(i))).collect();
    Scene {
        camera: camera(atlas, step.camera, chosen.and_then(|e| e.place)),
        events: (0..atlas.events.len()).map(|i| event(EventIx(i))).collect(),
        flows: atlas.flows.iter().map(|_| shown(Layer::Flows)).collect(),
        provinces: shown(Layer::Provinces),
        projects,
        places,
    }
}

/// The step's view, unless it does not hold the place of a chosen event.
fn camera(atlas: &Atlas, step: Camera, chosen: Option<PlaceIx>) -> Camera {
    match chosen.and_then(|ix| atlas.places.get(ix.0)) {
        Some(place) if !step.holds(place.at, place.radius_km) => {
            Camera { center: place.at, span_km: CHOSEN_SPAN_KM.max(3.0 * place.radius_km) }
        }
        _ => step,
    }
}

impl Scene {
    /// The scene as text, one line for each thing shown: for golden files and for reading.
    pub fn describe(&self, atlas: &Atlas) -> String {
        let mut text = String::new();
        let c = self.camera;
        // Writing to a String cannot fail.
        let _ = writeln!(text, "camera {:.0} {:.0} span {:.0} km", c.center.x, c.center.y, c.span_km);
        let mut list = |kind: &str, ids: Vec<&str>, emphasis: &[Emphasis]| {
            for (id, e) in ids.iter().zip(emphasis).filter(|(_, e)| **e > Emphasis::Quiet) {
                let _ = writeln!(text, "{kind} {id} {e:?}");
            }
        };
        list("project", atlas.projects.iter().map(|p| p.id.as_str()).collect(), &self.projects);
        list("place", atlas.places.iter().map(|p| p.id.as_str()).collect(), &self.places);
        list("event", atlas.events.iter().map(|e| e.id.as_str()).collect(), &self.events);
        let flows: Vec<String> = atlas.flows.iter().map(|(a, b)| format!("{} to {}", atlas.places[a.0].id, atlas.places[b.0].id)).collect();
        list("flow", flows.iter().map(String::as_str).collect(), &self.flows);
        let _ = writeln!(text, "provinces {:?}", self.provinces);
        text
    }
}
