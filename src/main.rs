//! Starts the engine on the page; what it cannot do, it says in the console.

fn main() {
    if let Err(reason) = spring_surge::view::take_over() {
        spring_surge::platform::report(&reason);
    }
}
