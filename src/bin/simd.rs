//! Starts the instruments where the browser has SIMD, which is nearly everywhere; `main.rs` is for the rest.

fn main() {
    if let Err(reason) = spring_surge::view::take_over() {
        spring_surge::platform::report(&reason);
        spring_surge::platform::show_notice();
    }
}
