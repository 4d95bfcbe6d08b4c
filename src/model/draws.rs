//! Draws from a product, in slices, and what they come to.

use super::{Product, Random};

/// Fine bins that draws are counted in. A quantile is found within one bin, so it is exact to the
/// width between the corners over this number, far below the error of sampling.
const BINS: usize = 8192;
/// Bars of the distribution that is shown.
pub const BARS: usize = 64;

/// A sampling under way.
#[derive(Clone, Debug)]
pub struct Draws {
    product: Product,
    random: Random,
    wanted: u32,
    drawn: u32,
    low: f64,
    width: f64,
    bins: Vec<u32>,
}

/// What the draws came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Nineteen of twenty draws are above.
    pub p5: f64,
    /// Half of them are.
    pub p50: f64,
    /// One of twenty is.
    pub p95: f64,
    /// From corner to corner: where the bars begin and end.
    pub corners: (f64, f64),
    /// How many draws fell into each bar.
    pub bars: Vec<u32>,
}

impl Draws {
    /// A sampling of `wanted` draws, at least one.
    pub fn new(product: Product, wanted: u32, seed: u64) -> Draws {
        let (low, high) = product.corners();
        Draws {
            product,
            random: Random::new(seed),
            wanted: wanted.max(1),
            drawn: 0,
            low,
            width: high - low,
            bins: vec![0; BINS],
        }
    }

    /// Draws up to `count` more.
    pub fn advance(&mut self, count: u32) {
        let count = count.min(self.wanted - self.drawn);
        self.drawn += count;
        let to_bin = if self.width > 0.0 { BINS as f64 / self.width } else { 0.0 };
        let (low, bins, random) = (self.low, &mut self.bins, &mut self.random);
        let mut take = |value: f64| bins[(((value - low) * to_bin) as usize).min(BINS - 1)] += 1;
        for _ in 0..count {
            take(self.product.drawn(random));
        }
    }

    /// Whether all draws are made.
    pub fn is_done(&self) -> bool {
        self.drawn == self.wanted
    }

    /// What the draws so far come to.
    pub fn outcome(&self) -> Outcome {
        let bars = self.bins.chunks(BINS / BARS).map(|bins| bins.iter().sum()).collect();
        Outcome {
            p5: self.quantile(0.05),
            p50: self.quantile(0.5),
            p95: self.quantile(0.95),
            corners: (self.low, self.low + self.width),
            bars,
        }
    }

    fn quantile(&self, at: f64) -> f64 {
        let wanted = at * f64::from(self.drawn);
        let mut below = 0.0;
        for (i, &count) in self.bins.iter().enumerate() {
            let count = f64::from(count);
            if below + count >= wanted && count > 0.0 {
                return self.low + self.width * (i as f64 + (wanted - below) / count) / BINS as f64;
            }
            below += count;
        }
        self.low + self.width
    }
}
