//! Starting the tools on the page that the stage led: the same picture goes on, now in the reader's
//! hands.

use super::address::{fragment, present, read_address};
#[cfg(feature = "lesson")]
use super::classroom;
use super::slots::{
    label_values, map_values, stepper_values, timeline_values, window_values, SlotValue,
};
use super::{embed, stage_client, tools, Store};
use crate::content::Atlas;
use crate::platform::{self, AddressWriter, Choice, Layout, ReadingLine};
use crate::stage_calls::Pace;
use crate::story::{
    label_class_measured, lay_out, Action, Effect, Emphasis, Link, Mode, Page, Scene, Sheet,
    Subject,
};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// How often the scale and the small map follow a map in motion, ms: they have to be laid out anew.
const SEEN_MS: u32 = 80;
/// The state, and with it the labels, follows a hand that has rested for so long, ms,
const TOLD_MS: u32 = 120;
/// and no longer waits for that where the view is by so much another one.
const TOLD_STRETCH: f64 = 1.3;
const TOLD_SHIFT: f64 = 0.5;

thread_local! {
    static WRITER: AddressWriter = AddressWriter::default();
}

/// Starts the engine on the page; where that cannot be, the reason is reported and the page stays
/// as it was sent.
///
/// It starts in parts, each a task of its own: a phone answers a hand between them.
pub fn hydrate() {
    platform::later(0, || {
        tell(read_page().map(|read| {
            if let Some((atlas, mode)) = read {
                platform::later(0, move || tell(start_tools(atlas, mode)));
            }
        }));
    });
}

/// Reports the reason why a part of the start failed.
fn tell(outcome: Result<(), String>) {
    if let Err(reason) = outcome {
        platform::report(&reason);
        platform::show_notice();
    }
}

type Task = Box<dyn FnOnce()>;

/// Reads what the page carries; nothing where the reader is led to another page.
///
/// # Errors
/// When the page carries no atlas, or a damaged one.
pub fn read_page() -> Result<Option<(Atlas, Mode)>, String> {
    let text = platform::embedded_data("atlas").ok_or("the page carries no atlas")?;
    let atlas: Atlas =
        serde_json::from_str(&text).map_err(|e| format!("the page's atlas cannot be read: {e}"))?;
    if atlas.steps.is_empty() {
        return Err("the page's atlas has no steps".to_string());
    }
    let (page, ignored) = Page::read(&platform::address().query, &atlas.langs);
    ignored.iter().for_each(|sentence| platform::report(sentence));
    platform::keep_place(&platform::address().fragment);
    let elsewhere = page
        .lang
        .as_ref()
        .is_some_and(|lang| *lang != atlas.lang && platform::go_to_language(lang));
    if elsewhere {
        return Ok(None);
    }
    if page.mode == Mode::Handout {
        platform::go_to("handout/");
        return Ok(None);
    }
    Ok(Some((atlas, page.mode)))
}

/// Follows the story from where the stage was, and puts the tools on the stage.
///
/// # Errors
/// When the page has no stage.
fn start_tools(atlas: Atlas, mode: Mode) -> Result<(), String> {
    let root = platform::by_id("stage").ok_or("the page has no stage")?;
    platform::mend_foreign_changes();
    let handed_out = Rc::new(Cell::new(None));
    let hand_out = handed_out.clone();
    // Nothing is drawn here: a root to own what follows the state for as long as the page lives.
    leptos::mount::mount_to(root, move || {
        let store = Store::new(atlas, perform);
        hand_out.set(Some(store));
        stage_client::lead(move |camera| {
            store.shown.set(camera);
            tools::arrive(store, camera);
        });
        follow_stage(store);
        follow_scene(store);
    })
    .forget();
    let store = handed_out.take().ok_or("the tools could not be started")?;
    connect(store, mode);
    let finish = move || {
        #[cfg(feature = "bench")]
        super::bench::offer(store);
        platform::mark_ready();
        platform::mark("instruments-ready");
    };
    let put_on = tools::PARTS.into_iter().map(move |part| Box::new(move || part(store)) as Task);
    platform::in_turn(put_on.chain([Box::new(finish) as Task]));
    Ok(())
}

/// Ties the store to the browser, both ways.
fn connect(store: Store, mode: Mode) {
    platform::set_mode(mode.name());
    if mode == Mode::Embed {
        embed::settle(store);
    }
    #[cfg(feature = "lesson")]
    if classroom::is_lesson(mode) {
        platform::on_choice(move |choice| choose(store, choice)).forget();
        platform::on_address_change(move || open_address(store)).forget();
        return classroom::begin(store, mode);
    }
    start(store);
    if mode == Mode::Embed {
        embed::open_part(store);
    }
    platform::open_sources_in_place().forget();
    platform::on_choice(move |choice| choose(store, choice)).forget();
    platform::hold_scroll_place().forget();
    platform::on_address_change(move || open_address(store)).forget();
    platform::on_key(move |key| press(store, mode, key)).forget();
    ReadingLine::watch(
        move |step| {
            // Where one step stands alone, no other can be read.
            if let Some(step) =
                store.atlas().step_ix(step).filter(|_| platform::layout() != Layout::Player)
            {
                store.dispatch(Action::Arrived(step));
            }
        },
        // A hand says so with all that it does, on the map as well.
        move || {
            if untrack(|| store.with(|s| s.travelling_to.is_some())) {
                store.dispatch(Action::ReaderScrolled);
            }
        },
    )
    .forget();
    platform::heed_scrolling(|| ()).forget();
    let by_hand = store.slice(|s| s.is_by_hand());
    platform::on_text_moved(
        move || by_hand.get_untracked(),
        move || store.dispatch(Action::TextMoved),
    )
    .forget();
    leptos::prelude::Effect::new(move |_| {
        if by_hand.get() {
            platform::rest_here();
        }
    });
}

