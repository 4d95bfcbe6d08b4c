//! The land under a hand: the painter's last picture, moved and scaled with the hand until the next
//! one has come, so that land and marks never part.

use super::dom::{document, first};
use super::land::{lay_under_stage, ScreenTransform};
use super::map_worker::{MapWorker, Picture, Sheet};
use super::pins::move_element;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, ImageBitmap, ImageBitmapRenderingContext};

/// How far a picture reaches beyond the stage, px: a quick hand goes as far before the next one has
/// come.
const BLEED: f64 = 112.0;

/// A picture does until the hand has moved it so far, px, or stretched or shrunk it by so much.
const WORN_PX: f64 = 40.0;
const WORN_STRETCH: f64 = 1.06;

/// The canvas of the pictures.
pub struct PanBitmap {
    canvas: HtmlCanvasElement,
    context: ImageBitmapRenderingContext,
    /// Where it was laid.
    sheet: Cell<Sheet>,
    /// What the picture shows.
    shown: Cell<Option<ScreenTransform>>,
    /// The number of the picture that is on its way, and what it will show.
    asked: Cell<Option<(f64, ScreenTransform)>>,
    /// What the hand wants; nothing at rest.
    wanted: Cell<Option<ScreenTransform>>,
}

impl PanBitmap {
    /// Lays the canvas; nothing where there is no land, or the browser cannot show pictures so.
    pub fn lay() -> Option<PanBitmap> {
        let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
        canvas.set_class_name("held-land");
        let _ = canvas.set_attribute("aria-hidden", "true");
        let context = canvas.get_context("bitmaprenderer").ok()??.unchecked_into();
        first("#map .land")?.prepend_with_node_1(&canvas).ok()?;
        let (shown, asked, wanted) = (Cell::new(None), Cell::new(None), Cell::new(None));
        Some(PanBitmap { canvas, context, sheet: Cell::default(), shown, asked, wanted })
    }

    /// Shows a view, on a map of a size in px, as well as the last picture does, and asks for one
    /// of its own where that is worn. Whether there is a picture; nothing where none can be had.
    pub fn hold(
        &self,
        painter: &MapWorker,
        view: ScreenTransform,
        size: (f64, f64),
    ) -> Option<bool> {
        if self.sheet.get().size != size {
            self.sheet.set(Sheet { size, reach: lay_under_stage(&self.canvas, BLEED)? });
            self.shown.set(None);
            self.asked.set(None);
        }
        let is_first = self.wanted.replace(Some(view)).is_none();
        let is_worn = || self.shown.get().is_none_or(|shown| is_worn(shown, view));
        if is_first || self.asked.get().is_none() && is_worn() {
            self.ask(painter, view, is_first)?;
        }
        Some(self.place())
    }

    fn ask(&self, painter: &MapWorker, view: ScreenTransform, is_first: bool) -> Option<()> {
        self.asked.set(Some((painter.paint(view, self.sheet.get(), is_first)?, view)));
        Some(())
    }

    /// Takes the picture of a number from the painter, and asks for the next one where the hand has
    /// gone on by much. Whether it is shown.
    pub fn take(&self, painter: &MapWorker, number: f64, picture: Picture) -> bool {
        let picture: ImageBitmap = picture.unchecked_into();
        let asked = self.asked.get().filter(|(asked, _)| *asked == number);
        let (Some((_, shown)), Some(wanted)) = (asked, self.wanted.get()) else {
            // What comes after the map has come to rest is of the past.
            picture.close();
            return false;
        };
        self.context.transfer_from_image_bitmap(&picture);
        self.shown.set(Some(shown));
        self.asked.set(None);
        if is_worn(shown, wanted) {
            self.ask(painter, wanted, false);
        }
        self.place()
    }

    fn place(&self) -> bool {
        let Some((shown, wanted)) = self.shown.get().zip(self.wanted.get()) else { return false };
        let (shift, factor) = between(shown, wanted);
        move_element(&self.canvas, shift, factor);
        true
    }

    /// Ends the motion: the next one begins with a picture of its own, because the colours may have
    /// changed since.
    pub fn rest(&self) {
        self.wanted.set(None);
        self.shown.set(None);
        self.asked.set(None);
    }
}

/// How a picture of one view is moved, px, and scaled about the map's middle to show another.
fn between(shown: ScreenTransform, wanted: ScreenTransform) -> ((f64, f64), f64) {
    let factor = wanted.px_per_km / shown.px_per_km;
    ((wanted.origin.0 - shown.origin.0 * factor, wanted.origin.1 - shown.origin.1 * factor), factor)
}

fn is_worn(shown: ScreenTransform, wanted: ScreenTransform) -> bool {
    let ((dx, dy), factor) = between(shown, wanted);
    dx.abs().max(dy.abs()) > WORN_PX || !(1.0 / WORN_STRETCH..WORN_STRETCH).contains(&factor)
}
