//! Importing a file: read to its end first, then kept, then booked.
//!
//! 1. The file lies on disk. It is read once, in constant memory, without touching the database: account, currency,
//!    amounts, balances. A fault ends it here, and nothing has changed.
//! 2. It is read again into `statements_staged`, [`STAGE_BATCH`] entries to a transaction, under an import in state
//!    `reading` that nobody sees. A server that dies now leaves rows that are thrown away within an hour.
//! 3. One transaction makes the import visible (`booking`), with its audit entry and the answer for its idempotency key.
//!    From here on it is acknowledged, and all of it will be booked.
//! 4. Entries are booked slot by slot, about [`BOOK_BATCH`] to a transaction, each leaving `statements_staged` in the
//!    transaction that books it. Any server can go on with it at any time ([`go_on`]).
//!
//! One transaction for all would be simpler, and for a statement of 100 MB would hold SQLite's only writer, or a
//! serializable transaction of PostgreSQL that every pledge of the same project breaks, for minutes. Booking straight
//! from the file could stop half-way and not be resumed, as the file is gone.

use std::{
    fs::File,
    io::BufReader,
    path::Path,
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use kopuro_shared::{
    error::ErrorCode,
    ids::Id,
    money::Money,
    organizations::{Verification, normalize_account_number},
    statements::{
        ChangeCsvMapping, ImportStatement, NoticeKind, Statement, StatementFormat, StatementNotice,
        StatementState,
    },
    validation::FieldCode,
};
use serde_json::json;

use super::{
    booking::take_slot,
    read::{self, Account, Entry, Outline},
    store::{self, READING, StagedRow, StatementRow},
    view::{self, currency_of, known},
};
use crate::{
    organizations::facts::{self as organizations, BankAccount},
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
        limits::{self, Limit},
        origin::Origin,
    },
};

/// Entries that one transaction stages.
const STAGE_BATCH: usize = 1000;
/// Entries that one transaction books, a little more where a slot is large.
const BOOK_BATCH: i64 = 100;
/// How long the request of an import goes on booking before it answers; the rest is the job's.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often in a row the engine may refuse a batch for others' sake before the import is left to the job.
const REFUSALS_MAX: u32 = 20;
/// An import that no server has got on with for so long is taken up by any.
const LEFT_AFTER: TimeDelta = TimeDelta::seconds(30);
/// A file that is not read to its end after so long never will be.
const READING_MAX: TimeDelta = TimeDelta::hours(1);
/// Imports and previews that one person may start: each may take a processor for a minute.
pub const IMPORTS: Limit =
    Limit { name: "import_statement", max: 120, window: TimeDelta::hours(1) };

/// Who imports.
pub struct Importer {
    /// The person; nobody for the command line.
    pub person_id: Option<Id>,
    /// Where from.
    pub origin: Origin,
}

impl From<&Actor> for Importer {
    fn from(actor: &Actor) -> Self {
        Self { person_id: Some(actor.person_id.clone()), origin: actor.origin.clone() }
    }
}

/// A file that lies on disk.
pub struct Upload<'a> {
    /// Where.
    pub path: &'a Path,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Octets.
    pub size: u64,
}

/// A file that was read to its end and is good.
pub struct Checked {
    /// What it is.
    pub outline: Outline,
    /// Of which account.
    pub account: BankAccount,
    accounts: Vec<Account>,
    mapping: Option<ChangeCsvMapping>,
}

impl Checked {
    /// Reads the file again, for its entries.
    pub fn read(&self, path: &Path, sink: read::Sink<'_>) -> Result<Outline> {
        read_file(path, &self.accounts, self.mapping.as_ref(), sink)
    }
}

fn read_file(
    path: &Path,
    accounts: &[Account],
    mapping: Option<&ChangeCsvMapping>,
    sink: read::Sink<'_>,
) -> Result<Outline> {
    let file = File::open(path).map_err(Error::internal)?;
    read::read(BufReader::new(file), accounts, mapping, sink)
}

