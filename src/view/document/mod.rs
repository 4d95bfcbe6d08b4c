//! The document that the server sends: narrative, drawn stage, notes, sources. Written once, at
//! build time, and complete without script.

mod argument;
mod contested;
mod drawing;
mod embed_page;
mod figures;
mod ground;
mod handout;
mod handout_map;
mod laboratory;
mod land;
mod matrix;
mod narrative;
mod notes;
mod order;
mod outlines;
mod prose;
mod provenance;
mod raster;
mod record;
mod sheet;
mod single;
mod step_page;
mod storyboard;
mod svg;
mod system;
mod tables;

pub use embed_page::{embed_page, Alts};
pub use ground::{ground, ground_names, ground_svg, sea};
pub use handout::handout;
pub use land::{land_on_ground, land_svg, world_svg};
pub use outlines::{read_faces, FaceEntry, Faces, FACES};
pub use raster::png;
pub use sheet::position_sheet;
pub use single::{single_file, Engine, Parts};
pub use step_page::{step_pages, Looks, StepPage};
use storyboard::storyboard;

use crate::content::{compile, Atlas, Seeds, Text};
use crate::geo::Land;
use leptos::prelude::*;
use order::NoteNumbers;
use std::sync::Arc;

/// What every part of the document needs.
#[derive(Clone)]
pub(crate) struct Edition {
    /// Its language.
    pub lang: String,
    /// From its page to the root of the site: empty, or `../`.
    pub base: String,
    /// The content.
    pub seeds: Arc<Seeds>,
    /// Its words.
    pub text: Arc<Text>,
    /// The numbers of the notes.
    pub numbers: Arc<NoteNumbers>,
    /// Whether each step is a page of its own.
    pub apart: bool,
}

#[cfg(test)]
impl Edition {
    /// The real content in each of its languages.
    fn all() -> Vec<Edition> {
        let files = crate::content::read_files(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"),
        );
        let seeds = Arc::new(crate::content::load(&files.expect("seeds/ can be read")).0);
        let edition = |(lang, text): (&String, &Text)| Edition {
            lang: lang.clone(),
            base: String::new(),
            seeds: seeds.clone(),
            text: Arc::new(text.clone()),
            numbers: Arc::new(NoteNumbers::new(&seeds, text)),
            apart: false,
        };
        seeds.texts.iter().map(edition).collect()
    }
}

/// A page in one language.
pub struct Page {
    /// Language (BCP 47).
    pub lang: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// For the title bar.
    pub title: String,
    /// For search engines and cards.
    pub description: String,
    /// The HTML inside `<body>`.
    pub body: String,
}

/// Where a page finds the files beside it.
pub struct AssetUrls {
    /// The drawn world; empty where it is in the page.
    pub world: String,
    /// What draws the land in flight; `None` where no worker can be had.
    pub land: Option<String>,
    /// Where the ground under the story comes from.
    pub ground: GroundOf,
    /// What a lesson needs.
    pub classroom: String,
    /// The atlas, which the instruments fetch; `None` where the page carries it itself.
    pub atlas: Option<Fetched>,
}

/// Where the ground under the story comes from.
#[derive(Clone, Debug, Default)]
pub enum GroundOf {
    /// There is none.
    #[default]
    None,
    /// It is fetched after the text.
    Fetched {
        /// Address of the drawing.
        drawing: String,
        /// Address of its style sheet.
        style: String,
    },
    /// The page carries it, and its names.
    Carried([String; 2]),
}

/// A file that is fetched by script.
#[derive(Clone)]
pub struct Fetched {
    /// Where it is.
    pub address: String,
    /// Its subresource integrity.
    pub sum: String,
}

