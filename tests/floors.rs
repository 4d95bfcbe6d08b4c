//! The architecture, checked: modules import only from floors below, browsers have one door.

use std::collections::BTreeMap;
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

/// Files that a file imports from its own folder, by the names that stand behind `super::`.
fn siblings(text: &str) -> Vec<String> {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut names = Vec::new();
    for rest in before_tests.split("super::").skip(1) {
        let group = match rest.strip_prefix('{') {
            Some(group) => group.split("};").next().unwrap_or_default(),
            None => rest.split(['(', ';', ' ', '<', ')', ',', '\n']).next().unwrap_or_default(),
        };
        // `a::{b, c}` takes from one file, `{a, b::c}` from several.
        let heads = if rest.starts_with('{') { group.split(',').collect() } else { vec![group] };
        names.extend(heads.iter().map(|head| head.trim().split("::").next().unwrap().to_string()));
    }
    names
}

#[test]
fn no_files_of_a_folder_import_each_other_in_a_circle() {
    let mut folders = BTreeMap::<String, BTreeMap<String, Vec<String>>>::new();
    for (name, text) in all() {
        let (folder, file) = name.rsplit_once('/').unwrap();
        let file = file.trim_end_matches(".rs");
        if file != "mod" {
            folders
                .entry(folder.to_string())
                .or_default()
                .insert(file.to_string(), siblings(&text));
        }
    }
    let mut arrows = 0;
    for (folder, files) in &folders {
        // What is left when files without arrows to what is left are taken away is a circle.
        let mut left: BTreeMap<&String, Vec<&String>> = files
            .iter()
            .map(|(file, uses)| (file, uses.iter().filter(|u| files.contains_key(*u)).collect()))
            .collect();
        arrows += left.values().map(Vec::len).sum::<usize>();
        while let Some(free) = left
            .iter()
            .find(|(file, uses)| uses.iter().all(|u| *u == **file || !left.contains_key(u)))
            .map(|(file, _)| *file)
        {
            left.remove(free);
        }
        assert!(left.is_empty(), "{folder}: {:?} import each other in a circle", left.keys());
    }
    assert!(arrows > 100, "only {arrows} imports were followed");
}
