//! The tally: every project that the article counts, named or not, from the first step to the last.

use super::slots::SlotValues;
use crate::content::Atlas;
use crate::ids::ProjectIx;
use leptos::prelude::*;

/// A mark for each counted project. The named ones take the colour of their stage and lead to
/// their step; the others stay grey and nameless.
pub fn tally(atlas: &Atlas, values: &SlotValues) -> impl IntoView {
    let named =
        (0..atlas.projects.len()).map(|i| named(atlas, values, ProjectIx(i))).collect_view();
    let unnamed = (atlas.projects.len()..atlas.tally)
        .map(|_| view! { <li class="unnamed" aria-hidden="true"></li> })
        .collect_view();
    view! {
        <div class="tally">
            <p class="tally-says">{atlas.phrases.tally.clone()}<span class="tally-more">{atlas.phrases.tally_more.clone()}</span></p>
            <ul class="tally-marks">{named} {unnamed}</ul>
            {languages(atlas)}
        </div>
    }
}

/// The way to the same place in other languages: always in reach, because it stands with the
/// picture.
fn languages(atlas: &Atlas) -> impl IntoView {
    let links = atlas.langs.iter().map(|lang| {
        let (id, name, href) = (lang.id.clone(), lang.name.clone(), lang.address.clone());
        if id == atlas.lang {
            return view! { <span lang=id aria-current="page">{name}</span> }.into_any();
        }
        view! { <a lang=id.clone() hreflang=id.clone() data-lang=id href=href>{name}</a> }
            .into_any()
    });
    let links = links.collect_view();
    (atlas.langs.len() > 1)
        .then(|| view! { <nav class="languages" aria-label=atlas.languages.clone()>{links}</nav> })
}

fn named(atlas: &Atlas, values: &SlotValues, ix: ProjectIx) -> impl IntoView {
    let project = &atlas.projects[ix.0];
    let slot = format!("t{}", ix.0);
    view! {
        <li class=values.get(&slot, "class") data-slot=slot>
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
