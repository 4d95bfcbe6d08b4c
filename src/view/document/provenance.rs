//! The frame in which a statement's source opens in place. It is filled from the notes by the
//! engine; without it, the numbers lead to the notes themselves.

use super::Edition;
use leptos::prelude::*;

/// The empty frame, not shown until it is filled.
pub(super) fn frame(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    view! {
        <div id="provenance" class="provenance" popover="auto" hidden role="dialog" tabindex="-1" aria-labelledby="provenance-title">
            <h2 id="provenance-title" data-pattern=ui.note_number.clone()></h2>
            <div class="told"></div>
            <p class="ways">
                <a class="to-note" href="#notes">{ui.note_in_list.clone()}</a>
                <button type="button" class="tool" popovertarget="provenance" popovertargetaction="hide">{ui.instruments.close.clone()}</button>
            </p>
        </div>
    }
}
