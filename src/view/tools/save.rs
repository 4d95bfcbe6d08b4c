//! The view as a picture of its own: title, map, marks, labels, legend, sources and note, in colours
//! that print. It is drawn from the same scene and the same labels as the one on screen.

use super::super::labels::{labels, project_label, ring_km, Labels, DISC, LAND, PILE, PLACE, PLANT, PROJECT, STACK};
use super::super::map::arc;
use super::super::Store;
use crate::content::Atlas;
use crate::geo::{offset, Camera, Frame, Placed, PlanePoint};
use crate::platform;
use crate::story::{Emphasis, Scene, Sheet};
use leptos::prelude::*;
use std::fmt::Write;

/// Size of the map in the picture, px.
const MAP: Frame = Frame { width: 1200.0, height: 760.0 };
/// Room for the title above it and the legend below, px.
const HEAD: f64 = 90.0;
const FOOT: f64 = 110.0;

/// The two buttons. A frame that may not download gets none.
#[component]
pub fn Save(store: Store) -> impl IntoView {
    let words = store.atlas().words.clone();
    let name = move || format!("spring-surge-{}", untrack(|| store.atlas().step(store.with(|s| s.step)).id.clone()));
    let svg = move |_| with_picture(store, move |text| platform::download_svg(&name(), &text));
    let png = move |_| with_picture(store, move |text| platform::download_png(&name(), &text, MAP.width, HEAD + MAP.height + FOOT));
    view! {
        <fieldset class="group"><legend>{words.save.clone()}</legend>
            <button type="button" class="pick save-svg" on:click=svg>{words.save_svg.clone()}</button>
            <button type="button" class="pick save-png" on:click=png>{words.save_png.clone()}</button>
        </fieldset>
    }
}

/// Draws the picture, for which the drawn world may have to be fetched first.
fn with_picture(store: Store, done: impl FnOnce(String) + 'static) {
    let scene = store.scene.get_untracked();
    let draw =
        move |land: String| done(untrack(|| picture(&store.atlas(), &scene, &store.atlas().step(store.with(|s| s.step)).title, &land)));
    match platform::world_address().filter(|_| store.scene.with_untracked(|s| s.sheet == Sheet::World)) {
        Some(address) => platform::fetch_text(&address, move |text| {
            // Only what is drawn, without the frame of the file.
            let inner = text.find("<g").and_then(|from| text.rfind("</g>").map(|to| text[from..to + 4].to_string()));
            draw(inner.unwrap_or_default());
        }),
        None => draw(platform::markup_of(".land svg.camera").unwrap_or_default()),
    }
}

/// The whole picture as SVG. `land` is drawn land in the scene's km.
fn picture(atlas: &Atlas, scene: &Scene, title: &str, land: &str) -> String {
    let (w, h) = (MAP.width, HEAD + MAP.height + FOOT);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" font-family=\"sans-serif\">\
         <style>{STYLE}</style><rect width=\"{w}\" height=\"{h}\" fill=\"#faf7f0\"/>"
    );
    let labels = labels(atlas, scene, MAP, false, None);
    // Writing to a String cannot fail.
    let _ = write!(svg, "<text x=\"24\" y=\"52\" font-family=\"serif\" font-size=\"30\">{}</text>", escape(title));
    let _ = write!(
        svg,
        "{}<svg y=\"{HEAD}\" width=\"{w}\" height=\"{}\"><svg viewBox=\"{}\" width=\"{w}\" height=\"{}\" overflow=\"visible\" style=\"--span:{:.1}\">{land}{}{}</svg>",
        land_names(scene, &labels),
        MAP.height,
        scene.camera.view_box(),
        MAP.height,
        scene.camera.span_km,
        flows(atlas, scene),
        rings(atlas, scene),
    );
    marks(&mut svg, atlas, scene, &labels);
    svg += "</svg>";
    legend(&mut svg, atlas, HEAD + MAP.height);
    svg + "</svg>"
}

/// Colours of a day, since a saved picture is put on paper and pages of its own.
const STYLE: &str = ".neighbours{fill:#f6f2e8}.china{fill:#f0eadc}.borders,.coast,.frontier,.disputed,.outline{fill:none;stroke:#cbc2b0;stroke-width:.75;vector-effect:non-scaling-stroke}\
.disputed{stroke-dasharray:3 3}.outline{opacity:0}.is-subject-outline{opacity:1;stroke:#4c4842;stroke-dasharray:5 3}\
.flow{fill:#7a5c3a;fill-opacity:.22;stroke:#7a5c3a;stroke-dasharray:5 4;vector-effect:non-scaling-stroke}\
.province-names text{text-transform:uppercase;letter-spacing:.22em;text-anchor:middle;dominant-baseline:middle;fill:#776f61;visibility:hidden}.province-names path{fill:none}\
.ring{fill:none;stroke:#4c4842;stroke-dasharray:4 3;vector-effect:non-scaling-stroke}#world{--land:#f0eadc;--coast:#b3a994}";

/// Colours of the stages by day, in the order of the chain; see style/0-tokens.css.
const HUES: [&str; 8] = ["#7a5c3a", "#b4611b", "#8c7a00", "#2f7d5b", "#12708a", "#3e5fae", "#6b3fa0", "#a3386e"];

