//! The stage and the instruments follow a reader alike: the small state of the one is always the
//! same part of the whole state of the other.

mod common;

use common::atlas;
use proptest::prelude::*;
use spring_surge::ids::StepIx;
use spring_surge::reading::{NavEffect, NavEvent, Navigation};
use spring_surge::story::{update, Action, Effect, Link, State};

fn turns(steps: usize) -> impl Strategy<Value = NavEvent> {
    // Some lie beyond the last step.
    let step = 0..steps + 2;
    prop_oneof![
        step.clone().prop_map(NavEvent::Arrived),
        Just(NavEvent::Scrolled),
        step.clone().prop_map(NavEvent::Go),
        Just(NavEvent::Next),
        Just(NavEvent::Back),
        (0..steps).prop_map(NavEvent::Open),
    ]
}

fn action(turn: NavEvent) -> Action {
    match turn {
        NavEvent::Arrived(step) => Action::Arrived(StepIx(step)),
        NavEvent::Scrolled => Action::ReaderScrolled,
        NavEvent::Go(step) => Action::Go(StepIx(step)),
        NavEvent::Next => Action::Next,
        NavEvent::Back => Action::Back,
        NavEvent::Open(step) => Action::Open(Link { step: Some(StepIx(step)), ..Link::default() }),
    }
}

/// What an effect means to a reader who holds nothing but a step.
fn errand(effect: &Effect) -> NavEffect {
    match effect {
        Effect::ScrollTo { .. } => NavEffect::Scroll,
        Effect::WriteAddress { new_entry, .. } => NavEffect::Write { new_entry: *new_entry },
        Effect::Announce => NavEffect::Announce,
        other => panic!("the story alone never asks for {other:?}"),
    }
}

proptest! {
    #[test]
    fn guide_and_instruments_agree_on_every_way_through_the_story(turns in proptest::collection::vec(turns(atlas().steps.len()), 1..60)) {
        let atlas = atlas();
        let (mut reading, mut state) = (Navigation::default(), State::START);
        for turn in turns {
            let (next, errands) = reading.turned(atlas.steps.len(), turn);
            let update = update(atlas, state, action(turn));
            reading = next;
            state = update.state;
            prop_assert_eq!(reading.step, state.step.0, "{:?}", turn);
            prop_assert_eq!(reading.travelling_to, state.travelling_to.map(|s| s.0), "{:?}", turn);
            prop_assert_eq!(errands.to_vec(), update.effects.iter().map(errand).collect::<Vec<_>>(), "{:?}", turn);
        }
    }
}
