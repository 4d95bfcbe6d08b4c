//! What only a build for the benchmark has: sites beyond the story's, as many as
//! `?bench=sites:N` asks for.

use super::{motion, Stage};
use crate::bench::{shares, wanted_count};
use crate::geo::{LonLat, PlanePoint, CHINA};
use crate::platform::{self, Sites};
use std::cell::RefCell;
use std::rc::Rc;

/// The sites have a canvas of their own when nothing moved for so long, ms; in motion they are on
/// the land's.
const REST_MS: u32 = 60;

/// The canvas of the sites, and what draws them at rest.
type Shown = (Rc<Sites>, Box<dyn Fn()>);

thread_local! {
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
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

/// Shows the sites that are asked for.
pub fn show_sites(stage: &Rc<Stage>) {
    let count = wanted_count(&platform::address().query, "sites");
    if count == 0 {
        return;
    }
    let Some(sites) = Sites::lay().map(Rc::new) else { return };
    let places: Vec<f32> =
        strewn(count).iter().flat_map(|point| [point.x as f32, point.y as f32]).collect();
    motion::prepare();
    let (drawn, at_rest, stage) = (sites.clone(), sites.clone(), stage.clone());
    motion::show_sites(&places, &sites, move || drawn.set_seen(motion::camera().is_none()));
    let draw = platform::debounced(REST_MS, move || {
        let frame = stage.frame.get();
        frame.into_iter().for_each(|frame| motion::draw_sites(stage.shown.get(), frame, &at_rest));
    });
    SHOWN.with(|shown| *shown.borrow_mut() = Some((sites, Box::new(draw))));
    follow();
}

/// The map shows another view.
pub fn follow() {
    SHOWN.with(|shown| {
        if let Some((sites, draw)) = &*shown.borrow() {
            sites.set_seen(false);
            if motion::camera().is_none() {
                draw();
            }
        }
    });
}
