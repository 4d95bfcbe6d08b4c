//! What a hand does to a camera: pan, zoom, pinch, box, glide. Total: no input makes an invalid
//! camera.

use super::camera::{Camera, ScreenPoint, Viewport};
use super::projection::PlanePoint;

/// How far a reader may go on a sheet, in projected km.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Least x of a middle.
    pub west: f64,
    /// Greatest x.
    pub east: f64,
    /// Least y.
    pub north: f64,
    /// Greatest y.
    pub south: f64,
    /// Closest span.
    pub least_km: f64,
    /// Widest span.
    pub most_km: f64,
}

/// Where the drawn land of the region reaches beyond every frame.
pub const REGION_BOUNDS: Bounds = Bounds {
    west: -1500.0,
    east: 1900.0,
    north: -900.0,
    south: 1100.0,
    least_km: 40.0,
    most_km: 2600.0,
};
/// The whole world.
pub const WORLD_BOUNDS: Bounds = Bounds {
    west: -12_000.0,
    east: 14_568.0,
    north: -8000.0,
    south: 5426.0,
    least_km: 500.0,
    most_km: 27_200.0,
};

/// A zoom by one gesture stays between these factors.
const FACTORS: (f64, f64) = (0.05, 20.0);

impl Camera {
    /// The land follows the hand by so many px.
    #[must_use]
    pub fn panned(&self, dx: f64, dy: f64, frame: Viewport) -> Camera {
        let scale = self.scale(frame);
        self.or_same(Camera {
            center: PlanePoint { x: self.center.x - dx / scale, y: self.center.y - dy / scale },
            ..*self
        })
    }

    /// Closer by a factor above 1; what lies under `about` stays there.
    #[must_use]
    pub fn zoomed(&self, factor: f64, about: ScreenPoint, frame: Viewport) -> Camera {
        let factor = factor.clamp(FACTORS.0, FACTORS.1);
        let Some(still) = self.to_plane(about, frame) else { return *self };
        let toward = |center: f64, still: f64| still + (center - still) / factor;
        let center =
            PlanePoint { x: toward(self.center.x, still.x), y: toward(self.center.y, still.y) };
        self.or_same(Camera { center, span_km: self.span_km / factor })
    }

    /// A drawn box fills the frame, whatever its shape.
    #[must_use]
    pub fn fitted(&self, a: ScreenPoint, b: ScreenPoint, frame: Viewport) -> Camera {
        let (Some(a), Some(b)) = (self.to_plane(a, frame), self.to_plane(b, frame)) else {
            return *self;
        };
        let side = frame.width.min(frame.height);
        let across = (a.x - b.x).abs() * side / frame.width;
        let down = (a.y - b.y).abs() * side / frame.height;
        let center = PlanePoint { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 };
        self.or_same(Camera { center, span_km: across.max(down) })
    }

    /// Two fingers keep their land; the map does not turn.
    #[must_use]
    pub fn pinched(&self, from: [ScreenPoint; 2], to: [ScreenPoint; 2], frame: Viewport) -> Camera {
        let apart = |[a, b]: [ScreenPoint; 2]| (a.x - b.x).hypot(a.y - b.y);
        let middle =
            |[a, b]: [ScreenPoint; 2]| ScreenPoint { x: (a.x + b.x) / 2.0, y: (a.y + b.y) / 2.0 };
        let (start, end) = (middle(from), middle(to));
        let factor = if apart(from) > 1.0 { apart(to).max(1.0) / apart(from) } else { 1.0 };
        self.zoomed(factor, start, frame).panned(end.x - start.x, end.y - start.y, frame)
    }

    /// The nearest camera within bounds; what is no number becomes the middle, or the widest span.
    #[must_use]
    pub fn kept_within(&self, bounds: &Bounds) -> Camera {
        let hold = |value: f64, least: f64, most: f64, other: f64| {
            if value.is_finite() {
                value.clamp(least, most)
            } else {
                other
            }
        };
        let center = PlanePoint {
            x: hold(self.center.x, bounds.west, bounds.east, (bounds.west + bounds.east) / 2.0),
            y: hold(self.center.y, bounds.north, bounds.south, (bounds.north + bounds.south) / 2.0),
        };
        Camera {
            center,
            span_km: hold(self.span_km, bounds.least_km, bounds.most_km, bounds.most_km),
        }
    }

