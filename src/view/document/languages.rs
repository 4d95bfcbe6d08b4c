//! The switch between languages: links to the same page in the others.

use super::Edition;
use leptos::prelude::*;

/// A link for each language, each in its own words; nothing where there is but one.
pub(super) fn switch(edition: &Edition) -> impl IntoView {
    let all = &edition.seeds.texts;
    let links = all.iter().map(|(lang, text)| {
        let name = text.ui.language.clone();
        let lang = lang.clone();
        if lang == edition.lang {
            return view! { <span lang=lang aria-current="page">{name}</span> " " }.into_any();
        }
        let href = address(edition, &lang);
        view! { <a lang=lang.clone() hreflang=lang.clone() data-lang=lang href=href>{name}</a> " " }.into_any()
    });
    let label = edition.text.ui.languages.clone();
    (all.len() > 1).then(|| view! { <nav class="languages" aria-label=label>{links.collect_view()}</nav> })
}

/// Where the page of a language is, from this page.
pub(super) fn address(edition: &Edition, lang: &str) -> String {
    let folder = if edition.seeds.story.language == lang { String::new() } else { format!("{lang}/") };
    let address = format!("{}{folder}", edition.base);
    if address.is_empty() {
        "./".to_string()
    } else {
        address
    }
}
