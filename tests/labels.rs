//! The labels of the map as a reader sees them: every step in both languages, in every size of the
//! map that windows of 280 to 1,920 by 300 to 1,200 px give it, with letters of 100, 150 and 200 %,
//! and in the widths of real faces (`tests/faces.json`).
//!
//! All sizes are told in letters of 16 px: larger letters are a smaller map. What a browser draws
//! of it is `tests/e2e/seen.test.mjs`'s.

mod common;

use spring_surge::content::{compile, Atlas};
use spring_surge::geo::{is_wide, text_width, Layout, Mark, Placed, ScreenRect, Shape, Viewport};
use spring_surge::ids::{EventIx, FacilityIx, PlaceIx, ProjectIx, StepIx};
use spring_surge::story::{
    label_layout, labels, labels_baked, labels_unmeasured, project_label, scene, update, Action,
    Emphasis, LabelOf, Labels, Scene, Sheet, State, Subject, FRAMES, PLACE, PLANT, PROJECT, SMALL,
};
use spring_surge::storyboard::BakedScenes;
use std::collections::HashMap;

/// By so much nearer to its own mark than to any other is what a reader sees of a label, px.
const NEARER_PX: f64 = 2.0;

/// Advance widths of a face in thousandths of its size.
type Widths = HashMap<char, f64>;

struct Face {
    name: String,
    regular: Widths,
    bold: Widths,
}

impl Face {
    /// Width of a text, px. A sign that the face lacks is borrowed from the widest, as browsers
    /// borrow it from another.
    fn width(&self, faces: &[Face], text: &str, size: f64, bold: bool, tracking_em: f64) -> f64 {
        let of =
            |face: &Face, sign| if bold { &face.bold } else { &face.regular }.get(&sign).copied();
        let em = |sign: char| {
            let borrowed = || faces.iter().filter_map(|face| of(face, sign)).max_by(f64::total_cmp);
            let width =
                of(self, sign).or_else(|| is_wide(sign).then_some(1000.0)).or_else(borrowed);
            width.unwrap_or_else(|| panic!("tests/faces.json has no {sign:?}")) / 1000.0
        };
        text.chars().map(|sign| (em(sign) + tracking_em) * size).sum()
    }
}

fn faces() -> Vec<Face> {
    let kept: HashMap<String, HashMap<String, Widths>> =
        serde_json::from_str(include_str!("faces.json")).expect("faces.json can be read");
    let face = |(name, mut kinds): (String, HashMap<String, Widths>)| {
        let mut take = |kind| kinds.remove(kind).expect("each face has two weights");
        Face { name, regular: take("regular"), bold: take("bold") }
    };
    let mut faces: Vec<Face> = kept.into_iter().map(face).collect();
    faces.sort_by(|a, b| a.name.cmp(&b.name));
    faces
}

/// The atlases of both languages.
fn atlases() -> Vec<Atlas> {
    let seeds = common::seeds();
    ["en", "zh-Hans"].map(|lang| compile(&seeds, lang).expect("there is a text")).into()
}

fn scenes(atlas: &Atlas) -> Vec<Scene> {
    (0..atlas.steps.len())
        .map(|i| scene(atlas, &State { step: StepIx(i), ..State::START }))
        .collect()
}

/// Words, size and weight of a label, and the room at the sides of its words, as the style sheet
/// has them.
fn looks(atlas: &Atlas, scene: &Scene, label: LabelOf) -> (String, f64, bool, f64) {
    match label {
        LabelOf::Project(_) if scene.sheet == Sheet::World => {
            (atlas.words.home_mark.clone(), PLANT, false, 2.0)
        }
        LabelOf::Project(i) => {
            (project_label(atlas, scene, i), PROJECT, scene.projects[i] > Emphasis::Quiet, 4.0)
        }
        LabelOf::Place(i) => {
            (format!("{} {}", atlas.places[i].name, atlas.places[i].radius), PLACE, false, 2.0)
        }
        LabelOf::Facility(i) => (atlas.facilities[i].name.clone(), PLANT, false, 2.0),
        LabelOf::Land(i) => (atlas.land_names[i].name.to_uppercase(), 0.0, false, 0.0),
        LabelOf::Ground(i) => (atlas.ground_names[i].name.clone(), 0.0, false, 1.0),
    }
}

/// What a reader would complain of.
#[derive(Default)]
struct Seen {
    labels: usize,
    faults: Vec<String>,
}

impl Seen {
    fn has(&self, fault: &str) -> bool {
        self.faults.iter().any(|f| f.contains(fault))
    }

