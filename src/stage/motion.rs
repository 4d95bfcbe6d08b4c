//! The map in motion: what is pinned to the land is placed for a camera in every frame, and the
//! land is shown by a worker's pictures where there is one; and flights, which the browser carries
//! out by itself where it can.

use crate::geo::{Camera, Viewport};
use crate::platform::{self, MapSurface, MapWorker, ScreenTransform, WebAnimations};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

thread_local! {
    /// The camera that the land was last drawn for.
    static DRAWN: Cell<Option<Camera>> = const { Cell::new(None) };
    /// All that is pinned to the land.
    static PINS: RefCell<Option<platform::Pins>> = const { RefCell::new(None) };
    /// What draws the land in motion; nothing before it was asked for.
    static PAINTER: OnceCell<Option<MapWorker>> = const { OnceCell::new() };
    /// The land of the region while a hand moves it.
    static HELD: OnceCell<Option<platform::PanBitmap>> = const { OnceCell::new() };
    /// What is seen of the land.
    static SEEN: Cell<MapSurface> = const { Cell::new(MapSurface::Svg) };
    /// The number of the flight that may go on.
    static FLIGHT: Cell<u32> = const { Cell::new(0) };
    /// The flight that the browser carries out.
    static CARRIED: RefCell<Option<Carried>> = const { RefCell::new(None) };
}

/// The world's drawing is moved and scaled for a moment rather than drawn anew in every frame,
/// which costs a layout of all that it holds; but never further than this, so that no line looks
/// stretched. Names on the land are hidden where they would be stretched further.
const STRETCH: f64 = 1.12;
/// As far as the drawing may be moved, in shares of the span.
const SHIFT: f64 = 0.5;
/// The map is at rest when nothing moved it for so long, ms.
const REST_MS: u32 = 90;
/// The browser is given a flight as straight pieces, each about three frames long, ms.
const PIECE_MS: f64 = 50.0;
/// Of a flight that the browser carries out the page is told so often, ms: each time costs it a
/// layout.
const TOLD_MS: u32 = 500;

/// A flight that the browser carries out: worker and compositor, with nothing for the page to do.
struct Carried {
    path: Rc<dyn Fn(f64) -> Camera>,
    /// When it began, ms, and how long it takes.
    begun: f64,
    duration_ms: f64,
    /// The frame that it is planned for.
    frame: Viewport,
    _motions: WebAnimations,
}

impl Carried {
    /// Where it is now.
    fn camera(&self) -> Camera {
        (self.path)(((platform::time_ms() - self.begun) / self.duration_ms).clamp(0.0, 1.0))
    }

    fn leads_to(&self, camera: Camera) -> bool {
        (self.path)(1.0) == camera
    }
}

/// A flight under way; dropping it stops it.
pub struct Flying {
    number: u32,
    _animation: platform::Animation,
}

impl Drop for Flying {
    fn drop(&mut self) {
        // One that is over must not end another.
        if FLIGHT.get() == self.number {
            stop();
        }
    }
}

/// Stops the flight that is under way where it is.
pub fn stop() {
    FLIGHT.set(FLIGHT.get() + 1);
    CARRIED.with(|carried| carried.borrow_mut().take());
}

/// Fetches what draws the land in motion, so that it is there for the next one.
pub fn prepare() {
    let seen = || {
        if CARRIED.with(|carried| carried.borrow().is_some()) {
            see(MapSurface::FlightCanvas);
        }
    };
    PAINTER.with(|painter| painter.get_or_init(|| MapWorker::fetch(come, seen, painted)).is_some());
}

/// Has what draws the land in motion read the page's drawing again, to which something was added.
pub fn read_land_again() {
    PAINTER.with(|painter| {
        painter.get().and_then(Option::as_ref).and_then(MapWorker::read_land_again)
    });
}

/// Does beforehand what the first motion would have to wait for.
fn come() {
    with_painter(|painter| {
        painter.look_ahead();
        HELD.with(|held| held.get_or_init(platform::PanBitmap::lay).is_some());
        Some(())
    });
}

/// Calls with the painter, where it has come.
fn with_painter<T>(call: impl FnOnce(&MapWorker) -> Option<T>) -> Option<T> {
    PAINTER.with(|painter| {
        painter.get().and_then(Option::as_ref).filter(|painter| painter.is_here()).and_then(call)
    })
}

