//! A lesson from its first key to its last, without a browser.

mod common;

use proptest::prelude::*;
use spring_surge::content::{compile_classroom, AskKind, Atlas, Classroom};
use spring_surge::ids::StepIx;
use spring_surge::story::{
    read_count, scene, teach_key, Action, BadCount, Control, Cover, Effect, Emphasis, Filter,
    Lesson, LessonEffect, Link, Panel, Span, Spot, State, Teach, Tool,
};
use std::sync::OnceLock;

fn classroom() -> &'static Classroom {
    static CLASSROOM: OnceLock<Classroom> = OnceLock::new();
    CLASSROOM.get_or_init(|| {
        compile_classroom(&common::seeds(), "en").expect("there is an English classroom")
    })
}

fn update(atlas: &Atlas, state: State, action: Action) -> (State, Vec<Effect>) {
    let next = spring_surge::story::update(atlas, state, action);
    (next.state, next.effects)
}

/// A lesson in which some keys were pressed; `⇧` before a key holds Shift.
fn pressed<'k>(atlas: &Atlas, keys: impl IntoIterator<Item = &'k str>) -> State {
    let (start, _) = update(atlas, State::START, Action::Teach(Teach::Begin(Lesson::NONE)));
    press(atlas, start, keys).0
}

fn press<'k>(
    atlas: &Atlas,
    state: State,
    keys: impl IntoIterator<Item = &'k str>,
) -> (State, Vec<Effect>) {
    keys.into_iter().fold((state, Vec::new()), |(state, mut effects), key| {
        let (shift, key) = key.strip_prefix('⇧').map_or((false, key), |key| (true, key));
        let asks = classroom().asks_of(state.step);
        let Some(teach) = teach_key(&state.lesson, &asks, key, shift) else {
            return (state, effects);
        };
        let (state, more) = update(atlas, state, Action::Teach(teach));
        effects.extend(more);
        (state, effects)
    })
}

fn step(atlas: &Atlas, state: &State) -> String {
    atlas.step(state.step).id.clone()
}

#[test]
fn a_clicker_leads_through_every_part_and_back() {
    let atlas = common::atlas();
    let parts: usize = atlas.steps.iter().map(|s| s.builds.len()).sum();
    let presses = parts + atlas.steps.len() - 1;
    let end = pressed(atlas, vec!["PageDown"; presses]);
    assert_eq!(step(atlas, &end), "method");
    assert_eq!(pressed(atlas, vec!["PageDown"; presses + 5]), end, "beyond the end is the end");
    let (back, _) = press(atlas, end, vec!["PageUp"; presses]);
    assert_eq!((back.step, back.lesson.built), (StepIx(0), 0));
}

#[test]
fn parts_of_a_picture_come_one_after_the_other() {
    let atlas = common::atlas();
    let subjects = |state: &State| {
        scene(atlas, state).projects.iter().filter(|e| **e > Emphasis::Quiet).count()
    };
    assert_eq!(subjects(&State::START), 4, "a reader sees them all");
    for n in 0..=4 {
        assert_eq!(subjects(&pressed(atlas, vec![" "; n])), n);
    }
    let (zone_a, _) = press(atlas, pressed(atlas, ["4", "Enter"]), ["→"]);
    let events =
        |state: &State| scene(atlas, state).events.iter().filter(|e| **e > Emphasis::Quiet).count();
    assert_eq!((step(atlas, &zone_a).as_str(), events(&zone_a)), ("zone-a", 0));
    assert_eq!(events(&press(atlas, zone_a, ["ArrowRight"]).0), 3);
}

#[test]
fn while_it_is_black_only_the_keys_that_resume_work() {
    let atlas = common::atlas();
    for (key, cover) in [(".", Cover::Black), ("b", Cover::Black), ("w", Cover::White)] {
        let covered = pressed(atlas, ["ArrowRight", key]);
        assert_eq!(covered.lesson.cover, cover);
        assert_eq!(
            press(
                atlas,
                covered.clone(),
                ["ArrowRight", "PageUp", "End", "q", "o", "3", "Enter", "s"]
            ),
            (covered.clone(), vec![])
        );
        for resume in [".", "b", "w", "Escape"] {
            assert_eq!(
                press(atlas, covered.clone(), [resume]).0,
                pressed(atlas, ["ArrowRight"]),
                "{key} {resume}"
            );
        }
    }
}

