//! The storyboard of a language: what the slots of the stage hold at each step.

use crate::content::Atlas;
use crate::ids::StepIx;
use crate::story::{labels_baked, lay_out, scene, Emphasis, Labels, Sheet, State, FRAMES};
use crate::storyboard::{AttributePatch, BakedScenes, Label, StepScene};
use crate::view::slots::{
    ground_slots, label_slots, map_values, stepper_values, timeline_values, LabelSlot,
};

/// Draws the storyboard up.
pub fn storyboard(atlas: &Atlas) -> BakedScenes {
    let layout = lay_out(atlas);
    let mut board = frames();
    let mut values = Vec::new();
    for (i, step) in atlas.steps.iter().enumerate() {
        let scene = scene(atlas, &State { step: StepIx(i), ..State::START });
        let spoken = atlas
            .places
            .iter()
            .zip(&scene.places)
            .filter(|(p, e)| p.outlined && **e > Emphasis::Quiet);
        let announced = atlas
            .phrases
            .announced
            .replace("{n}", &(i + 1).to_string())
            .replace("{all}", &atlas.steps.len().to_string());
        board.panels.push(StepScene {
            id: step.id.clone(),
            camera: scene.camera,
            world: scene.sheet == Sheet::World,
            outlines: spoken
                .filter(|_| scene.sheet == Sheet::Region)
                .map(|(p, _)| p.id.clone())
                .collect(),
            announced: announced.replace("{title}", &step.title),
        });
        let of_step = [
            map_values(atlas, &scene),
            stepper_values(atlas, StepIx(i)),
            timeline_values(atlas, &layout, &scene, (0.0, 1.0)),
        ];
        values.push(of_step.concat());
    }
    for (i, slot) in values.first().into_iter().flatten().enumerate() {
        let of_steps: Vec<String> = values.iter().map(|of_step| of_step[i].value.clone()).collect();
        if of_steps.iter().any(|v| *v != slot.value) {
            board.changes.push(AttributePatch {
                slot: slot.slot.clone(),
                attribute: slot.attribute.to_string(),
                values: of_steps,
            });
        }
    }
    board.labels = placed(atlas, &board, label_slots(atlas));
    board
}

/// The labels that come with the ground, as lines to be added to the storyboard of the page.
pub fn ground_board(atlas: &Atlas) -> String {
    let board = frames();
    BakedScenes::write_labels(&placed(atlas, &board, ground_slots(atlas)))
}

fn frames() -> BakedScenes {
    BakedScenes { frames: FRAMES.to_vec(), ..BakedScenes::default() }
}

/// Where labels stand at each step, in each frame.
fn placed(atlas: &Atlas, board: &BakedScenes, slots: Vec<LabelSlot>) -> Vec<Label> {
    let of_step = |i: usize| {
        let scene = scene(atlas, &State { step: StepIx(i), ..State::START });
        (0..FRAMES.len())
            .map(|ix| labels_baked(atlas, &scene, board, ix, i == 0))
            .collect::<Vec<Labels>>()
    };
    let placed: Vec<_> = (0..atlas.steps.len()).map(of_step).collect();
    let label = |label: LabelSlot| {
        let side = |labels: &Labels| labels.of(label.of).key();
        let sides = placed.iter().map(|of_step| of_step.iter().map(side).collect()).collect();
        Label { slot: label.slot.clone(), base: label.base.to_string(), sides }
    };
    slots.into_iter().map(label).collect()
}
