//! Starts the instruments where the browser has SIMD, which is nearly everywhere; `main.rs` is for the rest.

fn main() {
    spring_surge::view::take_over();
}
