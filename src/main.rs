//! Starts the engine on the page; when it cannot, it says why in the console and that on the page.

fn main() {
    if let Err(reason) = spring_surge::view::take_over() {
        spring_surge::platform::report(&reason);
        spring_surge::platform::show_notice();
    }
}
