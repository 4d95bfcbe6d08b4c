//! The map: base drawing, rings of precision, assumed flows, and a mark for each project.
//!
//! Positions are custom properties in km; the style sheet turns them into pixels with the frame's
//! own size, so that the page without script and the page with it draw the same picture.

use super::labels::project_label;
use super::Store;
use crate::geo::PlanePoint;
use crate::ids::{PlaceIx, ProjectIx};
use crate::platform;
use crate::story::Sheet;
use leptos::prelude::*;

/// The map with all that lies on it.
#[component]
pub fn Map(store: Store, land: String) -> impl IntoView {
    let atlas = store.atlas();
    let view_box = atlas.steps[0].camera.view_box();
    let rings = (0..atlas.places.len()).map(|i| view! { <Ring store ix=PlaceIx(i)/> }).collect_view();
    let flows = (0..atlas.flows.len()).map(|i| view! { <Flow store ix=i/> }).collect_view();
    let marked = (0..atlas.places.len()).filter(|i| !atlas.places[*i].province);
    let places = marked.map(|i| view! { <PlaceMark store ix=PlaceIx(i)/> }).collect_view();
    let note = store.class("map-note", |s| s.flows.iter().max().copied());
    let world = Memo::new(move |_| store.things.with(|s| s.sheet == Sheet::World));
    let class = move || if world.get() { "map is-world" } else { "map" };
    view! {
        <div class=class id="map" role="group" aria-label=atlas.phrases.map.clone()>
            <div class="land" inner_html=land></div>
            <svg class="camera world-land" viewBox=view_box.clone() aria-hidden="true">{move || world.get().then(world_use)}</svg>
            <svg class="camera rings" viewBox=view_box aria-hidden="true">{flows} {rings}</svg>
            <div class="places">{places}</div>
            <i class="drawn-box" hidden></i>
            <p class=note>{atlas.phrases.assumed.clone()}</p>
        </div>
    }
}

/// The drawn world, fetched by the browser the first time that it is shown.
pub(super) fn world_use() -> impl IntoView {
    platform::world_address().map(|address| view! { <g class="world-drawing"><use href=format!("{address}#world")></use></g> })
}

/// A ring that surely holds the place; none where an outline or nothing finer is known.
#[component]
fn Ring(store: Store, ix: PlaceIx) -> impl IntoView {
    let atlas = store.atlas();
    let place = &atlas.places[ix.0];
    let class = store.class("ring", move |s| s.places.get(ix.0).copied());
    let radius = super::labels::ring_km(place.outlined, place.radius_km);
    view! { <circle class=class cx=km(place.at.x) cy=km(place.at.y) r=km(radius)></circle> }
}

#[component]
fn Flow(store: Store, ix: usize) -> impl IntoView {
    let atlas = store.atlas();
    let (from, to) = atlas.flows[ix];
    let class = store.class("flow", move |s| s.flows.get(ix).copied());
    view! { <path class=class d=arc(atlas.places[from.0].at, atlas.places[to.0].at)></path> }
}

/// A tapered arc from one place to another, bent to one side so that two ways do not cover each other.
pub(super) fn arc(a: PlanePoint, b: PlanePoint) -> String {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let bend = |share: f64| (km(a.x + dx / 2.0 - dy * share), km(a.y + dy / 2.0 + dx * share));
    let ((x1, y1), (x2, y2)) = (bend(0.16), bend(0.2));
    let (ax, ay, bx, by) = (km(a.x), km(a.y), km(b.x), km(b.y));
    format!("M{ax} {ay}Q{x1} {y1} {bx} {by}Q{x2} {y2} {ax} {ay}z")
}

/// A place with its projects. Projects of one place stand in a stack on its middle: which of them
/// lies where within it is not known.
#[component]
fn PlaceMark(store: Store, ix: PlaceIx) -> impl IntoView {
    let atlas = store.atlas();
    let place = &atlas.places[ix.0];
    let emphasis = store.class("place", move |s| s.places.get(ix.0).copied());
    let closed = Memo::new(move |_| store.things.with(|s| s.is_closed(&store.atlas(), ix)));
    let class = move || if closed.get() { format!("{} is-closed", emphasis.get()) } else { emphasis.get() };
    let here: Vec<usize> = (0..atlas.projects.len()).filter(|i| atlas.projects[*i].place == ix).collect();
    let names: Vec<&str> = here.iter().map(|i| atlas.projects[*i].name.as_str()).collect();
    let numbers = here.iter().map(|i| atlas.projects[*i].number.to_string()).collect::<Vec<_>>().join("·");
    // A name begins with what is seen, so that it can be called by it.
    let opens = format!("{numbers} {}{}{}", place.name, atlas.words.colon, names.join(&atlas.words.semicolon));
    let badges = here.iter().map(|i| view! { <Badge store ix=ProjectIx(*i)/> }).collect_view();
    let label = store.label(move |l| l.places.get(ix.0).copied());
    let told = atlas.step_of_place(ix);
    // With projects the badges lead here; without any, the name is the only way in by keyboard.
    let tab = if here.is_empty() { "0" } else { "-1" };
    view! {
        <div class=class>
            <div class=format!("at at-{}", place.id)>
                <div class="badges">{badges}</div>
                {(here.len() > 1).then(|| view! {
                    <a class="pile" href=format!("#step={}", atlas.step(told).id) data-place=place.id.clone() aria-label=opens><b aria-hidden="true">{numbers}</b></a>
                })}
                <a class=move || format!("place-name {}", label.get()) href=format!("#step={}", atlas.step(told).id) data-place=place.id.clone() tabindex=tab
                    title=place.precision.clone()>{place.name.clone()} " " <i class=place.class.mark()>{place.radius.clone()}</i></a>
            </div>
        </div>
    }
}

#[component]
fn Badge(store: Store, ix: ProjectIx) -> impl IntoView {
    let atlas = store.atlas();
    let project = &atlas.projects[ix.0];
    let class = store.class("badge", move |s| s.projects.get(ix.0).copied());
    let stage = format!("disc stage-{}", atlas.stages[project.stage().0]);
    let label = store.label(move |l| l.projects.get(ix.0).copied());
    let says = move || store.things.with(|s| project_label(&store.atlas(), s, ix.0));
    let name = move || {
        let atlas = store.atlas();
        let project = &atlas.projects[ix.0];
        // What is seen may say more than the name, and a name begins with what is seen.
        project.described.replacen(&project.name, &says(), 1)
    };
    view! {
        <div class=class>
            <a class=stage href=format!("#step={}", atlas.step(project.step).id) data-project=project.id.clone() aria-label=name>
                <b>{project.number}</b>
                " "
                <span class=label>{says}</span>
            </a>
        </div>
    }
}

fn km(value: f64) -> String {
    format!("{value:.1}")
}
