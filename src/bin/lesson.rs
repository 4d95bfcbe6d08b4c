//! Starts the engine of a lesson, which has the page to read in it as well.

fn main() {
    spring_surge::view::hydrate();
}
