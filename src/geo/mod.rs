//! Geography: degrees, the projection, kilometres on paper, the camera. No browser, no drawing.

mod camera;
mod land;
mod lonlat;
mod projection;

pub use camera::{Camera, Frame, ScreenPoint};
pub use land::{svg_path, Land, LandError, Lines, Ring};
pub use lonlat::{distance_km, LonLat, EARTH_RADIUS_KM};
pub use projection::{Albers, PlanePoint, CHINA};
