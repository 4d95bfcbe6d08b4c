//! What the teacher sees: where the class is, what comes next, what to say, and how much time is
//! left.

use super::panels::Panels;
use super::question::{line, Question};
use super::screen::Said;
use super::small_map::SmallMap;
use super::{now, open_other, LessonContext};
use crate::content::Classroom;
use crate::ids::StepIx;
use crate::platform;
use crate::story::{behind_s, clock_face, Action, Role, Teach};
use leptos::prelude::*;
use std::sync::Arc;

/// The speaker's side of the page; the stage beside it shows what the class sees.
#[component]
pub fn Speaker(room: LessonContext) -> impl IntoView {
    let class = room.class;
    view! {
        <main class="speaker">
            <h1 class="unseen">{move || room.say("speaker_title")}</h1>
            <Said room/>
            <Together room/>
            {move || class.get().map(|class| view! { <Desk room class/> })}
        </main>
        <Panels room/>
    }
}

/// Whether the screen follows.
#[component]
fn Together(room: LessonContext) -> impl IntoView {
    let state = Memo::new(move |_| {
        let heard = room.heard.get();
        match (platform::way(), heard.other, heard.ever) {
            (platform::Way::None, ..) => "sandboxed",
            (_, true, _) => "connected",
            (_, false, true) => "lost",
            (_, false, false) => "waiting",
        }
    });
    view! {
        <p class="together" data-state=move || state.get() role="status">
            {move || room.say(state.get())} " "
            {move || matches!(state.get(), "lost" | "waiting").then(|| view! {
                <button type="button" on:click=move |_| open_other(room, Role::Screen)>{move || room.say("open_screen")}</button>
            })}
        </p>
    }
}

#[component]
fn Desk(room: LessonContext, class: Arc<Classroom>) -> impl IntoView {
    let store = room.store;
    let step = store.slice(|s| s.step);
    let asked = room.slice(|l| l.asked.as_ref().map(|a| a.ask));
    let (told, notes, coming) = (class.clone(), class.clone(), class.clone());
    let part = move || {
        let (built, all) =
            store.with(|s| (s.lesson.built, store.atlas().step(s.step).builds.len()));
        (all > 0).then(|| {
            room.say("part").replace("{n}", &built.to_string()).replace("{all}", &all.to_string())
        })
    };
    let covered = room.slice(|l| l.cover != crate::story::Cover::None);
    view! {
        <Time room class=class.clone()/>
        <section class="now">
            <h2>{move || room.say("now")} " " <span>{move || format!("{} / {}", step.get().0 + 1, store.atlas().steps.len())}</span></h2>
            <p class="words">{move || told.steps.get(step.get().0).map(|s| s.screen.clone())}</p>
            <p class="part-says">{part}</p>
            {move || covered.get().then(|| view! { <p class="is-covered">{move || room.say("covered")}</p> })}
            <p class="does">
                <button type="button" on:click=move |_| room.teach(Teach::Back)>{move || room.say("back")}</button>
                <button type="button" class="main" on:click=move |_| room.teach(Teach::On)>{move || room.say("next")}</button>
                <button type="button" on:click=move |_| room.teach(Teach::Cover(if covered.get_untracked() { crate::story::Cover::None } else { crate::story::Cover::Black }))>{move || room.say("black")}</button>
            </p>
        </section>
        <section class="notes-of-step">
            <h2>{move || room.say("notes")}</h2>
            {move || notes.steps.get(step.get().0).map(|s| s.notes.iter().map(|l| view! { <p>{line(l)}</p> }).collect_view())}
        </section>
        <section class="asks">
            <h2>{move || room.say("questions")}</h2>
            {move || asked.get().map(|ask| view! { <p class="on-now">{move || room.say("on_screen")}</p> <Question room ask speaker=true/> })}
            <Asks room class=class.clone()/>
        </section>
        <Coming room class=coming/>
        <Plan room class=class.clone()/>
    }
}

/// The questions of the step, and all others below them.
#[component]
fn Asks(room: LessonContext, class: Arc<Classroom>) -> impl IntoView {
    let step = room.store.slice(|s| s.step);
    let asked = room.slice(|l| l.asked.as_ref().map(|a| a.ask));
    let list = move || {
        let here = class.asks_of(step.get());
        let items = here.into_iter().filter_map(|(i, wide)| Some((i, wide, class.asks.get(i)?.ask.clone()))).map(|(i, wide, words)| {
            let pressed = move || (asked.get() == Some(i)).to_string();
            let ask = move |_| room.teach(Teach::Ask(if asked.get_untracked() == Some(i) { None } else { Some((i, wide)) }));
            view! { <li><button type="button" aria-pressed=pressed data-ask=i on:click=ask>{words}</button></li> }
        });
        items.collect_view()
    };
    view! { <ul class="ask-list">{list}</ul> }
}

