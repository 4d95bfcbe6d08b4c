//! The page as one file, to be carried on a stick: all languages, the hand-outs, the engine, with a
//! policy under which it can ask nobody for anything.

use super::Page;
use data_encoding::BASE64;
use std::fmt::Write;

/// What goes into the file.
pub struct Parts<'a> {
    /// Pages, the one that opens first.
    pub pages: &'a [Page],
    /// Hand-outs of the same languages.
    pub handouts: &'a [Page],
    /// The style sheet, with the reading face in it.
    pub style: &'a str,
    /// The drawn world, an SVG.
    pub world: &'a str,
    /// The stage runtime.
    pub stage: Engine<'a>,
    /// The tools, and the lesson's.
    pub tools: Engine<'a>,
    /// What presses keys again that came before the engine: `public/keep.js`.
    pub keep: &'a str,
}

/// An engine as it is built.
pub struct Engine<'a> {
    /// Its glue, a module.
    pub glue: &'a str,
    /// The wasm.
    pub wasm: &'a [u8],
}

/// Nothing comes from anywhere but the file itself.
const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src data:; form-action 'none'; base-uri 'none'";

/// Starts the page in the wanted language, or its hand-out. What the file carries is taken out
/// first, because the body is replaced.
const START: &str = r#"
const query = new URLSearchParams(location.search);
const first = document.documentElement.lang;
const lang = document.getElementById("page-" + query.get("lang")) ? query.get("lang") : first;
const paper = query.get("mode") === "handout";
const bytes = (id) => Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));
const [stage, tools] = ["stage-wasm", "tools-wasm"].map(bytes);
const chosen = document.getElementById((paper ? "handout-" : "page-") + lang);
if (chosen) {
  document.title = chosen.dataset.title;
  document.documentElement.lang = lang;
  document.documentElement.dir = chosen.dataset.dir;
  if (paper) document.documentElement.dataset.page = "handout";
  document.body.replaceChildren(chosen.content.cloneNode(true));
}
if (!paper) {
  const pressed = [];
  const press = (event) => {
    const { repeat, ctrlKey, altKey, metaKey, defaultPrevented } = event;
    if (!(repeat || ctrlKey || altKey || metaKey || defaultPrevented)) pressed.push(event);
  };
  addEventListener("keydown", press);
  pressAgain(pressed, press);
  startStage({ module_or_path: stage }).then(() => startTools({ module_or_path: tools })).catch((reason) => {
    console.error("Spring Surge: the engine did not start:", reason);
    const notice = document.getElementById("broken");
    if (notice) notice.hidden = false;
  });
}
"#;

/// Writes the file; `None` without a page.
pub fn single_file(parts: &Parts) -> Option<String> {
    let first = parts.pages.first()?;
    let starts = [("startStage", &parts.stage), ("startTools", &parts.tools)];
    let starts = starts.map(|(name, engine)| as_function(name, engine.glue));
    let [Some(start_stage), Some(start_tools)] = starts else { return None };
    let world = parts
        .world
        .find("<g")
        .and_then(|from| Some(&parts.world[from..parts.world.rfind("</svg>")?]))
        .unwrap_or_default();
    let world = format!("<svg class=\"defs\" aria-hidden=\"true\">{world}</svg>");
    let mut html = format!(
        "<!doctype html><html lang=\"{}\" dir=\"{}\" data-single><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title><link rel=\"icon\" href=\"data:,\"><style>{}</style></head><body>{world}{}",
        first.lang,
        first.direction,
        escape(&first.title),
        parts.style.replace("</", "<\\/"),
        self_contained(&first.body, &first.lang, parts.pages)
    );
    let later = parts.pages.iter().skip(1).map(|page| ("page", page));
    for (kind, page) in later.chain(parts.handouts.iter().map(|page| ("handout", page))) {
        // Writing to a String cannot fail.
        let _ = write!(
            html,
            "<template id=\"{kind}-{}\" data-dir=\"{}\" data-title=\"{}\">{world}{}</template>",
            page.lang,
            page.direction,
            escape(&page.title),
            self_contained(&page.body, &page.lang, parts.pages)
        );
    }
    let _ = write!(
        html,
        "<script type=\"text/plain\" id=\"stage-wasm\">{}</script><script type=\"text/plain\" id=\"tools-wasm\">{}</script><script type=\"module\">{start_stage}\n{start_tools}\n{}{START}</script></body></html>",
        BASE64.encode(parts.stage.wasm),
        BASE64.encode(parts.tools.wasm),
        // All of it is one script, of which nothing is taken out.
        parts.keep.replace("export function", "function")
    );
    Some(html)
}

