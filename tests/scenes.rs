//! One golden picture in words for each step. `BLESS=1 cargo test --test scenes` rewrites them; the
//! review is the diff.

mod common;

use spring_surge::ids::StepIx;
use spring_surge::story::{lay_out, scene, State};
use std::fmt::Write;
use std::path::PathBuf;

fn golden(name: &str, text: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).expect("the golden file can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "{} differs; look at the change, then bless it", path.display());
}

#[test]
fn each_step_has_its_picture() {
    let atlas = common::atlas();
    for (i, step) in atlas.steps.iter().enumerate() {
        let state = State { step: StepIx(i), ..State::START };
        golden(&step.id, &scene(atlas, &state).describe(atlas));
    }
}

#[test]
fn the_timeline_keeps_its_order_and_its_fuzziness() {
    let atlas = common::atlas();
    let layout = lay_out(atlas);
    let mut text = String::new();
    for (event, mark) in atlas.events.iter().zip(&layout.marks) {
        let shape = [(mark.soft, "soft"), (mark.hollow, "hollow"), (mark.open_start, "open start"), (mark.open_end, "open end")];
        let shape: Vec<&str> = shape.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
        writeln!(
            text,
            "{:<12} row {} {:.3} to {:.3} {} {}",
            event.date.to_string(),
            mark.row,
            mark.start,
            mark.end,
            event.id,
            shape.join(", ")
        )
        .unwrap();
    }
    golden("timeline", &text);
    for mark in &layout.marks {
        assert!(mark.start < mark.end && mark.end <= 1.0);
    }
}

#[test]
fn labels_of_a_step_never_meet() {
    let atlas = common::atlas();
    let layout = lay_out(atlas);
    for step in &atlas.steps {
        let shown = layout.labelled(atlas, &step.events, (0.0, 1.0));
        for (i, a) in shown.iter().enumerate() {
            for b in &shown[i + 1..] {
                let ((a0, a1), (b0, b1)) = (layout.label_reach(atlas, *a, 1.0), layout.label_reach(atlas, *b, 1.0));
                let apart = layout.marks[a.0].row != layout.marks[b.0].row || a1 <= b0 || b1 <= a0;
                assert!(apart, "{}: {a:?} and {b:?}", step.id);
            }
        }
    }
}
