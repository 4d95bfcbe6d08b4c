//! The switch in the head of the story that shows for every statement who stands behind it. The
//! style sheet does the showing, so that it works without any of this; here it comes into the state
//! and the address.

use crate::platform;
use crate::story::Action;
use crate::view::Store;
use leptos::prelude::{Effect, Get};

/// Name of the switch, in the page.
const SWITCH: &str = "says";

/// Ties the switch to the state, where the page has one. What was chosen before anybody listened
/// counts.
pub fn open(store: Store) {
    if platform::is_checked(SWITCH) {
        store.dispatch(Action::ShowSays(true));
    }
    let Some(root) = platform::by_id("who-says") else { return };
    platform::on_input(&root, move |input| store.dispatch(Action::ShowSays(input.checked)))
        .forget();
    let says = store.slice(|s| s.says);
    Effect::new(move |_| platform::set_input(SWITCH, "", says.get()));
}
