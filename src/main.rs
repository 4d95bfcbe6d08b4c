//! Starts the engine on the page; when it cannot, it says why in the console and that on the page.

fn main() {
    spring_surge::view::hydrate();
}
