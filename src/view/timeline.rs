//! The timeline: a ruler with a lane for each project. Places along it are percentages, so it fits
//! any width without being measured. Written once; what changes later is in slots (`slots.rs`).

use super::slots::{percent, qualified, SlotValues};
use crate::content::{Atlas, EventKind, Provenance};
use crate::ids::EventIx;
use crate::story::{Label, Mark, TimelineLayout};
use leptos::prelude::*;

/// The timeline with its lanes, bands and a caption that says what is marked.
pub fn timeline(atlas: &Atlas, layout: &TimelineLayout, values: &SlotValues) -> impl IntoView {
    let heads = (0..layout.rows).map(|row| head(atlas, row)).collect_view();
    let ties = (0..layout.ties.len()).map(|i| tie(layout, values, i)).collect_view();
    let marks = layout.marks.iter().map(|m| event_mark(atlas, values, m)).collect_view();
    view! {
        <div class="timeline" id="timeline" role="group" aria-label=atlas.phrases.timeline.clone()>
            <div class="lane-heads" aria-hidden="true">{heads}</div>
            <svg class=values.get("ruler", "class") data-slot="ruler" aria-hidden="false">
                <svg class="span" data-slot="span" x=values.get("span", "x") width=values.get("span", "width") height="100%">
                    {bands(atlas, layout)}
                    {ruler(atlas, layout)}
                    {ties}
                    {marks}
                </svg>
                <rect class="brush" data-slot="brush" x=values.get("brush", "x") width=values.get("brush", "width")></rect>
            </svg>
            <p class="timeline-caption" data-slot="caption">{values.get("caption", "")}</p>
        </div>
    }
}

fn shift_class(shift: i8) -> &'static str {
    match shift {
        -1 => "above",
        1 => "below",
        _ => "",
    }
}

/// Room for the name of a year, as a share of the narrowest axis that is drawn (about 13 rem) and
/// of one that is wide (26 rem).
const YEAR_NAME: [f64; 2] = [0.15, 0.075];

fn head(atlas: &Atlas, row: usize) -> impl IntoView {
    let (number, name, stage) = match atlas.projects.get(row) {
        Some(p) => (
            p.number.to_string(),
            p.name.clone(),
            format!("chip stage-{}", atlas.stages[p.stage().0]),
        ),
        None => (String::new(), atlas.phrases.context.clone(), "chip".to_string()),
    };
    view! { <p class=format!("row-{row}")><span class=stage><b>{number}</b></span> <span class="lane-name">{name}</span></p> }
}

fn bands(atlas: &Atlas, layout: &TimelineLayout) -> impl IntoView {
    let band = |class: &'static str, (from, to): (f64, f64), name: &str| {
        let edge = if class.ends_with("later") { from } else { to };
        view! {
            <g class=class>
                <rect x=percent(from) width=percent(to - from) height="100%"></rect>
                <text x=percent(edge) y="11">{name.to_string()}</text>
            </g>
        }
    };
    view! {
        <g class="bands">
            {band("band reported", layout.reported, &atlas.reported.name)}
            {band("band later", (layout.later, 1.0), &atlas.phrases.later)}
            <g class="plan-line">
                <line x1=percent(layout.plan.0) x2=percent(layout.plan.1)></line>
                <text x=percent(layout.plan_name)>{atlas.plan.name.clone()}</text>
            </g>
        </g>
    }
}

fn ruler(atlas: &Atlas, layout: &TimelineLayout) -> impl IntoView {
    let ticks = atlas.axis.ticks();
    let lines = ticks.iter().map(|t| view! { <line class=if t.year.is_some() { "tick year" } else { "tick" } x1=percent(t.at) x2=percent(t.at) y2=if t.year.is_some() { "7" } else { "4" }></line> });
    // A year's name stands at its own tick, wherever there is room for it: the article's year
    // first. A wide axis has room for more.
    let of_year: Vec<(f64, i32)> = ticks.iter().filter_map(|t| Some((t.at, t.year?))).collect();
    let [narrow, wide] = YEAR_NAME.map(|room| named_years(&of_year, layout.reported.0, room));
    let years = of_year.iter().enumerate().filter(|(i, _)| wide[*i]).map(|(i, (at, year))| {
        // A name at the end of the axis ends there, or the frame would cut it.
        let end = if at > &(1.0 - YEAR_NAME[1]) { " at-end" } else { "" };
        let class = format!("year-name{end}{}", if narrow[i] { "" } else { " if-wide" });
        view! { <text class=class x=percent(*at)>{*year}</text> }
    });
    // Over the lanes, so that a break interrupts all that is drawn evenly beside it.
    let gaps = layout.gaps.iter().map(|(a, b)| {
        let edges = [a, b]
            .map(|at| view! { <line x1=percent(*at) x2=percent(*at) y1="16" y2="100%"></line> });
        view! {
            <g class="gap">
                <title>{atlas.phrases.gap.clone()}</title>
                <rect x=percent(*a) width=percent(b - a) y="16" height="100%"></rect>
                {edges.collect_view()}
                <text x=percent((a + b) / 2.0) class="break">"//"</text>
            </g>
        }
    });
    let lanes = (0..layout.rows)
        .map(|row| view! { <line class=format!("lane-line row-{row}") x1="0" x2="100%"></line> });
    view! {
        <g class="axis">{lanes.collect_view()} {gaps.collect_view()} {lines.collect_view()} {years.collect_view()}</g>
    }
}

