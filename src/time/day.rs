//! A calendar day without clock or zone, as a count that can be subtracted.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// The day of a calendar date; `None` where there is no such date or the year is not in
    /// 1..=9999.
    ///
    /// Days from civil: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021).
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        if day < 1 || day > days_in_month(year, month) {
            return None;
        }
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month (1..=12) and day of the month of this day; the inverse of [`Day::from_ymd`].
    ///
    /// Civil from days: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021).
    pub fn ymd(self) -> (i32, u32, u32) {
        // Days far beyond any calendar would overflow; they are held at its ends.
        let days = self.0.clamp(-719_162, 2_932_896) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u32, day as u32)
    }

    /// The calendar year this day lies in.
    pub fn year(self) -> i32 {
        self.ymd().0
    }

    /// This day moved by `days`, which may be negative.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0 + days)
    }
}

impl fmt::Display for Day {
    /// As ISO 8601 has it: `2025-03-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Number of days in a month (1..=12) of a Gregorian year.
pub(super) fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days_from_1970() {
        for (y, m, d, count) in [
            (1970, 1, 1, 0),
            (1969, 12, 31, -1),
            (2000, 2, 29, 11_016),
            (2024, 10, 15, 20_011),
            (2025, 3, 31, 20_178),
        ] {
            assert_eq!(Day::from_ymd(y, m, d), Some(Day(count)), "{y}-{m}-{d}");
        }
    }

    #[test]
    fn refuses_dates_that_do_not_exist() {
        for (y, m, d) in [
            (2023, 2, 29),
            (1900, 2, 29),
            (2024, 13, 1),
            (2024, 0, 1),
            (2024, 4, 31),
            (0, 1, 1),
            (2024, 1, 0),
        ] {
            assert_eq!(Day::from_ymd(y, m, d), None, "{y}-{m}-{d}");
        }
    }

    #[test]
    fn knows_the_year_of_first_and_last_days() {
        for year in [1, 1899, 1970, 2000, 2024, 2025, 9998] {
            assert_eq!(Day::from_ymd(year, 1, 1).unwrap().year(), year);
            assert_eq!(Day::from_ymd(year, 12, 31).unwrap().year(), year);
        }
    }

    #[test]
    fn a_day_knows_its_date_again() {
        for day in (-719_162..2_932_896).step_by(97).map(Day) {
            let (y, m, d) = day.ymd();
            assert_eq!(Day::from_ymd(y, m, d), Some(day));
        }
        assert_eq!(Day(20_178).to_string(), "2025-03-31");
    }
}
