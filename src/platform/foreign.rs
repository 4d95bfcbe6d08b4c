//! What others do to the tools' part of the page. A translator takes a text out and puts elements
//! with other words in its place; a clean-up script takes comments out. The views hold on to those
//! very nodes, so a later change would be lost.

use super::dom::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node};

/// Where the views keep nodes of their own.
const OURS: &str = "#stage, #classroom";
/// A script that takes comments out for good wins in the end, instead of going round in circles
/// with us.
const MOST_COMMENTS: u32 = 400;

#[derive(Default)]
struct Mender {
    /// Texts that were taken out, and the elements that stand in their place.
    replaced: Vec<(Node, Node)>,
    /// How many comments were put back.
    put_back: u32,
}

/// Mends what others do to nodes that the views hold, for as long as the page lives: a text that
/// changes comes back in the place of what stands for it, where it can be translated anew, and
/// comments are put back.
pub fn mend_foreign_changes() {
    let Some(body) = document().and_then(|d| d.body()) else { return };
    let mender = Rc::new(RefCell::new(Mender::default()));
    let call = Closure::<dyn Fn(js_sys::Array, MutationObserver)>::new(
        move |records: js_sys::Array, observer: MutationObserver| {
            let records: Vec<MutationRecord> = records.iter().map(JsCast::unchecked_into).collect();
            mender.borrow_mut().mend(&records, &observer);
        },
    );
    if let Ok(observer) = MutationObserver::new(call.as_ref().unchecked_ref()) {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        // A browser that refuses leaves the page as others make it.
        let _ = observer.observe_with_options(&body, &options);
        call.forget();
    }
}

impl Mender {
    fn mend(&mut self, records: &[MutationRecord], observer: &MutationObserver) {
        for record in records {
            let Some(target) = record.target() else { continue };
            if record.type_() == "characterData" {
                self.bring_back(&target);
                continue;
            }
            let is_ours = target
                .dyn_ref::<Element>()
                .is_some_and(|e| e.closest(OURS).ok().flatten().is_some());
            if !is_ours {
                continue;
            }
            let gone = record.removed_nodes();
            for node in
                (0..gone.length()).filter_map(|i| gone.item(i)).filter(|node| !node.is_connected())
            {
                match node.node_type() {
                    Node::TEXT_NODE => self.remember(node, record, observer),
                    Node::COMMENT_NODE => self.put_back(&node, &target, record, records),
                    _ => {}
                }
            }
        }
    }

    /// Keeps a text that was taken out with the element that stands for it.
    fn remember(&mut self, text: Node, record: &MutationRecord, observer: &MutationObserver) {
        let beside =
            [record.added_nodes().item(0), record.previous_sibling(), record.next_sibling()];
        let stands_for =
            beside.into_iter().flatten().find(|node| node.is_connected() && is_foreign(node));
        let Some(stands_for) = stands_for else { return };
        let options = MutationObserverInit::new();
        options.set_character_data(true);
        if observer.observe_with_options(&text, &options).is_ok() {
            self.replaced.retain(|(_, other)| other.is_connected());
            self.replaced.push((text, stands_for));
        }
    }

    /// Puts a text that has changed back in the place of what stands for it.
    fn bring_back(&mut self, text: &Node) {
        let Some(at) = self.replaced.iter().position(|(known, _)| known == text) else { return };
        let (text, stands_for) = self.replaced.swap_remove(at);
        if let Some(parent) = stands_for.parent_node() {
            let _ = parent.replace_child(&text, &stands_for);
        }
    }

    /// Puts a comment back that was taken out alone; what the views take out themselves they
    /// replace.
    fn put_back(
        &mut self,
        comment: &Node,
        target: &Node,
        record: &MutationRecord,
        records: &[MutationRecord],
    ) {
        let is_replaced = records
            .iter()
            .any(|r| r.target().as_ref() == Some(target) && r.added_nodes().length() > 0);
        if is_replaced || !target.is_connected() || self.put_back >= MOST_COMMENTS {
            return;
        }
        self.put_back += 1;
        let next = record.next_sibling().filter(|next| next.parent_node().as_ref() == Some(target));
        let _ = target.insert_before(comment, next.as_ref());
    }
}

/// Whether an element is none that the story writes: translators use `font`, others elements
/// without any sign of ours.
fn is_foreign(node: &Node) -> bool {
    node.dyn_ref::<Element>()
        .is_some_and(|e| e.local_name() == "font" || e.attributes().length() == 0)
}
