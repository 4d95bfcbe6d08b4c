//! Parts of the page that are written again and again, and can be put back as they were sent.

use super::dom::by_id;
use std::cell::OnceCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Attributes and words of elements, in an order of their own.
pub struct Parts(Vec<Part>);

struct Part {
    element: Element,
    /// Empty for the first text.
    attribute: String,
    /// As it was sent, once it was written over.
    sent: OnceCell<String>,
}

impl Parts {
    /// Finds parts by the places of their elements among all within an element, in document order, and
    /// the names of their attributes; an empty name stands for the first text. `None` if one is not there.
    pub fn collect<'a>(root: &str, parts: impl Iterator<Item = (usize, &'a str)>) -> Option<Parts> {
        let all = by_id(root)?.get_elements_by_tag_name("*");
        let part = |(place, attribute): (usize, &str)| {
            let element = all.item(u32::try_from(place).ok()?)?;
            Some(Part { element, attribute: attribute.to_string(), sent: OnceCell::new() })
        };
        Some(Parts(parts.map(part).collect::<Option<Vec<_>>>()?))
    }

    /// Writes a part.
    pub fn set(&self, place: usize, value: &str) {
        let Some(part) = self.0.get(place) else { return };
        part.sent.get_or_init(|| part.read());
        part.write(value);
    }

    /// Puts all parts back as they were sent.
    pub fn restore(&self) {
        for part in &self.0 {
            part.sent.get().iter().for_each(|sent| part.write(sent));
        }
    }
}

impl Part {
    fn read(&self) -> String {
        if self.attribute.is_empty() {
            return self.text().and_then(|t| t.node_value()).unwrap_or_default();
        }
        self.element.get_attribute(&self.attribute).unwrap_or_default()
    }

    fn write(&self, value: &str) {
        if self.attribute.is_empty() {
            // The node stays the same, because others may hold it.
            self.text().into_iter().for_each(|text| text.set_node_value(Some(value)));
        } else {
            // A refused attribute leaves the element as it was.
            let _ = self.element.set_attribute(&self.attribute, value);
        }
    }

    fn text(&self) -> Option<Node> {
        self.element.unchecked_ref::<Node>().first_child().filter(|n| n.node_type() == Node::TEXT_NODE)
    }
}