    fn or_same(self, next: Camera) -> Camera {
        let valid = next.center.x.is_finite()
            && next.center.y.is_finite()
            && next.span_km.is_finite()
            && next.span_km > 0.0;
        if valid {
            next
        } else {
            self
        }
    }
}

/// Time constant of a glide, ms: the deceleration that phones taught (A. Hidayat, "Flick list with
/// its momentum scrolling and deceleration", 2013).
const GLIDE_MS: f64 = 325.0;
/// Samples older than this tell nothing of the hand's speed, ms.
const RECENT_MS: f64 = 100.0;
/// Slower hands mean to stop, px per ms.
const SLOWEST: f64 = 0.15;

/// How the map goes on when a moving hand lets go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glide {
    /// Velocity in px per ms.
    velocity: (f64, f64),
}

impl Glide {
    /// From times (ms) and places of a hand; `None` when it rested before it let go.
    pub fn from_samples(samples: &[(f64, ScreenPoint)]) -> Option<Glide> {
        let (end, last) = *samples.last()?;
        let (start, first) = *samples.iter().find(|(t, _)| end - t <= RECENT_MS)?;
        let took = end - start;
        let velocity = ((last.x - first.x) / took, (last.y - first.y) / took);
        let speed = velocity.0.hypot(velocity.1);
        (took > 0.0 && speed.is_finite() && speed > SLOWEST).then_some(Glide { velocity })
    }

    /// How far it has gone after so many ms, px.
    pub fn offset(&self, t_ms: f64) -> (f64, f64) {
        let reach = GLIDE_MS * (1.0 - (-t_ms.max(0.0) / GLIDE_MS).exp());
        (self.velocity.0 * reach, self.velocity.1 * reach)
    }

    /// Whether less than half a px is left.
    pub fn is_over(&self, t_ms: f64) -> bool {
        self.velocity.0.hypot(self.velocity.1) * GLIDE_MS * (-t_ms / GLIDE_MS).exp() < 0.5
    }
}

/// What a key asks of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyMove {
    /// The land moves by so many px.
    Pan {
        /// To the right.
        dx: f64,
        /// Down.
        dy: f64,
    },
    /// Closer by a factor above 1.
    Zoom {
        /// The factor.
        factor: f64,
    },
    /// Back to the story's view.
    Home,
}

