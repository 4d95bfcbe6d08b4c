//! What the map's labels ask for: each with its size, its importance, and the marks that it names.

use super::label_obstacles::{map_ui_rects, plant_shifts};
use super::label_sizes::*;
use super::{Emphasis, Scene, Sheet};
use crate::content::{Atlas, GroundKind};
use crate::geo::{
    text_width, Camera, Layout, Mark, PlanePoint, Request, ScreenPoint, Shape, Viewport,
};
use crate::ids::PlaceIx;

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

/// Requests for labels, with what each of them and each mark stands for.
pub struct LabelRequests<'a> {
    atlas: &'a Atlas,
    scene: &'a Scene,
    on_wall: bool,
    pub layout: Layout,
    pub plants: Vec<(f64, f64)>,
    marks_of: Vec<MarkOf>,
    pub sources: Vec<LabelOf>,
}

impl<'a> LabelRequests<'a> {
    /// All that a scene asks for in a frame.
    pub fn of(
        atlas: &'a Atlas,
        scene: &'a Scene,
        frame: Viewport,
        on_wall: bool,
    ) -> LabelRequests<'a> {
        let layout = Layout {
            frame,
            obstacles: map_ui_rects(atlas, scene, frame),
            marks: Vec::new(),
            requests: Vec::new(),
        };
        let plants = plant_shifts(atlas, scene, frame);
        let mut asks = LabelRequests {
            atlas,
            scene,
            on_wall,
            layout,
            plants,
            marks_of: Vec::new(),
            sources: Vec::new(),
        };
        asks.mark_all();
        asks.projects();
        asks.places();
        asks.facilities();
        asks.land();
        asks.ground();
        asks
    }

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
            let shape = Shape::Beside {
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
            let shape = Shape::Beside {
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
            let shape = Shape::Beside {
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
            let shape = Shape::Beside {
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
            let shape = match (name.kind, name.line.first()) {
                (GroundKind::Town, Some(at)) => Shape::Point {
                    at: *at,
                    clear_px: TOWN.0,
                    apart_px: TOWN.1,
                    width_px,
                    height_px,
                },
                _ => Shape::Along { line: name.line.clone(), width_px, height_px },
            };
            let is_ring = |mark: MarkOf| matches!(mark, MarkOf::Ring { .. });
            self.ask(LabelOf::Ground(i), priority, shape, |_| false, is_ring);
        }
    }
}

/// What is written beside a project: its name and, with that layer, its stages.
pub fn project_label(atlas: &Atlas, scene: &Scene, i: usize) -> String {
    let project = &atlas.projects[i];
    if !scene.stages {
        return project.name.clone();
    }
    format!("{} · {}", project.name, atlas.stage_words(&project.stages))
}
