//! Pictures in the size that the screen needs.

use kopuro_shared::files::Photo;
use leptos::prelude::*;

/// A picture. The browser picks a size by `sizes`, and fetches it when it comes near the screen.
#[component]
pub fn PhotoImage(
    /// The picture.
    photo: Photo,
    /// What it shows; empty where the text beside it says so.
    #[prop(into)]
    alt: String,
    /// How wide it is shown: the `sizes` of HTML's `img`.
    #[prop(default = "(min-width: 60rem) 24rem, 100vw")]
    sizes: &'static str,
    /// The class of the style sheet.
    #[prop(default = "")]
    class: &'static str,
    /// Whether it is at the top of the page, and so is fetched at once.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let each = photo.sizes.iter().map(|size| format!("{} {}w", size.url, size.width));
    let srcset = each.collect::<Vec<_>>().join(", ");
    // Without `srcset` a browser is old, and so is its screen.
    let first = photo.sizes.into_iter().next();
    first.map(|size| {
        view! {
            <img class=class src=size.url srcset=srcset sizes=sizes alt=alt width=size.width height=size.height
                loading=if eager { "eager" } else { "lazy" } decoding="async" />
        }
    })
}
