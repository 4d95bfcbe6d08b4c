//! Path data of the base map taken apart, so that what is off screen need not be drawn.

use crate::digits::whole;

/// One line of a path, with the box that holds it, in the path's own units.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece<'a> {
    /// Its path data, `M` and all.
    pub data: &'a str,
    /// Least x, least y, greatest x, greatest y.
    pub bounds: [f64; 4],
}

/// The lines of path data as [`super::svg_path`] writes it. Pieces that it would not write are left out.
pub fn pieces(data: &str) -> Vec<Piece<'_>> {
    let starts: Vec<usize> = data.match_indices('M').map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(data.len()));
    starts.iter().zip(ends).filter_map(|(start, end)| piece(data.get(*start..end)?)).collect()
}

fn piece(data: &str) -> Option<Piece<'_>> {
    let (first, rest) = data.strip_prefix('M')?.split_once('l')?;
    let (mut x, mut y) = match numbers(first)?[..] {
        [x, y] => (x, y),
        _ => return None,
    };
    let mut bounds = [x, y, x, y];
    for step in numbers(rest.trim_end_matches('z'))?.chunks_exact(2) {
        x += step[0];
        y += step[1];
        bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
    }
    Some(Piece { data, bounds })
}

/// Whole numbers set apart by spaces or by their own sign.
fn numbers(text: &str) -> Option<Vec<f64>> {
    text.replace('-', " -").split(' ').filter(|n| !n.is_empty()).map(|n| whole(n).map(|n| n as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{svg_path, LonLat, PlanePoint};

    fn read(data: &str) -> Vec<[f64; 4]> {
        pieces(data).iter().map(|p| p.bounds).collect()
    }

    #[test]
    fn each_line_is_a_piece_with_its_box() {
        assert_eq!(read("M0 0l0-113"), [[0.0, -113.0, 0.0, 0.0]]);
        assert_eq!(read("M-4 3l10-5 1 1zM7 7l-2 0"), [[-4.0, -2.0, 7.0, 3.0], [5.0, 7.0, 7.0, 7.0]]);
        assert_eq!(pieces("M-4 3l10-5zM7 7l-2 0")[1].data, "M7 7l-2 0");
    }

    #[test]
    fn what_no_drawing_holds_is_left_out() {
        for data in ["", "l1 1", "M1l2 2", "M1 1", "M1 1lx y", "Mé é"] {
            assert!(pieces(data).is_empty(), "{data}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_box_holds_every_point_of_its_line(points in proptest::collection::vec((-90.0..90.0f64, -80.0..80.0f64), 2..40)) {
            let line: Vec<LonLat> = points.iter().map(|(lon, lat)| LonLat { lon: *lon, lat: *lat }).collect();
            let data = svg_path(&[line], &|p| Some(PlanePoint { x: p.lon * 10.0, y: p.lat * 10.0 }), 1.0, false);
            for piece in pieces(&data) {
                for (lon, lat) in &points {
                    let (x, y) = ((lon * 10.0).round(), (lat * 10.0).round());
                    proptest::prop_assert!(piece.bounds[0] <= x && x <= piece.bounds[2] && piece.bounds[1] <= y && y <= piece.bounds[3]);
                }
            }
        }
    }
}
