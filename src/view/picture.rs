//! The view as a picture of its own: title, map, marks, labels, legend, sources and note, in
//! colours that print. It is drawn from the same scene and the same labels as the one on screen.
//!
//! Looks are attributes and every width is worked out from the camera's scale: programs that place
//! pictures know neither style sheets nor strokes that do not scale.

use super::lettering::{lines, Anchor, Letters, Look};
use super::map::arc;
use crate::content::Atlas;
use crate::geo::{offset, text_width, Camera, Placed, PlanePoint, Side, Viewport};
use crate::story::{
    label_clearance, labels, project_label, ring_km, Emphasis, Labels, Scene, Sheet,
};
use crate::story::{DISC, DOT, PILE, PLACE, PLANT, PROJECT, STACK};
use std::fmt::Write;

/// Room at the sides of words, px.
const MARGIN: f64 = 24.0;
/// Sizes of a headline, px: one line is set as large as it fits between the first two; a longer one
/// takes more lines, and smaller letters where it would take too many.
const TITLE: [f64; 5] = [38.0, 26.0, 22.0, 18.0, 14.0];
const TITLE_LINES: usize = 3;
/// Baseline of a headline from the top, and from its last line to the map, px.
const ABOVE_TITLE: f64 = 56.0;
const BELOW_TITLE: f64 = 34.0;
/// Size of the letters of the legend and of the notes below it, px.
const LEGEND: f64 = 13.0;
const NOTES: f64 = 12.0;
/// From the map to the middle of the legend's first row, from row to row, from its last row to the
/// first note, from note to note, and from the last one to the edge, px.
const FOOT: [f64; 5] = [28.0, 22.0, 34.0, 20.0, 28.0];
/// Radius of a sign of the legend, room between it and its name, and between that and the next
/// sign, px.
const SIGN: [f64; 3] = [6.0, 6.0, 22.0];

/// Colours of a day, since a picture is put on paper and pages of its own; see style/0-tokens.css.
const PAPER: &str = "#faf7f0";
pub(super) const GROUND: &str = "#eee7d8";
pub(super) const FAR: &str = "#f3eee2";
pub(super) const LINE: &str = "#cbc2b0";
pub(super) const COAST: &str = "#b3a994";
const INK: &str = "#1f1d1a";
pub(super) const SOFT: &str = "#403c37";
pub(super) const FAINT: &str = "#504c45";
const GREY: &str = "#5f594e";
pub(super) const ACCENT: &str = "#872f15";
const FLOW: &str = "#7a5c3a";
/// Colours of the stages by day, in the order of the chain.
const HUES: [&str; 8] =
    ["#7a5c3a", "#b4611b", "#8c7a00", "#2f7d5b", "#12708a", "#3e5fae", "#6b3fa0", "#a3386e"];

/// What a picture is drawn from.
pub struct Picture<'a> {
    /// The content in one language.
    pub atlas: &'a Atlas,
    /// What is shown.
    pub scene: &'a Scene,
    /// The headline.
    pub title: &'a str,
    /// The drawn land of the scene's map, as the page has it.
    pub land: &'a str,
    /// Width and height of the whole, px.
    pub size: (f64, f64),
    /// What sets its words.
    pub letters: &'a dyn Letters,
    /// Whether the relief is drawn where the land carries it. Not every program that opens an SVG
    /// blends images.
    pub with_relief: bool,
    /// Whether the view is a hand's, and no other.
    pub by_hand: bool,
}

/// What stands around the map, as it was measured.
struct Around {
    title: Vec<String>,
    title_size: f64,
    /// Stages by row, each with its distance from where rows begin.
    legend: Vec<Vec<(usize, f64)>>,
    notes: Vec<String>,
}

impl Around {
    fn head(&self) -> f64 {
        ABOVE_TITLE + self.title_size * 1.2 * (self.title.len().max(1) as f64 - 1.0) + BELOW_TITLE
    }

    /// From the map to the baseline of a note, or to the edge behind the last.
    fn note(&self, i: usize) -> f64 {
        FOOT[0] + FOOT[1] * (self.legend.len().max(1) as f64 - 1.0) + FOOT[2] + FOOT[3] * i as f64
    }

