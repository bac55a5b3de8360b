//! Rows and queries of `consultations…`.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, Identifiable, Insertable,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use kopuro_shared::consultations::{ConsultationState, SECTIONS_MAX, VERSIONS_MAX};
use serde_json::Value;

use crate::{
    on_engine,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
    schema::{
        consultations, consultations_comment_versions, consultations_comments,
        consultations_sections, consultations_supports,
    },
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = consultations, treat_none_as_null = true)]
pub struct ConsultationRow {
    pub id: String,
    pub version: i64,
    pub organization_id: String,
    pub title: Value,
    pub summary: Value,
    pub closes_on: NaiveDate,
    pub result_due_on: NaiveDate,
    pub published_at: Option<NaiveDateTime>,
    pub result_note: Option<Value>,
    pub concluded_at: Option<NaiveDateTime>,
    pub created_by: String,
    pub created_at: NaiveDateTime,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = consultations_sections, treat_none_as_null = true)]
pub struct SectionRow {
    pub id: String,
    pub consultation_id: String,
    pub position: i32,
    pub heading: Value,
    pub body: Value,
    pub comments: i64,
    pub outcome: Option<String>,
    pub outcome_reason: Option<Value>,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Identifiable, AsChangeset)]
#[diesel(table_name = consultations_comments, treat_none_as_null = true)]
pub struct CommentRow {
    pub id: String,
    pub version: i64,
    pub section_id: String,
    pub author_id: String,
    pub body: String,
    pub supports: i64,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
    pub hidden_at: Option<NaiveDateTime>,
    pub hidden_reason: Option<String>,
}

pub fn put_consultation(conn: &mut Conn<'_>, row: &ConsultationRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(consultations::table)
        .values(row)
        .on_conflict(consultations::id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

pub fn get_consultation(conn: &mut Conn<'_>, id: &str) -> Result<ConsultationRow> {
    Ok(on_engine!(conn, c => consultations::table
        .find(id)
        .select(ConsultationRow::as_select())
        .first(c))?)
}

pub fn replace_sections(
    conn: &mut Conn<'_>,
    consultation_id: &str,
    rows: &[SectionRow],
) -> Result<()> {
    let old = consultations_sections::table
        .filter(consultations_sections::consultation_id.eq(consultation_id));
    on_engine!(conn, c => diesel::delete(old).execute(c))?;
    for row in rows {
        on_engine!(conn, c => diesel::insert_into(consultations_sections::table).values(row).execute(c))?;
    }
    Ok(())
}

pub fn select_sections(conn: &mut Conn<'_>, consultation_id: &str) -> Result<Vec<SectionRow>> {
    let limit = i64::try_from(SECTIONS_MAX).map_err(Error::internal)?;
    Ok(on_engine!(conn, c => consultations_sections::table
        .filter(consultations_sections::consultation_id.eq(consultation_id))
        .order(consultations_sections::position)
        .limit(limit)
        .select(SectionRow::as_select())
        .load(c))?)
}

pub fn get_section(conn: &mut Conn<'_>, id: &str) -> Result<SectionRow> {
    Ok(on_engine!(conn, c => consultations_sections::table
        .find(id)
        .select(SectionRow::as_select())
        .first(c))?)
}

pub fn update_section(conn: &mut Conn<'_>, row: &SectionRow) -> Result<()> {
    let section = consultations_sections::table.find(&row.id);
    on_engine!(conn, c => diesel::update(section).set(row).execute(c))?;
    Ok(())
}

/// What a list is restricted to.
#[derive(Debug, Clone)]
pub struct Filter {
    pub organization_id: Option<String>,
    /// Drafts too.
    pub drafts: bool,
    pub state: Option<ConsultationState>,
    pub overdue: bool,
    pub today: NaiveDate,
}

/// Consultations that fit a filter, newest first, behind `before`.
pub fn select_consultations(
    conn: &mut Conn<'_>,
    filter: &Filter,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<ConsultationRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = consultations::table
            .order(consultations::id.desc())
            .limit(limit)
            .select(ConsultationRow::as_select())
            .into_boxed();
        if let Some(organization) = &filter.organization_id {
            rows = rows.filter(consultations::organization_id.eq(organization));
        }
        if !filter.drafts {
            rows = rows.filter(consultations::published_at.is_not_null());
        }
        rows = match filter.state {
            None => rows,
            Some(ConsultationState::Draft) => rows.filter(consultations::published_at.is_null()),
            Some(ConsultationState::Concluded) => rows.filter(consultations::concluded_at.is_not_null()),
            Some(ConsultationState::Open) => rows
                .filter(consultations::published_at.is_not_null())
                .filter(consultations::concluded_at.is_null())
                .filter(consultations::closes_on.ge(filter.today)),
            Some(ConsultationState::Closed) => rows
                .filter(consultations::published_at.is_not_null())
                .filter(consultations::concluded_at.is_null())
                .filter(consultations::closes_on.lt(filter.today)),
        };
        if filter.overdue {
            rows = rows
                .filter(consultations::concluded_at.is_null())
                .filter(consultations::result_due_on.lt(filter.today));
        }
        if let Some(before) = before {
            rows = rows.filter(consultations::id.lt(before));
        }
        rows.load(c)
    })?)
}

