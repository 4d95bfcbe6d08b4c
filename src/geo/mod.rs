//! Geography: degrees, the projection, kilometres on paper, the camera. No browser, no drawing.

mod camera;
mod equal_earth;
mod hands;
mod labels;
mod land;
mod lonlat;
mod projection;
mod simplify;
mod smooth;
#[cfg(any(feature = "bench", test))]
mod stamps;

pub use camera::{Camera, Frame, ScreenPoint};
pub use equal_earth::{EqualEarth, WORLD};
pub use hands::{key_step, Bounds, Glide, KeyMove, REGION_BOUNDS, WORLD_BOUNDS};
pub use labels::{is_wide, offset, place_labels, text_width, Placed, Request, ScreenRect, Shape, Side};
pub use land::{svg_path, Land, LandError, Lines, Project, Ring, YELLOW_RIVER};
pub use lonlat::{distance_km, LonLat, EARTH_RADIUS_KM};
pub use projection::{Albers, PlanePoint, CHINA};
pub use smooth::smooth_path;
#[cfg(feature = "bench")]
pub use stamps::Stamps;
