//! Following the reader from step to step, until the tools do.

use super::{motion, with, Stage};
use crate::platform::{self, Choice, Detail, EngineEvent, ReadingLine};
use crate::reading::{NavEffect, NavEvent};
use std::rc::Rc;

/// A reader who is still at a step after so long has not only scrolled past it, ms.
const STAY_MS: u32 = 600;

/// What an address may ask for.
enum Asked {
    Nothing,
    Step(usize),
    /// The browser's.
    Other,
    /// What only the tools understand.
    More,
}

impl Stage {
    /// The page's own text has its place already: the browser scrolled to the step in the address,
    /// or back to where the reader was.
    pub(super) fn follow_reader(self: &Rc<Self>) {
        let of = |stage: &Rc<Stage>| Rc::downgrade(stage);
        let (stepping, scrolled) = (of(self), of(self));
        let (chosen, address) = (of(self), of(self));
        // All that asks where things are comes first: once anything has changed it would wait for a
        // layout.
        let line = ReadingLine::watch(
            move |step| with(&stepping, |s| s.arrive(step)),
            move || {
                motion::prepare();
                with(&scrolled, |s| s.turn(NavEvent::Scrolled));
            },
        );
        let on_line = platform::step_on_line();
        platform::keep_place(&platform::address().fragment);
        on_line.into_iter().for_each(|id| self.arrive(&id));
        match self.asked() {
            Asked::Step(step) if step != self.reading.get().step => self.turn(NavEvent::Open(step)),
            _ => {}
        }
        if self.drawn.get().is_none() {
            platform::mark_current_step(&self.board.panels[0].id);
        }
        let listeners = vec![
            platform::open_sources_in_place(),
            platform::on_choice(move |choice| with(&chosen, |s| s.choose(choice))),
            platform::hold_scroll_place(),
            platform::on_address_change(move || with(&address, |s| s.open_address())),
        ];
        *self.reader.borrow_mut() = Some((line, listeners));
    }

    /// Whether the address asks for what only the tools understand.
    pub(super) fn asks_for_more(&self) -> bool {
        matches!(self.asked(), Asked::More)
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
            Asked::More => platform::send(EngineEvent::LoadTools, &Detail::None),
            Asked::Other => {}
        }
    }

    fn turn(self: &Rc<Self>, turn: NavEvent) {
        let before = self.reading.get();
        let (reading, effects) = before.turned(self.board.panels.len(), turn);
        self.reading.set(reading);
        if reading.step != before.step {
            self.draw_step();
            self.call_tools_to_world();
        }
        for effect in effects {
            self.perform(*effect);
        }
    }

    /// The plants on the world's map are the tools', for those who stay to see them.
    fn call_tools_to_world(self: &Rc<Self>) {
        let (stage, step) = (Rc::downgrade(self), self.reading.get().step);
        if self.board.panels[step].world {
            platform::later(STAY_MS, move || {
                with(&stage, |s| {
                    if !s.led.get() && s.drawn.get() == Some(step) {
                        platform::send(EngineEvent::LoadTools, &Detail::None);
                    }
                });
            });
        }
    }

    fn perform(self: &Rc<Self>, effect: NavEffect) {
        let panel = &self.board.panels[self.reading.get().step];
        match effect {
            NavEffect::Scroll if self.is_player => platform::begin_pane(),
            NavEffect::Scroll => {
                let stage = Rc::downgrade(self);
                platform::scroll_to(&panel.id, move || {
                    with(&stage, |s| s.turn(NavEvent::Scrolled))
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

    /// What a reader chooses beyond a step is written into the address, where the tools find it.
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
                let step =
                    step_of_mark("data-project", &id).and_then(|step| self.board.step(&step));
                return step.into_iter().for_each(|step| self.turn(NavEvent::Go(step)));
            }
            Choice::Project(id) => (step_of_mark("data-project", &id), ["project=", &id].concat()),
            Choice::Event(id) => (step_of_mark("data-event", &id), ["event=", &id].concat()),
            Choice::Place(id) => (None, ["place=", &id].concat()),
            Choice::Only(id) => (None, ["stages=", &id].concat()),
        };
        let step = step.unwrap_or_else(here);
        if let Some(step) = self.board.step(&step) {
            self.turn(NavEvent::Open(step));
        }
        self.writer.push(["#step=", &step, "&", &more].concat());
        platform::send(EngineEvent::LoadTools, &Detail::None);
    }
}

/// The step that tells of something, by the address of its mark.
fn step_of_mark(attribute: &str, id: &str) -> Option<String> {
    let mark = platform::first(&["#stage a[", attribute, "=\"", id, "\"]"].concat())?;
    Some(mark.get_attribute("href")?.strip_prefix("#step=")?.to_string())
}
