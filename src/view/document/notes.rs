//! Notes and sources: what was said, by whom, when, how sure, and what contradicts it.

use super::prose::{class_words, reference};
use super::Edition;
use crate::content::{Claim, Confidence, Source};
use leptos::prelude::*;

/// A numbered note for every claim.
pub(super) fn notes(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    let notes = edition
        .numbers
        .ordered()
        .iter()
        .filter_map(|id| edition.seeds.claim(id))
        .map(|(_, claim)| note(edition, claim));
    view! {
        <section id="notes" class="notes">
            <h2>{ui.notes_title.clone()}</h2>
            <p>{ui.notes_intro.clone()}</p>
            <ol>{notes.collect_view()}</ol>
        </section>
    }
}

pub(super) fn note(edition: &Edition, claim: &Claim) -> impl IntoView {
    let ui = &edition.text.ui;
    let signs = &ui.instruments;
    let paragraph = claim
        .paragraph
        .as_ref()
        .map(|p| format!("{}{}", signs.comma, ui.paragraph.replace("{p}", p)));
    let sure = match claim.confidence {
        Confidence::High => &ui.confidence_high,
        Confidence::Medium => &ui.confidence_medium,
        Confidence::Low => &ui.confidence_low,
        Confidence::Single => &ui.confidence_single,
    };
    let quote = claim.quote.as_ref().map(|q| {
        let translated = q.translated.then(|| format!(" {}", ui.translated));
        view! { " " <q lang=q.lang.clone()>{q.text.clone()}</q>{translated} }
    });
    let against = (!claim.contradicts.is_empty()).then(|| {
        let other = |id: &String| view! { {edition.text.claims.get(id).cloned()} " " {reference(edition, id)} " " };
        let others = claim.contradicts.iter().map(other).collect_view();
        view! { <span class="against">" " {ui.contradicts.clone()} {signs.colon.clone()} {others}</span> }
    });
    // A page of its own has some of the notes only, and they keep their numbers.
    let number = edition.apart.then(|| edition.numbers.of(&claim.id).to_string());
    let source = edition.seeds.source(&claim.source);
    let source = source.map(|s| view! { <a href=format!("#source-{}", s.id)>{s.publisher.clone()}</a> {same_publisher(edition, s)} });
    view! {
        <li id=format!("note-{}", claim.id) value=number data-number=edition.numbers.of(&claim.id).to_string()>
            <span class="says">{edition.text.claims.get(&claim.id).cloned()}</span> {quote}
            <small>
                <span class=claim.class.mark()>{class_words(edition, claim.class)}</span>
                {signs.colon.clone()} {source} {paragraph} {signs.semicolon.clone()} {sure.clone()} {signs.full_stop.clone()} {against}
            </small>
        </li>
    }
}

/// Said after the publisher of a text that is no independent voice beside the article.
pub(super) fn same_publisher(edition: &Edition, source: &Source) -> Option<String> {
    let ui = &edition.text.ui;
    edition
        .seeds
        .is_of_the_articles_publisher(source)
        .then(|| ui.instruments.aside.replace("{what}", &ui.same_publisher))
}

/// Every source, with how it was read.
pub(super) fn sources(edition: &Edition) -> impl IntoView {
    let sources = edition.seeds.sources.iter().map(|s| source(edition, s)).collect_view();
    view! { <section id="sources" class="sources"><h2>{edition.text.ui.sources_title.clone()}</h2><ul>{sources}</ul></section> }
}

pub(super) fn source(edition: &Edition, source: &Source) -> impl IntoView {
    let ui = &edition.text.ui;
    let signs = &ui.instruments;
    // A title in Chinese stands in the marks that it has there.
    let titled = |title: &String| {
        if source.lang.starts_with("zh") {
            format!("《{title}》")
        } else {
            title.clone()
        }
    };
    let title = source.title.as_ref().map(titled);
    let title = title
        .map(|title| view! { {signs.comma.clone()} <cite lang=source.lang.clone()>{title}</cite> });
    let date = source.published.as_ref().map_or(ui.undated.clone(), |d| ui.dates.say(d));
    let date = source.url.is_some().then(|| format!("{}{date}", signs.comma));
    let mirror = source.via.as_ref().map(|via| format!(" {}", ui.mirror.replace("{via}", via)));
    let excerpt = (source.url.is_some() && source.read == crate::content::Extent::Excerpt)
        .then(|| format!(" {}", ui.excerpt));
    // Addresses were checked to be http or https, so none of them can be script.
    let url = source.url.clone().map(|url| {
        let shown = url.trim_start_matches("https://").trim_start_matches("http://").to_string();
        view! { " " <a href=url rel="noreferrer noopener" class="url">{shown}</a> }
    });
    view! {
        <li id=format!("source-{}", source.id)>
            <span class=source.class.mark()>{source.publisher.clone()}</span>{same_publisher(edition, source)}{title}{date} {signs.full_stop.clone()} {mirror} {excerpt} {url}
        </li>
    }
}

/// Credits and the note on boundaries.
pub(super) fn credits(edition: &Edition) -> impl IntoView {
    let ui = &edition.text.ui;
    view! { <footer class="credits"><p>{ui.boundary_note.clone()}</p><p>{ui.credits.clone()}</p><p>{ui.ground_credits.clone()}</p></footer> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_text_of_the_articles_publisher_is_not_passed_off_as_a_second_voice() {
        let mut looked_at = 0;
        for edition in Edition::all() {
            let article =
                edition.seeds.source("article").expect("there is an article").publisher.clone();
            for claim in &edition.seeds.claims {
                let html = Owner::new().with(|| note(&edition, claim).to_html());
                // Its own words, and not those of a claim that contradicts it.
                let by = html
                    .split("<small>")
                    .nth(1)
                    .unwrap_or_default()
                    .split("class=\"against\"")
                    .next()
                    .unwrap_or_default();
                let same = claim.class == crate::content::Provenance::Public
                    && edition.seeds.source(&claim.source).is_some_and(|s| s.publisher == article);
                assert_eq!(
                    by.contains(&edition.text.ui.same_publisher),
                    same,
                    "{}: {}",
                    edition.lang,
                    claim.id
                );
                looked_at += usize::from(same);
            }
        }
        assert!(looked_at > 0, "no claim rests on another text of that publisher");
    }
}
