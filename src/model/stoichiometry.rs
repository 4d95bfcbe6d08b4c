//! How much metal is in an oxide, from atomic masses.

/// Standard atomic masses, g/mol (IUPAC, T. Prohaska and others, Pure and Applied Chemistry 94,
/// 2022).
const OXYGEN: f64 = 15.999;
const NEODYMIUM: f64 = 144.242;
const PRASEODYMIUM: f64 = 140.907_66;

/// Neodymium oxide: atoms of the metal and of oxygen, and the metal's mass.
pub const ND2O3: (u32, u32, f64) = (2, 3, NEODYMIUM);
/// Praseodymium oxide.
pub const PR6O11: (u32, u32, f64) = (6, 11, PRASEODYMIUM);

/// The share of an oxide's mass that is metal.
pub fn metal_in_oxide((metal, oxygen, mass): (u32, u32, f64)) -> f64 {
    let metal = f64::from(metal) * mass;
    metal / (metal + f64::from(oxygen) * OXYGEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_metal_to_four_digits() {
        assert!((metal_in_oxide(ND2O3) - 0.8574).abs() < 5e-5);
        assert!((metal_in_oxide(PR6O11) - 0.8277).abs() < 5e-5);
    }
}
