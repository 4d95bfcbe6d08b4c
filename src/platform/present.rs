//! What a page in front of a class needs of the browser: its keys, its size, its memory, its clock.

use super::dom::{by_id, document, style_of, value_of, window, Listener};
use super::keys::{has_modifier, target_of};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Interval;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

/// Calls back with the name of a pressed key and whether Shift is held. Keys belong to a field that
/// is typed into, but for those that a clicker sends and Escape, which leaves it; Space and Enter
/// to a button that has the focus, Enter to a link. The callback says whether it used one.
pub fn on_lesson_key(call: impl Fn(&str, bool) -> bool + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    let options = EventListenerOptions::enable_prevent_default();
    Listener::new(vec![EventListener::new_with_options(
        &document,
        "keydown",
        options,
        move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if has_modifier(event) || event.default_prevented() {
                return;
            }
            let target = target_of(event);
            let is = |selector: &str| {
                target.as_ref().is_some_and(|e| e.matches(selector).unwrap_or(false))
            };
            let key = event.key();
            let letters = is("input:not([type=range]), select, textarea, [contenteditable]");
            if letters && key == "Escape" {
                // What was typed is counted, because the field is told that it was left.
                let _ =
                    target.and_then(|e| e.dyn_into::<HtmlElement>().ok()).map(|field| field.blur());
                return event.prevent_default();
            }
            let typed = (letters || is("input"))
                && !matches!(key.as_str(), "Escape" | "PageUp" | "PageDown");
            let pushed = match key.as_str() {
                " " => is("button, summary"),
                "Enter" => is("button, summary, a[href]"),
                _ => false,
            };
            if !typed && !pushed && call(&key, event.shift_key()) {
                event.prevent_default();
            }
        },
    )])
}

/// A finger that moved at least so far across, px, and twice as far as up or down, swiped.
const SWIPE_PX: f64 = 40.0;

/// Calls back with whether a finger swiped on (to the left) or back. Two fingers belong to the map.
pub fn on_swipe(call: impl Fn(bool) + 'static) -> Listener {
    on_swipe_where(|| true, call)
}

/// The same, as long as it `matters`; elsewhere each stroke stays with what lies under it.
pub fn on_swipe_where(
    matters: impl Fn() -> bool + 'static,
    call: impl Fn(bool) + 'static,
) -> Listener {
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
            event
                .dyn_ref::<PointerEvent>()
                .filter(|e| e.pointer_type() == "touch" && !own)
                .into_iter()
                .for_each(|e| hear(e));
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
    Listener::new(vec![
        listen("pointerdown", down),
        listen("pointermove", moved),
        listen("pointerup", up),
        listen("pointercancel", gone),
    ])
}

/// A pointer that moved further between down and up dragged, px.
const STILL_PX: f64 = 6.0;

