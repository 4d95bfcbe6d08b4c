//! Pictures as PNG, for sites that show no SVG. Only the bundled face is used, so that every machine
//! writes the same bytes.

use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// Turns drawings into PNG with one face.
pub struct Raster {
    options: usvg::Options<'static>,
}

impl Raster {
    /// With a face as TrueType.
    ///
    /// # Errors
    /// If the file holds no face.
    pub fn new(face: Vec<u8>) -> Result<Raster, String> {
        let mut fonts = usvg::fontdb::Database::new();
        fonts.load_font_data(face);
        let family = fonts.faces().next().and_then(|f| f.families.first()).map(|(name, _)| name.clone()).ok_or("the file holds no face")?;
        fonts.set_serif_family(&family);
        fonts.set_sans_serif_family(&family);
        Ok(Raster { options: usvg::Options { font_family: family, fontdb: Arc::new(fonts), ..usvg::Options::default() } })
    }

    /// A drawing as PNG, in its own size.
    ///
    /// # Errors
    /// If it is no SVG or has no size.
    pub fn png(&self, svg: &str) -> Result<Vec<u8>, String> {
        let tree = usvg::Tree::from_str(svg, &self.options).map_err(|e| e.to_string())?;
        let size = tree.size().to_int_size();
        let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("the drawing has no size")?;
        resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
        pixels.encode_png().map_err(|e| e.to_string())
    }
}
