//! Strokes over the timeline: drawn with mouse, pen or finger, told in shares of its width.

use super::dom::Listener;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent, WheelEvent};

/// What a hand does along the timeline. Shares are of the visible width, 0..=1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stroke {
    /// A stretch is being drawn.
    Draws {
        /// Where the stroke began.
        from: f64,
        /// Where it is.
        to: f64,
    },
    /// A stretch was drawn.
    IndexSet {
        /// Where the stroke began.
        from: f64,
        /// Where it ended.
        to: f64,
    },
    /// The stroke came to nothing.
    Abandoned,
    /// The time itself is moved, by a share of what is seen.
    Moves {
        /// Later is positive.
        by: f64,
    },
    /// The time is brought closer.
    Zooms {
        /// Above 1 is closer.
        factor: f64,
        /// What stays where it is.
        about: f64,
    },
}

/// Shorter strokes are clicks, px.
const THRESHOLD_PX: f64 = 5.0;
/// The strip along the years, by which time is moved, px.
const YEARS_PX: f64 = 22.0;

#[derive(Clone, Copy)]
struct Hold {
    pointer: i32,
    from_x: f64,
    last_x: f64,
    moves: bool,
    begun: bool,
}

/// Watches an element, which may be drawn in SVG.
pub fn watch_strokes(element: &HtmlElement, call: impl Fn(Stroke) + 'static) -> Listener {
    let call: Rc<dyn Fn(Stroke)> = Rc::new(call);
    let hold = Rc::new(Cell::new(None::<Hold>));
    let mut listeners = vec![wheel(element, call.clone()), down(element, hold.clone())];
    listeners.push(moved(element, hold.clone(), call.clone()));
    for name in ["pointerup", "pointercancel"] {
        listeners.push(ended(element, name, hold.clone(), call.clone()));
    }
    listeners.push(swallow_click(element, hold));
    Listener::new(listeners)
}

fn share(element: &Element, x: f64) -> f64 {
    let b = element.get_bounding_client_rect();
    ((x - b.left()) / b.width().max(1.0)).clamp(0.0, 1.0)
}

fn down(element: &HtmlElement, hold: Rc<Cell<Option<Hold>>>) -> EventListener {
    let area = element.clone();
    EventListener::new(element, "pointerdown", move |event| {
        let Some(event) =
            event.dyn_ref::<PointerEvent>().filter(|e| e.button() == 0 && e.is_primary())
        else {
            return;
        };
        let x = f64::from(event.client_x());
        let moves =
            area.get_bounding_client_rect().bottom() - f64::from(event.client_y()) < YEARS_PX;
        hold.set(Some(Hold {
            pointer: event.pointer_id(),
            from_x: x,
            last_x: x,
            moves,
            begun: false,
        }));
    })
}

fn moved(
    element: &HtmlElement,
    hold: Rc<Cell<Option<Hold>>>,
    call: Rc<dyn Fn(Stroke)>,
) -> EventListener {
    let area = element.clone();
    EventListener::new(element, "pointermove", move |event| {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
        let Some(mut held) = hold.get().filter(|h| h.pointer == event.pointer_id()) else { return };
        let x = f64::from(event.client_x());
        if !held.begun {
            if (x - held.from_x).abs() < THRESHOLD_PX {
                return;
            }
            held.begun = true;
            // Without capture a stroke that leaves the timeline would never end; a refusal only
            // costs that.
            let _ = area.set_pointer_capture(held.pointer);
        }
        let before = std::mem::replace(&mut held.last_x, x);
        hold.set(Some(held));
        call(if held.moves {
            Stroke::Moves { by: (before - x) / area.get_bounding_client_rect().width().max(1.0) }
        } else {
            Stroke::Draws { from: share(&area, held.from_x), to: share(&area, x) }
        });
    })
}

fn ended(
    element: &HtmlElement,
    name: &'static str,
    hold: Rc<Cell<Option<Hold>>>,
    call: Rc<dyn Fn(Stroke)>,
) -> EventListener {
    let area = element.clone();
    EventListener::new(element, name, move |event| {
        let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
        let Some(held) = hold.get().filter(|h| h.pointer == event.pointer_id()) else { return };
        if !held.begun {
            return hold.set(None);
        }
        // The click that follows is swallowed and lets go of the hold.
        hold.set(Some(Hold { pointer: i32::MIN, ..held }));
        if !held.moves {
            let (from, to) = (share(&area, held.from_x), share(&area, held.last_x));
            call(if name == "pointerup" {
                Stroke::IndexSet { from, to }
            } else {
                Stroke::Abandoned
            });
        }
    })
}

fn swallow_click(element: &HtmlElement, hold: Rc<Cell<Option<Hold>>>) -> EventListener {
    EventListener::new_with_options(
        element,
        "click",
        EventListenerOptions { phase: EventListenerPhase::Capture, passive: false },
        move |event| {
            if hold.take().is_some_and(|h| h.begun) {
                event.stop_propagation();
                event.prevent_default();
            }
        },
    )
}

fn wheel(element: &HtmlElement, call: Rc<dyn Fn(Stroke)>) -> EventListener {
    let area = element.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(element, "wheel", options, move |event| {
        let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
        let width = area.get_bounding_client_rect().width().max(1.0);
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let factor = (-event.delta_y() * 0.004).clamp(-0.7, 0.7).exp();
            call(Stroke::Zooms { factor, about: share(&area, f64::from(event.client_x())) });
        } else if event.delta_x().abs() > event.delta_y().abs() {
            event.prevent_default();
            call(Stroke::Moves { by: event.delta_x() / width });
        }
    })
}
