//! The part of the page that the reader sees: the page's own window, or, in a frame as high as the
//! story, the host's window that lies over it.

use super::dom::{document, set_properties, window};
use crate::digits::fixed;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What moves the text past the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// The page's own window is scrolled.
    #[default]
    Page,
    /// The frame is as high as the story, and the host is scrolled.
    Flow,
    /// The frame stays in the reader's window, and is scrolled as the host says.
    Pinned,
    /// One step at a time; nothing is scrolled.
    Player,
}

impl Layout {
    /// Its name in `data-layout`.
    pub fn name(self) -> &'static str {
        match self {
            Layout::Page => "page",
            Layout::Flow => "flow",
            Layout::Pinned => "pinned",
            Layout::Player => "player",
        }
    }
}

type Bring = Box<dyn Fn(f64)>;
type Done = Box<dyn FnOnce()>;

thread_local! {
    static LAYOUT: Cell<Layout> = const { Cell::new(Layout::Page) };
    static BAND: Cell<Option<(f64, f64)>> = const { Cell::new(None) };
    static BRING: RefCell<Option<Bring>> = const { RefCell::new(None) };
    static BROUGHT: RefCell<Option<Done>> = const { RefCell::new(None) };
}

/// How the page is laid out.
pub fn layout() -> Layout {
    LAYOUT.get()
}

/// Lays the page out. `bring` asks the host for a place, px from the story's beginning.
pub fn set_layout(layout: Layout, bring: impl Fn(f64) + 'static) {
    LAYOUT.set(layout);
    BRING.with(|slot| *slot.borrow_mut() = Some(Box::new(bring)));
    if let Some(root) = document().and_then(|d| d.document_element()) {
        // A frame that shows a part of the story was laid out before, and stays so.
        if root.get_attribute("data-layout").as_deref() != Some("part") {
            let _ = root.set_attribute("data-layout", layout.name());
        }
        // A frame as high as the story has to know how high that is.
        if layout != Layout::Player {
            let _ = root.remove_attribute("data-sparse");
        }
    }
}

/// How the frame is laid out, for the page that follows this one in it: layout, and where the
/// host's window lies.
pub(super) fn carried_layout() -> Option<String> {
    let (top, height) = BAND.get().filter(|_| matches!(layout(), Layout::Flow | Layout::Pinned))?;
    Some([layout().name(), "_", &fixed(top, 0), "_", &fixed(height, 0)].concat())
}

/// In a window so low the picture stands beside the text, or scrolls away with it, px; the style
/// sheet has the same number for the page's own window.
const LOW_PX: f64 = 480.0;

/// The host's window lies `top` px below the story's beginning and is `height` px high.
pub fn set_band(top: f64, height: f64) {
    BAND.set(Some((top, height)));
    let root = document()
        .and_then(|d| d.document_element())
        .and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) =
        root.as_ref().filter(|root| root.has_attribute("data-low") != (height <= LOW_PX))
    {
        let _ = root.toggle_attribute("data-low");
    }
    match layout() {
        Layout::Flow => {
            if let Some(root) = root {
                // The picture stays within the story when the window goes beyond it.
                let room = (root.get_bounding_client_rect().height() - height).max(0.0);
                set_properties(
                    &root,
                    &[("--win-top", top.clamp(0.0, room)), ("--win-height", height)],
                );
            }
        }
        Layout::Pinned => scroll_window(top.max(0.0)),
        Layout::Page | Layout::Player => {}
    }
    let done = BROUGHT.with(|slot| slot.borrow_mut().take());
    done.into_iter().for_each(|done| done());
}

/// What the reader sees: its upper edge in the coordinates of the frame's window, and its height,
/// px.
pub(super) fn band() -> Option<(f64, f64)> {
    let own = || window()?.inner_height().ok()?.as_f64();
    match (layout(), BAND.get()) {
        (Layout::Flow, Some(band)) => Some(band),
        _ => Some((0.0, own()?)),
    }
}

/// Moves the text by some px; the host is asked where it alone can, and its answer then calls
/// `done`. Otherwise `done` is given back.
pub(super) fn move_text(by: f64, done: Done) -> Option<Done> {
    let Some(window) = window() else { return Some(done) };
    match layout() {
        Layout::Page => {
            window.scroll_by_with_x_and_y(0.0, by);
            Some(done)
        }
        Layout::Player => Some(done),
        Layout::Flow | Layout::Pinned => {
            let top = match layout() {
                Layout::Pinned => window.scroll_y().unwrap_or(0.0) + by,
                _ => BAND.get().map_or(0.0, |(top, _)| top) + by,
            };
            if layout() == Layout::Pinned {
                // The picture is right at once; the host follows.
                scroll_window(top.max(0.0));
            }
            BROUGHT.with(|slot| *slot.borrow_mut() = Some(done));
            BRING.with(|bring| bring.borrow().iter().for_each(|bring| bring(top.max(0.0))));
            None
        }
    }
}

fn scroll_window(top: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}
