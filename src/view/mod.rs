//! Thin Leptos views: the stage that is taken over in the browser, and the document around it.

mod labels;
mod map;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
mod picture;
mod stage;
mod store;
mod tally;
mod timeline;

#[cfg(feature = "bench")]
mod bench;
#[cfg(feature = "lesson")]
mod classroom;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "hydrate")]
mod embed;
#[cfg(feature = "hydrate")]
mod takeover;
#[cfg(feature = "hydrate")]
mod tools;

pub use map::Map;
pub use stage::Stage;
pub use store::Store;
#[cfg(feature = "hydrate")]
pub use takeover::{read_page, take_over};
pub use tally::Tally;
pub use timeline::Timeline;
