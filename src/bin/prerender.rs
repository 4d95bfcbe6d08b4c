//! Writes the pages at build time: `prerender DIST [SEEDS]` fills the built index.html for every
//! language, `prerender --check` only checks the content. Both name every problem with file, key and
//! reason.

#[path = "prerender/sharing.rs"]
mod sharing;

use spring_surge::content::{check, compile, compile_classroom, load, read_files, Atlas, Seeds};
use spring_surge::export::{citations, data_files, headers, File, Shared};
use spring_surge::geo::Land;
use spring_surge::view::document::{base64, handout, page, position_sheet, single_file, world_svg, Alts, Page, Parts};
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

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
}

fn read_seeds(folder: &str) -> Result<Content, String> {
    let files = read_files(Path::new(folder))?;
    let (mut seeds, mut problems) = load(&files);
    sharing::take_address(&mut seeds);
    problems.extend(check(&seeds));
    let land = files.get("geo/land.topo.json").ok_or("seeds/geo/land.topo.json: the file is missing")?;
    let land = Land::parse(land).map_err(|e| format!("seeds/geo/land.topo.json: {e}"))?;
    let world = files.get("geo/world.topo.json").ok_or("seeds/geo/world.topo.json: the file is missing")?;
    let world = Land::parse(world).map_err(|e| format!("seeds/geo/world.topo.json: {e}"))?;
    if problems.is_empty() {
        return Ok(Content { seeds: Arc::new(seeds), land, world });
    }
    let list: Vec<String> = problems.iter().map(|p| format!("  {p}")).collect();
    Err(format!("the content has {} problems\n{}", problems.len(), list.join("\n")))
}

fn write(dist: &Path, content: &Content) -> Result<(), String> {
    let seeds = &content.seeds;
    let (template, boot) = take_initialiser(&without_idle_integrity(&template(dist)?));
    let boot = boot.map(|boot| with_lesson(dist, &boot)).transpose()?;
    let first = &seeds.story.language;
    let atlas = compile(seeds, first).ok_or("the story has no steps")?;
    let font = put_font(dist)?;
    let assets = Assets {
        world: put(dist, "world", "svg", world_svg(&content.world))?,
        // Positions are the same in every language.
        style: put(dist, "style", "css", style()?.replace("FONT", &font) + &position_sheet(&atlas))?,
        mode: put(dist, "mode", "js", read(Path::new("public/mode.js"))?)?,
        boot: boot.map(|script| put(dist, "boot", "js", script)).transpose()?,
        font,
    };
    let mut alts = Alts::new();
    for lang in seeds.texts.keys() {
        let (folder, base) = if lang == first { (dist.to_path_buf(), "./") } else { (dist.join(lang), "../") };
        let classroom = put(dist, &format!("classroom-{lang}"), "json", classroom_text(seeds, lang)?)?;
        let (world, classroom) = (format!("{base}{}", assets.world), format!("{base}{classroom}"));
        let page = page(seeds, &content.land, &world, &classroom, lang).ok_or(format!("there is no text in \"{lang}\""))?;
        let shown = sharing::write_steps(dist, content, lang, &assets.style)?;
        let alt = seeds.story.steps.first().and_then(|step| shown.get(&step.id)).cloned().unwrap_or_default();
        alts.insert(lang.clone(), shown);
        let html = fill(&template, &page, &assets, base, &Shared { seeds, lang, step: None, alt: &alt })?;
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        fs::write(folder.join("index.html"), html).map_err(|e| format!("{}: {e}", folder.join("index.html").display()))?;
        write_handout(&folder.join("handout"), content, lang, &format!("../{}", base.trim_start_matches("./")), &assets)?;
    }
    // The host script keeps its name: articles hold its address for years.
    for name in ["embed.js", "embed.d.ts"] {
        let host = read(&Path::new("public").join(name))?;
        fs::write(dist.join(name), host).map_err(|e| format!("{name}: {e}"))?;
    }
    let builder = put(dist, "embed-builder", "js", read(Path::new("public/embed-builder.js"))?)?;
    sharing::write_builders(dist, seeds, &alts, &assets.style, &builder)?;
    sharing::write_replies(dist, seeds)?;
    write_single(dist, content, &atlas)?;
    write_worker(dist, seeds)?;
    write_files(dist, data_files(seeds).into_iter().chain(citations(seeds)))?;
    write_files(dist, host_files(dist, seeds)?)
}

