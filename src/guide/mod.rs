//! The guide: follows the story from step to step with the picture that the storyboard has for
//! each.
//!
//! It is an engine of its own, small enough to be there with the page. All that a reader takes in
//! hand is the tools' (`view`), which are fetched when they are wanted; the guide then steps aside,
//! and the tools go on with the stage as it stands.

use crate::flight::Flight;
use crate::geo::{Camera, Viewport};
use crate::motion::{self, Flying};
use crate::platform::{self, AddressWriter, Choice, DomSlots, Listener, ReadingLine};
use crate::reading::{NavEffect, NavEvent, Navigation};
use crate::story::world_camera;
use crate::storyboard::{BakedScenes, Label, StepScene, PAPER_FRAME};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Frames up to this width are small, px; the style sheet has the same number.
const SMALL: f64 = 560.0;

/// A reader who is still at a step after so long has not only scrolled past it, ms.
const STAY_MS: u32 = 600;

struct Guide {
    board: BakedScenes,
    /// Whether one step stands alone, as in a frame of somebody's article; no other can be read
    /// then.
    is_player: bool,
    reading: Cell<Navigation>,
    /// The step whose picture is drawn; `None` while it is the one that was sent.
    drawn: Cell<Option<usize>>,
    shown: Cell<Camera>,
    frame: Cell<Option<Viewport>>,
    slots: RefCell<DomSlots>,
    /// Labels that came with the ground, after the page.
    ground_labels: RefCell<Option<Vec<Label>>>,
    flight: RefCell<Option<Flying>>,
    writer: AddressWriter,
    /// What is listened to; gone when the guide steps aside.
    watch: RefCell<Option<(ReadingLine, Vec<Listener>)>>,
}

/// Leads through the story. The error is a sentence; the page then stays as it was sent.
///
/// # Errors
/// When the page carries no storyboard, a damaged one, or no stage.
pub fn lead() -> Result<(), String> {
    // A guide that comes after the instruments leaves the page to them.
    if platform::first("[data-live]").is_some() {
        return Ok(());
    }
    let text = platform::embedded_data("storyboard").ok_or("the page carries no storyboard")?;
    let board = BakedScenes::read(&text)?;
    let first = &board.panels[0];
    let guide = Rc::new(Guide {
        is_player: platform::first("[data-layout=player]").is_some(),
        reading: Cell::new(Navigation::default()),
        drawn: Cell::new(None),
        shown: Cell::new(first.camera),
        frame: Cell::new(None),
        slots: RefCell::new(DomSlots::collect()),
        ground_labels: RefCell::default(),
        flight: RefCell::new(None),
        writer: AddressWriter::default(),
        watch: RefCell::new(None),
        board,
    });
    begin(&guide);
    platform::set_live();
    platform::mark_ready();
    Ok(())
}

fn begin(guide: &Rc<Guide>) {
    let of = |guide: &Rc<Guide>| Rc::downgrade(guide);
    let (sized, stepping, scrolled, aside) = (of(guide), of(guide), of(guide), of(guide));
    let (chosen, address, ground) = (of(guide), of(guide), of(guide));
    // All that asks where things are comes first: once anything has changed it would wait for a
    // layout.
    let line = ReadingLine::watch(
        move |step| with(&stepping, |g| g.arrive(step)),
        move || {
            motion::prepare();
            with(&scrolled, |g| g.turn(NavEvent::Scrolled));
        },
    );
    let on_line = platform::step_on_line();
    if let Some(map) = platform::by_id("map") {
        platform::watch_size(&map, move |width, height| {
            with(&sized, |g| {
                g.resize((width > 0.0 && height > 0.0).then_some(Viewport { width, height }))
            });
        });
    }
    platform::keep_place(&platform::address().fragment);
    guide.start(on_line);
    let listeners = vec![
        platform::open_sources_in_place(),
        platform::on_choice(move |choice| with(&chosen, |g| g.choose(choice))),
        platform::hold_scroll_place(),
        platform::on_address_change(move || with(&address, |g| g.open_address())),
        // Not every scroll is by a hand: a bar and a search in the page scroll too.
        platform::heed_scrolling(motion::prepare),
        platform::on_call(platform::EngineEvent::Ground, move || {
            with(&ground, |g| g.take_ground())
        }),
        platform::on_call(platform::EngineEvent::Detach, move || with(&aside, |g| g.step_aside())),
    ];
    *guide.watch.borrow_mut() = Some((line, listeners));
    // Somebody has to own the guide for as long as the page lives.
    std::mem::forget(guide.clone());
}