    fn foot(&self) -> f64 {
        self.note(self.notes.len().max(1) - 1) + FOOT[4]
    }
}

impl Picture<'_> {
    /// Size of a picture to keep, px.
    pub const KEPT: (f64, f64) = (1200.0, 960.0);

    /// The picture as SVG.
    pub fn svg(&self) -> String {
        let (w, h) = self.size;
        let around = self.around();
        let map = Viewport { width: w, height: (h - around.head() - around.foot()).max(1.0) };
        let scene = if self.by_hand {
            self.scene.clone()
        } else {
            Scene { camera: self.scene.camera_in(map), ..self.scene.clone() }
        };
        Picture { scene: &scene, ..*self }.drawn(around, map)
    }

    fn drawn(&self, around: Around, map: Viewport) -> String {
        let (w, h) = self.size;
        let labels = labels(self.atlas, self.scene, map, false, None);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" font-family=\"sans-serif\" fill=\"{INK}\">\
             <rect width=\"{w}\" height=\"{h}\" fill=\"{PAPER}\"/>"
        );
        self.title(&mut svg, &around);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg y=\"{6:.1}\" width=\"{w}\" height=\"{0:.1}\"><svg viewBox=\"{1}\" width=\"{w}\" height=\"{0:.1}\" overflow=\"visible\">{2}{3}{4}{5}</svg>",
            map.height,
            self.scene.camera.view_box(),
            self.ground(map),
            self.ground_names(&labels, map) + &self.land_names(&labels, map),
            self.flows(map),
            self.rings(map),
            around.head(),
        );
        self.marks(&mut svg, &labels, map);
        svg += "</svg>";
        self.legend(&mut svg, &around, around.head() + map.height);
        svg + "</svg>"
    }

    /// Measures what stands around the map.
    fn around(&self) -> Around {
        let room = self.size.0 - 2.0 * MARGIN;
        let look = |size: f64| Look { heading: true, ..Look::plain(size) };
        let fits = TITLE[0] * room / self.letters.width(self.title, look(TITLE[0])).max(room);
        let sizes = std::iter::once(fits.max(TITLE[1])).chain(TITLE[2..].iter().copied());
        let mut set =
            sizes.map(|size| (lines(self.letters, self.title, look(size), room + 0.5), size));
        let (title, title_size) = set
            .find(|(lines, size)| lines.len() <= TITLE_LINES || *size == TITLE[4])
            .unwrap_or_default();
        let mut legend: Vec<Vec<(usize, f64)>> = vec![Vec::new()];
        let mut x = 0.0;
        for (i, name) in self.atlas.stage_names.iter().enumerate() {
            let width = 2.0 * SIGN[0] + SIGN[1] + self.letters.width(name, Look::plain(LEGEND));
            if x > 0.0 && x + width > room {
                legend.push(Vec::new());
                x = 0.0;
            }
            if let Some(row) = legend.last_mut() {
                row.push((i, x));
            }
            x += width + SIGN[2];
        }
        let assumed = self
            .scene
            .flows
            .iter()
            .any(|flow| *flow > Emphasis::Hidden)
            .then_some(&self.atlas.phrases.assumed);
        let notes =
            assumed.into_iter().chain([&self.atlas.words.map_note, &self.atlas.words.map_sources]);
        let notes =
            notes.flat_map(|note| lines(self.letters, note, Look::plain(NOTES), room)).collect();
        Around { title, title_size, legend, notes }
    }

    /// So many pixels in km.
    pub(super) fn px(&self, pixels: f64, map: Viewport) -> f64 {
        pixels / self.scene.camera.scale(map).max(f64::MIN_POSITIVE)
    }

    /// Where lines around the map begin.
    fn begin(&self) -> (f64, Anchor) {
        if self.letters.is_right_to_left() {
            (self.size.0 - MARGIN, Anchor::Right)
        } else {
            (MARGIN, Anchor::Left)
        }
    }

    fn title(&self, svg: &mut String, around: &Around) {
        let (x, anchor) = self.begin();
        let look = Look { heading: true, ..Look::plain(around.title_size) };
        for (i, line) in around.title.iter().enumerate() {
            let y = ABOVE_TITLE + around.title_size * 1.2 * i as f64;
            *svg += &self.letters.line(line, (x, y), anchor, look, "");
        }
    }

    fn rings(&self, map: Viewport) -> String {
        let (atlas, scene) = (self.atlas, self.scene);
        let shown =
            atlas.places.iter().zip(&scene.places).filter(|(p, e)| {
                **e > Emphasis::Quiet && !p.outlined && scene.sheet == Sheet::Region
            });
        let ring = |(p, _): (&crate::content::AtlasPlace, &Emphasis)| {
            format!(
                "<circle fill=\"none\" stroke=\"{SOFT}\" stroke-width=\"{:.3}\" stroke-dasharray=\"{:.3}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>",
                self.px(1.0, map),
                self.px(4.0, map),
                p.at.x,
                p.at.y,
                ring_km(p.outlined, p.radius_km)
            )
        };
        shown.map(ring).collect()
    }

    fn flows(&self, map: Viewport) -> String {
        let atlas = self.atlas;
        let path = |i: usize| {
            let (from, to) = atlas.flows[i];
            format!(
                "<path class=\"flow\" fill=\"{FLOW}\" fill-opacity=\".22\" stroke=\"{FLOW}\" stroke-width=\"{:.3}\" stroke-dasharray=\"{:.3}\" d=\"{}\"/>",
                self.px(1.0, map),
                self.px(5.0, map),
                arc(atlas.places[from.0].at, atlas.places[to.0].at)
            )
        };
        Scene::drawn(&self.scene.flows).map(path).collect()
    }

    /// Words beside a mark, in the room that was found for them: close to their mark, and no wider
    /// than that room.
    fn words(
        &self,
        svg: &mut String,
        at: (f64, f64),
        placed: Placed,
        clear: f64,
        (text, size, bold): (&str, f64, bool),
    ) {
        let Placed::Beside(side) = placed else { return };
        let width = text_width(text, size, bold, 0.0) + 6.0;
        let (left, top) = offset(side, clear, width, size * 1.4);
        let (left, y) = (at.0 + left + 3.0, at.1 + top + size * 1.1);
        let room = width - 6.0;
        let (x, anchor) = match side {
            Side::E | Side::NE | Side::SE => (left, Anchor::Left),
            Side::W | Side::NW | Side::SW => (left + room, Anchor::Right),
            Side::N | Side::S => (left + room / 2.0, Anchor::Middle),
        };
        let look = Look::plain(size).bold(bold);
        let look = look.sized(size * (room / self.letters.width(text, look).max(1.0)).min(1.0));
        let below = if self.scene.sheet == Sheet::World { PAPER } else { GROUND };
        // The letters lie on a copy in the land's colour, so that lines do not run through them.
        let halo = format!(
            "stroke=\"{below}\" stroke-width=\"3\" stroke-linejoin=\"round\" aria-hidden=\"true\""
        );
        for paint in [halo.as_str(), ""] {
            *svg += &self.letters.line(text, (x, y), anchor, look, paint);
        }
    }

    /// What is written on a disc, in letters small enough for it.
    fn number(&self, svg: &mut String, (x, y): (f64, f64), number: &str) {
        let look = Look::plain(LEGEND).bold(true);
        let look = look.sized(LEGEND * (20.0 / self.letters.width(number, look).max(1.0)).min(1.0));
        *svg += &self.letters.line(
            number,
            (x, y + look.size * 0.35),
            Anchor::Middle,
            look,
            "fill=\"#fff\"",
        );
    }

    fn marks(&self, svg: &mut String, labels: &Labels, map: Viewport) {
        let (atlas, scene) = (self.atlas, self.scene);
        let camera: &Camera = &scene.camera;
        let on = |p: PlanePoint| {
            let s = camera.to_screen(p, map);
            (s.x, s.y)
        };
        if let Some(first) = atlas.projects.first().filter(|_| scene.sheet == Sheet::World) {
            // One mark stands for all of them, and its name takes the first one's label.
            let (x, y) = on(atlas.places[first.place.0].world);
            let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{ACCENT}\"/>");
            self.words(svg, (x, y), labels.projects[0], DOT, (&atlas.words.home_mark, PLACE, true));
        }
        let on_map = |p: PlanePoint, radius: f64| {
            let (x, y) = on(p);
            (-radius..map.width + radius).contains(&x)
                && (-radius..map.height + radius).contains(&y)
        };
        for i in Scene::drawn(&scene.projects).filter(|_| scene.sheet == Sheet::Region) {
            let project = &atlas.projects[i];
            if !on_map(atlas.places[project.place.0].at, DISC) {
                continue;
            }
            let here = here(atlas, scene, project.place.0);
            let nth = here.iter().position(|j| *j == i).unwrap_or(0) as f64;
            let (x, y) = on(atlas.places[project.place.0].at);
            let closed = scene.is_closed(atlas, project.place);
            let middle = y;
            let y = y + (nth - (here.len() as f64 - 1.0) / 2.0) * if closed { PILE } else { STACK };
            let subject = scene.projects[i] > Emphasis::Quiet;
            let fill = if subject { hue(project.stage().0) } else { GREY };
            let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"12\" fill=\"{fill}\"/>");
            if !closed {
                self.number(svg, (x, y), &project.number.to_string());
            } else if here.last() == Some(&i) {
                // A closed pile has its numbers side by side, or they would lie over each other.
                let numbers: Vec<String> =
                    here.iter().map(|j| atlas.projects[*j].number.to_string()).collect();
                self.number(svg, (x, middle), &numbers.join("·"));
            }
            self.words(
                svg,
                (x, y),
                labels.projects[i],
                DISC,
                (&project_label(atlas, scene, i), PROJECT, subject),
            );
        }
        for i in Scene::drawn(&scene.places) {
            let place = &atlas.places[i];
            let ring = ring_km(place.outlined, place.radius_km) * camera.scale(map);
            let from = ring.max(label_clearance(here(atlas, scene, i).len()));
            self.words(
                svg,
                on(place.at),
                labels.places[i],
                from,
                (&format!("{} {}", place.name, place.radius), PLACE, false),
            );
        }
        for i in Scene::drawn(&scene.facilities) {
            let facility = &atlas.facilities[i];
            if !on_map(facility.at, DOT) {
                continue;
            }
            let (own, shift) = (on(facility.at), labels.plants[i]);
            let (x, y) = (own.0 + shift.0, own.1 + shift.1);
            if shift != (0.0, 0.0) {
                let _ = write!(
                    svg,
                    "<path stroke=\"{SOFT}\" d=\"M{:.1} {:.1}L{x:.1} {y:.1}\"/>",
                    own.0, own.1
                );
            }
            let fill = facility.stages.first().map_or(GREY, |s| hue(s.0));
            let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{fill}\"/>");
            self.words(svg, (x, y), labels.facilities[i], DOT, (&facility.name, PLANT, false));
        }
    }

    /// The legend and the notes, below a height.
    fn legend(&self, svg: &mut String, around: &Around, top: f64) {
        let (begin, anchor) = self.begin();
        let forward = if anchor == Anchor::Right { -1.0 } else { 1.0 };
        for (row, stages) in around.legend.iter().enumerate() {
            let y = top + FOOT[0] + FOOT[1] * row as f64;
            for (i, x) in stages {
                let x = |more: f64| begin + forward * (x + more);
                let _ = write!(
                    svg,
                    "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"{}\" fill=\"{}\"/>",
                    x(SIGN[0]),
                    SIGN[0],
                    hue(*i)
                );
                let at = (x(2.0 * SIGN[0] + SIGN[1]), y + 4.5);
                *svg += &self.letters.line(
                    &self.atlas.stage_names[*i],
                    at,
                    anchor,
                    Look::plain(LEGEND),
                    "",
                );
            }
        }
        for (i, note) in around.notes.iter().enumerate() {
            *svg += &self.letters.line(
                note,
                (begin, top + around.note(i)),
                anchor,
                Look::plain(NOTES),
                &format!("fill=\"{SOFT}\""),
            );
        }
    }
}

/// The projects at a place that are drawn.
fn here(atlas: &Atlas, scene: &Scene, place: usize) -> Vec<usize> {
    Scene::drawn(&scene.projects).filter(|j| atlas.projects[*j].place.0 == place).collect()
}

fn hue(stage: usize) -> &'static str {
    HUES.get(stage).copied().unwrap_or(GREY)
}
