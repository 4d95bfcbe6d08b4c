//! The card: what, where, how sure, in what state, by whose word, and what happened there.

use crate::content::{Atlas, NativeName};
use crate::ids::{EventIx, PlaceIx, ProjectIx};
use crate::platform;
use crate::story::{Action, Link, Subject};
use crate::view::Store;
use leptos::prelude::*;

/// What a card says, collected from the atlas.
#[derive(Clone, Debug, PartialEq, Default)]
struct Facts {
    title: String,
    /// Name and value.
    rows: Vec<(String, String)>,
    note: Option<String>,
    native: Option<NativeName>,
    projects: Vec<ProjectIx>,
    events: Vec<EventIx>,
    claims: Vec<String>,
}

/// The card of what was chosen on the map or the timeline; nothing while nothing is.
#[component]
pub fn Card(store: Store) -> impl IntoView {
    let facts = Memo::new(move |_| {
        store.things.with(|s| s.card).and_then(|subject| facts(&store.atlas(), subject))
    });
    view! { {move || facts.get().map(|facts| view! { <Told store facts/> })} }
}

#[component]
fn Told(store: Store, facts: Facts) -> impl IntoView {
    let atlas = store.atlas();
    let words = atlas.words.clone();
    let rows = facts.rows.into_iter().filter(|(_, value)| !value.is_empty());
    let rows = rows.map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> }).collect_view();
    let list = |title: &str, items: Vec<AnyView>| {
        let title = title.to_string();
        (!items.is_empty()).then(|| view! { <h3>{title}</h3> <ul>{items}</ul> })
    };
    let projects = facts.projects.iter().filter_map(|ix| atlas.projects.get(ix.0));
    let projects = projects.map(|p| {
        let href = format!("#step={}&project={}", atlas.step(p.step).id, p.id);
        view! { <li><a href=href data-project=p.id.clone()>{format!("{} {}", p.number, p.name)}</a></li> }.into_any()
    });
    let events = facts.events.iter().filter_map(|ix| atlas.events.get(ix.0));
    let events = events.map(|e| {
        let href = format!("#step={}&event={}", atlas.step(e.step).id, e.id);
        view! { <li><a href=href data-event=e.id.clone()>{[e.when.as_str(), &words.colon, &e.label].concat()}</a></li> }.into_any()
    });
    // The notes are in the page already, so the card shows the same words.
    let sources = facts.claims.iter().filter_map(|id| {
        let says = platform::text_of(&format!("#note-{id} .says"))?;
        let by = platform::text_of(&format!("#note-{id} small"));
        Some(
            view! { <li><a href=format!("#note-{id}")>{says}</a> " " <small>{by}</small></li> }
                .into_any(),
        )
    });
    let (projects, events, sources) = (projects.collect(), events.collect(), sources.collect());
    let link = move || store.with(|s| Link::to(s).write(&store.atlas()));
    view! {
        <aside class="card" class:at-left=move || store.card_is_left() aria-label=facts.title.clone()>
            <button type="button" class="tool close" on:click=move |_| store.dispatch(Action::Release)>{words.close.clone()}</button>
            <h2>{facts.title.clone()}</h2>
            {facts.native.map(|n| view! { <p class="native"><span lang=n.lang.clone()>{n.name.clone()}</span> " " <span lang=n.reading_lang()>{n.reading.clone()}</span></p> })}
            <dl>{rows}</dl>
            {facts.note.map(|note| view! { <p>{note}</p> })}
            {list(&words.projects_here, projects)}
            {list(&words.what_happened, events)}
            {list(&words.who_says, sources)}
            <p><a class="view-link" href=link>{words.link.clone()}</a></p>
        </aside>
    }
}

fn facts(atlas: &Atlas, subject: Subject) -> Option<Facts> {
    let words = &atlas.words;
    let of = |project: ProjectIx| {
        (0..atlas.events.len())
            .filter(|i| atlas.events[*i].project == Some(project))
            .map(EventIx)
            .collect()
    };
    let at = |place: PlaceIx| {
        (0..atlas.projects.len())
            .filter(|i| atlas.projects[*i].place == place)
            .map(ProjectIx)
            .collect::<Vec<_>>()
    };
    Some(match subject {
        Subject::Event(ix) => {
            let event = atlas.events.get(ix.0)?;
            let place = event.place.and_then(|p| atlas.places.get(p.0));
            let rows = vec![
                (words.by_time.clone(), event.when.clone()),
                (words.where_is.clone(), place.map_or(String::new(), |p| p.name.clone())),
                (words.how_sure.clone(), place.map_or(String::new(), |p| p.precision.clone())),
            ];
            Facts {
                title: event.label.clone(),
                rows,
                events: event.against.clone(),
                claims: event.claims.clone(),
                ..Facts::default()
            }
        }
        Subject::Project(ix) => {
            let project = atlas.projects.get(ix.0)?;
            let place = atlas.places.get(project.place.0)?;
            let rows = vec![
                (words.where_is.clone(), place.name.clone()),
                (words.how_sure.clone(), place.precision.clone()),
                (
                    words.status_is.clone(),
                    atlas.status_names.get(project.status as usize).cloned().unwrap_or_default(),
                ),
                (words.by_stage.clone(), atlas.stage_words(&project.stages)),
            ];
            let more = place.claims.iter().filter(|id| !project.claims.contains(id));
            let claims = project.claims.iter().chain(more).cloned().collect();
            Facts {
                title: format!("{} {}", project.number, project.name),
                rows,
                events: of(ix),
                claims,
                native: place.native.clone(),
                ..Facts::default()
            }
        }
        Subject::Place(ix) => {
            let place = atlas.places.get(ix.0)?;
            let projects = at(ix);
            let rows = vec![(words.how_sure.clone(), place.precision.clone())];
            let note = (projects.len() > 1).then(|| words.which_where.clone());
            Facts {
                title: place.name.clone(),
                rows,
                note,
                projects,
                claims: place.claims.clone(),
                native: place.native.clone(),
                ..Facts::default()
            }
        }
        Subject::Facility(ix) => {
            let facility = atlas.facilities.get(ix.0)?;
            let rows = vec![
                (words.status_is.clone(), facility.said.clone()),
                (words.by_stage.clone(), atlas.stage_words(&facility.stages)),
                (words.how_sure.clone(), facility.precision.clone()),
            ];
            Facts {
                title: facility.name.clone(),
                rows,
                claims: facility.claims.clone(),
                ..Facts::default()
            }
        }
    })
}
