//! What is contested, each side beside the other with its evidence, and what was not found.

use super::notes::same_publisher;
use super::prose::{class_words, reference, references};
use super::Edition;
use crate::content::{Provenance, Seeds};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The sides of a conflict, in short, within the text.
pub(super) fn conflict(edition: &Edition, id: &str) -> impl IntoView {
    let conflict = edition.seeds.conflicts.iter().find(|c| c.id == id)?;
    let words = edition.text.names.conflicts.get(id)?;
    let sides = conflict.sides.iter().zip(&words.sides).map(|(side, says)| {
        let class = side.claims.first().and_then(|id| edition.seeds.claim(id)).map_or("", |(_, c)| c.class.mark());
        view! { <li><span class=format!("claim {class}")>{says.clone()}</span>{references(edition, &side.claims)}</li> }
    });
    Some(view! {
        <figure class="conflict">
            <figcaption>{edition.text.ui.disputed.clone()} {edition.text.ui.instruments.colon.clone()} {words.title.clone()}</figcaption>
            <ul>{sides.collect_view()}</ul>
        </figure>
    })
}

/// Every conflict in one place, with the evidence of each side.
pub(super) fn conflicts(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    let all = edition.seeds.conflicts.iter().filter_map(|conflict| {
        let words = edition.text.names.conflicts.get(&conflict.id)?;
        let sides = conflict.sides.iter().zip(&words.sides).map(|(side, says)| {
            let evidence = side.claims.iter().map(|id| evidence(edition, id)).collect_view();
            view! { <div class="side"><p>{says.clone()}</p><ul>{evidence}</ul></div> }
        });
        Some(view! {
            <article id=format!("contested-{}", conflict.id)>
                <h3>{words.title.clone()}</h3>
                <div class="sides">{sides.collect_view()}</div>
                <p class="told-in">{step_link(edition, &conflict.step)}</p>
            </article>
        })
    });
    view! {
        <section id="contested" class="contested">
            <h2>{ui.conflicts_title.clone()}</h2>
            <p>{ui.contested_intro.clone()}</p>
            {all.collect_view()}
        </section>
    }
}

/// What a claim says, whose it is, and when that was published.
fn evidence(edition: &Edition, id: &str) -> impl IntoView {
    let (_, claim) = edition.seeds.claim(id)?;
    let source = edition.seeds.source(&claim.source)?;
    let says = edition.text.claims.get(id).cloned();
    let who = if claim.class != Provenance::Own {
        source.publisher.clone()
    } else {
        class_words(edition, claim.class)
    };
    let same = same_publisher(edition, source);
    let when = source
        .published
        .as_ref()
        .map(|d| format!("{}{}", edition.text.ui.instruments.comma, edition.text.ui.dates.say(d)));
    Some(view! {
        <li>
            <span class=format!("claim {}", claim.class.mark()) data-claim=id.to_string()>{says}</span> " "
            {reference(edition, id)} <small>{who}{same}{when}</small>
        </li>
    })
}

fn step_link(edition: &Edition, step: &str) -> impl IntoView {
    let title = edition.text.story.steps.get(step).map(|words| words.title.clone());
    view! { <a href=format!("#step={step}")>{title}</a> }
}

/// What was looked for and not found, step by step.
pub(super) fn gaps(edition: &Edition) -> impl IntoView {
    let (seeds, ui): (&Seeds, _) = (&edition.seeds, &edition.text.ui);
    let list = |step: Option<&str>| {
        let here = seeds
            .gaps
            .iter()
            .filter(move |g| g.step.as_deref() == step)
            .filter_map(|g| edition.text.gaps.get(&g.id));
        let here: Vec<_> = here.map(|says| view! { <li>{says.clone()}</li> }).collect();
        (!here.is_empty()).then(|| view! { <ul>{here}</ul> })
    };
    let with_gaps: BTreeSet<&str> = seeds.gaps.iter().filter_map(|g| g.step.as_deref()).collect();
    let by_step = seeds.story.steps.iter().filter(|s| with_gaps.contains(s.id.as_str()));
    let by_step =
        by_step.map(|s| view! { <h3>{step_link(edition, &s.id)}</h3> {list(Some(&s.id))} });
    view! {
        <section id="not-found" class="gaps">
            <h2>{ui.gaps_title.clone()}</h2>
            <p>{ui.gaps_intro.clone()}</p>
            {list(None)}
            {by_step.collect_view()}
        </section>
    }
}
