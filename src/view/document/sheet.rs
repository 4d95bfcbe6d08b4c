//! The positions of the first picture, and the rows of the timeline, as a style sheet: style
//! attributes would need a weaker security policy, and the script that could set them may never
//! come.

use crate::content::Atlas;
use crate::story::{lay_out, ring_km};
use std::fmt::Write;

/// Rules that place the map's camera and every place on it, in km.
pub fn position_sheet(atlas: &Atlas) -> String {
    let camera = atlas.steps[0].camera;
    let mut css = format!(
        ".map{{--cx:{0:.4};--cy:{1:.4};--span:{2:.4}}}",
        camera.center.x, camera.center.y, camera.span_km
    );
    for place in &atlas.places {
        // Writing to a String cannot fail.
        let _ = write!(
            css,
            ".at-{}{{--x:{:.1};--y:{:.1};--wx:{:.1};--wy:{:.1};--r:{:.1}}}",
            place.id,
            place.at.x,
            place.at.y,
            place.world.x,
            place.world.y,
            ring_km(place.outlined, place.radius_km)
        );
    }
    let rows = lay_out(atlas).rows;
    let _ = write!(css, ".timeline{{--rows:{rows}}}");
    for row in 0..rows {
        let _ = write!(css, ".row-{row}{{--row:{row}}}");
    }
    css
}
