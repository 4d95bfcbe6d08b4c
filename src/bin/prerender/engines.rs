//! The engines' files: wasm and its glue under lasting names, both without what only their makers
//! need, and what starts them.

use super::files::{integrity, named, put, read};
use super::scripts::{module, script};
use super::style::{style, Use};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The name under which cargo builds the tools.
const TOOLS: &str = "spring-surge";

/// The start of the engines with the names of their files, and with the sums that they are checked
/// by. `tools_program` is the one that Trunk's own page starts; `beside` are files that it fetches,
/// by the marks that stand for them.
pub fn boot(
    dist: &Path,
    tools_program: &str,
    beside: &[(&str, &str)],
    version: &str,
) -> Result<String, String> {
    let tools = put(dist, "tools", "css", style(Use::Instruments)?)?;
    let keep = put(
        dist,
        "keep",
        "js",
        module("public/keep.js", include_str!("../../../public/keep.js"))?,
    )?;
    let ground = put(
        dist,
        "ground",
        "js",
        module("public/ground.js", include_str!("../../../public/ground.js"))?,
    )?;
    let boot = include_str!("../../../public/boot.js")
        .replace("VERSION", version)
        .replace("KEEP_JS", &format!("./{keep}"));
    let boot = boot.replace("GROUND_JS", &format!("./{ground}"));
    let mut boot = boot.replace("TOOLS_STYLE", &tools);
    for (mark, file) in beside {
        boot = boot.replace(mark, file);
    }
    // A site whose tools were built anew beside it has them under their plain name.
    let anew = dist.join(format!("{TOOLS}_bg.wasm")).exists();
    let tools_program = if anew { TOOLS } else { tools_program };
    let programs = [
        ("spring-surge-stage", "stage", "STAGE"),
        (tools_program, "instruments", "ENGINE"),
        ("spring-surge-lesson", "lesson", "LESSON"),
    ];
    for (program, lasting, mark) in programs {
        let (glue, wasm) = put_engine(dist, program, lasting)?;
        // What is preloaded is used by a request of the same kind alone, and preloads for `fetch`
        // know no sum.
        let sum = if lasting == "stage" { String::new() } else { integrity(dist, &wasm)? };
        for (part, value) in
            [("JS", format!("./{glue}")), ("BIN", format!("./{wasm}")), ("SUM", sum)]
        {
            boot = boot.replace(&format!("{mark}_{part}"), &value);
        }
    }
    script("public/boot.js", &boot)
}

/// Puts an engine under its lasting names: glue and wasm.
fn put_engine(dist: &Path, program: &str, lasting: &str) -> Result<(String, String), String> {
    let (glue, wasm) =
        (dist.join(format!("{program}.js")), dist.join(format!("{program}_bg.wasm")));
    // A site that is filled again has the files under their lasting names.
    if !wasm.exists() {
        return Ok((named(dist, lasting, "js")?, named(dist, lasting, "wasm")?));
    }
    let bytes = fs::read(&wasm).map_err(|e| format!("{}: {e}", wasm.display()))?;
    let (short, bytes) =
        shortened(&read(&glue)?, &bytes).map_err(|e| format!("{}: {e}", wasm.display()))?;
    let short = module(&glue.to_string_lossy(), &short)?;
    for built in [glue, wasm] {
        fs::remove_file(&built).map_err(|e| format!("{}: {e}", built.display()))?;
    }
    Ok((put(dist, lasting, "js", short)?, put(dist, lasting, "wasm", bytes)?))
}

/// Fetches the stage runtime with the page. `./` stands for the way to the root.
pub fn stage_links(dist: &Path) -> Result<String, String> {
    let (Ok(glue), Ok(wasm)) = (named(dist, "stage", "js"), named(dist, "stage", "wasm")) else {
        return Ok(String::new());
    };
    let sum = integrity(dist, &glue)?;
    Ok(format!("<link rel=\"modulepreload\" href=\"./{glue}\" integrity=\"{sum}\"><link rel=\"preload\" href=\"./{wasm}\" as=\"fetch\" crossorigin>"))
}

/// The glue and the wasm with short names for what they call of each other. The tool that wrote both names each
/// with the path and a fingerprint of what it stands for, which no reader has a use for.
///
/// # Errors
/// When the wasm is none.
pub fn shortened(glue: &str, wasm: &[u8]) -> Result<(String, Vec<u8>), String> {
    let names = exchanged(wasm).ok_or("the engine is no wasm")?;
    let short: BTreeMap<&str, String> =
        names.iter().enumerate().map(|(i, name)| (name.as_str(), format!("_{i}"))).collect();
    let wasm = renamed(wasm, &short).ok_or("the engine is no wasm")?;
    Ok((words_replaced(glue, &short), wasm))
}

