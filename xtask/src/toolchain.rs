//! Finds a compiler that builds for the browser, trying the ordinary ways before the long one.

use crate::context::{Compiler, Context, DISTRO};
use crate::debian;
use crate::fault::{Fault, Outcome};
use crate::packages::System;
use crate::process;
use crate::wasm_target::{file_names, is_whole, TARGET_DIR, WASM};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// Chooses the compiler for everything that follows, and installs the wasm target if none has it.
pub fn resolve(context: &Context) -> Outcome<Context> {
    for compiler in [Compiler::Ordinary, Compiler::Distro] {
        let candidate = context.with(compiler);
        if is_ready(&candidate) {
            return Ok(candidate);
        }
    }
    let why = match add_with_rustup(context) {
        Ok(()) => return Ok(context.with(Compiler::Ordinary)),
        Err(why) => why,
    };
    if !System::read().is_debian() {
        return Err(Fault::new(
            format!("installing the target {WASM}"),
            why,
            format!("run: rustup target add {WASM} (rustup is at https://rustup.rs)"),
        ));
    }
    debian::install(context, &why)?;
    let candidate = context.with(Compiler::Distro);
    if is_ready(&candidate) {
        return Ok(candidate);
    }
    Err(Fault::new(
        format!("trying the compiler with its new target {WASM}"),
        "it does not compile an empty crate",
        format!("run: rm -r {}, then this again", TARGET_DIR),
    ))
}

/// Whether the compiler has one whole standard library for the browser, and accepts it.
fn is_ready(context: &Context) -> bool {
    let Some(folder) = library_folder(context) else {
        return false;
    };
    is_whole(&file_names(&folder)) && compiles_nothing(context)
}

/// The folder where the compiler looks for the target's libraries.
fn library_folder(context: &Context) -> Option<PathBuf> {
    let mut rustc = context.command("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    process::output(&mut rustc).map(PathBuf::from)
}

/// Libraries may be there and yet come from another version of the compiler: only it can tell.
fn compiles_nothing(context: &Context) -> bool {
    let notes = context.notes();
    if std::fs::create_dir_all(&notes).is_err() {
        return false;
    }
    let source = notes.join("probe.rs");
    let text = "pub fn probe() -> String { String::from(\"std\") }\n";
    if std::fs::write(&source, text).is_err() {
        return false;
    }
    let mut rustc = context.command("rustc");
    rustc
        .args(["--target", WASM, "--crate-type", "lib", "--emit", "metadata"])
        .arg("--out-dir")
        .arg(&notes)
        .arg(&source);
    process::output(&mut rustc).is_some()
}

/// The ordinary way. The error is the reason in one line.
fn add_with_rustup(context: &Context) -> Result<(), String> {
    if process::find("rustup").is_none() {
        return Err("there is no rustup to add the target with".to_owned());
    }
    // Under a linked toolchain such as `distro` rustup can add nothing, so it is not asked.
    if std::env::var("RUSTUP_TOOLCHAIN").is_ok_and(|name| name == DISTRO) {
        return Err(format!("rustup cannot add to the toolchain `{DISTRO}`"));
    }
    println!("wasm target: rustup target add {WASM} (some seconds)");
    std::fs::create_dir_all(context.notes()).map_err(|why| why.to_string())?;
    let mut rustup = Command::new("rustup");
    rustup.current_dir(&context.root).args(["target", "add", WASM]);
    let log = context.notes().join("rustup.log");
    process::run_limited(&mut rustup, &log, Duration::from_secs(300))?;
    if is_ready(&context.with(Compiler::Ordinary)) {
        Ok(())
    } else {
        Err("the target that rustup added does not compile an empty crate".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn one_library_of_each_is_whole() {
        let one = names(&[
            "libcore-1.rlib",
            "libcore-1.rmeta",
            "liballoc-2.rlib",
            "libstd-3.rlib",
            "libtest-4.rlib",
            "self-contained",
        ]);
        assert!(is_whole(&one));
    }

    #[test]
    fn two_generations_or_a_missing_crate_are_not() {
        let mut two = names(&["libcore-1.rlib", "liballoc-2.rlib", "libstd-3.rlib"]);
        assert!(!is_whole(&two), "libtest is missing");
        two.extend(names(&["libtest-4.rlib", "libcore-9.rlib"]));
        assert!(!is_whole(&two), "libcore is there twice");
        assert!(!is_whole(&[]));
    }
}
