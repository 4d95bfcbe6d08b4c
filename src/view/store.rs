//! The one holder of state. Views read slices of it and send actions; nobody else writes.

use super::slots::{class_of, ground_slots, label_slots};
use super::stage_client;
use crate::content::Atlas;
use crate::geo::{Camera, Placed, Viewport};
use crate::ids::StepIx;
use crate::platform;
use crate::story::{label_class_measured, labels, labels_on_paper, scene, update};
use crate::story::{Action, Effect, Emphasis, LabelOf, Labels, Scene, Span, State, SMALL};
use crate::storyboard::BakedScenes;
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
    /// The camera of the scene.
    pub camera: Memo<Camera>,
    /// The same scene but for its camera and the window of its timeline, which are always those of
    /// the beginning: what a hand that moves the map or the timeline leaves as it is.
    pub things: Memo<Scene>,
    /// The shown part of the timeline; `None` for the whole.
    span: Memo<Option<Span>>,
    /// The camera that is drawn: the scene's, or one on the way to it.
    pub shown: RwSignal<Camera>,
    /// The same, for what need not follow in every frame.
    pub seen: RwSignal<Camera>,
    /// Where a hand has the map, until the state is told.
    pub held: RwSignal<Option<Camera>>,
    /// Size of the map, once it is measured.
    pub frame: RwSignal<Option<Viewport>>,
    /// How large letters are, in units of the usual 16 px: labels need as much more room.
    pub type_scale: RwSignal<f64>,
    /// Whether it is shown on a wall, to be read from afar.
    pub on_wall: RwSignal<bool>,
    /// The stretch of the timeline that a hand is drawing, as shares of the whole axis.
    pub drawn: RwSignal<Option<(f64, f64)>>,
    /// Labels, once the map is measured: as it is seen, and on paper.
    labels: Memo<Option<(Labels, Labels)>>,
    perform: Performer,
}

impl Store {
    /// A store at the beginning of the story. `perform` carries out effects.
    pub fn new(atlas: Atlas, perform: Performer) -> Store {
        let atlas = StoredValue::new(Arc::new(atlas));
        let state = RwSignal::new(State::START);
        let scene = Memo::new(move |_| atlas.with_value(|a| state.with(|s| scene(a, s))));
        let first = scene.with_untracked(|s| s.camera);
        let frame = RwSignal::new(None::<Viewport>);
        let camera = Memo::new(move |_| {
            let fits = |frame: Viewport| state.with(|s| s.view.is_none()) && frame.width > 0.0;
            match frame.get().filter(|frame| fits(*frame)) {
                Some(frame) => scene.with(|s| s.camera_in(frame)),
                None => scene.with(|s| s.camera),
            }
        });
        let span = Memo::new(move |_| scene.with(|s| s.window));
        let things = Memo::new(move |_| Scene { camera: first, window: None, ..scene.get() });
        let (shown, seen) = (RwSignal::new(first), RwSignal::new(first));
        let held = RwSignal::new(None);
        let (type_scale, on_wall) = (RwSignal::new(1.0), RwSignal::new(false));
        let labels = Memo::new(move |before: Option<&Option<(Labels, Labels)>>| {
            let (frame, scale) = (frame.get()?, type_scale.get());
            let frame = Viewport { width: frame.width / scale, height: frame.height / scale };
            let atlas = atlas.get_value();
            let scene = things.with(|s| Scene { camera: camera.get(), ..s.clone() });
            // What the stage showed stays where it was.
            let step = state.with_untracked(|s| s.step);
            let before = before
                .and_then(Option::as_ref)
                .map(|(seen, _)| seen.clone())
                .or_else(|| baked_labels(&atlas, step, frame));
            let on_paper = labels_on_paper(&atlas, &scene);
            Some((labels(&atlas, &scene, frame, on_wall.get(), before.as_ref()), on_paper))
        });
        Store {
            atlas,
            state,
            scene,
            camera,
            things,
            span,
            shown,
            seen,
            held,
            frame,
            type_scale,
            on_wall,
            drawn: RwSignal::new(None),
            labels,
            perform,
        }
    }

    /// The atlas.
    pub fn atlas(&self) -> Arc<Atlas> {
        self.atlas.get_value()
    }