    fn add(&mut self, other: Seen) {
        self.labels += other.labels;
        self.faults.extend(other.faults);
    }

    fn say(&mut self, what: String) {
        if self.faults.len() < 20 {
            self.faults.push(what);
        }
    }
}

/// Looks at the labels of a picture in one face. Boxes are those of the style sheet around the
/// face's own widths.
fn look(
    atlas: &Atlas,
    scene: &Scene,
    (layout, sources): &(Layout, Vec<LabelOf>),
    placed: &Labels,
    (face, faces): (&Face, &[Face]),
) -> Seen {
    let mut seen = Seen::default();
    let frame = layout.frame;
    let mut taken: Vec<(LabelOf, ScreenRect)> = Vec::new();
    for (request, label) in layout.requests.iter().zip(sources) {
        let how = placed.of(*label);
        if how == Placed::Hidden {
            continue;
        }
        seen.labels += 1;
        let (words, size, bold, room) = looks(atlas, scene, *label);
        let mut request = request.clone();
        if let Shape::Beside { width_px, .. } = &mut request.shape {
            *width_px = face.width(faces, &words, size, bold, 0.0) + 2.0 * room;
        }
        if let Shape::Point { width_px, height_px, .. } = &mut request.shape {
            // Letters on the land are so high in their boxes.
            *width_px = face.width(faces, &words, *height_px / 1.3, bold, 0.0) + 2.0 * room;
        }
        let areas = layout.areas(&scene.camera, &request, how);
        let name =
            || format!("{words:?} at {:.0} × {:.0} in {}", frame.width, frame.height, face.name);
        if areas.is_empty() {
            seen.say(format!("{} is not where it was placed", name()));
        }
        for area in &areas {
            if area.left < 0.0
                || area.top < 0.0
                || area.right > frame.width
                || area.bottom > frame.height
            {
                seen.say(format!("{} is cut", name()));
            }
            for (other, box_of_it) in taken.iter().filter(|(other, _)| other != label) {
                if box_of_it.overlaps(area) {
                    seen.say(format!("{} lies on {:?}", name(), looks(atlas, scene, *other).0));
                }
            }
            if layout.obstacles.iter().any(|o| o.overlaps(area)) {
                seen.say(format!("{} lies under what is over the map", name()));
            }
            // The box, and the letters within it, from low ones to those with the tallest face
            // around them.
            let letters = [0.0, size, size * 1.45].map(|tall| {
                if tall > 0.0 {
                    inner(area, room, tall)
                } else {
                    *area
                }
            });
            for box_of_it in if size > 0.0 { &letters[..] } else { &letters[..1] } {
                let nearest = |marks: &[usize]| {
                    marks
                        .iter()
                        .map(|m| layout.marks[*m].gap(box_of_it))
                        .fold(f64::INFINITY, f64::min)
                };
                let own = if request.own.is_empty() { 0.0 } else { nearest(&request.own) };
                let other = nearest(&request.others);
                if other < own + NEARER_PX {
                    seen.say(format!("{} is {other:.1} px from a mark that is not its own, {own:.1} px from its own", name()));
                }
                if is_over_a_mark(layout, box_of_it) {
                    seen.say(format!("{} lies on a mark", name()));
                }
            }
            taken.push((*label, *area));
        }
    }
    seen
}

fn inner(area: &ScreenRect, room: f64, tall: f64) -> ScreenRect {
    let middle = (area.top + area.bottom) / 2.0;
    ScreenRect {
        left: area.left + room,
        right: area.right - room,
        top: middle - tall / 2.0,
        bottom: middle + tall / 2.0,
    }
}

fn is_over_a_mark(layout: &Layout, area: &ScreenRect) -> bool {
    let is_solid = |mark: &&Mark| !mark.is_ring;
    layout.marks.iter().filter(is_solid).any(|mark| mark.gap(area) == 0.0)
}

/// Sizes between, in steps that meet none of those which labels were placed for.
fn sizes(from: f64, to: f64, step: f64) -> Vec<f64> {
    (0..).map(|i| from * step.powi(i)).take_while(|size| *size <= to).collect()
}

fn frames(step: f64) -> Vec<Viewport> {
    let heights = sizes(61.3, 1200.0, step);
    sizes(141.7, 1920.0, step)
        .iter()
        .flat_map(|width| heights.iter().map(|height| Viewport { width: *width, height: *height }))
        .collect()
}

