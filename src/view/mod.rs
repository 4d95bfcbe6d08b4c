//! Thin Leptos views: the stage as it is written, the document around it, and the tools that a
//! reader takes in hand.

#[cfg(any(feature = "ssr", feature = "hydrate"))]
mod lettering;
mod map;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
mod picture;
mod picture_land;
mod slots;
mod stage;
#[cfg(feature = "hydrate")]
mod stage_client;
#[cfg(feature = "hydrate")]
mod store;
mod tally;
mod timeline;

#[cfg(feature = "hydrate")]
mod address;
#[cfg(all(feature = "bench", feature = "hydrate"))]
mod bench;
#[cfg(feature = "lesson")]
mod classroom;
#[cfg(feature = "ssr")]
pub mod document;
#[cfg(feature = "hydrate")]
mod embed;
#[cfg(feature = "hydrate")]
mod hydrate;
#[cfg(feature = "hydrate")]
mod tools;

#[cfg(feature = "hydrate")]
pub use hydrate::{follow_stage, hydrate, read_page};
pub use stage::stage;
#[cfg(feature = "hydrate")]
pub use store::Store;
