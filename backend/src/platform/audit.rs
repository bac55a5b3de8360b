//! The audit log: who did what to what, when, why and from where. Append-only (the database refuses changes) and
//! hash-chained.
//!
//! An entry is written in the transaction of what it tells of. The chain is made afterwards by [`seal`], a job, because
//! a chain that every transaction extends would let only one of them run at a time.

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, JoinOnDsl, NullableExpressionMethods,
    OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable, SelectableHelper,
};
use kopuro_shared::{
    audit::{AuditEntry, AuditQuery},
    page::Page,
};
use serde_json::Value;

use super::{
    api::Api,
    app::App,
    auth::{Actor, Steward, hash_token},
    clock, cursor,
    db::{Conn, Db},
    error::Result,
    http::{self, Query},
    origin::Origin,
};
use crate::{
    on_engine,
    schema::{audit_entries, audit_seals, audit_unsealed},
};

/// The hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// Entries that one sealing run takes at most.
const SEAL_BATCH: i64 = 100;

/// What happened, to be written down.
pub struct Event<'a> {
    /// The operation's name: `create_pledge`.
    pub action: &'a str,
    /// The kind of thing: `pledge`.
    pub subject_kind: &'a str,
    /// Which one.
    pub subject_id: &'a str,
    /// The organization that it belongs to, for filters.
    pub organization_id: Option<&'a str>,
    /// Why, where a person gave a reason.
    pub reason: Option<&'a str>,
    /// What changed. Never secrets, never texts of private things.
    pub details: Value,
}

impl<'a> Event<'a> {
    /// An event without organization, reason or details.
    pub fn new(action: &'a str, subject_kind: &'a str, subject_id: &'a str) -> Self {
        Self {
            action,
            subject_kind,
            subject_id,
            organization_id: None,
            reason: None,
            details: Value::Null,
        }
    }

    /// Names the organization.
    #[must_use]
    pub fn organization(mut self, id: &'a str) -> Self {
        self.organization_id = Some(id);
        self
    }

    /// Gives the reason.
    #[must_use]
    pub fn reason(mut self, reason: &'a str) -> Self {
        self.reason = Some(reason);
        self
    }

    /// Says what changed.
    #[must_use]
    pub fn details(mut self, details: Value) -> Self {
        self.details = details;
        self
    }
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
struct EntryRow {
    id: String,
    at: NaiveDateTime,
    actor_id: Option<String>,
    action: String,
    subject_kind: String,
    subject_id: String,
    organization_id: Option<String>,
    reason: Option<String>,
    address: String,
    request_id: String,
    details: Value,
}

impl EntryRow {
    /// What is hashed: every column in this order, each as JSON, behind the hash of the entry before.
    fn hash(&self, previous: &str) -> String {
        let columns = serde_json::json!([
            previous,
            self.id,
            self.at.and_utc(),
            self.actor_id,
            self.action,
            self.subject_kind,
            self.subject_id,
            self.organization_id,
            self.reason,
            self.address,
            self.request_id,
            self.details
        ]);
        hash_token(&columns.to_string())
    }
}

/// Writes down what a person did.
pub fn record(conn: &mut Conn<'_>, actor: &Actor, event: Event<'_>) -> Result<()> {
    record_as(conn, Some(&actor.person_id), &actor.origin, event)
}

/// Writes down what happened without a signed-in person, or by a person who is just being recognised.
pub fn record_as(
    conn: &mut Conn<'_>,
    actor_id: Option<&str>,
    origin: &Origin,
    event: Event<'_>,
) -> Result<()> {
    let row = EntryRow {
        id: clock::new_id(),
        at: clock::now_naive(),
        actor_id: actor_id.map(str::to_owned),
        action: event.action.to_owned(),
        subject_kind: event.subject_kind.to_owned(),
        subject_id: event.subject_id.to_owned(),
        organization_id: event.organization_id.map(str::to_owned),
        reason: event.reason.map(str::to_owned),
        address: origin.address.clone(),
        request_id: origin.request_id.clone(),
        details: event.details,
    };
    on_engine!(conn, c => diesel::insert_into(audit_entries::table).values(&row).execute(c))?;
    let open = audit_unsealed::entry_id.eq(&row.id);
    on_engine!(conn, c => diesel::insert_into(audit_unsealed::table).values(open).execute(c))?;
    Ok(())
}

/// Extends the chain by the entries that are not in it yet; tells how many. Several servers may run it at once: the
/// chain's number is a key, so one of them wins and the other tries again.
pub fn seal(conn: &mut Conn<'_>) -> Result<usize> {
    let head: Option<(i64, String)> = on_engine!(conn, c => audit_seals::table
        .order(audit_seals::number.desc())
        .select((audit_seals::number, audit_seals::hash))
        .first(c)
        .optional())?;
    let (mut number, mut previous) = head.unwrap_or((0, GENESIS.to_owned()));
    let open: Vec<EntryRow> = on_engine!(conn, c => audit_unsealed::table
        .inner_join(audit_entries::table.on(audit_entries::id.eq(audit_unsealed::entry_id)))
        .order(audit_unsealed::entry_id)
        .limit(SEAL_BATCH)
        .select(EntryRow::as_select())
        .load(c))?;
    for entry in &open {
        number += 1;
        previous = entry.hash(&previous);
        let seal = (
            audit_seals::number.eq(number),
            audit_seals::entry_id.eq(&entry.id),
            audit_seals::hash.eq(&previous),
        );
        on_engine!(conn, c => diesel::insert_into(audit_seals::table).values(seal).execute(c))?;
        let sealed = audit_unsealed::table.find(&entry.id);
        on_engine!(conn, c => diesel::delete(sealed).execute(c))?;
    }
    Ok(open.len())
}

/// Walks the whole chain; the number of the first seal that does not fit, or nothing where all do.
pub fn verify(db: &Db) -> Result<Option<i64>> {
    let (mut number, mut previous) = (0, GENESIS.to_owned());
    loop {
        let batch: Vec<(i64, String, EntryRow)> = db.read_blocking(|conn| {
            Ok(on_engine!(conn, c => audit_seals::table
                .inner_join(audit_entries::table.on(audit_seals::entry_id.eq(audit_entries::id)))
                .filter(audit_seals::number.gt(number))
                .order(audit_seals::number)
                .limit(SEAL_BATCH)
                .select((audit_seals::number, audit_seals::hash, EntryRow::as_select()))
                .load(c))?)
        })?;
        if batch.is_empty() {
            return Ok(None);
        }
        for (at, hash, entry) in batch {
            previous = entry.hash(&previous);
            if at != number + 1 || hash != previous {
                return Ok(Some(at));
            }
            number = at;
        }
    }
}

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("audit", "Who did what, when, why and from where; for stewards.");
    api.get("/audit_entries", list_audit_entries)
        .steward()
        .summary("List the audit log, newest first")
        .query::<AuditQuery>()
        .answers::<Page<AuditEntry>>();
}

