//! Sequences of actions and where they end: the engine without a browser.

mod common;

use proptest::prelude::*;
use spring_surge::content::{Atlas, AtlasLanguage, Layer};
use spring_surge::ids::{EventIx, ProjectIx, StepIx};
use spring_surge::story::{scene, update, Action, Effect, Link, Mode, Page, State, Subject};

/// Applies actions in turn; answers the last state and all effects.
fn run(atlas: &Atlas, actions: impl IntoIterator<Item = Action>) -> (State, Vec<Effect>) {
    actions.into_iter().fold((State::START, Vec::new()), |(state, mut effects), action| {
        let next = update(atlas, state, action);
        effects.extend(next.effects);
        (next.state, effects)
    })
}

fn step(atlas: &Atlas, id: &str) -> StepIx {
    atlas.step_ix(id).unwrap()
}

fn written(effects: &[Effect], atlas: &Atlas) -> Vec<(String, bool)> {
    let write = |e: &Effect| {
        if let Effect::WriteAddress { link, new_entry } = e {
            Some((link.write(atlas), *new_entry))
        } else {
            None
        }
    };
    effects.iter().filter_map(write).collect()
}

#[test]
fn reading_on_replaces_the_address_and_going_adds_to_the_history() {
    let atlas = common::atlas();
    let (state, effects) =
        run(atlas, [Action::Arrived(step(atlas, "posture")), Action::Go(step(atlas, "sanjili"))]);
    assert_eq!(state.step, step(atlas, "sanjili"));
    assert_eq!(
        written(&effects, atlas),
        [("#step=posture".into(), false), ("#step=sanjili".into(), true)]
    );
}

#[test]
fn steps_passed_while_travelling_do_not_count() {
    let atlas = common::atlas();
    let goal = step(atlas, "jinmeng");
    let (state, _) =
        run(atlas, [Action::Go(goal), Action::Arrived(StepIx(1)), Action::Arrived(StepIx(2))]);
    assert_eq!((state.step, state.travelling_to), (goal, Some(goal)));
    let (state, _) = run(
        atlas,
        [
            Action::Go(goal),
            Action::Arrived(StepIx(1)),
            Action::Arrived(goal),
            Action::Arrived(StepIx(3)),
        ],
    );
    assert_eq!((state.step, state.travelling_to), (StepIx(3), None));
}

#[test]
fn the_readers_hand_ends_travel() {
    let atlas = common::atlas();
    let (state, _) =
        run(atlas, [Action::Go(StepIx(8)), Action::ReaderScrolled, Action::Arrived(StepIx(2))]);
    assert_eq!(state.step, StepIx(2));
}

#[test]
fn a_project_leads_to_its_step_and_passage() {
    let atlas = common::atlas();
    for (i, project) in atlas.projects.iter().enumerate() {
        let (state, effects) = run(atlas, [Action::Choose(Subject::Project(ProjectIx(i)))]);
        assert_eq!(atlas.step(state.step).id, project.id);
        assert!(matches!(&effects[0], Effect::ScrollTo { step, .. } if *step == project.id));
        let shown = scene(atlas, &state);
        assert!(shown.camera.holds(atlas.places[project.place.0].at, 0.0));
    }
}

#[test]
fn an_event_shows_its_place_and_its_rivals() {
    let atlas = common::atlas();
    let event = atlas.event_ix("green-operation").unwrap();
    let (state, effects) = run(atlas, [Action::Choose(Subject::Event(event))]);
    assert_eq!(state.chosen, Some(Subject::Event(event)));
    assert!(
        matches!(&effects[0], Effect::ScrollTo { step, claims } if step == "zone-a" && !claims.is_empty())
    );
    let shown = scene(atlas, &state);
    let rival = atlas.event_ix("zone-a-nearing").unwrap();
    assert_eq!(shown.events[rival.0], shown.events[event.0]);
    let (state, _) = run(atlas, [Action::Choose(Subject::Event(event)), Action::Release]);
    assert_eq!(state.chosen, None);
}

