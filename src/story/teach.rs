//! What comes of what happens in a lesson: the next state, and what the browser has to do.

use super::filter::Filter;
use super::lesson::{
    Asked, Cover, Lesson, LessonEffect, Panel, Teach, Tool, END, HOME, MOST_HANDS, MOST_PARTS,
    MOST_POINTS, MOST_STROKES,
};
use super::link::Link;
use super::pace::Clock;
use super::spot::Spot;
use super::state::{Action, Effect, State, Update};
use super::view::{Sheet, UserCamera};
use crate::content::Atlas;
use crate::ids::StepIx;

/// What an action comes to in front of a class; `None` for nothing. A filter, tables and the player
/// have their controls in the page to read alone, so whatever asks for them (a hand on the
/// timeline, an address, another window) must not hide a part of the picture that nothing on the
/// screen brings back.
pub(super) fn in_class(action: Action) -> Option<Action> {
    let plain = |link: Link| Link { filter: Filter::EVERYTHING, tables: false, ..link };
    match action {
        Action::Want(_) | Action::Play(_) | Action::AsTables(true) => None,
        Action::Open(link) => Some(Action::Open(plain(link))),
        Action::Follow(link, lesson) => Some(Action::Follow(plain(link), lesson)),
        action => Some(action),
    }
}

/// The function that changes the state, for what leads on beyond the lesson.
type ApplyAction = fn(&Atlas, State, Action) -> Update;

/// Applies what happens in a lesson; `update` applies what that comes to in the story.
pub(super) fn teach(atlas: &Atlas, mut state: State, teach: Teach, update: ApplyAction) -> Update {
    // Whoever does anything else stays.
    state.lesson.leaving &= matches!(teach, Teach::Leave | Teach::Time(_));
    let builds = |step: StepIx| atlas.step(step).builds.len();
    let last = StepIx(atlas.steps.len().saturating_sub(1));
    let lesson = state.lesson.clone();
    let with = |lesson: Lesson| quiet(State { lesson, ..state.clone() });
    match teach {
        Teach::Begin(kept) => {
            let lesson =
                Lesson { on: true, typed: 0, leaving: false, ..kept.fitted(builds(state.step)) };
            let hidden = state.filter != Filter::EVERYTHING || state.tables || state.play.is_some();
            let state =
                State { lesson, filter: Filter::EVERYTHING, tables: false, play: None, ..state };
            let address =
                hidden.then(|| Effect::WriteAddress { link: Link::to(&state), new_entry: false });
            Update { state, effects: address.into_iter().collect() }
        }
        // What stands in front of the step is put away first: nobody turns a page unseen.
        Teach::On | Teach::Back if lesson.panel != Panel::None => {
            with(Lesson { panel: Panel::None, typed: 0, ..lesson })
        }
        // A question is answered before the lesson goes on, and going back leads the same way.
        Teach::On if is_asked(&lesson, false) => with_asked(state, |asked| asked.revealed = true),
        Teach::On if lesson.asked.is_some() => {
            let put_away = ask_in(atlas, state, None).state;
            self::teach(atlas, put_away, Teach::On, update)
        }
        Teach::Back if is_asked(&lesson, true) => with_asked(state, |asked| asked.revealed = false),
        Teach::Back if lesson.asked.is_some() => ask_in(atlas, state, None),
        Teach::On if lesson.built < builds(state.step) => {
            with(Lesson { built: lesson.built + 1, ..lesson })
        }
        Teach::On if state.step < last => {
            let next = StepIx(state.step.0 + 1);
            update(atlas, state, Action::Go(next))
        }
        Teach::Back if lesson.built > 0 => with(Lesson { built: lesson.built - 1, ..lesson }),
        Teach::Back if state.step.0 > 0 => {
            let before = StepIx(state.step.0 - 1);
            let mut next = update(atlas, state, Action::Go(before));
            next.state.lesson = lesson.moved(builds(before));
            next
        }
        Teach::Digit(HOME) => update(atlas, state, Action::Go(StepIx(0))),
        Teach::Digit(END) => update(atlas, state, Action::Go(last)),
        Teach::Digit(digit) if digit < 10 => {
            with(Lesson { typed: (lesson.typed * 10 + digit) % 100, ..lesson })
        }
        Teach::Enter if lesson.typed > 0 => match StepIx(lesson.typed as usize - 1) {
            step if step <= last => {
                let state = State { lesson: Lesson { typed: 0, ..lesson }, ..state };
                update(atlas, state, Action::Go(step))
            }
            // There is no such step: the number goes, the class sees nothing of it.
            _ => with(Lesson { typed: 0, ..lesson }),
        },
        Teach::Enter => self::teach(atlas, state, Teach::On, update),
        Teach::Cover(cover) => with(Lesson { cover, ..lesson }),
        Teach::Panel(panel) => with(Lesson { panel, typed: 0, ..lesson }),
        Teach::Leave | Teach::PutAway if lesson.cover == Cover::None && state.chosen.is_some() => {
            update(atlas, state, Action::Release)
        }
        Teach::Leave | Teach::PutAway => match put_away(lesson.clone()) {
            Some(next) if state.lesson.asked.is_some() && next.asked.is_none() => {
                ask_in(atlas, State { lesson: next, ..state }, None)
            }
            Some(next) => with(Lesson { leaving: false, ..next }),
            None if state.is_by_hand() => update(atlas, state, Action::LookHome),
            None if teach == Teach::PutAway => quiet(state),
            None if lesson.leaving => {
                asking(with(Lesson { leaving: false, ..lesson }).state, LessonEffect::Leave)
            }
            // A key that is struck by mistake must not end the show.
            None => with(Lesson { leaving: true, ..lesson }),
        },
        Teach::Stay => quiet(state),
        Teach::Ask(ask) => ask_in(atlas, state, ask),
        Teach::AskOn(asks) => match &lesson.asked {
            Some(now) if !now.revealed => with_asked(state, |asked| asked.revealed = true),
            Some(now) => {
                let at = asks.iter().position(|(ask, _)| *ask == now.ask);
                let next = at.and_then(|at| asks.get(at + 1).copied());
                ask_in(atlas, state, next)
            }
            None => ask_in(atlas, state, asks.first().copied()),
        },
        Teach::Reveal => with_asked(state, |asked| asked.revealed = !asked.revealed),
        Teach::Guess(guess) if guess.len() <= MOST_PARTS => {
            with_asked(state, |asked| asked.guess = guess)
        }
        Teach::Hands(option, count)
            if option < MOST_PARTS && count.is_none_or(|n| n <= MOST_HANDS) =>
        {
            with_asked(state, |asked| {
                asked.hands.resize(asked.hands.len().max(option + 1), None);
                asked.hands[option] = count;
            })
        }
        Teach::Larger => with(Lesson { larger: !lesson.larger, ..lesson }),
        Teach::Tool(tool) => {
            let middle = Spot::of(atlas.step(state.step).camera.center);
            let light = if tool == Tool::Light { lesson.light.or(middle) } else { None };
            with(Lesson { tool, light, ..lesson })
        }
        Teach::Light(light) => with(Lesson { light, ..lesson }),
        Teach::LightBy(dx, dy) => {
            let light =
                lesson.light.map(|Spot(x, y)| Spot(x.saturating_add(dx), y.saturating_add(dy)));
            with(Lesson { light, ..lesson })
        }
        Teach::Draw(stroke) if !stroke.is_empty() && lesson.strokes.len() < MOST_STROKES => {
            let mut strokes = lesson.strokes.clone();
            strokes.push(stroke.into_iter().take(MOST_POINTS).collect());
            with(Lesson { strokes, ..lesson })
        }
        Teach::DrawOn(spot) => {
            let mut strokes = lesson.strokes.clone();
            if let Some(stroke) = strokes.last_mut().filter(|s| s.len() < MOST_POINTS) {
                stroke.push(spot);
            }
            with(Lesson { strokes, ..lesson })
        }
        Teach::Mark => match lesson.light {
            Some(spot) => self::teach(atlas, state, Teach::Draw(vec![spot]), update),
            None => quiet(state),
        },
        Teach::Undo => {
            let mut strokes = lesson.strokes.clone();
            strokes.pop();
            with(Lesson { strokes, ..lesson })
        }
        Teach::Clear => {
            with(Lesson { strokes: Vec::new(), light: None, tool: Tool::Hand, ..lesson })
        }
        Teach::Time(now) => with(Lesson { clock: lesson.clock.at(state.step.0, now), ..lesson }),
        Teach::Restart(now) => {
            let clock = Clock { plan: lesson.clock.plan, ..Clock::NONE };
            with(Lesson { clock: clock.at(state.step.0, now), ..lesson })
        }
        Teach::Plan(plan) => with(Lesson { clock: Clock { plan, ..lesson.clock }, ..lesson }),
        Teach::Do(errand) => asking(state, errand),
        // What is left does not fit: beyond the last step, or too much at once.
        _ => quiet(state),
    }
}