/// Names that glue and wasm share and that may change: those which a tool made.
fn exchanged(wasm: &[u8]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    each_section(wasm, |id, body| {
        each_name(id, body, &mut |name, _| {
            // Two lines under each other are in no name of ours.
            if name.contains("__") && !names.iter().any(|n| n == name) {
                names.push(name.to_string());
            }
        })?;
        Some(())
    })?;
    names.sort();
    Some(names)
}

fn renamed(wasm: &[u8], short: &BTreeMap<&str, String>) -> Option<Vec<u8>> {
    let mut whole = wasm.get(..8)?.to_vec();
    each_section(wasm, |id, body| {
        let (mut new, mut at) = (Vec::new(), 0);
        each_name(id, body, &mut |name, (from, to)| {
            if let Some(short) = short.get(name) {
                new.extend_from_slice(&body[at..from]);
                push_length(&mut new, short.len());
                new.extend_from_slice(short.as_bytes());
                at = to;
            }
        })?;
        new.extend_from_slice(&body[at..]);
        whole.push(id);
        push_length(&mut whole, new.len());
        whole.extend(new);
        Some(())
    })?;
    Some(whole)
}

/// Sections of a module: https://webassembly.github.io/spec/core/binary/modules.html.
fn each_section(wasm: &[u8], mut each: impl FnMut(u8, &[u8]) -> Option<()>) -> Option<()> {
    let mut at = 8;
    if !wasm.starts_with(b"\0asm") {
        return None;
    }
    while at < wasm.len() {
        let id = wasm[at];
        at += 1;
        let length = length(wasm, &mut at)?;
        each(id, wasm.get(at..at + length)?)?;
        at += length;
    }
    Some(())
}

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The names of what a section imports or exports, each with where it stands, its length with it.
fn each_name(id: u8, body: &[u8], each: &mut impl FnMut(&str, (usize, usize))) -> Option<()> {
    let mut at = 0;
    if id != IMPORTS && id != EXPORTS {
        return Some(());
    }
    for _ in 0..length(body, &mut at)? {
        if id == IMPORTS {
            let module = length(body, &mut at)?;
            at += module;
        }
        let from = at;
        let name = length(body, &mut at)?;
        let text = std::str::from_utf8(body.get(at..at + name)?).ok()?;
        at += name;
        each(text, (from, at));
        let kind = *body.get(at)?;
        at += 1;
        if id == IMPORTS {
            skip_kind(kind, body, &mut at)?;
        } else {
            length(body, &mut at)?;
        }
    }
    Some(())
}

/// Skips what an import is: a function, a table, a memory, a global or a tag.
fn skip_kind(kind: u8, body: &[u8], at: &mut usize) -> Option<()> {
    let limits = |at: &mut usize| {
        let flags = length(body, at)?;
        length(body, at)?;
        if flags & 1 == 1 {
            length(body, at)?;
        }
        Some(())
    };
    match kind {
        0 => drop(length(body, at)?),
        1 => {
            *at += 1;
            limits(at)?;
        }
        2 => limits(at)?,
        3 => *at += 2,
        4 => {
            *at += 1;
            length(body, at)?;
        }
        _ => return None,
    }
    Some(())
}

/// An unsigned number of variable length (LEB128).
fn length(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= usize::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

fn push_length(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// A text with some of its words replaced by others.
fn words_replaced(text: &str, short: &BTreeMap<&str, String>) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let end = rest[start..].find(|c| !is_part(c)).map_or(rest.len(), |length| start + length);
        new.push_str(&rest[..start]);
        let word = &rest[start..end];
        new.push_str(short.get(word).map_or(word, String::as_str));
        rest = &rest[end..];
    }
    new + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(module (import "./x.js" "__wbg_hello_01" (func)) (export "__wbindgen_start" (func 0))
    /// (export "run" (func 0)))`
    fn module() -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend(b"\x01\x04\x01\x60\0\0");
        let mut imports = b"\x01\x06./x.js\x0e__wbg_hello_01\0\0".to_vec();
        wasm.extend([2, imports.len() as u8]);
        wasm.append(&mut imports);
        let mut exports = b"\x02\x10__wbindgen_start\0\0\x03run\0\0".to_vec();
        wasm.extend([7, exports.len() as u8]);
        wasm.append(&mut exports);
        wasm
    }

    #[test]
    fn both_sides_call_each_other_by_the_same_short_names() {
        let glue = "const imports = { __wbg_hello_01: __wbg_hello_01x => 1 }; wasm.__wbindgen_start(); wasm.run();";
        let (glue, wasm) = shortened(glue, &module()).unwrap();
        assert_eq!(glue, "const imports = { _0: __wbg_hello_01x => 1 }; wasm._1(); wasm.run();");
        let text = String::from_utf8_lossy(&wasm);
        assert!(text.contains("./x.js\u{2}_0") && text.contains("\u{2}_1") && text.contains("run"));
        assert!(exchanged(&wasm).unwrap().is_empty(), "nothing is left to shorten");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shortened("", b"not wasm").is_err());
        let mut cut = module();
        cut.truncate(30);
        assert!(shortened("", &cut).is_err());
    }
}
