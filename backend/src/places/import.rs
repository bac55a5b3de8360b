//! `kopuro places import`: more places from a table, boundaries from GeoJSON.

use std::{collections::BTreeSet, fs::File, path::Path};

use serde_json::Value;

use super::{load, outlines::outlines, store};
use crate::platform::{
    db::Db,
    error::{Error, Result},
};

/// Points of a boundary: more than a phone's map can show, and megabytes to send.
const POINTS_MAX: usize = 5000;
/// West, south, east and north of the country with a margin, in degrees.
const BOUNDS: [f64; 4] = [68.0, 38.5, 81.0, 44.0];

/// Imports a file by its ending; answers how many places it has. All of it or nothing.
pub fn import_file(db: &Db, path: &Path) -> Result<usize> {
    let file = File::open(path).map_err(Error::internal)?;
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => load::load(db, file),
        Some("geojson" | "json") => import_boundaries(db, &serde_json::from_reader(file)?),
        _ => Err(refuse("the file must end in .csv, .geojson or .json")),
    }
}

fn refuse(reason: &str) -> Error {
    Error::internal(std::io::Error::other(format!("{reason}; nothing was imported")))
}

/// A `FeatureCollection` (RFC 7946) whose features have `properties.id`, a place's id, and a polygon.
fn import_boundaries(db: &Db, collection: &Value) -> Result<usize> {
    let features =
        collection["features"].as_array().filter(|_| collection["type"] == "FeatureCollection");
    let features = features.ok_or_else(|| refuse("the file is not a GeoJSON FeatureCollection"))?;
    let mut boundaries = Vec::new();
    for feature in features {
        let id = feature["properties"]["id"].as_str();
        let id = id.ok_or_else(|| refuse("a feature has no properties.id"))?;
        check(id, &feature["geometry"])?;
        boundaries.push((id, &feature["geometry"]));
    }
    db.write_blocking(|conn| {
        let mut parents = BTreeSet::new();
        for (id, geometry) in &boundaries {
            let place = store::find_place(conn, id)?
                .ok_or_else(|| refuse(&format!("there is no place {id:?}")))?;
            store::replace_boundary(conn, id, geometry)?;
            parents.extend(place.parent_id);
        }
        for parent in parents {
            let parts = store::select_boundaries_within(conn, &parent)?;
            store::replace_outlines(conn, &parent, &serde_json::to_value(outlines(&parts))?)?;
        }
        Ok(boundaries.len())
    })
}

fn check(id: &str, geometry: &Value) -> Result<()> {
    if geometry["type"] != "Polygon" && geometry["type"] != "MultiPolygon" {
        return Err(refuse(&format!("{id}: the geometry must be a Polygon or MultiPolygon")));
    }
    let mut points = 0;
    let inside = every_position(&geometry["coordinates"], &mut |longitude, latitude| {
        points += 1;
        let [west, south, east, north] = BOUNDS;
        (west..=east).contains(&longitude) && (south..=north).contains(&latitude)
    });
    if !inside || points < 4 {
        return Err(refuse(&format!(
            "{id}: the coordinates must be longitude and latitude in Kyrgyzstan"
        )));
    }
    if points > POINTS_MAX {
        return Err(refuse(&format!(
            "{id}: {points} points; simplify the boundary to {POINTS_MAX} or fewer"
        )));
    }
    Ok(())
}

fn every_position(value: &Value, holds: &mut impl FnMut(f64, f64) -> bool) -> bool {
    let Some(parts) = value.as_array() else { return false };
    match (parts.first().and_then(Value::as_f64), parts.get(1).and_then(Value::as_f64)) {
        (Some(longitude), Some(latitude)) => holds(longitude, latitude),
        _ => !parts.is_empty() && parts.iter().all(|part| every_position(part, holds)),
    }
}
