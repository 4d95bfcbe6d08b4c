//! What only a build for the benchmark has: a camera and a timeline that a script moves, and sites
//! and events beyond the story's.

use super::hydrate::fly;
use super::Store;
use crate::flight::Flight;
use crate::geo::{Camera, LonLat, PlanePoint, Stamps, CHINA};
use crate::motion::{self, Flying};
use crate::platform::{self, Animation, Dots, Sites};
use crate::story::{Action, Span};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Radius of an event's mark, px, and its colour.
const EVENT_RADIUS: i32 = 3;
const COLOUR: [u8; 4] = [154, 52, 18, 255];
/// The sites have a canvas of their own when nothing moved for so long, ms; in motion they are on
/// the land's.
const REST_MS: u32 = 60;
/// Length of the equator, km, and width of a tile, px, by which the script's zoom is one of Web
/// Mercator.
const EQUATOR_KM: f64 = 40_075.0;
const TILE_PX: f64 = 256.0;

/// Offers `__fly({lon, lat, zoom}, ms)`, and shows as many sites as `?bench=sites:N` asks for;
/// offers `__pan({from, to, share}, ms)`, which leads the shown part of the timeline from `from` to
/// `to` (shares of the axis) with a width of `share`, and shows as many events as `?bench=events:N`
/// asks for.
pub fn offer(store: Store) {
    show_sites(store, wanted(&platform::address().query, "sites"));
    show_events(store, wanted(&platform::address().query, "events"));
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
    let flight: RefCell<Option<Flying>> = RefCell::new(None);
    platform::offer("__fly", ["lon", "lat", "zoom"], move |[lon, lat, zoom], ms| {
        let Some(to) = camera(store, LonLat { lon, lat }, zoom) else { return };
        let path = Flight::between(store.camera_now(), to);
        *flight.borrow_mut() = Some(fly(store, move |share| path.at(share), ms, |_| {}));
    });
}

fn wanted(query: &str, what: &str) -> usize {
    let value = query
        .trim_start_matches('?')
        .split('&')
        .find_map(|pair| pair.strip_prefix("bench=")?.strip_prefix(what)?.strip_prefix(':'));
    value.and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// The camera that shows as much as a map in Web Mercator does at a zoom.
fn camera(store: Store, at: LonLat, zoom: f64) -> Option<Camera> {
    let frame = store.frame.get_untracked()?;
    let km_per_px = EQUATOR_KM * at.lat.to_radians().cos() / (TILE_PX * 2f64.powf(zoom));
    Some(Camera { center: CHINA.project(at)?, span_km: km_per_px * frame.width.min(frame.height) })
}

/// Numbers between 0 and 1, always the same.
fn shares() -> impl FnMut() -> f64 {
    // A linear congruential generator: S. K. Park and K. W. Miller, Communications of the ACM 31
    // (1988), p. 1195.
    let mut seed = 1_u64;
    move || {
        seed = seed * 48_271 % 2_147_483_647;
        seed as f64 / 2_147_483_647.0
    }
}

/// As many points as are asked for, strewn evenly over the region that the peers' sites lie in.
fn strewn(count: usize) -> Vec<PlanePoint> {
    let (west, east, south, north) = (75.0, 132.0, 20.0, 52.0);
    let mut share = shares();
    (0..count)
        .filter_map(|_| {
            CHINA.project(LonLat {
                lon: west + share() * (east - west),
                lat: south + share() * (north - south),
            })
        })
        .collect()
}

fn show_sites(store: Store, count: usize) {
    if count == 0 {
        return;
    }
    let Some(sites) = Sites::lay().map(Rc::new) else { return };
    let places: Vec<f32> =
        strewn(count).iter().flat_map(|point| [point.x as f32, point.y as f32]).collect();
    let (drawn, at_rest) = (sites.clone(), sites.clone());
    motion::show_sites(&places, &sites, move || drawn.set_seen(motion::camera().is_none()));
    let draw = platform::debounced(REST_MS, move || {
        let frame = store.frame.get_untracked();
        frame
            .into_iter()
            .for_each(|frame| motion::draw_sites(store.shown.get_untracked(), frame, &at_rest));
    });
    Effect::new(move |_| {
        store.shown.track();
        store.frame.track();
        sites.set_seen(false);
        if motion::camera().is_none() {
            draw();
        }
    });
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
