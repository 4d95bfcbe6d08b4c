//! The stage runtime: the one writer of `#stage`, from the first moment to the last.
//!
//! Until the tools come it follows the reader from step to step by itself (`reader.rs`), with the
//! picture that the page carries for each. From then on it shows what the tools ask for
//! (`crate::stage_calls`), which they work out with the functions that baked those pictures.

#[cfg(feature = "bench")]
mod bench;
mod motion;
mod reader;

use crate::flight::Flight;
use crate::geo::{Camera, PlanePoint, Viewport};
use crate::platform::{self, AddressWriter, Detail, DomSlots, EngineEvent, Listener, ReadingLine};
use crate::reading::Navigation;
use crate::stage_calls::{camera_numbers, each_value, Pace, StageCall, OUTLINES, SHEET};
use crate::story::world_camera;
use crate::storyboard::{BakedScenes, Label, StepScene, PAPER_FRAME};
use motion::Flying;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Frames up to this width are small, px; the style sheet has the same number.
const SMALL: f64 = 560.0;

struct Stage {
    board: BakedScenes,
    /// Whether one step stands alone, as in a frame of somebody's article; no other can be read
    /// then.
    is_player: bool,
    /// Whether the tools lead; the reader is followed by them then.
    led: Cell<bool>,
    reading: Cell<Navigation>,
    /// The step whose baked picture is drawn; `None` while it is the one that was sent.
    drawn: Cell<Option<usize>>,
    /// Whether the world's sheet is shown.
    world: Cell<bool>,
    shown: Cell<Camera>,
    frame: Cell<Option<Viewport>>,
    slots: RefCell<DomSlots>,
    /// Labels that came with the ground, after the page.
    ground_labels: RefCell<Option<Vec<Label>>>,
    /// The flight under way, and where it leads.
    flight: RefCell<Option<(Flying, Camera)>>,
    writer: AddressWriter,
    /// What follows the reader; gone once the tools lead.
    reader: RefCell<Option<(ReadingLine, Vec<Listener>)>>,
}

/// Starts the stage. The error is a sentence; the page then stays as it was sent.
///
/// # Errors
/// When the page carries no storyboard, or a damaged one.
pub fn start() -> Result<(), String> {
    let text = platform::embedded_data("storyboard").ok_or("the page carries no storyboard")?;
    let board = BakedScenes::read(&text)?;
    let stage = Rc::new(Stage {
        is_player: platform::first("[data-layout=player]").is_some(),
        led: Cell::new(false),
        reading: Cell::new(Navigation::default()),
        drawn: Cell::new(None),
        world: Cell::new(false),
        shown: Cell::new(board.panels[0].camera),
        frame: Cell::new(None),
        slots: RefCell::new(DomSlots::collect()),
        ground_labels: RefCell::default(),
        flight: RefCell::new(None),
        writer: AddressWriter::default(),
        reader: RefCell::new(None),
        board,
    });
    listen(&stage);
    #[cfg(feature = "bench")]
    bench::show_sites(&stage);
    // Somebody has to own the stage for as long as the page lives.
    std::mem::forget(stage.clone());
    // What the tools alone can show is theirs from the beginning.
    if platform::first("#stage[data-led]").is_some() || stage.asks_for_more() {
        stage.led.set(true);
        platform::send(EngineEvent::LoadTools, &Detail::None);
    } else {
        stage.follow_reader();
        platform::set_live();
        platform::mark_ready();
    }
    Ok(())
}

