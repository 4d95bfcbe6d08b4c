//! Keeps what the last run of each kind came to, for the report.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::process;
use std::path::PathBuf;
use std::time::Duration;

const FOLDER: &str = "target/runs";

/// Tests that ran, by how they ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that passed.
    pub passed: u32,
    /// Those that failed.
    pub failed: u32,
    /// Those that were left out.
    pub left_out: u32,
}

impl Tally {
    /// Counts a line of a test runner's summary: `test result: ok. 3 passed; 0 failed; 1 ignored;
    /// …` of cargo, or `ℹ pass 3` of Node.
    pub fn see(&mut self, line: &str) {
        let number = |text: &str| text.trim().parse::<u32>().unwrap_or(0);
        if let Some((_, counts)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        {
            for (count, what) in
                counts.split("; ").filter_map(|part| part.trim_end_matches('.').split_once(' '))
            {
                match what {
                    "passed" => self.passed += number(count),
                    "failed" => self.failed += number(count),
                    "ignored" => self.left_out += number(count),
                    _ => (),
                }
            }
        } else if let Some((what, count)) =
            line.strip_prefix("ℹ ").and_then(|rest| rest.split_once(' '))
        {
            match what {
                "pass" => self.passed += number(count),
                "fail" | "cancelled" => self.failed += number(count),
                "skipped" | "todo" => self.left_out += number(count),
                _ => (),
            }
        }
    }

    /// How many there were.
    pub fn tests(&self) -> u32 {
        self.passed + self.failed + self.left_out
    }
}

/// One run.
#[derive(Debug)]
pub struct Run<'a> {
    /// `tests` or `fuzz`.
    pub kind: &'a str,
    /// Its name within the kind.
    pub name: &'a str,
    /// What ran it.
    pub engine: &'a str,
    /// Whether it ended well.
    pub ended_well: bool,
    /// What was counted, by name.
    pub counts: Vec<(&'a str, u64)>,
    /// How long it took.
    pub took: Duration,
}

/// The file in which single tests of a run are kept, a line each.
pub fn each_test(context: &Context, name: &str) -> Outcome<PathBuf> {
    let folder = folder(context)?;
    Ok(folder.join(format!("{}.ndjson", file_name(name))))
}

/// Keeps a run in place of the one before.
pub fn keep(context: &Context, run: &Run) -> Outcome {
    let path = folder(context)?.join(format!("{}-{}.json", run.kind, file_name(run.name)));
    std::fs::write(&path, json(run, &stamp(context)))
        .map_err(|why| trouble(&path.display().to_string(), &why))
}

fn folder(context: &Context) -> Outcome<PathBuf> {
    let folder = context.root.join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|why| trouble(&folder.display().to_string(), &why))?;
    Ok(folder)
}

fn trouble(place: &str, why: &std::io::Error) -> Fault {
    Fault::new("keeping what a run came to", format!("{place}: {why}"), "make the folder writable")
}

fn file_name(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// Day and state of the sources; empty where there is no Git.
fn stamp(context: &Context) -> [String; 2] {
    let ask = |program: &str, args: &[&str]| {
        process::output(context.command(program).args(args)).unwrap_or_default()
    };
    let changed = if ask("git", &["status", "--porcelain", "--untracked-files=no"]).is_empty() {
        ""
    } else {
        " and changes"
    };
    [ask("date", &["-u", "+%F"]), ask("git", &["rev-parse", "--short", "HEAD"]) + changed]
}

fn json(run: &Run, [day, commit]: &[String; 2]) -> String {
    let counts: Vec<String> =
        run.counts.iter().map(|(name, count)| format!("\"{name}\":{count}")).collect();
    format!(
        "{{\"kind\":\"{}\",\"name\":\"{}\",\"engine\":\"{}\",\"endedWell\":{},\"counts\":{{{}}},\"seconds\":{:.1},\"day\":\"{day}\",\"commit\":\"{commit}\"}}\n",
        run.kind,
        run.name,
        run.engine,
        run.ended_well,
        counts.join(","),
        run.took.as_secs_f64()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_both_runners_are_added_up() {
        let mut tally = Tally::default();
        for line in [
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 118 filtered out; finished in 0.00s",
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
            "ℹ pass 7",
            "ℹ fail 1",
            "ℹ skipped 4",
            "ℹ duration_ms 443752.991944",
        ] {
            tally.see(line);
        }
        assert_eq!(tally, Tally { passed: 14, failed: 4, left_out: 5 });
        assert_eq!(tally.tests(), 23);
    }

    #[test]
    fn a_run_is_kept_as_json() {
        let run = Run {
            kind: "fuzz",
            name: "dates",
            engine: "libFuzzer",
            ended_well: true,
            counts: vec![("inputs", 5)],
            took: Duration::from_secs(2),
        };
        let text = json(&run, &["2025-04-01".into(), "abc".into()]);
        assert_eq!(
            text,
            "{\"kind\":\"fuzz\",\"name\":\"dates\",\"engine\":\"libFuzzer\",\"endedWell\":true,\"counts\":{\"inputs\":5},\"seconds\":2.0,\"day\":\"2025-04-01\",\"commit\":\"abc\"}\n"
        );
    }
}
