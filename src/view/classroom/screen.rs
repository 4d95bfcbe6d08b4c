//! What the class sees: one step, large, and what the teacher puts in front of it. Notes are not
//! here.

use super::panels::Panels;
use super::question::Question;
use super::{button, toggled, LessonContext};
use crate::content::Atlas;
use crate::ids::StepIx;
use crate::platform;
use crate::story::{Cover, LessonEffect, Panel, Teach, Tool};
use leptos::prelude::*;

/// The words of the step or its question, the bar, and whatever lies in front.
#[component]
pub fn Screen(room: LessonContext) -> impl IntoView {
    let asked = room.slice(|l| l.asked.as_ref().map(|a| a.ask));
    view! {
        {move || match asked.get().filter(|_| room.class.with(Option::is_some)) {
            Some(ask) => view! { <Question room ask speaker=false/> }.into_any(),
            None => view! { <Words room/> }.into_any(),
        }}
        <Bar room/>
        <Panels room/>
        <BlankScreen room/>
        <Said room/>
        <Leaving room/>
    }
}

/// Asks, quietly, whether the lesson is to be left: a key that was struck by mistake does not end
/// it.
#[component]
fn Leaving(room: LessonContext) -> impl IntoView {
    let asks = room.slice(|l| l.leaving);
    view! {
        <div class="teach-leave" role="status">
            {move || asks.get().then(|| view! {
                <p>
                    <span>{move || room.say("leave_again")}</span> " "
                    {button(room, "leave", "", || Teach::Do(LessonEffect::Leave))} {button(room, "stay", "", || Teach::Stay)}
                </p>
            })}
        </div>
    }
}

/// The step's own words for the screen; its headline until they are there.
#[component]
fn Words(room: LessonContext) -> impl IntoView {
    let store = room.store;
    let step = store.slice(|s| s.step);
    let words = Memo::new(move |_| {
        let ix = step.get();
        let class = room.class.get();
        let told = class.as_ref().and_then(|c| c.steps.get(ix.0));
        let title = store.atlas().step(ix).title.clone();
        (told.map_or(String::new(), |s| s.kicker.clone()), told.map_or(title, |s| s.screen.clone()))
    });
    // What comes into the picture is said as well.
    Effect::new(move |before: Option<(StepIx, usize)>| {
        let now = store.with(|s| (s.step, s.lesson.built));
        if before.is_some_and(|b| b.0 == now.0 && b.1 < now.1) {
            platform::announce(&appeared(&store.atlas(), now.0, now.1 - 1));
        }
        now
    });
    let parts = move || {
        let (built, all) =
            store.with(|s| (s.lesson.built, store.atlas().step(s.step).builds.len()));
        (0..all)
            .map(|i| view! { <i class=if i < built { "part is-shown" } else { "part" }></i> })
            .collect_view()
    };
    view! {
        <main class="on-screen">
            <p class="kicker">{move || words.get().0}</p>
            <h1>{move || words.get().1}</h1>
            <p class="parts" aria-hidden="true">{parts}</p>
        </main>
    }
}

/// Names of what a part of a picture brings.
fn appeared(atlas: &Atlas, step: StepIx, part: usize) -> String {
    let Some(part) = atlas.step(step).builds.get(part) else { return String::new() };
    let projects =
        part.projects.iter().filter_map(|i| atlas.projects.get(i.0)).map(|p| p.name.clone());
    let events = part
        .events
        .iter()
        .filter_map(|i| atlas.events.get(i.0))
        .map(|e| [e.when.as_str(), &atlas.words.colon, &e.label].concat());
    projects.chain(events).collect::<Vec<_>>().join(&atlas.words.semicolon)
}

/// Everything that keys do, for those who would rather click.
#[component]
fn Bar(room: LessonContext) -> impl IntoView {
    let store = room.store;
    let count = store.atlas().steps.len();
    let typed = room.slice(|l| l.typed);
    let at = move || match typed.get() {
        0 => format!("{} / {count}", store.with(|s| s.step.0) + 1),
        typed => format!("{typed}…"),
    };
    let light = room.slice(|l| l.tool);
    let asks = move || {
        room.class.with(|c| c.as_ref().map_or(Vec::new(), |c| c.asks_of(store.with(|s| s.step))))
    };
    let tool = move |tool: Tool| Teach::Tool(if light.get() == tool { Tool::Hand } else { tool });
    view! {
        <nav class="teach-bar">
            {button(room, "back", "turn", || Teach::Back)}
            <span class="step-at">{at}</span>
            {button(room, "next", "turn", || Teach::On)}
            {button(room, "question", "", move || Teach::AskOn(untrack(asks)))}
            <button type="button" aria-pressed=move || (light.get() == Tool::Light).to_string() on:click=move |_| room.teach(tool(Tool::Light))>{move || room.say("light")}</button>
            <button type="button" aria-pressed=move || (light.get() == Tool::Pen).to_string() on:click=move |_| room.teach(tool(Tool::Pen))>{move || room.say("pen")}</button>
            {button(room, "larger", "", || Teach::Larger)}
            {button(room, "overview", "", move || untrack(|| toggled(room, Panel::Overview)))}
            {button(room, "code", "", move || untrack(|| toggled(room, Panel::Code)))}
            {button(room, "speaker", "", || Teach::Do(LessonEffect::Speaker))}
            {button(room, "help", "", move || untrack(|| toggled(room, Panel::Help)))}
            {button(room, "leave", "", || Teach::Do(LessonEffect::Leave))}
        </nav>
    }
}

/// Black or white over everything.
#[component]
fn BlankScreen(room: LessonContext) -> impl IntoView {
    let cover = room.slice(|l| l.cover);
    let class = move || match cover.get() {
        Cover::None => "cloth away",
        Cover::Black => "cloth",
        Cover::White => "cloth is-white",
    };
    let lift = move |_| room.teach(Teach::Cover(Cover::None));
    view! { <button type="button" class=class aria-label=move || room.say("covered") on:click=lift></button> }
}

/// What goes wrong, said plainly.
#[component]
pub(super) fn Said(room: LessonContext) -> impl IntoView {
    let says = move || {
        let trouble = room.trouble.get();
        let twin = room.heard.get().twin;
        match (trouble, twin, room.role) {
            // Without the file there are no words either, so this one sentence is the page's.
            ("no_content", ..) => room.store.atlas().words.no_content.clone(),
            ("", true, crate::story::Role::Screen) => room.say("other_screen"),
            ("", true, crate::story::Role::Speaker) => room.say("other_speaker"),
            ("", ..) => String::new(),
            (key, ..) => room.say(key).replace("{what}", &room.about.get()),
        }
    };
    let says = Memo::new(move |_| says());
    Effect::new(move |_| {
        let says = says.get();
        if !says.is_empty() {
            platform::announce(&says);
        }
    });
    view! { <p class="teach-said" hidden=move || says.get().is_empty()>{move || says.get()}</p> }
}
