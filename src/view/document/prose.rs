//! Words with a mark on every statement: claims, projects, the numbers of notes.

use super::Edition;
use crate::content::{parse_markup, Provenance, Span};
use leptos::prelude::*;

/// A paragraph with its claims and projects marked.
pub(super) fn inline(edition: &Edition, paragraph: &str) -> impl IntoView {
    let spans = parse_markup(paragraph).unwrap_or_default();
    spans.into_iter().map(|span| inline_span(edition, span)).collect_view()
}

fn inline_span(edition: &Edition, span: Span) -> impl IntoView {
    match span {
        Span::Plain(words) => words.into_any(),
        Span::Claim(words, id) => {
            let class = edition.seeds.claim(&id).map_or(Provenance::Own, |(_, c)| c.class);
            view! { <span class=format!("claim {}", class.mark()) data-claim=id.clone()>{words}</span>{reference(edition, &id)} }.into_any()
        }
        Span::Project(words, id) => {
            let step = edition.seeds.project(&id).map_or(String::new(), |p| p.step.clone());
            let href = if edition.apart { format!("../{step}/") } else { format!("#step={step}") };
            view! { <a class="mention" href=href data-project=id>{words}</a> }.into_any()
        }
    }
}

/// The number that leads to a claim's note.
pub(super) fn reference(edition: &Edition, claim: &str) -> impl IntoView {
    let number = edition.numbers.of(claim);
    let found = edition.seeds.claim(claim).map(|(_, c)| c);
    let class = found.map_or(Provenance::Own, |c| c.class);
    let ui = &edition.text.ui;
    let mut name = format!("{} {number}: {}", ui.column_source, class_words(edition, class));
    // The one sign that is always seen.
    let is_contested = found.is_some_and(|c| !c.contradicts.is_empty());
    if is_contested {
        name += &[&ui.instruments.comma, &ui.disputed].map(String::as_str).concat();
    }
    view! { <a class=if is_contested { "ref is-contested" } else { "ref" } href=format!("#note-{claim}") aria-label=name>{number}</a> }
}

/// The words of a claim's source, marked as its own, with the number of its note.
pub(super) fn quoted(edition: &Edition, claim: &str) -> Option<impl IntoView> {
    let (_, found) = edition.seeds.claim(claim)?;
    let quote = found.quote.as_ref()?;
    let class = found.class.mark();
    Some(view! {
        <p>
            <q class=format!("claim {class}") lang=quote.lang.clone() data-claim=claim.to_string()>{quote.text.clone()}</q>{reference(edition, claim)}
        </p>
    })
}

/// Numbers for several claims.
pub(super) fn references(edition: &Edition, claims: &[String]) -> impl IntoView {
    claims.iter().map(|id| reference(edition, id)).collect_view()
}

/// The standing in words.
pub(super) fn class_words(edition: &Edition, class: Provenance) -> String {
    let ui = &edition.text.ui;
    match class {
        Provenance::Article => ui.class_article.clone(),
        Provenance::Public => ui.class_public.clone(),
        Provenance::Own => ui.class_own.clone(),
    }
}
