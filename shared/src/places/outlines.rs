//! The outlines of a place's parts, and how they are drawn on a map.

use serde::{Deserialize, Serialize};

use crate::{ids::Id, wire::wire_enum};

wire_enum! {
    /// What an object of GeoJSON (RFC 7946) is.
    GeoJson {
        /// A list of features.
        FeatureCollection = "FeatureCollection",
        /// A thing with a shape.
        Feature = "Feature",
        /// A shape of one or more polygons.
        MultiPolygon = "MultiPolygon",
    }
}

/// A position: longitude and latitude in degrees (WGS 84).
pub type Position = [f64; 2];

/// The outlines of a place's parts as GeoJSON (RFC 7946): of those of which boundaries were imported. Simplified for a
/// map of all of them together, in such a way that what lay side by side still does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceOutlines {
    /// `FeatureCollection`.
    #[serde(rename = "type")]
    pub kind: GeoJson,
    /// The parts.
    pub features: Vec<PlaceOutline>,
}

/// The outline of a part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceOutline {
    /// `Feature`.
    #[serde(rename = "type")]
    pub kind: GeoJson,
    /// The place's id.
    pub id: Id,
    /// Nothing: what a place is called and needs is told elsewhere.
    pub properties: NoProperties,
    /// Its shape.
    pub geometry: OutlineShape,
}

/// GeoJSON wants the member, be it empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoProperties {}

/// The shape of an outline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutlineShape {
    /// `MultiPolygon`.
    #[serde(rename = "type")]
    pub kind: GeoJson,
    /// Polygons, each of closed rings: the first its edge, any others holes in it.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<Vec<Vec<f64>>>>))]
    pub coordinates: Vec<Vec<Vec<Position>>>,
}

impl Default for PlaceOutlines {
    fn default() -> Self {
        Self { kind: GeoJson::FeatureCollection, features: Vec::new() }
    }
}

/// Puts positions on a flat map: equirectangular, with the longitude shortened by the cosine of the map's middle latitude,
/// so that a kilometre is as long to the east as to the north there. Enough to know one's raion by: between 39° and 44°,
/// the whole of the country, a raion at the edge is drawn at most 5 % too wide or too narrow; nothing is measured on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    west: f64,
    north: f64,
    shortened: f64,
    /// The greater side of the map in degrees of latitude, at least a hair.
    side: f64,
    wide: f64,
    high: f64,
}

impl Projection {
    /// The map on which these positions just fit; nothing for none.
    pub fn of(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        let mut positions = positions.into_iter();
        let [first_longitude, first_latitude] = positions.next()?;
        let (mut west, mut east) = (first_longitude, first_longitude);
        let (mut south, mut north) = (first_latitude, first_latitude);
        for [longitude, latitude] in positions {
            west = west.min(longitude);
            east = east.max(longitude);
            south = south.min(latitude);
            north = north.max(latitude);
        }
        let shortened = f64::midpoint(south, north).to_radians().cos().max(0.01);
        let (wide, high) = ((east - west) * shortened, north - south);
        Some(Self { west, north, shortened, side: wide.max(high).max(1e-6), wide, high })
    }

    /// The map on which outlines just fit; nothing for none.
    pub fn of_outlines(outlines: &PlaceOutlines) -> Option<Self> {
        let shapes = outlines.features.iter().flat_map(|feature| &feature.geometry.coordinates);
        Self::of(shapes.flatten().flatten().copied())
    }

    /// Where a position lies on a map whose greater side has `side` units: to the right, and down.
    pub fn place(&self, [longitude, latitude]: Position, side: i32) -> (i32, i32) {
        let scale = f64::from(side) / self.side;
        let right = (longitude - self.west) * self.shortened * scale;
        (whole(right), whole((self.north - latitude) * scale))
    }

    /// The position at a place of that map, to five decimals: about a metre.
    pub fn position(&self, (right, down): (i32, i32), side: i32) -> Position {
        let scale = self.side / f64::from(side);
        let longitude = self.west + f64::from(right) * scale / self.shortened;
        let latitude = self.north - f64::from(down) * scale;
        [longitude, latitude].map(|degrees| (degrees * 1e5).round() / 1e5)
    }

    /// How wide and high that map is.
    pub fn size(&self, side: i32) -> (i32, i32) {
        let scale = f64::from(side) / self.side;
        (whole(self.wide * scale), whole(self.high * scale))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on a map, far within the range")]
fn whole(units: f64) -> i32 {
    units.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_of_kilometres_is_a_square_on_the_map() {
        // At 41.5° a degree of longitude is 0.749 of one of latitude.
        let map = Projection::of([[72.0, 41.0], [73.0, 42.0]]).unwrap();
        assert_eq!(map.size(1000), (749, 1000));
        assert_eq!(map.place([72.0, 42.0], 1000), (0, 0));
        assert_eq!(map.place([73.0, 41.0], 1000), (749, 1000));
        assert_eq!(map.place([72.5, 41.5], 1000), (374, 500));
    }

    #[test]
    fn a_place_on_the_map_leads_back_to_its_position() {
        let map = Projection::of([[69.2, 39.1], [80.3, 43.3]]).unwrap();
        for position in [[69.2, 39.1], [74.5, 42.8], [80.3, 43.3]] {
            let back = map.position(map.place(position, 1000), 1000);
            assert!((back[0] - position[0]).abs() < 0.01 && (back[1] - position[1]).abs() < 0.01);
        }
    }

    #[test]
    fn no_positions_make_no_map_and_a_single_one_does_no_harm() {
        assert_eq!(Projection::of([]), None);
        assert_eq!(Projection::of_outlines(&PlaceOutlines::default()), None);
        let map = Projection::of([[74.0, 42.0]]).unwrap();
        assert_eq!((map.place([74.0, 42.0], 1000), map.size(1000)), ((0, 0), (0, 0)));
    }
}
