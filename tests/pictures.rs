//! The pictures of the steps, as other sites show them: all their words are there, in every
//! language.

mod common;

use spring_surge::content::{read_files, Seeds};
use spring_surge::geo::Land;
use spring_surge::view::document::{
    ground, read_faces, step_pages, world_svg, Faces, Looks, StepPage,
};
use std::sync::Arc;

/// Size of a card, px.
const SIZE: (f64, f64) = (1200.0, 630.0);

fn pages(seeds: &Seeds, lang: &str) -> Vec<StepPage> {
    let files = read_faces().expect("the faces are there");
    let faces = Faces::new(&files).unwrap();
    let geo = read_files("seeds".as_ref()).unwrap();
    let land = Land::parse(&geo["geo/land.topo.json"]).unwrap();
    let world = world_svg(&Land::parse(&geo["geo/world.topo.json"]).unwrap());
    let ground = ground(&Land::parse(&geo["geo/gshhg/water.topo.json"]).unwrap(), "");
    step_pages(
        &Arc::new(seeds.clone()),
        (&land, &ground, &world),
        lang,
        Looks { styles: ["", ""], font: "" },
        &faces,
    )
    .unwrap()
}

/// A line of a picture.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    says: String,
    /// Left, top, right, bottom, px.
    at: [f64; 4],
    /// Whether it is the copy below another.
    halo: bool,
    /// Whether it stands on the map.
    on_map: bool,
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

/// The lines of a picture whose places are pixels: all but the names along the land.
fn lines(card: &str) -> Vec<Line> {
    let mut found = Vec::new();
    // How far down the drawing begins, and whether it has pixels, by depth.
    let mut drawings: Vec<(f64, bool)> = Vec::new();
    for tag in card.split('<').skip(1) {
        let (down, in_pixels) = drawings.last().copied().unwrap_or((0.0, true));
        if tag.starts_with("svg") {
            let scaled = drawings.len() > 1;
            drawings.push((
                down + attribute(tag, "y").map_or(0.0, |y| y.parse().unwrap()),
                in_pixels && !scaled,
            ));
        } else if tag.starts_with("/svg") {
            drawings.pop();
        } else if let Some(says) =
            attribute(tag, "aria-label").filter(|_| tag.starts_with("path") && in_pixels)
        {
            let numbers = attribute(tag, "d")
                .unwrap()
                .split(|c: char| c.is_ascii_alphabetic() || c == ' ')
                .filter(|n| !n.is_empty());
            let numbers: Vec<f64> = numbers.map(|n| n.parse().unwrap()).collect();
            assert!(!numbers.is_empty(), "{says} has no outline");
            let mut at = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
            for point in numbers.chunks(2) {
                at = [
                    at[0].min(point[0]),
                    at[1].min(point[1] + down),
                    at[2].max(point[0]),
                    at[3].max(point[1] + down),
                ];
            }
            found.push(Line {
                says: says.to_string(),
                at,
                halo: tag.contains("aria-hidden"),
                on_map: drawings.len() > 1,
            });
        }
    }
    found
}

/// What lies where it should not in a picture.
fn faults(lines: &[Line]) -> Vec<String> {
    let mut faults = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.at[0] < 0.0 || line.at[1] < 0.0 || line.at[2] > SIZE.0 || line.at[3] > SIZE.1 {
            faults.push(format!("{:?} is cut: {:?}", line.says, line.at));
        }
        for other in lines[i + 1..].iter().filter(|other| !line.halo && !other.halo) {
            let apart = line.at[2] <= other.at[0]
                || other.at[2] <= line.at[0]
                || line.at[3] <= other.at[1]
                || other.at[3] <= line.at[1];
            if !apart {
                faults.push(format!("{:?} lies over {:?}", line.says, other.says));
            }
        }
    }
    faults
}

/// What the lines around the map say, joined as they are read.
fn around(lines: &[Line]) -> String {
    lines
        .iter()
        .filter(|line| !line.on_map)
        .map(|line| line.says.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&"))
        .collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_picture_has_all_its_words_in_every_language() {
    let seeds = common::seeds();
    let (mut pictures, mut words) = (0, 0);
    for (lang, text) in &seeds.texts {
        let instruments = &text.ui.instruments;
        for page in pages(&seeds, lang) {
            let at = format!("{} in {lang}", page.id);
            assert!(page.missing.is_empty(), "{at}: no face has {:?}", page.missing);
            let lines = lines(&page.card);
            let says = bare(&around(&lines));
            let stages = seeds.stages.iter().map(|stage| &text.names.stages[&stage.id].name);
            for wanted in
                [&text.story.steps[&page.id].title, &instruments.map_note, &instruments.map_sources]
                    .into_iter()
                    .chain(stages)
            {
                assert!(says.contains(&bare(wanted)), "{at}: {wanted} is not in {says}");
                words += 1;
            }
            assert!(lines.iter().any(|line| line.on_map), "{at}: no name on the map");
            assert_eq!(faults(&lines), Vec::<String>::new(), "{at}");
            pictures += 1;
        }
    }
    assert_eq!(
        (pictures, words),
        (seeds.texts.len() * seeds.story.steps.len(), pictures * (3 + seeds.stages.len()))
    );
}

#[test]
fn a_language_from_the_right_has_its_words_at_the_right() {
    let mut seeds = common::seeds();
    let text = seeds.texts.get_mut("en").unwrap();
    text.ui.direction = "rtl".to_string();
    for step in text.story.steps.values_mut() {
        step.title = "خط الإنتاج ٣ في Zone A.".to_string();
    }
    let pages = pages(&seeds, "en");
    assert_eq!(pages.len(), seeds.story.steps.len());
    for page in &pages {
        assert!(page.missing.is_empty());
        let lines = lines(&page.card);
        assert_eq!(faults(&lines), Vec::<String>::new(), "{}", page.id);
        let title = lines.iter().find(|line| line.says.starts_with("خط")).unwrap();
        assert!((SIZE.0 - 24.0 - title.at[2]).abs() < 4.0, "{title:?}");
        let source = lines.iter().find(|line| line.says.contains("Natural Earth")).unwrap();
        assert!((SIZE.0 - 24.0 - source.at[2]).abs() < 4.0, "{source:?}");
        // Programs that set the words themselves are told the direction in signs that all of them
        // know.
        assert!(page.svg.contains("\u{202b}خط"));
    }
}

#[test]
fn long_words_are_broken_and_none_is_cut() {
    let mut seeds = common::seeds();
    for long in [
        "A headline that goes on and on ".repeat(9),
        "Wort".repeat(80),
        "稀土项目集中开工".repeat(30),
    ] {
        let text = seeds.texts.get_mut("zh-Hans").unwrap();
        for step in text.story.steps.values_mut() {
            step.title.clone_from(&long);
        }
        text.ui.instruments.map_sources.clone_from(&long);
        for stage in text.names.stages.values_mut() {
            stage.name = "A stage with a name that is rather long".to_string();
        }
        for page in pages(&seeds, "zh-Hans").iter().take(3) {
            assert_eq!(faults(&lines(&page.card)), Vec::<String>::new(), "{} {long}", page.id);
        }
    }
}
