//! A page for each step, at an address of its own: for cards, for newsletters, for readers without
//! script. It is light and leads into the story.

use super::order::NoteNumbers;
use super::outlines::{Faces, Outlines};
use super::{land_on_ground, notes, prose, Edition};
use crate::content::{compile, Seeds, Step};
use crate::export::{claims_of, escape, folder, Shared, CARD};
use crate::geo::Land;
use crate::story::{scene, summary, State};
use crate::view::lettering::Theirs;
use crate::view::picture::Picture;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A step as a page and as pictures.
pub struct StepPage {
    /// Key of the step.
    pub id: String,
    /// Path of its folder under the root, with `/` at the end.
    pub folder: String,
    /// From there to the root.
    pub base: String,
    /// The whole page.
    pub html: String,
    /// Path of its pictures under the root, without extension.
    pub picture: String,
    /// The picture to keep, as SVG.
    pub svg: String,
    /// The picture of its card, as SVG with its words as outlines.
    pub card: String,
    /// Letters of the card that no face has.
    pub missing: BTreeSet<char>,
    /// What they show.
    pub alt: String,
}

/// What pages beside the story look like, by the names of the files under the root.
#[derive(Clone, Copy, Debug)]
pub struct Looks<'a> {
    /// The style sheet of the story, and their own.
    pub styles: [&'a str; 2],
    /// The reading face, which is not shown at all where it comes late.
    pub font: &'a str,
}

impl Looks<'_> {
    /// The links to them, from a page from which `base` leads to the root.
    pub fn links(&self, base: &str) -> String {
        let styles = self
            .styles
            .map(|name| format!("<link rel=\"stylesheet\" href=\"{base}{name}\">"))
            .concat();
        format!("{styles}<link rel=\"preload\" href=\"{base}{}\" as=\"font\" type=\"font/woff2\" crossorigin>", self.font)
    }
}

/// The pages of all steps in a language. `ground` lies on the drawn provinces, `world` is the drawn
/// world, and `faces` set the words of the cards.
pub fn step_pages(
    seeds: &Arc<Seeds>,
    (land, ground, world): (&Land, &str, &str),
    lang: &str,
    looks: Looks,
    faces: &Faces,
) -> Option<Vec<StepPage>> {
    let text = seeds.texts.get(lang)?.clone();
    let atlas = compile(seeds, lang)?;
    let drawing = land_on_ground(seeds, &text, land, &atlas, [ground, ""]);
    let is_right_to_left = text.ui.direction == "rtl";
    let (theirs, outlines) =
        (Theirs { is_right_to_left }, Outlines::new(faces, lang, is_right_to_left));
    let numbers = Arc::new(NoteNumbers::new(seeds, &text));
    let (base, folder) = if lang == seeds.story.language {
        ("../../", String::new())
    } else {
        ("../../../", folder(seeds, lang))
    };
    let edition = Edition {
        lang: lang.to_string(),
        base: base.to_string(),
        seeds: seeds.clone(),
        text: Arc::new(text),
        numbers,
        apart: true,
    };
    let page = |(ix, step): (usize, &Step)| {
        let words = edition.text.story.steps.get(&step.id)?;
        let shown = scene(&atlas, &State { step: crate::ids::StepIx(ix), ..State::START });
        let alt = summary(&atlas, &shown, None);
        let land = if shown.sheet == crate::story::Sheet::World { world } else { &drawing };
        let whole = Picture::KEPT;
        let (atlas, title) = (&atlas, &words.title);
        let picture = Picture {
            atlas,
            scene: &shown,
            title,
            land,
            size: whole,
            letters: &theirs,
            with_relief: false,
            by_hand: false,
        };
        let card = Picture {
            size: (f64::from(CARD.0), f64::from(CARD.1)),
            letters: &outlines,
            with_relief: true,
            ..picture
        };
        let shared = Shared { seeds, lang, step: Some(&step.id), alt: &alt };
        let body = Owner::new().with(|| body(&edition, ix, step, &alt).to_html());
        let html = format!(
            "<!doctype html>\n<html lang=\"{lang}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{}</title><meta name=\"description\" content=\"{}\">{}<link rel=\"icon\" href=\"data:,\">{}\n</head>\n<body>\n{body}\n</body>\n</html>\n",
            edition.text.ui.direction,
            escape(&format!("{} · {}", words.title, edition.text.story.title)),
            escape(shared.description()?),
            looks.links(base),
            shared.head(base)?,
        );
        let name = shared.picture("");
        Some(StepPage {
            id: step.id.clone(),
            folder: format!("{folder}step/{}/", step.id),
            base: base.to_string(),
            html,
            picture: name.trim_end_matches('.').to_string(),
            svg: picture.svg(),
            card: card.svg(),
            missing: outlines.take_missing(),
            alt,
        })
    };
    seeds.story.steps.iter().enumerate().map(page).collect()
}

