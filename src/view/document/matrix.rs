//! The comparison with the allies: facilities by stage of the chain, each cell with its state and
//! sources.

use super::prose::{quoted, references};
use super::Edition;
use crate::content::{Facility, Maturity};
use leptos::prelude::*;

/// The article's sentence, and below it what is known of each facility.
pub(super) fn allies(edition: &Edition) -> impl IntoView {
    let (ui, names) = (&edition.text.ui, &edition.text.names);
    let served =
        |stage: &str| edition.seeds.facilities.iter().any(|f| f.stages.iter().any(|s| s == stage));
    let stages: Vec<_> = edition.seeds.stages.iter().filter(|s| served(&s.id)).collect();
    let heads = stages.iter().map(|stage| {
        let name = names.stages.get(&stage.id).map(|w| w.name.clone());
        view! {
            <th scope="col" class=format!("stage-{}", stage.id)>
                <b class="letter" aria-hidden="true">{stage.letter.clone()}</b> <span>{name}</span>
            </th>
        }
    });
    let rows = edition.seeds.facilities.iter().map(|facility| {
        let cells = stages.iter().map(|stage| cell(edition, facility, &stage.id)).collect_view();
        view! { <tr data-row=facility.id.clone()><th scope="row">{names.facilities.get(&facility.id).cloned()}</th>{cells}</tr> }
    });
    let said = edition
        .seeds
        .story
        .allies_claims
        .iter()
        .filter_map(|id| quoted(edition, id))
        .collect_view();
    view! {
        <figure class="matrix">
            <blockquote>{said}</blockquote>
            <table>
                <caption>{ui.allies_caption.clone()}</caption>
                <thead><tr><th scope="col">{ui.column_facility.clone()}</th>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <figcaption>{key(edition)}</figcaption>
        </figure>
    }
}

fn cell(edition: &Edition, facility: &Facility, stage: &str) -> impl IntoView {
    if !facility.stages.iter().any(|s| s == stage) {
        return view! { <td class="none"></td> }.into_any();
    }
    let name = edition.text.names.stages.get(stage).map(|w| w.name.clone());
    let state = edition.text.names.standings.get(facility.standing.key()).cloned();
    view! {
        <td class=format!("stage-{stage} is-{}", facility.standing.key()) data-stage=stage.to_string()>
            // On a phone the columns fold away and each cell says its stage itself.
            <span class="of-stage" aria-hidden="true">{name}</span>
            <span class="state-sign" aria-hidden="true"></span> <span class="state">{state}</span> {references(edition, &facility.claims)}
        </td>
    }
    .into_any()
}

/// What the signs mean, those that occur.
fn key(edition: &Edition) -> impl IntoView {
    let occurs =
        |standing: Maturity| edition.seeds.facilities.iter().any(|f| f.standing == standing);
    let signs = Maturity::ALL.into_iter().filter(|s| occurs(*s)).map(|standing| {
        let state = edition.text.names.standings.get(standing.key()).cloned();
        view! { <span class=format!("key-sign is-{}", standing.key())><span class="state-sign" aria-hidden="true"></span> {state}</span> " " }
    });
    signs.collect_view()
}