#[test]
fn a_number_and_enter_lead_to_a_step() {
    let atlas = common::atlas();
    for (keys, at) in [
        (vec!["7", "Enter"], "jinmeng"),
        (vec!["1", "2", "Enter"], "allies"),
        (vec!["9", "9", "Enter"], "announcement"),
    ] {
        let state = pressed(atlas, keys);
        assert_eq!((step(atlas, &state).as_str(), state.lesson.typed), (at, 0));
    }
    assert_eq!(step(atlas, &pressed(atlas, ["End"])), "method");
    assert_eq!(step(atlas, &pressed(atlas, ["End", "Home"])), "announcement");
    assert_eq!(pressed(atlas, ["4", "Escape"]).lesson.typed, 0);
}

#[test]
fn escape_puts_away_what_is_foremost_and_then_leaves() {
    let atlas = common::atlas();
    let state = pressed(atlas, ["l", "q", "o", "."]);
    let expected: [fn(&Lesson) -> bool; 4] = [
        |l| l.cover == Cover::None,
        |l| l.panel == Panel::None,
        |l| l.asked.is_none(),
        |l| l.tool == Tool::Hand,
    ];
    let mut state = state;
    for gone in expected {
        let (next, effects) = press(atlas, state, ["Escape"]);
        assert!(gone(&next.lesson) && effects.is_empty(), "{:?}", next.lesson);
        state = next;
    }
    let (asked, effects) = press(atlas, state, ["Escape"]);
    assert!(
        asked.lesson.leaving && effects.is_empty(),
        "a key that was struck by mistake ends no lesson"
    );
    let (left, effects) = press(atlas, asked, ["Escape"]);
    assert_eq!(effects, [Effect::LessonEffect(LessonEffect::Leave)]);
    assert!(!left.lesson.leaving, "a lesson that is come back to asks again");
}

#[test]
fn whoever_does_anything_else_stays_in_the_lesson() {
    let atlas = common::atlas();
    let asked = pressed(atlas, ["ArrowRight", "Escape"]);
    assert!(asked.lesson.leaving);
    for key in ["ArrowRight", "PageUp", "q", "b", "5", "l", "t", "Home"] {
        let (state, _) = press(atlas, asked.clone(), [key]);
        assert!(!state.lesson.leaving, "{key}");
    }
    for action in [
        Action::Teach(Teach::Stay),
        Action::Go(StepIx(3)),
        Action::Choose(spring_surge::story::Subject::Place(spring_surge::ids::PlaceIx(0))),
    ] {
        assert!(!update(atlas, asked.clone(), action.clone()).0.lesson.leaving, "{action:?}");
    }
    // The clock ticks by itself.
    assert!(update(atlas, asked, Action::Teach(Teach::Time(5))).0.lesson.leaving);
}

#[test]
fn escape_gives_the_storys_own_view_back_before_it_asks() {
    let atlas = common::atlas();
    let start = pressed(atlas, ["ArrowRight"]);
    let camera = atlas.step(StepIx(4)).camera;
    let (moved, _) = update(atlas, start.clone(), Action::Look(camera));
    assert!(moved.is_by_hand());
    let (back, _) = press(atlas, moved.clone(), ["Escape"]);
    assert_eq!(back, start);
    // The speaker's window has nothing to leave.
    let put_away = |state: State| update(atlas, state, Action::Teach(Teach::PutAway));
    let (back, _) = put_away(moved);
    assert_eq!(put_away(back), (start, vec![]));
}

/// A filter of everything that there is one for, with tables beside.
fn narrowed(atlas: &Atlas) -> State {
    let mut state = State { tables: true, ..State::START };
    state.filter.stages = state.filter.stages.toggled(1);
    state.filter.projects = state.filter.projects.toggled(2);
    state.filter.span = Some(Span::between(atlas.reported.from, atlas.reported.from.plus(20)));
    state
}

