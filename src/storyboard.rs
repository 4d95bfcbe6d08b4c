//! The storyboard: what of the picture changes from step to step, drawn up at build time from
//! complete scenes, so that the stage has nothing to work out. It travels in the page as lines of
//! fields.

use crate::digits::{fixed, whole};
use crate::fields::{escaped, unescaped};
use crate::geo::{Camera, PlanePoint, Viewport};

/// All that the stage shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BakedScenes {
    /// The steps in their order.
    pub panels: Vec<StepScene>,
    /// What differs between them.
    pub changes: Vec<AttributePatch>,
    /// Frames that labels were placed for, the smallest first. What is free in one is free in every
    /// larger one.
    pub frames: Vec<Viewport>,
    /// Labels and where they stand.
    pub labels: Vec<Label>,
}

/// What is shown of one step beside the changes.
#[derive(Clone, Debug, PartialEq)]
pub struct StepScene {
    /// Its key.
    pub id: String,
    /// The view of the map.
    pub camera: Camera,
    /// Whether the map is that of the world.
    pub world: bool,
    /// Keys of the places whose outlines are drawn strongly.
    pub outlines: Vec<String>,
    /// What is said to screen readers on coming here.
    pub announced: String,
}

/// One attribute, or the words, of one element.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributePatch {
    /// Key of the element, its `data-slot`.
    pub slot: String,
    /// Name of the attribute; empty for its words.
    pub attribute: String,
    /// The value in each step.
    pub values: Vec<String>,
}

/// A label of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Key of the element, its `data-slot`.
    pub slot: String,
    /// Class names that it always has.
    pub base: String,
    /// Where it stands in each step: a digit (`geo::Placed::key`) for each frame, of which the last
    /// stands for all further ones.
    pub sides: Vec<String>,
}

impl Label {
    /// The digit of a step in a frame.
    pub fn side(&self, step: usize, frame: usize) -> &str {
        let sides = self.sides.get(step).map_or("", String::as_str);
        sides
            .get(frame..frame + 1)
            .or(sides.get(sides.len().saturating_sub(1)..))
            .unwrap_or_default()
    }
}

/// The frame, by its number, whose labels are printed: no map on paper is smaller.
pub const PAPER_FRAME: usize = 12;

/// The first line; another version is refused.
const HEAD: &str = "storyboard 3";
/// Cameras are written in whole millimetres.
const PER_KM: f64 = 1e6;
/// Stands for the value of the step before.
const SAME: &str = "=";

