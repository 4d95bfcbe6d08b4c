//! The narrative: a section for each step, its words and its figure.

use super::prose::inline;
use super::{figures, Edition};
use crate::content::Step;
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
