//! The plants of the United States and its allies, on the map of the world.

use crate::content::{Maturity, Status};
use crate::ids::FacilityIx;
use crate::platform;
use crate::story::{world_key, Action, Emphasis, LabelOf, Scene, Sheet, Subject};
use crate::view::Store;
use leptos::prelude::*;

/// A mark for each facility, and one for the story's own projects.
#[component]
pub fn Facilities(store: Store) -> impl IntoView {
    let count = store.atlas().facilities.len();
    let plants = (0..count).map(|i| view! { <Facility store ix=FacilityIx(i)/> }).collect_view();
    view! { <Home store/> {plants} }
}

/// Where the story's projects are, on a map on which they would lie over each other.
#[component]
fn Home(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let at = atlas.projects.first().and_then(|p| atlas.places.get(p.place.0)).map(|p| p.world)?;
    let class = move || {
        if store.things.with(|s| s.sheet == Sheet::World) {
            "place facility home-mark"
        } else {
            "place facility is-hidden"
        }
    };
    let label = store.label(LabelOf::Project(0));
    Some(view! {
        <div class=class>
            <div class="at" style:--x=at.x.to_string() style:--y=at.y.to_string()>
                <i class="plant"></i>
                <span class=move || label.get()>{atlas.words.home_mark.clone()}</span>
            </div>
        </div>
    })
}

#[component]
fn Facility(store: Store, ix: FacilityIx) -> impl IntoView {
    let atlas = store.atlas();
    let facility = atlas.facilities[ix.0].clone();
    let class = store.class("place facility", move |s| s.facilities.get(ix.0).copied());
    let stage = facility
        .stages
        .first()
        .and_then(|s| atlas.stages.get(s.0))
        .map_or(String::new(), |key| format!("stage-{key}"));
    let described = [
        &facility.name,
        &atlas.words.colon,
        &facility.said,
        &atlas.words.semicolon,
        &facility.precision,
    ]
    .map(String::as_str)
    .concat();
    let sole = move || store.things.with(|s| s.facilities.get(ix.0) == Some(&Emphasis::Chosen));
    // One stop for the Tab key; the arrows lead on from there.
    let first = Memo::new(move |_| store.things.with(|s| Scene::drawn(&s.facilities).next()));
    let label = store.label(LabelOf::Facility(ix.0));
    let shift = store.plant_shift(ix.0);
    let px = move |of: fn([(f64, f64); 2]) -> f64| move || format!("{:.1}px", of(shift.get()));
    view! {
        <div class=class>
            <div class="at" style:--x=facility.at.x.to_string() style:--y=facility.at.y.to_string()
                style:--dx=px(|s| s[0].0) style:--dy=px(|s| s[0].1) style:--paper-dx=px(|s| s[1].0) style:--paper-dy=px(|s| s[1].1)>
                <i class="lead"></i>
                <button type="button" class=format!("plant {stage} is-{}", facility.standing.key()) data-facility=facility.id.clone() aria-label=described
                    tabindex=move || if first.get() == Some(ix.0) { "0" } else { "-1" }
                    aria-expanded=move || sole().to_string()
                    on:keydown=move_on
                    on:click=move |_| store.dispatch(Action::Choose(Subject::Facility(ix)))></button>
                <span class=move || label.get()>{facility.name.clone()}</span>
            </div>
        </div>
    }
}

/// What signs and colours of the plants mean, in words, beside the map of the world. The signs are
/// those of the table in the text.
#[component]
pub fn Key(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let has_room = move || store.frame.get().is_some_and(|frame| world_key(frame) > 0.0);
    let is_shown = Memo::new(move |_| store.things.with(|s| s.sheet == Sheet::World) && has_room());
    // Names of what plants may be follow those of what projects may be.
    let names = Maturity::ALL.into_iter().zip(atlas.status_names.iter().skip(Status::ALL.len()));
    let states =
        names.filter(|(standing, _)| atlas.facilities.iter().any(|f| f.standing == *standing));
    let states = states.map(|(standing, name)| view! { <span><i class=format!("plant is-{}", standing.key())></i>{name.clone()}</span> });
    let is_used =
        |i: &usize| atlas.facilities.iter().any(|f| f.stages.first().is_some_and(|s| s.0 == *i));
    let stages = (0..atlas.stages.len()).filter(is_used).map(|i| {
        view! { <span class="of-stage"><i class=format!("plant is-commercial stage-{}", atlas.stages[i])></i>{atlas.stage_names[i].clone()}</span> }
    });
    let (states, stages) = (states.collect_view(), stages.collect_view());
    view! { <p class="world-key" class:away=move || !is_shown.get()>{states} {stages}</p> }
}

/// Arrows lead from plant to plant instead of moving the map.
fn move_on(event: leptos::ev::KeyboardEvent) {
    platform::lead_focus(&event, ".facility:not(.is-hidden) .plant");
}