/// The hand-out, a page without script; `base` leads from it to the files that all pages share.
fn write_handout(folder: &Path, content: &Content, lang: &str, base: &str, assets: &Assets) -> Result<(), String> {
    let page = handout(&content.seeds, &content.land, &format!("{base}{}", assets.world), lang)
        .ok_or(format!("there is no text in \"{lang}\""))?;
    let html = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\" data-page=\"handout\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title><link rel=\"stylesheet\" href=\"{base}{}\"><link rel=\"icon\" href=\"data:,\"></head><body>{}</body></html>",
        page.lang,
        page.direction,
        escape(&page.title),
        assets.style,
        page.body
    );
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(folder.join("index.html"), html));
    written.map_err(|e| format!("{}: {e}", folder.display()))
}

/// The page as one file. What it carries is what the pages beside it load, so that the two never differ.
fn write_single(dist: &Path, content: &Content, atlas: &Atlas) -> Result<(), String> {
    let seeds = &content.seeds;
    let (Ok(glue), Ok(wasm)) = (named(dist, "lesson", "js"), named(dist, "lesson", "wasm")) else { return Ok(()) };
    let font = fs::read("public/fonts/newsreader-400.woff2").map_err(|e| format!("public/fonts: {e}"))?;
    let font = format!("data:font/woff2;base64,{}", base64(&font));
    let first = &seeds.story.language;
    let langs = std::iter::once(first).chain(seeds.texts.keys().filter(|lang| *lang != first));
    let (mut pages, mut handouts) = (Vec::new(), Vec::new());
    for lang in langs {
        let classroom = format!("data:application/json;base64,{}", base64(classroom_text(seeds, lang)?.as_bytes()));
        pages.extend(page(seeds, &content.land, "", &classroom, lang));
        handouts.extend(handout(seeds, &content.land, "", lang));
    }
    let bytes = fs::read(dist.join(&wasm)).map_err(|e| format!("{wasm}: {e}"))?;
    let parts = Parts {
        pages: &pages,
        handouts: &handouts,
        style: &(style()?.replace("FONT", &font) + &position_sheet(atlas)),
        world: &world_svg(&content.world),
        glue: &read(&dist.join(&glue))?,
        wasm: &bytes,
    };
    let html = single_file(&parts).ok_or("there is no page for the single file")?;
    fs::write(dist.join(SINGLE), html).map_err(|e| format!("{SINGLE}: {e}"))
}

/// The page as one file.
const SINGLE: &str = "spring-surge.html";

