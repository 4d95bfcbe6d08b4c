//! In a frame of somebody's article: the layout that the host allows, and what the two say to each
//! other.
//!
//! Every frame begins as a player of one step at a time. Where the host says where the reader's
//! window is, it becomes as high as the story and scrolls with the article.

use super::Store;
use crate::embed::{
    carried, paper_height, preferred_height, Follow, FromHost, Host, Message, Outgoing, Size, Told,
};
use crate::platform::{self, Layout, Mail};
use crate::story::{Action, Link, Subject};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A host that answers each question is asked again in the next frame while its window moves, and
/// so long after it came to rest, ms.
const ASK_AGAIN_MS: u32 = 100;
/// The text has been moved when the window lies this far from where it was, px.
const MOVED_PX: f64 = 40.0;
/// A listener of the host may come late, and a frame cannot ask for it: the height is said once
/// more after so long, ms, and then after a third longer each time, until
const SAY_AGAIN_MS: u32 = 1000;
/// that is longer than this.
const SAY_AGAIN_LAST_MS: u32 = 60_000;
/// How long after a step came its height on paper is told, ms: it has to be laid out.
const PAPER_MS: u32 = 300;

struct Frame {
    store: Store,
    host: RefCell<Host>,
    /// The address of the frame as its host wrote it.
    source: String,
    /// Whether the story may scroll with the article: all of it is shown, from its beginning. One
    /// that begins elsewhere would have to scroll the article to get there.
    may_follow: bool,
    /// The size that the host was last told.
    told: Cell<Option<Size>>,
    /// Height of the content, px.
    content: Cell<f64>,
    /// Where the window was when the text last counted as moved, px.
    rested: Cell<f64>,
    /// Where the window was last, px.
    top: Cell<f64>,
    /// Whether the host was told that the story responds.
    is_ready: Cell<bool>,
}

/// Makes the page at home in a frame.
pub(super) fn settle(store: Store) {
    let source = platform::source_address();
    let (page, fragment) = source.split_once('#').unwrap_or((source.as_str(), ""));
    let query = page.split_once('?').map_or("", |(_, query)| query);
    // Who has stepped on under the stage meanwhile is not led back to where the article is.
    let has_stepped = platform::address().fragment.contains("step=")
        && carried(&platform::address().query).is_none();
    let may_follow = platform::part_name().is_empty()
        && !has_stepped
        && Link::read(fragment, &store.atlas()).0.step.is_none();
    let frame = Rc::new(Frame {
        store,
        host: RefCell::new(Host::of_address(query, fragment)),
        may_follow,
        told: Cell::new(None),
        content: Cell::new(0.0),
        rested: Cell::new(0.0),
        top: Cell::new(0.0),
        is_ready: Cell::new(false),
        source: source.clone(),
    });
    match carried(&platform::address().query).filter(|_| may_follow) {
        // Another language's page was there before: the reader's window has not moved.
        Some((follow, top, height)) => {
            lay_out(&frame, layout_for(Some(follow)));
            platform::set_band(top, height);
        }
        None => lay_out(&frame, Layout::Player),
    }
    let hearing = frame.clone();
    platform::on_mail(move |mail| hear(&hearing, mail)).forget();
    let measuring = frame.clone();
    platform::watch_content(move |height| {
        measuring.content.set(height);
        tell_size(&measuring);
    });
    send(frame.host.borrow().ask());
    tell_what_happens(&frame);
    let turned = frame.clone();
    platform::on_attention(move || tell_again(&turned)).forget();
    keep_telling(frame.clone(), SAY_AGAIN_MS);
    let turning = move |onward| store.dispatch(if onward { Action::Next } else { Action::Back });
    platform::on_swipe_where(
        || platform::layout() == Layout::Player && platform::part_name().is_empty(),
        turning,
    )
    .forget();
    platform::carry_layout().forget();
    platform::open_links_outside(move || platform::hint_once(&store.atlas().words.hint_link))
        .forget();
}

fn layout_for(follow: Option<Follow>) -> Layout {
    match follow {
        Some(Follow::Pinned) => Layout::Pinned,
        Some(Follow::Flow) => Layout::Flow,
        Some(Follow::Player) | None => Layout::Player,
    }
}

