//! Starts the stage, which follows the reader until the tools are wanted, and shows what they ask
//! for from then on.

use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

/// A tenth of the size of the usual one, and as fast for the little that the stage keeps.
// SAFETY: the stage runs in the page's one thread.
#[global_allocator]
#[allow(unsafe_code)]
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

fn main() {
    if let Err(reason) = spring_surge::stage::start() {
        spring_surge::platform::report(&reason);
        spring_surge::platform::show_notice();
    }
}