/// Listeners do not own the guide.
fn with(guide: &Weak<Guide>, act: impl FnOnce(&Rc<Guide>)) {
    if let Some(guide) = guide.upgrade().filter(|g| !g.has_left()) {
        act(&guide);
    }
}

impl Guide {
    /// The page's own text has its place already: the browser scrolled to the step in the address,
    /// or back to where the reader was. `on_line` is the step that lies on the reading line there.
    fn start(self: &Rc<Self>, on_line: Option<String>) {
        on_line.into_iter().for_each(|id| self.arrive(&id));
        match self.asked() {
            Asked::Step(step) if step != self.reading.get().step => self.turn(NavEvent::Open(step)),
            Asked::More => platform::call(platform::EngineEvent::LoadTools),
            _ => {}
        }
        if self.drawn.get().is_none() {
            platform::mark_current_step(&self.board.panels[0].id);
        }
    }

    /// The reading line lies in a step.
    fn arrive(self: &Rc<Self>, id: &str) {
        if !self.is_player {
            self.board.step(id).into_iter().for_each(|step| self.turn(NavEvent::Arrived(step)));
        }
    }

    /// What the address asks for.
    fn asked(&self) -> Asked {
        let fragment = platform::address().fragment;
        // WordPress appends `#?secret=` to whatever there is.
        let mut parts = fragment.split(['#', '?']);
        let Some(named) = parts.find(|part| !part.is_empty() && !part.starts_with("secret="))
        else {
            return Asked::Nothing;
        };
        let step = named
            .strip_prefix("step=")
            .or(named.strip_prefix("step-"))
            .and_then(|id| self.board.step(id));
        match step {
            Some(step) => Asked::Step(step),
            // Fragments of the page itself, such as a note's, are the browser's.
            None if !named.contains('=') && platform::by_id(named).is_some() => Asked::Other,
            None => Asked::More,
        }
    }

    fn open_address(self: &Rc<Self>) {
        match self.asked() {
            Asked::Step(step) => self.turn(NavEvent::Open(step)),
            // Back to where no step was named is back to the beginning.
            Asked::Nothing => self.turn(NavEvent::Open(0)),
            Asked::More => platform::call(platform::EngineEvent::LoadTools),
            Asked::Other => {}
        }
    }

    fn turn(self: &Rc<Self>, turn: NavEvent) {
        let before = self.reading.get();
        let (reading, errands) = before.turned(self.board.panels.len(), turn);
        self.reading.set(reading);
        if reading.step != before.step {
            self.draw();
        }
        for errand in errands {
            self.run(*errand);
        }
    }

    fn run(self: &Rc<Self>, errand: NavEffect) {
        let panel = &self.board.panels[self.reading.get().step];
        match errand {
            NavEffect::Scroll if self.is_player => platform::begin_pane(),
            NavEffect::Scroll => {
                let guide = Rc::downgrade(self);
                platform::scroll_to(&panel.id, move || {
                    with(&guide, |g| g.turn(NavEvent::Scrolled))
                });
            }
            NavEffect::Write { new_entry } => {
                let fragment = ["#step=", &panel.id].concat();
                platform::keep_place(&fragment);
                if new_entry {
                    self.writer.push(fragment);
                } else {
                    self.writer.replace(fragment);
                }
            }
            NavEffect::Announce => platform::announce(&panel.announced),
        }
    }

    /// What a reader chooses beyond a step is written into the address, where the instruments find
    /// it.
    fn choose(self: &Rc<Self>, choice: Choice) {
        let here = || self.board.panels[self.reading.get().step].id.clone();
        let (step, more) = match choice {
            Choice::Next => return self.turn(NavEvent::Next),
            Choice::Back => return self.turn(NavEvent::Back),
            Choice::Step(id) => {
                return self
                    .board
                    .step(&id)
                    .into_iter()
                    .for_each(|step| self.turn(NavEvent::Go(step)))
            }
            Choice::Told(id) => {
                let step = told("data-project", &id).and_then(|step| self.board.step(&step));
                return step.into_iter().for_each(|step| self.turn(NavEvent::Go(step)));
            }
            Choice::Project(id) => (told("data-project", &id), ["project=", &id].concat()),
            Choice::Event(id) => (told("data-event", &id), ["event=", &id].concat()),
            Choice::Place(id) => (None, ["place=", &id].concat()),
            Choice::Only(id) => (None, ["stages=", &id].concat()),
        };
        let step = step.unwrap_or_else(here);
        if let Some(step) = self.board.step(&step) {
            self.turn(NavEvent::Open(step));
        }
        self.writer.push(["#step=", &step, "&", &more].concat());
        platform::call(platform::EngineEvent::LoadTools);
    }

