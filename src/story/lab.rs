//! What a reader does in the laboratory: question, reading, unit, and each parameter's likeliest
//! value; and everything that is drawn of the answer.

use crate::content::{AtlasLaboratory, Laboratory, Parameter, Part, Question};
use crate::model::{Draws, Factor, Fault, Outcome, Product, Triangular};

/// Values are kept in thousandths, so that an address says exactly what is asked.
const UNIT: f64 = 1000.0;

/// A parameter as the reader set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The likeliest value, in thousandths.
    pub central: u32,
    /// Whether it is taken as known exactly.
    pub exact: bool,
}

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lab {
    /// Position of the question.
    pub question: usize,
    /// Position of its reading.
    pub reading: usize,
    /// Position of its unit.
    pub unit: usize,
    /// Parameters that were changed, by position, in order.
    changed: Vec<(usize, Setting)>,
}

/// All that is drawn of an answer, in words and positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer as a sentence.
    pub says: String,
    /// From corner to corner, as a sentence.
    pub corners: String,
    /// The quantiles by their names, which are the same in every language.
    pub named: String,
    /// The product, written out.
    pub formula: String,
    /// Height of each bar, 0 to 1.
    pub bars: Vec<f64>,
    /// Where the quantiles lie between the corners, 0 to 1.
    pub quantiles: [f64; 3],
    /// The parameters that matter, by position.
    pub parts: Vec<PartAnswer>,
    /// Low, middle and high as numbers, for a table.
    pub numbers: [f64; 3],
}

/// What a parameter does to an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct PartAnswer {
    /// Its position.
    pub parameter: usize,
    /// Its share of the spread, 0 to 1.
    pub share: f64,
    /// Where its bar begins and ends between the corners, 0 to 1.
    pub bar: (f64, f64),
    /// The same as a sentence.
    pub says: String,
}

impl Lab {
    /// A question in a reading and a unit, by position, with every parameter as it was given.
    pub fn asking(question: usize, reading: usize, unit: usize) -> Lab {
        Lab { question, reading, unit, changed: Vec::new() }
    }

    /// A parameter as it is set.
    pub fn setting(&self, parameters: &[Parameter], position: usize) -> Option<Setting> {
        let changed = self.changed.iter().find(|(p, _)| *p == position).map(|(_, s)| *s);
        let given = || {
            parameters
                .get(position)
                .map(|p| Setting { central: thousandths(p.central), exact: false })
        };
        changed.or_else(given)
    }

    /// The same with a parameter set. A value outside the bounds is brought within them; one that
    /// is as it was given is no change.
    #[must_use]
    pub fn with(&self, parameters: &[Parameter], position: usize, setting: Setting) -> Lab {
        let mut lab = self.clone();
        let Some(parameter) = parameters.get(position) else { return lab };
        let central =
            setting.central.clamp(thousandths(parameter.low), thousandths(parameter.high));
        let setting = Setting { central, ..setting };
        lab.changed.retain(|(p, _)| *p != position);
        if setting != (Setting { central: thousandths(parameter.central), exact: false }) {
            lab.changed.push((position, setting));
            lab.changed.sort_by_key(|(p, _)| *p);
        }
        lab
    }

    /// The same question with what exists of it: a reading or unit that another question had is its
    /// first.
    #[must_use]
    pub fn fitted(mut self, data: &Laboratory) -> Lab {
        if self.question >= data.questions.len() {
            self.question = 0;
        }
        let (readings, units) =
            data.questions.get(self.question).map_or((0, 0), |q| (q.readings.len(), q.units.len()));
        if self.reading >= readings {
            self.reading = 0;
        }
        if self.unit >= units {
            self.unit = 0;
        }
        self
    }

    /// Parameters that the answer depends on, by position, and whether each divides.
    pub fn parts(&self, data: &Laboratory) -> Vec<(usize, bool)> {
        let Some((question, reading, unit)) = self.asked(data) else { return Vec::new() };
        let parts: Vec<&Part> = question.readings[reading]
            .factors
            .iter()
            .chain(&question.units[unit].factors)
            .collect();
        parts
            .iter()
            .filter_map(|part| {
                Some((data.parameters.iter().position(|p| p.id == part.parameter)?, part.divides))
            })
            .collect()
    }

