//! Runs every test as a row of stages that stops at the first failure, and sums them up in a table.

use crate::browsers::{self, Browser, WebKit};
use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::flags::{Group, Scope, Tests};
use crate::ledger::{self, Run, Tally};
use crate::toolchain;
use crate::wasm_target::WASM;
use crate::{built, fuzz as fuzzer, npm, process, pypi, site, tools};
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// One row of the table.
struct Stage {
    name: &'static str,
    group: Group,
    /// The smallest scope that runs it.
    from: Scope,
    /// What runs its tests; empty where it has none.
    engine: &'static str,
    run: fn(&Context, &Tests, &mut Tally) -> Outcome,
}

/// In the order of how soon they can tell that something is wrong.
const STAGES: [Stage; 12] = [
    Stage { name: "core", group: Group::Native, from: Scope::Quick, engine: "native", run: core },
    Stage { name: "xtask", group: Group::Native, from: Scope::Usual, engine: "native", run: own },
    Stage { name: "seeds", group: Group::Native, from: Scope::Quick, engine: "", run: seeds },
    Stage { name: "ssr", group: Group::Native, from: Scope::Usual, engine: "native", run: ssr },
    Stage { name: "geo", group: Group::Geo, from: Scope::Usual, engine: "Node", run: geo },
    Stage {
        name: "wasm set-up",
        group: Group::Wasm,
        from: Scope::Quick,
        engine: "",
        run: wasm_tools,
    },
    Stage { name: "wasm", group: Group::Wasm, from: Scope::Quick, engine: "Chromium", run: wasm },
    Stage { name: "dist", group: Group::E2e, from: Scope::Quick, engine: "", run: dist },
    Stage { name: "e2e", group: Group::E2e, from: Scope::Quick, engine: "Chromium", run: e2e },
    Stage {
        name: "e2e in Firefox",
        group: Group::E2e,
        from: Scope::All,
        engine: "Firefox",
        run: e2e_in_firefox,
    },
    Stage {
        name: "e2e in WebKit",
        group: Group::E2e,
        from: Scope::All,
        engine: "WebKit",
        run: e2e_in_webkit,
    },
    Stage { name: "fuzz", group: Group::Native, from: Scope::All, engine: "", run: fuzz },
];

/// Runs the tests that are wanted.
pub fn run(context: &Context, tests: &Tests) -> Outcome {
    let mut table = Vec::new();
    let started = Instant::now();
    let ready = toolchain::resolve(context);
    table.push(row("set-up", ready.is_ok(), started));
    let mut outcome = Ok(());
    if let Ok(context) = &ready {
        for stage in STAGES
            .iter()
            .filter(|s| s.from <= tests.scope && tests.only.is_none_or(|group| s.group == group))
        {
            println!("\n== {} ==", stage.name);
            let (started, mut tally) = (Instant::now(), Tally::default());
            outcome = (stage.run)(context, tests, &mut tally);
            table.push(row(stage.name, outcome.is_ok(), started));
            if !stage.engine.is_empty() {
                keep(context, stage, outcome.is_ok(), tally, started.elapsed())?;
            }
            if outcome.is_err() {
                break;
            }
        }
    }
    println!("\n{}", table.join(" | "));
    ready.and(outcome)
}

fn keep(
    context: &Context,
    stage: &Stage,
    ended_well: bool,
    tally: Tally,
    took: Duration,
) -> Outcome {
    let Tally { passed, failed, left_out } = tally;
    let counts = [("passed", passed), ("failed", failed), ("leftOut", left_out)]
        .map(|(name, count)| (name, u64::from(count)))
        .to_vec();
    ledger::keep(
        context,
        &Run { kind: "tests", name: stage.name, engine: stage.engine, ended_well, counts, took },
    )
}

fn row(name: &str, passed: bool, started: Instant) -> String {
    cell(name, passed, started.elapsed())
}

fn cell(name: &str, passed: bool, took: Duration) -> String {
    let outcome = if passed { "ok" } else { "FAILED" };
    format!("{name} {outcome} {:.0} s", took.as_secs_f64())
}

