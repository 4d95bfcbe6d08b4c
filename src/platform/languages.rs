//! The links to the same page in other languages.

use super::dom::{document, elements, first, window, Listener};
use super::host::{is_framed, source_address};
use super::viewport::carried_layout;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;

/// Lets every language open at the present place, which the fragment names, and in the present
/// mode.
pub fn keep_place(fragment: &str) {
    let Some(links) =
        document().and_then(|d| d.query_selector_all("a[data-lang], a.keeps-place").ok())
    else {
        return;
    };
    let query = window().and_then(|w| w.location().search().ok()).unwrap_or_default();
    for link in elements(links) {
        let href = link.get_attribute("href").unwrap_or_default();
        let query =
            if link.has_attribute("data-lang") { query.trim_start_matches('?') } else { "" };
        let _ = link.set_attribute("href", &kept(&href, query, fragment));
    }
}

/// An address with the present query, but for its language, which stays the address's own: where
/// all languages are in one file it is named there.
fn kept(href: &str, query: &str, fragment: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let (page, own) = href.split_once('?').unwrap_or((href, ""));
    let is_lang = |pair: &&str| pair.starts_with("lang=");
    let lang = own.split('&').filter(is_lang);
    let rest = query.split('&').filter(|pair| !pair.is_empty() && !is_lang(pair));
    let pairs = lang.chain(rest).collect::<Vec<_>>().join("&");
    let mark = if pairs.is_empty() { "" } else { "?" };
    [page, mark, &pairs, fragment].concat()
}

/// Leaves for the page of another language, in place of this one; `false` where there is no way.
/// The first part of its name is enough.
pub fn go_to_language(lang: &str) -> bool {
    let link = first(&format!("a[data-lang^=\"{lang}\"]"));
    let Some((href, window)) = link.and_then(|l| l.get_attribute("href")).zip(window()) else {
        return false;
    };
    window.location().replace(&for_frame(&href)).is_ok()
}

/// Lets the links to other languages carry along how the frame is laid out.
pub fn carry_layout() -> Listener {
    let Some(document) = document() else { return Listener::new(Vec::new()) };
    let options = EventListenerOptions::run_in_capture_phase();
    Listener::new(vec![EventListener::new_with_options(&document, "click", options, |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        if let Some(link) = target.and_then(|t| t.closest("a[data-lang]").ok().flatten()) {
            let href = link.get_attribute("href").unwrap_or_default();
            let _ = link.set_attribute("href", &for_frame(&href));
        }
    })])
}

/// An address for the frame that the page is in: the next page begins laid out as this one is, and
/// knows the address that the host wrote. `public/mode.js` reads both.
fn for_frame(href: &str) -> String {
    if !is_framed() {
        return href.to_string();
    }
    let from = String::from(js_sys::encode_uri_component(&source_address()));
    let layout = carried_layout().map(|layout| format!("layout={layout}"));
    carrying(href, &layout.into_iter().chain([format!("from={from}")]).collect::<Vec<_>>())
}

/// An address with these pairs in its query, in place of those of the same names and of `layout`.
fn carrying(href: &str, pairs: &[String]) -> String {
    let (page, fragment) = href.split_once('#').unwrap_or((href, ""));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let mark = if fragment.is_empty() { "" } else { "#" };
    let old =
        |pair: &&str| pair.is_empty() || pair.starts_with("layout=") || pair.starts_with("from=");
    let all: Vec<&str> = query
        .split('&')
        .filter(|pair| !old(pair))
        .chain(pairs.iter().map(String::as_str))
        .collect();
    [path, "?", &all.join("&"), mark, fragment].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_keeps_place_and_mode() {
        assert_eq!(kept("zh-Hans/", "", "#step=allies"), "zh-Hans/#step=allies");
        assert_eq!(
            kept("zh-Hans/?mode=present#step=x", "mode=present&lang=en", "#step=allies"),
            "zh-Hans/?mode=present#step=allies"
        );
        assert_eq!(kept("?lang=zh-Hans", "lang=en&mode=embed", ""), "?lang=zh-Hans&mode=embed");
        assert_eq!(kept("../", "", ""), "../");
    }

    #[test]
    fn in_a_frame_a_language_keeps_the_layout() {
        let pairs = ["layout=flow_80_700", "from=x"].map(String::from);
        let first = carrying("zh-Hans/?mode=embed#step=allies", &pairs);
        assert_eq!(first, "zh-Hans/?mode=embed&layout=flow_80_700&from=x#step=allies");
        assert_eq!(carrying(&first, &pairs[1..]), "zh-Hans/?mode=embed&from=x#step=allies");
        assert_eq!(carrying("../", &pairs[1..]), "../?from=x");
    }
}