fn hue(stage: usize) -> &'static str {
    HUES.get(stage).copied().unwrap_or("#a49c8e")
}

fn rings(atlas: &Atlas, scene: &Scene) -> String {
    let shown =
        atlas.places.iter().zip(&scene.places).filter(|(p, e)| **e > Emphasis::Quiet && !p.outlined && scene.sheet == Sheet::Region);
    let ring = |(p, _): (&crate::content::AtlasPlace, &Emphasis)| {
        format!("<circle class=\"ring\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\"/>", p.at.x, p.at.y, ring_km(p.outlined, p.radius_km))
    };
    shown.map(ring).collect()
}

fn flows(atlas: &Atlas, scene: &Scene) -> String {
    let path = |i: usize| {
        let (from, to) = atlas.flows[i];
        format!("<path class=\"flow\" d=\"{}\"/>", arc(atlas.places[from.0].at, atlas.places[to.0].at))
    };
    Scene::drawn(&scene.flows).map(path).collect()
}

/// Rules for the names that lie on the drawn land: those that found room in this frame are shown.
fn land_names(scene: &Scene, labels: &Labels) -> String {
    let shown = labels.land.iter().enumerate().filter(|(_, placed)| **placed == Placed::Along);
    let rules: String = shown.map(|(i, _)| format!(".province-names text:nth-of-type({}){{visibility:visible}}", i + 1)).collect();
    format!("<style>.province-names text{{font-size:{:.2}px}}{rules}</style>", scene.camera.span_km * LAND.1)
}

/// Words beside a mark, set where the label was placed.
fn words(svg: &mut String, at: (f64, f64), placed: Placed, clear: f64, (text, size, bold): (&str, f64, bool)) {
    let Placed::Beside(side) = placed else { return };
    let width = crate::geo::text_width(text, size, bold, 0.0) + 6.0;
    let (x, y) = offset(side, clear, width, size * 1.4);
    let weight = if bold { "600" } else { "400" };
    let _ = write!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" font-weight=\"{weight}\" paint-order=\"stroke\" stroke=\"#f0eadc\" stroke-width=\"3\">{}</text>",
        at.0 + x + 3.0,
        at.1 + y + size * 1.1,
        escape(text)
    );
}

fn marks(svg: &mut String, atlas: &Atlas, scene: &Scene, labels: &Labels) {
    let camera: &Camera = &scene.camera;
    let on = |p: PlanePoint| {
        let s = camera.to_screen(p, MAP);
        (s.x, s.y)
    };
    for i in Scene::drawn(&scene.projects).filter(|_| scene.sheet == Sheet::Region) {
        let project = &atlas.projects[i];
        let here: Vec<usize> = Scene::drawn(&scene.projects).filter(|j| atlas.projects[*j].place == project.place).collect();
        let nth = here.iter().position(|j| *j == i).unwrap_or(0) as f64;
        let (x, y) = on(atlas.places[project.place.0].at);
        let apart = if scene.is_closed(atlas, project.place) { PILE } else { STACK };
        let y = y + (nth - (here.len() as f64 - 1.0) / 2.0) * apart;
        let subject = scene.projects[i] > Emphasis::Quiet;
        let fill = if subject { hue(project.stage().0) } else { "#a49c8e" };
        let _ = write!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"12\" fill=\"{fill}\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" font-size=\"13\" font-weight=\"700\" fill=\"#fff\">{}</text>",
            y + 4.5,
            project.number
        );
        words(svg, (x, y), labels.projects[i], DISC, (&project_label(atlas, scene, i), PROJECT, subject));
    }
    for i in Scene::drawn(&scene.places) {
        let place = &atlas.places[i];
        let clear = (ring_km(place.outlined, place.radius_km) * camera.scale(MAP)).max(DISC);
        words(svg, on(place.at), labels.places[i], clear, (&format!("{} {}", place.name, place.radius), PLACE, false));
    }
    for i in Scene::drawn(&scene.facilities) {
        let facility = &atlas.facilities[i];
        let (x, y) = on(facility.at);
        let fill = facility.stages.first().map_or("#a49c8e", |s| hue(s.0));
        let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" fill=\"{fill}\"/>");
        words(svg, (x, y), labels.facilities[i], 7.0, (&facility.name, PLANT, false));
    }
}

fn legend(svg: &mut String, atlas: &Atlas, top: f64) {
    for (i, name) in atlas.stage_names.iter().enumerate() {
        let x = 24.0 + 145.0 * i as f64;
        let _ = write!(
            svg,
            "<circle cx=\"{:.0}\" cy=\"{:.0}\" r=\"6\" fill=\"{}\"/><text x=\"{:.0}\" y=\"{:.0}\" font-size=\"13\">{}</text>",
            x + 6.0,
            top + 28.0,
            hue(i),
            x + 18.0,
            top + 33.0,
            escape(name)
        );
    }
    let notes = [&atlas.words.map_note, &atlas.words.map_sources];
    for (i, note) in notes.into_iter().enumerate() {
        let _ = write!(
            svg,
            "<text x=\"24\" y=\"{:.0}\" font-size=\"12\" fill=\"#4c4842\">{}</text>",
            top + 62.0 + 20.0 * i as f64,
            escape(note)
        );
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
