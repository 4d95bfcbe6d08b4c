//! Indices into the atlas, one type per list, so that a step can never be taken for an event.

use serde::{Deserialize, Serialize};

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub usize);
    };
}

index!(
    /// Position of a step in the story's order.
    StepIx
);
index!(
    /// Position of a project in the article's order.
    ProjectIx
);
index!(
    /// Position of an event in the atlas, sorted by date.
    EventIx
);
index!(
    /// Position of a place in the atlas.
    PlaceIx
);
index!(
    /// Position of a facility in the atlas.
    FacilityIx
);
index!(
    /// Position of a stage in the value chain, from ore to magnet and back.
    StageIx
);
