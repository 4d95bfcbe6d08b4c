//! Keeping the two windows in step: what one shows the other shows, whichever was touched.

use super::{Heard, Room};
use crate::platform;
use crate::story::{is_later, Action, Link, Message, Role, Says, SILENT_MS};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What one window knows of the talk.
struct Line {
    room: Room,
    channel: platform::Channel,
    name: String,
    /// Counts the changes of both windows.
    turn: Cell<u32>,
    /// Other windows: their kind, and when they were last heard.
    heard: RefCell<BTreeMap<String, (Role, f64)>>,
    /// The state that was last sent or taken.
    known: RefCell<String>,
}

/// Opens the talk for as long as the page lives.
pub(super) fn open(room: Room) {
    let slot: Rc<RefCell<Option<Rc<Line>>>> = Rc::new(RefCell::new(None));
    let hear = slot.clone();
    let channel = platform::open_channel(move |text| {
        let line = hear.borrow().clone();
        if let (Some(line), Some(message)) = (line, Message::read(&text)) {
            line.hear(message);
        }
    });
    // The screen's first state counts more than that of a speaker's window which has not heard yet.
    let turn = Cell::new(u32::from(room.role == Role::Screen));
    let line = Rc::new(Line {
        room,
        channel,
        name: platform::some_name(),
        turn,
        heard: RefCell::default(),
        known: RefCell::new(state_text(room)),
    });
    *slot.borrow_mut() = Some(line.clone());
    line.send(Says::Hello);
    let each = line.clone();
    Effect::new(move |_| {
        room.store.with(|_| ());
        each.tell_change();
    });
    let bye = line.clone();
    platform::on_leaving(move || bye.send(Says::Bye)).forget();
    platform::every_second(move || {
        line.send(Says::Here);
        line.look_who_is_there();
    });
}

/// The present state as text.
fn state_text(room: Room) -> String {
    untrack(|| {
        room.store.with(|s| {
            let link = Link::to(s).write(&room.store.atlas());
            format!("{link}\n{}", serde_json::to_string(&s.lesson).unwrap_or_default())
        })
    })
}

impl Line {
    fn send(&self, says: Says) {
        if let Some(text) = Message::new(self.room.role, &self.name, says).write() {
            self.channel.send(&text);
        }
    }

    fn send_state(&self) {
        let (link, lesson) = untrack(|| self.room.store.with(|s| (Link::to(s).write(&self.room.store.atlas()), s.lesson.clone())));
        self.send(Says::State { turn: self.turn.get(), link, lesson: Box::new(lesson) });
    }

    /// Tells the others what was changed here; what was taken from them is known to them.
    fn tell_change(&self) {
        let text = state_text(self.room);
        if *self.known.borrow() != text {
            *self.known.borrow_mut() = text;
            self.turn.set(self.turn.get().saturating_add(1));
            self.send_state();
        }
    }

    fn hear(&self, message: Message) {
        let Message { role, window, says, .. } = message;
        if says == Says::Bye {
            self.heard.borrow_mut().remove(&window);
        } else {
            self.heard.borrow_mut().insert(window, (role, platform::now_ms()));
        }
        match says {
            // Who knows nothing yet has nothing to tell.
            Says::Hello if self.turn.get() > 0 => self.send_state(),
            Says::State { turn, link, lesson } if is_later(turn, role, self.turn.get()) => {
                let store = self.room.store;
                let (link, _) = Link::read(&link, &store.atlas());
                self.turn.set(turn);
                // What comes of it is known before the change is noticed.
                let told = crate::story::update(&store.atlas(), untrack(|| store.state()), Action::Follow(link.clone(), lesson.clone()));
                let text = format!(
                    "{}\n{}",
                    Link::to(&told.state).write(&store.atlas()),
                    serde_json::to_string(&told.state.lesson).unwrap_or_default()
                );
                *self.known.borrow_mut() = text;
                store.dispatch(Action::Follow(link, lesson));
            }
            _ => {}
        }
        self.look_who_is_there();
    }

    fn look_who_is_there(&self) {
        let now = platform::now_ms();
        self.heard.borrow_mut().retain(|_, (_, at)| (now - *at).abs() < SILENT_MS);
        let is = |role: Role| self.heard.borrow().values().any(|(r, _)| *r == role);
        let other = match self.room.role {
            Role::Screen => Role::Speaker,
            Role::Speaker => Role::Screen,
        };
        let before = self.room.heard.get_untracked();
        let heard = Heard { other: is(other), ever: before.ever || is(other), twin: is(self.room.role) };
        if heard != before {
            self.room.heard.set(heard);
        }
    }
}
