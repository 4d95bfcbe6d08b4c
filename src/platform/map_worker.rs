//! The worker that draws the land: in flight on a canvas of its own, and under a hand as pictures
//! that the page moves. The page draws nothing meanwhile, so both are even however slow it is.

use super::dom::{by_id, document, elements, first, number, style_of, value_of, window};
use super::land::{
    lay_under_stage, look, opacity, relief_strength, show_land, Look, MapSurface, ScreenTransform,
};
use crate::digits::fixed;
use js_sys::{Array, Float64Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlCanvasElement, MessageEvent, Worker};

/// A picture as the worker sends it.
pub type Picture = JsValue;

/// How far the canvas of a flight reaches beyond the stage, px.
const BLEED: f64 = 56.0;

/// What the worker answers when it drew the sites: no flight and no picture has this number.
#[cfg(feature = "bench")]
const SITES_DRAWN: f64 = -1.0;

/// Where a picture lies about the map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// Size of the map, px.
    pub(super) size: (f64, f64),
    /// How far the picture reaches beyond the map: left, top, right, bottom, px.
    pub(super) reach: [f64; 4],
}

/// The worker, and what it has to know.
pub struct MapWorker {
    worker: Worker,
    canvas: HtmlCanvasElement,
    /// What is drawn: the land's paths and its relief, then rings and flows.
    parts: RefCell<Vec<Element>>,
    /// Where the canvas was laid.
    sheet: Cell<Sheet>,
    /// The page's colours, and how the parts are drawn in them.
    looks: RefCell<(String, Vec<Array>)>,
    /// The number of the last flight or picture.
    last: Rc<Cell<u32>>,
    /// Owned as long as messages may come.
    _answer: Closure<dyn Fn(MessageEvent)>,
}

impl MapWorker {
    /// Fetches the worker and hands it the page's own drawing. `come` is called when it is there,
    /// `seen` when it drew a flight's first frame and nothing else was asked for since, `painted`
    /// with each picture and its number. Nothing where the page names no worker, or may have none
    /// that can draw.
    pub fn fetch(
        come: impl Fn() + 'static,
        seen: impl Fn() + 'static,
        painted: impl Fn(f64, Picture) + 'static,
    ) -> Option<MapWorker> {
        // To a frame without an origin every file is another's, and a worker has to be its own.
        if first("[data-opaque]").is_some() {
            return None;
        }
        let (parts, layers) = read_land()?;
        let address = by_id("atlas")?.get_attribute("data-land")?;
        let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
        canvas.set_class_name("flown-land");
        let _ = canvas.set_attribute("aria-hidden", "true");
        let offscreen = canvas.transfer_control_to_offscreen().ok()?;
        let worker = Worker::new(&address).ok()?;
        let last = Rc::new(Cell::new(0));
        let (sheet, of_last) = (canvas.clone(), last.clone());
        let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            match event.data().as_f64() {
                Some(0.0) => {
                    // Where it cannot be laid it is not there, and nothing flies on it.
                    if first("#map .land")
                        .is_some_and(|land| land.prepend_with_node_1(&sheet).is_ok())
                    {
                        come();
                    }
                }
                Some(number) if number == f64::from(of_last.get()) => seen(),
                Some(_) => {}
                None => {
                    let picture: Array = event.data().unchecked_into();
                    painted(picture.get(0).as_f64().unwrap_or_default(), picture.get(1));
                }
            }
        });
        worker.set_onmessage(Some(answer.as_ref().unchecked_ref()));
        worker
            .post_message_with_transfer(&Array::of2(&offscreen, &layers), &Array::of1(&offscreen))
            .ok()?;
        let parts = RefCell::new(parts);
        Some(MapWorker {
            worker,
            canvas,
            parts,
            sheet: Cell::default(),
            looks: RefCell::default(),
            last,
            _answer: answer,
        })
    }

    /// Reads the page's own drawing again, to which something was added.
    pub fn read_land_again(&self) -> Option<()> {
        let (parts, layers) = read_land()?;
        self.parts.replace(parts);
        self.looks.take();
        // The looks go along: those that the worker has are of other parts.
        self.worker.post_message(&Array::of2(&layers, &self.looks()?.into())).ok()
    }

    /// Reads how the land looks, so that the first motion need not wait for it.
    pub fn look_ahead(&self) {
        self.looks();
    }

    /// Whether the worker has come.
    pub fn is_here(&self) -> bool {
        self.canvas.is_connected()
    }

    /// Flies through views, evenly spaced in time, in so many ms; the map's size is in px.
    pub fn fly(&self, views: &[ScreenTransform], size: (f64, f64), ms: f64) -> Option<()> {
        // To ask where things lie has the page laid out.
        if self.sheet.get().size != size {
            self.sheet.set(Sheet { size, reach: lay_under_stage(&self.canvas, BLEED)? });
        }
        self.send(views, self.sheet.get(), ms, Some(self.looks()?)).map(drop)
    }

    /// Asks for a picture, in looks that are read anew where it is the first of a motion; its
    /// number.
    pub(super) fn paint(&self, view: ScreenTransform, sheet: Sheet, is_first: bool) -> Option<f64> {
        let looks = if is_first { Some(self.looks()?) } else { None };
        self.send(&[view], sheet, 0.0, looks)
    }

    /// Has sites at so many places in km, x and y in turn, drawn above the land in motion, and at
    /// rest on a canvas of their own; the worker has to know how. `drawn` is called whenever it
    /// drew them at rest.
    #[cfg(feature = "bench")]
    pub fn show_sites(&self, places: &[f32], sites: &super::Sites, drawn: impl Fn() + 'static) {
        let message = Array::of2(&sites.sheet, &js_sys::Float32Array::from(places));
        let _ = self.worker.post_message_with_transfer(&message, &Array::of1(&sites.sheet));
        let answered = move |event: &web_sys::Event| {
            if event.unchecked_ref::<MessageEvent>().data().as_f64() == Some(SITES_DRAWN) {
                drawn();
            }
        };
        gloo::events::EventListener::new(&self.worker, "message", answered).forget();
    }

    /// Has the sites drawn at rest, on a canvas of a size in px with the map's middle at a place in
    /// it.
    #[cfg(feature = "bench")]
    pub fn draw_sites(&self, view: ScreenTransform, size: (f64, f64), middle: (f64, f64)) {
        let density = window().map_or(1.0, |w| w.device_pixel_ratio());
        let numbers = [
            view.origin.0,
            view.origin.1,
            view.px_per_km,
            size.0,
            size.1,
            middle.0,
            middle.1,
            density,
        ];
        let _ = self.worker.post_message(&Float64Array::from(numbers.as_slice()));
    }

    fn send(
        &self,
        views: &[ScreenTransform],
        Sheet { size, reach: [left, top, right, bottom] }: Sheet,
        ms: f64,
        looks: Option<Array>,
    ) -> Option<f64> {
        let window = window()?;
        let time = window.performance()?;
        self.last.set(self.last.get() + 1);
        let cameras: Vec<f64> =
            views.iter().flat_map(|v| [v.origin.0, v.origin.1, v.px_per_km]).collect();
        let number = f64::from(self.last.get());
        let numbers = [
            number,
            time.time_origin() + time.now(),
            ms,
            size.0 + left + right,
            size.1 + top + bottom,
            left + size.0 / 2.0,
            top + size.1 / 2.0,
            window.device_pixel_ratio(),
            size.0.min(size.1),
        ];
        let message: Array = numbers.into_iter().map(JsValue::from).collect();
        message.push(&Float64Array::from(cameras.as_slice()));
        message.push(&looks.into());
        self.worker.post_message(&message).ok().map(|()| number)
    }

    /// How each part is drawn now. Within the map a look depends on the frame's size, so that the
    /// page is laid out where one is asked for; it is asked for again only when the page has other
    /// colours.
    fn looks(&self) -> Option<Array> {
        let page = style_of(&first("body")?.into())?;
        let colours = ["color", "background-color"].map(|name| value_of(&page, name)).concat();
        let mut looks = self.looks.borrow_mut();
        if looks.0 != colours {
            *looks = (
                colours,
                self.parts
                    .borrow()
                    .iter()
                    .map(|part| told(look(part).unwrap_or_default()))
                    .collect(),
            );
        }
        let with_opacity = |(part, look): (&Element, &Array)| {
            let opacity = relief_strength(part).unwrap_or_else(|| opacity(part));
            look.concat(&Array::of1(&opacity.into()))
        };
        Some(self.parts.borrow().iter().zip(&looks.1).map(with_opacity).collect())
    }

    /// Ends it for good.
    pub fn remove(&self) {
        self.worker.terminate();
        self.canvas.remove();
        show_land(MapSurface::Svg);
    }
}

