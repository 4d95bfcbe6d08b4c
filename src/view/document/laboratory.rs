//! The laboratory as it is sent: with the answer that it opens with, whole without script and on
//! paper.

use super::prose::{inline, references};
use super::Edition;
use crate::content::{
    AtlasLaboratory, Laboratory, LaboratoryText, Parameter, Provenance, Question,
};
use crate::story::{
    lab_bars, lab_bounds, lab_marks, lab_share, lab_value, thousandths, Answer, Lab,
};
use leptos::prelude::*;

/// Controls, answer, distribution, parameters, formula, caveats, figures for scale.
pub(super) fn laboratory(edition: &Edition) -> Option<impl IntoView> {
    let (data, words) = (&edition.seeds.laboratory, &edition.text.laboratory);
    let atlas = AtlasLaboratory::new(data, words, &edition.text.ui.numerals);
    let signs = &edition.text.ui.instruments;
    let opening = Lab::default();
    let mut draws = opening.draws(data).ok()?;
    draws.advance(data.draws);
    let answer = opening.answer(&atlas, &draws.outcome())?;
    let questions = choice(
        "lab-question",
        &words.question,
        data.questions.iter().map(|q| words.questions.get(&q.id).map(|w| w.name.clone())).collect(),
    );
    let choices = data
        .questions
        .iter()
        .enumerate()
        .map(|(i, question)| question_choices(words, i, question))
        .collect_view();
    let parameters = data
        .parameters
        .iter()
        .enumerate()
        .map(|(i, p)| parameter(edition, &atlas, &answer, i, p))
        .collect_view();
    let caveats =
        words.caveats.iter().map(|c| view! { <li>{inline(edition, c)}</li> }).collect_view();
    let count = words.draws.replace("{n}", &edition.text.ui.numerals.say(f64::from(data.draws), 0));
    Some(view! {
        <figure class="laboratory" id="laboratory">
            <figcaption><strong>{words.title.clone()}</strong> " " {words.intro.clone()}</figcaption>
            <div class="lab-controls">{questions} {choices}</div>
            <p class="lab-says" role="status"><span class=Provenance::Own.mark() data-lab="says">{answer.says.clone()}</span></p>
            <svg class="lab-draws" viewBox="0 0 64 100" preserveAspectRatio="none" role="img" aria-label=words.distribution.clone()>
                <path class="bars" data-lab="bars" d=lab_bars(&answer)></path>
                <path class="marks" data-lab="marks" d=lab_marks(&answer)></path>
            </svg>
            <p data-lab="named">{answer.named.clone()}</p>
            <p class="lab-corners"><span data-lab="corners">{answer.corners.clone()}</span> {signs.semicolon.clone()} <span>{count}</span></p>
            <ul class="lab-parameters">{parameters}</ul>
            <p class="lab-actions lab-controls">
                <button type="button" class="tool" data-lab-action="reset">{words.reset.clone()}</button>
                <button type="button" class="tool" data-lab-action="csv">{words.csv.clone()}</button>
            </p>
            <details open><summary>{words.formula.clone()}</summary><p data-lab="formula">{answer.formula.clone()}</p>{symbols(data, words)}</details>
            <details open><summary>{words.caveats_title.clone()}</summary><ul>{caveats}</ul></details>
            {scale(edition, words)}
        </figure>
    })
}

/// What the code and the data call each factor.
fn symbols(data: &Laboratory, words: &LaboratoryText) -> impl IntoView {
    let named = data
        .parameters
        .iter()
        .filter_map(|p| Some((words.parameters.get(&p.id)?.clone(), p.id.clone())));
    let named = std::iter::once((words.nameplate.clone(), "nameplate".to_string())).chain(named);
    let items =
        named.map(|(name, id)| view! { <li>{name} " " <code>{id}</code></li> }).collect_view();
    view! { <p>{words.symbols.clone()}</p> <ul class="lab-symbols">{items}</ul> }
}

