//! Reading the tree.

use std::collections::HashMap;

use kopuro_shared::{
    language::Translated,
    places::{
        FoundPlace, FoundPlaces, Place, PlaceKind, PlaceQuery, PlaceSummary,
        outlines::PlaceOutlines,
    },
};

use serde_json::Value;

use super::store::{self, PlaceRow};
use crate::platform::{
    app::App,
    cursor,
    db::Conn,
    error::{Error, Result},
    search::query_terms,
};

/// A row as people see it in lists.
pub(super) fn summary(row: PlaceRow) -> Result<PlaceSummary> {
    Ok(PlaceSummary {
        kind: PlaceKind::from_name(&row.kind).ok_or_else(|| {
            Error::internal(std::io::Error::other(format!("place kind {}", row.kind)))
        })?,
        name: serde_json::from_value::<Translated>(row.name)?,
        id: row.id,
        tile_column: row.tile_column,
        tile_row: row.tile_row,
    })
}

fn summaries(rows: Vec<PlaceRow>) -> Result<Vec<PlaceSummary>> {
    rows.into_iter().map(summary).collect()
}

/// A place with what it lies in and what lies in it.
pub async fn get_place(app: &App, id: String) -> Result<Place> {
    app.db
        .read(move |conn| {
            let row = store::get_place(conn, &id)?;
            let mut ancestors = store::select_ancestors(conn, &id)?;
            // The place itself is the last.
            ancestors.pop();
            let (iso_code, soate_code) = (row.iso_code.clone(), row.soate_code.clone());
            let PlaceSummary { id, kind, name, .. } = summary(row)?;
            Ok(Place {
                ancestors: summaries(ancestors)?,
                children: summaries(store::select_children(conn, &id)?)?,
                boundary: store::find_boundary(conn, &id)?,
                id,
                kind,
                name,
                iso_code,
                soate_code,
            })
        })
        .await
}

/// Places whose names begin like the words of the query.
pub async fn search_places(app: &App, query: PlaceQuery) -> Result<FoundPlaces> {
    let limit = cursor::limit(query.limit);
    app.db
        .read(move |conn| {
            let rows = store::search(conn, &query_terms(&query.q), limit)?;
            let items = rows.into_iter().map(|row| {
                let mut ancestors = store::select_ancestors(conn, &row.id)?;
                ancestors.pop();
                ancestors.retain(|ancestor| ancestor.kind != PlaceKind::Country.name());
                Ok(FoundPlace { place: summary(row)?, ancestors: summaries(ancestors)? })
            });
            Ok(FoundPlaces { items: items.collect::<Result<_>>()? })
        })
        .await
}

/// The version of the outlines of a place's parts; 0 where none were imported. Error: `not-found`.
pub async fn get_outlines_version(app: &App, id: String) -> Result<i64> {
    app.db
        .read(move |conn| {
            store::get_place(conn, &id)?;
            Ok(store::find_outlines_version(conn, &id)?.unwrap_or_default())
        })
        .await
}

/// The outlines of a place's parts, as they were made when their boundaries were imported, under their version.
pub async fn get_place_outlines(app: &App, id: String) -> Result<(i64, Value)> {
    app.db
        .read(move |conn| match store::find_outlines(conn, &id)? {
            Some(found) => Ok(found),
            None => Ok((0, serde_json::to_value(PlaceOutlines::default())?)),
        })
        .await
}

/// What a place lies in, from the country down to the place itself; `not-found` where there is none.
pub fn breadcrumbs(conn: &mut Conn<'_>, place_id: &str) -> Result<Vec<PlaceSummary>> {
    let rows = store::select_ancestors(conn, place_id)?;
    if rows.is_empty() { Err(Error::not_found()) } else { summaries(rows) }
}

/// Whether there is such a place.
pub fn exists(conn: &mut Conn<'_>, place_id: &str) -> Result<bool> {
    Ok(!store::select_ancestors(conn, place_id)?.is_empty())
}

/// Some places as lists show them, by their ids.
pub fn find_summaries(
    conn: &mut Conn<'_>,
    ids: &[String],
) -> Result<HashMap<String, PlaceSummary>> {
    let rows = summaries(store::select_places(conn, ids)?)?;
    Ok(rows.into_iter().map(|place| (place.id.clone(), place)).collect())
}

/// What lies directly in a place.
pub fn list_children(conn: &mut Conn<'_>, place_id: &str) -> Result<Vec<PlaceSummary>> {
    summaries(store::select_children(conn, place_id)?)
}
