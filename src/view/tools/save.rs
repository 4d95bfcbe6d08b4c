//! Saves the view as a picture of its own, from the same scene as the one on screen.

use crate::platform;
use crate::story::Sheet;
use crate::view::lettering::Theirs;
use crate::view::picture::Picture;
use crate::view::Store;
use leptos::prelude::*;

/// The two buttons. A frame that may not download gets none.
#[component]
pub fn Save(store: Store) -> impl IntoView {
    let words = store.atlas().words.clone();
    let name = move || {
        format!(
            "spring-surge-{}",
            untrack(|| store.atlas().step(store.with(|s| s.step)).id.clone())
        )
    };
    let svg =
        move |_| with_picture(store, false, move |text| platform::download_svg(&name(), &text));
    let png = move |_| {
        with_picture(store, true, move |text| {
            platform::download_png(&name(), &text, Picture::KEPT.0, Picture::KEPT.1)
        })
    };
    view! {
        <fieldset class="group"><legend>{words.save.clone()}</legend>
            <button type="button" class="pick save-svg" on:click=svg>{words.save_svg.clone()}</button>
            <button type="button" class="pick save-png" on:click=png>{words.save_png.clone()}</button>
        </fieldset>
    }
}

/// Draws the picture, for which the drawn world or the relief may have to be fetched first. Only
/// what becomes pixels has the relief: not every program that opens an SVG blends images.
fn with_picture(store: Store, with_relief: bool, done: impl FnOnce(String) + 'static) {
    let scene = store.scene.get_untracked();
    let draw = move |land: String| {
        done(untrack(|| {
            let atlas = store.atlas();
            let by_hand = store.with(|s| s.view.is_some());
            let title = &atlas.step(store.with(|s| s.step)).title;
            let letters = Theirs { is_right_to_left: platform::first(":root[dir=rtl]").is_some() };
            Picture {
                atlas: &atlas,
                scene: &scene,
                title,
                land: &land,
                size: Picture::KEPT,
                letters: &letters,
                with_relief,
                by_hand,
            }
            .svg()
        }))
    };
    if let Some(address) = platform::world_address()
        .filter(|_| store.scene.with_untracked(|s| s.sheet == Sheet::World))
    {
        return platform::fetch_text(&address, draw);
    }
    let land = platform::markup_of(".land svg.camera").unwrap_or_default();
    let relief = platform::first("#map .relief image")
        .filter(|_| with_relief)
        .and_then(|image| image.get_attribute("href"));
    match relief {
        Some(address) => platform::fetch_as_data(&address.clone(), move |data| {
            let whole = data.map(|data| {
                land.replace(&format!("href=\"{address}\""), &format!("href=\"{data}\""))
            });
            draw(whole.unwrap_or(land));
        }),
        None => draw(land),
    }
}
