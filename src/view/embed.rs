//! In a frame of somebody's article: the layout that the host allows, and what the two say to each other.
//!
//! Every frame begins as a player of one step at a time. Where the host says where the reader's window
//! is, it becomes as high as the story and scrolls with the article.

use super::Store;
use crate::embed::{preferred_height, Follow, FromHost, Host, Message, Outgoing, Told};
use crate::platform::{self, Layout, Mail};
use crate::story::{Action, Link, Subject};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A host that answers each question is asked again in the next frame while its window moves, and so
/// long after it came to rest, ms.
const ASK_AGAIN_MS: u32 = 100;
/// The text has been moved when the window lies this far from where it was, px.
const MOVED_PX: f64 = 40.0;

struct Frame {
    store: Store,
    host: RefCell<Host>,
    /// Whether the story may scroll with the article: all of it is shown, from its beginning. One that
    /// begins elsewhere would have to scroll the article to get there.
    may_follow: bool,
    /// The height that the host was last asked for, px.
    asked: Cell<u32>,
    /// Height of the content, px.
    content: Cell<f64>,
    /// Where the window was when the text last counted as moved, px.
    rested: Cell<f64>,
    /// Where the window was last, px.
    top: Cell<f64>,
}

/// Makes the page at home in a frame.
pub(super) fn settle(store: Store) {
    let address = platform::address();
    let frame = Rc::new(Frame {
        store,
        host: RefCell::new(Host::of_address(&address.query, &address.fragment)),
        may_follow: platform::part_name().is_empty() && !address.fragment.contains("step="),
        asked: Cell::new(0),
        content: Cell::new(0.0),
        rested: Cell::new(0.0),
        top: Cell::new(0.0),
    });
    lay_out(&frame, Layout::Player);
    let hearing = frame.clone();
    platform::on_mail(move |mail| hear(&hearing, mail)).forget();
    let measuring = frame.clone();
    platform::watch_content(move |height| {
        measuring.content.set(height);
        tell_height(&measuring);
    });
    send(frame.host.borrow().ask());
    tell_what_happens(store);
    platform::on_swipe_beside(move |onward| {
        if platform::layout() == Layout::Player {
            store.dispatch(if onward { Action::Next } else { Action::Back });
        }
    })
    .forget();
    platform::open_links_outside(move || platform::hint_once(&store.atlas().words.hint_link)).forget();
}

/// A frame of a system or of the laboratory opens at the first step that has one, unless the step of its
/// address has.
pub(super) fn open_part(store: Store) {
    let part = platform::part_name();
    if !["system", "laboratory"].contains(&part.as_str()) {
        return;
    }
    let atlas = store.atlas();
    let holds = |id: &str| platform::first(&format!("#step-{id} figure.{part}")).is_some();
    let here = untrack(|| store.with(|s| s.step));
    if !holds(&atlas.step(here).id) {
        let step = atlas.steps.iter().find(|s| holds(&s.id)).and_then(|s| atlas.step_ix(&s.id));
        if step.is_some() {
            store.dispatch(Action::Open(Link { step, ..Link::default() }));
        }
    }
}

fn lay_out(frame: &Rc<Frame>, layout: Layout) {
    let bringing = Rc::downgrade(frame);
    platform::set_layout(layout, move |top| {
        if let Some(frame) = bringing.upgrade() {
            // A place in the story, whole px above zero.
            send(frame.host.borrow().bring(top.round() as u32));
        }
    });
}

fn hear(frame: &Rc<Frame>, mail: Mail) -> bool {
    let message = match mail {
        Mail::Text(text) => Message::Text(text),
        Mail::Own(version, kind, value, top, height) => Message::Own { version, kind, value, top, height },
        Mail::Other => Message::Other,
    };
    let Some(said) = FromHost::read(&message) else { return false };
    let store = frame.store;
    match said {
        FromHost::Hello(follow) => frame.host.borrow_mut().own = Some(follow),
        FromHost::Resizer(id) => {
            frame.host.borrow_mut().resizer = Some(id);
            let host = frame.host.borrow();
            let asked = frame.asked.get();
            send(host.greet(if asked > 0 { asked } else { preferred_height(platform::window_width()) }, width()));
            send(host.ask());
        }
        FromHost::Window { top, height } => follow(frame, top, height),
        FromHost::GoTo(step) => match store.atlas().step_ix(&step) {
            Some(step) => store.dispatch(Action::Go(step)),
            None => return false,
        },
        FromHost::SetLang(lang) => return platform::go_to_language(&lang),
        FromHost::SetTheme(theme) => platform::set_theme(&theme),
        FromHost::Nothing => {}
    }
    true
}

