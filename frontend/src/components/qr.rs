//! A QR code that the server has drawn.

use leptos::prelude::*;

/// The code as a picture: an image can run no script, whatever is in it.
#[component]
pub fn Qr(
    /// The SVG.
    svg: String,
    /// What scanning it does.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let source = format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(&svg)));
    view! { <div class="qr"><img src=source alt=label width="256" height="256" /></div> }
}
