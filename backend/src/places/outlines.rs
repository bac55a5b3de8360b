//! Outlines for maps: what was imported as boundaries, simplified once, when it is imported.
//!
//! All parts of a place are put on one grid, as fine as a map on a screen can show. A corner that two parts share falls
//! on the same point of the grid for both, so that no gap opens between neighbours, which simplifying each by itself
//! (Douglas-Peucker) would do.

use kopuro_shared::places::outlines::{
    GeoJson, NoProperties, OutlineShape, PlaceOutline, PlaceOutlines, Position, Projection,
};
use serde_json::Value;

/// Points of the grid along the greater side of the map, at first: more than a phone's screen has.
const SIDE: i32 = 1024;
/// Along how many the grid is no longer made coarser: a map that nobody would know.
const SIDE_MIN: i32 = 64;
/// Corners of all outlines of a map together: some ten kilobytes on the line.
const CORNERS_MAX: usize = 4000;

type Ring = Vec<Position>;
type Polygons = Vec<Vec<Ring>>;
/// A point of the grid.
type Point = (i32, i32);

/// The outlines of parts, by their ids and imported geometries.
pub fn outlines(parts: &[(String, Value)]) -> PlaceOutlines {
    let parts: Vec<(&str, Polygons)> =
        parts.iter().map(|(id, geometry)| (id.as_str(), polygons(geometry))).collect();
    let all = parts.iter().flat_map(|(_, polygons)| polygons).flatten().flatten().copied();
    let Some(map) = Projection::of(all) else { return PlaceOutlines::default() };
    let mut side = SIDE;
    loop {
        let features: Vec<PlaceOutline> =
            parts.iter().map(|(id, polygons)| outline(id, polygons, &map, side)).collect();
        let shapes = features.iter().flat_map(|feature| &feature.geometry.coordinates);
        let corners: usize = shapes.flatten().map(Vec::len).sum();
        if corners <= CORNERS_MAX || side <= SIDE_MIN {
            return PlaceOutlines { kind: GeoJson::FeatureCollection, features };
        }
        side /= 2;
    }
}

/// The polygons of a geometry that the import has checked: a Polygon or MultiPolygon (RFC 7946, 3.1.6 and 3.1.7).
fn polygons(geometry: &Value) -> Polygons {
    let position = |value: &Value| Some([value.get(0)?.as_f64()?, value.get(1)?.as_f64()?]);
    let ring =
        |value: &Value| value.as_array().into_iter().flatten().filter_map(position).collect();
    let polygon =
        |value: &Value| value.as_array().into_iter().flatten().map(ring).collect::<Vec<Ring>>();
    let coordinates = &geometry["coordinates"];
    if geometry["type"] == "Polygon" {
        return vec![polygon(coordinates)];
    }
    coordinates.as_array().into_iter().flatten().map(polygon).collect()
}

fn outline(id: &str, polygons: &Polygons, map: &Projection, side: i32) -> PlaceOutline {
    let mut coordinates: Polygons = Vec::new();
    for polygon in polygons {
        let mut rings = polygon.iter().map(|ring| simplified(ring, map, side));
        // Without its edge a polygon is nothing; a hole that vanishes is none.
        if let Some(edge) = rings.next().filter(|edge| !edge.is_empty()) {
            let holes = rings.filter(|hole| !hole.is_empty());
            let rings = std::iter::once(edge).chain(holes);
            coordinates.push(rings.map(|ring| closed(&ring, map, side)).collect());
        }
    }
    if coordinates.is_empty()
        && let Some(corner) = polygons.iter().flatten().flatten().next()
    {
        // Smaller than the grid: a dot, so that it is on the map at all.
        let (right, down) = map.place(*corner, side);
        let dot = [(right, down), (right, down + 1), (right + 1, down + 1), (right + 1, down)];
        coordinates.push(vec![closed(&dot, map, side)]);
    }
    PlaceOutline {
        kind: GeoJson::Feature,
        id: id.to_owned(),
        properties: NoProperties {},
        geometry: OutlineShape { kind: GeoJson::MultiPolygon, coordinates },
    }
}

