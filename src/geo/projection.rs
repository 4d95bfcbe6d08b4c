//! Albers equal-area conic: areas on paper are areas on the ground, as a comparison needs.

use super::lonlat::{LonLat, EARTH_RADIUS_KM};
use serde::{Deserialize, Serialize};

/// A point on paper in km from the projection's origin: x to the east, y DOWN (south), as on a
/// screen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct PlanePoint {
    /// Kilometres right of the central meridian.
    pub x: f64,
    /// Kilometres below the origin's parallel.
    pub y: f64,
}

impl PlanePoint {
    /// How far it is to another point, km on paper. The root of the sum of squares: a map has no
    /// lengths whose squares would be too large or too small, and the standard library's way around
    /// those is large.
    pub fn distance(self, to: PlanePoint) -> f64 {
        let (dx, dy) = (to.x - self.x, to.y - self.y);
        (dx * dx + dy * dy).sqrt()
    }
}

impl From<[f64; 2]> for PlanePoint {
    fn from([x, y]: [f64; 2]) -> Self {
        PlanePoint { x, y }
    }
}

impl From<PlanePoint> for [f64; 2] {
    fn from(p: PlanePoint) -> Self {
        [p.x, p.y]
    }
}

/// Albers equal-area conic on a sphere.
///
/// J. P. Snyder, "Map Projections: A Working Manual", USGS Professional Paper 1395 (1987),
/// equations 14-1 to 14-11.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Albers {
    /// Two standard parallels, degrees north; their sum must not be 0.
    pub parallels: (f64, f64),
    /// Origin, degrees.
    pub origin: LonLat,
}

/// The projection of all maps here: the parallels usual for China, centred on the story's north.
pub const CHINA: Albers =
    Albers { parallels: (25.0, 47.0), origin: LonLat { lon: 105.0, lat: 38.0 } };

impl Albers {
    fn n(&self) -> f64 {
        (self.parallels.0.to_radians().sin() + self.parallels.1.to_radians().sin()) / 2.0
    }

    fn c(&self) -> f64 {
        let first = self.parallels.0.to_radians();
        first.cos().powi(2) + 2.0 * self.n() * first.sin()
    }

    fn rho(&self, lat: f64) -> f64 {
        // Rounding can push the radicand a hair below zero at the pole.
        EARTH_RADIUS_KM * (self.c() - 2.0 * self.n() * lat.to_radians().sin()).max(0.0).sqrt()
            / self.n()
    }

    /// The point on paper; `None` for a point that is not on the globe.
    pub fn project(&self, p: LonLat) -> Option<PlanePoint> {
        if !p.is_valid() {
            return None;
        }
        // The short way round, so that the cut lies opposite the map.
        let turn = (p.lon - self.origin.lon + 540.0).rem_euclid(360.0) - 180.0;
        let theta = self.n() * turn.to_radians();
        let (rho, rho0) = (self.rho(p.lat), self.rho(self.origin.lat));
        Some(PlanePoint { x: rho * theta.sin(), y: rho * theta.cos() - rho0 })
    }

    /// The point on the globe; `None` for a place on paper that the cone does not reach.
    pub fn unproject(&self, p: PlanePoint) -> Option<LonLat> {
        let (n, rho0) = (self.n(), self.rho(self.origin.lat));
        let down = rho0 + p.y;
        let rho = p.x.hypot(down).copysign(n);
        let theta = (p.x * n.signum()).atan2(down * n.signum());
        let sine = (self.c() - (rho * n / EARTH_RADIUS_KM).powi(2)) / (2.0 * n);
        let lon = self.origin.lon + (theta / n).to_degrees();
        let lon = (lon + 540.0).rem_euclid(360.0) - 180.0;
        (sine.abs() <= 1.0 && theta.abs() <= n.abs() * std::f64::consts::PI)
            .then(|| LonLat { lon, lat: sine.asin().to_degrees() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::distance_km;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_snyders_worked_example() {
        // Snyder (1987), p. 291: sphere of radius 1, parallels 29.5 and 45.5, origin 96 W 23 N,
        // point 75 W 35 N gives x = 0.2952720, y = 0.2416774.
        let albers = Albers { parallels: (29.5, 45.5), origin: LonLat { lon: -96.0, lat: 23.0 } };
        let p = albers.project(LonLat { lon: -75.0, lat: 35.0 }).unwrap();
        assert!((p.x / EARTH_RADIUS_KM - 0.295_272_0).abs() < 5e-7);
        assert!((-p.y / EARTH_RADIUS_KM - 0.241_677_4).abs() < 5e-7);
    }

    #[test]
    fn the_origin_is_zero_and_north_is_up() {
        let zero = CHINA.project(CHINA.origin).unwrap();
        assert!(zero.x.abs() < 1e-9 && zero.y.abs() < 1e-9);
        let north = CHINA.project(LonLat { lon: 105.0, lat: 40.0 }).unwrap();
        assert!(north.y < 0.0);
        let east = CHINA.project(LonLat { lon: 110.0, lat: 38.0 }).unwrap();
        assert!(east.x > 0.0);
    }

    #[test]
    fn distances_in_northern_china_are_true_within_three_percent() {
        let baotou = LonLat { lon: 109.8439, lat: 40.6516 };
        for to in [[109.97361, 41.78278], [104.684, 36.5654], [116.3972, 39.9075]] {
            let (a, b) = (CHINA.project(baotou).unwrap(), CHINA.project(to.into()).unwrap());
            let paper = a.distance(b);
            assert!((paper / distance_km(baotou, to.into()) - 1.0).abs() < 0.03, "{to:?}");
        }
    }

    #[test]
    fn points_off_the_globe_or_the_paper_are_none() {
        assert_eq!(CHINA.project(LonLat { lon: 105.0, lat: 91.0 }), None);
        assert_eq!(CHINA.project(LonLat { lon: f64::NAN, lat: 0.0 }), None);
        assert_eq!(CHINA.unproject(PlanePoint { x: 0.0, y: 40_000.0 }), None);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_point(lon in -179.0..179.0f64, lat in -89.0..89.0f64) {
            let back = CHINA.unproject(CHINA.project(LonLat { lon, lat }).unwrap()).unwrap();
            prop_assert!((back.lat - lat).abs() < 1e-6);
            prop_assert!((back.lon - lon).abs() < 1e-6);
        }

        #[test]
        fn areas_on_paper_are_areas_on_the_ground(lon in 75.0..135.0f64, lat in 18.0..52.0f64) {
            let side = 0.01f64;
            let corner = |dx: f64, dy: f64| CHINA.project(LonLat { lon: lon + dx, lat: lat + dy }).unwrap();
            let (a, b, d) = (corner(0.0, 0.0), corner(side, 0.0), corner(0.0, side));
            let paper = ((b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x)).abs();
            let band = (lat + side).to_radians().sin() - lat.to_radians().sin();
            let ground = EARTH_RADIUS_KM.powi(2) * side.to_radians() * band;
            prop_assert!((paper / ground - 1.0).abs() < 1e-3);
        }
    }
}
