//! The scene: all that map and timeline show for a state. Never a change, always the whole, so
//! that a deep link, a fast scroll and Back end in the same picture.

use super::filter::Span;
use super::label_sizes::world_key;
use super::parts::{Layers, Subject};
use super::play::playlist;
use super::state::State;
use super::view::Sheet;
use crate::content::{Atlas, AtlasEvent, Layer};
use crate::geo::{Camera, PlanePoint, Viewport, WORLD_LAND_KM};
use crate::ids::{EventIx, FacilityIx, PlaceIx, ProjectIx};
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
    /// Which map.
    pub sheet: Sheet,
    /// View of the map.
    pub camera: Camera,
    /// Projects, in the atlas's order.
    pub projects: Vec<Emphasis>,
    /// Places, in the atlas's order.
    pub places: Vec<Emphasis>,
    /// Facilities, in the atlas's order.
    pub facilities: Vec<Emphasis>,
    /// Events, in the atlas's order.
    pub events: Vec<Emphasis>,
    /// Assumed flows, in the atlas's order.
    pub flows: Vec<Emphasis>,
    /// Names of provinces.
    pub provinces: Emphasis,
    /// Whether each project's stages are written beside it.
    pub stages: bool,
    /// The stretch of the timeline that is shown; `None` for the whole.
    pub window: Option<Span>,
    /// What the card tells of.
    pub card: Option<Subject>,
}

/// Places this wide or wider keep the map back from a closer view of a chosen event, km.
const CHOSEN_SPAN_KM: f64 = 420.0;

/// The layers that a state shows: the reader's own, or the step's.
pub fn layers(atlas: &Atlas, state: &State) -> Layers {
    state.layers.unwrap_or_else(|| Layers::of(&atlas.step(state.step).layers))
}

/// The map that a state shows.
pub fn sheet(atlas: &Atlas, state: &State) -> Sheet {
    if layers(atlas, state).has(Layer::World) {
        Sheet::World
    } else {
        Sheet::Region
    }
}

/// What the reader took out: by hand, or with the player.
fn taken_out(atlas: &Atlas, state: &State) -> Option<Subject> {
    let played = state.play.and_then(|p| playlist(atlas, &state.filter).get(p.at).copied());
    played.map(Subject::Event).or(state.chosen)
}