/// The page's own text has its place already: the browser scrolled to the step in the address, or
/// back to where the reader was. Only a chosen event needs the engine to open it. Where nothing
/// scrolls the stage has marked the step, which a frame in a sandbox may not have been let write
/// into its address.
fn start(store: Store) {
    let here = if platform::layout() == Layout::Player {
        platform::current_step()
    } else {
        platform::step_on_line()
    };
    let here = here.and_then(|id| store.atlas().step_ix(&id));
    if let Some(step) = here {
        store.dispatch(Action::Arrived(step));
    }
    let (link, ignored) = read_address(store);
    ignored.iter().for_each(|sentence| platform::report(sentence));
    // To a step alone the browser brought the reader; all else needs the engine to be shown.
    let elsewhere = link.step.is_some() && link.step != here;
    if elsewhere || (Link { step: None, ..link.clone() }) != Link::default() {
        store.dispatch(Action::Open(link));
    }
}

fn open_address(store: Store) {
    let (link, ignored) = read_address(store);
    ignored.iter().for_each(|sentence| platform::report(sentence));
    // Back to where no step was named is back to the beginning.
    if link.step.is_some() || fragment().is_empty() {
        store.dispatch(Action::Open(link));
    }
}

fn choose(store: Store, choice: Choice) {
    let atlas = store.atlas();
    let action = match choice {
        Choice::Project(id) => atlas.project_ix(&id).map(|ix| Action::Choose(Subject::Project(ix))),
        Choice::Told(id) => atlas.project_ix(&id).map(|ix| Action::Go(atlas.projects[ix.0].step)),
        Choice::Place(id) => atlas.place_ix(&id).map(|ix| Action::Choose(Subject::Place(ix))),
        Choice::Event(id) => atlas.event_ix(&id).map(|ix| Action::Choose(Subject::Event(ix))),
        Choice::Only(id) => atlas.stages.iter().position(|s| *s == id).map(|stage| {
            let mut filter = store.with(|s| s.filter.clone());
            filter.stages = filter.stages.toggled(stage);
            Action::Want(filter)
        }),
        Choice::Step(id) => atlas.step_ix(&id).map(Action::Go),
        Choice::Next => Some(Action::Next),
        Choice::Back => Some(Action::Back),
    };
    if let Some(action) = action {
        store.dispatch(action);
    }
}

fn press(store: Store, mode: Mode, key: &str) -> bool {
    // An open source closes first, and the browser sees to that.
    if platform::source_is_open() {
        return false;
    }
    match (key, mode) {
        ("Escape", _) => store.dispatch(Action::Release),
        ("ArrowRight" | "PageDown", Mode::Embed) if platform::layout() == Layout::Player => {
            store.dispatch(Action::Next)
        }
        ("ArrowLeft" | "PageUp", Mode::Embed) if platform::layout() == Layout::Player => {
            store.dispatch(Action::Back)
        }
        ("f" | "F", Mode::Standalone) if tools::present_key_is_on() => present(store),
        _ => return false,
    }
    true
}

/// Carries out effects in the browser.
fn perform(store: Store, effect: Effect) {
    match effect {
        Effect::ScrollTo { step, claims } => platform::scroll_to_claim(&step, &claims, move || {
            store.dispatch(Action::ReaderScrolled)
        }),
        Effect::WriteAddress { link, new_entry } => {
            let fragment = link.write(&store.atlas());
            platform::keep_place(&fragment);
            WRITER.with(
                |writer| if new_entry { writer.push(fragment) } else { writer.replace(fragment) },
            );
        }
        #[cfg(feature = "lesson")]
        Effect::LessonEffect(errand) => classroom::run(store, errand),
        #[cfg(not(feature = "lesson"))]
        Effect::LessonEffect(_) => {}
        Effect::TickIn(ms) => platform::tick_in(ms, move || store.dispatch(Action::Tick)),
        Effect::Announce => {
            let (atlas, state) = (store.atlas(), untrack(|| store.state()));
            let words = atlas
                .phrases
                .announced
                .replace("{n}", &(state.step.0 + 1).to_string())
                .replace("{all}", &atlas.steps.len().to_string());
            platform::announce(&words.replace("{title}", &atlas.step(state.step).title));
        }
    }
}

