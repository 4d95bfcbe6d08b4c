//! The reading line: where in the window the narrative is being read, and which step lies there.

use super::dom::{by_id, document, elements, first, window, Listener};
use super::viewport::{band, layout, move_text, Layout};
use crate::digits::fixed;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverInit};

/// Share of the free height below a stage that covers the top, or of the whole height beside one.
const BELOW_STAGE: f64 = 0.3;
const BESIDE_STAGE: f64 = 0.5;
/// A text that passes faster is rushed through, and nobody could follow a map that kept up with it:
/// px per ms.
const RUSH: f64 = 4.0;
/// A text that is rushed through is looked at again after so long, ms.
const LOOK_AGAIN_MS: u32 = 80;

/// Watches which step lies on the reading line; dropping it stops the watch.
pub struct ReadingLine {
    _resize: Listener,
    _hand: Listener,
    _observer: Rc<RefCell<Option<Watch>>>,
}

struct Observer {
    inner: IntersectionObserver,
    _call: Closure<dyn Fn()>,
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.inner.disconnect();
    }
}

/// What tells that another step may lie on the line.
struct Watch {
    _observer: Option<Observer>,
    /// Where the browser has no observer: each scroll, which costs more.
    _scroll: Option<EventListener>,
}

impl ReadingLine {
    /// Calls `arrived` with the key of the step on the line, now and at each change, and
    /// `by_hand` when the reader scrolls.
    pub fn watch(arrived: impl Fn(&str) + 'static, by_hand: impl Fn() + 'static) -> ReadingLine {
        let arrived: Rc<dyn Fn(&str)> = Rc::new(arrived);
        let observer = Rc::new(RefCell::new(observe(&arrived)));
        let again = {
            let observer = Rc::downgrade(&observer);
            move |_: &web_sys::Event| {
                if let Some(observer) = observer.upgrade() {
                    // The old one stops before the new one starts.
                    observer.borrow_mut().take();
                    *observer.borrow_mut() = observe(&arrived);
                }
            }
        };
        let resize = window().map(|w| EventListener::new(&w, "resize", again));
        ReadingLine {
            _resize: Listener::new(resize.into_iter().collect()),
            _hand: watch_hand(by_hand),
            _observer: observer,
        }
    }

    /// Watches for as long as the page lives.
    pub fn forget(self) {
        std::mem::forget(self);
    }
}

fn watch_hand(by_hand: impl Fn() + 'static) -> Listener {
    let Some(window) = window() else { return Listener::new(Vec::new()) };
    let by_hand = Rc::new(by_hand);
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    let listen = |name: &'static str| {
        let by_hand = by_hand.clone();
        EventListener::new_with_options(&window, name, options, move |_| by_hand())
    };
    Listener::new(vec![
        listen("wheel"),
        listen("touchmove"),
        listen("pointerdown"),
        listen("keydown"),
    ])
}

/// Takes note of each scroll for as long as it is kept: what waits for rest goes on waiting. Calls
/// `also` with each.
pub fn heed_scrolling(also: impl Fn() + 'static) -> Listener {
    let heed = move |_: &web_sys::Event| {
        super::timers::scrolled();
        also();
    };
    Listener::new(window().map(|w| EventListener::new(&w, "scroll", heed)).into_iter().collect())
}

/// The reader has moved the text when it lies this far from where it was, px.
const MOVED_PX: f64 = 40.0;

/// Calls back when the text has been scrolled by a hand's width since it last came to rest. Only
/// while it `matters`, because a browser that is asked where the text is lays out the page at once.
pub fn on_text_moved(matters: impl Fn() -> bool + 'static, call: impl Fn() + 'static) -> Listener {
    let Some(window) = window() else { return Listener::new(Vec::new()) };
    let matters = Rc::new(matters);
    let at_end = matters.clone();
    Listener::new(vec![
        EventListener::new(&window, "scroll", move |_| {
            if matters() && (scroll_y() - RESTED.get()).abs() > MOVED_PX {
                rest_here();
                call();
            }
        }),
        EventListener::new(&window, "scrollend", move |_| {
            if at_end() {
                rest_here();
            }
        }),
    ])
}

thread_local! {
    /// Where the text last came to rest, px; where we brought it counts as well.
    static RESTED: Cell<f64> = const { Cell::new(0.0) };
}

fn scroll_y() -> f64 {
    window().and_then(|w| w.scroll_y().ok()).unwrap_or(0.0)
}

/// The text rests where it is now.
pub fn rest_here() {
    RESTED.set(scroll_y());
}

