//! Writes what other sites take: a page and pictures of every step, and the replies to those that embed.

use crate::{write_files, Content};
use spring_surge::content::Seeds;
use spring_surge::export::{address, oembeds};
use spring_surge::view::document::{embed_page, step_pages, world_svg, Alts, Looks, Raster};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Names the address of the site for one build.
const ADDRESS: &str = "SPRING_SURGE_ADDRESS";
/// The bundled face as the pictures need it, made from the same subset as the reading face.
const FACE: &str = "public/fonts/newsreader-400.ttf";

/// Takes the address of this build from the environment; what it says is checked with the content.
pub fn take_address(seeds: &mut Seeds) {
    if let Some(named) = std::env::var(ADDRESS).ok().filter(|a| !a.is_empty()) {
        seeds.release.address = Some(if named.ends_with('/') { named } else { named + "/" });
    }
}

/// Writes the replies to oEmbed, and says so where the site has no address of its own.
pub fn write_replies(dist: &Path, seeds: &Seeds) -> Result<(), String> {
    if seeds.release.address.is_none() {
        eprintln!(
            "prerender: cards and oEmbed name {} because the site has no address: set {ADDRESS} or \"address\" in seeds/release.json",
            address(seeds)
        );
    }
    write_files(dist, oembeds(seeds))
}

/// Writes the pages on which snippets for other sites are made. `script` is the name of theirs.
pub fn write_builders(dist: &Path, seeds: &Seeds, alts: &Alts, looks: Looks, script: &str) -> Result<(), String> {
    for lang in seeds.texts.keys() {
        let (folder, html) = embed_page(seeds, lang, alts, looks, script).ok_or(format!("there is no text in \"{lang}\""))?;
        save(&dist.join(folder).join("index.html"), html.as_bytes())?;
    }
    Ok(())
}

/// Writes the pages and pictures of a language's steps; gives what the pictures show, by step.
pub fn write_steps(dist: &Path, content: &Content, lang: &str, looks: Looks) -> Result<BTreeMap<String, String>, String> {
    let pages = step_pages(&content.seeds, &content.land, &world_svg(&content.world), lang, looks)
        .ok_or(format!("a step has no text in \"{lang}\""))?;
    let raster = Raster::new(fs::read(FACE).map_err(|e| format!("{FACE}: {e}"))?).map_err(|e| format!("{FACE}: {e}"))?;
    for page in &pages {
        save(&dist.join(&page.folder).join("index.html"), page.html.as_bytes())?;
        save(&dist.join(format!("{}.svg", page.picture)), page.svg.as_bytes())?;
        let png = raster.png(&page.card).map_err(|e| format!("{}.png: {e}", page.picture))?;
        save(&dist.join(format!("{}.png", page.picture)), &png)?;
    }
    Ok(pages.into_iter().map(|page| (page.id, page.alt)).collect())
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, bytes));
    written.map_err(|e| format!("{}: {e}", path.display()))
}
