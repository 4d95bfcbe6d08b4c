//! The long way to the wasm target, for Debian machines that cannot download it: Debian's compiler
//! comes with the source of its standard library, which is built here once.

use crate::context::{Compiler, Context, DISTRO};
use crate::fault::{Fault, Outcome};
use crate::wasm_target::{file_names, is_whole, TARGET_DIR, WASM};
use crate::{packages, process};
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];

const MANIFEST: &str = "[package]\nname = \"std-for-wasm\"\nversion = \"0.0.0\"\n\
    edition = \"2021\"\n\n[lib]\npath = \"lib.rs\"\n\n[workspace]\n";

/// Builds the target for Debian's compiler and makes it known to rustup as `distro`.
pub fn install(context: &Context, why: &str) -> Outcome {
    println!("wasm target: rustup's is out of reach ({why}); building it once with Debian's compiler, 2 to 4 minutes");
    if !has_packages() {
        packages::install(
            "wasm target, 1 of 3, Debian's compiler",
            &PACKAGES,
            "install Debian's rustc-web",
        )?;
    }
    let libraries = build(context)?;
    copy(&libraries)?;
    link(context)
}

fn has_packages() -> bool {
    let mut dpkg = Command::new("dpkg-query");
    dpkg.args(["-W", "-f", "${db:Status-Status}\n"]).args(PACKAGES);
    process::output(&mut dpkg).is_some_and(|text| text.lines().all(|line| line == "installed"))
}

/// Compiles the standard library from an empty crate and returns the folder with the results.
fn build(context: &Context) -> Outcome<PathBuf> {
    println!("wasm target, 2 of 3, the standard library (1 to 2 minutes)");
    let step = "building the standard library for wasm";
    let home = context.notes().join("std");
    let results = home.join("target").join(WASM).join("release/deps");
    let compiler = process::output(Command::new("/usr/bin/rustc").arg("-vV")).unwrap_or_default();
    let made_by = home.join("made-by");
    // Without root the copying comes in a second run, which need not build again.
    if std::fs::read_to_string(&made_by).is_ok_and(|text| text == compiler) {
        return Ok(results);
    }
    let written = fresh_crate(&home);
    written.map_err(|why| cannot_write(step, &home, &why))?;
    let mut cargo = context.with(Compiler::Distro).command("/usr/bin/cargo");
    cargo
        .current_dir(&home)
        .args(["build", "--release", "--target", WASM])
        .arg("-Zbuild-std=std,panic_abort,test,proc_macro")
        // Without embedded bitcode a later link-time optimisation finds no section to work on.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", home.join("target"))
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTUP_TOOLCHAIN");
    process::run_quoting(
        &mut cargo,
        step,
        "read the compiler's message above; an interrupted download can be tried again",
    )?;
    std::fs::write(&made_by, compiler).map_err(|why| cannot_write(step, &made_by, &why))?;
    Ok(results)
}

fn fresh_crate(home: &Path) -> std::io::Result<()> {
    if home.exists() {
        // Results of an older compiler beside new ones could not be told apart.
        std::fs::remove_dir_all(home)?;
    }
    std::fs::create_dir_all(home)?;
    std::fs::write(home.join("Cargo.toml"), MANIFEST)?;
    std::fs::write(home.join("lib.rs"), "#![no_std]\n")
}

/// Puts the libraries where the compiler looks, in one move, so that an interrupted copy leaves
/// no half of them there.
fn copy(from: &Path) -> Outcome {
    println!("wasm target, 3 of 3, into {TARGET_DIR}");
    let step = "copying the standard library to the compiler";
    let names = libraries(from);
    if !is_whole(&names) {
        return Err(Fault::new(
            step,
            format!("{} does not hold one of each library", from.display()),
            "run: rm -r target/xtask/std, then this again",
        ));
    }
    if !packages::is_root() {
        return Err(Fault::new(
            step,
            "the folder of Debian's compiler can only be written by root",
            format!(
                "run: sudo rm -rf {TARGET_DIR}/lib && sudo mkdir -p {TARGET_DIR}/lib && \
                 sudo cp {}/*.rlib {TARGET_DIR}/lib && \
                 sudo rm -f {TARGET_DIR}/lib/libstd_for_wasm-*, then this again",
                from.display()
            ),
        ));
    }
    replace(from, &names, Path::new(TARGET_DIR))
        .map_err(|why| cannot_write(step, Path::new(TARGET_DIR), &why))
}

/// The compiled libraries, without the empty crate that asked for them.
fn libraries(folder: &Path) -> Vec<String> {
    let mut names = file_names(folder);
    names.retain(|name| name.ends_with(".rlib") && !name.starts_with("libstd_for_wasm"));
    names
}

fn replace(from: &Path, names: &[String], target: &Path) -> std::io::Result<()> {
    let (fresh, lib) = (target.join("lib.new"), target.join("lib"));
    for old in [&fresh, &lib] {
        if old.exists() {
            std::fs::remove_dir_all(old)?;
        }
    }
    std::fs::create_dir_all(&fresh)?;
    for name in names {
        std::fs::copy(from.join(name), fresh.join(name))?;
    }
    std::fs::rename(fresh, lib)
}

/// Tells rustup about the compiler; without rustup, /usr/bin/cargo is used as it is.
fn link(context: &Context) -> Outcome {
    if process::find("rustup").is_none() {
        return Ok(());
    }
    let mut rustup = context.command("rustup");
    rustup.args(["toolchain", "link", DISTRO, "/usr"]);
    process::run_quoting(
        &mut rustup,
        "making Debian's compiler known to rustup",
        "run: rustup toolchain link distro /usr",
    )
}

fn cannot_write(step: &str, place: &Path, why: &std::io::Error) -> Fault {
    Fault::new(
        step,
        format!("{}: {why}", place.display()),
        "make the folder writable, or free some space, then run this again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_libraries_replace_an_older_generation_whole() {
        let base = std::env::temp_dir().join(format!("xtask-debian-{}", std::process::id()));
        let (from, target) = (base.join("from"), base.join("target"));
        std::fs::create_dir_all(&from).unwrap();
        std::fs::create_dir_all(target.join("lib")).unwrap();
        std::fs::write(target.join("lib/libstd-old.rlib"), "").unwrap();
        for name in ["libstd-new.rlib", "libstd-new.d", "libstd_for_wasm-1.rlib"] {
            std::fs::write(from.join(name), "").unwrap();
        }
        replace(&from, &libraries(&from), &target).unwrap();
        assert_eq!(file_names(&target.join("lib")), ["libstd-new.rlib"]);
        assert_eq!(file_names(&target), ["lib"]);
        std::fs::remove_dir_all(base).unwrap();
    }
}
