//! What the stage shows, as values: pure functions from a scene to the attributes and words of the
//! elements that change.
//!
//! Each such element bears a key, `data-slot`, by which it is found whatever others do to the page
//! around it. The page is baked from these values, the stage shows baked ones, and the tools write
//! live ones: all three from the same functions.

use crate::content::{Atlas, AtlasEvent, AtlasGroundName, EventKind, GroundKind};
use crate::ids::{EventIx, PlaceIx, ProjectIx, StepIx};
use crate::story::{project_label, Emphasis, LabelOf, Scene, Sheet, TimelineLayout, LINES};

/// One attribute, or the words, of one element of the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotValue {
    /// Key of the element, its `data-slot`.
    pub slot: String,
    /// Name of the attribute; empty for the element's words.
    pub attribute: &'static str,
    /// The value.
    pub value: String,
}

fn value(slot: impl Into<String>, attribute: &'static str, value: impl Into<String>) -> SlotValue {
    SlotValue { slot: slot.into(), attribute, value: value.into() }
}

/// Values by slot and attribute, for those who write the page.
#[derive(Clone, Debug, Default)]
pub struct SlotValues(Vec<SlotValue>);

impl SlotValues {
    /// All values of the stage in the order of the groups.
    pub fn new(groups: impl IntoIterator<Item = Vec<SlotValue>>) -> SlotValues {
        SlotValues(groups.into_iter().flatten().collect())
    }

    /// A value; empty where there is none.
    pub fn get(&self, slot: &str, attribute: &str) -> String {
        self.0
            .iter()
            .find(|v| v.slot == slot && v.attribute == attribute)
            .map(|v| v.value.clone())
            .unwrap_or_default()
    }
}

/// The class names of an emphasis.
pub fn class_of(emphasis: Emphasis) -> &'static str {
    match emphasis {
        Emphasis::Hidden => "is-hidden",
        Emphasis::Quiet => "is-quiet",
        Emphasis::Subject => "is-subject",
        Emphasis::Chosen => "is-subject is-chosen",
    }
}

fn emphasised(base: &str, emphasis: Emphasis) -> String {
    [base, " ", class_of(emphasis)].concat()
}

/// The map and the tally of a scene.
pub fn map_values(atlas: &Atlas, scene: &Scene) -> Vec<SlotValue> {
    let mut values = vec![value(
        "map",
        "class",
        if scene.sheet == Sheet::World { "map is-world" } else { "map" },
    )];
    for (i, emphasis) in scene.places.iter().enumerate().filter(|(i, _)| !atlas.places[*i].province)
    {
        let closed = if scene.is_closed(atlas, PlaceIx(i)) { " is-closed" } else { "" };
        values.push(value(format!("p{i}"), "class", emphasised("place", *emphasis) + closed));
    }
    values.extend(
        scene
            .places
            .iter()
            .enumerate()
            .map(|(i, e)| value(format!("r{i}"), "class", emphasised("ring", *e))),
    );
    values.extend(
        scene
            .flows
            .iter()
            .enumerate()
            .map(|(i, e)| value(format!("f{i}"), "class", emphasised("flow", *e))),
    );
    let note = scene.flows.iter().max().copied().unwrap_or(Emphasis::Hidden);
    values.push(value("note", "class", emphasised("map-note", note)));
    for (i, emphasis) in scene.projects.iter().enumerate() {
        let (project, words) = (&atlas.projects[i], project_label(atlas, scene, i));
        values.push(value(format!("b{i}"), "class", emphasised("badge", *emphasis)));
        // What is seen may say more than the name, and a name begins with what is seen.
        values.push(value(
            format!("d{i}"),
            "aria-label",
            project.described.replacen(&project.name, &words, 1),
        ));
        values.push(value(format!("w{i}"), "", words));
        // The count is the article's: no filter and no other map takes a project out of it.
        values.push(value(
            format!("t{i}"),
            "class",
            emphasised("named", (*emphasis).max(Emphasis::Quiet)),
        ));
    }
    values
}

/// A label of the map: the slot whose class says where it stands, and the class names that it
/// always has.
pub struct LabelSlot {
    /// Key of the element.
    pub slot: String,
    /// Class names before those of its side.
    pub base: &'static str,
    /// What it stands for.
    pub of: LabelOf,
}

/// The labels that lie on the stage as it is sent.
pub fn label_slots(atlas: &Atlas) -> Vec<LabelSlot> {
    let places = (0..atlas.places.len()).filter(|i| !atlas.places[*i].province);
    let places = places.map(|i| LabelSlot {
        slot: format!("q{i}"),
        base: "place-name label",
        of: LabelOf::Place(i),
    });
    let projects = (0..atlas.projects.len()).map(|i| LabelSlot {
        slot: format!("w{i}"),
        base: "label",
        of: LabelOf::Project(i),
    });
    let land = (0..atlas.land_names.len()).map(|i| LabelSlot {
        slot: format!("n{i}"),
        base: "label",
        of: LabelOf::Land(i),
    });
    places.chain(projects).chain(land).collect()
}

/// The labels that come with the ground.
pub fn ground_slots(atlas: &Atlas) -> Vec<LabelSlot> {
    let base = |kind| match kind {
        GroundKind::Town => "town label",
        GroundKind::Water => "water label",
        GroundKind::River => "water river-name label",
        GroundKind::Range => "range label",
    };
    let slot = |(i, name): (usize, &AtlasGroundName)| LabelSlot {
        slot: format!("g{i}"),
        base: base(name.kind),
        of: LabelOf::Ground(i),
    };
    atlas.ground_names.iter().enumerate().map(slot).collect()
}