#[test]
fn presenting_never_filters() {
    let atlas = common::atlas();
    let narrowed = narrowed(atlas);
    let link = Link::to(&narrowed);
    let plain = |state: &State| {
        assert!(
            state.filter == Filter::EVERYTHING && !state.tables && state.play.is_none(),
            "{state:?}"
        )
    };
    // A reader's filter does not come along into the lesson, nor stay in the address.
    let (state, effects) =
        update(atlas, narrowed.clone(), Action::Teach(Teach::Begin(Lesson::NONE)));
    plain(&state);
    assert_eq!(effects, [Effect::WriteAddress { link: Link::to(&state), new_entry: false }]);
    let lesson = pressed(atlas, ["ArrowRight"]);
    let ways = [
        Action::Want(narrowed.filter.clone()),
        Action::AsTables(true),
        Action::Play(Control::Start),
        Action::Open(link.clone()),
        Action::Follow(link, Box::new(lesson.lesson.clone())),
    ];
    for way in ways {
        let (state, effects) = update(atlas, lesson.clone(), way.clone());
        plain(&state);
        let written = effects.iter().filter_map(|e| {
            if let Effect::WriteAddress { link, .. } = e {
                Some(link)
            } else {
                None
            }
        });
        written
            .for_each(|link| assert!(link.filter == Filter::EVERYTHING && !link.tables, "{way:?}"));
    }
    // To read is to filter.
    assert_eq!(
        update(atlas, State::START, Action::Want(narrowed.filter.clone())).0.filter,
        narrowed.filter
    );
}

#[test]
fn a_question_is_answered_before_the_lesson_goes_on() {
    let atlas = common::atlas();
    for on in ["PageDown", "ArrowRight", "ArrowDown", " ", "n", "Enter"] {
        let asked = pressed(atlas, ["ArrowRight", "q"]);
        let (revealed, _) = press(atlas, asked, [on]);
        assert_eq!(
            (revealed.step, revealed.lesson.asked.as_ref().map(|a| a.revealed)),
            (StepIx(0), Some(true)),
            "{on}"
        );
        let (gone_on, _) = press(atlas, revealed, [on]);
        assert_eq!((gone_on.lesson.built, gone_on.lesson.asked), (2, None), "{on}");
    }
    let end = pressed(atlas, ["End", "q", "PageDown", "PageDown"]);
    assert_eq!(
        (step(atlas, &end).as_str(), end.lesson.asked),
        ("method", None),
        "after the last question is the last step"
    );
}

#[test]
fn back_leads_out_of_a_question_as_it_led_in() {
    let atlas = common::atlas();
    for back in ["PageUp", "ArrowLeft", "ArrowUp", "⇧ ", "Backspace"] {
        let before = pressed(atlas, ["6", "Enter", "ArrowRight"]);
        let (revealed, _) = press(atlas, before.clone(), ["q", "q"]);
        let (hidden, _) = press(atlas, revealed, [back]);
        assert_eq!(hidden.lesson.asked.as_ref().map(|a| a.revealed), Some(false), "{back}");
        assert_eq!(
            press(atlas, hidden, [back]).0,
            before,
            "{back}: as it was before, wide map and all"
        );
    }
}

#[test]
fn nobody_turns_a_page_behind_a_panel() {
    let atlas = common::atlas();
    for panel in ["o", "?", "k"] {
        for key in ["PageDown", "PageUp", " "] {
            let (state, _) = press(atlas, pressed(atlas, ["ArrowRight"]), [panel, key]);
            assert_eq!(state, pressed(atlas, ["ArrowRight"]), "{panel} {key}");
        }
    }
}

#[test]
fn keys_with_shift_are_the_browsers_but_where_the_help_says_otherwise() {
    let atlas = common::atlas();
    let lit = pressed(atlas, ["l"]);
    for state in [pressed(atlas, ["ArrowRight"]), lit.clone()] {
        for key in ["F5", "F1", "Home", "End", "PageDown", "PageUp", "Enter", "Escape", "Backspace"]
        {
            assert_eq!(teach_key(&state.lesson, &[], key, true), None, "{key}");
        }
    }
    for key in ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] {
        assert_eq!(teach_key(&Lesson::NONE, &[], key, true), None, "{key} without a light");
        assert!(
            matches!(teach_key(&lit.lesson, &[], key, true), Some(Teach::LightBy(..))),
            "{key}"
        );
    }
    // Signs and letters are typed with it.
    for key in ["?", "Q", ".", "7", " "] {
        assert!(teach_key(&Lesson::NONE, &[], key, true).is_some(), "{key}");
    }
}

