//! Lines with fewer points, where the difference would not be seen.

use super::lonlat::LonLat;

/// Kilometres of a degree of latitude on the mean sphere.
const KM_PER_DEGREE: f64 = 111.195;

/// A line without the points that lie closer to it than `tolerance_km` says at each; both ends
/// stay.
///
/// D. H. Douglas and T. K. Peucker, "Algorithms for the reduction of the number of points required
/// to represent a digitized line or its caricature", Cartographica 10 (1973), pp. 112-122.
pub fn simplified(line: &[LonLat], tolerance_km: &dyn Fn(LonLat) -> f64) -> Vec<LonLat> {
    let Some(last) = line.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; line.len()];
    (kept[0], kept[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        // By how many times its tolerance a point lies off.
        let off =
            |i: usize| distance_km(line[i], line[from], line[to]) / tolerance_km(line[i]).max(1e-9);
        let farthest = (from + 1..to).max_by(|a, b| off(*a).total_cmp(&off(*b)));
        if let Some(at) = farthest.filter(|i| off(*i) > 1.0) {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(p, _)| *p).collect()
}

/// How far a point lies from a stretch of a line, on a plane that touches the globe there.
fn distance_km(p: LonLat, a: LonLat, b: LonLat) -> f64 {
    let across = p.lat.to_radians().cos();
    let plane =
        |q: LonLat| ((q.lon - p.lon) * across * KM_PER_DEGREE, (q.lat - p.lat) * KM_PER_DEGREE);
    let ((ax, ay), (bx, by)) = (plane(a), plane(b));
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { (-(ax * dx + ay * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (ax + share * dx).hypot(ay + share * dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(points: &[(f64, f64)]) -> Vec<LonLat> {
        points.iter().map(|(lon, lat)| LonLat { lon: *lon, lat: *lat }).collect()
    }

    #[test]
    fn points_on_the_line_go_and_corners_stay() {
        let bent = line(&[(100.0, 0.0), (101.0, 0.001), (102.0, 0.0), (102.0, 1.0)]);
        assert_eq!(simplified(&bent, &|_| 1.0), line(&[(100.0, 0.0), (102.0, 0.0), (102.0, 1.0)]));
        assert_eq!(simplified(&bent, &|p| if p.lon < 101.5 { 0.01 } else { 1.0 }), bent);
    }

    #[test]
    fn a_ring_keeps_its_shape() {
        let ring = line(&[(100.0, 0.0), (101.0, 0.0), (101.0, 1.0), (100.0, 0.0)]);
        assert_eq!(simplified(&ring, &|_| 1.0), ring);
        assert!(simplified(&[], &|_| 1.0).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_farther_off_than_allowed(points in proptest::collection::vec((99.0..101.0f64, -1.0..1.0f64), 2..40), tolerance in 0.1..50.0f64) {
            let whole = line(&points);
            let few = simplified(&whole, &|_| tolerance);
            prop_assert_eq!((few.first(), few.last()), (whole.first(), whole.last()));
            for p in &whole {
                let nearest = few.windows(2).map(|w| distance_km(*p, w[0], w[1])).fold(f64::INFINITY, f64::min);
                prop_assert!(nearest <= tolerance + 1e-6, "{} km off", nearest);
            }
        }
    }
}
