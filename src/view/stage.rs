//! The stage: one picture that stays while the words pass.

use super::{Map, Store, Tally, Timeline};
use crate::ids::StepIx;
use leptos::prelude::*;

/// Map, tally and timeline. `land` is the drawn base map; in the browser it is already there, so
/// it may be empty.
#[component]
pub fn Stage(store: Store, land: String) -> impl IntoView {
    view! {
        <Tally store/>
        <div class="picture">
            <Map store land/>
            <Stepper store/>
        </div>
        <Timeline store/>
    }
}

/// Buttons for those who would rather click than scroll. They are links, so they work as such.
#[component]
fn Stepper(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let count = atlas.steps.len();
    let href = move |by: isize| {
        let atlas = store.atlas();
        let step = store.state().step.0.saturating_add_signed(by).min(atlas.steps.len() - 1);
        format!("#step={}", atlas.step(StepIx(step)).id)
    };
    let place = move || format!("{} / {count}", store.state().step.0 + 1);
    let (back, next) = (atlas.phrases.back.clone(), atlas.phrases.next.clone());
    view! {
        <nav class="stepper">
            <a rel="prev" href=move || href(-1) aria-label=back>"‹"</a>
            <span aria-hidden="true">{place}</span>
            <a rel="next" href=move || href(1) aria-label=next>"›"</a>
        </nav>
    }
}
