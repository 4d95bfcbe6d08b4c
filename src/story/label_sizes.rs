//! How large labels and marks of the map are, as the style sheet has them, and how large the
//! letters on the land.

use super::label_frames::SMALL;
use crate::content::GroundKind;
use crate::geo::Viewport;

/// Half of a project's disc, px.
pub const DISC: f64 = 13.0;
/// From one disc of a place to the next, px.
pub const STACK: f64 = 32.0;
/// The same in a closed pile, px.
pub const PILE: f64 = 5.0;
/// Half of the mark of a place or a facility, px.
pub const DOT: f64 = 7.0;
/// Size of the letters of a project, px.
pub const PROJECT: f64 = 14.0;
/// Size of the letters of a place, and of the note, px.
pub const PLACE: f64 = 12.0;
/// Size of the letters of a facility, px.
pub const PLANT: f64 = 11.5;
/// A line of the note about what is assumed, as the style sheet has it, px.
pub(super) const NOTE: f64 = 15.6;
/// Size of the letters on the land as shares of the frame's shorter side, from that side on, px;
/// the style sheet has the same numbers. They come to 10 to 14 px, so that a name is no more than a
/// name in every frame.
pub(super) const LAND: [(f64, f64); 8] = [
    (0.0, 0.05),
    (240.0, 0.042),
    (288.0, 0.036),
    (352.0, 0.031),
    (432.0, 0.026),
    (528.0, 0.0215),
    (640.0, 0.018),
    (784.0, 0.0155),
];
/// The share on a wall.
pub(super) const LAND_ON_WALL: f64 = 0.036;
/// Smaller letters on the land nobody can read, px.
pub(super) const LEAST_LAND: f64 = 10.0;
/// Half of a town's square, and how far it keeps from all else, px.
pub const TOWN: (f64, f64) = (3.0, 9.0);
/// Size of the letters of towns, waters and ranges of mountains, in sizes of the letters on the
/// land; and the space between them.
pub const GROUND_LETTERS: [(f64, f64); 3] = [(1.0, 0.0), (1.15, 0.06), (0.95, 0.16)];
/// Widest views, km, in which names of the second and of the third rank stand.
pub(super) const RANKS_KM: [f64; 2] = [900.0, 500.0];

/// Size of the letters on the land, px.
pub fn land_letters(frame: Viewport, on_wall: bool) -> f64 {
    let side = frame.width.min(frame.height);
    let share =
        LAND.iter().rev().find(|(from, _)| *from <= side).map_or(LAND[0].1, |(_, share)| *share);
    side * if on_wall { LAND_ON_WALL } else { share }
}

/// Size of the letters of a name on the ground in sizes of those on the land, and the space between
/// them.
pub fn ground_letters(kind: GroundKind) -> (f64, f64) {
    match kind {
        GroundKind::Town => GROUND_LETTERS[0],
        GroundKind::Water | GroundKind::River => GROUND_LETTERS[1],
        GroundKind::Range => GROUND_LETTERS[2],
    }
}
/// Height of the lines that say what the signs of the world mean in small and in large frames, px.
pub(super) const WORLD_KEY: (f64, f64) = (90.0, 66.0);
/// Width of a card, px, as the style sheet has it; most are as high as the map.
pub(super) const CARD: f64 = 336.0;
/// A facility's card is no higher than this, px.
pub(super) const PLANT_CARD: f64 = 430.0;

/// Height of the lines that say what the signs of the world mean, in a frame, px: none where they
/// would take more than two fifths of it. The panel of the key says the same.
pub fn world_key(frame: Viewport) -> f64 {
    let lines = if frame.width <= SMALL { WORLD_KEY.0 } else { WORLD_KEY.1 };
    if lines <= 0.4 * frame.height {
        lines
    } else {
        0.0
    }
}

/// Radius of the ring that is drawn, km: an outline stands for its own.
pub fn ring_km(outlined: bool, radius_km: f64) -> f64 {
    if outlined {
        0.0
    } else {
        radius_km
    }
}

/// How far the name of a place keeps from its middle, px, by the number of discs there.
pub fn clear(discs: usize) -> f64 {
    match discs {
        0 => DOT,
        1 => DISC + 1.0,
        n => DISC + STACK * (n as f64 - 1.0) / 2.0 + 1.0,
    }
}
