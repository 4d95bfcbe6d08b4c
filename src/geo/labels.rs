//! Where labels stand: beside their marks or along their lines, never over each other or a mark.

use super::camera::{Camera, Frame, ScreenPoint};
use super::projection::PlanePoint;

/// Room between a mark and its label, px.
const GAP_PX: f64 = 4.0;
/// Labels keep this far from the frame's edge, px.
const EDGE_PX: f64 = 2.0;

/// A rectangle of the frame, px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScreenRect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl ScreenRect {
    /// A square around a point.
    pub fn around(p: ScreenPoint, reach: f64) -> ScreenRect {
        ScreenRect { left: p.x - reach, top: p.y - reach, right: p.x + reach, bottom: p.y + reach }
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &ScreenRect) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn is_within(&self, frame: Frame) -> bool {
        self.left >= EDGE_PX && self.top >= EDGE_PX && self.right <= frame.width - EDGE_PX && self.bottom <= frame.height - EDGE_PX
    }
}

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
    pub const ALL: [Side; 8] = [Side::E, Side::W, Side::SE, Side::NE, Side::SW, Side::NW, Side::S, Side::N];

    /// Its name in class names.
    pub fn name(self) -> &'static str {
        match self {
            Side::E => "e",
            Side::W => "w",
            Side::SE => "se",
            Side::NE => "ne",
            Side::SW => "sw",
            Side::NW => "nw",
            Side::N => "n",
            Side::S => "s",
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

/// Places labels, the most wanted first; a label keeps the side that it had `before` while that is
/// free. `obstacles` are marks and whatever else lies over the map. Greedy, in O(labels × boxes).
pub fn place_labels(camera: &Camera, frame: Frame, obstacles: &[ScreenRect], requests: &[Request], before: &[Placed]) -> Vec<Placed> {
    let mut placed = vec![Placed::Hidden; requests.len()];
    let scale = camera.scale(frame);
    if !(scale > 0.0 && scale.is_finite()) {
        return placed;
    }
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by_key(|i| (requests[*i].priority, *i));
    let mut taken: Vec<ScreenRect> = obstacles.to_vec();
    for i in order {
        match &requests[i].shape {
            Shape::Beside { at, shift_px, clear_px, width_px, height_px } => {
                let at = camera.to_screen(*at, frame);
                let mark = ScreenPoint { x: at.x + shift_px.0, y: at.y + shift_px.1 };
                let box_at = |side: Side| {
                    let (x, y) = offset(side, *clear_px, *width_px, *height_px);
                    ScreenRect { left: mark.x + x, top: mark.y + y, right: mark.x + x + width_px, bottom: mark.y + y + height_px }
                };
                let last = before.get(i).and_then(|p| if let Placed::Beside(side) = p { Some(*side) } else { None });
                let sides = last.into_iter().chain(Side::ALL);
                let free = sides.map(|side| (side, box_at(side))).find(|(_, b)| b.is_within(frame) && !taken.iter().any(|t| t.overlaps(b)));
                if let Some((side, area)) = free {
                    taken.push(area);
                    placed[i] = Placed::Beside(side);
                }
            }
            Shape::Along { line, width_px, height_px } => {
                let areas = cover(camera, frame, line, *width_px, *height_px);
                let free = areas.iter().all(|a| a.is_within(frame) && !taken.iter().any(|t| t.overlaps(a)));
                if !areas.is_empty() && free {
                    taken.extend(areas);
                    placed[i] = Placed::Along;
                }
            }
        }
    }
    placed
}

/// Boxes that cover words about the middle of a line; none where the line is too short for them.
fn cover(camera: &Camera, frame: Frame, line: &[PlanePoint], width: f64, height: f64) -> Vec<ScreenRect> {
    let points: Vec<ScreenPoint> = line.iter().map(|p| camera.to_screen(*p, frame)).collect();
    let lengths: Vec<f64> = points.windows(2).map(|w| (w[1].x - w[0].x).hypot(w[1].y - w[0].y)).collect();
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
    (0..count as usize).map(|i| ScreenRect::around(at(begin + (i as f64 + 0.5) * step), height.max(step) / 2.0)).collect()
}

/// Whether a letter fills a square, as those of Chinese, Japanese and Korean do.
pub fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffef}')
}

