//! What the systems look like, in one hand: the same line, the same plots and vessels, matter as
//! dots along a way. They are diagrams: no size and no distance in them is a quantity.
//!
//! They carry no words, since the parts beside them say the same, and follow the inputs of their
//! system by style alone, so they stand without script and on paper.

use crate::content::System;
use leptos::prelude::*;

/// Where the middle of a column lies, of `of` columns over a width of 480.
fn middle(column: usize, of: usize) -> f64 {
    480.0 * (column as f64 + 0.5) / of as f64
}

fn drawing(class: &str, height: u32, parts: String) -> impl IntoView {
    view! { <svg class=format!("drawing {class}") viewBox=format!("0 0 480 {height}") aria-hidden="true" inner_html=parts></svg> }
}

/// The drawing that stands over the parts of a system; none for a system that is not known here.
pub(super) fn of_system(system: &System) -> Option<impl IntoView> {
    match system.id.as_str() {
        "zone-a" => Some(drawing("plan", 132, plan(system)).into_any()),
        "sanjili" => Some(drawing("sheets", 196, sheets(system)).into_any()),
        "gansu-line" => Some(drawing("plate", 112, plate()).into_any()),
        "jinmeng" => Some(drawing("rivers", 150, RIVERS.to_string()).into_any()),
        _ => None,
    }
}

/// The plan of a phase, beside what is said of it.
pub(super) fn of_side(side: &str) -> Option<impl IntoView> {
    match side {
        // Two accounts that do not agree are two drawings tied by a bracket, as on the timeline.
        "phase-1" => Some(
            drawing(
                "phase",
                84,
                [
                    r#"<path class="frame" d="M100 22V8H380V22"/>"#,
                    &site(0, "is-open"),
                    &site(280, "is-done"),
                ]
                .concat(),
            )
            .into_any(),
        ),
        "phase-2" => Some(drawing("phase", 84, site(0, "is-planned")).into_any()),
        _ => None,
    }
}

/// A small plan: yard, tanks and kiln within their fence.
fn site(x: u32, class: &str) -> String {
    format!(
        r#"<svg x="{x}" y="28" width="200" height="54" class="{class}"><path class="fence" d="M2 2H198V52H2z"/><path class="kept" d="M14 14H58V40H14zM76 14H126V40H76z"/><path class="last" d="M144 14H186V40H144z"/></svg>"#
    )
}

/// Seen from above: heaps, rows of tanks, kilns, and over them what each layer touches.
fn plan(system: &System) -> String {
    let mut parts = String::from(
        r#"<path class="fence" d="M2 2H478V130H2z"/><path class="way" d="M80 66H400"/><path class="matter stage-concentrate" d="M148 66H172"/><path class="matter stage-separation" d="M308 66H332"/>"#,
    );
    // Heaps by their contours, tanks in rows, kilns as long drums.
    parts += r#"<g class="stage-concentrate"><path class="plot" d="M26 28H136V104H26z"/><path class="vessel" d="M38 66a22 20 0 1 0 44 0a22 20 0 1 0 -44 0M48 66a12 10 0 1 0 24 0a12 10 0 1 0 -24 0M88 68a18 16 0 1 0 36 0a18 16 0 1 0 -36 0M97 68a9 7 0 1 0 18 0a9 7 0 1 0 -18 0"/></g>"#;
    let tanks: String =
        (0..15).map(|i| format!("M{} {}h14v14h-14z", 192 + i % 5 * 20, 40 + i / 5 * 20)).collect();
    parts += &format!(
        r#"<g class="stage-separation"><path class="plot" d="M184 28H296V104H184z"/><path class="vessel" d="{tanks}"/></g>"#
    );
    let kilns: String = (0..3)
        .map(|i| format!("M356 {y}H444a6 6 0 0 1 0 12H356a6 6 0 0 1 0 -12", y = 40 + i * 20))
        .collect();
    parts += &format!(
        r#"<g class="stage-oxide"><path class="plot" d="M344 28H456V104H344z"/><path class="vessel" d="{kilns}"/></g>"#
    );
    for (n, layer) in system.layers.iter().enumerate() {
        let touched = system
            .stations
            .iter()
            .enumerate()
            .filter(|(_, key)| layer.touches.contains(key))
            .map(|(i, _)| i);
        let inset = 5 * n as u32;
        let outlines: String = touched
            .map(|i| {
                format!(
                    "M{} {}h{}v{}h-{}z",
                    18 + 159 * i as u32 - inset + 5,
                    20 - inset + 5,
                    116 + 2 * inset,
                    82 + 2 * inset,
                    116 + 2 * inset
                )
            })
            .collect();
        parts += &layer_path(n, &outlines);
    }
    parts
}

