//! The laboratory's model alone, as a module that the benchmark can time without the page around
//! it. It is built with the profile of the engine, so that it is the same code.

use spring_surge::model::{Draws, Factor, Product, Triangular};

/// Parameters of the question about metal, as in tests/model.rs: low, central, high, and whether it
/// divides.
const PARAMETERS: [(f64, f64, f64, bool); 4] = [
    (0.60, 0.85, 1.00, false),
    (0.50, 0.85, 1.00, false),
    (0.65, 0.77, 0.85, false),
    (0.28, 0.30, 0.32, true),
];

/// Draws `count` times and gives a quantile of the result: 0 for P5, 1 for P50, 2 for P95. It is
/// not a number where a parameter is none.
// Its name is the only one of the module.
#[allow(unsafe_code)]
#[no_mangle]
pub extern "C" fn draw(count: u32, seed: u32, which: u32) -> f64 {
    let factors = PARAMETERS.iter().map(|&(low, central, high, divides)| {
        Triangular::new(low, central, high).map(|value| Factor { value, divides })
    });
    let Ok(factors) = factors.collect() else { return f64::NAN };
    let mut draws = Draws::new(Product { base: 12_000.0, factors }, count, u64::from(seed));
    draws.advance(count);
    let outcome = draws.outcome();
    [outcome.p5, outcome.p50, outcome.p95].get(which as usize).copied().unwrap_or(f64::NAN)
}
