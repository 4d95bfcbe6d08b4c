//! Where things lie on the timeline: lanes, marks as wide as their dates are fuzzy, label places.

use crate::content::{Atlas, EventKind};
use crate::geo::is_wide;
use crate::ids::EventIx;
use crate::time::FuzzyDate;

/// Labels are laid out for lines of these many px, at which the style sheet shows them; narrower
/// timelines show the chosen few in words.
pub const LINES: [f64; 2] = [515.0, 1000.0];
const NARROW: f64 = LINES[0];
const WIDE: f64 = LINES[1];
/// Width of a letter of a label, px, on the generous side.
const LETTER: f64 = 6.4;
/// The same for letters that fill a square.
const WIDE_LETTER: f64 = 12.2;
/// A mark is at least this wide, px on a wide line.
const LEAST_WIDTH: f64 = 9.0;

/// A mark as wide as this is a line, px.
const LASTS_PX: f64 = 40.0;

/// Where a label stands beside its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// To the right.
    Right,
    /// To the left.
    Left,
}

/// An event on the timeline. Places are shares of the width, 0..=1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Which event.
    pub event: EventIx,
    /// Row, from 0 at the top.
    pub row: usize,
    /// Above (-1), on (0) or below (1) the middle of its row, so that no mark lies under another.
    pub shift: i8,
    /// Where its first possible day lies.
    pub start: f64,
    /// Where its last possible day lies.
    pub end: f64,
    /// Whether it is a span rather than a point of some width.
    pub spans: bool,
    /// Whether its day is known.
    pub point: bool,
    /// Whether its start is open.
    pub open_start: bool,
    /// Whether its end is open.
    pub open_end: bool,
    /// Whether its ends are soft: less exact than a day, or qualified.
    pub soft: bool,
    /// Drawn hollow: planned, not known to have happened.
    pub hollow: bool,
    /// Side of its label when it is the only one in its row.
    pub label: Label,
}

/// The timeline, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineLayout {
    /// How many rows there are: one for each project, and one for what happened around them.
    pub rows: usize,
    /// Marks in the order of the atlas's events.
    pub marks: Vec<Mark>,
    /// Conflicts: pairs of events to be tied.
    pub ties: Vec<(EventIx, EventIx)>,
    /// The article's quarter, as shares.
    pub reported: (f64, f64),
    /// The plan's period, as shares.
    pub plan: (f64, f64),
    /// Where the plan's name begins: after the last break that its line has.
    pub plan_name: f64,
    /// Where the later band begins.
    pub later: f64,
    /// Compressed stretches, as shares.
    pub gaps: Vec<(f64, f64)>,
}

/// Lays the atlas's events out on its axis.
pub fn lay_out(atlas: &Atlas) -> TimelineLayout {
    let axis = &atlas.axis;
    let plan = (axis.place(atlas.plan.from), axis.place(atlas.plan.to.plus(1)));
    let gaps: Vec<(f64, f64)> =
        axis.pieces.iter().filter(|p| p.compressed).map(|p| (p.start, p.end)).collect();
    let rows = atlas.projects.len() + 1;
    let mut marks: Vec<Mark> = (0..atlas.events.len()).map(|i| mark(atlas, EventIx(i))).collect();
    for row in 0..rows {
        spread(&mut marks, row);
    }
    let mut ties = Vec::new();
    for (i, event) in atlas.events.iter().enumerate() {
        for other in
            event.against.iter().filter(|o| o.0 > i && atlas.events[o.0].project == event.project)
        {
            ties.push((EventIx(i), *other));
        }
    }
    TimelineLayout {
        rows,
        marks,
        ties,
        reported: (axis.place(atlas.reported.from), axis.place(atlas.reported.to.plus(1))),
        plan,
        plan_name: gaps.iter().map(|gap| gap.1).filter(|end| *end < plan.1).fold(plan.0, f64::max),
        later: axis.place(atlas.reported.to.plus(1)),
        gaps,
    }
}

/// Room for a label, px.
fn label_width(label: &str) -> f64 {
    label.chars().map(|c| if is_wide(c) { WIDE_LETTER } else { LETTER }).sum()
}