async fn list_audit_entries(
    req: actix_web::HttpRequest,
    app: actix_web::web::Data<App>,
    _: Steward,
    Query(query): Query<AuditQuery>,
) -> Result<actix_web::HttpResponse> {
    let list = format!(
        "audit?{:?}{:?}{:?}{:?}{:?}{:?}",
        query.actor_id,
        query.action,
        query.subject_id,
        query.organization_id,
        query.at_from,
        query.at_to
    );
    let after: Option<(DateTime<Utc>, String)> =
        app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app.db.read(move |conn| select(conn, &query, after, limit)).await?;
    let page = app.cursors.page(&list, rows, limit, |entry| (entry.at, entry.id.clone()))?;
    Ok(http::page(&req, &page))
}

fn select(
    conn: &mut Conn<'_>,
    query: &AuditQuery,
    after: Option<(DateTime<Utc>, String)>,
    limit: usize,
) -> Result<Vec<AuditEntry>> {
    let wanted = cursor::one_more(limit);
    let rows: Vec<(EntryRow, Option<String>)> = on_engine!(conn, c => {
        let mut rows = audit_entries::table
            .left_join(audit_seals::table.on(audit_seals::entry_id.eq(audit_entries::id)))
            .order((audit_entries::at.desc(), audit_entries::id.desc()))
            .limit(wanted)
            .select((EntryRow::as_select(), audit_seals::hash.nullable()))
            .into_boxed();
        if let Some((at, id)) = &after {
            let at = at.naive_utc();
            rows = rows.filter(
                audit_entries::at.lt(at).or(audit_entries::at.eq(at).and(audit_entries::id.lt(id))),
            );
        }
        if let Some(actor) = &query.actor_id {
            rows = rows.filter(audit_entries::actor_id.eq(actor));
        }
        if let Some(action) = &query.action {
            rows = rows.filter(audit_entries::action.eq(action));
        }
        if let Some(subject) = &query.subject_id {
            rows = rows.filter(audit_entries::subject_id.eq(subject));
        }
        if let Some(organization) = &query.organization_id {
            rows = rows.filter(audit_entries::organization_id.eq(organization));
        }
        if let Some(from) = query.at_from {
            rows = rows.filter(audit_entries::at.ge(from.and_time(NaiveTime::MIN)));
        }
        if let Some(next) = query.at_to.and_then(|to| to.succ_opt()) {
            rows = rows.filter(audit_entries::at.lt(next.and_time(NaiveTime::MIN)));
        }
        rows.load(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|(row, hash)| AuditEntry {
            id: row.id,
            at: row.at.and_utc(),
            actor_id: row.actor_id,
            action: row.action,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            organization_id: row.organization_id,
            reason: row.reason,
            address: row.address,
            request_id: row.request_id,
            details: row.details,
            hash,
        })
        .collect())
}
