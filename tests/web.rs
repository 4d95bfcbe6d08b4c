//! Components in a real browser, on a small made-up story.
#![cfg(target_arch = "wasm32")]

use leptos::prelude::*;
use leptos::task::tick;
use spring_surge::content::Atlas;
use spring_surge::ids::{EventIx, ProjectIx, StepIx};
use spring_surge::platform::{lead_focus_within, on_event, Detail, EngineEvent, Listener};
use spring_surge::stage_calls::each_value;
use spring_surge::story::{Action, Effect, Emphasis, Filter, IndexSet, Mode, Subject};
use spring_surge::view::{follow_stage, stage, Store};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// Two projects at two places, three steps, three events, none of them real.
const MADE_UP: &str = include_str!("made-up.atlas.json");

thread_local! {
    static PERFORMED: RefCell<Vec<Effect>> = const { RefCell::new(Vec::new()) };
}

fn atlas() -> Atlas {
    serde_json::from_str(MADE_UP).expect("the made-up story is an atlas")
}

fn store() -> Store {
    PERFORMED.with(|list| list.borrow_mut().clear());
    Store::new(atlas(), |_, effect| PERFORMED.with(|list| list.borrow_mut().push(effect)))
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Mounts the stage of the made-up story in a place of its own, which goes with the test.
struct Mounted {
    place: HtmlElement,
    store: Store,
    _stage: Listener,
    _owner: Box<dyn std::any::Any>,
}

/// Writes what the tools ask of the stage, as the stage runtime does.
fn write_stage(place: &HtmlElement) -> Listener {
    let place = place.clone();
    on_event(EngineEvent::Stage, move |detail| {
        let Detail::Text(values) = detail else { return };
        each_value(&values, |slot, attribute, value| {
            let found = place.query_selector(&format!("[data-slot=\"{slot}\"]")).unwrap();
            match found {
                Some(element) if attribute.is_empty() => element.set_text_content(Some(value)),
                Some(element) => element.set_attribute(attribute, value).unwrap(),
                None => {}
            }
        });
    })
}

impl Mounted {
    fn new() -> Mounted {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let stage_listener = write_stage(&place);
        let handed_out = std::rc::Rc::new(std::cell::Cell::new(None));
        let hand_out = handed_out.clone();
        let owner = leptos::mount::mount_to(place.clone(), move || {
            let store = store();
            hand_out.set(Some(store));
            follow_stage(store);
            stage(&store.atlas(), String::new())
        });
        Mounted {
            place,
            store: handed_out.take().unwrap(),
            _stage: stage_listener,
            _owner: Box::new(owner),
        }
    }

    async fn dispatch(&self, action: Action) {
        self.store.dispatch(action);
        tick().await;
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.place.query_selector_all(selector).unwrap();
        (0..list.length()).map(|i| list.item(i).unwrap().unchecked_into()).collect()
    }

    fn one(&self, selector: &str) -> Element {
        let mut all = self.all(selector);
        assert_eq!(all.len(), 1, "{selector} in {}", self.place.inner_html());
        all.remove(0)
    }

    fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector).iter().map(|e| e.get_attribute(name).unwrap_or_default()).collect()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
    }
}

#[wasm_bindgen_test]
fn a_damaged_atlas_is_refused() {
    assert!(serde_json::from_str::<Atlas>("{}").is_err());
}

#[wasm_bindgen_test]
async fn a_page_without_an_atlas_says_that_its_moving_parts_did_not_start() {
    let notice: HtmlElement = document().create_element("p").unwrap().unchecked_into();
    notice.set_id("broken");
    notice.set_hidden(true);
    document().body().unwrap().append_child(&notice).unwrap();
    spring_surge::view::hydrate();
    next_task().await;
    let is_hidden = notice.hidden();
    notice.remove();
    assert!(!is_hidden);
    assert_eq!(spring_surge::view::read_page().err().as_deref(), Some("the page carries no atlas"));
    assert_eq!(Mode::Embed.name(), "embed");
}

/// Resolves after the tasks that wait already: timers of one length come in their order.
async fn next_task() {
    let timer = js_sys::Promise::new(&mut |done, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, 0)
            .unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(timer).await.unwrap();
}

#[wasm_bindgen_test]
async fn the_map_has_a_mark_with_a_name_for_each_project() {
    let map = Mounted::new();
    assert_eq!(map.attributes("#map [data-project]", "data-project"), ["mill", "quarry"]);
    assert_eq!(
        map.attributes("#map [data-project]", "aria-label"),
        ["1 Mill: a made-up mill", "2 Quarry: a made-up quarry"]
    );
    assert_eq!(map.attributes("#map [data-project]", "href"), ["#step=mill", "#step=quarry"]);
}

#[wasm_bindgen_test]
async fn the_map_emphasises_what_the_step_speaks_of() {
    let map = Mounted::new();
    let badges = |map: &Mounted| map.attributes(".badge", "class");
    assert_eq!(badges(&map), ["badge is-subject", "badge is-subject"]);
    map.dispatch(Action::Arrived(StepIx(1))).await;
    assert_eq!(badges(&map), ["badge is-subject", "badge is-quiet"]);
    map.dispatch(Action::Choose(Subject::Event(EventIx(2)))).await;
    assert_eq!(badges(&map), ["badge is-quiet", "badge is-subject is-chosen"]);
}