    /// The state, tracked.
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// A part of the state, tracked.
    pub fn with<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        self.state.with(look)
    }

    /// A part of the state that changes only when it does.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        &self,
        look: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let state = self.state;
        Memo::new(move |_| state.with(&look))
    }

    /// The shown part of the timeline, as shares of the whole axis. Tracked.
    pub fn window(&self) -> (f64, f64) {
        self.span.get().map_or((0.0, 1.0), |span| {
            self.atlas.with_value(|a| (a.axis.place(span.from()), a.axis.place(span.to().plus(1))))
        })
    }

    /// The stretch that is drawn or picked, as shares of the shown part of the timeline. Tracked.
    pub fn brush(&self) -> Option<(f64, f64)> {
        let picked = self.state.with(|s| s.filter.span);
        let picked = picked.map(|span| {
            self.atlas.with_value(|a| (a.axis.place(span.from()), a.axis.place(span.to().plus(1))))
        });
        let (from, to) = self.drawn.get().or(picked)?;
        let (a, b) = self.window();
        let on = |share: f64| ((share - a) / (b - a).max(1e-6)).clamp(0.0, 1.0);
        Some((on(from), on(to)))
    }

    /// Class names of one label: where it stands. Tracked.
    pub fn label(&self, label: LabelOf) -> Memo<String> {
        let labels = self.labels;
        Memo::new(move |_| {
            labels.with(|l| {
                let [seen, on_paper] =
                    l.as_ref().map_or([Placed::Hidden; 2], |(seen, on_paper)| {
                        [seen.of(label), on_paper.of(label)]
                    });
                label_class_measured(seen, on_paper)
            })
        })
    }

    /// How far a facility's mark stands from its place, as it is seen and on paper, px. Tracked.
    pub fn plant_shift(&self, ix: usize) -> Memo<[(f64, f64); 2]> {
        let labels = self.labels;
        let of = move |labels: &Labels| labels.plants.get(ix).copied().unwrap_or_default();
        Memo::new(move |_| {
            labels.with(|l| {
                l.as_ref().map_or([(0.0, 0.0); 2], |(seen, on_paper)| [of(seen), of(on_paper)])
            })
        })
    }

    /// Labels, once the map is measured: as it is seen, and on paper. Tracked.
    pub fn labels(&self) -> Option<(Labels, Labels)> {
        self.labels.get()
    }

    /// Whether an open card stands at the left of the map. Tracked.
    pub fn card_is_left(&self) -> bool {
        self.labels.with(|labels| labels.as_ref().is_some_and(|(seen, _)| seen.card_is_left))
    }

    /// What the map shows at this moment. Not tracked.
    pub fn camera_now(&self) -> Camera {
        stage_client::camera().unwrap_or_else(|| self.shown.get_untracked())
    }

    /// Shows what a hand looks at. The state follows before the next action, or when it is told.
    pub fn look(&self, camera: Camera) {
        stage_client::hold(camera);
        self.shown.set(camera);
        self.held.set(Some(camera));
    }

    /// Tells the state where the hand has the map.
    pub fn tell(&self) {
        if let Some(camera) = self.held.get_untracked() {
            self.held.set(None);
            self.apply(Action::Look(camera));
        }
    }

    /// Applies an action and carries out its effects.
    pub fn dispatch(&self, action: Action) {
        self.tell();
        self.apply(action);
    }

    fn apply(&self, action: Action) {
        let before = self.state.get_untracked();
        let result = self.atlas.with_value(|a| update(a, before.clone(), action));
        if result.state != before {
            self.state.set(result.state);
        }
        for effect in result.effects {
            (self.perform)(*self, effect);
        }
    }

    /// Class names for one thing of the scene: `base`, then how strongly it is drawn. Tracked.
    pub fn class(
        &self,
        base: &'static str,
        pick: impl Fn(&Scene) -> Option<Emphasis> + Send + Sync + 'static,
    ) -> Memo<String> {
        let things = self.things;
        Memo::new(move |_| {
            things.with(|s| format!("{base} {}", class_of(pick(s).unwrap_or(Emphasis::Hidden))))
        })
    }
}

/// The labels that the page's storyboard has for a step in a frame; `None` for a page without one,
/// and for a frame that it has none for.
fn baked_labels(atlas: &Atlas, step: StepIx, frame: Viewport) -> Option<Labels> {
    let mut board = BakedScenes::read(&platform::embedded_data("storyboard")?).ok()?;
    let ground = platform::embedded_data("ground-board");
    let ground = ground.map_or(Vec::new(), |text| board.read_labels(&text));
    board.labels.extend(ground);
    let ix = board.frame_for(frame, SMALL)?;
    let slots: Vec<_> = label_slots(atlas).into_iter().chain(ground_slots(atlas)).collect();
    let side = |of: LabelOf| {
        let slot = &slots.iter().find(|slot| slot.of == of)?.slot;
        Some(Placed::of_key(board.labels.iter().find(|l| l.slot == *slot)?.side(step.0, ix)))
    };
    Some(Labels::placed(atlas, |of| side(of).unwrap_or_default()))
}