pub fn find_comment_of(
    conn: &mut Conn<'_>,
    section_id: &str,
    author_id: &str,
) -> Result<Option<CommentRow>> {
    Ok(on_engine!(conn, c => consultations_comments::table
        .filter(consultations_comments::section_id.eq(section_id))
        .filter(consultations_comments::author_id.eq(author_id))
        .select(CommentRow::as_select())
        .first(c)
        .optional())?)
}

pub fn get_comment(conn: &mut Conn<'_>, id: &str) -> Result<CommentRow> {
    Ok(on_engine!(conn, c => consultations_comments::table
        .find(id)
        .select(CommentRow::as_select())
        .first(c))?)
}

pub fn put_comment(conn: &mut Conn<'_>, row: &CommentRow) -> Result<()> {
    on_engine!(conn, c => diesel::insert_into(consultations_comments::table)
        .values(row)
        .on_conflict(consultations_comments::id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

/// Keeps the present version of a comment for its history.
pub fn insert_version(conn: &mut Conn<'_>, row: &CommentRow) -> Result<()> {
    let version = (
        consultations_comment_versions::comment_id.eq(&row.id),
        consultations_comment_versions::number.eq(row.version),
        consultations_comment_versions::body.eq(&row.body),
        consultations_comment_versions::at.eq(row.updated_at),
    );
    on_engine!(conn, c => diesel::insert_into(consultations_comment_versions::table)
        .values(version)
        .execute(c))?;
    Ok(())
}

/// A comment's versions: number, text, when; oldest first.
pub fn select_versions(
    conn: &mut Conn<'_>,
    comment_id: &str,
) -> Result<Vec<(i64, String, NaiveDateTime)>> {
    let limit = i64::try_from(VERSIONS_MAX).map_err(Error::internal)?;
    Ok(on_engine!(conn, c => consultations_comment_versions::table
        .filter(consultations_comment_versions::comment_id.eq(comment_id))
        .order(consultations_comment_versions::number)
        .limit(limit)
        .select((
            consultations_comment_versions::number,
            consultations_comment_versions::body,
            consultations_comment_versions::at,
        ))
        .load(c))?)
}

/// The comments on a section, the most supported first, then the newest, behind `after`.
pub fn select_comments(
    conn: &mut Conn<'_>,
    section_id: &str,
    after: Option<&(i64, String)>,
    limit: i64,
) -> Result<Vec<CommentRow>> {
    Ok(on_engine!(conn, c => {
        let mut rows = consultations_comments::table
            .filter(consultations_comments::section_id.eq(section_id))
            .order((consultations_comments::supports.desc(), consultations_comments::id.desc()))
            .limit(limit)
            .select(CommentRow::as_select())
            .into_boxed();
        if let Some((supports, id)) = after {
            rows = rows.filter(
                consultations_comments::supports.lt(supports).or(
                    consultations_comments::supports.eq(supports).and(consultations_comments::id.lt(id)),
                ),
            );
        }
        rows.load(c)
    })?)
}

/// Supports a comment, or no longer; whether that changed anything.
pub fn set_supported(
    conn: &mut Conn<'_>,
    comment_id: &str,
    person_id: &str,
    now: Option<NaiveDateTime>,
) -> Result<bool> {
    let changed = if let Some(now) = now {
        let row = (
            consultations_supports::comment_id.eq(comment_id),
            consultations_supports::person_id.eq(person_id),
            consultations_supports::at.eq(now),
        );
        on_engine!(conn, c => diesel::insert_into(consultations_supports::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?
    } else {
        let row = consultations_supports::table.find((comment_id, person_id));
        on_engine!(conn, c => diesel::delete(row).execute(c))?
    };
    Ok(changed == 1)
}

/// Which of some comments a person supports.
pub fn select_supported(
    conn: &mut Conn<'_>,
    person_id: &str,
    comments: &[String],
) -> Result<HashSet<String>> {
    let ids: Vec<String> = on_engine!(conn, c => consultations_supports::table
        .filter(consultations_supports::person_id.eq(person_id))
        .filter(consultations_supports::comment_id.eq_any(comments))
        .select(consultations_supports::comment_id)
        .load(c))?;
    Ok(ids.into_iter().collect())
}
