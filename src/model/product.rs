//! A quantity as a product of parameters.

use super::{Random, Triangular};

/// A parameter of a product.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// What is known of it.
    pub value: Triangular,
    /// Whether the product is divided by it.
    pub divides: bool,
}

impl Factor {
    /// The factor where its parameter has a value.
    fn at(&self, value: f64) -> f64 {
        if self.divides {
            1.0 / value
        } else {
            value
        }
    }

    /// Its least and its greatest contribution.
    fn bounds(&self) -> (f64, f64) {
        let (a, b) = (self.at(self.value.low()), self.at(self.value.high()));
        (a.min(b), a.max(b))
    }
}

/// A fixed number, times and divided by parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// The fixed number; above zero.
    pub base: f64,
    /// The parameters.
    pub factors: Vec<Factor>,
}

impl Product {
    /// One draw: every parameter drawn once, in their order.
    #[inline]
    pub fn drawn(&self, random: &mut Random) -> f64 {
        let (mut value, mut divisor) = (self.base, 1.0);
        for factor in &self.factors {
            let drawn = factor.value.quantile(random.draw());
            if factor.divides {
                divisor *= drawn;
            } else {
                value *= drawn;
            }
        }
        value / divisor
    }

    /// Where every parameter has its likeliest value.
    pub fn central(&self) -> f64 {
        self.base * self.factors.iter().map(|f| f.at(f.value.central())).product::<f64>()
    }

    /// From corner to corner: every parameter at its worst, and every one at its best.
    pub fn corners(&self) -> (f64, f64) {
        let start = (self.base, self.base);
        self.factors
            .iter()
            .map(Factor::bounds)
            .fold(start, |(low, high), (a, b)| (low * a, high * b))
    }

    /// What a single parameter moves, the others at their likeliest: a bar of a tornado chart.
    pub fn swing(&self, factor: usize) -> Option<(f64, f64)> {
        let factor = self.factors.get(factor)?;
        let others = self.central() / factor.at(factor.value.central());
        let (low, high) = factor.bounds();
        Some((others * low, others * high))
    }

    /// Each parameter's share of the spread, 0 to 1; all zero where nothing is uncertain.
    pub fn shares(&self) -> Vec<f64> {
        // The logarithm of a divisor varies as much as that of a factor.
        let variances: Vec<f64> = self.factors.iter().map(|f| f.value.log_variance()).collect();
        let all: f64 = variances.iter().sum();
        variances.into_iter().map(|v| if all > 0.0 { v / all } else { 0.0 }).collect()
    }
}