/// Calls with all that is pinned to the land now: tools add marks, and others replace elements.
fn with_pins(call: impl FnOnce(&platform::Pins)) {
    PINS.with(|pins| {
        let mut pins = pins.borrow_mut();
        if !pins.as_ref().is_some_and(platform::Pins::is_current) {
            *pins = None;
        }
        call(pins.get_or_insert_with(platform::Pins::collect));
    });
}

/// Flies, in so many ms; 0 is at once. `path` says where the camera is at a share of the time, from
/// 0 to 1. `pass` is called with cameras on the way, the last of them the end, and hands them to
/// [`show`]; on the world's sheet where `world` says so.
pub fn fly(
    path: impl Fn(f64) -> Camera + 'static,
    duration_ms: f64,
    frame: Option<Viewport>,
    world: bool,
    mut pass: impl FnMut(Camera) + 'static,
) -> Flying {
    prepare();
    stop();
    let number = FLIGHT.get();
    let path: Rc<dyn Fn(f64) -> Camera> = Rc::new(path);
    let mut to_carry = frame.filter(|_| duration_ms > 0.0 && !world);
    let animation = platform::animate_at(duration_ms, move |share| {
        if FLIGHT.get() != number {
            return None;
        }
        // In the first frame of the flight rather than with the step: either is as much as a slow
        // frame can hold.
        if let Some(frame) = to_carry.take() {
            CARRIED.with(|carried| *carried.borrow_mut() = carry(&path, duration_ms, frame));
        }
        pass(path(share));
        Some(if camera().is_some() { TOLD_MS } else { 0 })
    });
    Flying { number, _animation: animation }
}

/// Where a flight that the browser carries out is now; nothing where there is none.
pub fn camera() -> Option<Camera> {
    CARRIED.with(|carried| carried.borrow().as_ref().map(Carried::camera))
}

/// Has the browser carry out a flight; nothing where it cannot.
fn carry(path: &Rc<dyn Fn(f64) -> Camera>, duration_ms: f64, frame: Viewport) -> Option<Carried> {
    let pieces = (duration_ms / PIECE_MS).max(1.0) as usize;
    let views: Vec<ScreenTransform> =
        (0..=pieces).map(|i| view(path(i as f64 / pieces as f64), frame)).collect();
    with_painter(|painter| painter.fly(&views, (frame.width, frame.height), duration_ms))?;
    draw_nothing_at_rest();
    let mut motions = WebAnimations::default();
    with_pins(|pins| pins.lead(&mut motions, &views, duration_ms));
    Some(Carried {
        path: path.clone(),
        begun: platform::time_ms(),
        duration_ms,
        frame,
        _motions: motions,
    })
}

fn view(camera: Camera, frame: Viewport) -> ScreenTransform {
    let px = camera.scale(frame);
    ScreenTransform { origin: (-camera.center.x * px, -camera.center.y * px), px_per_km: px }
}

/// Shows what a camera sees, in a frame of this size; on the world's sheet where `world` says so.
/// While no frame is known the style sheet places what is pinned.
pub fn show(camera: Camera, frame: Option<Viewport>, world: bool) {
    let Some(frame) = frame else { return draw(camera) };
    let is_carried = CARRIED.with(|carried| {
        carried.borrow().as_ref().is_some_and(|c| c.frame == frame && !c.leads_to(camera))
    });
    if is_carried {
        return;
    }
    let carried = CARRIED.with(|carried| carried.borrow_mut().take());
    // In a frame of another size the page goes on from where the flight is.
    let camera = carried.as_ref().filter(|c| c.frame != frame).map_or(camera, Carried::camera);
    let px = camera.scale(frame);
    with_pins(|pins| pins.place(world, (camera.center.x, camera.center.y), px));
    if carried.is_some_and(|carried| carried.leads_to(camera))
        && SEEN.get() == MapSurface::FlightCanvas
    {
        // The land stays as it was flown until the map is at rest.
        return draw_at_rest(camera);
    }
    // A frame of another size shows the same drawing.
    if DRAWN.get() == Some(camera) && SEEN.get() == MapSurface::Svg {
        return;
    }
    if !world && hold(camera, frame) {
        return draw_at_rest(camera);
    }
    match DRAWN
        .get()
        .filter(|drawn| SEEN.get() == MapSurface::Svg && drawn.is_near(camera, STRETCH, SHIFT))
    {
        Some(drawn) => {
            let (shift, factor) = between(drawn, camera, px);
            platform::move_drawing(shift, factor);
            draw_at_rest(camera);
        }
        None => {
            draw_nothing_at_rest();
            draw(camera);
        }
    }
}

