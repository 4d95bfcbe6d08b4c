//! Geography: degrees, the projection, kilometres on paper, the camera. No browser, no drawing.

mod camera;
mod camera_controls;
mod equal_earth;
mod labels;
mod land;
mod letters;
mod lonlat;
mod marks;
mod projection;
mod rect;
mod simplify;
mod smooth;
mod spread;
#[cfg(any(feature = "bench", test))]
mod stamps;

pub use camera::{Camera, ScreenPoint, Viewport};
pub use camera_controls::{key_step, Bounds, Glide, KeyMove, REGION_BOUNDS, WORLD_BOUNDS};
pub use equal_earth::{EqualEarth, WORLD, WORLD_LAND_KM};
pub use labels::{offset, place_labels, Layout, Placed, Request, Shape, Side, CLEARLY_PX};
pub use land::{svg_path, Land, LandError, Lines, Project, Ring, YELLOW_RIVER};
pub use letters::{is_wide, text_width};
pub use lonlat::{distance_km, LonLat, EARTH_RADIUS_KM};
pub use marks::Mark;
pub use projection::{Albers, PlanePoint, CHINA};
pub use rect::ScreenRect;
pub use smooth::{smooth_curve, smooth_path};
pub use spread::{spread, Disc};
#[cfg(feature = "bench")]
pub use stamps::Stamps;