fn core(context: &Context, _: &Tests, tally: &mut Tally) -> Outcome {
    cargo_test(context.cargo(&["test", "--no-default-features"]), "the core", tally)
}

fn own(context: &Context, _: &Tests, tally: &mut Tally) -> Outcome {
    cargo_test(context.cargo(&["test", "--package", "xtask"]), "xtask", tally)
}

fn seeds(context: &Context, _: &Tests, _: &mut Tally) -> Outcome {
    site::check_seeds(context)
}

fn ssr(context: &Context, _: &Tests, tally: &mut Tally) -> Outcome {
    npm::faces(context)?;
    cargo_test(context.cargo(&["test", "--features", "ssr"]), "the prerenderer", tally)
}

fn geo(context: &Context, _: &Tests, tally: &mut Tally) -> Outcome {
    npm::geo(context)?;
    pypi::geo(context)?;
    let mut node = node_tests(context, "xtask/geo", |_| true)?;
    node.env("SPRING_SURGE_MODULES", context.geo_modules())
        .env("SPRING_SURGE_WHEELS", context.geo_wheels());
    counted(&mut node, "testing the map build step", tally)
}

fn wasm_tools(context: &Context, _: &Tests, _: &mut Tally) -> Outcome {
    tools::install(context)?;
    browsers::find_or_install().map(|_| ())
}

fn wasm(context: &Context, _: &Tests, tally: &mut Tally) -> Outcome {
    let Browser { driver, .. } = browsers::find_or_install()?;
    let mut cargo = context.cargo(&["test", "--target", WASM]);
    cargo
        .args(["--features", "hydrate", "--test", "web"])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            context.tools().join("bin/wasm-bindgen-test-runner"),
        )
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        // A cold browser on a small machine needs longer to start than the runner's 20 s.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    cargo_test(cargo, "the components in a browser", tally)
}

fn dist(context: &Context, _: &Tests, _: &mut Tally) -> Outcome {
    tools::install(context)?;
    npm::wasm_opt(context)?;
    npm::faces(context)?;
    tools::fetch_crates(context)?;
    if built::is_current(context) {
        println!("dist/ is up to date");
        return Ok(());
    }
    site::build_ready(context)
}

fn e2e(context: &Context, tests: &Tests, tally: &mut Tally) -> Outcome {
    npm::journeys(context)?;
    let program = browsers::without_windows()?;
    for name in ["third-language", "hostile"] {
        if is_wanted(tests, &format!("{name}{MATRIX}")) {
            made_up(context, name)?;
        }
    }
    let mut node = journeys(context, "Chromium", tests, |name| name != WEBKIT_JOURNEYS)?;
    node.env("CHROMIUM", program);
    counted(&mut node, "testing the journeys", tally)
}

/// The journeys on which engines may differ: what is drawn, felt, framed, kept and taught.
fn e2e_in_firefox(context: &Context, tests: &Tests, tally: &mut Tally) -> Outcome {
    npm::journeys(context)?;
    if !IN_EVERY_ENGINE.iter().any(|name| is_wanted(tests, name)) {
        return Ok(());
    }
    let program = browsers::firefox()?;
    let mut node = journeys(context, "Firefox", tests, |name| IN_EVERY_ENGINE.contains(&name))?;
    node.env("FIREFOX", program).env("SPRING_SURGE_ENGINE", "firefox");
    counted(&mut node, "testing the journeys in Firefox", tally)
}

fn e2e_in_webkit(context: &Context, tests: &Tests, tally: &mut Tally) -> Outcome {
    npm::journeys(context)?;
    if !is_wanted(tests, WEBKIT_JOURNEYS) {
        return Ok(());
    }
    let WebKit { program, driver, screen } = browsers::webkit()?;
    let node = journeys(context, "WebKit", tests, |name| name == WEBKIT_JOURNEYS)?;
    let mut on_screen = context.command(&screen.to_string_lossy());
    // A screen starts anew when its last window has gone, and a window that is opened meanwhile
    // finds none.
    on_screen
        .args(["-a", "-s", "-noreset -screen 0 1280x1024x24"])
        .arg(node.get_program())
        .args(node.get_args());
    on_screen
        .env("WEBKIT", program)
        .env("WEBKIT_DRIVER", driver)
        .env("SPRING_SURGE_DIST", context.root.join("dist"));
    // Debian's driver for screens without a GPU breaks off where a worker draws through it beside
    // the page.
    on_screen.env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1");
    counted(&mut on_screen, "testing the journeys in WebKit", tally)
}

