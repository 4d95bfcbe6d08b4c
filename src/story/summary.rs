//! One sentence for a view, from the same scene as the picture.

use super::scene::{Emphasis, Scene};
use super::view::Sheet;
use crate::content::Atlas;

/// What the view shows, and what changed since another one.
pub fn summary(atlas: &Atlas, scene: &Scene, before: Option<&Scene>) -> String {
    let words = &atlas.words;
    let named = subjects(atlas, scene);
    let shown = if named.is_empty() { words.none.clone() } else { named.join(&words.semicolon) };
    let view = match scene.sheet {
        Sheet::Region => words.view_says.replace("{km}", &format!("{:.0}", scene.camera.span_km)),
        Sheet::World => words.world_says.clone(),
    };
    let marked = scene.events.iter().filter(|e| **e > Emphasis::Quiet).count();
    let all = Scene::drawn(&scene.events).count();
    let marks =
        words.marked_says.replace("{n}", &marked.to_string()).replace("{all}", &all.to_string());
    let mut says = vec![view.replace("{shown}", &shown), marks];
    if let Some(change) = before.and_then(|b| change(atlas, scene, b)) {
        says.push(change);
    }
    says.join(" ")
}

/// What the scene speaks of, by name and precision.
fn subjects(atlas: &Atlas, scene: &Scene) -> Vec<String> {
    let strong = |list: &[Emphasis]| {
        (0..list.len()).filter(|i| list[*i] > Emphasis::Quiet).collect::<Vec<_>>()
    };
    let projects = strong(&scene.projects).into_iter().filter_map(|i| {
        let project = atlas.projects.get(i)?;
        let place = atlas.places.get(project.place.0)?;
        Some(format!(
            "{}{}",
            project.name,
            aside(atlas, &format!("{}{}{}", place.name, atlas.words.comma, place.precision))
        ))
    });
    let hosts = |i: usize| atlas.projects.iter().any(|p| p.place.0 == i);
    let bare = strong(&scene.places).into_iter().filter(|i| !hosts(*i));
    let places = bare
        .filter_map(|i| atlas.places.get(i))
        .map(|p| format!("{}{}", p.name, aside(atlas, &p.precision)));
    let plants = strong(&scene.facilities)
        .into_iter()
        .filter_map(|i| atlas.facilities.get(i))
        .map(|f| format!("{}{}", f.name, aside(atlas, &f.said)));
    projects.chain(places).chain(plants).collect()
}

fn change(atlas: &Atlas, scene: &Scene, before: &Scene) -> Option<String> {
    let (now, then) = (subjects(atlas, scene), subjects(atlas, before));
    let only = |a: &[String], b: &[String]| {
        a.iter().filter(|x| !b.contains(x)).map(|x| short(atlas, x)).collect::<Vec<_>>()
    };
    let (new, gone) = (only(&now, &then), only(&then, &now));
    if new.is_empty() && gone.is_empty() {
        return None;
    }
    let words = &atlas.words;
    let list = |names: Vec<String>| {
        if names.is_empty() {
            words.none.clone()
        } else {
            names.join(&words.semicolon)
        }
    };
    Some(words.change_says.replace("{new}", &list(new)).replace("{gone}", &list(gone)))
}

/// The name without what follows it in brackets: the precision was said when it first came.
fn short(atlas: &Atlas, subject: &str) -> String {
    let opening = atlas.words.aside.split('{').next().filter(|sign| !sign.is_empty());
    opening.and_then(|sign| subject.split_once(sign)).map_or(subject, |(name, _)| name).to_string()
}

/// What is said beside a name.
fn aside(atlas: &Atlas, what: &str) -> String {
    atlas.words.aside.replace("{what}", what)
}
