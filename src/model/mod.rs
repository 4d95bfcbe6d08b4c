//! The laboratory's arithmetic: quantities that are products of what is known only within bounds.
//!
//! A [`Product`] is a fixed number times or divided by parameters, each a [`Triangular`]
//! distribution from low over central to high. [`Draws`] samples it in slices, so that a page can
//! go on between them; the same seed and inputs give the same figures on every machine.

mod draws;
mod product;
mod random;
mod stoichiometry;
mod triangular;

pub use draws::{Draws, Outcome, BARS};
pub use product::{Factor, Product};
pub use random::Random;
pub use stoichiometry::{metal_in_oxide, ND2O3, PR6O11};
pub use triangular::{Fault, Triangular};
