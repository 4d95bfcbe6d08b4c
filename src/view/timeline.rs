//! The timeline: a ruler with a lane for each project. Places along it are percentages, so it
//! fits any width without being measured.

use super::Store;
use crate::content::{Atlas, AtlasEvent, Class, EventKind};
use crate::ids::EventIx;
use crate::platform;
use crate::story::{lay_out, Emphasis, Label, Mark, Scene, TimelineLayout, LINES};
use leptos::prelude::*;
use std::sync::Arc;

/// The timeline with its lanes, bands and a caption that says what is marked.
#[component]
pub fn Timeline(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let layout = Arc::new(lay_out(&atlas));
    let window = Memo::new(move |_| store.window());
    let labelled = {
        let (atlas, layout) = (atlas.clone(), layout.clone());
        let scene = store.things;
        Memo::new(move |_| {
            let (wanted, window) = (scene.with(wanted), window.get());
            let on = |line_px: f64, before: &[EventIx]| layout.labelled(&atlas, &wanted, window, line_px, before);
            let narrow = on(LINES[0], &[]);
            let wide = on(LINES[1], &narrow);
            [narrow, wide]
        })
    };
    let first = {
        let scene = store.things;
        Memo::new(move |_| scene.with(|s| wanted(s).first().copied().or((!s.events.is_empty()).then_some(EventIx(0)))))
    };
    let heads = (0..layout.rows).map(|row| head(&atlas, row)).collect_view();
    let ties = layout.ties.iter().map(|t| tie(store, &layout, *t)).collect_view();
    let marks = layout.marks.iter().map(|m| view! { <EventMark store mark=*m labelled first/> }).collect_view();
    let brush = move || store.brush().unwrap_or_default();
    view! {
        <div class="timeline" id="timeline" role="group" aria-label=atlas.phrases.timeline.clone()>
            <div class="lane-heads" aria-hidden="true">{heads}</div>
            <svg class="ruler" class:is-closer=move || window.get() != (0.0, 1.0) aria-hidden="false" on:keydown=move_focus>
                // Percentages within count from this frame, so that time is brought closer by widening it.
                <svg class="span" x=move || percent(-window.get().0 / width(window.get())) width=move || percent(1.0 / width(window.get())) height="100%">
                    {bands(&atlas, &layout)}
                    {ruler(&atlas, &layout)}
                    {ties}
                    {marks}
                </svg>
                <rect class="brush" x=move || percent(brush().0) width=move || percent(brush().1 - brush().0)></rect>
            </svg>
            <p class="timeline-caption">{move || caption(&store.atlas(), &store.things.get())}</p>
        </div>
    }
}

/// Arrows, Home and End lead from mark to mark in the order of time.
fn move_focus(event: leptos::ev::KeyboardEvent) {
    use platform::Towards;
    let towards = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => Towards::Next,
        "ArrowLeft" | "ArrowUp" => Towards::Back,
        "Home" => Towards::First,
        "End" => Towards::Last,
        _ => return,
    };
    if platform::move_focus("#timeline [data-event]", towards) {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn shift_class(shift: i8) -> &'static str {
    match shift {
        -1 => "above",
        1 => "below",
        _ => "",
    }
}

/// Events that the scene speaks of.
fn wanted(scene: &Scene) -> Vec<EventIx> {
    let chosen = scene.events.contains(&Emphasis::Chosen);
    let least = if chosen { Emphasis::Chosen } else { Emphasis::Subject };
    (0..scene.events.len()).filter(|i| scene.events[*i] >= least).map(EventIx).collect()
}

/// The events spoken of, in words: for narrow timelines, and for what a mark cannot say.
fn caption(atlas: &Atlas, scene: &Scene) -> String {
    let mut events: Vec<&AtlasEvent> = wanted(scene).iter().map(|e| &atlas.events[e.0]).collect();
    events.sort_by_key(|e| e.priority);
    events.truncate(2);
    events.sort_by_key(|e| e.date.sort_day());
    let say = |e: &&AtlasEvent| format!("{}{}{}{}", e.when, atlas.words.colon, e.label, qualified(atlas, e));
    events.iter().map(say).collect::<Vec<_>>().join(" · ")
}

/// What must be said with an event: planned, reported, disputed.
pub(super) fn qualified(atlas: &Atlas, event: &AtlasEvent) -> String {
    let words = &atlas.phrases;
    let kind = match event.kind {
        EventKind::Happened => None,
        EventKind::Planned => Some(&words.planned),
        EventKind::Reported => Some(&words.reported),
    };
    let disputed = (!event.against.is_empty()).then_some(&words.disputed);
    let said: Vec<&str> = kind.into_iter().chain(disputed).map(String::as_str).collect();
    if said.is_empty() {
        String::new()
    } else {
        atlas.words.aside.replace("{what}", &said.join(&atlas.words.comma))
    }
}

/// Share of the whole timeline that a window shows, never nothing.
fn width((from, to): (f64, f64)) -> f64 {
    (to - from).max(1e-3)
}

