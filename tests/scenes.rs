//! One golden picture in words for each step. `BLESS=1 cargo test --test scenes` rewrites them; the
//! review is the diff.

mod common;

use spring_surge::ids::StepIx;
use spring_surge::story::{lay_out, scene, State, LINES};
use std::fmt::Write;
use std::path::PathBuf;

fn golden(name: &str, text: &str) {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.txt"));
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
        let shape = [
            (mark.soft, "soft"),
            (mark.hollow, "hollow"),
            (mark.open_start, "open start"),
            (mark.open_end, "open end"),
        ];
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
fn labels_of_a_step_meet_neither_each_other_nor_its_marks_on_any_line() {
    let atlas = common::atlas();
    let layout = lay_out(atlas);
    for step in &atlas.steps {
        let mut before = Vec::new();
        for line_px in LINES {
            let shown = layout.labelled(atlas, &step.events, (0.0, 1.0), line_px, &before);
            assert!(
                before.iter().all(|ix| shown.contains(ix)),
                "{}: a wider line lost a label",
                step.id
            );
            for (i, a) in shown.iter().enumerate() {
                let row = layout.marks[a.0].row;
                let (from, to) = layout.label_reach(atlas, *a, line_px);
                assert!(
                    from >= 0.0 && to <= 1.0,
                    "{}: {a:?} reaches beyond a line of {line_px} px",
                    step.id
                );
                let labels =
                    shown[i + 1..].iter().map(|b| (*b, layout.label_reach(atlas, *b, line_px)));
                let marks = step
                    .events
                    .iter()
                    .filter(|b| *b != a)
                    .map(|b| (*b, (layout.marks[b.0].start, layout.marks[b.0].end)));
                for (b, (start, end)) in
                    labels.chain(marks).filter(|(b, _)| layout.marks[b.0].row == row)
                {
                    assert!(
                        to <= start || end <= from,
                        "{}: {a:?} and {b:?} on a line of {line_px} px",
                        step.id
                    );
                }
            }
            before = shown;
        }
    }
}
