//! The project's own commands, `cargo xtask …`: each sets up what it needs and then does its work.

mod audit;
mod bench;
mod browsers;
mod built;
mod check;
mod context;
mod debian;
mod fault;
mod flags;
mod fuzz;
mod ledger;
mod look;
mod npm;
mod packages;
mod pins;
mod process;
mod pypi;
mod site;
mod test;
mod toolchain;
mod tools;
mod wasm_target;

use context::Context;
use fault::Outcome;
use flags::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let command = match flags::parse(&args) {
        Ok(command) => command,
        Err(mistake) => {
            eprintln!("{mistake}\n\n{}", flags::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("\n{fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Outcome {
    if command == Command::Help {
        println!("{}", flags::USAGE);
        return Ok(());
    }
    let context = Context::find()?;
    match command {
        Command::Serve { release, port, address } => site::serve(&context, release, port, &address),
        Command::Build => site::build(&context),
        Command::Test(tests) => test::run(&context, &tests),
        Command::Look { dist, wishes } => look::run(&context, dist.as_deref(), &wishes),
        Command::BenchPeers { runs, sites, parts } => {
            bench::peers(&context, runs, sites, parts.as_deref())
        }
        Command::BenchUse { minutes } => bench::use_for_long(&context, minutes),
        Command::BenchModel => bench::model(&context),
        Command::Fuzz { inputs } => fuzz::run(&context, inputs),
        Command::Audit { database } => audit::run(&context, database.as_deref()),
        Command::Report => report(&context),
        Command::Check => check::run(&context),
        Command::Setup => setup(&context),
        Command::Geo => geo(&context),
        Command::Prerender => site::prerender(&context),
        Command::Help => Ok(()),
    }
}

/// Everything that any command needs, in one go.
fn setup(context: &Context) -> Outcome {
    let context = toolchain::resolve(context)?;
    tools::install(&context)?;
    tools::fetch_crates(&context)?;
    npm::wasm_opt(&context)?;
    npm::faces(&context)?;
    npm::geo(&context)?;
    pypi::geo(&context)?;
    npm::journeys(&context)?;
    browsers::find_or_install()?;
    println!("setup: everything is in place");
    Ok(())
}

/// Writes the report with the script beside this crate.
fn report(context: &Context) -> Outcome {
    npm::node()?;
    let mut node = context.command("node");
    node.arg("xtask/report/report.mjs").args(["target/runs", "tests/report.md"]);
    process::run(&mut node, "writing the report", "run the tests first: cargo xtask test")
}

/// Rebuilds seeds/geo with the script beside this crate.
fn geo(context: &Context) -> Outcome {
    npm::geo(context)?;
    pypi::geo(context)?;
    let mut node = context.command("node");
    node.arg("xtask/geo/build.mjs")
        .env("SPRING_SURGE_MODULES", context.geo_modules())
        .env("SPRING_SURGE_WHEELS", context.geo_wheels());
    process::run(&mut node, "building the map data", "read the first error above")
}
