//! The laboratory at work: inputs become actions, the state becomes draws, and the draws the
//! answer.

use crate::content::AtlasLaboratory;
use crate::platform::{self, Input, Slices};
use crate::story::{lab_bars, lab_marks, lab_share, lab_value, Action, Answer, Lab, Setting};
use crate::view::Store;
use leptos::prelude::*;
use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

/// Draws between two looks at the clock: about a millisecond.
const SLICE: u32 = 10_000;

/// Puts the laboratory to work, where the page has one.
pub fn open(store: Store) {
    let Some((root, atlas)) = platform::by_id("laboratory").zip(store.atlas().laboratory.clone())
    else {
        return;
    };
    let atlas = Rc::new(atlas);
    let last: Rc<RefCell<Option<Answer>>> = Rc::default();
    platform::enable("#laboratory");
    let lab = atlas.clone();
    platform::on_input(&root, move |input| {
        let asked = untrack(|| store.with(|s| s.lab.clone())).unwrap_or_default();
        if let Some(asked) = changed(&lab, asked, &input) {
            store.dispatch(Action::Measure(Some(asked).filter(|asked| *asked != Lab::default())));
        }
    })
    .forget();
    let (lab, answered) = (atlas.clone(), last.clone());
    platform::on_button(&root, "data-lab-action", move |action| match action.as_str() {
        "reset" => store.dispatch(Action::Measure(None)),
        _ => platform::download_text(
            "spring-surge-laboratory.csv",
            "text/csv",
            &csv(&lab, answered.borrow().as_ref()),
        ),
    })
    .forget();
    let work: RefCell<Option<Slices>> = RefCell::new(None);
    let slice = store.slice(|s| s.lab.clone());
    Effect::new(move |before: Option<Option<Lab>>| {
        let asked = slice.get();
        // The page was sent with the answer that the laboratory opens with.
        if before.as_ref() != Some(&asked) && !(before.is_none() && asked.is_none()) {
            let lab = asked.clone().unwrap_or_default();
            follow(&atlas, &lab);
            // Draws under way for what was asked before end here.
            *work.borrow_mut() = draw(atlas.clone(), lab, last.clone());
        }
        asked
    });
}

/// What is asked after an input; `None` for an input that is not the laboratory's.
fn changed(atlas: &AtlasLaboratory, mut asked: Lab, input: &Input) -> Option<Lab> {
    let parameters = &atlas.data.parameters;
    let number: u32 = input.value.parse().unwrap_or(0);
    let (kind, position) = input
        .name
        .strip_prefix("lab-")?
        .split_once('-')
        .map_or(("question", None), |(kind, i)| (kind, i.parse::<usize>().ok()));
    match (kind, position) {
        ("reading", Some(_)) => asked.reading = number as usize,
        ("unit", Some(_)) => asked.unit = number as usize,
        ("central", Some(i)) => {
            let setting = asked.setting(parameters, i)?;
            asked = asked.with(parameters, i, Setting { central: number, ..setting });
        }
        ("exact", Some(i)) => {
            let setting = asked.setting(parameters, i)?;
            asked = asked.with(parameters, i, Setting { exact: input.checked, ..setting });
        }
        _ => (asked.question, asked.reading, asked.unit) = (number as usize, 0, 0),
    }
    Some(asked.fitted(&atlas.data))
}

/// Lets the inputs stand as what is asked.
fn follow(atlas: &AtlasLaboratory, lab: &Lab) {
    platform::set_input("lab-question", &lab.question.to_string(), false);
    for question in 0..atlas.data.questions.len() {
        platform::set_hidden(
            &format!("[data-lab-question=\"{question}\"]"),
            question != lab.question,
        );
    }
    platform::set_input(&format!("lab-reading-{}", lab.question), &lab.reading.to_string(), false);
    platform::set_input(&format!("lab-unit-{}", lab.question), &lab.unit.to_string(), false);
    let parts = lab.parts(&atlas.data);
    for position in 0..atlas.data.parameters.len() {
        platform::set_hidden(&part(position, ""), !parts.iter().any(|(p, _)| *p == position));
        if let Some(setting) = lab.setting(&atlas.data.parameters, position) {
            platform::set_input(
                &format!("lab-central-{position}"),
                &setting.central.to_string(),
                false,
            );
            platform::set_input(&format!("lab-exact-{position}"), "", setting.exact);
            platform::set_text(
                &part(position, " [data-lab=\"value\"]"),
                &lab_value(atlas, position, setting.central),
            );
        }
    }
}

fn part(position: usize, within: &str) -> String {
    format!("[data-lab-part=\"{position}\"]{within}")
}

fn draw(atlas: Rc<AtlasLaboratory>, lab: Lab, last: Rc<RefCell<Option<Answer>>>) -> Option<Slices> {
    match lab.draws(&atlas.data) {
        Ok(mut draws) => Some(platform::in_slices(move || {
            draws.advance(SLICE);
            if draws.is_done() {
                let answer = lab.answer(&atlas, &draws.outcome());
                answer.iter().for_each(|answer| show(&atlas, answer));
                *last.borrow_mut() = answer;
            }
            draws.is_done()
        })),
        Err((position, fault)) => {
            let name = atlas.names.get(position).map_or("", String::as_str);
            platform::set_text("#laboratory [data-lab=\"says\"]", &format!("{name}: {fault}"));
            None
        }
    }
}

fn show(atlas: &AtlasLaboratory, answer: &Answer) {
    for (key, text) in [
        ("says", &answer.says),
        ("corners", &answer.corners),
        ("named", &answer.named),
        ("formula", &answer.formula),
    ] {
        platform::set_text(&format!("#laboratory [data-lab=\"{key}\"]"), text);
    }
    platform::set_attribute("[data-lab=\"bars\"]", "d", &lab_bars(answer));
    platform::set_attribute("[data-lab=\"marks\"]", "d", &lab_marks(answer));
    for p in &answer.parts {
        let bar = part(p.parameter, " [data-lab=\"bar\"]");
        platform::set_attribute(&bar, "x", &format!("{:.1}", p.bar.0 * 100.0));
        platform::set_attribute(&bar, "width", &format!("{:.1}", (p.bar.1 - p.bar.0) * 100.0));
        platform::set_text(&part(p.parameter, " [data-lab=\"share\"]"), &lab_share(atlas, p.share));
        platform::set_text(&part(p.parameter, " [data-lab=\"swing\"]"), &p.says);
    }
}

/// The answer as a table; of an answer that is still the one the page was sent with, the draws are
/// made now.
fn csv(atlas: &AtlasLaboratory, answer: Option<&Answer>) -> String {
    let opening = || {
        let mut draws = Lab::default().draws(&atlas.data).ok()?;
        draws.advance(atlas.data.draws);
        Lab::default().answer(atlas, &draws.outcome())
    };
    let Some(answer) = answer.cloned().or_else(opening) else { return String::new() };
    let [p5, p50, p95] = answer.numbers;
    let mut text = format!(
        "\u{feff}quantity,value\r\nformula,\"{}\"\r\np5,{p5}\r\np50,{p50}\r\np95,{p95}\r\n",
        answer.formula.replace('"', "\"\"")
    );
    for p in &answer.parts {
        let id = atlas.data.parameters.get(p.parameter).map_or("", |p| p.id.as_str());
        // Writing to a String cannot fail.
        let _ = write!(text, "share of spread: {id},{}\r\n", p.share);
    }
    text
}
