//! The elements of the stage that are written again and again. Each bears a key of its own,
//! `data-slot`, so that it is found whatever other scripts, translators and extensions have put
//! around, into or before it.

use super::dom::{by_id, elements, first};
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
    /// out is passed over; one that was replaced by another of the same key is found again.
    pub fn write(&self, key: &str, attribute: &str, value: &str) {
        let known = self.0.iter().find(|(known, element)| known == key && element.is_connected());
        match known {
            Some((_, element)) => write(element, attribute, value),
            None => first(&["#stage [data-slot=\"", key, "\"]"].concat())
                .into_iter()
                .for_each(|element| write(&element, attribute, value)),
        }
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
