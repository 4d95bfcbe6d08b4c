//! The classroom in one language: made of the seeds, fetched by a lesson in a file of its own, so
//! that the page to read stays small.

use super::classroom::{Kind, Plan, Query, Words};
use super::evidence::Provenance;
use super::markup::{parse, Span};
use super::model::Seeds;
use super::text::Text;
use crate::ids::{PlaceIx, StepIx};
use serde::{Deserialize, Serialize};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bit {
    /// Its words.
    #[serde(rename = "t")]
    pub text: String,
    /// Who stands behind it, for a statement.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Provenance>,
}

/// A sentence.
pub type Line = Vec<Bit>;

/// The classroom in one language, as a lesson fetches it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Classroom {
    /// Which state of the content this is.
    pub version: String,
    /// Steps, in the atlas's order.
    pub steps: Vec<ClassStep>,
    /// Questions.
    pub asks: Vec<Ask>,
    /// Plans: minutes, and seconds for each step.
    pub plans: Vec<(u32, Vec<u32>)>,
    /// Aims.
    pub aims: Vec<String>,
    /// Terms and what they mean.
    pub vocabulary: Vec<(String, String)>,
    /// Subjects and what they can use.
    pub subjects: Vec<(String, String)>,
    /// Words of the interface.
    pub words: Words,
}

/// A step in front of a class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassStep {
    /// What stands above its words.
    pub kicker: String,
    /// Its words for the screen.
    pub screen: String,
    /// The teacher's notes.
    pub notes: Vec<Line>,
    /// Positions of its questions.
    pub asks: Vec<usize>,
}

/// A question in front of a class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// Key.
    pub id: String,
    /// The step at which it is asked.
    pub step: StepIx,
    /// Whether it belongs to the set at the end.
    pub closing: bool,
    /// What kind of answer it wants.
    pub kind: AskKind,
    /// The question.
    pub ask: String,
    /// Options or items, as shown.
    pub options: Vec<String>,
    /// Unit of an estimate.
    pub unit: String,
    /// The answer with its reasons.
    pub answer: Vec<Line>,
    /// What speaks for it.
    pub supports: Vec<Line>,
    /// What speaks against it.
    pub against: Vec<Line>,
    /// Who says so, by name.
    pub sources: Vec<String>,
}

/// What kind of answer a question wants, by positions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AskKind {
    /// The right option.
    Choose(usize),
    /// The items in the right order.
    Order(Vec<usize>),
    /// The place, and how near is right, km.
    Place(PlaceIx, f64),
    /// Least, most, step, low and high.
    Estimate([i32; 5]),
    /// Two sides.
    Discuss,
}

impl Classroom {
    /// Words of the interface; the key itself where there are none, which the check rules out.
    pub fn say(&self, key: &str) -> String {
        self.words.get(key).cloned().unwrap_or(key.to_string())
    }

    /// Positions of the questions of a step, in order, and whether each wants the wide map, because
    /// the step's own view would give its place away.
    pub fn asks_of(&self, step: StepIx) -> Vec<(usize, bool)> {
        let asks = self.steps.get(step.0).map_or(&[][..], |s| s.asks.as_slice());
        asks.iter()
            .map(|i| (*i, self.asks.get(*i).is_some_and(|a| matches!(a.kind, AskKind::Place(..)))))
            .collect()
    }
}

