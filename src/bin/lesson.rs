//! Starts the engine of a lesson, which has the page to read in it as well.

fn main() {
    if let Err(reason) = spring_surge::view::take_over() {
        spring_surge::platform::report(&reason);
        spring_surge::platform::show_notice();
    }
}
