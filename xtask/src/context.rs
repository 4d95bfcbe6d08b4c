//! Where things are, and the one way in which every other program is started.

use crate::fault::{Fault, Outcome};
use crate::process;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Which compiler builds everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compiler {
    /// The one that the reader's `cargo` already means.
    Ordinary,
    /// Debian's, through rustup's toolchain `distro` or, without rustup, as /usr/bin/cargo.
    Distro,
}

/// rustup's name for the compiler in /usr.
pub const DISTRO: &str = "distro";

/// The project's folders and the compiler in use.
#[derive(Debug, Clone)]
pub struct Context {
    /// The folder that holds Cargo.toml.
    pub root: PathBuf,
    /// The compiler every child uses.
    pub compiler: Compiler,
}

impl Context {
    /// Finds the project around this crate.
    pub fn find() -> Outcome<Self> {
        // Cargo sets the variable at each run, so a clone that was moved is still found.
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match here.parent() {
            Some(root) if root.join("Cargo.toml").is_file() => {
                Ok(Self { root: root.to_owned(), compiler: Compiler::Ordinary })
            }
            _ => Err(Fault::new(
                "finding the project",
                format!("there is no Cargo.toml above {}", here.display()),
                "run it as `cargo xtask …` inside the clone",
            )),
        }
    }

    /// The pinned tools, apart from the reader's own.
    pub fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// Logs and intermediate results of the set-up.
    pub fn notes(&self) -> PathBuf {
        self.root.join("target/xtask")
    }

    /// The map's sources and tools from npm.
    pub fn geo_modules(&self) -> PathBuf {
        self.tools().join("npm/node_modules")
    }

    /// The map's sources from PyPI.
    pub fn geo_wheels(&self) -> PathBuf {
        self.tools().join("wheels")
    }

    /// The folder of wasm-opt.
    pub fn wasm_opt_bin(&self) -> PathBuf {
        self.tools().join("wasm-opt/node_modules/.bin")
    }

    /// A program that sees the pinned tools first and uses the chosen compiler, started in the
    /// root.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path());
        // Trunk reads NO_COLOR as a flag and stops at the usual value 1.
        if std::env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", self.remapped().join(" "));
        if self.compiler == Compiler::Distro {
            command.env("RUSTUP_TOOLCHAIN", DISTRO);
            // `cargo run` puts the libraries of the compiler it belongs to here.
            command.env_remove("LD_LIBRARY_PATH");
        }
        command
    }

    /// Cargo, with its arguments.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(args);
        command
    }

    /// The same project with another compiler.
    pub fn with(&self, compiler: Compiler) -> Self {
        Self { root: self.root.clone(), compiler }
    }

    /// Flags that keep the folders of this machine out of what is built, so that every clone builds
    /// the same bytes.
    fn remapped(&self) -> Vec<String> {
        let home = std::env::var_os("CARGO_HOME")
            .or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cargo").into()));
        let registries = home
            .and_then(|home| Path::new(&home).join("registry/src").read_dir().ok())
            .into_iter()
            .flatten()
            .flatten();
        let mut folders: Vec<(PathBuf, &str)> =
            registries.map(|entry| (entry.path(), "crates")).collect();
        folders.sort();
        folders.push((self.root.clone(), "spring-surge"));
        // The flags are parted at spaces, so a folder with one in its name cannot be said.
        let said = folders
            .into_iter()
            .filter_map(|(from, to)| Some((from.to_str()?.to_owned(), to)))
            .filter(|(from, _)| !from.contains(' '));
        said.map(|(from, to)| format!("--remap-path-prefix={from}={to}")).collect()
    }

    fn path(&self) -> OsString {
        let mut folders = vec![self.tools().join("bin"), self.wasm_opt_bin()];
        if self.compiler == Compiler::Distro && process::find("rustup").is_none() {
            folders.push(Path::new("/usr/bin").to_owned());
        }
        let own = std::env::var_os("PATH").unwrap_or_default();
        folders.extend(std::env::split_paths(&own));
        // A folder name that cannot stand in PATH leaves the reader's own PATH as it is.
        std::env::join_paths(folders).unwrap_or(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinned_tools_come_first_and_the_readers_own_stay() {
        let context = Context::find().unwrap();
        let path = context.path();
        let first = std::env::split_paths(&path).next().unwrap();
        assert!(first.ends_with("target/tools/bin"));
        assert!(process::find_in("sh", &path).is_some());
    }

    #[test]
    fn the_folder_of_the_clone_is_kept_out_of_what_is_built() {
        let context =
            Context { root: PathBuf::from("/somewhere/clone"), compiler: Compiler::Ordinary };
        assert_eq!(
            context.remapped().last().map(String::as_str),
            Some("--remap-path-prefix=/somewhere/clone=spring-surge")
        );
        let spaced = Context { root: PathBuf::from("/some where"), compiler: Compiler::Ordinary };
        assert!(spaced.remapped().iter().all(|flag| !flag.contains("/some where")));
    }

    #[test]
    fn the_distro_compiler_is_passed_on() {
        let context = Context::find().unwrap().with(Compiler::Distro);
        let cargo = context.cargo(&["build"]);
        let chosen = cargo.get_envs().find(|(key, _)| *key == "RUSTUP_TOOLCHAIN");
        assert_eq!(chosen.and_then(|(_, value)| value), Some(DISTRO.as_ref()));
    }
}
