//! Spring Surge: one burst of industry told as a map, a timeline and a narrative that move as one.
//!
//! Modules stand on floors and import only from floors below (see `src/README.md`;
//! `tests/floors.rs` checks it). Without features this is the pure core, which knows
//! nothing of browsers; `view` adds Leptos and the browser door `platform`.
// An engine that panics takes the moving parts of the page with it: errors are values.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
// Views are types, and those of a lesson lie deeper than the usual limit.
#![recursion_limit = "256"]

pub mod digits;
pub mod fields;
pub mod geo;
pub mod ids;
pub mod time;

pub mod axis;
#[cfg(feature = "bench")]
pub mod bench;
pub mod embed;
pub mod flight;
pub mod model;
pub mod reading;
pub mod stage_calls;
pub mod storyboard;

pub mod content;

pub mod story;

#[cfg(not(target_arch = "wasm32"))]
pub mod export;

#[cfg(feature = "browser")]
pub mod platform;

#[cfg(feature = "stage")]
pub mod stage;

#[cfg(feature = "view")]
pub mod view;