impl BakedScenes {
    /// The text that [`BakedScenes::read`] reads.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_string();
        for p in &self.panels {
            let c = p.camera;
            let numbers =
                [c.center.x, c.center.y, c.span_km].map(|km| format!("{:.0}", km * PER_KM));
            let world = if p.world { "world" } else { "" };
            let mut fields =
                vec![p.id.clone(), p.announced.clone(), world.to_string(), p.outlines.join(" ")];
            fields.extend(numbers);
            text += &line("panel", &fields);
        }
        for frame in &self.frames {
            text += &line("frame", &[frame.width, frame.height].map(|px| format!("{px:.0}")));
        }
        for c in &self.changes {
            text += &line(
                "change",
                &[vec![c.slot.clone(), c.attribute.clone()], compact(&c.values)].concat(),
            );
        }
        text + &BakedScenes::write_labels(&self.labels)
    }

    /// Labels as lines of a storyboard, to stand behind its frames.
    pub fn write_labels(labels: &[Label]) -> String {
        let mut text = String::new();
        for l in labels {
            let sides: Vec<String> =
                l.sides.iter().map(|of_step| unrepeated(of_step).to_string()).collect();
            text +=
                &line("label", &[vec![l.slot.clone(), l.base.clone()], compact(&sides)].concat());
        }
        text
    }

    /// Labels of this storyboard that came later, as [`BakedScenes::write_labels`] wrote them.
    /// Lines that cannot be read are left out: the story can be read without these names.
    pub fn read_labels(&self, text: &str) -> Vec<Label> {
        let fields = |line: &str| line.split('\t').map(unescaped).collect::<Vec<String>>();
        text.lines()
            .filter_map(|line| {
                fields(line)
                    .strip_prefix(&["label".to_string()])
                    .and_then(|fields| self.label(fields))
            })
            .collect()
    }

    /// Reads a storyboard.
    ///
    /// # Errors
    /// A sentence that names the line which cannot be read.
    pub fn read(text: &str) -> Result<BakedScenes, String> {
        let mut lines = text.lines().enumerate();
        if lines.next().map(|(_, head)| head) != Some(HEAD) {
            return Err("the storyboard is of another version".to_string());
        }
        let mut board = BakedScenes::default();
        for (i, line) in lines {
            let fields: Vec<String> = line.split('\t').map(unescaped).collect();
            board.take(&fields).ok_or_else(|| {
                ["line ", &fixed(i as f64 + 1.0, 0), " of the storyboard cannot be read"].concat()
            })?;
        }
        if board.panels.is_empty() {
            return Err("the storyboard has no steps".to_string());
        }
        Ok(board)
    }

    fn take(&mut self, fields: &[String]) -> Option<()> {
        let (kind, fields) = fields.split_first()?;
        let steps = self.panels.len();
        match (kind.as_str(), fields) {
            ("panel", [id, announced, world, outlines, x, y, span]) => {
                self.panels.push(StepScene {
                    id: id.clone(),
                    camera: Camera {
                        center: PlanePoint { x: km(x)?, y: km(y)? },
                        span_km: km(span).filter(|s| *s > 0.0)?,
                    },
                    world: !world.is_empty(),
                    outlines: outlines
                        .split(' ')
                        .filter(|o| !o.is_empty())
                        .map(str::to_string)
                        .collect(),
                    announced: announced.clone(),
                })
            }
            ("frame", [width, height]) => self
                .frames
                .push(Viewport { width: whole(width)? as f64, height: whole(height)? as f64 }),
            ("change", [slot, attribute, values @ ..]) if values.len() == steps => {
                self.changes.push(AttributePatch {
                    slot: slot.clone(),
                    attribute: attribute.clone(),
                    values: full(values),
                });
            }
            ("label", fields) => {
                let label = self.label(fields)?;
                self.labels.push(label);
            }
            _ => return None,
        }
        Some(())
    }

    /// A label from its fields.
    fn label(&self, fields: &[String]) -> Option<Label> {
        let [slot, base, sides @ ..] = fields else { return None };
        let sides = full(sides);
        let is_known = |of_step: &String| {
            (1..=self.frames.len()).contains(&of_step.len()) && of_step.is_ascii()
        };
        let is_whole = sides.len() == self.panels.len() && sides.iter().all(is_known);
        is_whole.then(|| Label { slot: slot.clone(), base: base.clone(), sides })
    }

    /// The place of a step by its key.
    pub fn step(&self, id: &str) -> Option<usize> {
        self.panels.iter().position(|p| p.id == id)
    }

    /// The frame whose labels fit a frame of this size: the last that is no larger in either
    /// direction and of the same kind, small or large. `None` where all labels would be too many.
    pub fn frame_for(&self, frame: Viewport, small: f64) -> Option<usize> {
        let kind = |f: &Viewport| f.width <= small;
        self.frames.iter().rposition(|f| {
            f.width <= frame.width && f.height <= frame.height && kind(f) == kind(&frame)
        })
    }
}

/// A line with what stands before it.
fn line(kind: &str, fields: &[String]) -> String {
    fields.iter().fold(["\n", kind].concat(), |line, field| line + "\t" + &escaped(field))
}

fn km(text: &str) -> Option<f64> {
    Some(whole(text)? as f64 / PER_KM)
}

fn compact(values: &[String]) -> Vec<String> {
    let same = |i: usize| i > 0 && values[i] == values[i - 1];
    (0..values.len()).map(|i| if same(i) { SAME.to_string() } else { values[i].clone() }).collect()
}

fn full(values: &[String]) -> Vec<String> {
    let mut last = String::new();
    values
        .iter()
        .map(|v| {
            if v != SAME {
                last.clone_from(v);
            }
            last.clone()
        })
        .collect()
}

