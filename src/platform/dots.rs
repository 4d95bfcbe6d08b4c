//! Canvases over the land and over the timeline, for very many marks.

use super::dom::{by_id, document, first, window};
use super::land::{lay_under_stage, px_of};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageData, OffscreenCanvas,
};

/// How far the canvas over the land reaches beyond the stage, px.
const BLEED: f64 = 56.0;

/// The canvas over the land, which the land's worker draws on.
pub struct Sites {
    canvas: HtmlCanvasElement,
    /// What the worker draws on.
    pub(super) sheet: OffscreenCanvas,
    /// How far it reaches beyond the map: left, top, right, bottom, px.
    pub reach: [f64; 4],
}

impl Sites {
    /// Lays the canvas over the land; `None` where there is no land, or no canvas that a worker
    /// draws on.
    pub fn lay() -> Option<Sites> {
        let canvas = canvas_within(&first("#map .land")?, "position:absolute")?;
        let reach = lay_under_stage(&canvas, BLEED)?;
        let sheet = canvas.transfer_control_to_offscreen().ok()?;
        Some(Sites { canvas, sheet, reach })
    }

    /// Shows or hides what was drawn.
    pub fn set_seen(&self, is_seen: bool) {
        let _ = self.canvas.style().set_property("visibility", if is_seen { "" } else { "hidden" });
    }
}

/// The canvas over the timeline, and its pen.
pub struct Dots {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

fn canvas_within(parent: &HtmlElement, style: &str) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
    let _ = canvas.set_attribute("aria-hidden", "true");
    parent.append_child(&canvas).ok()?;
    canvas.style().set_css_text(style);
    Some(canvas)
}

impl Dots {
    /// Lays the canvas over the ruler of the timeline, with the ruler's width and height in px.
    pub fn lay_over_ruler() -> Option<(Dots, f64, f64)> {
        let timeline = by_id("timeline")?;
        let canvas = canvas_within(&timeline, "position:absolute;pointer-events:none")?;
        let (place, over) = (
            first("#timeline .ruler")?.get_bounding_client_rect(),
            timeline.get_bounding_client_rect(),
        );
        for (side, px) in [("left", place.left() - over.left()), ("top", place.top() - over.top())]
        {
            canvas.style().set_property(side, &px_of(px)).ok()?;
        }
        let context = canvas.get_context("2d").ok()??.unchecked_into();
        Some((Dots { canvas, context }, place.width(), place.height()))
    }

    /// Shows pixels, four bytes each, `width` to a row; the canvas is as large as they are.
    pub fn show(&self, pixels: &[u8], width: usize, height: usize) {
        if (self.canvas.width() as usize, self.canvas.height() as usize) != (width, height) {
            self.canvas.set_width(width as u32);
            self.canvas.set_height(height as u32);
        }
        let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(
            Clamped(pixels),
            width as u32,
            height as u32,
        ) else {
            return;
        };
        let _ = self.context.put_image_data(&image, 0.0, 0.0);
    }
}

/// Offers `name(numbers, ms)` to a script on the page; `numbers` are the values of the first
/// argument's keys.
pub fn offer(name: &str, keys: [&'static str; 3], call: impl Fn([f64; 3], f64) + 'static) {
    let Some(window) = window() else { return };
    let called = move |what: wasm_bindgen::JsValue, ms: f64| {
        let value = |key: &str| {
            js_sys::Reflect::get(&what, &key.into()).ok().and_then(|v| v.as_f64()).unwrap_or(0.0)
        };
        call(keys.map(value), ms);
    };
    let closure = wasm_bindgen::closure::Closure::<dyn Fn(wasm_bindgen::JsValue, f64)>::new(called);
    let _ = js_sys::Reflect::set(&window, &name.into(), &closure.into_js_value());
}
