//! Time in the browser: animations by frame, and whether motion is wanted.

use super::dom::window;
use gloo::render::{request_animation_frame, AnimationFrame};
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use wasm_bindgen::JsCast;

/// Ms since the page was opened, by a clock that only goes on.
pub fn time_ms() -> f64 {
    window().and_then(|w| w.performance()).map_or(0.0, |time| time.now())
}

/// A running animation; dropping it stops it.
pub struct Animation(#[allow(dead_code)] Rc<Slot>);

/// Calls `draw` with shares of the duration, from 0 to 1, once a frame. A duration of 0 draws 1 at
/// once.
pub fn animate(duration_ms: f64, mut draw: impl FnMut(f64) + 'static) -> Animation {
    animate_at(duration_ms, move |share| {
        draw(share);
        Some(0)
    })
}

/// As [`animate`], but `draw` says in how many ms the next frame is to come that it draws; `None`
/// ends the animation.
pub fn animate_at(
    duration_ms: f64,
    mut draw: impl FnMut(f64) -> Option<u32> + 'static,
) -> Animation {
    let slot = Rc::new(Slot::default());
    if duration_ms <= 0.0 {
        draw(1.0);
        return Animation(slot);
    }
    next_frame(Rc::downgrade(&slot), Run { duration_ms, begun: f64::NAN, draw: Box::new(draw) });
    Animation(slot)
}

struct Run {
    duration_ms: f64,
    begun: f64,
    draw: Box<dyn FnMut(f64) -> Option<u32>>,
}

/// The frame that an animation waits for.
type Slot = RefCell<Option<AnimationFrame>>;

fn next_frame(slot: Weak<Slot>, mut run: Run) {
    let Some(kept) = slot.upgrade() else { return };
    let handle = request_animation_frame(move |now| {
        if run.begun.is_nan() {
            run.begun = now;
        }
        // Bounds that are no constants would bring along what says them in a panic, floats as text
        // and all.
        let left = (run.duration_ms - (now - run.begun)).max(0.0).min(run.duration_ms);
        match (run.draw)(1.0 - left / run.duration_ms) {
            Some(ms) if left > 0.0 && ms > 0 => {
                later(ms.min(left as u32), move || next_frame(slot, run))
            }
            Some(_) if left > 0.0 => next_frame(slot, run),
            _ => {}
        }
    });
    // The frame that has just run is dropped here; cancelling it again does nothing.
    *kept.borrow_mut() = Some(handle);
}

thread_local! {
    static TICK: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Calls back after so many ms, instead of any call that was asked for before.
pub fn tick_in(ms: u32, call: impl FnOnce() + 'static) {
    TICK.with(|slot| *slot.borrow_mut() = Some(Timeout::new(ms, call)));
}

thread_local! {
    static REST: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static TO_DO: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Of one type, so that its glue is compiled once.
fn once(call: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(call)
}

/// Calls back once, after so many ms.
pub fn later(ms: u32, call: impl FnOnce() + 'static) {
    // A timeout of gloo's that is forgotten keeps its closure for ever; this one is freed by its
    // call.
    let call = once(Box::new(call));
    let _ = window().and_then(|w| {
        w.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), ms as i32)
            .ok()
    });
}

/// Carries out one after the other, so that the browser can do in between what is more urgent.
pub fn in_turn(mut tasks: impl Iterator<Item = Box<dyn FnOnce()>> + 'static) {
    later(0, move || {
        if let Some(task) = tasks.next() {
            task();
            in_turn(tasks);
        }
    });
}

/// A call that is carried out when it was not asked for again for so many ms.
pub fn debounced(ms: u32, call: impl Fn() + 'static) -> impl Fn() {
    let (call, waits) = (Rc::new(call), RefCell::new(None));
    move || {
        let call = call.clone();
        *waits.borrow_mut() = Some(Timeout::new(ms, move || call()));
    }
}

/// A call that is carried out at once, and then at most once in so many ms; the last is never left
/// out.
pub fn throttled(ms: u32, call: impl Fn() + 'static) -> impl Fn() {
    let calls = Rc::new(Throttled {
        call: Box::new(call),
        waits: Cell::new(false),
        is_asked: Cell::new(false),
    });
    move || go(&calls, ms)
}

struct Throttled {
    call: Box<dyn Fn()>,
    waits: Cell<bool>,
    is_asked: Cell<bool>,
}

fn go(calls: &Rc<Throttled>, ms: u32) {
    if calls.waits.replace(true) {
        return calls.is_asked.set(true);
    }
    (calls.call)();
    let calls = calls.clone();
    later(ms, move || {
        calls.waits.set(false);
        if calls.is_asked.take() {
            go(&calls, ms);
        }
    });
}

/// Calls back once, before the next frame is drawn.
pub fn next_frame_do(call: impl FnOnce() + 'static) {
    let call = once(Box::new(call));
    let _ = window().and_then(|w| w.request_animation_frame(call.unchecked_ref()).ok());
}

/// The page rests when it was not scrolled for so long, ms: a frame of a long task would be seen.
const SCROLL_REST_MS: u32 = 200;

/// Calls back when this has not been asked for again for so many ms, nor the page been scrolled.
pub fn at_rest(ms: u32, call: impl FnOnce() + 'static) {
    TO_DO.with(|slot| *slot.borrow_mut() = Some(Box::new(call)));
    rest_in(ms);
}

/// Takes note that the page was scrolled: what waits for rest goes on waiting.
pub(super) fn scrolled() {
    if TO_DO.with(|slot| slot.borrow().is_some()) {
        rest_in(SCROLL_REST_MS);
    }
}

fn rest_in(ms: u32) {
    let go = || {
        let call = TO_DO.with(|slot| slot.borrow_mut().take());
        call.into_iter().for_each(|call| call());
    };
    REST.with(|slot| *slot.borrow_mut() = Some(Timeout::new(ms, go)));
}

/// Whether the reader asked for less motion.
pub fn prefers_reduced_motion() -> bool {
    holds("(prefers-reduced-motion: reduce)")
}

/// Whether a media query holds now.
pub(super) fn holds(query: &str) -> bool {
    window().and_then(|w| w.match_media(query).ok().flatten()).is_some_and(|q| q.matches())
}
