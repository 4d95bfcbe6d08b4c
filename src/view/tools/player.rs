//! The timeline in the reader's hand: played, picked, brought closer.

use crate::content::Atlas;
use crate::platform::{self, Stroke};
use crate::story::{Action, Control, Filter, Span};
use crate::time::Day;
use crate::view::Store;
use leptos::prelude::*;

/// A stroke shorter than this picks nothing, as a share of the timeline: it was a click.
const LEAST_STROKE: f64 = 0.01;
/// The closest look at the timeline, days.
const CLOSEST_DAYS: i32 = 60;

/// The player's buttons and those for the stretch of time; strokes of the hand are watched beside
/// them.
#[component]
pub fn TimeTools(store: Store) -> impl IntoView {
    let words = store.atlas().words.clone();
    let playing = store.slice(|s| s.play.is_some_and(|p| p.running));
    let out = store.slice(|s| s.play.is_some());
    let pace = store.slice(|s| s.play.map_or(1, |p| p.pace));
    let window = store.slice(|s| s.window.is_some());
    let tell = move |control: Control| move |_| store.dispatch(Action::Play(control));
    let paces: Vec<String> = words.paces.split('|').map(str::to_string).collect();
    let (play, pause, speed) = (words.play.clone(), words.pause.clone(), words.pace.clone());
    let toggle = move |_| {
        store.dispatch(Action::Play(if playing.get_untracked() {
            Control::Pause
        } else {
            Control::Start
        }))
    };
    watch(store);
    view! {
        <div class="tools time-tools" class:is-out=move || out.get()>
            <button type="button" class="tool play" on:click=toggle>{move || if playing.get() { pause.clone() } else { play.clone() }}</button>
            <button type="button" class="tool sign" aria-label=words.play_back.clone() on:click=tell(Control::Back)>"‹"</button>
            <button type="button" class="tool sign" aria-label=words.play_next.clone() on:click=tell(Control::Next)>"›"</button>
            <button type="button" class="tool" on:click=tell(Control::Pace)>{move || format!("{speed}: {}", paces.get(pace.get()).cloned().unwrap_or_default())}</button>
            <button type="button" class="tool" class:away=move || !out.get() on:click=tell(Control::Stop)>{words.stop.clone()}</button>
            <button type="button" class="tool" title=words.brush.clone() on:click=move |_| closer(store)>{words.closer.clone()}</button>
            <button type="button" class="tool whole" class:away=move || !window.get() on:click=move |_| store.dispatch(Action::Window(None))>{words.whole.clone()}</button>
        </div>
    }
}

/// Strokes over the lanes pick a time; strokes along the years move it; the wheel with its key
/// brings it closer.
fn watch(store: Store) {
    let drawn = store.drawn;
    let Some(ruler) = platform::first(".ruler") else { return };
    let listener = platform::watch_strokes(&ruler, move |stroke| match stroke {
        // In front of a class nothing is filtered, so nothing is drawn either.
        Stroke::Draws { .. } if untrack(|| store.with(|s| s.lesson.on)) => {}
        Stroke::Draws { from, to } => drawn.set(Some(whole(store, from, to))),
        Stroke::IndexSet { from, to } => {
            drawn.set(None);
            if (to - from).abs() >= LEAST_STROKE {
                let (a, b) = whole(store, from, to);
                pick(store, Some(days(&store.atlas(), a, b)));
            }
        }
        Stroke::Abandoned => drawn.set(None),
        Stroke::Moves { by } => shift(store, by),
        Stroke::Zooms { factor, about } => zoom(store, factor, about),
    });
    listener.forget();
}

fn pick(store: Store, span: Option<Span>) {
    let filter = untrack(|| store.with(|s| Filter { span, ..s.filter.clone() }));
    store.dispatch(Action::Want(filter));
}

/// The stretch that was picked, or the middle half of what is shown.
fn closer(store: Store) {
    match untrack(|| store.with(|s| s.filter.span)) {
        Some(span) => store.dispatch(Action::Window(Some(span))),
        None => zoom(store, 2.0, 0.5),
    }
}

fn days(atlas: &Atlas, a: f64, b: f64) -> Span {
    let day = |share: f64| atlas.axis.day_at(share);
    Span::between(day(a.min(b)), day(a.max(b)).plus(-1).max(day(a.min(b))))
}

/// Shares of the whole axis for shares of the window.
fn whole(store: Store, from: f64, to: f64) -> (f64, f64) {
    let (a, b) = untrack(|| store.window());
    let on = |share: f64| a + share.clamp(0.0, 1.0) * (b - a);
    (on(from.min(to)), on(from.max(to)))
}

fn shift(store: Store, by: f64) {
    let (a, b) = untrack(|| store.window());
    let by = (by * (b - a)).clamp(-a, 1.0 - b);
    show(store, a + by, b + by);
}

fn zoom(store: Store, factor: f64, about: f64) {
    let (a, b) = untrack(|| store.window());
    let still = a + about * (b - a);
    show(store, still - (still - a) / factor, still + (b - still) / factor);
}

fn show(store: Store, a: f64, b: f64) {
    let (a, b) = (a.max(0.0), b.min(1.0));
    if a <= 0.0 && b >= 1.0 {
        return store.dispatch(Action::Window(None));
    }
    let span = days(&store.atlas(), a, b);
    let short = span.to().0 - span.from().0 < CLOSEST_DAYS;
    let span =
        if short { Span::between(span.from(), Day(span.from().0 + CLOSEST_DAYS)) } else { span };
    store.dispatch(Action::Window(Some(span)));
}
