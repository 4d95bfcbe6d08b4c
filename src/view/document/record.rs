//! The record: which version this is, what was corrected, how to cite it, and the data to take away.

use super::Edition;
use crate::export::{citation, tables, Cited, MAPPED};
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
            <p><a href="handout/">{ui.handout_link.clone()}</a></p>
            <p><a class="keeps-place" href="embed/">{edition.text.embed.title.clone()}</a></p>
            <h3>{ui.corrections_title.clone()}</h3>
            {corrections(edition)}
            <h3>{ui.cite_title.clone()}</h3>
            {citations(edition)}
            <h3>{ui.data_title.clone()}</h3>
            {data(edition)}
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

fn citations(edition: &Edition) -> impl IntoView {
    let steps = edition.seeds.story.steps.iter().map(|step| {
        let title = edition.text.story.steps.get(&step.id).map(|words| words.title.clone());
        view! { <li>{title} " " {formats(edition, &format!("step-{}", step.id))}</li> }
    });
    let plain = citation(&Cited { seeds: &edition.seeds, lang: &edition.lang, step: None });
    view! {
        <p class="cite">{plain} " " {formats(edition, "page")}</p>
        <details><summary>{edition.text.ui.cite_step.clone()}</summary><ul>{steps.collect_view()}</ul></details>
    }
}

/// The forms of a citation as links to files.
fn formats(edition: &Edition, name: &str) -> impl IntoView {
    let folder = if edition.base.is_empty() { "cite".to_string() } else { format!("{}cite/{}", edition.base, edition.lang) };
    let links = [("TXT", "txt"), ("BibTeX", "bib"), ("CSL-JSON", "csl.json")];
    links.map(|(label, extension)| view! { <a href=format!("{folder}/{name}.{extension}") download="">{label}</a> " " }).collect_view()
}

fn data(edition: &Edition) -> impl IntoView {
    let (ui, base) = (&edition.text.ui, &edition.base);
    let file = |name: &str, extension: &str, label: &'static str| {
        let href = format!("{base}data/{name}.{extension}");
        view! { <a href=href download="">{label}</a> }
    };
    let rows = tables(&edition.seeds).into_iter().map(|table| {
        let map = MAPPED.contains(&table.name).then(|| file(table.name, "geojson", "GeoJSON"));
        let name = ui.tables.get(table.name).cloned();
        view! {
            <tr>
                <th scope="row">{name}</th><td>{table.rows.len()}</td>
                <td>{file(table.name, "csv", "CSV")}</td><td>{file(table.name, "json", "JSON")}</td><td>{map}</td>
            </tr>
        }
    });
    view! {
        <p>{ui.data_intro.clone()}</p>
        <table class="downloads"><tbody>{rows.collect_view()}</tbody></table>
        <p>
            {ui.data_dictionary.clone()} {ui.instruments.colon.clone()} {file("dictionary", "csv", "CSV")} " " {file("dictionary", "json", "JSON")} " "
            {file("datapackage", "json", "Data Package")} ". " <a href=format!("{base}data/LICENCE.txt")>{ui.data_licence.clone()}</a>
        </p>
    }
}
