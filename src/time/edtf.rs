//! Fuzzy dates, written in a strict subset of EDTF (ISO 8601-2:2019, level 2).
//!
//! Read are `2024`, `2024-10`, `2024-10-15`, a quarter as `2025-33` (33 to 36), each with an
//! optional final `?` (uncertain) or `~` (approximate), and intervals `A/B`, `A/..`, `../B`.

use super::day::{days_in_month, Day};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How finely a point in time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Only the year.
    Year,
    /// A quarter, 1..=4.
    Quarter(u32),
    /// A month, 1..=12.
    Month(u32),
    /// A month (1..=12) and day of the month.
    Day(u32, u32),
}

/// What the source adds to a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// Nothing: the date is as good as its source.
    Certain,
    /// `?`: the source, or our reading of it, may be wrong.
    Uncertain,
    /// `~`: near this date.
    Approximate,
}

/// One end of a fuzzy date: a year with what is known inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Gregorian year, 1..=9999.
    pub year: i32,
    /// What is known within the year.
    pub unit: Unit,
    /// Certain, uncertain or approximate.
    pub qualifier: Qualifier,
}

/// A date as it is known: a point of some width, or a span that may be open at one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum FuzzyDate {
    /// One year, quarter, month or day.
    At(Point),
    /// From the first to the second; `None` is an open end. Never open at both.
    Span(Option<Point>, Option<Point>),
}

/// Why a text is not a date of the subset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError {
    /// The text that was refused.
    pub text: String,
    /// The reason, as a clause.
    pub reason: &'static str,
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a date: {}", self.text, self.reason)
    }
}

impl Point {
    /// First day that the point may mean.
    pub fn earliest(&self) -> Day {
        let (month, day) = match self.unit {
            Unit::Year => (1, 1),
            Unit::Quarter(q) => (3 * q - 2, 1),
            Unit::Month(m) => (m, 1),
            Unit::Day(m, d) => (m, d),
        };
        Day::from_ymd(self.year, month, day).unwrap_or(Day(0))
    }

    /// Last day that the point may mean.
    pub fn latest(&self) -> Day {
        let (month, day) = match self.unit {
            Unit::Year => (12, 31),
            Unit::Quarter(q) => (3 * q, days_in_month(self.year, 3 * q)),
            Unit::Month(m) => (m, days_in_month(self.year, m)),
            Unit::Day(m, d) => (m, d),
        };
        Day::from_ymd(self.year, month, day).unwrap_or(Day(0))
    }

    fn parse(text: &str) -> Result<Point, &'static str> {
        let (body, qualifier) = match text.as_bytes().last() {
            Some(b'?') => (&text[..text.len() - 1], Qualifier::Uncertain),
            Some(b'~') => (&text[..text.len() - 1], Qualifier::Approximate),
            _ => (text, Qualifier::Certain),
        };
        let mut parts = body.split('-');
        let year = number(parts.next().unwrap_or(""), 4)? as i32;
        let second = parts.next().map(|p| number(p, 2)).transpose()?;
        let third = parts.next().map(|p| number(p, 2)).transpose()?;
        if parts.next().is_some() {
            return Err("it has more than year, month and day");
        }
        let unit = match (second, third) {
            (None, _) => Unit::Year,
            (Some(q @ 33..=36), None) => Unit::Quarter(q - 32),
            (Some(m), None) => Unit::Month(m),
            (Some(m), Some(d)) => Unit::Day(m, d),
        };
        let (month, day) = match unit {
            Unit::Month(m) => (m, 1),
            Unit::Day(m, d) => (m, d),
            _ => (1, 1),
        };
        Day::from_ymd(year, month, day).ok_or("there is no such day in the calendar")?;
        Ok(Point { year, unit, qualifier })
    }
}

fn number(text: &str, digits: usize) -> Result<u32, &'static str> {
    if text.len() != digits || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err("a year has four digits, a month, quarter or day two");
    }
    text.parse().map_err(|_| "a number is too large")
}

impl FuzzyDate {
    /// Reads a date of the subset; the error names the text and the reason.
    pub fn parse(text: &str) -> Result<FuzzyDate, ParseDateError> {
        let fail = |reason| ParseDateError { text: text.to_string(), reason };
        let Some((from, to)) = text.split_once('/') else {
            return Point::parse(text).map(FuzzyDate::At).map_err(fail);
        };
        let end = |part: &str| match part {
            ".." => Ok(None),
            part => Point::parse(part).map(Some).map_err(fail),
        };
        match (end(from)?, end(to)?) {
            (None, None) => Err(fail("a span open at both ends says nothing")),
            (Some(a), Some(b)) if b.latest() < a.earliest() => {
                Err(fail("the span ends before it begins"))
            }
            (a, b) => Ok(FuzzyDate::Span(a, b)),
        }
    }

