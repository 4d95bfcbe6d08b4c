//! The map in motion: what is pinned to the land, and the land, drawn for a camera in every frame.

use crate::geo::{pieces, Camera, Frame};
use crate::platform;
use std::cell::{Cell, OnceCell, RefCell};

thread_local! {
    /// The camera that the land was last drawn for.
    static DRAWN: Cell<Option<Camera>> = const { Cell::new(None) };
    /// The camera that the rings were last drawn for.
    static RINGS: Cell<Option<Camera>> = const { Cell::new(None) };
    /// All that is pinned to the land.
    static PINS: OnceCell<platform::Pins> = const { OnceCell::new() };
    /// The land of the region while it moves.
    static LAND: OnceCell<Option<RefCell<platform::MovingLand>>> = const { OnceCell::new() };
    /// Whether it is moving.
    static MOVING: Cell<bool> = const { Cell::new(false) };
}

/// The world's drawing is moved and scaled for a moment rather than drawn anew in every frame, which
/// costs a layout of all that it holds; but never further than this, so that no line looks stretched.
/// Names on the land are hidden where they would be stretched further.
const STRETCH: f64 = 1.12;
/// As far as the drawing may be moved, in shares of the span.
const SHIFT: f64 = 0.5;
/// The map is at rest when nothing moved it for so long, ms.
const REST_MS: u32 = 90;

/// Shows what a camera sees, in a frame of this size; on the world's sheet where `world` says so. While
/// no frame is known the style sheet places what is pinned.
pub fn show(camera: Camera, frame: Option<Frame>, world: bool) {
    let Some(frame) = frame else { return draw(camera) };
    let px = camera.scale(frame);
    PINS.with(|pins| pins.get_or_init(platform::Pins::collect).place(world, (camera.center.x, camera.center.y), px));
    // A frame of another size shows the same drawing.
    if DRAWN.get() == Some(camera) && !MOVING.get() {
        return;
    }
    if !world && move_land(camera, frame) {
        return platform::at_rest(REST_MS, move || draw(camera));
    }
    match DRAWN.get().filter(|drawn| is_near(*drawn, camera)) {
        Some(drawn) => {
            let (shift, factor) = between(drawn, camera, px);
            platform::move_drawing(shift, factor);
            platform::at_rest(REST_MS, move || draw(camera));
        }
        None => {
            // A drawing that was asked for before would be of the past.
            platform::at_rest(0, || {});
            draw(camera);
        }
    }
}

/// Whether what was drawn for a camera may be moved and scaled to show what another sees.
fn is_near(drawn: Camera, camera: Camera) -> bool {
    let shift = (drawn.center.x - camera.center.x).hypot(drawn.center.y - camera.center.y);
    is_legible(drawn.span_km / camera.span_km) && shift < SHIFT * camera.span_km
}

fn is_legible(factor: f64) -> bool {
    (1.0 / STRETCH..STRETCH).contains(&factor)
}

/// How a drawing for one camera is moved, px, and scaled to show what another sees at a scale in px per km.
fn between(drawn: Camera, camera: Camera, px: f64) -> ((f64, f64), f64) {
    let shift = ((drawn.center.x - camera.center.x) * px, (drawn.center.y - camera.center.y) * px);
    (shift, drawn.span_km / camera.span_km)
}

/// Draws the region's land as it moves; `false` where that is not possible.
fn move_land(camera: Camera, frame: Frame) -> bool {
    LAND.with(|land| {
        let collect = || platform::MovingLand::collect(|path| pieces(path).into_iter().map(|p| (p.data, p.bounds)).collect());
        let Some(land) = land.get_or_init(|| collect().map(RefCell::new)) else { return false };
        let Some(drawn) = DRAWN.get() else { return false };
        if !MOVING.replace(true) {
            land.borrow_mut().begin();
        }
        let px = camera.scale(frame);
        land.borrow().draw((camera.center.x, camera.center.y), px, (frame.width, frame.height));
        let (shift, factor) = between(drawn, camera, px);
        platform::move_names(shift, factor, is_legible(factor));
        let rings = RINGS.get().filter(|rings| is_near(*rings, camera)).unwrap_or_else(|| {
            platform::set_view_box("#map svg.rings", &camera.view_box());
            RINGS.set(Some(camera));
            camera
        });
        let (shift, factor) = between(rings, camera, px);
        platform::move_rings(shift, factor);
        true
    })
}

/// Draws the land for a camera.
fn draw(camera: Camera) {
    if MOVING.replace(false) {
        LAND.with(|land| land.get().and_then(Option::as_ref).iter().for_each(|land| land.borrow().end()));
    }
    let Some(map) = platform::by_id("map") else { return };
    DRAWN.set(Some(camera));
    RINGS.set(Some(camera));
    platform::set_view_box("#map svg.camera", &camera.view_box());
    platform::move_drawing((0.0, 0.0), 1.0);
    platform::set_properties(&map, &[("--cx", camera.center.x), ("--cy", camera.center.y), ("--span", camera.span_km)]);
}

/// Ends all motion, and takes away what was only there for it.
pub fn end() {
    platform::at_rest(0, || {});
    if MOVING.replace(false) {
        platform::move_drawing((0.0, 0.0), 1.0);
    }
    LAND.with(|land| land.get().and_then(Option::as_ref).iter().for_each(|land| land.borrow().remove()));
}