/// What comes next, and the way to anywhere.
#[component]
fn Coming(room: LessonContext, class: Arc<Classroom>) -> impl IntoView {
    let store = room.store;
    let next = store.slice(|s| s.step.0 + 1);
    let preview = move || {
        let ix = next.get();
        match class.steps.get(ix) {
            Some(step) => view! {
                <figure><SmallMap store step=StepIx(ix)/><figcaption>{step.kicker.clone()}</figcaption></figure>
                <p class="words">{step.screen.clone()}</p>
            }
            .into_any(),
            None => view! { <p>{room.say("the_end")}</p> }.into_any(),
        }
    };
    let atlas = store.atlas();
    let jumps = atlas.steps.iter().enumerate().map(|(i, step)| {
        let current = move || (next.get() == i + 1).then_some("step");
        view! {
            <li><button type="button" aria-current=current title=step.title.clone() aria-label=format!("{} {}", i + 1, step.title)
                on:click=move |_| store.dispatch(Action::Go(StepIx(i)))>{i + 1}</button></li>
        }
    });
    view! {
        <section class="coming">
            <h2>{move || room.say("coming")}</h2>
            {preview}
            <ol class="jumps">{jumps.collect_view()}</ol>
        </section>
    }
}

/// The time of the step and in all, against a plan.
#[component]
fn Time(room: LessonContext, class: Arc<Classroom>) -> impl IntoView {
    let clock = room.slice(|l| l.clock);
    let (time, step) = (RwSignal::new(now()), room.store.slice(|s| s.step.0));
    platform::every_second(move || time.set(now()));
    let seconds = move || clock.with(|c| c.seconds(time.get().max(c.step_ms)));
    let choices = class.plans.iter().map(|p| p.0).enumerate().map(|(i, minutes)| {
        let pressed = move || (clock.with(|c| c.plan) == i).to_string();
        let choose = move |_| room.teach(Teach::Plan(i));
        view! { <button type="button" aria-pressed=pressed on:click=choose>{move || room.say("minutes").replace("{n}", &minutes.to_string())}</button> }
    });
    let choices = choices.collect_view();
    let plans = class.plans.clone();
    let pace = move || {
        let plan = plans.get(clock.with(|c| c.plan)).map(|p| p.1.clone()).unwrap_or_default();
        if plan.get(step.get()) == Some(&0) {
            return room.say("passed_over");
        }
        match behind_s(&plan, step.get(), seconds().0) {
            0 => room.say("on_time"),
            late if late > 0 => room.say("behind").replace("{time}", &clock_face(late as u32)),
            early => room.say("ahead").replace("{time}", &clock_face(early.unsigned_abs() as u32)),
        }
    };
    view! {
        <section class="time">
            <p><span>{move || room.say("step_time")}</span> <b>{move || clock_face(seconds().1)}</b></p>
            <p><span>{move || room.say("all_time")}</span> <b>{move || clock_face(seconds().0)}</b></p>
            <p class="pace"><span>{move || room.say("plan")}</span> <b>{pace}</b></p>
            <p class="plans">{choices}
                <button type="button" on:click=move |_| room.teach(Teach::Restart(now()))>{move || room.say("restart")}</button>
            </p>
        </section>
    }
}

/// The lesson plan, folded.
#[component]
fn Plan(room: LessonContext, class: Arc<Classroom>) -> impl IntoView {
    let items =
        |list: &[String]| list.iter().map(|s| view! { <li>{s.clone()}</li> }).collect_view();
    let pairs = |list: &[(String, String)]| {
        list.iter().map(|(a, b)| view! { <dt>{a.clone()}</dt> <dd>{b.clone()}</dd> }).collect_view()
    };
    view! {
        <details class="lesson-plan">
            <summary>{move || room.say("lesson")}</summary>
            <p><a href=format!("{}?mode=handout&lang={}", platform::address_here(), room.store.atlas().lang)>{move || room.say("handout")}</a></p>
            <h3>{move || room.say("aims")}</h3> <ul>{items(&class.aims)}</ul>
            <h3>{move || room.say("vocabulary")}</h3> <dl>{pairs(&class.vocabulary)}</dl>
            <h3>{move || room.say("subjects")}</h3> <dl>{pairs(&class.subjects)}</dl>
        </details>
    }
}