/// Where the same step is told in a language.
fn elsewhere(edition: &Edition, lang: &str, step: &Step) -> String {
    format!("{}{}step/{}/", edition.base, folder(&edition.seeds, lang), step.id)
}

fn body(edition: &Edition, ix: usize, step: &Step, alt: &str) -> impl IntoView {
    let (seeds, ui) = (&edition.seeds, &edition.text.ui);
    let Some(words) = edition.text.story.steps.get(&step.id) else { return ().into_any() };
    let paragraphs =
        words.body.iter().map(|p| view! { <p>{prose::inline(edition, p)}</p> }).collect_view();
    let picture = format!("{}pictures/{}/{}.svg", edition.base, edition.lang, step.id);
    let (width, height) = (Picture::KEPT.0.to_string(), Picture::KEPT.1.to_string());
    let claims = with_what_contradicts(seeds, &claims_of(seeds, &edition.lang, &step.id));
    let listed = edition
        .numbers
        .ordered()
        .iter()
        .filter(|id| claims.contains(*id))
        .filter_map(|id| seeds.claim(id));
    let (notes, used): (Vec<_>, BTreeSet<_>) =
        listed.map(|(_, claim)| (notes::note(edition, claim), claim.source.clone())).unzip();
    let sources = seeds
        .sources
        .iter()
        .filter(|s| used.contains(&s.id))
        .map(|s| notes::source(edition, s))
        .collect_view();
    let languages = seeds.texts.iter().filter(|(lang, _)| **lang != edition.lang).map(|(lang, text)| {
        view! { <a href=elsewhere(edition, lang, step) lang=lang.clone() hreflang=lang.clone()>{text.ui.language.clone()}</a> " " }
    });
    let beside = |at: Option<usize>, rel: &'static str, says: &str| {
        let step = seeds.story.steps.get(at?)?;
        let title = edition.text.story.steps.get(&step.id)?.title.clone();
        Some(
            view! { <a rel=rel href=format!("../{}/", step.id)><small>{says.to_string()}</small> {title}</a> },
        )
    };
    let (before, after) =
        (beside(ix.checked_sub(1), "prev", &ui.back), beside(Some(ix + 1), "next", &ui.next));
    view! {
        <main class="leaf">
            <header>
                <a href="../../">{edition.text.story.title.clone()}</a>
                <nav aria-label=ui.languages.clone()>{languages.collect_view()}</nav>
            </header>
            <article>
                <p class="kicker">{words.kicker.clone()}</p>
                <h1>{words.title.clone()}</h1>
                <figure><img src=picture width=width height=height alt=alt.to_string()/></figure>
                {paragraphs}
                <p><a class="into" href=format!("../../#step={}", step.id)>{ui.share_open.clone()}</a></p>
            </article>
            <nav class="beside" aria-label=edition.text.story.title.clone()>{before}{after}</nav>
            <section class="notes"><h2>{ui.notes_title.clone()}</h2><ol>{notes}</ol></section>
            <section class="sources"><h2>{ui.sources_title.clone()}</h2><ul>{sources}</ul></section>
            {notes::credits(edition)}
        </main>
    }
    .into_any()
}

/// The claims and all that contradict them, so that every note that a note names is on the page.
fn with_what_contradicts(seeds: &Seeds, claims: &[String]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut open = claims.to_vec();
    while let Some(id) = open.pop() {
        if let Some((_, claim)) = seeds.claim(&id).filter(|_| !all.contains(&id)) {
            open.extend(claim.contradicts.iter().cloned());
            all.insert(id);
        }
    }
    all
}
