//! Starts the guide, which leads a reader through the story until the instruments are wanted.

use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

/// A tenth of the size of the usual one, and as fast for the little that the guide keeps.
// SAFETY: the guide runs in the page's one thread.
#[global_allocator]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

fn main() {
    if let Err(reason) = spring_surge::guide::lead() {
        spring_surge::platform::report(&reason);
        spring_surge::platform::show_notice();
    }
}
