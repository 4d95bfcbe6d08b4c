//! The reader's hand on the map: gestures and keys become looks.

use crate::geo::{key_step, Camera, Glide, KeyMove, ScreenPoint, Viewport};
use crate::platform::{self, Animation, Gesture};
use crate::stage_calls::Pace;
use crate::story::{sheet, Action, Mode, UserCamera};
use crate::view::{stage_client, Store};
use leptos::prelude::*;
use std::cell::RefCell;

/// How long a zoom by button or double click takes, ms.
const ZOOM_MS: f64 = 300.0;
/// How long a glide lasts at most, ms.
const GLIDE_MS: f64 = 1500.0;

thread_local! {
    static MOTION: RefCell<Option<Motion>> = const { RefCell::new(None) };
}

/// What a hand set going; dropping it stops it.
enum Motion {
    Glide {
        _animation: Animation,
    },
    /// With where it leads: the next zoom goes on from there.
    Zoom {
        end: Camera,
    },
}

/// Puts hands on the map.
pub fn lay_on(store: Store) {
    let Some(map) = platform::by_id("map") else { return };
    let sized = move |width, height| {
        store.type_scale.set(platform::type_scale());
        store.frame.set(Some(Viewport { width, height }));
    };
    platform::watch_size(&map, sized);
    platform::watch_gestures(&map, move |gesture| feel(store, gesture)).forget();
    platform::on_key_within(&map, move |key| press(store, key)).forget();
}

/// Zooms about the middle of the map.
pub fn zoom(store: Store, factor: f64) {
    let frame = frame(store);
    glide_zoom(store, factor, ScreenPoint { x: frame.width / 2.0, y: frame.height / 2.0 });
}

fn frame(store: Store) -> Viewport {
    store.frame.get_untracked().unwrap_or(Viewport { width: 0.0, height: 0.0 })
}

fn feel(store: Store, gesture: Gesture) {
    let (camera, frame) = (store.camera_now(), frame(store));
    let point = |(x, y): (f64, f64)| ScreenPoint { x, y };
    // What moves the map at once ends any flight, the story's as well.
    if matches!(
        gesture,
        Gesture::Pan { .. }
            | Gesture::Pinch { .. }
            | Gesture::Zoom { animated: false, .. }
            | Gesture::Box { .. }
    ) {
        stop();
    }
    match gesture {
        Gesture::Began => hold(store),
        Gesture::Pan { dx, dy } => look(store, camera.panned(dx, dy, frame)),
        Gesture::Pinch { from, to } => {
            look(store, camera.pinched(from.map(point), to.map(point), frame))
        }
        Gesture::Zoom { factor, x, y, animated } if animated => {
            glide_zoom(store, factor, ScreenPoint { x, y })
        }
        Gesture::Zoom { factor, x, y, .. } => {
            look(store, camera.zoomed(factor, ScreenPoint { x, y }, frame))
        }
        Gesture::Box { x0, y0, x1, y1 } => {
            draw_box(None);
            look(
                store,
                camera.fitted(ScreenPoint { x: x0, y: y0 }, ScreenPoint { x: x1, y: y1 }, frame),
            );
        }
        Gesture::BoxDrawing { x0, y0, x1, y1 } => draw_box(Some([x0, y0, x1, y1])),
        Gesture::BoxAbandoned => draw_box(None),
        Gesture::Ended { samples } => glide(store, &samples),
        Gesture::WheelWithoutKey => platform::hint_once(&store.atlas().words.hint_wheel),
    }
}

fn draw_box(corners: Option<[f64; 4]>) {
    if let Some(map) = platform::by_id("map") {
        platform::draw_box(&map, corners);
    }
}

fn look(store: Store, camera: Camera) {
    store.look(told(store, camera));
}

/// A camera as the state will have it: within the sheet and in whole units, so that nothing moves
/// once it is told.
fn told(store: Store, camera: Camera) -> Camera {
    let sheet = untrack(|| store.with(|s| sheet(&store.atlas(), s)));
    UserCamera::of(camera, sheet)
        .map_or(camera.kept_within(sheet.bounds()), |view| view.camera(sheet))
}

/// Ends any motion where it is.
fn hold(store: Store) {
    let (moves, camera) = (MOTION.with(|motion| motion.borrow().is_some()), store.camera_now());
    stop();
    if moves {
        look(store, camera);
    }
}

/// Ends any motion of the hand's own; the story's flights end themselves when the camera changes.
pub fn stop() {
    if let Some(Motion::Zoom { .. }) = MOTION.with(|motion| motion.borrow_mut().take()) {
        stage_client::stop();
    }
}

/// The stage has come to a camera: where a zoom leads there, the state is told of it.
pub fn arrive(store: Store, camera: Camera) {
    let is_end = MOTION.with(|motion| {
        let mut motion = motion.borrow_mut();
        let is_end = matches!(&*motion, Some(Motion::Zoom { end }) if *end == camera);
        if is_end {
            *motion = None;
        }
        is_end
    });
    if is_end {
        store.held.set(Some(camera));
    }
}

fn glide(store: Store, samples: &[(f64, f64, f64)]) {
    let samples: Vec<(f64, ScreenPoint)> =
        samples.iter().map(|(t, x, y)| (*t, ScreenPoint { x: *x, y: *y })).collect();
    let Some(glide) = Glide::from_samples(&samples).filter(|_| !platform::prefers_reduced_motion())
    else {
        return;
    };
    let start = store.camera_now();
    stop();
    let animation = platform::animate(GLIDE_MS, move |share| {
        let t = share * GLIDE_MS;
        if !glide.is_over(t) {
            let (dx, dy) = glide.offset(t);
            look(store, start.panned(dx, dy, frame(store)));
        }
    });
    go(Motion::Glide { _animation: animation });
}

/// A zoom is flown, and the state is told where it ends.
fn glide_zoom(store: Store, factor: f64, about: ScreenPoint) {
    let (start, frame) = (store.camera_now(), frame(store));
    let left = MOTION.with(|motion| match &*motion.borrow() {
        Some(Motion::Zoom { end, .. }) => start.span_km / end.span_km,
        _ => 1.0,
    });
    let factor = factor * left;
    let end = told(store, start.zoomed(factor, about, frame));
    stop();
    go(Motion::Zoom { end });
    stage_client::fly(end, Pace::Straight(ZOOM_MS));
}

fn go(motion: Motion) {
    MOTION.with(|slot| *slot.borrow_mut() = Some(motion));
}

/// Keys act only while the focus is in the map. In the present mode arrows lead through the steps.
fn press(store: Store, key: &str) -> bool {
    if platform::mode_name() == Mode::Present.name() {
        return false;
    }
    let frame = frame(store);
    let camera = store.camera_now();
    match key_step(key, frame) {
        Some(KeyMove::Pan { dx, dy }) => {
            stop();
            look(store, camera.panned(dx, dy, frame));
        }
        Some(KeyMove::Zoom { factor }) => zoom(store, factor),
        Some(KeyMove::Home) => store.dispatch(Action::LookHome),
        None => return false,
    }
    true
}
