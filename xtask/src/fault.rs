//! One shape for everything that can go wrong, so that every failure tells the reader what to do
//! next.

use std::fmt;

/// A failure: the step that failed, why it failed, and what the reader can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What was being done, in the reader's words.
    pub step: String,
    /// What went wrong.
    pub cause: String,
    /// What to do about it, as a command where there is one.
    pub remedy: String,
}

impl Fault {
    /// Puts the three parts together.
    pub fn new(
        step: impl Into<String>,
        cause: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { step: step.into(), cause: cause.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "failed: {}", self.step)?;
        writeln!(f, " cause: {}", self.cause)?;
        write!(f, "remedy: {}", self.remedy)
    }
}

/// Shorthand for results whose failure is a [`Fault`].
pub type Outcome<T = ()> = Result<T, Fault>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_names_step_cause_and_remedy_in_that_order() {
        let text =
            Fault::new("installing trunk", "no network", "connect and run it again").to_string();
        assert_eq!(
            text,
            "failed: installing trunk\n cause: no network\nremedy: connect and run it again"
        );
    }
}
