//! Which labels the map shows and on which side of their marks, from the scene and the frame.

use crate::content::Atlas;
use crate::geo::{place_labels, text_width, Camera, Frame, Placed, PlanePoint, Request, ScreenPoint, ScreenRect, Shape};
use crate::ids::PlaceIx;
use crate::story::{Emphasis, Scene, Sheet, Subject};

/// Half of a project's disc, px.
pub const DISC: f64 = 13.0;
/// From one disc of a place to the next, px.
pub const STACK: f64 = 28.0;
/// The same in a closed pile, px.
pub const PILE: f64 = 5.0;
/// Half of the mark of a place or a facility, px.
const DOT: f64 = 7.0;
/// Size of the letters of a project, px.
pub const PROJECT: f64 = 14.0;
/// Size of the letters of a place, and of the note, px.
pub const PLACE: f64 = 12.0;
/// Size of the letters of a facility, px.
pub const PLANT: f64 = 11.5;
/// The note about what is assumed, as the style sheet has it: where it begins and how high a line of it is, px.
const NOTE: (f64, f64) = (152.0, 15.6);
/// Names on the land are set in these shares of the frame's shorter side, in small and large frames.
pub const LAND: (f64, f64) = (0.036, 0.0155);
/// Frames up to this width are small, px; the style sheet has the same number.
const SMALL: f64 = 560.0;
/// Width of a card, px, as the style sheet has it; most are as high as the map.
const CARD: f64 = 336.0;
/// A facility's card is no higher than this, px.
const PLANT_CARD: f64 = 430.0;
/// The smallest frames of both kinds. What is free there is free in every larger one.
const SMALLEST: [Frame; 2] = [Frame { width: 336.0, height: 140.0 }, Frame { width: 600.0, height: 330.0 }];

/// What became of each label, in the atlas's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// Names of projects.
    pub projects: Vec<Placed>,
    /// Names of places.
    pub places: Vec<Placed>,
    /// Names of facilities.
    pub facilities: Vec<Placed>,
    /// Names on the land.
    pub land: Vec<Placed>,
    /// Whether the card they make way for stands at the left.
    pub card_is_left: bool,
}

/// Labels for a frame that is known; each keeps its side of `before` where it can. On a wall, names on
/// the land are set as large as in small frames.
pub fn labels(atlas: &Atlas, scene: &Scene, frame: Frame, on_wall: bool, before: Option<&Labels>) -> Labels {
    let mut asks =
        Asks { atlas, scene, frame, on_wall, requests: Vec::new(), obstacles: furniture(atlas, scene, frame), sources: Vec::new() };
    asks.projects();
    asks.places();
    asks.facilities();
    asks.land();
    let last: Vec<Placed> = asks.sources.iter().map(|s| before.map_or(Placed::Hidden, |b| s.of(b))).collect();
    let placed = place_labels(&scene.camera, frame, &asks.obstacles, &asks.requests, &last);
    let mut labels = Labels {
        projects: vec![Placed::Hidden; atlas.projects.len()],
        places: vec![Placed::Hidden; atlas.places.len()],
        facilities: vec![Placed::Hidden; atlas.facilities.len()],
        land: vec![Placed::Hidden; atlas.land_names.len()],
        card_is_left: card_is_left(atlas, scene, frame),
    };
    for (source, placed) in asks.sources.iter().zip(placed) {
        match *source {
            Source::Project(i) => labels.projects[i] = placed,
            Source::Place(i) => labels.places[i] = placed,
            Source::Facility(i) => labels.facilities[i] = placed,
            Source::Land(i) => labels.land[i] = placed,
        }
    }
    labels
}

/// Labels for small and for large frames before any frame is known: as the page is sent.
pub fn labels_unmeasured(atlas: &Atlas, scene: &Scene) -> (Labels, Labels) {
    let [small, large] = SMALLEST.map(|frame| labels(atlas, scene, frame, false, None));
    (small, large)
}

/// Class names of a label in small and in large frames.
pub fn label_class(small: Option<Placed>, large: Option<Placed>) -> String {
    format!("label s-{} l-{}", name(small), name(large))
}

fn name(placed: Option<Placed>) -> &'static str {
    match placed {
        Some(Placed::Beside(side)) => side.name(),
        Some(Placed::Along) => "along",
        Some(Placed::Hidden) | None => "none",
    }
}