/// Listens to the tools, to the ground and to the size of the map, for as long as the page lives.
fn listen(stage: &Rc<Stage>) {
    let (sized, ground, called) =
        (Rc::downgrade(stage), Rc::downgrade(stage), Rc::downgrade(stage));
    if let Some(map) = platform::by_id("map") {
        platform::watch_size(&map, move |width, height| {
            with(&sized, |s| {
                s.resize((width > 0.0 && height > 0.0).then_some(Viewport { width, height }))
            });
        });
    }
    // Not every scroll is by a hand: a bar and a search in the page scroll too.
    platform::heed_scrolling(motion::prepare).forget();
    platform::on_event(EngineEvent::Ground, move |_| with(&ground, |s| s.take_ground())).forget();
    platform::on_event(EngineEvent::Stage, move |detail| {
        let call = match detail {
            Detail::Numbers(numbers) => StageCall::of_numbers(&numbers),
            Detail::Text(text) => Some(StageCall::Show(text)),
            Detail::None => None,
        };
        call.into_iter().for_each(|call| with(&called, |s| s.take_call(call)));
    })
    .forget();
}

/// Listeners do not own the stage.
fn with(stage: &Weak<Stage>, act: impl FnOnce(&Rc<Stage>)) {
    if let Some(stage) = stage.upgrade() {
        act(&stage);
    }
}

impl Stage {
    fn take_call(self: &Rc<Self>, call: StageCall) {
        match call {
            StageCall::Lead => self.hand_over(),
            StageCall::Show(values) => self.show_values(&values),
            StageCall::Fly { to, pace } => self.fly(to, pace),
            StageCall::Hold(camera) => {
                self.flight.borrow_mut().take();
                self.shown.set(camera);
                self.show();
            }
            StageCall::Stop => self.stop(),
            StageCall::Tell => self.tell_camera(),
        }
    }

    /// The tools follow the reader from now on. A flight under way goes on.
    fn hand_over(&self) {
        self.led.set(true);
        self.writer.flush();
        self.reader.borrow_mut().take();
        self.tell_camera();
        platform::later(0, motion::prepare);
    }

    fn show_values(&self, values: &str) {
        let slots = self.slots.borrow();
        each_value(values, |slot, attribute, value| match slot {
            OUTLINES => mark_outlines(value.split(' ')),
            SHEET => self.show_sheet(!value.is_empty()),
            _ => slots.write(slot, attribute, value),
        });
    }

    fn show_sheet(&self, world: bool) {
        if self.world.replace(world) != world {
            platform::show_world(world);
        }
    }

    /// Draws the baked picture of the current step, complete.
    fn draw_step(self: &Rc<Self>) {
        let step = self.reading.get().step;
        let panel = &self.board.panels[step];
        let before = self.drawn.replace(Some(step));
        // First, because it asks how large letters are, which is known as long as nothing has
        // changed.
        self.place_labels();
        for change in &self.board.changes {
            // What was sent is the first step's.
            if change.values[before.unwrap_or(0)] != change.values[step] {
                self.slots.borrow().write(&change.slot, &change.attribute, &change.values[step]);
            }
        }
        mark_outlines(panel.outlines.iter().map(String::as_str));
        platform::mark_current_step(&panel.id);
        let was_world = self.world.get();
        self.show_sheet(panel.world);
        // The view that the page opens with is not flown to: nobody is listened to yet. Nor is
        // there a way between sheets.
        let at_once = self.reader.borrow().is_none() || panel.world != was_world;
        self.fly(self.camera_of(panel), if at_once { Pace::AtOnce } else { Pace::Natural });
    }

    /// Puts the labels where the page has them for the present frame.
    fn place_labels(&self) {
        let ground = self.ground_labels.borrow();
        // The first picture of a page stays as it was sent until the ground comes with more names.
        // A frame in an article may be lower than any that it was sent for.
        let first = (self.is_player || ground.is_some()).then_some(0);
        let Some(step) = self.drawn.get().or(first).filter(|_| !self.led.get()) else { return };
        let scale = platform::type_scale();
        let fits = self.frame.get().and_then(|f| {
            self.board
                .frame_for(Viewport { width: f.width / scale, height: f.height / scale }, SMALL)
        });
        let slots = self.slots.borrow();
        for label in self.board.labels.iter().chain(ground.iter().flatten()) {
            let side = fits.map_or("0", |frame| label.side(step, frame));
            slots.write(
                &label.slot,
                "class",
                &[&label.base, " m-", side, " p-", label.side(step, PAPER_FRAME)].concat(),
            );
        }
    }

