//! The elements of the stage that are written again and again. Each bears a key of its own,
//! `data-slot`, so that it is found whatever other scripts, translators and extensions have put
//! around, into or before it.

#[cfg(feature = "view")]
use super::dom::document;
use super::dom::{by_id, elements};
use web_sys::Element;

/// Elements of the stage by their keys.
pub struct DomSlots(Vec<(String, Element)>);

impl DomSlots {
    /// Finds all slots of the stage.
    pub fn collect() -> DomSlots {
        let found = by_id("stage").and_then(|stage| stage.query_selector_all("[data-slot]").ok());
        let keyed = |element: Element| Some((element.get_attribute("data-slot")?, element));
        DomSlots(found.map_or(Vec::new(), |found| elements(found).filter_map(keyed).collect()))
    }

    /// Writes an attribute of a slot; an empty name stands for its words. One that somebody took
    /// out is passed over.
    pub fn write(&self, key: &str, attribute: &str, value: &str) {
        if let Some((_, element)) = self.0.iter().find(|(known, _)| known == key) {
            write(element, attribute, value);
        }
    }
}

/// Writes an attribute of the slot that bears a key now; an empty name stands for its words.
#[cfg(feature = "view")]
pub fn write_slot(key: &str, attribute: &str, value: &str) {
    let found =
        document().and_then(|d| d.query_selector(&format!("[data-slot=\"{key}\"]")).ok().flatten());
    if let Some(element) = found {
        write(&element, attribute, value);
    }
}

fn write(element: &Element, attribute: &str, value: &str) {
    if attribute.is_empty() {
        // All that is in it, because a translator may have put elements of its own around the
        // words.
        element.set_text_content(Some(value));
    } else {
        // A refused attribute leaves the element as it was.
        let _ = element.set_attribute(attribute, value);
    }
}
