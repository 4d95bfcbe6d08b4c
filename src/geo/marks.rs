//! What labels name, and how far from it a label stands.

use super::camera::ScreenPoint;
use super::rect::ScreenRect;

/// What a label may name: a disc, a point, or the ring around a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Its middle.
    pub at: ScreenPoint,
    /// Half its size, px.
    pub reach_px: f64,
    /// Whether it is a ring, which may be large; others count as squares.
    pub is_ring: bool,
}

impl Mark {
    /// From a box to the mark, px; 0 where they meet.
    pub fn gap(&self, area: &ScreenRect) -> f64 {
        let dx = (area.left - self.at.x).max(self.at.x - area.right).max(0.0);
        let dy = (area.top - self.at.y).max(self.at.y - area.bottom).max(0.0);
        if self.is_ring {
            (dx.hypot(dy) - self.reach_px).max(0.0)
        } else {
            (dx - self.reach_px).max(0.0).hypot((dy - self.reach_px).max(0.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_gap_is_0_exactly_where_box_and_mark_meet(x in -60.0..60.0, y in -60.0..60.0, reach_px in 1.0..40.0) {
            let area = ScreenRect { left: -30.0, top: -8.0, right: 30.0, bottom: 8.0 };
            let at = ScreenPoint { x, y };
            let square = Mark { at, reach_px, is_ring: false };
            prop_assert_eq!(square.gap(&area) > 0.0, !area.overlaps(&ScreenRect::around(at, reach_px)));
            prop_assert!(Mark { is_ring: true, ..square }.gap(&area) >= square.gap(&area), "a ring lies within its square");
        }
    }
}