/// Which years get their names where each takes so much of the axis: the one that holds `first`
/// before all others, and those from left to right.
fn named_years(years: &[(f64, i32)], first: f64, room: f64) -> Vec<bool> {
    let reach = |at: f64| if at > 1.0 - YEAR_NAME[1] { (at - room, at) } else { (at, at + room) };
    let foremost = years.iter().rposition(|(at, _)| *at <= first + 1e-6);
    let mut named = vec![false; years.len()];
    for i in foremost.into_iter().chain(0..years.len()) {
        let (from, to) = reach(years[i].0);
        let is_free = |(j, (at, _)): (usize, &(f64, i32))| {
            !named[j] || j == i || reach(*at).1 <= from || to <= reach(*at).0
        };
        named[i] = years.iter().enumerate().all(is_free);
    }
    named
}

/// The bracket that ties two sides of a conflict.
fn tie(layout: &TimelineLayout, values: &SlotValues, i: usize) -> impl IntoView {
    let (a, b) = layout.ties[i];
    let (first, second) = (&layout.marks[a.0], &layout.marks[b.0]);
    let (from, to) = ((first.start + first.end) / 2.0, (second.start + second.end) / 2.0);
    let slot = format!("y{i}");
    view! {
        <g class=format!("tie-row row-{}", first.row)>
            <g class=values.get(&slot, "class") data-slot=slot>
                <line x1=percent(from) x2=percent(to) y1="-7" y2="-7"></line>
                <line x1=percent(from) x2=percent(from) y1="-7" y2="-3"></line>
                <line x1=percent(to) x2=percent(to) y1="-7" y2="-3"></line>
            </g>
        </g>
    }
}

fn event_mark(atlas: &Atlas, values: &SlotValues, mark: &Mark) -> impl IntoView {
    let EventIx(i) = mark.event;
    let event = &atlas.events[i];
    let stage = event.project.map_or(String::new(), |p| {
        format!("stage-{}", atlas.stages[atlas.projects[p.0].stage().0])
    });
    let shape = [
        (mark.soft, "soft"),
        (mark.hollow, "hollow"),
        (mark.spans, "spans"),
        (mark.point, "point"),
        (mark.open_start, "open-start"),
        (mark.open_end, "open-end"),
        (event.kind == EventKind::Reported, "as-reported"),
    ];
    let shape: Vec<&str> = shape.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
    let class_of = Provenance::weakest(&event.classes);
    let who = atlas.class_names.get(class_of as usize).map_or("", String::as_str);
    let signs = &atlas.words;
    let name = format!(
        "{}{}{}{}{}{who}",
        event.when,
        signs.colon,
        event.label,
        qualified(atlas, event),
        signs.semicolon
    );
    let (text_x, side) = match mark.label {
        Label::Right => (mark.end, "event-label"),
        Label::Left => (mark.start, "event-label to-left"),
    };
    let [link, group] = ["a", "e"].map(|kind| format!("{kind}{i}"));
    view! {
        <g class=format!("slot row-{} {} {stage}", mark.row, shift_class(mark.shift))>
        <a tabindex=values.get(&link, "tabindex") data-slot=link href=format!("#step={}", atlas.step(event.step).id) data-event=event.id.clone() aria-label=name>
            <g class=values.get(&group, "class") data-slot=group>
                <rect class="hit" x=percent(mark.start) width=percent(mark.end - mark.start)></rect>
                <rect class=format!("mark {}", shape.join(" ")) x=percent(mark.start) width=percent(mark.end - mark.start)></rect>
                <text class=side x=percent(text_x)><tspan class=class_of.mark()>{event.label.clone()}</tspan></text>
            </g>
        </a>
        </g>
    }
}
