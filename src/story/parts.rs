//! Parts of the state that have names of their own: what is taken out, and what is laid on the map.

use crate::content::Layer;
use crate::ids::{EventIx, FacilityIx, PlaceIx, ProjectIx};

/// Something that a reader takes out for a closer look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An event.
    Event(EventIx),
    /// A project.
    Project(ProjectIx),
    /// A place.
    Place(PlaceIx),
    /// A facility outside China.
    Facility(FacilityIx),
}

/// What the map adds to its base, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layers(u8);

impl Layers {
    /// The set of some layers.
    pub fn of(layers: &[Layer]) -> Layers {
        layers.iter().fold(Layers::default(), |set, layer| Layers(set.0 | 1 << *layer as u8))
    }

    /// Whether a layer is in it.
    pub fn has(self, layer: Layer) -> bool {
        self.0 & (1 << layer as u8) != 0
    }

    /// The set with a layer put in or taken out.
    #[must_use]
    pub fn toggled(self, layer: Layer) -> Layers {
        Layers(self.0 ^ (1 << layer as u8))
    }
}
