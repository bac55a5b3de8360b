//! The map of a place's parts as they lie, shaded by open need: for places of whose parts all boundaries were imported.
//! Projected as `kopuro_shared::places::outlines::Projection` says. The same figures are in the table beside it.

use kopuro_shared::places::outlines::{PlaceOutlines, Position, Projection};
use leptos::prelude::*;

use super::tile_map::{Legend, Tile, shade};
use crate::t;

/// Units along the greater side of the map.
const SIDE: i32 = 1000;
/// Units around it, so that the frame of a region at the edge is seen.
const MARGIN: i32 = 8;
/// About how wide a letter of a name is, in units.
const LETTER: i32 = 17;

/// A region: what a tile says of a place, and the shape that is drawn instead.
#[derive(Clone)]
struct Region {
    tile: Tile,
    path: String,
    /// The middle of its frame, and how wide that is.
    middle: (i32, i32),
    wide: i32,
}

fn region(tile: Tile, outlines: &PlaceOutlines, map: &Projection) -> Option<Region> {
    let outline = outlines.features.iter().find(|outline| outline.id == tile.id)?;
    let mut path = String::new();
    let (mut least, mut most) = ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN));
    for ring in outline.geometry.coordinates.iter().flatten() {
        draw(ring, map, &mut path);
        for point in ring {
            let (right, down) = map.place(*point, SIDE);
            least = (least.0.min(right), least.1.min(down));
            most = (most.0.max(right), most.1.max(down));
        }
    }
    let middle = (i32::midpoint(least.0, most.0), i32::midpoint(least.1, most.1));
    (!path.is_empty()).then(|| Region { tile, path, middle, wide: most.0 - least.0 })
}

/// Adds a ring to a path of SVG.
fn draw(ring: &[Position], map: &Projection, path: &mut String) {
    for (index, point) in ring.iter().enumerate() {
        let (right, down) = map.place(*point, SIDE);
        path.push_str(&format!("{}{right} {down}", if index == 0 { "M" } else { "L" }));
    }
    path.push('Z');
}

/// The map; nothing unless every place of it has an outline. A region is a button as a tile is: it is tapped, or reached
/// by the tab key and pressed by Enter or the space bar.
pub fn region_map(
    tiles: &[Tile],
    outlines: &PlaceOutlines,
    chosen: Signal<String>,
    on_choose: Callback<String>,
    legend: bool,
) -> Option<AnyView> {
    let map = Projection::of_outlines(outlines)?;
    let regions: Vec<Region> = tiles
        .iter()
        .map(|tile| region(tile.clone(), outlines, &map))
        .collect::<Option<_>>()
        .filter(|regions: &Vec<Region>| !regions.is_empty())?;
    let greatest = tiles.iter().map(|tile| tile.need).max().unwrap_or(0);
    let (wide, high) = map.size(SIDE);
    let frame = format!("{0} {0} {1} {2}", -MARGIN, wide + 2 * MARGIN, high + 2 * MARGIN);
    let names: Vec<_> = regions.iter().filter_map(|one| name(one, &regions)).collect();
    let shapes = regions.into_iter().map(|Region { tile, path, .. }| {
        let id = StoredValue::new(tile.id);
        let pressed = move || id.with_value(|id| chosen.read() == *id).to_string();
        let choose = move || on_choose.run(id.get_value());
        let press = move |event: web_sys::KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                choose();
            }
        };
        let label = if tile.figure.is_empty() { tile.name } else { format!("{}, {}", tile.name, tile.figure) };
        view! {
            <path d=path class=format!("region need-{}", shade(tile.need, greatest)) role="button" tabindex="0"
                aria-label=label aria-pressed=pressed on:click=move |_| choose() on:keydown=press></path>
        }
    });
    let shapes: Vec<_> = shapes.collect();
    Some(
        view! {
            <svg class="regionmap" viewBox=frame role="group" aria-label=t!("map-label")>{shapes}{names}</svg>
            {legend.then(|| view! { <Legend /> })}
        }
        .into_any(),
    )
}

/// The name on a region that has room for it; a tap and the table tell the others.
fn name(region: &Region, all: &[Region]) -> Option<AnyView> {
    let short = |region: &Region| {
        let name = &region.tile.name;
        name.rsplit_once(' ').map_or(name.as_str(), |(short, _)| short).to_owned()
    };
    // "Алай" says as much as "Алай району", but Ноокат is a raion and a city.
    let mut name = short(region);
    if all.iter().filter(|other| short(other) == name).count() > 1 {
        name.clone_from(&region.tile.name);
    }
    let letters = i32::try_from(name.chars().count()).ok()?;
    let (right, down) = region.middle;
    (letters * LETTER <= region.wide)
        .then(|| view! { <text x=right y=down aria-hidden="true">{name}</text> }.into_any())
}
