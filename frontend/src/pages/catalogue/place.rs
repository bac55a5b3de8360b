//! The filter by place: on the map, step by step, or by its name.

use futures::future::{join, join3};
use kopuro_shared::{
    places::{COUNTRY, Place, PlaceSummary, outlines::PlaceOutlines},
    projects::MapFigures,
};
use leptos::prelude::*;

use super::query::Asked;
use crate::{
    api::{
        ApiError,
        places::{get_place, get_place_outlines, search_places},
        projects::get_project_map,
    },
    components::{
        loaded::{Fetched, loaded},
        need_map::NeedMap,
        place_search::{Found, PlaceSearch},
    },
    i18n::pick,
    t,
};

/// The id of the way to the chosen place.
const WAY: &str = "filter-place-way";

/// A place and the map that shows it: of its parts, or of its neighbours where it has none.
#[derive(Clone)]
pub struct Shown {
    /// The place.
    pub place: Place,
    /// The figures of the map.
    pub figures: MapFigures,
    /// The shapes of the map, where there are any.
    pub outlines: PlaceOutlines,
}

/// Asks for all of it at once: a bad line pays for each round.
pub async fn fetch(place_id: String, sector: String) -> Result<Shown, ApiError> {
    let figures = get_project_map(&place_id, &sector);
    let (place, figures, mut outlines) =
        join3(get_place(&place_id), figures, get_place_outlines(&place_id)).await;
    let (place, mut figures) = (place?, figures?);
    if figures.parts.is_empty()
        && let Some(parent) = place.ancestors.last()
    {
        let around = join(get_project_map(&parent.id, &sector), get_place_outlines(&parent.id));
        let (around, shapes) = around.await;
        (figures, outlines) = (around?, shapes);
    }
    Ok(Shown { place, figures, outlines })
}

/// The places that begin like what is typed.
pub fn search(typed: RwSignal<String>) -> Found {
    LocalResource::new(move || {
        let q = typed.get();
        async move {
            if q.trim().is_empty() {
                return None;
            }
            Some(search_places(&q).await.map(|found| found.items))
        }
    })
}

/// The filter.
#[component]
pub fn PlaceFilter(asked: Asked) -> impl IntoView {
    let chosen =
        Memo::new(move |_| asked.query.with(|query| query.place_id.clone().unwrap_or_default()));
    let sector =
        Memo::new(move |_| asked.query.with(|query| query.sector.clone().unwrap_or_default()));
    let shown: Fetched<Shown> = Fetched::new(move || {
        let place_id = Some(chosen.get()).filter(|id| !id.is_empty());
        fetch(place_id.unwrap_or_else(|| COUNTRY.to_owned()), sector.get())
    });
    let typed = RwSignal::new(String::new());
    let was_chosen = StoredValue::new(false);
    let choose = Callback::new(move |id: String| {
        typed.set(String::new());
        was_chosen.set_value(true);
        // A second tap on the chosen place takes it back.
        let id = Some(id).filter(|id| *id != COUNTRY && *id != chosen.get_untracked());
        asked.ask(|query| query.place_id = id);
    });
    let choose_found = Callback::new(move |place: PlaceSummary| choose.run(place.id));
    view! {
        <section class="stack" aria-label=t!("filter-place")>
            <PlaceSearch id="filter-place-search" typed=typed found=search(typed) on_choose=choose_found />
            {loaded(shown, move |Shown { place, figures, outlines }| {
                if was_chosen.get_value() {
                    was_chosen.set_value(false);
                    focus_way();
                }
                view! {
                    <Way place=place on_choose=choose />
                    <NeedMap figures=figures outlines=outlines chosen=chosen on_choose=choose />
                }
            })}
        </section>
    }
}

/// The map was drawn anew, and the tile that had the focus is gone: it goes to where the person is now.
fn focus_way() {
    use wasm_bindgen::JsCast;
    request_animation_frame(|| {
        let way = document().get_element_by_id(WAY);
        if let Some(way) = way.and_then(|way| way.dyn_into::<web_sys::HtmlElement>().ok()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus is a courtesy: the place stands there anyway.
            let _ = way.focus_with_options(&options);
        }
    });
}

/// What the chosen place lies in: each widens the filter to it.
#[component]
fn Way(place: Place, on_choose: Callback<String>) -> impl IntoView {
    let name = pick(&place.name);
    let wider = place.ancestors.into_iter().map(|PlaceSummary { id, name, .. }| {
        view! { <li><button type="button" class="link" on:click=move |_| on_choose.run(id.clone())>{pick(&name)}</button></li> }
    });
    view! {
        <nav id=WAY tabindex="-1" aria-label=t!("crumbs-label")>
            <ol class="crumbs">{wider.collect_view()}<li aria-current="true"><b>{name}</b></li></ol>
        </nav>
    }
}