/// The widest and the narrowest face for Latin letters: what lies between them is within the one
/// and around the other.
fn extremes(faces: &[Face]) -> [&Face; 2] {
    let sample =
        |face: &&Face| face.width(faces, "Kundulun District, Baotou ± 15 km", 100.0, true, 0.0);
    let widest =
        faces.iter().max_by(|a, b| sample(a).total_cmp(&sample(b))).expect("there are faces");
    let narrowest =
        faces.iter().min_by(|a, b| sample(a).total_cmp(&sample(b))).expect("there are faces");
    [widest, narrowest]
}

/// Runs the same for both languages, on a thread each.
fn in_both_languages(look: impl Fn(&Atlas, [&Face; 2], &[Face]) -> Seen + Sync) -> Seen {
    let (atlases, faces) = (atlases(), faces());
    let extremes = extremes(&faces);
    let mut seen = Seen::default();
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            atlases.iter().map(|atlas| scope.spawn(|| look(atlas, extremes, &faces))).collect();
        runs.into_iter().for_each(|run| seen.add(run.join().expect("the look ended")));
    });
    seen
}

fn board() -> BakedScenes {
    BakedScenes { frames: FRAMES.to_vec(), ..BakedScenes::default() }
}

/// The labels of each step for each frame of the storyboard.
fn guided(atlas: &Atlas, scenes: &[Scene]) -> Vec<Vec<Labels>> {
    let board = board();
    let of_step = |(step, scene): (usize, &Scene)| {
        (0..FRAMES.len()).map(|ix| labels_baked(atlas, scene, &board, ix, step == 0)).collect()
    };
    scenes.iter().enumerate().map(of_step).collect()
}

#[test]
fn what_is_worked_out_is_at_least_as_wide_as_any_face_sets_it() {
    let faces = faces();
    assert!(faces.len() >= 6);
    let mut looked = 0;
    for atlas in atlases() {
        let mut words: Vec<(String, bool)> = Vec::new();
        for scene in scenes(&atlas) {
            let (_, sources) =
                label_layout(&atlas, &scene, Viewport { width: 4000.0, height: 4000.0 }, false);
            words.extend(
                sources
                    .iter()
                    .map(|label| looks(&atlas, &scene, *label))
                    .map(|(words, _, bold, _)| (words, bold)),
            );
        }
        words.push((atlas.phrases.assumed.clone(), false));
        words.sort();
        words.dedup();
        for (text, bold) in &words {
            for face in &faces {
                let (real, estimate) = (
                    face.width(&faces, text, 100.0, *bold, 0.0),
                    text_width(text, 100.0, *bold, 0.0),
                );
                assert!(estimate >= real, "{text:?} is {real} in {}, not {estimate}", face.name);
                looked += 1;
            }
        }
    }
    assert!(looked >= 600, "{looked} widths");
}

#[test]
fn the_labels_that_the_guide_shows_are_right_in_every_frame() {
    let frames = frames(1.09);
    let seen = in_both_languages(|atlas, extremes, faces| {
        let mut seen = Seen::default();
        let (board, scenes) = (board(), scenes(atlas));
        for (scene, placed) in scenes.iter().zip(guided(atlas, &scenes)) {
            for (i, frame) in frames.iter().enumerate() {
                let Some(ix) = board.frame_for(*frame, SMALL) else { continue };
                let layout = label_layout(atlas, scene, *frame, false);
                seen.add(look(atlas, scene, &layout, &placed[ix], (extremes[i % 2], faces)));
            }
        }
        seen
    });
    assert_eq!(seen.faults, [] as [String; 0]);
    assert!(seen.labels > 80_000, "only {} labels were looked at", seen.labels);
}

#[test]
fn the_labels_of_the_page_as_it_is_sent_are_right_in_every_frame_that_shows_them() {
    let seen = in_both_languages(|atlas, extremes, faces| {
        let mut seen = Seen::default();
        let scene = scene(atlas, &State::START);
        let (small, large) = labels_unmeasured(atlas, &scene);
        for (i, frame) in frames(1.05).iter().enumerate() {
            // The style sheet shows none in lower frames, and a page nobody measured is not
            // narrower.
            let is_small = frame.width <= SMALL;
            if frame.height >= if is_small { 140.0 } else { 200.0 } && frame.width >= 280.0 {
                let layout = label_layout(atlas, &scene, *frame, false);
                seen.add(look(
                    atlas,
                    &scene,
                    &layout,
                    if is_small { &small } else { &large },
                    (extremes[i % 2], faces),
                ));
            }
        }
        seen
    });
    assert_eq!(seen.faults, [] as [String; 0]);
    assert!(seen.labels > 5_000, "only {} labels were looked at", seen.labels);
}

