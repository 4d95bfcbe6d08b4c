//! The plants of the United States and its allies, on the map of the world.

use super::super::Store;
use crate::ids::FacilityIx;
use crate::story::{Action, Emphasis, Subject};
use leptos::prelude::*;

/// A mark for each facility.
#[component]
pub fn Facilities(store: Store) -> impl IntoView {
    let count = store.atlas().facilities.len();
    (0..count).map(|i| view! { <Facility store ix=FacilityIx(i)/> }).collect_view()
}

#[component]
fn Facility(store: Store, ix: FacilityIx) -> impl IntoView {
    let atlas = store.atlas();
    let facility = atlas.facilities[ix.0].clone();
    let class = store.class("place facility", move |s| s.facilities.get(ix.0).copied());
    let stage = facility.stages.first().and_then(|s| atlas.stages.get(s.0)).map_or(String::new(), |key| format!("stage-{key}"));
    let described = format!("{}: {}; {}", facility.name, facility.said, facility.precision);
    let sole = move || store.scene.with(|s| s.facilities.get(ix.0) == Some(&Emphasis::Chosen));
    let label = store.label(move |l| l.facilities.get(ix.0).copied());
    view! {
        <div class=class>
            <div class="at" style:--x=facility.at.x.to_string() style:--y=facility.at.y.to_string()>
                <button type="button" class=format!("plant {stage}") data-facility=facility.id.clone() aria-label=described
                    aria-expanded=move || sole().to_string()
                    on:click=move |_| store.dispatch(Action::Choose(Subject::Facility(ix)))></button>
                <span class=label>{facility.name.clone()}</span>
            </div>
        </div>
    }
}