/// What lies over the map: the scale and a note beside it, the small map in a corner of larger frames, and a card. In small
/// frames the note takes its place only while it is shown.
fn furniture(atlas: &Atlas, scene: &Scene, frame: Frame) -> Vec<ScreenRect> {
    let foot = |left: f64, right: f64, height: f64| ScreenRect { left, top: frame.height - height, right, bottom: frame.height };
    if frame.width <= SMALL {
        let scale = foot(0.0, 130.0, 26.0);
        let has_note = scene.flows.iter().any(|flow| *flow > Emphasis::Hidden);
        let note = has_note.then(|| {
            let (left, line) = NOTE;
            let width = text_width(&atlas.phrases.assumed, PLACE, false, 0.0);
            let room = (frame.width - left).max(line);
            foot(left, left + width.min(room), (width / room).ceil() * line + 4.0)
        });
        return [scale].into_iter().chain(note).collect();
    }
    let note = foot(0.0, 400.0, 26.0);
    let locator = ScreenRect { left: frame.width - 150.0, top: 0.0, right: frame.width, bottom: 112.0 };
    let card = scene.card.map(|subject| {
        let bottom = if matches!(subject, Subject::Facility(_)) { PLANT_CARD } else { frame.height };
        let left = if card_is_left(atlas, scene, frame) { 0.0 } else { frame.width - CARD };
        ScreenRect { left, top: 0.0, right: left + CARD, bottom }
    });
    [note, locator].into_iter().chain(card).collect()
}

/// Whether the card stands at the left: where it is of a facility that would lie under it at the right, since the world is not
/// brought to the middle.
fn card_is_left(atlas: &Atlas, scene: &Scene, frame: Frame) -> bool {
    let facility = match scene.card {
        Some(Subject::Facility(ix)) if frame.width > SMALL => atlas.facilities.get(ix.0),
        _ => None,
    };
    facility.is_some_and(|facility| scene.camera.to_screen(facility.at, frame).x > (frame.width - CARD).max(CARD))
}

#[derive(Clone, Copy)]
enum Source {
    Project(usize),
    Place(usize),
    Facility(usize),
    Land(usize),
}

impl Source {
    fn of(self, labels: &Labels) -> Placed {
        let (list, i) = match self {
            Source::Project(i) => (&labels.projects, i),
            Source::Place(i) => (&labels.places, i),
            Source::Facility(i) => (&labels.facilities, i),
            Source::Land(i) => (&labels.land, i),
        };
        list.get(i).copied().unwrap_or_default()
    }
}

struct Asks<'a> {
    atlas: &'a Atlas,
    scene: &'a Scene,
    frame: Frame,
    on_wall: bool,
    requests: Vec<Request>,
    obstacles: Vec<ScreenRect>,
    sources: Vec<Source>,
}

