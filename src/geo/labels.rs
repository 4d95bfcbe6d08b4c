//! Where labels stand: beside their marks or along their lines, never over each other or a mark.

use super::camera::{Camera, ScreenPoint, Viewport};
use super::marks::Mark;
use super::projection::PlanePoint;
use super::rect::ScreenRect;

/// Room between a mark and its label, px.
const GAP_PX: f64 = 4.0;
/// So much farther than from its own mark is a label from every other, px. The letters lie within
/// the box that is placed, up to 4 px from its edges, so that theirs is the nearer mark by 2 px at
/// least, whoever measures.
pub const CLEARLY_PX: f64 = 6.0;

/// Side of its mark on which a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Right.
    E,
    /// Left.
    W,
    /// Right and below.
    SE,
    /// Right and above.
    NE,
    /// Left and below.
    SW,
    /// Left and above.
    NW,
    /// Above.
    N,
    /// Below.
    S,
}

impl Side {
    /// All sides, the readiest first.
    pub const ALL: [Side; 8] =
        [Side::E, Side::W, Side::SE, Side::NE, Side::SW, Side::NW, Side::S, Side::N];

    /// Where its key lies on a keypad of numbers, as seen from the 5.
    fn key(self) -> char {
        match self {
            Side::E => '6',
            Side::W => '4',
            Side::SE => '3',
            Side::NE => '9',
            Side::SW => '1',
            Side::NW => '7',
            Side::N => '8',
            Side::S => '2',
        }
    }
}

/// Top left corner of a label beside a mark, from the mark's middle, px.
pub fn offset(side: Side, clear_px: f64, width_px: f64, height_px: f64) -> (f64, f64) {
    let out = clear_px + GAP_PX;
    let x = match side {
        Side::E => out,
        Side::W => -out - width_px,
        Side::SE | Side::NE => -clear_px,
        Side::SW | Side::NW => clear_px - width_px,
        Side::N | Side::S => -width_px / 2.0,
    };
    let y = match side {
        Side::E | Side::W => -height_px / 2.0,
        Side::SE | Side::SW | Side::S => out,
        Side::NE | Side::NW | Side::N => -out - height_px,
    };
    (x, y)
}

/// What a label has to keep to.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Beside a mark.
    Beside {
        /// Middle of the mark.
        at: PlanePoint,
        /// How far the mark lies from `at` on screen, px: marks of one place are stacked.
        shift_px: (f64, f64),
        /// Half the mark's size, px.
        clear_px: f64,
        /// Width of the words, px.
        width_px: f64,
        /// Height of the words, px.
        height_px: f64,
    },
    /// Beside a mark that comes and goes with its words, as a town's does.
    Point {
        /// Middle of the mark.
        at: PlanePoint,
        /// Half the mark's size, px.
        clear_px: f64,
        /// So far from its middle nothing else lies, px.
        apart_px: f64,
        /// Width of the words, px.
        width_px: f64,
        /// Height of the words, px.
        height_px: f64,
    },
    /// Along a line, about its middle.
    Along {
        /// The line.
        line: Vec<PlanePoint>,
        /// Width of the words, px.
        width_px: f64,
        /// Height of the words, px.
        height_px: f64,
    },
}

/// A label that would like to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// 0 wants most.
    pub priority: u32,
    /// What it has to keep to.
    pub shape: Shape,
    /// Which marks it names, by their numbers in the [`Layout`].
    pub own: Vec<usize>,
    /// Which marks it must not seem to name.
    pub others: Vec<usize>,
}

/// All that labels are placed among in one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The frame.
    pub frame: Viewport,
    /// What lies over the map.
    pub obstacles: Vec<ScreenRect>,
    /// What lies on it.
    pub marks: Vec<Mark>,
    /// The labels.
    pub requests: Vec<Request>,
}

impl Layout {
    /// The boxes that a label covers where it is placed so; none where it cannot be.
    pub fn areas(&self, camera: &Camera, request: &Request, placed: Placed) -> Vec<ScreenRect> {
        match (&request.shape, placed) {
            (
                Shape::Beside { at, shift_px, clear_px, width_px, height_px },
                Placed::Beside(side),
            ) => {
                let at = camera.to_screen(*at, self.frame);
                let (x, y) = offset(side, *clear_px, *width_px, *height_px);
                let (left, top) = (at.x + shift_px.0 + x, at.y + shift_px.1 + y);
                vec![ScreenRect { left, top, right: left + width_px, bottom: top + height_px }]
            }
            (
                Shape::Point { at, clear_px, apart_px, width_px, height_px },
                Placed::Beside(side),
            ) => {
                let at = camera.to_screen(*at, self.frame);
                let (x, y) = offset(side, *clear_px, *width_px, *height_px);
                let (left, top) = (at.x + x, at.y + y);
                vec![
                    ScreenRect { left, top, right: left + width_px, bottom: top + height_px },
                    ScreenRect::around(at, *apart_px),
                ]
            }
            (Shape::Along { line, width_px, height_px }, Placed::Along) => {
                cover(camera, self.frame, line, *width_px, *height_px)
            }
            _ => Vec::new(),
        }
    }

