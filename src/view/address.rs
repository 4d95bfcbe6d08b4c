//! The address of the page: what it asks for, and the way to the same place in another mode.

use super::Store;
use crate::embed::without_secret;
use crate::platform;
use crate::story::{Link, Mode};
use leptos::prelude::*;

/// The fragment of the address; what WordPress adds to it means nothing where nobody frames the
/// page.
pub fn fragment() -> String {
    let fragment = platform::address().fragment;
    if platform::is_framed() {
        without_secret(&fragment)
    } else {
        fragment
    }
}

/// Fragments of the page itself, such as a note's, are the browser's.
pub fn read_address(store: Store) -> (Link, Vec<String>) {
    let fragment = fragment();
    let id = fragment.trim_start_matches('#');
    if !id.contains('=') && !id.starts_with("step-") && platform::by_id(id).is_some() {
        return (Link::default(), Vec::new());
    }
    Link::read(&fragment, &store.atlas())
}

/// From the page to read to the page in front of a class, at the same place.
pub fn present(store: Store) {
    let fragment = untrack(|| store.with(|s| Link::to(s).write(&store.atlas())));
    platform::go_to(&[platform::address_in(Mode::Present.name()), fragment].concat());
}