#[test]
fn every_event_is_in_view_when_chosen() {
    let atlas = common::atlas();
    for i in 0..atlas.events.len() {
        let (state, _) = run(atlas, [Action::Choose(Subject::Event(EventIx(i)))]);
        // On the world map everything is in view.
        let region = !atlas.step(atlas.events[i].step).layers.contains(&Layer::World);
        if let Some(place) = atlas.events[i].place.filter(|_| region) {
            let place = &atlas.places[place.0];
            assert!(
                scene(atlas, &state).camera.holds(place.at, place.radius_km),
                "{}",
                atlas.events[i].id
            );
        }
    }
}

#[test]
fn the_ends_of_the_story_hold() {
    let atlas = common::atlas();
    let last = StepIx(atlas.steps.len() - 1);
    assert_eq!(run(atlas, [Action::Back]).0, State::START);
    let (state, _) = run(atlas, [Action::Go(last), Action::Next]);
    assert_eq!(state.step, last);
    assert_eq!(
        run(
            atlas,
            [
                Action::Go(StepIx(99)),
                Action::Arrived(StepIx(99)),
                Action::Choose(Subject::Event(EventIx(999)))
            ]
        )
        .0,
        State::START
    );
}

#[test]
fn unknown_addresses_are_ignored_with_a_reason() {
    let atlas = common::atlas();
    for (fragment, said) in [
        ("#step=nowhere", "no step"),
        ("#?secret=abc", "not known"),
        ("#step=zone-a&colour=red", "not known"),
        ("#event=x", "no event"),
    ] {
        let (link, ignored) = Link::read(fragment, atlas);
        assert!(ignored.len() == 1 && ignored[0].contains(said), "{fragment}: {ignored:?}");
        assert_eq!(link.step.is_some(), fragment.contains("zone-a"));
    }
    for fragment in [
        "#step=zone-a#?secret=abc",
        "#step=zone-a?secret=abc",
        "#?secret=abc#step=zone-a",
        "##??step-zone-a##secret=abc?",
    ] {
        let (link, ignored) = Link::read(fragment, atlas);
        assert_eq!(link.step, atlas.step_ix("zone-a"), "{fragment}");
        assert_eq!(ignored, ["address: \"secret\" is not known"], "{fragment}");
    }
    let langs = ["en", "zh"].map(|id| AtlasLanguage {
        id: id.to_string(),
        name: String::new(),
        address: String::new(),
    });
    let (page, ignored) = Page::read("?mode=embed&lang=zh&utm=1", &langs);
    assert_eq!((page.mode, page.lang.as_deref(), ignored.len()), (Mode::Embed, Some("zh"), 1));
    let (page, ignored) = Page::read("?mode=embed?utm_source=x", &langs);
    assert_eq!((page.mode, ignored.len()), (Mode::Embed, 1));
    let (page, ignored) = Page::read("?mode=poster&lang=xx", &langs);
    assert_eq!((page.mode, page.lang, ignored.len()), (Mode::Standalone, None, 2));
}

fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        (0..16usize).prop_map(|i| Action::Arrived(StepIx(i))),
        (0..16usize).prop_map(|i| Action::Go(StepIx(i))),
        (0..5usize).prop_map(|i| Action::Choose(Subject::Project(ProjectIx(i)))),
        (0..30usize).prop_map(|i| Action::Choose(Subject::Event(EventIx(i)))),
        Just(Action::Next),
        Just(Action::Back),
        Just(Action::Release),
        Just(Action::ReaderScrolled),
    ]
}

proptest! {
    #[test]
    fn the_picture_depends_on_where_the_reader_is_and_not_on_the_way(actions in proptest::collection::vec(any_action(), 0..60), goal in 0..14usize) {
        let atlas = common::atlas();
        let wild = actions.into_iter().chain([Action::Go(StepIx(goal)), Action::Arrived(StepIx(goal))]);
        let (state, _) = run(atlas, wild);
        let (calm, _) = run(atlas, [Action::Go(StepIx(goal)), Action::Arrived(StepIx(goal))]);
        prop_assert_eq!(scene(atlas, &state), scene(atlas, &calm));
        prop_assert_eq!(state, calm);
    }

    #[test]
    fn any_text_may_stand_in_an_address(text in ".{0,200}") {
        let atlas = common::atlas();
        let (link, _) = Link::read(&text, atlas);
        prop_assert!(link.step.is_none_or(|s| s.0 < atlas.steps.len()));
        let _ = Page::read(&text, &atlas.langs);
    }
}