#[test]
fn the_clock_is_the_lessons_own() {
    let atlas = common::atlas();
    let tell = |state: State, now: u64| update(atlas, state, Action::Teach(Teach::Time(now))).0;
    let begun = tell(pressed(atlas, ["ArrowRight"]), 1_000);
    assert_eq!(begun.lesson.clock.seconds(10_000), (9, 9));
    // It goes on through steps, questions, covers and the other window.
    let (later, _) = press(atlas, begun, ["7", "Enter", "q", "Escape", ".", "."]);
    let later = tell(later, 61_000);
    assert_eq!(later.lesson.clock.seconds(70_000), (69, 9));
    let (other, _) = update(
        atlas,
        pressed(atlas, []),
        Action::Follow(Link::to(&later), Box::new(later.lesson.clone())),
    );
    assert_eq!(
        tell(other, 65_000).lesson.clock,
        later.lesson.clock,
        "the same step has not begun anew"
    );
    let planned = update(atlas, later, Action::Teach(Teach::Plan(2))).0;
    let again = update(atlas, planned, Action::Teach(Teach::Restart(90_000))).0;
    assert_eq!((again.lesson.clock.seconds(95_000), again.lesson.clock.plan), ((5, 5), 2));
}

#[test]
fn questions_are_asked_answered_and_put_away_by_one_key() {
    let atlas = common::atlas();
    let asks = classroom().asks_of(atlas.step_ix("capacity").unwrap());
    assert_eq!(asks.len(), 2, "an estimate and a discussion");
    let mut state = pressed(atlas, ["9", "Enter"]);
    let mut seen = Vec::new();
    for _ in 0..5 {
        state = press(atlas, state, ["q"]).0;
        seen.push(state.lesson.asked.as_ref().map(|a| (a.ask, a.revealed)));
    }
    assert_eq!(
        seen,
        [
            Some((asks[0].0, false)),
            Some((asks[0].0, true)),
            Some((asks[1].0, false)),
            Some((asks[1].0, true)),
            None
        ]
    );
}

#[test]
fn where_a_place_is_asked_for_the_map_does_not_give_it_away() {
    let atlas = common::atlas();
    let state = pressed(atlas, ["6", "Enter", "q"]);
    let span = |state: &State| scene(atlas, state).camera.span_km;
    assert!(span(&state) > 3.0 * atlas.step(state.step).camera.span_km, "{}", span(&state));
    for keys in [vec!["Escape"], vec!["q", "q"]] {
        let (state, _) = press(atlas, state.clone(), keys);
        assert_eq!(
            (span(&state), state.lesson.asked.is_none()),
            (atlas.step(state.step).camera.span_km, true)
        );
    }
}

#[test]
fn what_was_pointed_at_and_asked_goes_with_the_step() {
    let atlas = common::atlas();
    let state = pressed(atlas, ["End", "q", "l", "⇧ArrowLeft", "m"]);
    assert!(
        state.lesson.asked.is_some()
            && state.lesson.light.is_some()
            && state.lesson.strokes.len() == 1
    );
    let state = press(atlas, state, ["Home"]).0;
    assert_eq!(
        (state.lesson.asked, state.lesson.light, state.lesson.strokes.len()),
        (None, None, 0)
    );
}

#[test]
fn strokes_are_undone_and_cleared_and_limited() {
    let atlas = common::atlas();
    let draw = |state: State, n: i32| {
        update(atlas, state, Action::Teach(Teach::Draw(vec![Spot(n, n); 500]))).0
    };
    let mut state = (0..100).fold(pressed(atlas, ["End"]), draw);
    assert_eq!((state.lesson.strokes.len(), state.lesson.strokes[0].len()), (40, 200));
    state = press(atlas, state, ["u"]).0;
    assert_eq!(state.lesson.strokes.len(), 39);
    assert!(press(atlas, state, ["c"]).0.lesson.strokes.is_empty());
}

