//! The hand-out: a block for each step, to be chosen, printed and written on. A page of its own
//! that needs no script: inputs and style choose what is printed.

use super::handout_map::{small_map, Reader};
use super::{Edition, Page};
use crate::content::{
    compile, compile_classroom, Ask, AskKind, Atlas, AtlasEvent, Classroom, Line, Seeds, Step,
};
use crate::geo::Land;
use crate::ids::{PlaceIx, StepIx};
use leptos::prelude::*;
use std::sync::Arc;

/// Lines to write on below each block.
const LINES: usize = 3;

/// What every block is made from.
struct Paper<'a> {
    edition: &'a Edition,
    atlas: &'a Atlas,
    class: &'a Classroom,
    /// Address of the drawn world.
    world: &'a str,
    /// Places that a question asks for: wherever pupils saw one of them, the question would be
    /// answered.
    asked: Vec<PlaceIx>,
}

impl Paper<'_> {
    /// The map of a step, whole for teachers and blank for pupils.
    fn picture(&self, ix: StepIx) -> impl IntoView {
        let label = self.class.say("handout_label");
        let draw = |reader| small_map(self.atlas, ix, self.world, reader);
        let (whole, blank) =
            (draw(Reader::Teacher), draw(Reader::Pupil { asked: &self.asked, label: &label }));
        if whole == blank {
            return view! { <div class="handout-picture" inner_html=whole></div> }.into_any();
        }
        view! { <div class="handout-picture for-pupil" inner_html=blank></div> <div class="handout-picture for-teacher" inner_html=whole></div> }
            .into_any()
    }
}

/// Writes the hand-out of a language; `None` for a language without words. `world` is the address
/// of the drawn world, and `ground` lies on the provinces.
pub fn handout(
    seeds: &Arc<Seeds>,
    (land, ground): (&Land, &str),
    world: &str,
    lang: &str,
) -> Option<Page> {
    let text = seeds.texts.get(lang)?.clone();
    let (atlas, class) = (compile(seeds, lang)?, compile_classroom(seeds, lang)?);
    let numbers = Arc::new(super::order::NoteNumbers::new(seeds, &text));
    let drawing = super::land::land_group(seeds, &text, land, &atlas, ground);
    let title =
        format!("{}{}{}", class.say("handout_title"), text.ui.instruments.colon, text.story.title);
    let (description, direction) = (text.ui.description.clone(), text.ui.direction.clone());
    let edition = Edition {
        lang: lang.to_string(),
        base: "../".to_string(),
        seeds: seeds.clone(),
        text: Arc::new(text),
        numbers,
        apart: false,
    };
    let body = Owner::new().with(|| {
        let place =
            |ask: &Ask| if let AskKind::Place(place, _) = ask.kind { Some(place) } else { None };
        let asked = class.asks.iter().filter_map(place).collect();
        let paper = Paper { edition: &edition, atlas: &atlas, class: &class, world, asked };
        body(&paper, &title, drawing).to_html()
    });
    Some(Page { lang: lang.to_string(), direction, title, description, body })
}

fn body(paper: &Paper, title: &str, drawing: String) -> impl IntoView {
    let say = |key: &str| paper.class.say(key);
    let version = |id: &'static str, key: &str, checked: bool| {
        view! { <label><input type="radio" name="version" id=id checked=checked/> " " {say(key)}</label> }
    };
    let blocks = paper
        .edition
        .seeds
        .story
        .steps
        .iter()
        .enumerate()
        .map(|(i, step)| block(paper, StepIx(i), step));
    view! {
        <div class="handout">
            <form class="handout-choices" aria-label=say("handout")>
                <h1>{title.to_string()}</h1>
                <p>{say("handout_how")}</p>
                <fieldset><legend>{say("handout_version")}</legend>
                    {version("for-pupils", "handout_pupil", true)} " " {version("for-teachers", "handout_teacher", false)}
                </fieldset>
                <p><a href="../">{say("back_to_page")}</a></p>
            </form>
            <svg class="defs" aria-hidden="true" inner_html=drawing></svg>
            <main>
                <p class="name-line for-pupil">{say("handout_name")} <i></i> {say("handout_day")} <i></i></p>
                {plan(paper)}
                {blocks.collect_view()}
                {closing(paper)}
                <p class="handout-credits">{paper.edition.text.ui.boundary_note.clone()} " " {paper.edition.text.ui.credits.clone()} " " {paper.edition.text.ui.ground_credits.clone()} " "
                    {say("version").replace("{version}", &paper.class.version)}</p>
            </main>
        </div>
    }
}

/// The tick that takes a block into print.
fn tick(what: String) -> impl IntoView {
    view! { <label class="take"><input type="checkbox" checked/> " " {what}</label> }
}

