//! The instruments without a browser: what a reader's hand does to the state, and the way back.

mod common;

use proptest::prelude::*;
use spring_surge::content::{Atlas, Layer};
use spring_surge::geo::{Camera, PlanePoint};
use spring_surge::ids::{EventIx, FacilityIx, PlaceIx, ProjectIx, StepIx};
use spring_surge::story::{
    playlist, scene, summary, update, Action, Control, Effect, Emphasis, Filter, IndexSet, Link,
    Scene, Sheet, Span, State, Subject,
};
use spring_surge::time::Day;

fn run(atlas: &Atlas, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(State::START, |state, action| update(atlas, state, action).state)
}

fn look(x: f64, y: f64, span_km: f64) -> Action {
    Action::Look(Camera { center: PlanePoint { x, y }, span_km })
}

/// What the address says after the last of some actions that writes one.
fn address(atlas: &Atlas, actions: Vec<Action>) -> String {
    let mut state = State::START;
    let mut said = String::new();
    for action in actions {
        let next = update(atlas, state, action);
        state = next.state;
        for effect in next.effects {
            if let Effect::WriteAddress { link, .. } = effect {
                said = link.write(atlas);
            }
        }
    }
    said
}

fn picked(positions: impl IntoIterator<Item = usize>) -> IndexSet {
    positions.into_iter().fold(IndexSet::default(), IndexSet::toggled)
}

fn any_filter() -> impl Strategy<Value = Filter> {
    let set = |n: usize| proptest::collection::btree_set(0..n, 0..3).prop_map(picked);
    let span = proptest::option::of((17_000..21_000, 17_000..21_000))
        .prop_map(|s| s.map(|(a, b)| Span::between(Day(a), Day(b))));
    (set(4), set(8), set(11), set(3), "[a-zA-Z%&=#é稀 ]{0,8}", span).prop_map(
        |(projects, stages, statuses, classes, words, span)| {
            Filter { projects, stages, statuses, classes, words: String::new(), span }
                .with_words(&words)
        },
    )
}

fn any_hand() -> impl Strategy<Value = Action> {
    let number = || prop_oneof![-9000.0..9000.0, Just(f64::NAN), Just(f64::INFINITY)];
    prop_oneof![
        (number(), number(), number()).prop_map(|(x, y, span)| look(x, y, span)),
        any_filter().prop_map(Action::Want),
        (17_000..21_000, 17_000..21_000)
            .prop_map(|(a, b)| Action::Window(Some(Span::between(Day(a), Day(b))))),
        prop_oneof![
            Just(Layer::Provinces),
            Just(Layer::Flows),
            Just(Layer::World),
            Just(Layer::Stages)
        ]
        .prop_map(Action::Toggle),
        any::<bool>().prop_map(Action::AsTables),
        any::<bool>().prop_map(Action::ShowSays),
        (0..7usize).prop_map(|i| Action::Choose(Subject::Place(PlaceIx(i)))),
        (0..18usize).prop_map(|i| Action::Choose(Subject::Facility(FacilityIx(i)))),
        (0..5usize).prop_map(|i| Action::Choose(Subject::Project(ProjectIx(i)))),
        (0..30usize).prop_map(|i| Action::Choose(Subject::Event(EventIx(i)))),
        prop_oneof![
            Just(Control::Start),
            Just(Control::Next),
            Just(Control::Back),
            Just(Control::Pause),
            Just(Control::Stop)
        ]
        .prop_map(Action::Play),
        Just(Action::Tick),
        Just(Action::TextMoved),
        Just(Action::LookHome),
        (0..16usize).prop_map(|i| Action::Arrived(StepIx(i))),
    ]
}

