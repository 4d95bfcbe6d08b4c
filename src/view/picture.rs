//! The view as a picture of its own: title, map, marks, labels, legend, sources and note, in colours
//! that print. It is drawn from the same scene and the same labels as the one on screen.
//!
//! Looks are attributes and every width is worked out from the camera's scale: programs that place
//! pictures know neither style sheets nor strokes that do not scale.

use super::lettering::{lines, Anchor, Letters, Look};
use super::map::arc;
use crate::content::{Atlas, GroundKind};
use crate::geo::{offset, text_width, Camera, Frame, Placed, PlanePoint, Side};
use crate::story::{ground_letters, label_clearance, labels, land_letters, project_label, ring_km, Emphasis, Labels, Scene, Sheet};
use crate::story::{DISC, DOT, PILE, PLACE, PLANT, PROJECT, STACK, TOWN};
use std::fmt::Write;

/// Room at the sides of words, px.
const MARGIN: f64 = 24.0;
/// Sizes of a headline, px: one line is set as large as it fits between the first two; a longer one takes more
/// lines, and smaller letters where it would take too many.
const TITLE: [f64; 5] = [38.0, 26.0, 22.0, 18.0, 14.0];
const TITLE_LINES: usize = 3;
/// Baseline of a headline from the top, and from its last line to the map, px.
const ABOVE_TITLE: f64 = 56.0;
const BELOW_TITLE: f64 = 34.0;
/// Size of the letters of the legend and of the notes below it, px.
const LEGEND: f64 = 13.0;
const NOTES: f64 = 12.0;
/// From the map to the middle of the legend's first row, from row to row, from its last row to the first note, from
/// note to note, and from the last one to the edge, px.
const FOOT: [f64; 5] = [28.0, 22.0, 34.0, 20.0, 28.0];
/// Radius of a sign of the legend, room between it and its name, and between that and the next sign, px.
const SIGN: [f64; 3] = [6.0, 6.0, 22.0];

