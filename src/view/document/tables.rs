//! Map and timeline as tables: the same places and events, for readers of text.

use super::figures::project_chip;
use super::prose::references;
use super::Edition;
use crate::content::{Event, EventKind, NativeName};
use leptos::prelude::*;

/// The projects with what is known of their places.
pub(super) fn places(edition: &Edition) -> impl IntoView {
    let (ui, names) = (&edition.text.ui, &edition.text.names);
    let rows = edition.seeds.projects.iter().filter_map(|project| {
        let (words, place) = (names.projects.get(&project.id)?, edition.seeds.place(&project.place)?);
        let precision = names.places.get(&place.id)?.precision.clone();
        let status = serde_json::to_value(project.status).ok()?;
        let status = names.statuses.get(status.as_str()?)?.clone();
        Some(view! {
            <tr>
                <th scope="row">{project_chip(edition, &project.id)}</th>
                <td>{native(edition, [&project.native, &place.native])} {words.place.clone()} {references(edition, &place.claims)}</td>
                <td>{precision}</td>
                <td>{status}</td>
            </tr>
        })
    });
    view! {
        <section id="places" class="places-table">
            <h2>{ui.places_title.clone()}</h2>
            <table>
                <thead><tr>
                    <th scope="col">{ui.column_project.clone()}</th><th scope="col">{ui.column_place.clone()}</th>
                    <th scope="col">{ui.column_precision.clone()}</th><th scope="col">{ui.column_status.clone()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}

/// Names as they are written there, with how they are said, for those who do not read them so.
fn native(edition: &Edition, names: [&Option<NativeName>; 2]) -> impl IntoView {
    let names = names.into_iter().flatten().filter(|native| !native.is_known_in(&edition.lang));
    let names = names.map(|n| view! { <span class="native"><span lang=n.lang.clone()>{n.name.clone()}</span> " " <span lang=n.reading_lang()>{n.reading.clone()}</span></span> " " });
    names.collect_view()
}

/// The events in order.
pub(super) fn chronology(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    let mut events: Vec<&Event> = edition.seeds.events.iter().collect();
    events.sort_by_key(|e| (e.date.sort_day(), e.id.clone()));
    let end = edition.seeds.story.reported.and_then(|r| r.latest());
    let rows = events.into_iter().map(|event| {
        let later = event.date.earliest() > end;
        let chip = event.project.as_deref().map(|id| project_chip(edition, id));
        view! {
            <tr class:later=later>
                <th scope="row">{ui.dates.say(&event.date)}</th>
                <td>
                    <a href=format!("#step={}", event.step) data-event=event.id.clone()>{edition.text.names.events.get(&event.id).cloned()}</a>
                    {kind(edition, event)} {references(edition, &event.claims)}
                </td>
                <td>{chip}</td>
            </tr>
        }
    });
    view! {
        <section id="chronology" class="chronology">
            <h2>{ui.chronology_title.clone()}</h2>
            <p>{ui.chronology_intro.clone()}</p>
            <table>
                <thead><tr><th scope="col">{ui.column_date.clone()}</th><th scope="col">{ui.column_event.clone()}</th><th scope="col">{ui.column_project.clone()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}

fn kind(edition: &Edition, event: &Event) -> Option<String> {
    let ui = &edition.text.ui;
    let kind = match event.kind {
        EventKind::Happened => None,
        EventKind::Planned => Some(&ui.planned),
        EventKind::Reported => Some(&ui.reported),
    };
    let said: Vec<&str> = kind
        .into_iter()
        .chain(event.conflict.is_some().then_some(&ui.disputed))
        .map(String::as_str)
        .collect();
    (!said.is_empty())
        .then(|| ui.instruments.aside.replace("{what}", &said.join(&ui.instruments.comma)))
}
