//! Opening a statement's source in place, from the notes that the page carries.

use super::dom::{by_id, first, on_plain_click, set_properties, window, Listener};
use web_sys::{Element, FocusOptions, HtmlElement};

/// Widest that the frame is drawn, px; the style sheet has the same.
const WIDTH_PX: f64 = 352.0;
/// What is left free around it, px.
const MARGIN_PX: f64 = 8.0;

/// Opens the source of a statement where the reader chose it, or its number. Where the browser has
/// no popovers, the number's link leads to the note as it does without the engine.
pub fn open_sources_in_place() -> Listener {
    on_plain_click(|target, _| {
        let wanted = wanted(&target).filter(|_| !is_selecting());
        wanted.and_then(|(claim, near)| open(&claim, &near)).is_some()
    })
}

/// Whether a source lies open.
pub fn source_is_open() -> bool {
    first("#provenance:popover-open").is_some()
}

/// Someone who marks words wants the words.
fn is_selecting() -> bool {
    window().and_then(|w| w.get_selection().ok().flatten()).is_some_and(|s| !s.is_collapsed())
}

/// The claim that was chosen, and what stands for it in the page.
fn wanted(target: &Element) -> Option<(String, Element)> {
    // The way to the list of notes leads there.
    if target.closest(".to-note").ok()?.is_some() {
        return None;
    }
    if let Some(link) = target.closest("a[href^=\"#note-\"]").ok()? {
        let claim = link.get_attribute("href")?.strip_prefix("#note-")?.to_string();
        return Some((claim, link));
    }
    // A link within a statement leads where it says.
    if target.closest("a, button").ok()?.is_some() {
        return None;
    }
    let statement = target.closest("[data-claim]").ok()??;
    Some((statement.get_attribute("data-claim")?, statement))
}

fn open(claim: &str, near: &Element) -> Option<()> {
    let frame = by_id("provenance")?;
    let note = by_id(&["note-", claim].concat())?;
    let told = first("#provenance .told")?;
    let source = note
        .query_selector("a[href^=\"#source-\"]")
        .ok()?
        .and_then(|a| by_id(a.get_attribute("href")?.strip_prefix('#')?));
    // Both are the page's own markup, written at build time.
    let source = source
        .map_or(String::new(), |s| ["<p class=\"source\">", &s.inner_html(), "</p>"].concat());
    let was_inside = frame.contains(Some(near));
    let place = near.get_bounding_client_rect();
    told.set_inner_html(&["<p>", &note.inner_html(), "</p>", &source].concat());
    let title = by_id("provenance-title")?;
    let number = note.get_attribute("data-number").unwrap_or_default();
    title.set_text_content(
        title.get_attribute("data-pattern").map(|pattern| numbered(&pattern, &number)).as_deref(),
    );
    if let Some(link) = first("#provenance .to-note") {
        let _ = link.set_attribute("href", &["#note-", claim].concat());
    }
    if !source_is_open() {
        frame.set_hidden(false);
        if frame.show_popover().is_err() {
            frame.set_hidden(true);
            return None;
        }
    }
    if !was_inside {
        put_beside(&frame, (place.left(), place.top(), place.bottom()));
    }
    // It has its place in the window already, and the text must not move.
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    let _ = frame.focus_with_options(&still);
    Some(())
}

/// A pattern with a number in place of what stands in braces.
fn numbered(pattern: &str, number: &str) -> String {
    let parts =
        pattern.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?.1)));
    parts.map_or(pattern.to_string(), |(before, after)| [before, number, after].concat())
}

/// Below what was chosen, or above it where there is no room below; within the window.
fn put_beside(frame: &HtmlElement, (left, top, bottom): (f64, f64, f64)) {
    let Some(window) = window() else { return };
    let side = |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| {
        value.ok().and_then(|v| v.as_f64()).unwrap_or(0.0)
    };
    let (width, height) = (side(window.inner_width()), side(window.inner_height()));
    let own = frame.get_bounding_client_rect().height();
    let fits_below = bottom + MARGIN_PX + own <= height || top < own + MARGIN_PX;
    let y = if fits_below { bottom + MARGIN_PX } else { top - MARGIN_PX - own };
    // Where it is too high for both sides it lies over what was chosen rather than out of the
    // window.
    let y = y.min(height - own - MARGIN_PX).max(MARGIN_PX);
    let x = left.min(width - WIDTH_PX - MARGIN_PX).max(MARGIN_PX);
    let scrolled = (window.scroll_x().unwrap_or(0.0), window.scroll_y().unwrap_or(0.0));
    set_properties(frame, &[("--at-x", x + scrolled.0), ("--at-y", y + scrolled.1)]);
}
