//! Reads the pinned versions from the files that pin them, so that no version is typed twice.

use crate::fault::{Fault, Outcome};
use std::path::Path;

/// Versions of the tools that turn the crate into a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pins {
    /// From `trunk-version` in Trunk.toml.
    pub trunk: String,
    /// From Cargo.lock; Cargo.toml must ask for exactly the same.
    pub wasm_bindgen: String,
}

impl Pins {
    /// Reads Trunk.toml, Cargo.toml and Cargo.lock of the project.
    pub fn read(root: &Path) -> Outcome<Self> {
        let trunk_toml = read(root, "Trunk.toml")?;
        let trunk = value(&trunk_toml, "trunk-version").ok_or_else(|| {
            Fault::new(
                "reading the pinned version of trunk",
                "Trunk.toml has no line `trunk-version = \"=…\"`",
                "restore it: git checkout Trunk.toml",
            )
        })?;
        Ok(Self {
            trunk: trunk.trim_start_matches('=').to_owned(),
            wasm_bindgen: wasm_bindgen(&read(root, "Cargo.toml")?, &read(root, "Cargo.lock")?)?,
        })
    }
}

/// wasm-bindgen's command must be of exactly the version that is compiled in, so manifest and
/// lock file must agree on one.
fn wasm_bindgen(manifest: &str, lock: &str) -> Outcome<String> {
    let step = "reading the pinned version of wasm-bindgen";
    let asked = value(manifest, "wasm-bindgen").and_then(|v| v.strip_prefix('='));
    let locked = locked(lock, "wasm-bindgen");
    match (asked, locked.as_slice()) {
        (Some(asked), [one]) if asked == *one => Ok(asked.to_owned()),
        (Some(asked), []) => Err(Fault::new(
            step,
            format!("Cargo.toml asks for {asked} and Cargo.lock names none"),
            "run: cargo generate-lockfile",
        )),
        (Some(asked), found) => Err(Fault::new(
            step,
            format!("Cargo.toml asks for {asked} and Cargo.lock holds {}", found.join(" and ")),
            format!("run: cargo update -p wasm-bindgen --precise {asked}"),
        )),
        (None, _) => Err(Fault::new(
            step,
            "Cargo.toml does not pin it as `wasm-bindgen = { version = \"=…\" }`",
            "restore it: git checkout Cargo.toml",
        )),
    }
}

/// The text of the first `key = "…"` or `key = { version = "…" … }` of a TOML file.
fn value<'a>(toml: &'a str, key: &str) -> Option<&'a str> {
    let after = toml.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix(key)?.trim_start();
        rest.strip_prefix('=').map(str::trim_start)
    })?;
    let text = match after.strip_prefix('{') {
        Some(table) => {
            let version = &table[table.find("version")? + "version".len()..];
            version.trim_start().strip_prefix('=')?.trim_start()
        }
        None => after,
    };
    text.strip_prefix('"')?.split('"').next()
}

/// Every version of a package in a lock file.
fn locked<'a>(lock: &'a str, package: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        if line.strip_prefix("name = ").map(|n| n.trim_matches('"')) == Some(package) {
            found.extend(
                lines
                    .next()
                    .and_then(|next| next.strip_prefix("version = "))
                    .map(|version| version.trim_matches('"')),
            );
        }
    }
    found
}

fn read(root: &Path, file: &str) -> Outcome<String> {
    std::fs::read_to_string(root.join(file)).map_err(|why| {
        Fault::new(
            "reading the pinned versions",
            format!("{file}: {why}"),
            format!("restore it: git checkout {file}"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[dependencies]\nwasm-bindgen-test = \"0.3\"\n\
        wasm-bindgen = { version = \"=0.2.130\", optional = true }\n";

    fn lock(versions: &[&str]) -> String {
        let package = |v| format!("[[package]]\nname = \"wasm-bindgen\"\nversion = \"{v}\"\n\n");
        let other = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"9.9.9\"\n\n";
        other.to_owned() + &versions.iter().map(package).collect::<String>()
    }

    #[test]
    fn one_agreed_version_is_read() {
        assert_eq!(wasm_bindgen(MANIFEST, &lock(&["0.2.130"])).unwrap(), "0.2.130");
    }

    #[test]
    fn a_difference_is_named_with_the_command_that_ends_it() {
        let fault = wasm_bindgen(MANIFEST, &lock(&["0.2.131"])).unwrap_err();
        assert!(fault.cause.contains("0.2.130") && fault.cause.contains("0.2.131"));
        assert!(fault.remedy.contains("--precise 0.2.130"));
        assert!(wasm_bindgen(MANIFEST, &lock(&["0.2.130", "0.2.99"])).is_err());
        assert!(wasm_bindgen(MANIFEST, &lock(&[])).is_err());
        assert!(wasm_bindgen("wasm-bindgen = \"0.2\"", &lock(&["0.2.130"])).is_err());
    }

    #[test]
    fn values_are_found_by_their_whole_key() {
        let toml = "trunk-version = \"=0.21.14\"\n[build]\ntrunk = \"no\"\n";
        assert_eq!(value(toml, "trunk-version"), Some("=0.21.14"));
        assert_eq!(value(toml, "version"), None);
    }

    #[test]
    fn the_projects_own_files_agree() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let pins = Pins::read(root).unwrap();
        assert!(!pins.trunk.is_empty() && !pins.wasm_bindgen.is_empty());
    }

    #[test]
    fn trunk_is_told_the_wasm_opt_that_npm_pins() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let trunk_toml = read(root.parent().unwrap(), "Trunk.toml").unwrap();
        let npm = read(root, "npm/wasm-opt/package.json").unwrap();
        let major = value(&trunk_toml, "wasm_opt").and_then(|v| v.strip_prefix("version_"));
        let pinned = format!("\"binaryen\": \"{}.", major.unwrap());
        assert!(npm.contains(&pinned), "package.json has no {pinned}");
    }
}
