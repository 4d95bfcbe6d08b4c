//! A small, still map of a step, drawn with the page's own land: for the overview and for what
//! comes next.

use crate::content::{Atlas, Layer};
use crate::ids::StepIx;
use crate::view::map::world_use;
use crate::view::Store;
use leptos::prelude::*;

/// The view of a step with a mark for each thing that it speaks of. It says nothing to screen
/// readers, because the step's words stand beside it.
#[component]
pub fn SmallMap(store: Store, step: StepIx) -> impl IntoView {
    let atlas = store.atlas();
    let camera = atlas.step(step).camera;
    let world = atlas.step(step).layers.contains(&Layer::World);
    let r = camera.span_km * 0.035;
    let marks = marks(&atlas, step).into_iter().map(|(x, y, class, sign)| {
        view! {
            <g class=class>
                <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r=format!("{r:.1}")></circle>
                <text x=format!("{x:.1}") y=format!("{y:.1}") font-size=format!("{:.1}", r * 1.3)>{sign}</text>
            </g>
        }
    });
    view! {
        <svg class="small-map" viewBox=camera.view_box() aria-hidden="true">
            {(!world).then(|| view! { <use href="#china" transform="scale(0.5)"></use> })}
            {world.then(world_use)}
            {marks.collect_view()}
        </svg>
    }
}

/// Marks by their middle in km, class and sign. Projects of one place stand side by side.
fn marks(atlas: &Atlas, ix: StepIx) -> Vec<(f64, f64, String, String)> {
    let step = atlas.step(ix);
    if step.layers.contains(&Layer::World) {
        return atlas
            .facilities
            .iter()
            .map(|f| (f.at.x, f.at.y, format!("stage-{}", stage(atlas, &f.stages)), String::new()))
            .collect();
    }
    let mut found: Vec<(f64, f64, String, String)> = Vec::new();
    for project in step.focus.iter().filter_map(|p| atlas.projects.get(p.0)) {
        let Some(place) = atlas.places.get(project.place.0) else { continue };
        let shift = found.iter().filter(|(_, y, ..)| (*y - place.at.y).abs() < 0.1).count() as f64;
        let x = place.at.x + shift * step.camera.span_km * 0.075;
        found.push((
            x,
            place.at.y,
            format!("stage-{}", stage(atlas, &project.stages)),
            project.number.to_string(),
        ));
    }
    found
}

fn stage(atlas: &Atlas, stages: &[crate::ids::StageIx]) -> String {
    stages.first().and_then(|s| atlas.stages.get(s.0)).cloned().unwrap_or_default()
}
