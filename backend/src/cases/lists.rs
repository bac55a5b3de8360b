//! Lists of cases: the asker's, a desk's queue, and what has no desk.

use chrono::NaiveDate;
use kopuro_shared::{
    cases::{Case, CaseState, CaseSummary, QueueQuery, lifecycle::CaseActor},
    organizations::PageQuery,
    page::Page,
};

use super::{
    access::Caller,
    store::{self, CaseRow, QueueFilter},
    view,
};
use crate::{
    desks, organizations,
    platform::{
        app::App,
        auth::Actor,
        cursor,
        db::Conn,
        error::{Error, Result},
        origin::Origin,
    },
};

/// What a filter by member says of cases that nobody answers.
const NOBODY: &str = "none";
/// Cases that an export reads at once.
const EXPORT_BATCH: i64 = 100;

/// The actor's cases, newest first.
pub async fn list_my_cases(app: &App, actor: Actor, query: PageQuery) -> Result<Page<CaseSummary>> {
    let list = format!("list_my_cases?{}", actor.person_id);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let rows = store::select_of_asker(conn, &actor.person_id, before, limit)?;
            let rows: Vec<_> = rows.into_iter().map(|row| (row, CaseActor::Asker)).collect();
            view::summaries(conn, &rows)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |case| case.id.clone())
}

/// All of a person's cases with their threads, for the download of all the person's data.
pub fn export(conn: &mut Conn<'_>, person_id: &str) -> Result<Vec<Case>> {
    let caller = Caller {
        person_id: Some(person_id.to_owned()),
        is_steward: false,
        guest_case_id: None,
        origin: Origin::internal("export"),
    };
    let mut cases: Vec<Case> = Vec::new();
    loop {
        let before = cases.last().map(|case| case.summary.id.clone());
        let rows = store::select_of_asker(conn, person_id, before.as_deref(), EXPORT_BATCH)?;
        if rows.is_empty() {
            return Ok(cases);
        }
        for row in rows {
            cases.push(view::case(conn, row, &caller)?);
        }
    }
}

/// A desk's cases, the soonest due first. Errors: `not-found`, `not-allowed` to who is no member of its organization.
pub async fn list_desk_cases(
    app: &App,
    actor: Actor,
    desk_id: String,
    query: QueueQuery,
) -> Result<Page<CaseSummary>> {
    let filter = QueueFilter {
        state: query.state.unwrap_or(CaseState::Open).name(),
        due_until: query.due_until,
        assigned_to: query.assigned_to.map(|person| Some(person).filter(|it| it != NOBODY)),
        topic: query.topic,
    };
    let list = format!("list_desk_cases?{desk_id}{filter:?}");
    let after: Option<(NaiveDate, String)> =
        app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let desk = desks::facts::get_facts(conn, &desk_id)?;
            let organization = &desk.organization_id;
            let role = organizations::service::find_role(conn, organization, &actor.person_id)?;
            let role = role.ok_or_else(Error::not_allowed)?;
            let answers = desks::facts::answers(conn, &desk_id, role, &actor.person_id)?;
            let limit = cursor::one_more(limit);
            let rows = store::select_queue(conn, &desk_id, &filter, after.as_ref(), limit)?;
            let seen_as = |row: &CaseRow| match &row.asked_by {
                Some(person) if *person == actor.person_id => CaseActor::Asker,
                _ if answers => CaseActor::Desk,
                _ => CaseActor::Colleague,
            };
            let keys: Vec<_> = rows.iter().map(|row| row.due_on.unwrap_or_default()).collect();
            let rows: Vec<_> = rows
                .into_iter()
                .map(|row| {
                    let actor = seen_as(&row);
                    (row, actor)
                })
                .collect();
            Ok(keys.into_iter().zip(view::summaries(conn, &rows)?).collect::<Vec<_>>())
        })
        .await?;
    let page = app.cursors.page(&list, rows, limit, |(due, case)| (*due, case.id.clone()))?;
    Ok(page.map(|(_, case)| case))
}

/// The cases that no desk has, the longest waiting first.
pub async fn list_unrouted_cases(app: &App, query: PageQuery) -> Result<Page<CaseSummary>> {
    let list = "list_unrouted_cases";
    let after: Option<String> = app.cursors.open_optional(list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let (after, limit) = (after.as_deref().unwrap_or_default(), cursor::one_more(limit));
            let rows = store::select_unrouted(conn, after, limit)?;
            let rows: Vec<_> = rows.into_iter().map(|row| (row, CaseActor::Steward)).collect();
            view::summaries(conn, &rows)
        })
        .await?;
    app.cursors.page(list, rows, limit, |case| case.id.clone())
}
