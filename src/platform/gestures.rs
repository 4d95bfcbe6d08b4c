//! Gestures over the map: drags, pinches, the wheel with its key, double clicks, drawn boxes. All
//! in px of the element, told at most once a frame.

use super::dom::Listener;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{request_animation_frame, AnimationFrame};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

/// What a hand does on the map.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// A hand is laid on.
    Began,
    /// The land is dragged.
    Pan {
        /// To the right.
        dx: f64,
        /// Down.
        dy: f64,
    },
    /// Two fingers moved.
    Pinch {
        /// Where they were.
        from: [(f64, f64); 2],
        /// Where they are.
        to: [(f64, f64); 2],
    },
    /// Closer or farther about a point.
    Zoom {
        /// Above 1 is closer.
        factor: f64,
        /// The point.
        x: f64,
        /// The point.
        y: f64,
        /// Whether it is one large step rather than one of many small ones.
        animated: bool,
    },
    /// A box was drawn.
    Box {
        /// A corner.
        x0: f64,
        /// A corner.
        y0: f64,
        /// The other corner.
        x1: f64,
        /// The other corner.
        y1: f64,
    },
    /// A box is being drawn.
    BoxDrawing {
        /// A corner.
        x0: f64,
        /// A corner.
        y0: f64,
        /// The other corner.
        x1: f64,
        /// The other corner.
        y1: f64,
    },
    /// The box came to nothing.
    BoxAbandoned,
    /// The hand was lifted after a drag; times in ms and places.
    Ended {
        /// The last places of the hand, oldest first.
        samples: Vec<(f64, f64, f64)>,
    },
    /// The wheel turned without its key, which scrolls the page.
    WheelWithoutKey,
}

/// A mouse moves this far before it drags, px; a finger farther.
const MOUSE_PX: f64 = 4.0;
const FINGER_PX: f64 = 8.0;
/// Smaller boxes are slips of the hand, px.
const LEAST_BOX_PX: f64 = 8.0;
/// A wheel that turns by steps turns at least so far in one, px; a pad in much smaller ones.
const NOTCH_PX: f64 = 40.0;
/// Samples kept for the hand's speed.
const SAMPLES: usize = 12;

struct Finger {
    id: i32,
    began: (f64, f64),
    at: (f64, f64),
    /// Where the last told gesture had it.
    told: (f64, f64),
}

#[derive(Default)]
struct Hand {
    fingers: Vec<Finger>,
    dragging: bool,
    boxing: bool,
    swallow: bool,
    samples: Vec<(f64, f64, f64)>,
    frame: Option<AnimationFrame>,
    /// By how much the wheel zooms in the next frame, and about which point.
    wheel: Option<(f64, (f64, f64))>,
}

struct Watch {
    element: HtmlElement,
    hand: RefCell<Hand>,
    call: Box<dyn Fn(Gesture)>,
}

/// Watches an element. Clicks on links within it stay clicks, unless the hand dragged.
pub fn watch_gestures(element: &HtmlElement, call: impl Fn(Gesture) + 'static) -> Listener {
    let watch =
        Rc::new(Watch { element: element.clone(), hand: RefCell::default(), call: Box::new(call) });
    let on = |name: &'static str, options: EventListenerOptions, act: fn(&Rc<Watch>, &Event)| {
        let watch = watch.clone();
        EventListener::new_with_options(element, name, options, move |event| act(&watch, event))
    };
    let active = EventListenerOptions::enable_prevent_default;
    Listener::new(vec![
        on("pointerdown", active(), down),
        on("pointermove", active(), moved),
        on("pointerup", active(), up),
        on("pointercancel", active(), up),
        on("wheel", active(), wheel),
        on("dblclick", active(), twice),
        on(
            "click",
            EventListenerOptions {
                phase: gloo::events::EventListenerPhase::Capture,
                passive: false,
            },
            click,
        ),
        on("dragstart", active(), |_, event| event.prevent_default()),
    ])
}

impl Watch {
    fn point(&self, event: &MouseEvent) -> (f64, f64) {
        let b = self.element.get_bounding_client_rect();
        (f64::from(event.client_x()) - b.left(), f64::from(event.client_y()) - b.top())
    }

    fn tell(&self, gesture: Gesture) {
        (self.call)(gesture);
    }
}

fn down(watch: &Rc<Watch>, event: &Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>().filter(|e| e.button() == 0) else { return };
    // Buttons and cards that lie over the map are not the map.
    let over = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    if over.is_some_and(|e| {
        e.closest("button, .card, .legend, .as-tables, .stepper").ok().flatten().is_some()
    }) {
        return;
    }
    let at = watch.point(event);
    let mut hand = watch.hand.borrow_mut();
    if event.is_primary() {
        *hand = Hand {
            boxing: event.shift_key() && event.pointer_type() == "mouse",
            ..Hand::default()
        };
    }
    if hand.fingers.len() < 2 {
        hand.fingers.push(Finger { id: event.pointer_id(), began: at, at, told: at });
    }
    if hand.fingers.len() == 2 {
        hand.dragging = true;
        hand.samples.clear();
        hand.fingers.iter_mut().for_each(|f| f.told = f.at);
    }
    drop(hand);
    watch.tell(Gesture::Began);
}