    /// From one day to another, both within.
    pub fn days(from: Day, to: Day) -> FuzzyDate {
        let point = |day: Day| {
            let (year, month, day) = day.ymd();
            Point { year, unit: Unit::Day(month, day), qualifier: Qualifier::Certain }
        };
        FuzzyDate::Span(Some(point(from)), Some(point(to)))
    }

    /// First day that the date may mean; `None` when open.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            FuzzyDate::At(p) => Some(p.earliest()),
            FuzzyDate::Span(from, _) => from.map(|p| p.earliest()),
        }
    }

    /// Last day that the date may mean; `None` when open.
    pub fn latest(&self) -> Option<Day> {
        match self {
            FuzzyDate::At(p) => Some(p.latest()),
            FuzzyDate::Span(_, to) => to.map(|p| p.latest()),
        }
    }

    /// The day to sort by: the earliest, or for a date open at its start the latest.
    pub fn sort_day(&self) -> Day {
        self.earliest().or(self.latest()).unwrap_or(Day(0))
    }

    /// Whether any end is marked `?` or `~`.
    pub fn is_qualified(&self) -> bool {
        let ends = match self {
            FuzzyDate::At(p) => [Some(*p), None],
            FuzzyDate::Span(a, b) => [*a, *b],
        };
        ends.iter().flatten().any(|p| p.qualifier != Qualifier::Certain)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.unit {
            Unit::Year => {}
            Unit::Quarter(q) => write!(f, "-{}", q + 32)?,
            Unit::Month(m) => write!(f, "-{m:02}")?,
            Unit::Day(m, d) => write!(f, "-{m:02}-{d:02}")?,
        }
        f.write_str(match self.qualifier {
            Qualifier::Certain => "",
            Qualifier::Uncertain => "?",
            Qualifier::Approximate => "~",
        })
    }
}

impl fmt::Display for FuzzyDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |p: &Option<Point>| p.map_or("..".to_string(), |p| p.to_string());
        match self {
            FuzzyDate::At(p) => p.fmt(f),
            FuzzyDate::Span(a, b) => write!(f, "{}/{}", end(a), end(b)),
        }
    }
}

impl TryFrom<String> for FuzzyDate {
    type Error = ParseDateError;
    fn try_from(text: String) -> Result<Self, ParseDateError> {
        FuzzyDate::parse(&text)
    }
}

impl From<FuzzyDate> for String {
    fn from(date: FuzzyDate) -> String {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (Option<Day>, Option<Day>) {
        let date = FuzzyDate::parse(text).unwrap();
        (date.earliest(), date.latest())
    }

    fn day(y: i32, m: u32, d: u32) -> Option<Day> {
        Day::from_ymd(y, m, d)
    }

    #[test]
    fn a_date_is_as_wide_as_it_is_known() {
        for (text, from, to) in [
            ("2024", day(2024, 1, 1), day(2024, 12, 31)),
            ("2025-33", day(2025, 1, 1), day(2025, 3, 31)),
            ("2025-36", day(2025, 10, 1), day(2025, 12, 31)),
            ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
            ("2024-10-15", day(2024, 10, 15), day(2024, 10, 15)),
            ("2023-03~", day(2023, 3, 1), day(2023, 3, 31)),
            ("2021/2025", day(2021, 1, 1), day(2025, 12, 31)),
            ("2024-10/..", day(2024, 10, 1), None),
            ("../2025-33", None, day(2025, 3, 31)),
        ] {
            assert_eq!(days(text), (from, to), "{text}");
        }
    }

    #[test]
    fn what_is_read_is_written_back() {
        for text in
            ["2024", "2025-33", "2024-10?", "2024-10-15~", "2021/2025", "2024-10/..", "../2025-33?"]
        {
            assert_eq!(FuzzyDate::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_is_not_in_the_subset_and_names_it() {
        for text in [
            "",
            "24",
            "2024-13",
            "2024-37",
            "2024-1",
            "2024-10-15-1",
            "2025-33-01",
            "2024-02-30",
            "../..",
            "2025/2024",
            "2024-10-15T00",
            "Q1 2025",
            "２０２４",
        ] {
            let error = FuzzyDate::parse(text).unwrap_err();
            assert_eq!(error.text, text);
            assert!(error.to_string().contains(text));
        }
    }

    #[test]
    fn sorts_by_the_first_known_day() {
        assert_eq!(Some(FuzzyDate::parse("../2025-33").unwrap().sort_day()), day(2025, 3, 31));
        assert_eq!(Some(FuzzyDate::parse("2024-10/..").unwrap().sort_day()), day(2024, 10, 1));
    }
}
