//! Equal Earth: a world on which areas compare, with the shape of a globe on a wall.

use super::lonlat::{LonLat, EARTH_RADIUS_KM};
use super::projection::PlanePoint;

/// Equal Earth on a sphere: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection",
/// International Journal of Geographical Information Science 33 (2019), equations 1 to 3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EqualEarth {
    /// Central meridian, degrees; the cut lies opposite.
    pub meridian: f64,
}

/// The world of the comparison; its cut runs through the Bering Strait, so that no land is parted.
pub const WORLD: EqualEarth = EqualEarth { meridian: 11.5 };

/// How much of the world's sheet holds all land but Antarctica, km: width and height about the
/// middle that the story shows.
pub const WORLD_LAND_KM: (f64, f64) = (27_200.0, 15_300.0);

const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

fn polynomial(t: f64) -> f64 {
    let t2 = t * t;
    t * (A[0] + A[1] * t2 + t2.powi(3) * (A[2] + A[3] * t2))
}

fn derivative(t: f64) -> f64 {
    let t2 = t * t;
    A[0] + 3.0 * A[1] * t2 + t2.powi(3) * (7.0 * A[2] + 9.0 * A[3] * t2)
}

fn root3() -> f64 {
    3.0_f64.sqrt()
}

impl EqualEarth {
    /// The point on paper; `None` for a point that is not on the globe.
    pub fn project(&self, p: LonLat) -> Option<PlanePoint> {
        if !p.is_valid() {
            return None;
        }
        let turn = ((p.lon - self.meridian + 540.0).rem_euclid(360.0) - 180.0).to_radians();
        let t = (root3() / 2.0 * p.lat.to_radians().sin()).asin();
        let x = 2.0 * root3() * turn * t.cos() / (3.0 * derivative(t));
        Some(PlanePoint { x: EARTH_RADIUS_KM * x, y: -EARTH_RADIUS_KM * polynomial(t) })
    }

    /// The point on the globe; `None` off the map.
    pub fn unproject(&self, p: PlanePoint) -> Option<LonLat> {
        let (x, y) = (p.x / EARTH_RADIUS_KM, -p.y / EARTH_RADIUS_KM);
        // Newton's method converges in a handful of rounds; twelve are certain to be enough.
        let t = (0..12).fold(y / A[0], |t, _| t - (polynomial(t) - y) / derivative(t));
        let sine = 2.0 * t.sin() / root3();
        let turn = (3.0 * x * derivative(t) / (2.0 * root3() * t.cos())).to_degrees();
        let lon = (self.meridian + turn + 540.0).rem_euclid(360.0) - 180.0;
        // Rounding may push the very edge out by a hair.
        (sine.abs() <= 1.0 + 1e-12 && turn.abs() <= 180.0 + 1e-9)
            .then(|| LonLat { lon, lat: sine.clamp(-1.0, 1.0).asin().to_degrees() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_edges_are_where_the_paper_puts_them() {
        // Half the equator is 2.7066 radii long and the pole lies 1.3174 radii up: the aspect of
        // 2.05 that Šavrič et al. give (section 3).
        let globe = EqualEarth { meridian: 0.0 };
        let east = globe.project(LonLat { lon: 180.0, lat: 0.0 }).unwrap();
        let pole = globe.project(LonLat { lon: 0.0, lat: 90.0 }).unwrap();
        assert!((east.x.abs() / EARTH_RADIUS_KM - 2.706_63).abs() < 1e-4);
        assert!((-pole.y / EARTH_RADIUS_KM - 1.317_36).abs() < 1e-4);
    }

    #[test]
    fn equal_areas_stay_equal() {
        // Quads of one degree: their area on paper over that on the sphere is the same everywhere.
        let ratio = |lon: f64, lat: f64| {
            let [a, b, c, d] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
                .map(|(x, y)| WORLD.project(LonLat { lon: lon + x, lat: lat + y }).unwrap());
            let cross = |p: PlanePoint, q: PlanePoint| p.x * q.y - q.x * p.y;
            let paper = ((cross(a, b) + cross(b, c) + cross(c, d) + cross(d, a)) / 2.0).abs();
            let sphere = EARTH_RADIUS_KM.powi(2)
                * 1_f64.to_radians()
                * ((lat + 1.0).to_radians().sin() - lat.to_radians().sin());
            paper / sphere
        };
        for (lon, lat) in [(0.0, 0.0), (110.0, 40.0), (-97.0, 32.0), (121.0, -31.0), (28.0, 59.0)] {
            assert!((ratio(lon, lat) - 1.0).abs() < 1e-3, "{lon} {lat}: {}", ratio(lon, lat));
        }
    }

    proptest! {
        #[test]
        fn there_and_back(lon in -168.0..191.0_f64, lat in -89.0..89.0_f64) {
            let lon = (lon + 540.0).rem_euclid(360.0) - 180.0;
            let back = WORLD.unproject(WORLD.project(LonLat { lon, lat }).unwrap()).unwrap();
            prop_assert!((back.lat - lat).abs() < 1e-6 && ((back.lon - lon + 540.0).rem_euclid(360.0) - 180.0).abs() < 1e-6);
        }

        #[test]
        fn off_the_map_is_nowhere(x in 18_000.0..1e9_f64, y in -1e9..1e9_f64) {
            prop_assert_eq!(WORLD.unproject(PlanePoint { x, y }), None);
        }
    }

    #[test]
    fn points_off_the_globe_have_no_place() {
        assert_eq!(WORLD.project(LonLat { lon: 0.0, lat: f64::NAN }), None);
    }
}
