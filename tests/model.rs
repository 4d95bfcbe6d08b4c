//! The laboratory's model against what is known of its results.

use spring_surge::model::{Draws, Factor, Product, Triangular};

const DRAWS: u32 = 200_000;

fn factor((low, central, high): (f64, f64, f64), divides: bool) -> Factor {
    Factor { value: Triangular::new(low, central, high).unwrap(), divides }
}

const UTILISATION: (f64, f64, f64) = (0.60, 0.85, 1.00);
const SHARE: (f64, f64, f64) = (0.50, 0.85, 1.00);
const YIELD: (f64, f64, f64) = (0.65, 0.77, 0.85);
const CONTENT: (f64, f64, f64) = (0.28, 0.30, 0.32);

fn metal() -> Product {
    Product {
        base: 12_000.0,
        factors: vec![
            factor(UTILISATION, false),
            factor(SHARE, false),
            factor(YIELD, false),
            factor(CONTENT, true),
        ],
    }
}

fn alloy() -> Product {
    Product { base: 12_000.0, factors: vec![factor(UTILISATION, false), factor(YIELD, false)] }
}

fn drawn(product: Product, seed: u64) -> [f64; 3] {
    let mut draws = Draws::new(product, DRAWS, seed);
    while !draws.is_done() {
        draws.advance(25_000);
    }
    let outcome = draws.outcome();
    assert_eq!(outcome.bars.iter().sum::<u32>(), DRAWS);
    [outcome.p5, outcome.p50, outcome.p95]
}

/// The standard error of a quantile, from the spread of samplings with other seeds.
fn standard_errors(product: &Product) -> [f64; 3] {
    let runs: Vec<[f64; 3]> = (100..120).map(|seed| drawn(product.clone(), seed)).collect();
    std::array::from_fn(|i| {
        let mean = runs.iter().map(|r| r[i]).sum::<f64>() / runs.len() as f64;
        (runs.iter().map(|r| (r[i] - mean).powi(2)).sum::<f64>() / (runs.len() - 1) as f64).sqrt()
    })
}

#[test]
fn the_sheet_s_results_come_out_within_sampling_error() {
    // P5, P50, P95 in t a year, rounded to hundreds on the sheet.
    for (product, known) in
        [(metal(), [13_800.0, 19_300.0, 25_200.0]), (alloy(), [6_000.0, 7_400.0, 8_800.0])]
    {
        let (found, errors) = (drawn(product.clone(), 1), standard_errors(&product));
        for i in 0..3 {
            assert!(
                (found[i] - known[i]).abs() <= 3.0 * errors[i] + 50.0,
                "{} for {}, standard error {}",
                found[i],
                known[i],
                errors[i]
            );
        }
    }
}

#[test]
fn an_independent_generator_gives_the_same_quantiles() {
    // Made by tests/model/reference.py with NumPy's PCG64 and its own triangular sampler.
    let reference: Vec<(String, [f64; 3])> =
        serde_json::from_str(include_str!("model/reference.json")).unwrap();
    for (name, known) in reference {
        let product = if name == "metal" { metal() } else { alloy() };
        let (found, errors) = (drawn(product.clone(), 2), standard_errors(&product));
        for i in 0..3 {
            assert!(
                (found[i] - known[i]).abs() <= 3.0 * errors[i] * 2.0_f64.sqrt(),
                "{name}: {} for {}",
                found[i],
                known[i]
            );
        }
    }
}

#[test]
fn corners_are_all_low_and_all_high() {
    let rounded = |(a, b): (f64, f64)| ((a / 100.0).round() * 100.0, (b / 100.0).round() * 100.0);
    assert_eq!(rounded(metal().corners()), (7_300.0, 36_400.0));
    assert_eq!(rounded(alloy().corners()), (4_700.0, 10_200.0));
}

#[test]
fn the_unknown_product_mix_dominates_the_spread() {
    let shares = metal().shares();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let largest = (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b])).unwrap();
    assert_eq!(largest, 1, "{shares:?}");
    let (low, high) = metal().swing(1).unwrap();
    assert!(low < metal().central() && high > metal().central());
}

#[test]
fn the_same_seed_gives_the_same_figures_in_whatever_slices() {
    let mut at_once = Draws::new(metal(), DRAWS, 5);
    at_once.advance(DRAWS);
    let mut slowly = Draws::new(metal(), DRAWS, 5);
    while !slowly.is_done() {
        slowly.advance(777);
    }
    assert_eq!(at_once.outcome(), slowly.outcome());
}

#[test]
fn what_is_known_exactly_has_no_spread_and_no_draws_are_still_one() {
    let exact = Product {
        base: 2.0,
        factors: vec![Factor { value: Triangular::exactly(3.0).unwrap(), divides: false }],
    };
    let mut draws = Draws::new(exact.clone(), 0, 1);
    draws.advance(10);
    assert!(draws.is_done());
    let outcome = draws.outcome();
    assert_eq!((outcome.p5, outcome.p50, outcome.p95), (6.0, 6.0, 6.0));
    assert_eq!(exact.shares(), [0.0]);
}
