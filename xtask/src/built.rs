//! Knows whether dist/ is what a build would write, so that the tests of a project in which nothing
//! changed need not build it again.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use std::hash::{DefaultHasher, Hasher};
use std::io::Result;
use std::path::Path;

/// What a build reads: the project but for its tests and its prose.
const SOURCES: [&str; 10] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "public",
    "seeds",
    "src",
    "style",
    "xtask",
];
const STEP: &str = "remembering what dist/ was built from";

/// Whether nothing that a build reads has changed since dist/ was built, nor dist/ itself.
pub fn is_current(context: &Context) -> bool {
    let kept = std::fs::read_to_string(context.notes().join("dist-of")).ok();
    kept.is_some() && kept == print(context).ok()
}

/// Keeps what dist/ was built from and what it is now.
pub fn remember(context: &Context) -> Outcome {
    let keep = |print: String| {
        std::fs::create_dir_all(context.notes())?;
        std::fs::write(context.notes().join("dist-of"), print)
    };
    print(context)
        .and_then(keep)
        .map_err(|why| Fault::new(STEP, why.to_string(), "make target/ writable"))
}

/// One number for what is built from, by whom and where to, and one for what was built.
fn print(context: &Context) -> Result<String> {
    let mut sources = DefaultHasher::new();
    for source in SOURCES {
        add(&context.root, Path::new(source), &mut sources)?;
    }
    sources.write(context.cargo(&["--version", "--verbose"]).output()?.stdout.as_slice());
    sources.write(std::env::var_os("SPRING_SURGE_ADDRESS").unwrap_or_default().as_encoded_bytes());
    let mut site = DefaultHasher::new();
    add(&context.root, Path::new("dist"), &mut site)?;
    Ok(format!("{:016x} {:016x}", sources.finish(), site.finish()))
}

/// Adds a file, or all of a folder in the order of names, each with its path.
fn add(root: &Path, path: &Path, to: &mut DefaultHasher) -> Result<()> {
    let whole = root.join(path);
    if whole.is_dir() {
        let mut names = std::fs::read_dir(&whole)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<Vec<_>>>()?;
        names.sort();
        // What npm puts beside a script is named in its lock file.
        for name in names.iter().filter(|name| *name != "node_modules") {
            add(root, &path.join(name), to)?;
        }
        return Ok(());
    }
    let bytes = std::fs::read(whole)?;
    for part in [path.as_os_str().as_encoded_bytes(), &bytes] {
        to.write_usize(part.len());
        to.write(part);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_every_name_counts() {
        let root = std::env::temp_dir().join(format!("spring-surge-built-{}", std::process::id()));
        let of = |name: &str, text: &str| {
            let _ = std::fs::remove_dir_all(&root);
            std::fs::create_dir_all(root.join("site/deep")).unwrap();
            std::fs::write(root.join("site/deep").join(name), text).unwrap();
            let mut hasher = DefaultHasher::new();
            add(&root, Path::new("site"), &mut hasher).unwrap();
            hasher.finish()
        };
        let first = of("a", "text");
        assert_eq!(of("a", "text"), first);
        assert_ne!(of("a", "texts"), first);
        assert_ne!(of("b", "text"), first);
        std::fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn what_is_read_is_there() {
        let context = Context::find().unwrap();
        assert_eq!(SOURCES.iter().find(|source| !context.root.join(source).exists()), None);
    }
}
