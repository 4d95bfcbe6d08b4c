//! What the browser's compositor moves by itself: Web Animations.

use super::transforms::translate;
use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::Element;

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
pub struct WebAnimations(Vec<Motion>);

impl WebAnimations {
    /// Leads an element through places in px, evenly spaced in time, in so many ms. Where it ends
    /// it stays.
    pub(super) fn lead(
        &mut self,
        element: &Element,
        places: impl Iterator<Item = (f64, f64)>,
        ms: f64,
    ) {
        let transforms: Array = places.map(|(x, y)| JsValue::from(translate(x, y))).collect();
        let (keyframes, timing) = (js_sys::Object::new(), js_sys::Object::new());
        set(&keyframes, "transform", &transforms);
        set(&timing, "duration", &ms.into());
        set(&timing, "fill", &"both".into());
        // Where the browser refuses it, the element is where it was until the flight is over.
        self.0.extend(element.unchecked_ref::<Animated>().animate(&keyframes, &timing).ok());
    }
}

impl Drop for WebAnimations {
    fn drop(&mut self) {
        self.0.iter().for_each(Motion::cancel);
    }
}

fn set(object: &js_sys::Object, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(object, &name.into(), value);
}
