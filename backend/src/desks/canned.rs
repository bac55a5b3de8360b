//! Answers that a desk gives often; for who answers there.

use kopuro_shared::desks::{CannedAnswer, WriteCannedAnswer};

use super::{
    facts,
    store::{
        self, DeskRow,
        canned::{self as rows, CannedRow},
    },
};
use crate::{
    organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
        idempotency::{self, IdempotencyKey},
    },
};

/// A desk at which the actor answers. Errors: `not-found`, `not-allowed`.
fn get_answered(conn: &mut Conn<'_>, actor: &Actor, desk_id: &str) -> Result<DeskRow> {
    let desk = store::get_desk(conn, desk_id)?;
    let role = organizations::service::find_role(conn, &desk.organization_id, &actor.person_id)?;
    let role = role.ok_or_else(Error::not_allowed)?;
    if facts::answers(conn, desk_id, role, &actor.person_id)? {
        Ok(desk)
    } else {
        Err(Error::not_allowed())
    }
}

fn view(row: CannedRow) -> Result<CannedAnswer> {
    Ok(CannedAnswer {
        id: row.id,
        version: row.version,
        title: row.title,
        body: serde_json::from_value(row.body)?,
        updated_at: row.updated_at.and_utc(),
    })
}

/// All of a desk's, in the order in which they were written.
pub async fn list_canned_answers(
    app: &App,
    actor: Actor,
    desk_id: String,
) -> Result<Vec<CannedAnswer>> {
    app.db
        .read(move |conn| {
            get_answered(conn, &actor, &desk_id)?;
            rows::select(conn, &desk_id)?.into_iter().map(view).collect()
        })
        .await
}

/// Keeps one. Errors: `not-found`, `not-allowed`, `too-many-requests` for more than a desk may have.
pub async fn create_canned_answer(
    app: &App,
    actor: Actor,
    desk_id: String,
    key: IdempotencyKey,
    request: WriteCannedAnswer,
) -> Result<CannedAnswer> {
    app.db
        .write(move |conn| {
            let desk = get_answered(conn, &actor, &desk_id)?;
            let sent = (&desk_id, &request);
            let person = &actor.person_id;
            idempotency::once(conn, &key, person, "create_canned_answer", &sent, |conn| {
                if rows::select(conn, &desk_id)?.len() >= rows::ANSWERS_MAX {
                    return Err(Error::too_many(24 * 60 * 60));
                }
                let row = CannedRow {
                    id: clock::new_id(),
                    version: 1,
                    desk_id: desk_id.clone(),
                    title: request.title.trim().to_owned(),
                    body: serde_json::to_value(&request.body)?,
                    updated_by: person.clone(),
                    updated_at: clock::now_naive(),
                };
                rows::put(conn, &row)?;
                record(conn, &actor, &desk, "create_canned_answer", &row.id)?;
                view(row)
            })
        })
        .await
}

/// Replaces one. Errors: `not-found`, `not-allowed`, `stale-version`.
pub async fn update_canned_answer(
    app: &App,
    actor: Actor,
    (desk_id, id): (String, String),
    if_match: IfMatch,
    request: WriteCannedAnswer,
) -> Result<CannedAnswer> {
    app.db
        .write(move |conn| {
            let desk = get_answered(conn, &actor, &desk_id)?;
            let mut row = rows::get(conn, &desk_id, &id)?;
            if_match.ensure(row.version)?;
            row.version += 1;
            request.title.trim().clone_into(&mut row.title);
            row.body = serde_json::to_value(&request.body)?;
            row.updated_by.clone_from(&actor.person_id);
            row.updated_at = clock::now_naive();
            rows::put(conn, &row)?;
            record(conn, &actor, &desk, "update_canned_answer", &id)?;
            view(row)
        })
        .await
}

/// Removes one. Errors: `not-found`, `not-allowed`.
pub async fn remove_canned_answer(
    app: &App,
    actor: Actor,
    desk_id: String,
    id: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            let desk = get_answered(conn, &actor, &desk_id)?;
            rows::get(conn, &desk_id, &id)?;
            rows::delete(conn, &id)?;
            record(conn, &actor, &desk, "remove_canned_answer", &id)
        })
        .await
}

fn record(
    conn: &mut Conn<'_>,
    actor: &Actor,
    desk: &DeskRow,
    action: &str,
    id: &str,
) -> Result<()> {
    let event = Event::new(action, "canned_answer", id).organization(&desk.organization_id);
    audit::record(conn, actor, event)
}
