//! Dates in the words of a language, by patterns that the language's seeds give.

use super::edtf::{FuzzyDate, Point, Qualifier, Unit};
use serde::{Deserialize, Serialize};

/// The patterns of one language. `{y}`, `{m}`, `{d}`, `{q}` stand for numbers, `{month}` for the
/// month's name, `{a}` and `{b}` for the ends of a span, `{date}` for a date to be qualified.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateWords {
    /// Names of the twelve months.
    pub months: Vec<String>,
    /// A day, such as `{d} {month} {y}`.
    pub day: String,
    /// A month of a year.
    pub month: String,
    /// A quarter of a year.
    pub quarter: String,
    /// A year alone.
    pub year: String,
    /// From `{a}` to `{b}`.
    pub span: String,
    /// From `{a}`, end open.
    pub from: String,
    /// Until `{b}`, start open.
    pub until: String,
    /// Near `{date}`.
    pub approximate: String,
    /// `{date}`, if the source is right.
    pub uncertain: String,
}

impl DateWords {
    /// The date in words.
    pub fn say(&self, date: &FuzzyDate) -> String {
        match date {
            FuzzyDate::At(p) => self.point(p),
            FuzzyDate::Span(Some(a), Some(b)) => {
                self.span.replace("{a}", &self.point(a)).replace("{b}", &self.point(b))
            }
            FuzzyDate::Span(Some(a), None) => self.from.replace("{a}", &self.point(a)),
            FuzzyDate::Span(None, Some(b)) => self.until.replace("{b}", &self.point(b)),
            FuzzyDate::Span(None, None) => String::new(),
        }
    }

    fn point(&self, p: &Point) -> String {
        let (pattern, month, day, quarter) = match p.unit {
            Unit::Year => (&self.year, 0, 0, 0),
            Unit::Quarter(q) => (&self.quarter, 0, 0, q),
            Unit::Month(m) => (&self.month, m, 0, 0),
            Unit::Day(m, d) => (&self.day, m, d, 0),
        };
        let name = (month as usize).checked_sub(1).and_then(|i| self.months.get(i));
        let text = pattern
            .replace("{y}", &p.year.to_string())
            .replace("{month}", name.map_or("", String::as_str))
            .replace("{m}", &month.to_string())
            .replace("{d}", &day.to_string())
            .replace("{q}", &quarter.to_string());
        match p.qualifier {
            Qualifier::Certain => text,
            Qualifier::Uncertain => self.uncertain.replace("{date}", &text),
            Qualifier::Approximate => self.approximate.replace("{date}", &text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> DateWords {
        let text = |s: &str| s.to_string();
        DateWords {
            months: "January February March April May June July August September October November December".split(' ').map(text).collect(),
            day: text("{d} {month} {y}"),
            month: text("{month} {y}"),
            quarter: text("Q{q} {y}"),
            year: text("{y}"),
            span: text("{a} to {b}"),
            from: text("from {a}"),
            until: text("until {b}"),
            approximate: text("about {date}"),
            uncertain: text("{date} (uncertain)"),
        }
    }

    #[test]
    fn says_no_more_than_is_known() {
        for (edtf, words) in [
            ("2024-10-15", "15 October 2024"),
            ("2024-10", "October 2024"),
            ("2025-33", "Q1 2025"),
            ("2021/2025", "2021 to 2025"),
            ("2024-10/..", "from October 2024"),
            ("../2025", "until 2025"),
            ("2023-03~", "about March 2023"),
            ("2023-03?", "March 2023 (uncertain)"),
        ] {
            assert_eq!(english().say(&FuzzyDate::parse(edtf).unwrap()), words);
        }
    }
}