/// Colours of a day, since a picture is put on paper and pages of its own; see style/0-tokens.css.
const PAPER: &str = "#faf7f0";
const GROUND: &str = "#eee7d8";
const FAR: &str = "#f3eee2";
const SEA: &str = "#e6ecec";
const WATER: [&str; 3] = ["#5d8aa8", "#a3bccb", "#3f6b89"];
/// How strongly shade and light of the relief are drawn, where a km is so wide that they are drawn at all; see style/6-ground.css.
const RELIEF: [f64; 2] = [0.85, 1.0];
const LINE: &str = "#cbc2b0";
const COAST: &str = "#b3a994";
const INK: &str = "#1f1d1a";
const SOFT: &str = "#403c37";
const FAINT: &str = "#504c45";
const GREY: &str = "#5f594e";
const ACCENT: &str = "#872f15";
const FLOW: &str = "#7a5c3a";
/// Colours of the stages by day, in the order of the chain.
const HUES: [&str; 8] = ["#7a5c3a", "#b4611b", "#8c7a00", "#2f7d5b", "#12708a", "#3e5fae", "#6b3fa0", "#a3386e"];

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
    /// Whether the relief is drawn where the land carries it. Not every program that opens an SVG blends images.
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
        let map = Frame { width: w, height: (h - around.head() - around.foot()).max(1.0) };
        let scene = if self.by_hand { self.scene.clone() } else { Scene { camera: self.scene.camera_in(map), ..self.scene.clone() } };
        Picture { scene: &scene, ..*self }.drawn(around, map)
    }

    fn drawn(&self, around: Around, map: Frame) -> String {
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
        let mut set = sizes.map(|size| (lines(self.letters, self.title, look(size), room + 0.5), size));
        let (title, title_size) = set.find(|(lines, size)| lines.len() <= TITLE_LINES || *size == TITLE[4]).unwrap_or_default();
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
        let assumed = self.scene.flows.iter().any(|flow| *flow > Emphasis::Hidden).then_some(&self.atlas.phrases.assumed);
        let notes = assumed.into_iter().chain([&self.atlas.words.map_note, &self.atlas.words.map_sources]);
        let notes = notes.flat_map(|note| lines(self.letters, note, Look::plain(NOTES), room)).collect();
        Around { title, title_size, legend, notes }
    }

    /// So many pixels in km.
    fn px(&self, pixels: f64, map: Frame) -> f64 {
        pixels / self.scene.camera.scale(map).max(f64::MIN_POSITIVE)
    }

    /// Where lines around the map begin.
    fn begin(&self) -> (f64, Anchor) {
        if self.letters.from_right() {
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

    /// The land with its looks in its tags. Only what is drawn of the page's land, without its names.
    fn ground(&self, map: Frame) -> String {
        let Some(group) = self.land.find("<g").and_then(|from| self.land[from..].split_once("</g>")).map(|(group, _)| group) else {
            return String::new();
        };
        let unit = group.split("scale(").nth(1).and_then(|s| s.split(')').next()?.parse::<f64>().ok()).unwrap_or(1.0);
        let width = self.px(0.75, map) / unit;
        if self.scene.sheet == Sheet::World {
            let look = format!("stroke-width=\"{:.3}\"", self.px(1.0, map) / unit);
            let plain = group
                .replace("var(--land)", GROUND)
                .replace("var(--coast)", COAST)
                .replace("var(--sea)", SEA)
                .replace("var(--border)", LINE);
            return plain.replace("stroke-width=\"1\" vector-effect=\"non-scaling-stroke\"", &look) + "</g>";
        }
        let (relief, group) = self.relief(group);
        let mut parts = group.split("<path class=\"");
        let mut drawn = format!("<g transform=\"scale({unit})\">");
        // What stands before the first path is the group's own tag.
        parts.next();
        for part in parts {
            let (class, rest) = part.split_once('"').unwrap_or((part, ""));
            let line = |colour: &str, dash: f64| {
                let dash = if dash > 0.0 { format!(" stroke-dasharray=\"{:.2}\"", width * dash) } else { String::new() };
                format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.3}\"{dash}")
            };
            let look = match class.split(' ').next().unwrap_or_default() {
                "neighbours" => format!("fill=\"{FAR}\""),
                "china" => format!("fill=\"{GROUND}\""),
                "sea" => format!("fill=\"{SEA}\""),
                "lake" => format!("fill=\"{SEA}\" stroke=\"{}\" stroke-width=\"{width:.3}\"", WATER[1]),
                "river" => river(class, width),
                "outline" if !self.is_spoken_of(rest) => continue,
                "outline" => line(SOFT, 6.0),
                "disputed" => line(LINE, 4.0),
                "coast" => line(COAST, 0.0),
                _ => line(LINE, 0.0),
            };
            let d = rest.split_once(" d=\"").and_then(|(_, d)| d.split_once('"')).map_or("", |(d, _)| d);
            let _ = write!(drawn, "<path class=\"{class}\" {look} d=\"{d}\"/>");
            if class.starts_with("china") {
                drawn += &relief;
            }
        }
        drawn + "</g>"
    }

    /// The relief with its looks in its tags, and the land without it. It is blended with what lies under it.
    fn relief(&self, group: &str) -> (String, String) {
        let near = ((self.scene.camera.span_km - 60.0) / 340.0).clamp(0.0, 1.0);
        let (mut relief, mut rest) = (String::new(), group.to_string());
        for ((half, blend), strength) in [("shade", "multiply"), ("light", "screen")].into_iter().zip(RELIEF) {
            let begin = format!("<svg class=\"relief {half}\"");
            let parted = rest.split_once(&begin).and_then(|(before, after)| {
                let (drawn, after) = after.split_once("</svg>")?;
                Some((drawn.to_string(), [before, after].concat()))
            });
            let Some((drawn, without)) = parted else { continue };
            rest = without;
            // A picture is whole in itself: what it would have to fetch is left out.
            if !self.with_relief || !drawn.contains(" href=\"data:") {
                continue;
            }
            // Writing to a String cannot fail.
            let _ = write!(relief, "<g style=\"mix-blend-mode:{blend}\" opacity=\"{:.3}\"><svg{drawn}</svg></g>", strength * near);
        }
        // Browsers write both ends of an element that is empty; programs want what they know of the address.
        (relief.replace(" href=", " xlink:href="), rest)
    }

    /// Whether the place that a path outlines is the scene's subject.
    fn is_spoken_of(&self, attributes: &str) -> bool {
        let id = attributes.split_once("data-outline=\"").and_then(|(_, id)| id.split_once('"')).map(|(id, _)| id);
        self.atlas.places.iter().zip(&self.scene.places).any(|(place, e)| Some(place.id.as_str()) == id && *e > Emphasis::Quiet)
    }

    /// Names along the land: those that found room.
    fn land_names(&self, labels: &Labels, map: Frame) -> String {
        let look = Look { tracking: 0.22, ..Look::plain(self.px(land_letters(map, false), map)) };
        let names = self.atlas.land_names.iter().enumerate().filter(|(i, _)| labels.land.get(*i) == Some(&Placed::Along));
        let paint = format!("fill=\"{FAINT}\" class=\"on-land\"");
        names.map(|(i, name)| self.letters.along(&name.name.to_uppercase(), &format!("along-{i}"), &name.line, look, &paint)).collect()
    }

    /// Names on the ground: those that found room.
    fn ground_names(&self, labels: &Labels, map: Frame) -> String {
        let size = self.px(land_letters(map, false), map);
        let name = |(i, name): (usize, &crate::content::AtlasGroundName)| {
            let (larger, tracking) = ground_letters(name.kind);
            let look = Look { tracking, heading: name.kind != GroundKind::Town, ..Look::plain(size * larger) };
            match labels.ground.get(i)? {
                Placed::Along => {
                    let ink = if name.kind == GroundKind::Range { FAINT } else { WATER[2] };
                    // A river's name stands beside its course.
                    let line = if name.kind == GroundKind::River { lifted(&name.line, look.size * 0.45) } else { name.line.clone() };
                    Some(self.letters.along(&name.name, &format!("ground-{i}"), &line, look, &format!("fill=\"{ink}\" class=\"on-land\"")))
                }
                Placed::Beside(side) => {
                    let at = name.line.first()?;
                    let scale = self.px(1.0, map);
                    let (width, height) = (self.letters.width(&name.name, look) / scale, look.size / scale * 1.3);
                    let (left, top) = offset(*side, TOWN.0, width, height);
                    let (left, top) = (left * scale, top * scale);
                    let half = self.px(TOWN.0 - 0.75, map);
                    Some(format!(
                        "<path fill=\"{SOFT}\" d=\"M{:.2} {:.2}h{2:.2}v{2:.2}h-{2:.2}z\"/>{3}",
                        at.x - half,
                        at.y - half,
                        half * 2.0,
                        self.letters.line(
                            &name.name,
                            (at.x + left, at.y + top + look.size),
                            Anchor::Left,
                            look,
                            &format!("fill=\"{SOFT}\"")
                        )
                    ))
                }
                Placed::Hidden => None,
            }
        };
        self.atlas.ground_names.iter().enumerate().filter_map(name).collect()
    }

    fn rings(&self, map: Frame) -> String {
        let (atlas, scene) = (self.atlas, self.scene);
        let shown =
            atlas.places.iter().zip(&scene.places).filter(|(p, e)| **e > Emphasis::Quiet && !p.outlined && scene.sheet == Sheet::Region);
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

    fn flows(&self, map: Frame) -> String {
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

    /// Words beside a mark, in the room that was found for them: close to their mark, and no wider than that room.
    fn words(&self, svg: &mut String, at: (f64, f64), placed: Placed, clear: f64, (text, size, bold): (&str, f64, bool)) {
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
        let halo = format!("stroke=\"{below}\" stroke-width=\"3\" stroke-linejoin=\"round\" aria-hidden=\"true\"");
        for paint in [halo.as_str(), ""] {
            *svg += &self.letters.line(text, (x, y), anchor, look, paint);
        }
    }

    /// What is written on a disc, in letters small enough for it.
    fn number(&self, svg: &mut String, (x, y): (f64, f64), number: &str) {
        let look = Look::plain(LEGEND).bold(true);
        let look = look.sized(LEGEND * (20.0 / self.letters.width(number, look).max(1.0)).min(1.0));
        *svg += &self.letters.line(number, (x, y + look.size * 0.35), Anchor::Middle, look, "fill=\"#fff\"");
    }

    fn marks(&self, svg: &mut String, labels: &Labels, map: Frame) {
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
            (-radius..map.width + radius).contains(&x) && (-radius..map.height + radius).contains(&y)
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
                let numbers: Vec<String> = here.iter().map(|j| atlas.projects[*j].number.to_string()).collect();
                self.number(svg, (x, middle), &numbers.join("·"));
            }
            self.words(svg, (x, y), labels.projects[i], DISC, (&project_label(atlas, scene, i), PROJECT, subject));
        }
        for i in Scene::drawn(&scene.places) {
            let place = &atlas.places[i];
            let ring = ring_km(place.outlined, place.radius_km) * camera.scale(map);
            let from = ring.max(label_clearance(here(atlas, scene, i).len()));
            self.words(svg, on(place.at), labels.places[i], from, (&format!("{} {}", place.name, place.radius), PLACE, false));
        }
        for i in Scene::drawn(&scene.facilities) {
            let facility = &atlas.facilities[i];
            if !on_map(facility.at, DOT) {
                continue;
            }
            let (x, y) = on(facility.at);
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
                let _ = write!(svg, "<circle cx=\"{:.1}\" cy=\"{y:.1}\" r=\"{}\" fill=\"{}\"/>", x(SIGN[0]), SIGN[0], hue(*i));
                let at = (x(2.0 * SIGN[0] + SIGN[1]), y + 4.5);
                *svg += &self.letters.line(&self.atlas.stage_names[*i], at, anchor, Look::plain(LEGEND), "");
            }
        }
        for (i, note) in around.notes.iter().enumerate() {
            *svg += &self.letters.line(note, (begin, top + around.note(i)), anchor, Look::plain(NOTES), &format!("fill=\"{SOFT}\""));
        }
    }
}

/// The projects at a place that are drawn.
fn here(atlas: &Atlas, scene: &Scene, place: usize) -> Vec<usize> {
    Scene::drawn(&scene.projects).filter(|j| atlas.projects[*j].place.0 == place).collect()
}

/// A line moved to its left, seen from its beginning, by so much.
fn lifted(line: &[PlanePoint], by: f64) -> Vec<PlanePoint> {
    let [first, .., last] = line else { return line.to_vec() };
    let (dx, dy) = (last.x - first.x, last.y - first.y);
    let length = dx.hypot(dy).max(f64::MIN_POSITIVE);
    line.iter().map(|p| PlanePoint { x: p.x + dy / length * by, y: p.y - dx / length * by }).collect()
}

/// The looks of a river; the great one has a class of its own beside the others'.
fn river(class: &str, width: f64) -> String {
    let (colour, wider) = if class.contains("river-main") { (WATER[0], 2.9) } else { (WATER[1], 1.2) };
    format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{:.3}\" stroke-linejoin=\"round\"", width * wider)
}

fn hue(stage: usize) -> &'static str {
    HUES.get(stage).copied().unwrap_or(GREY)
}
