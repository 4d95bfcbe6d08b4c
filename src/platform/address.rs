//! The address and the history.

use super::dom::{window, Listener};
use super::host::is_framed;
use super::page::report;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::ScrollRestoration;

/// Browsers refuse a page that rewrites its address too often, so a rewrite waits for a pause.
const PAUSE_MS: u32 = 150;

/// The two parts of the address that the story reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// From `?`.
    pub query: String,
    /// From `#`.
    pub fragment: String,
}

/// The present address.
pub fn address() -> Address {
    let location = window().map(|w| w.location());
    Address {
        query: location.as_ref().and_then(|l| l.search().ok()).unwrap_or_default(),
        fragment: location.as_ref().and_then(|l| l.hash().ok()).unwrap_or_default(),
    }
}

/// Takes the place in the text into the engine's hands: otherwise the browser would move it once
/// more after the engine did. A reload still finds its place, which is given back on leaving.
pub fn hold_scroll_place() -> Listener {
    let set = |how: ScrollRestoration| {
        if let Some(history) = window().and_then(|w| w.history().ok()) {
            // A refusal leaves two movements instead of one.
            let _ = history.set_scroll_restoration(how);
        }
    };
    set(ScrollRestoration::Manual);
    let Some(window) = window() else { return Listener::new(Vec::new()) };
    Listener::new(vec![
        EventListener::new(&window, "pagehide", move |_| set(ScrollRestoration::Auto)),
        EventListener::new(&window, "pageshow", move |_| set(ScrollRestoration::Manual)),
    ])
}

/// Calls back when the reader goes Back or Forward, or edits the fragment.
pub fn on_address_change(call: impl Fn() + 'static) -> Listener {
    let Some(window) = window() else { return Listener::new(Vec::new()) };
    // Every change of the fragment fires popstate as well, so one event is enough.
    Listener::new(vec![EventListener::new(&window, "popstate", move |_| call())])
}

/// Writes fragments; several soon after each other are written once.
#[derive(Clone, Default)]
pub struct AddressWriter(Rc<RefCell<Pending>>);

#[derive(Default)]
struct Pending {
    fragment: Option<String>,
    timer: Option<Timeout>,
}

impl AddressWriter {
    /// Puts the fragment in place of the present one, after a pause.
    pub fn replace(&self, fragment: String) {
        let writer = self.clone();
        let mut pending = self.0.borrow_mut();
        pending.fragment = Some(fragment);
        pending.timer = Some(Timeout::new(PAUSE_MS, move || writer.flush()));
    }

    /// Adds the fragment as a new entry of the history. In a frame it takes the place of the
    /// present one: Back is the way out of the article around.
    pub fn push(&self, fragment: String) {
        self.flush();
        if address().fragment != fragment {
            write(&fragment, !is_framed());
        }
    }

    /// Writes what waits for a pause.
    pub fn flush(&self) {
        let pending = std::mem::take(&mut *self.0.borrow_mut());
        if let Some(fragment) = pending.fragment {
            write(&fragment, false);
        }
    }
}

fn write(fragment: &str, new_entry: bool) {
    let Some(history) = window().and_then(|w| w.history().ok()) else { return };
    let done = if new_entry {
        history.push_state_with_url(&JsValue::NULL, "", Some(fragment))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(fragment))
    };
    // A frame without an origin may not write its address; the story works without.
    if done.is_err() {
        report("address: this frame may not write it");
    }
}
