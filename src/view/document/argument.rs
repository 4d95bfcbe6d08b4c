//! An argument of the article taken apart: what is claimed, what supports it, what speaks against
//! it, what would settle it.

use super::prose::inline;
use super::Edition;
use leptos::prelude::*;

/// The four parts of an argument.
pub(super) fn argument(edition: &Edition, id: &str) -> impl IntoView {
    let words = edition.text.arguments.get(id)?;
    let ui = &edition.text.ui;
    let part = |class: &'static str, heading: &str, sentences: &[String]| {
        let sentences =
            sentences.iter().map(|s| view! { <li>{inline(edition, s)}</li> }).collect_view();
        view! { <div class=class><h3>{heading.to_string()}</h3><ul>{sentences}</ul></div> }
    };
    Some(view! {
        <figure class="argument" id=format!("argument-{id}")>
            <figcaption><span>{ui.argument_caption.clone()}</span> " " <strong>{words.title.clone()}</strong></figcaption>
            {part("claimed", &ui.argument_claimed, &words.claimed)}
            {part("supports", &ui.argument_supports, &words.supports)}
            {part("against", &ui.argument_against, &words.against)}
            {part("settle", &ui.argument_settle, &words.settle)}
        </figure>
    })
}
