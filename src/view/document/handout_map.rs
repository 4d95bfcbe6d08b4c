//! Small maps for paper: black lines on white, names beside marks, readable without colour.
//! Teachers have them whole; those of pupils are blank where a question asks for what they would
//! say.

use crate::content::{Atlas, AtlasPlace, AtlasProject, Layer};
use crate::geo::{
    self, offset, place_labels, spread, text_width, Camera, Disc, Layout, Placed, PlanePoint,
    Request, ScreenPoint, ScreenRect, Shape, Side, Viewport,
};
use crate::ids::{PlaceIx, StepIx};
use std::fmt::Write;

/// A map as it is laid out, in units of which its height has so many: px of a map of this size.
const FRAME: Viewport = Viewport { width: 600.0, height: 200.0 };
/// Radius of a project's mark, in these units.
const PROJECT: f64 = 12.0;
/// Radius of a facility's mark.
const FACILITY: f64 = 9.0;
/// Radius of a place that holds no project.
const PLACE: f64 = 5.4;
/// Radius of the dot where a mark belongs that stands beside it.
const DOT: f64 = 2.0;
/// Size of a project's name, and of a place's.
const NAMES: (f64, f64) = (13.8, 13.0);
/// Least room between two marks.
const GAP: f64 = 3.0;

/// Whom a map is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader<'a> {
    /// All is shown.
    Teacher,
    /// Names and numbers are the pupils' to write; places that a question asks for are not shown at
    /// all.
    Pupil {
        /// These places.
        asked: &'a [PlaceIx],
        /// What to do with the names below the map.
        label: &'a str,
    },
}

/// What stands on a map.
#[derive(Clone)]
struct Mark {
    /// Where it belongs.
    at: ScreenPoint,
    /// Where it would stand if it were alone.
    wish: ScreenPoint,
    r: f64,
    sign: String,
    name: String,
    /// Whether others give way to it.
    is_fixed: bool,
}

/// The map of a step as SVG. `world` is the address of the drawn world; the region is drawn in the
/// page.
pub(super) fn small_map(atlas: &Atlas, ix: StepIx, world: &str, reader: Reader) -> String {
    let step = atlas.step(ix);
    let on_world = step.layers.contains(&Layer::World);
    let height = step.camera.span_km * if on_world { 0.55 } else { 1.0 };
    let camera = Camera { center: step.camera.center, span_km: height };
    let width = height * FRAME.width / FRAME.height;
    let (left, top) = (camera.center.x - width / 2.0, camera.center.y - height / 2.0);
    let land = if on_world { format!("{}#world", escape(world)) } else { "#land".to_string() };
    // Writing to a String cannot fail.
    let mut svg = format!(
        "<svg class=\"paper-map\" viewBox=\"{left:.0} {top:.0} {width:.0} {height:.0}\" role=\"img\" aria-label=\"{}\"><use href=\"{land}\"/>",
        escape(&step.title)
    );
    let marks = if on_world {
        facilities(atlas, &camera)
    } else {
        [places(atlas, ix, &camera, reader), projects(atlas, ix, &camera, reader)].concat()
    };
    if !on_world {
        rings(&mut svg, atlas, ix, reader);
    }
    draw(&mut svg, &camera, &marks);
    svg += "</svg>";
    svg += &legend(atlas, ix, reader, on_world);
    svg
}

impl Reader<'_> {
    /// Whether a place may be seen on the map.
    fn sees(self, place: PlaceIx) -> bool {
        match self {
            Reader::Teacher => true,
            Reader::Pupil { asked, .. } => !asked.contains(&place),
        }
    }

    /// What is written on the map.
    fn told(self, words: &str) -> String {
        match self {
            Reader::Teacher => words.to_string(),
            Reader::Pupil { .. } => String::new(),
        }
    }
}

fn facilities(atlas: &Atlas, camera: &Camera) -> Vec<Mark> {
    let mark = |(i, at): (usize, PlanePoint)| {
        let at = camera.to_screen(at, FRAME);
        Mark {
            at,
            wish: at,
            r: FACILITY,
            sign: (i + 1).to_string(),
            name: String::new(),
            is_fixed: false,
        }
    };
    atlas.facilities.iter().map(|f| f.at).enumerate().map(mark).collect()
}