/// The parts of the page's own drawing, and as the worker knows them: km of one unit, and path data
/// or an image.
fn read_land() -> Option<(Vec<Element>, Array)> {
    let base = first("#map .land .base")?;
    let unit_km = base.get_attribute("transform")?.strip_prefix("scale(").and_then(number)?;
    let drawn = |what: &str| {
        Some(elements(document()?.query_selector_all(what).ok()?).collect::<Vec<Element>>())
    };
    let (land, rings) = (drawn("#map .land .base :is(path, .relief)")?, drawn("#map .rings > *")?);
    let layers =
        land.iter().map(|part| (part, unit_km)).chain(rings.iter().map(|ring| (ring, 1.0)));
    let layers = layers.map(|(part, km)| Array::of2(&km.into(), &data(part).into())).collect();
    Some(([land, rings].concat(), layers))
}

/// A look as the worker knows it: fill, stroke, its width, its dashes.
fn told(look: Look) -> Array {
    let (stroke, width) = look.stroke.unwrap_or_default();
    let dashes: Array = look.dashes.into_iter().map(JsValue::from).collect();
    Array::of4(&look.fill.unwrap_or_default().into(), &stroke.into(), &width.into(), &dashes)
}

/// What the worker is told of an image of the relief, or the path data of a path or a circle; a
/// circle's begins and turns as SVG has it, so that its dashes lie alike.
fn data(element: &Element) -> String {
    let value = |name: &str| element.get_attribute(name).and_then(|v| number(&v));
    let numbers = || Some((value("cx")?, value("cy")?, value("r")?));
    let circle = numbers().map(|(cx, cy, r)| {
        let arc = |x: f64| {
            ["A", &fixed(r, 3), " ", &fixed(r, 3), " 0 1 1 ", &fixed(x, 3), " ", &fixed(cy, 3)]
                .concat()
        };
        ["M", &fixed(cx + r, 3), " ", &fixed(cy, 3), &arc(cx - r), &arc(cx + r), "z"].concat()
    });
    circle
        .or_else(|| element.get_attribute("d"))
        .or_else(|| element.get_attribute("data-image"))
        .unwrap_or_default()
}
