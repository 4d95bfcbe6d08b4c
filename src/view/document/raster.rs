//! Pictures as PNG, for sites that show no SVG. Their words are outlines already, so that every
//! machine writes the same bytes; see `outlines.rs`.

use resvg::{tiny_skia, usvg};

/// A drawing as PNG, in its own size.
///
/// # Errors
/// If it is no SVG or has no size.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).map_err(|e| e.to_string())?;
    let size = tree.size().to_int_size();
    let mut pixels =
        tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("the drawing has no size")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    coarsen(pixels.data_mut());
    pixels.encode_png().map_err(|e| e.to_string())
}

/// Leaves six bits of each colour, which nobody sees on a relief and which halves the file: some
/// programs that show cards take none above 600 KB. Black and white stay what they are.
fn coarsen(bytes: &mut [u8]) {
    for byte in bytes {
        *byte = *byte & 0xfc | *byte >> 6;
    }
}
