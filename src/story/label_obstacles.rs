//! What labels make way for: what lies over the map, and marks of plants that stand apart from each
//! other.

use super::label_frames::SMALL;
use super::label_sizes::{world_key, CARD, DOT, NOTE, PLACE, PLANT_CARD};
use super::{Emphasis, Scene, Sheet, Subject};
use crate::content::Atlas;
use crate::geo::{spread, text_width, Disc, PlanePoint, ScreenRect, Viewport};

/// What lies over the map: the scale and a note beside it, the small map in a corner of larger
/// frames, and a card. In small frames the note takes its place only while it is shown.
pub(super) fn map_ui_rects(atlas: &Atlas, scene: &Scene, frame: Viewport) -> Vec<ScreenRect> {
    let foot = |left: f64, right: f64, height: f64| ScreenRect {
        left,
        top: frame.height - height,
        right,
        bottom: frame.height,
    };
    let bottom = world_key(frame);
    let key = (scene.sheet == Sheet::World && bottom > 0.0).then_some(ScreenRect {
        left: 0.0,
        top: 0.0,
        right: frame.width,
        bottom,
    });
    if frame.width <= SMALL {
        let scale = foot(0.0, 130.0, 26.0);
        let has_note = scene.flows.iter().any(|flow| *flow > Emphasis::Hidden);
        let note = has_note.then(|| {
            let width = text_width(&atlas.phrases.assumed, PLACE, false, 0.0) + 24.0;
            let bottom = (width / frame.width.max(NOTE)).ceil() * NOTE + 6.0;
            ScreenRect { left: 0.0, top: 0.0, right: width.min(frame.width), bottom }
        });
        return [scale].into_iter().chain(note).chain(key).collect();
    }
    let note = foot(0.0, 400.0, 26.0);
    let locator =
        ScreenRect { left: frame.width - 150.0, top: 0.0, right: frame.width, bottom: 112.0 };
    let card = scene.card.map(|subject| {
        let bottom =
            if matches!(subject, Subject::Facility(_)) { PLANT_CARD } else { frame.height };
        let left = if card_is_left(atlas, scene, frame) { 0.0 } else { frame.width - CARD };
        ScreenRect { left, top: 0.0, right: left + CARD, bottom }
    });
    [note, locator].into_iter().chain(card).chain(key).collect()
}

/// Whether the card stands at the left: where it is of a facility that would lie under it at the
/// right, since the world is not brought to the middle.
pub(super) fn card_is_left(atlas: &Atlas, scene: &Scene, frame: Viewport) -> bool {
    let facility = match scene.card {
        Some(Subject::Facility(ix)) if frame.width > SMALL => atlas.facilities.get(ix.0),
        _ => None,
    };
    facility.is_some_and(|facility| {
        scene.camera.to_screen(facility.at, frame).x > (frame.width - CARD).max(CARD)
    })
}

/// How far each facility's mark has to stand from its place so that it lies over no other one, px.
pub(super) fn plant_shifts(atlas: &Atlas, scene: &Scene, frame: Viewport) -> Vec<(f64, f64)> {
    let mut shifts = vec![(0.0, 0.0); atlas.facilities.len()];
    if scene.sheet != Sheet::World {
        return shifts;
    }
    let disc = |at: PlanePoint| Disc { at: scene.camera.to_screen(at, frame), r: DOT };
    let home = atlas.projects.first().map(|first| disc(atlas.places[first.place.0].world));
    let drawn: Vec<usize> = Scene::drawn(&scene.facilities).collect();
    let plants: Vec<Disc> = drawn.iter().map(|i| disc(atlas.facilities[*i].at)).collect();
    let is_known = |disc: &Disc| disc.at.x.is_finite() && disc.at.y.is_finite();
    if plants.iter().chain(&home).all(is_known) {
        for ((i, plant), at) in
            drawn.iter().zip(&plants).zip(spread(&plants, home.as_slice(), frame, 0.0))
        {
            shifts[*i] = (at.x - plant.at.x, at.y - plant.at.y);
        }
    }
    shifts
}