    /// Whether a label may cover these boxes: within the frame, over nothing that is taken, and
    /// clearly nearer to what it names than to anything else.
    fn takes(&self, request: &Request, areas: &[ScreenRect], taken: &[ScreenRect]) -> bool {
        let is_free =
            |a: &ScreenRect| a.is_within(self.frame) && !taken.iter().any(|t| t.overlaps(a));
        let gap = |mark: &usize| {
            self.marks.get(*mark).map_or(f64::INFINITY, |m| {
                areas.iter().map(|a| m.gap(a)).fold(f64::INFINITY, f64::min)
            })
        };
        let own = if request.own.is_empty() {
            0.0
        } else {
            request.own.iter().map(gap).fold(f64::INFINITY, f64::min)
        };
        !areas.is_empty()
            && areas.iter().all(is_free)
            && request.others.iter().all(|mark| gap(mark) >= own + CLEARLY_PX)
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Placed {
    /// No room.
    #[default]
    Hidden,
    /// Beside its mark.
    Beside(Side),
    /// Along its line.
    Along,
}

impl Placed {
    /// A digit for class names and the storyboard: 1 to 9 as on a keypad of numbers, where 5 is the
    /// line itself; 0 is hidden.
    pub fn key(self) -> char {
        match self {
            Placed::Hidden => '0',
            Placed::Along => '5',
            Placed::Beside(side) => side.key(),
        }
    }

    /// What a digit stands for; hidden for any other sign.
    pub fn of_key(key: &str) -> Placed {
        let all = Side::ALL.map(Placed::Beside).into_iter().chain([Placed::Along]);
        all.into_iter().find(|placed| key.starts_with(placed.key())).unwrap_or_default()
    }
}

/// Places labels, the most wanted first; a label keeps the side that it had `before` while that is
/// free. Layouts are of the same labels in different frames: what is placed is free in all of them.
/// Greedy, in O(layouts × labels × boxes).
pub fn place_labels(camera: &Camera, layouts: &[Layout], before: &[Placed]) -> Vec<Placed> {
    let count = layouts.iter().map(|l| l.requests.len()).min().unwrap_or(0);
    let mut placed = vec![Placed::Hidden; count];
    let is_drawn = |scale: f64| scale > 0.0 && scale.is_finite();
    if !layouts.iter().all(|l| is_drawn(camera.scale(l.frame))) {
        return placed;
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|i| (layouts[0].requests[*i].priority, *i));
    let mut taken: Vec<Vec<ScreenRect>> = layouts.iter().map(|l| l.obstacles.clone()).collect();
    for i in order {
        let fits = |placed: &Placed| {
            let in_one = |(layout, taken): (&Layout, &Vec<ScreenRect>)| {
                let request = &layout.requests[i];
                layout.takes(request, &layout.areas(camera, request, *placed), taken)
            };
            layouts.iter().zip(&taken).all(in_one)
        };
        let ways = before
            .get(i)
            .copied()
            .into_iter()
            .chain([Placed::Along])
            .chain(Side::ALL.map(Placed::Beside));
        if let Some(found) = ways.filter(|way| *way != Placed::Hidden).find(fits) {
            placed[i] = found;
            layouts
                .iter()
                .zip(&mut taken)
                .for_each(|(l, taken)| taken.extend(l.areas(camera, &l.requests[i], found)));
        }
    }
    placed
}

/// Boxes that cover words about the middle of a line; none where the line is too short for them.
fn cover(
    camera: &Camera,
    frame: Viewport,
    line: &[PlanePoint],
    width: f64,
    height: f64,
) -> Vec<ScreenRect> {
    let points: Vec<ScreenPoint> = line.iter().map(|p| camera.to_screen(*p, frame)).collect();
    let lengths: Vec<f64> =
        points.windows(2).map(|w| (w[1].x - w[0].x).hypot(w[1].y - w[0].y)).collect();
    let whole: f64 = lengths.iter().sum();
    if !(whole >= width && height > 0.0 && width.is_finite()) {
        return Vec::new();
    }
    let count = (width / height).ceil().max(1.0);
    let step = width / count;
    let at = |distance: f64| {
        let mut left = distance;
        for (i, length) in lengths.iter().enumerate() {
            if left <= *length || i + 1 == lengths.len() {
                let share = if *length > 0.0 { left / length } else { 0.0 };
                return ScreenPoint {
                    x: points[i].x + (points[i + 1].x - points[i].x) * share,
                    y: points[i].y + (points[i + 1].y - points[i].y) * share,
                };
            }
            left -= length;
        }
        points[0]
    };
    let begin = (whole - width) / 2.0;
    (0..count as usize)
        .map(|i| ScreenRect::around(at(begin + (i as f64 + 0.5) * step), height.max(step) / 2.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Viewport = Viewport { width: 600.0, height: 400.0 };
    const CAMERA: Camera = Camera { center: PlanePoint { x: 0.0, y: 0.0 }, span_km: 400.0 };

    fn beside(x: f64, y: f64, width_px: f64, priority: u32) -> Request {
        let shape = Shape::Beside {
            at: PlanePoint { x, y },
            shift_px: (0.0, 0.0),
            clear_px: 10.0,
            width_px,
            height_px: 16.0,
        };
        Request { priority, shape, own: Vec::new(), others: Vec::new() }
    }

    /// A layout in which each label beside a mark names a mark of its own.
    fn layout(
        camera: &Camera,
        frame: Viewport,
        obstacles: &[ScreenRect],
        requests: &[Request],
    ) -> Layout {
        let mut marks = Vec::new();
        let mut requests = requests.to_vec();
        for request in &mut requests {
            if let Shape::Beside { at, .. } = request.shape {
                let at = camera.to_screen(at, frame);
                if at.x.is_finite() && at.y.is_finite() {
                    request.own.push(marks.len());
                    marks.push(Mark { at, reach_px: 9.0, is_ring: false });
                }
            }
        }
        for request in &mut requests {
            request.others = (0..marks.len()).filter(|mark| !request.own.contains(mark)).collect();
        }
        Layout { frame, obstacles: obstacles.to_vec(), marks, requests }
    }

    fn place(
        frame: Viewport,
        obstacles: &[ScreenRect],
        requests: &[Request],
        before: &[Placed],
    ) -> Vec<Placed> {
        place_labels(&CAMERA, &[layout(&CAMERA, frame, obstacles, requests)], before)
    }

    fn any_request() -> impl Strategy<Value = Request> {
        let point = (-400.0..400.0, -300.0..300.0);
        let beside =
            (point.clone(), 20.0..160.0, 0..4_u32).prop_map(|((x, y), w, p)| beside(x, y, w, p));
        let along = (point.clone(), point, 20.0..160.0, 0..4_u32).prop_map(
            |((x0, y0), (x1, y1), width_px, priority)| {
                let line = vec![PlanePoint { x: x0, y: y0 }, PlanePoint { x: x1, y: y1 }];
                Request {
                    priority,
                    shape: Shape::Along { line, width_px, height_px: 12.0 },
                    own: Vec::new(),
                    others: Vec::new(),
                }
            },
        );
        prop_oneof![beside, along]
    }

    #[test]
    fn a_key_stands_for_what_it_was_written_of() {
        let all = Side::ALL.map(Placed::Beside).into_iter().chain([Placed::Along, Placed::Hidden]);
        for placed in all {
            assert_eq!(Placed::of_key(&placed.key().to_string()), placed);
        }
        assert_eq!(["", "x", "0"].map(Placed::of_key), [Placed::Hidden; 3]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn no_label_lies_over_another_or_seems_to_name_a_mark_that_is_not_its_own(
            requests in proptest::collection::vec(any_request(), 0..40), span_km in 50.0..2000.0,
            frames in proptest::collection::vec((0.0..1200.0, 0.0..900.0), 1..4), boxes in proptest::collection::vec((0.0..600.0, 0.0..400.0), 0..12),
        ) {
            let camera = Camera { span_km, ..CAMERA };
            let obstacles: Vec<ScreenRect> = boxes.iter().map(|(x, y)| ScreenRect::around(ScreenPoint { x: *x, y: *y }, 12.0)).collect();
            let layouts: Vec<Layout> = frames.iter().map(|(width, height)| layout(&camera, Viewport { width: *width, height: *height }, &obstacles, &requests)).collect();
            let placed = place_labels(&camera, &layouts, &[]);
            for one in &layouts {
                let areas: Vec<Vec<ScreenRect>> = one.requests.iter().zip(&placed).map(|(r, p)| one.areas(&camera, r, *p)).collect();
                for (i, mine) in areas.iter().enumerate() {
                    for a in mine {
                        prop_assert!(a.is_within(one.frame));
                        prop_assert!(!obstacles.iter().any(|o| o.overlaps(a)));
                        prop_assert!(!areas.iter().skip(i + 1).flatten().any(|b| b.overlaps(a)));
                        let own = one.requests[i].own.iter().map(|mark| one.marks[*mark].gap(a)).fold(0.0, f64::max);
                        for other in &one.requests[i].others {
                            prop_assert!(one.marks[*other].gap(a) >= own + CLEARLY_PX);
                        }
                    }
                }
            }
            prop_assert_eq!(place_labels(&camera, &layouts, &placed), placed, "labels stay where they are");
        }
    }

    #[test]
    fn a_label_alone_stands_to_the_east() {
        assert_eq!(place(FRAME, &[], &[beside(0.0, 0.0, 60.0, 0)], &[]), [Placed::Beside(Side::E)]);
    }

    #[test]
    fn a_label_that_would_stand_beside_another_mark_moves_or_is_left_out() {
        // The mark at the right is 40 px away: the words would end beside it.
        let near = beside(40.0, 0.0, 60.0, 1);
        let placed = place(FRAME, &[], &[beside(0.0, 0.0, 60.0, 0), near], &[]);
        assert_eq!(placed, [Placed::Beside(Side::W), Placed::Beside(Side::E)]);
        // Marks on all sides, near enough for a reader to wonder which of them is meant.
        let around = [(-30.0, 0.0), (30.0, 0.0), (0.0, -30.0), (0.0, 30.0)]
            .map(|(x, y)| beside(x, y, 400.0, 1));
        let crowd: Vec<Request> = [beside(0.0, 0.0, 60.0, 0)].into_iter().chain(around).collect();
        assert_eq!(place(FRAME, &[], &crowd, &[])[0], Placed::Hidden);
    }

    #[test]
    fn what_holds_for_several_frames_is_free_in_each() {
        // In the lower frame there is no room above, in the narrower one none at either side.
        let frames =
            [(600.0, 40.0), (80.0, 400.0)].map(|(width, height)| Viewport { width, height });
        let layouts = frames.map(|frame| layout(&CAMERA, frame, &[], &[beside(0.0, 0.0, 60.0, 0)]));
        assert_eq!(place_labels(&CAMERA, &layouts[..1], &[]), [Placed::Beside(Side::E)]);
        assert_eq!(place_labels(&CAMERA, &layouts[1..], &[]), [Placed::Beside(Side::S)]);
        assert_eq!(place_labels(&CAMERA, &layouts, &[]), [Placed::Hidden]);
        assert_eq!(place_labels(&CAMERA, &[], &[]), []);
    }

    #[test]
    fn the_more_wanted_label_wins() {
        let wall = |left: f64, right: f64| ScreenRect { left, right, top: 0.0, bottom: 400.0 };
        // Only the east is open, and only one label fits there.
        let closed = [wall(0.0, 295.0)];
        let requests = [beside(0.0, 0.0, 250.0, 2), beside(0.0, 0.0, 250.0, 1)];
        let both = Layout {
            frame: Viewport { height: 40.0, ..FRAME },
            obstacles: closed.to_vec(),
            marks: Vec::new(),
            requests: requests.to_vec(),
        };
        assert_eq!(place_labels(&CAMERA, &[both], &[]), [Placed::Hidden, Placed::Beside(Side::E)]);
    }

    #[test]
    fn a_label_keeps_its_side() {
        let placed = place(FRAME, &[], &[beside(0.0, 0.0, 60.0, 0)], &[Placed::Beside(Side::SW)]);
        assert_eq!(placed, [Placed::Beside(Side::SW)]);
    }

    #[test]
    fn what_is_outside_or_has_no_frame_is_hidden() {
        let far = [beside(5000.0, 0.0, 60.0, 0), beside(f64::NAN, 0.0, 60.0, 0)];
        assert_eq!(place(FRAME, &[], &far, &[]), [Placed::Hidden; 2]);
        for frame in
            [Viewport { width: 0.0, height: 0.0 }, Viewport { width: f64::NAN, height: 10.0 }]
        {
            assert_eq!(place(frame, &[], &[beside(0.0, 0.0, 10.0, 0)], &[]), [Placed::Hidden]);
        }
    }

    #[test]
    fn words_longer_than_their_line_are_hidden() {
        let line = vec![PlanePoint { x: -40.0, y: 0.0 }, PlanePoint { x: 40.0, y: 0.0 }];
        let ask = |width_px| {
            let shape = Shape::Along { line: line.clone(), width_px, height_px: 12.0 };
            Request { priority: 0, shape, own: Vec::new(), others: Vec::new() }
        };
        assert_eq!(place(FRAME, &[], &[ask(79.0)], &[]), [Placed::Along]);
        assert_eq!(place(FRAME, &[], &[ask(81.0)], &[]), [Placed::Hidden]);
    }
}