/// The scene of a state.
pub fn scene(atlas: &Atlas, state: &State) -> Scene {
    let step = atlas.step(state.step);
    let filter = &state.filter;
    let layers = layers(atlas, state);
    let sheet = sheet(atlas, state);
    let card = taken_out(atlas, state);
    let (event_ix, event) = match card {
        Some(Subject::Event(ix)) => (Some(ix), atlas.events.get(ix.0)),
        _ => (None, None),
    };
    let shown = |wanted: bool, emphasis: Emphasis| if wanted { emphasis } else { Emphasis::Hidden };
    let in_step = |is: bool| if is { Emphasis::Subject } else { Emphasis::Quiet };
    // In a lesson the parts of a step's picture come one after the other.
    let to_come = if state.lesson.on {
        step.builds.get(state.lesson.built..).unwrap_or_default()
    } else {
        &[]
    };

    let project = |ix: ProjectIx| match (event, card) {
        (Some(event), _) if event.project == Some(ix) => Emphasis::Chosen,
        (_, Some(Subject::Project(p))) if p == ix => Emphasis::Subject,
        _ => in_step(step.focus.contains(&ix) && !to_come.iter().any(|b| b.projects.contains(&ix))),
    };
    // On the world map the four would lie over each other; one mark stands for them there.
    let region = sheet == Sheet::Region;
    let projects: Vec<Emphasis> = (0..atlas.projects.len())
        .map(ProjectIx)
        .map(|ix| shown(region && filter.wants_project(atlas, ix), project(ix)))
        .collect();

    let raw = |ix: PlaceIx| {
        layers.has(Layer::RawMaterial) && atlas.flows.iter().any(|(from, _)| *from == ix)
    };
    let place = |ix: PlaceIx| {
        let by_projects = atlas
            .projects
            .iter()
            .zip(&projects)
            .filter(|(p, _)| p.place == ix)
            .map(|(_, e)| *e)
            .max();
        let by_step =
            if step.places.contains(&ix) || raw(ix) { Emphasis::Subject } else { Emphasis::Hidden };
        let chosen = event.is_some_and(|e| e.place == Some(ix)) || card == Some(Subject::Place(ix));
        let by_choice = if chosen { Emphasis::Chosen } else { Emphasis::Hidden };
        by_projects.unwrap_or(Emphasis::Hidden).max(by_step).max(by_choice)
    };
    let places: Vec<Emphasis> = (0..atlas.places.len())
        .map(PlaceIx)
        .map(|ix| shown(region && filter.wants_place(atlas, ix), place(ix)))
        .collect();

    let facility = |ix: FacilityIx| match card {
        Some(Subject::Facility(f)) if f == ix => Emphasis::Chosen,
        _ => Emphasis::Subject,
    };
    let world = |ix: FacilityIx| sheet == Sheet::World && filter.wants_facility(atlas, ix.0);
    let facilities = (0..atlas.facilities.len())
        .map(FacilityIx)
        .map(|ix| shown(world(ix), facility(ix)))
        .collect();

    // What is played appears in order: nothing is shown before its time.
    let order =
        state.play.map(|p| playlist(atlas, filter).into_iter().take(p.at + 1).collect::<Vec<_>>());
    let event_emphasis = |ix: EventIx, e: &AtlasEvent| match (&order, event) {
        (Some(order), _) if !order.contains(&ix) => Emphasis::Hidden,
        (_, Some(chosen))
            if event_ix == Some(ix) || (order.is_none() && chosen.against.contains(&ix)) =>
        {
            Emphasis::Chosen
        }
        (Some(_), _) => Emphasis::Subject,
        (None, _) => match card {
            Some(Subject::Project(p)) if e.project == Some(p) => Emphasis::Subject,
            _ => in_step(
                step.events.contains(&ix) && !to_come.iter().any(|b| b.events.contains(&ix)),
            ),
        },
    };
    let events = atlas
        .events
        .iter()
        .enumerate()
        .map(|(i, e)| shown(filter.wants_event(atlas, e), event_emphasis(EventIx(i), e)))
        .collect();

    let has = |layer: Layer| shown(layers.has(layer), Emphasis::Subject);
    let flows = atlas.flows.iter().map(|(_, to)| {
        shown(places[to.0] > Emphasis::Hidden && sheet == Sheet::Region, has(Layer::Flows))
    });
    Scene {
        camera: camera(atlas, state, sheet, event.and_then(|e| e.place)),
        sheet,
        events,
        flows: flows.collect(),
        provinces: shown(sheet == Sheet::Region, has(Layer::Provinces)),
        stages: layers.has(Layer::Stages),
        window: state.window,
        card: state.chosen,
        projects,
        places,
        facilities,
    }
}

/// The reader's view, or the step's, unless that does not hold the place of what was chosen.
fn camera(atlas: &Atlas, state: &State, sheet: Sheet, chosen: Option<PlaceIx>) -> Camera {
    if let Some(view) = state.view {
        return view.camera(sheet);
    }
    let step = atlas.step(state.step);
    let own = if step.layers.contains(&Layer::World) { Sheet::World } else { Sheet::Region };
    let story = if own == sheet { step.camera } else { sheet.whole() };
    match chosen.and_then(|ix| atlas.places.get(ix.0)).filter(|_| sheet == Sheet::Region) {
        Some(place) if !story.holds(place.at, place.radius_km) => {
            Camera { center: place.at, span_km: CHOSEN_SPAN_KM.max(3.0 * place.radius_km) }
        }
        _ => story,
    }
}

/// The camera that shows the whole world as large as a frame can, below the lines of its key.
pub fn world_camera(camera: Camera, frame: Viewport) -> Camera {
    let key = world_key(frame);
    let below = Viewport { height: (frame.height - key).max(0.0), ..frame };
    let scale = camera.showing(WORLD_LAND_KM, below).scale(below);
    if !(scale > 0.0 && frame.width > 0.0) {
        return camera;
    }
    let center = PlanePoint { x: camera.center.x, y: camera.center.y - key / 2.0 / scale };
    Camera { center, span_km: frame.width.min(frame.height) / scale }
}

