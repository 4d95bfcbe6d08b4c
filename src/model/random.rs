//! Random numbers that are the same everywhere for the same seed.

/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators",
/// OOPSLA 2014.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Random(u64);

impl Random {
    /// A stream of its own for each seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// From each state to the next.
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    /// What a state is multiplied by to become a number.
    const MIX: (u64, u64) = (0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb);
    /// One of the 2^53 steps of the unit interval.
    const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;

    /// The next number, uniform in `0.0..1.0`, with 53 random bits.
    #[inline]
    pub fn draw(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(Random::STEP);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(Random::MIX.0);
        z = (z ^ (z >> 27)).wrapping_mul(Random::MIX.1);
        ((z ^ (z >> 31)) >> 11) as f64 * Random::UNIT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_those_of_the_reference() {
        // The first output of the reference implementation for the seed 1234567.
        let mut random = Random::new(1_234_567);
        assert_eq!(
            random.draw(),
            (6_457_827_717_110_365_317_u64 >> 11) as f64 / (1_u64 << 53) as f64
        );
    }

    #[test]
    fn numbers_fill_the_unit_interval_evenly() {
        let mut random = Random::new(7);
        let mut tenths = [0_u32; 10];
        for _ in 0..100_000 {
            tenths[(random.draw() * 10.0) as usize] += 1;
        }
        assert!(tenths.iter().all(|n| (9_600..10_400).contains(n)), "{tenths:?}");
    }
}
