//! The stage: one picture that stays while the words pass. It is written once, with the page;
//! `slots.rs` says what of it changes, and whoever follows the story writes that.

use super::slots::{
    label_values, map_values, stepper_values, timeline_values, window_values, SlotValues,
};
use super::{map, tally, timeline};
use crate::content::Atlas;
use crate::ids::StepIx;
use crate::story::{label_class, labels_on_paper, labels_unmeasured, lay_out, scene, State};
use leptos::prelude::*;

/// The part of the timeline that the story opens with: all of it.
const WHOLE: (f64, f64) = (0.0, 1.0);

/// Map, tally and timeline as the story opens with them. `land` is the drawn base map.
pub fn stage(atlas: &Atlas, land: String) -> impl IntoView {
    let (scene, layout) = (scene(atlas, &State::START), lay_out(atlas));
    let (small, large) = labels_unmeasured(atlas, &scene);
    let on_paper = labels_on_paper(atlas, &scene);
    let values = SlotValues::new([
        map_values(atlas, &scene),
        label_values(atlas, |label| {
            label_class(small.of(label), large.of(label), on_paper.of(label))
        }),
        stepper_values(atlas, StepIx(0)),
        timeline_values(atlas, &layout, &scene, WHOLE),
        window_values(WHOLE, None),
    ]);
    view! {
        {tally::tally(atlas, &values)}
        <div class="picture">
            {map::map(atlas, &values, land)}
            {stepper(atlas, &values)}
        </div>
        {timeline::timeline(atlas, &layout, &values)}
    }
}

/// Buttons for those who would rather click than scroll. They are links, so they work as such.
fn stepper(atlas: &Atlas, values: &SlotValues) -> impl IntoView {
    let (back, next) = (atlas.phrases.back.clone(), atlas.phrases.next.clone());
    view! {
        <nav class="stepper">
            <a rel="prev" data-slot="prev" href=values.get("prev", "href") aria-label=back>"‹"</a>
            <span aria-hidden="true" data-slot="at">{values.get("at", "")}</span>
            <a rel="next" data-slot="next" href=values.get("next", "href") aria-label=next>"›"</a>
        </nav>
    }
}
