//! Which labels the map shows and on which side of their marks, from the scene and the frame.

use super::label_frames::{frames_like, unmeasured, FRAMES, SMALL};
use super::label_obstacles::{card_is_left, map_ui_rects, plant_shifts};
use super::label_sizes::*;
use super::{Emphasis, Scene, Sheet};
use crate::content::{Atlas, GroundKind};
use crate::geo::{
    place_labels, text_width, Camera, Layout, Mark, Placed, PlanePoint, Request, ScreenPoint,
    Shape, Viewport,
};
use crate::ids::PlaceIx;
use crate::storyboard::{BakedScenes, PAPER_FRAME};

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
    /// Names on the ground.
    pub ground: Vec<Placed>,
    /// Whether the card they make way for stands at the left.
    pub card_is_left: bool,
    /// How far each facility's mark stands from its place, px: those that would lie over each other
    /// stand apart.
    pub plants: Vec<(f64, f64)>,
}

/// Labels for a frame that is known; each keeps its side of `before` where it can. On a wall, names
/// on the land are set as large as in small frames.
pub fn labels(
    atlas: &Atlas,
    scene: &Scene,
    frame: Viewport,
    on_wall: bool,
    before: Option<&Labels>,
) -> Labels {
    placed(atlas, scene, vec![asks(atlas, scene, frame, on_wall)], before)
}

/// Labels that are free in each of these frames; each keeps its side of `before` where it can.
pub fn labels_in_all(
    atlas: &Atlas,
    scene: &Scene,
    frames: &[Viewport],
    before: Option<&Labels>,
) -> Labels {
    placed(
        atlas,
        scene,
        frames.iter().map(|frame| asks(atlas, scene, *frame, false)).collect(),
        before,
    )
}

/// Labels for small and for large frames before any frame is known: as the page is sent.
pub fn labels_unmeasured(atlas: &Atlas, scene: &Scene) -> (Labels, Labels) {
    let [small, large] = unmeasured().map(|frames| labels_in_all(atlas, scene, &frames, None));
    (small, large)
}

/// Labels for paper.
pub fn labels_on_paper(atlas: &Atlas, scene: &Scene) -> Labels {
    labels(atlas, scene, FRAMES[PAPER_FRAME], false, None)
}

/// The labels that the storyboard has for one of its frames. The picture that is sent with the page
/// keeps what it has.
pub fn labels_baked(
    atlas: &Atlas,
    scene: &Scene,
    board: &BakedScenes,
    ix: usize,
    is_sent: bool,
) -> Labels {
    let like = frames_like(board, ix);
    let is_small = like.first().is_some_and(|frame| frame.width <= SMALL);
    let sent =
        is_sent
            .then(|| labels_unmeasured(atlas, scene))
            .map(|(small, large)| if is_small { small } else { large });
    labels_in_all(atlas, scene, &like, sent.as_ref())
}

/// What labels are placed among in a frame, and what each of them stands for: for tests that
/// measure the outcome.
pub fn label_layout(
    atlas: &Atlas,
    scene: &Scene,
    frame: Viewport,
    on_wall: bool,
) -> (Layout, Vec<LabelOf>) {
    let asks = asks(atlas, scene, frame, on_wall);
    (asks.layout, asks.sources)
}

fn asks<'a>(atlas: &'a Atlas, scene: &'a Scene, frame: Viewport, on_wall: bool) -> Asks<'a> {
    let layout = Layout {
        frame,
        obstacles: map_ui_rects(atlas, scene, frame),
        marks: Vec::new(),
        requests: Vec::new(),
    };
    let plants = plant_shifts(atlas, scene, frame);
    let mut asks =
        Asks { atlas, scene, on_wall, layout, plants, marks_of: Vec::new(), sources: Vec::new() };
    asks.mark_all();
    asks.projects();
    asks.places();
    asks.facilities();
    asks.land();
    asks.ground();
    asks
}

