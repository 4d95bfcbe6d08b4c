//! How large and where: a bar of so many km, and a small map with the view on it.

use super::super::Store;
use crate::story::Sheet;
use leptos::prelude::*;

/// The bar is at most this wide, px.
const WIDEST_PX: f64 = 110.0;

/// A bar as long as a round number of km. On the world map, where scale differs from place to
/// place, there is none.
#[component]
pub fn ScaleBar(store: Store) -> impl IntoView {
    let bar = Memo::new(move |_| {
        let frame = store.frame.get()?;
        let region = store.scene.with(|s| s.sheet == Sheet::Region);
        let px_per_km = store.seen.get().scale(frame);
        (region && px_per_km > 0.0).then(|| {
            let km = round_down(WIDEST_PX / px_per_km);
            ((km * px_per_km).round() as u32, km)
        })
    });
    let words = store.atlas().words.scale.clone();
    view! {
        {move || bar.get().map(|(px, km)| view! {
            <svg class="scale" width=px + 2 height="18" aria-hidden="true">
                <path d=format!("M1 11v5h{px}v-5")></path>
                <text x="1" y="9">{words.replace("{km}", &km.to_string())}</text>
            </svg>
        })}
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
    let bounds = move || store.scene.with(|s| s.sheet).bounds();
    let view_box = move || {
        let b = bounds();
        let margin = if store.scene.with(|s| s.sheet) == Sheet::Region { 1000.0 } else { 0.0 };
        format!("{} {} {} {}", b.west - margin, b.north - margin, b.east - b.west + 2.0 * margin, b.south - b.north + 2.0 * margin)
    };
    let region = move || store.scene.with(|s| s.sheet == Sheet::Region);
    let frame = move || {
        let (camera, frame) = (store.seen.get(), store.frame.get());
        let (w, h) = frame.map_or((1.0, 1.0), |f| (f.width, f.height));
        let side = w.min(h).max(1.0);
        let (across, down) = (camera.span_km * w / side, camera.span_km * h / side);
        (camera.center.x - across / 2.0, camera.center.y - down / 2.0, across, down)
    };
    view! {
        <svg class="locator" viewBox=view_box aria-hidden="true">
            {move || region().then(|| view! { <use href="#china" transform="scale(0.5)"></use> })}
            {move || (!region()).then(super::super::map::world_use)}
            <rect x=move || frame().0 y=move || frame().1 width=move || frame().2 height=move || frame().3></rect>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_round_lengths() {
        for (length, round) in [(1.0, 1.0), (1.9, 1.0), (2.0, 2.0), (49.9, 20.0), (73.0, 50.0), (999.0, 500.0), (0.3, 0.2)] {
            assert!((round_down(length) - round).abs() < 1e-9, "{length}");
        }
    }
}
