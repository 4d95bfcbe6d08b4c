//! Keys, as plain names.

use super::dom::{document, move_focus, Listener, Towards};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, KeyboardEvent};

/// As [`on_key`], for keys pressed while the focus is within an element.
pub fn on_key_within(element: &HtmlElement, call: impl FnMut(&str) -> bool + 'static) -> Listener {
    listen(element, call)
}

/// Calls back with the name of a pressed key, unless it is the browser's ([`is_browsers`]) or a
/// field or control has the focus that needs the key itself. The callback says whether it used the
/// key.
pub fn on_key(call: impl FnMut(&str) -> bool + 'static) -> Listener {
    document().map_or(Listener::new(Vec::new()), |document| listen(&document, call))
}

fn listen(target: &EventTarget, mut call: impl FnMut(&str) -> bool + 'static) -> Listener {
    let options = EventListenerOptions::enable_prevent_default();
    Listener::new(vec![EventListener::new_with_options(target, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let typing = target_of(event).is_some_and(|e| {
            e.matches("input, select, textarea, [contenteditable]").unwrap_or(false)
        });
        if !is_browsers(event) && !typing && !event.default_prevented() && call(&event.key()) {
            event.prevent_default();
        }
    })])
}

/// Whether a key belongs to the browser, whatever has the focus: with Ctrl, Alt or Meta it goes
/// back, opens tabs or finds, and with Shift a key that has a name selects.
pub(super) fn is_browsers(event: &KeyboardEvent) -> bool {
    has_modifier(event) || event.shift_key() && event.key().chars().count() > 1
}

/// Whether Ctrl, Alt or Meta is held.
pub(super) fn has_modifier(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

/// The element that has the focus when a key is pressed.
pub(super) fn target_of(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// As [`lead_focus`], for all keys pressed within an element.
pub fn lead_focus_within(element: &HtmlElement, selector: &'static str) -> Listener {
    let options = EventListenerOptions::enable_prevent_default();
    Listener::new(vec![EventListener::new_with_options(
        element,
        "keydown",
        options,
        move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                lead_focus(event, selector);
            }
        },
    )])
}

/// Arrows, Home and End lead the focus along the elements that match a selector, in their order.
/// With a class before them the arrows are the lesson's, unless the focus is seen, and so was
/// brought by a key.
pub fn lead_focus(event: &KeyboardEvent, selector: &str) {
    let towards = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => Towards::Next,
        "ArrowLeft" | "ArrowUp" => Towards::Back,
        "Home" => Towards::First,
        "End" => Towards::Last,
        _ => return,
    };
    let unseen = || {
        target_of(event).is_some_and(|e| {
            e.matches(":is([data-mode=present], [data-mode=speaker]) :not(:focus-visible)")
                .unwrap_or(false)
        })
    };
    if !is_browsers(event) && !unseen() && move_focus(selector, towards) {
        event.prevent_default();
        event.stop_propagation();
    }
}
