//! Writes the pages at build time: `prerender DIST [SEEDS]` fills the built index.html for every
//! language, `prerender --check` only checks the content. Both name every problem with file, key
//! and reason.

#[path = "prerender/engines.rs"]
mod engines;
#[path = "prerender/files.rs"]
mod files;
#[path = "prerender/scripts.rs"]
mod scripts;
#[path = "prerender/sharing.rs"]
mod sharing;
#[path = "prerender/style.rs"]
mod style;
#[path = "prerender/template.rs"]
mod template;

use data_encoding::BASE64;
use engines::{boot, stage_links};
use files::{fingerprint, integrity, named, put, put_font, read, sum, write_files};
use scripts::script;
use spring_surge::content::{
    check, compile, compile_classroom, load, read_files, Atlas, PlaceKind, Seeds, Ui,
};
use spring_surge::export::{citations, data_files, headers, File, Inline, Shared};
use spring_surge::geo::{distance_km, Land, LonLat, Placed};
use spring_surge::story::label_class_measured;
use spring_surge::view::document::{
    ground, ground_names, ground_svg, handout, page, position_sheet, read_faces, single_file,
    world_svg, Alts, AssetUrls, Engine, Faces, Fetched, GroundOf, Looks, Page, Parts,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use style::{style, Use};
use template::{take_initialiser, without_preloads};

/// Rivers and lakes, and the relief, among the seeds.
const WATER: &str = "geo/gshhg/water.topo.json";
const RELIEF: &str = "geo/relief/relief.webp";

/// Where the built page is kept before it is filled.
const TEMPLATE: &str = "target/page-template.html";

fn main() -> ExitCode {
    let target = std::env::args().nth(1);
    let seeds = std::env::args().nth(2).unwrap_or("seeds".to_string());
    let result = match target.as_deref() {
        None | Some("--check") => read_seeds(&seeds).map(|_| ()),
        Some(dist) => read_seeds(&seeds).and_then(|content| write(Path::new(dist), &content)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("prerender: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// All that pages are written from.
struct Content {
    seeds: Arc<Seeds>,
    land: Land,
    world: Land,
    /// Rivers and lakes, and the image of the relief.
    water: Land,
    relief: Vec<u8>,
}

impl Content {
    /// The image of the relief as an address that needs no file.
    fn relief_address(&self) -> String {
        format!("data:image/webp;base64,{}", BASE64.encode(&self.relief))
    }
}

fn read_seeds(folder: &str) -> Result<Content, String> {
    let files = read_files(Path::new(folder))?;
    let (mut seeds, mut problems) = load(&files);
    sharing::take_address(&mut seeds);
    problems.extend(check(&seeds));
    let land =
        files.get("geo/land.topo.json").ok_or("seeds/geo/land.topo.json: the file is missing")?;
    let land = Land::parse_simplified(land, &|p| detail_km(&seeds, p))
        .map_err(|e| format!("seeds/geo/land.topo.json: {e}"))?;
    let world =
        files.get("geo/world.topo.json").ok_or("seeds/geo/world.topo.json: the file is missing")?;
    let world = Land::parse(world).map_err(|e| format!("seeds/geo/world.topo.json: {e}"))?;
    let water = files.get(WATER).ok_or(format!("seeds/{WATER}: the file is missing"))?;
    let water = Land::parse(water).map_err(|e| format!("seeds/{WATER}: {e}"))?;
    let relief = Path::new(folder).join(RELIEF);
    let relief = fs::read(&relief).map_err(|e| format!("{}: {e}", relief.display()))?;
    if problems.is_empty() {
        return Ok(Content { seeds: Arc::new(seeds), land, world, water, relief });
    }
    let list: Vec<String> = problems.iter().map(|p| format!("  {p}")).collect();
    Err(format!("the content has {} problems\n{}", problems.len(), list.join("\n")))
}

/// How exactly the land is drawn at a point, km: the farther from all that the story tells of, the
/// less, since no view of it comes closer. At the edge of a view that holds the nearest site, a
/// frame 900 px high shows this as ten pixels; at the site itself it is less than one. Beyond 350
/// km from all sites it falls off faster, because the first visit pays for it; provinces, which are
/// seen from afar alone, hold it up, and with it the coast that their view shows.
fn detail_km(seeds: &Seeds, p: LonLat) -> f64 {
    let nearest = |province: bool| {
        let places =
            seeds.places.iter().filter(|place| (place.kind == PlaceKind::Province) == province);
        places.map(|place| distance_km(place.at, p)).fold(f64::INFINITY, f64::min)
    };
    let site = nearest(false);
    let of_site = (site * 0.0255 + (site - 350.0).max(0.0) * 0.13).clamp(0.4, 300.0);
    of_site.min(20.0 + nearest(true) * 0.037)
}

fn write(dist: &Path, content: &Content) -> Result<(), String> {
    let seeds = &content.seeds;
    let lesson_style = put(dist, "lesson", "css", style(Use::Lesson)?)?;
    let (template, tools_program) = take_initialiser(&without_preloads(&template(dist)?));
    let stage = stage_links(dist)?;
    let first = &seeds.story.language;
    let atlas = compile(seeds, first).ok_or("the story has no steps")?;
    let font = put_font(dist)?;
    let embed_style = put(dist, "embed", "css", style(Use::Embed)?)?;
    // Positions are the same in every language.
    let reading = style(Use::Reading)? + &position_sheet(&atlas);
    let mode = script_of("public/mode.js")?.replace("EMBED_STYLE", &embed_style);
    let reading_style = put(dist, "style", "css", reading.replace("FONT", &font))?;
    let mode_file = format!("./{}", put(dist, "mode", "js", &mode)?);
    let beside = [
        ("LESSON_STYLE", lesson_style.as_str()),
        ("READING_STYLE", &reading_style),
        ("MODE_JS", &mode_file),
    ];
    let boot = tools_program
        .map(|program| boot(dist, &program, &beside, &seeds.release.version))
        .transpose()?;
    let assets = Assets {
        world: put(dist, "world", "svg", world_svg(&content.world))?,
        style: reading_style,
        reading,
        mode,
        land: put(dist, "land", "js", script_of("public/land.js")?)?,
        relief: put(dist, "relief", "webp", &content.relief)?,
        ground_style: put(dist, "ground", "css", style(Use::Ground)?)?,
        lesson_style,
        leaf_style: put(dist, "leaf", "css", style(Use::Leaf)?)?,
        boot: boot.map(|script| put(dist, "boot", "js", script)).transpose()?,
        stage,
        font,
    };
    let files = read_faces()?;
    let faces = Faces::new(&files)?;
    let mut alts = Alts::new();
    let mut inline = Inline::default();
    for lang in seeds.texts.keys() {
        let (folder, base) =
            if lang == first { (dist.to_path_buf(), "./") } else { (dist.join(lang), "../") };
        let classroom =
            put(dist, &format!("classroom-{lang}"), "json", classroom_text(seeds, lang)?)?;
        let kept = put(dist, &format!("atlas-{lang}"), "json", atlas_text(seeds, lang)?)?;
        let words = compile(seeds, lang).ok_or(format!("there is no text in \"{lang}\""))?;
        let ground = ground_svg(&words, &content.water, &format!("{base}{}", assets.relief));
        let ground = put(dist, &format!("ground-{lang}"), "svg", ground)?;
        let beside = AssetUrls {
            ground: GroundOf::Fetched {
                drawing: format!("{base}{ground}"),
                style: format!("{base}{}", assets.ground_style),
            },
            world: format!("{base}{}", assets.world),
            land: Some(format!("{base}{}", assets.land)),
            classroom: format!("{base}{classroom}"),
            atlas: Some(Fetched { address: format!("{base}{kept}"), sum: integrity(dist, &kept)? }),
        };
        let page = page(seeds, &content.land, &beside, lang)?;
        let shown =
            sharing::write_steps(dist, content, lang, assets.looks(&assets.leaf_style), &faces)?;
        let alt = seeds
            .story
            .steps
            .first()
            .and_then(|step| shown.get(&step.id))
            .cloned()
            .unwrap_or_default();
        alts.insert(lang.clone(), shown);
        let start = assets.start(base);
        inline.scripts.extend(Some(sum(&start.script)).filter(|s| !inline.scripts.contains(s)));
        inline.styles.extend(Some(sum(&start.style)).filter(|s| !inline.styles.contains(s)));
        let shared = Shared { seeds, lang, step: None, alt: &alt };
        let html = fill(&template, &page, (&assets, &start), base, &shared)?;
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        fs::write(folder.join("index.html"), html)
            .map_err(|e| format!("{}: {e}", folder.join("index.html").display()))?;
        write_handout(
            &folder.join("handout"),
            content,
            lang,
            &format!("../{}", base.trim_start_matches("./")),
            &assets,
        )?;
    }
    // The host script keeps its name: articles hold its address for years.
    for (name, host) in [
        ("embed.js", script_of("public/embed.js")?),
        ("embed.d.ts", read(Path::new("public/embed.d.ts"))?),
    ] {
        fs::write(dist.join(name), host).map_err(|e| format!("{name}: {e}"))?;
    }
    copy_licences(dist)?;
    let builder = put(dist, "embed-builder", "js", script_of("public/embed-builder.js")?)?;
    sharing::write_builders(dist, seeds, &alts, assets.looks(&assets.leaf_style), &builder)?;
    sharing::write_replies(dist, seeds)?;
    write_single(dist, content, &atlas)?;
    write_worker(dist, seeds)?;
    write_files(dist, data_files(seeds).into_iter().chain(citations(seeds)))?;
    write_files(dist, host_files(dist, seeds, &inline)?)
}

/// The licences of the ground, which lie beside what they are of in the seeds.
fn copy_licences(dist: &Path) -> Result<(), String> {
    for name in ["gshhg/COPYING", "gshhg/COPYING.LESSER", "relief/LICENSE"] {
        let (from, to) = (Path::new("seeds/geo").join(name), dist.join("data").join(name));
        let copied =
            to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::copy(&from, &to));
        copied.map_err(|e| format!("{}: {e}", from.display()))?;
    }
    Ok(())
}

/// A script of the page as it is sent.
fn script_of(path: &str) -> Result<String, String> {
    script(path, &read(Path::new(path))?)
}

/// The hand-out, a page without script; `base` leads from it to the files that all pages share.
fn write_handout(
    folder: &Path,
    content: &Content,
    lang: &str,
    base: &str,
    assets: &Assets,
) -> Result<(), String> {
    let drawn = (&content.land, &*ground(&content.water, ""));
    let page = handout(&content.seeds, drawn, &format!("{base}{}", assets.world), lang)
        .ok_or(format!("there is no text in \"{lang}\""))?;
    let html = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\" data-page=\"handout\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title>{}<link rel=\"icon\" href=\"data:,\"></head><body>{}</body></html>",
        page.lang,
        page.direction,
        escape(&page.title),
        assets.looks(&assets.lesson_style).links(base),
        page.body
    );
    let written =
        fs::create_dir_all(folder).and_then(|()| fs::write(folder.join("index.html"), html));
    written.map_err(|e| format!("{}: {e}", folder.display()))
}

/// The page as one file. What it carries is what the pages beside it load, so that the two never
/// differ.
fn write_single(dist: &Path, content: &Content, atlas: &Atlas) -> Result<(), String> {
    let seeds = &content.seeds;
    let (Some(stage), Some(tools)) = (engine(dist, "stage")?, engine(dist, "lesson")?) else {
        return Ok(());
    };
    let font =
        fs::read("public/fonts/newsreader-400.woff2").map_err(|e| format!("public/fonts: {e}"))?;
    let font = format!("data:font/woff2;base64,{}", BASE64.encode(&font));
    let first = &seeds.story.language;
    let langs = std::iter::once(first).chain(seeds.texts.keys().filter(|lang| *lang != first));
    let (mut pages, mut handouts) = (Vec::new(), Vec::new());
    for lang in langs {
        let classroom = format!(
            "data:application/json;base64,{}",
            BASE64.encode(classroom_text(seeds, lang)?.as_bytes())
        );
        let words = compile(seeds, lang).ok_or(format!("there is no text in \"{lang}\""))?;
        let carried = [
            ground(&content.water, &content.relief_address()),
            ground_names(&words, |_| label_class_measured(Placed::Hidden, Placed::Hidden)),
        ];
        let beside = AssetUrls {
            world: String::new(),
            land: None,
            ground: GroundOf::Carried(carried),
            classroom,
            atlas: None,
        };
        pages.push(page(seeds, &content.land, &beside, lang)?);
        handouts.extend(handout(seeds, (&content.land, &ground(&content.water, "")), "", lang));
    }
    // A face that lies in the file may be waited for: there is no line to be slow.
    let reading = style(Use::Reading)?
        .replace("FONT", &font)
        .replace("font-display:optional", "font-display:block");
    let parts = Parts {
        pages: &pages,
        handouts: &handouts,
        style: &(reading
            + &position_sheet(atlas)
            + &style(Use::Embed)?
            + &style(Use::Ground)?
            + &style(Use::Instruments)?
            + &style(Use::Lesson)?),
        world: &world_svg(&content.world),
        stage: Engine { glue: &stage.0, wasm: &stage.1 },
        tools: Engine { glue: &tools.0, wasm: &tools.1 },
        keep: &read(Path::new("public/keep.js"))?,
    };
    let html = single_file(&parts).ok_or("there is no page for the single file")?;
    fs::write(dist.join(SINGLE), html).map_err(|e| format!("{SINGLE}: {e}"))
}

/// Glue and wasm of an engine; `None` where none was built.
fn engine(dist: &Path, name: &str) -> Result<Option<(String, Vec<u8>)>, String> {
    let (Ok(glue), Ok(wasm)) = (named(dist, name, "js"), named(dist, name, "wasm")) else {
        return Ok(None);
    };
    let bytes = fs::read(dist.join(&wasm)).map_err(|e| format!("{wasm}: {e}"))?;
    Ok(Some((read(&dist.join(&glue))?, bytes)))
}

/// The page as one file.
const SINGLE: &str = "spring-surge.html";

/// The worker that keeps the page for reading without a network, with the names of all that it
/// keeps.
fn write_worker(dist: &Path, seeds: &Seeds) -> Result<(), String> {
    let mut names: Vec<String> = fs::read_dir(dist)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let kept = names.into_iter().filter(|n| {
        [".js", ".wasm", ".css", ".svg", ".webp", ".json", ".woff2"].iter().any(|e| n.ends_with(e))
            && n != "sw.js"
    });
    // What the engines are made of, the looks of frames, and the looks and the script of the pages
    // beside the story are fetched by nobody who reads it.
    let beside = ["sbom.", "leaf-", "embed-"];
    let kept = kept.filter(|n| !beside.iter().any(|b| n.starts_with(b)));
    let (mut lesson, mut all): (Vec<String>, Vec<String>) =
        kept.partition(|n| n.starts_with("lesson-") || n.starts_with("classroom-"));
    let mut version = String::new();
    for lang in seeds.texts.keys() {
        let folder = if *lang == seeds.story.language { String::new() } else { format!("{lang}/") };
        version += &read(&dist.join(&folder).join("index.html"))?;
        all.push(format!("./{folder}"));
        lesson.push(format!("./{folder}handout/"));
    }
    let list = |names: &[String]| serde_json::to_string(names).unwrap_or_default();
    let version = fingerprint((version + &list(&all) + &list(&lesson)).as_bytes());
    let worker = include_str!("../../public/sw.js");
    let words = |ui: &Ui| [ui.newer.clone(), ui.newer_load.clone(), ui.instruments.close.clone()];
    let newer: BTreeMap<_, _> =
        seeds.texts.iter().map(|(lang, text)| (lang, words(&text.ui))).collect();
    let newer = serde_json::to_string(&newer).unwrap_or_default();
    let worker = worker.replace("SW_VERSION", &version).replace("SW_FILES", &list(&all));
    let worker = worker.replace("SW_LESSON", &list(&lesson)).replace("SW_NEWER", &newer);
    fs::write(dist.join("sw.js"), script("public/sw.js", &worker)?)
        .map_err(|e| format!("sw.js: {e}"))
}

/// What the instruments fetch.
fn atlas_text(seeds: &Seeds, lang: &str) -> Result<String, String> {
    serde_json::to_string(&compile(seeds, lang)).map_err(|e| e.to_string())
}

/// What a lesson fetches.
fn classroom_text(seeds: &Seeds, lang: &str) -> Result<String, String> {
    serde_json::to_string(&compile_classroom(seeds, lang)).map_err(|e| e.to_string())
}

/// The built page before it is filled. It is kept, so that a site that is filled already can be
/// filled again from other content.
fn template(dist: &Path) -> Result<String, String> {
    let (page, kept) = (read(&dist.join("index.html"))?, Path::new(TEMPLATE));
    if !page.contains("<!--body-->") {
        return read(kept);
    }
    let folder = kept.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(kept, &page))
        .map_err(|e| format!("{TEMPLATE}: {e}"))?;
    Ok(page)
}

/// Headers for the hosts, which name the files that are there.
fn host_files(dist: &Path, seeds: &Seeds, inline: &Inline) -> Result<Vec<File>, String> {
    let entries = fs::read_dir(dist).map_err(|e| format!("{}: {e}", dist.display()))?;
    let names: Vec<String> =
        entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    let languages = seeds.texts.keys().filter(|lang| **lang != seeds.story.language).cloned();
    let folders: Vec<String> = languages.chain(["step", "embed"].map(str::to_string)).collect();
    Ok(headers(&names, &folders, seeds.release.address.as_deref(), inline))
}

/// What all pages share, by the names of the files.
struct Assets {
    world: String,
    style: String,
    /// The same before it knows where the face lies.
    reading: String,
    font: String,
    /// The script of the head.
    mode: String,
    land: String,
    relief: String,
    ground_style: String,
    lesson_style: String,
    leaf_style: String,
    boot: Option<String>,
    stage: String,
}

/// What stands in the head of a page, so that the first picture waits for nothing else.
struct Start {
    script: String,
    style: String,
}

impl Assets {
    /// What stands in the head of a page from which `base` leads to the files that all share.
    fn start(&self, base: &str) -> Start {
        // Within a page either would end at such a sign.
        let within = |text: String| text.replace("</", "<\\/");
        Start {
            script: within(self.mode.clone()),
            style: within(self.reading.replace("FONT", &format!("{base}{}", self.font))),
        }
    }

    /// What pages beside the story look like, with a style sheet of their own.
    fn looks<'a>(&'a self, own: &'a str) -> Looks<'a> {
        Looks { styles: [&self.style, own], font: &self.font }
    }
}

/// The page in its frame; `base` leads from it to the files that all pages share.
fn fill(
    template: &str,
    page: &Page,
    (assets, start): (&Assets, &Start),
    base: &str,
    shared: &Shared,
) -> Result<String, String> {
    let Assets { font, boot, stage, .. } = assets;
    let Start { script, style } = start;
    let stage = stage.replace("=\"./", &format!("=\"{base}"));
    let boot = boot.as_ref().map_or(String::new(), |boot| {
        format!("<script type=\"module\" src=\"{base}{boot}\"></script>")
    });
    let card = shared.head(base).unwrap_or_default();
    let head = format!(
        "<title>{}</title><meta name=\"description\" content=\"{}\"><link rel=\"preload\" href=\"{base}{font}\" as=\"font\" type=\"font/woff2\" crossorigin><script>{script}</script><style>{style}</style><link rel=\"icon\" href=\"data:,\">{card}",
        escape(&page.title),
        escape(&page.description)
    );
    let mut html = template.replace("=\"./", &format!("=\"{base}"));
    // Behind the text, so that on a slow line the style has come, and the page is drawn, before
    // these are asked for. The face is not: a browser takes an optional one only if it is there
    // when the page is first drawn.
    let late = format!("{stage}{boot}");
    let body = page.body.clone() + &late;
    for (mark, text) in [("<!--head-->", &head), ("<!--body-->", &body)] {
        if !html.contains(mark) {
            return Err(format!("index.html has no {mark}"));
        }
        html = html.replace(mark, text);
    }
    Ok(html.replace(
        "<html lang=\"en\">",
        &format!("<html lang=\"{}\" dir=\"{}\">", page.lang, page.direction),
    ))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
