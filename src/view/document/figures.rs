//! Figures within the text: the chain and the four compared; which figure a step has.

use super::{argument, contested, laboratory, matrix, system, Edition};
use crate::content::{Figure, Step};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The figures of a step, in order. The tally stands on the stage.
pub(super) fn figures(edition: &Edition, step: &Step) -> impl IntoView {
    let figure = |figure: &Figure| match figure {
        Figure::Chain => chain(edition).into_any(),
        Figure::Common => common(edition).into_any(),
        Figure::Allies => matrix::allies(edition).into_any(),
        Figure::Conflict(id) => contested::conflict(edition, id).into_any(),
        Figure::Argument(id) => argument::argument(edition, id).into_any(),
        Figure::System(id) => system::system(edition, id).into_any(),
        Figure::Laboratory => laboratory::laboratory(edition).into_any(),
        Figure::Tally => ().into_any(),
    };
    step.figures.iter().map(figure).collect_view()
}

fn chain(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    let stages = edition.seeds.stages.iter().filter_map(|stage| {
        let words = edition.text.names.stages.get(&stage.id)?;
        let here = edition.seeds.projects.iter().filter(|p| p.stages.contains(&stage.id));
        let here = here.map(|p| project_chip(edition, &p.id)).collect_view();
        let inside = edition.seeds.projects.iter().any(|p| p.stages.contains(&stage.id));
        let class = format!("link stage-{}{}", stage.id, if inside { " inside" } else { "" });
        let name = format!("{}{}{}", ui.chain_filter, ui.instruments.colon, words.name);
        Some(view! {
            <li class=class>
                <b class="letter" aria-hidden="true">{stage.letter.clone()}</b>
                <p><strong>{words.name.clone()}</strong> " " {words.gloss.clone()} {allies_at(edition, &stage.id)}</p>
                <p class="here">{here}</p>
                // Without the engine there is nothing to filter, and the button is not shown.
                <button type="button" class="only" data-only=stage.id.clone() aria-pressed="false" aria-label=name>
                    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1 2h14l-5.5 6v6l-3-1.5V8z"></path></svg>
                </button>
            </li>
        })
    });
    view! {
        <figure class="chain">
            <ol>{stages.collect_view()}</ol>
            <p class="return">{ui.chain_product.clone()}</p>
            <p class="return again" aria-hidden="true">{ui.chain_return.clone()}</p>
            <figcaption>{ui.chain_caption.clone()} " " {ui.chain_inside.clone()} {ui.instruments.full_stop.clone()}</figcaption>
        </figure>
    }
}

/// The firms of the allies that serve a stage, each once.
fn allies_at(edition: &Edition, stage: &str) -> Option<impl IntoView> {
    let here = edition.seeds.facilities.iter().filter(|f| f.stages.iter().any(|s| s == stage));
    let firms: BTreeSet<&str> = here.map(|f| f.firm.as_str()).collect();
    let ui = &edition.text.ui;
    (!firms.is_empty()).then(|| {
        let firms = firms.into_iter().collect::<Vec<_>>().join(&ui.instruments.comma);
        view! { <small class="firms">{ui.chain_allies.clone()} {ui.instruments.colon.clone()} {firms}</small> }
    })
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