/// The file that was put under a lasting name.
fn named(dist: &Path, name: &str, extension: &str) -> Result<String, String> {
    let names = fs::read_dir(dist).into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    let is = |n: &String| {
        let mark = n.strip_prefix(name).and_then(|n| n.strip_prefix('-')).and_then(|n| n.strip_suffix(extension)?.strip_suffix('.'));
        mark.is_some_and(|mark| mark.len() == 16 && mark.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    names.into_iter().find(is).ok_or(format!("{name}.{extension}: the file is missing"))
}

/// The worker that keeps the page for reading without a network, with the names of all that it keeps.
fn write_worker(dist: &Path, seeds: &Seeds) -> Result<(), String> {
    let mut names: Vec<String> =
        fs::read_dir(dist).into_iter().flatten().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let kept =
        names.into_iter().filter(|n| [".js", ".wasm", ".css", ".svg", ".json", ".woff2"].iter().any(|e| n.ends_with(e)) && n != "sw.js");
    let (mut lesson, mut all): (Vec<String>, Vec<String>) = kept.partition(|n| n.starts_with("lesson-") || n.starts_with("classroom-"));
    let mut version = String::new();
    for lang in seeds.texts.keys() {
        let folder = if *lang == seeds.story.language { String::new() } else { format!("{lang}/") };
        version += &read(&dist.join(&folder).join("index.html"))?;
        all.push(format!("./{folder}"));
        lesson.push(format!("./{folder}handout/"));
    }
    let list = |names: &[String]| serde_json::to_string(names).unwrap_or_default();
    let version = format!("{:016x}", fingerprint((version + &list(&all) + &list(&lesson)).as_bytes()));
    let worker = include_str!("../../public/sw.js");
    let worker = worker.replace("SW_VERSION", &version).replace("SW_FILES", &list(&all)).replace("SW_LESSON", &list(&lesson));
    fs::write(dist.join("sw.js"), worker).map_err(|e| format!("sw.js: {e}"))
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
    fs::create_dir_all(folder).and_then(|()| fs::write(kept, &page)).map_err(|e| format!("{TEMPLATE}: {e}"))?;
    Ok(page)
}

/// Headers for the hosts, which name the files that are there.
fn host_files(dist: &Path, seeds: &Seeds) -> Result<Vec<File>, String> {
    let entries = fs::read_dir(dist).map_err(|e| format!("{}: {e}", dist.display()))?;
    let names: Vec<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    let languages = seeds.texts.keys().filter(|lang| **lang != seeds.story.language).cloned();
    Ok(headers(&names, &languages.chain(["step", "embed"].map(str::to_string)).collect::<Vec<_>>()))
}

/// Writes files at addresses that do not change.
fn write_files(dist: &Path, files: impl IntoIterator<Item = File>) -> Result<(), String> {
    for file in files {
        let path = dist.join(&file.path);
        let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, file.text));
        written.map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

/// What all pages share, by the names of the files.
struct Assets {
    world: String,
    style: String,
    font: String,
    mode: String,
    boot: Option<String>,
}

/// All style sheets in the order of their names, without comments and needless space.
fn style() -> Result<String, String> {
    let mut sheets: Vec<_> = fs::read_dir("style").map_err(|e| format!("style: {e}"))?.flatten().map(|e| e.path()).collect();
    sheets.sort();
    let mut css = String::new();
    for sheet in sheets.iter().filter(|p| p.extension().is_some_and(|e| e == "css")) {
        css += &read(sheet)?;
    }
    Ok(shrink(&css))
}

/// Drops comments, line ends and indentation; what is left keeps its single spaces.
fn shrink(css: &str) -> String {
    let mut rest = css;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        kept += before;
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept += rest;
    let lines: Vec<&str> = kept.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    lines
        .join(" ")
        .replace(" {", "{")
        .replace("{ ", "{")
        .replace("; ", ";")
        .replace(" }", "}")
        .replace(";}", "}")
        .replace(": ", ":")
        .replace("} ", "}")
}

/// Drops the integrity of preloads for `fetch`: browsers ignore it there, and complain.
fn without_idle_integrity(html: &str) -> String {
    let mut parts = html.split("<link ");
    let mut kept = parts.next().unwrap_or_default().to_string();
    for part in parts {
        kept += "<link ";
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let idle = tag.contains("as=\"fetch\"") || tag.contains("as=fetch");
        let tag = match tag.split_once(" integrity=\"").filter(|_| idle) {
            Some((before, after)) => format!("{before}{}", after.split_once('"').map_or("", |(_, after)| after)),
            None => tag.to_string(),
        };
        kept += &format!("{tag}>{rest}");
    }
    kept
}

/// Takes the inline module that starts the engine out of the page, because a strict policy forbids
/// inline script, and gives it back as the text of a file. A page without one is left as it is.
fn take_initialiser(html: &str) -> (String, Option<String>) {
    let Some(start) = html.find("<script type=\"module\">") else { return (html.to_string(), None) };
    let Some(length) = html[start..].find("</script>") else { return (html.to_string(), None) };
    let script = &html[start..start + length];
    let address = |suffix: &str| script.split(['\'', '"']).find(|part| part.ends_with(suffix)).map(str::to_string);
    let (Some(glue), Some(wasm)) = (address(".js"), address(".wasm")) else { return (html.to_string(), None) };
    let boot = include_str!("../../public/boot.js").replace("GLUE", &glue).replace("WASM", &wasm);
    let rest = format!("{}{}", &html[..start], &html[start + length + "</script>".len()..]);
    (rest, Some(boot))
}

/// The start of the engine with the names of the lesson's own, whose files Trunk leaves without a
/// fingerprint.
fn with_lesson(dist: &Path, boot: &str) -> Result<String, String> {
    let name = |built: &str, name: &str, extension: &str| match fs::read(dist.join(built)) {
        Ok(content) => {
            fs::remove_file(dist.join(built)).map_err(|e| format!("{built}: {e}"))?;
            put(dist, name, extension, content)
        }
        // A site that is filled again has the file under its lasting name.
        Err(_) => named(dist, name, extension),
    };
    let glue = name("spring-surge-lesson.js", "lesson", "js")?;
    let wasm = name("spring-surge-lesson_bg.wasm", "lesson", "wasm")?;
    Ok(boot.replace("LESSON_JS", &format!("./{glue}")).replace("LESSON_BIN", &format!("./{wasm}")))
}

/// The page in its frame; `base` leads from it to the files that all pages share.
fn fill(template: &str, page: &Page, assets: &Assets, base: &str, shared: &Shared) -> Result<String, String> {
    let Assets { style, font, mode, boot, .. } = assets;
    let boot = boot.as_ref().map_or(String::new(), |boot| format!("<script type=\"module\" src=\"{base}{boot}\"></script>"));
    let seeds = shared.seeds;
    let card = shared.head(base).unwrap_or_default();
    let others: String = seeds.texts.keys().filter(|_| seeds.texts.len() > 1).map(|lang| alternate(lang, base, seeds)).collect();
    let head = format!(
        "<title>{}</title><meta name=\"description\" content=\"{}\"><script src=\"{base}{mode}\"></script><link rel=\"stylesheet\" href=\"{base}{style}\"><link rel=\"preload\" href=\"{base}{font}\" as=\"font\" type=\"font/woff2\" crossorigin><link rel=\"icon\" href=\"data:,\">{others}{card}{boot}",
        escape(&page.title),
        escape(&page.description)
    );
    let mut html = template.replace("=\"./", &format!("=\"{base}"));
    for (mark, text) in [("<!--head-->", &head), ("<!--body-->", &page.body)] {
        if !html.contains(mark) {
            return Err(format!("index.html has no {mark}"));
        }
        html = html.replace(mark, text);
    }
    Ok(html.replace("<html lang=\"en\">", &format!("<html lang=\"{}\" dir=\"{}\">", page.lang, page.direction)))
}

/// Tells search engines of the same page in a language.
fn alternate(lang: &str, base: &str, seeds: &Seeds) -> String {
    let folder = if *lang == seeds.story.language { String::new() } else { format!("{lang}/") };
    format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"{base}{folder}\">")
}

/// Writes a file under a name that changes with its content, so that it may be kept for ever.
fn put(dist: &Path, name: &str, extension: &str, content: impl AsRef<[u8]>) -> Result<String, String> {
    let file = format!("{name}-{:016x}.{extension}", fingerprint(content.as_ref()));
    fs::write(dist.join(&file), content).map_err(|e| format!("{file}: {e}"))?;
    Ok(file)
}

/// The reading face, a subset of Newsreader (see public/fonts/OFL.txt), with its licence beside it.
fn put_font(dist: &Path) -> Result<String, String> {
    let folder = Path::new("public/fonts");
    let bytes = |name: &str| fs::read(folder.join(name)).map_err(|e| format!("public/fonts/{name}: {e}"));
    fs::write(dist.join("newsreader-OFL.txt"), bytes("OFL.txt")?).map_err(|e| format!("newsreader-OFL.txt: {e}"))?;
    put(dist, "newsreader", "woff2", bytes("newsreader-400.woff2")?)
}

/// FNV-1a, 64 bits: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, "The FNV Non-Cryptographic Hash Algorithm".
fn fingerprint(content: &[u8]) -> u64 {
    content.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inline_initialiser_becomes_a_file() {
        let html =
            "<head><script type=\"module\">import init from './app-1.js'; init({ module_or_path: './app-1_bg.wasm' });</script></head>";
        let (rest, boot) = take_initialiser(html);
        assert_eq!(rest, "<head></head>");
        let boot = boot.unwrap();
        assert!(boot.contains("./app-1.js") && boot.contains("./app-1_bg.wasm"));
    }

    #[test]
    fn integrity_stays_where_it_is_checked() {
        let html = "<head><link rel=\"preload\" integrity=\"sha384-x\" href=\"a.wasm\" as=\"fetch\"><link rel=\"modulepreload\" integrity=\"sha384-y\" href=\"a.js\"></head>";
        let kept = "<head><link rel=\"preload\" href=\"a.wasm\" as=\"fetch\"><link rel=\"modulepreload\" integrity=\"sha384-y\" href=\"a.js\"></head>";
        assert_eq!(without_idle_integrity(html), kept);
    }

    #[test]
    fn style_sheets_lose_comments_and_keep_meaning() {
        assert_eq!(shrink("/* why */\na b {\n  color: red;\n}\n"), "a b{color:red}");
        assert_eq!(shrink("a { margin: 0 1px; }"), "a{margin:0 1px}");
    }

    #[test]
    fn fingerprints_follow_the_content() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
