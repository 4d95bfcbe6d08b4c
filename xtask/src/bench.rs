//! Times the laboratory's model against the same model in JavaScript and NumPy, as ratios.

use crate::browsers::{self, Browser};
use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::toolchain::{self, WASM};
use crate::{npm, process, tools};
use std::path::PathBuf;

const FOLDER: &str = "target/bench";
const READ_ABOVE: &str = "read the first error above";

/// Builds the model as the engine is built, times it and writes target/bench/model.json.
pub fn model(context: &Context) -> Outcome {
    let context = &toolchain::resolve(context)?;
    tools::install(context)?;
    npm::journeys(context)?;
    npm::wasm_opt(context)?;
    let Browser { program, .. } = browsers::find_or_install()?;
    let step = "timing the model";
    let folder = context.root.join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|why| Fault::new(step, format!("{}: {why}", folder.display()), "make the folder writable"))?;
    let mut cargo =
        context.cargo(&["build", "--release", "--target", WASM, "--no-default-features", "--features", "simd", "--example", "model"]);
    process::run(&mut cargo, "building the model", READ_ABOVE)?;
    let built = context.root.join("target").join(WASM).join("release/examples/model.wasm");
    let wasm = folder.join("model.wasm");
    // As index.html asks of the engine.
    let mut smaller = context.command("wasm-opt");
    smaller.arg("-Oz").arg("--all-features").arg(built).arg("-o").arg(&wasm);
    process::run(&mut smaller, "making the model small", READ_ABOVE)?;
    let mut node = context.command("node");
    node.arg("tests/bench/model.mjs").arg(&wasm).arg(folder.join("model.json")).env("CHROMIUM", program);
    node.args(numpy(context));
    process::run(&mut node, step, READ_ABOVE)
}

/// A Python with NumPy in a folder of its own. Without one the other ratios are still worth having,
/// so it is no fault.
fn numpy(context: &Context) -> Option<PathBuf> {
    let folder = context.root.join(FOLDER).join("python");
    let python = folder.join("bin/python");
    let has = |python: &PathBuf| process::output(context.command(&python.to_string_lossy()).args(["-c", "import numpy"])).is_some();
    if !has(&python) {
        process::output(context.command("python3").args(["-m", "venv"]).arg(&folder))?;
        process::output(context.command(&python.to_string_lossy()).args(["-m", "pip", "install", "--quiet", "numpy"]))?;
    }
    has(&python).then_some(python)
}
