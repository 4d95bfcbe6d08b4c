//! Formatting and lints for every way in which the crates are compiled.

use crate::context::{Compiler, Context};
use crate::fault::{Fault, Outcome};
use crate::toolchain;
use crate::wasm_target::WASM;
use crate::{packages, process};

/// Checks everything that the machine has the components for, and says what was left out.
pub fn run(context: &Context) -> Outcome {
    let ready = toolchain::resolve(context)?;
    let mut left_out = Vec::new();
    match with_component(&ready, "fmt") {
        Some(context) => process::run(
            &mut context.cargo(&["fmt", "--all", "--check"]),
            "checking the formatting",
            "run: cargo fmt --all",
        )?,
        None => left_out.push("formatting"),
    }
    let lints = with_component(&ready, "clippy");
    match &lints {
        Some(context) => lint(context)?,
        None => left_out.push("all lints"),
    }
    match &lints {
        // Lints need the target's libraries from the very compiler that they belong to.
        Some(context) if context.compiler == ready.compiler => {
            clippy(context, &["--no-default-features", "--features", "stage", "--target", WASM])?;
            clippy(context, &["--features", "hydrate", "--target", WASM])?;
            clippy(context, &["--features", "lesson", "--target", WASM])?;
            clippy(context, &["--features", "hydrate,bench", "--target", WASM])?;
            clippy(context, &["--features", "stage,bench", "--target", WASM])?;
        }
        _ => left_out.push("lints of the wasm build"),
    }
    report(&left_out)
}

fn lint(context: &Context) -> Outcome {
    clippy(context, &["--no-default-features", "--all-targets"])?;
    clippy(context, &["--package", "xtask", "--all-targets"])?;
    clippy(context, &["--features", "ssr", "--all-targets"])
}

fn clippy(context: &Context, what: &[&str]) -> Outcome {
    println!("clippy {}", what.join(" "));
    let mut cargo = context.cargo(&["clippy", "--quiet"]);
    cargo.args(what).args(["--", "-D", "warnings"]);
    process::run(&mut cargo, "linting", "correct what is named above")
}

/// The compiler in use if it has the component, or else the reader's ordinary one if that has it.
fn with_component(ready: &Context, name: &str) -> Option<Context> {
    [ready.compiler, Compiler::Ordinary]
        .into_iter()
        .map(|compiler| ready.with(compiler))
        .find(|context| process::output(&mut context.cargo(&[name, "--version"])).is_some())
}

fn report(left_out: &[&str]) -> Outcome {
    if left_out.is_empty() {
        println!("check: nothing to report");
        return Ok(());
    }
    let what = left_out.join(", ");
    if left_out.contains(&"all lints") && left_out.contains(&"formatting") {
        let remedy = if packages::System::read().is_debian() {
            "run: sudo apt-get install -y rust-web-clippy rustfmt-web"
        } else {
            "run: rustup component add clippy rustfmt"
        };
        let cause = "no compiler here has clippy or rustfmt";
        return Err(Fault::new("checking formatting and lints", cause, remedy));
    }
    println!("check: nothing to report, but left out for want of the component: {what}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_left_out_is_said_and_all_left_out_is_a_failure() {
        assert_eq!(report(&[]), Ok(()));
        assert_eq!(report(&["lints of the wasm build"]), Ok(()));
        assert!(report(&["formatting", "all lints"]).is_err());
    }
}
