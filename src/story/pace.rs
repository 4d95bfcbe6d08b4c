//! The pace of a lesson: the time for each step, by plan, and how far the class is from it.

use serde::{Deserialize, Serialize};

/// When the lesson and its present step began. Times are ms since 1970, so that they outlive a reload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Clock {
    /// When the lesson began; 0 before it does.
    pub begun_ms: f64,
    /// When its present step began.
    pub step_ms: f64,
    /// That step.
    pub step: usize,
    /// Which plan is followed, by position.
    pub plan: usize,
}

impl Clock {
    /// The clock when a step is shown: it starts with the first change, and again with each step.
    #[must_use]
    pub fn at(self, step: usize, now_ms: f64) -> Clock {
        let begun_ms = if self.begun_ms > 0.0 && self.begun_ms <= now_ms { self.begun_ms } else { now_ms };
        let same = self.step == step && self.step_ms >= begun_ms && self.step_ms <= now_ms;
        Clock { begun_ms, step_ms: if same { self.step_ms } else { now_ms }, step, ..self }
    }

    /// Whole seconds in all, and of the step. A clock that was put back shows 0.
    pub fn seconds(self, now_ms: f64) -> (u32, u32) {
        let since = |then: f64| ((now_ms - then) / 1000.0).clamp(0.0, 359_999.0) as u32;
        (since(self.begun_ms), since(self.step_ms))
    }
}

/// Seconds that a plan allows until the end of a step.
pub fn due_s(plan: &[u32], step: usize) -> u32 {
    plan.iter().take(step + 1).sum()
}

/// Seconds that the lesson is behind its plan; negative where it is ahead. Within the step's time it
/// is neither.
pub fn behind_s(plan: &[u32], step: usize, elapsed_s: u32) -> i64 {
    let (from, to) = (i64::from(due_s(plan, step)) - i64::from(plan.get(step).copied().unwrap_or(0)), i64::from(due_s(plan, step)));
    let now = i64::from(elapsed_s);
    if now > to {
        now - to
    } else if now < from {
        now - from
    } else {
        0
    }
}

/// A time as `m:ss`.
pub fn clock_face(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_its_own_time() {
        let clock = Clock::default().at(0, 10_000.0).at(0, 25_000.0);
        assert_eq!(clock.seconds(25_000.0), (15, 15));
        let clock = clock.at(1, 30_000.0);
        assert_eq!(clock.seconds(42_000.0), (32, 12));
        assert_eq!(clock.seconds(0.0), (0, 0), "the clock of the machine was put back");
        assert_eq!(clock.at(1, 5_000.0).seconds(6_000.0), (1, 1), "and the lesson begins anew");
    }

    #[test]
    fn the_plan_says_how_far_behind() {
        let plan = [60, 30, 0, 90];
        assert_eq!(behind_s(&plan, 0, 59), 0);
        assert_eq!(behind_s(&plan, 0, 75), 15);
        assert_eq!(behind_s(&plan, 1, 40), -20);
        assert_eq!(behind_s(&plan, 3, 180), 0);
        assert_eq!(behind_s(&[], 5, 7), 7);
        assert_eq!(clock_face(754), "12:34");
    }
}