/// Enough inputs to pass every reader's door; `cargo xtask fuzz` tries as many as one has time for.
fn fuzz(context: &Context, _: &Tests, _: &mut Tally) -> Outcome {
    fuzzer::run(context, 200_000)
}

/// The files that are run while one works: about 25 journeys through reading, hands, embedding and
/// teaching.
const QUICK: [&str; 3] = ["linked.test.mjs", "quiet.test.mjs", "no-script.test.mjs"];

/// How the names of files end that try the same thing in every state, and so are left to `--all`.
const MATRIX: &str = ".matrix.test.mjs";

/// Not those about files, words and numbers, which are the same bytes in every engine, nor those
/// that compare pixels, which each engine sets its own way.
const IN_EVERY_ENGINE: [&str; 19] = [
    "address.test.mjs",
    "embed.test.mjs",
    "evidence.test.mjs",
    "stage.test.mjs",
    "handout.test.mjs",
    "hands.test.mjs",
    "hard-places.test.mjs",
    "laboratory.test.mjs",
    "languages.test.mjs",
    "lesson-access.matrix.test.mjs",
    "linked.test.mjs",
    "no-script.test.mjs",
    "offline.test.mjs",
    "policy.test.mjs",
    "present.test.mjs",
    "single-file.test.mjs",
    "speaker.test.mjs",
    "systems.test.mjs",
    "hydrate.test.mjs",
];
const WEBKIT_JOURNEYS: &str = "webkit.test.mjs";

/// The journeys that are wanted of those that the engine has, through dist/; each is kept by its
/// name for the report.
fn journeys(
    context: &Context,
    engine: &str,
    tests: &Tests,
    has: impl Fn(&str) -> bool,
) -> Outcome<Command> {
    let mut arguments: Vec<OsString> = vec!["--test-reporter=./xtask/report/each-test.mjs".into()];
    let mut destination = OsString::from("--test-reporter-destination=");
    destination.push(ledger::each_test(context, engine)?);
    arguments.push(destination);
    arguments.extend(
        tests.named.as_ref().map(|pattern| format!("--test-name-pattern={pattern}").into()),
    );
    let mut node = node_tests_reported(
        context,
        "tests/e2e",
        |name| has(name) && is_wanted(tests, name),
        &arguments,
    )?;
    node.env("SPRING_SURGE_DIST", context.root.join("dist"));
    if tests.scope == Scope::All {
        node.env("SPRING_SURGE_GRID", "whole");
    }
    Ok(node)
}

/// Whether a file of journeys belongs to what is wanted.
fn is_wanted(tests: &Tests, name: &str) -> bool {
    match (&tests.file, tests.scope) {
        (Some(file), _) => {
            name == format!("{file}.test.mjs") || name == format!("{file}{MATRIX}") || name == file
        }
        (None, Scope::Quick) => QUICK.contains(&name),
        (None, Scope::Usual) => !name.ends_with(MATRIX),
        (None, Scope::All) => true,
    }
}

/// A copy of the site with a language more that exists as data alone, in target/ under its name,
/// where the journeys find it.
fn made_up(context: &Context, name: &str) -> Outcome {
    let step = "making up a language";
    let folder = format!("target/{name}");
    if context.root.join(&folder).exists() {
        std::fs::remove_dir_all(context.root.join(&folder))
            .map_err(|why| Fault::new(step, why.to_string(), format!("remove {folder} by hand")))?;
    }
    let mut node = context.command("node");
    node.arg(format!("tests/e2e/{name}.mjs")).args(["seeds", "dist", &folder]);
    process::run(&mut node, step, SEE_TEST)?;
    site::fill_copy(context, &format!("{folder}/dist"), &format!("{folder}/seeds"))
}

