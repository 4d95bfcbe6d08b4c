//! Finds the browsers that the tests drive, or installs them.

use crate::fault::{Fault, Outcome};
use crate::{packages, process};
use std::path::PathBuf;

/// A browser and the driver that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// Chromium or Chrome.
    pub program: PathBuf,
    /// chromedriver of the same version.
    pub driver: PathBuf,
}

const PROGRAMS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser named by CHROMIUM and CHROMEDRIVER, or found on PATH, or installed now.
pub fn find_or_install() -> Outcome<Browser> {
    let otherwise = "install Chromium and chromedriver, or name them in CHROMIUM and CHROMEDRIVER";
    found_or_installed("the tests' browser", &["chromium", "chromium-driver"], otherwise, find)
}

/// Chromium without the parts that show windows, which runs the same journeys on a third less work:
/// named by CHROMIUM, or found on PATH, or installed now; where there is no such package, Chromium
/// as it is.
pub fn without_windows() -> Outcome<PathBuf> {
    let find = || {
        named("CHROMIUM").or_else(|| {
            ["chromium-headless-shell", "chrome-headless-shell"]
                .iter()
                .find_map(|p| process::find(p))
        })
    };
    let packages = ["chromium-headless-shell"];
    found_or_installed("the tests' browser without windows", &packages, "", find)
        .or_else(|_| Ok(find_or_install()?.program))
}

/// Firefox as named by FIREFOX, or found on PATH, or installed now.
pub fn firefox() -> Outcome<PathBuf> {
    let find = || {
        named("FIREFOX")
            .or_else(|| ["firefox-esr", "firefox"].iter().find_map(|p| process::find(p)))
    };
    found_or_installed(
        "the tests' Firefox",
        &["firefox-esr"],
        "install Firefox, or name it in FIREFOX",
        find,
    )
}

/// WebKit as the tests drive it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebKit {
    /// The browser of WebKitGTK.
    pub program: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
    /// Gives it a screen where there is none.
    pub screen: PathBuf,
}

/// WebKit as named by WEBKIT, WEBKIT_DRIVER and XVFB_RUN, or found, or installed now.
pub fn webkit() -> Outcome<WebKit> {
    let find = || {
        Some(WebKit {
            program: named("WEBKIT").or_else(mini_browser)?,
            driver: named("WEBKIT_DRIVER").or_else(|| process::find("WebKitWebDriver"))?,
            screen: named("XVFB_RUN").or_else(|| process::find("xvfb-run"))?,
        })
    };
    let packages = ["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"];
    let otherwise = "install WebKitGTK, its driver and Xvfb, or name them in WEBKIT, WEBKIT_DRIVER and XVFB_RUN";
    found_or_installed("the tests' WebKit", &packages, otherwise, find)
}

/// Debian keeps it with the library, in a folder named after the machine's kind.
fn mini_browser() -> Option<PathBuf> {
    let kinds = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|kind| kind.path());
    kinds
        .flat_map(|kind| {
            ["webkit2gtk-4.1", "webkitgtk-6.0"].map(|name| kind.join(name).join("MiniBrowser"))
        })
        .find(|p| p.is_file())
}

fn found_or_installed<T>(
    step: &str,
    packages: &[&str],
    otherwise: &str,
    find: impl Fn() -> Option<T>,
) -> Outcome<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    packages::install(step, packages, otherwise)?;
    find().ok_or_else(|| {
        Fault::new(
            step,
            "the packages are installed, but the programs are not where they are looked for",
            otherwise,
        )
    })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

fn find() -> Option<Browser> {
    Some(Browser {
        program: named("CHROMIUM").or_else(|| PROGRAMS.iter().find_map(|p| process::find(p)))?,
        driver: named("CHROMEDRIVER").or_else(|| process::find("chromedriver"))?,
    })
}
