//! Booking, reversing and reading journals.

use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    ids::Id,
    ledger::{
        AccountBalance, EntryKind, JournalEntry, JournalQuery, LedgerSummary, Posting, accounts,
        ensure_balanced, genesis,
    },
    money::Money,
    page::Page,
};

use super::store::{self, EntryRow, HeadRow, PostingRow};
use crate::{
    platform::{
        app::App,
        clock, cursor,
        db::Conn,
        error::{Error, Result},
    },
    projects::facts,
};

/// What is to be booked; number, time and hashes are the journal's own.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// What it tells of.
    pub kind: EntryKind,
    /// The pledge, bank transaction or expense.
    pub subject_id: Option<Id>,
    /// At least two; they balance per currency.
    pub postings: Vec<Posting>,
}

/// Books an entry at the end of a project's journal, inside the caller's transaction.
///
/// Two bookings for one project never interleave: SQLite has one writer, and on PostgreSQL the second of two
/// serializable transactions that move the same head is run again.
pub fn post(conn: &mut Conn<'_>, project_id: &str, new: NewEntry) -> Result<JournalEntry> {
    append(conn, project_id, new, None)
}

/// Books the mirror image of an entry. Errors: `not-found`, `wrong-state` for one that is reversed already or is itself
/// a reversal.
pub fn reverse(conn: &mut Conn<'_>, project_id: &str, number: i64) -> Result<JournalEntry> {
    let entry = get_entry(conn, project_id, number)?;
    if entry.kind == EntryKind::Reversal
        || store::find_reversal(conn, project_id, number)?.is_some()
    {
        return Err(Error::new(ErrorCode::WrongState).with("state", EntryKind::Reversal.name()));
    }
    let mirror = |posting: Posting| {
        let amount = posting.amount.checked_neg().ok_or_else(overflow)?;
        Ok(Posting { amount, ..posting })
    };
    let new = NewEntry {
        kind: EntryKind::Reversal,
        subject_id: entry.subject_id,
        postings: entry.postings.into_iter().map(mirror).collect::<Result<_>>()?,
    };
    append(conn, project_id, new, Some(number))
}

fn overflow() -> Error {
    Error::internal(std::io::Error::other("an amount of the ledger is too large"))
}

fn append(
    conn: &mut Conn<'_>,
    project_id: &str,
    new: NewEntry,
    reverses: Option<i64>,
) -> Result<JournalEntry> {
    ensure_balanced(&new.postings).map_err(Error::internal)?;
    let (last, previous_hash) = match store::find_head(conn, project_id)? {
        Some(head) => (head.number, head.hash),
        None => (0, genesis(project_id)),
    };
    let mut entry = JournalEntry {
        project_id: project_id.to_owned(),
        number: last + 1,
        booked_at: clock::now(),
        kind: new.kind,
        subject_id: new.subject_id,
        reverses,
        postings: new.postings,
        previous_hash,
        hash: String::new(),
    };
    entry.hash = entry.compute_hash();
    let (row, postings) = rows(&entry)?;
    let head = HeadRow {
        project_id: entry.project_id.clone(),
        number: entry.number,
        hash: entry.hash.clone(),
    };
    store::put_head(conn, &head)?;
    store::insert_entry(conn, &row, &postings)?;
    for posting in &postings {
        let (account, currency) = (&posting.account, &posting.currency);
        let balance = store::find_balance(conn, project_id, account, currency)?.unwrap_or(0);
        let balance = balance.checked_add(posting.amount).ok_or_else(overflow)?;
        store::put_balance(conn, project_id, account, currency, balance)?;
    }
    Ok(entry)
}

fn rows(entry: &JournalEntry) -> Result<(EntryRow, Vec<PostingRow>)> {
    let row = EntryRow {
        project_id: entry.project_id.clone(),
        number: entry.number,
        booked_at: entry.booked_at.naive_utc(),
        kind: entry.kind.name().to_owned(),
        subject_id: entry.subject_id.clone(),
        reverses: entry.reverses,
        previous_hash: entry.previous_hash.clone(),
        hash: entry.hash.clone(),
    };
    let postings = entry.postings.iter().enumerate().map(|(index, posting)| {
        Ok(PostingRow {
            project_id: entry.project_id.clone(),
            number: entry.number,
            position: i32::try_from(index).map_err(Error::internal)?,
            account: posting.account.clone(),
            currency: posting.currency.code().to_owned(),
            amount: posting.amount,
        })
    });
    Ok((row, postings.collect::<Result<_>>()?))
}

