//! The instruments: what a reader takes in hand. They are made in the browser only, because without
//! the engine they would do nothing.

mod card;
mod hand;
mod laboratory;
mod legend;
mod player;
mod save;
mod says;
mod scale;
mod tables;
mod world;

pub use hand::arrive;
pub use legend::present_key_is_on;

use super::Store;
use crate::platform;
use crate::story::{Action, Subject};
use leptos::prelude::*;

/// What puts the instruments on the stage and the reader's hands on the map and the timeline, part
/// by part.
pub const PARTS: [fn(Store); 6] =
    [over_map, on_world, under_timeline, hand::lay_on, laboratory::open, says::open];

fn over_map(store: Store) {
    if let Some(picture) = platform::first(".picture") {
        leptos::mount::mount_to(picture, move || view! { <MapTools store/> }).forget();
    }
}

fn on_world(store: Store) {
    if let Some(places) = platform::first(".places") {
        leptos::mount::mount_to(
            places,
            move || view! { <world::Facilities store/> <scale::PaperScale store/> },
        )
        .forget();
    }
}

fn under_timeline(store: Store) {
    if let Some(timeline) = platform::by_id("timeline") {
        // Arrows, Home and End lead from mark to mark in the order of time.
        platform::lead_focus_within(&timeline, "#timeline [data-event]").forget();
        leptos::mount::mount_to(timeline, move || view! { <player::TimeTools store/> }).forget();
    }
}

/// Ends what the hand set going, because the story goes on.
pub fn stop_hand() {
    hand::stop();
}

/// What lies over the map.
#[component]
fn MapTools(store: Store) -> impl IntoView {
    let open = RwSignal::new(false);
    let words = store.atlas().words.clone();
    let (zoom_in, zoom_out, home, show) =
        (words.zoom_in.clone(), words.zoom_out.clone(), words.home.clone(), words.show.clone());
    let present = words.present.clone();
    let (as_tables, as_pictures) = (words.as_tables.clone(), words.as_pictures.clone());
    let by_hand = store.slice(|s| s.is_by_hand());
    let tables = store.slice(|s| s.tables);
    // A card lies where the filter does, so the one that was asked for last is seen.
    Effect::new(move |before: Option<Option<Subject>>| {
        let card = store.things.with(|s| s.card);
        if card.is_some() && before.flatten() != card {
            open.set(false);
        }
        card
    });
    let zoom = move |factor: f64| hand::zoom(store, factor);
    view! {
        <div class="tools">
            <button type="button" class="tool home" class:away=move || !by_hand.get() on:click=move |_| store.dispatch(Action::LookHome)>{home}</button>
            <button type="button" class="tool sign" aria-label=zoom_in on:click=move |_| zoom(1.6)>"+"</button>
            <button type="button" class="tool sign" aria-label=zoom_out on:click=move |_| zoom(1.0 / 1.6)>"−"</button>
            <button type="button" class="tool" aria-expanded=move || open.get().to_string() aria-controls="legend" on:click=move |_| open.update(|o| *o = !*o)>
                {show}
            </button>
            <button type="button" class="tool" on:click=move |_| store.dispatch(Action::AsTables(!tables.get_untracked()))>
                {move || if tables.get() { as_pictures.clone() } else { as_tables.clone() }}
            </button>
            <button type="button" class="tool present" on:click=move |_| super::address::present(store)>{present}</button>
        </div>
        <p class="hint" role="status" hidden></p>
        <legend::Legend store open/>
        <Filtered store/>
        <world::Key store/>
        <scale::ScaleBar store/>
        <scale::Locator store/>
        <card::Card store/>
        <tables::Tables store/>
    }
}

/// Says what is filtered, and clears it.
#[component]
fn Filtered(store: Store) -> impl IntoView {
    let said = Memo::new(move |_| store.with(|s| legend::said(&store.atlas(), &s.filter)));
    let words = store.atlas().words.clone();
    let (filtered, clear) = (words.filtered.clone(), words.clear.clone());
    view! {
        <p class="filtered" role="status">
            {move || said.get().map(|what| {
                let clear = clear.clone();
                view! {
                    <span>{filtered.replace("{what}", &what)}</span> " "
                    <button type="button" class="tool" on:click=move |_| store.dispatch(Action::Want(Default::default()))>{clear}</button>
                }
            })}
        </p>
    }
}
