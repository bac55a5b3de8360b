//! Finds a place by the beginning of its name, while it is typed.

use kopuro_shared::places::{FoundPlace, PlaceSummary};
use leptos::prelude::*;

use super::states::Failed;
use crate::{api::ApiError, i18n::pick, t};

/// What a search brought; nothing while nothing is typed.
pub type Found = LocalResource<Option<Result<Vec<FoundPlace>, ApiError>>>;

/// The field and what was found; the page fetches.
#[component]
pub fn PlaceSearch(
    /// The id of the field.
    #[prop(default = "place-search")]
    id: &'static str,
    /// What was typed.
    typed: RwSignal<String>,
    /// What it brought.
    found: Found,
    /// A place was chosen.
    on_choose: Callback<PlaceSummary>,
) -> impl IntoView {
    let results = move || match found.get().flatten()? {
        Err(error) => Some(view! { <Failed error=error /> }.into_any()),
        Ok(places) if places.is_empty() => {
            Some(view! { <p class="small muted">{t!("places-not-found")}</p> }.into_any())
        }
        Ok(places) => {
            let rows = places.into_iter().map(|FoundPlace { place, ancestors }| {
                let within: Vec<_> = ancestors.iter().map(|place| pick(&place.name)).collect();
                let name = pick(&place.name);
                let choose = move |_| on_choose.run(place.clone());
                view! {
                    <li><button type="button" class="link" on:click=choose>{name}</button>
                        <small class="muted">{within.join(" › ")}</small></li>
                }
            });
            Some(view! { <ul class="place-found">{rows.collect_view()}</ul> }.into_any())
        }
    };
    view! {
        <div class="field">
            <label for=id>{t!("places-search")}</label>
            <input id=id type="search" autocomplete="off" maxlength="160" bind:value=typed />
        </div>
        <div aria-live="polite">{results}</div>
    }
}