fn moved(watch: &Rc<Watch>, event: &Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    let at = watch.point(event);
    let mut hand = watch.hand.borrow_mut();
    let threshold = if event.pointer_type() == "mouse" { MOUSE_PX } else { FINGER_PX };
    let Some(finger) = hand.fingers.iter_mut().find(|f| f.id == event.pointer_id()) else { return };
    finger.at = at;
    let far = (at.0 - finger.began.0).hypot(at.1 - finger.began.1) >= threshold;
    if !hand.dragging && !far {
        return;
    }
    if !hand.dragging {
        hand.dragging = true;
        // A refusal costs only drags that leave the map.
        let _ = watch.element.set_pointer_capture(event.pointer_id());
    }
    hand.swallow = true;
    if hand.samples.len() == SAMPLES {
        hand.samples.remove(0);
    }
    hand.samples.push((event.time_stamp(), at.0, at.1));
    tell_in_frame(watch, &mut hand);
}

fn tell_in_frame(watch: &Rc<Watch>, hand: &mut Hand) {
    if hand.frame.is_none() {
        let later = watch.clone();
        hand.frame = Some(request_animation_frame(move |_| tell_move(&later)));
    }
}

/// Tells where the hand has come to since the last frame.
fn tell_move(watch: &Watch) {
    let mut hand = watch.hand.borrow_mut();
    hand.frame = None;
    if let Some((factor, (x, y))) = hand.wheel.take() {
        drop(hand);
        return watch.tell(Gesture::Zoom { factor, x, y, animated: false });
    }
    let gesture = match (&hand.fingers[..], hand.boxing) {
        ([one], true) => {
            Gesture::BoxDrawing { x0: one.began.0, y0: one.began.1, x1: one.at.0, y1: one.at.1 }
        }
        ([one], false) => Gesture::Pan { dx: one.at.0 - one.told.0, dy: one.at.1 - one.told.1 },
        ([a, b], _) => Gesture::Pinch { from: [a.told, b.told], to: [a.at, b.at] },
        _ => return,
    };
    hand.fingers.iter_mut().for_each(|f| f.told = f.at);
    drop(hand);
    watch.tell(gesture);
}

fn up(watch: &Rc<Watch>, event: &Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    if !watch.hand.borrow().fingers.iter().any(|f| f.id == event.pointer_id()) {
        return;
    }
    if watch.hand.borrow().frame.is_some() {
        tell_move(watch);
    }
    let mut hand = watch.hand.borrow_mut();
    let whole = hand.fingers.len() == 1;
    let finger = hand
        .fingers
        .iter()
        .position(|f| f.id == event.pointer_id())
        .map(|i| hand.fingers.remove(i));
    // A finger that stays after a pinch must not tear the land along.
    hand.fingers.iter_mut().for_each(|f| f.told = f.at);
    let cancelled = event.type_() == "pointercancel";
    let gesture = match finger {
        Some(f) if hand.boxing && hand.dragging => {
            let (x0, y0) = f.began;
            let (x1, y1) = watch.point(event);
            let small = (x1 - x0).abs() < LEAST_BOX_PX || (y1 - y0).abs() < LEAST_BOX_PX;
            if cancelled || small {
                Gesture::BoxAbandoned
            } else {
                Gesture::Box { x0, y0, x1, y1 }
            }
        }
        Some(_) if hand.dragging && whole && !cancelled => {
            let mut samples = std::mem::take(&mut hand.samples);
            let (x, y) = watch.point(event);
            samples.push((event.time_stamp(), x, y));
            Gesture::Ended { samples }
        }
        _ => return,
    };
    drop(hand);
    watch.tell(gesture);
}

/// The click that ends a drag is no choice.
fn click(watch: &Rc<Watch>, event: &Event) {
    let swallowed = std::mem::take(&mut watch.hand.borrow_mut().swallow);
    if swallowed {
        event.stop_propagation();
        event.prevent_default();
    }
}

fn wheel(watch: &Rc<Watch>, event: &Event) {
    let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
    if !(event.ctrl_key() || event.meta_key()) {
        return watch.tell(Gesture::WheelWithoutKey);
    }
    event.prevent_default();
    // Lines and pages, as some mice count, in px.
    let px = event.delta_y()
        * [1.0, 16.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
    let (x, y) = watch.point(event);
    let factor = (-px * 0.003).clamp(-0.5, 0.5).exp();
    if px.abs() >= NOTCH_PX {
        return watch.tell(Gesture::Zoom { factor, x, y, animated: true });
    }
    let mut hand = watch.hand.borrow_mut();
    let before = hand.wheel.map_or(1.0, |(factor, _)| factor);
    hand.wheel = Some((before * factor, (x, y)));
    tell_in_frame(watch, &mut hand);
}

fn twice(watch: &Rc<Watch>, event: &Event) {
    let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
    let on_mark = event
        .target()
        .and_then(|t| t.dyn_into::<Element>().ok())
        .is_some_and(|e| e.closest("a, button").ok().flatten().is_some());
    if on_mark {
        return;
    }
    event.prevent_default();
    let (x, y) = watch.point(event);
    watch.tell(Gesture::Zoom {
        factor: if event.shift_key() { 0.5 } else { 2.0 },
        x,
        y,
        animated: true,
    });
}
