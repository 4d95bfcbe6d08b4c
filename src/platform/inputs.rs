//! Inputs of the page that are not the engine's own: read as the reader changes them, set when an
//! address says so.

use super::dom::{document, elements, first, window, Listener};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// What a reader did to an input.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Whether it is checked.
    pub checked: bool,
}

/// Calls back with every change of an input within an element, as a slider moves as well.
pub fn on_input(element: &HtmlElement, call: impl Fn(Input) + 'static) -> Listener {
    Listener::new(vec![EventListener::new(element, "input", move |event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        call(Input { name: input.name(), value: input.value(), checked: input.checked() });
    })])
}

/// Calls back with the value of an attribute when a button that has it is clicked.
pub fn on_button(
    element: &HtmlElement,
    attribute: &'static str,
    call: impl Fn(String) + 'static,
) -> Listener {
    Listener::new(vec![EventListener::new(element, "click", move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let button = target.and_then(|t| t.closest(&format!("button[{attribute}]")).ok().flatten());
        button.and_then(|b| b.get_attribute(attribute)).into_iter().for_each(&call);
    })])
}

/// Lets inputs within an element be used, now that somebody listens.
pub fn enable(selector: &str) {
    let found =
        document().and_then(|d| d.query_selector_all(&format!("{selector} [disabled]")).ok());
    found.into_iter().flat_map(elements).for_each(|e| {
        let _ = e.remove_attribute("disabled");
    });
}

/// Whether an input of a name is checked.
pub fn is_checked(name: &str) -> bool {
    first(&["input[name=\"", name, "\"]:checked"].concat()).is_some()
}

/// Sets an input by its name: of several with one name the one that has the value is checked.
pub fn set_input(name: &str, value: &str, checked: bool) {
    let Some(found) =
        document().and_then(|d| d.query_selector_all(&format!("input[name=\"{name}\"]")).ok())
    else {
        return;
    };
    for input in elements(found).filter_map(|e| e.dyn_into::<HtmlInputElement>().ok()) {
        match input.type_().as_str() {
            "radio" => input.set_checked(input.value() == value),
            "checkbox" => input.set_checked(checked),
            // A slider under the reader's hand has its value already.
            _ if input.value() != value => input.set_value(value),
            _ => {}
        }
    }
}

/// Sets the words of the first element that matches, if they are others.
pub fn set_text(selector: &str, text: &str) {
    if let Some(element) = first(selector).filter(|e| e.text_content().as_deref() != Some(text)) {
        element.set_text_content(Some(text));
    }
}

/// Sets an attribute of the first element that matches.
pub fn set_attribute(selector: &str, name: &str, value: &str) {
    if let Some(element) = first(selector) {
        let _ = element.set_attribute(name, value);
    }
}

/// Shows or hides the first element that matches.
pub fn set_hidden(selector: &str, hidden: bool) {
    if let Some(element) = first(selector) {
        let done = if hidden {
            element.set_attribute("hidden", "")
        } else {
            element.remove_attribute("hidden")
        };
        let _ = done;
    }
}

/// Work in slices; dropping it ends it.
pub struct Slices(#[allow(dead_code)] Rc<RefCell<Option<Timeout>>>);

/// So long a slice lasts, ms: within a frame, and long enough that the waits between slices, which
/// browsers stretch to 4 ms, are not most of the time.
const SLICE_MS: f64 = 8.0;

/// Calls `work` again and again until it says that it is done, and lets the page go on in between.
pub fn in_slices(work: impl FnMut() -> bool + 'static) -> Slices {
    let slot = Rc::new(RefCell::new(None));
    next_slice(&slot, Box::new(work));
    Slices(slot)
}

/// Time since the page began, ms; without a clock every slice is over at once.
fn now() -> Option<f64> {
    Some(window()?.performance()?.now())
}

fn next_slice(slot: &Rc<RefCell<Option<Timeout>>>, mut work: Box<dyn FnMut() -> bool>) {
    let weak = Rc::downgrade(slot);
    let next = Timeout::new(0, move || {
        let begun = now();
        loop {
            if work() {
                return;
            }
            let lasted = now().zip(begun).map(|(now, begun)| now - begun);
            if lasted.is_none_or(|ms| ms >= SLICE_MS) {
                break;
            }
        }
        if let Some(slot) = weak.upgrade() {
            next_slice(&slot, work);
        }
    });
    *slot.borrow_mut() = Some(next);
}
