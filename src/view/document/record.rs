//! The record: which version this is, what was corrected, how to cite it, and the data to take away.

use super::Edition;
use leptos::prelude::*;

/// Version, corrections, citations and downloads.
pub(super) fn release(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    let release = &edition.seeds.release;
    let date = release.published.as_ref().map_or(String::new(), |d| ui.dates.say(d));
    let version = ui.version.replace("{version}", &release.version).replace("{date}", &date);
    view! {
        <section id="record" class="record">
            <h2>{ui.record_title.clone()}</h2>
            <p class="version">{version}</p>
            <h3>{ui.corrections_title.clone()}</h3>
            {corrections(edition)}
        </section>
    }
}

fn corrections(edition: &Edition) -> impl IntoView {
    let items = edition.seeds.corrections.iter().rev().filter_map(|correction| {
        let says = edition.text.corrections.get(&correction.id)?.clone();
        Some(view! { <li><b>{correction.version.clone()}</b> " " {says}</li> })
    });
    let items: Vec<_> = items.collect();
    match items.is_empty() {
        true => view! { <p>{edition.text.ui.corrections_none.clone()}</p> }.into_any(),
        false => view! { <ul>{items}</ul> }.into_any(),
    }
}
