//! The links to the same page in other languages.

use super::dom::{document, elements, first, window};

/// Lets every language open at the present place, which the fragment names, and in the present mode.
pub fn keep_place(fragment: &str) {
    let Some(links) = document().and_then(|d| d.query_selector_all("a[data-lang], a.keeps-place").ok()) else { return };
    let query = window().and_then(|w| w.location().search().ok()).unwrap_or_default();
    let query = query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let query = query.collect::<Vec<_>>().join("&");
    for link in elements(links) {
        let href = link.get_attribute("href").unwrap_or_default();
        let page = href.split(['?', '#']).next().unwrap_or_default();
        let mark = if query.is_empty() || !link.has_attribute("data-lang") { "" } else { "?" };
        let query = if mark.is_empty() { "" } else { &query };
        let _ = link.set_attribute("href", &format!("{page}{mark}{query}{fragment}"));
    }
}

/// Leaves for the page of another language, in place of this one; `false` where there is no way.
pub fn go_to_language(lang: &str) -> bool {
    let link = first(&format!("a[data-lang=\"{lang}\"]"));
    let Some((href, window)) = link.and_then(|l| l.get_attribute("href")).zip(window()) else { return false };
    window.location().replace(&href).is_ok()
}
