//! Marks that would lie over each other, moved apart by as little as will do.

use super::camera::{ScreenPoint, Viewport};

/// Directions that are tried around a place.
const DIRECTIONS: usize = 24;
/// Marks this far apart, in radii, crowd each other.
const CROWD: f64 = 4.0;

/// A round mark on a frame, px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// Its middle.
    pub at: ScreenPoint,
    /// Its radius.
    pub r: f64,
}

impl Disc {
    fn gap_to(&self, other: &Disc) -> f64 {
        distance(self.at, other.at) - self.r - other.r
    }
}

fn distance(a: ScreenPoint, b: ScreenPoint) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// Where each disc stands so that none lies over another, over one of `fixed`, or over the place of
/// one that had to move, and all lie within the frame. Whoever has room stays. Greedy: the first
/// comes first; a disc for which there is no room anywhere stays as well.
pub fn spread(discs: &[Disc], fixed: &[Disc], frame: Viewport, gap: f64) -> Vec<ScreenPoint> {
    let mut placed: Vec<Disc> = fixed.to_vec();
    let mut found = Vec::with_capacity(discs.len());
    for (i, disc) in discs.iter().enumerate() {
        let others = || discs.iter().enumerate().filter(move |(j, _)| *j != i).map(|(_, d)| d);
        let is_free = |try_at: &Disc| {
            let (p, r) = (try_at.at, disc.r);
            let inside = p.x >= r && p.y >= r && p.x <= frame.width - r && p.y <= frame.height - r;
            inside
                && placed.iter().all(|d| d.gap_to(try_at) >= gap)
                && others().all(|d| distance(d.at, p) >= r + gap)
        };
        let at = places(disc, others(), frame).find(is_free).map_or(disc.at, |d| d.at);
        placed.push(Disc { at, r: disc.r });
        found.push(at);
    }
    found
}

/// Places to try, the nearest first, and of those as near as each other the one that leads out of
/// the crowd.
fn places<'a>(
    disc: &'a Disc,
    others: impl Iterator<Item = &'a Disc>,
    frame: Viewport,
) -> impl Iterator<Item = Disc> + 'a {
    let near = others.filter(|d| distance(d.at, disc.at) < CROWD * disc.r);
    let (x, y) =
        near.fold((0.0, 0.0), |(x, y), d| (x + disc.at.x - d.at.x, y + disc.at.y - d.at.y));
    let out = y.atan2(x);
    let rings =
        (frame.width.hypot(frame.height) / disc.r.max(1.0) * 2.0).ceil().min(1000.0) as usize;
    let around = (1..=rings).flat_map(move |ring| {
        (0..DIRECTIONS).map(move |i| {
            // To the one side and to the other in turn.
            let turn = (i as f64 / 2.0).ceil() * if i % 2 == 0 { 1.0 } else { -1.0 };
            let angle = out + turn * std::f64::consts::TAU / DIRECTIONS as f64;
            // So far out that its own place is seen beside it.
            let reach = disc.r * (1.0 + ring as f64 / 2.0);
            Disc {
                at: ScreenPoint {
                    x: disc.at.x + reach * angle.cos(),
                    y: disc.at.y + reach * angle.sin(),
                },
                r: disc.r,
            }
        })
    });
    std::iter::once(*disc).chain(around)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Viewport = Viewport { width: 600.0, height: 200.0 };

    fn disc(x: f64, y: f64, r: f64) -> Disc {
        Disc { at: ScreenPoint { x, y }, r }
    }

    #[test]
    fn whoever_has_room_stays() {
        let discs = [disc(50.0, 50.0, 9.0), disc(300.0, 100.0, 9.0)];
        assert_eq!(spread(&discs, &[], FRAME, 1.0), discs.map(|d| d.at));
    }

    #[test]
    fn marks_of_one_place_are_both_seen_beside_it() {
        let discs = [disc(300.0, 100.0, 9.0); 2];
        let at = spread(&discs, &[disc(300.0, 120.0, 5.0)], FRAME, 1.0);
        assert!(distance(at[0], at[1]) >= 19.0, "{at:?}");
        for p in at {
            assert!((10.0..30.0).contains(&distance(p, discs[0].at)), "{p:?}");
        }
    }

    #[test]
    fn a_mark_at_the_edge_is_seen_whole() {
        let at = spread(&[disc(0.0, 199.0, 9.0)], &[], FRAME, 1.0);
        assert!(at[0].x >= 9.0 && at[0].y <= 191.0, "{at:?}");
    }

    proptest! {
        #[test]
        fn none_lies_over_another(at in prop::collection::vec((0.0..600.0, 0.0..200.0), 0..25), pull in 0.0..1.0f64) {
            // From spread over the frame to all in one place.
            let discs: Vec<Disc> = at.iter().map(|(x, y)| disc(300.0 + (x - 300.0) * pull, 100.0 + (y - 100.0) * pull, 9.0)).collect();
            let found = spread(&discs, &[], FRAME, 1.0);
            for (i, a) in found.iter().enumerate() {
                prop_assert!(a.x >= 9.0 && a.x <= 591.0 && a.y >= 9.0 && a.y <= 191.0, "{a:?}");
                for b in &found[i + 1..] {
                    prop_assert!(distance(*a, *b) >= 19.0 - 1e-9, "{a:?} {b:?}");
                }
            }
        }
    }
}