proptest! {
    #[test]
    fn a_link_restores_camera_span_filter_and_choice(actions in proptest::collection::vec(any_hand(), 0..30)) {
        let atlas = common::atlas();
        let state = run(atlas, actions);
        let link = Link::to(&state);
        let (read, ignored) = Link::read(&link.write(atlas), atlas);
        prop_assert_eq!(&read, &link, "{}", link.write(atlas));
        prop_assert!(ignored.is_empty(), "{ignored:?}");
        let opened = run(atlas, [Action::Open(read)]);
        let still = State { play: None, ..state };
        prop_assert_eq!(scene(atlas, &opened), scene(atlas, &still));
    }

    #[test]
    fn whatever_the_hand_did_a_step_looks_as_on_a_calm_visit(actions in proptest::collection::vec(any_hand(), 0..40), goal in 0..14usize) {
        let atlas = common::atlas();
        let home = [Action::Want(Filter::default()), Action::AsTables(false), Action::ShowSays(false), Action::Go(StepIx(goal)), Action::Arrived(StepIx(goal))];
        let wild = run(atlas, actions.into_iter().chain(home));
        let calm = run(atlas, [Action::Go(StepIx(goal)), Action::Arrived(StepIx(goal))]);
        prop_assert_eq!(scene(atlas, &wild), scene(atlas, &calm));
        prop_assert_eq!(wild, calm);
    }

    #[test]
    fn every_view_is_valid(actions in proptest::collection::vec(any_hand(), 0..30)) {
        let atlas = common::atlas();
        let shown = scene(atlas, &run(atlas, actions));
        prop_assert_eq!(shown.camera.kept_within(shown.sheet.bounds()), shown.camera);
        prop_assert_eq!(shown.events.len(), atlas.events.len());
    }

    #[test]
    fn a_filter_means_the_same_to_map_and_timeline(filter in any_filter(), step in 0..14usize) {
        let atlas = common::atlas();
        let shown = scene(atlas, &run(atlas, [Action::Go(StepIx(step)), Action::Want(filter.clone())]));
        for (i, event) in atlas.events.iter().enumerate() {
            prop_assert_eq!(shown.events[i] > Emphasis::Hidden, filter.wants_event(atlas, event));
        }
        // On the world map one mark stands for all projects.
        for i in (0..atlas.projects.len()).filter(|_| shown.sheet == Sheet::Region) {
            prop_assert_eq!(shown.projects[i] > Emphasis::Hidden, filter.wants_project(atlas, ProjectIx(i)));
            let place = atlas.projects[i].place;
            prop_assert!(shown.places[place.0] >= shown.projects[i].min(Emphasis::Quiet), "a project without its place");
        }
    }
}

#[test]
fn scrolling_gives_the_picture_back_to_the_story() {
    let atlas = common::atlas();
    let away = [
        look(100.0, 100.0, 500.0),
        Action::Toggle(Layer::Flows),
        Action::Window(Some(Span::between(Day(19_000), Day(20_000)))),
    ];
    let state = run(atlas, away);
    assert!(state.is_by_hand());
    for way_back in
        [Action::TextMoved, Action::LookHome, Action::Arrived(StepIx(1)), Action::Go(StepIx(3))]
    {
        assert!(!update(atlas, state.clone(), way_back.clone()).state.is_by_hand(), "{way_back:?}");
    }
}

#[test]
fn a_brushed_span_filters_the_map() {
    let atlas = common::atlas();
    let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
    // In May 2018 only the Gansu firm changed hands.
    let filter = Filter {
        span: Some(Span::between(day(2018, 5, 1), day(2018, 5, 31))),
        ..Filter::default()
    };
    let shown = scene(atlas, &run(atlas, [Action::Want(filter)]));
    let projects: Vec<&str> =
        Scene::drawn(&shown.projects).map(|i| atlas.projects[i].id.as_str()).collect();
    let events: Vec<&str> =
        Scene::drawn(&shown.events).map(|i| atlas.events[i].id.as_str()).collect();
    assert_eq!((projects, events), (vec!["gansu-line"], vec!["gansu-stake"]));
}

#[test]
fn a_filter_on_the_map_filters_the_timeline() {
    let atlas = common::atlas();
    let scrap = atlas.stages.iter().position(|s| s == "scrap").unwrap();
    let shown = scene(
        atlas,
        &run(atlas, [Action::Want(Filter { stages: picked([scrap]), ..Filter::default() })]),
    );
    let projects: Vec<&str> =
        Scene::drawn(&shown.projects).map(|i| atlas.projects[i].id.as_str()).collect();
    assert_eq!(projects, ["jinmeng"]);
    assert!(Scene::drawn(&shown.events).all(|i| atlas.events[i].project == Some(ProjectIx(3))));
}

