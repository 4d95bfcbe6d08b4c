//! Writes what other sites take: a page and pictures of every step, and the replies to those that
//! embed.

use crate::{write_files, Content};
use spring_surge::content::Seeds;
use spring_surge::export::{address, oembeds};
use spring_surge::view::document::{
    embed_page, ground, png, step_pages, world_svg, Alts, Faces, Looks, StepPage, FACES,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Names the address of the site for one build.
const ADDRESS: &str = "SPRING_SURGE_ADDRESS";

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
pub fn write_builders(
    dist: &Path,
    seeds: &Seeds,
    alts: &Alts,
    looks: Looks,
    script: &str,
) -> Result<(), String> {
    for lang in seeds.texts.keys() {
        let (folder, html) = embed_page(seeds, lang, alts, looks, script)
            .ok_or(format!("there is no text in \"{lang}\""))?;
        save(&dist.join(folder).join("index.html"), html.as_bytes())?;
    }
    Ok(())
}

/// Writes the pages and pictures of a language's steps; gives what the pictures show, by step.
pub fn write_steps(
    dist: &Path,
    content: &Content,
    lang: &str,
    looks: Looks,
    faces: &Faces,
) -> Result<BTreeMap<String, String>, String> {
    let ground = ground(&content.water, &content.relief_address());
    let drawn = (&content.land, &*ground, &*world_svg(&content.world));
    let pages = step_pages(&content.seeds, drawn, lang, looks, faces)
        .ok_or(format!("a step has no text in \"{lang}\""))?;
    are_written(lang, &pages)?;
    for page in &pages {
        save(&dist.join(&page.folder).join("index.html"), page.html.as_bytes())?;
        save(&dist.join(format!("{}.svg", page.picture)), page.svg.as_bytes())?;
        let png = png(&page.card).map_err(|e| format!("{}.png: {e}", page.picture))?;
        save(&dist.join(format!("{}.png", page.picture)), &png)?;
    }
    Ok(pages.into_iter().map(|page| (page.id, page.alt)).collect())
}

/// Whether every letter of the pictures has a face. Where one has none, a box stands for it, and a
/// language that is published must not have that; languages made up for a test (`-x-`, the private
/// tags of BCP 47) may.
fn are_written(lang: &str, pages: &[StepPage]) -> Result<(), String> {
    let letters: BTreeSet<char> =
        pages.iter().flat_map(|page| page.missing.iter().copied()).collect();
    let Some(first) = pages.iter().find(|page| !page.missing.is_empty()) else { return Ok(()) };
    let named: Vec<String> =
        letters.iter().map(|c| format!("\"{c}\" (U+{:04X})", u32::from(*c))).collect();
    let says = format!(
        "{}.png: no face has {} of the language \"{lang}\": add one that has to {FACES}",
        first.picture,
        if named.len() == 1 {
            format!("the letter {}", named[0])
        } else {
            format!("the letters {}", named.join(", "))
        }
    );
    if !lang.contains("-x-") {
        return Err(says);
    }
    eprintln!("prerender: {says}; boxes stand for them");
    Ok(())
}

fn save(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let written =
        path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, bytes));
    written.map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(missing: &str) -> StepPage {
        let text = String::new;
        StepPage {
            id: text(),
            folder: text(),
            base: text(),
            html: text(),
            picture: "pictures/uk/zone-a".to_string(),
            svg: text(),
            card: text(),
            missing: missing.chars().collect(),
            alt: text(),
        }
    }

    #[test]
    fn a_letter_without_a_face_stops_the_build_and_is_named_with_its_picture() {
        let fault = are_written("uk", &[page(""), page("ї")]).unwrap_err();
        for wanted in ["pictures/uk/zone-a.png", "\"ї\" (U+0457)", "\"uk\"", FACES] {
            assert!(fault.contains(wanted), "{fault}");
        }
        assert_eq!(are_written("uk", &[page("")]), Ok(()));
        assert_eq!(are_written("uk-x-made-up", &[page("ї")]), Ok(()));
    }
}
