//! Small maps for paper: black lines on white, names beside marks, readable without colour.

use crate::content::{Atlas, Layer};
use crate::geo::PlanePoint;
use crate::ids::{ProjectIx, StepIx};
use std::fmt::Write;

/// Width of a map in units of its height.
const WIDE: f64 = 3.0;

/// The map of a step as SVG. `world` is the address of the drawn world; the region is drawn in the page.
pub(super) fn small_map(atlas: &Atlas, ix: StepIx, world: &str) -> String {
    let step = atlas.step(ix);
    let (camera, span) = (step.camera, step.camera.span_km);
    let on_world = step.layers.contains(&Layer::World);
    let height = if on_world { span * 0.55 } else { span };
    let (left, top) = (camera.center.x - height * WIDE / 2.0, camera.center.y - height / 2.0);
    let land = if on_world { format!("{}#world", escape(world)) } else { "#land".to_string() };
    // Writing to a String cannot fail.
    let mut svg = format!(
        "<svg class=\"paper-map\" viewBox=\"{left:.0} {top:.0} {:.0} {height:.0}\" role=\"img\" aria-label=\"{}\"><use href=\"{land}\"/>",
        height * WIDE,
        escape(&step.title)
    );
    let letters = height * 0.06;
    if on_world {
        for (i, facility) in atlas.facilities.iter().enumerate() {
            mark(&mut svg, facility.at, letters * 0.75, &(i + 1).to_string(), "", false);
        }
    } else {
        bare_places(&mut svg, atlas, ix, letters);
        projects(&mut svg, atlas, ix, letters);
    }
    svg += "</svg>";
    svg += &legend(atlas, ix);
    if on_world {
        let list = atlas.facilities.iter().enumerate().map(|(i, f)| format!("{} {}", i + 1, escape(&f.name)));
        let _ = write!(svg, "<p class=\"paper-legend\">{}</p>", list.collect::<Vec<_>>().join(&escape(&atlas.words.semicolon)));
    }
    svg
}

fn projects(svg: &mut String, atlas: &Atlas, ix: StepIx, letters: f64) {
    let focus = &atlas.step(ix).focus;
    let at = |p: &ProjectIx| atlas.projects.get(p.0).and_then(|project| atlas.places.get(project.place.0)).map(|place| place.at);
    for i in focus {
        let Some(project) = atlas.projects.get(i.0) else { continue };
        let Some(place) = atlas.places.get(project.place.0) else { continue };
        let here: Vec<_> = focus.iter().filter(|p| atlas.projects[p.0].place == project.place).collect();
        let nth = here.iter().position(|p| *p == i).unwrap_or(0) as f64 - (here.len() as f64 - 1.0) / 2.0;
        if nth <= 0.0 && !place.outlined {
            let _ = write!(
                svg,
                "<circle class=\"paper-ring\" cx=\"{:.0}\" cy=\"{:.0}\" r=\"{:.0}\"/>",
                place.at.x, place.at.y, place.radius_km
            );
        }
        let middle = PlanePoint { x: place.at.x, y: place.at.y + nth * letters * 2.1 };
        // A name stands on the left where it would run into a mark on the right.
        let crowded = focus.iter().filter_map(at).any(|p| p.x > place.at.x && (p.y - middle.y).abs() < letters * 4.0);
        mark(svg, middle, letters, &project.number.to_string(), &project.name, crowded);
    }
}

/// Where the marks lie and how exactly that is known, in words.
fn legend(atlas: &Atlas, ix: StepIx) -> String {
    let words = &atlas.words;
    let places = atlas.step(ix).focus.iter().filter_map(|i| {
        let project = atlas.projects.get(i.0)?;
        let place = atlas.places.get(project.place.0)?;
        Some(format!("{} {}{}{} {}", project.number, project.name, words.colon, place.name, place.radius))
    });
    let list = places.collect::<Vec<_>>().join(&words.semicolon);
    if list.is_empty() {
        return String::new();
    }
    format!("<p class=\"paper-legend\">{}</p>", escape(&list))
}

/// Places that the step names and that hold none of its projects.
fn bare_places(svg: &mut String, atlas: &Atlas, ix: StepIx, letters: f64) {
    let step = atlas.step(ix);
    for i in &step.places {
        let Some(place) = atlas.places.get(i.0).filter(|p| !p.province) else { continue };
        if !step.focus.iter().any(|p| atlas.projects[p.0].place == *i) {
            mark(svg, place.at, letters * 0.45, "", &place.name, false);
        }
    }
}

fn mark(svg: &mut String, at: PlanePoint, r: f64, sign: &str, name: &str, to_left: bool) {
    let (x, y) = (at.x, at.y);
    let _ = write!(svg, "<circle class=\"paper-mark\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{r:.1}\"/>");
    if !sign.is_empty() {
        let _ = write!(svg, "<text class=\"paper-sign\" x=\"{x:.0}\" y=\"{y:.0}\" font-size=\"{:.1}\">{sign}</text>", r * 1.25);
    }
    if !name.is_empty() {
        let size = r.max(1.0) * if sign.is_empty() { 2.4 } else { 1.15 };
        // A bare place is named above its mark, where no project's name stands.
        let y = if sign.is_empty() { y - r * 2.4 } else { y };
        let _ = write!(
            svg,
            "<text class=\"paper-name{}\" x=\"{:.0}\" y=\"{y:.0}\" font-size=\"{size:.1}\" stroke-width=\"{:.1}\">{}</text>",
            if to_left { " is-left" } else { "" },
            if to_left { x - r * 1.5 } else { x + r * 1.5 },
            size * 0.25,
            escape(name)
        );
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