/// Projects that the step speaks of; those of one place stand above each other about it.
fn projects(atlas: &Atlas, ix: StepIx, camera: &Camera, reader: Reader) -> Vec<Mark> {
    let focus = atlas
        .step(ix)
        .focus
        .iter()
        .filter_map(|p| atlas.projects.get(p.0))
        .filter(|p| reader.sees(p.place));
    let focus: Vec<_> = focus.filter_map(|p| Some((p, atlas.places.get(p.place.0)?))).collect();
    let mark = |(project, place): &(&AtlasProject, &AtlasPlace)| {
        let here = || focus.iter().filter(|(p, _)| p.place == project.place);
        let nth = here().position(|(p, _)| p.id == project.id).unwrap_or(0) as f64
            - (here().count() as f64 - 1.0) / 2.0;
        let at = camera.to_screen(place.at, FRAME);
        let wish = ScreenPoint { x: at.x, y: at.y + nth * (2.0 * PROJECT + GAP) };
        Mark {
            at,
            wish,
            r: PROJECT,
            sign: reader.told(&project.number.to_string()),
            name: reader.told(&project.name),
            is_fixed: false,
        }
    };
    focus.iter().map(mark).collect()
}

/// Places that the step names and that hold none of its projects.
fn places(atlas: &Atlas, ix: StepIx, camera: &Camera, reader: Reader) -> Vec<Mark> {
    let step = atlas.step(ix);
    let holds = |i: &PlaceIx| {
        step.focus.iter().any(|p| atlas.projects.get(p.0).is_some_and(|p| p.place == *i))
    };
    let bare = step
        .places
        .iter()
        .filter(|i| !holds(i) && reader.sees(**i))
        .filter_map(|i| atlas.places.get(i.0))
        .filter(|p| !p.province);
    bare.map(|place| {
        let at = camera.to_screen(place.at, FRAME);
        Mark {
            at,
            wish: at,
            r: PLACE,
            sign: String::new(),
            name: reader.told(&place.name),
            is_fixed: true,
        }
    })
    .collect()
}

/// How exactly the places of the step's projects are known.
fn rings(svg: &mut String, atlas: &Atlas, ix: StepIx, reader: Reader) {
    let mut seen = Vec::new();
    for place in atlas.step(ix).focus.iter().filter_map(|p| Some(atlas.projects.get(p.0)?.place)) {
        if seen.contains(&place) || !reader.sees(place) {
            continue;
        }
        seen.push(place);
        if let Some(place) = atlas.places.get(place.0).filter(|p| !p.outlined) {
            let _ = write!(
                svg,
                "<circle class=\"paper-ring\" cx=\"{:.0}\" cy=\"{:.0}\" r=\"{:.0}\"/>",
                place.at.x, place.at.y, place.radius_km
            );
        }
    }
}

/// Marks apart from each other, each with a line to where it belongs if it stands elsewhere, and
/// their names.
fn draw(svg: &mut String, camera: &Camera, marks: &[Mark]) {
    let disc = |m: &Mark| Disc { at: m.wish, r: m.r };
    let fixed: Vec<Disc> = marks.iter().filter(|m| m.is_fixed).map(disc).collect();
    let moving: Vec<Disc> = marks.iter().filter(|m| !m.is_fixed).map(disc).collect();
    let mut found = spread(&moving, &fixed, FRAME, GAP).into_iter();
    let stands: Vec<ScreenPoint> = marks
        .iter()
        .map(|m| if m.is_fixed { m.wish } else { found.next().unwrap_or(m.wish) })
        .collect();
    let km = 1.0 / camera.scale(FRAME);
    let plane = |p: ScreenPoint| camera.to_plane(p, FRAME).unwrap_or(camera.center);
    for (mark, at) in
        marks.iter().zip(&stands).filter(|(m, at)| (m.wish.x - at.x).hypot(m.wish.y - at.y) > DOT)
    {
        let (from, to) = (plane(mark.at), plane(*at));
        let _ = write!(
            svg,
            "<path class=\"paper-lead\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/><circle class=\"paper-dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>",
            from.x,
            from.y,
            to.x,
            to.y,
            from.x,
            from.y,
            DOT * km
        );
    }
    let names = names(camera, marks, &stands);
    for ((mark, at), side) in marks.iter().zip(&stands).zip(names) {
        let p = plane(*at);
        let _ = write!(
            svg,
            "<circle class=\"paper-mark\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>",
            p.x,
            p.y,
            mark.r * km
        );
        if !mark.sign.is_empty() {
            let size = mark.r * 1.25 * km;
            let _ =
                write!(svg, "<text class=\"paper-sign\" x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size:.1}\">{}</text>", p.x, p.y, mark.sign);
        }
        let Some(side) = side else { continue };
        let (width, height) = size_of(mark);
        let (x, y) = offset(side, mark.r, width, height);
        let (x, anchor) = match side {
            Side::E | Side::SE | Side::NE => (x, "start"),
            Side::W | Side::SW | Side::NW => (x + width, "end"),
            Side::N | Side::S => (x + width / 2.0, "middle"),
        };
        let p = plane(ScreenPoint { x: at.x + x, y: at.y + y + height / 2.0 });
        let size = letters(mark) * km;
        let _ = write!(
            svg,
            "<text class=\"paper-name\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"{size:.1}\" stroke-width=\"{:.1}\">{}</text>",
            p.x,
            p.y,
            size * 0.25,
            escape(&mark.name)
        );
    }
}

