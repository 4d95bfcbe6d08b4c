//! Frames that labels are placed for before anybody has measured one, and all those that are shown
//! such labels.

use crate::geo::Viewport;
use crate::storyboard::BakedScenes;

/// Frames up to this width are small, px; the style sheet has the same number, in letters of 16 px.
pub const SMALL: f64 = 560.0;

/// Frames that the storyboard has labels for, the smallest first: those of phones whose letters are
/// twice as large, of phones upright and lying, of tablets and of larger windows.
pub const FRAMES: [Viewport; 17] = [
    frame(180.0, 90.0),
    frame(180.0, 140.0),
    frame(250.0, 90.0),
    frame(250.0, 120.0),
    frame(280.0, 140.0),
    frame(300.0, 190.0),
    frame(340.0, 240.0),
    frame(360.0, 300.0),
    frame(440.0, 380.0),
    frame(561.0, 90.0),
    frame(561.0, 140.0),
    frame(561.0, 220.0),
    frame(600.0, 300.0),
    frame(600.0, 440.0),
    frame(700.0, 560.0),
    frame(900.0, 720.0),
    frame(1200.0, 950.0),
];

/// The smallest frames of both kinds that a page without script names anything in.
const SMALLEST: [Viewport; 2] = [frame(280.0, 140.0), frame(SMALL + 0.01, 200.0)];
/// Nobody shows the map on more, px.
const LARGEST: f64 = 3000.0;
/// From one frame that is tried to the next, for the storyboard; and for the page as it is sent,
/// which the instruments work out once more when they take it over.
const STEPS: [f64; 2] = [1.04, 1.12];

const fn frame(width: f64, height: f64) -> Viewport {
    Viewport { width, height }
}

/// Frames that stand for all that are shown the labels of one of the storyboard's: in between,
/// labels only come farther apart.
pub fn frames_like(board: &BakedScenes, ix: usize) -> Vec<Viewport> {
    frames_from(board.frames[ix], STEPS[0], |f| board.frame_for(f, SMALL) == Some(ix))
}

/// The same for the two kinds of frames that the page as it is sent tells apart.
pub fn unmeasured() -> [Vec<Viewport>; 2] {
    SMALLEST
        .map(|least| frames_from(least, STEPS[1], |f| (f.width <= SMALL) == (least.width <= SMALL)))
}

/// Frames no smaller than `least` of a kind. How far marks lie apart follows from the shorter side
/// alone, and what is free in a frame is free in one that is longer; so the shortest of both shapes
/// stand for all.
fn frames_from(least: Viewport, step: f64, is_of_kind: impl Fn(Viewport) -> bool) -> Vec<Viewport> {
    let upright = |side: f64| frame(side, least.height.max(side));
    let lying = |side: f64| frame(least.width.max(side), side);
    let mut frames = Vec::new();
    for (from, shape) in
        [(least.width, &upright as &dyn Fn(f64) -> Viewport), (least.height, &lying)]
    {
        let is_in = |side: f64| side <= LARGEST && is_of_kind(shape(side));
        let mut side = from;
        while is_in(side) {
            frames.push(shape(side));
            let (mut within, mut beyond) = (side, side * step);
            while !is_in(beyond) && beyond - within > 0.25 {
                // The last of the kind.
                let middle = (within + beyond) / 2.0;
                if is_in(middle) {
                    within = middle;
                } else {
                    beyond = middle;
                }
            }
            if within > side {
                frames.push(shape(within));
            }
            side = beyond;
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storyboard::PAPER_FRAME;

    #[test]
    fn paper_has_labels_for_a_map_that_every_sheet_has_room_for() {
        assert_eq!(FRAMES[PAPER_FRAME], frame(600.0, 300.0));
    }
}