/// Makes the classroom of a language; `None` for a language without words.
pub fn compile_classroom(seeds: &Seeds, lang: &str) -> Option<Classroom> {
    let text = seeds.texts.get(lang)?;
    let (data, words) = (&seeds.classroom, &text.classroom);
    let asks: Vec<Ask> = data.questions.iter().filter_map(|q| ask(seeds, text, q)).collect();
    let step = |(ix, step): (usize, &super::model::Step)| {
        let story = text.story.steps.get(&step.id);
        ClassStep {
            kicker: story.map_or(String::new(), |s| s.kicker.clone()),
            screen: story.map_or(String::new(), |s| s.screen.clone()),
            notes: words.notes.get(&step.id).map_or(Vec::new(), |notes| lines(seeds, notes)),
            asks: (0..asks.len()).filter(|i| asks[*i].step.0 == ix).collect(),
        }
    };
    let seconds = |plan: &Plan| {
        seeds.story.steps.iter().map(|s| plan.seconds.get(&s.id).copied().unwrap_or(0)).collect()
    };
    Some(Classroom {
        version: seeds.release.version.clone(),
        steps: seeds.story.steps.iter().enumerate().map(step).collect(),
        plans: data.plans.iter().map(|plan| (plan.minutes, seconds(plan))).collect(),
        aims: words.aims.clone(),
        vocabulary: data
            .vocabulary
            .iter()
            .filter_map(|id| words.vocabulary.get(id))
            .map(|t| (t.term.clone(), t.means.clone()))
            .collect(),
        subjects: data
            .subjects
            .iter()
            .filter_map(|id| words.subjects.get(id))
            .map(|h| (h.subject.clone(), h.says.clone()))
            .collect(),
        words: words.words.clone(),
        asks,
    })
}

fn ask(seeds: &Seeds, text: &Text, query: &Query) -> Option<Ask> {
    let words = text.classroom.questions.get(&query.id)?;
    let shown = |keys: &[String]| {
        keys.iter()
            .map(|key| words.options.get(key).cloned().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    let (options, kind) = match &query.kind {
        Kind::Choose { options, right } => {
            (shown(options), AskKind::Choose(options.iter().position(|o| o == right)?))
        }
        Kind::Order { items, right } => {
            let order = right
                .iter()
                .map(|key| items.iter().position(|i| i == key))
                .collect::<Option<Vec<_>>>()?;
            (shown(items), AskKind::Order(order))
        }
        Kind::Place { place, within_km } => {
            let ix = seeds.places.iter().position(|p| p.id == *place)?;
            (Vec::new(), AskKind::Place(PlaceIx(ix), *within_km))
        }
        Kind::Estimate { from, to, step, low, high } => {
            (Vec::new(), AskKind::Estimate([*from, *to, *step, *low, *high]))
        }
        Kind::Discuss => (Vec::new(), AskKind::Discuss),
    };
    let mut sources: Vec<String> = Vec::new();
    for id in query.claims.iter().cloned().chain(words.sentences().flat_map(|s| cited(s))) {
        let source = seeds.claim(&id).and_then(|(_, claim)| seeds.source(&claim.source));
        sources.extend(source.map(|s| s.publisher.clone()).filter(|name| !sources.contains(name)));
    }
    Some(Ask {
        id: query.id.clone(),
        step: StepIx(seeds.story.steps.iter().position(|s| s.id == query.step)?),
        closing: query.closing,
        kind,
        ask: words.ask.clone(),
        options,
        unit: words.unit.clone(),
        answer: lines(seeds, &words.answer),
        supports: lines(seeds, &words.supports),
        against: lines(seeds, &words.against),
        sources,
    })
}

/// Keys of the claims that a sentence states.
fn cited(sentence: &str) -> Vec<String> {
    let spans = parse(sentence).unwrap_or_default();
    spans
        .into_iter()
        .filter_map(|s| if let Span::Claim(_, id) = s { Some(id) } else { None })
        .collect()
}

fn lines(seeds: &Seeds, sentences: &[String]) -> Vec<Line> {
    let bit = |span: Span| match span {
        Span::Plain(text) | Span::Project(text, _) => Bit { text, class: None },
        Span::Claim(text, id) => {
            Bit { text, class: seeds.claim(&id).map(|(_, claim)| claim.class) }
        }
    };
    sentences.iter().map(|s| parse(s).unwrap_or_default().into_iter().map(bit).collect()).collect()
}
