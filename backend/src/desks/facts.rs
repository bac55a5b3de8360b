//! What other areas need to know of desks.

use std::collections::HashMap;

use kopuro_shared::{
    desks::{DeskSummary, Topic},
    ids::Id,
    organizations::{OrganizationAction, Role},
};

use super::{
    store::{self, DeskRow},
    topics,
};
use crate::{
    organizations,
    platform::{
        clock,
        db::Conn,
        error::{Error, Result},
    },
};

/// Desks that a routing looks at, from the nearest.
const NEAREST_MAX: i64 = 20;
/// Organizations that a climb passes at most.
const CLIMB_MAX: usize = 8;

/// A desk as cases look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskFacts {
    /// The desk.
    pub id: Id,
    /// Whose it is.
    pub organization_id: Id,
    /// Working days to the first answer.
    pub promise_days: u32,
    /// Whether it takes new cases.
    pub is_open: bool,
}

pub(super) fn facts(row: &DeskRow) -> Result<DeskFacts> {
    Ok(DeskFacts {
        id: row.id.clone(),
        organization_id: row.organization_id.clone(),
        promise_days: u32::try_from(row.promise_days).map_err(Error::internal)?,
        is_open: row.is_open,
    })
}

/// A desk; `not-found` where there is none.
pub fn get_facts(conn: &mut Conn<'_>, id: &str) -> Result<DeskFacts> {
    facts(&store::get_desk(conn, id)?)
}

/// A desk that takes cases now: open, and its organization verified today. Nothing otherwise.
pub fn find_taking(conn: &mut Conn<'_>, id: &str) -> Result<Option<DeskFacts>> {
    let rows = store::select_desks(conn, &[id.to_owned()])?;
    let Some(row) = rows.first().filter(|row| row.is_open) else { return Ok(None) };
    if !organizations::facts::is_verified(conn, &row.organization_id, clock::today())? {
        return Ok(None);
    }
    facts(row).map(Some)
}

pub(super) fn summaries_of(conn: &mut Conn<'_>, rows: &[DeskRow]) -> Result<Vec<DeskSummary>> {
    let ids: Vec<String> = rows.iter().map(|row| row.organization_id.clone()).collect();
    let organizations = organizations::facts::summaries(conn, &ids)?;
    let summaries = rows.iter().map(|row| {
        let organization = organizations.get(&row.organization_id).ok_or_else(Error::not_found)?;
        Ok(DeskSummary {
            id: row.id.clone(),
            name: serde_json::from_value(row.name.clone())?,
            organization_id: row.organization_id.clone(),
            organization_name: organization.name.clone(),
            promise_days: u32::try_from(row.promise_days).map_err(Error::internal)?,
            is_open: row.is_open,
        })
    });
    summaries.collect()
}

/// Some desks as lists show them, by their ids.
pub fn summaries(conn: &mut Conn<'_>, ids: &[String]) -> Result<HashMap<String, DeskSummary>> {
    let rows = store::select_desks(conn, ids)?;
    let summaries = summaries_of(conn, &rows)?;
    Ok(summaries.into_iter().map(|desk| (desk.id.clone(), desk)).collect())
}

/// All topics by their ids.
pub fn topics(conn: &mut Conn<'_>) -> Result<HashMap<String, Topic>> {
    Ok(topics::all(conn)?.into_iter().map(|topic| (topic.id.clone(), topic)).collect())
}

/// The desks for a topic and place that take cases, the nearest first, with how far above the place theirs lies.
pub fn nearest(conn: &mut Conn<'_>, topic: &str, place_id: &str) -> Result<Vec<(DeskFacts, i32)>> {
    let mut found: Vec<(DeskFacts, i32)> = Vec::new();
    for (row, distance) in store::select_for(conn, Some(topic), place_id, None, NEAREST_MAX)? {
        let twice = found.iter().any(|(desk, _)| desk.id == row.id);
        let today = clock::today();
        if !twice && organizations::facts::is_verified(conn, &row.organization_id, today)? {
            found.push((facts(&row)?, distance));
        }
    }
    Ok(found)
}

/// The desk above another for a topic and place: the one that was set; else that of an organization above it for the
/// same topic; else the nearest of a wider place. None of `passed`, so that a case never goes in a circle.
pub fn find_above(
    conn: &mut Conn<'_>,
    desk_id: &str,
    topic: &str,
    place_id: &str,
    passed: &[String],
) -> Result<Option<DeskFacts>> {
    let row = store::get_desk(conn, desk_id)?;
    let fits = |id: &str| id != desk_id && !passed.iter().any(|other| other == id);
    if let Some(above) = row.above_desk_id.as_deref().filter(|id| fits(id))
        && let Some(desk) = find_taking(conn, above)?
    {
        return Ok(Some(desk));
    }
    let mut organization = row.organization_id.clone();
    for _ in 0..CLIMB_MAX {
        let Some(parent) = organizations::facts::find_parent(conn, &organization)? else { break };
        for desk in store::select_for_topic_of(conn, &parent, topic)? {
            if fits(&desk.id)
                && let Some(desk) = find_taking(conn, &desk.id)?
            {
                return Ok(Some(desk));
            }
        }
        organization = parent;
    }
    let nearest = nearest(conn, topic, place_id)?;
    let mine = nearest.iter().find(|(desk, _)| desk.id == desk_id).map(|(_, distance)| *distance);
    let wider = nearest
        .into_iter()
        .find(|(desk, distance)| fits(&desk.id) && mine.is_some_and(|mine| *distance > mine));
    Ok(wider.map(|(desk, _)| desk))
}

/// Who is on duty at a desk and still acts for its organization.
pub fn on_duty(conn: &mut Conn<'_>, desk_id: &str) -> Result<Vec<String>> {
    let desk = store::get_desk(conn, desk_id)?;
    let mut people = store::select_duty(conn, desk_id)?;
    let mut stays = Vec::new();
    for person in people.drain(..) {
        if organizations::service::find_role(conn, &desk.organization_id, &person)?.is_some() {
            stays.push(person);
        }
    }
    Ok(stays)
}

/// Whether a member of a desk's organization, by their role or being on duty, answers there.
pub fn answers(conn: &mut Conn<'_>, desk_id: &str, role: Role, person_id: &str) -> Result<bool> {
    Ok(OrganizationAction::ManageDesks.is_for(role) || store::is_on_duty(conn, desk_id, person_id)?)
}
