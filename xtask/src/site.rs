//! Builds and serves the site with Trunk, and writes its HTML with the native prerenderer.

use crate::context::Context;
use crate::fault::{Fault, Outcome};
use crate::{built, npm, process, toolchain, tools};
use std::io::ErrorKind;
use std::net::TcpListener;

/// Serves the site and rebuilds it on change, until the reader stops it.
pub fn serve(context: &Context, release: bool, port: u16, address: &str) -> Outcome {
    is_free(address, port)?;
    let context = ready(context, release)?;
    println!(
        "The site will be at http://{}:{port}/ once it is built; Ctrl-C stops it.",
        in_url(address)
    );
    let mut trunk = context.command("trunk");
    trunk.args(["serve", "--offline", "--port", &port.to_string()]).args(["--address", address]);
    if release {
        trunk.arg("--release");
    }
    process::replace_with(&mut trunk, "serving the site", READ_ABOVE)
}

/// Writes the optimised site into dist/.
pub fn build(context: &Context) -> Outcome {
    let context = ready(context, true)?;
    check_seeds(&context)?;
    build_ready(&context)
}

/// Writes dist/ where the set-up is done already.
pub fn build_ready(context: &Context) -> Outcome {
    let mut trunk = context.command("trunk");
    trunk.args(["build", "--release", "--offline"]);
    process::run(&mut trunk, "building the site", READ_ABOVE)?;
    built::remember(context)
}

/// Reads the content whole and reports its problems, long before the wasm would be compiled.
pub fn check_seeds(context: &Context) -> Outcome {
    process::run(
        &mut prerenderer(context, "--check"),
        "checking the content in seeds/",
        "correct what is named first above; for the content that is a file and a key",
    )
}

/// Fills a copy of the built site again from other content.
pub fn fill_copy(context: &Context, dist: &str, seeds: &str) -> Outcome {
    let mut prerenderer = prerenderer(context, dist);
    prerenderer.arg(seeds);
    process::run(&mut prerenderer, "writing the pages of a copy", READ_ABOVE)
}

/// Called by Trunk after each build: writes the HTML into the folder that is about to become dist/.
pub fn prerender(context: &Context) -> Outcome {
    let step = "writing the page's HTML";
    let staging = std::env::var("TRUNK_STAGING_DIR").map_err(|_| {
        Fault::new(
            step,
            "TRUNK_STAGING_DIR is not set: this step is Trunk's, after a build",
            "run: cargo xtask build",
        )
    })?;
    process::run(&mut prerenderer(context, &staging), step, READ_ABOVE)?;
    // What is built to be looked at at once need not be small.
    if std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        let script = |name: &str, step: &str| {
            let mut node = context.command("node");
            process::run(node.arg(format!("xtask/site/{name}.mjs")).arg(&staging), step, READ_ABOVE)
        };
        script("sbom", "writing what the engines are made of")?;
        script("compress", "compressing the site")?;
    }
    Ok(())
}

const READ_ABOVE: &str = "read the first error above";

/// The compiler, the tools and the crates that Trunk needs.
fn ready(context: &Context, release: bool) -> Outcome<Context> {
    let context = toolchain::resolve(context)?;
    tools::install(&context)?;
    if release {
        npm::wasm_opt(&context)?;
    }
    npm::faces(&context)?;
    tools::fetch_crates(&context)?;
    Ok(context)
}

fn prerenderer(context: &Context, argument: &str) -> std::process::Command {
    context.cargo(&["run", "--quiet", "--features", "ssr", "--bin", "prerender", "--", argument])
}

/// Asks for the port before anything is built, so that a taken one costs no waiting.
fn is_free(address: &str, port: u16) -> Outcome {
    let step = format!("listening on {}:{port}", in_url(address));
    match TcpListener::bind((address, port)) {
        Ok(_) => Ok(()),
        Err(why) if why.kind() == ErrorKind::AddrInUse => Err(Fault::new(
            step,
            "another program listens there",
            format!(
                "stop it, or choose another port: cargo xtask serve --port {}",
                port.checked_add(1).unwrap_or(8080)
            ),
        )),
        Err(why) => Err(Fault::new(
            step,
            why.to_string(),
            "choose an address of this machine (--address) and a port above 1023 (--port)",
        )),
    }
}

/// IPv6 addresses stand in brackets in a URL.
fn in_url(address: &str) -> String {
    if address.contains(':') {
        format!("[{address}]")
    } else {
        address.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_a_way_out() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let fault = is_free("127.0.0.1", port).unwrap_err();
        assert!(fault.step.contains(&port.to_string()));
        assert!(fault.remedy.contains("--port"));
        drop(taken);
        assert_eq!(is_free("127.0.0.1", port), Ok(()));
    }

    #[test]
    fn ipv6_addresses_get_brackets() {
        assert_eq!(in_url("::1"), "[::1]");
        assert_eq!(in_url("127.0.0.1"), "127.0.0.1");
    }
}
