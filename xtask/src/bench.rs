//! Measures side by side, in one run: the site beside peers that tell the same story, and the
//! laboratory's model beside the same model in JavaScript and NumPy.

use crate::browsers::{self, Browser};
use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::toolchain;
use crate::wasm_target::WASM;
use crate::{npm, process, site, tools};
use std::path::{Path, PathBuf};

const FOLDER: &str = "target/bench";
const READ_ABOVE: &str = "read the first error above";

/// Builds the site and its peers, measures them and writes tests/bench/peers.json with its chart.
pub fn peers(context: &Context, runs: u32, sites: u32, parts: Option<&str>) -> Outcome {
    site::build(context)?;
    let context = &toolchain::resolve(context)?;
    npm::journeys(context)?;
    npm::peers(context)?;
    let Browser { program, .. } = browsers::find_or_install()?;
    let folder = context.root.join(FOLDER);
    let hooked = folder.join("site");
    build_hooked(context, &hooked)?;
    let pages = folder.join("peers");
    let mut node = context.command("node");
    node.arg("tests/bench/peers/build.mjs").arg(&pages).arg(sites.to_string());
    process::run(&mut node, "building the peers' pages", READ_ABOVE)?;
    let mut node = context.command("node");
    node.arg("tests/bench/peers.mjs").arg("tests/bench/peers").env("CHROMIUM", program);
    node.args(["--runs", &runs.to_string(), "--sites", &sites.to_string()]);
    node.args(parts.map(|parts| format!("--parts={parts}")));
    node.arg(format!("spring-surge={},{}", context.root.join("dist").display(), hooked.display()));
    node.args(PEERS.map(|name| format!("{name}={}", pages.join(name).display())));
    process::run(&mut node, "measuring", READ_ABOVE)
}

const PEERS: [&str; 5] = ["plain", "d3", "leaflet", "timelinejs", "maplibre"];

/// Builds the site, measures what further frames of it cost and what it keeps in memory, and writes
/// tests/bench/use.json.
pub fn use_for_long(context: &Context, minutes: u32) -> Outcome {
    site::build(context)?;
    npm::journeys(context)?;
    let Browser { program, .. } = browsers::find_or_install()?;
    let mut node = context.command("node");
    node.args(["tests/bench/use.mjs", "tests/bench/use.json", "dist"])
        .arg(minutes.to_string())
        .env("CHROMIUM", program);
    process::run(&mut node, "measuring", READ_ABOVE)
}

/// The engines that the benchmark has hooks in, and their features.
const HOOKED: [(&str, &str); 2] =
    [("spring-surge", "hydrate,bench"), ("spring-surge-stage", "stage,bench")];

/// A copy of the built site whose engines have the hooks of the benchmark.
fn build_hooked(context: &Context, to: &Path) -> Outcome {
    let step = "building the site with hooks";
    let trouble = |why: std::io::Error| {
        Fault::new(step, format!("{}: {why}", to.display()), "make the folder writable")
    };
    if to.exists() {
        std::fs::remove_dir_all(to).map_err(trouble)?;
    }
    copy_folder(&context.root.join("dist"), to).map_err(trouble)?;
    remove_engines(to).map_err(trouble)?;
    for (name, features) in HOOKED {
        let mut cargo = context.cargo(&["build", "--release", "--target", WASM, "--bin", name]);
        cargo.args(["--no-default-features", "--features", features]);
        process::run(&mut cargo, step, READ_ABOVE)?;
        let built = context.root.join("target").join(WASM).join("release");
        let mut bindgen = context.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(to);
        process::run(bindgen.arg(built.join(format!("{name}.wasm"))), step, READ_ABOVE)?;
        let engine = to.join(format!("{name}_bg.wasm"));
        let mut smaller = context.command("wasm-opt");
        smaller.arg("-Oz").arg(&engine).arg("-o").arg(&engine);
        process::run(&mut smaller, step, READ_ABOVE)?;
    }
    site::fill_copy(context, &to.to_string_lossy(), "seeds")?;
    teach_sites(context, to).map_err(trouble)
}

/// Takes away the engines without hooks, so that nothing names them.
fn remove_engines(site: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(site)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("stage-") || name.starts_with("instruments-") {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// The land's worker of readers knows nothing of many sites.
fn teach_sites(context: &Context, site: &Path) -> std::io::Result<()> {
    let read = |name: &str| std::fs::read_to_string(context.root.join(name));
    // As one block, since what the worker calls by a name is known within it alone.
    let worker = format!("{{{}{}}}\n", read("public/land.js")?, read("tests/bench/sites.js")?);
    for entry in std::fs::read_dir(site)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("land-") && name.ends_with(".js") {
            std::fs::write(entry.path(), &worker)?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)?.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Builds the model as the engine is built, times it and writes target/bench/model.json.
pub fn model(context: &Context) -> Outcome {
    let context = &toolchain::resolve(context)?;
    tools::install(context)?;
    npm::journeys(context)?;
    npm::wasm_opt(context)?;
    let Browser { program, .. } = browsers::find_or_install()?;
    let step = "timing the model";
    let folder = context.root.join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|why| {
        Fault::new(step, format!("{}: {why}", folder.display()), "make the folder writable")
    })?;
    let mut cargo = context.cargo(&[
        "build",
        "--release",
        "--target",
        WASM,
        "--no-default-features",
        "--example",
        "model",
    ]);
    process::run(&mut cargo, "building the model", READ_ABOVE)?;
    let built = context.root.join("target").join(WASM).join("release/examples/model.wasm");
    let wasm = folder.join("model.wasm");
    // As index.html asks of the engine.
    let mut smaller = context.command("wasm-opt");
    smaller.arg("-Oz").arg("--all-features").arg(built).arg("-o").arg(&wasm);
    process::run(&mut smaller, "making the model small", READ_ABOVE)?;
    let mut node = context.command("node");
    node.arg("tests/bench/model.mjs")
        .arg(&wasm)
        .arg(folder.join("model.json"))
        .env("CHROMIUM", program);
    node.args(numpy(context));
    process::run(&mut node, step, READ_ABOVE)
}

/// A Python with NumPy in a folder of its own. Without one the other ratios are still worth having,
/// so it is no fault.
fn numpy(context: &Context) -> Option<PathBuf> {
    let folder = context.root.join(FOLDER).join("python");
    let python = folder.join("bin/python");
    let has = |python: &PathBuf| {
        process::output(context.command(&python.to_string_lossy()).args(["-c", "import numpy"]))
            .is_some()
    };
    if !has(&python) {
        process::output(context.command("python3").args(["-m", "venv"]).arg(&folder))?;
        process::output(
            context
                .command(&python.to_string_lossy())
                .args(["-m", "pip", "install", "--quiet", "numpy"]),
        )?;
    }
    has(&python).then_some(python)
}
