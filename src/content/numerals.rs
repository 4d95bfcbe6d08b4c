//! Quantities in prose: numbers and months as a language writes them, made comparable.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a language writes numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numerals {
    /// Its ten digits from zero, beside which `0` to `9` are always read.
    pub digits: String,
    /// The sign between groups of digits.
    pub grouping: String,
    /// The sign before the fraction.
    pub decimal: String,
    /// Words after a number that multiply it, with their power of ten.
    pub scales: BTreeMap<String, usize>,
    /// Words that hold a number without digits, with that number.
    pub words: BTreeMap<String, String>,
}

impl Default for Numerals {
    fn default() -> Numerals {
        let (grouping, decimal) = (",".to_string(), ".".to_string());
        Numerals {
            digits: "0123456789".to_string(),
            grouping,
            decimal,
            scales: BTreeMap::new(),
            words: BTreeMap::new(),
        }
    }
}

impl Numerals {
    /// A number with so many digits after the point, in the language's digits and signs.
    pub fn say(&self, value: f64, decimals: usize) -> String {
        let digits: Vec<char> = self.digits.chars().collect();
        let own =
            |c: char| c.to_digit(10).and_then(|d| digits.get(d as usize)).copied().unwrap_or(c);
        let plain = format!("{value:.decimals$}");
        let (whole, fraction) =
            plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
        let count = whole.chars().filter(char::is_ascii_digit).count();
        let mut said = String::new();
        let mut passed = 0;
        for c in whole.chars() {
            // Four digits or more are set in groups of three.
            if c.is_ascii_digit() && passed > 0 && (count - passed) % 3 == 0 && count > 3 {
                said += &self.grouping;
            }
            passed += usize::from(c.is_ascii_digit());
            said.push(own(c));
        }
        if let Some(fraction) = fraction {
            said += &self.decimal;
            said.extend(fraction.chars().map(own));
        }
        said
    }

    /// A number to three digits that mean something, which is more than most estimates are worth.
    pub fn say_roughly(&self, value: f64) -> String {
        if !value.is_finite() || value <= 0.0 {
            return self.say(if value.is_finite() { value } else { 0.0 }, 0);
        }
        let decimals = 2 - value.log10().floor() as i32;
        let unit = 10_f64.powi(decimals);
        self.say((value * unit).round() / unit, decimals.max(0) as usize)
    }
}

/// What quantities a text holds: each by its value, the same in every language, with how it stands
/// in the text. A month is a quantity of its own, whether by name or by number.
///
/// Digits that belong to a word, as in `Q1`, are none.
pub fn quantities(text: &str, numerals: &Numerals, months: &[String]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let length = if let Some((word, value)) = longest(&numerals.words, rest) {
            found.insert(value.clone(), word.to_string());
            word.len()
        } else if let Some((name, month)) = month(rest, before, months, numerals) {
            found.insert(format!("month {month}"), name.to_string());
            name.len()
        } else if digit(first, numerals).is_some() {
            let (length, value) = number(rest, numerals);
            // Letters with case belong to the word they stand in; other scripts need no spaces.
            if !before.is_some_and(is_cased) {
                found.insert(value, rest[..length].to_string());
            }
            length
        } else {
            first.len_utf8()
        };
        before = rest[..length].chars().next_back();
        rest = &rest[length..];
    }
    found
}

fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

fn longest<'a, V>(table: &'a BTreeMap<String, V>, text: &str) -> Option<(&'a str, &'a V)> {
    let known =
        table.iter().filter(|(word, _)| !word.is_empty() && text.starts_with(word.as_str()));
    known.max_by_key(|(word, _)| word.len()).map(|(word, value)| (word.as_str(), value))
}

/// The month that the text begins with, from 1.
fn month<'a>(
    text: &str,
    before: Option<char>,
    months: &'a [String],
    numerals: &Numerals,
) -> Option<(&'a str, usize)> {
    let named = months
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty() && text.starts_with(name.as_str()));
    let (ix, name) = named.max_by_key(|(_, name)| name.len())?;
    let joins = |a: Option<char>, b: Option<char>| {
        let both = |is: &dyn Fn(char) -> bool| a.is_some_and(is) && b.is_some_and(is);
        both(&is_cased) || both(&|c| digit(c, numerals).is_some())
    };
    let within = joins(before, name.chars().next())
        || joins(name.chars().next_back(), text[name.len()..].chars().next());
    (!within).then_some((name.as_str(), ix + 1))
}

fn digit(c: char, numerals: &Numerals) -> Option<usize> {
    c.to_digit(10).map(|d| d as usize).or_else(|| numerals.digits.chars().position(|d| d == c))
}