fn entry((row, postings): (EntryRow, Vec<PostingRow>)) -> Result<JournalEntry> {
    let postings = postings.into_iter().map(|posting| {
        Ok(Posting {
            currency: posting.currency.parse().map_err(Error::internal)?,
            account: posting.account,
            amount: posting.amount,
        })
    });
    Ok(JournalEntry {
        kind: EntryKind::from_name(&row.kind).ok_or_else(|| {
            Error::internal(std::io::Error::other(format!("entry kind {}", row.kind)))
        })?,
        project_id: row.project_id,
        number: row.number,
        booked_at: row.booked_at.and_utc(),
        subject_id: row.subject_id,
        reverses: row.reverses,
        postings: postings.collect::<Result<_>>()?,
        previous_hash: row.previous_hash,
        hash: row.hash,
    })
}

/// Entries of a project behind the number `after`, in their order.
pub(super) fn entries_after(
    conn: &mut Conn<'_>,
    project_id: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<JournalEntry>> {
    store::select_entries(conn, project_id, after, limit)?.into_iter().map(entry).collect()
}

/// One entry; `not-found` where there is none.
pub fn get_entry(conn: &mut Conn<'_>, project_id: &str, number: i64) -> Result<JournalEntry> {
    let found = entries_after(conn, project_id, number - 1, 1)?.into_iter().next();
    found.filter(|entry| entry.number == number).ok_or_else(Error::not_found)
}

/// What is left of a project's money on the bank accounts, where that is not nothing.
pub fn unspent(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<Money>> {
    let balances = store::select_balances(conn, project_id)?;
    let bank = balances
        .into_iter()
        .filter(|(account, _, balance)| account == accounts::BANK && *balance != 0);
    bank.map(|(_, currency, balance)| {
        Ok(Money::new(balance, currency.parse().map_err(Error::internal)?))
    })
    .collect()
}

/// What is left of a project's money on the bank account in one currency.
pub fn bank_balance(conn: &mut Conn<'_>, project_id: &str, currency: Currency) -> Result<i64> {
    let balance = store::find_balance(conn, project_id, accounts::BANK, currency.code())?;
    Ok(balance.unwrap_or_default())
}

/// The balances of a project's accounts: a few for each kind of money and partner.
pub fn balances(conn: &mut Conn<'_>, project_id: &str) -> Result<Vec<AccountBalance>> {
    let balances = store::select_balances(conn, project_id)?.into_iter();
    balances
        .map(|(account, currency, balance)| {
            let currency = currency.parse().map_err(Error::internal)?;
            Ok(AccountBalance { account, currency, balance })
        })
        .collect()
}

/// The number of the entry that reverses this one, where there is one.
pub fn find_reversal(conn: &mut Conn<'_>, project_id: &str, number: i64) -> Result<Option<i64>> {
    store::find_reversal(conn, project_id, number)
}

/// What of a pledge was given up: withdrawn, or lapsed; in the pledge's currency.
pub fn given_up(
    conn: &mut Conn<'_>,
    project_id: &str,
    pledge_id: &str,
    partner: &str,
) -> Result<i64> {
    let kind = EntryKind::PromiseReleased.name();
    let account = accounts::promised(partner);
    Ok(-store::sum_of_subject(conn, project_id, pledge_id, kind, &account)?)
}

/// How far a public project's journal goes, and its balances.
pub async fn get_ledger(app: &App, project_id: Id) -> Result<LedgerSummary> {
    app.db
        .read(move |conn| {
            facts::get_public_facts(conn, &project_id)?;
            summary(conn, project_id)
        })
        .await
}

pub(super) fn summary(conn: &mut Conn<'_>, project_id: Id) -> Result<LedgerSummary> {
    // The balances before the head: whoever reads the same head before and after knows that they belong to it.
    let balances = balances(conn, &project_id)?;
    let head = store::find_head(conn, &project_id)?;
    let (entries, head) =
        head.map_or_else(|| (0, genesis(&project_id)), |head| (head.number, head.hash));
    Ok(LedgerSummary { project_id, entries, head, balances })
}

/// A public project's journal, page by page from its first entry.
pub async fn list_ledger_entries(
    app: &App,
    project_id: Id,
    query: JournalQuery,
) -> Result<Page<JournalEntry>> {
    let list = format!("list_ledger_entries?{project_id}");
    let after: i64 = app.cursors.open_optional(&list, query.cursor.as_deref())?.unwrap_or(0);
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            facts::get_public_facts(conn, &project_id)?;
            entries_after(conn, &project_id, after, cursor::one_more(limit))
        })
        .await?;
    app.cursors.page(&list, rows, limit, |entry| entry.number)
}
