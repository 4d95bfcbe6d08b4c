//! The map: base drawing, rings of precision, assumed flows, and a mark for each project. Written
//! once; what changes later is in slots (`slots.rs`).
//!
//! Positions are custom properties in km; the style sheet turns them into pixels with the frame's
//! own size, so that the page without script and the page with it draw the same picture.

use super::slots::{projects_at, SlotValues};
use crate::content::Atlas;
use crate::geo::PlanePoint;
use crate::ids::{PlaceIx, ProjectIx};
#[cfg(feature = "hydrate")]
use crate::platform;
use leptos::prelude::*;

/// The map with all that lies on it. `land` is the drawn base map.
pub fn map(atlas: &Atlas, values: &SlotValues, land: String) -> impl IntoView {
    let view_box = atlas.steps[0].camera.view_box();
    let rings = atlas.places.iter().enumerate().map(|(i, place)| {
        // A ring that surely holds the place; none where an outline or nothing finer is known.
        let (slot, radius) = (format!("r{i}"), crate::story::ring_km(place.outlined, place.radius_km));
        let class = values.get(&slot, "class");
        view! { <circle class=class data-slot=slot cx=km(place.at.x) cy=km(place.at.y) r=km(radius)></circle> }
    });
    let flows = atlas.flows.iter().enumerate().map(|(i, (from, to))| {
        let slot = format!("f{i}");
        view! { <path class=values.get(&slot, "class") data-slot=slot d=arc(atlas.places[from.0].at, atlas.places[to.0].at)></path> }
    });
    let marked = (0..atlas.places.len()).filter(|i| !atlas.places[*i].province);
    let places = marked.map(|i| place_mark(atlas, values, PlaceIx(i))).collect_view();
    let (rings, flows) = (rings.collect_view(), flows.collect_view());
    view! {
        <div class=values.get("map", "class") data-slot="map" id="map" role="group" aria-label=atlas.phrases.map.clone()>
            <div class="land" inner_html=land></div>
            <svg class="camera world-land" viewBox=view_box.clone() aria-hidden="true"></svg>
            <svg class="camera rings" viewBox=view_box aria-hidden="true">{flows} {rings}</svg>
            <div class="places">{places}</div>
            <i class="drawn-box" hidden></i>
            <p class=values.get("note", "class") data-slot="note">{atlas.phrases.assumed.clone()}</p>
        </div>
    }
}

/// The drawn world, fetched by the browser the first time that it is shown.
#[cfg(feature = "hydrate")]
pub(super) fn world_use() -> impl IntoView {
    platform::world_address().map(|address| view! { <g class="world-drawing"><use href=format!("{address}#world")></use></g> })
}

/// A tapered arc from one place to another, bent to one side so that two ways do not cover each
/// other.
pub(super) fn arc(a: PlanePoint, b: PlanePoint) -> String {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let bend = |share: f64| (km(a.x + dx / 2.0 - dy * share), km(a.y + dy / 2.0 + dx * share));
    let ((x1, y1), (x2, y2)) = (bend(0.16), bend(0.2));
    let (ax, ay, bx, by) = (km(a.x), km(a.y), km(b.x), km(b.y));
    format!("M{ax} {ay}Q{x1} {y1} {bx} {by}Q{x2} {y2} {ax} {ay}z")
}

/// A place with its projects. Projects of one place stand in a stack on its middle: which of them
/// lies where within it is not known.
fn place_mark(atlas: &Atlas, values: &SlotValues, ix: PlaceIx) -> impl IntoView {
    let place = &atlas.places[ix.0];
    let here: Vec<ProjectIx> = projects_at(atlas, ix).collect();
    let names: Vec<&str> = here.iter().map(|i| atlas.projects[i.0].name.as_str()).collect();
    let numbers =
        here.iter().map(|i| atlas.projects[i.0].number.to_string()).collect::<Vec<_>>().join("·");
    // A name begins with what is seen, so that it can be called by it.
    let opens = format!(
        "{numbers} {}{}{}",
        place.name,
        atlas.words.colon,
        names.join(&atlas.words.semicolon)
    );
    let badges = here.iter().map(|i| badge(atlas, values, *i)).collect_view();
    let told = atlas.step_of_place(ix);
    // With projects the badges lead here; without any, the name is the only way in by keyboard.
    let tab = if here.is_empty() { "0" } else { "-1" };
    let [slot, label] = ["p", "q"].map(|kind| format!("{kind}{}", ix.0));
    view! {
        <div class=values.get(&slot, "class") data-slot=slot>
            <div class=format!("at at-{}", place.id)>
                <div class="badges">{badges}</div>
                {(here.len() > 1).then(|| view! {
                    <a class="pile" href=format!("#step={}", atlas.step(told).id) data-place=place.id.clone() aria-label=opens><b aria-hidden="true">{numbers}</b></a>
                })}
                <a class=values.get(&label, "class") data-slot=label href=format!("#step={}", atlas.step(told).id) data-place=place.id.clone() tabindex=tab
                    title=place.precision.clone()>{place.name.clone()} " " <i class=place.class.mark()>{place.radius.clone()}</i></a>
            </div>
        </div>
    }
}

fn badge(atlas: &Atlas, values: &SlotValues, ix: ProjectIx) -> impl IntoView {
    let project = &atlas.projects[ix.0];
    let stage = format!("disc stage-{}", atlas.stages[project.stage().0]);
    let [slot, link, words] = ["b", "d", "w"].map(|kind| format!("{kind}{}", ix.0));
    let (name, says) = (values.get(&link, "aria-label"), values.get(&words, ""));
    view! {
        <div class=values.get(&slot, "class") data-slot=slot>
            <a class=stage data-slot=link href=format!("#step={}", atlas.step(project.step).id) data-project=project.id.clone() aria-label=name>
                <b>{project.number}</b>
                " "
                <span class=values.get(&words, "class") data-slot=words>{says}</span>
            </a>
        </div>
    }
}

fn km(value: f64) -> String {
    format!("{value:.1}")
}