/// A ring on the grid, open, without corners that are none; empty where nothing is left of it.
fn simplified(ring: &[Position], map: &Projection, side: i32) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for position in ring {
        push(&mut kept, map.place(*position, side));
    }
    // The end meets the beginning.
    while kept.len() > 1 && kept.first() == kept.last() {
        kept.pop();
    }
    if kept.len() < 3 { Vec::new() } else { kept }
}

/// Adds a point; the one before it goes where it lies on the way.
fn push(kept: &mut Vec<Point>, point: Point) {
    while let [.., before, last] = kept[..] {
        if last == point || !is_straight(before, last, point) {
            break;
        }
        kept.pop();
    }
    if kept.last() != Some(&point) {
        kept.push(point);
    }
}

fn is_straight(a: Point, b: Point, c: Point) -> bool {
    let wide = |from: i32, to: i32| i64::from(to) - i64::from(from);
    wide(a.0, b.0) * wide(b.1, c.1) == wide(a.1, b.1) * wide(b.0, c.0)
}

fn closed(ring: &[Point], map: &Projection, side: i32) -> Ring {
    ring.iter().chain(ring.first()).map(|point| map.position(*point, side)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A wavy line from west to east, as many corners as asked for.
    fn wave(corners: u32, latitude: f64) -> Vec<Position> {
        let step = 1.0 / f64::from(corners);
        let point = |n: u32| {
            let along = f64::from(n) * step;
            [72.0 + along, latitude + (along * 40.0).sin() * 0.05]
        };
        (0..=corners).map(point).collect()
    }

    fn neighbours(corners: u32) -> [(String, Value); 2] {
        let border = wave(corners, 41.0);
        let back: Vec<_> = border.iter().rev().copied().collect();
        let north = [vec![[72.0, 42.0]], border.clone(), vec![[73.0, 42.0], [72.0, 42.0]]].concat();
        // The same border from its other end.
        let south = [back, vec![[72.0, 40.0], [73.0, 40.0], border[border.len() - 1]]].concat();
        let polygon = |ring: Vec<Position>| json!({ "type": "Polygon", "coordinates": [ring] });
        [("north".to_owned(), polygon(north)), ("south".to_owned(), polygon(south))]
    }

    fn corners(outlines: &PlaceOutlines, id: &str) -> Vec<Position> {
        let feature = outlines.features.iter().find(|feature| feature.id == id).unwrap();
        feature.geometry.coordinates[0][0].clone()
    }

    #[test]
    fn neighbours_keep_their_border() {
        let outlines = outlines(&neighbours(2000));
        let (north, south) = (corners(&outlines, "north"), corners(&outlines, "south"));
        let is_border = |point: &&Position| (40.9..41.1).contains(&point[1]);
        let border: Vec<_> = north.iter().filter(is_border).collect();
        assert!((100..1500).contains(&border.len()), "{} corners", border.len());
        assert!(border.iter().all(|point| south.contains(point)), "a gap has opened");
        assert_eq!(north.first(), north.last(), "rings are closed");
    }

    #[test]
    fn outlines_are_bounded_however_fine_the_boundaries_are() {
        let parts: Vec<_> = (0..40)
            .flat_map(|n| neighbours(4000).map(|(id, shape)| (format!("{id}{n}"), shape)))
            .collect();
        let outlines = outlines(&parts);
        assert_eq!(outlines.features.len(), 80);
        let all: usize =
            outlines.features.iter().map(|one| one.geometry.coordinates[0][0].len()).sum();
        assert!(all <= CORNERS_MAX, "{all} corners");
    }

    #[test]
    fn corners_on_a_straight_line_go_and_what_is_tiny_stays_as_a_dot() {
        let square = json!({ "type": "Polygon", "coordinates": [[[72.0, 40.0], [72.5, 40.0], [73.0, 40.0], [73.0, 41.0], [72.0, 41.0], [72.0, 40.0]]] });
        let tiny = json!({ "type": "MultiPolygon", "coordinates": [[[[72.5, 40.5], [72.5001, 40.5], [72.5001, 40.5001], [72.5, 40.5]]]] });
        let outlines = outlines(&[("square".to_owned(), square), ("tiny".to_owned(), tiny)]);
        assert_eq!(corners(&outlines, "square").len(), 5);
        assert_eq!(corners(&outlines, "tiny").len(), 5);
    }
}
