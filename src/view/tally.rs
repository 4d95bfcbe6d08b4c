//! The tally: every project that the article counts, named or not, from the first step to the last.

use super::Store;
use crate::ids::ProjectIx;
use crate::story::Emphasis;
use leptos::prelude::*;

/// A mark for each counted project. The named ones take the colour of their stage and lead to
/// their step; the others stay grey and nameless.
#[component]
pub fn Tally(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let named = (0..atlas.projects.len()).map(|i| view! { <Named store ix=ProjectIx(i)/> }).collect_view();
    let unnamed = (atlas.projects.len()..atlas.tally).map(|_| view! { <li class="unnamed" aria-hidden="true"></li> }).collect_view();
    view! {
        <div class="tally">
            <p class="tally-says">{atlas.phrases.tally.clone()}<span class="tally-more">{atlas.phrases.tally_more.clone()}</span></p>
            <ul class="tally-marks">{named} {unnamed}</ul>
        </div>
    }
}

#[component]
fn Named(store: Store, ix: ProjectIx) -> impl IntoView {
    let atlas = store.atlas();
    let project = &atlas.projects[ix.0];
    // The count is the article's: no filter and no other map takes a project out of it.
    let class = store.class("named", move |s| s.projects.get(ix.0).map(|e| (*e).max(Emphasis::Quiet)));
    view! {
        <li class=class>
            <a class=format!("chip stage-{}", atlas.stages[project.stage().0])
                href=format!("#step={}", atlas.step(project.step).id)
                data-project=project.id.clone()
                aria-label=format!("{} {}", project.number, project.name)>
                <b>{project.number}</b>
                " "
                <span>{project.name.clone()}</span>
            </a>
        </li>
    }
}
