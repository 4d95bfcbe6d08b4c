//! Writes sheets of pictures of the site to look at, with the script in xtask/look.

use crate::context::Context;
use crate::fault::Outcome;
use crate::{browsers, built, npm, process, site};

/// Looks at the site in `dist`, or at the project's own, which is built first where something has
/// changed.
pub fn run(context: &Context, dist: Option<&str>, wishes: &[String]) -> Outcome {
    if dist.is_none() && !built::is_current(context) {
        site::build(context)?;
    }
    npm::journeys(context)?;
    let program = browsers::without_windows()?;
    let mut node = context.command("node");
    node.arg("xtask/look/look.mjs")
        .arg(dist.unwrap_or("dist"))
        .args(wishes)
        .env("CHROMIUM", program);
    process::run(&mut node, "looking at the site", "read the first error above")
}