/// Writes the page of a language.
///
/// # Errors
/// A sentence, for a language without words.
pub fn page(
    seeds: &Arc<Seeds>,
    land: &Land,
    beside: &AssetUrls,
    lang: &str,
) -> Result<Page, String> {
    let wordless = || format!("there is no text in \"{lang}\"");
    let text = seeds.texts.get(lang).ok_or_else(wordless)?.clone();
    let atlas = compile(seeds, lang).ok_or_else(wordless)?;
    let (title, description, direction) =
        (text.story.title.clone(), text.ui.description.clone(), text.ui.direction.clone());
    let ground = match &beside.ground {
        GroundOf::Carried([ground, names]) => [ground.as_str(), names.as_str()],
        _ => ["", ""],
    };
    let drawing = land_on_ground(seeds, &text, land, &atlas, ground);
    let storyboard = storyboard(&atlas).write();
    let embedded_data = match &beside.atlas {
        Some(file) => Carried { atlas: String::new(), fetched: Some(file.clone()), storyboard },
        None => {
            let atlas =
                serde_json::to_string(&atlas).map_err(|e| e.to_string())?.replace('<', "\\u003c");
            Carried { atlas, fetched: None, storyboard }
        }
    };
    let numbers = Arc::new(NoteNumbers::new(seeds, &text));
    let base = if lang == seeds.story.language { "" } else { "../" };
    let edition = Edition {
        lang: lang.to_string(),
        base: base.to_string(),
        seeds: seeds.clone(),
        text: Arc::new(text),
        numbers,
        apart: false,
    };
    let body =
        Owner::new().with(|| body(edition, &atlas, drawing, beside, embedded_data).to_html());
    // No engine looks for the marks that the framework leaves between nodes.
    let body = body.replace("<!>", "");
    Ok(Page { lang: lang.to_string(), direction, title, description, body })
}

/// What the page carries for the engines.
struct Carried {
    atlas: String,
    fetched: Option<Fetched>,
    storyboard: String,
}

fn body(
    edition: Edition,
    atlas: &Atlas,
    drawing: String,
    beside: &AssetUrls,
    embedded_data: Carried,
) -> impl IntoView {
    let (world, land, classroom) =
        (beside.world.clone(), beside.land.clone(), beside.classroom.clone());
    let (ground, ground_style) = match &beside.ground {
        GroundOf::Fetched { drawing, style } => (Some(drawing.clone()), Some(style.clone())),
        _ => (None, None),
    };
    let ui = &edition.text.ui;
    let links = [("#story", ui.skip_to_story.clone()), ("#notes", ui.skip_to_notes.clone())];
    let (address, sum) = embedded_data.fetched.map(|file| (file.address, file.sum)).unzip();
    let (broken, again) = (ui.broken.clone(), ui.again.clone());
    let stage_label = ui.stage_label.clone();
    view! {
        <p class="skip">{links.map(|(href, words)| view! { <a href=href>{words}</a> })}</p>
        <div id="classroom" class="classroom" data-src=classroom></div>
        <div id="stage" class="stage" role="region" aria-label=stage_label>
            {super::stage(atlas, drawing)}
        </div>
        <main>
        <div id="story" class="narrative">
            {narrative::masthead(&edition)}
            {narrative::steps(&edition)}
        </div>
        <div class="backmatter">
            {tables::places(&edition)}
            {tables::chronology(&edition)}
            {contested::conflicts(&edition)}
            {contested::gaps(&edition)}
            {notes::notes(&edition)}
            {notes::sources(&edition)}
            {record::release(&edition)}
            {notes::credits(&edition)}
        </div>
        <p class="to-page"><a class="keeps-place" href="./">{ui.whole_story.clone()}</a></p>
        </main>
        {provenance::frame(&edition)}
        <p id="broken" class="broken" hidden role="alert"><span>{broken}</span> <button type="button">{again}</button></p>
        <p id="announcer" class="unseen" role="status"></p>
        <script type="text/plain" id="storyboard" inner_html=embedded_data.storyboard></script>
        <script type="application/json" id="atlas" data-world=world data-land=land data-ground=ground data-ground-style=ground_style data-src=address data-sum=sum inner_html=embedded_data.atlas></script>
    }
}
