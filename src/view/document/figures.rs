//! Figures within the text: the chain, the four compared, the allies, two sides of a conflict, gaps.

use super::narrative::{references, standing};
use super::Edition;
use crate::content::{Conflict, Figure, Seeds, Standing, Step};
use leptos::prelude::*;

/// The figure of a step, if it has one of its own. The tally stands on the stage.
pub(super) fn figure(edition: &Edition, step: &Step) -> AnyView {
    match &step.figure {
        Some(Figure::Chain) => chain(edition).into_any(),
        Some(Figure::Common) => common(edition).into_any(),
        Some(Figure::Allies) => allies(edition).into_any(),
        Some(Figure::Conflict(id)) => edition.seeds.conflicts.iter().find(|c| &c.id == id).map(|c| conflict(edition, c)).into_any(),
        Some(Figure::Tally) | None => ().into_any(),
    }
}

fn chain(edition: &Edition) -> impl IntoView {
    let stages = edition.seeds.stages.iter().filter_map(|stage| {
        let words = edition.text.names.stages.get(&stage.id)?;
        let here = edition.seeds.projects.iter().filter(|p| p.stages.contains(&stage.id));
        let here = here.map(|p| project_chip(edition, &p.id)).collect_view();
        Some(view! {
            <li class=format!("link stage-{}", stage.id)>
                <b class="letter" aria-hidden="true">{stage.letter.clone()}</b>
                <p><strong>{words.name.clone()}</strong> " " {words.gloss.clone()}</p>
                <p class="here">{here}</p>
            </li>
        })
    });
    view! {
        <figure class="chain">
            <ol>{stages.collect_view()}</ol>
            <p class="return" aria-hidden="true">{edition.text.ui.chain_return.clone()}</p>
            <figcaption>{edition.text.ui.chain_caption.clone()}</figcaption>
        </figure>
    }
}

/// A link to a project, in the colour of its main stage.
pub(super) fn project_chip(edition: &Edition, id: &str) -> impl IntoView {
    let project = edition.seeds.project(id)?;
    let name = edition.text.names.projects.get(id).map_or(String::new(), |w| w.name.clone());
    let stage = project.stages.first().cloned().unwrap_or_default();
    Some(view! {
        <a class=format!("chip stage-{stage}") href=format!("#step={}", project.step) data-project=id.to_string()><b>{project.number}</b> <span>{name}</span></a>
    })
}

fn common(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    let rows = edition.seeds.projects.iter().map(|project| {
        let stages =
            project.stages.iter().filter_map(|s| edition.text.names.stages.get(s)).map(|s| s.name.clone()).collect::<Vec<_>>().join(", ");
        let does = edition.text.names.projects.get(&project.id).map_or(String::new(), |w| w.does.clone());
        view! { <tr><th scope="row">{project_chip(edition, &project.id)}</th><td>{stages}</td><td>{does}</td></tr> }
    });
    view! {
        <figure class="table-figure">
            <table>
                <caption>{ui.common_caption.clone()}</caption>
                <thead><tr><th scope="col">{ui.column_project.clone()}</th><th scope="col">{ui.column_stage.clone()}</th><th scope="col">{ui.column_task.clone()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </figure>
    }
}

fn allies(edition: &Edition) -> impl IntoView {
    let (ui, names) = (&edition.text.ui, &edition.text.names);
    let mut facilities: Vec<_> = edition.seeds.facilities.iter().collect();
    facilities.sort_by(|a, b| (a.standing, &a.firm).cmp(&(b.standing, &b.firm)));
    let rows = facilities.into_iter().map(|f| {
        let stages = f
            .stages
            .iter()
            .filter_map(|s| Some(view! { <span class=format!("dot stage-{s}")></span>{names.stages.get(s)?.name.clone()}" " }));
        let words = names.standings.get(standing_key(f.standing)).cloned().unwrap_or_default();
        view! {
            <tr class=format!("is-{}", standing_key(f.standing))>
                <th scope="row">{names.facilities.get(&f.id).cloned()}</th>
                <td class="stages">{stages.collect_view()}</td>
                <td><span class="state">{words}</span> {references(edition, &f.claims)}</td>
            </tr>
        }
    });
    view! {
        <figure class="table-figure allies">
            <table>
                <caption>{ui.allies_caption.clone()}</caption>
                <thead><tr><th scope="col">{ui.column_facility.clone()}</th><th scope="col">{ui.column_stage.clone()}</th><th scope="col">{ui.column_standing.clone()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </figure>
    }
}

fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Commercial => "commercial",
        Standing::RampUp => "ramp-up",
        Standing::Trial => "trial",
        Standing::Pilot => "pilot",
        Standing::Construction => "construction",
        Standing::Permitting => "permitting",
        Standing::NotFound => "not-found",
    }
}

fn conflict(edition: &Edition, conflict: &Conflict) -> impl IntoView {
    let words = edition.text.names.conflicts.get(&conflict.id)?;
    let sides = conflict.sides.iter().zip(&words.sides).map(|(side, says)| {
        let class = side.claims.first().and_then(|id| edition.seeds.claim(id)).map_or("", |(_, c)| standing(c.class));
        view! { <li><span class=format!("claim {class}")>{says.clone()}</span>{references(edition, &side.claims)}</li> }
    });
    Some(view! {
        <figure class="conflict">
            <figcaption>{edition.text.ui.disputed.clone()} ": " {words.title.clone()}</figcaption>
            <ul>{sides.collect_view()}</ul>
        </figure>
    })
}

/// Every conflict in one place.
pub(super) fn conflicts(edition: &Edition) -> impl IntoView {
    let all = edition.seeds.conflicts.iter().map(|c| conflict(edition, c)).collect_view();
    view! { <section id="contested" class="contested"><h2>{edition.text.ui.conflicts_title.clone()}</h2>{all}</section> }
}

/// What was looked for and not found.
pub(super) fn gaps(edition: &Edition) -> impl IntoView {
    let seeds: &Seeds = &edition.seeds;
    let all = seeds.gaps.iter().filter_map(|g| edition.text.gaps.get(&g.id)).map(|says| view! { <li>{says.clone()}</li> });
    view! { <section id="not-found" class="gaps"><h2>{edition.text.ui.gaps_title.clone()}</h2><ul>{all.collect_view()}</ul></section> }
}
