//! Files for the reader: fetched, turned into pictures, handed over as downloads.

use super::dom::document;
use super::page::report;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{spawn_local, JsFuture};
use web_sys::{
    CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Response,
};

/// Fetches a text of this site and calls back with it; what cannot be fetched is said in the
/// console.
pub fn fetch_text(address: &str, done: impl FnOnce(String) + 'static) {
    fetch_maybe(address, |text| {
        if let Some(text) = text {
            done(text);
        }
    });
}

/// As [`fetch_text`], and calls back with `None` where it cannot be fetched.
pub fn fetch_maybe(address: &str, done: impl FnOnce(Option<String>) + 'static) {
    let address = address.to_string();
    spawn_local(async move {
        let text = async {
            let response: Response = JsFuture::from(web_sys::window()?.fetch_with_str(&address))
                .await
                .ok()?
                .dyn_into()
                .ok()?;
            JsFuture::from(response.text().ok()?).await.ok()?.as_string().filter(|_| response.ok())
        };
        let text: Option<String> = text.await;
        if text.is_none() {
            report(&format!(
                "{}: it could not be fetched",
                address.chars().take(80).collect::<String>()
            ));
        }
        done(text);
    });
}

/// Fetches a file of this site and calls back with it as an address that needs no file; with `None`
/// where it cannot be fetched.
pub fn fetch_as_data(address: &str, done: impl FnOnce(Option<String>) + 'static) {
    let address = address.to_string();
    spawn_local(async move { done(read_as_data(&address).await) });
}

async fn read_as_data(address: &str) -> Option<String> {
    let response: Response =
        JsFuture::from(web_sys::window()?.fetch_with_str(address)).await.ok()?.dyn_into().ok()?;
    let blob: web_sys::Blob = JsFuture::from(response.blob().ok()?).await.ok()?.dyn_into().ok()?;
    let reader = web_sys::FileReader::new().ok()?;
    let read = js_sys::Promise::new(&mut |resolve, _| reader.set_onloadend(Some(&resolve)));
    reader.read_as_data_url(&blob).ok()?;
    JsFuture::from(read).await.ok()?;
    reader.result().ok()?.as_string().filter(|_| response.ok())
}

/// The markup inside the first element that matches.
pub fn markup_of(selector: &str) -> Option<String> {
    Some(document()?.query_selector(selector).ok()??.inner_html())
}

/// Hands a text over as a file.
pub fn download_text(name: &str, kind: &str, text: &str) {
    let encoded = String::from(js_sys::encode_uri_component(text));
    hand_over(name, &format!("data:{kind};charset=utf-8,{encoded}"));
}

/// Hands a drawing over as `name.svg`.
pub fn download_svg(name: &str, svg: &str) {
    hand_over(&format!("{name}.svg"), &data_address(svg));
}

/// Hands a drawing over as `name.png`, twice as fine as its size in px.
pub fn download_png(name: &str, svg: &str, width: f64, height: f64) {
    let (name, address) = (format!("{name}.png"), data_address(svg));
    spawn_local(async move {
        if draw(&name, &address, width, height).await.is_none() {
            report(&format!("{name}: the picture could not be drawn"));
        }
    });
}

async fn draw(name: &str, address: &str, width: f64, height: f64) -> Option<()> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width((width * 2.0) as u32);
    canvas.set_height((height * 2.0) as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context
        .draw_image_with_html_image_element_and_dw_and_dh(
            &image,
            0.0,
            0.0,
            width * 2.0,
            height * 2.0,
        )
        .ok()?;
    hand_over(name, &canvas.to_data_url_with_type("image/png").ok()?);
    Some(())
}

/// The drawing as an address of its own: a strict policy allows pictures from data, not from blobs.
fn data_address(svg: &str) -> String {
    format!("data:image/svg+xml;charset=utf-8,{}", String::from(js_sys::encode_uri_component(svg)))
}

fn hand_over(name: &str, address: &str) {
    let link = document()
        .and_then(|d| d.create_element("a").ok())
        .and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(address);
        link.set_download(name);
        link.click();
    }
}
