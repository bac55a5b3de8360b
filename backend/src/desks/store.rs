//! Rows and queries of `desks…`.

pub mod canned;

use chrono::NaiveDateTime;
use diesel::{
    AsChangeset, ExpressionMethods, Identifiable, Insertable, JoinOnDsl, OptionalExtension,
    QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::{desks, desks_desk_topics, desks_duty, desks_places, desks_topics, places_ancestors},
};

/// Topics that there are at most.
const TOPIC_LIST_MAX: i64 = 200;
/// Desks of one person that are read at most.
const MINE_MAX: i64 = 100;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = desks_topics)]
pub struct TopicRow {
    pub id: String,
    pub version: i64,
    pub position: i32,
    pub name: Value,
    pub keywords: Value,
    pub is_open: bool,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = desks, treat_none_as_null = true)]
pub struct DeskRow {
    pub id: String,
    pub version: i64,
    pub organization_id: String,
    pub name: Value,
    pub about: Value,
    pub languages: Value,
    pub promise_days: i32,
    pub above_desk_id: Option<String>,
    pub is_open: bool,
    pub created_by: String,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

pub fn select_topics(conn: &mut Conn<'_>) -> Result<Vec<TopicRow>> {
    Ok(on_engine!(conn, c => desks_topics::table
        .order((desks_topics::position, desks_topics::id))
        .limit(TOPIC_LIST_MAX)
        .select(TopicRow::as_select())
        .load(c))?)
}

pub fn find_topic(conn: &mut Conn<'_>, id: &str) -> Result<Option<TopicRow>> {
    Ok(on_engine!(conn, c => desks_topics::table
        .find(id)
        .select(TopicRow::as_select())
        .first(c)
        .optional())?)
}

/// Puts a topic in unless it is there.
pub fn put_new_topic(conn: &mut Conn<'_>, row: &TopicRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(desks_topics::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

pub fn put_topic(conn: &mut Conn<'_>, row: &TopicRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(desks_topics::table)
        .values(row)
        .on_conflict(desks_topics::id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

pub fn insert_desk(conn: &mut Conn<'_>, row: &DeskRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(desks::table).values(row).execute(c))?;
    Ok(())
}

pub fn get_desk(conn: &mut Conn<'_>, id: &str) -> Result<DeskRow> {
    Ok(on_engine!(conn, c => desks::table.find(id).select(DeskRow::as_select()).first(c))?)
}

pub fn select_desks(conn: &mut Conn<'_>, ids: &[String]) -> Result<Vec<DeskRow>> {
    Ok(on_engine!(conn, c => desks::table
        .filter(desks::id.eq_any(ids))
        .select(DeskRow::as_select())
        .load(c))?)
}

pub fn update_desk(conn: &mut Conn<'_>, row: &DeskRow) -> Result<()> {
    on_engine!(conn, c => diesel::update(desks::table.find(&row.id)).set(row).execute(c))?;
    Ok(())
}

/// An organization's desks, oldest first, behind `after`.
pub fn select_of_organization(
    conn: &mut Conn<'_>,
    organization_id: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<DeskRow>> {
    Ok(on_engine!(conn, c => desks::table
        .filter(desks::organization_id.eq(organization_id))
        .filter(desks::id.gt(after))
        .order(desks::id)
        .limit(limit)
        .select(DeskRow::as_select())
        .load(c))?)
}

pub fn replace_topics(conn: &mut Conn<'_>, desk_id: &str, topics: &[String]) -> Result<()> {
    let old = desks_desk_topics::table.filter(desks_desk_topics::desk_id.eq(desk_id));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for topic in topics {
        let row = (desks_desk_topics::desk_id.eq(desk_id), desks_desk_topics::topic_id.eq(topic));
        on_engine!(conn, c => diesel::insert_into(desks_desk_topics::table).values(row).execute(c))?;
    }
    Ok(())
}

pub fn replace_places(conn: &mut Conn<'_>, desk_id: &str, places: &[String]) -> Result<()> {
    let old = desks_places::table.filter(desks_places::desk_id.eq(desk_id));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for place in places {
        let row = (desks_places::desk_id.eq(desk_id), desks_places::place_id.eq(place));
        on_engine!(conn, c => diesel::insert_into(desks_places::table).values(row).execute(c))?;
    }
    Ok(())
}

pub fn select_topic_ids(conn: &mut Conn<'_>, desk_id: &str) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => desks_desk_topics::table
        .filter(desks_desk_topics::desk_id.eq(desk_id))
        .order(desks_desk_topics::topic_id)
        .select(desks_desk_topics::topic_id)
        .load(c))?)
}

pub fn select_place_ids(conn: &mut Conn<'_>, desk_id: &str) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => desks_places::table
        .filter(desks_places::desk_id.eq(desk_id))
        .order(desks_places::place_id)
        .select(desks_places::place_id)
        .load(c))?)
}

/// Open desks, of a topic where one is named, that answer for a place, with how far above it their own place lies: the
/// nearest first, behind `after`.
pub fn select_for(
    conn: &mut Conn<'_>,
    topic: Option<&str>,
    place_id: &str,
    after: Option<(i32, &str)>,
    limit: i64,
) -> Result<Vec<(DeskRow, i32)>> {
    use diesel::BoolExpressionMethods;
    Ok(on_engine!(conn, c => {
        let mut rows = places_ancestors::table
            .inner_join(desks_places::table.on(desks_places::place_id.eq(places_ancestors::ancestor_id)))
            .inner_join(desks::table.on(desks::id.eq(desks_places::desk_id)))
            .filter(places_ancestors::place_id.eq(place_id))
            .filter(desks::is_open)
            .order((places_ancestors::distance, desks::id))
            .limit(limit)
            .select((DeskRow::as_select(), places_ancestors::distance))
            .into_boxed();
        if let Some(topic) = topic {
            let with_topic = desks_desk_topics::table
                .filter(desks_desk_topics::topic_id.eq(topic))
                .select(desks_desk_topics::desk_id);
            rows = rows.filter(desks::id.eq_any(with_topic));
        }
        if let Some((distance, id)) = after {
            rows = rows.filter(
                places_ancestors::distance.gt(distance)
                    .or(places_ancestors::distance.eq(distance).and(desks::id.gt(id))),
            );
        }
        rows.load(c)
    })?)
}

/// An organization's open desks for a topic.
pub fn select_for_topic_of(
    conn: &mut Conn<'_>,
    organization_id: &str,
    topic: &str,
) -> Result<Vec<DeskRow>> {
    Ok(on_engine!(conn, c => desks::table
        .inner_join(desks_desk_topics::table.on(desks_desk_topics::desk_id.eq(desks::id)))
        .filter(desks::organization_id.eq(organization_id))
        .filter(desks_desk_topics::topic_id.eq(topic))
        .filter(desks::is_open)
        .order(desks::id)
        .limit(MINE_MAX)
        .select(DeskRow::as_select())
        .load(c))?)
}

pub fn put_on_duty(
    conn: &mut Conn<'_>,
    desk_id: &str,
    person_id: &str,
    since: NaiveDateTime,
) -> Result<bool> {
    let row = (
        desks_duty::desk_id.eq(desk_id),
        desks_duty::person_id.eq(person_id),
        desks_duty::since.eq(since),
    );
    let put = on_engine!(conn, c => diesel::insert_into(desks_duty::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(put == 1)
}

pub fn take_off_duty(conn: &mut Conn<'_>, desk_id: &str, person_id: &str) -> Result<bool> {
    let row = desks_duty::table.find((desk_id, person_id));
    Ok(on_engine!(conn, c => diesel::delete(row).execute(c))? == 1)
}

pub fn is_on_duty(conn: &mut Conn<'_>, desk_id: &str, person_id: &str) -> Result<bool> {
    let found: Option<String> = on_engine!(conn, c => desks_duty::table
        .find((desk_id, person_id))
        .select(desks_duty::person_id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Who is on duty, the longest first.
pub fn select_duty(conn: &mut Conn<'_>, desk_id: &str) -> Result<Vec<String>> {
    Ok(on_engine!(conn, c => desks_duty::table
        .filter(desks_duty::desk_id.eq(desk_id))
        .order((desks_duty::since, desks_duty::person_id))
        .select(desks_duty::person_id)
        .load(c))?)
}

/// The desks at which a person is on duty.
pub fn select_of_person(conn: &mut Conn<'_>, person_id: &str) -> Result<Vec<DeskRow>> {
    Ok(on_engine!(conn, c => desks_duty::table
        .inner_join(desks::table.on(desks::id.eq(desks_duty::desk_id)))
        .filter(desks_duty::person_id.eq(person_id))
        .order(desks::id)
        .limit(MINE_MAX)
        .select(DeskRow::as_select())
        .load(c))?)
}