fn placed(atlas: &Atlas, scene: &Scene, asks: Vec<Asks>, before: Option<&Labels>) -> Labels {
    let sources = asks.first().map(|a| a.sources.clone()).unwrap_or_default();
    let card_is_left = asks.first().is_some_and(|a| card_is_left(atlas, scene, a.layout.frame));
    let plants = asks.first().map(|a| a.plants.clone()).unwrap_or_default();
    let last: Vec<Placed> =
        sources.iter().map(|s| before.map_or(Placed::Hidden, |b| b.of(*s))).collect();
    let layouts: Vec<Layout> = asks.into_iter().map(|a| a.layout).collect();
    let placed = place_labels(&scene.camera, &layouts, &last);
    let mut labels = Labels {
        projects: vec![Placed::Hidden; atlas.projects.len()],
        places: vec![Placed::Hidden; atlas.places.len()],
        facilities: vec![Placed::Hidden; atlas.facilities.len()],
        land: vec![Placed::Hidden; atlas.land_names.len()],
        ground: vec![Placed::Hidden; atlas.ground_names.len()],
        card_is_left,
        plants,
    };
    for (source, placed) in sources.iter().zip(placed) {
        match *source {
            LabelOf::Project(i) => labels.projects[i] = placed,
            LabelOf::Place(i) => labels.places[i] = placed,
            LabelOf::Facility(i) => labels.facilities[i] = placed,
            LabelOf::Land(i) => labels.land[i] = placed,
            LabelOf::Ground(i) => labels.ground[i] = placed,
        }
    }
    labels
}

/// Class names of a label in small and in large frames, of which the style sheet knows which is
/// which, and on paper.
pub fn label_class(small: Placed, large: Placed, on_paper: Placed) -> String {
    format!("label s-{} l-{} p-{}", small.key(), large.key(), on_paper.key())
}

/// Class names of a label in a frame that was measured, and on paper.
pub fn label_class_measured(placed: Placed, on_paper: Placed) -> String {
    format!("label m-{} p-{}", placed.key(), on_paper.key())
}

/// What a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelOf {
    /// A project, by its number in the atlas; the first one's label is that of all of them on the
    /// world's map.
    Project(usize),
    /// A place.
    Place(usize),
    /// A facility.
    Facility(usize),
    /// A name on the land.
    Land(usize),
    /// A name on the ground.
    Ground(usize),
}

impl Labels {
    /// What became of one label.
    pub fn of(&self, label: LabelOf) -> Placed {
        let (list, i) = match label {
            LabelOf::Project(i) => (&self.projects, i),
            LabelOf::Place(i) => (&self.places, i),
            LabelOf::Facility(i) => (&self.facilities, i),
            LabelOf::Land(i) => (&self.land, i),
            LabelOf::Ground(i) => (&self.ground, i),
        };
        list.get(i).copied().unwrap_or_default()
    }
}

/// What a mark of the layout is of: the name of a place belongs to all that lies there, that of a
/// project to its disc alone.
#[derive(Clone, Copy, PartialEq)]
enum MarkOf {
    Disc { project: usize, place: usize },
    Point { place: usize },
    Ring { place: usize },
    Plant { facility: usize },
    Home,
}

struct Asks<'a> {
    atlas: &'a Atlas,
    scene: &'a Scene,
    on_wall: bool,
    layout: Layout,
    plants: Vec<(f64, f64)>,
    marks_of: Vec<MarkOf>,
    sources: Vec<LabelOf>,
}