#[wasm_bindgen_test]
async fn a_ring_is_drawn_as_wide_as_the_place_is_unsure_and_none_where_an_outline_stands() {
    let map = Mounted::new();
    assert_eq!(map.attributes(".ring", "r"), ["15.0", "0.0"]);
}

#[wasm_bindgen_test]
async fn the_timeline_has_a_mark_for_each_event_and_one_stop_for_the_tab_key() {
    let timeline = Mounted::new();
    assert_eq!(
        timeline.attributes("[data-event]", "data-event"),
        ["mill-starts", "mill-planned", "quarry-opens"]
    );
    assert_eq!(timeline.attributes("[data-event]", "tabindex"), ["0", "-1", "-1"]);
    timeline.dispatch(Action::Arrived(StepIx(2))).await;
    assert_eq!(timeline.attributes("[data-event]", "tabindex"), ["-1", "-1", "0"]);
}

#[wasm_bindgen_test]
async fn the_timeline_says_what_it_marks_and_draws_plans_hollow() {
    let timeline = Mounted::new();
    timeline.dispatch(Action::Arrived(StepIx(1))).await;
    let caption = timeline.one(".timeline-caption").text_content().unwrap();
    assert_eq!(caption, "May 2023: The mill starts · 2025: The mill doubles (planned)");
    assert_eq!(timeline.all("[data-event=mill-planned] .mark.hollow").len(), 1);
    assert_eq!(timeline.all("[data-event=mill-starts] .mark.hollow").len(), 0);
    assert_eq!(timeline.attributes("[data-event] > g.is-subject", "class").len(), 2);
}

#[wasm_bindgen_test]
async fn the_arrows_lead_along_the_timeline() {
    let timeline = Mounted::new();
    let ruler: HtmlElement = timeline.one("#timeline").unchecked_into();
    lead_focus_within(&ruler, "#timeline [data-event]").forget();
    let focused = || document().active_element().and_then(|e| e.get_attribute("data-event"));
    let press = |key: &str| {
        let init = web_sys::KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        let event =
            web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        document().active_element().unwrap().dispatch_event(&event).unwrap();
    };
    timeline.one("[data-event=mill-starts]").unchecked_into::<HtmlElement>().focus().unwrap();
    press("ArrowRight");
    assert_eq!(focused().as_deref(), Some("mill-planned"));
    press("End");
    assert_eq!(focused().as_deref(), Some("quarry-opens"));
    press("ArrowRight");
    assert_eq!(focused().as_deref(), Some("quarry-opens"));
    press("Home");
    assert_eq!(focused().as_deref(), Some("mill-starts"));
}

#[wasm_bindgen_test]
async fn the_tally_counts_named_and_nameless_alike() {
    let tally = Mounted::new();
    assert_eq!(tally.all(".tally li").len(), 5);
    assert_eq!(tally.attributes(".tally [data-project]", "aria-label"), ["1 Mill", "2 Quarry"]);
    tally.dispatch(Action::Arrived(StepIx(2))).await;
    assert_eq!(tally.attributes("li.named", "class"), ["named is-quiet", "named is-subject"]);
}

#[wasm_bindgen_test]
async fn the_stage_moves_as_one_and_asks_for_the_text_to_follow() {
    let stage = Mounted::new();
    stage.dispatch(Action::Choose(Subject::Project(ProjectIx(1)))).await;
    assert_eq!(
        stage.one("#map .badge:has([data-project=quarry])").get_attribute("class").as_deref(),
        Some("badge is-subject")
    );
    assert_eq!(
        stage.one("#timeline [data-event=quarry-opens] > g").get_attribute("class").as_deref(),
        Some("event is-subject labelled")
    );
    assert_eq!(stage.one(".stepper span").text_content().as_deref(), Some("3 / 3"));
    assert_eq!(stage.attributes(".stepper a", "href"), ["#step=mill", "#step=quarry"]);
    let asked = PERFORMED.with(|list| list.borrow().clone());
    assert!(matches!(&asked[0], Effect::ScrollTo { step, .. } if step == "quarry"));
    assert!(matches!(&asked[1], Effect::WriteAddress { new_entry: true, .. }));
}

#[wasm_bindgen_test]
async fn what_is_not_wanted_is_not_drawn() {
    let stage = Mounted::new();
    stage
        .dispatch(Action::Want(Filter {
            projects: IndexSet::default().toggled(1),
            ..Filter::default()
        }))
        .await;
    assert_eq!(stage.attributes("#map .badge", "class"), ["badge is-hidden", "badge is-subject"]);
    assert_eq!(stage.all("#timeline .event:not(.is-hidden)").len(), 1);
    stage.dispatch(Action::Want(Filter::default())).await;
    assert_eq!(stage.all("#timeline .event:not(.is-hidden)").len(), 3);
    assert!(stage.store.scene.get_untracked().projects.iter().all(|e| *e > Emphasis::Hidden));
}