/// The lesson plan, for teachers.
fn plan(paper: &Paper) -> impl IntoView {
    let class = paper.class;
    let pairs = |list: &[(String, String)]| {
        list.iter().map(|(a, b)| view! { <dt>{a.clone()}</dt> <dd>{b.clone()}</dd> }).collect_view()
    };
    let heads =
        class.plans.iter().map(|p| view! { <th scope="col">{class.say("minutes").replace("{n}", &p.0.to_string())}</th> }).collect_view();
    let rows = paper.atlas.steps.iter().enumerate().map(|(i, step)| {
        let cells = class
            .plans
            .iter()
            .map(|p| view! { <td>{face(p.1.get(i).copied().unwrap_or(0))}</td> })
            .collect_view();
        view! { <tr><th scope="row">{format!("{} {}", i + 1, step.title)}</th> {cells}</tr> }
    });
    view! {
        <section class="sheet lesson-sheet for-teacher">
            <h2>{class.say("lesson")}</h2>
            <h3>{class.say("aims")}</h3> <ul>{class.aims.iter().map(|a| view! { <li>{a.clone()}</li> }).collect_view()}</ul>
            <h3>{class.say("subjects")}</h3> <dl>{pairs(&class.subjects)}</dl>
            <h3>{class.say("vocabulary")}</h3> <dl>{pairs(&class.vocabulary)}</dl>
            <table><caption>{class.say("timing")}</caption><thead><tr><td></td>{heads}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </section>
    }
}

fn face(seconds: u32) -> String {
    if seconds == 0 {
        return "–".to_string();
    }
    crate::story::clock_face(seconds)
}

fn block(paper: &Paper, ix: StepIx, step: &Step) -> impl IntoView {
    let class = paper.class;
    let Some(told) = class.steps.get(ix.0) else { return ().into_any() };
    let title = paper.atlas.step(ix).title.clone();
    let mut notes = Notes::new(paper);
    let dates = dates(paper, step, &mut notes);
    let own: Vec<&Ask> =
        told.asks.iter().filter_map(|i| class.asks.get(*i)).filter(|a| !a.closing).collect();
    let asks = own.into_iter().map(|a| ask(paper, a, &mut notes)).collect_view();
    let teacher = told.notes.iter().map(|l| view! { <p>{words(l)}</p> }).collect_view();
    let lines = (0..LINES).map(|_| view! { <i class="line"></i> }).collect_view();
    view! {
        <section class="sheet" id=format!("sheet-{}", step.id)>
            {tick(format!("{} {}", class.say("handout_step"), ix.0 + 1))}
            <header><p class="kicker">{format!("{} · {}", ix.0 + 1, told.kicker)}</p><h2>{title}</h2><p class="screen">{told.screen.clone()}</p></header>
            {paper.picture(ix)}
            {dates}
            {asks}
            <div class="for-teacher"><h3>{class.say("notes")}</h3> {teacher}</div>
            <div class="for-pupil"><h3>{class.say("write_here")}</h3> {lines}</div>
            {notes.list()}
        </section>
    }
    .into_any()
}

/// The questions of the end.
fn closing(paper: &Paper) -> impl IntoView {
    let class = paper.class;
    let mut notes = Notes::new(paper);
    let closing = || class.asks.iter().filter(|a| a.closing);
    // A place is marked on a map, and this sheet has none of its own.
    let map =
        closing().find(|a| matches!(a.kind, AskKind::Place(..))).map(|a| paper.picture(a.step));
    let asks: Vec<_> = closing().map(|a| ask(paper, a, &mut notes)).collect();
    view! {
        <section class="sheet is-long" id="sheet-closing">
            {tick(class.say("closing").to_string())}
            <header><h2>{class.say("closing")}</h2></header>
            {map}
            {asks}
            {notes.list()}
        </section>
    }
}

/// The step's events: pupils find the date, teachers have it.
fn dates(paper: &Paper, step: &Step, notes: &mut Notes) -> impl IntoView {
    let class = paper.class;
    let mut events: Vec<_> =
        paper.atlas.events.iter().filter(|e| step.events.contains(&e.id)).collect();
    if events.is_empty() {
        return ().into_any();
    }
    let row = |e: &&AtlasEvent| {
        let marks = notes.marks(&e.claims);
        view! { <tr class="for-teacher"><td class="date">{e.when.clone()}</td> <td>{e.label.clone()}<sup>{marks}</sup></td></tr> }
    };
    let rows = events.iter().map(row).collect::<Vec<_>>();
    // In the order of time the rows would tell what came first; and a row that says what is to be
    // chosen would answer the question.
    events.sort_by(|a, b| a.label.cmp(&b.label));
    let chosen = choices(paper, step);
    events.retain(|e| !e.claims.iter().any(|claim| chosen.contains(&claim)));
    let blank = |e: &&AtlasEvent| view! { <tr class="for-pupil"><td class="date"><span class="blank"></span></td> <td>{e.label.clone()}</td></tr> };
    let blanks = events.iter().map(blank).collect::<Vec<_>>();
    let class_of_all =
        if events.is_empty() { "handout-dates for-teacher" } else { "handout-dates" };
    view! { <table class=class_of_all><thead><tr><th scope="col">{class.say("when")}</th><th scope="col">{class.say("what")}</th></tr></thead><tbody>{rows} {blanks}</tbody></table> }
        .into_any()
}

