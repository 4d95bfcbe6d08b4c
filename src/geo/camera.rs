//! The camera: how much land is shown, in km, so that every frame shows the same region.

use super::projection::PlanePoint;
use crate::digits::fixed;
use serde::{Deserialize, Serialize};

/// What the map shows: a square of land, its middle and its side. A frame that is not square
/// shows this square in its middle and more land beside it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// Middle of the view, in projected km.
    pub center: PlanePoint,
    /// Kilometres of land across the frame's shorter side, above 0.
    pub span_km: f64,
}

/// Size of a frame in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width, px.
    pub width: f64,
    /// Height, px.
    pub height: f64,
}

/// A point in a frame, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenPoint {
    /// Right, px.
    pub x: f64,
    /// Down, px.
    pub y: f64,
}

impl Camera {
    /// The square as an SVG viewBox; with `xMidYMid meet` and visible overflow it is drawn as
    /// [`Camera::to_screen`] says, in a frame of any size.
    pub fn view_box(&self) -> String {
        let half = self.span_km / 2.0;
        let [x, y, span] =
            [self.center.x - half, self.center.y - half, self.span_km].map(|km| fixed(km, 2));
        [x, y, span.clone(), span].join(" ")
    }

    /// Pixels per km in a frame; 0 for an empty frame.
    pub fn scale(&self, frame: Viewport) -> f64 {
        frame.width.min(frame.height).max(0.0) / self.span_km
    }

    /// Where a place on paper appears.
    pub fn to_screen(&self, p: PlanePoint, frame: Viewport) -> ScreenPoint {
        let scale = self.scale(frame);
        ScreenPoint {
            x: frame.width / 2.0 + (p.x - self.center.x) * scale,
            y: frame.height / 2.0 + (p.y - self.center.y) * scale,
        }
    }

    /// Which place on paper a pixel shows; `None` in an empty frame.
    pub fn to_plane(&self, s: ScreenPoint, frame: Viewport) -> Option<PlanePoint> {
        let scale = self.scale(frame);
        (scale > 0.0).then(|| PlanePoint {
            x: self.center.x + (s.x - frame.width / 2.0) / scale,
            y: self.center.y + (s.y - frame.height / 2.0) / scale,
        })
    }

    /// The camera with the same middle that shows so much land, km wide and high, as large as a frame can; the same for a
    /// frame without any room.
    ///
    /// ```
    /// use spring_surge::geo::{Camera, Viewport, PlanePoint};
    /// let camera = Camera { center: PlanePoint { x: 0.0, y: 0.0 }, span_km: 1.0 };
    /// let low = Viewport { width: 1200.0, height: 300.0 };
    /// assert_eq!(camera.showing((2000.0, 1000.0), low).span_km, 1000.0);
    /// ```
    pub fn showing(&self, (width_km, height_km): (f64, f64), frame: Viewport) -> Camera {
        let scale = (frame.width / width_km).min(frame.height / height_km);
        let span_km = frame.width.min(frame.height) / scale;
        if span_km > 0.0 && span_km.is_finite() {
            Camera { span_km, ..*self }
        } else {
            *self
        }
    }

    /// Whether another camera sees nearly the same: neither closer nor farther by a factor of
    /// `stretch` (above 1), and moved by less than `shift`, in shares of its span.
    pub fn is_near(&self, other: Camera, stretch: f64, shift: f64) -> bool {
        let factor = self.span_km / other.span_km;
        (1.0 / stretch..stretch).contains(&factor)
            && self.center.distance(other.center) < shift * other.span_km
    }

    /// Whether the square of the camera holds a point with `margin_km` around it, whatever the
    /// frame.
    pub fn holds(&self, p: PlanePoint, margin_km: f64) -> bool {
        let reach = self.span_km / 2.0 - margin_km;
        (p.x - self.center.x).abs() <= reach && (p.y - self.center.y).abs() <= reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAMERA: Camera = Camera { center: PlanePoint { x: 100.0, y: -50.0 }, span_km: 1000.0 };

    #[test]
    fn every_frame_shows_the_same_square() {
        for (width, height) in [(360.0, 300.0), (1440.0, 700.0), (500.0, 500.0)] {
            let frame = Viewport { width, height };
            let shorter = width.min(height);
            let edge = CAMERA.to_screen(PlanePoint { x: 600.0, y: -50.0 }, frame);
            assert_eq!(edge, ScreenPoint { x: width / 2.0 + shorter / 2.0, y: height / 2.0 });
        }
    }

    #[test]
    fn screen_to_plane_undoes_plane_to_screen() {
        let frame = Viewport { width: 360.0, height: 640.0 };
        let p = PlanePoint { x: -12.5, y: 333.0 };
        let back = CAMERA.to_plane(CAMERA.to_screen(p, frame), frame).unwrap();
        assert!((back.x - p.x).abs() < 1e-9 && (back.y - p.y).abs() < 1e-9);
    }

    #[test]
    fn an_empty_frame_shows_nothing() {
        let none = Viewport { width: 0.0, height: 300.0 };
        assert_eq!(CAMERA.to_plane(ScreenPoint { x: 1.0, y: 1.0 }, none), None);
        assert!(CAMERA.to_screen(PlanePoint { x: 0.0, y: 0.0 }, none).x.is_finite());
    }

    #[test]
    fn holds_points_with_their_ring() {
        let p = PlanePoint { x: 580.0, y: -50.0 };
        assert!(CAMERA.holds(p, 15.0));
        assert!(!CAMERA.holds(p, 30.0));
    }

    #[test]
    fn near_is_neither_far_away_nor_much_closer() {
        let at = |x: f64, span_km: f64| Camera { center: PlanePoint { x, y: -50.0 }, span_km };
        assert!(CAMERA.is_near(at(140.0, 1050.0), 1.1, 0.1) && CAMERA.is_near(CAMERA, 1.1, 0.1));
        assert!(
            !CAMERA.is_near(at(100.0, 1200.0), 1.1, 0.1)
                && !CAMERA.is_near(at(100.0, 800.0), 1.1, 0.1)
        );
        assert!(!CAMERA.is_near(at(210.0, 1000.0), 1.1, 0.1));
    }

    #[test]
    fn a_wide_land_fills_a_frame_to_its_sides_or_to_its_top() {
        for (width, height) in [(390.0, 304.0), (866.0, 630.0), (1280.0, 330.0)] {
            let frame = Viewport { width, height };
            let scale = CAMERA.showing((27_200.0, 15_300.0), frame).scale(frame);
            let (wide, high) = (27_200.0 * scale, 15_300.0 * scale);
            assert!(
                wide <= width + 1e-6 && high <= height + 1e-6,
                "{wide} × {high} in {width} × {height}"
            );
            assert!((wide - width).abs() < 1e-6 || (high - height).abs() < 1e-6);
        }
        assert_eq!(
            CAMERA.showing((27_200.0, 15_300.0), Viewport { width: 0.0, height: 10.0 }),
            CAMERA
        );
    }

    #[test]
    fn the_view_box_is_the_square() {
        assert_eq!(CAMERA.view_box(), "-400.00 -550.00 1000.00 1000.00");
    }
}
