//! Puts trunk and wasm-bindgen of the pinned versions into target/tools, away from the reader's
//! own.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::pins::Pins;
use crate::process;
use std::process::Command;

/// A program of crates.io in the version that the project pins.
struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    arguments: &'a [&'a str],
    minutes: &'a str,
}

/// Installs what is missing or of another version.
pub fn install(context: &Context) -> Outcome {
    let pins = Pins::read(&context.root)?;
    let tools = [
        Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: &pins.wasm_bindgen,
            // Not --locked: the package's own lock file names a version that was withdrawn.
            arguments: &[],
            minutes: "2 to 4 minutes",
        },
        Tool {
            package: "trunk",
            program: "trunk",
            version: &pins.trunk,
            // Without its default features trunk cannot download, which it never needs to here,
            // and leaves out the slowest crates of its build.
            arguments: &["--locked", "--no-default-features"],
            minutes: "4 to 6 minutes",
        },
    ];
    for tool in tools.iter().filter(|tool| !is_there(context, tool)) {
        build(context, tool)?;
    }
    Ok(())
}

/// Installs the fuzzer's command, which tests/fuzz is laid out for.
pub fn fuzzer(context: &Context) -> Outcome {
    once(
        context,
        &Tool {
            package: "cargo-fuzz",
            program: "cargo-fuzz",
            version: "0.13.1",
            arguments: &["--locked"],
            minutes: "1 minute",
        },
    )
}

/// Installs the command that compares lock files with advisories.
pub fn auditor(context: &Context) -> Outcome {
    once(
        context,
        &Tool {
            package: "cargo-audit",
            program: "cargo-audit",
            version: "0.22.2",
            arguments: &["--locked"],
            minutes: "3 to 5 minutes",
        },
    )
}

fn once(context: &Context, tool: &Tool) -> Outcome {
    if is_there(context, tool) {
        return Ok(());
    }
    build(context, tool)
}

fn is_there(context: &Context, tool: &Tool) -> bool {
    let program = context.tools().join("bin").join(tool.program);
    let said = process::output(Command::new(program).arg("--version"));
    said.is_some_and(|text| is_version(&text, tool.version))
}

/// `trunk 0.21.14` and `wasm-bindgen 0.2.130 (1a2b3c4d5)` are both answers of the kind expected.
fn is_version(said: &str, version: &str) -> bool {
    said.split_whitespace().nth(1) == Some(version)
}

fn build(context: &Context, tool: &Tool) -> Outcome {
    let Tool { package, version, .. } = tool;
    println!("{package} {version}: building it into target/tools, once ({})", tool.minutes);
    let (tools, folder) = (context.tools(), context.tools().join("build"));
    let mut cargo = context.cargo(&["install", package, "--version", version, "--force"]);
    cargo
        .args(tool.arguments)
        .arg("--root")
        .arg(&tools)
        .env("CARGO_TARGET_DIR", &folder)
        // They run for seconds and compile for minutes: optimising them costs more than it gains.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "false")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    let step = format!("building {package} {version}");
    process::run(
        &mut cargo,
        &step,
        "read the message above; if it is about the network, run this again with one",
    )?;
    std::fs::remove_dir_all(&folder).map_err(|why| {
        Fault::new(&step, format!("{}: {why}", folder.display()), "run: rm -r target/tools/build")
    })
}

/// Downloads the crates of the lock file, since trunk then works without the network.
pub fn fetch_crates(context: &Context) -> Outcome {
    let mut fetch = context.cargo(&["fetch", "--quiet", "--locked"]);
    process::run_quoting(
        &mut fetch,
        "downloading the crates of Cargo.lock",
        "connect to the network and run this again; if Cargo.lock is old, run: cargo update --workspace",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_whole() {
        assert!(is_version("trunk 0.21.14", "0.21.14"));
        assert!(is_version("wasm-bindgen 0.2.130 (0a1b2c)", "0.2.130"));
        assert!(!is_version("trunk 0.21.14", "0.21.1"));
        assert!(!is_version("", "0.21.14"));
    }
}