impl Asks<'_> {
    fn camera(&self) -> &Camera {
        &self.scene.camera
    }

    /// Asks for a label. `is_own` says which marks it names, and `is_mute` which it may stand
    /// beside though they are not its own.
    fn ask(
        &mut self,
        source: LabelOf,
        priority: u32,
        shape: Shape,
        is_own: impl Fn(MarkOf) -> bool,
        is_mute: impl Fn(MarkOf) -> bool,
    ) {
        let chosen = |wanted: &dyn Fn(MarkOf) -> bool| {
            (0..self.marks_of.len()).filter(|i| wanted(self.marks_of[*i])).collect()
        };
        let (own, others) = (chosen(&is_own), chosen(&|mark| !is_own(mark) && !is_mute(mark)));
        self.sources.push(source);
        self.layout.requests.push(Request { priority, shape, own, others });
    }

    fn mark(&mut self, of: MarkOf, at: PlanePoint, shift: (f64, f64), reach_px: f64) {
        let p = self.camera().to_screen(at, self.layout.frame);
        if p.x.is_finite() && p.y.is_finite() {
            let at = ScreenPoint { x: p.x + shift.0, y: p.y + shift.1 };
            self.layout.marks.push(Mark {
                at,
                reach_px,
                is_ring: matches!(of, MarkOf::Ring { .. }),
            });
            self.marks_of.push(of);
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

    /// How far a project's disc lies from the middle of its place, px.
    fn shift(&self, project: usize) -> (f64, f64) {
        let (atlas, scene) = (self.atlas, self.scene);
        let place = atlas.projects[project].place;
        let here: Vec<usize> =
            Scene::drawn(&scene.projects).filter(|j| atlas.projects[*j].place == place).collect();
        let nth = here.iter().position(|j| *j == project).unwrap_or(0) as f64;
        (
            0.0,
            (nth - (here.len() as f64 - 1.0) / 2.0)
                * if scene.is_closed(atlas, place) { PILE } else { STACK },
        )
    }

    /// How many discs lie at a place.
    fn discs(&self, place: usize) -> usize {
        Scene::drawn(&self.scene.projects)
            .filter(|j| self.atlas.projects[*j].place.0 == place)
            .count()
    }

    /// Radius of the ring of a place, px.
    fn ring_px(&self, place: usize) -> f64 {
        let place = &self.atlas.places[place];
        ring_km(place.outlined, place.radius_km) * self.camera().scale(self.layout.frame)
    }

    /// Which places are marked on the map and not only shaded or outlined.
    fn marked_places(&self) -> Vec<usize> {
        let is_marked =
            |i: &usize| !self.atlas.places[*i].province && self.scene.sheet != Sheet::World;
        Scene::drawn(&self.scene.places).filter(is_marked).collect()
    }

    /// All marks come before the labels, each of which has to know them.
    fn mark_all(&mut self) {
        let (atlas, scene) = (self.atlas, self.scene);
        if let Some(first) = atlas.projects.first().filter(|_| scene.sheet == Sheet::World) {
            self.mark(MarkOf::Home, self.at(first.place.0), (0.0, 0.0), DOT);
        }
        for project in Scene::drawn(&scene.projects) {
            let place = atlas.projects[project].place.0;
            self.mark(
                MarkOf::Disc { project, place },
                self.at(place),
                self.shift(project),
                DISC - 1.0,
            );
        }
        for place in self.marked_places() {
            if self.discs(place) == 0 {
                self.mark(MarkOf::Point { place }, self.at(place), (0.0, 0.0), DOT);
            }
            if self.ring_px(place) > 0.0 {
                self.mark(MarkOf::Ring { place }, self.at(place), (0.0, 0.0), self.ring_px(place));
            }
        }
        for facility in Scene::drawn(&scene.facilities) {
            self.mark(
                MarkOf::Plant { facility },
                atlas.facilities[facility].at,
                self.plants[facility],
                DOT,
            );
        }
    }

    fn projects(&mut self) {
        let (atlas, scene) = (self.atlas, self.scene);
        if let Some(first) = atlas.projects.first().filter(|_| scene.sheet == Sheet::World) {
            // One mark stands for all of them, and its name takes the first one's label.
            let width_px = text_width(&atlas.words.home_mark, PLACE, true, 0.0) + 4.0;
            let shape = Shape::AssetUrls {
                at: self.at(first.place.0),
                shift_px: (0.0, 0.0),
                clear_px: DOT,
                width_px,
                height_px: 16.0,
            };
            self.ask(LabelOf::Project(0), 0, shape, |mark| mark == MarkOf::Home, |_| false);
        }
        for i in Scene::drawn(&scene.projects) {
            let here = atlas.projects[i].place;
            // A closed pile bears the name of its place.
            if scene.is_closed(atlas, here) {
                continue;
            }
            let subject = scene.projects[i] > Emphasis::Quiet;
            let width_px = text_width(&project_label(atlas, scene, i), PROJECT, subject, 0.0) + 8.0;
            let shape = Shape::AssetUrls {
                at: self.at(here.0),
                shift_px: self.shift(i),
                clear_px: DISC,
                width_px,
                height_px: 20.0,
            };
            let is_own = |mark| matches!(mark, MarkOf::Disc { project, .. } if project == i);
            // It lies within the ring of its own place.
            let is_mute = |mark| matches!(mark, MarkOf::Ring { place } if place == here.0);
            self.ask(LabelOf::Project(i), if subject { 0 } else { 3 }, shape, is_own, is_mute);
        }
    }

    fn places(&mut self) {
        let (atlas, scene) = (self.atlas, self.scene);
        for i in self.marked_places() {
            let place = &atlas.places[i];
            let closed = scene.is_closed(atlas, PlaceIx(i));
            if scene.places[i] == Emphasis::Quiet && !closed {
                continue;
            }
            let clear_px = self.ring_px(i).max(clear(self.discs(i)));
            let width_px =
                text_width(&format!("{} {}", place.name, place.radius), PLACE, false, 0.0) + 4.0;
            let shape = Shape::AssetUrls {
                at: self.at(i),
                shift_px: (0.0, 0.0),
                clear_px,
                width_px,
                height_px: 16.0,
            };
            let is_own = |mark| match mark {
                MarkOf::Disc { place, .. } | MarkOf::Point { place } | MarkOf::Ring { place } => {
                    place == i
                }
                MarkOf::Plant { .. } | MarkOf::Home => false,
            };
            self.ask(LabelOf::Place(i), if closed { 3 } else { 1 }, shape, is_own, |_| false);
        }
    }

    fn facilities(&mut self) {
        let (atlas, scene) = (self.atlas, self.scene);
        for i in Scene::drawn(&scene.facilities) {
            let facility = &atlas.facilities[i];
            let width_px = text_width(&facility.name, PLANT, false, 0.0) + 4.0;
            let shape = Shape::AssetUrls {
                at: facility.at,
                shift_px: self.plants[i],
                clear_px: DOT,
                width_px,
                height_px: 15.0,
            };
            let priority = if scene.facilities[i] == Emphasis::Chosen { 0 } else { 2 };
            self.ask(
                LabelOf::Facility(i),
                priority,
                shape,
                |mark| mark == MarkOf::Plant { facility: i },
                |_| false,
            );
        }
    }

    fn land(&mut self) {
        if self.scene.provinces == Emphasis::Hidden {
            return;
        }
        let size = land_letters(self.layout.frame, self.on_wall);
        if size < LEAST_LAND {
            return;
        }
        for (i, name) in self.atlas.land_names.iter().enumerate() {
            // Capitals set apart, as the style sheet has them.
            let width_px = text_width(&name.name.to_uppercase(), size, false, 0.22);
            let shape = Shape::Along { line: name.line.clone(), width_px, height_px: size * 1.3 };
            // Across a ring it is read all the same.
            self.ask(
                LabelOf::Land(i),
                10 + u32::from(name.priority),
                shape,
                |_| false,
                |mark| matches!(mark, MarkOf::Ring { .. }),
            );
        }
    }

    /// Names on the ground give way to all that the story tells of. Those of the first rank come
    /// before the names of provinces.
    fn ground(&mut self) {
        let size = land_letters(self.layout.frame, self.on_wall);
        if self.scene.sheet == Sheet::World || size < LEAST_LAND {
            return;
        }
        let span_km = self.camera().span_km;
        for (i, name) in self.atlas.ground_names.iter().enumerate() {
            let rank = u32::from(name.rank.max(1));
            if RANKS_KM.iter().zip(2..).any(|(km, from)| rank >= from && span_km > *km) {
                continue;
            }
            let (larger, tracking) = ground_letters(name.kind);
            let size = size * larger;
            let width_px = text_width(&name.name, size, false, tracking) + 2.0;
            let height_px = size * 1.3;
            let priority = if rank == 1 { 8 } else { 20 + rank };
            match (name.kind, name.line.first()) {
                (GroundKind::Town, Some(at)) => {
                    let shape = Shape::Point {
                        at: *at,
                        clear_px: TOWN.0,
                        apart_px: TOWN.1,
                        width_px,
                        height_px,
                    };
                    self.ask(
                        LabelOf::Ground(i),
                        priority,
                        shape,
                        |_| false,
                        |mark| matches!(mark, MarkOf::Ring { .. }),
                    );
                }
                _ => {
                    let shape = Shape::Along { line: name.line.clone(), width_px, height_px };
                    self.ask(
                        LabelOf::Ground(i),
                        priority,
                        shape,
                        |_| false,
                        |mark| matches!(mark, MarkOf::Ring { .. }),
                    );
                }
            }
        }
    }
}

/// What is written beside a project: its name and, with that layer, its stages.
pub fn project_label(atlas: &Atlas, scene: &Scene, i: usize) -> String {
    let project = &atlas.projects[i];
    if !scene.stages {
        return project.name.clone();
    }
    let stages: Vec<&str> = project
        .stages
        .iter()
        .filter_map(|s| atlas.stage_names.get(s.0))
        .map(String::as_str)
        .collect();
    format!("{} · {}", project.name, stages.join(&atlas.words.comma))
}
