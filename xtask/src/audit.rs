//! Compares both lock files with RustSec's database of advisories. It is on no registry of
//! packages, so this is a command of its own and no part of the tests, which have to run where only
//! registries can be reached.

use crate::context::Context;
use crate::fault::Outcome;
use crate::ledger::{self, Run};
use crate::{process, toolchain, tools};
use std::time::Instant;

const LOCKS: [(&str, &str); 2] =
    [("the site", "Cargo.lock"), ("the fuzzer", "tests/fuzz/Cargo.lock")];

/// Fails at an advisory of a weakness; that something is no longer looked after is a warning.
/// `database` is a copy of the database on this machine; without it the newest is fetched.
pub fn run(context: &Context, database: Option<&str>) -> Outcome {
    let context = &toolchain::resolve(context)?;
    tools::auditor(context)?;
    for (name, lock) in LOCKS {
        let mut audit = context.command("cargo-audit");
        audit.args(["audit", "--file", lock]);
        if let Some(database) = database {
            audit.args(["--no-fetch", "--stale", "--db", database]);
        }
        let started = Instant::now();
        let mut counts = Vec::new();
        let outcome = process::run_hearing(
            &mut audit,
            &format!("looking for advisories about {name}"),
            "read the advisory above and update the crate; where the database could not be fetched, name a copy: cargo xtask audit --database FOLDER",
            |line| counts.extend(counted(line)),
        );
        ledger::keep(
            context,
            &Run {
                kind: "audit",
                name,
                engine: "RustSec",
                ended_well: outcome.is_ok(),
                counts,
                took: started.elapsed(),
            },
        )?;
        outcome?;
    }
    Ok(())
}

/// What the report shows of a line such as `Loaded 1205 security advisories (from …)`.
fn counted(line: &str) -> Option<(&'static str, u64)> {
    let words: Vec<&str> =
        line.split_whitespace().map(|word| word.trim_matches(['(', ')', '!'])).collect();
    let before = |what: &str| {
        words
            .iter()
            .position(|word| word.starts_with(what))
            .and_then(|at| words.get(at.checked_sub(1)?)?.parse().ok())
    };
    match *words.first()? {
        "Loaded" => Some(("advisories", before("security")?)),
        "Scanning" => Some(("crates", before("crate")?)),
        "warning:" => Some(("warnings", before("allowed")?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_counted() {
        assert_eq!(
            counted("      Loaded 1205 security advisories (from advisory-db)"),
            Some(("advisories", 1205))
        );
        assert_eq!(
            counted("    Scanning Cargo.lock for vulnerabilities (252 crate dependencies)"),
            Some(("crates", 252))
        );
        assert_eq!(counted("warning: 3 allowed warnings found"), Some(("warnings", 3)));
        assert_eq!(counted("Warning:  unmaintained"), None);
        assert_eq!(counted(""), None);
    }
}
