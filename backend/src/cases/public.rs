//! Public cases: the listing, its search, and what is overdue. A list walks an index from where the page begins.

use kopuro_shared::{
    cases::{CaseState, CaseSummary, MessageKind, lifecycle::CaseActor, routing::PublicCaseQuery},
    page::Page,
    places::COUNTRY,
};

use super::{
    access::{Caller, actor_for},
    store::{
        self, CaseRow,
        listing::{Filter, ListingRow},
    },
    view,
};
use crate::{
    calendar, places,
    platform::{app::App, auth::Visitor, cursor, db::Conn, error::Result, search},
};

/// Characters of a thread that are indexed: a question and its answer, not an endless quarrel.
const INDEXED_MAX: usize = 20_000;

/// Brings the listing in line with a case. A private one is not listed.
pub fn refresh(conn: &mut Conn<'_>, row: &CaseRow) -> Result<()> {
    if !row.is_public {
        return Ok(());
    }
    let number = match store::listing::find_number(conn, &row.id)? {
        Some(number) => number,
        None => store::listing::insert_listed(conn, &row.id)?,
    };
    let waits = row.state == CaseState::Open.name() && row.waiting_since.is_none();
    let places = places::service::breadcrumbs(conn, &row.place_id)?;
    let rows: Vec<ListingRow> = places
        .into_iter()
        .map(|place| ListingRow {
            place_id: place.id,
            number,
            topic_id: row.topic_id.clone(),
            organization_id: row.organization_id.clone(),
            desk_id: row.desk_id.clone(),
            state: row.state.clone(),
            due_on: row.due_on.filter(|_| waits),
        })
        .collect();
    store::listing::replace_listing(conn, number, &rows)?;
    let mut text = row.subject.clone();
    for message in store::select_messages(conn, &row.id)? {
        let is_shown = message.hidden_at.is_none() && message.kind != MessageKind::Note.name();
        if is_shown && text.len() < INDEXED_MAX {
            text.push(' ');
            text.extend(message.body.chars().take(INDEXED_MAX));
        }
    }
    let terms: Vec<String> = search::index_terms(&text).into_iter().collect();
    store::listing::index_terms(conn, number, &terms.join(" "))
}

/// Public cases that a query finds, the newest first. Error: `invalid-cursor`.
pub async fn list_cases(
    app: &App,
    visitor: Visitor,
    query: PublicCaseQuery,
) -> Result<Page<CaseSummary>> {
    let words = query.q.as_deref().filter(|q| !q.trim().is_empty());
    let mut filter = Filter {
        place_id: query.place_id.unwrap_or_else(|| COUNTRY.to_owned()),
        topic: query.topic,
        organization_id: query.organization_id,
        desk_id: query.desk_id,
        state: query.state.map(CaseState::name),
        due_before: None,
        terms: words.map(search::query_terms),
    };
    let list = format!("list_cases?{filter:?}{}", query.overdue);
    let before: Option<i64> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    // A search for nothing but punctuation finds nothing.
    if filter.terms.as_ref().is_some_and(Vec::is_empty) {
        return Ok(Page { items: Vec::new(), next_cursor: None });
    }
    let caller = Caller::from(visitor);
    let rows = app
        .db
        .read(move |conn| {
            if query.overdue {
                // What was due before the last working day, today included, is overdue.
                let today = calendar::service::local_today();
                let tomorrow = today.succ_opt().unwrap_or(today);
                let last = calendar::service::load(conn)?.before(tomorrow, 1);
                filter.due_before = Some(last);
            }
            let found =
                store::listing::select_listed(conn, &filter, before, cursor::one_more(limit))?;
            let (numbers, rows): (Vec<i64>, Vec<CaseRow>) = found.into_iter().unzip();
            let rows = seen(conn, &caller, rows)?;
            Ok(numbers.into_iter().zip(view::summaries(conn, &rows)?).collect::<Vec<_>>())
        })
        .await?;
    let page = app.cursors.page(&list, rows, limit, |(number, _)| *number)?;
    Ok(page.map(|(_, case)| case))
}

/// Each case with what the caller is to it.
pub fn seen(
    conn: &mut Conn<'_>,
    caller: &Caller,
    rows: Vec<CaseRow>,
) -> Result<Vec<(CaseRow, CaseActor)>> {
    let rows = rows.into_iter().map(|row| {
        let actor = actor_for(conn, caller, &row)?;
        Ok((row, actor))
    });
    rows.collect()
}