/// The path of a layer, in the line that its swatch has: plain, double or dashed.
fn layer_path(n: usize, d: &str) -> String {
    let seam = if n == 1 { format!(r#"<path class="seam" d="{d}"/>"#) } else { String::new() };
    format!(r#"<g class="over over-{}"><path d="{d}"/>{seam}</g>"#, n + 1)
}

/// One line, and over it a sheet for each layer, as wide as the stations that it touches.
fn sheets(system: &System) -> String {
    let all = system.stations.len();
    let mut parts = String::from(
        r#"<path class="plot" d="M30 166H478L450 190H2z"/><path class="way" d="M24 178H456"/>"#,
    );
    parts += r#"<path class="matter stage-alloy" d="M36 178H170"/><path class="matter stage-powder" d="M184 178H444"/>"#;
    for i in 0..all {
        parts +=
            &format!(r#"<path class="vessel" d="M{} 172h24l-8 12h-24z"/>"#, middle(i, all) - 8.0);
    }
    // From the lowest to the highest, so that the nearer lies over the farther.
    for (n, layer) in system.layers.iter().enumerate() {
        let touched: Vec<usize> =
            (0..all).filter(|i| layer.touches.contains(&system.stations[*i])).collect();
        let (Some(first), Some(last)) = (touched.first(), touched.last()) else { continue };
        let y = 124 - 54 * n;
        let (left, right) = (480 * first / all + 4, 480 * (last + 1) / all - 4);
        let sheet = format!("M{} {y}H{right}L{} {}H{left}z", left + 28, right - 28, y + 28);
        let drops: String =
            touched.iter().map(|i| format!("M{x} {}V172", y + 28, x = middle(*i, all))).collect();
        parts += &format!(r#"<g class="over-{}"><path class="drop" d="{drops}"/></g>"#, n + 1);
        parts += &layer_path(n, &sheet);
    }
    parts
}

/// A long plate with five stations: hopper, cell, fork, lens and box.
fn plate() -> String {
    const STATIONS: [&str; 5] = [
        "M-20 8H20L7 40V56H-7V40z",
        "M-24 22V60H24V22M-10 8V48M10 8V48M-24 32H24",
        "M-24 56H-8L12 20H24M-8 56H24",
        "M-16 38a16 16 0 1 0 32 0a16 16 0 1 0 -32 0M0 54V60M-7 38H7",
        "M-20 24H20V60H-20zM-20 24L-10 14H30L20 24M30 14V50L20 60",
    ];
    let mut parts = String::from(
        r#"<path class="plot" d="M14 72H478L466 92H2z"/><path class="plot" d="M2 92V100H466V92M466 100L478 80V72"/><path class="way" d="M20 82H462"/>"#,
    );
    // Current turns oxide into metal at the second station, so the dots change colour there.
    parts += r#"<path class="matter stage-oxide" d="M24 82H140"/><path class="matter stage-metal" d="M152 82H456"/>"#;
    for (i, d) in STATIONS.iter().enumerate() {
        parts += &format!(
            r#"<path class="vessel at-{}" transform="translate({} 10)" d="{d}"/>"#,
            i + 1,
            middle(i, 5)
        );
    }
    parts
}

/// Two rivers that come side by side and stay apart: a sum that is struck out stands between them.
/// The second is drawn once for each reading: without a unit it is an outline; as what goes in it
/// narrows; as what comes out its beginning is open.
const RIVERS: &str = r#"<g class="stage-separation"><path class="bed" d="M2 6C150 6 200 42 300 42H478V66H300C190 66 150 32 2 32z"/><path class="matter" d="M10 19C150 19 196 54 300 54H470"/></g>
<g class="stage-scrap reading-1"><path class="bed is-open" d="M2 112C150 112 190 84 300 84H478V108H300C200 108 150 146 2 146z"/></g>
<g class="stage-scrap reading-2"><path class="bed" d="M2 106C150 106 190 93 300 93H478V100H300C200 100 150 148 2 148z"/></g>
<g class="stage-scrap reading-3"><path class="bed" d="M200 91C230 86 260 84 300 84H478V108H300C264 108 234 112 200 119z"/><path class="bed is-open" d="M200 91C140 102 90 112 2 112M200 119C140 132 90 146 2 146"/></g>
<g class="stage-scrap"><path class="matter second" d="M10 128C150 128 196 96 300 96H470"/></g>
<path class="frame" d="M330 75H478M284 75a12 12 0 1 0 24 0a12 12 0 1 0 -24 0M290 75H302M296 69V81M286 86L306 64"/>"#;
