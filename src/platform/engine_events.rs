//! What the page's engines say to each other, as events of the document: they share nothing else.

use super::dom::{document, Listener};
use gloo::events::EventListener;
use js_sys::Float64Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit};

/// A message by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineEvent {
    /// The tools are wanted.
    LoadTools,
    /// The ground has been laid under the story.
    Ground,
    /// The tools ask something of the stage.
    Stage,
    /// The stage says which camera it shows.
    Camera,
}

impl EngineEvent {
    fn name(self) -> &'static str {
        match self {
            EngineEvent::LoadTools => "spring-surge:want",
            EngineEvent::Ground => "spring-surge:ground",
            EngineEvent::Stage => "spring-surge:stage",
            EngineEvent::Camera => "spring-surge:camera",
        }
    }
}

/// What goes along with a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// Nothing, or nothing that an engine would send.
    None,
    /// A text.
    Text(String),
    /// Numbers.
    Numbers(Vec<f64>),
}

/// Sends a message; who listens has done its part when this returns.
pub fn send(event: EngineEvent, detail: &Detail) {
    let Some(document) = document() else { return };
    let init = CustomEventInit::new();
    match detail {
        Detail::None => {}
        Detail::Text(text) => init.set_detail(&JsValue::from_str(text)),
        Detail::Numbers(numbers) => init.set_detail(&Float64Array::from(numbers.as_slice())),
    }
    let event = CustomEvent::new_with_event_init_dict(event.name(), &init);
    let _ = event.and_then(|event| document.dispatch_event(&event));
}

/// Calls back at each such message.
pub fn on_event(event: EngineEvent, mut act: impl FnMut(Detail) + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    Listener::new(vec![EventListener::new(&document, event.name(), move |event| {
        let detail = event.unchecked_ref::<CustomEvent>().detail();
        act(match detail.dyn_ref::<Float64Array>() {
            Some(numbers) => Detail::Numbers(numbers.to_vec()),
            None => detail.as_string().map_or(Detail::None, Detail::Text),
        });
    })])
}
