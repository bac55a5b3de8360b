//! Setting up, showing and listing desks.

use kopuro_shared::{
    desks::{CreateDesk, Desk, DeskMember, DeskQuery, DeskSummary, UpdateDesk},
    organizations::{OrganizationAction, PageQuery},
    page::Page,
    places::COUNTRY,
    validation::FieldCode,
};

use super::{
    facts,
    store::{self, DeskRow},
    topics,
};
use crate::{
    organizations, people, places,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
        idempotency::{self, IdempotencyKey},
    },
};

/// Desks of one organization at most.
const DESKS_MAX: usize = 200;
/// A desk that the actor may change. Errors: `not-found`, `not-allowed`.
pub(super) fn get_managed(conn: &mut Conn<'_>, actor: &Actor, id: &str) -> Result<DeskRow> {
    let row = store::get_desk(conn, id)?;
    organizations::service::ensure_can(
        conn,
        actor,
        &row.organization_id,
        OrganizationAction::ManageDesks,
    )?;
    Ok(row)
}

/// Sets up a desk; who does is on duty. Errors: `not-found`, `not-allowed`, `conditions-unmet` while nobody vouches for the
/// organization, `validation-failed` for topics, places and desks that are not there.
pub async fn create_desk(
    app: &App,
    actor: Actor,
    organization_id: String,
    key: IdempotencyKey,
    request: CreateDesk,
) -> Result<Desk> {
    app.db
        .write(move |conn| {
            let action = OrganizationAction::ManageDesks;
            organizations::service::ensure_can(conn, &actor, &organization_id, action)?;
            let sent = (&organization_id, &request);
            idempotency::once(conn, &key, &actor.person_id, "create_desk", &sent, |conn| {
                ensure_verified(conn, &organization_id)?;
                let present = store::select_of_organization(
                    conn,
                    &organization_id,
                    "",
                    cursor::one_more(DESKS_MAX),
                )?;
                if present.len() >= DESKS_MAX {
                    return Err(Error::too_many(24 * 60 * 60));
                }
                ensure_known(conn, Some(&request.topics), Some(&request.place_ids))?;
                let now = clock::now_naive();
                let row = DeskRow {
                    id: clock::new_id(),
                    version: 1,
                    organization_id: organization_id.clone(),
                    name: serde_json::to_value(&request.name)?,
                    about: serde_json::to_value(&request.about)?,
                    languages: serde_json::to_value(&request.languages)?,
                    promise_days: i32::try_from(request.promise_days).map_err(Error::internal)?,
                    above_desk_id: above(conn, request.above_desk_id.as_deref(), "")?,
                    is_open: true,
                    created_by: actor.person_id.clone(),
                    created_at: now,
                    updated_at: now,
                };
                store::insert_desk(conn, &row)?;
                store::replace_topics(conn, &row.id, &request.topics)?;
                let places = widest(conn, &request.place_ids)?;
                store::replace_places(conn, &row.id, &places)?;
                store::put_on_duty(conn, &row.id, &actor.person_id, now)?;
                let event =
                    Event::new("create_desk", "desk", &row.id).organization(&organization_id);
                audit::record(conn, &actor, event)?;
                view(conn, row, Some(&actor))
            })
        })
        .await
}

fn ensure_verified(conn: &mut Conn<'_>, organization_id: &str) -> Result<()> {
    if organizations::facts::is_verified(conn, organization_id, clock::today())? {
        return Ok(());
    }
    let fault = kopuro_shared::validation::FieldError {
        pointer: "/organization".to_owned(),
        code: FieldCode::Unmet,
        figures: [("condition", "organization_verified".to_owned())].into(),
    };
    Err(Error::refused(kopuro_shared::error::ErrorCode::ConditionsUnmet, vec![fault]))
}

fn ensure_known(
    conn: &mut Conn<'_>,
    topic_ids: Option<&[String]>,
    place_ids: Option<&[String]>,
) -> Result<()> {
    for (index, id) in topic_ids.unwrap_or_default().iter().enumerate() {
        if store::find_topic(conn, id)?.is_none() {
            return Err(Error::field(&format!("/topics/{index}"), FieldCode::UnknownReference));
        }
    }
    for (index, id) in place_ids.unwrap_or_default().iter().enumerate() {
        if !places::service::exists(conn, id)? {
            return Err(Error::field(&format!("/place_ids/{index}"), FieldCode::UnknownReference));
        }
    }
    Ok(())
}

/// The places without those that lie in another one of them: a place covers what lies in it, and lists that walk up from a
/// place must meet a desk once.
fn widest(conn: &mut Conn<'_>, place_ids: &[String]) -> Result<Vec<String>> {
    let mut widest = Vec::new();
    for id in place_ids {
        let within = places::service::breadcrumbs(conn, id)?;
        if !within.iter().any(|place| place.id != *id && place_ids.contains(&place.id)) {
            widest.push(id.clone());
        }
    }
    Ok(widest)
}

/// The desk above that a request names, which must be there and must not lead back.
fn above(conn: &mut Conn<'_>, id: Option<&str>, own_id: &str) -> Result<Option<String>> {
    let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(None) };
    let unknown = || Error::field("/above_desk_id", FieldCode::UnknownReference);
    let mut next = Some(id.to_owned());
    // A chain that is longer than the tree of places is a circle.
    for _ in 0..16 {
        let Some(id) = &next else { return Ok(Some(id.to_owned())) };
        if id == own_id {
            return Err(Error::field("/above_desk_id", FieldCode::NotAccepted));
        }
        let row = store::select_desks(conn, std::slice::from_ref(id))?.pop();
        next = row.ok_or_else(unknown)?.above_desk_id;
    }
    Err(Error::field("/above_desk_id", FieldCode::NotAccepted))
}

