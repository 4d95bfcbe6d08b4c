//! A question: first the class predicts, then the answer and its reasons are shown.

use super::{button, LessonContext};
use crate::content::{Ask, AskKind, Line, Provenance};
use crate::story::{read_count, Asked, BadCount, Spot, Teach, MOST_HANDS};
use leptos::prelude::*;

/// A question by its position. In the speaker's window its answer is always there.
#[component]
pub fn Question(room: LessonContext, ask: usize, speaker: bool) -> impl IntoView {
    let found =
        room.class.with_untracked(|class| class.as_ref().and_then(|c| c.asks.get(ask).cloned()));
    let Some(question) = found else { return ().into_any() };
    let asked = room.slice(move |l| l.asked.clone().filter(|a| a.ask == ask).unwrap_or_default());
    let revealed = Memo::new(move |_| asked.with(|a| a.revealed));
    let counting = RwSignal::new(speaker);
    let body = match question.kind.clone() {
        AskKind::Choose(right) => {
            view! { <Options room options=question.options.clone() right asked revealed counting/> }
                .into_any()
        }
        AskKind::Order(right) => {
            view! { <Order room options=question.options.clone() right asked revealed/> }.into_any()
        }
        AskKind::Place(..) => {
            view! { <Place room question=question.clone() asked revealed/> }.into_any()
        }
        AskKind::Estimate(bounds) => {
            view! { <Estimate room bounds unit=question.unit.clone() asked revealed/> }.into_any()
        }
        AskKind::Discuss => ().into_any(),
    };
    let choose = matches!(question.kind, AskKind::Choose(_));
    let answer = question.clone();
    let inner = view! {
            {body}
            <p class="does">
                <button type="button" on:click=move |_| room.teach(Teach::Reveal)>{move || room.say(if revealed.get() { "hide" } else { "reveal" })}</button>
                {(choose && !speaker).then(|| view! {
                    <button type="button" aria-pressed=move || counting.get().to_string() on:click=move |_| counting.update(|c| *c = !*c)>{move || room.say("hands")}</button>
                })}
                {button(room, "put_away", "", || Teach::Ask(None))}
            </p>
            <div role="status">{move || (revealed.get() || speaker).then(|| view! { <Answer room ask=answer.clone()/> })}</div>
    };
    let words = question.ask.clone();
    if speaker {
        view! { <section class="asked" aria-label=move || room.say("question")><h3 class="ask-words">{words}</h3> {inner}</section> }
            .into_any()
    } else {
        view! { <main class="asked"><h1 class="ask-words">{words}</h1> {inner}</main> }.into_any()
    }
}

/// The answer with its reasons, who says so, and both sides where there are two.
#[component]
pub fn Answer(room: LessonContext, ask: Ask) -> impl IntoView {
    let side = move |key: &'static str, lines: &[Line]| {
        (!lines.is_empty()).then(|| view! { <div><p class="side-name">{move || room.say(key)}</p> <ul>{lines.iter().map(|l| view! { <li>{line(l)}</li> }).collect_view()}</ul></div> })
    };
    let sources = ask.sources.join(&room.store.atlas().words.semicolon);
    view! {
        <div class="answer">
            {ask.answer.iter().map(|l| view! { <p>{line(l)}</p> }).collect_view()}
            <div class="sides">{side("for", &ask.supports)} {side("against", &ask.against)}</div>
            <p class="says-who">{move || room.say("sources")} {room.store.atlas().words.colon.clone()} {sources.clone()}</p>
        </div>
    }
}

/// A sentence with its statements marked by who stands behind them.
pub(super) fn line(line: &Line) -> impl IntoView {
    let bits = line.iter().map(|bit| match bit.class {
        Some(class) => {
            view! { <span class=format!("claim {}", mark(class))>{bit.text.clone()}</span> }
                .into_any()
        }
        None => bit.text.clone().into_any(),
    });
    bits.collect_view()
}

fn mark(class: Provenance) -> &'static str {
    class.mark()
}

#[component]
fn Options(
    room: LessonContext,
    options: Vec<String>,
    right: usize,
    asked: Memo<Asked>,
    revealed: Memo<bool>,
    counting: RwSignal<bool>,
) -> impl IntoView {
    let names = options.clone();
    let most = move || asked.with(|a| a.hands.iter().flatten().max().copied().unwrap_or(0)).max(1);
    let items = options.into_iter().enumerate().map(|(i, name)| {
        let hands = move || asked.with(|a| a.hands.get(i).copied().flatten());
        let picked = move || asked.with(|a| a.guess.first() == Some(&(i as i32)));
        let class = move || if revealed.get() && i == right { "option is-right" } else { "option" };
        view! {
            <li class=class>
                <button type="button" aria-pressed=move || picked().to_string() on:click=move |_| room.teach(Teach::Guess(vec![i as i32]))>
                    <b>{letter(i)}</b> " " <span>{name}</span>
                    {move || (revealed.get() && i == right).then(|| view! { " " <em>{move || room.say("right")}</em> })}
                </button>
                {move || hands().map(|n| view! { <meter min="0" max=most() value=n></meter> <span class="count">{n}</span> })}
            </li>
        }
    });
    view! {
        <div class="ballot" class:is-counting=move || counting.get()>
            <ol class="options">{items.collect_view()}</ol>
            {move || counting.get().then(|| view! { <Counts room options=names.clone() asked/> })}
        </div>
    }
}

/// Fields for the hands, one beside each option. They come after all options, so that Tab leads
/// from count to count.
#[component]
fn Counts(room: LessonContext, options: Vec<String>, asked: Memo<Asked>) -> impl IntoView {
    let fields = options
        .into_iter()
        .enumerate()
        .map(|(i, label)| view! { <p class="count-of"><Count room option=i label asked/></p> });
    view! { <div class="counts" role="group" aria-label=move || room.say("hands")>{fields.collect_view()}</div> }
}

