//! The page around the stage: its data, its current step, its messages.

use super::dom::{by_id, document, elements, on_plain_click, window, Listener};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// What a reader chose in the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A project, by key, for a closer look.
    Project(String),
    /// A project, by key: the step that tells it.
    Told(String),
    /// A place, by key.
    Place(String),
    /// An event, by key.
    Event(String),
    /// A step, by key.
    Step(String),
    /// A stage of the chain, by key, to be shown alone or no more.
    Only(String),
    /// The step after the present one.
    Next,
    /// The step before.
    Back,
}

/// What the page carries in an element, such as the atlas as JSON; `None` for nothing.
pub fn embedded_data(id: &str) -> Option<String> {
    document()?.get_element_by_id(id)?.text_content().filter(|text| !text.is_empty())
}

/// Says a sentence in the console.
pub fn report(sentence: &str) {
    web_sys::console::warn_1(&JsValue::from_str(&["Spring Surge: ", sentence].concat()));
}

/// Shows the notice that the moving parts could not start.
pub fn show_notice() {
    if let Some(notice) = by_id("broken") {
        notice.set_hidden(false);
    }
}

/// Marks the step that is being read, in the text and on the page.
pub fn mark_current_step(step: &str) {
    let Some(document) = document() else { return };
    if let Ok(steps) = document.query_selector_all("[data-step][aria-current]") {
        elements(steps).filter(|e| e.get_attribute("data-step").as_deref() != Some(step)).for_each(
            |e| {
                let _ = e.remove_attribute("aria-current");
            },
        );
    }
    if let Some(section) = by_id(&["step-", step].concat()) {
        let _ = section.set_attribute("aria-current", "step");
    }
}

/// The step that is marked as the one being read.
pub fn current_step() -> Option<String> {
    super::dom::first("[data-step][aria-current]")?.get_attribute("data-step")
}

/// Says which buttons of a kind are pressed, by the value of an attribute.
pub fn mark_pressed(attribute: &str, pressed: &[String]) {
    let Some(buttons) =
        document().and_then(|d| d.query_selector_all(&format!("button[{attribute}]")).ok())
    else {
        return;
    };
    for button in elements(buttons) {
        let on = button.get_attribute(attribute).is_some_and(|value| pressed.contains(&value));
        let _ = button.set_attribute("aria-pressed", if on { "true" } else { "false" });
    }
}

/// The name of the mode that the page is shown in.
pub fn mode_name() -> String {
    document()
        .and_then(|d| d.document_element())
        .and_then(|root| root.get_attribute("data-mode"))
        .unwrap_or_default()
}

/// Where the drawn world is kept.
pub fn world_address() -> Option<String> {
    by_id("atlas")?.get_attribute("data-world")
}

/// Shows the drawn world, or takes it away. What else its sheet holds stays.
pub fn show_world(shown: bool) {
    if let Some(drawn) = super::dom::first("#map .world-drawing") {
        drawn.remove();
    }
    let (sheet, address) =
        (super::dom::first("#map .world-land"), world_address().filter(|_| shown));
    if let Some((sheet, address)) = sheet.zip(address) {
        // The address is the page's own, written at build time.
        let drawing =
            ["<g class=\"world-drawing\"><use href=\"", &address, "#world\"></use></g>"].concat();
        let _ = sheet.insert_adjacent_html("beforeend", &drawing);
    }
}

/// Shows the page in a mode, and says that the engine runs it.
pub fn set_mode(mode: &str) {
    set_of_page("data-mode", mode);
    set_live();
}

/// Says that an engine runs the page, in whatever mode it is shown.
pub fn set_live() {
    set_of_page("data-live", "");
}

fn set_of_page(name: &str, value: &str) {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Says a sentence to screen readers, politely.
pub fn announce(sentence: &str) {
    if let Some(status) = by_id("announcer") {
        status.set_text_content(Some(sentence));
    }
}

/// Shows a hint in a line of its own, once a visit.
pub fn hint_once(sentence: &str) {
    let Some(hint) = super::dom::first(".hint")
        .filter(|h| h.hidden() && h.text_content().is_none_or(|t| t.is_empty()))
    else {
        return;
    };
    hint.set_text_content(Some(sentence));
    hint.set_hidden(false);
    let gone = hint.clone();
    super::timers::later(HINT_MS, move || gone.set_hidden(true));
}

/// How long a hint can be read, ms.
const HINT_MS: u32 = 4000;

/// Marks the moment from which map, timeline and steps respond. There is only one.
pub fn mark_ready() {
    let marked = window()
        .and_then(|w| w.performance())
        .map(|p| p.get_entries_by_name("story-ready").length());
    if marked == Some(0) {
        mark("story-ready");
    }
}

/// Marks a moment in the browser's record of the page.
pub fn mark(moment: &str) {
    if let Some(performance) = window().and_then(|w| w.performance()) {
        let _ = performance.mark(moment);
    }
}

/// Calls back when the reader chooses a project, an event or a step in the page, outside the stage.
pub fn on_choice(call: impl Fn(Choice) + 'static) -> Listener {
    on_plain_click(move |target, point| {
        let chosen = choice(&target).or_else(|| choice(&nearest_mark(&target, point)?));
        let is_choice = chosen.is_some();
        chosen.into_iter().for_each(&call);
        is_choice
    })
}

/// How far from a mark of the timeline a finger may land, px: marks stand closer than fingers are
/// wide.
const REACH_PX: f64 = 22.0;

/// The mark of the timeline nearest to a point of the window, if one is within reach.
fn nearest_mark(target: &Element, (x, y): (f64, f64)) -> Option<Element> {
    let ruler = target.closest(".ruler").ok().flatten()?;
    let marks = elements(ruler.query_selector_all("[data-event] .mark").ok()?);
    let distance = |mark: &Element| {
        let b = mark.get_bounding_client_rect();
        let (dx, dy) = (
            (b.left() - x).max(x - b.right()).max(0.0),
            (b.top() - y).max(y - b.bottom()).max(0.0),
        );
        (dx * dx + dy * dy).sqrt()
    };
    let near = marks.map(|m| (distance(&m), m)).filter(|(d, _)| *d <= REACH_PX);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, mark)| mark)
}

fn choice(target: &Element) -> Option<Choice> {
    if let Some(button) = target.closest("button[data-only]").ok().flatten() {
        return button.get_attribute("data-only").map(Choice::Only);
    }
    let link = target.closest("a[href^=\"#step=\"]").ok().flatten()?;
    // A link to the present view is there to be copied; it leads to where the reader is.
    if let Some(place) = link.get_attribute("data-place") {
        return Some(Choice::Place(place));
    }
    // The stepper's addresses follow the state only with the next drawing, its meaning at once.
    match link.get_attribute("rel").as_deref() {
        Some("next") => return Some(Choice::Next),
        Some("prev") => return Some(Choice::Back),
        _ => {}
    }
    if let Some(event) = link.get_attribute("data-event") {
        return Some(Choice::Event(event));
    }
    if let Some(project) = link.get_attribute("data-project") {
        // Only a mark on the map opens a card; a name elsewhere leads to the step that tells it.
        let looked_at = link.closest("#map, .card, .as-tables").ok().flatten().is_some();
        return Some(if looked_at { Choice::Project(project) } else { Choice::Told(project) });
    }
    let href = link.get_attribute("href")?;
    Some(Choice::Step(href.strip_prefix("#step=")?.to_string()))
}
