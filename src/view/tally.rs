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
            <Languages store/>
        </div>
    }
}

/// The way to the same place in other languages: always in reach, because it stands with the picture.
#[component]
fn Languages(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let links = atlas.langs.iter().map(|lang| {
        let (id, name, href) = (lang.id.clone(), lang.name.clone(), lang.address.clone());
        if id == atlas.lang {
            return view! { <span lang=id aria-current="page">{name}</span> }.into_any();
        }
        view! { <a lang=id.clone() hreflang=id.clone() data-lang=id href=href>{name}</a> }.into_any()
    });
    let links = links.collect_view();
    (atlas.langs.len() > 1).then(|| view! { <nav class="languages" aria-label=atlas.languages.clone()>{links}</nav> })
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