#[test]
fn bad_counts_are_refused() {
    assert_eq!(read_count(" 12 "), Ok(Some(12)));
    assert_eq!(read_count(""), Ok(None));
    for bad in ["-3", "1.5", "ten", "1e3", "٣", "12 hands"] {
        assert_eq!(read_count(bad), Err(BadCount::NoNumber), "{bad}");
    }
    for many in ["1000", "99999999999999999999"] {
        assert_eq!(read_count(many), Err(BadCount::TooMany), "{many}");
    }
}

#[test]
fn the_other_window_is_followed_without_a_new_entry_of_the_history() {
    let atlas = common::atlas();
    let there = pressed(atlas, ["6", "Enter", "ArrowRight", "q", "l"]);
    let here = pressed(atlas, ["b"]);
    let (followed, effects) =
        update(atlas, here, Action::Follow(Link::to(&there), Box::new(there.lesson.clone())));
    assert_eq!((followed.step, &followed.lesson), (there.step, &there.lesson));
    assert!(
        matches!(effects.as_slice(), [Effect::WriteAddress { new_entry: false, .. }]),
        "{effects:?}"
    );
}

#[test]
fn a_reader_without_a_lesson_is_not_touched_by_it() {
    let atlas = common::atlas();
    let (state, _) = update(atlas, State::START, Action::Next);
    assert_eq!(state.lesson, Lesson::NONE);
}

#[test]
fn every_kind_of_question_is_there_and_every_step_has_one() {
    let classroom = classroom();
    let kinds: [fn(&AskKind) -> bool; 5] = [
        |k| matches!(k, AskKind::Choose(_)),
        |k| matches!(k, AskKind::Order(_)),
        |k| matches!(k, AskKind::Place(..)),
        |k| matches!(k, AskKind::Estimate(_)),
        |k| matches!(k, AskKind::Discuss),
    ];
    assert!(kinds.iter().all(|kind| classroom.asks.iter().any(|a| kind(&a.kind))));
    assert!(classroom
        .steps
        .iter()
        .all(|s| !s.asks.is_empty() && !s.notes.is_empty() && !s.screen.is_empty()));
    assert!(classroom.asks.iter().all(|a| !a.sources.is_empty()));
    assert_eq!(
        classroom
            .plans
            .iter()
            .map(|(minutes, s)| (*minutes, s.iter().sum::<u32>() / 60))
            .collect::<Vec<_>>(),
        [(10, 10), (20, 20), (45, 45)]
    );
}

proptest! {
    #[test]
    fn no_keys_lead_astray(keys in prop::collection::vec(prop::sample::select(vec![
        "ArrowRight", "PageUp", " ", "⇧ ", "⇧Home", "Home", "End", "1", "9", "Enter", ".", "w", "o", "?", "k", "q", "l", "⇧ArrowUp", "p", "m", "u", "c", "t", "Escape", "x",
    ]), 0..60)) {
        let atlas = common::atlas();
        let state = pressed(atlas, keys);
        prop_assert!(state.step.0 < atlas.steps.len());
        prop_assert!(state.lesson.built <= atlas.step(state.step).builds.len());
        prop_assert!(state.lesson.on);
        let text = serde_json::to_string(&state.lesson).unwrap();
        prop_assert_eq!(serde_json::from_str::<Lesson>(&text).unwrap(), state.lesson);
    }
}

/// String literals in lower case of the files that say words of a lesson.
fn spoken() -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files: Vec<_> = std::fs::read_dir(root.join("view/classroom"))
        .unwrap()
        .flatten()
        .map(|e| e.path())
        .collect();
    files.push(root.join("view/document/handout.rs"));
    files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect()
}

#[test]
fn every_word_of_the_interface_is_there_and_used() {
    let source = spoken();
    let help: Vec<&str> = spring_surge::content::KEYS.iter().map(|(_, word)| *word).collect();
    for word in spring_surge::content::WORDS {
        assert!(
            source.contains(&format!("\"{word}\"")) || help.contains(&word),
            "nobody says {word}"
        );
    }
    for said in source.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(spring_surge::content::WORDS.contains(&said), "there is no word {said}");
    }
    assert!(help.iter().all(|word| spring_surge::content::WORDS.contains(word)));
}
