//! What flies by itself: the land, drawn by a worker on a canvas of its own, and what is pinned to it, moved by
//! the browser's compositor. The page has nothing to do meanwhile, so a flight is even however slow it is.

use super::dom::{by_id, document, elements, first, number, window};
use super::land::{is_shown, lay_under_stage, look, show_land, LandSeen, Look};
use super::pins::transform;
use js_sys::{Array, Float64Array};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlCanvasElement, MessageEvent, Worker};

// Web Animations, https://www.w3.org/TR/web-animations-1/; web-sys holds them back as unstable.
#[wasm_bindgen]
extern "C" {
    type Animated;
    #[wasm_bindgen(method, catch)]
    fn animate(this: &Animated, keyframes: &JsValue, timing: &JsValue) -> Result<Motion, JsValue>;
    type Motion;
    #[wasm_bindgen(method)]
    fn cancel(this: &Motion);
}

/// Motions under way; dropping them leaves what they moved where it was before.
#[derive(Default)]
pub struct Motions(Vec<Motion>);

impl Motions {
    /// Leads an element through transforms, evenly spaced, and where they are given through opacities.
    pub(super) fn lead(&mut self, element: &Element, transforms: &Array, opacities: Option<&Array>, ms: f64) {
        let keyframes = js_sys::Object::new();
        set(&keyframes, "transform", transforms);
        if let Some(opacities) = opacities {
            set(&keyframes, "opacity", opacities);
        }
        self.0.extend(begin(element, &keyframes, ms, "both"));
    }
}

impl Drop for Motions {
    fn drop(&mut self) {
        self.0.iter().for_each(Motion::cancel);
    }
}

/// Lets what was hidden in flight appear.
pub fn appear(selector: &str, ms: f64) {
    let keyframes = js_sys::Object::new();
    set(&keyframes, "opacity", &Array::of2(&0.into(), &1.into()));
    if let Some(element) = first(selector) {
        let _ = begin(&element, &keyframes, ms, "none");
    }
}

/// What it ends with stays where `fill` is `both`, until it is cancelled; nothing where the browser refuses it.
fn begin(element: &Element, keyframes: &JsValue, ms: f64, fill: &str) -> Option<Motion> {
    let timing = js_sys::Object::new();
    set(&timing, "duration", &ms.into());
    set(&timing, "fill", &fill.into());
    element.unchecked_ref::<Animated>().animate(keyframes, &timing).ok()
}

fn set(object: &js_sys::Object, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(object, &name.into(), value);
}

/// A camera in the browser's terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// Where the plane's origin lies, px from the map's middle.
    pub origin: (f64, f64),
    /// Px of one km.
    pub px_per_km: f64,
}

/// The land in flight.
pub struct FlownLand {
    worker: Worker,
    canvas: HtmlCanvasElement,
    paths: Vec<Element>,
    /// The map's size that the canvas is laid out for, px.
    laid_for: Cell<(f64, f64)>,
    /// How far it reaches beyond the map: left, top, right, bottom, px.
    reach: Cell<[f64; 4]>,
    /// The page's colours, and how the paths are drawn in them.
    looks: RefCell<(String, Vec<Array>)>,
    /// The number of the last flight.
    flight: Rc<Cell<u32>>,
    /// Owned as long as messages may come.
    _answer: Closure<dyn Fn(MessageEvent)>,
}

