//! Runs the fuzzer of tests/fuzz for a set number of inputs.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::ledger::{self, Run};
use crate::{process, toolchain, tools};
use std::time::Instant;

/// A kind of input: its name, its share of a thousand inputs, and how long one may be, bytes.
struct Target {
    name: &'static str,
    per_thousand: f64,
    longest: u32,
}

/// A seed's input means reading and checking all content anew, so there are few of them.
const TARGETS: [Target; 6] = [
    Target { name: "addresses", per_thousand: 250.0, longest: 512 },
    Target { name: "dates", per_thousand: 250.0, longest: 128 },
    Target { name: "geometry", per_thousand: 150.0, longest: 2048 },
    Target { name: "messages", per_thousand: 200.0, longest: 1024 },
    Target { name: "stored", per_thousand: 150.0, longest: 1024 },
    Target { name: "seeds", per_thousand: 0.5, longest: 256 },
];

/// Longer than this, and an input counts as a hang, s.
const HANG_S: u32 = 10;
/// More memory than this is without bound, MB.
const MOST_MEMORY_MB: u32 = 1024;

/// Tries about so many inputs in all; stops at the first that breaks something.
pub fn run(context: &Context, inputs: u32) -> Outcome {
    let context = &toolchain::resolve(context)?;
    tools::fuzzer(context)?;
    for target in &TARGETS {
        one(context, target, inputs)?;
    }
    Ok(())
}

fn one(context: &Context, Target { name, per_thousand, longest }: &Target, inputs: u32) -> Outcome {
    let step = format!("fuzzing {name}");
    // What is found in passing lies apart from the corpus that is kept.
    let found = context.root.join("target/fuzz/corpus").join(name);
    std::fs::create_dir_all(&found).map_err(|why| {
        Fault::new(&step, format!("{}: {why}", found.display()), "make the folder writable")
    })?;
    let mut fuzz =
        context.cargo(&["fuzz", "run", "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", name]);
    fuzz.arg(&found).arg(format!("tests/fuzz/corpus/{name}")).arg("--");
    let runs = (f64::from(inputs) * per_thousand / 1000.0).ceil() as u64;
    fuzz.arg(format!("-runs={runs}")).arg(format!("-max_len={longest}"));
    fuzz.arg(format!("-timeout={HANG_S}"))
        .arg(format!("-rss_limit_mb={MOST_MEMORY_MB}"))
        .args(["-print_final_stats=1", "-verbosity=0"]);
    // The coverage that the fuzzer is led by is asked of the compiler by flags that a stable one
    // hides.
    fuzz.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", context.root.join("target/fuzz"));
    let started = Instant::now();
    let mut counts = Vec::new();
    let outcome = process::run_hearing(
        &mut fuzz,
        &step,
        "read the input and the trace above; then mend it and add the input to tests/fuzz/corpus",
        |line| {
            counts.extend(statistic(line));
        },
    );
    ledger::keep(
        context,
        &Run {
            kind: "fuzz",
            name,
            engine: "libFuzzer",
            ended_well: outcome.is_ok(),
            counts,
            took: started.elapsed(),
        },
    )?;
    outcome
}

/// What the report shows of `stat::number_of_executed_units: 300000`.
fn statistic(line: &str) -> Option<(&'static str, u64)> {
    let (key, value) = line.strip_prefix("stat::")?.split_once(':')?;
    let name = match key {
        "number_of_executed_units" => "inputs",
        "peak_rss_mb" => "peakMb",
        "slowest_unit_time_sec" => "slowestS",
        _ => return None,
    };
    Some((name, value.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_are_read_and_other_lines_are_not() {
        assert_eq!(statistic("stat::number_of_executed_units: 300000"), Some(("inputs", 300_000)));
        assert_eq!(statistic("stat::new_units_added:          2974"), None);
        assert_eq!(statistic("Done 300000 runs in 8 second(s)"), None);
    }

    #[test]
    fn ten_million_are_ten_million() {
        let all: f64 = TARGETS.iter().map(|t| t.per_thousand).sum();
        assert!(all >= 1000.0);
    }
}
