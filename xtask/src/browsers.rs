//! Finds the browser that the tests drive, or installs it.

use crate::fault::Outcome;
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

const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser named by CHROMIUM and CHROMEDRIVER, or found on PATH, or installed now.
pub fn find_or_install() -> Outcome<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    let otherwise = "install Chromium and chromedriver, or name them in CHROMIUM and CHROMEDRIVER";
    let step = "the tests' browser";
    packages::install(step, &["chromium", "chromium-driver"], otherwise)?;
    find().ok_or_else(|| {
        let cause = "the packages are installed, but the programs are not on PATH";
        crate::fault::Fault::new(step, cause, otherwise)
    })
}

fn find() -> Option<Browser> {
    let named = |variable| std::env::var_os(variable).map(PathBuf::from);
    Some(Browser {
        program: named("CHROMIUM").or_else(|| PROGRAMS.iter().find_map(|p| process::find(p)))?,
        driver: named("CHROMEDRIVER").or_else(|| process::find("chromedriver"))?,
    })
}