impl Scene {
    /// Everything that is drawn of one kind, strongest wishes or not: positions above
    /// [`Emphasis::Hidden`].
    pub fn drawn(list: &[Emphasis]) -> impl Iterator<Item = usize> + '_ {
        list.iter().enumerate().filter(|(_, e)| **e > Emphasis::Hidden).map(|(i, _)| i)
    }

    /// The camera for a frame: the whole world is shown as large as it can be.
    pub fn camera_in(&self, frame: Viewport) -> Camera {
        match self.sheet {
            Sheet::Region => self.camera,
            Sheet::World => world_camera(self.camera, frame),
        }
    }

    /// Whether several projects of a place lie in one pile: none of them is spoken of, and the
    /// reader has not opened it.
    pub fn is_closed(&self, atlas: &Atlas, place: PlaceIx) -> bool {
        let here = || Scene::drawn(&self.projects).filter(|i| atlas.projects[*i].place == place);
        here().count() > 1
            && here().all(|i| self.projects[i] == Emphasis::Quiet)
            && self.card != Some(Subject::Place(place))
    }

    /// The scene as text, one line for each thing shown: for golden files and for reading.
    pub fn describe(&self, atlas: &Atlas) -> String {
        let mut text = String::new();
        let c = self.camera;
        // Writing to a String cannot fail.
        let _ =
            writeln!(text, "camera {:.0} {:.0} span {:.0} km", c.center.x, c.center.y, c.span_km);
        let mut list = |kind: &str, ids: Vec<&str>, emphasis: &[Emphasis]| {
            for (id, e) in ids.iter().zip(emphasis).filter(|(_, e)| **e > Emphasis::Quiet) {
                let _ = writeln!(text, "{kind} {id} {e:?}");
            }
        };
        list("project", atlas.projects.iter().map(|p| p.id.as_str()).collect(), &self.projects);
        list("place", atlas.places.iter().map(|p| p.id.as_str()).collect(), &self.places);
        list(
            "facility",
            atlas.facilities.iter().map(|f| f.id.as_str()).collect(),
            &self.facilities,
        );
        list("event", atlas.events.iter().map(|e| e.id.as_str()).collect(), &self.events);
        let flows: Vec<String> = atlas
            .flows
            .iter()
            .map(|(a, b)| format!("{} to {}", atlas.places[a.0].id, atlas.places[b.0].id))
            .collect();
        list("flow", flows.iter().map(String::as_str).collect(), &self.flows);
        let _ = writeln!(text, "provinces {:?}", self.provinces);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_world_stands_below_its_key_in_every_frame() {
        let camera = Camera { center: PlanePoint { x: 1300.0, y: -1300.0 }, span_km: 27_200.0 };
        for (width, height) in [
            (320.0, 260.0),
            (390.0, 304.0),
            (866.0, 630.0),
            (1280.0, 330.0),
            (320.0, 68.0),
            (360.0, 122.0),
        ] {
            let frame = Viewport { width, height };
            let shown = world_camera(camera, frame);
            let (wide, high) = (WORLD_LAND_KM.0 / 2.0, WORLD_LAND_KM.1 / 2.0);
            let corner = |x: f64, y: f64| {
                shown.to_screen(PlanePoint { x: 1300.0 + x, y: -1300.0 + y }, frame)
            };
            let (first, last) = (corner(-wide, -high), corner(wide, high));
            assert!(
                first.x > -0.01 && first.y > world_key(frame) - 0.01,
                "{first:?} in {width} × {height}"
            );
            assert!(
                last.x < width + 0.01 && last.y < height + 0.01,
                "{last:?} in {width} × {height}"
            );
            assert!(
                last.x - first.x > width - 0.01
                    || last.y - first.y > height - world_key(frame) - 0.01
            );
        }
        assert_eq!(world_camera(camera, Viewport { width: 0.0, height: 0.0 }), camera);
    }
}
