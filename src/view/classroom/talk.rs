//! Keeping the two windows in step: what one shows the other shows, whichever was touched.

use super::{now, Heard, LessonContext};
use crate::platform;
use crate::story::{is_later, Action, Lesson, Link, Message, Role, Says, Teach, SILENT_MS};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What one window knows of the talk.
struct Line {
    room: LessonContext,
    channel: platform::Channel,
    name: String,
    /// Counts the changes of both windows.
    turn: Cell<u32>,
    /// Other windows: their kind, and when they were last heard.
    heard: RefCell<BTreeMap<String, (Role, f64)>>,
    /// The state that was last sent or taken.
    known: RefCell<String>,
}

/// What is kept of the count of changes, so that a window that was loaded again, or went on in
/// another language, does not follow an older state.
const KEPT_TURN: &str = "turn";

/// Opens the talk for as long as the page lives.
pub(super) fn open(room: LessonContext) {
    keep_time(room);
    let slot: Rc<RefCell<Option<Rc<Line>>>> = Rc::new(RefCell::new(None));
    let hear = slot.clone();
    let channel = platform::open_channel(move |text| {
        let line = hear.borrow().clone();
        if let (Some(line), Some(message)) = (line, Message::read(&text)) {
            line.hear(message);
        }
    });
    // The screen's first state counts more than that of a speaker's window which has not heard yet.
    let kept = platform::kept(KEPT_TURN).and_then(|turn| turn.parse().ok());
    let turn = Cell::new(kept.unwrap_or(u32::from(room.role == Role::Screen)));
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
        room.lang.track();
        each.tell_change();
    });
    let bye = line.clone();
    platform::on_leaving(move || bye.send(Says::Bye)).forget();
    platform::every_second(move || {
        line.send(Says::Here);
        line.look_who_is_there();
    });
}

/// The clock starts with the speaker's first window. From then on whichever window is open tells it
/// of each step.
fn keep_time(room: LessonContext) {
    let (clock, step) = untrack(|| room.store.with(|s| (s.lesson.clock, s.step.0)));
    let stands = !clock.runs() && room.role == Role::Speaker;
    if stands || clock.runs() && clock.step != step {
        room.teach(Teach::Time(now()));
    }
}

/// The present state as text.
fn state_text(room: LessonContext) -> String {
    untrack(|| {
        room.store.with(|s| {
            let link = Link::to(s).write(&room.store.atlas());
            written(&link, &s.lesson, &room.lang.get_untracked())
        })
    })
}

fn written(link: &str, lesson: &Lesson, lang: &str) -> String {
    [link, &serde_json::to_string(lesson).unwrap_or_default(), lang].join("\n")
}

impl Line {
    fn send(&self, says: Says) {
        if let Some(text) = Message::new(self.room.role, &self.name, says).write() {
            self.channel.send(&text);
        }
    }

    fn send_state(&self) {
        let (link, lesson) = untrack(|| {
            self.room
                .store
                .with(|s| (Link::to(s).write(&self.room.store.atlas()), s.lesson.clone()))
        });
        let lang = self.room.lang.get_untracked();
        self.send(Says::State { turn: self.turn.get(), lang, link, lesson: Box::new(lesson) });
    }

    fn set_turn(&self, turn: u32) {
        self.turn.set(turn);
        platform::keep_for_reload(KEPT_TURN, &turn.to_string());
    }

    /// Where the lesson went on in another language this window does, too, by the page of that
    /// language.
    fn follow_language(&self) {
        let room = self.room;
        if room.lang.get_untracked() != room.store.atlas().lang && !super::follow_language(room) {
            room.lang.set(room.store.atlas().lang.clone());
        }
    }

    /// Tells the others what was changed here; what was taken from them is known to them.
    fn tell_change(&self) {
        keep_time(self.room);
        let text = state_text(self.room);
        if *self.known.borrow() != text {
            *self.known.borrow_mut() = text;
            self.set_turn(self.turn.get().saturating_add(1));
            self.send_state();
            self.follow_language();
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
            Says::Hello if self.turn.get() > 0 => self.send_state(),
            // Who knows nothing yet has nothing to tell, and asks the screen that came later.
            Says::Hello if role == Role::Screen => self.send(Says::Hello),
            Says::State { turn, lang, link, lesson } if is_later(turn, role, self.turn.get()) => {
                let store = self.room.store;
                let (link, _) = Link::read(&link, &store.atlas());
                self.set_turn(turn);
                // What comes of it is known before the change is noticed.
                let told = crate::story::update(
                    &store.atlas(),
                    untrack(|| store.state()),
                    Action::Follow(link.clone(), lesson.clone()),
                );
                *self.known.borrow_mut() = written(
                    &Link::to(&told.state).write(&store.atlas()),
                    &told.state.lesson,
                    &lang,
                );
                store.dispatch(Action::Follow(link, lesson));
                self.room.lang.set(lang);
                self.follow_language();
            }
            // Who is behind is told.
            Says::State { turn, .. } if turn < self.turn.get() => self.send_state(),
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
        let heard =
            Heard { other: is(other), ever: before.ever || is(other), twin: is(self.room.role) };
        if heard != before {
            self.room.heard.set(heard);
        }
    }
}