fn mark(atlas: &Atlas, ix: EventIx) -> Mark {
    let event = &atlas.events[ix.0];
    let (earliest, latest) = (event.date.earliest(), event.date.latest());
    let start = earliest.map_or(0.0, |d| atlas.axis.place(d));
    let end = latest.map_or(1.0, |d| atlas.axis.place(d.plus(1)));
    let least = LEAST_WIDTH / WIDE;
    let label_width = label_width(&event.label) / NARROW;
    Mark {
        event: ix,
        row: event.project.map_or(atlas.projects.len(), |p| p.0),
        shift: 0,
        start,
        end: end.max((start + least).min(1.0)),
        spans: matches!(event.date, FuzzyDate::Span(..)),
        point: earliest.is_some() && earliest == latest,
        open_start: earliest.is_none(),
        open_end: latest.is_none(),
        soft: event.date.is_qualified() || latest > earliest.map(|d| d.plus(20)),
        hollow: event.kind == EventKind::Planned,
        label: if end + label_width > 0.99 { Label::Left } else { Label::Right },
    }
}

/// Moves marks of a row that overlap to either side of its middle, in turn; a third of them stays
/// on it.
fn spread(marks: &mut [Mark], row: usize) {
    let mut order: Vec<usize> = (0..marks.len()).filter(|i| marks[*i].row == row).collect();
    order.sort_by(|a, b| marks[*a].start.total_cmp(&marks[*b].start));
    let mut ends = [(-1_i8, f64::MIN), (1, f64::MIN), (0, f64::MIN)];
    for (n, &i) in order.iter().enumerate() {
        let meets = |other: &usize| {
            marks[i].start < marks[*other].end && marks[*other].start < marks[i].end
        };
        let alone = !order[..n].iter().chain(&order[n + 1..]).any(meets);
        if !alone {
            let free = ends.iter().position(|(_, end)| *end <= marks[i].start).unwrap_or(2);
            ends[free].1 = marks[i].end;
            marks[i].shift = ends[free].0;
        }
    }
}

impl TimelineLayout {
    /// Which of the wanted events get a written label on a line of so many px: first those of
    /// `before`, which have one on a narrower line, and then in each row from the most wanted down,
    /// as long as labels meet neither each other nor a mark.
    ///
    /// `window` is the shown part of the axis: closer looks leave more room.
    pub fn labelled(
        &self,
        atlas: &Atlas,
        wanted: &[EventIx],
        window: (f64, f64),
        line_px: f64,
        before: &[EventIx],
    ) -> Vec<EventIx> {
        let whole_px = line_px / (window.1 - window.0).clamp(1e-3, 1.0);
        let mut order: Vec<EventIx> = wanted.to_vec();
        order.sort_by_key(|e| (!before.contains(e), atlas.events[e.0].priority, e.0));
        // Quiet marks too: a name through one of them is read as its name. What lasts long is a
        // thin line and may pass below one.
        let is_met =
            |m: &&Mark| wanted.contains(&m.event) || (m.end - m.start) * whole_px < LASTS_PX;
        let mut taken: Vec<(usize, f64, f64, EventIx)> =
            self.marks.iter().filter(is_met).map(|m| (m.row, m.start, m.end, m.event)).collect();
        let mut shown = Vec::new();
        for ix in order {
            let m = &self.marks[ix.0];
            let (from, to) = self.label_reach(atlas, ix, whole_px);
            let free = |(row, a, b, other): &(usize, f64, f64, EventIx)| {
                *row != m.row || *other == ix || to <= *a || *b <= from
            };
            if from >= window.0 - 1e-9 && to <= window.1 + 1e-9 && taken.iter().all(free) {
                taken.push((m.row, from, to, ix));
                shown.push(ix);
            }
        }
        shown
    }

    /// From where to where an event's label reaches, as shares of an axis that is so many px long.
    pub fn label_reach(&self, atlas: &Atlas, ix: EventIx, axis_px: f64) -> (f64, f64) {
        let m = &self.marks[ix.0];
        let width = (label_width(&atlas.events[ix.0].label) + 12.0) / axis_px;
        match m.label {
            Label::Right => (m.end, m.end + width),
            Label::Left => (m.start - width, m.start),
        }
    }
}
