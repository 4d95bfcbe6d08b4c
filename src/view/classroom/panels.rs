//! What stands in front of the step: all steps, the keys, the address for telephones.

use super::small_map::SmallMap;
use super::{address_of_step, LessonContext};
use crate::content::KEYS;
use crate::ids::StepIx;
use crate::platform;
use crate::story::{Action, Panel, Teach};
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The panel that is up.
#[component]
pub fn Panels(room: LessonContext) -> impl IntoView {
    let panel = room.slice(|l| l.panel);
    move || match panel.get() {
        Panel::None => ().into_any(),
        Panel::Overview => view! { <Overview room/> }.into_any(),
        Panel::Help => view! { <Help room/> }.into_any(),
        Panel::Code => view! { <Code room/> }.into_any(),
    }
}

/// The frame of a panel, with its name and a way out.
fn framed(
    room: LessonContext,
    key: &'static str,
    class: &'static str,
    inner: AnyView,
) -> impl IntoView {
    view! {
        <section class=class role="dialog" aria-label=move || room.say(key)>
            <div class="panel-head">
                <h2>{move || room.say(key)}</h2>
                <button type="button" on:click=move |_| room.teach(Teach::Panel(Panel::None))>{room.store.atlas().words.close.clone()}</button>
            </div>
            {inner}
        </section>
    }
}

#[component]
fn Overview(room: LessonContext) -> impl IntoView {
    let atlas = room.store.atlas();
    let now = room.store.with(|s| s.step);
    let steps = atlas.steps.iter().enumerate().map(|(i, step)| {
        let go = move |_| room.store.dispatch(Action::Go(StepIx(i)));
        let away = move |_| room.teach(Teach::Panel(Panel::None));
        let current = (StepIx(i) == now).then_some("step");
        view! {
            <li><button type="button" aria-current=current on:click=move |e| { go(e.clone()); away(e); }>
                <SmallMap store=room.store step=StepIx(i)/>
                <b>{i + 1}</b> " " <span>{step.title.clone()}</span>
            </button></li>
        }
    });
    framed(
        room,
        "overview",
        "teach-panel overview",
        view! { <ol>{steps.collect_view()}</ol> }.into_any(),
    )
}

#[component]
fn Help(room: LessonContext) -> impl IntoView {
    let rows = move || {
        KEYS.iter()
            .map(|(keys, word)| view! { <dt>{*keys}</dt> <dd>{room.say(word)}</dd> })
            .collect_view()
    };
    let version = move || {
        let version = room.class.with(|c| c.as_ref().map_or(String::new(), |c| c.version.clone()));
        room.say("version").replace("{version}", &version)
    };
    let atlas = room.store.atlas();
    let others = atlas.langs.iter().filter(|lang| lang.id != atlas.lang).map(|lang| {
        let id = lang.id.clone();
        view! { <button type="button" lang=lang.id.clone() on:click=move |_| room.lang.set(id.clone())>{lang.name.clone()}</button> " " }
    });
    let others = others.collect_view();
    let inner =
        view! { <dl>{rows}</dl> <p class="others">{others}</p> <p class="version">{version}</p> };
    framed(room, "help", "teach-panel keys", inner.into_any())
}

/// The address as words and as a code, made here: no one else is asked.
#[component]
fn Code(room: LessonContext) -> impl IntoView {
    let address = address_of_step(room);
    let inner = if platform::origin_is_web() {
        let code = QrCode::encode_text(&address, QrCodeEcc::Medium).ok().map(|code| drawn(&code));
        let too_long = code.is_none();
        view! {
            <p>{move || room.say("code_says")}</p>
            {code.map(|(size, path)| view! {
                <svg class="code" viewBox=format!("-4 -4 {0} {0}", size + 8) role="img" aria-label=address.clone() shape-rendering="crispEdges">
                    <rect x="-4" y="-4" width=size + 8 height=size + 8></rect><path d=path></path>
                </svg>
            })}
            {too_long.then(|| view! { <p>{move || room.say("code_long")}</p> })}
            <p class="address">{address.clone()}</p>
        }
        .into_any()
    } else {
        view! { <p>{move || room.say("code_file")}</p> }.into_any()
    };
    framed(room, "code", "teach-panel for-phones", inner)
}

/// Size of a code and its dark squares as a path.
fn drawn(code: &QrCode) -> (i32, String) {
    let size = code.size();
    let dark = (0..size)
        .flat_map(|y| (0..size).map(move |x| (x, y)))
        .filter(|(x, y)| code.get_module(*x, *y));
    (size, dark.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect())
}
