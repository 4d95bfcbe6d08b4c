//! The reader's own view of the map, kept in whole units so that an address says exactly what is
//! shown.

use crate::geo::{Bounds, Camera, LonLat, PlanePoint, CHINA, REGION_BOUNDS, WORLD, WORLD_BOUNDS};
use std::fmt;

/// Which map is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// China and its neighbours, Albers.
    #[default]
    Region,
    /// The world, Equal Earth.
    World,
}

impl Sheet {
    /// Where a place of the globe lies on this sheet; `None` off the globe.
    pub fn project(self, p: LonLat) -> Option<PlanePoint> {
        match self {
            Sheet::Region => CHINA.project(p),
            Sheet::World => WORLD.project(p),
        }
    }

    /// The inverse of [`Sheet::project`]; `None` off the sheet.
    pub fn unproject(self, p: PlanePoint) -> Option<LonLat> {
        match self {
            Sheet::Region => CHINA.unproject(p),
            Sheet::World => WORLD.unproject(p),
        }
    }

    /// How far a reader may go on it.
    pub fn bounds(self) -> &'static Bounds {
        match self {
            Sheet::Region => &REGION_BOUNDS,
            Sheet::World => &WORLD_BOUNDS,
        }
    }

    /// The whole sheet, for a layer that no step has a view of.
    pub fn whole(self) -> Camera {
        let bounds = self.bounds();
        let center = PlanePoint {
            x: (bounds.west + bounds.east) / 2.0,
            y: (bounds.north + bounds.south) / 2.0,
        };
        Camera { center, span_km: bounds.most_km }
    }
}

/// A view by hand: its middle in ten-thousandths of a degree (11 m), its span in tenths of a km.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserCamera {
    lon: i32,
    lat: i32,
    span: u32,
}

const DEGREE: f64 = 10_000.0;
const KM: f64 = 10.0;
/// Wider than the globe, so that the number stays a span.
const WIDEST_KM: f64 = 50_000.0;

impl UserCamera {
    /// A middle in degrees and a span in km; `None` off the globe or without a width.
    pub fn new(middle: LonLat, span_km: f64) -> Option<UserCamera> {
        let valid = middle.is_valid() && span_km > 0.0 && span_km <= WIDEST_KM;
        valid.then(|| UserCamera {
            lon: (middle.lon * DEGREE).round() as i32,
            lat: (middle.lat * DEGREE).round() as i32,
            span: (span_km * KM).round().max(1.0) as u32,
        })
    }

    /// The view of a camera on a sheet, kept within its bounds.
    pub fn of(camera: Camera, sheet: Sheet) -> Option<UserCamera> {
        let camera = camera.kept_within(sheet.bounds());
        UserCamera::new(sheet.unproject(camera.center)?, camera.span_km)
    }

    /// The camera on a sheet, kept within its bounds.
    pub fn camera(self, sheet: Sheet) -> Camera {
        let middle =
            LonLat { lon: f64::from(self.lon) / DEGREE, lat: f64::from(self.lat) / DEGREE };
        let whole = sheet.whole();
        let center = sheet.project(middle).unwrap_or(whole.center);
        Camera { center, span_km: f64::from(self.span) / KM }.kept_within(sheet.bounds())
    }

    /// Reads `lon,lat,span`, degrees and km.
    pub fn read(text: &str) -> Option<UserCamera> {
        let mut parts = text.split(',').map(|p| p.parse::<f64>().ok());
        let (lon, lat, span) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() {
            return None;
        }
        UserCamera::new(LonLat { lon, lat }, span)
    }
}

impl fmt::Display for UserCamera {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lon, lat) = (f64::from(self.lon) / DEGREE, f64::from(self.lat) / DEGREE);
        write!(f, "{lon:.4},{lat:.4},{:.1}", f64::from(self.span) / KM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn damaged_views_are_refused() {
        for text in [
            "",
            "1,2",
            "1,2,3,4",
            "a,b,c",
            "NaN,0,100",
            "0,91,100",
            "0,0,0",
            "0,0,-5",
            "0,0,inf",
            "0,0,99999",
        ] {
            assert_eq!(UserCamera::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_view_is_read_as_written(lon in -180.0..=180.0, lat in -90.0..=90.0, span in 0.1..20_000.0) {
            let view = UserCamera::new(LonLat { lon, lat }, span).unwrap();
            prop_assert_eq!(UserCamera::read(&view.to_string()), Some(view));
        }

        #[test]
        fn every_view_is_a_valid_camera(lon in -180.0..=180.0, lat in -90.0..=90.0, span in 0.1..20_000.0) {
            let view = UserCamera::new(LonLat { lon, lat }, span).unwrap();
            for sheet in [Sheet::Region, Sheet::World] {
                let camera = view.camera(sheet);
                prop_assert!(camera.center.x.is_finite() && camera.center.y.is_finite() && camera.span_km > 0.0);
                prop_assert_eq!(camera.kept_within(sheet.bounds()), camera);
            }
        }
    }
}
