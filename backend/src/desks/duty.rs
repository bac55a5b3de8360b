//! Who is on duty at a desk: members of its organization only.

use kopuro_shared::desks::{DUTY_MAX, DeskSummary};

use super::{facts, service, store};
use crate::{
    organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        error::{Error, Result},
    },
};

/// Puts a member of the desk's organization on duty; who is already stays. Errors: `not-found` for a desk that is not
/// there or a person who is no member, `not-allowed`.
pub async fn put_on_duty(
    app: &App,
    actor: Actor,
    desk_id: String,
    person_id: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            let desk = service::get_managed(conn, &actor, &desk_id)?;
            let organization = &desk.organization_id;
            organizations::service::find_role(conn, organization, &person_id)?
                .ok_or_else(Error::not_found)?;
            if store::select_duty(conn, &desk_id)?.len() >= DUTY_MAX {
                return Err(Error::too_many(24 * 60 * 60));
            }
            if !store::put_on_duty(conn, &desk_id, &person_id, clock::now_naive())? {
                return Ok(());
            }
            let event = Event::new("put_on_duty", "person", &person_id)
                .organization(organization)
                .details(serde_json::json!({ "desk_id": desk_id }));
            audit::record(conn, &actor, event)
        })
        .await
}

/// Takes a member off duty; a member may do it for themselves. Errors: `not-found`, `not-allowed`.
pub async fn take_off_duty(
    app: &App,
    actor: Actor,
    desk_id: String,
    person_id: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            let desk = if person_id == actor.person_id {
                store::get_desk(conn, &desk_id)?
            } else {
                service::get_managed(conn, &actor, &desk_id)?
            };
            if !store::take_off_duty(conn, &desk_id, &person_id)? {
                return Err(Error::not_found());
            }
            let event = Event::new("take_off_duty", "person", &person_id)
                .organization(&desk.organization_id)
                .details(serde_json::json!({ "desk_id": desk_id }));
            audit::record(conn, &actor, event)
        })
        .await
}

/// The desks at which the actor is on duty; not those of organizations that the actor has left.
pub async fn list_my_desks(app: &App, actor: Actor) -> Result<Vec<DeskSummary>> {
    app.db
        .read(move |conn| {
            let mut mine = Vec::new();
            for row in store::select_of_person(conn, &actor.person_id)? {
                let organization = &row.organization_id;
                let role = organizations::service::find_role(conn, organization, &actor.person_id)?;
                if role.is_some() {
                    mine.push(row);
                }
            }
            facts::summaries_of(conn, &mine)
        })
        .await
}
