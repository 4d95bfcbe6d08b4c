//! The time axis: gives space where the events are and compresses long empty stretches, openly.

use crate::time::Day;
use serde::{Deserialize, Serialize};

/// Stretches without events longer than this are compressed.
const LONGEST_EMPTY_DAYS: i32 = 300;
/// A compressed stretch is drawn as wide as this many days.
const GAP_WIDTH_DAYS: f64 = 75.0;
/// Room left of the first and right of the last event of a run.
const MARGIN_DAYS: i32 = 45;

/// One piece of the axis, drawn evenly.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// First day.
    pub from: Day,
    /// First day after the piece.
    pub to: Day,
    /// Where it begins, as a share of the axis, 0..=1.
    pub start: f64,
    /// Where it ends, as a share of the axis, 0..=1.
    pub end: f64,
    /// Whether time is compressed here.
    pub compressed: bool,
}

/// A piecewise linear map from days to shares of a width.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// The pieces, in order, without holes.
    pub pieces: Vec<Piece>,
}

/// A tick of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// Its place, as a share of the axis.
    pub at: f64,
    /// The year that begins here; `None` for a quarter's tick.
    pub year: Option<i32>,
}

impl Axis {
    /// The axis that shows all of the spans (first day, last day). Without spans it is empty.
    pub fn around(spans: &[(Day, Day)]) -> Axis {
        let runs = runs(spans);
        let mut pieces = Vec::new();
        let mut width = 0.0;
        for (i, &(from, to)) in runs.iter().enumerate() {
            if i > 0 {
                pieces.push((runs[i - 1].1, from, GAP_WIDTH_DAYS, true));
                width += GAP_WIDTH_DAYS;
            }
            let days = f64::from(to.0 - from.0);
            pieces.push((from, to, days, false));
            width += days;
        }
        let mut at = 0.0;
        let pieces = pieces
            .into_iter()
            .map(|(from, to, days, compressed)| {
                let start = at;
                at += days / width;
                Piece { from, to, start, end: at, compressed }
            })
            .collect();
        Axis { pieces }
    }

    /// The day at a share of the axis; the inverse of [`Axis::place`]. Day 0 for an empty axis.
    pub fn day_at(&self, share: f64) -> Day {
        let Some(last) = self.pieces.last() else { return Day(0) };
        let piece = self.pieces.iter().find(|p| share < p.end).unwrap_or(last);
        let within = ((share - piece.start) / (piece.end - piece.start)).clamp(0.0, 1.0);
        Day(piece.from.0 + (within * f64::from(piece.to.0 - piece.from.0)).round() as i32)
    }

    /// Where a day lies, as a share of the axis; days outside lie on its ends.
    pub fn place(&self, day: Day) -> f64 {
        for piece in &self.pieces {
            if day < piece.to {
                let share = f64::from(day.0 - piece.from.0) / f64::from(piece.to.0 - piece.from.0);
                return piece.start + share.max(0.0) * (piece.end - piece.start);
            }
        }
        1.0
    }

    /// Year and quarter ticks within the pieces that are not compressed, in order.
    pub fn ticks(&self) -> Vec<Tick> {
        let mut ticks = Vec::new();
        for piece in self.pieces.iter().filter(|p| !p.compressed) {
            for year in piece.from.year()..=piece.to.year() {
                for month in [1, 4, 7, 10] {
                    let Some(day) = Day::from_ymd(year, month, 1) else { continue };
                    if day >= piece.from && day < piece.to {
                        ticks
                            .push(Tick { at: self.place(day), year: (month == 1).then_some(year) });
                    }
                }
            }
        }
        ticks
    }
}

/// A span with its margins. It begins no later than its year, so that the year's tick stands before
/// every event.
fn with_margins(a: Day, b: Day) -> (Day, Day) {
    let first = a.min(b);
    let year_start = Day::from_ymd(first.year(), 1, 1).unwrap_or(first);
    (first.plus(-MARGIN_DAYS).min(year_start), a.max(b).plus(MARGIN_DAYS + 1))
}

/// Merges the spans with their margins into runs of days that are drawn evenly.
fn runs(spans: &[(Day, Day)]) -> Vec<(Day, Day)> {
    let mut spans: Vec<(Day, Day)> = spans.iter().map(|&(a, b)| with_margins(a, b)).collect();
    spans.sort();
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for (from, to) in spans {
        match runs.last_mut() {
            Some(run) if from.0 - run.1 .0 <= LONGEST_EMPTY_DAYS - 2 * MARGIN_DAYS => {
                run.1 = run.1.max(to)
            }
            _ => runs.push((from, to)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> Day {
        Day::from_ymd(y, m, d).unwrap()
    }

    #[test]
    fn long_empty_stretches_are_compressed_and_short_ones_are_not() {
        let span = |d: Day| (d, d);
        let axis =
            Axis::around(&[span(day(2018, 5, 1)), span(day(2024, 1, 1)), span(day(2024, 5, 1))]);
        let kinds: Vec<bool> = axis.pieces.iter().map(|p| p.compressed).collect();
        assert_eq!(kinds, [false, true, false]);
        assert!(axis.place(day(2021, 1, 1)) > axis.place(day(2018, 6, 1)));
    }

    #[test]
    fn an_axis_without_events_is_empty() {
        let axis = Axis::around(&[]);
        assert!(axis.pieces.is_empty() && axis.ticks().is_empty());
    }

    #[test]
    fn ticks_stand_on_quarters_and_name_years() {
        let axis = Axis::around(&[(day(2024, 1, 20), day(2025, 3, 31))]);
        let named: Vec<i32> = axis.ticks().iter().filter_map(|t| t.year).collect();
        assert_eq!(named, [2024, 2025]);
        assert!(axis.ticks().len() >= 5);
    }

    proptest! {
        #[test]
        fn every_event_stands_right_of_the_name_of_its_year(days in proptest::collection::vec(10_000..25_000i32, 1..20)) {
            let axis = Axis::around(&days.iter().map(|&d| (Day(d), Day(d))).collect::<Vec<_>>());
            let years: Vec<(f64, i32)> = axis.ticks().iter().filter_map(|t| Some((t.at, t.year?))).collect();
            for day in days.iter().map(|d| Day(*d)) {
                let named = years.iter().rfind(|(at, _)| *at <= axis.place(day));
                prop_assert_eq!(named.map(|(_, year)| *year), Some(day.year()));
            }
        }

        #[test]
        fn later_days_never_lie_further_left(mut days in proptest::collection::vec(10_000..25_000i32, 1..20), a in 9_000..26_000i32, b in 9_000..26_000i32) {
            days.sort();
            let axis = Axis::around(&days.iter().map(|&d| (Day(d), Day(d))).collect::<Vec<_>>());
            let (first, second) = (axis.place(Day(a.min(b))), axis.place(Day(a.max(b))));
            prop_assert!(first <= second);
            prop_assert!((0.0..=1.0).contains(&first) && (0.0..=1.0).contains(&second));
            prop_assert!((axis.pieces.last().unwrap().end - 1.0).abs() < 1e-9);
        }
    }
}
