//! Transforms as style sheets write them.

use crate::digits::push_fixed;

/// A shift by px, and a scale about an element's own origin.
pub(super) fn transform((x, y): (f64, f64), factor: f64) -> String {
    let mut transform = translate(x, y) + " scale(";
    push_fixed(&mut transform, factor, 5);
    transform.push(')');
    transform
}

pub(super) fn translate(x: f64, y: f64) -> String {
    let mut text = String::from("translate(");
    push_fixed(&mut text, x, 4);
    text.push_str("px,");
    push_fixed(&mut text, y, 4);
    text + "px)"
}
