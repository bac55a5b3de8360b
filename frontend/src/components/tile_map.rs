//! The schematic map: a tile for each oblast or raion, shaded by open need. The same figures are in the table beside it.

use leptos::prelude::*;

use crate::t;

/// A tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// What a tap chooses.
    pub id: String,
    /// The place's name.
    pub name: String,
    /// A figure below it.
    pub figure: String,
    /// Open need, in any unit; the shade is its share of the greatest.
    pub need: i64,
    /// First column (1 to 12) and columns wide, row (from 1).
    pub cell: (u8, u8, u8),
}

/// The shade of a need beside the greatest of the map: 0 (none) to 4.
pub fn shade(need: i64, greatest: i64) -> u8 {
    if need <= 0 || greatest <= 0 {
        return 0;
    }
    let quarter = i128::from(need) * 4 / i128::from(greatest);
    u8::try_from(quarter.clamp(0, 3)).unwrap_or(3) + 1
}

/// The map.
#[component]
pub fn TileMap(
    /// Its tiles.
    #[prop(into)]
    tiles: Signal<Vec<Tile>>,
    /// The id of the chosen place; empty when none is.
    #[prop(into)]
    chosen: Signal<String>,
    /// A tap on a tile.
    on_choose: Callback<String>,
    /// Whether the shades mean something: a map without figures has no legend.
    #[prop(default = true)]
    legend: bool,
) -> impl IntoView {
    let draw = move || {
        let tiles = tiles.get();
        let greatest = tiles.iter().map(|tile| tile.need).max().unwrap_or(0);
        tiles
            .into_iter()
            .map(|tile| {
                let (column, wide, row) = tile.cell;
                let id = tile.id.clone();
                let pressed = { let id = tile.id.clone(); move || (chosen.get() == id).to_string() };
                view! {
                    <li style:grid-column=format!("{column} / span {wide}") style:grid-row=row.to_string()>
                        <button type="button" class=format!("tile need-{}", shade(tile.need, greatest))
                            aria-pressed=pressed on:click=move |_| on_choose.run(id.clone())>
                            <span>{tile.name}</span>
                            <small>{tile.figure}</small>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <ul class="tilemap" aria-label=t!("map-label")>{draw}</ul>
        {legend.then(|| view! { <Legend /> })}
    }
}

/// What the shades mean.
#[component]
pub fn Legend() -> impl IntoView {
    view! {
        <ul class="legend" aria-hidden="true">
            <li>{t!("map-legend-less")}</li>
            <li><span class="tile swatch need-1"></span><span class="tile swatch need-2"></span>
                <span class="tile swatch need-3"></span><span class="tile swatch need-4"></span></li>
            <li>{t!("map-legend-more")}</li>
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shade_is_a_share_of_the_greatest_need() {
        assert_eq!(shade(0, 100), 0);
        assert_eq!(shade(1, 100), 1);
        assert_eq!(shade(26, 100), 2);
        assert_eq!(shade(99, 100), 4);
        assert_eq!(shade(100, 100), 4);
        assert_eq!(shade(i64::MAX, i64::MAX), 4);
    }
}
