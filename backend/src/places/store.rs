//! Rows and queries of `places…`.

use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Insertable, JoinOnDsl,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{db::Conn, error::Result, search::upper_bound},
    schema::{places, places_ancestors, places_boundaries, places_outlines, places_terms},
};

/// Children that a place's page shows at most: an aiyl aimak has dozens of villages, a raion dozens of aimaks.
const CHILDREN_MAX: i64 = 500;
/// Candidates of the first word of a search, before the other words are looked at.
const CANDIDATES_MAX: i64 = 1000;

#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = places, treat_none_as_null = true)]
pub struct PlaceRow {
    pub id: String,
    pub kind: String,
    pub parent_id: Option<String>,
    pub iso_code: Option<String>,
    pub soate_code: Option<String>,
    pub name: Value,
    pub tile_column: Option<i32>,
    pub tile_row: Option<i32>,
    pub position: i32,
}

pub fn find_place(conn: &mut Conn<'_>, id: &str) -> Result<Option<PlaceRow>> {
    Ok(
        on_engine!(conn, c => places::table.find(id).select(PlaceRow::as_select()).first(c).optional())?,
    )
}

pub fn get_place(conn: &mut Conn<'_>, id: &str) -> Result<PlaceRow> {
    Ok(on_engine!(conn, c => places::table.find(id).select(PlaceRow::as_select()).first(c))?)
}

pub fn select_places(conn: &mut Conn<'_>, ids: &[String]) -> Result<Vec<PlaceRow>> {
    Ok(on_engine!(conn, c => places::table
        .filter(places::id.eq_any(ids))
        .select(PlaceRow::as_select())
        .load(c))?)
}

/// What a place lies in, from the country down; the place itself is the last.
pub fn select_ancestors(conn: &mut Conn<'_>, id: &str) -> Result<Vec<PlaceRow>> {
    Ok(on_engine!(conn, c => places_ancestors::table
        .inner_join(places::table.on(places::id.eq(places_ancestors::ancestor_id)))
        .filter(places_ancestors::place_id.eq(id))
        .order(places_ancestors::distance.desc())
        .select(PlaceRow::as_select())
        .load(c))?)
}

pub fn select_children(conn: &mut Conn<'_>, id: &str) -> Result<Vec<PlaceRow>> {
    Ok(on_engine!(conn, c => places::table
        .filter(places::parent_id.eq(id))
        .order((places::position, places::id))
        .limit(CHILDREN_MAX)
        .select(PlaceRow::as_select())
        .load(c))?)
}

pub fn find_boundary(conn: &mut Conn<'_>, id: &str) -> Result<Option<Value>> {
    Ok(on_engine!(conn, c => places_boundaries::table
        .find(id)
        .select(places_boundaries::geometry)
        .first(c)
        .optional())?)
}

/// The boundaries of what lies directly in a place, of the same as [`select_children`] and in their order.
pub fn select_boundaries_within(
    conn: &mut Conn<'_>,
    parent_id: &str,
) -> Result<Vec<(String, Value)>> {
    Ok(on_engine!(conn, c => places_boundaries::table
        .inner_join(places::table.on(places::id.eq(places_boundaries::place_id)))
        .filter(places::parent_id.eq(parent_id))
        .order((places::position, places::id))
        .limit(CHILDREN_MAX)
        .select((places::id, places_boundaries::geometry))
        .load(c))?)
}

pub fn find_outlines_version(conn: &mut Conn<'_>, parent_id: &str) -> Result<Option<i64>> {
    Ok(on_engine!(conn, c => places_outlines::table
        .find(parent_id)
        .select(places_outlines::version)
        .first(c)
        .optional())?)
}

/// The version and the outlines of what lies directly in a place.
pub fn find_outlines(conn: &mut Conn<'_>, parent_id: &str) -> Result<Option<(i64, Value)>> {
    Ok(on_engine!(conn, c => places_outlines::table
        .find(parent_id)
        .select((places_outlines::version, places_outlines::outlines))
        .first(c)
        .optional())?)
}