fn head(atlas: &Atlas, row: usize) -> impl IntoView {
    let (number, name, stage) = match atlas.projects.get(row) {
        Some(p) => (p.number.to_string(), p.name.clone(), format!("chip stage-{}", atlas.stages[p.stage().0])),
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
    let gaps = layout.gaps.iter().map(|(a, b)| {
        view! { <g class="gap"><title>{atlas.phrases.gap.clone()}</title><rect x=percent(*a) width=percent(b - a) height="100%"></rect><text x=percent((a + b) / 2.0) class="break">"//"</text></g> }
    });
    view! {
        <g class="bands">
            {band("band reported", layout.reported, &atlas.reported.name)}
            {band("band later", (layout.later, 1.0), &atlas.phrases.later)}
            {gaps.collect_view()}
            <g class="plan-line">
                <line x1=percent(layout.plan.0) x2=percent(layout.plan.1)></line>
                <text x=percent(layout.plan.0)>{atlas.plan.name.clone()}</text>
            </g>
        </g>
    }
}

fn ruler(atlas: &Atlas, layout: &TimelineLayout) -> impl IntoView {
    let ticks = atlas.axis.ticks();
    let ticks = ticks.iter().map(|t| view! { <line class=if t.year.is_some() { "tick year" } else { "tick" } x1=percent(t.at) x2=percent(t.at) y2=if t.year.is_some() { "7" } else { "4" }></line> });
    let mut last = -1.0;
    let years = atlas.axis.years().into_iter().filter(|(at, _)| {
        // A year's name needs its width; where runs are short the first name of a run stands.
        let free = at - last > 0.035;
        if free {
            last = *at;
        }
        free
    });
    // Where years stand close, narrow timelines leave the second name out.
    let mut wide = -1.0;
    let years = years.map(|(at, year)| {
        let close = at - wide < 0.12;
        wide = if close { wide } else { at };
        // A name at the end of the axis ends there, or the frame would cut it.
        let class = match (close, at > 0.95) {
            (true, _) => "year-name close",
            (_, true) => "year-name at-end",
            _ => "year-name",
        };
        view! { <text class=class x=percent(at)>{year}</text> }
    });
    let lanes = (0..layout.rows).map(|row| view! { <line class=format!("lane-line row-{row}") x1="0" x2="100%"></line> });
    view! {
        <g class="axis">{lanes.collect_view()} {ticks.collect_view()} {years.collect_view()}</g>
    }
}

/// The bracket that ties two sides of a conflict.
fn tie(store: Store, layout: &TimelineLayout, (a, b): (EventIx, EventIx)) -> impl IntoView {
    let (first, second) = (&layout.marks[a.0], &layout.marks[b.0]);
    let (from, to) = ((first.start + first.end) / 2.0, (second.start + second.end) / 2.0);
    let class = store.class("tie", move |s| s.events.get(a.0).copied());
    view! {
        <g class=format!("tie-row row-{}", first.row)>
            <g class=class>
                <line x1=percent(from) x2=percent(to) y1="-7" y2="-7"></line>
                <line x1=percent(from) x2=percent(from) y1="-7" y2="-3"></line>
                <line x1=percent(to) x2=percent(to) y1="-7" y2="-3"></line>
            </g>
        </g>
    }
}

#[component]
fn EventMark(store: Store, mark: Mark, labelled: Memo<[Vec<EventIx>; 2]>, first: Memo<Option<EventIx>>) -> impl IntoView {
    let atlas = store.atlas();
    let ix = mark.event;
    let event = &atlas.events[ix.0];
    let class = store.class("event", move |s| s.events.get(ix.0).copied());
    let stage = event.project.map_or(String::new(), |p| format!("stage-{}", atlas.stages[atlas.projects[p.0].stage().0]));
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
    let class_of = Class::weakest(&event.classes);
    let who = atlas.class_names.get(class_of as usize).map_or("", String::as_str);
    let signs = &atlas.words;
    let name = format!("{}{}{}{}{}{who}", event.when, signs.colon, event.label, qualified(&atlas, event), signs.semicolon);
    let (text_x, side) = match mark.label {
        Label::Right => (mark.end, "event-label"),
        Label::Left => (mark.start, "event-label to-left"),
    };
    // One stop for the Tab key; the arrows lead on from there.
    let tab = move || if first.get() == Some(ix) { "0" } else { "-1" };
    // One writer for the whole attribute: two would undo each other.
    let class = move || match labelled.with(|lines| lines.each_ref().map(|line| line.contains(&ix))) {
        [true, _] => format!("{} labelled", class.get()),
        [false, true] => format!("{} labelled-wide", class.get()),
        _ => class.get(),
    };
    view! {
        <g class=format!("slot row-{} {} {stage}", mark.row, shift_class(mark.shift))>
        <a tabindex=tab href=format!("#step={}", atlas.step(event.step).id) data-event=event.id.clone() aria-label=name>
            <g class=class>
                <rect class="hit" x=percent(mark.start) width=percent(mark.end - mark.start)></rect>
                <rect class=format!("mark {}", shape.join(" ")) x=percent(mark.start) width=percent(mark.end - mark.start)></rect>
                <text class=side x=percent(text_x)><tspan class=class_of.mark()>{event.label.clone()}</tspan></text>
            </g>
        </a>
        </g>
    }
}

fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}
