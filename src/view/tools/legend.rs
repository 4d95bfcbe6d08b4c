//! The legend, which is also the filter: what stands beside a sign picks the things that bear it.

use crate::content::{Atlas, Instruments, Layer};
use crate::platform;
use crate::story::{layers, Action, Filter, IndexSet};
use crate::time::FuzzyDate;
use crate::view::Store;
use leptos::prelude::*;
use std::cell::Cell;

/// How one group of the filter is read and written.
#[derive(Clone, Copy)]
struct Lens {
    get: fn(&Filter) -> IndexSet,
    set: fn(&mut Filter, IndexSet),
}

const PROJECTS: Lens = Lens { get: |f| f.projects, set: |f, p| f.projects = p };
const STAGES: Lens = Lens { get: |f| f.stages, set: |f, p| f.stages = p };
const STATUSES: Lens = Lens { get: |f| f.statuses, set: |f, p| f.statuses = p };
const CLASSES: Lens = Lens { get: |f| f.classes, set: |f, p| f.classes = p };

/// The panel; it stays in the page when it is closed, so that what was typed is kept.
#[component]
pub fn Legend(store: Store, open: RwSignal<bool>) -> impl IntoView {
    let atlas = store.atlas();
    let words = atlas.words.clone();
    let projects = atlas.projects.iter().map(|p| {
        (p.name.clone(), format!("stage-{}", atlas.stages[p.stage().0]), p.number.to_string())
    });
    let stages = atlas
        .stages
        .iter()
        .zip(&atlas.stage_names)
        .map(|(key, name)| (name.clone(), format!("stage-{key}"), String::new()));
    let plain = |names: &[String]| {
        names.iter().map(|n| (n.clone(), String::new(), String::new())).collect::<Vec<_>>()
    };
    let classes = atlas.class_names.iter().zip(["article", "public", "own"]);
    let classes = classes
        .map(|(name, key)| (name.clone(), format!("standing standing-{key}"), String::new()));
    let typed = store.slice(|s| s.filter.words.clone());
    let layer_names = [
        &words.layer_provinces,
        &words.layer_flows,
        &words.layer_raw_material,
        &words.layer_stages,
        &words.layer_world,
    ];
    let kinds = [Layer::Provinces, Layer::Flows, Layer::RawMaterial, Layer::Stages, Layer::World];
    let layer_list = kinds
        .into_iter()
        .zip(layer_names)
        .map(|(layer, name)| view! { <LayerSwitch store layer name=name.clone()/> })
        .collect_view();
    view! {
        <section id="legend" class="legend" class:away=move || !open.get() aria-label=words.show.clone()>
            {map_key(&words)}
            <h2>{words.filter_title.clone()}</h2>
            <Group store title=words.by_stage.clone() choices=stages.collect() lens=STAGES/>
            <Group store title=words.by_project.clone() choices=projects.collect() lens=PROJECTS/>
            <Group store title=words.by_class.clone() choices=classes.collect() lens=CLASSES/>
            <Group store title=words.by_status.clone() choices=plain(&atlas.status_names) lens=STATUSES/>
            <p class="group">
                <label>{words.by_words.clone()} " "
                    <input type="search" maxlength="60" prop:value=move || typed.get()
                        on:input=move |event| {
                            let filter = store.with(|s| s.filter.clone());
                            store.dispatch(Action::Want(filter.with_words(&event_target_value(&event))));
                        }/>
                </label>
            </p>
            <fieldset class="group"><legend>{words.layers.clone()}</legend>{layer_list}</fieldset>
            <KeySwitch name=words.present_key.clone()/>
            <super::save::Save store/>
            <button type="button" class="tool" on:click=move |_| open.set(false)>{words.close.clone()}</button>
        </section>
    }
}

