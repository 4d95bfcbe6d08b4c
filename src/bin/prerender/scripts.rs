//! Scripts as they are sent: without what only their writers need.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A script, as one block: one that came cut short is none, instead of running in part.
///
/// # Errors
/// When the text is no script; with `name`, which says where it stands.
pub fn script(name: &str, text: &str) -> Result<String, String> {
    let short = minified(name, &format!("{{{text}\n}}"), false)?;
    // A block that declares nothing is undone.
    Ok(if short.starts_with('{') { short } else { format!("{{{short}}}") })
}

/// A module. What it exports keeps its name.
///
/// # Errors
/// When the text is no module; with `name`, which says where it stands.
pub fn module(name: &str, text: &str) -> Result<String, String> {
    minified(name, text, true)
}

fn minified(name: &str, text: &str, top_level: bool) -> Result<String, String> {
    let room = Allocator::default();
    let parsed = Parser::new(&room, text, SourceType::unambiguous()).parse();
    if let Some(error) = parsed.errors.first() {
        return Err(format!("{name}: {error}"));
    }
    let mut program = parsed.program;
    let mangle = Some(MangleOptions { top_level, ..MangleOptions::default() });
    let names =
        Minifier::new(MinifierOptions { mangle, compress: Some(CompressOptions::smallest()) })
            .minify(&room, &mut program);
    Ok(Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(names.scoping)
        .build(&program)
        .code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_stays_one_block() {
        let short = script(
            "a.js",
            "// Why.\nconst length = 2;\nonmessage = (event) => event.data * length + length;",
        )
        .unwrap();
        assert!(short.starts_with('{') && short.ends_with('}'), "{short}");
        assert!(short.contains("onmessage=") && !short.contains("Why"), "{short}");
        assert_eq!(script("a.js", "onmessage = null;").unwrap(), "{onmessage=null;}");
    }

    #[test]
    fn what_a_module_exports_keeps_its_name() {
        let text = "function start(wasm) { return wasm.run(); }\nexport { start };";
        let short = module("a.js", text).unwrap();
        assert!(short.ends_with("as start};") && !short.contains("function start"), "{short}");
    }

    #[test]
    fn what_is_no_script_is_refused_by_name() {
        let error = script("public/a.js", "const = 1;").unwrap_err();
        assert!(error.starts_with("public/a.js: "), "{error}");
        // A block that closes early would run in part.
        assert!(script("public/a.js", "} {{").is_err());
    }
}
