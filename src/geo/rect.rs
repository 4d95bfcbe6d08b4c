//! Rectangles of the frame.

use super::camera::{ScreenPoint, Viewport};

/// Labels keep this far from the frame's edge, px.
const EDGE_PX: f64 = 2.0;

/// A rectangle of the frame, px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenRect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl ScreenRect {
    /// A square around a point.
    pub fn around(p: ScreenPoint, reach: f64) -> ScreenRect {
        ScreenRect { left: p.x - reach, top: p.y - reach, right: p.x + reach, bottom: p.y + reach }
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &ScreenRect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether it lies in the frame, clear of its edges.
    pub(super) fn is_within(&self, frame: Viewport) -> bool {
        self.left >= EDGE_PX
            && self.top >= EDGE_PX
            && self.right <= frame.width - EDGE_PX
            && self.bottom <= frame.height - EDGE_PX
    }
}