/// What a key asks of a map of this size: arrows go a quarter of its shorter side.
pub fn key_step(key: &str, frame: Viewport) -> Option<KeyMove> {
    let step = frame.width.min(frame.height).max(0.0) / 4.0;
    Some(match key {
        "ArrowLeft" => KeyMove::Pan { dx: step, dy: 0.0 },
        "ArrowRight" => KeyMove::Pan { dx: -step, dy: 0.0 },
        "ArrowUp" => KeyMove::Pan { dx: 0.0, dy: step },
        "ArrowDown" => KeyMove::Pan { dx: 0.0, dy: -step },
        "+" | "=" => KeyMove::Zoom { factor: 1.6 },
        "-" | "_" => KeyMove::Zoom { factor: 1.0 / 1.6 },
        "0" => KeyMove::Home,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Viewport = Viewport { width: 800.0, height: 600.0 };

    fn any_camera() -> impl Strategy<Value = Camera> {
        (-1400.0..1800.0, -800.0..1000.0, 50.0..2500.0)
            .prop_map(|(x, y, span_km)| Camera { center: PlanePoint { x, y }, span_km })
    }

    fn any_point() -> impl Strategy<Value = ScreenPoint> {
        (0.0..800.0, 0.0..600.0).prop_map(|(x, y)| ScreenPoint { x, y })
    }

    proptest! {
        #[test]
        fn the_land_under_the_pointer_stays(camera in any_camera(), about in any_point(), factor in 0.1..10.0) {
            let before = camera.to_plane(about, FRAME).unwrap();
            let after = camera.zoomed(factor, about, FRAME).to_plane(about, FRAME).unwrap();
            prop_assert!((before.x - after.x).hypot(before.y - after.y) < 1e-6 * camera.span_km.max(1.0) * 10.0);
        }

        #[test]
        fn in_and_out_again_is_where_it_was(camera in any_camera(), about in any_point(), factor in 0.1..10.0) {
            let back = camera.zoomed(factor, about, FRAME).zoomed(1.0 / factor, about, FRAME);
            prop_assert!((back.span_km - camera.span_km).abs() < 1e-6 && (back.center.x - camera.center.x).abs() < 1e-6);
        }

        #[test]
        fn fingers_keep_their_land(camera in any_camera(), a in any_point(), b in any_point(), dx in -90.0..90.0, dy in -90.0..90.0) {
            prop_assume!((a.x - b.x).hypot(a.y - b.y) > 5.0);
            let moved = |p: ScreenPoint| ScreenPoint { x: p.x + dx, y: p.y + dy };
            let pinched = camera.pinched([a, b], [moved(a), moved(b)], FRAME);
            let panned = camera.panned(dx, dy, FRAME);
            prop_assert!((pinched.center.x - panned.center.x).abs() < 1e-6 && (pinched.span_km - panned.span_km).abs() < 1e-6);
        }

        #[test]
        fn every_camera_can_be_kept(x in any::<f64>(), y in any::<f64>(), span in any::<f64>()) {
            for bounds in [REGION_BOUNDS, WORLD_BOUNDS] {
                let kept = Camera { center: PlanePoint { x, y }, span_km: span }.kept_within(&bounds);
                prop_assert!((bounds.least_km..=bounds.most_km).contains(&kept.span_km) && kept.center.x.is_finite());
                prop_assert_eq!(kept.kept_within(&bounds), kept);
            }
        }

        #[test]
        fn no_input_spoils_a_camera(camera in any_camera(), a in any::<f64>(), b in any::<f64>(), w in any::<f64>(), h in any::<f64>()) {
            let (frame, p) = (Viewport { width: w, height: h }, ScreenPoint { x: a, y: b });
            for next in [camera.panned(a, b, frame), camera.zoomed(a, p, frame), camera.fitted(p, ScreenPoint { x: b, y: a }, frame), camera.pinched([p, p], [p, ScreenPoint { x: b, y: a }], frame)] {
                prop_assert!(next.center.x.is_finite() && next.center.y.is_finite() && next.span_km > 0.0 && next.span_km.is_finite());
            }
        }
    }

    #[test]
    fn a_box_fills_the_frame() {
        let camera = Camera { center: PlanePoint { x: 0.0, y: 0.0 }, span_km: 600.0 };
        let wide = camera.fitted(
            ScreenPoint { x: 0.0, y: 250.0 },
            ScreenPoint { x: 800.0, y: 350.0 },
            FRAME,
        );
        assert!((wide.span_km - 600.0).abs() < 1e-9, "a box as wide as the frame changes nothing");
        let quarter = camera.fitted(
            ScreenPoint { x: 400.0, y: 300.0 },
            ScreenPoint { x: 800.0, y: 600.0 },
            FRAME,
        );
        assert!((quarter.span_km - 300.0).abs() < 1e-9 && (quarter.center.x - 200.0).abs() < 1e-9);
    }

    #[test]
    fn a_hand_that_rested_does_not_glide() {
        let at = |t: f64, x: f64| (t, ScreenPoint { x, y: 0.0 });
        assert_eq!(Glide::from_samples(&[]), None);
        assert_eq!(
            Glide::from_samples(&[at(0.0, 0.0), at(10.0, 90.0), at(300.0, 90.0), at(310.0, 90.0)]),
            None
        );
        let glide = Glide::from_samples(&[at(0.0, 0.0), at(50.0, 50.0)]).unwrap();
        assert!(
            (glide.offset(1e6).0 - 325.0).abs() < 1e-6
                && glide.is_over(5000.0)
                && !glide.is_over(100.0)
        );
    }
}
