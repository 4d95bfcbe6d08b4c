//! The land's drawings: the page's own, and canvases that stand in for it while it moves.

use super::dom::{by_id, first, number, style_of, value_of};
use crate::digits::fixed;
use web_sys::{Element, HtmlCanvasElement};

/// A camera in the browser's terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenTransform {
    /// Where the plane's origin lies, px from the map's middle.
    pub origin: (f64, f64),
    /// Px of one km.
    pub px_per_km: f64,
}

/// How a path is drawn.
#[derive(Default)]
pub(super) struct Look {
    pub(super) fill: Option<String>,
    /// Colour, and width in px.
    pub(super) stroke: Option<(String, f64)>,
    /// Px.
    pub(super) dashes: Vec<f64>,
}

/// Lays a canvas that lies in the map under the whole stage and `bleed` px beyond, so that it turns
/// and grows about the map's middle; how far it reaches beyond the map: left, top, right, bottom,
/// px.
pub(super) fn lay_under_stage(canvas: &HtmlCanvasElement, bleed: f64) -> Option<[f64; 4]> {
    let (map, stage) =
        (by_id("map")?.get_bounding_client_rect(), by_id("stage")?.get_bounding_client_rect());
    let reach = [
        map.left() - stage.left(),
        map.top() - stage.top(),
        stage.right() - map.right(),
        stage.bottom() - map.bottom(),
    ]
    .map(|px| px + bleed);
    let style = canvas.style();
    for (side, px) in ["left", "top", "right", "bottom"].into_iter().zip(reach) {
        style.set_property(side, &px_of(-px)).ok()?;
    }
    style.set_property("width", &px_of(map.width() + reach[0] + reach[2])).ok()?;
    style.set_property("height", &px_of(map.height() + reach[1] + reach[3])).ok()?;
    let middle =
        [px_of(reach[0] + map.width() / 2.0), px_of(reach[1] + map.height() / 2.0)].join(" ");
    style.set_property("transform-origin", &middle).ok()?;
    Some(reach)
}

pub(super) fn px_of(length: f64) -> String {
    fixed(length, 3) + "px"
}

/// What of the land is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapSurface {
    /// The page's own drawing.
    Svg,
    /// Pictures that follow a hand.
    PanBitmap,
    /// The canvas of a flight.
    FlightCanvas,
}

/// Shows the land by one of its drawings.
pub fn show_land(seen: MapSurface) {
    if let Some(land) = first("#map .land") {
        let classes = land.class_list();
        let _ = classes.toggle_with_force("is-moving", seen != MapSurface::Svg);
        let _ = classes.toggle_with_force("is-flown", seen == MapSurface::FlightCanvas);
    }
}

/// How much of a path, ring or flow is seen: the style sheet has the same numbers, which are on
/// their way to one another when a step changes.
pub(super) fn opacity(path: &Element) -> f64 {
    let classes = path.class_list();
    let is_hidden = classes.contains("is-hidden")
        || classes.contains("outline") && !classes.contains("is-subject-outline");
    match (is_hidden, classes.contains("is-quiet")) {
        (true, _) => 0.0,
        (_, true) => 0.55,
        _ => 1.0,
    }
}

/// How strongly shade or light of the relief is drawn where it is seen whole; nothing for what is
/// no relief.
pub(super) fn relief_strength(part: &Element) -> Option<f64> {
    let is_relief = part.class_list().contains("relief");
    is_relief.then(|| number(&value_of(&style_of(part)?, "--strength"))).flatten()
}

/// How a path is drawn by the style sheet.
pub(super) fn look(element: &Element) -> Option<Look> {
    let style = style_of(element)?;
    let paint = |name: &str| Some(value_of(&style, name)).filter(|v| v != "none");
    let lengths = |name: &str| {
        value_of(&style, name).split([',', ' ']).filter_map(number).collect::<Vec<f64>>()
    };
    let width = lengths("stroke-width").first().copied().unwrap_or(1.0);
    Some(Look {
        fill: paint("fill"),
        stroke: paint("stroke").map(|colour| (colour, width)),
        dashes: lengths("stroke-dasharray"),
    })
}