    fn asked<'a>(&self, data: &'a Laboratory) -> Option<(&'a Question, usize, usize)> {
        let lab = self.clone().fitted(data);
        let question = data.questions.get(lab.question)?;
        (lab.reading < question.readings.len() && lab.unit < question.units.len()).then_some((
            question,
            lab.reading,
            lab.unit,
        ))
    }

    /// The product that answers.
    ///
    /// # Errors
    /// Why a parameter, by position, is no distribution.
    pub fn product(&self, data: &Laboratory) -> Result<Product, (usize, Fault)> {
        let base = self
            .asked(data)
            .map_or(0.0, |(question, _, unit)| question.nameplate * question.units[unit].scale);
        let factor = |(position, divides): (usize, bool)| {
            let parameter = &data.parameters[position];
            let setting = self
                .setting(&data.parameters, position)
                .unwrap_or(Setting { central: 0, exact: false });
            let central = f64::from(setting.central) / UNIT;
            let value = if setting.exact {
                Triangular::exactly(central)
            } else {
                Triangular::new(parameter.low, central, parameter.high)
            };
            value.map(|value| Factor { value, divides }).map_err(|fault| (position, fault))
        };
        Ok(Product {
            base,
            factors: self.parts(data).into_iter().map(factor).collect::<Result<_, _>>()?,
        })
    }

    /// The draws that answer, not yet made.
    ///
    /// # Errors
    /// As for [`Lab::product`].
    pub fn draws(&self, data: &Laboratory) -> Result<Draws, (usize, Fault)> {
        Ok(Draws::new(self.product(data)?, data.draws, data.seed))
    }

    /// The answer that draws came to.
    pub fn answer(&self, lab: &AtlasLaboratory, outcome: &Outcome) -> Option<Answer> {
        let (data, numerals) = (&lab.data, &lab.numerals);
        let fitted = self.clone().fitted(data);
        let product = self.product(data).ok()?;
        let say = |value: f64| numerals.say_roughly(value);
        let (low, high) = outcome.corners;
        let place = |value: f64| {
            if high > low {
                ((value - low) / (high - low)).clamp(0.0, 1.0)
            } else {
                0.5
            }
        };
        let numbers = [outcome.p5, outcome.p50, outcome.p95];
        let says = lab.answers.get(fitted.question)?.get(fitted.unit)?;
        let says = says
            .replace("{p5}", &say(outcome.p5))
            .replace("{p50}", &say(outcome.p50))
            .replace("{p95}", &say(outcome.p95));
        let bounds = |pattern: &str, (a, b): (f64, f64)| {
            pattern.replace("{low}", &say(a)).replace("{high}", &say(b))
        };
        let shares = product.shares();
        let parts = self.parts(data);
        let part = |(i, (parameter, _)): (usize, &(usize, bool))| {
            let swing = product.swing(i)?;
            Some(PartAnswer {
                parameter: *parameter,
                share: *shares.get(i)?,
                bar: (place(swing.0), place(swing.1)),
                says: bounds(&lab.swing, swing),
            })
        };
        let highest = outcome.bars.iter().copied().max().unwrap_or(0).max(1);
        Some(Answer {
            says,
            corners: bounds(&lab.low_to_high, (low, high)),
            named: ["P5", "P50", "P95"]
                .iter()
                .zip(numbers)
                .map(|(name, at)| format!("{name} {}", say(at)))
                .collect::<Vec<_>>()
                .join(" · "),
            formula: self.formula(lab),
            bars: outcome.bars.iter().map(|n| f64::from(*n) / f64::from(highest)).collect(),
            quantiles: numbers.map(place),
            parts: parts.iter().enumerate().filter_map(part).collect(),
            numbers,
        })
    }

    /// The product in the names of its parameters.
    fn formula(&self, lab: &AtlasLaboratory) -> String {
        let Some((question, _, unit)) = self.asked(&lab.data) else { return String::new() };
        let mut formula = format!("{} {}", lab.nameplate, lab.numerals.say(question.nameplate, 0));
        for (position, divides) in self.parts(&lab.data) {
            formula += if divides { " ÷ " } else { " × " };
            formula += lab.names.get(position).map_or("", String::as_str);
        }
        let scale = question.units[unit].scale;
        if scale < 1.0 {
            formula += &format!(" ÷ {}", lab.numerals.say(1.0 / scale, 0));
        }
        formula
    }

    /// Reads what [`Lab::write`] wrote. What is unknown or out of bounds is left out and reported.
    pub fn read(text: &str, data: &Laboratory, ignored: &mut Vec<String>) -> Lab {
        let mut parts = text.split(',');
        let mut keys = parts.next().unwrap_or_default().split('.');
        let mut lab = Lab::default();
        let mut pick = |known: Vec<&String>, what: &str| match keys.next() {
            None | Some("") => 0,
            Some(key) => known.iter().position(|k| *k == key).unwrap_or_else(|| {
                ignored.push(format!("address: the laboratory has no {what} of that name"));
                0
            }),
        };
        lab.question = pick(data.questions.iter().map(|q| &q.id).collect(), "question");
        if let Some(question) = data.questions.get(lab.question) {
            lab.reading = pick(question.readings.iter().map(|r| &r.id).collect(), "reading");
            lab.unit = pick(question.units.iter().map(|u| &u.id).collect(), "unit");
        }
        for part in parts {
            let (exact, part) = part.strip_suffix('!').map_or((false, part), |p| (true, p));
            let read = part.split_once(':').and_then(|(id, value)| {
                let position = data.parameters.iter().position(|p| p.id == id)?;
                let central: u32 = value.parse().ok()?;
                let parameter = &data.parameters[position];
                let within =
                    (thousandths(parameter.low)..=thousandths(parameter.high)).contains(&central);
                within.then_some((position, Setting { central, exact }))
            });
            match read {
                Some((position, setting)) => lab = lab.with(&data.parameters, position, setting),
                None => ignored.push("address: the laboratory has no such value".to_string()),
            }
        }
        lab
    }

    /// What is asked, for an address: `gansu.metal.cars,mix:700,yield:770!`, in thousandths, `!`
    /// for exactly.
    pub fn write(&self, data: &Laboratory) -> String {
        let Some((question, reading, unit)) = self.asked(data) else { return String::new() };
        let mut text = format!(
            "{}.{}.{}",
            question.id, question.readings[reading].id, question.units[unit].id
        );
        for (position, setting) in &self.changed {
            if let Some(parameter) = data.parameters.get(*position) {
                text += &format!(
                    ",{}:{}{}",
                    parameter.id,
                    setting.central,
                    if setting.exact { "!" } else { "" }
                );
            }
        }
        text
    }
}

