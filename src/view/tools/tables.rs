//! Map and timeline as tables: the same things, in the same filter, from the same scene.

use crate::content::{Atlas, Provenance};
use crate::ids::{PlaceIx, ProjectIx, StepIx};
use crate::story::{summary, Scene};
use crate::view::Store;
use leptos::prelude::*;

/// The tables over the picture, and a sentence for the view that is always there for screen
/// readers.
#[component]
pub fn Tables(store: Store) -> impl IntoView {
    // The scene that the step before ended with: the sentence tells what changed since.
    let past = StoredValue::new((None::<StepIx>, None::<Scene>, None::<Scene>));
    let says = Memo::new(move |_| {
        let (scene, step) = (store.scene.get(), Some(store.with(|s| s.step)));
        let (last_step, last, mut before) = past.get_value();
        if last_step != step {
            before = last;
        }
        let sentence = summary(&store.atlas(), &scene, before.as_ref());
        past.set_value((step, Some(scene), before));
        sentence
    });
    let open = store.slice(|s| s.tables);
    view! {
        <p id="view-says" class="unseen">{move || says.get()}</p>
        {move || open.get().then(|| view! { <Open store says/> })}
    }
}

#[component]
fn Open(store: Store, says: Memo<String>) -> impl IntoView {
    let words = store.atlas().words.clone();
    let empty = move || {
        store.things.with(|s| {
            Scene::drawn(&s.places).next().is_none() && Scene::drawn(&s.events).next().is_none()
        })
    };
    view! {
        <div class="as-tables" tabindex="0" role="region" aria-label=words.as_tables.clone()>
            <p>{move || says.get()}</p>
            {move || empty().then(|| view! { <p>{store.atlas().words.nothing.clone()}</p> })}
            <table class="places-shown"><caption>{words.where_is.clone()}</caption><tbody>{move || places(store)}</tbody></table>
            <table class="events-shown"><caption>{words.what_happened.clone()}</caption><tbody>{move || events(store)}</tbody></table>
        </div>
    }
}

fn places(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let scene = store.scene.get();
    let projects = Scene::drawn(&scene.projects).map(|i| {
        let p = &atlas.projects[i];
        let place = &atlas.places[p.place.0];
        let status = atlas.status_names.get(p.status as usize).cloned();
        let href = format!("#step={}&project={}", atlas.step(p.step).id, p.id);
        view! {
            <tr data-shows=format!("project {}", p.id)>
                <th scope="row"><a href=href data-project=p.id.clone()>{format!("{} {}", p.number, p.name)}</a></th>
                <td>{place.name.clone()}</td><td>{place.precision.clone()}</td><td>{status}</td>
            </tr>
        }
    });
    let bare = Scene::drawn(&scene.places).filter(|i| !hosts(&atlas, *i)).map(|i| {
        let p = &atlas.places[i];
        let href =
            format!("#step={}&place={}", atlas.step(atlas.step_of_place(PlaceIx(i))).id, p.id);
        view! {
            <tr data-shows=format!("place {}", p.id)>
                <th scope="row"><a href=href data-place=p.id.clone()>{p.name.clone()}</a></th>
                <td></td><td>{p.precision.clone()}</td><td></td>
            </tr>
        }
    });
    let plants = Scene::drawn(&scene.facilities).map(|i| {
        let f = &atlas.facilities[i];
        view! { <tr data-shows=format!("facility {}", f.id)><th scope="row">{f.name.clone()}</th><td></td><td>{f.precision.clone()}</td><td>{f.said.clone()}</td></tr> }
    });
    (projects.collect_view(), bare.collect_view(), plants.collect_view())
}

/// Whether a place stands for projects, which have rows of their own.
fn hosts(atlas: &Atlas, place: usize) -> bool {
    (0..atlas.projects.len()).map(ProjectIx).any(|ix| atlas.projects[ix.0].place.0 == place)
}

fn events(store: Store) -> impl IntoView {
    let atlas = store.atlas();
    let scene = store.scene.get();
    let rows = Scene::drawn(&scene.events).map(|i| {
        let e = &atlas.events[i];
        let href = format!("#step={}&event={}", atlas.step(e.step).id, e.id);
        let project = e.project.and_then(|p| atlas.projects.get(p.0)).map(|p| p.name.clone());
        view! {
            <tr data-shows=format!("event {}", e.id)>
                <th scope="row">{e.when.clone()}</th>
                <td><a class=Provenance::weakest(&e.classes).mark() href=href data-event=e.id.clone()>{format!("{}{}", e.label, crate::view::slots::qualified(&atlas, e))}</a></td>
                <td>{project}</td>
            </tr>
        }
    });
    rows.collect_view()
}
