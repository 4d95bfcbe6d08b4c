//! Elements: finding them, and the few ways in which they are changed.

use crate::digits::fixed;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::JsCast;
use web_sys::{
    CssStyleDeclaration, Document, Element, HtmlElement, MouseEvent, NodeList, ResizeObserver,
    Window,
};

/// How an element looks now: what its styles come to, and a value of them.
pub(super) fn style_of(element: &Element) -> Option<CssStyleDeclaration> {
    window()?.get_computed_style(element).ok()?
}

/// The value of a property; empty where there is none.
pub(super) fn value_of(style: &CssStyleDeclaration, name: &str) -> String {
    style.get_property_value(name).unwrap_or_default()
}

/// A listener that is removed when dropped.
pub struct Listener(#[allow(dead_code)] Vec<EventListener>);

impl Listener {
    pub(super) fn new(listeners: Vec<EventListener>) -> Listener {
        Listener(listeners)
    }

    /// Keeps listening for as long as the page lives.
    pub fn forget(self) {
        self.0.into_iter().for_each(EventListener::forget);
    }
}

/// The window; there is none where pages are written.
pub(super) fn window() -> Option<Window> {
    if cfg!(target_arch = "wasm32") {
        web_sys::window()
    } else {
        None
    }
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// Calls back with what was clicked and where, px. Clicks with a modifier stay the browser's, so
/// that links open in new tabs, and so do clicks that somebody answered before; where `call` says
/// so, the browser does nothing more.
pub(super) fn on_plain_click(call: impl Fn(Element, (f64, f64)) -> bool + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    let options = EventListenerOptions::enable_prevent_default();
    Listener::new(vec![EventListener::new_with_options(
        &document,
        "click",
        options,
        move |event| {
            let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
            let plain = mouse.button() == 0
                && !(mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key());
            let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            let point = (f64::from(mouse.client_x()), f64::from(mouse.client_y()));
            if target
                .filter(|_| plain && !event.default_prevented())
                .is_some_and(|target| call(target, point))
            {
                event.prevent_default();
            }
        },
    )])
}

/// An element by its id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that matches a selector.
pub fn first(selector: &str) -> Option<HtmlElement> {
    // SVG elements are no HTML elements, but share all that is used of one here.
    Some(document()?.query_selector(selector).ok()??.unchecked_into())
}

/// The words of the first element that matches, with single spaces.
pub fn text_of(selector: &str) -> Option<String> {
    let text = document()?.query_selector(selector).ok()??.text_content()?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The fragments that the links lead to which match a selector.
pub fn targets_of(selector: &str) -> Vec<String> {
    let Some(links) = document().and_then(|d| d.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    elements(links)
        .filter_map(|link| link.get_attribute("href"))
        .filter(|href| href.starts_with('#'))
        .collect()
}

/// Calls back with the width and height of an element, px, now and whenever they change.
pub fn watch_size(element: &HtmlElement, call: impl Fn(f64, f64) + 'static) {
    let measured = element.clone();
    observe_size(element, move || {
        let size = measured.get_bounding_client_rect();
        call(size.width(), size.height());
    });
}

/// Sets custom properties of an element, such as `--x`.
pub fn set_properties(element: &HtmlElement, properties: &[(&str, f64)]) {
    let style = element.style();
    for (name, value) in properties {
        // A refused property leaves the element as it was, which the style sheet covers.
        let _ = style.set_property(name, &fixed(*value, 4));
    }
}

/// Sets the viewBox of every SVG that matches a selector.
pub fn set_view_box(selector: &str, view_box: &str) {
    if let Some(list) = document().and_then(|d| d.query_selector_all(selector).ok()) {
        for svg in elements(list) {
            let _ = svg.set_attribute("viewBox", view_box);
        }
    }
}

/// Gives a class to the elements that match `selector`, and takes it from all others that have it.
pub fn toggle_class_where(selector: &str, class: &str) {
    let Some(document) = document() else { return };
    if let Ok(old) = document.query_selector_all(&[".", class].concat()) {
        elements(old).for_each(|e| {
            let _ = e.class_list().remove_1(class);
        });
    }
    if selector.is_empty() {
        return;
    }
    if let Ok(new) = document.query_selector_all(selector) {
        elements(new).for_each(|e| {
            let _ = e.class_list().add_1(class);
        });
    }
}

/// Which of a list of elements is to have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Towards {
    /// The one after that which has it.
    Next,
    /// The one before.
    Back,
    /// The first.
    First,
    /// The last.
    Last,
}

/// Moves the focus among the elements that match `selector`; `false` when none of them has it.
pub(super) fn move_focus(selector: &str, towards: Towards) -> bool {
    let Some(document) = document() else { return false };
    let (Some(focused), Ok(list)) =
        (document.active_element(), document.query_selector_all(selector))
    else {
        return false;
    };
    let all: Vec<Element> = elements(list).collect();
    let Some(at) = all.iter().position(|e| *e == focused) else { return false };
    let last = all.len() - 1;
    let to = match towards {
        Towards::Next => (at + 1).min(last),
        Towards::Back => at.saturating_sub(1),
        Towards::First => 0,
        Towards::Last => last,
    };
    // Marks are SVG links, which can be focused but are not HTML elements.
    all[to].unchecked_ref::<HtmlElement>().focus().is_ok()
}

/// Draws a box over an element, from corner to corner in px of it; `None` takes it away.
pub fn draw_box(element: &HtmlElement, corners: Option<[f64; 4]>) {
    let Ok(Some(drawn)) = element.query_selector(".drawn-box") else { return };
    let drawn: HtmlElement = drawn.unchecked_into();
    drawn.set_hidden(corners.is_none());
    if let Some([x0, y0, x1, y1]) = corners {
        set_properties(
            &drawn,
            &[
                ("--x", x0.min(x1)),
                ("--y", y0.min(y1)),
                ("--w", (x1 - x0).abs()),
                ("--h", (y1 - y0).abs()),
            ],
        );
    }
}

/// The number that a text begins with, by the browser's own reading.
pub(super) fn number(text: &str) -> Option<f64> {
    Some(js_sys::parse_float(text)).filter(|n| n.is_finite())
}

pub(super) fn elements(list: NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(move |i| list.item(i)?.dyn_into().ok())
}

/// Calls back now and whenever the size of an element changes, for as long as the page lives.
pub(super) fn observe_size(element: &HtmlElement, call: impl Fn() + 'static) {
    call();
    let report = Closure::<dyn Fn()>::new(call);
    if let Ok(observer) = ResizeObserver::new(report.as_ref().unchecked_ref()) {
        observer.observe(element);
        std::mem::forget(observer);
        report.forget();
    }
}