thread_local! {
    /// Where the text was when it was last looked at, px, and when, ms.
    static LOOKED: Cell<(f64, f64)> = const { Cell::new((0.0, f64::NEG_INFINITY)) };
    /// Whether it rushed then, and is to be looked at again.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Tells which step lies on the line, as soon as the text can be followed: one leap is no rush.
fn look(arrived: &Rc<dyn Fn(&str)>) {
    if WAITS.get() {
        return;
    }
    let (y, now) = (scroll_y(), super::timers::time_ms());
    let (before, then) = LOOKED.replace((y, now));
    if (y - before).abs() > RUSH * (now - then) {
        WAITS.set(true);
        let arrived = arrived.clone();
        // With a frame, since what the page knows of a scroll is that of its last one, however long
        // ago.
        let again = move || {
            WAITS.set(false);
            look(&arrived);
        };
        return super::timers::later(LOOK_AGAIN_MS, move || super::timers::next_frame_do(again));
    }
    // Paper has other heights, and is to show what was read last.
    if let Some(step) = step_on_line().filter(|_| !super::timers::holds("print")) {
        arrived(&step);
    }
}

/// One function builds every observer, so that embeds and pages measure alike.
fn observe(arrived: &Rc<dyn Fn(&str)>) -> Option<Watch> {
    let line = line()?;
    let height = window()?.inner_height().ok()?.as_f64()?;
    let arrived = arrived.clone();
    let look = move || look(&arrived);
    let call = Closure::<dyn Fn()>::new(look.clone());
    let options = IntersectionObserverInit::new();
    // Without an explicit root, a frame from another origin would measure the host's window
    // and ignore the margin.
    js_sys::Reflect::set(&options, &"root".into(), document()?.as_ref()).ok()?;
    options.set_root_margin(
        &[&fixed(-line, 0), "px 0px ", &fixed(-(height - line - 1.0), 0), "px 0px"].concat(),
    );
    let made = IntersectionObserver::new_with_options(call.as_ref().unchecked_ref(), &options)
        .or_else(|_| IntersectionObserver::new(call.as_ref().unchecked_ref()));
    let Ok(inner) = made else {
        look();
        let scroll = EventListener::new(&window()?.into(), "scroll", move |_| look());
        return Some(Watch { _observer: None, _scroll: Some(scroll) });
    };
    elements(document()?.query_selector_all("[data-step]").ok()?)
        .for_each(|step| inner.observe(&step));
    Some(Watch { _observer: Some(Observer { inner, _call: call }), _scroll: None })
}

/// Where the line lies, px from the window's top.
fn line() -> Option<f64> {
    let (top, height) = band()?;
    let width = window()?.inner_width().ok()?.as_f64()?;
    let stage = by_id("stage")?.get_bounding_client_rect();
    let covers_top = stage.width() > 0.7 * width && stage.bottom() - top < 0.9 * height;
    let line = if covers_top {
        let bottom = stage.bottom().max(top);
        bottom + BELOW_STAGE * (top + height - bottom)
    } else {
        top + BESIDE_STAGE * height
    };
    Some(line.round())
}

/// The key of the step on the line; before the first or after the last step, that step.
pub fn step_on_line() -> Option<String> {
    let line = line()?;
    let steps: Vec<Element> =
        elements(document()?.query_selector_all("[data-step]").ok()?).collect();
    let on = steps.iter().find(|s| s.get_bounding_client_rect().bottom() > line).or(steps.last())?;
    on.get_attribute("data-step")
}

/// Where a step stands alone its text begins anew.
pub fn begin_pane() {
    first("main").into_iter().for_each(|pane| pane.set_scroll_top(0));
}

/// Brings a step into reading position; one that is already on the line stays where it is. Calls
/// `done` when the window has moved.
pub fn scroll_to(step: &str, done: impl FnOnce() + 'static) {
    let section =
        by_id(&["step-", step].concat()).filter(|_| step_on_line().as_deref() != Some(step));
    let by = section.and_then(|section| {
        if layout() == Layout::Page {
            section.scroll_into_view_with_bool(true);
            return None;
        }
        opening().map(|opening| section.get_bounding_client_rect().top() - opening)
    });
    move_by(by, Box::new(done));
}

/// Brings the first passage of a step that states one of the claims into reading position, or else
/// the step.
#[cfg(feature = "view")]
pub fn scroll_to_claim(step: &str, claims: &[String], done: impl FnOnce() + 'static) {
    let selector: Vec<String> =
        claims.iter().map(|c| ["[data-claim=\"", c, "\"]"].concat()).collect();
    let section = by_id(&["step-", step].concat()).filter(|_| !selector.is_empty());
    let passage = section.and_then(|s| s.query_selector(&selector.join(",")).ok().flatten());
    if layout() == Layout::Player {
        match passage {
            // Only the pane: what scrolls a passage into view also scrolls the article of the same
            // origin.
            Some(passage) => first("main").into_iter().for_each(|pane| {
                let by = passage.get_bounding_client_rect().top()
                    - pane.get_bounding_client_rect().top();
                pane.scroll_by_with_x_and_y(0.0, by);
            }),
            None => begin_pane(),
        }
        return after_frames(2, Box::new(done));
    }
    match passage {
        Some(passage) => move_by(
            line().map(|line| passage.get_bounding_client_rect().top() - line),
            Box::new(done),
        ),
        None => scroll_to(step, done),
    }
}

fn move_by(by: Option<f64>, done: Box<dyn FnOnce()>) {
    let left = match by {
        Some(by) => move_text(by, done),
        None => Some(done),
    };
    rest_here();
    left.into_iter().for_each(|done| after_frames(2, done));
}

/// Where a step begins when it is brought into reading position, px from the window's top: below a
/// picture that covers the top, or at the top beside one.
fn opening() -> Option<f64> {
    let (top, height) = band()?;
    let width = window()?.inner_width().ok()?.as_f64()?;
    let stage = by_id("stage")?.get_bounding_client_rect();
    Some(if stage.width() > 0.7 * width && stage.height() < 0.9 * height {
        top + stage.height()
    } else {
        top
    })
}

/// An observer reports within the next frame, so travel is over after the second.
fn after_frames(frames: u32, done: Box<dyn FnOnce()>) {
    let Some(window) = window().filter(|_| frames > 0) else { return done() };
    let next = Closure::once_into_js(move || after_frames(frames - 1, done));
    // A hidden page draws no frames; travel then ends when it is shown again.
    let _ = window.request_animation_frame(next.unchecked_ref());
}
