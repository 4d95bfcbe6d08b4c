//! What the page's engines call to each other, as events of the document: they share nothing else.

use super::dom::{document, Listener};
use gloo::events::EventListener;
use web_sys::Event;

/// A call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineEvent {
    /// The instruments are wanted.
    LoadTools,
    /// The instruments are about to take the page over.
    Detach,
    /// The ground has been laid under the story.
    #[cfg(feature = "guide")]
    Ground,
}

impl EngineEvent {
    fn name(self) -> &'static str {
        match self {
            EngineEvent::LoadTools => "spring-surge:want",
            EngineEvent::Detach => "spring-surge:aside",
            #[cfg(feature = "guide")]
            EngineEvent::Ground => "spring-surge:ground",
        }
    }
}

/// Calls; who listens has done its part when this returns.
pub fn call(call: EngineEvent) {
    if let Some((document, event)) = document().zip(Event::new(call.name()).ok()) {
        let _ = document.dispatch_event(&event);
    }
}

/// Calls back at each call.
pub fn on_call(call: EngineEvent, mut act: impl FnMut() + 'static) -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    Listener::new(vec![EventListener::new(&document, call.name(), move |_| act())])
}
