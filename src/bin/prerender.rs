//! Writes the pages at build time: `prerender DIST [SEEDS]` fills the built index.html for every
//! language, `prerender --check` only checks the content. Both name every problem with file, key and
//! reason.

#[path = "prerender/sharing.rs"]
mod sharing;

use spring_surge::content::{check, compile, load, read_files, Seeds};
use spring_surge::export::{citations, data_files, headers, File, Shared};
use spring_surge::geo::Land;
use spring_surge::view::document::{page, position_sheet, world_svg, Alts, Page};
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
    let first = &seeds.story.language;
    let atlas = compile(seeds, first).ok_or("the story has no steps")?;
    let font = put_font(dist)?;
    let assets = Assets {
        world: put(dist, "world", "svg", world_svg(&content.world))?,
        // Positions are the same in every language.
        style: put(dist, "style", "css", style()?.replace("FONT", &font) + &position_sheet(&atlas))?,
        boot: boot.map(|script| put(dist, "boot", "js", script)).transpose()?,
        font,
    };
    let mut alts = Alts::new();
    for lang in seeds.texts.keys() {
        let (folder, base) = if lang == first { (dist.to_path_buf(), "./") } else { (dist.join(lang), "../") };
        let page = page(seeds, &content.land, &format!("{base}{}", assets.world), lang).ok_or(format!("there is no text in \"{lang}\""))?;
        let shown = sharing::write_steps(dist, content, lang, &assets.style)?;
        let alt = seeds.story.steps.first().and_then(|step| shown.get(&step.id)).cloned().unwrap_or_default();
        alts.insert(lang.clone(), shown);
        let html = fill(&template, &page, &assets, base, &Shared { seeds, lang, step: None, alt: &alt })?;
        fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        fs::write(folder.join("index.html"), html).map_err(|e| format!("{}: {e}", folder.join("index.html").display()))?;
    }
    let builder = put(dist, "embed-builder", "js", read(Path::new("public/embed-builder.js"))?)?;
    sharing::write_builders(dist, seeds, &alts, &assets.style, &builder)?;
    sharing::write_replies(dist, seeds)?;
    write_files(dist, data_files(seeds).into_iter().chain(citations(seeds)))?;
    write_files(dist, host_files(dist, seeds)?)
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

/// The page in its frame; `base` leads from it to the files that all pages share.
fn fill(template: &str, page: &Page, assets: &Assets, base: &str, shared: &Shared) -> Result<String, String> {
    let Assets { style, font, boot, .. } = assets;
    let boot = boot.as_ref().map_or(String::new(), |boot| format!("<script type=\"module\" src=\"{base}{boot}\"></script>"));
    let seeds = shared.seeds;
    let card = shared.head(base).unwrap_or_default();
    let others: String = seeds.texts.keys().filter(|_| seeds.texts.len() > 1).map(|lang| alternate(lang, base, seeds)).collect();
    let head = format!(
        "<title>{}</title><meta name=\"description\" content=\"{}\"><link rel=\"stylesheet\" href=\"{base}{style}\"><link rel=\"preload\" href=\"{base}{font}\" as=\"font\" type=\"font/woff2\" crossorigin><link rel=\"icon\" href=\"data:,\">{others}{card}{boot}",
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
