//! The tools' way to the stage: what they ask it to show, and the camera that it says it shows.

use super::slots::SlotValue;
use crate::geo::Camera;
use crate::platform::{self, Detail, EngineEvent};
use crate::stage_calls::{camera_of, write_values, Pace, StageCall, OUTLINES, SHEET};
use std::cell::Cell;

thread_local! {
    /// The camera that the stage spoke of last.
    static TOLD: Cell<Option<Camera>> = const { Cell::new(None) };
}

/// Takes the lead: the stage no longer follows the reader by itself. `told` is called with each
/// camera that it says it shows, and must not ask the stage for anything.
pub fn lead(told: impl Fn(Camera) + 'static) {
    platform::on_event(EngineEvent::Camera, move |detail| {
        if let Detail::Numbers(numbers) = detail {
            if let Some(camera) = camera_of(&numbers) {
                TOLD.set(Some(camera));
                told(camera);
            }
        }
    })
    .forget();
    call(&StageCall::Lead);
}

/// Shows values of slots.
pub fn show(values: &[&SlotValue]) {
    let fields = values.iter().map(|v| (v.slot.as_str(), v.attribute, v.value.as_str()));
    call(&StageCall::Show(write_values(fields)));
}

/// Draws the outlines of these places strongly, and no others.
pub fn show_outlines(places: &[String]) {
    call(&StageCall::Show(write_values([(OUTLINES, "", places.join(" ").as_str())])));
}

/// Shows the world's sheet, or the region's.
pub fn show_sheet(world: bool) {
    let value = if world { "world" } else { "" };
    call(&StageCall::Show(write_values([(SHEET, "", value)])));
}

/// Brings the camera to a view.
pub fn fly(to: Camera, pace: Pace) {
    call(&StageCall::Fly { to, pace });
}

/// Shows a view at once.
pub fn hold(camera: Camera) {
    call(&StageCall::Hold(camera));
}

/// Stops any flight where it is.
pub fn stop() {
    call(&StageCall::Stop);
}

/// The camera that is shown at this moment; `None` where there is no stage.
pub fn camera() -> Option<Camera> {
    call(&StageCall::Tell);
    TOLD.get()
}

fn call(call: &StageCall) {
    let detail = match call {
        StageCall::Show(values) => Detail::Text(values.clone()),
        _ => Detail::Numbers(call.numbers()),
    };
    platform::send(EngineEvent::Stage, &detail);
}
