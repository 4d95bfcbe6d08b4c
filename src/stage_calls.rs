//! What the tools ask of the stage, and what it answers, as text and numbers: the two are programs
//! of their own and share no memory.

use crate::fields::{escaped, unescaped};
use crate::geo::{Camera, PlanePoint};

/// What the tools ask of the stage.
#[derive(Clone, Debug, PartialEq)]
pub enum StageCall {
    /// The tools lead from now on: the stage follows the reader no longer by itself.
    Lead,
    /// Values to be shown, as [`write_values`] wrote them.
    Show(String),
    /// Bring the camera to a view.
    Fly {
        /// The view.
        to: Camera,
        /// How it gets there.
        pace: Pace,
    },
    /// Show a view at once, as a hand has it.
    Hold(Camera),
    /// Stop any flight where it is.
    Stop,
    /// Say which camera is shown.
    Tell,
}

/// How a camera gets to a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// With no time between.
    AtOnce,
    /// As far as the way takes, along the path of a flight.
    Natural,
    /// Along the same path in so many ms.
    Within(f64),
    /// Straight in so many ms, and slower towards the end: a zoom about a point.
    Straight(f64),
}

/// The key under which the places whose outlines are drawn strongly are sent: their keys, with
/// spaces between them.
pub const OUTLINES: &str = "@outlines";
/// The key under which the sheet is sent: `world`, or nothing for the region.
pub const SHEET: &str = "@sheet";

impl StageCall {
    /// The call as numbers. One that shows values is sent as their text instead.
    pub fn numbers(&self) -> Vec<f64> {
        let camera = |call: f64, c: &Camera| vec![call, c.center.x, c.center.y, c.span_km];
        match self {
            StageCall::Lead | StageCall::Show(_) => vec![0.0],
            StageCall::Fly { to, pace } => {
                let (kind, ms) = match pace {
                    Pace::AtOnce => (0.0, 0.0),
                    Pace::Natural => (1.0, 0.0),
                    Pace::Within(ms) => (2.0, *ms),
                    Pace::Straight(ms) => (3.0, *ms),
                };
                [camera(1.0, to), vec![kind, ms]].concat()
            }
            StageCall::Hold(to) => camera(2.0, to),
            StageCall::Stop => vec![3.0],
            StageCall::Tell => vec![4.0],
        }
    }

    /// The call that numbers stand for; `None` where they stand for none.
    pub fn of_numbers(numbers: &[f64]) -> Option<StageCall> {
        let (call, rest) = numbers.split_first()?;
        match (*call as u8, rest) {
            (0, []) => Some(StageCall::Lead),
            (1, [camera @ .., kind, ms]) => {
                let pace = match *kind as u8 {
                    0 => Pace::AtOnce,
                    1 => Pace::Natural,
                    2 => Pace::Within(*ms),
                    3 => Pace::Straight(*ms),
                    _ => return None,
                };
                Some(StageCall::Fly { to: camera_of(camera)?, pace })
            }
            (2, camera) => Some(StageCall::Hold(camera_of(camera)?)),
            (3, []) => Some(StageCall::Stop),
            (4, []) => Some(StageCall::Tell),
            _ => None,
        }
    }
}

/// A camera as numbers: the middle and the span, all in km.
pub fn camera_numbers(camera: Camera) -> [f64; 3] {
    [camera.center.x, camera.center.y, camera.span_km]
}

/// The camera that three numbers stand for; `None` where they show nothing.
pub fn camera_of(numbers: &[f64]) -> Option<Camera> {
    match numbers {
        [x, y, span_km] if x.is_finite() && y.is_finite() && *span_km > 0.0 => {
            Some(Camera { center: PlanePoint { x: *x, y: *y }, span_km: *span_km })
        }
        _ => None,
    }
}

/// Values of slots as text: key, name of the attribute (empty for the words), value.
pub fn write_values<'a>(values: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let lines = values.into_iter().map(|(slot, attribute, value)| {
        [escaped(slot), escaped(attribute), escaped(value)].join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Calls with each value of a text that [`write_values`] wrote. Lines of another kind are passed
/// over.
pub fn each_value(text: &str, mut take: impl FnMut(&str, &str, &str)) {
    for line in text.lines() {
        let fields: Vec<String> = line.split('\t').map(unescaped).collect();
        if let [slot, attribute, value] = fields.as_slice() {
            take(slot, attribute, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_camera() -> impl Strategy<Value = Camera> {
        (-9e3..9e3, -9e3..9e3, 1.0..9e3)
            .prop_map(|(x, y, span_km)| Camera { center: PlanePoint { x, y }, span_km })
    }

    fn any_call() -> impl Strategy<Value = StageCall> {
        let pace = prop_oneof![
            Just(Pace::AtOnce),
            Just(Pace::Natural),
            (0.0..9e4).prop_map(Pace::Within),
            (0.0..9e4).prop_map(Pace::Straight)
        ];
        prop_oneof![
            Just(StageCall::Lead),
            Just(StageCall::Stop),
            Just(StageCall::Tell),
            any_camera().prop_map(StageCall::Hold),
            (any_camera(), pace).prop_map(|(to, pace)| StageCall::Fly { to, pace }),
        ]
    }

    proptest! {
        #[test]
        fn a_call_arrives_as_it_was_sent(call in any_call()) {
            prop_assert_eq!(StageCall::of_numbers(&call.numbers()), Some(call));
        }

        #[test]
        fn numbers_of_anybody_are_a_call_or_none(numbers in proptest::collection::vec(proptest::num::f64::ANY, 0..8)) {
            if let Some(StageCall::Fly { to, .. } | StageCall::Hold(to)) = StageCall::of_numbers(&numbers) {
                prop_assert!(to.span_km > 0.0 && to.center.x.is_finite() && to.center.y.is_finite());
            }
        }

        #[test]
        fn values_arrive_as_they_were_sent(values in proptest::collection::vec((".*", ".*", ".*"), 0..5)) {
            let sent: Vec<_> = values
                .into_iter()
                .map(|(a, b, c)| [a, b, c].map(|text: String| text.replace('\r', "")))
                .collect();
            let text = write_values(sent.iter().map(|[a, b, c]| (a.as_str(), b.as_str(), c.as_str())));
            let mut came = Vec::new();
            each_value(&text, |a, b, c| came.push([a, b, c].map(str::to_string)));
            // Text that ends with an empty line has no sign of it: such a value has no key.
            prop_assert_eq!(came, sent);
        }
    }
}