/// Calls back when a mouse is clicked where nothing else answers, within an element that matches.
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
        let (dx, dy) = (
            f64::from(mouse.client_x()) - from.get().0,
            f64::from(mouse.client_y()) - from.get().1,
        );
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let within = |selector: &str| {
            target.as_ref().is_some_and(|t| t.closest(selector).ok().flatten().is_some())
        };
        let still = dx.hypot(dy) < STILL_PX && mouse.button() == 0 && mouse.detail() > 0;
        if still
            && !event.default_prevented()
            && within(selector)
            && !within("a, button, label, input, .options, .counts, .card, .pad")
        {
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

/// Keeps the screen from going dark while the page is seen, where the browser can do that and may.
/// What it grants ends when the page is hidden or the battery runs low, and some grant nothing
/// before they are touched, so it is asked again when the page is seen and with each key or press
/// that finds none.
pub fn stay_awake() {
    let Some((window, document)) = window().zip(document()) else { return };
    let part = |of: &JsValue, name: &str| {
        js_sys::Reflect::get(of, &name.into()).ok().filter(|part| part.is_object())
    };
    let lock = part(&window, "navigator").and_then(|navigator| part(&navigator, "wakeLock"));
    let request = lock.as_ref().and_then(|lock| {
        js_sys::Reflect::get(lock, &"request".into()).ok()?.dyn_into::<js_sys::Function>().ok()
    });
    let Some((lock, request)) = lock.zip(request) else { return };
    let (held, asking) = (Rc::new(RefCell::new(None::<JsValue>)), Rc::new(Cell::new(false)));
    let seen = document.clone();
    let ask: Rc<dyn Fn()> = Rc::new(move || {
        let has_ended = |lock: &JsValue| {
            js_sys::Reflect::get(lock, &"released".into())
                .is_ok_and(|released| released.is_truthy())
        };
        let holds = held.borrow().as_ref().is_some_and(|lock| !has_ended(lock));
        if seen.hidden() || holds || asking.replace(true) {
            return;
        }
        let promise = request
            .call1(&lock, &"screen".into())
            .and_then(|promise| promise.dyn_into::<js_sys::Promise>());
        let (held, asking) = (held.clone(), asking.clone());
        wasm_bindgen_futures::spawn_local(async move {
            if let Ok(promise) = promise {
                // A refusal leaves the screen to the machine; the lesson goes on.
                *held.borrow_mut() = wasm_bindgen_futures::JsFuture::from(promise).await.ok();
            }
            asking.set(false);
        });
    });
    ask();
    let listeners = ["visibilitychange", "keydown", "pointerdown"].map(|name| {
        let ask = ask.clone();
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
        EventListener::new_with_options(&document, name, options, move |_| ask())
    });
    Listener::new(listeners.into()).forget();
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

/// Sites of one host share their storage, so that each has keys of its own.
fn own(key: &str) -> String {
    format!("spring-surge{}:{key}", site_path())
}

/// The path of this site, the same in every language, so that a lesson is one lesson in all of
/// them.
pub(super) fn site_path() -> String {
    let path = window().and_then(|w| w.location().pathname().ok()).unwrap_or_default();
    let beside = by_id("atlas").and_then(|atlas| atlas.get_attribute("data-src"));
    root_of(&path, beside.as_deref())
}

/// The folder that a page's files lie in, by the page's path and the way from it to one of them;
/// the page itself where it carries them all.
fn root_of(path: &str, file: Option<&str>) -> String {
    let Some(file) = file else { return path.to_string() };
    let up = file.matches("../").count();
    let folders = path.rsplitn(up + 2, '/').last().unwrap_or_default();
    format!("{folders}/")
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

/// The address of this page in a mode; without a name, as a page to read. Where one file holds all
/// languages the query names the present one, which stays.
pub fn address_in(mode: &str) -> String {
    let query = window().and_then(|w| w.location().search().ok()).unwrap_or_default();
    [address_here(), query_in(&query, mode)].concat()
}

/// A query with another mode and the same language, and nothing else.
fn query_in(query: &str, mode: &str) -> String {
    let mode = (!mode.is_empty()).then(|| ["mode=", mode].concat());
    let lang = query
        .trim_start_matches('?')
        .split('&')
        .find(|pair| pair.starts_with("lang="))
        .map(str::to_string);
    let pairs: Vec<String> = mode.into_iter().chain(lang).collect();
    if pairs.is_empty() {
        String::new()
    } else {
        ["?", &pairs.join("&")].concat()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_a_site_has_one_root() {
        for page in ["/story/", "/story/index.html"] {
            assert_eq!(root_of(page, Some("./atlas-en.json")), "/story/");
        }
        for page in ["/story/zh-Hans/", "/story/zh-Hans/index.html"] {
            assert_eq!(root_of(page, Some("../atlas-zh-Hans.json")), "/story/");
        }
        assert_eq!(root_of("/", Some("./atlas-en.json")), "/");
        assert_eq!(root_of("/zh-Hans/", Some("../atlas-zh-Hans.json")), "/");
        assert_eq!(
            root_of("/media/a%20stick/spring-surge.html", None),
            "/media/a%20stick/spring-surge.html"
        );
    }

    #[test]
    fn a_mode_keeps_the_language_and_nothing_else() {
        assert_eq!(query_in("?lang=zh-Hans&part=map", "present"), "?mode=present&lang=zh-Hans");
        assert_eq!(query_in("?mode=present&lang=zh-Hans", ""), "?lang=zh-Hans");
        assert_eq!(query_in("?mode=present", ""), "");
        assert_eq!(query_in("", "speaker"), "?mode=speaker");
    }
}
