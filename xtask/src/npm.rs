//! Installs the packages that come from npm: wasm-opt, the faces of the pictures, the map's
//! sources, and the browser driver.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::{packages, process};
use std::path::{Path, PathBuf};

/// The files that pin a folder of packages.
const PINS: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// The copy of the lock file that says which packages were installed whole.
const STAMP: &str = "node_modules/.installed-from.json";

/// wasm-opt, which makes the release build small.
pub fn wasm_opt(context: &Context) -> Outcome {
    node()?;
    let from = context.root.join("xtask/npm/wasm-opt");
    install(context, "wasm-opt", &from, &context.tools().join("wasm-opt"))
}

/// The faces that write the words of the pictures.
pub fn faces(context: &Context) -> Outcome {
    node()?;
    let from = context.root.join("xtask/npm/faces");
    install(context, "the faces of the pictures", &from, &context.tools().join("faces"))
}

/// The sources and tools of the map build step.
pub fn geo(context: &Context) -> Outcome {
    node()?;
    let from = context.root.join("xtask/npm/geo");
    let to = context.tools().join("npm");
    install(context, "the map's sources and tools", &from, &to)
}

/// The driver and the accessibility checker of the journeys.
pub fn journeys(context: &Context) -> Outcome {
    node()?;
    let folder = context.root.join("tests/e2e");
    install(context, "the journeys' browser driver", &folder, &folder)
}

/// The libraries that the peer pages of the benchmark are built with.
pub fn peers(context: &Context) -> Outcome {
    node()?;
    let folder = context.root.join("tests/bench/peers");
    install(context, "the peers' libraries", &folder, &folder)
}

/// Node and npm from the operating system, if there are none yet.
pub fn node() -> Outcome {
    let missing: Vec<&str> = [("node", "nodejs"), ("npm", "npm")]
        .into_iter()
        .filter(|(program, _)| process::find(program).is_none())
        .map(|(_, package)| package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    packages::install(
        "Node and npm",
        &missing,
        "install Node 20 or later with npm (https://nodejs.org)",
    )
}

fn install(context: &Context, what: &str, from: &Path, to: &Path) -> Outcome {
    let step = format!("installing {what}");
    let lock = std::fs::read(from.join("package-lock.json"))
        .map_err(|why| trouble(&step, &from.join("package-lock.json"), &why))?;
    let stamp = to.join(STAMP);
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("{what}: npm ci (up to half a minute)");
    copy_pins(from, to).map_err(|why| trouble(&step, to, &why))?;
    let mut npm = context.command("npm");
    npm.current_dir(to)
        .args(["ci", "--loglevel", "error"])
        // Browsers come from the operating system.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run_quoting(
        &mut npm,
        &step,
        "read npm's message above; if it is about the network, run this again with one",
    )?;
    std::fs::write(&stamp, lock).map_err(|why| trouble(&step, &stamp, &why))
}

fn copy_pins(from: &Path, to: &Path) -> std::io::Result<()> {
    if from == to {
        return Ok(());
    }
    std::fs::create_dir_all(to)?;
    for file in PINS {
        std::fs::copy(from.join(file), to.join(file))?;
    }
    Ok(())
}

fn trouble(step: &str, place: &Path, why: &std::io::Error) -> Fault {
    Fault::new(
        step,
        format!("{}: {why}", place.display()),
        "make the folder readable and writable, or restore it with git checkout",
    )
}

/// The files in a folder that Node's test runner is to be given: it takes folders in some versions
/// only.
pub fn test_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else {
        return files;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && name != "node_modules" {
            files.extend(test_files(&path));
        } else if name.ends_with(".test.mjs") || name.ends_with(".test.js") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_files_are_found_by_name_and_not_among_packages() {
        let base = std::env::temp_dir().join(format!("xtask-npm-{}", std::process::id()));
        std::fs::create_dir_all(base.join("node_modules")).unwrap();
        for file in ["b.test.mjs", "a.test.mjs", "server.mjs", "node_modules/c.test.mjs"] {
            std::fs::write(base.join(file), "").unwrap();
        }
        let found = test_files(&base);
        assert_eq!(found, [base.join("a.test.mjs"), base.join("b.test.mjs")]);
        std::fs::remove_dir_all(base).unwrap();
    }

    #[test]
    fn no_pinned_file_names_a_registry() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for folder in [
            "xtask/npm/wasm-opt",
            "xtask/npm/faces",
            "xtask/npm/geo",
            "tests/e2e",
            "tests/bench/peers",
        ] {
            for file in PINS {
                let path = root.join(folder).join(file);
                let text = std::fs::read_to_string(&path).unwrap();
                assert!(!text.contains("\"resolved\""), "{}", path.display());
            }
        }
    }
}
