//! A system to operate: stations with layers that can be taken off, a line to step through, sides
//! that are not added, readings of which one is shown. All of it is inputs and style, so it works
//! before and without the engine, and prints with everything in it.

use super::drawing;
use super::prose::inline;
use super::Edition;
use crate::content::{PartText, System};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The system of a project.
pub(super) fn system(edition: &Edition, id: &str) -> impl IntoView {
    let system = edition.seeds.systems.iter().find(|s| s.id == id)?;
    let words = edition.text.systems.get(id)?;
    let stations =
        (!system.stations.is_empty()).then(|| stations(edition, system, &words.stations));
    let layers = (!system.layers.is_empty()).then(|| layers(edition, system, &words.layers));
    let sides = (!system.sides.is_empty()).then(|| sides(edition, system, &words.sides));
    let choices = (!system.choices.is_empty()).then(|| choices(edition, system, &words.choices));
    let drawn = drawing::of_system(system);
    Some(view! {
        <figure class="system" id=format!("system-{id}")>
            <figcaption><strong>{words.title.clone()}</strong> " " <span class="how">{words.how.clone()}</span></figcaption>
            {layers} {drawn} {stations} {sides} {choices}
        </figure>
    })
}

fn sentences(edition: &Edition, part: &PartText) -> impl IntoView {
    part.says
        .iter()
        .map(|sentence| view! { <span>{inline(edition, sentence)}</span> " " })
        .collect_view()
}

/// The stations in a row, with a band for each layer that touches them. A line that runs has a
/// switch for each station, and one that lets it run.
fn stations(
    edition: &Edition,
    system: &System,
    words: &BTreeMap<String, PartText>,
) -> impl IntoView {
    let ui = &edition.text.ui;
    let name = |i: usize| format!("{}-{}", system.id, i + 1);
    let items = system.stations.iter().enumerate().filter_map(|(i, key)| {
        let part = words.get(key)?;
        let bands = system.layers.iter().enumerate().filter(|(_, layer)| layer.touches.contains(key));
        let bands = bands.map(|(n, _)| view! { <i class=format!("band band-{}", n + 1) aria-hidden="true"></i> }).collect_view();
        let head = if system.runs {
            let group = format!("{}-station", system.id);
            view! {
                <input type="radio" class="unseen" id=name(i) name=group checked=i == 0/>
                <label for=name(i)><b aria-hidden="true">{i + 1}</b> {part.name.clone()}</label>
            }
            .into_any()
        } else {
            view! { <strong class="station-name">{part.name.clone()}</strong> }.into_any()
        };
        Some(view! { <li class=format!("station station-{}", i + 1)>{head} <p>{sentences(edition, part)}</p> <span class="bands">{bands}</span></li> })
    });
    let run = format!("{}-run", system.id);
    let run = system.runs.then(|| {
        view! {
            <p class="run"><input type="checkbox" id=run.clone() class="unseen"/><label for=run>{ui.system_run.clone()}</label></p>
        }
    });
    let class = if system.runs { "line runs" } else { "line" };
    view! {
        <div class=class role="group" aria-label=ui.system_stations.clone()>
            {run}
            <ol class="stations">{items.collect_view()}</ol>
        </div>
    }
}

fn layers(edition: &Edition, system: &System, words: &BTreeMap<String, PartText>) -> impl IntoView {
    let items = system.layers.iter().enumerate().filter_map(|(n, layer)| {
        let part = words.get(&layer.id)?;
        let id = format!("{}-layer-{}", system.id, n + 1);
        Some(view! {
            <li class=format!("layer layer-{}", n + 1)>
                <input type="checkbox" id=id.clone() checked=true/><label for=id><i class="swatch" aria-hidden="true"></i> {part.name.clone()}</label>
                <p>{sentences(edition, part)}</p>
            </li>
        })
    });
    view! { <ul class="layers" aria-label=edition.text.ui.system_layers.clone()>{items.collect_view()}</ul> }
}

fn sides(edition: &Edition, system: &System, words: &BTreeMap<String, PartText>) -> impl IntoView {
    let items = system.sides.iter().filter_map(|key| {
        let part = words.get(key)?;
        let says = part.says.iter().map(|sentence| view! { <li>{inline(edition, sentence)}</li> }).collect_view();
        Some(view! { <div class="part"><strong>{part.name.clone()}</strong> {drawing::of_side(key)} <ul>{says}</ul></div> })
    });
    view! { <div class="parts">{items.collect_view()}</div> }
}

fn choices(
    edition: &Edition,
    system: &System,
    words: &BTreeMap<String, PartText>,
) -> impl IntoView {
    let items = system.choices.iter().enumerate().filter_map(|(i, key)| {
        let part = words.get(key)?;
        let (id, group) = (format!("{}-reading-{}", system.id, i + 1), format!("{}-reading", system.id));
        Some(view! {
            <li class="reading">
                <input type="radio" id=id.clone() name=group checked=i == 0/><label for=id>{part.name.clone()}</label>
                <p>{sentences(edition, part)}</p>
            </li>
        })
    });
    view! { <ul class="readings" aria-label=edition.text.ui.system_choices.clone()>{items.collect_view()}</ul> }
}