/// The number that the text begins with: its length in bytes, and its value without grouping.
fn number(text: &str, numerals: &Numerals) -> (usize, String) {
    let (mut length, mut whole, mut fraction, mut in_fraction) =
        (0, String::new(), String::new(), false);
    while let Some(c) = text[length..].chars().next() {
        let after = &text[length..];
        if let Some(d) = digit(c, numerals) {
            let part = if in_fraction { &mut fraction } else { &mut whole };
            part.push_str(&d.to_string());
            length += c.len_utf8();
            continue;
        }
        let digit_follows = |sign: &str| {
            after
                .strip_prefix(sign)
                .and_then(|t| t.chars().next())
                .is_some_and(|c| digit(c, numerals).is_some())
        };
        let sign = [&numerals.decimal, &numerals.grouping]
            .into_iter()
            .find(|s| !s.is_empty() && digit_follows(s));
        let Some(sign) = sign.filter(|_| !in_fraction) else { break };
        in_fraction = sign == &numerals.decimal;
        length += sign.len();
    }
    let after = text[length..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let scale = longest(&numerals.scales, after);
    let scale = scale.filter(|(word, _)| {
        !(word.ends_with(is_cased) && after[word.len()..].starts_with(is_cased))
    });
    if let Some((word, power)) = scale {
        length = text.len() - after.len() + word.len();
        while fraction.len() < *power {
            fraction.push('0');
        }
        whole.push_str(&fraction[..*power]);
        fraction = fraction[*power..].to_string();
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    (length, if fraction.is_empty() { whole.to_string() } else { format!("{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn english() -> (Numerals, Vec<String>) {
        let scales = [("million".to_string(), 6), ("billion".to_string(), 9)].into();
        let months =
            "January February March April May June July August September October November December";
        (
            Numerals { scales, ..Numerals::default() },
            months.split(' ').map(str::to_string).collect(),
        )
    }

    fn chinese() -> (Numerals, Vec<String>) {
        let scales = [("万".to_string(), 4), ("亿".to_string(), 8)].into();
        let words = [("十四五".to_string(), "14".to_string())].into();
        (
            Numerals { scales, words, ..Numerals::default() },
            (1..=12).map(|m| format!("{m}月")).collect(),
        )
    }

    fn values(text: &str, (numerals, months): (Numerals, Vec<String>)) -> Vec<String> {
        quantities(text, &numerals, &months).into_keys().collect()
    }

    #[test]
    fn languages_that_write_a_quantity_differently_mean_the_same() {
        for (en, zh) in [
            ("October 15, 2024", "2024年10月15日"),
            ("RMB 7.8\u{a0}billion", "78亿元"),
            ("$278.4 million", "2.784亿美元"),
            ("94,500 t", "9.45万吨"),
            ("the 14th Five-Year Plan", "“十四五”规划"),
            ("62 percent in November", "11月占62%"),
        ] {
            assert_eq!(values(en, english()), values(zh, chinese()), "{en} | {zh}");
            assert!(!values(en, english()).is_empty(), "{en}");
        }
    }

    #[test]
    fn digits_within_a_word_and_parts_of_words_are_no_quantities() {
        assert!(values("Q1, twenty-one, Maybe, dismay, a march", english()).is_empty());
        assert_eq!(
            values("12,000 t in 2025, 1.5 kg. 21.", english()),
            ["1.5", "12000", "2025", "21"]
        );
        assert_eq!(values("11月", chinese()), ["month 11"]);
    }

    #[test]
    fn numbers_are_said_as_the_language_writes_them() {
        let n = Numerals::default();
        assert_eq!(
            [
                n.say_roughly(19_335.2),
                n.say_roughly(10.96),
                n.say_roughly(0.0),
                n.say_roughly(999.6)
            ],
            ["19,300", "11.0", "0", "1,000"]
        );
        assert_eq!(n.say(1_234_567.5, 1), "1,234,567.5");
        let arabic = Numerals {
            digits: "٠١٢٣٤٥٦٧٨٩".into(),
            grouping: "٬".into(),
            decimal: "٫".into(),
            ..Numerals::default()
        };
        assert_eq!(arabic.say(1234.5, 1), "١٬٢٣٤٫٥");
    }

    #[test]
    fn other_digits_and_signs_are_read() {
        let arabic = Numerals {
            digits: "٠١٢٣٤٥٦٧٨٩".into(),
            grouping: "٬".into(),
            decimal: "٫".into(),
            ..Numerals::default()
        };
        assert_eq!(values("و١٢٬٠٠٠ و٧٫٨", (arabic, Vec::new())), ["12000", "7.8"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "\\PC{0,80}") {
            // Whatever stands before it, a number at the end is found, and nothing else changes.
            for language in [english, chinese] {
                let mut all = values(&text, language());
                all.push("1987".to_string());
                all.sort();
                all.dedup();
                prop_assert_eq!(values(&format!("{text}\n;\n1987"), language()), all);
            }
        }

        #[test]
        fn grouping_does_not_change_a_number(n in 0u64..10_000_000_000) {
            let plain = n.to_string();
            let mut grouped = String::new();
            for (i, c) in plain.chars().enumerate() {
                if i > 0 && (plain.len() - i) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(c);
            }
            prop_assert_eq!(values(&grouped, english()), values(&plain, english()));
        }
    }
}