impl FlownLand {
    /// Fetches the worker and hands it the page's own drawing. `seen` is called when it drew a flight's first frame and
    /// that flight is still the last. Nothing where the page names no worker, or may have none that can draw.
    pub fn fetch(seen: impl Fn() + 'static) -> Option<FlownLand> {
        // To a frame without an origin every file is another's, and a worker has to be its own.
        if first("[data-opaque]").is_some() {
            return None;
        }
        let base = first("#map .land .base")?;
        let unit_km = base.get_attribute("transform")?.strip_prefix("scale(").and_then(number)?;
        let paths: Vec<Element> = elements(base.query_selector_all("path").ok()?).collect();
        let address = by_id("atlas")?.get_attribute("data-land")?;
        let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.unchecked_into();
        canvas.set_class_name("flown-land");
        let _ = canvas.set_attribute("aria-hidden", "true");
        let offscreen = canvas.transfer_control_to_offscreen().ok()?;
        let worker = Worker::new(&address).ok()?;
        let flight = Rc::new(Cell::new(0));
        let (sheet, last) = (canvas.clone(), flight.clone());
        let answer = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| match event.data().as_f64() {
            Some(0.0) => first("#map .land").into_iter().for_each(|land| {
                // Where it cannot be laid it is not there, and nothing flies on it.
                let _ = land.prepend_with_node_1(&sheet);
            }),
            Some(number) if number == f64::from(last.get()) => seen(),
            _ => {}
        });
        worker.set_onmessage(Some(answer.as_ref().unchecked_ref()));
        let message = Array::of2(&offscreen, &unit_km.into());
        paths.iter().for_each(|path| {
            message.push(&path.get_attribute("d").unwrap_or_default().into());
        });
        worker.post_message_with_transfer(&message, &Array::of1(&offscreen)).ok()?;
        let (laid_for, reach, looks) = (Cell::new((0.0, 0.0)), Cell::new([0.0; 4]), RefCell::default());
        Some(FlownLand { worker, canvas, paths, laid_for, reach, looks, flight, _answer: answer })
    }

    /// Whether the worker has come.
    pub fn is_here(&self) -> bool {
        self.canvas.is_connected()
    }

    /// Flies through views, evenly spaced in time, in so many ms; the map's size is in px.
    pub fn fly(&self, views: &[View], size: (f64, f64), ms: f64) -> Option<()> {
        // To ask where things lie has the page laid out.
        if self.laid_for.replace(size) != size {
            self.reach.set(lay_under_stage(&self.canvas)?);
        }
        let [left, top, right, bottom] = self.reach.get();
        let window = window()?;
        let time = window.performance()?;
        self.flight.set(self.flight.get() + 1);
        let cameras: Vec<f64> = views.iter().flat_map(|v| [v.origin.0, v.origin.1, v.px_per_km]).collect();
        let numbers = [
            f64::from(self.flight.get()),
            time.time_origin() + time.now(),
            ms,
            size.0 + left + right,
            size.1 + top + bottom,
            left + size.0 / 2.0,
            top + size.1 / 2.0,
            window.device_pixel_ratio(),
        ];
        let message: Array = numbers.into_iter().map(JsValue::from).collect();
        message.push(&Float64Array::from(cameras.as_slice()));
        message.push(&self.looks()?.into());
        self.worker.post_message(&message).ok()
    }

    /// How each path is drawn now. Within the map a look depends on the frame's size, so that the page is laid out where
    /// one is asked for; it is asked for again only when the page has other colours.
    fn looks(&self) -> Option<Array> {
        let page = window()?.get_computed_style(&first("body")?.into()).ok()??;
        let colours = ["color", "background-color"].map(|name| page.get_property_value(name).unwrap_or_default()).concat();
        let mut looks = self.looks.borrow_mut();
        if looks.0 != colours {
            *looks = (colours, self.paths.iter().map(|path| told(look(path).unwrap_or_default())).collect());
        }
        let shown = |(path, look): (&Element, &Array)| if is_shown(path) { look.clone() } else { told(Look::default()) };
        Some(self.paths.iter().zip(&looks.1).map(shown).collect())
    }

    /// Ends it for good.
    pub fn remove(&self) {
        self.worker.terminate();
        self.canvas.remove();
        show_land(LandSeen::Drawing);
    }
}

/// A look as the worker knows it: fill, stroke, its width, its dashes.
fn told(look: Look) -> Array {
    let (stroke, width) = look.stroke.unwrap_or_default();
    let dashes: Array = look.dashes.into_iter().map(JsValue::from).collect();
    Array::of4(&look.fill.unwrap_or_default().into(), &stroke.into(), &width.into(), &dashes)
}

/// Moves a drawing from where it was drawn through shifts in px and factors, evenly spaced in time, and lets it fade
/// before it looks stretched.
pub fn lead_away(motions: &mut Motions, selector: &str, way: &[((f64, f64), f64)], ms: f64) {
    let transforms: Array = way.iter().map(|(shift, factor)| JsValue::from(transform(*shift, *factor))).collect();
    let opacities: Array = (0..way.len()).map(|i| JsValue::from((1.0 - i as f64 * FADE).max(0.0))).collect();
    if let Some(drawing) = first(selector) {
        motions.lead(&drawing, &transforms, Some(&opacities), ms);
    }
}

/// How much of a drawing fades from one view to the next.
const FADE: f64 = 0.2;
