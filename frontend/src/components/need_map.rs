//! What is needed where: the map, of regions where all their boundaries are known and of tiles elsewhere, and the same as
//! a table.

use kopuro_shared::{
    places::{PlaceSummary, outlines::PlaceOutlines},
    projects::{MapFigures, PlaceFigures},
};
use leptos::prelude::*;

use super::{
    region_map::region_map,
    tile_map::{Tile, TileMap},
};
use crate::{format, i18n::pick, t};

/// Columns of the map's grid that a tile takes: four tiles to a row.
const TILE_WIDTH: u8 = 3;

/// The tile of a place that has one.
fn tile(figures: &PlaceFigures) -> Option<Tile> {
    let place = &figures.place;
    let column = u8::try_from(place.tile_column?).ok()?.checked_mul(TILE_WIDTH)? + 1;
    let row = u8::try_from(place.tile_row?).ok()? + 1;
    Some(Tile { cell: (column, TILE_WIDTH, row), ..part(figures) })
}

/// What a map says of a place, with the number of projects that take pledges below its name.
fn part(figures: &PlaceFigures) -> Tile {
    let figure =
        if figures.open > 0 { t!("map-open", count = figures.open) } else { String::new() };
    Tile {
        id: figures.place.id.clone(),
        name: pick(&figures.place.name),
        figure,
        need: figures.missing.amount,
        cell: (0, 0, 0),
    }
}

/// The map of a place's parts; a tap chooses one.
#[component]
pub fn NeedMap(
    /// The figures.
    figures: MapFigures,
    /// The outlines of the parts that have one.
    outlines: PlaceOutlines,
    /// The id of the chosen place; empty when none is.
    #[prop(into)]
    chosen: Signal<String>,
    /// A tap on a part.
    on_choose: Callback<String>,
) -> impl IntoView {
    let tiles: Vec<Tile> = figures.parts.iter().filter_map(tile).collect();
    let any_need = figures.parts.iter().any(|part| part.missing.amount > 0);
    // Tiles have places on a grid, which not all parts have; regions are where they are.
    let parts: Vec<Tile> = figures.parts.iter().map(part).collect();
    let map = region_map(&parts, &outlines, chosen, on_choose, any_need).or_else(|| {
        (!tiles.is_empty()).then(|| {
            view! { <TileMap tiles=Signal::stored(tiles) chosen=chosen on_choose=on_choose legend=any_need /> }
                .into_any()
        })
    });
    let has_map = map.is_some();
    view! {
        {map}
        {(!figures.parts.is_empty()).then(|| view! {
            <details open=!has_map>
                <summary>{t!("map-as-table")}</summary>
                <NeedTable parts=figures.parts on_choose=on_choose />
            </details>
        })}
    }
}

#[component]
fn NeedTable(parts: Vec<PlaceFigures>, on_choose: Callback<String>) -> impl IntoView {
    let rows = parts.into_iter().map(|PlaceFigures { place, open, missing, .. }| {
        let PlaceSummary { id, name, .. } = place;
        view! {
            <tr>
                <th scope="row"><button type="button" class="link" on:click=move |_| on_choose.run(id.clone())>{pick(&name)}</button></th>
                <td class="amount">{format::count(open)}</td>
                <td class="amount">{format::whole(missing)}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap">
            <table>
                <thead><tr>
                    <th scope="col">{t!("map-place")}</th>
                    <th scope="col" class="amount">{t!("map-projects")}</th>
                    <th scope="col" class="amount">{t!("map-missing")}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