impl Asks<'_> {
    fn camera(&self) -> &Camera {
        &self.scene.camera
    }

    fn ask(&mut self, source: Source, priority: u32, shape: Shape) {
        self.sources.push(source);
        self.requests.push(Request { priority, shape });
    }

    fn mark(&mut self, at: PlanePoint, shift: (f64, f64), reach: f64) {
        let p = self.camera().to_screen(at, self.frame);
        if p.x.is_finite() && p.y.is_finite() {
            self.obstacles.push(ScreenRect::around(ScreenPoint { x: p.x + shift.0, y: p.y + shift.1 }, reach));
        }
    }

    fn at(&self, place: usize) -> PlanePoint {
        let place = &self.atlas.places[place];
        if self.scene.sheet == Sheet::World {
            place.world
        } else {
            place.at
        }
    }

    fn projects(&mut self) {
        let (atlas, scene) = (self.atlas, self.scene);
        if let Some(first) = atlas.projects.first().filter(|_| scene.sheet == Sheet::World) {
            // One mark stands for all of them, and its name takes the first one's label.
            let at = self.at(first.place.0);
            self.mark(at, (0.0, 0.0), DOT);
            let width_px = text_width(&atlas.words.home_mark, PLACE, true, 0.0) + 4.0;
            self.ask(Source::Project(0), 0, Shape::Beside { at, shift_px: (0.0, 0.0), clear_px: DOT, width_px, height_px: 16.0 });
        }
        for (i, project) in atlas.projects.iter().enumerate() {
            if scene.projects[i] == Emphasis::Hidden {
                continue;
            }
            let here: Vec<usize> = Scene::drawn(&scene.projects).filter(|j| atlas.projects[*j].place == project.place).collect();
            let nth = here.iter().position(|j| *j == i).unwrap_or(0) as f64;
            let closed = scene.is_closed(atlas, project.place);
            let shift = (0.0, (nth - (here.len() as f64 - 1.0) / 2.0) * if closed { PILE } else { STACK });
            let at = self.at(project.place.0);
            self.mark(at, shift, DISC - 1.0);
            // A closed pile bears the name of its place.
            if closed {
                continue;
            }
            let subject = scene.projects[i] > Emphasis::Quiet;
            let width_px = text_width(&project_label(atlas, scene, i), PROJECT, subject, 0.0) + 8.0;
            let shape = Shape::Beside { at, shift_px: shift, clear_px: DISC, width_px, height_px: 20.0 };
            self.ask(Source::Project(i), if subject { 0 } else { 3 }, shape);
        }
    }

    fn places(&mut self) {
        let (atlas, scene) = (self.atlas, self.scene);
        for (i, place) in atlas.places.iter().enumerate() {
            if scene.places[i] == Emphasis::Hidden || place.province || scene.sheet == Sheet::World {
                continue;
            }
            let at = self.at(i);
            let count = Scene::drawn(&scene.projects).filter(|j| atlas.projects[*j].place.0 == i).count();
            if count == 0 {
                self.mark(at, (0.0, 0.0), DOT);
            }
            let closed = scene.is_closed(atlas, PlaceIx(i));
            if scene.places[i] == Emphasis::Quiet && !closed {
                continue;
            }
            let clear_px = (ring_km(place.outlined, place.radius_km) * self.camera().scale(self.frame)).max(clear(count));
            let width_px = text_width(&format!("{} {}", place.name, place.radius), PLACE, false, 0.0) + 4.0;
            self.ask(
                Source::Place(i),
                if closed { 3 } else { 1 },
                Shape::Beside { at, shift_px: (0.0, 0.0), clear_px, width_px, height_px: 16.0 },
            );
        }
    }

    fn facilities(&mut self) {
        let (atlas, scene) = (self.atlas, self.scene);
        for i in Scene::drawn(&scene.facilities) {
            let facility = &atlas.facilities[i];
            self.mark(facility.at, (0.0, 0.0), DOT);
            let width_px = text_width(&facility.name, PLANT, false, 0.0) + 4.0;
            let shape = Shape::Beside { at: facility.at, shift_px: (0.0, 0.0), clear_px: DOT, width_px, height_px: 15.0 };
            self.ask(Source::Facility(i), if scene.facilities[i] == Emphasis::Chosen { 0 } else { 2 }, shape);
        }
    }

    fn land(&mut self) {
        if self.scene.provinces == Emphasis::Hidden {
            return;
        }
        let share = if self.frame.width <= SMALL || self.on_wall { LAND.0 } else { LAND.1 };
        let size = share * self.frame.width.min(self.frame.height);
        for (i, name) in self.atlas.land_names.iter().enumerate() {
            // Capitals set apart, as the style sheet has them.
            let width_px = text_width(&name.name.to_uppercase(), size, false, 0.22);
            let shape = Shape::Along { line: name.line.clone(), width_px, height_px: size * 1.3 };
            self.ask(Source::Land(i), 10 + u32::from(name.priority), shape);
        }
    }
}

/// Radius of the ring that is drawn, km: an outline stands for its own.
pub fn ring_km(outlined: bool, radius_km: f64) -> f64 {
    if outlined {
        0.0
    } else {
        radius_km
    }
}

/// How far the name of a place keeps from its middle, px, by the number of discs there.
fn clear(discs: usize) -> f64 {
    match discs {
        0 => DOT,
        1 => DISC + 1.0,
        n => DISC + STACK * (n as f64 - 1.0) / 2.0 + 1.0,
    }
}

/// What is written beside a project: its name and, with that layer, its stages.
pub fn project_label(atlas: &Atlas, scene: &Scene, i: usize) -> String {
    let project = &atlas.projects[i];
    if !scene.stages {
        return project.name.clone();
    }
    let stages: Vec<&str> = project.stages.iter().filter_map(|s| atlas.stage_names.get(s.0)).map(String::as_str).collect();
    format!("{} · {}", project.name, stages.join(&atlas.words.comma))
}
