//! Rivers as curves: a river has no corners, but a line that is simplified has them.

use super::land::{rounded, Project, Ring};
use super::projection::PlanePoint;
use std::fmt::Write;

/// The lines as SVG path data, as [`super::svg_path`] writes them, with every corner rounded off:
/// from the middle of one side to that of the next as a quadratic curve, for which the vertex
/// between is the control point. Such a curve leaves a vertex by at most half of how far that lies
/// off the line between the two middles.
pub fn smooth_path(lines: &[Ring], project: Project, unit_km: f64) -> String {
    lines.iter().map(|line| curve(&rounded(line, project, unit_km))).collect()
}

/// A line of the plane as such path data, in whole km.
pub fn smooth_curve(line: &[PlanePoint]) -> String {
    curve(&line.iter().map(|p| (p.x.round() as i64, p.y.round() as i64)).collect::<Vec<_>>())
}

fn curve(points: &[(i64, i64)]) -> String {
    let [first, .., last] = points else { return String::new() };
    let mut path = format!("M{} {}q", first.0, first.1);
    let (mut at, mut is_first) = (*first, true);
    for (i, vertex) in points.iter().enumerate().skip(1) {
        let end = match points.get(i + 1) {
            // A line of two points is a curve without a bend; else the last curve ends where the
            // line does.
            None if i == 1 => *last,
            None => break,
            Some(_) if i + 2 == points.len() => *last,
            Some(next) => ((vertex.0 + next.0).div_euclid(2), (vertex.1 + next.1).div_euclid(2)),
        };
        for step in [vertex.0 - at.0, vertex.1 - at.1, end.0 - at.0, end.1 - at.1] {
            let gap = if is_first || step < 0 { "" } else { " " };
            // Writing to a String cannot fail.
            let _ = write!(path, "{gap}{step}");
            is_first = false;
        }
        at = end;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{LonLat, PlanePoint};
    use proptest::prelude::*;

    /// Degrees as km, so that a test can say where a line runs.
    const PLAIN: Project = &|p| Some(PlanePoint { x: p.lon, y: p.lat });

    fn line(points: &[(i32, i32)]) -> Ring {
        points.iter().map(|(x, y)| LonLat { lon: f64::from(*x), lat: f64::from(*y) }).collect()
    }

    /// Where a path begins, and the control points and ends of its curves.
    fn read(path: &str) -> Vec<(i64, i64)> {
        let spaced = path.replace('-', " -").replace(['M', 'q'], " ");
        let numbers: Vec<i64> = spaced.split_whitespace().map(|n| n.parse().unwrap()).collect();
        let mut at = (numbers[0], numbers[1]);
        let mut points = vec![at];
        for curve in numbers[2..].chunks(4) {
            points.push((at.0 + curve[0], at.1 + curve[1]));
            at = (at.0 + curve[2], at.1 + curve[3]);
            points.push(at);
        }
        points
    }

    #[test]
    fn corners_become_curves_between_the_middles_of_the_sides() {
        assert_eq!(
            smooth_path(&[line(&[(0, 0), (10, 0), (10, 10), (20, 10)])], PLAIN, 1.0),
            "M0 0q10 0 10 5 0 5 10 5"
        );
    }

    #[test]
    fn short_lines_are_drawn_too_and_points_are_not() {
        assert_eq!(smooth_path(&[line(&[(0, 0), (6, -2)])], PLAIN, 2.0), "M0 0q3-1 3-1");
        assert_eq!(smooth_path(&[line(&[(0, 0), (4, 0), (4, 8)])], PLAIN, 1.0), "M0 0q4 0 4 8");
        assert_eq!(smooth_path(&[line(&[(5, 5)]), line(&[])], PLAIN, 1.0), "");
    }

    proptest! {
        #[test]
        fn a_curve_begins_and_ends_where_its_line_does_and_turns_at_each_vertex(points in proptest::collection::vec((-500..500i32, -500..500i32), 3..30)) {
            let mut points = points;
            points.dedup();
            prop_assume!(points.len() > 2);
            let drawn = read(&smooth_path(&[line(&points)], PLAIN, 1.0));
            let whole: Vec<(i64, i64)> = points.iter().map(|(x, y)| (i64::from(*x), i64::from(*y))).collect();
            prop_assert_eq!((drawn.first(), drawn.last()), (whole.first(), whole.last()));
            let turns: Vec<(i64, i64)> = drawn.iter().copied().skip(1).step_by(2).collect();
            prop_assert_eq!(&turns[..], &whole[1..whole.len() - 1]);
        }
    }
}
