//! A place: where it lies, what lies in it, as a map to tap and as a list to read.

use kopuro_shared::places::{FoundPlace, Place, PlaceKind, PlaceSummary};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_params_map},
};

use crate::{
    api::{self, ApiError, places::get_place},
    components::{
        layout::title,
        loaded::{Fetched, loaded},
        states::{Empty, Failed},
        tile_map::{Tile, TileMap},
    },
    i18n::pick,
    t, t_of,
};

/// Columns of the map's grid that a tile takes: four tiles to a row.
const TILE_WIDTH: u8 = 3;

/// The whole country.
#[component]
pub fn CountryPage() -> impl IntoView {
    place_view(|| "kg".to_owned())
}

/// The place in the address.
#[component]
pub fn PlacePage() -> impl IntoView {
    let params = use_params_map();
    place_view(move || params.with(|params| params.get("id").unwrap_or_default()))
}

fn place_view(id: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    let place: Fetched<Place> = LocalResource::new(move || {
        let id = id();
        async move { get_place(&id).await }
    });
    view! { <div class="page">{loaded(place, |place| view! { <PlaceView place=place /> })}</div> }
}

#[component]
fn PlaceView(place: Place) -> impl IntoView {
    let name = pick(&place.name);
    title(&name);
    let country = place.kind == PlaceKind::Country;
    let tiles: Vec<Tile> = place.children.iter().filter_map(tile).collect();
    let navigate = use_navigate();
    let open = Callback::new(move |id: String| {
        navigate(&format!("/places/{id}"), NavigateOptions::default());
    });
    let codes = [("ISO 3166-2", place.iso_code), ("SOATE", place.soate_code)]
        .into_iter()
        .filter_map(|(name, code)| Some(format!("{name}: {}", code?)))
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <Crumbs places=place.ancestors />
        <h1>{name}</h1>
        <p class="muted">{t_of!("place-kind", place.kind.name())}{(!codes.is_empty()).then(|| format!(" · {codes}"))}</p>
        {country.then(|| view! { <PlaceSearch /> })}
        {(!tiles.is_empty()).then(|| view! {
            <TileMap tiles=Signal::derive(move || tiles.clone()) chosen=Signal::derive(String::new) on_choose=open legend=false />
        })}
        {if place.children.is_empty() {
            view! { <Empty title=t!("places-none") text=t!("places-none-text") /> }.into_any()
        } else {
            view! { <Children places=place.children /> }.into_any()
        }}
    }
}

fn tile(place: &PlaceSummary) -> Option<Tile> {
    let column = u8::try_from(place.tile_column?).ok()?.checked_mul(TILE_WIDTH)? + 1;
    let row = u8::try_from(place.tile_row?).ok()? + 1;
    Some(Tile {
        id: place.id.clone(),
        name: pick(&place.name),
        figure: String::new(),
        need: 0,
        cell: (column, TILE_WIDTH, row),
    })
}

/// What a place lies in, as links.
#[component]
pub fn Crumbs(places: Vec<PlaceSummary>) -> impl IntoView {
    let links = places.into_iter().map(
        |place| view! { <li><A href=format!("/places/{}", place.id)>{pick(&place.name)}</A></li> },
    );
    view! { <nav aria-label=t!("crumbs-label")><ol class="crumbs">{links.collect_view()}</ol></nav> }
}

/// What lies in a place, by level: the same as the map, for those who don't see it.
#[component]
fn Children(places: Vec<PlaceSummary>) -> impl IntoView {
    let groups = PlaceKind::ALL.into_iter().filter_map(|kind| {
        let places: Vec<_> = places.iter().filter(|place| place.kind == kind).cloned().collect();
        (!places.is_empty()).then(|| {
            let links = places.into_iter().map(|place| {
                view! { <li><A href=format!("/places/{}", place.id)>{pick(&place.name)}</A></li> }
            });
            view! {
                <section>
                    <h2>{t_of!("place-kinds", kind.name())}</h2>
                    <ul class="place-list">{links.collect_view()}</ul>
                </section>
            }
        })
    });
    groups.collect_view()
}

/// Finds a place by the beginning of its name, while it is typed.
#[component]
fn PlaceSearch() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found: LocalResource<Option<Result<Vec<FoundPlace>, ApiError>>> =
        LocalResource::new(move || {
            let q = typed.get();
            async move {
                if q.trim().is_empty() {
                    return None;
                }
                Some(api::places::search_places(&q).await.map(|found| found.items))
            }
        });
    let results = move || match found.get().flatten() {
        None => None,
        Some(Err(error)) => Some(view! { <Failed error=error /> }.into_any()),
        Some(Ok(places)) if places.is_empty() => {
            Some(view! { <p>{t!("places-not-found")}</p> }.into_any())
        }
        Some(Ok(places)) => {
            let links = places.into_iter().map(|FoundPlace { place, ancestors }| {
                let within: Vec<_> = ancestors.iter().map(|place| pick(&place.name)).collect();
                view! {
                    <li><A href=format!("/places/{}", place.id)>{pick(&place.name)}</A>
                        <small class="muted">{within.join(" › ")}</small></li>
                }
            });
            Some(view! { <ul class="place-found">{links.collect_view()}</ul> }.into_any())
        }
    };
    view! {
        <div class="field">
            <label for="place-search">{t!("places-search")}</label>
            <input id="place-search" type="search" autocomplete="off" maxlength="160" bind:value=typed />
        </div>
        <div aria-live="polite">{results}</div>
    }
}
