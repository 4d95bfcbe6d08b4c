//! The one function that changes the state.

use super::filter::Filter;
use super::link::Link;
use super::parts::Subject;
use super::play::{playlist, Control, Play};
use super::scene::{layers, sheet};
use super::state::{Action, Effect, State, Update};
use super::teach::{follow_step, in_class, teach};
use super::view::UserCamera;
use crate::content::Atlas;
use crate::ids::{EventIx, StepIx};

/// Applies an action. It never fails: what does not fit the atlas changes nothing.
pub fn update(atlas: &Atlas, mut state: State, action: Action) -> Update {
    if !state.lesson.on {
        return change(atlas, state, action);
    }
    let before = state.clone();
    let Some(action) = in_class(action) else { return quiet(state) };
    let taught = matches!(action, Action::Teach(_) | Action::Follow(..));
    state.lesson.leaving &= taught;
    let mut next = change(atlas, state, action);
    if !taught {
        follow_step(&before, &mut next.state);
    }
    next
}

fn change(atlas: &Atlas, state: State, action: Action) -> Update {
    match action {
        Action::Arrived(step) if step.0 < atlas.steps.len() => arrive(state, step),
        Action::ReaderScrolled => quiet(State { travelling_to: None, ..state }),
        Action::TextMoved if state.is_by_hand() && state.travelling_to.is_none() => {
            written(home(state))
        }
        Action::Go(step) if step.0 < atlas.steps.len() => {
            travel(atlas, at(home(state), step, None), true)
        }
        Action::Next if state.step.0 + 1 < atlas.steps.len() => {
            let step = StepIx(state.step.0 + 1);
            update(atlas, state, Action::Go(step))
        }
        Action::Back if state.step.0 > 0 => {
            let step = StepIx(state.step.0 - 1);
            update(atlas, state, Action::Go(step))
        }
        Action::Choose(subject) => choose(atlas, state, subject),
        Action::Release if state.chosen.is_some() || state.play.is_some() => {
            written(State { chosen: None, play: None, ..state })
        }
        Action::Look(camera) => match UserCamera::of(camera, sheet(atlas, &state)) {
            view @ Some(_) if view != state.view => written(State { view, ..held(state) }),
            _ => quiet(state),
        },
        Action::LookHome if state.is_by_hand() => written(home(state)),
        Action::Window(window) => written(State { window, ..held(state) }),
        Action::Want(filter) if filter != state.filter => written(want(atlas, state, filter)),
        Action::Toggle(layer) => {
            let toggled = layers(atlas, &state).toggled(layer);
            let before = sheet(atlas, &state);
            let mut next = State { layers: Some(toggled), ..held(state) };
            // A view of one sheet means nothing on the other.
            if sheet(atlas, &next) != before {
                next.view = None;
            }
            written(next)
        }
        Action::AsTables(tables) => written(State { tables, ..state }),
        Action::ShowSays(says) if says != state.says => written(State { says, ..state }),
        Action::Measure(lab) if lab != state.lab => written(State { lab, ..state }),
        Action::Play(control) => play(atlas, state, control),
        Action::Tick => tick(atlas, state),
        Action::Teach(what) => teach(atlas, state, what, update),
        Action::Follow(link, lesson) => {
            let mut next = open(atlas, state, link).state;
            next.lesson = lesson.fitted(atlas.step(next.step).builds.len());
            next.lesson.on = true;
            written(State { travelling_to: None, ..next })
        }
        Action::Open(link) => open(atlas, state, link),
        // What is left does not fit: a step that is not there, or nothing to go back from.
        _ => quiet(state),
    }
}

fn quiet(state: State) -> Update {
    Update { state, effects: Vec::new() }
}

/// A state whose address takes the place of the present one.
fn written(state: State) -> Update {
    let effects = vec![write(&state, false)];
    Update { state, effects }
}

/// The story's own picture; what is wanted, and how it is shown, stays.
fn home(state: State) -> State {
    State { view: None, window: None, layers: None, ..state }
}

