//! Components in a real browser, on a small made-up story.
#![cfg(target_arch = "wasm32")]

use spring_surge::content::Atlas;
use spring_surge::story::Mode;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_damaged_atlas_is_refused() {
    assert!(serde_json::from_str::<Atlas>("{}").is_err());
}

#[wasm_bindgen_test]
fn a_page_without_an_atlas_is_refused_in_a_sentence() {
    assert_eq!(spring_surge::view::take_over().unwrap_err(), "the page carries no atlas");
    assert_eq!(Mode::Embed.name(), "embed");
}