const SEE_TEST: &str = "read the failing test above";

/// Runs tests through cargo.
fn cargo_test(mut cargo: Command, what: &str, tally: &mut Tally) -> Outcome {
    counted(&mut cargo, &format!("testing {what}"), tally)
}

/// Runs tests and counts them; a run that contains none is a failure, since it would prove nothing.
fn counted(runner: &mut Command, step: &str, tally: &mut Tally) -> Outcome {
    process::run_seeing(runner, step, SEE_TEST, |line| tally.see(line))?;
    proven(step, *tally)
}

fn proven(step: &str, tally: Tally) -> Outcome {
    if tally.tests() == 0 {
        Err(no_tests(step, "none ran"))
    } else {
        Ok(())
    }
}

fn node_tests(context: &Context, folder: &str, wanted: impl Fn(&str) -> bool) -> Outcome<Command> {
    node_tests_reported(context, folder, wanted, &[])
}

/// The same with arguments for more reporters than the one that a reader sees.
fn node_tests_reported(
    context: &Context,
    folder: &str,
    wanted: impl Fn(&str) -> bool,
    reporters: &[OsString],
) -> Outcome<Command> {
    npm::node()?;
    let mut files = npm::test_files(&context.root.join(folder));
    files.retain(|file| file.file_name().and_then(|name| name.to_str()).is_some_and(&wanted));
    if files.is_empty() {
        let step = format!("testing {folder}");
        return Err(no_tests(&step, &format!("{folder} has no *.test.mjs")));
    }
    let mut node = context.command("node");
    // A journey waits for its browser a third of the time, so three at a time keep two cores busy.
    node.args([
        "--test",
        "--test-concurrency=3",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
    ])
    .args(reporters);
    node.args(files.iter().map(|file| relative(file, &context.root)));
    Ok(node)
}

fn relative<'a>(file: &'a Path, root: &Path) -> &'a Path {
    file.strip_prefix(root).unwrap_or(file)
}

fn no_tests(step: &str, cause: &str) -> Fault {
    Fault::new(
        step,
        format!("there are no tests: {cause}"),
        "restore the test files with git checkout, or add some",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_without_tests_fails() {
        assert!(proven("testing nothing", Tally::default())
            .unwrap_err()
            .cause
            .contains("no tests"));
        assert_eq!(proven("testing something", Tally { passed: 1, ..Tally::default() }), Ok(()));
    }

    #[test]
    fn the_table_names_stage_outcome_and_seconds() {
        let took = Duration::from_millis(12_600);
        assert_eq!(cell("core", true, took), "core ok 13 s");
        assert_eq!(cell("e2e", false, took), "e2e FAILED 13 s");
    }

    #[test]
    fn a_scope_a_file_or_none_chooses_the_files() {
        let usual = Tests::default();
        let all = Tests { scope: Scope::All, ..Tests::default() };
        let quick = Tests { scope: Scope::Quick, ..Tests::default() };
        let one = Tests { file: Some("access".into()), ..Tests::default() };
        let names = ["access.matrix.test.mjs", "embed.test.mjs", "linked.test.mjs"];
        let wanted = |tests: &Tests| names.map(|name| is_wanted(tests, name));
        assert_eq!(wanted(&usual), [false, true, true]);
        assert_eq!(wanted(&all), [true; 3]);
        assert_eq!(wanted(&quick), [false, false, true]);
        assert_eq!(wanted(&one), [true, false, false]);
    }

    #[test]
    fn the_files_that_are_named_exist() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/e2e");
        for name in QUICK.iter().chain(&IN_EVERY_ENGINE).chain(&[WEBKIT_JOURNEYS]) {
            assert!(folder.join(name).is_file(), "{name}");
        }
    }

    #[test]
    fn every_group_has_a_stage() {
        for group in [Group::Native, Group::Wasm, Group::Geo, Group::E2e] {
            assert!(STAGES.iter().any(|stage| stage.group == group));
        }
    }
}
