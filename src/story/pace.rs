//! The pace of a lesson: the time for each step, by plan, and how far the class is from it.

use serde::{Deserialize, Serialize};

/// When the lesson and its present step began. Times are ms since 1970, so that they outlive a
/// reload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Clock {
    /// When the lesson began; 0 before it does.
    pub begun_ms: u64,
    /// When its present step began.
    pub step_ms: u64,
    /// That step.
    pub step: usize,
    /// Which plan is followed, by position.
    pub plan: usize,
}

/// A clock that was left alone for so long belongs to a lesson that is over, ms.
const OVER_MS: u64 = 3 * 60 * 60 * 1000;

impl Clock {
    /// A clock that was not started.
    pub const NONE: Clock = Clock { begun_ms: 0, step_ms: 0, step: 0, plan: 0 };

    /// Whether it was started.
    pub fn runs(self) -> bool {
        self.begun_ms > 0
    }

    /// The clock as it was kept, unless its lesson must be over; the plan is kept anyway.
    #[must_use]
    pub fn kept(self, now_ms: u64) -> Clock {
        let over = now_ms < self.step_ms || now_ms - self.step_ms > OVER_MS;
        if over {
            Clock { plan: self.plan, ..Clock::NONE }
        } else {
            self
        }
    }

    /// The clock when a step is shown: it starts with the first change, and again with each step.
    #[must_use]
    pub fn at(self, step: usize, now_ms: u64) -> Clock {
        let begun_ms =
            if self.begun_ms > 0 && self.begun_ms <= now_ms { self.begun_ms } else { now_ms };
        let same = self.step == step && self.step_ms >= begun_ms && self.step_ms <= now_ms;
        Clock { begun_ms, step_ms: if same { self.step_ms } else { now_ms }, step, ..self }
    }

    /// Whole seconds in all, and of the step. A clock that was put back shows 0.
    pub fn seconds(self, now_ms: u64) -> (u32, u32) {
        let since = |then: u64| (now_ms.saturating_sub(then) / 1000).min(359_999) as u32;
        (since(self.begun_ms), since(self.step_ms))
    }
}

/// Seconds that a plan allows until the end of a step.
pub fn due_s(plan: &[u32], step: usize) -> u32 {
    plan.iter().take(step + 1).sum()
}

/// Seconds that the lesson is behind its plan; negative where it is ahead. Within the step's time
/// it is neither.
pub fn behind_s(plan: &[u32], step: usize, elapsed_s: u32) -> i64 {
    let (from, to) = (
        i64::from(due_s(plan, step)) - i64::from(plan.get(step).copied().unwrap_or(0)),
        i64::from(due_s(plan, step)),
    );
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
        let clock = Clock::default().at(0, 10_000).at(0, 25_000);
        assert_eq!(clock.seconds(25_000), (15, 15));
        let clock = clock.at(1, 30_000);
        assert_eq!(clock.seconds(42_000), (32, 12));
        assert_eq!(clock.seconds(0), (0, 0), "the clock of the machine was put back");
        assert_eq!(clock.at(1, 5_000).seconds(6_000), (1, 1), "and the lesson begins anew");
    }

    #[test]
    fn a_clock_of_a_lesson_that_is_over_starts_anew() {
        let clock = Clock { plan: 2, ..Clock::default() }.at(3, 10_000);
        assert_eq!(clock.kept(10_000 + OVER_MS), clock, "a long lesson");
        for now in [10_001 + OVER_MS, 9_000] {
            assert_eq!(clock.kept(now), Clock { plan: 2, ..Clock::NONE }, "{now}");
        }
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
