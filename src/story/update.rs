//! The one function that changes the state.

use super::link::Link;
use super::state::{Action, Effect, State};
use crate::content::Atlas;
use crate::ids::StepIx;

/// The state after an action, and what it asks of the world.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "the effects have to be carried out"]
pub struct Update {
    /// The new state.
    pub state: State,
    /// To be carried out in order.
    pub effects: Vec<Effect>,
}

/// Applies an action. It never fails: what does not fit the atlas changes nothing.
pub fn update(atlas: &Atlas, state: State, action: Action) -> Update {
    let stay = Update { state, effects: Vec::new() };
    match action {
        Action::Arrived(step) if step.0 < atlas.steps.len() => arrive(state, step),
        Action::Arrived(_) => stay,
        Action::ReaderScrolled => Update { state: State { travelling_to: None, ..state }, effects: Vec::new() },
        Action::Go(step) if step.0 < atlas.steps.len() => travel(atlas, State { step, travelling_to: Some(step), chosen: None }, true),
        Action::Go(_) => stay,
        Action::Next if state.step.0 + 1 < atlas.steps.len() => update(atlas, state, Action::Go(StepIx(state.step.0 + 1))),
        Action::Back if state.step.0 > 0 => update(atlas, state, Action::Go(StepIx(state.step.0 - 1))),
        Action::Next | Action::Back => stay,
        Action::ChooseProject(project) => match atlas.projects.get(project.0) {
            Some(project) => update(atlas, state, Action::Go(project.step)),
            None => stay,
        },
        Action::ChooseEvent(event) => match atlas.events.get(event.0) {
            Some(e) => travel(atlas, State { step: e.step, travelling_to: Some(e.step), chosen: Some(event) }, true),
            None => stay,
        },
        Action::Release if state.chosen.is_some() => {
            let state = State { chosen: None, ..state };
            Update { state, effects: vec![write(state, false)] }
        }
        Action::Release => stay,
        Action::Open(link) => {
            let step = link.step.unwrap_or(StepIx(0));
            travel(atlas, State { step, travelling_to: Some(step), chosen: link.event }, false)
        }
    }
}

/// The reading line came to a step: by the reader's hand, or at the end of our own travel.
fn arrive(state: State, step: StepIx) -> Update {
    match state.travelling_to {
        Some(goal) if goal != step => Update { state, effects: Vec::new() },
        Some(_) => Update { state: State { travelling_to: None, ..state }, effects: Vec::new() },
        None if step == state.step => Update { state, effects: Vec::new() },
        None => {
            // What was chosen belonged to the step that the reader left.
            let state = State { step, travelling_to: None, chosen: None };
            Update { state, effects: vec![write(state, false)] }
        }
    }
}

/// Shows a state at once and moves the text to it. An address that was opened is not written again.
fn travel(atlas: &Atlas, state: State, by_reader: bool) -> Update {
    let claims = state.chosen.and_then(|e| atlas.events.get(e.0)).map_or(Vec::new(), |e| e.claims.clone());
    let mut effects = vec![Effect::ScrollTo { step: atlas.step(state.step).id.clone(), claims }];
    if by_reader {
        effects.push(write(state, true));
        effects.push(Effect::Announce);
    }
    Update { state, effects }
}

fn write(state: State, new_entry: bool) -> Effect {
    let link = Link { step: Some(state.step), event: state.chosen };
    Effect::WriteAddress { link, new_entry }
}