/// The claims on which the right choices of a step's questions rest.
fn choices<'a>(paper: &'a Paper, step: &Step) -> Vec<&'a String> {
    let is_choice = |id: &str| {
        paper.class.asks.iter().any(|ask| ask.id == id && matches!(ask.kind, AskKind::Choose(_)))
    };
    let questions = paper
        .edition
        .seeds
        .classroom
        .questions
        .iter()
        .filter(|q| q.step == step.id && is_choice(&q.id));
    questions.flat_map(|q| &q.claims).collect()
}

/// A question to be answered in writing, and for teachers its answer.
fn ask(paper: &Paper, ask: &Ask, notes: &mut Notes) -> impl IntoView {
    let class = paper.class;
    let query = paper.edition.seeds.classroom.questions.iter().find(|q| q.id == ask.id);
    let marks = query.map_or(String::new(), |q| notes.marks(&q.claims));
    let options = ask
        .options
        .iter()
        .map(|o| view! { <li><i class="box"></i> {o.clone()}</li> })
        .collect_view();
    let numbered = matches!(ask.kind, AskKind::Order(_) | AskKind::Choose(_));
    let on_map = matches!(ask.kind, AskKind::Place(..));
    let right = match &ask.kind {
        AskKind::Choose(right) => ask.options.get(*right).cloned(),
        AskKind::Order(right) => Some(
            right
                .iter()
                .filter_map(|i| ask.options.get(*i).cloned())
                .collect::<Vec<_>>()
                .join(" → "),
        ),
        _ => None,
    };
    let side = |key: &str, lines: &[Line]| {
        let key = class.say(key);
        (!lines.is_empty()).then(|| view! { <p><b>{key}</b> {paper.edition.text.ui.instruments.colon.clone()} {lines.iter().map(|l| view! { {words(l)} " " }).collect_view()}</p> })
    };
    view! {
        <div class="handout-ask">
            <p class="asks">{ask.ask.clone()}<sup class="for-teacher">{marks}</sup></p>
            {numbered.then(|| view! { <ul>{options}</ul> })}
            {on_map.then(|| view! { <p class="for-pupil">{class.say("handout_mark")}</p> })}
            {(!numbered).then(|| view! { <p class="for-pupil"><i class="line"></i> {ask.unit.clone()}</p> })}
            <div class="for-teacher solution">
                {right.map(|r| view! { <p><b>{r}</b></p> })}
                {ask.answer.iter().map(|l| view! { <p>{words(l)}</p> }).collect_view()}
                {side("for", &ask.supports)} {side("against", &ask.against)}
            </div>
        </div>
    }
}

fn words(line: &Line) -> String {
    line.iter().map(|bit| bit.text.as_str()).collect()
}

/// The notes of a block, numbered as they come.
struct Notes<'a> {
    paper: &'a Paper<'a>,
    claims: Vec<String>,
}

impl<'a> Notes<'a> {
    fn new(paper: &'a Paper<'a>) -> Notes<'a> {
        Notes { paper, claims: Vec::new() }
    }

    /// Numbers for some claims, such as `1, 3`.
    fn marks(&mut self, claims: &[String]) -> String {
        let numbers = claims.iter().map(|id| {
            let at = self.claims.iter().position(|c| c == id).unwrap_or_else(|| {
                self.claims.push(id.clone());
                self.claims.len() - 1
            });
            (at + 1).to_string()
        });
        numbers.collect::<Vec<_>>().join(", ")
    }

    /// What was said, and by whom; pupils see who said something.
    fn list(&self) -> impl IntoView {
        let (edition, class) = (self.paper.edition, self.paper.class);
        let by = |id: &String| {
            edition
                .seeds
                .claim(id)
                .and_then(|(_, claim)| edition.seeds.source(&claim.source))
                .map(|s| s.publisher.clone())
        };
        let notes = self.claims.iter().filter_map(|id| {
            let (_, claim) = edition.seeds.claim(id)?;
            let says = edition.text.claims.get(id)?.clone();
            Some(view! { <li>{says} " "{by(id)} " · " {super::prose::class_words(edition, claim.class)}</li> })
        });
        let notes: Vec<_> = notes.collect();
        let mut names: Vec<String> = self.claims.iter().filter_map(by).collect();
        names.sort();
        names.dedup();
        let names = names.join(&edition.text.ui.instruments.semicolon);
        (!notes.is_empty()).then(|| view! {
            <div class="handout-notes"><h3>{class.say("sources")}</h3> <ol class="for-teacher">{notes}</ol> <p class="for-pupil">{names}</p></div>
        })
    }
}
