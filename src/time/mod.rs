//! Days and fuzzy dates: what is known of a date and no more.

mod day;
mod edtf;
mod words;

pub use day::Day;
pub use edtf::{FuzzyDate, ParseDateError, Point, Qualifier, Unit};
pub use words::DateWords;