/// A value in thousandths; nothing below zero, and no more than the type holds.
pub fn thousandths(value: f64) -> u32 {
    (value * UNIT).round() as u32
}

/// The bars of an answer as a path, each 1 wide and up to 100 high.
pub fn lab_bars(answer: &Answer) -> String {
    let bar = |(i, height): (usize, &f64)| format!("M{i} 100V{:.1}h.9V100z", 100.0 - 96.0 * height);
    answer.bars.iter().enumerate().map(bar).collect()
}

/// The quantiles of an answer as lines over its bars.
pub fn lab_marks(answer: &Answer) -> String {
    answer
        .quantiles
        .iter()
        .map(|at| format!("M{:.2} 0V100", at * answer.bars.len() as f64))
        .collect()
}

/// A share of the spread, in percent.
pub fn lab_share(lab: &AtlasLaboratory, share: f64) -> String {
    format!("{}%", lab.numerals.say(share * 100.0, 0))
}

/// A value of a parameter in its own terms.
pub fn lab_value(lab: &AtlasLaboratory, position: usize, central: u32) -> String {
    let value = f64::from(central) / UNIT;
    match lab.data.parameters.get(position) {
        Some(p) if p.percent => format!("{}%", lab.numerals.say(value * 100.0, 1)),
        Some(p) => lab.numerals.say(value, usize::from(p.high < 100.0)),
        None => String::new(),
    }
}

/// The bounds of a parameter in its own terms.
pub fn lab_bounds(lab: &AtlasLaboratory, position: usize) -> String {
    let Some(p) = lab.data.parameters.get(position) else { return String::new() };
    format!(
        "{} – {}",
        lab_value(lab, position, thousandths(p.low)),
        lab_value(lab, position, thousandths(p.high))
    )
}