/// Puts outlines in the place of those that were there, under the next version.
pub fn replace_outlines(conn: &mut Conn<'_>, parent_id: &str, outlines: &Value) -> Result<()> {
    let version = find_outlines_version(conn, parent_id)?.unwrap_or_default() + 1;
    let changes = (places_outlines::version.eq(version), places_outlines::outlines.eq(outlines));
    on_engine!(conn, c => diesel::insert_into(places_outlines::table)
        .values((places_outlines::parent_id.eq(parent_id), changes))
        .on_conflict(places_outlines::parent_id)
        .do_update()
        .set(changes)
        .execute(c))?;
    Ok(())
}

/// Places of which every word of the query begins some word of their names, the widest first.
pub fn search(conn: &mut Conn<'_>, terms: &[Vec<String>], limit: usize) -> Result<Vec<PlaceRow>> {
    let mut candidates: Option<Vec<String>> = None;
    for stems in terms {
        let mut found = Vec::new();
        for stem in stems {
            let (from, to) = (stem.as_str(), upper_bound(stem));
            found.extend(on_engine!(conn, c => {
                let mut ids = places_terms::table
                    .filter(places_terms::term.ge(from).and(places_terms::term.lt(&to)))
                    .limit(CANDIDATES_MAX)
                    .select(places_terms::place_id)
                    .into_boxed();
                if let Some(candidates) = &candidates {
                    ids = ids.filter(places_terms::place_id.eq_any(candidates));
                }
                ids.load::<String>(c)
            })?);
        }
        candidates = Some(found);
    }
    let Some(candidates) = candidates else { return Ok(Vec::new()) };
    let mut rows: Vec<PlaceRow> = on_engine!(conn, c => places::table
        .filter(places::id.eq_any(&candidates))
        .select(PlaceRow::as_select())
        .load(c))?;
    rows.sort_by_key(|row| (row.id.matches('-').count(), row.position, row.id.clone()));
    rows.truncate(limit);
    Ok(rows)
}

pub fn insert_place(conn: &mut Conn<'_>, row: &PlaceRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(places::table).values(row).execute(c))?;
    Ok(())
}

pub fn update_place(conn: &mut Conn<'_>, row: &PlaceRow) -> Result<()> {
    on_engine!(conn, c => diesel::update(places::table.find(&row.id)).set(row).execute(c))?;
    Ok(())
}

/// Notes what a place lies in: what its parent lies in, one step further, and itself.
pub fn insert_ancestors(conn: &mut Conn<'_>, id: &str, parent_id: Option<&str>) -> Result<()> {
    let above: Vec<(String, i32)> = on_engine!(conn, c => places_ancestors::table
        .filter(places_ancestors::place_id.eq(parent_id.unwrap_or_default()))
        .select((places_ancestors::ancestor_id, places_ancestors::distance))
        .load(c))?;
    let itself = (id.to_owned(), -1);
    for (ancestor, distance) in above.into_iter().chain([itself]) {
        let row = (
            places_ancestors::place_id.eq(id),
            places_ancestors::ancestor_id.eq(ancestor),
            places_ancestors::distance.eq(distance + 1),
        );
        on_engine!(conn, c => diesel::insert_into(places_ancestors::table).values(row).execute(c))?;
    }
    Ok(())
}

pub fn replace_terms(conn: &mut Conn<'_>, id: &str, terms: &[String]) -> Result<()> {
    let old = places_terms::table.filter(places_terms::place_id.eq(id));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for term in terms {
        let row = (places_terms::term.eq(term), places_terms::place_id.eq(id));
        on_engine!(conn, c => diesel::insert_into(places_terms::table).values(row).execute(c))?;
    }
    Ok(())
}

pub fn replace_boundary(conn: &mut Conn<'_>, id: &str, geometry: &Value) -> Result<()> {
    let row = (places_boundaries::place_id.eq(id), places_boundaries::geometry.eq(geometry));
    on_engine!(conn, c => diesel::insert_into(places_boundaries::table)
        .values(row)
        .on_conflict(places_boundaries::place_id)
        .do_update()
        .set(places_boundaries::geometry.eq(geometry))
        .execute(c))?;
    Ok(())
}