#[test]
fn played_events_appear_in_order_and_none_before_its_time() {
    let atlas = common::atlas();
    let order = playlist(atlas, &Filter::default());
    let mut state = run(atlas, [Action::Play(Control::Start)]);
    for (n, event) in order.iter().enumerate() {
        let shown = scene(atlas, &state);
        assert_eq!(shown.events[event.0], Emphasis::Chosen);
        assert_eq!(Scene::drawn(&shown.events).count(), n + 1);
        let next = update(atlas, state, Action::Tick);
        assert_eq!(next.effects.len(), usize::from(n + 2 < order.len()), "it holds at the end");
        state = next.state;
    }
    assert!(!state.play.unwrap().running);
}

#[test]
fn the_player_never_starts_by_itself_and_holds_for_the_hand() {
    let atlas = common::atlas();
    assert_eq!(run(atlas, [Action::Tick, Action::Arrived(StepIx(2)), Action::Tick]).play, None);
    let state = run(atlas, [Action::Play(Control::Start), look(0.0, 0.0, 300.0)]);
    assert!(!state.play.unwrap().running);
    assert_eq!(update(atlas, state.clone(), Action::Tick).state, state);
}

#[test]
fn the_world_shows_the_plants_of_the_allies_and_no_other_sheet_does() {
    let atlas = common::atlas();
    let shown = scene(atlas, &run(atlas, [Action::Go(atlas.step_ix("allies").unwrap())]));
    assert_eq!(shown.sheet, Sheet::World);
    assert_eq!(Scene::drawn(&shown.facilities).count(), atlas.facilities.len());
    for facility in &atlas.facilities {
        assert!(shown.camera.holds(facility.at, 100.0), "{}", facility.id);
    }
    let region = scene(atlas, &State::START);
    assert_eq!((region.sheet, Scene::drawn(&region.facilities).count()), (Sheet::Region, 0));
}

#[test]
fn damaged_addresses_open_what_is_sound_in_them() {
    let atlas = common::atlas();
    for (fragment, sound) in [
        ("#step=zone-a&at=1,2", "#step=zone-a"),
        ("#step=zone-a&at=999,0,100", "#step=zone-a"),
        ("#step=zone-a&time=2024-13-01..2025-01-01", "#step=zone-a"),
        ("#step=zone-a&stages=oxide,gold", "#step=zone-a&stages=oxide"),
        ("#step=zone-a&layers=moon", "#step=zone-a&layers="),
        ("#step=zone-a&words=%ZZ", "#step=zone-a"),
        ("#step=zone-a&show=poster", "#step=zone-a"),
        ("#step=zone-a&facility=atlantis", "#step=zone-a"),
    ] {
        let (link, ignored) = Link::read(fragment, atlas);
        assert_eq!(link.write(atlas), sound);
        assert_eq!(ignored.len(), 1, "{fragment}: {ignored:?}");
    }
}

#[test]
fn reversed_spans_are_turned_and_distant_cameras_brought_back() {
    let atlas = common::atlas();
    let (link, ignored) =
        Link::read("#step=zone-a&when=2025-01-01..2023-01-01&at=-150,-60,9000", atlas);
    assert!(ignored.is_empty());
    assert!(link.write(atlas).contains("when=2023-01-01..2025-01-01"));
    let shown = scene(atlas, &run(atlas, [Action::Open(link)]));
    assert_eq!(shown.camera.kept_within(shown.sheet.bounds()), shown.camera);
}

#[test]
fn the_address_tells_what_the_hand_did() {
    let atlas = common::atlas();
    let filter = Filter { projects: picked([0]), ..Filter::default() }.with_words("zone a");
    let said = address(atlas, vec![Action::Want(filter), Action::AsTables(true)]);
    assert_eq!(said, "#step=announcement&projects=zone-a&words=zone%20a&show=tables");
}

#[test]
fn the_sentence_names_what_the_picture_shows_and_what_changed() {
    let atlas = common::atlas();
    let shown = |id: &str| scene(atlas, &run(atlas, [Action::Go(atlas.step_ix(id).unwrap())]));
    for step in &atlas.steps {
        let scene = shown(&step.id);
        let says = summary(atlas, &scene, None);
        for i in (0..atlas.projects.len()).filter(|i| scene.projects[*i] > Emphasis::Quiet) {
            assert!(says.contains(&atlas.projects[i].name), "{}: {says}", step.id);
        }
    }
    let says = summary(atlas, &shown("sanjili"), Some(&shown("zone-a")));
    let change = says.split("Since").nth(1).unwrap();
    assert!(change.contains("now Sanjili") && change.contains("no longer Zone A"), "{says}");
}
