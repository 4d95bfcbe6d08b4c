//! The narrative: a section for each step, its words, its figure, and a mark on every statement.

use super::{figures, Edition};
use crate::content::{parse_markup, Provenance, Span, Step};
use leptos::prelude::*;

/// Headline, standfirst and how to read the marks.
pub(super) fn masthead(edition: &Edition) -> impl IntoView {
    let story = &edition.text.story;
    view! {
        <header class="masthead">
            <h1>{story.title.clone()}</h1>
            <p class="standfirst">{inline(edition, &story.standfirst)}</p>
            <p class="key">
                <span class="standing standing-article">{edition.text.ui.class_article.clone()}</span> " "
                <span class="standing standing-public">{edition.text.ui.class_public.clone()}</span> " "
                <span class="standing standing-own">{edition.text.ui.class_own.clone()}</span> " "
                <span class="key-says">{edition.text.ui.standing_key.clone()}</span>
            </p>
            <label class="says-switch"><input type="checkbox" id="who-says" name="says" autocomplete="off"/> {edition.text.ui.show_says.clone()}</label>
        </header>
    }
}

/// All steps, in order, without space between them, so that the reading line is always in one.
pub(super) fn steps(edition: &Edition) -> impl IntoView {
    edition.seeds.story.steps.iter().map(|step| section(edition, step)).collect_view()
}

fn section(edition: &Edition, step: &Step) -> impl IntoView {
    let Some(words) = edition.text.story.steps.get(&step.id) else {
        return ().into_any();
    };
    let paragraphs =
        words.body.iter().map(|p| view! { <p>{inline(edition, p)}</p> }).collect_view();
    // The second id is the address of the step, so that a link to it works without script.
    view! {
        <section id=format!("step-{}", step.id) data-step=step.id.clone() class="step" aria-labelledby=format!("title-{}", step.id)>
            <span class="anchor" id=format!("step={}", step.id)></span>
            <p class="kicker">{words.kicker.clone()}</p>
            <h2 id=format!("title-{}", step.id)>{words.title.clone()}</h2>
            {paragraphs}
            {figures::figures(edition, step)}
        </section>
    }
    .into_any()
}

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
