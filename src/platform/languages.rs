//! The links to the same page in other languages.

use super::dom::{document, elements, first, window};

/// Lets every language open at the present place, which the fragment names.
pub fn keep_place(fragment: &str) {
    let Some(links) = document().and_then(|d| d.query_selector_all("a[data-lang]").ok()) else { return };
    for link in elements(links) {
        let href = link.get_attribute("href").unwrap_or_default();
        let page = href.split('#').next().unwrap_or_default();
        let _ = link.set_attribute("href", &format!("{page}{fragment}"));
    }
}

/// Leaves for the page of another language, in place of this one; `false` where there is no way.
pub fn go_to_language(lang: &str) -> bool {
    let link = first(&format!("a[data-lang=\"{lang}\"]"));
    let Some((href, window)) = link.and_then(|l| l.get_attribute("href")).zip(window()) else { return false };
    // Who came to present, or to read in a frame, comes for that in the other language too.
    let query = window.location().search().unwrap_or_default();
    let rest: Vec<&str> = query.trim_start_matches('?').split('&').filter(|p| !p.is_empty() && !p.starts_with("lang=")).collect();
    let (page, fragment) = href.split_at(href.find('#').unwrap_or(href.len()));
    let sign = if page.contains('?') { "&" } else { "?" };
    let query = if rest.is_empty() { String::new() } else { format!("{sign}{}", rest.join("&")) };
    window.location().replace(&format!("{page}{query}{fragment}")).is_ok()
}