fn view(conn: &mut Conn<'_>, row: DeskRow, actor: Option<&Actor>) -> Result<Desk> {
    let role = match actor {
        Some(actor) => {
            organizations::service::find_role(conn, &row.organization_id, &actor.person_id)?
        }
        None => None,
    };
    let can_manage = role.is_some_and(|role| OrganizationAction::ManageDesks.is_for(role));
    let duty = store::select_duty(conn, &row.id)?;
    let on_duty = actor.is_some_and(|actor| duty.contains(&actor.person_id));
    let members = if role.is_some() {
        let members = duty.into_iter().map(|person_id| {
            let display_name =
                people::service::find_display_name(conn, &person_id)?.unwrap_or_default();
            Ok(DeskMember { person_id, display_name })
        });
        Some(members.collect::<Result<_>>()?)
    } else {
        None
    };
    let mine = store::select_topic_ids(conn, &row.id)?;
    let topics = topics::all(conn)?.into_iter().filter(|topic| mine.contains(&topic.id)).collect();
    let place_ids = store::select_place_ids(conn, &row.id)?;
    let mut places: Vec<_> =
        places::service::find_summaries(conn, &place_ids)?.into_values().collect();
    places.sort_by(|a, b| a.id.cmp(&b.id));
    let above = match &row.above_desk_id {
        Some(id) => facts::summaries(conn, std::slice::from_ref(id))?.remove(id),
        None => None,
    };
    Ok(Desk {
        organization: organizations::facts::get_summary(conn, &row.organization_id)?,
        name: serde_json::from_value(row.name)?,
        about: serde_json::from_value(row.about)?,
        languages: serde_json::from_value(row.languages)?,
        promise_days: u32::try_from(row.promise_days).map_err(Error::internal)?,
        is_open: row.is_open,
        can_manage,
        can_answer: can_manage || (on_duty && role.is_some()),
        created_at: row.created_at.and_utc(),
        id: row.id,
        version: row.version,
        topics,
        places,
        above,
        members,
    })
}

/// A desk's page. Error: `not-found`.
pub async fn get_desk(app: &App, visitor: Visitor, id: String) -> Result<Desk> {
    app.db
        .read(move |conn| {
            let row = store::get_desk(conn, &id)?;
            view(conn, row, visitor.actor.as_ref())
        })
        .await
}

/// Changes a desk. Errors: `not-found`, `not-allowed`, `stale-version`, `validation-failed`.
pub async fn update_desk(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: UpdateDesk,
) -> Result<Desk> {
    app.db
        .write(move |conn| {
            let mut row = get_managed(conn, &actor, &id)?;
            if_match.ensure(row.version)?;
            let request = request.clone();
            ensure_known(conn, request.topics.as_deref(), request.place_ids.as_deref())?;
            if let Some(topics) = &request.topics {
                store::replace_topics(conn, &id, topics)?;
            }
            if let Some(places) = &request.place_ids {
                let places = widest(conn, places)?;
                store::replace_places(conn, &id, &places)?;
            }
            if let Some(above_id) = &request.above_desk_id {
                row.above_desk_id = above(conn, Some(above_id), &id)?;
            }
            if let Some(name) = &request.name {
                row.name = serde_json::to_value(name)?;
            }
            if let Some(about) = &request.about {
                row.about = serde_json::to_value(about)?;
            }
            if let Some(languages) = &request.languages {
                row.languages = serde_json::to_value(languages)?;
            }
            if let Some(days) = request.promise_days {
                row.promise_days = i32::try_from(days).map_err(Error::internal)?;
            }
            row.is_open = request.is_open.unwrap_or(row.is_open);
            row.version += 1;
            row.updated_at = clock::now_naive();
            store::update_desk(conn, &row)?;
            let event = Event::new("update_desk", "desk", &id).organization(&row.organization_id);
            audit::record(conn, &actor, event)?;
            view(conn, row, Some(&actor))
        })
        .await
}

/// Open desks for a topic and place, the nearest to the place first. Error: `invalid-cursor`.
pub async fn list_desks(app: &App, query: DeskQuery) -> Result<Page<DeskSummary>> {
    let list = format!("list_desks?{:?}{:?}", query.topic, query.place_id);
    let after: Option<(i32, String)> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let place = query.place_id.as_deref().unwrap_or(COUNTRY);
            let after = after.as_ref().map(|(distance, id)| (*distance, id.as_str()));
            let limit = cursor::one_more(limit);
            let (rows, keys): (Vec<_>, Vec<_>) =
                store::select_for(conn, query.topic.as_deref(), place, after, limit)?
                    .into_iter()
                    .unzip();
            Ok(keys.into_iter().zip(facts::summaries_of(conn, &rows)?).collect::<Vec<_>>())
        })
        .await?;
    let page =
        app.cursors.page(&list, rows, limit, |(distance, desk)| (*distance, desk.id.clone()))?;
    Ok(page.map(|(_, desk)| desk))
}

/// An organization's desks, oldest first; also such as take no cases now.
pub async fn list_organization_desks(
    app: &App,
    organization_id: String,
    query: PageQuery,
) -> Result<Page<DeskSummary>> {
    let list = format!("list_organization_desks?{organization_id}");
    let after: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (after, limit) = (after.as_deref().unwrap_or_default(), cursor::one_more(limit));
            let rows = store::select_of_organization(conn, &organization_id, after, limit)?;
            facts::summaries_of(conn, &rows)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |desk| desk.id.clone())
}