/// What the map shows, each sign beside its words. The signs are drawn as the map draws them.
fn map_key(words: &Instruments) -> impl IntoView {
    let lines = [
        ("<circle class=\"ring\" cx=\"14\" cy=\"7\" r=\"6\"/>", &words.key_ring),
        ("<path class=\"outline is-subject-outline\" d=\"M2 12l5-9 12-1 7 7\"/>", &words.key_outline),
        ("<path class=\"flow\" d=\"M1 12Q12 0 27 4Q12 3 1 12z\"/>", &words.key_flow),
        ("<path class=\"river river-main\" d=\"M1 10q5-9 12-4t14-2\"/>", &words.key_river),
        ("<path class=\"river\" d=\"M1 5q6 6 12 3\"/><path class=\"lake\" d=\"M17 8q4-7 9-3t-2 7-7-4z\"/>", &words.key_water),
        ("<path class=\"sign-light\" d=\"M1 13L10 1v12z\"/><path class=\"sign-shade\" d=\"M10 1l17 12H10z\"/>", &words.key_relief),
        ("<path class=\"sign-town\" d=\"M11.5 4.5h5v5h-5z\"/>", &words.key_town),
        ("<path class=\"disputed\" d=\"M1 7h26\"/>", &words.key_disputed),
    ];
    let line = |(sign, says): (&'static str, &String)| {
        view! { <p><svg class="map-sign base" viewBox="0 0 28 14" aria-hidden="true" inner_html=sign></svg>{says.clone()}</p> }
    };
    view! { <h2>{words.key_title.clone()}</h2> <div class="map-key">{lines.into_iter().map(line).collect_view()}</div> }
}

/// Buttons that pick; `choices` are names, class names and signs.
#[component]
fn Group(
    store: Store,
    title: String,
    choices: Vec<(String, String, String)>,
    lens: Lens,
) -> impl IntoView {
    let picked = store.slice(move |s| (lens.get)(&s.filter));
    let pick = move |i: usize| {
        let mut filter = untrack(|| store.with(|s| s.filter.clone()));
        let picks = (lens.get)(&filter).toggled(i);
        (lens.set)(&mut filter, picks);
        store.dispatch(Action::Want(filter));
    };
    let buttons = choices.into_iter().enumerate().map(|(i, (name, class, sign))| {
        let dot = class.starts_with("stage-").then(|| view! { <b class="dot">{sign}</b> });
        view! {
            <button type="button" class=format!("pick {class}") aria-pressed=move || picked.get().has(i).to_string() on:click=move |_| pick(i)>{dot}{name}</button>
        }
    });
    view! { <fieldset class="group"><legend>{title}</legend>{buttons.collect_view()}</fieldset> }
}

#[component]
fn LayerSwitch(store: Store, layer: Layer, name: String) -> impl IntoView {
    let on = Memo::new(move |_| store.with(|s| layers(&store.atlas(), s).has(layer)));
    view! { <button type="button" class="pick" aria-pressed=move || on.get().to_string() on:click=move |_| store.dispatch(Action::Toggle(layer))>{name}</button> }
}

/// A key of one letter can be struck by mistake, or by what turns speech into keys, so it can be
/// turned off.
#[component]
fn KeySwitch(name: String) -> impl IntoView {
    let on = RwSignal::new(present_key_is_on());
    let turn = move |_| {
        on.update(|on| *on = !*on);
        KEY_IS_ON.set(Some(on.get_untracked()));
        platform::keep_for_reload(PRESENT_KEY, if on.get_untracked() { "on" } else { OFF });
    };
    view! { <p class="group"><button type="button" class="pick" aria-pressed=move || on.get().to_string() on:click=turn>{name}</button></p> }
}

/// Whether the key that presents is on.
pub fn present_key_is_on() -> bool {
    KEY_IS_ON.get().unwrap_or_else(|| platform::kept(PRESENT_KEY).is_none_or(|kept| kept != OFF))
}

/// What is kept of it until the window closes.
const PRESENT_KEY: &str = "present-key";
const OFF: &str = "off";

thread_local! {
    /// What was chosen on this page, also where the browser keeps nothing.
    static KEY_IS_ON: Cell<Option<bool>> = const { Cell::new(None) };
}

/// The filter in words; `None` where everything is wanted.
pub fn said(atlas: &Atlas, filter: &Filter) -> Option<String> {
    let list = |picks: IndexSet, names: &[String]| {
        picks.iter().filter_map(|i| names.get(i).cloned()).collect::<Vec<_>>()
    };
    let projects: Vec<String> = atlas.projects.iter().map(|p| p.name.clone()).collect();
    let mut parts = list(filter.projects, &projects);
    parts.extend(list(filter.stages, &atlas.stage_names));
    parts.extend(list(filter.statuses, &atlas.status_names));
    parts.extend(list(filter.classes, &atlas.class_names));
    parts.extend((!filter.words.is_empty()).then(|| format!("“{}”", filter.words)));
    parts.extend(filter.span.map(|s| atlas.dates.say(&FuzzyDate::days(s.from(), s.to()))));
    (!parts.is_empty()).then(|| parts.join(&atlas.words.semicolon))
}