/// How a drawing for one camera is moved, px, and scaled to show what another sees at a scale in px
/// per km.
fn between(drawn: Camera, camera: Camera, px: f64) -> ((f64, f64), f64) {
    let shift = ((drawn.center.x - camera.center.x) * px, (drawn.center.y - camera.center.y) * px);
    (shift, drawn.span_km / camera.span_km)
}

/// Shows the region's land to a hand; `false` where there is no painter.
fn hold(camera: Camera, frame: Viewport) -> bool {
    let Some(drawn) = DRAWN.get() else { return false };
    let is_shown = with_painter(|painter| {
        let held = |held: &OnceCell<_>| {
            let held = held.get_or_init(platform::PanBitmap::lay).as_ref()?;
            held.hold(painter, view(camera, frame), (frame.width, frame.height))
        };
        HELD.with(held)
    });
    let (shift, factor) = between(drawn, camera, camera.scale(frame));
    match is_shown {
        Some(true) => {
            platform::move_names(shift, factor, (1.0 / STRETCH..STRETCH).contains(&factor));
            see(MapSurface::PanBitmap);
            true
        }
        // Until the first picture has come the page's own drawing is moved; a leap has it drawn
        // anew.
        Some(false) if SEEN.get() == MapSurface::Svg && drawn.is_near(camera, STRETCH, SHIFT) => {
            platform::move_drawing(shift, factor);
            true
        }
        _ => false,
    }
}

/// Shows the picture that the painter has painted.
fn painted(number: f64, picture: platform::Picture) {
    let is_shown = with_painter(|painter| {
        HELD.with(|held| Some(held.get()?.as_ref()?.take(painter, number, picture)))
    });
    if is_shown == Some(true) {
        see(MapSurface::PanBitmap);
    }
}

/// Shows the land by one of its drawings.
fn see(land: MapSurface) {
    if land != MapSurface::PanBitmap {
        HELD.with(|held| {
            held.get().and_then(Option::as_ref).into_iter().for_each(platform::PanBitmap::rest)
        });
    }
    if SEEN.replace(land) != land {
        platform::show_land(land);
    }
}

/// Draws the land for a camera once nothing moves.
fn draw_at_rest(camera: Camera) {
    platform::at_rest(REST_MS, move || draw(camera));
}

/// What was to be drawn at rest would be of the past.
fn draw_nothing_at_rest() {
    platform::at_rest(0, || {});
}

/// Draws the land for a camera.
fn draw(camera: Camera) {
    see(MapSurface::Svg);
    let Some(map) = platform::by_id("map") else { return };
    DRAWN.set(Some(camera));
    platform::set_view_box("#map svg.camera", &camera.view_box());
    platform::move_drawing((0.0, 0.0), 1.0);
    platform::set_properties(
        &map,
        &[("--cx", camera.center.x), ("--cy", camera.center.y), ("--span", camera.span_km)],
    );
}

/// Shows sites above the land, at places in km, x and y in turn: in motion, and at rest on the
/// canvas of `sites`. `drawn` is called whenever they were drawn there.
#[cfg(feature = "bench")]
pub fn show_sites(places: &[f32], sites: &platform::Sites, drawn: impl Fn() + 'static) {
    PAINTER.with(|painter| {
        if let Some(painter) = painter.get().and_then(Option::as_ref) {
            painter.show_sites(places, sites, drawn);
        }
    });
}

/// Has the sites drawn at rest for a camera in a frame.
#[cfg(feature = "bench")]
pub fn draw_sites(camera: Camera, frame: Viewport, sites: &platform::Sites) {
    let [left, top, right, bottom] = sites.reach;
    let size = (frame.width + left + right, frame.height + top + bottom);
    let middle = (left + frame.width / 2.0, top + frame.height / 2.0);
    let draw = |painter: &MapWorker| painter.draw_sites(view(camera, frame), size, middle);
    PAINTER.with(|painter| painter.get().and_then(Option::as_ref).into_iter().for_each(draw));
}