/// On which side of its mark each name has room; names of projects have the first choice.
fn names(camera: &Camera, marks: &[Mark], stands: &[ScreenPoint]) -> Vec<Option<Side>> {
    let named: Vec<usize> = (0..marks.len()).filter(|i| !marks[*i].name.is_empty()).collect();
    let requests: Vec<Request> = named
        .iter()
        .map(|i| {
            let (mark, at) = (&marks[*i], stands[*i]);
            let own = camera.to_plane(at, FRAME).unwrap_or(camera.center);
            let (width_px, height_px) = size_of(mark);
            let shape = Shape::Beside {
                at: own,
                shift_px: (0.0, 0.0),
                clear_px: mark.r,
                width_px,
                height_px,
            };
            let others = (0..marks.len()).filter(|other| other != i).collect();
            Request { priority: u32::from(mark.is_fixed), shape, own: vec![*i], others }
        })
        .collect();
    let obstacles = marks.iter().zip(stands).map(|(m, at)| ScreenRect::around(*at, m.r)).collect();
    let named_marks = marks
        .iter()
        .zip(stands)
        .map(|(m, at)| geo::Mark { at: *at, reach_px: m.r, is_ring: false })
        .collect();
    let placed = place_labels(
        camera,
        &[Layout { frame: FRAME, obstacles, marks: named_marks, requests }],
        &[],
    );
    let mut sides = vec![None; marks.len()];
    for (i, placed) in named.into_iter().zip(placed) {
        sides[i] = if let Placed::Beside(side) = placed { Some(side) } else { None };
    }
    sides
}

fn letters(mark: &Mark) -> f64 {
    if mark.is_fixed {
        NAMES.1
    } else {
        NAMES.0
    }
}

fn size_of(mark: &Mark) -> (f64, f64) {
    (text_width(&mark.name, letters(mark), true, 0.0), letters(mark) * 1.15)
}

/// Where the marks lie and how exactly that is known, in words; for pupils the names that they are
/// to write on the map, in an order that says nothing.
fn legend(atlas: &Atlas, ix: StepIx, reader: Reader, on_world: bool) -> String {
    let words = &atlas.words;
    let focus = || atlas.step(ix).focus.iter().filter_map(|i| atlas.projects.get(i.0));
    let place = |p: &AtlasProject| {
        let place = atlas.places.get(p.place.0)?;
        Some(format!("{} {}{}{} {}", p.number, p.name, words.colon, place.name, place.radius))
    };
    let mut lead = String::new();
    let list: Vec<String> = match reader {
        _ if on_world => atlas
            .facilities
            .iter()
            .enumerate()
            .map(|(i, f)| format!("{} {}", i + 1, f.name))
            .collect(),
        Reader::Teacher => focus().filter_map(place).collect(),
        Reader::Pupil { label, .. } => {
            lead = format!("{label}{}", words.colon);
            let mut names: Vec<String> = focus().map(|p| p.name.clone()).collect();
            names.sort();
            names
        }
    };
    if list.is_empty() {
        return String::new();
    }
    format!(
        "<p class=\"paper-legend\">{}</p>",
        escape(&[lead, list.join(&words.semicolon)].concat())
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
