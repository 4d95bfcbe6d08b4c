//! The drawn land: paths in km, written into the page once and never owned by script.

use crate::content::{Atlas, Seeds, Text};
use crate::geo::{svg_path, Land, Lines, CHINA};
use crate::story::{scene, Emphasis, State};
use std::fmt::Write;

/// Whole units of a path, km: below half a pixel in every view of the story.
const UNIT_KM: f64 = 0.5;

/// The base map as one SVG, as the story opens with it.
pub fn land_svg(seeds: &Seeds, text: &Text, land: &Land, atlas: &Atlas) -> String {
    let mut svg = String::new();
    let first = scene(atlas, &State::START);
    let spoken = |id: &str| atlas.places.iter().zip(&first.places).any(|(p, e)| p.id == id && *e > Emphasis::Quiet);
    let all = |object: &str| -> Lines { land.features(object).flat_map(|(_, lines)| lines.clone()).collect() };
    let path =
        |class: &str, lines: &[_], closed: bool| format!("<path class=\"{class}\" d=\"{}\"/>", svg_path(lines, &CHINA, UNIT_KM, closed));
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<svg class=\"camera\" viewBox=\"{}\" aria-hidden=\"true\"><g transform=\"scale({UNIT_KM})\">",
        first.camera.view_box()
    );
    svg += &path("neighbours", &all("neighbours"), true);
    svg += &path("china", &all("provinces"), true);
    for place in &seeds.places {
        if let Some(lines) = place.outline.as_ref().and_then(|id| land.feature("provinces", id)) {
            let class = if spoken(&place.id) { "outline is-subject-outline" } else { "outline" };
            let (id, d) = (escape(&place.id), svg_path(lines, &CHINA, UNIT_KM, true));
            let _ = write!(svg, "<path class=\"{class}\" data-outline=\"{id}\" d=\"{d}\"/>");
        }
    }
    for (class, object) in [
        ("borders", "borders"),
        ("coast", "coast"),
        ("frontier", "frontier"),
        ("frontier far", "neighbour_borders"),
        ("disputed", "disputed"),
    ] {
        svg += &path(class, &all(object), false);
    }
    svg += "</g>";
    names(&mut svg, seeds, text);
    svg += "</svg>";
    svg
}

/// Names of provinces, along a line through each.
fn names(svg: &mut String, seeds: &Seeds, text: &Text) {
    svg.push_str("<g class=\"province-names\">");
    for label in &seeds.province_labels {
        let Some(name) = text.names.land.get(&label.id) else { continue };
        let id = format!("along-{}", escape(&label.id.to_lowercase().replace('.', "-")));
        let line = svg_path(std::slice::from_ref(&label.line), &CHINA, 1.0, false);
        let _ = write!(
            svg,
            "<path id=\"{id}\" d=\"{line}\"/><text class=\"wanted-{}\"><textPath href=\"#{id}\" startOffset=\"50%\">{}</textPath></text>",
            label.priority,
            escape(name)
        );
    }
    svg.push_str("</g>");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
