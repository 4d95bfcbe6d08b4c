//! Keys, as plain names.

use super::dom::{document, Listener};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, KeyboardEvent};

/// As [`on_key`], for keys pressed while the focus is within an element.
pub fn on_key_within(element: &HtmlElement, call: impl FnMut(&str) -> bool + 'static) -> Listener {
    listen(element, call)
}

/// Calls back with the name of a pressed key, unless a modifier is held or a field or control has
/// the focus that needs the key itself. The callback says whether it used the key.
pub fn on_key(call: impl FnMut(&str) -> bool + 'static) -> Listener {
    document().map_or(Listener::new(Vec::new()), |document| listen(&document, call))
}

fn listen(target: &EventTarget, mut call: impl FnMut(&str) -> bool + 'static) -> Listener {
    let options = EventListenerOptions::enable_prevent_default();
    Listener::new(vec![EventListener::new_with_options(target, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        let typing = event
            .target()
            .and_then(|t| t.dyn_into::<Element>().ok())
            .is_some_and(|e| e.matches("input, select, textarea, [contenteditable]").unwrap_or(false));
        if !modified && !typing && !event.default_prevented() && call(&event.key()) {
            event.prevent_default();
        }
    })])
}
