//! The drawn land: paths in km, written into the page once and never owned by script.

use super::ground::sea;
use super::svg::{escape, CHINESE, UNIT_KM};
use crate::content::{Atlas, Seeds, Text};
use crate::geo::{svg_path, Land, Lines, LonLat, Project, Ring, WORLD};
use crate::story::{
    label_class, labels_on_paper, labels_unmeasured, scene, Emphasis, LabelOf, State,
};
use std::fmt::Write;

/// The base map as one SVG, as the story opens with it. Without the ground, which comes later.
pub fn land_svg(seeds: &Seeds, text: &Text, land: &Land, atlas: &Atlas) -> String {
    land_on_ground(seeds, text, land, atlas, ["", ""])
}

/// The same with the ground on its provinces and the names of the ground, where a drawing is to be
/// whole at once.
pub fn land_on_ground(
    seeds: &Seeds,
    text: &Text,
    land: &Land,
    atlas: &Atlas,
    [ground, ground_names]: [&str; 2],
) -> String {
    let mut svg = String::new();
    let first = scene(atlas, &State::START);
    let spoken = |id: &str| {
        atlas.places.iter().zip(&first.places).any(|(p, e)| p.id == id && *e > Emphasis::Quiet)
    };
    let all = |object: &str| -> Lines {
        land.features(object).flat_map(|(_, lines)| lines.clone()).collect()
    };
    let path = |class: &str, lines: &[_], closed: bool| {
        format!("<path class=\"{class}\" d=\"{}\"/>", svg_path(lines, CHINESE, UNIT_KM, closed))
    };
    // Writing to a String cannot fail.
    let _ = write!(
        svg,
        "<svg class=\"camera\" viewBox=\"{}\" aria-hidden=\"true\"><g class=\"base\" transform=\"scale({UNIT_KM})\">",
        first.camera.view_box()
    );
    svg += &sea();
    svg += &path("neighbours", &all("neighbours"), true);
    svg += &path("china\" id=\"china", land.outline("provinces"), true);
    svg += ground;
    for place in &seeds.places {
        if let Some(lines) = place.outline.as_ref().and_then(|id| land.feature("provinces", id)) {
            let class = if spoken(&place.id) { "outline is-subject-outline" } else { "outline" };
            let (id, d) = (escape(&place.id), svg_path(lines, CHINESE, UNIT_KM, true));
            let _ = write!(svg, "<path class=\"{class}\" data-outline=\"{id}\" d=\"{d}\"/>");
        }
    }
    for (class, object) in [
        ("borders", "borders"),
        ("coast", "coast"),
        ("frontier", "frontier"),
        ("frontier far", "neighbour_borders"),
        ("disputed", "disputed"),
    ] {
        svg += &path(class, &all(object), false);
    }
    svg += "</g>";
    svg += ground_names;
    names(&mut svg, seeds, text, atlas);
    svg += "</svg>";
    svg
}

/// The drawn land of the region alone, as a group to be used by its id, `land`.
pub fn land_group(seeds: &Seeds, text: &Text, land: &Land, atlas: &Atlas, ground: &str) -> String {
    let svg = land_on_ground(seeds, text, land, atlas, [ground, ""]);
    let group = svg
        .find("<g class=\"base\"")
        .and_then(|from| Some(&svg[from..from + svg[from..].find("</g>")? + "</g>".len()]));
    group.map_or(String::new(), |group| group.replacen("<g ", "<g id=\"land\" ", 1))
}

/// Names of provinces, along a line through each: those that the atlas has, in its order.
fn names(svg: &mut String, seeds: &Seeds, text: &Text, atlas: &Atlas) {
    let first = scene(atlas, &State::START);
    let ((small, large), on_paper) =
        (labels_unmeasured(atlas, &first), labels_on_paper(atlas, &first));
    svg.push_str("<g class=\"province-names\">");
    let named = seeds
        .province_labels
        .iter()
        .filter_map(|label| Some((label, text.names.land.get(&label.id)?)));
    for (i, (label, name)) in named.enumerate() {
        let id = format!("along-{}", escape(&label.id.to_lowercase().replace('.', "-")));
        let line = svg_path(std::slice::from_ref(&label.line), CHINESE, 1.0, false);
        let class = label_class(
            small.of(LabelOf::Land(i)),
            large.of(LabelOf::Land(i)),
            on_paper.of(LabelOf::Land(i)),
        );
        let _ = write!(
            svg,
            "<path id=\"{id}\" d=\"{line}\"/><text class=\"{class}\" data-slot=\"n{i}\"><textPath href=\"#{id}\" startOffset=\"50%\">{}</textPath></text>",
            escape(name)
        );
    }
    svg.push_str("</g>");
}

/// Whole units of a path of the world, km: a few tenths of a pixel where it is drawn.
const WORLD_UNIT_KM: f64 = 20.0;

/// From one line of the grid on the globe to the next, degrees; and from point to point along it.
const GRID: usize = 30;
const GRID_STEP: usize = 5;

/// The world's land on its globe as a drawing of its own, for pages to use by its id. Its colours
/// are the page's.
pub fn world_svg(world: &Land) -> String {
    let project: Project = &|p| WORLD.project(p);
    let lines: Lines = world.features("land").flat_map(|(_, lines)| lines.clone()).collect();
    let land = svg_path(&lines, project, WORLD_UNIT_KM, true);
    // A hair from the cut, so that each of its sides is drawn on its own.
    let (west, east) = (WORLD.meridian - 179.999, WORLD.meridian + 179.999);
    let whole = |lon: f64| if lon > 180.0 { lon - 360.0 } else { lon };
    let meridian = |lon: f64| {
        (0..=180)
            .step_by(GRID_STEP)
            .map(|lat| LonLat { lon: whole(lon), lat: lat as f64 - 90.0 })
            .collect::<Ring>()
    };
    let mut globe = meridian(west);
    globe.extend(meridian(east).into_iter().rev());
    let parallel = |lat: usize| {
        let along =
            (0..=360).step_by(GRID_STEP).map(|turn| west + turn as f64 / 360.0 * (east - west));
        along.map(|lon| LonLat { lon: whole(lon), lat: lat as f64 - 90.0 }).collect::<Ring>()
    };
    let meridians = (0..12)
        .map(|i| meridian((i * GRID) as f64 - 150.0))
        .filter(|line| line[0].lon != whole(west));
    let grid: Lines = meridians.chain((GRID..180).step_by(GRID).map(parallel)).collect();
    let [globe, grid] = [(vec![globe], true), (grid, false)]
        .map(|(lines, closed)| svg_path(&lines, project, WORLD_UNIT_KM, closed));
    let line = |colour: &str| {
        format!(
            "stroke=\"var(--{colour})\" stroke-width=\"1\" vector-effect=\"non-scaling-stroke\""
        )
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"world\" transform=\"scale({WORLD_UNIT_KM})\"><path fill=\"var(--sea)\" d=\"{globe}\"/>\
         <path fill=\"none\" stroke-opacity=\".4\" {} d=\"{grid}\"/><path fill=\"var(--land)\" {} d=\"{land}\"/></g></svg>",
        line("border"),
        line("coast")
    )
}
