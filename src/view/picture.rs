//! The view as a picture of its own: title, map, marks, labels, legend, sources and note, in colours
//! that print. It is drawn from the same scene and the same labels as the one on screen.
//!
//! Looks are attributes and every width is worked out from the camera's scale: programs that place
//! pictures know neither style sheets nor strokes that do not scale.

use super::map::arc;
use crate::content::Atlas;
use crate::geo::{offset, text_width, Camera, Frame, Placed, PlanePoint};
use crate::story::{labels, project_label, ring_km, Emphasis, Labels, Scene, Sheet, DISC, LAND, PILE, PLACE, PLANT, PROJECT, STACK};
use std::fmt::Write;

/// Room for the title above the map and the legend below, px.
const HEAD: f64 = 90.0;
const FOOT: f64 = 110.0;
/// Room at the sides of words, px.
const MARGIN: f64 = 24.0;

/// Colours of a day, since a picture is put on paper and pages of its own; see style/0-tokens.css.
const PAPER: &str = "#faf7f0";
const GROUND: &str = "#f0eadc";
const FAR: &str = "#f6f2e8";
const LINE: &str = "#cbc2b0";
const COAST: &str = "#b3a994";
const INK: &str = "#1f1d1a";
const SOFT: &str = "#403c37";
const FAINT: &str = "#504c45";
const GREY: &str = "#5f594e";
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
    /// Whether a text can be written; what cannot is left out.
    pub writable: fn(&str) -> bool,
}

