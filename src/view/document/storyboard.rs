//! The storyboard of a language, drawn up from the pages that the stage would be sent as at each step.

use super::super::labels::{labels, Labels};
use super::super::{Stage, Store};
use crate::content::Atlas;
use crate::geo::{Frame, Placed};
use crate::ids::StepIx;
use crate::story::{scene, Action, Emphasis, Sheet, State};
use crate::storyboard::{Change, Label, Panel, Storyboard};
use leptos::prelude::*;

/// Frames that labels are placed for: those of phones, upright and lying, and of larger windows.
const FRAMES: [(f64, f64); 10] = [
    (300.0, 140.0),
    (336.0, 200.0),
    (360.0, 260.0),
    (390.0, 330.0),
    (600.0, 330.0),
    (600.0, 440.0),
    (700.0, 560.0),
    (820.0, 680.0),
    (1000.0, 800.0),
    (1300.0, 950.0),
];

/// Draws the storyboard up.
///
/// # Errors
/// When two steps differ in more than attributes and words.
pub fn storyboard(atlas: &Atlas, land: &str) -> Result<Storyboard, String> {
    let stages: Vec<String> = (0..atlas.steps.len()).map(|step| stage_at(atlas, land, step)).collect();
    let elements: Vec<Vec<Element>> = stages.iter().map(|html| read(html)).collect();
    let frames: Vec<Frame> = FRAMES.iter().map(|(width, height)| Frame { width: *width, height: *height }).collect();
    let mut board = Storyboard { frames: frames.clone(), ..Storyboard::default() };
    let mut placed = Vec::new();
    for (i, step) in atlas.steps.iter().enumerate() {
        let scene = scene(atlas, &at(i));
        let spoken = atlas.places.iter().zip(&scene.places).filter(|(p, e)| p.outlined && **e > Emphasis::Quiet);
        let announced = atlas.phrases.announced.replace("{n}", &(i + 1).to_string()).replace("{all}", &atlas.steps.len().to_string());
        board.panels.push(Panel {
            id: step.id.clone(),
            camera: scene.camera,
            world: scene.sheet == Sheet::World,
            outlines: spoken.filter(|_| scene.sheet == Sheet::Region).map(|(p, _)| p.id.clone()).collect(),
            announced: announced.replace("{title}", &step.title),
        });
        placed.push(frames.iter().map(|frame| labels(atlas, &scene, *frame, false, None)).collect::<Vec<_>>());
    }
    let first = elements.first().ok_or("the story has no steps")?;
    for (element, shown) in first.iter().enumerate() {
        let all: Vec<&Element> = elements.iter().filter_map(|of_step| of_step.get(element)).collect();
        if all.len() != elements.len() || all.iter().any(|e| e.name != shown.name) {
            return Err(format!("the stage has other elements in some steps, from <{}> on", shown.name));
        }
        let label = label_of(atlas, shown);
        if let Some((base, pick)) = &label {
            let sides = placed.iter().map(|of_step| of_step.iter().map(|l| side(pick(l)).to_string()).collect()).collect();
            board.labels.push(Label { element, base: base.clone(), sides });
        }
        for attribute in shown.attributes.iter().map(|(name, _)| name.as_str()).chain([""]) {
            let values: Vec<Option<String>> = all.iter().map(|e| e.value(attribute)).collect();
            let differ = values.iter().any(|v| *v != values[0]) && !(attribute == "class" && label.is_some());
            if differ {
                let values = values.into_iter().map(|v| v.ok_or(format!("<{}> has no {attribute} in some steps", shown.name)));
                board.changes.push(Change { element, attribute: attribute.to_string(), values: values.collect::<Result<_, _>>()? });
            }
        }
    }
    Ok(board)
}

fn at(step: usize) -> State {
    State { step: StepIx(step), ..State::START }
}

/// The stage as it would be sent at a step.
fn stage_at(atlas: &Atlas, land: &str, step: usize) -> String {
    let owner = Owner::new();
    owner.with(|| {
        let store = Store::new(atlas.clone(), |_, _| {});
        store.dispatch(Action::Arrived(StepIx(step)));
        let land = land.to_string();
        view! { <Stage store land/> }.to_html()
    })
}

type Pick = Box<dyn Fn(&Labels) -> Option<Placed>>;

/// The class names that a label always has, and how to find where it stands.
fn label_of(atlas: &Atlas, element: &Element) -> Option<(String, Pick)> {
    let class = element.value("class")?;
    let base = class.split_once("label s-")?.0.to_string() + "label";
    let pick: Pick = match &element.key {
        Some((kind, id)) if kind == "data-place" => {
            let i = atlas.places.iter().position(|p| p.id == *id)?;
            Box::new(move |l| l.places.get(i).copied())
        }
        Some((_, id)) => {
            let i = atlas.projects.iter().position(|p| p.id == *id)?;
            Box::new(move |l| l.projects.get(i).copied())
        }
        None => {
            let i = element.nth_text?;
            Box::new(move |l| l.land.get(i).copied())
        }
    };
    Some((base, pick))
}

fn side(placed: Option<Placed>) -> &'static str {
    match placed {
        Some(Placed::Beside(side)) => side.name(),
        Some(Placed::Along) => "along",
        Some(Placed::Hidden) | None => "none",
    }
}

/// An element as it is sent.
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// Its first child, where that is text.
    text: Option<String>,
    /// The place or the project that it, or the link around it, stands for.
    key: Option<(String, String)>,
    /// Its number among the names on the land.
    nth_text: Option<usize>,
}

impl Element {
    fn value(&self, attribute: &str) -> Option<String> {
        if attribute.is_empty() {
            // Where there are no words, a space is sent to hold their place.
            return Some(self.text.clone().filter(|text| text != " ").unwrap_or_default());
        }
        self.attributes.iter().find(|(name, _)| name == attribute).map(|(_, value)| value.clone())
    }
}

/// The elements of markup that we wrote ourselves, in document order.
fn read(html: &str) -> Vec<Element> {
    let mut all: Vec<Element> = Vec::new();
    let mut names = 0;
    for tag in html.split('<').skip(1) {
        if tag.starts_with(['/', '!']) {
            continue;
        }
        let (inside, text) = tag.split_once('>').unwrap_or((tag, ""));
        let (name, rest) = inside.split_once(' ').unwrap_or((inside.trim_end_matches('/'), ""));
        let attributes = attributes(rest);
        let own = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| (key.to_string(), value.clone()));
        // A label within a link to a project is the project's; one of its own has its place with it.
        let key = own("data-place").or(own("data-project")).or_else(|| (name == "span").then(|| all.last()?.key.clone()).flatten());
        let key = key.or_else(|| (name == "b").then(|| all.last()?.key.clone()).flatten());
        let named = name == "text" && attributes.iter().any(|(_, value)| value.starts_with("label s-"));
        names += usize::from(named);
        let text = Some(plain(text)).filter(|t| !t.is_empty());
        all.push(Element { name: name.to_string(), attributes, text, key, nth_text: named.then(|| names - 1) });
    }
    all
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_end_matches('/').trim_start();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => ("", after),
        };
        found.push((name.to_string(), plain(value)));
        rest = after.trim_start();
    }
    found
}

/// Text without the signs that stand for others in markup.
fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}
