//! The classroom: the story in front of a class, and the speaker's window beside it. One state runs
//! both; what they say to each other is in `talk`.

mod panels;
mod pointer;
mod question;
mod screen;
mod small_map;
mod speaker;
mod talk;

use super::Store;
use crate::content::Classroom;
use crate::platform::{self, Way};
use crate::story::{
    teach_key, Action, Lesson, LessonEffect, Link, Mode, Panel, Role, State, Teach,
};
use leptos::prelude::*;
use std::cell::OnceCell;
use std::sync::Arc;

/// What all views of a lesson share.
#[derive(Clone, Copy)]
pub(super) struct LessonContext {
    store: Store,
    /// Notes, questions and words; `None` until they are fetched.
    class: RwSignal<Option<Arc<Classroom>>>,
    /// Which window this is.
    role: Role,
    /// Something to be said plainly, by the key of its words; empty for nothing.
    trouble: RwSignal<&'static str>,
    /// What it is about, put into those words.
    about: RwSignal<String>,
    /// What is heard of the other window.
    heard: RwSignal<Heard>,
    /// The language that the lesson goes on in; the page's own until another one is chosen in any
    /// window.
    lang: RwSignal<String>,
}

/// What is heard of other windows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Heard {
    /// Whether the window of the other kind was heard lately.
    other: bool,
    /// Whether it was ever heard.
    ever: bool,
    /// Whether a second window of this kind was.
    twin: bool,
}

impl LessonContext {
    fn teach(self, teach: Teach) {
        self.store.dispatch(Action::Teach(teach));
    }

    /// Words of the interface; empty until they are fetched. Tracked.
    fn say(self, key: &'static str) -> String {
        self.class.with(|class| class.as_ref().map_or(String::new(), |c| c.say(key)))
    }

    /// A part of the lesson that changes only when it does.
    fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        look: impl Fn(&Lesson) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.store.slice(move |s| look(&s.lesson))
    }
}

thread_local! {
    static ROOM: OnceCell<LessonContext> = const { OnceCell::new() };
}

/// What is kept of a lesson through a reload: the view, and what the teacher added.
const KEPT: &str = "lesson";

/// Ms since 1970, as the clock counts them.
fn now() -> u64 {
    platform::now_ms() as u64
}

/// Whether a mode is one of the classroom.
pub(super) fn is_lesson(mode: Mode) -> bool {
    matches!(mode, Mode::Present | Mode::Speaker)
}

/// Begins, or resumes, a lesson on the page.
pub(super) fn begin(store: Store, mode: Mode) {
    let role = if mode == Mode::Speaker { Role::Speaker } else { Role::Screen };
    let heard = RwSignal::new(Heard::default());
    let lang = RwSignal::new(store.atlas().lang.clone());
    let room = LessonContext {
        store,
        class: RwSignal::new(None),
        role,
        trouble: RwSignal::new(""),
        about: RwSignal::default(),
        heard,
        lang,
    };
    ROOM.with(|slot| {
        slot.get_or_init(|| room);
    });
    store.on_wall.set(role == Role::Screen);
    fetch(room);
    resume(room);
    show_state(room);
    talk::open(room);
    if let Some(place) = platform::by_id("classroom") {
        leptos::mount::mount_to(place, move || match role {
            Role::Screen => view! { <screen::Screen room/> }.into_any(),
            Role::Speaker => view! { <speaker::Speaker room/> }.into_any(),
        })
        .forget();
    }
    pointer::lay_on(room);
    platform::stay_awake();
    platform::on_lesson_key(move |key, shift| press(room, key, shift)).forget();
    if role == Role::Screen {
        platform::on_empty_click("#stage, .on-screen, .asked", move || room.teach(Teach::On))
            .forget();
        platform::on_swipe(move |on| room.teach(if on { Teach::On } else { Teach::Back })).forget();
    }
    // The frames of map and timeline are others than those of the page to read.
    platform::look_again();
}

fn fetch(room: LessonContext) {
    let address =
        platform::by_id("classroom").and_then(|e| e.get_attribute("data-src")).unwrap_or_default();
    platform::fetch_maybe(&address, move |text| {
        match text.and_then(|t| serde_json::from_str::<Classroom>(&t).ok()) {
            Some(class) => room.class.set(Some(Arc::new(class))),
            None => room.trouble.set("no_content"),
        }
    });
}

/// The address says the step; what was kept says the rest of it, if it is of the same step, and the
/// clock anyway.
fn resume(room: LessonContext) {
    let (link, ignored) = super::address::read_address(room.store);
    ignored.iter().for_each(|sentence| platform::report(sentence));
    room.store.dispatch(Action::Open(link.clone()));
    let kept = platform::kept(KEPT);
    let kept = kept.as_deref().and_then(|text| text.split_once('\n'));
    let same = |fragment: &str| Link::read(fragment, &room.store.atlas()).0.step == link.step;
    let kept = kept.and_then(|(fragment, lesson)| {
        Some((same(fragment), serde_json::from_str::<Lesson>(lesson).ok()?))
    });
    let (is_same, lesson) = kept.unwrap_or_default();
    let clock = lesson.clock.kept(now());
    room.teach(Teach::Begin(Lesson { clock, ..if is_same { lesson } else { Lesson::NONE } }));
}

/// Keeps all for a reload; `false` where the browser keeps nothing. Tracked.
fn keep(room: LessonContext) -> bool {
    let (fragment, lesson) =
        room.store.with(|s| (fragment(room, s), serde_json::to_string(&s.lesson)));
    platform::keep_for_reload(KEPT, &format!("{fragment}\n{}", lesson.unwrap_or_default()))
}