/// The reader's window lies over the frame: the story follows it.
fn follow(frame: &Rc<Frame>, top: f64, height: f64) {
    let store = frame.store;
    if platform::layout() == Layout::Player && frame.may_follow {
        match frame.host.borrow().follow() {
            Some(Follow::Pinned) => lay_out(frame, Layout::Pinned),
            Some(Follow::Flow) => lay_out(frame, Layout::Flow),
            None => return,
        }
        platform::set_band(top, height);
        tell_height(frame);
        // The step that was being shown keeps its place.
        let step = untrack(|| store.with(|s| s.step));
        if step.0 > 0 {
            store.dispatch(Action::Go(step));
        }
        return ask_again(frame, true);
    }
    platform::set_band(top, height);
    let moved = frame.top.replace(top) != top;
    if platform::layout() == Layout::Flow {
        if (top - frame.rested.get()).abs() > MOVED_PX {
            frame.rested.set(top);
            store.dispatch(Action::TextMoved);
        }
        let step = platform::step_on_line().and_then(|id| store.atlas().step_ix(&id));
        step.into_iter().for_each(|step| store.dispatch(Action::Arrived(step)));
    }
    ask_again(frame, moved);
}

/// pym.js answers when it is asked; whether it also tells of itself is the article's choice.
fn ask_again(frame: &Rc<Frame>, soon: bool) {
    if frame.host.borrow().pym.is_none() || frame.host.borrow().own.is_some() {
        return;
    }
    let asking = Rc::downgrade(frame);
    let ask = move || asking.upgrade().into_iter().for_each(|frame| send(frame.host.borrow().ask()));
    if soon {
        platform::next_frame_do(ask);
    } else {
        platform::later(ASK_AGAIN_MS, ask);
    }
}

/// The frame's width, px.
fn width() -> u32 {
    platform::window_width() as u32
}

fn tell_height(frame: &Frame) {
    let (layout, height) = match (platform::layout(), platform::part_name().as_str()) {
        (Layout::Flow, _) => ("flow", frame.content.get()),
        (Layout::Pinned, _) => ("pinned", frame.content.get()),
        (_, "step" | "system" | "laboratory") => ("part", frame.content.get()),
        _ => ("player", f64::from(preferred_height(platform::window_width()))),
    };
    // A frame that is not shown has no height, and asks for none.
    let px = height.ceil() as u32;
    if px > 0 && frame.asked.replace(px) != px {
        send(frame.host.borrow().height(px, width(), layout, &platform::own_address()));
    }
}

/// Tells our own host script of steps and choices, and of nothing else.
fn tell_what_happens(store: Store) {
    let step = store.slice(|s| s.step);
    Effect::new(move |before: Option<bool>| {
        let (atlas, step) = (store.atlas(), step.get());
        let id = atlas.step(step).id.clone();
        send(vec![match before {
            None => Told::Ready(id).message(),
            Some(_) => Told::Step(id, step.0 + 1).message(),
        }]);
        true
    });
    let chosen = store.slice(|s| s.chosen);
    Effect::new(move |before: Option<bool>| {
        let atlas = store.atlas();
        let told = match chosen.get() {
            Some(Subject::Event(ix)) => atlas.events.get(ix.0).map(|e| ("event", e.id.clone())),
            Some(Subject::Project(ix)) => atlas.projects.get(ix.0).map(|p| ("project", p.id.clone())),
            Some(Subject::Place(ix)) => atlas.places.get(ix.0).map(|p| ("place", p.id.clone())),
            Some(Subject::Facility(ix)) => atlas.facilities.get(ix.0).map(|f| ("facility", f.id.clone())),
            None => None,
        };
        if let Some((kind, id)) = told.filter(|_| before.is_some()) {
            send(vec![Told::Choice(kind, id).message()]);
        }
        true
    });
}

fn send(messages: Vec<Outgoing>) {
    if platform::is_framed() {
        messages.iter().for_each(|m| platform::tell_host(&m.text, m.object));
    }
}