/// The lesson at the step that another action led to. A step that is new begins without its parts.
pub(super) fn follow_step(before: &State, after: &mut State) {
    if after.lesson.on && before.step != after.step {
        let lesson = std::mem::take(&mut after.lesson);
        after.lesson = lesson.moved(0);
    }
}

/// Whether a question is before the class, with its answer or without.
fn is_asked(lesson: &Lesson, revealed: bool) -> bool {
    lesson.asked.as_ref().is_some_and(|asked| asked.revealed == revealed)
}

fn quiet(state: State) -> Update {
    Update { state, effects: Vec::new() }
}

fn asking(state: State, errand: LessonEffect) -> Update {
    Update { state, effects: vec![Effect::LessonEffect(errand)] }
}

/// The lesson without what is foremost; `None` when nothing is in front.
fn put_away(lesson: Lesson) -> Option<Lesson> {
    if lesson.cover != Cover::None {
        return Some(Lesson { cover: Cover::None, ..lesson });
    }
    if lesson.typed > 0 {
        return Some(Lesson { typed: 0, ..lesson });
    }
    if lesson.panel != Panel::None {
        return Some(Lesson { panel: Panel::None, ..lesson });
    }
    if lesson.asked.is_some() {
        return Some(Lesson { asked: None, ..lesson });
    }
    (lesson.tool != Tool::Hand).then_some(Lesson { tool: Tool::Hand, light: None, ..lesson })
}

/// Puts a question in front of the class, on the map that it wants, or takes it away with that map.
fn ask_in(atlas: &Atlas, state: State, ask: Option<(usize, bool)>) -> Update {
    let view = ask
        .filter(|(_, wide)| *wide)
        .and_then(|_| UserCamera::of(atlas.steps.first()?.camera, Sheet::Region));
    let asked = ask.map(|(ask, _)| Asked { ask, ..Asked::default() });
    let lesson = Lesson { asked, panel: Panel::None, ..state.lesson };
    let layers = state.layers.filter(|_| view.is_none());
    quiet(State { lesson, view, layers, ..state })
}

fn with_asked(mut state: State, change: impl FnOnce(&mut Asked)) -> Update {
    if let Some(asked) = &mut state.lesson.asked {
        change(asked);
    }
    quiet(state)
}
