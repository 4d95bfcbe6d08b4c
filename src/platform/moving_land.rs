//! The land while it moves: drawn on a canvas in every frame, sharp and only where it is seen. At
//! rest the page's own drawing takes its place, which prints, scales and is saved.

use super::dom::{document, elements, first, number, window};
use super::land::{is_shown, lay_under_stage, look, show_land, LandSeen, Look, BLEED};
use super::pins::move_element;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, Path2d};

/// The canvas and all that is drawn on it.
pub struct MovingLand {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    layers: Vec<Layer>,
    /// Kilometres of one unit of the paths.
    unit_km: f64,
    /// How far the canvas reaches beyond the map's frame: left, top, right, bottom, px.
    reach: [f64; 4],
    /// What it shows, since the motion began.
    shown: Cell<Option<Shown>>,
    /// When it was last asked for, ms.
    asked: Cell<f64>,
    /// Whether frames come too slowly. It is then drawn coarser, and not for every frame.
    is_slow: Cell<bool>,
}

/// What a canvas was drawn for.
#[derive(Clone, Copy)]
struct Shown {
    center: (f64, f64),
    px_per_km: f64,
    /// For how many frames it was moved and scaled since.
    frames: u8,
}

/// A frame that comes later than this after the one before is slow, ms: one was left out.
const SLOW_MS: f64 = 30.0;
/// Frames farther apart than this are not of one motion, ms.
const APART_MS: f64 = 250.0;
/// A slow machine moves and scales a drawing for so many frames before it draws anew,
const KEPT_FRAMES: u8 = 2;
/// closer by so much at most, and no farther than the canvas reaches beyond the stage.
const KEPT_STRETCH: f64 = 1.3;

/// One path of the drawing, line by line, and how it is drawn.
struct Layer {
    element: Element,
    lines: Vec<(Path2d, [f64; 4])>,
    look: Look,
}

impl MovingLand {
    /// Takes the drawing of the land apart, path by path: `take_apart` gives a path's lines, each with
    /// its bounds left, top, right, bottom. Nothing where there is no drawing, or no canvas.
    pub fn collect(take_apart: impl Fn(&str) -> Vec<(&str, [f64; 4])>) -> Option<MovingLand> {
        let base = document()?.query_selector("#map .land .base").ok()??;
        let unit_km = base.get_attribute("transform")?.strip_prefix("scale(").and_then(number)?;
        let layer = |element: Element| {
            let data = element.get_attribute("d")?;
            let lines = take_apart(&data)
                .into_iter()
                .filter_map(|(line, bounds)| Some((Path2d::new_with_path_string(line).ok()?, bounds)))
                .collect();
            Some(Layer { element, lines, look: Look::default() })
        };
        let layers = elements(base.query_selector_all("path").ok()?).filter_map(layer).collect();
        let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
        canvas.set_class_name("moving-land");
        let _ = canvas.set_attribute("aria-hidden", "true");
        first("#map .land")?.prepend_with_node_1(&canvas).ok()?;
        let context = canvas.get_context("2d").ok()??.unchecked_into();
        let (shown, asked, is_slow) = (Cell::new(None), Cell::new(0.0), Cell::new(false));
        Some(MovingLand { canvas, context, layers, unit_km, reach: [0.0; 4], shown, asked, is_slow })
    }

    /// Begins to move: looks are read anew, because the colour scheme may have changed since.
    pub fn begin(&mut self) {
        for layer in &mut self.layers {
            layer.look = look(&layer.element).unwrap_or_default();
        }
        self.reach = self.lay_out().unwrap_or_default();
        self.shown.set(None);
        show_land(LandSeen::Moving);
    }

    /// Lays the canvas under the whole stage, because the land runs out under the text.
    fn lay_out(&self) -> Option<[f64; 4]> {
        lay_under_stage(&self.canvas)
    }

    /// Draws what a frame of `size` px shows around a middle in km, at a scale in px per km.
    pub fn draw(&self, center: (f64, f64), px_per_km: f64, (width, height): (f64, f64)) {
        self.note_pace();
        let (kept, shift, factor) = self.kept(center, px_per_km, (width, height));
        move_element(&self.canvas, shift, factor);
        self.shown.set(Some(kept.unwrap_or(Shown { center, px_per_km, frames: 0 })));
        if kept.is_some() {
            return;
        }
        let density = window().map_or(1.0, |w| w.device_pixel_ratio()).min(if self.is_slow.get() { 1.0 } else { f64::INFINITY });
        let (cx, cy) = center;
        let [left, top, right, bottom] = self.reach;
        let (wide, high) = (((width + left + right) * density).round(), ((height + top + bottom) * density).round());
        if f64::from(self.canvas.width()) != wide || f64::from(self.canvas.height()) != high {
            self.canvas.set_width(wide as u32);
            self.canvas.set_height(high as u32);
        }
        let scale = px_per_km * self.unit_km;
        let pen = &self.context;
        let factor = scale * density;
        let (left, top) = ((left + width / 2.0 - cx * px_per_km) * density, (top + height / 2.0 - cy * px_per_km) * density);
        let _ = pen.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        pen.clear_rect(0.0, 0.0, wide, high);
        let _ = pen.set_transform(factor, 0.0, 0.0, factor, left, top);
        let view = [-left / factor, -top / factor, (wide - left) / factor, (high - top) / factor];
        for layer in self.layers.iter().filter(|l| is_shown(&l.element)) {
            let seen = layer.lines.iter().filter(|(_, b)| b[0] <= view[2] && b[2] >= view[0] && b[1] <= view[3] && b[3] >= view[1]);
            if let Some(fill) = &layer.look.fill {
                pen.set_fill_style_str(fill);
                seen.clone().for_each(|(path, _)| pen.fill_with_path_2d(path));
            }
            if let Some((stroke, width)) = &layer.look.stroke {
                pen.set_stroke_style_str(stroke);
                pen.set_line_width(width / scale);
                let dashes: js_sys::Array = layer.look.dashes.iter().map(|d| JsValue::from_f64(d / scale)).collect();
                let _ = pen.set_line_dash(&dashes);
                seen.for_each(|(path, _)| pen.stroke_with_path(path));
            }
        }
    }

    /// Takes note of how fast frames come.
    fn note_pace(&self) {
        let now = window().and_then(|w| w.performance()).map_or(0.0, |p| p.now());
        let since = now - self.asked.replace(now);
        if (SLOW_MS..APART_MS).contains(&since) {
            self.is_slow.set(true);
        }
    }

    /// What is drawn already, with how it has to be moved and scaled, where that will do for this frame.
    fn kept(&self, (cx, cy): (f64, f64), px_per_km: f64, (width, height): (f64, f64)) -> (Option<Shown>, (f64, f64), f64) {
        let [left, top, right, bottom] = self.reach;
        let farthest = (left.max(right) + width / 2.0).max(top.max(bottom) + height / 2.0);
        let near = |shown: Shown| {
            let factor = px_per_km / shown.px_per_km;
            let shift = ((shown.center.0 - cx) * px_per_km, (shown.center.1 - cy) * px_per_km);
            // What shrinks about the map's middle draws back from its farthest edge most.
            let uncovered = farthest * (1.0 - factor) + shift.0.abs().max(shift.1.abs());
            let will_do = shown.frames < KEPT_FRAMES && factor < KEPT_STRETCH && uncovered < BLEED;
            will_do.then_some((Some(Shown { frames: shown.frames + 1, ..shown }), shift, factor))
        };
        self.shown.get().filter(|_| self.is_slow.get()).and_then(near).unwrap_or((None, (0.0, 0.0), 1.0))
    }
}