    /// Takes in what came with the ground: its names, and where they stand.
    fn take_ground(&self) {
        *self.slots.borrow_mut() = DomSlots::collect();
        *self.ground_labels.borrow_mut() =
            platform::embedded_data("ground-board").map(|text| self.board.read_labels(&text));
        self.place_labels();
        motion::read_land_again();
    }

    /// The camera of a step in the present frame: the whole world is shown as large as it can be.
    fn camera_of(&self, panel: &StepScene) -> Camera {
        self.frame
            .get()
            .filter(|_| panel.world)
            .map_or(panel.camera, |frame| world_camera(panel.camera, frame))
    }

    /// The camera that is shown at this moment.
    fn camera(&self) -> Camera {
        motion::camera().unwrap_or_else(|| self.shown.get())
    }

    fn tell_camera(&self) {
        let numbers = camera_numbers(self.camera()).to_vec();
        platform::send(EngineEvent::Camera, &Detail::Numbers(numbers));
    }

    /// Stops the flight under way where it is.
    fn stop(&self) {
        self.shown.set(self.camera());
        if self.flight.borrow_mut().take().is_some() {
            self.show();
        }
    }

    fn fly(self: &Rc<Self>, to: Camera, pace: Pace) {
        let from = self.camera();
        if from == to {
            return self.stop();
        }
        // A flight that leads there already goes on.
        if self.flight.borrow().as_ref().is_some_and(|(_, goal)| *goal == to) {
            return;
        }
        // The flight before stops where it is, and this one starts from there.
        self.flight.borrow_mut().take();
        let path = Flight::between(from, to);
        let ms = match pace {
            _ if platform::prefers_reduced_motion() => 0.0,
            Pace::AtOnce => 0.0,
            Pace::Natural => path.duration_ms(),
            Pace::Within(ms) | Pace::Straight(ms) => ms,
        };
        let is_straight = matches!(pace, Pace::Straight(_));
        let stage = Rc::downgrade(self);
        let flight = motion::fly(
            move |share| if is_straight { straight(from, to, share) } else { path.at(share) },
            ms,
            self.frame.get(),
            self.world.get(),
            move |camera| {
                with(&stage, |s| {
                    s.shown.set(camera);
                    s.show();
                    if s.led.get() {
                        s.tell_camera();
                    }
                });
            },
        );
        *self.flight.borrow_mut() = Some((flight, to));
    }

    fn show(&self) {
        motion::show(self.shown.get(), self.frame.get(), self.world.get());
        #[cfg(feature = "bench")]
        bench::follow();
    }

    fn resize(&self, frame: Option<Viewport>) {
        self.frame.set(frame);
        // First, because it asks how large letters are, which is known as long as nothing has
        // changed.
        self.place_labels();
        if self.world.get() && !self.led.get() {
            self.flight.borrow_mut().take();
            self.shown.set(self.camera_of(&self.board.panels[self.reading.get().step]));
        }
        self.show();
    }
}

/// The camera at a share of a straight way, slower towards its end. What lies under the point that
/// a zoom is about stays there, because middle and span change in step.
fn straight(from: Camera, to: Camera, share: f64) -> Camera {
    let left = (1.0 - share) * (1.0 - share) * (1.0 - share);
    let mix = |a: f64, b: f64| b + (a - b) * left;
    if share < 1.0 {
        Camera {
            center: PlanePoint {
                x: mix(from.center.x, to.center.x),
                y: mix(from.center.y, to.center.y),
            },
            span_km: mix(from.span_km, to.span_km),
        }
    } else {
        to
    }
}

/// Draws the outlines of these places strongly, and no others.
fn mark_outlines<'a>(places: impl Iterator<Item = &'a str>) {
    let selectors: Vec<String> = places
        .filter(|id| !id.is_empty())
        .map(|id| ["[data-outline=\"", id, "\"]"].concat())
        .collect();
    platform::toggle_class_where(&selectors.join(","), "is-subject-outline");
}