/// The reader's hand stops the player, so that the two never pull at one picture.
fn held(state: State) -> State {
    State { play: state.play.map(|p| Play { running: false, ..p }), ..state }
}

fn at(state: State, step: StepIx, chosen: Option<Subject>) -> State {
    State { step, travelling_to: Some(step), chosen, play: None, ..state }
}

/// The reading line came to a step: by the reader's hand, or at the end of our own travel.
fn arrive(state: State, step: StepIx) -> Update {
    match state.travelling_to {
        Some(goal) if goal != step => quiet(state),
        Some(_) => quiet(State { travelling_to: None, ..state }),
        None if step == state.step => quiet(state),
        // What was chosen, and the reader's own view, belonged to the step that the reader left.
        None => written(State { travelling_to: None, ..at(home(state), step, None) }),
    }
}

fn choose(atlas: &Atlas, state: State, subject: Subject) -> Update {
    let step = match subject {
        Subject::Event(ix) => atlas.events.get(ix.0).map(|e| Some(e.step)),
        Subject::Project(ix) => atlas.projects.get(ix.0).map(|p| Some(p.step)),
        Subject::Place(ix) => atlas.places.get(ix.0).map(|_| None),
        Subject::Facility(ix) => atlas.facilities.get(ix.0).map(|_| None),
    };
    match step {
        Some(Some(step)) => travel(atlas, at(home(state), step, Some(subject)), true),
        // Places and facilities belong to no one step, so the text stays.
        Some(None) => written(State { chosen: Some(subject), ..held(state) }),
        None => quiet(state),
    }
}

/// An event that is no longer wanted cannot stay chosen, or be played.
fn want(atlas: &Atlas, state: State, filter: Filter) -> State {
    let gone = |ix: EventIx| atlas.events.get(ix.0).is_none_or(|e| !filter.wants_event(atlas, e));
    let chosen = state.chosen.filter(|c| !matches!(c, Subject::Event(ix) if gone(*ix)));
    State { chosen, filter, play: None, ..state }
}

fn play(atlas: &Atlas, state: State, control: Control) -> Update {
    let count = playlist(atlas, &state.filter).len();
    let play = Play::told(state.play, control, count);
    let running = play.filter(|p| p.running);
    let state = State { play, chosen: None, view: None, ..state };
    Update { state, effects: running.map(|p| Effect::TickIn(p.pace_ms())).into_iter().collect() }
}

fn tick(atlas: &Atlas, state: State) -> Update {
    let Some(play) = state.play.filter(|p| p.running) else { return quiet(state) };
    let play = play.ticked(playlist(atlas, &state.filter).len());
    let effects = if play.running { vec![Effect::TickIn(play.pace_ms())] } else { Vec::new() };
    Update { state: State { play: Some(play), ..state }, effects }
}

/// Shows exactly what an address says. It is not written again.
fn open(atlas: &Atlas, state: State, link: Link) -> Update {
    let step = link.step.filter(|s| s.0 < atlas.steps.len()).unwrap_or(StepIx(0));
    let state = State {
        view: link.view,
        window: link.window,
        layers: link.layers,
        filter: link.filter,
        tables: link.tables,
        says: link.says,
        lab: link.lab,
        ..at(state, step, link.chosen)
    };
    travel(atlas, state, false)
}

/// Shows a state at once and moves the text to it.
fn travel(atlas: &Atlas, state: State, by_reader: bool) -> Update {
    let claims = match state.chosen {
        Some(Subject::Event(ix)) => atlas.events.get(ix.0).map_or(Vec::new(), |e| e.claims.clone()),
        _ => Vec::new(),
    };
    let mut effects = vec![Effect::ScrollTo { step: atlas.step(state.step).id.clone(), claims }];
    if by_reader {
        effects.push(write(&state, true));
        effects.push(Effect::Announce);
    }
    Update { state, effects }
}

fn write(state: &State, new_entry: bool) -> Effect {
    Effect::WriteAddress { link: Link::to(state), new_entry }
}
