//! Figures within the text: the chain and the four compared; which figure a step has.

use super::{argument, contested, matrix, Edition};
use crate::content::{Figure, Step};
use leptos::prelude::*;

/// The figure of a step, if it has one of its own. The tally stands on the stage.
pub(super) fn figure(edition: &Edition, step: &Step) -> AnyView {
    match &step.figure {
        Some(Figure::Chain) => chain(edition).into_any(),
        Some(Figure::Common) => common(edition).into_any(),
        Some(Figure::Allies) => matrix::allies(edition).into_any(),
        Some(Figure::Conflict(id)) => contested::conflict(edition, id).into_any(),
        Some(Figure::Argument(id)) => argument::argument(edition, id).into_any(),
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
        let stages = project
            .stages
            .iter()
            .filter_map(|s| edition.text.names.stages.get(s))
            .map(|s| s.name.clone())
            .collect::<Vec<_>>()
            .join(&ui.instruments.comma);
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
