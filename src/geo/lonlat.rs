//! Points on the globe, in degrees: a type of their own, so that they never pass for kilometres.

use serde::{Deserialize, Serialize};

/// Mean radius of the earth in km (IUGG), for a sphere of nearly the ellipsoid's area.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A point on the globe: degrees east, then degrees north (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f64; 2]", into = "[f64; 2]")]
pub struct LonLat {
    /// Degrees east, -180..=180.
    pub lon: f64,
    /// Degrees north, -90..=90.
    pub lat: f64,
}

impl LonLat {
    /// Whether the point is on the globe: both numbers finite and in range.
    pub fn is_valid(&self) -> bool {
        (-180.0..=180.0).contains(&self.lon) && (-90.0..=90.0).contains(&self.lat)
    }
}

impl From<[f64; 2]> for LonLat {
    fn from([lon, lat]: [f64; 2]) -> Self {
        LonLat { lon, lat }
    }
}

impl From<LonLat> for [f64; 2] {
    fn from(p: LonLat) -> Self {
        [p.lon, p.lat]
    }
}

/// Great-circle distance in km by the haversine formula (R. W. Sinnott, Sky and Telescope 68,
/// 1984).
pub fn distance_km(a: LonLat, b: LonLat) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let half = |x: f64| (x / 2.0).sin().powi(2);
    let h = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half((b.lon - a.lon).to_radians());
    2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAOTOU: LonLat = LonLat { lon: 109.8439, lat: 40.6516 };

    #[test]
    fn distances_agree_with_the_fact_sheet() {
        for (to, km) in [
            ([109.97361, 41.78278], 126.0),
            ([104.1702, 36.5470], 672.0),
            ([116.3972, 39.9075], 562.0),
        ] {
            assert!((distance_km(BAOTOU, to.into()) - km).abs() < 1.0, "{to:?}");
        }
        assert_eq!(distance_km(BAOTOU, BAOTOU), 0.0);
    }

    #[test]
    fn points_off_the_globe_are_not_valid() {
        assert!(BAOTOU.is_valid());
        for [lon, lat] in [[181.0, 0.0], [0.0, -90.5], [f64::NAN, 0.0], [0.0, f64::INFINITY]] {
            assert!(!LonLat { lon, lat }.is_valid());
        }
    }
}
