//! Two draws at a time, in the lanes of wasm's SIMD: the same operations in the same order as one at a
//! time, so the same figures to the last bit. Only in the build with the feature `simd`.

use super::{Product, Random, Triangular};
use std::arch::wasm32::{
    f64x2, f64x2_add, f64x2_convert_low_u32x4, f64x2_div, f64x2_extract_lane, f64x2_lt, f64x2_mul, f64x2_splat, f64x2_sqrt, f64x2_sub,
    i64x2_add, i64x2_mul, i64x2_splat, u32x4_shuffle, u64x2, u64x2_shr, v128, v128_bitselect, v128_xor,
};

/// Draws `pairs` times two values of a product, and hands each to `take`, in the order of one at a time.
#[target_feature(enable = "simd128")]
pub fn draw_pairs(product: &Product, random: &mut Random, pairs: u32, mut take: impl FnMut(f64)) {
    let factors = product.factors.len() as u64;
    for _ in 0..pairs {
        // The second lane is one draw, so all its factors, ahead.
        let mut states = u64x2(random.state(), random.ahead(factors).state());
        let mut value = f64x2_splat(product.base);
        let mut divisor = f64x2(1.0, 1.0);
        for factor in &product.factors {
            states = i64x2_add(states, i64x2_splat(Random::STEP as i64));
            let drawn = quantiles(&factor.value, uniforms(states));
            if factor.divides {
                divisor = f64x2_mul(divisor, drawn);
            } else {
                value = f64x2_mul(value, drawn);
            }
        }
        *random = random.ahead(2 * factors);
        let quotient = f64x2_div(value, divisor);
        take(f64x2_extract_lane::<0>(quotient));
        take(f64x2_extract_lane::<1>(quotient));
    }
}

/// As [`Random::draw`] makes them of its states.
#[target_feature(enable = "simd128")]
fn uniforms(states: v128) -> v128 {
    let z = i64x2_mul(v128_xor(states, u64x2_shr(states, 30)), i64x2_splat(Random::MIX.0 as i64));
    let z = i64x2_mul(v128_xor(z, u64x2_shr(z, 27)), i64x2_splat(Random::MIX.1 as i64));
    let bits = u64x2_shr(v128_xor(z, u64x2_shr(z, 31)), 11);
    // There is no conversion of 64 bits at once; both halves of these 53 are exact, and so is their sum.
    let low = f64x2_convert_low_u32x4(u32x4_shuffle::<0, 2, 0, 2>(bits, bits));
    let high = f64x2_convert_low_u32x4(u32x4_shuffle::<1, 3, 1, 3>(bits, bits));
    let whole = f64x2_add(f64x2_mul(high, f64x2_splat(4_294_967_296.0)), low);
    f64x2_mul(whole, f64x2_splat(Random::UNIT))
}

/// As [`Triangular::quantile`].
#[target_feature(enable = "simd128")]
fn quantiles(of: &Triangular, at: v128) -> v128 {
    let (rise, fall) = (of.central() - of.low(), of.high() - of.central());
    let width = f64x2_splat(of.high() - of.low());
    let below = f64x2_mul(at, width);
    let rising = f64x2_lt(below, f64x2_splat(rise));
    let above = f64x2_mul(f64x2_sub(f64x2_splat(1.0), at), width);
    let root = f64x2_sqrt(v128_bitselect(f64x2_mul(below, f64x2_splat(rise)), f64x2_mul(above, f64x2_splat(fall)), rising));
    v128_bitselect(f64x2_add(f64x2_splat(of.low()), root), f64x2_sub(f64x2_splat(of.high()), root), rising)
}
