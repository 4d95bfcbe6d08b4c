//! A pointer on an element: where it is, in px from the element's corner, and whether it is
//! pressed.

use super::dom::Listener;
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

/// What a pointer does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Point {
    /// It was pressed.
    Down(f64, f64),
    /// It moved while pressed.
    Drag(f64, f64),
    /// It moved above the element.
    Over(f64, f64),
}

/// Calls back with what a pointer does on an element. Nothing else hears of it.
pub fn on_point(element: &HtmlElement, call: impl Fn(Point) + 'static) -> Listener {
    let call = Rc::new(call);
    let held = Rc::new(Cell::new(None::<i32>));
    let options = EventListenerOptions::enable_prevent_default();
    let listen = |name: &'static str| {
        let (call, held, area) = (call.clone(), held.clone(), element.clone());
        EventListener::new_with_options(element, name, options, move |event| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
            event.stop_propagation();
            let corner = area.get_bounding_client_rect();
            let (x, y) = (
                f64::from(event.client_x()) - corner.left(),
                f64::from(event.client_y()) - corner.top(),
            );
            match name {
                "pointerdown" if event.button() == 0 && event.is_primary() => {
                    event.prevent_default();
                    held.set(Some(event.pointer_id()));
                    // Without capture a stroke that leaves the map would go on when it comes back.
                    let _ = area.set_pointer_capture(event.pointer_id());
                    call(Point::Down(x, y));
                }
                "pointermove" if held.get() == Some(event.pointer_id()) => call(Point::Drag(x, y)),
                "pointermove" => call(Point::Over(x, y)),
                "pointerup" | "pointercancel" => held.set(None),
                _ => {}
            }
        })
    };
    Listener::new(
        ["pointerdown", "pointermove", "pointerup", "pointercancel"]
            .map(listen)
            .into_iter()
            .collect(),
    )
}