fn letter(i: usize) -> String {
    char::from(b'A' + (i % 26) as u8).to_string()
}

/// Hands for an option, as the teacher types them. What is no count is refused in words and changes
/// nothing.
#[component]
fn Count(room: LessonContext, option: usize, label: String, asked: Memo<Asked>) -> impl IntoView {
    let name = move || room.say("hands_of").replace("{what}", &label);
    let typed = move |event| {
        let text = event_target_value(&event);
        match read_count(&text) {
            Ok(count) => {
                room.trouble.set("");
                room.teach(Teach::Hands(option, count));
            }
            Err(fault) => {
                let key = if fault == BadCount::NoNumber { "bad_number" } else { "too_many" };
                room.about.set(text);
                room.trouble.set(key);
            }
        }
    };
    // An empty text where nothing was counted: of nothing at all a browser would make the word
    // "undefined".
    let counted = move || {
        asked
            .with(|a| a.hands.get(option).copied().flatten())
            .map_or(String::new(), |n| n.to_string())
    };
    view! { <input type="text" inputmode="numeric" class="hands" maxlength="6" aria-label=name title=MOST_HANDS prop:value=counted on:change=typed/> }
}

#[component]
fn Order(
    room: LessonContext,
    options: Vec<String>,
    right: Vec<usize>,
    asked: Memo<Asked>,
    revealed: Memo<bool>,
) -> impl IntoView {
    let names = options.clone();
    let items = options.into_iter().enumerate().map(|(i, name)| {
        let place = move || asked.with(|a| a.guess.iter().position(|g| *g == i as i32));
        let pick = move |_| {
            let mut guess = asked.with_untracked(|a| a.guess.clone());
            if !guess.contains(&(i as i32)) {
                guess.push(i as i32);
                room.teach(Teach::Guess(guess));
            }
        };
        view! {
            <li class="option"><button type="button" aria-pressed=move || place().is_some().to_string() on:click=pick>
                <b>{move || place().map_or("·".to_string(), |p| (p + 1).to_string())}</b> " " <span>{name}</span>
            </button></li>
        }
    });
    let solved = move || {
        revealed.get().then(|| {
            let list = right
                .iter()
                .filter_map(|i| names.get(*i).cloned())
                .map(|name| view! { <li>{name}</li> })
                .collect_view();
            view! { <ol class="solved">{list}</ol> }
        })
    };
    view! {
        <p class="how">{move || room.say("order_here")}</p>
        <ol class="options">{items.collect_view()}</ol>
        {button(room, "order_again", "order-again", || Teach::Guess(Vec::new()))}
        {solved}
    }
}

#[component]
fn Place(
    room: LessonContext,
    question: Ask,
    asked: Memo<Asked>,
    revealed: Memo<bool>,
) -> impl IntoView {
    let AskKind::Place(place, within_km) = question.kind else { return ().into_any() };
    let said = move || {
        let guess = asked.with(|a| spot(&a.guess))?;
        let place = room.store.atlas().places.get(place.0).map(|p| p.at)?;
        let off = guess.distance_km(place);
        let words = room.say("off_by").replace("{km}", &format!("{off:.0}"));
        let near = if off <= within_km {
            format!("{}{}", room.store.atlas().words.semicolon, room.say("near_enough"))
        } else {
            String::new()
        };
        revealed.get().then(|| view! { <p class="verdict">{words} {near}</p> })
    };
    view! { <p class="how">{move || room.say("place_here")}</p> {said} }.into_any()
}

/// The place that the class guessed.
pub(super) fn spot(guess: &[i32]) -> Option<Spot> {
    if let [x, y] = guess {
        return Some(Spot(*x, *y));
    }
    None
}

#[component]
fn Estimate(
    room: LessonContext,
    bounds: [i32; 5],
    unit: String,
    asked: Memo<Asked>,
    revealed: Memo<bool>,
) -> impl IntoView {
    let [from, to, step, low, high] = bounds;
    let guess = move || {
        asked.with(|a| a.guess.first().copied()).unwrap_or(from + (to - from) / 2 / step * step)
    };
    let numerals = move |n: i32| grouped(n);
    let (with_unit, again) = (unit.clone(), unit);
    let share = move |n: i32| {
        format!("{:.2}%", f64::from(n - from) / f64::from((to - from).max(1)) * 100.0)
    };
    let set = move |event| {
        if let Ok(value) = event_target_value(&event).parse::<i32>() {
            room.teach(Teach::Guess(vec![value.clamp(from, to)]));
        }
    };
    let answer = move || {
        revealed.get().then(|| {
            let range = if low == high { numerals(low) } else { format!("{}–{}", numerals(low), numerals(high)) };
            view! {
                <svg class="range" aria-hidden="true"><rect x=share(low) width=format!("{:.2}%", (f64::from(high - low) / f64::from(to - from) * 100.0).max(1.0)) y="0" height="100%"></rect></svg>
                <p class="verdict">{range} " " {again.clone()}</p>
            }
        })
    };
    view! {
        <label class="estimate">
            <span>{move || room.say("your_guess")}</span>
            <input type="range" min=from max=to step=step prop:value=guess on:input=set/>
            <output>{move || numerals(guess())} " " {with_unit}</output>
        </label>
        {answer}
    }
}

/// A number in groups of three digits.
fn grouped(n: i32) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut said = if n < 0 { "−".to_string() } else { String::new() };
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!([0, 92, 1000, 135_000].map(grouped), ["0", "92", "1,000", "135,000"]);
    }
}
