//! Pointing on the map: a light, a pen, and the place that a class guesses, the same in both
//! windows.

use super::question::spot;
use super::LessonContext;
use crate::content::AskKind;
use crate::geo::ScreenPoint;
use crate::platform::{self, Point};
use crate::story::{Spot, Teach, Tool};
use leptos::prelude::*;

/// Radius of the light, as a share of what is shown.
const LIGHT: f64 = 0.11;
/// Radius of a mark that was not drawn on.
const MARK: f64 = 0.045;
/// Points of a stroke keep this share of what is shown between them.
const APART: f64 = 0.004;

/// Lays light, strokes and the pad that takes them over the map.
pub(super) fn lay_on(room: LessonContext) {
    let Some(map) = platform::by_id("map") else { return };
    leptos::mount::mount_to(map.clone(), move || view! { <Drawn room/> }).forget();
    if let Some(pad) = platform::first("#map .pad") {
        platform::on_point(&pad, move |point| point_at(room, point)).forget();
    }
}

/// What is asked as a place of the map, and how near is right.
pub(super) fn wanted(room: LessonContext) -> Option<(crate::geo::PlanePoint, f64)> {
    let ask = room.store.with(|s| s.lesson.asked.as_ref().map(|a| a.ask))?;
    let kind =
        room.class.with(|c| c.as_ref().and_then(|c| c.asks.get(ask).map(|a| a.kind.clone())))?;
    match kind {
        AskKind::Place(place, within) => {
            room.store.atlas().places.get(place.0).map(|p| (p.at, within))
        }
        _ => None,
    }
}

fn point_at(room: LessonContext, point: Point) {
    let (x, y) = match point {
        Point::Down(x, y) | Point::Drag(x, y) | Point::Over(x, y) => (x, y),
    };
    let (camera, frame) = (room.store.camera_now(), room.store.frame.get_untracked());
    let plane =
        frame.and_then(|frame| camera.to_plane(ScreenPoint { x, y }, frame)).and_then(Spot::of);
    let Some(spot) = plane else { return };
    let tool = untrack(|| room.store.with(|s| s.lesson.tool));
    match (tool, point) {
        (Tool::Light, _) => room.teach(Teach::Light(Some(spot))),
        (Tool::Pen, Point::Down(..)) => room.teach(Teach::Draw(vec![spot])),
        (Tool::Pen, Point::Drag(..)) => {
            let last = untrack(|| {
                room.store.with(|s| s.lesson.strokes.last().and_then(|l| l.last().copied()))
            });
            let far = |Spot(a, b): Spot| {
                f64::from(a - spot.0).hypot(f64::from(b - spot.1)) > APART * camera.span_km
            };
            if last.is_none_or(far) {
                room.teach(Teach::DrawOn(spot));
            }
        }
        (Tool::Hand, Point::Down(..)) if untrack(|| wanted(room)).is_some() => {
            room.teach(Teach::Guess(vec![spot.0, spot.1]))
        }
        _ => {}
    }
}

/// Light, strokes, guess and answer, in the map's own km.
#[component]
fn Drawn(room: LessonContext) -> impl IntoView {
    let store = room.store;
    let view_box = store.shown.get_untracked().view_box();
    let span = Memo::new(move |_| store.scene.with(|s| s.camera.span_km));
    let light = room.slice(|l| l.light);
    let strokes = room.slice(|l| l.strokes.clone());
    let asked = room.slice(|l| l.asked.clone());
    let pad =
        Memo::new(move |_| store.with(|s| s.lesson.tool != Tool::Hand) || wanted(room).is_some());
    let guess = move || {
        asked.with(|a| a.as_ref().and_then(|a| spot(&a.guess))).filter(|_| wanted(room).is_some())
    };
    let answer =
        move || wanted(room).filter(|_| asked.with(|a| a.as_ref().is_some_and(|a| a.revealed)));
    view! {
        <svg class="camera rings pointing" viewBox=view_box aria-hidden="true">
            {move || light.get().map(|l| view! { <path class="light" d=around(l, LIGHT * span.get())></path> })}
            {move || answer().map(|(p, km)| view! { <circle class="target" cx=p.x.round() cy=p.y.round() r=km></circle> })}
            {move || guess().map(|Spot(x, y)| view! { <circle class="guess" cx=x cy=y r=MARK * span.get()></circle> })}
            {move || strokes.get().into_iter().map(|s| view! { <path class="stroke" d=drawn(&s, MARK * span.get())></path> }).collect_view()}
        </svg>
        <div class=move || if pad.get() { "pad" } else { "pad away" }></div>
    }
}

/// The whole sheet but for a circle.
fn around(Spot(x, y): Spot, r: f64) -> String {
    format!("M-40000-40000h80000v80000h-80000z{}", circle(f64::from(x), f64::from(y), r))
}

fn circle(x: f64, y: f64, r: f64) -> String {
    format!(
        "M{:.0} {y:.0}a{r:.1} {r:.1} 0 1 0 {d:.1} 0a{r:.1} {r:.1} 0 1 0 -{d:.1} 0z",
        x - r,
        d = 2.0 * r
    )
}

/// A stroke as a path; a single point becomes a ring around it.
fn drawn(stroke: &[Spot], ring: f64) -> String {
    match stroke {
        [] => String::new(),
        [Spot(x, y)] => circle(f64::from(*x), f64::from(*y), ring),
        [Spot(x, y), rest @ ..] => {
            rest.iter().fold(format!("M{x} {y}"), |path, Spot(x, y)| path + &format!("L{x} {y}"))
        }
    }
}
