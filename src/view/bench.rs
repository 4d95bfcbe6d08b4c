//! What only a build for the benchmark has: a camera and a timeline that a script moves, and events
//! beyond the story's. Its sites are the stage runtime's.

use super::{stage_client, Store};
use crate::bench::{shares, wanted_count};
use crate::geo::{Camera, LonLat, Stamps, CHINA};
use crate::platform::{self, Animation, Dots};
use crate::stage_calls::Pace;
use crate::story::{Action, Span};
use leptos::prelude::*;
use std::cell::RefCell;

/// Radius of an event's mark, px, and its colour.
const EVENT_RADIUS: i32 = 3;
const COLOUR: [u8; 4] = [154, 52, 18, 255];
/// Length of the equator, km, and width of a tile, px, by which the script's zoom is one of Web
/// Mercator.
const EQUATOR_KM: f64 = 40_075.0;
const TILE_PX: f64 = 256.0;

/// Offers `__fly({lon, lat, zoom}, ms)`, and `__pan({from, to, share}, ms)`, which leads the shown part of the timeline from `from` to
/// `to` (shares of the axis) with a width of `share`, and shows as many events as `?bench=events:N`
/// asks for.
pub fn offer(store: Store) {
    show_events(store, wanted_count(&platform::address().query, "events"));
    let pan: RefCell<Option<Animation>> = RefCell::new(None);
    platform::offer("__pan", ["from", "to", "share"], move |[from, to, share], ms| {
        pan.borrow_mut().take();
        let start = untrack(|| store.window());
        let way = move |a: f64, b: f64, t: f64| a + (b - a) * t;
        *pan.borrow_mut() = Some(platform::animate(ms, move |t| {
            let (half, middle) = (
                way(start.1 - start.0, share, t) / 2.0,
                way(way(start.0, start.1, 0.5), way(from, to, t), t),
            );
            let day = |share: f64| store.atlas().axis.day_at(share.clamp(0.0, 1.0));
            store.dispatch(Action::Window(Some(Span::between(
                day(middle - half),
                day(middle + half),
            ))));
        }));
    });
    platform::offer("__fly", ["lon", "lat", "zoom"], move |[lon, lat, zoom], ms| {
        let to = camera(store, LonLat { lon, lat }, zoom);
        to.into_iter().for_each(|to| stage_client::fly(to, Pace::Within(ms)));
    });
}

/// The camera that shows as much as a map in Web Mercator does at a zoom.
fn camera(store: Store, at: LonLat, zoom: f64) -> Option<Camera> {
    let frame = store.frame.get_untracked()?;
    let km_per_px = EQUATOR_KM * at.lat.to_radians().cos() / (TILE_PX * 2f64.powf(zoom));
    Some(Camera { center: CHINA.project(at)?, span_km: km_per_px * frame.width.min(frame.height) })
}

/// Events strewn evenly over the axis, on the lanes of the story's own.
fn show_events(store: Store, count: usize) {
    if count == 0 {
        return;
    }
    let Some((dots, width, height)) = Dots::lay_over_ruler() else { return };
    let mut share = shares();
    let events: Vec<(f64, f64)> = (0..count).map(|_| (share(), share())).collect();
    let stamps = RefCell::new(Stamps::new(EVENT_RADIUS));
    Effect::new(move |_| {
        let (from, to) = store.window();
        let mut stamps = stamps.borrow_mut();
        let size = (width.round() as usize, height.round() as usize);
        stamps.clear(size.0, size.1);
        for (at, lane) in events.iter().filter(|(at, _)| (from..=to).contains(at)) {
            stamps.put(((at - from) / (to - from) * width) as i32, (lane * height) as i32, COLOUR);
        }
        dots.show(stamps.pixels(), size.0, size.1);
    });
}
