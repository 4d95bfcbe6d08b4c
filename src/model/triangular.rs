//! Triangular distributions: all that low, central and high say, and no more.

use std::fmt;

/// Why three numbers make no distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A number is not finite.
    NotANumber,
    /// Low is above high.
    Reversed,
    /// The central value is not within low and high.
    Outside,
    /// A parameter may not reach zero or below, since others are divided by it or it is a share.
    NotPositive,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::NotANumber => "it is not a number",
            Fault::Reversed => "its low is above its high",
            Fault::Outside => "its central value is not between low and high",
            Fault::NotPositive => "it is not above zero",
        })
    }
}

/// A distribution that rises from low to central and falls to high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    low: f64,
    central: f64,
    high: f64,
}

impl Triangular {
    /// The distribution of three positive numbers in order; all three may be equal.
    ///
    /// # Errors
    /// The first [`Fault`] of the three.
    pub fn new(low: f64, central: f64, high: f64) -> Result<Triangular, Fault> {
        if !(low.is_finite() && central.is_finite() && high.is_finite()) {
            return Err(Fault::NotANumber);
        }
        if low > high {
            return Err(Fault::Reversed);
        }
        if !(low..=high).contains(&central) {
            return Err(Fault::Outside);
        }
        if low <= 0.0 {
            return Err(Fault::NotPositive);
        }
        Ok(Triangular { low, central, high })
    }

    /// A value that is known exactly.
    ///
    /// # Errors
    /// As for [`Triangular::new`].
    pub fn exactly(value: f64) -> Result<Triangular, Fault> {
        Triangular::new(value, value, value)
    }

    /// The least value.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// The likeliest value.
    pub fn central(&self) -> f64 {
        self.central
    }

    /// The greatest value.
    pub fn high(&self) -> f64 {
        self.high
    }

    /// The value below which the share `at`, 0 to 1, of the distribution lies: its inverse
    /// distribution function (S. Kotz, J. R. van Dorp, "Beyond Beta", 2004, chapter 1).
    #[inline]
    pub fn quantile(&self, at: f64) -> f64 {
        let (rise, fall) = (self.central - self.low, self.high - self.central);
        let width = self.high - self.low;
        if at * width < rise {
            self.low + (at * width * rise).sqrt()
        } else {
            self.high - ((1.0 - at) * width * fall).sqrt()
        }
    }

    /// The variance of the logarithm, by the midpoint rule over its quantiles. In a product of
    /// independent parameters these add up, so each one's share of the sum is its share of the
    /// spread (the first-order index of I. M. Sobol, 1993, for the logarithm of the product).
    pub fn log_variance(&self) -> f64 {
        const POINTS: usize = 512;
        if self.low == self.high {
            return 0.0;
        }
        let logs = (0..POINTS).map(|i| self.quantile((i as f64 + 0.5) / POINTS as f64).ln());
        let (sum, squares) =
            logs.fold((0.0, 0.0), |(sum, squares), log| (sum + log, squares + log * log));
        let mean = sum / POINTS as f64;
        (squares / POINTS as f64 - mean * mean).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_makes_no_distribution_is_refused_with_its_reason() {
        for (low, central, high, fault) in [
            (f64::NAN, 1.0, 2.0, Fault::NotANumber),
            (1.0, 1.0, f64::INFINITY, Fault::NotANumber),
            (2.0, 1.0, 1.0, Fault::Reversed),
            (1.0, 3.0, 2.0, Fault::Outside),
            (0.0, 1.0, 2.0, Fault::NotPositive),
        ] {
            assert_eq!(Triangular::new(low, central, high), Err(fault));
        }
    }

    #[test]
    fn quantiles_are_those_of_the_formula() {
        let t = Triangular::new(1.0, 2.0, 5.0).unwrap();
        // A quarter of the area lies before the peak; the median of the falling side follows from
        // it.
        assert_eq!((t.quantile(0.0), t.quantile(0.25), t.quantile(1.0)), (1.0, 2.0, 5.0));
        assert!((t.quantile(0.5) - (5.0 - 6.0_f64.sqrt())).abs() < 1e-12);
        assert_eq!(Triangular::exactly(3.0).unwrap().log_variance(), 0.0);
    }

    proptest! {
        #[test]
        fn quantiles_rise_from_low_to_high(mut three in proptest::array::uniform3(0.01_f64..100.0), a in 0.0_f64..1.0, b in 0.0_f64..1.0) {
            three.sort_by(f64::total_cmp);
            let t = Triangular::new(three[0], three[1], three[2]).unwrap();
            let (first, second) = (t.quantile(a.min(b)), t.quantile(a.max(b)));
            prop_assert!(first <= second + 1e-9 && first >= three[0] - 1e-9 && second <= three[2] + 1e-9);
        }
    }
}
