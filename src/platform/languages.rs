//! The links to the same page in other languages.

use super::dom::{document, elements, first, window};

/// Lets every language open at the present place, which the fragment names, and in the present mode.
pub fn keep_place(fragment: &str) {
    let Some(links) = document().and_then(|d| d.query_selector_all("a[data-lang], a.keeps-place").ok()) else { return };
    let query = window().and_then(|w| w.location().search().ok()).unwrap_or_default();
    for link in elements(links) {
        let href = link.get_attribute("href").unwrap_or_default();
        let query = if link.has_attribute("data-lang") { query.trim_start_matches('?') } else { "" };
        let _ = link.set_attribute("href", &kept(&href, query, fragment));
    }
}

/// An address with the present query, but for its language, which stays the address's own: where all
/// languages are in one file it is named there.
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

/// Leaves for the page of another language, in place of this one; `false` where there is no way. The
/// first part of its name is enough.
pub fn go_to_language(lang: &str) -> bool {
    let link = first(&format!("a[data-lang^=\"{lang}\"]"));
    let Some((href, window)) = link.and_then(|l| l.get_attribute("href")).zip(window()) else { return false };
    window.location().replace(&href).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_keeps_place_and_mode() {
        assert_eq!(kept("zh-Hans/", "", "#step=allies"), "zh-Hans/#step=allies");
        assert_eq!(kept("zh-Hans/?mode=present#step=x", "mode=present&lang=en", "#step=allies"), "zh-Hans/?mode=present#step=allies");
        assert_eq!(kept("?lang=zh-Hans", "lang=en&mode=embed", ""), "?lang=zh-Hans&mode=embed");
        assert_eq!(kept("../", "", ""), "../");
    }
}
