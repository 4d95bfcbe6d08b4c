//! What a page in front of a class needs of the browser: its keys, its size, its memory, its clock.

use super::dom::{by_id, document, style_of, value_of, window, Listener};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Interval;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// Calls back with the name of a pressed key and whether Shift is held. Keys belong to a field that is
/// typed into, and Space and Enter to a button that has the focus; the callback says whether it used one.
pub fn on_lesson_key(call: impl Fn(&str, bool) -> bool + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    let options = EventListenerOptions::enable_prevent_default();
    Listener::new(vec![EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let is = |selector: &str| target.as_ref().is_some_and(|e| e.matches(selector).unwrap_or(false));
        let key = event.key();
        let typed = is("input, select, textarea, [contenteditable]") && key != "Escape";
        let pushed = matches!(key.as_str(), " " | "Enter") && is("button, a[href], summary");
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if !typed && !pushed && !modified && !event.default_prevented() && call(&key, event.shift_key()) {
            event.prevent_default();
        }
    })])
}

/// A finger that moved at least so far across, px, and twice as far as up or down, swiped.
const SWIPE_PX: f64 = 40.0;

/// Calls back with whether a finger swiped on (to the left) or back. Two fingers belong to the map.
pub fn on_swipe(call: impl Fn(bool) + 'static) -> Listener {
    on_swipe_where(|| true, call)
}

/// The same, as long as it `matters`; elsewhere each stroke stays with what lies under it.
pub fn on_swipe_where(matters: impl Fn() -> bool + 'static, call: impl Fn(bool) + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    let fingers = Rc::new(Cell::new(0_i32));
    let from = Rc::new(Cell::new((0.0, 0.0)));
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    let at = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let listen = |name: &'static str, hear: Rc<dyn Fn(&PointerEvent)>| {
        EventListener::new_with_options(&document, name, options, move |event| {
            // Who draws, or moves a slider, does not swipe.
            let own = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            let own = own.is_some_and(|e| e.closest(".pad, input").ok().flatten().is_some());
            event.dyn_ref::<PointerEvent>().filter(|e| e.pointer_type() == "touch" && !own).into_iter().for_each(|e| hear(e));
        })
    };
    let (count, start) = (fingers.clone(), from.clone());
    let down = Rc::new(move |event: &PointerEvent| {
        if matters() {
            count.set(if event.is_primary() { 1 } else { count.get() + 1 });
        }
        start.set(at(event));
    });
    let count = fingers.clone();
    let moved = Rc::new(move |event: &PointerEvent| {
        if count.get() == 1 {
            event.stop_propagation();
        }
    });
    let count = fingers.clone();
    let up = Rc::new(move |event: &PointerEvent| {
        let (dx, dy) = (at(event).0 - from.get().0, at(event).1 - from.get().1);
        // Of two fingers neither swipes, nor does the one that stays.
        if count.get() != 1 {
            return;
        }
        count.set(0);
        if dx.abs() > SWIPE_PX && dx.abs() > 2.0 * dy.abs() {
            call(dx < 0.0);
        }
    });
    let gone = Rc::new(move |_: &PointerEvent| fingers.set(0));
    Listener::new(vec![listen("pointerdown", down), listen("pointermove", moved), listen("pointerup", up), listen("pointercancel", gone)])
}

/// A pointer that moved further between down and up dragged, px.
const STILL_PX: f64 = 6.0;

/// Calls back when a mouse is clicked where nothing else answers, on the first element that matches.
pub fn on_empty_click(selector: &'static str, call: impl Fn() + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    let from = Rc::new(Cell::new((0.0, 0.0)));
    let start = from.clone();
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    let down = EventListener::new_with_options(&document, "pointerdown", options, move |event| {
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
            start.set((f64::from(event.client_x()), f64::from(event.client_y())));
        }
    });
    let click = EventListener::new(&document, "click", move |event| {
        let Some(mouse) = event.dyn_ref::<web_sys::MouseEvent>() else { return };
        let (dx, dy) = (f64::from(mouse.client_x()) - from.get().0, f64::from(mouse.client_y()) - from.get().1);
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let within = |selector: &str| target.as_ref().is_some_and(|t| t.closest(selector).ok().flatten().is_some());
        let still = dx.hypot(dy) < STILL_PX && mouse.button() == 0 && mouse.detail() > 0;
        if still && !event.default_prevented() && within(selector) && !within("a, button, input, .card, .pad") {
            call();
        }
    });
    Listener::new(vec![down, click])
}

/// Fills the screen with the page, or gives the screen back. A refusal leaves the window as it is.
pub fn toggle_full_screen() {
    let Some(document) = document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        let _ = root.request_fullscreen();
    }
}

/// Gives the whole page an attribute, or takes it away.
pub fn mark_root(attribute: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
}

/// Tells everything that watches the window's size that places have moved.
pub fn look_again() {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new("resize")) {
        let _ = window.dispatch_event(&event);
    }
}

/// How large letters are, in units of the usual 16 px.
pub fn type_scale() -> f64 {
    let size = || {
        let style = style_of(&document()?.document_element()?)?;
        super::dom::number(&value_of(&style, "font-size"))
    };
    size().filter(|px| *px > 0.0).map_or(1.0, |px| px / 16.0)
}

/// Keeps a text for a reload of this window; `false` where the browser keeps nothing.
pub fn keep_for_reload(key: &str, text: &str) -> bool {
    let storage = window().and_then(|w| w.session_storage().ok().flatten());
    storage.is_some_and(|s| s.set_item(&own(key), text).is_ok())
}

/// What was kept for a reload.
pub fn kept(key: &str) -> Option<String> {
    window()?.session_storage().ok()??.get_item(&own(key)).ok()?
}

/// Pages of one host share their storage, so that each has keys of its own.
fn own(key: &str) -> String {
    format!("spring-surge{}:{key}", window().and_then(|w| w.location().pathname().ok()).unwrap_or_default())
}

/// Ms since 1970, by the clock of the machine.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// Calls back once a second for as long as the page lives.
pub fn every_second(call: impl Fn() + 'static) {
    Interval::new(1000, call).forget();
}

/// A name by chance, for telling windows apart.
pub fn some_name() -> String {
    format!("{:x}", (js_sys::Math::random() * 1e15) as u64)
}

/// The address of this page without its query and fragment.
pub fn address_here() -> String {
    let href = window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_string()
}

/// Whether other machines can reach the page at its address.
pub fn origin_is_web() -> bool {
    window().and_then(|w| w.location().protocol().ok()).is_some_and(|p| p.starts_with("http"))
}

/// Opens an address in this window.
pub fn go_to(address: &str) {
    if let Some(window) = window() {
        let _ = window.location().assign(address);
    }
}

/// Leaves a mode for the page to read, at the same place.
pub fn leave_mode(fragment: &str) {
    go_to(&format!("{}{fragment}", address_here()));
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document().filter(|_| by_id("stage").is_some()) {
        document.set_title(title);
    }
}

/// Calls back when the page is left, or loaded again.
pub fn on_leaving(call: impl Fn() + 'static) -> Listener {
    let Some(window) = window() else { return Listener::new(Vec::new()) };
    Listener::new(vec![EventListener::new(&window, "pagehide", move |_| call())])
}