    /// Draws the current step, complete.
    fn draw(self: &Rc<Self>) {
        let step = self.reading.get().step;
        let panel = &self.board.panels[step];
        let before = self.drawn.replace(Some(step));
        // First, because it asks how large letters are, which is known as long as nothing has
        // changed.
        self.label();
        for change in &self.board.changes {
            // What was sent is the first step's.
            if change.values[before.unwrap_or(0)] != change.values[step] {
                self.slots.borrow().write(&change.slot, &change.attribute, &change.values[step]);
            }
        }
        platform::toggle_class_where(&outlines(&panel.outlines), "is-subject-outline");
        platform::mark_current_step(&panel.id);
        let was_world = before.is_some_and(|b| self.board.panels[b].world);
        if panel.world != was_world {
            platform::show_world(panel.world);
        }
        // The plants on the world's map are the instruments', for those who stay to see them.
        if panel.world {
            let guide = Rc::downgrade(self);
            platform::later(STAY_MS, move || {
                with(&guide, |g| {
                    if g.drawn.get() == Some(step) {
                        platform::call(platform::EngineEvent::LoadTools);
                    }
                });
            });
        }
        // The view that the page opens with is not flown to: nobody is listened to yet. Nor is
        // there a way between sheets.
        self.fly(self.camera_of(panel), self.watch.borrow().is_none() || panel.world != was_world);
    }

    /// Puts the labels where they are free in the present frame.
    fn label(&self) {
        let ground = self.ground_labels.borrow();
        // The first picture of a page stays as it was sent until the ground comes with more names.
        // A frame in an article may be lower than any that it was sent for.
        let first = (self.is_player || ground.is_some()).then_some(0);
        let Some(step) = self.drawn.get().or(first) else { return };
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
        self.label();
        motion::read_land_again();
    }

    /// The camera of a step in the present frame: the whole world is shown as large as it can be.
    fn camera_of(&self, panel: &StepScene) -> Camera {
        self.frame
            .get()
            .filter(|_| panel.world)
            .map_or(panel.camera, |frame| world_camera(panel.camera, frame))
    }

    fn fly(self: &Rc<Self>, target: Camera, at_once: bool) {
        // The flight before stops where it is, and this one starts from there.
        let from = motion::camera().unwrap_or_else(|| self.shown.get());
        self.flight.borrow_mut().take();
        let path = Flight::between(from, target);
        let duration =
            if at_once || platform::prefers_reduced_motion() { 0.0 } else { path.duration_ms() };
        let guide = Rc::downgrade(self);
        let flight = motion::fly(
            move |share| path.at(share),
            duration,
            self.frame.get(),
            self.shows_world(),
            move |camera| {
                with(&guide, |g| {
                    g.shown.set(camera);
                    g.show();
                });
            },
        );
        *self.flight.borrow_mut() = Some(flight);
    }

    fn show(&self) {
        motion::show(self.shown.get(), self.frame.get(), self.shows_world());
    }

    fn shows_world(&self) -> bool {
        self.drawn.get().is_some_and(|step| self.board.panels[step].world)
    }

    fn resize(&self, frame: Option<Viewport>) {
        self.frame.set(frame);
        // First, because it asks how large letters are, which is known as long as nothing has
        // changed.
        self.label();
        if self.shows_world() {
            self.shown.set(self.camera_of(&self.board.panels[self.reading.get().step]));
        }
        self.show();
    }

    fn has_left(&self) -> bool {
        self.drawn.get() == Some(LEFT)
    }

    /// Leaves the stage as it is to the tools, which write all of it themselves.
    fn step_aside(&self) {
        self.drawn.set(Some(LEFT));
        self.flight.borrow_mut().take();
        self.writer.flush();
        motion::end();
        // Called by one of these listeners, which cannot be dropped meanwhile.
        if let Some((line, listeners)) = self.watch.borrow_mut().take() {
            platform::later(0, move || drop((line, listeners)));
        }
    }
}

/// Stands for the step of a guide that stepped aside.
const LEFT: usize = usize::MAX;

/// What an address may ask a guide for.
enum Asked {
    Nothing,
    Step(usize),
    /// The browser's.
    Other,
    /// What only the instruments understand.
    More,
}

/// The step that tells of something, by the address of its mark.
fn told(attribute: &str, id: &str) -> Option<String> {
    let mark = platform::first(&["#stage a[", attribute, "=\"", id, "\"]"].concat())?;
    Some(mark.get_attribute("href")?.strip_prefix("#step=")?.to_string())
}

fn outlines(places: &[String]) -> String {
    places.iter().map(|id| ["[data-outline=\"", id, "\"]"].concat()).collect::<Vec<_>>().join(",")
}