/// The page follows what is not in a view of its own, and keeps all for a reload.
fn show_state(room: LessonContext) {
    let store = room.store;
    Effect::new(move |before: Option<(bool, bool)>| {
        let layout = store.with(|s| (s.lesson.larger, s.lesson.asked.is_some()));
        platform::mark_root("data-larger", layout.0.then_some(""));
        platform::mark_root("data-asked", layout.1.then_some(""));
        if before.is_some_and(|b| b != layout) {
            platform::look_again();
        }
        layout
    });
    // The notes of the step are printed with it.
    let step = store.slice(|s| s.step);
    Effect::new(move |_| {
        let section = format!("#step-{} > p a.ref", store.atlas().step(step.get()).id);
        platform::toggle_class_where(&platform::targets_of(&section).join(","), "is-of-step");
    });
    // Where a place is to be found, the map must not show it.
    Effect::new(move |_| {
        let hidden = pointer::wanted(room).is_some()
            && store.with(|s| s.lesson.asked.as_ref().is_some_and(|a| !a.revealed));
        platform::mark_root("data-guessing", hidden.then_some(""));
    });
    Effect::new(move |_| {
        if !keep(room) && room.trouble.get_untracked().is_empty() {
            room.trouble.set("no_storage");
        }
    });
    Effect::new(move |_| {
        let title = store.atlas().step(store.with(|s| s.step)).title.clone();
        let mark =
            if room.role == Role::Speaker { room.say("speaker_title") } else { String::new() };
        platform::set_title(
            &[mark.as_str(), title.as_str()]
                .into_iter()
                .filter(|t| !t.is_empty())
                .collect::<Vec<_>>()
                .join(" – "),
        );
    });
}

fn press(room: LessonContext, key: &str, shift: bool) -> bool {
    let state = untrack(|| room.store.state());
    let asks = room
        .class
        .with_untracked(|class| class.as_ref().map_or(Vec::new(), |c| c.asks_of(state.step)));
    let spot = state.lesson.light.filter(|_| untrack(|| pointer::wanted(room)).is_some());
    match teach_key(&state.lesson, &asks, key, shift).and_then(|teach| of_window(room, teach)) {
        // Where a place is asked for, the mark is the class's guess.
        Some(Teach::Mark) if spot.is_some() => {
            room.teach(Teach::Guess(spot.map_or(Vec::new(), |spot| vec![spot.0, spot.1])));
            true
        }
        Some(teach) => {
            room.teach(teach);
            true
        }
        None => false,
    }
}

/// What a key does in this window: the speaker's has no mode to leave and no second window to open.
fn of_window(room: LessonContext, teach: Teach) -> Option<Teach> {
    match (room.role, teach) {
        (Role::Speaker, Teach::Do(LessonEffect::Speaker)) => None,
        (Role::Speaker, Teach::Leave) => Some(Teach::PutAway),
        (_, teach) => Some(teach),
    }
}

/// The name of a window's mode in an address.
fn mode_of(role: Role) -> &'static str {
    match role {
        Role::Screen => Mode::Present.name(),
        Role::Speaker => Mode::Speaker.name(),
    }
}

/// The fragment of an address for a state.
fn fragment(room: LessonContext, state: &State) -> String {
    Link::to(state).write(&room.store.atlas())
}

/// Goes on in the language of the lesson, at the same place; `false` where the page has no way
/// there.
fn follow_language(room: LessonContext) -> bool {
    untrack(|| keep(room));
    platform::keep_place(&untrack(|| fragment(room, &room.store.state())));
    platform::go_to_language(&room.lang.get_untracked())
}

/// Does what a lesson asks of the browser.
pub(super) fn run(store: Store, errand: LessonEffect) {
    let room = ROOM.with(|slot| slot.get().copied());
    match errand {
        LessonEffect::FullScreen => platform::toggle_full_screen(),
        LessonEffect::Leave if room.is_some_and(|r| r.role == Role::Screen) => {
            let fragment = untrack(|| store.with(|s| Link::to(s).write(&store.atlas())));
            platform::go_to(&[platform::address_in(""), fragment].concat());
        }
        LessonEffect::Leave => {}
        LessonEffect::Speaker => {
            if let Some(room) = room {
                open_other(room, Role::Speaker);
            }
        }
    }
}

/// Opens the window of the other kind, or says why there is none.
fn open_other(room: LessonContext, other: Role) {
    if platform::way() == Way::None {
        return room.trouble.set("sandboxed");
    }
    let mode = mode_of(other);
    let address =
        [platform::address_in(mode), untrack(|| fragment(room, &room.store.state()))].concat();
    let opened = platform::open_window(&address, &format!("spring-surge-{mode}"));
    room.trouble.set(if opened { "" } else { "refused" });
}

/// The address of the present step, for telephones.
fn address_of_step(room: LessonContext) -> String {
    let atlas = room.store.atlas();
    format!("{}#step={}", platform::address_here(), atlas.step(room.store.with(|s| s.step)).id)
}

/// A button of the lesson, by the key of its words.
fn button(
    room: LessonContext,
    key: &'static str,
    class: &'static str,
    teach: impl Fn() -> Teach + 'static,
) -> impl IntoView {
    view! { <button type="button" class=class on:click=move |_| room.teach(teach())>{move || room.say(key)}</button> }
}

/// Puts a panel up, or down.
fn toggled(room: LessonContext, panel: Panel) -> Teach {
    let now = room.store.with(|s| s.lesson.panel);
    Teach::Panel(if now == panel { Panel::None } else { panel })
}
