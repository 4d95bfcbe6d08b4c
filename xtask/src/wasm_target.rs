//! The target that the browser's programs are built for, and whether its standard library is whole.

use std::collections::BTreeMap;
use std::path::Path;

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Where Debian's compiler looks for the target.
pub const TARGET_DIR: &str = "/usr/lib/rustlib/wasm32-unknown-unknown";

/// Exactly one library for each crate that the site and its tests use: two generations of one
/// crate side by side confuse the compiler.
pub fn is_whole(files: &[String]) -> bool {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for stem in files.iter().filter_map(|file| file.strip_suffix(".rlib")) {
        let name = stem.rsplit_once('-').map_or(stem, |(name, _)| name);
        *count.entry(name).or_default() += 1;
    }
    ["libcore", "liballoc", "libstd", "libtest"].iter().all(|name| count.get(name) == Some(&1))
}

/// The names of the files in a folder; none if there is no such folder.
pub fn file_names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
