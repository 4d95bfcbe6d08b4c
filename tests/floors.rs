//! The architecture, checked: modules import only from floors below, browsers have one door.

use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up; a module is a top-level file or folder of src.
const FLOORS: [&[&str]; 6] = [
    &["digits", "fields", "ids", "time", "geo"],
    &["axis", "bench", "embed", "flight", "model", "reading", "stage_calls", "storyboard"],
    &["content"],
    &["story", "export"],
    &["platform"],
    &["stage", "view"],
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().flatten().map(|e| e.path()) {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

fn all() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    sources(&root.join("xtask/src"), &mut files);
    let name = |p: &PathBuf| p.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    files.iter().map(|p| (name(p), fs::read_to_string(p).unwrap())).collect()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

#[test]
fn modules_import_only_from_floors_below() {
    let mut looked = 0;
    for (name, text) in
        all().iter().filter(|(name, _)| name.starts_with("src/") && !name.starts_with("src/bin"))
    {
        let module = name["src/".len()..].split(['/', '.']).next().unwrap();
        // What ties the floors together belongs to none.
        if ["lib", "main"].contains(&module) {
            continue;
        }
        let own = floor(module).unwrap_or_else(|| panic!("{name} stands on no floor"));
        looked += 1;
        for used in text.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if used == module {
                continue;
            }
            // The door knows no story: of all our floors it may only write numbers.
            let allowed =
                floor(&used).is_some_and(|f| f < own) && (module != "platform" || used == "digits");
            // Tests of the ground floor may measure with each other.
            let ground = own == 0 && floor(&used) == Some(0);
            assert!(allowed || ground, "{name} imports crate::{used}");
        }
    }
    assert!(looked > 100, "only {looked} files were looked at");
}

#[test]
fn only_the_door_knows_the_browser() {
    for (name, text) in all()
        .iter()
        .filter(|(name, _)| name.starts_with("src/") && !name.starts_with("src/platform"))
    {
        for word in ["web_sys", "js_sys", "wasm_bindgen", "gloo"] {
            assert!(!text.contains(word), "{name} names {word}");
        }
    }
}

#[test]
fn every_file_says_first_why_it_exists_and_none_is_long() {
    for (name, text) in all() {
        assert!(text.starts_with("//!"), "{name} does not begin with //!");
        let lines = text.lines().count();
        assert!(lines <= 500, "{name} has {lines} lines");
    }
}
