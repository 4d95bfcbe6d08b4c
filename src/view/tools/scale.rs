//! How large and where: a bar of so many km, and a small map with the view on it.

use crate::story::{Sheet, SMALL};
use crate::view::Store;
use leptos::prelude::*;

/// The bar is at most this wide, px.
const WIDEST_PX: f64 = 110.0;

/// A bar as long as a round number of km. On the world map, where scale differs from place to
/// place, there is none.
#[component]
pub fn ScaleBar(store: Store) -> impl IntoView {
    let bar = Memo::new(move |_| {
        let frame = store.frame.get()?;
        let region = store.things.with(|s| s.sheet == Sheet::Region);
        let px_per_km = store.seen.get().scale(frame);
        (region && px_per_km > 0.0).then(|| {
            let km = round_down(WIDEST_PX / px_per_km);
            ((km * px_per_km).round() as u32, km)
        })
    });
    let words = store.atlas().words.scale.clone();
    let (is_shown, px, km) = (
        Memo::new(move |_| bar.get().is_some()),
        Memo::new(move |_| bar.get().map_or(0, |(px, _)| px)),
        Memo::new(move |_| bar.get().map_or(0.0, |(_, km)| km)),
    );
    // All of one size, so that a bar of another length lays out nothing else.
    view! {
        <svg class="scale" class:is-hidden=move || !is_shown.get() width=WIDEST_PX + 2.0 height="18" aria-hidden="true">
            <path d=move || format!("M1 11v5h{}v-5", px.get())></path>
            <text x="1" y="9">{move || words.replace("{km}", &km.get().to_string())}</text>
        </svg>
    }
}

/// The same for paper, where a pixel of the window means nothing: its length is worked out by the
/// style sheet.
#[component]
pub fn PaperScale(store: Store) -> impl IntoView {
    // By the view that the map comes to rest on: in flight nothing is printed, and nothing is
    // written.
    let km = Memo::new(move |_| {
        let px_per_km = store.frame.get().map_or(0.0, |frame| store.camera.get().scale(frame));
        (px_per_km > 0.0).then(|| round_down(WIDEST_PX / px_per_km))
    });
    let is_shown = move || km.get().is_some() && store.things.with(|s| s.sheet == Sheet::Region);
    let words = store.atlas().words.scale.clone();
    view! {
        <p class="paper-scale" class:is-hidden=move || !is_shown() style:--km=move || km.get().unwrap_or(0.0).to_string() aria-hidden="true">
            {move || words.replace("{km}", &km.get().unwrap_or(0.0).to_string())}
        </p>
    }
}

/// The largest of 1, 2 or 5 times a power of ten that is not above a length.
fn round_down(length: f64) -> f64 {
    let power = 10_f64.powf(length.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|n| n * power).find(|n| *n <= length).unwrap_or(power)
}

/// The outline of the land of all views, and the present one on it.
#[component]
pub fn Locator(store: Store) -> impl IntoView {
    let bounds = move || store.things.with(|s| s.sheet).bounds();
    let view_box = move || {
        let b = bounds();
        let margin = if store.things.with(|s| s.sheet) == Sheet::Region { 1000.0 } else { 0.0 };
        format!(
            "{} {} {} {}",
            b.west - margin,
            b.north - margin,
            b.east - b.west + 2.0 * margin,
            b.south - b.north + 2.0 * margin
        )
    };
    let region = move || store.things.with(|s| s.sheet == Sheet::Region);
    // Labels leave room for it in larger frames alone (story/labels.rs).
    let has_room = move || store.frame.get().is_some_and(|frame| frame.width > SMALL);
    let frame = move || {
        let (camera, frame) = (store.seen.get(), store.frame.get());
        let (w, h) = frame.map_or((1.0, 1.0), |f| (f.width, f.height));
        let side = w.min(h).max(1.0);
        let (across, down) = (camera.span_km * w / side, camera.span_km * h / side);
        (camera.center.x - across / 2.0, camera.center.y - down / 2.0, across, down)
    };
    view! {
        <svg class="locator" class:away=move || !has_room() viewBox=view_box aria-hidden="true">
            {move || region().then(|| view! { <use href="#china" transform="scale(0.5)"></use> })}
            {move || (!region()).then(crate::view::map::world_use)}
            <rect x=move || frame().0 y=move || frame().1 width=move || frame().2 height=move || frame().3></rect>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_round_lengths() {
        for (length, round) in [
            (1.0, 1.0),
            (1.9, 1.0),
            (2.0, 2.0),
            (49.9, 20.0),
            (73.0, 50.0),
            (999.0, 500.0),
            (0.3, 0.2),
        ] {
            assert!((round_down(length) - round).abs() < 1e-9, "{length}");
        }
    }
}