/// The stage follows the scene: each group of its slots is written when a value of it changes.
pub fn follow_stage(store: Store) {
    let atlas = store.atlas();
    let layout = StoredValue::new(lay_out(&atlas));
    write_slots(Memo::new(move |_| store.things.with(|scene| map_values(&store.atlas(), scene))));
    write_slots(Memo::new(move |_| {
        // Until the map is measured, labels stay where they are.
        store.labels().map_or(Vec::new(), |(seen, paper)| {
            label_values(&store.atlas(), |label| {
                label_class_measured(seen.of(label), paper.of(label))
            })
        })
    }));
    let step = store.slice(|s| s.step);
    write_slots(Memo::new(move |_| stepper_values(&store.atlas(), step.get())));
    let window = Memo::new(move |_| store.window());
    write_slots(Memo::new(move |_| {
        store.things.with(|scene| {
            layout.with_value(|layout| timeline_values(&store.atlas(), layout, scene, window.get()))
        })
    }));
    write_slots(Memo::new(move |_| window_values(window.get(), store.brush())));
    let world = Memo::new(move |_| store.things.with(|s| s.sheet == Sheet::World));
    leptos::prelude::Effect::new(move |before: Option<bool>| {
        let world = world.get();
        if before != Some(world) {
            stage_client::show_sheet(world);
        }
        world
    });
}

/// Writes the values that are not those of before; at first all of them, since nobody knows what
/// the page shows.
fn write_slots(values: Memo<Vec<SlotValue>>) {
    leptos::prelude::Effect::new(move |before: Option<Vec<SlotValue>>| {
        let (before, values) = (before.unwrap_or_default(), values.get());
        let changed = values.iter().enumerate().filter(|(i, slot)| before.get(*i) != Some(slot));
        let changed: Vec<&SlotValue> = changed.map(|(_, slot)| slot).collect();
        if !changed.is_empty() {
            stage_client::show(&changed);
        }
        values
    });
}

/// The text and the drawn land follow the scene as the stage does.
fn follow_scene(store: Store) {
    // Before the flight, which takes along the outlines that are seen when it begins.
    let outlines = Memo::new(move |_| store.things.with(|s| outlines(&store.atlas(), s)));
    leptos::prelude::Effect::new(move |_| stage_client::show_outlines(&outlines.get()));
    let (sheet, by_hand) =
        (Memo::new(move |_| store.things.with(|s| s.sheet)), store.slice(|s| s.view.is_some()));
    leptos::prelude::Effect::new(move |before: Option<Sheet>| {
        let (sheet, target, by_hand) = (sheet.get(), store.camera.get(), by_hand.get());
        // A hand is followed at once, the view that the page opens with is not flown to, and there
        // is no way from one sheet to another.
        let at_once = by_hand || before != Some(sheet) || sheet == Sheet::World;
        if !by_hand {
            tools::stop_hand();
        }
        stage_client::fly(target, if at_once { Pace::AtOnce } else { Pace::Natural });
        sheet
    });
    let follow = platform::throttled(SEEN_MS, move || store.seen.set(store.shown.get_untracked()));
    leptos::prelude::Effect::new(move |_| {
        store.shown.track();
        follow();
    });
    let tell_at_rest = platform::debounced(TOLD_MS, move || store.tell());
    leptos::prelude::Effect::new(move |_| {
        if let Some(held) = store.held.get() {
            if store.camera.get_untracked().is_near(held, TOLD_STRETCH, TOLD_SHIFT) {
                tell_at_rest();
            } else {
                store.tell();
            }
        }
    });
    let (step, stages, chosen) =
        (store.slice(|s| s.step), store.slice(|s| s.filter.stages), store.slice(|s| s.chosen));
    leptos::prelude::Effect::new(move |_| {
        platform::mark_current_step(&store.atlas().step(step.get()).id)
    });
    leptos::prelude::Effect::new(move |_| {
        let atlas = store.atlas();
        let stages =
            stages.get().iter().filter_map(|i| atlas.stages.get(i).cloned()).collect::<Vec<_>>();
        platform::mark_pressed("data-only", &stages);
    });
    leptos::prelude::Effect::new(move |_| {
        let claims = match chosen.get() {
            Some(Subject::Event(e)) => store.atlas().events[e.0].claims.clone(),
            _ => Vec::new(),
        };
        let selector: Vec<String> =
            claims.iter().map(|c| format!("[data-claim=\"{c}\"]")).collect();
        platform::toggle_class_where(&selector.join(","), "is-chosen-passage");
    });
}

/// Keys of the places that the scene speaks of and that have an outline.
fn outlines(atlas: &Atlas, scene: &Scene) -> Vec<String> {
    let spoken = atlas
        .places
        .iter()
        .zip(&scene.places)
        .filter(|(p, e)| p.outlined && **e > Emphasis::Quiet && scene.sheet == Sheet::Region);
    spoken.map(|(p, _)| p.id.clone()).collect()
}