/// Reads a file to its end, without keeping anything.
///
/// Errors: the `statement-…` codes; `validation-failed` at `/account_id` for an account that is not the organization's,
/// and where a table comes without one.
pub fn check(
    app: &App,
    organization_id: &str,
    request: &ImportStatement,
    file: &Upload<'_>,
) -> Result<Checked> {
    let unknown = |code| Error::field("/account_id", code);
    let (mut candidates, mapping) = app.db.read_blocking(|conn| {
        let mut candidates = organizations::list_accounts(conn, organization_id)?;
        if let Some(id) = &request.account_id {
            candidates.retain(|account| account.id == *id);
        }
        let mapping = match candidates.as_slice() {
            [only] => store::find_mapping(conn, &only.id)?,
            _ => None,
        };
        Ok((candidates, mapping))
    })?;
    if candidates.is_empty() {
        return Err(unknown(FieldCode::UnknownReference));
    }
    // Among accounts of one number and currency the open one, then the newest.
    candidates.sort_by_key(|account| account.closed_at.is_some());
    let accounts = candidates
        .iter()
        .map(|account| {
            Ok(Account {
                number: normalize_account_number(&account.number),
                currency: currency_of(&account.currency)?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let mapping: Option<ChangeCsvMapping> =
        mapping.map(|row| serde_json::from_value(row.mapping)).transpose()?;
    let outline = read_file(file.path, &accounts, mapping.as_ref(), &mut |_| Ok(()));
    let outline = outline.map_err(|error| {
        // A table doesn't say whose it is.
        let unnamed = error.code == ErrorCode::StatementMappingMissing && candidates.len() > 1;
        if unnamed { unknown(FieldCode::Required) } else { error }
    })?;
    let account = candidates.swap_remove(outline.account);
    Ok(Checked { outline, account, accounts, mapping })
}

/// Refuses the statements of an organization that a steward has stopped.
pub fn ensure_not_suspended(conn: &mut Conn<'_>, organization_id: &str) -> Result<()> {
    let organization = organizations::get_summary(conn, organization_id)?;
    if organization.verification == Verification::Suspended {
        return Err(Error::new(ErrorCode::ProjectFrozen));
    }
    Ok(())
}

/// Imports a file, all of it or nothing. The caller has checked that the importer may do it. Books for a while, and
/// leaves what is left to the job; `all` goes on to the end.
pub fn import_file(
    app: &App,
    importer: &Importer,
    organization_id: &str,
    key: &IdempotencyKey,
    request: &ImportStatement,
    file: &Upload<'_>,
    all: bool,
) -> Result<Statement> {
    app.db.write_blocking(|conn| {
        ensure_not_suspended(conn, organization_id)?;
        let Some(person) = &importer.person_id else { return Ok(()) };
        limits::take(conn, IMPORTS, person)
    })?;
    let checked = check(app, organization_id, request, file)?;
    let row = new_row(&checked, importer, organization_id, request, file);
    app.db.write_blocking(|conn| store::insert_statement(conn, &row))?;
    let begun = stage(app, &row, &checked, file)
        .and_then(|()| app.db.write_blocking(|conn| begin(conn, importer, key, &row, &checked)));
    let id = match begun {
        Ok(id) if id == row.id => id,
        // A replay of an import that has begun before, or a failure: what was staged is of no use.
        other => {
            app.db.write_blocking(|conn| store::delete_statement(conn, &row.id))?;
            other?
        }
    };
    go_on_booking(app, &id, all)?;
    app.db.read_blocking(|conn| {
        let row = store::get_statement(conn, &id)?;
        view::statement(conn, row)
    })
}

/// Books an import that is visible: for a while, or with `all` to its end. It is acknowledged already, so what stands in
/// the way does not make its answer a refusal: the job goes on with it.
fn go_on_booking(app: &App, id: &str, all: bool) -> Result<()> {
    let until = Instant::now() + PATIENCE;
    let mut refused = 0;
    while all || Instant::now() < until {
        match book_some(app, id) {
            Ok(true) => refused = 0,
            Ok(false) => return Ok(()),
            // Another import, or many pledges, move the same sums.
            Err(error) if error.code == ErrorCode::Conflict && refused < REFUSALS_MAX => {
                refused += 1;
                std::thread::sleep(Duration::from_millis(rand::random_range(20..=200)));
            }
            Err(error) if all => return Err(error),
            Err(error) => {
                tracing::warn!(statement_id = id, %error, "an import is left to the job");
                return Ok(());
            }
        }
    }
    Ok(())
}

fn new_row(
    checked: &Checked,
    importer: &Importer,
    organization_id: &str,
    request: &ImportStatement,
    file: &Upload<'_>,
) -> StatementRow {
    let outline = &checked.outline;
    let now = clock::now_naive();
    StatementRow {
        id: clock::new_id(),
        organization_id: organization_id.to_owned(),
        bank_account_id: checked.account.id.clone(),
        format: outline.format.name().to_owned(),
        state: READING.to_owned(),
        file_name: request.file_name.clone().unwrap_or_default(),
        file_sha256: file.sha256.clone(),
        file_size: i64::try_from(file.size).unwrap_or(i64::MAX),
        currency: checked.account.currency.clone(),
        first_day: outline.first_day,
        last_day: outline.last_day,
        opening: outline.opening,
        closing: outline.closing,
        credited: outline.credited,
        debited: outline.debited,
        entries: i64::from(outline.entries),
        known: 0,
        matched: 0,
        queued: 0,
        outgoing: 0,
        notices: json!([]),
        imported_by: importer.person_id.clone(),
        imported_at: now,
        worked_at: now,
    }
}

fn stage(app: &App, row: &StatementRow, checked: &Checked, file: &Upload<'_>) -> Result<()> {
    let mut batch: Vec<StagedRow> = Vec::with_capacity(STAGE_BATCH);
    let flush = |batch: &mut Vec<StagedRow>| {
        app.db.write_blocking(|conn| store::insert_staged(conn, batch))?;
        batch.clear();
        Ok(())
    };
    let outline = checked.read(file.path, &mut |entry| {
        batch.push(StagedRow {
            statement_id: row.id.clone(),
            booked_on: entry.booked_on,
            direction: entry.direction.name().to_owned(),
            amount: entry.amount,
            position: i64::from(entry.position),
            entry: serde_json::to_string(&entry)?,
        });
        if batch.len() == STAGE_BATCH { flush(&mut batch) } else { Ok(()) }
    })?;
    flush(&mut batch)?;
    // The file on disk is ours alone; if it changed between two readings, nothing of it is to be believed.
    if outline != checked.outline {
        return Err(Error::new(ErrorCode::Conflict));
    }
    Ok(())
}

/// What there is to say about a file before its entries are looked at one by one.
pub fn notices(
    conn: &mut Conn<'_>,
    organization_id: &str,
    checked: &Checked,
    sha256: &str,
) -> Result<Vec<StatementNotice>> {
    let outline = &checked.outline;
    let mut notices = Vec::new();
    let mut add = |kind, count| {
        notices.push(StatementNotice { kind, count, difference: None, statement_id: None });
    };
    if outline.closing.is_none() {
        add(NoticeKind::NoBalances, 0);
    }
    if outline.pending > 0 {
        add(NoticeKind::PendingSkipped, outline.pending);
    }
    if outline.empty > 0 {
        add(NoticeKind::EmptySkipped, outline.empty);
    }
    if let Some(id) = store::find_same_file(conn, organization_id, &checked.account.id, sha256)? {
        let kind = NoticeKind::SameFile;
        let statement_id = Some(id);
        notices.push(StatementNotice { kind, count: 0, difference: None, statement_id });
    }
    if let (Some(opening), Some(first_day)) = (outline.opening, outline.first_day) {
        let before = store::find_closing_before(conn, &checked.account.id, first_day)?;
        if let Some(before) = before.filter(|before| *before != opening) {
            let difference = opening.saturating_sub(before);
            let currency = currency_of(&checked.account.currency)?;
            notices.push(StatementNotice {
                kind: NoticeKind::GapBefore,
                count: 0,
                difference: Some(Money::new(difference, currency)),
                statement_id: None,
            });
        }
    }
    Ok(notices)
}

/// Makes an import visible; answers its id, or that of the import that began under this key before.
fn begin(
    conn: &mut Conn<'_>,
    importer: &Importer,
    key: &IdempotencyKey,
    row: &StatementRow,
    checked: &Checked,
) -> Result<Id> {
    let mut row = row.clone();
    let caller = row.imported_by.clone().unwrap_or_default();
    let request = (
        row.organization_id.clone(),
        row.bank_account_id.clone(),
        row.file_sha256.clone(),
        row.file_name.clone(),
    );
    idempotency::once(conn, key, &caller, "import_statement", &request, |conn| {
        let said = notices(conn, &row.organization_id, checked, &row.file_sha256)?;
        row.notices = serde_json::to_value(said)?;
        StatementState::Booking.name().clone_into(&mut row.state);
        row.worked_at = clock::now_naive();
        store::update_statement(conn, &row)?;
        let details = json!({
            "account_id": row.bank_account_id, "format": row.format, "sha256": row.file_sha256,
            "entries": row.entries, "opening": row.opening, "closing": row.closing,
        });
        let event = Event::new("import_statement", "statement", &row.id)
            .organization(&row.organization_id)
            .details(details);
        audit::record_as(conn, row.imported_by.as_deref(), &importer.origin, event)?;
        Ok(row.id.clone())
    })
}

/// Books the next entries of an import; false once there are none.
fn book_some(app: &App, id: &str) -> Result<bool> {
    app.db.write_blocking(|conn| {
        let mut row = store::get_statement(conn, id)?;
        if row.state != StatementState::Booking.name() {
            return Ok(false);
        }
        let account = organizations::get_account(conn, &row.bank_account_id)?;
        let format = known(StatementFormat::from_name(&row.format), &row.format)?;
        let mut booked = 0;
        while booked < BOOK_BATCH {
            let Some(first) = store::select_staged(conn, id, 1)?.pop() else { break };
            let alike = store::select_staged_alike(conn, &first)?;
            let entries = alike
                .iter()
                .map(|staged| Ok(serde_json::from_str::<Entry>(&staged.entry)?))
                .collect::<Result<Vec<_>>>()?;
            let from_table = format == StatementFormat::Csv;
            take_slot(conn, app, &mut row, &account, from_table, &entries)?;
            store::delete_staged_alike(conn, &first)?;
            booked += i64::try_from(entries.len()).unwrap_or(BOOK_BATCH);
        }
        if booked == 0 {
            StatementState::Completed.name().clone_into(&mut row.state);
        }
        row.worked_at = clock::now_naive();
        store::update_statement(conn, &row)?;
        Ok(booked > 0)
    })
}

/// Goes on with imports that no server works on, and forgets files that were not read to their end.
pub fn go_on(app: &App) -> Result<()> {
    let now = clock::now_naive();
    let left = app.db.read_blocking(|conn| store::select_left(conn, now - LEFT_AFTER, 20))?;
    for (id, state, worked_at) in left {
        if state != READING {
            while book_some(app, &id)? {}
        } else if worked_at < now - READING_MAX {
            app.db.write_blocking(|conn| store::delete_statement(conn, &id))?;
        }
    }
    Ok(())
}
