//! The page around the frame: its messages, and ours to it. Only the framing window is listened to.

use super::dom::{document, observe_size, window, Listener};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

/// A message as it came.
#[derive(Clone, Debug, PartialEq)]
pub enum Mail {
    /// A string.
    Text(String),
    /// An object with `springSurge`: the version, `type`, what names a thing, `top` and `height`.
    Own(f64, String, String, f64, f64),
    /// Anything else.
    Other,
}

/// More than these in a second come from no host that means well: scrolling sends one for each
/// frame.
const MOST_A_SECOND: u32 = 480;
/// Objects whose strings are longer are not read.
const LONGEST: usize = 200;

/// Whether the page is in a frame.
pub fn is_framed() -> bool {
    window().is_some_and(|w| w.parent().ok().flatten().is_some_and(|parent| parent != w))
}

/// Calls back with each message of the framing page, first those that came before the engine. The
/// callback says whether it used the message; those that nobody uses are counted on the page.
pub fn on_mail(call: impl Fn(Mail) -> bool + 'static) -> Listener {
    let Some(window) = window() else { return Listener::new(Vec::new()) };
    let ignored = Cell::new(0_u32);
    let second = Cell::new((0.0, 0_u32));
    let hear = Rc::new(move |event: &MessageEvent| {
        let (begun, count) = second.get();
        let now = event.time_stamp();
        second.set(if now - begun > 1000.0 { (now, 1) } else { (begun, count + 1) });
        let from_host = super::dom::window()
            .and_then(|w| w.parent().ok().flatten())
            .zip(event.source())
            .is_some_and(|(parent, source)| js_sys::Object::is(parent.as_ref(), source.as_ref()));
        if !(from_host && second.get().1 <= MOST_A_SECOND && call(read(&event.data()))) {
            ignored.set(ignored.get().saturating_add(1));
            if let Some(root) = document().and_then(|d| d.document_element()) {
                let _ = root.set_attribute("data-ignored-messages", &ignored.get().to_string());
            }
        }
    });
    let box_of = js_sys::Reflect::get(&window, &"springSurgeMail".into())
        .ok()
        .and_then(|mail| mail.dyn_into::<js_sys::Array>().ok());
    if let Some(mail) = box_of {
        mail.iter()
            .filter_map(|event| event.dyn_into::<MessageEvent>().ok())
            .for_each(|event| hear(&event));
        mail.set_length(0);
        // The box takes nothing more.
        let _ = js_sys::Reflect::set(&window, &"springSurgeMail".into(), &JsValue::NULL);
    }
    Listener::new(vec![EventListener::new(&window, "message", move |event| {
        if let Some(event) = event.dyn_ref::<MessageEvent>() {
            hear(event);
        }
    })])
}

fn read(data: &JsValue) -> Mail {
    if let Some(text) = data.as_string() {
        return Mail::Text(text);
    }
    let get = |key: &str| js_sys::Reflect::get(data, &key.into()).ok();
    let text = |key: &str| get(key).and_then(|v| v.as_string()).filter(|t| t.len() <= LONGEST);
    let number = |key: &str| get(key).and_then(|v| v.as_f64()).unwrap_or(f64::NAN);
    match (data.is_object().then(|| number("springSurge")).filter(|v| v.is_finite()), text("type"))
    {
        (Some(version), Some(kind)) => {
            let value =
                ["step", "lang", "theme", "follow"].into_iter().find_map(text).unwrap_or_default();
            Mail::Own(version, kind, value, number("top"), number("height"))
        }
        _ => Mail::Other,
    }
}

/// Sends a message to the framing page: JSON as an object, or a string. It holds no secret, and an
/// article's address is not known beforehand, so it goes to any origin.
pub fn tell_host(text: &str, object: bool) {
    let Some(parent) = window().and_then(|w| w.parent().ok().flatten()) else { return };
    let message = if object { js_sys::JSON::parse(text).ok() } else { Some(text.into()) };
    if let Some(message) = message {
        let _ = parent.post_message(&message, "*");
    }
}

/// Calls back when the size of the page's content changes, with its height, px.
pub fn watch_content(call: impl Fn(f64) + 'static) {
    let Some(body) = document().and_then(|d| d.body()) else { return };
    let measured = body.clone();
    observe_size(&body, move || call(measured.get_bounding_client_rect().height()));
}

/// Width of the page's window, px.
pub fn window_width() -> f64 {
    window().and_then(|w| w.inner_width().ok()?.as_f64()).unwrap_or(0.0)
}

/// Lets links out of the story open beside the article rather than inside the frame. Where the
/// frame may not open anything, `refused` is called instead.
pub fn open_links_outside(refused: impl Fn() + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    Listener::new(vec![EventListener::new_with_options(
        &document,
        "click",
        options,
        move |event| {
            let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            let link = target.and_then(|t| {
                t.closest("a[href]:not([href^=\"#\"], [data-lang], [download])").ok().flatten()
            });
            let Some(link) = link else { return };
            let _ = link.set_attribute("target", "_blank");
            if super::dom::first("[data-opaque]").is_some() {
                refused();
            }
        },
    )])
}

/// Shows the page by day (`light`), by night (`dark`), or as the reader's system has it.
pub fn set_theme(theme: &str) {
    let Some(root) = document().and_then(|d| d.document_element()) else { return };
    let _ = match theme {
        "light" | "dark" => root.set_attribute("data-theme", theme),
        _ => root.remove_attribute("data-theme"),
    };
}

/// The address of the frame as its host wrote it; the page may have gone on from there to another
/// language or step.
pub fn source_address() -> String {
    let window = window();
    let kept = window
        .as_ref()
        .and_then(|w| js_sys::Reflect::get(w, &"springSurgeFrom".into()).ok()?.as_string());
    kept.or(window.and_then(|w| w.location().href().ok())).unwrap_or_default()
}

/// Calls back when somebody turns to the frame, or its page is shown again.
pub fn on_attention(call: impl Fn() + 'static) -> Listener {
    let (Some(window), Some(document)) = (window(), document()) else {
        return Listener::new(Vec::new());
    };
    let call = Rc::new(call);
    let on = |target: &web_sys::EventTarget, name: &'static str| {
        let call = call.clone();
        EventListener::new(target, name, move |_| call())
    };
    let root = document.document_element().map(|root| on(&root, "pointerenter"));
    let others = [on(&document, "visibilitychange"), on(&window, "pageshow"), on(&window, "focus")];
    Listener::new(others.into_iter().chain(root).collect())
}

/// Width and height of an element, px.
pub fn size_of(id: &str) -> Option<(f64, f64)> {
    let size = super::dom::by_id(id)?.get_bounding_client_rect();
    Some((size.width(), size.height()))
}

/// The part of the story that the frame is to show; empty for the whole.
pub fn part_name() -> String {
    document()
        .and_then(|d| d.document_element())
        .and_then(|root| root.get_attribute("data-part"))
        .unwrap_or_default()
}
