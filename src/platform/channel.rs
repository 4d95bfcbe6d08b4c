//! Between windows of this page: a channel by name on the web, messages from window to window for
//! files.

use super::dom::{window, Listener};
use super::page::report;
use super::present::site_path;
use gloo::events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent, Window};

/// How windows of this page can reach each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By a channel that all pages of the site share.
    Channel,
    /// From a window to the one that it opened, and back.
    Windows,
    /// Not at all: the page stands in a frame without an origin.
    None,
}

/// How this page can reach its other windows.
pub fn way() -> Way {
    let Some(window) = window() else { return Way::None };
    match window.location().protocol().as_deref() {
        Ok("file:") => Way::Windows,
        _ if window.origin() == "null" => Way::None,
        _ => Way::Channel,
    }
}

enum Inner {
    Channel(BroadcastChannel),
    Windows(Rc<RefCell<Vec<Window>>>),
    None,
}

/// A way to the other windows; it is kept open for as long as the page lives.
pub struct Channel(Inner);

thread_local! {
    static PEERS: Rc<RefCell<Vec<Window>>> = Rc::new(RefCell::new(Vec::new()));
}

/// Opens the way and calls back with every text that comes in on it. Who sent it was checked; what
/// it says was not.
pub fn open_channel(call: impl Fn(String) + 'static) -> Channel {
    let Some(here) = window() else { return Channel(Inner::None) };
    match way() {
        Way::None => Channel(Inner::None),
        Way::Channel => {
            let name = format!("spring-surge{}", site_path());
            let Ok(channel) = BroadcastChannel::new(&name) else { return Channel(Inner::None) };
            let listener = EventListener::new(&channel, "message", move |event| {
                text_of(event).into_iter().for_each(&call);
            });
            Listener::new(vec![listener]).forget();
            Channel(Inner::Channel(channel))
        }
        Way::Windows => {
            let peers = PEERS.with(Rc::clone);
            peers.borrow_mut().extend(opener(&here));
            let known = peers.clone();
            let listener = EventListener::new(&here.clone(), "message", move |event| {
                let Some(message) = event.dyn_ref::<MessageEvent>() else { return };
                let source = message.source().map(|s| s.unchecked_into::<Window>());
                let Some(source) = source
                    .filter(|s| message.origin() == here.origin() && is_kin(s, &here, &known))
                else {
                    return;
                };
                if !known.borrow().contains(&source) {
                    known.borrow_mut().push(source);
                }
                text_of(event).into_iter().for_each(&call);
            });
            Listener::new(vec![listener]).forget();
            Channel(Inner::Windows(peers))
        }
    }
}

impl Channel {
    /// Sends a text to all other windows.
    pub fn send(&self, text: &str) {
        let text = JsValue::from_str(text);
        match &self.0 {
            Inner::Channel(channel) => {
                if channel.post_message(&text).is_err() {
                    report("the other window could not be told");
                }
            }
            // Files have no origin that could be named; nothing but the state of a public page is
            // said.
            Inner::Windows(peers) => peers.borrow().iter().for_each(|peer| {
                let _ = peer.post_message(&text, "*");
            }),
            Inner::None => {}
        }
    }
}

/// Opens another window of this page under a name; `false` where the browser refuses.
pub fn open_window(address: &str, name: &str) -> bool {
    let opened = window().and_then(|w| {
        w.open_with_url_and_target_and_features(address, name, "popup,width=1280,height=800")
            .ok()
            .flatten()
    });
    if let Some(opened) = &opened {
        PEERS.with(|peers| peers.borrow_mut().push(opened.clone()));
    }
    opened.is_some()
}

/// A window that was told of, that opened this one, or that this one opened before it was loaded
/// again.
fn is_kin(source: &Window, here: &Window, known: &RefCell<Vec<Window>>) -> bool {
    known.borrow().contains(source)
        || opener(here).as_ref() == Some(source)
        || opener(source).as_ref() == Some(here)
}

fn opener(of: &Window) -> Option<Window> {
    let opener = js_sys::Reflect::get(of, &"opener".into()).ok()?;
    // Windows of files are strangers to each other, of which not even the type can be asked.
    opener.is_object().then(|| opener.unchecked_into())
}

fn text_of(event: &web_sys::Event) -> Option<String> {
    event.dyn_ref::<MessageEvent>()?.data().as_string()
}