/// A frame of a system or of the laboratory opens at the first step that has one, unless the step
/// of its address has.
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
        Mail::Own(version, kind, value, top, height) => {
            Message::Own { version, kind, value, top, height }
        }
        Mail::Other => Message::Other,
    };
    let Some(said) = FromHost::read(&message) else { return false };
    let store = frame.store;
    match said {
        FromHost::Hello(follow) => meet(frame, follow),
        FromHost::Resizer(id) => {
            let is_new = frame.host.borrow_mut().resizer.replace(id).is_none();
            let host = frame.host.borrow();
            let asked = frame.told.get().map_or(0, |size| size.height);
            send(host.greet(if asked > 0 { asked } else { player_height() }, width()));
            send(host.ask());
            drop(host);
            // A page that follows another language's asked for its place before it knew whom.
            if is_new && platform::layout() == Layout::Flow {
                keep_step(store);
            }
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

/// Our host script is there. It may have come after all was told.
fn meet(frame: &Rc<Frame>, follow: Follow) {
    let is_new = frame.host.borrow_mut().own.replace(follow).is_none();
    // It makes the frame on paper as high as its step, and so that alone is printed.
    platform::mark_root("data-own", Some(""));
    if is_new && frame.is_ready.get() {
        let step = untrack(|| frame.store.with(|s| s.step));
        send(vec![Told::Ready(frame.store.atlas().step(step).id.clone()).message()]);
    }
    // How else it scrolls it says with the place of its window.
    if follow == Follow::Player && platform::layout() != Layout::Player {
        lay_out(frame, Layout::Player);
    }
    frame.told.set(None);
    tell_size(frame);
}

/// The step that is being shown keeps its place.
fn keep_step(store: Store) {
    let step = untrack(|| store.with(|s| s.step));
    if step.0 > 0 {
        store.dispatch(Action::Go(step));
    }
}

/// The reader's window lies over the frame: the story follows it.
fn follow(frame: &Rc<Frame>, top: f64, height: f64) {
    let store = frame.store;
    let (before, wanted) =
        (platform::layout(), layout_for(frame.host.borrow().follow().filter(|_| frame.may_follow)));
    if wanted != before {
        lay_out(frame, wanted);
        platform::set_band(top, height);
        tell_size(frame);
        // Otherwise the text lies where it lay.
        if before == Layout::Player {
            keep_step(store);
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
    let ask =
        move || asking.upgrade().into_iter().for_each(|frame| send(frame.host.borrow().ask()));
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

fn player_height() -> u32 {
    preferred_height(platform::window_width(), platform::type_scale())
}

/// The size that the frame should have; nothing while it is not shown.
fn size(frame: &Frame) -> Option<Size> {
    let content = frame.content.get().ceil() as u32;
    let (layout, height) = match (platform::layout(), platform::part_name().as_str()) {
        (Layout::Flow, _) => ("flow", content),
        (Layout::Pinned, _) => ("pinned", content),
        (_, "step" | "system" | "laboratory") => ("part", content),
        _ => ("player", player_height()),
    };
    let step = untrack(|| frame.store.with(|s| s.step));
    // Nobody but our host script asks for it.
    let is_wanted =
        frame.host.borrow().own.is_some() && ["", "step"].contains(&platform::part_name().as_str());
    let paper = is_wanted
        .then(|| platform::size_of(&format!("step-{}", frame.store.atlas().step(step).id)))
        .flatten();
    let paper = paper.map_or(0, |(width, height)| paper_height(width, height));
    (content > 0 && height > 0).then_some(Size { height, width: width(), paper, layout })
}

fn tell_size(frame: &Frame) {
    let Some(size) = size(frame) else { return };
    match frame.told.replace(Some(size)) {
        Some(told) if told == size => {}
        Some(told) if (told.height, told.layout) == (size.height, size.layout) => {
            send(vec![size.message()])
        }
        _ => send(frame.host.borrow().height(size, &frame.source)),
    }
}

/// Says the height again to whoever may have come late. Our own script need not be told twice: it
/// asks.
fn tell_again(frame: &Frame) {
    let host = frame.host.borrow();
    if let Some(size) = frame.told.get().filter(|_| host.own.is_none()) {
        send(host.height_again(size, &frame.source));
    }
}

/// The same at growing intervals.
fn keep_telling(frame: Rc<Frame>, wait: u32) {
    platform::later(wait, move || {
        tell_again(&frame);
        if wait < SAY_AGAIN_LAST_MS {
            keep_telling(frame, wait + wait / 3);
        }
    });
}

/// Tells our own host script of steps and choices, and of nothing else.
fn tell_what_happens(frame: &Rc<Frame>) {
    let (store, shown) = (frame.store, frame.clone());
    let step = store.slice(|s| s.step);
    Effect::new(move |before: Option<bool>| {
        let (atlas, step) = (store.atlas(), step.get());
        let id = atlas.step(step).id.clone();
        send(vec![match before {
            None => Told::Ready(id).message(),
            Some(_) => Told::Step(id, step.0 + 1).message(),
        }]);
        shown.is_ready.set(true);
        let measuring = shown.clone();
        platform::later(PAPER_MS, move || tell_size(&measuring));
        true
    });
    let chosen = store.slice(|s| s.chosen);
    Effect::new(move |before: Option<bool>| {
        let atlas = store.atlas();
        let told = match chosen.get() {
            Some(Subject::Event(ix)) => atlas.events.get(ix.0).map(|e| ("event", e.id.clone())),
            Some(Subject::Project(ix)) => {
                atlas.projects.get(ix.0).map(|p| ("project", p.id.clone()))
            }
            Some(Subject::Place(ix)) => atlas.places.get(ix.0).map(|p| ("place", p.id.clone())),
            Some(Subject::Facility(ix)) => {
                atlas.facilities.get(ix.0).map(|f| ("facility", f.id.clone()))
            }
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