fn choice(name: &str, legend: &str, names: Vec<Option<String>>) -> impl IntoView {
    let options = names.into_iter().enumerate().map(|(i, words)| {
        let id = format!("{name}-{i}");
        view! { <span><input type="radio" id=id.clone() name=name.to_string() value=i.to_string() checked=i == 0/><label for=id>{words}</label></span> }
    });
    let options = options.collect_view();
    view! { <fieldset disabled><legend>{legend.to_string()}</legend>{options}</fieldset> }
}

fn question_choices(words: &LaboratoryText, i: usize, question: &Question) -> impl IntoView {
    let said = words.questions.get(&question.id);
    let readings = question
        .readings
        .iter()
        .map(|r| said.and_then(|q| q.readings.get(&r.id).cloned()))
        .collect();
    let units = question
        .units
        .iter()
        .map(|u| said.and_then(|q| q.units.get(&u.id)).map(|u| u.name.clone()))
        .collect();
    view! {
        <div class="lab-question" data-lab-question=i.to_string() hidden=i != 0>
            {choice(&format!("lab-reading-{i}"), &words.reading, readings)}
            {choice(&format!("lab-unit-{i}"), &words.unit, units)}
        </div>
    }
}

fn parameter(
    edition: &Edition,
    atlas: &AtlasLaboratory,
    answer: &Answer,
    i: usize,
    parameter: &Parameter,
) -> impl IntoView {
    let words = &edition.text.laboratory;
    let name = words.parameters.get(&parameter.id).cloned();
    let part = answer.parts.iter().find(|p| p.parameter == i);
    let (id, exact) = (format!("lab-central-{i}"), format!("lab-exact-{i}"));
    view! {
        <li data-lab-part=i.to_string() hidden=part.is_none()>
            <label for=id.clone()>{name}</label> <span>{references(edition, &parameter.claims)}</span>
            <output for=id.clone() data-lab="value">{lab_value(atlas, i, thousandths(parameter.central))}</output>
            <span class="lab-controls">
                <input type="range" id=id.clone() name=id disabled
                    min=thousandths(parameter.low).to_string() max=thousandths(parameter.high).to_string() step="1"
                    value=thousandths(parameter.central).to_string()/>
                <span class="pin"><input type="checkbox" id=exact.clone() name=exact.clone() disabled/><label for=exact>{words.exactly.clone()}</label></span>
            </span>
            <small class="lab-bounds">{lab_bounds(atlas, i)}</small>
            <svg class="lab-swing" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" width="100" height="8"></rect>
                <rect data-lab="bar" height="8" x=part.map(|p| format!("{:.1}", p.bar.0 * 100.0)) width=part.map(|p| format!("{:.1}", (p.bar.1 - p.bar.0) * 100.0))></rect>
            </svg>
            <small>{words.spread.clone()} " " <b data-lab="share">{part.map(|p| lab_share(atlas, p.share))}</b> {edition.text.ui.instruments.semicolon.clone()} <span data-lab="swing">{part.map(|p| p.says.clone())}</span></small>
        </li>
    }
}

fn scale(edition: &Edition, words: &LaboratoryText) -> impl IntoView {
    let numerals = &edition.text.ui.numerals;
    let greatest = edition.seeds.laboratory.scale.iter().map(|m| m.value).fold(1.0, f64::max);
    let rows = edition.seeds.laboratory.scale.iter().map(|measure| {
        let kind = if measure.output { &words.output } else { &words.capacity };
        let class = if measure.output { "output" } else { "capacity" };
        view! {
            <tr>
                <th scope="row">{words.scale.get(&measure.id).cloned()} " " {references(edition, &measure.claims)}</th>
                <td>{numerals.say(measure.value, 0)} " t"</td>
                <td class=class><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect x="0.4" y="0.8" width=format!("{:.2}", (measure.value / greatest * 99.0).max(0.5)) height="6.4"></rect></svg> {kind.clone()}</td>
            </tr>
        }
    });
    view! {
        <table class="lab-scale">
            <caption>{words.scale_title.clone()}</caption>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <p class="lab-note">{words.scale_note.clone()}</p>
    }
}
