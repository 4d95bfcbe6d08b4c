//! Numbers as digits, for style sheets and drawings: only as much as they need, since the standard
//! library's own ways, right to the last bit, are a fifth of the stage.

/// A number with so many decimals (up to 6), rounded half away from zero; what is not a number, or
/// too large to be drawn, becomes the nearest that is not.
pub fn fixed(value: f64, decimals: u32) -> String {
    let mut text = String::new();
    push_fixed(&mut text, value, decimals);
    text
}

/// Writes a number behind a text, as [`fixed`] does.
pub fn push_fixed(text: &mut String, value: f64, decimals: u32) {
    let unit = 10u64.pow(decimals.min(6));
    // The cast saturates, and takes what is not a number as 0.
    let units = (value.abs() * unit as f64 + 0.5) as u64;
    if value < 0.0 && units > 0 {
        text.push('-');
    }
    push_whole(text, units / unit, 1);
    if decimals > 0 {
        text.push('.');
        push_whole(text, units % unit, decimals.min(6));
    }
}

/// Writes a whole number behind a text, with leading zeros up to so many digits.
fn push_whole(text: &mut String, number: u64, digits: u32) {
    if number >= 10 || digits > 1 {
        push_whole(text, number / 10, digits.saturating_sub(1));
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Reads a whole number; `None` for anything else, and for what does not fit.
pub fn whole(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0i64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|d| *d < 10)?;
        number.checked_mul(10)?.checked_add(i64::from(digit) * sign)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_are_as_many_as_asked_for() {
        assert_eq!(fixed(-400.0, 2), "-400.00");
        assert_eq!(fixed(0.05, 1), "0.1");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(12.0, 0), "12");
        assert_eq!(fixed(f64::NAN, 1), "0.0");
        assert_eq!(fixed(f64::INFINITY, 0), u64::MAX.to_string());
    }

    #[test]
    fn only_whole_numbers_are_read() {
        assert_eq!(whole("-120"), Some(-120));
        for text in ["", "-", "1.5", "1 ", "+1", "9999999999999999999"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_digits_mean_the_number(value in -1e9..1e9f64, decimals in 0u32..=6) {
            let read: f64 = fixed(value, decimals).parse().unwrap();
            prop_assert!((read - value).abs() <= 0.5 / 10f64.powi(decimals as i32) + 1e-6, "{} is {}", value, read);
        }

        #[test]
        fn whole_numbers_are_read_as_they_are_written(number in any::<i64>()) {
            prop_assert_eq!(whole(&number.to_string()), Some(number));
        }
    }
}