/// Width of a text in px, on the generous side: as the widest of the usual faces would set it
/// (measured on DejaVu Sans), so that no reader's own face makes labels meet.
pub fn text_width(text: &str, size_px: f64, bold: bool, tracking_em: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | '’' | ':' | ';' | '|' | ' ' | '\u{a0}' => 0.36,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.43,
        'm' | 'w' | 'M' | 'W' | '—' | '%' | '@' => 1.02,
        '\u{300}'..='\u{36f}' => 0.0,
        c if is_wide(c) => 1.02,
        c if c.is_uppercase() => 0.79,
        '±' | '+' | '−' | '=' | '–' | '<' | '>' => 0.84,
        _ => 0.65,
    };
    let weight = if bold { 1.13 } else { 1.0 };
    text.chars().map(|c| (em(c) * weight + if em(c) > 0.0 { tracking_em } else { 0.0 }) * size_px).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FRAME: Frame = Frame { width: 600.0, height: 400.0 };
    const CAMERA: Camera = Camera { center: PlanePoint { x: 0.0, y: 0.0 }, span_km: 400.0 };

    fn beside(x: f64, y: f64, width_px: f64, priority: u32) -> Request {
        let shape = Shape::Beside { at: PlanePoint { x, y }, shift_px: (0.0, 0.0), clear_px: 10.0, width_px, height_px: 16.0 };
        Request { priority, shape }
    }

    /// The box that a placed label covers.
    fn area(camera: &Camera, frame: Frame, request: &Request, placed: Placed) -> Vec<ScreenRect> {
        match (&request.shape, placed) {
            (Shape::Beside { at, shift_px, clear_px, width_px, height_px }, Placed::Beside(side)) => {
                let p = camera.to_screen(*at, frame);
                let (x, y) = offset(side, *clear_px, *width_px, *height_px);
                let (left, top) = (p.x + shift_px.0 + x, p.y + shift_px.1 + y);
                vec![ScreenRect { left, top, right: left + width_px, bottom: top + height_px }]
            }
            (Shape::Along { line, width_px, height_px }, Placed::Along) => cover(camera, frame, line, *width_px, *height_px),
            _ => Vec::new(),
        }
    }

    fn any_request() -> impl Strategy<Value = Request> {
        let point = (-400.0..400.0, -300.0..300.0);
        let beside = (point.clone(), 20.0..160.0, 0..4_u32).prop_map(|((x, y), w, p)| beside(x, y, w, p));
        let along = (point.clone(), point, 20.0..160.0, 0..4_u32).prop_map(|((x0, y0), (x1, y1), width_px, priority)| {
            let line = vec![PlanePoint { x: x0, y: y0 }, PlanePoint { x: x1, y: y1 }];
            Request { priority, shape: Shape::Along { line, width_px, height_px: 12.0 } }
        });
        prop_oneof![beside, along]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn no_label_lies_over_another_or_a_mark(
            requests in proptest::collection::vec(any_request(), 0..40), span_km in 50.0..2000.0,
            width in 0.0..1200.0, height in 0.0..900.0, marks in proptest::collection::vec((0.0..600.0, 0.0..400.0), 0..12),
        ) {
            let (camera, frame) = (Camera { span_km, ..CAMERA }, Frame { width, height });
            let obstacles: Vec<ScreenRect> = marks.iter().map(|(x, y)| ScreenRect::around(ScreenPoint { x: *x, y: *y }, 12.0)).collect();
            let placed = place_labels(&camera, frame, &obstacles, &requests, &[]);
            let areas: Vec<Vec<ScreenRect>> = requests.iter().zip(&placed).map(|(r, p)| area(&camera, frame, r, *p)).collect();
            for (i, mine) in areas.iter().enumerate() {
                for a in mine {
                    prop_assert!(a.is_within(frame));
                    prop_assert!(!obstacles.iter().any(|o| o.overlaps(a)));
                    prop_assert!(!areas.iter().skip(i + 1).flatten().any(|b| b.overlaps(a)));
                }
            }
            prop_assert_eq!(place_labels(&camera, frame, &obstacles, &requests, &placed), placed, "labels stay where they are");
        }
    }

    #[test]
    fn a_label_alone_stands_to_the_east() {
        assert_eq!(place_labels(&CAMERA, FRAME, &[], &[beside(0.0, 0.0, 60.0, 0)], &[]), [Placed::Beside(Side::E)]);
    }

    #[test]
    fn the_more_wanted_label_wins() {
        let wall = |left: f64, right: f64| ScreenRect { left, right, top: 0.0, bottom: 400.0 };
        // Only the east is open, and only one label fits there.
        let closed = [wall(0.0, 295.0)];
        let requests = [beside(0.0, 0.0, 250.0, 2), beside(1.0, 1.0, 250.0, 1)];
        let placed = place_labels(&CAMERA, Frame { height: 40.0, ..FRAME }, &closed, &requests, &[]);
        assert_ne!(placed[1], Placed::Hidden);
    }

    #[test]
    fn a_label_keeps_its_side() {
        let placed = place_labels(&CAMERA, FRAME, &[], &[beside(0.0, 0.0, 60.0, 0)], &[Placed::Beside(Side::SW)]);
        assert_eq!(placed, [Placed::Beside(Side::SW)]);
    }

    #[test]
    fn what_is_outside_or_has_no_frame_is_hidden() {
        let far = [beside(5000.0, 0.0, 60.0, 0), beside(f64::NAN, 0.0, 60.0, 0)];
        assert_eq!(place_labels(&CAMERA, FRAME, &[], &far, &[]), [Placed::Hidden; 2]);
        for frame in [Frame { width: 0.0, height: 0.0 }, Frame { width: f64::NAN, height: 10.0 }] {
            assert_eq!(place_labels(&CAMERA, frame, &[], &[beside(0.0, 0.0, 10.0, 0)], &[]), [Placed::Hidden]);
        }
    }

    #[test]
    fn words_longer_than_their_line_are_hidden() {
        let line = vec![PlanePoint { x: -40.0, y: 0.0 }, PlanePoint { x: 40.0, y: 0.0 }];
        let ask = |width_px| Request { priority: 0, shape: Shape::Along { line: line.clone(), width_px, height_px: 12.0 } };
        assert_eq!(place_labels(&CAMERA, FRAME, &[], &[ask(79.0)], &[]), [Placed::Along]);
        assert_eq!(place_labels(&CAMERA, FRAME, &[], &[ask(81.0)], &[]), [Placed::Hidden]);
    }

    #[test]
    fn widths_are_never_below_those_of_a_wide_face() {
        // Advance widths of DejaVu Sans and its bold at 16 px, from the font's own table.
        for (text, bold, width) in [("Zone A", true, 62.8), ("Kundulun District, Baotou", false, 204.5), ("± 15 km", false, 68.8)] {
            let estimate = text_width(text, 16.0, bold, 0.0);
            assert!(estimate >= width && estimate < 1.5 * width, "{text}: {estimate}");
        }
        assert_eq!(text_width("包头", 10.0, false, 0.0), 20.4);
    }
}
