//! Which labels the map shows and on which side of their marks, from the scene and the frame.

use super::label_frames::{frames_like, unmeasured, FRAMES, SMALL};
use super::label_obstacles::card_is_left;
use super::label_requests::{LabelOf, LabelRequests};
use super::Scene;
use crate::content::Atlas;
use crate::geo::{place_labels, Layout, Placed, Viewport};
use crate::storyboard::{BakedScenes, PAPER_FRAME};

/// What became of each label, in the atlas's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// Names of projects.
    pub projects: Vec<Placed>,
    /// Names of places.
    pub places: Vec<Placed>,
    /// Names of facilities.
    pub facilities: Vec<Placed>,
    /// Names on the land.
    pub land: Vec<Placed>,
    /// Names on the ground.
    pub ground: Vec<Placed>,
    /// Whether the card they make way for stands at the left.
    pub card_is_left: bool,
    /// How far each facility's mark stands from its place, px: those that would lie over each other
    /// stand apart.
    pub plants: Vec<(f64, f64)>,
}

/// Labels for a frame that is known; each keeps its side of `before` where it can. On a wall, names
/// on the land are set as large as in small frames.
pub fn labels(
    atlas: &Atlas,
    scene: &Scene,
    frame: Viewport,
    on_wall: bool,
    before: Option<&Labels>,
) -> Labels {
    placed(atlas, scene, vec![LabelRequests::of(atlas, scene, frame, on_wall)], before)
}

/// Labels that are free in each of these frames; each keeps its side of `before` where it can.
pub fn labels_in_all(
    atlas: &Atlas,
    scene: &Scene,
    frames: &[Viewport],
    before: Option<&Labels>,
) -> Labels {
    placed(
        atlas,
        scene,
        frames.iter().map(|frame| LabelRequests::of(atlas, scene, *frame, false)).collect(),
        before,
    )
}

/// Labels for small and for large frames before any frame is known: as the page is sent.
pub fn labels_unmeasured(atlas: &Atlas, scene: &Scene) -> (Labels, Labels) {
    let [small, large] = unmeasured().map(|frames| labels_in_all(atlas, scene, &frames, None));
    (small, large)
}

/// Labels for paper.
pub fn labels_on_paper(atlas: &Atlas, scene: &Scene) -> Labels {
    labels(atlas, scene, FRAMES[PAPER_FRAME], false, None)
}

/// The labels that the storyboard has for one of its frames. The picture that is sent with the page
/// keeps what it has.
pub fn labels_baked(
    atlas: &Atlas,
    scene: &Scene,
    board: &BakedScenes,
    ix: usize,
    is_sent: bool,
) -> Labels {
    let like = frames_like(board, ix);
    let is_small = like.first().is_some_and(|frame| frame.width <= SMALL);
    let sent =
        is_sent
            .then(|| labels_unmeasured(atlas, scene))
            .map(|(small, large)| if is_small { small } else { large });
    labels_in_all(atlas, scene, &like, sent.as_ref())
}

/// What labels are placed among in a frame, and what each of them stands for: for tests that
/// measure the outcome.
pub fn label_layout(
    atlas: &Atlas,
    scene: &Scene,
    frame: Viewport,
    on_wall: bool,
) -> (Layout, Vec<LabelOf>) {
    let asks = LabelRequests::of(atlas, scene, frame, on_wall);
    (asks.layout, asks.sources)
}

fn placed(
    atlas: &Atlas,
    scene: &Scene,
    asks: Vec<LabelRequests>,
    before: Option<&Labels>,
) -> Labels {
    let sources = asks.first().map(|a| a.sources.clone()).unwrap_or_default();
    let card_is_left = asks.first().is_some_and(|a| card_is_left(atlas, scene, a.layout.frame));
    let plants = asks.first().map(|a| a.plants.clone()).unwrap_or_default();
    let last: Vec<Placed> =
        sources.iter().map(|s| before.map_or(Placed::Hidden, |b| b.of(*s))).collect();
    let layouts: Vec<Layout> = asks.into_iter().map(|a| a.layout).collect();
    let placed = place_labels(&scene.camera, &layouts, &last);
    let mut labels = Labels {
        projects: vec![Placed::Hidden; atlas.projects.len()],
        places: vec![Placed::Hidden; atlas.places.len()],
        facilities: vec![Placed::Hidden; atlas.facilities.len()],
        land: vec![Placed::Hidden; atlas.land_names.len()],
        ground: vec![Placed::Hidden; atlas.ground_names.len()],
        card_is_left,
        plants,
    };
    for (source, placed) in sources.iter().zip(placed) {
        match *source {
            LabelOf::Project(i) => labels.projects[i] = placed,
            LabelOf::Place(i) => labels.places[i] = placed,
            LabelOf::Facility(i) => labels.facilities[i] = placed,
            LabelOf::Land(i) => labels.land[i] = placed,
            LabelOf::Ground(i) => labels.ground[i] = placed,
        }
    }
    labels
}

/// Class names of a label in small and in large frames, of which the style sheet knows which is
/// which, and on paper.
pub fn label_class(small: Placed, large: Placed, on_paper: Placed) -> String {
    format!("label s-{} l-{} p-{}", small.key(), large.key(), on_paper.key())
}

/// Class names of a label in a frame that was measured, and on paper.
pub fn label_class_measured(placed: Placed, on_paper: Placed) -> String {
    format!("label m-{} p-{}", placed.key(), on_paper.key())
}

impl Labels {
    /// Labels of which each stands where `place` says.
    pub fn placed(atlas: &Atlas, place: impl Fn(LabelOf) -> Placed) -> Labels {
        let list =
            |count: usize, of: fn(usize) -> LabelOf| (0..count).map(|i| place(of(i))).collect();
        Labels {
            projects: list(atlas.projects.len(), LabelOf::Project),
            places: list(atlas.places.len(), LabelOf::Place),
            facilities: list(atlas.facilities.len(), LabelOf::Facility),
            land: list(atlas.land_names.len(), LabelOf::Land),
            ground: list(atlas.ground_names.len(), LabelOf::Ground),
            ..Labels::default()
        }
    }

    /// What became of one label.
    pub fn of(&self, label: LabelOf) -> Placed {
        let (list, i) = match label {
            LabelOf::Project(i) => (&self.projects, i),
            LabelOf::Place(i) => (&self.places, i),
            LabelOf::Facility(i) => (&self.facilities, i),
            LabelOf::Land(i) => (&self.land, i),
            LabelOf::Ground(i) => (&self.ground, i),
        };
        list.get(i).copied().unwrap_or_default()
    }
}