/// Where the labels stand; `class` has the class names of each.
pub fn label_values(atlas: &Atlas, class: impl Fn(LabelOf) -> String) -> Vec<SlotValue> {
    let of_slot = |slot: LabelSlot| {
        value(slot.slot, "class", slot.base.trim_end_matches("label").to_string() + &class(slot.of))
    };
    label_slots(atlas).into_iter().chain(ground_slots(atlas)).map(of_slot).collect()
}

/// The buttons that lead from step to step.
pub fn stepper_values(atlas: &Atlas, step: StepIx) -> Vec<SlotValue> {
    let count = atlas.steps.len();
    let href = |by: isize| {
        let to = step.0.saturating_add_signed(by).min(count.saturating_sub(1));
        format!("#step={}", atlas.step(StepIx(to)).id)
    };
    vec![
        value("prev", "href", href(-1)),
        value("at", "", format!("{} / {count}", step.0 + 1)),
        value("next", "href", href(1)),
    ]
}

/// The marks of the timeline, of which a `window` (shares of the axis) is shown.
pub fn timeline_values(
    atlas: &Atlas,
    layout: &TimelineLayout,
    scene: &Scene,
    window: (f64, f64),
) -> Vec<SlotValue> {
    let wanted = wanted(scene);
    let narrow = layout.labelled(atlas, &wanted, window, LINES[0], &[]);
    let wide = layout.labelled(atlas, &wanted, window, LINES[1], &narrow);
    // One stop for the Tab key; the arrows lead on from there.
    let first = wanted.first().copied().or((!scene.events.is_empty()).then_some(EventIx(0)));
    let mut values = Vec::new();
    for (i, emphasis) in scene.events.iter().enumerate() {
        let ix = EventIx(i);
        let labelled = match (narrow.contains(&ix), wide.contains(&ix)) {
            (true, _) => " labelled",
            (false, true) => " labelled-wide",
            _ => "",
        };
        values.push(value(format!("a{i}"), "tabindex", if first == Some(ix) { "0" } else { "-1" }));
        values.push(value(format!("e{i}"), "class", emphasised("event", *emphasis) + labelled));
    }
    let tie = |(i, (a, _)): (usize, &(EventIx, EventIx))| {
        let emphasis = scene.events.get(a.0).copied().unwrap_or(Emphasis::Hidden);
        value(format!("y{i}"), "class", emphasised("tie", emphasis))
    };
    values.extend(layout.ties.iter().enumerate().map(tie));
    values.push(value("caption", "", caption(atlas, &wanted)));
    values
}

/// The shown part of the timeline, and the stretch that is picked on it, both as shares.
pub fn window_values(window: (f64, f64), brush: Option<(f64, f64)>) -> Vec<SlotValue> {
    let (from, to) = brush.unwrap_or_default();
    let width = (window.1 - window.0).max(LEAST_WINDOW);
    vec![
        value("ruler", "class", if window == (0.0, 1.0) { "ruler" } else { "ruler is-closer" }),
        // Percentages within count from this element, so that time is brought closer by widening
        // it.
        value("span", "x", percent(-window.0 / width)),
        value("span", "width", percent(1.0 / width)),
        value("brush", "x", percent(from)),
        value("brush", "width", percent(to - from)),
    ]
}

/// A window shows at least this share of the axis.
const LEAST_WINDOW: f64 = 1e-3;

/// A share as SVG writes lengths.
pub fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

/// Events that the scene speaks of.
fn wanted(scene: &Scene) -> Vec<EventIx> {
    let chosen = scene.events.contains(&Emphasis::Chosen);
    let least = if chosen { Emphasis::Chosen } else { Emphasis::Subject };
    (0..scene.events.len()).filter(|i| scene.events[*i] >= least).map(EventIx).collect()
}

/// The events spoken of, in words: for narrow timelines, and for what a mark cannot say.
fn caption(atlas: &Atlas, wanted: &[EventIx]) -> String {
    let mut events: Vec<&AtlasEvent> = wanted.iter().map(|e| &atlas.events[e.0]).collect();
    events.sort_by_key(|e| e.priority);
    events.truncate(2);
    events.sort_by_key(|e| e.date.sort_day());
    let say = |e: &&AtlasEvent| {
        [&e.when, &atlas.words.colon, &e.label, &qualified(atlas, e)].map(String::as_str).concat()
    };
    events.iter().map(say).collect::<Vec<_>>().join(" · ")
}

/// What must be said with an event: planned, reported, disputed.
pub fn qualified(atlas: &Atlas, event: &AtlasEvent) -> String {
    let words = &atlas.phrases;
    let kind = match event.kind {
        EventKind::Happened => None,
        EventKind::Planned => Some(&words.planned),
        EventKind::Reported => Some(&words.reported),
    };
    let disputed = (!event.against.is_empty()).then_some(&words.disputed);
    let said: Vec<&str> = kind.into_iter().chain(disputed).map(String::as_str).collect();
    if said.is_empty() {
        String::new()
    } else {
        atlas.words.aside.replace("{what}", &said.join(&atlas.words.comma))
    }
}

/// The projects at a place, in the atlas's order.
pub fn projects_at(atlas: &Atlas, place: PlaceIx) -> impl Iterator<Item = ProjectIx> + '_ {
    (0..atlas.projects.len()).map(ProjectIx).filter(move |ix| atlas.projects[ix.0].place == place)
}