impl Picture<'_> {
    /// Size of a picture to keep, px.
    pub const KEPT: (f64, f64) = (1200.0, 960.0);

    /// The picture as SVG.
    pub fn svg(&self) -> String {
        let (w, h) = self.size;
        let map = self.map();
        let labels = labels(self.atlas, self.scene, map, false, None);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" font-family=\"sans-serif\" fill=\"{INK}\">\
             <rect width=\"{w}\" height=\"{h}\" fill=\"{PAPER}\"/>"
        );
        self.title(&mut svg);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg y=\"{6}\" width=\"{w}\" height=\"{0}\"><svg viewBox=\"{1}\" width=\"{w}\" height=\"{0}\" overflow=\"visible\">{2}{3}{4}{5}</svg>",
            map.height,
            self.scene.camera.view_box(),
            self.ground(),
            self.land_names(&labels),
            self.flows(),
            self.rings(),
            self.head(),
        );
        self.marks(&mut svg, &labels);
        svg += "</svg>";
        if self.head() > 0.0 {
            self.legend(&mut svg, HEAD + map.height);
        }
        svg + "</svg>"
    }

    /// Room above the map: without a headline that can be written there are no words around it at all.
    fn head(&self) -> f64 {
        if (self.writable)(self.title) {
            HEAD
        } else {
            0.0
        }
    }

    fn map(&self) -> Frame {
        Frame { width: self.size.0, height: self.size.1 - self.head() - if self.head() > 0.0 { FOOT } else { 0.0 } }
    }

    /// So many pixels in km.
    fn px(&self, pixels: f64) -> f64 {
        pixels / self.scene.camera.scale(self.map()).max(f64::MIN_POSITIVE)
    }

    /// The headline, in smaller letters where it is long.
    fn title(&self, svg: &mut String) {
        let room = self.size.0 - 2.0 * MARGIN;
        let size = 38.0 * room / text_width(self.title, 38.0, false, 0.0).max(room);
        self.text(svg, &format!("x=\"{MARGIN}\" y=\"56\" font-family=\"serif\" font-size=\"{size:.1}\""), self.title);
    }

    fn text(&self, svg: &mut String, attributes: &str, text: &str) {
        if (self.writable)(text) {
            let _ = write!(svg, "<text {attributes}>{}</text>", escape(text));
        }
    }

    /// The land with its looks in its tags. Only what is drawn of the page's land, without its names.
    fn ground(&self) -> String {
        let Some(group) = self.land.find("<g").and_then(|from| self.land[from..].split_once("</g>")).map(|(group, _)| group) else {
            return String::new();
        };
        let unit = group.split("scale(").nth(1).and_then(|s| s.split(')').next()?.parse::<f64>().ok()).unwrap_or(1.0);
        let width = self.px(0.75) / unit;
        if self.scene.sheet == Sheet::World {
            let look = format!("stroke-width=\"{:.3}\"", self.px(1.0) / unit);
            let plain = group.replace("var(--land)", GROUND).replace("var(--coast)", COAST);
            return plain.replace("stroke-width=\"1\" vector-effect=\"non-scaling-stroke\"", &look) + "</g>";
        }
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
                "outline" if !self.is_spoken_of(rest) => continue,
                "outline" => line(SOFT, 6.0),
                "disputed" => line(LINE, 4.0),
                "coast" => line(COAST, 0.0),
                _ => line(LINE, 0.0),
            };
            let d = rest.split_once(" d=\"").and_then(|(_, d)| d.split_once('"')).map_or("", |(d, _)| d);
            let _ = write!(drawn, "<path class=\"{class}\" {look} d=\"{d}\"/>");
        }
        drawn + "</g>"
    }

    /// Whether the place that a path outlines is the scene's subject.
    fn is_spoken_of(&self, attributes: &str) -> bool {
        let id = attributes.split_once("data-outline=\"").and_then(|(_, id)| id.split_once('"')).map(|(id, _)| id);
        self.atlas.places.iter().zip(&self.scene.places).any(|(place, e)| Some(place.id.as_str()) == id && *e > Emphasis::Quiet)
    }

    /// Names along the land: those that found room.
    fn land_names(&self, labels: &Labels) -> String {
        let size = self.scene.camera.span_km * LAND.1;
        let mut svg = String::new();
        for (i, name) in self.atlas.land_names.iter().enumerate() {
            if labels.land.get(i) != Some(&Placed::Along) || !(self.writable)(&name.name) {
                continue;
            }
            let points: Vec<String> = name.line.iter().map(|p| format!("{:.1} {:.1}", p.x, p.y)).collect();
            let _ = write!(
                svg,
                "<path id=\"along-{i}\" fill=\"none\" d=\"M{}\"/><text font-size=\"{size:.2}\" letter-spacing=\"{:.2}\" text-anchor=\"middle\" fill=\"{FAINT}\" class=\"on-land\"><textPath xlink:href=\"#along-{i}\" startOffset=\"50%\">{}</textPath></text>",
                points.join("L"),
                size * 0.22,
                escape(&name.name.to_uppercase())
            );
        }
        svg
    }

    fn rings(&self) -> String {
        let (atlas, scene) = (self.atlas, self.scene);
        let shown =
            atlas.places.iter().zip(&scene.places).filter(|(p, e)| **e > Emphasis::Quiet && !p.outlined && scene.sheet == Sheet::Region);
        let ring = |(p, _): (&crate::content::AtlasPlace, &Emphasis)| {
            format!(
                "<circle fill=\"none\" stroke=\"{SOFT}\" stroke-width=\"{:.3}\" stroke-dasharray=\"{:.3}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>",
                self.px(1.0),
                self.px(4.0),
                p.at.x,
                p.at.y,
                ring_km(p.outlined, p.radius_km)
            )
        };
        shown.map(ring).collect()
    }

    fn flows(&self) -> String {
        let atlas = self.atlas;
        let path = |i: usize| {
            let (from, to) = atlas.flows[i];
            format!(
                "<path class=\"flow\" fill=\"{FLOW}\" fill-opacity=\".22\" stroke=\"{FLOW}\" stroke-width=\"{:.3}\" stroke-dasharray=\"{:.3}\" d=\"{}\"/>",
                self.px(1.0),
                self.px(5.0),
                arc(atlas.places[from.0].at, atlas.places[to.0].at)
            )
        };
        Scene::drawn(&self.scene.flows).map(path).collect()
    }

    /// Words beside a mark, set where the label was placed.
    fn words(&self, svg: &mut String, at: (f64, f64), placed: Placed, clear: f64, (text, size, bold): (&str, f64, bool)) {
        let Placed::Beside(side) = placed else { return };
        let width = text_width(text, size, bold, 0.0) + 6.0;
        let (x, y) = offset(side, clear, width, size * 1.4);
        let (x, y) = (at.0 + x + 3.0, at.1 + y + size * 1.1);
        let weight = if bold { "600" } else { "400" };
        let place = format!("x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" font-weight=\"{weight}\"");
        let below = if self.scene.sheet == Sheet::World { PAPER } else { GROUND };
        // The letters lie on a copy in the land's colour, so that lines do not run through them.
        self.text(svg, &format!("{place} stroke=\"{below}\" stroke-width=\"3\" stroke-linejoin=\"round\" aria-hidden=\"true\""), text);
        self.text(svg, &place, text);
    }

    fn marks(&self, svg: &mut String, labels: &Labels) {
        let (atlas, scene) = (self.atlas, self.scene);
        let camera: &Camera = &scene.camera;
        let on = |p: PlanePoint| {
            let s = camera.to_screen(p, self.map());
            (s.x, s.y)
        };
        for i in Scene::drawn(&scene.projects).filter(|_| scene.sheet == Sheet::Region) {
            let project = &atlas.projects[i];
            let here: Vec<usize> = Scene::drawn(&scene.projects).filter(|j| atlas.projects[*j].place == project.place).collect();
            let nth = here.iter().position(|j| *j == i).unwrap_or(0) as f64;
            let (x, y) = on(atlas.places[project.place.0].at);
            let apart = if scene.is_closed(atlas, project.place) { PILE } else { STACK };
            let y = y + (nth - (here.len() as f64 - 1.0) / 2.0) * apart;
            let subject = scene.projects[i] > Emphasis::Quiet;
            let fill = if subject { hue(project.stage().0) } else { GREY };
            let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"12\" fill=\"{fill}\"/>");
            let place =
                format!("x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"700\" fill=\"#fff\"", y + 4.5);
            self.text(svg, &place, &project.number.to_string());
            self.words(svg, (x, y), labels.projects[i], DISC, (&project_label(atlas, scene, i), PROJECT, subject));
        }
        for i in Scene::drawn(&scene.places) {
            let place = &atlas.places[i];
            let clear = (ring_km(place.outlined, place.radius_km) * camera.scale(self.map())).max(DISC);
            self.words(svg, on(place.at), labels.places[i], clear, (&format!("{} {}", place.name, place.radius), PLACE, false));
        }
        for i in Scene::drawn(&scene.facilities) {
            let facility = &atlas.facilities[i];
            let (x, y) = on(facility.at);
            let fill = facility.stages.first().map_or(GREY, |s| hue(s.0));
            let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{fill}\"/>");
            self.words(svg, (x, y), labels.facilities[i], 7.0, (&facility.name, PLANT, false));
        }
    }

    fn legend(&self, svg: &mut String, top: f64) {
        for (i, name) in self.atlas.stage_names.iter().enumerate().filter(|(_, name)| (self.writable)(name)) {
            let x = MARGIN + 145.0 * i as f64;
            let _ = write!(svg, "<circle cx=\"{:.0}\" cy=\"{:.0}\" r=\"6\" fill=\"{}\"/>", x + 6.0, top + 28.0, hue(i));
            self.text(svg, &format!("x=\"{:.0}\" y=\"{:.0}\" font-size=\"13\"", x + 18.0, top + 33.0), name);
        }
        for (i, note) in [&self.atlas.words.map_note, &self.atlas.words.map_sources].into_iter().enumerate() {
            let y = top + 62.0 + 20.0 * i as f64;
            self.text(svg, &format!("x=\"{MARGIN}\" y=\"{y:.0}\" font-size=\"12\" fill=\"{SOFT}\""), note);
        }
    }
}

fn hue(stage: usize) -> &'static str {
    HUES.get(stage).copied().unwrap_or(GREY)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
