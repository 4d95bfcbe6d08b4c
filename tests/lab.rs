//! The laboratory as a reader uses it: what is asked, what the address says of it, what is refused.

mod common;

use proptest::prelude::*;
use spring_surge::content::{check, AtlasLaboratory};
use spring_surge::story::{update, Action, Lab, Link, Setting, State};

fn laboratory() -> &'static AtlasLaboratory {
    common::atlas().laboratory.as_ref().unwrap()
}

fn answered(lab: &Lab) -> spring_surge::story::Answer {
    let mut draws = lab.draws(&laboratory().data).unwrap();
    draws.advance(laboratory().data.draws);
    lab.answer(laboratory(), &draws.outcome()).unwrap()
}

fn position(id: &str) -> usize {
    laboratory().data.parameters.iter().position(|p| p.id == id).unwrap()
}

#[test]
fn it_opens_with_the_sheet_s_answer_in_words() {
    let answer = answered(&Lab::default());
    assert!(
        answer.says.starts_with("19,300 t of magnets") && answer.says.contains("13,800 and 25,200"),
        "{}",
        answer.says
    );
    assert_eq!(answer.formula, "Nameplate 12,000 × Use of nameplate × Share of praseodymium-neodymium × Metal to finished magnet ÷ Praseodymium-neodymium in a magnet");
    let largest = answer.parts.iter().max_by(|a, b| a.share.total_cmp(&b.share)).unwrap();
    assert_eq!(largest.parameter, position("mix"));
    assert!(answer.bars.iter().all(|b| (0.0..=1.0).contains(b)) && answer.quantiles.is_sorted());
}

#[test]
fn every_question_reading_and_unit_has_an_answer() {
    for (question, q) in laboratory().data.questions.iter().enumerate() {
        for reading in 0..q.readings.len() {
            for unit in 0..q.units.len() {
                let answer = answered(&Lab::asking(question, reading, unit));
                assert!(
                    !answer.says.contains('{')
                        && !answer.corners.contains('{')
                        && answer.numbers[1] > 0.0,
                    "{}",
                    answer.says
                );
            }
        }
    }
    // The sheet: cars 7, 11, 17 million; wind 23, 32, 43 GW; scrap fed about 900 to 1,200 t.
    let rounded = |lab: Lab| answered(&lab).numbers.map(f64::round);
    assert_eq!(rounded(Lab::asking(0, 0, 1)), [7.0, 11.0, 17.0]);
    assert_eq!(rounded(Lab::asking(0, 0, 2)), [23.0, 32.0, 43.0]);
    let [low, _, high] = rounded(Lab::asking(1, 0, 0));
    assert!(low >= 900.0 && high <= 1_210.0);
    assert_eq!(rounded(Lab::asking(1, 1, 0)), [4_000.0; 3]);
}

#[test]
fn a_pinned_parameter_has_no_share_and_narrows_the_answer() {
    let parameters = &laboratory().data.parameters;
    let mix = position("mix");
    let pinned = Lab::default().with(parameters, mix, Setting { central: 850, exact: true });
    let (before, after) = (answered(&Lab::default()), answered(&pinned));
    assert_eq!(after.parts.iter().find(|p| p.parameter == mix).unwrap().share, 0.0);
    assert!(after.numbers[2] - after.numbers[0] < before.numbers[2] - before.numbers[0]);
    assert_eq!(
        pinned.with(parameters, mix, Setting { central: 850, exact: false }),
        Lab::default(),
        "as given is no change"
    );
}

#[test]
fn what_an_address_says_wrongly_is_left_out_and_reported() {
    let data = &laboratory().data;
    for (text, faults) in [
        ("gansu.metal.magnets", 0),
        ("", 0),
        ("mars.metal.cars", 1),
        ("gansu.gold.magnets", 1),
        ("gansu.metal.magnets,mix:400", 1),
        ("gansu.metal.magnets,mix:NaN,yield:-1,colour:3,yield", 4),
        ("gansu.metal.magnets,mix:99999999999999999999", 1),
    ] {
        let mut ignored = Vec::new();
        let lab = Lab::read(text, data, &mut ignored);
        assert_eq!(ignored.len(), faults, "{text}: {ignored:?}");
        assert!(lab.product(data).is_ok());
    }
}

#[test]
fn bounds_that_make_no_distribution_are_refused_by_name() {
    let mut seeds = common::seeds();
    for (low, central, high, reason) in [
        (f64::NAN, 0.8, 1.0, "not a number"),
        (1.0, 0.8, 0.5, "low is above its high"),
        (0.5, 2.0, 1.0, "not between"),
        (0.0, 0.5, 1.0, "not above zero"),
    ] {
        let parameter = &mut seeds.laboratory.parameters[1];
        (parameter.low, parameter.central, parameter.high) = (low, central, high);
        let found = check(&seeds);
        assert!(
            found.iter().any(|p| p.file == "laboratory.json"
                && p.key == "mix"
                && p.reason.contains(reason)),
            "{found:?}"
        );
        let fault = Lab::default()
            .with(&[], 0, Setting { central: 1, exact: false })
            .draws(&seeds.laboratory);
        assert!(fault.is_err() || central == 0.5, "{reason}");
    }
    seeds.laboratory.draws = 0;
    assert!(check(&seeds).iter().any(|p| p.key == "draws"));
}

#[test]
fn what_is_asked_is_part_of_the_state_and_of_the_link() {
    let atlas = common::atlas();
    let lab = Lab::asking(0, 1, 2);
    let state = update(atlas, State::START, Action::Measure(Some(lab.clone()))).state;
    assert_eq!(state.lab, Some(lab));
    let text = Link::to(&state).write(atlas);
    assert!(text.contains("lab=gansu.alloy.wind"), "{text}");
    let (link, ignored) = Link::read(&text, atlas);
    assert!(ignored.is_empty());
    assert_eq!(update(atlas, State::START, Action::Open(link)).state.lab, state.lab);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(question in 0_usize..3, reading in 0_usize..3, unit in 0_usize..4, set in proptest::collection::vec((0_usize..9, 0_u32..3000, any::<bool>()), 0..9)) {
        let data = &laboratory().data;
        let mut lab = Lab::asking(question, reading, unit).fitted(data);
        for (parameter, central, exact) in set {
            lab = lab.with(&data.parameters, parameter, Setting { central, exact });
        }
        let mut ignored = Vec::new();
        prop_assert_eq!(Lab::read(&lab.write(data), data, &mut ignored), lab);
        prop_assert!(ignored.is_empty());
    }

    #[test]
    fn whatever_stands_in_an_address_asks_something_that_has_an_answer(text in "\\PC{0,60}") {
        let lab = Lab::read(&text, &laboratory().data, &mut Vec::new());
        prop_assert!(lab.product(&laboratory().data).is_ok());
    }
}