#[test]
fn the_labels_that_the_instruments_show_are_right_whatever_is_opened() {
    let frames = frames(1.31);
    let seen = in_both_languages(|atlas, extremes, faces| {
        let mut seen = Seen::default();
        let cards = (0..atlas.projects.len()).map(|i| Subject::Project(ProjectIx(i)));
        let cards = cards.chain((0..atlas.places.len()).map(|i| Subject::Place(PlaceIx(i))));
        let cards =
            cards.chain((0..atlas.events.len()).step_by(3).map(|i| Subject::Event(EventIx(i))));
        let cards: Vec<Subject> = cards
            .chain((0..atlas.facilities.len()).map(|i| Subject::Facility(FacilityIx(i))))
            .collect();
        for step in 0..atlas.steps.len() {
            let at = State { step: StepIx(step), ..State::START };
            let opened =
                cards.iter().map(|card| update(atlas, at.clone(), Action::Choose(*card)).state);
            let states: Vec<State> = [at.clone()].into_iter().chain(opened).collect();
            let mut before: Option<Labels> = None;
            for (i, state) in states.iter().enumerate() {
                let scene = scene(atlas, state);
                for frame in frames.iter().skip(i % 3).step_by(if i == 0 { 1 } else { 7 }) {
                    let on_wall = i % 2 == 1;
                    let placed = labels(atlas, &scene, *frame, on_wall, before.as_ref());
                    let layout = label_layout(atlas, &scene, *frame, on_wall);
                    seen.add(look(
                        atlas,
                        &scene,
                        &layout,
                        &placed,
                        (extremes[(i + step) % 2], faces),
                    ));
                    before = Some(placed);
                }
            }
        }
        seen
    });
    assert_eq!(seen.faults, [] as [String; 0]);
    assert!(seen.labels > 20_000, "only {} labels were looked at", seen.labels);
}

#[test]
fn what_a_step_speaks_of_is_named_wherever_there_is_room() {
    for atlas in atlases() {
        let (board, scenes) = (board(), scenes(&atlas));
        let guided = guided(&atlas, &scenes);
        let mut looked = 0;
        for (step, scene) in scenes.iter().enumerate() {
            let named = |labels: &Labels| {
                let project = |i: usize| {
                    scene.projects[i] > Emphasis::Quiet && labels.projects[i] != Placed::Hidden
                };
                let place = |i: usize| {
                    scene.places[i] > Emphasis::Quiet && labels.places[i] != Placed::Hidden
                };
                (0..atlas.projects.len()).any(project) || (0..atlas.places.len()).any(place)
            };
            // Names of places, of projects with their stages, and of marks that crowd in a wide
            // view find no room in the smallest frames.
            let is_long = scene.stages
                || scene.camera.span_km > 1_600.0
                || scene.projects.iter().all(|e| *e <= Emphasis::Quiet);
            let least = if is_long { (340.0, 240.0) } else { (280.0, 140.0) };
            for frame in frames(1.09).iter().filter(|f| f.width >= least.0 && f.height >= least.1) {
                let ix = board.frame_for(*frame, SMALL).expect("there are labels for it");
                if named(&labels(&atlas, scene, *frame, false, None)) {
                    assert!(
                        named(&guided[step][ix]),
                        "{} names nothing at {frame:?}, {}",
                        atlas.steps[step].id,
                        atlas.lang
                    );
                    looked += 1;
                }
            }
        }
        assert!(looked > 5_000, "only {looked} pictures were looked at");
    }
}

#[test]
fn the_look_itself_finds_what_it_looks_for() {
    let (atlases, faces) = (atlases(), faces());
    let atlas = &atlases[0];
    let scene = scene(atlas, &State::START);
    let frame = Viewport { width: 300.0, height: 150.0 };
    let layout = label_layout(atlas, &scene, frame, false);
    // All names to the right of their marks: those of the west lie over the marks of the east.
    let side = |placed: &Placed| {
        if *placed == Placed::Hidden {
            Placed::Beside(spring_surge::geo::Side::E)
        } else {
            *placed
        }
    };
    let right = labels(atlas, &scene, frame, false, None);
    let wrong = Labels {
        projects: right.projects.iter().map(side).collect(),
        places: (0..right.places.len())
            .map(|_| Placed::Beside(spring_surge::geo::Side::E))
            .collect(),
        ..right
    };
    let seen = look(atlas, &scene, &layout, &wrong, (&faces[0], &faces));
    for fault in ["is cut", "lies on a mark", "from a mark that is not its own", "lies on \""] {
        assert!(seen.has(fault), "{fault}: {:?}", seen.faults);
    }
}
