//! A canvas over the land, or over the timeline, for very many marks.

use super::dom::{by_id, document, first, window};
use super::land::{lay_under_stage, px_of};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageData};

/// How far the canvas of the land reaches beyond the stage, px.
const BLEED: f64 = 56.0;

/// The canvas and its pen.
pub struct Dots {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// How far it reaches beyond the map: left, top, right, bottom, px.
    pub reach: [f64; 4],
}

impl Dots {
    /// Lays the canvas over the land; `None` where there is no land.
    pub fn lay() -> Option<Dots> {
        let mut dots = Dots::within(&first("#map .land")?, "position:absolute")?;
        dots.reach = lay_under_stage(&dots.canvas, BLEED)?;
        Some(dots)
    }

    /// Lays the canvas over the ruler of the timeline, with the ruler's width and height in px.
    pub fn lay_over_ruler() -> Option<(Dots, f64, f64)> {
        let timeline = by_id("timeline")?;
        let dots = Dots::within(&timeline, "position:absolute;pointer-events:none")?;
        let (place, over) = (first("#timeline .ruler")?.get_bounding_client_rect(), timeline.get_bounding_client_rect());
        for (side, px) in [("left", place.left() - over.left()), ("top", place.top() - over.top())] {
            dots.canvas.style().set_property(side, &px_of(px)).ok()?;
        }
        Some((dots, place.width(), place.height()))
    }

    fn within(parent: &HtmlElement, style: &str) -> Option<Dots> {
        let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
        let _ = canvas.set_attribute("aria-hidden", "true");
        parent.append_child(&canvas).ok()?;
        canvas.style().set_css_text(style);
        let context = canvas.get_context("2d").ok()??.unchecked_into();
        Some(Dots { canvas, context, reach: [0.0; 4] })
    }

    /// Shows pixels, four bytes each, `width` to a row; the canvas is as large as they are.
    pub fn show(&self, pixels: &[u8], width: usize, height: usize) {
        if (self.canvas.width() as usize, self.canvas.height() as usize) != (width, height) {
            self.canvas.set_width(width as u32);
            self.canvas.set_height(height as u32);
        }
        let Ok(image) = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width as u32, height as u32) else { return };
        let _ = self.context.put_image_data(&image, 0.0, 0.0);
        self.set_seen(true);
    }

    /// Shows or hides what was painted.
    pub fn set_seen(&self, is_seen: bool) {
        let _ = self.canvas.style().set_property("visibility", if is_seen { "" } else { "hidden" });
    }
}

/// Offers `name(numbers, ms)` to a script on the page; `numbers` are the values of the first argument's keys.
pub fn offer(name: &str, keys: [&'static str; 3], call: impl Fn([f64; 3], f64) + 'static) {
    let Some(window) = window() else { return };
    let called = move |what: wasm_bindgen::JsValue, ms: f64| {
        let value = |key: &str| js_sys::Reflect::get(&what, &key.into()).ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
        call(keys.map(value), ms);
    };
    let closure = wasm_bindgen::closure::Closure::<dyn Fn(wasm_bindgen::JsValue, f64)>::new(called);
    let _ = js_sys::Reflect::set(&window, &name.into(), &closure.into_js_value());
}
