//! The one holder of state. Views read slices of it and send actions; nobody else writes.

use crate::content::Atlas;
use crate::story::{scene, update, Action, Effect, Emphasis, Scene, State};
use leptos::prelude::*;
use std::sync::Arc;

/// Carries out what an update asks of the world.
pub type Performer = fn(Store, Effect);

/// A handle to the state, the scene that follows from it, and the one way to change it.
#[derive(Clone, Copy)]
pub struct Store {
    atlas: StoredValue<Arc<Atlas>>,
    state: RwSignal<State>,
    /// The scene of the present state.
    pub scene: Memo<Scene>,
    perform: Performer,
}

impl Store {
    /// A store at the beginning of the story. `perform` carries out effects.
    pub fn new(atlas: Atlas, perform: Performer) -> Store {
        let atlas = StoredValue::new(Arc::new(atlas));
        let state = RwSignal::new(State::START);
        let scene = Memo::new(move |_| atlas.with_value(|a| scene(a, &state.get())));
        Store { atlas, state, scene, perform }
    }

    /// The atlas.
    pub fn atlas(&self) -> Arc<Atlas> {
        self.atlas.get_value()
    }

    /// The state, tracked.
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// Applies an action and carries out its effects.
    pub fn dispatch(&self, action: Action) {
        let result = self.atlas.with_value(|a| update(a, self.state.get_untracked(), action));
        if result.state != self.state.get_untracked() {
            self.state.set(result.state);
        }
        for effect in result.effects {
            (self.perform)(*self, effect);
        }
    }

    /// Class names for one thing of the scene: `base`, then how strongly it is drawn. Tracked.
    pub fn class(&self, base: &'static str, pick: impl Fn(&Scene) -> Option<Emphasis> + Send + Sync + 'static) -> Memo<String> {
        let scene = self.scene;
        Memo::new(move |_| scene.with(|s| format!("{base} {}", class_of(pick(s).unwrap_or(Emphasis::Hidden)))))
    }
}

/// The class name of an emphasis.
pub fn class_of(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Hidden => "is-hidden",
        Emphasis::Quiet => "is-quiet",
        Emphasis::Subject => "is-subject",
        Emphasis::Chosen => "is-subject is-chosen",
    }
}
