//! Camera flights: the path from one view to another that feels shortest.

use crate::geo::{Camera, PlanePoint};

/// How strongly a flight zooms out to travel. The mean of van Wijk and Nuij's user trials was near
/// the square root of 2.
const RHO: f64 = std::f64::consts::SQRT_2;

/// Milliseconds per unit of perceived path, and the bounds that keep every flight calm and short.
const MS_PER_UNIT: f64 = 420.0;
const SHORTEST_MS: f64 = 400.0;
const LONGEST_MS: f64 = 900.0;

/// A flight between two cameras.
///
/// J. J. van Wijk and W. A. A. Nuij, "Smooth and efficient zooming and panning", IEEE Symposium on
/// Information Visualization 2003, pp. 15-23, equations 9 and 10.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flight {
    from: Camera,
    to: Camera,
    r0: f64,
    length: f64,
}

impl Flight {
    /// Plans the flight. Both spans must be above 0.
    pub fn between(from: Camera, to: Camera) -> Flight {
        let (w0, w1) = (from.span_km, to.span_km);
        let distance = from.center.distance(to.center);
        if distance < 1e-6 * w0.min(w1) {
            // Special case: no travel, only zoom.
            return Flight { from, to, r0: f64::NAN, length: (w1 / w0).ln() / RHO };
        }
        let b = |w: f64, sign: f64| {
            (w1 * w1 - w0 * w0 + sign * RHO.powi(4) * distance * distance)
                / (2.0 * w * RHO * RHO * distance)
        };
        // ln(sqrt(b²+1) − b) is −asinh(b), which stays exact for large b.
        let r0 = -asinh(b(w0, 1.0));
        let r1 = -asinh(b(w1, -1.0));
        Flight { from, to, r0, length: (r1 - r0) / RHO }
    }

    /// Milliseconds the flight should take: 0 when there is nowhere to go, else 400 to 900.
    pub fn duration_ms(&self) -> f64 {
        match self.length.abs() {
            length if length < 1e-9 => 0.0,
            length => (length * MS_PER_UNIT).clamp(SHORTEST_MS, LONGEST_MS),
        }
    }

    /// The camera after the share `t` (0..=1, clamped) of the time, eased at both ends.
    pub fn at(&self, t: f64) -> Camera {
        if t.is_nan() || t >= 1.0 {
            return self.to;
        }
        if t <= 0.0 {
            return self.from;
        }
        let s = ease(t) * self.length;
        let w0 = self.from.span_km;
        if self.r0.is_nan() {
            return Camera { center: self.from.center, span_km: w0 * (RHO * s).exp() };
        }
        let distance = self.from.center.distance(self.to.center);
        let travelled =
            w0 / (RHO * RHO) * (cosh(self.r0) * tanh(RHO * s + self.r0) - sinh(self.r0));
        let share = travelled / distance;
        Camera {
            center: PlanePoint {
                x: self.from.center.x + share * (self.to.center.x - self.from.center.x),
                y: self.from.center.y + share * (self.to.center.y - self.from.center.y),
            },
            span_km: w0 * cosh(self.r0) / cosh(RHO * s + self.r0),
        }
    }
}

// Hyperbolic functions by their definitions. The standard library's are right to the last bit for
// the least of numbers too, which no flight has, and are a thirtieth of the stage.

fn sinh(x: f64) -> f64 {
    (x.exp() - (-x).exp()) / 2.0
}

fn cosh(x: f64) -> f64 {
    (x.exp() + (-x).exp()) / 2.0
}

fn tanh(x: f64) -> f64 {
    1.0 - 2.0 / ((2.0 * x).exp() + 1.0)
}

/// Of the absolute value, because the logarithm of a difference is not exact.
fn asinh(x: f64) -> f64 {
    (x.abs() + (x * x + 1.0).sqrt()).ln().copysign(x)
}

/// Cubic easing, slow at both ends.
fn ease(t: f64) -> f64 {
    if t < 0.5 {
        4.0 * t * t * t
    } else {
        1.0 - (2.0 - 2.0 * t).powi(3) / 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn camera(x: f64, y: f64, span_km: f64) -> Camera {
        Camera { center: PlanePoint { x, y }, span_km }
    }

    #[test]
    fn begins_and_ends_exactly() {
        let (a, b) = (camera(0.0, 0.0, 1500.0), camera(420.0, -260.0, 300.0));
        let flight = Flight::between(a, b);
        assert_eq!(flight.at(0.0), a);
        assert_eq!(flight.at(1.0), b);
        assert_eq!(flight.at(f64::NAN), b);
    }

    #[test]
    fn zooms_out_to_travel_far() {
        let flight = Flight::between(camera(0.0, 0.0, 200.0), camera(2000.0, 0.0, 200.0));
        assert!(flight.at(0.5).span_km > 800.0);
        assert!((flight.at(0.5).center.x - 1000.0).abs() < 1e-6);
    }

    #[test]
    fn path_length_agrees_with_the_published_formula() {
        // For equal spans w and distance d: S = 2/rho * asinh(rho^2 d / (2 w)).
        let flight = Flight::between(camera(0.0, 0.0, 300.0), camera(900.0, 0.0, 300.0));
        let expected = 2.0 / RHO * (RHO * RHO * 900.0 / 600.0).asinh();
        assert!((flight.length - expected).abs() < 1e-9);
    }

    #[test]
    fn hyperbolic_functions_are_those_of_the_standard_library() {
        for x in [-30.0, -3.0, -0.5, -1e-3, 0.0, 1e-3, 0.2, 1.0, 7.0, 40.0f64] {
            let near = |ours: f64, theirs: f64| {
                assert!(
                    (ours - theirs).abs() <= 1e-12 * theirs.abs().max(1e-3),
                    "{x}: {ours}, {theirs}"
                )
            };
            near(sinh(x), x.sinh());
            near(cosh(x), x.cosh());
            near(tanh(x), x.tanh());
            near(asinh(x), x.asinh());
        }
    }

    #[test]
    fn a_flight_to_the_same_view_takes_no_time() {
        let a = camera(10.0, 10.0, 500.0);
        assert_eq!(Flight::between(a, a).duration_ms(), 0.0);
    }

    proptest! {
        #[test]
        fn every_camera_on_the_way_is_valid(x in -3e3..3e3f64, y in -3e3..3e3f64, w0 in 50.0..4e3f64, w1 in 50.0..4e3f64, t in 0.0..1.0f64) {
            let flight = Flight::between(camera(0.0, 0.0, w0), camera(x, y, w1));
            let at = flight.at(t);
            prop_assert!(at.span_km.is_finite() && at.span_km > 0.0);
            prop_assert!(at.center.x.is_finite() && at.center.y.is_finite());
            let near_end = flight.at(1.0 - 1e-9);
            prop_assert!((near_end.center.x - x).abs() < 1e-3 && (near_end.span_km / w1 - 1.0).abs() < 1e-3);
            prop_assert!((400.0..=900.0).contains(&flight.duration_ms()) || flight.duration_ms() == 0.0);
        }
    }
}
