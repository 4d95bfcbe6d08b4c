//! A place that both windows of a lesson mean.

use crate::geo::PlanePoint;
use serde::{Deserialize, Serialize};

/// A place on the sheet in whole km, so that both windows mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot(pub i32, pub i32);

impl Spot {
    /// The place of a point, rounded; `None` for a point that is no number.
    pub fn of(p: PlanePoint) -> Option<Spot> {
        (p.x.is_finite() && p.y.is_finite()).then(|| Spot(p.x.round() as i32, p.y.round() as i32))
    }

    /// How far another place is, km.
    pub fn distance_km(self, p: PlanePoint) -> f64 {
        (f64::from(self.0) - p.x).hypot(f64::from(self.1) - p.y)
    }
}
