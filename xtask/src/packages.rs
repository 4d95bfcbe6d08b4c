//! Installs packages of the operating system, or says exactly how the reader can.

use crate::fault::{Fault, Outcome};
use crate::process;
use std::process::Command;
use std::sync::OnceLock;

/// What the operating system calls itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct System {
    id: String,
    like: String,
}

impl System {
    /// Reads /etc/os-release; a system without it is no Debian.
    pub fn read() -> Self {
        Self::parse(&std::fs::read_to_string("/etc/os-release").unwrap_or_default())
    }

    fn parse(text: &str) -> Self {
        let field = |key: &str| {
            text.lines()
                .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix('='))
                .map(|value| value.trim_matches(['"', '\'']).to_ascii_lowercase())
                .unwrap_or_default()
        };
        Self { id: field("ID"), like: field("ID_LIKE") }
    }

    /// Debian itself, whose packages the wasm recipe was tried with.
    pub fn is_debian(&self) -> bool {
        self.id == "debian"
    }

    /// Debian or a relative of it, where apt-get installs the usual things.
    pub fn has_apt(&self) -> bool {
        self.is_debian() || self.like.split_whitespace().any(|id| id == "debian")
    }
}

/// Installs packages with apt-get. `otherwise` is the remedy where there is no apt-get.
pub fn install(step: &str, packages: &[&str], otherwise: &str) -> Outcome {
    let missing = |cause: &str, remedy: String| Err(Fault::new(step, cause, remedy));
    if !System::read().has_apt() || process::find("apt-get").is_none() {
        return missing("they are not installed", otherwise.to_owned());
    }
    if !is_root() {
        return missing(
            "the packages are missing and installing them needs root",
            by_hand(packages),
        );
    }
    println!("{step}: apt-get install {}", packages.join(" "));
    let update = update_once();
    let mut command = apt_get();
    command.args(["-qq", "-y", "--no-install-recommends", "install"]).args(packages);
    process::run_quoting(&mut command, step, &by_hand(packages)).map_err(|mut fault| {
        if let Err(why) = update {
            fault.cause = format!("{}; before that, {}", fault.cause, why.cause);
            fault.remedy = format!("repair apt's sources, then {}", fault.remedy);
        }
        fault
    })
}

/// Whether this process may install packages.
pub fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Old package lists name files that the mirror no longer has, so they are renewed, once per run.
/// A failure counts only if the packages then cannot be installed.
fn update_once() -> &'static Outcome {
    static DONE: OnceLock<Outcome> = OnceLock::new();
    DONE.get_or_init(|| {
        process::run_quoting(
            apt_get().args(["-qq", "update"]),
            "renewing apt's package lists",
            "run: sudo apt-get update",
        )
    })
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]);
    command
}

fn by_hand(packages: &[&str]) -> String {
    format!(
        "run: sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_its_relatives_and_strangers_are_told_apart() {
        let debian = System::parse("PRETTY_NAME=\"Debian 12\"\nID=debian\n");
        assert!(debian.is_debian() && debian.has_apt());
        let ubuntu = System::parse("ID=ubuntu\nID_LIKE=debian\n");
        assert!(!ubuntu.is_debian() && ubuntu.has_apt());
        let mint = System::parse("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n");
        assert!(!mint.is_debian() && mint.has_apt());
        let fedora = System::parse("ID=fedora\nVERSION_ID=42\n");
        assert!(!fedora.has_apt());
        assert_eq!(System::parse(""), System::default());
    }

    #[test]
    fn without_root_the_exact_command_is_named() {
        assert_eq!(
            by_hand(&["chromium", "chromium-driver"]),
            "run: sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium chromium-driver"
        );
    }
}