/// Digits up to the first of those that are all the same to the end.
fn unrepeated(digits: &str) -> &str {
    let last = digits.chars().last().unwrap_or_default();
    let other = digits.trim_end_matches(last).len();
    digits.get(..other + 1).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn panel(id: &str) -> StepScene {
        let camera = Camera { center: PlanePoint { x: 381.886, y: -1.5 }, span_km: 1500.0 };
        StepScene {
            id: id.to_string(),
            camera,
            world: id == "b",
            outlines: vec!["x".to_string()],
            announced: "Step".to_string(),
        }
    }

    fn board(values: [String; 2]) -> BakedScenes {
        BakedScenes {
            panels: vec![panel("a"), panel("b")],
            changes: vec![AttributePatch {
                slot: "e7".to_string(),
                attribute: "class".to_string(),
                values: values.to_vec(),
            }],
            frames: vec![
                Viewport { width: 336.0, height: 140.0 },
                Viewport { width: 336.0, height: 300.0 },
                Viewport { width: 600.0, height: 330.0 },
            ],
            labels: vec![Label {
                slot: "w3".to_string(),
                base: "label".to_string(),
                sides: vec!["6".to_string(), "04".to_string()],
            }],
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(a in ".*", b in ".*") {
            let values = [a, b].map(|value| value.replace('\r', ""));
            // A lone sign of sameness is no value of the picture.
            prop_assume!(values.iter().all(|value| value != SAME));
            let board = board(values);
            prop_assert!(!board.write().contains('<'));
            prop_assert_eq!(BakedScenes::read(&board.write()), Ok(board));
        }

        #[test]
        fn what_can_be_read_of_damaged_text_is_whole(cut in 0usize..400, sign in any::<char>()) {
            let mut text = board(["x".to_string(), "y".to_string()]).write();
            let at = (0..=cut.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            text.insert(at, sign);
            for damaged in [text.as_str(), &text[..at]] {
                // Either it is refused in a sentence, or all that the stage looks up by its number
                // is there.
                match BakedScenes::read(damaged) {
                    Err(sentence) => prop_assert!(sentence.contains("storyboard"), "{sentence}"),
                    Ok(board) => {
                        let steps = board.panels.len();
                        prop_assert!(steps > 0);
                        prop_assert!(board.changes.iter().all(|c| c.values.len() == steps));
                        for label in &board.labels {
                            for (step, frame) in (0..steps).flat_map(|step| (0..board.frames.len()).map(move |frame| (step, frame))) {
                                prop_assert_eq!(label.side(step, frame).len(), 1);
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_last_side_stands_for_all_larger_frames() {
        let mut board = board(["x".to_string(), "y".to_string()]);
        let short = board.clone();
        board.labels[0].sides = vec!["666".to_string(), "044".to_string()];
        assert!(board.write().ends_with("\nlabel\tw3\tlabel\t6\t04"), "{}", board.write());
        assert_eq!(BakedScenes::read(&board.write()), Ok(short.clone()));
        for (step, frame) in
            [0, 1].into_iter().flat_map(|step| (0..3).map(move |frame| (step, frame)))
        {
            assert_eq!(board.labels[0].side(step, frame), short.labels[0].side(step, frame));
        }
        assert_eq!(["", "0", "00", "0660", "6000"].map(unrepeated), ["", "0", "0", "0660", "60"]);
        let text = short.write();
        for damaged in ["", "0444", "é"] {
            assert!(
                BakedScenes::read(&text.replace("\t04", &["\t", damaged].concat()))
                    .unwrap_err()
                    .contains("cannot be read"),
                "{damaged}"
            );
        }
    }

    #[test]
    fn errors_name_the_line() {
        assert!(BakedScenes::read("").unwrap_err().contains("version"));
        assert!(BakedScenes::read("storyboard 3\npanel\ta").unwrap_err().contains("line 2"));
        assert!(BakedScenes::read("storyboard 3").unwrap_err().contains("no steps"));
    }

    #[test]
    fn labels_are_those_of_the_largest_frame_that_fits() {
        let board = board(["x".to_string(), "y".to_string()]);
        let of = |width, height| board.frame_for(Viewport { width, height }, 560.0);
        assert_eq!(of(360.0, 200.0), Some(0));
        assert_eq!(of(360.0, 300.0), Some(1));
        assert_eq!(of(1200.0, 900.0), Some(2));
        assert_eq!(of(1200.0, 320.0), None);
        assert_eq!(of(100.0, 100.0), None);
    }

    #[test]
    fn labels_that_come_later_are_read_with_the_storyboard_that_they_belong_to() {
        let board = board(["m".to_string(), "n".to_string()]);
        let whole = BakedScenes::read(&board.write()).unwrap();
        assert!(!board.labels.is_empty());
        assert_eq!(whole.read_labels(&BakedScenes::write_labels(&board.labels)), board.labels);
        // Of other steps, of other frames, or cut short.
        for damaged in [
            "",
            "label\tg0",
            "label\tg0\ttown label\t1",
            "frame\t1\t2",
            "label\tg0\ttown label\t\u{e9}\t1",
        ] {
            assert_eq!(whole.read_labels(damaged), Vec::new(), "{damaged:?}");
        }
    }
}