/// A module as a function of a name that is the module's default export; the names of two modules
/// would meet in one script. `None` for a module without one.
fn as_function(name: &str, module: &str) -> Option<String> {
    let (body, exports) = module.rsplit_once("export{")?;
    let (exports, rest) = exports.split_once('}')?;
    let default =
        exports.split(',').find_map(|export| export.trim().strip_suffix(" as default"))?;
    // What else it exports nobody asks for.
    let body = body.replace("export class ", "class ").replace("</script", "<\\/script");
    rest.trim_matches([';', '\n', ' '])
        .is_empty()
        .then(|| format!("const {name} = (() => {{ {body} return {default}; }})();"))
}

/// The body with every way to another file led back into this one, or taken out.
fn self_contained(body: &str, lang: &str, pages: &[Page]) -> String {
    let mut body = body.to_string();
    for page in pages {
        let (id, target) = (&page.lang, format!("?lang={}", page.lang));
        // The same addresses as the atlas has them: from the root, and from a language's folder.
        let known = [format!("{id}/"), format!("../{id}/")];
        let root = pages
            .first()
            .is_some_and(|first| first.lang == *id)
            .then(|| ["./".to_string(), "../".to_string()]);
        for address in known.iter().chain(root.iter().flatten()) {
            body = body.replace(
                &format!("\"address\":\"{address}\""),
                &format!("\"address\":\"{target}\""),
            );
            body = body.replace(
                &format!("data-lang=\"{id}\" href=\"{address}\""),
                &format!("data-lang=\"{id}\" href=\"{target}\""),
            );
            body = body.replace(
                &format!("href=\"{address}\" data-lang=\"{id}\""),
                &format!("href=\"{target}\" data-lang=\"{id}\""),
            );
            body = body.replace(
                &format!("href=\"{address}\" hreflang=\"{id}\""),
                &format!("href=\"{target}\" hreflang=\"{id}\""),
            );
        }
    }
    body = body.replace("href=\"handout/\"", &format!("href=\"?mode=handout&amp;lang={lang}\""));
    body = body.replace("<a href=\"../\">", &format!("<a href=\"?lang={lang}\">"));
    // There is one page only, so no link of it needs to be kept at the reader's place.
    without_files(&body.replace("class=\"keeps-place\"", ""))
}

/// Takes the addresses of files beside the page out of its links; their words stay.
fn without_files(body: &str) -> String {
    let mut kept = String::with_capacity(body.len());
    let mut parts = body.split(" href=\"");
    kept.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (address, rest) = part.split_once('"').unwrap_or((part, ""));
        let stays = address.starts_with(['#', '?'])
            || address.starts_with("http")
            || address.starts_with("data:");
        if stays {
            let _ = write!(kept, " href=\"{address}\"");
        }
        kept.push_str(rest);
    }
    kept
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_becomes_a_function_of_its_default_export() {
        let module = "export class A{}function i(){}async function d(){i()}export{i as initSync,d as default};";
        assert_eq!(
            as_function("start", module).as_deref(),
            Some("const start = (() => { class A{}function i(){}async function d(){i()} return d; })();")
        );
        assert_eq!(as_function("start", "let a;export{a as b};"), None);
        assert_eq!(as_function("start", "let a;"), None);
    }

    #[test]
    fn no_link_leads_out_to_a_file() {
        let body = "<a href=\"data/claims.csv\" download=\"\">x</a><a href=\"#note\">y</a><a class=\"u\" href=\"https://e.org/\">z</a>";
        assert_eq!(without_files(body), "<a download=\"\">x</a><a href=\"#note\">y</a><a class=\"u\" href=\"https://e.org/\">z</a>");
    }
}
