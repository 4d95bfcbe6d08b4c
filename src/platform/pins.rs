//! What moves with the map in every frame: set on each element itself, because a property that is
//! inherited would have the style of the whole map computed anew.

use super::dom::{by_id, document, elements, number, style_of, value_of};
use super::land::ScreenTransform;
use super::transforms::{transform, translate};
use super::web_animations::WebAnimations;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCollection, HtmlElement};

/// An element pinned to the land.
struct Pin {
    element: HtmlElement,
    region: (f64, f64),
    world: (f64, f64),
    /// Whether it is seen on the world's sheet only.
    of_world: bool,
}

impl Pin {
    fn is_seen(&self) -> bool {
        style_of(&self.element).is_some_and(|style| value_of(&style, "visibility") == "visible")
    }

    /// Puts it at a place in px from the map's middle.
    fn put(&self, (x, y): (f64, f64)) {
        // A refused style leaves the pin where the style sheet has it.
        let _ = self.element.style().set_property("transform", &translate(x, y));
    }
}

/// All that is pinned to the land, with its places in km as the style sheet has them.
pub struct Pins {
    pins: Vec<Pin>,
    /// What was pinned when they were collected.
    count: u32,
}

impl Pins {
    /// Reads the places once; they never change.
    pub fn collect() -> Pins {
        let list = marks();
        let count = list.as_ref().map_or(0, HtmlCollection::length);
        let pin = |element: web_sys::Element| {
            let style = style_of(&element)?;
            let number = |name: &str| number(&value_of(&style, name));
            let region = (number("--x")?, number("--y")?);
            // Plants have only a place on the world's sheet.
            let world = number("--wx").zip(number("--wy"));
            Some(Pin {
                element: element.unchecked_into(),
                region,
                world: world.unwrap_or(region),
                of_world: world.is_none(),
            })
        };
        let marked = list.into_iter().flat_map(|list| (0..count).filter_map(move |i| list.item(i)));
        Pins { pins: marked.filter_map(pin).collect(), count }
    }

    /// Whether these are still all, and none was replaced.
    pub fn is_current(&self) -> bool {
        marks().is_some_and(|list| list.length() == self.count)
            && self.pins.iter().all(|pin| pin.element.is_connected())
    }

    /// Has the browser lead all pins of the region that are seen through views, evenly spaced, in
    /// so many ms.
    pub fn lead(&self, motions: &mut WebAnimations, views: &[ScreenTransform], ms: f64) {
        // All are asked before one is led: each that is led would have the styles computed anew for
        // the next question.
        let asked: Vec<(&Pin, bool)> =
            self.pins.iter().filter(|pin| !pin.of_world).map(|pin| (pin, pin.is_seen())).collect();
        for (pin, is_seen) in asked {
            let place = |v: &ScreenTransform| {
                (pin.region.0 * v.px_per_km + v.origin.0, pin.region.1 * v.px_per_km + v.origin.1)
            };
            if is_seen {
                motions.lead(&pin.element, views.iter().map(place), ms);
            } else if let Some(end) = views.last() {
                // Of what paints nothing the compositor has no layer, and the page would have to
                // arrange its layers anew in every frame; it waits where the flight ends.
                pin.put(place(end));
            }
        }
    }

    /// Places all pins for a middle in km and a scale in px per km.
    pub fn place(&self, on_world: bool, (cx, cy): (f64, f64), px_per_km: f64) {
        for pin in self.pins.iter().filter(|pin| on_world || !pin.of_world) {
            let (x, y) = if on_world { pin.world } else { pin.region };
            pin.put(((x - cx) * px_per_km, (y - cy) * px_per_km));
        }
    }
}

/// All that is pinned to the land; the browser keeps the list as the page changes.
fn marks() -> Option<HtmlCollection> {
    Some(by_id("map")?.get_elements_by_class_name("at"))
}

/// Moves and scales the drawings from where they were drawn; px and a factor.
pub fn move_drawing(shift: (f64, f64), factor: f64) {
    move_all("#map svg.camera", shift, factor, true);
}

/// Moves and scales the names on the land, which are hidden where they would not be `legible`.
pub fn move_names(shift: (f64, f64), factor: f64, legible: bool) {
    move_all("#map .land svg.camera", shift, factor, legible);
}

fn move_all(selector: &str, shift: (f64, f64), factor: f64, legible: bool) {
    let Some(list) = document().and_then(|d| d.query_selector_all(selector).ok()) else { return };
    for svg in elements(list) {
        let svg = svg.unchecked_into::<HtmlElement>();
        move_element(&svg, shift, factor);
        let _ = svg.style().set_property("visibility", if legible { "" } else { "hidden" });
    }
}

/// Moves an element by px and scales it.
pub(super) fn move_element(element: &HtmlElement, shift: (f64, f64), factor: f64) {
    let _ = element.style().set_property("transform", &transform(shift, factor));
}
