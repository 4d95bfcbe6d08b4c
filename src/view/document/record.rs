//! The record: which version this is, what was corrected, how to cite it, and the data to take
//! away.

use super::prose::references;
use super::Edition;
use crate::export::{citation, tables, Cited, MAPPED};
use leptos::prelude::*;
use std::collections::BTreeSet;

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

/// What was put right, under the version that has it right, the newest first; each with the notes
/// that changed.
fn corrections(edition: &Edition) -> impl IntoView {
    let all = &edition.seeds.corrections;
    let versions: BTreeSet<&str> =
        all.iter().map(|correction| correction.version.as_str()).collect();
    if versions.is_empty() {
        return view! { <p>{edition.text.ui.corrections_none.clone()}</p> }.into_any();
    }
    let of = |version: &str| {
        let items = all.iter().filter(|correction| correction.version == version).filter_map(
            |correction| {
                let says = edition.text.corrections.get(&correction.id)?.clone();
                Some(view! { <li>{says} " " {references(edition, &correction.claims)}</li> })
            },
        );
        items.collect_view()
    };
    let versions = versions.into_iter().rev();
    let versions =
        versions.map(|version| view! { <p><b>{version.to_string()}</b></p><ul>{of(version)}</ul> });
    versions.collect_view().into_any()
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
    let folder = if edition.base.is_empty() {
        "cite".to_string()
    } else {
        format!("{}cite/{}", edition.base, edition.lang)
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_correction_stands_on_the_page_in_each_language_and_leads_to_the_notes_that_changed() {
        let mut looked_at = 0;
        for edition in Edition::all() {
            let html = Owner::new().with(|| corrections(&edition).to_html());
            for correction in &edition.seeds.corrections {
                let says = edition
                    .text
                    .corrections
                    .get(&correction.id)
                    .unwrap_or_else(|| panic!("{}: {}", edition.lang, correction.id));
                let (_, from_here) = html
                    .split_once(says.as_str())
                    .unwrap_or_else(|| panic!("{}: {says}", edition.lang));
                let entry = from_here.split("</li>").next().unwrap_or_default();
                for claim in &correction.claims {
                    assert!(
                        entry.contains(&format!("href=\"#note-{claim}\"")),
                        "{}: {} does not lead to {claim}",
                        edition.lang,
                        correction.id
                    );
                }
                looked_at += 1;
            }
            let versions = edition
                .seeds
                .corrections
                .iter()
                .map(|c| c.version.as_str())
                .collect::<BTreeSet<_>>();
            let headings: Vec<&str> =
                html.split("<b>").skip(1).filter_map(|rest| rest.split("</b>").next()).collect();
            assert_eq!(
                headings,
                versions.into_iter().rev().collect::<Vec<_>>(),
                "{}",
                edition.lang
            );
        }
        assert!(looked_at >= 2, "{looked_at} corrections");
    }
}
