//! The page on which a snippet for another site is made: a form, the snippets, and two articles
//! with one of them.

use super::step_page::Looks;
use crate::content::{Figure, Seeds, Step, Text};
use crate::export::{address, escape, folder};
use leptos::prelude::*;
use serde_json::{json, Map, Value};
use std::collections::BTreeMap;

/// What the pictures of the steps show, by language and step.
pub type Alts = BTreeMap<String, BTreeMap<String, String>>;

/// Words of the address, in the order in which they are offered.
const PARTS: [&str; 6] = ["story", "step", "map", "timeline", "system", "laboratory"];
const THEMES: [&str; 3] = ["auto", "light", "dark"];
/// Widths of the previews, px: a phone and a column of an article.
const WIDTHS: [u32; 2] = [375, 720];

/// The page in a language: its folder under the root, and its HTML. `script` is the name of a file.
pub fn embed_page(
    seeds: &Seeds,
    lang: &str,
    alts: &Alts,
    looks: Looks,
    script: &str,
) -> Option<(String, String)> {
    let text = seeds.texts.get(lang)?;
    let own = folder(seeds, lang);
    let base = if own.is_empty() { "../" } else { "../../" };
    let choices = choices(seeds, alts).to_string().replace('<', "\\u003c");
    let body = Owner::new().with(|| body(seeds, text, lang, base, choices).to_html());
    let title = escape(&format!("{} · {}", text.embed.title, text.story.title));
    let html = format!(
        "<!doctype html>\n<html lang=\"{lang}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>{}<link rel=\"icon\" href=\"data:,\"><script type=\"module\" src=\"{base}{script}\"></script>\n</head>\n<body>\n{body}\n</body>\n</html>\n",
        text.ui.direction,
        looks.links(base),
    );
    Some((format!("{own}embed/"), html))
}

/// What the script makes the snippets from.
fn choices(seeds: &Seeds, alts: &Alts) -> Value {
    let step = |lang: &str, step: &Step| {
        let title = seeds
            .texts
            .get(lang)
            .and_then(|text| text.story.steps.get(&step.id))
            .map(|words| &words.title);
        json!({ "title": title, "alt": alts.get(lang).and_then(|alts| alts.get(&step.id)), "parts": parts(step) })
    };
    let language = |lang: &String| {
        let steps: Map<String, Value> =
            seeds.story.steps.iter().map(|s| (s.id.clone(), step(lang, s))).collect();
        let text = seeds.texts.get(lang);
        let (title, names) = (text.map(|t| &t.story.title), text.map(|t| &t.embed.parts));
        (
            lang.clone(),
            json!({ "folder": folder(seeds, lang), "title": title, "parts": names, "steps": steps }),
        )
    };
    let languages: Map<String, Value> = seeds.texts.keys().map(language).collect();
    // Without an address the script takes the one at which its page is read.
    json!({ "address": seeds.release.address, "languages": languages })
}

/// The parts that not every step has, and this one does.
fn parts(step: &Step) -> Vec<&'static str> {
    let part = |figure: &Figure| match figure {
        Figure::System(_) => Some("system"),
        Figure::Laboratory => Some("laboratory"),
        _ => None,
    };
    step.figures.iter().filter_map(part).collect()
}

fn select(
    name: &'static str,
    label: &str,
    options: Vec<(String, String)>,
    chosen: &str,
) -> impl IntoView {
    let chosen = chosen.to_string();
    let options = options.into_iter().map(|(value, words)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{words}</option> }
    });
    view! { <label>{label.to_string()} <select name=name autocomplete="off">{options.collect_view()}</select></label> }
}

/// The frame of the whole story.
fn whole(seeds: &Seeds, text: &Text, lang: &str) -> String {
    // Without a step it begins at the beginning, and can scroll with the article.
    let src = escape(&format!("{}{}?mode=embed", address(seeds), folder(seeds, lang)));
    format!("<iframe src=\"{src}\" width=\"100%\" height=\"640\" frameborder=\"0\" title=\"{}\"></iframe>", escape(&text.story.title))
}

fn body(seeds: &Seeds, text: &Text, lang: &str, base: &str, choices: String) -> impl IntoView {
    let words = &text.embed;
    let named = |keys: &[&str], names: &BTreeMap<String, String>| -> Vec<(String, String)> {
        keys.iter().filter_map(|key| Some((key.to_string(), names.get(*key)?.clone()))).collect()
    };
    let steps = seeds
        .story
        .steps
        .iter()
        .filter_map(|s| Some((s.id.clone(), text.story.steps.get(&s.id)?.title.clone())))
        .collect();
    let languages =
        seeds.texts.iter().map(|(lang, text)| (lang.clone(), text.ui.language.clone())).collect();
    let previews = WIDTHS.map(|px| {
        let says = words.preview.replace("{px}", &px.to_string());
        let label = says.clone();
        let (above, below) = (words.article.first().cloned(), words.article.get(1).cloned());
        view! {
            <section class="preview" tabindex="0" aria-label=label>
                <h2>{says.clone()}</h2>
                <p class="takes" data-says=words.takes.clone()></p>
                // An article around the snippet, which the script writes into it.
                <iframe title=says width=px.to_string() height="700" data-above=above data-below=below></iframe>
            </section>
        }
    });
    let heights = serde_json::to_string(&words.heights).unwrap_or_default();
    let warning = seeds.release.address.is_none().then(|| {
        let says = words.no_address.replace("{address}", address(seeds));
        view! { <p class="warning" role="alert" data-says=words.own_address.clone()>{says}</p> }
    });
    let snippets = [("frame", &words.frame), ("scripted", &words.scripted), ("element", &words.element), ("picture", &words.picture)].map(|(name, says)| {
        // Without script the first is the whole story's.
        let given = (name == "frame").then(|| whole(seeds, text, lang));
        view! {
            <div>
                <label>{says.clone()} <textarea id=format!("snippet-{name}") readonly spellcheck="false" autocomplete="off">{given}</textarea></label>
                <p id=format!("height-{name}")></p>
                // Shown by the script, which alone can copy.
                <button type="button" data-show=name aria-pressed="false" aria-label=format!("{}: {says}", words.show) hidden>{words.show.clone()}</button>
                " "
                <button type="button" data-copy=name data-copied=words.copied.clone() aria-label=format!("{}: {says}", words.copy) hidden>{words.copy.clone()}</button>
            </div>
        }
    });
    view! {
        <main class="leaf">
            <header><a href="../">{text.story.title.clone()}</a></header>
            <h1>{words.title.clone()}</h1>
            <p>{words.intro.clone()}</p>
            <form class="builder" data-root=base.to_string()>
                {select("part", &words.part, named(&PARTS, &words.parts), "story")}
                {select("step", &words.step, steps, "")}
                {select("lang", &words.language, languages, lang)}
                {select("theme", &words.theme, named(&THEMES, &words.themes), "auto")}
            </form>
            <noscript><p>{words.no_script.clone()}</p></noscript>
            {warning}
            <div class="snippets" data-heights=heights>{snippets}</div>
            <p class="said unseen" role="status"></p>
            {previews}
        </main>
        <script type="application/json" id="choices" inner_html=choices></script>
    }
}
