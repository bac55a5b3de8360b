//! What becomes of a file's entries: known ones are passed over, credits with one payment reference of ours are booked,
//! other credits wait, debits are kept. Runs inside a write transaction that may be repeated.

use std::collections::HashSet;

use kopuro_shared::{
    error::ErrorCode,
    ids::Id,
    matching::Partner,
    money::Money,
    statements::{
        Direction, NoticeKind, QueueReason, TransactionState,
        identity::{Marks, Slot},
        references::find_payment_references,
    },
};

use super::{
    read::{Entry, Part},
    slots::{Stored, Verdict, compare, next_fingerprint},
    store::{self, AllocationRow, StatementRow, TransactionRow},
    view::{count_notice, currency_of},
};
use crate::{
    organizations::facts::{self as bank_accounts, BankAccount},
    platform::{
        app::App,
        clock,
        db::Conn,
        error::{Error, Result},
    },
    pledges::{
        self,
        booking::{BookReceipt, ReceiptFrom, book_receipt},
    },
    projects,
};

/// What is to be done with a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Book it for this pledge of this project.
    Book { pledge_id: Id, project_id: Id, reference: String },
    /// Let it wait.
    Queue(QueueReason),
    /// Keep it as money that left.
    Keep,
}

/// Whom and what a booking is for.
#[derive(Debug, Clone)]
pub struct Target {
    /// From whom, for what.
    pub from: ReceiptFrom,
    /// The project.
    pub project_id: Id,
    /// Whose money it is counted as.
    pub partner: Partner,
}

impl Target {
    /// A pledge.
    pub fn pledge(pledge_id: Id, project_id: Id) -> Self {
        Self { from: ReceiptFrom::Pledge(pledge_id), project_id, partner: Partner::Diaspora }
    }

    fn pledge_id(&self) -> Option<Id> {
        match &self.from {
            ReceiptFrom::Pledge(id) => Some(id.clone()),
            ReceiptFrom::Partner(..) => None,
        }
    }
}

/// What is to be done with a transaction, by what the bank says of it. Reads only.
pub fn decide(
    conn: &mut Conn<'_>,
    account: &BankAccount,
    entry: &Entry,
    part: &Part,
    is_doubtful: bool,
) -> Result<Decision> {
    if entry.is_reversal {
        return Ok(Decision::Queue(QueueReason::Reversal));
    }
    if entry.direction == Direction::Debit {
        return Ok(Decision::Keep);
    }
    if entry.is_batch {
        return Ok(Decision::Queue(QueueReason::Batch));
    }
    if is_doubtful {
        return Ok(Decision::Queue(QueueReason::PossibleDuplicate));
    }
    let texts = part.remittance.iter().chain(&part.additional).chain(&part.end_to_end_id);
    decide_by_reference(conn, account, &find_payment_references(texts.map(String::as_str)))
}

/// What is to be done with a credit that these payment references are in.
pub fn decide_by_reference(
    conn: &mut Conn<'_>,
    account: &BankAccount,
    references: &[String],
) -> Result<Decision> {
    let queue = |reason| Ok(Decision::Queue(reason));
    let [reference] = references else {
        return queue(if references.is_empty() {
            QueueReason::NoReference
        } else {
            QueueReason::SeveralReferences
        });
    };
    let found = pledges::facts::find_by_references(conn, std::slice::from_ref(reference))?;
    let Some(pledge) = found.into_iter().next() else {
        return queue(QueueReason::UnknownReference);
    };
    let project = projects::facts::get_facts(conn, &pledge.project_id)?;
    if project.organization_id != account.organization_id {
        // Says no more than that it is none of ours.
        return queue(QueueReason::UnknownReference);
    }
    let paid_to = bank_accounts::get_account(conn, &pledge.bank_account_id)?;
    if account.closed_at.is_some() || paid_to.closed_at.is_some() {
        return queue(QueueReason::ClosedAccount);
    }
    Ok(Decision::Book {
        pledge_id: pledge.id,
        project_id: pledge.project_id,
        reference: reference.clone(),
    })
}

/// Takes all entries of a file that share a slot.
pub fn take_slot(
    conn: &mut Conn<'_>,
    app: &App,
    statement: &mut StatementRow,
    account: &BankAccount,
    from_table: bool,
    entries: &[Entry],
) -> Result<()> {
    let sections = entries.chunk_by(|one, other| one.section == other.section);
    for entries in sections {
        take_section(conn, app, statement, account, from_table, entries)?;
    }
    Ok(())
}

/// The slot of some entries that share one.
pub fn slot_of(account: &BankAccount, entry: &Entry) -> Result<Slot> {
    Ok(Slot {
        account: account.number.clone(),
        currency: currency_of(&account.currency)?,
        booked_on: entry.booked_on,
        direction: entry.direction,
        amount: entry.amount,
    })
}

/// The stored entries of a slot.
pub fn stored_in(conn: &mut Conn<'_>, account: &BankAccount, slot: &Slot) -> Result<Vec<Stored>> {
    let rows = store::select_slot(
        conn,
        &account.organization_id,
        (&account.number, &account.currency),
        slot.booked_on,
        slot.direction.name(),
        slot.amount,
    )?;
    rows.into_iter().map(Stored::new).collect()
}

fn take_section(
    conn: &mut Conn<'_>,
    app: &App,
    statement: &mut StatementRow,
    account: &BankAccount,
    from_table: bool,
    entries: &[Entry],
) -> Result<()> {
    let Some(first) = entries.first() else { return Ok(()) };
    let slot = slot_of(account, first)?;
    let mut stored = stored_in(conn, account, &slot)?;
    let mut taken: HashSet<String> =
        stored.iter().map(|stored| stored.row.fingerprint.clone()).collect();
    let verdicts = compare(entries, from_table, &stored);
    for (entry, verdict) in entries.iter().zip(verdicts) {
        let mut double = None;
        match verdict {
            Verdict::Known { index, by_likeness } => {
                let known = &mut stored[index];
                if !splits(conn, &known.row, entry)? {
                    statement.known += 1;
                    count_notice(statement, NoticeKind::KnownByLikeness, i64::from(by_likeness))?;
                    adopt_reference(conn, &slot, known, entry, &mut taken)?;
                    continue;
                }
                // Its parts have come: they take the place of the whole, of which nothing was booked.
                taken.remove(&known.row.fingerprint);
                store::delete_unsplit(conn, &known.row.id)?;
            }
            Verdict::Doubtful { index } => double = Some(stored[index].row.id.clone()),
            Verdict::New => {}
        }
        let fingerprint = next_fingerprint(&slot, &entry.marks(), &mut taken);
        let new = NewEntry { account, from_table, entry, fingerprint, double };
        new.insert(conn, app, statement)?;
    }
    Ok(())
}

/// Whether an entry tells the parts of one that is stored whole and that nobody has touched.
fn splits(conn: &mut Conn<'_>, known: &TransactionRow, entry: &Entry) -> Result<bool> {
    let untouched = known.is_batch
        && known.used == 0
        && known.state == TransactionState::Queued.name()
        && entry.parts.len() > 1;
    Ok(untouched && !store::is_referred_to(conn, &known.id)?)
}

/// A file with the bank's reference tells it for one that came without: from now on they are told apart by it.
fn adopt_reference(
    conn: &mut Conn<'_>,
    slot: &Slot,
    known: &mut Stored,
    entry: &Entry,
    taken: &mut HashSet<String>,
) -> Result<()> {
    let marks = entry.marks();
    if known.marks.bank_reference.is_some() || marks.bank_reference.is_none() {
        return Ok(());
    }
    known.marks.bank_reference.clone_from(&marks.bank_reference);
    taken.remove(&known.row.fingerprint);
    let fingerprint = next_fingerprint(slot, &known.marks, taken);
    let value = serde_json::to_value(&known.marks)?;
    for mut row in store::select_parts(conn, &known.row.entry_id)? {
        row.fingerprint.clone_from(&fingerprint);
        row.marks = value.clone();
        if row.part == 1 {
            row.bank_reference.clone_from(&marks.bank_reference);
        }
        store::update_transaction(conn, &row)?;
    }
    known.row.fingerprint = fingerprint;
    Ok(())
}

struct NewEntry<'a> {
    account: &'a BankAccount,
    from_table: bool,
    entry: &'a Entry,
    fingerprint: String,
    /// The transaction that it may be once more.
    double: Option<Id>,
}

impl NewEntry<'_> {
    fn insert(self, conn: &mut Conn<'_>, app: &App, statement: &mut StatementRow) -> Result<()> {
        let entry = self.entry;
        count_notice(statement, NoticeKind::Reversals, i64::from(entry.is_reversal))?;
        count_notice(statement, NoticeKind::Batches, i64::from(entry.is_batch))?;
        let doubtful = i64::from(self.double.is_some());
        count_notice(statement, NoticeKind::PossibleDuplicates, doubtful)?;
        let (entry_id, marks) = (clock::new_id(), entry.marks());
        for (index, part) in entry.parts.iter().enumerate() {
            let mut row = self.row(statement, &entry_id, &marks, index, part)?;
            let decision = decide(conn, self.account, entry, part, self.double.is_some())?;
            match decision {
                Decision::Keep => {
                    set_state(&mut row, TransactionState::Outgoing, None);
                    store::insert_transaction(conn, &row)?;
                    statement.outgoing += 1;
                }
                Decision::Queue(reason) => {
                    set_state(&mut row, TransactionState::Queued, Some(reason));
                    store::insert_transaction(conn, &row)?;
                    statement.queued += 1;
                }
                Decision::Book { pledge_id, project_id, .. } => {
                    set_state(&mut row, TransactionState::Queued, Some(QueueReason::NoRate));
                    store::insert_transaction(conn, &row)?;
                    let target = Target::pledge(pledge_id, project_id);
                    let amount = row.amount;
                    if book_if_rated(conn, app, &mut row, &target, amount)? {
                        statement.matched += 1;
                    } else {
                        statement.queued += 1;
                    }
                }
            }
        }
        Ok(())
    }

    fn row(
        &self,
        statement: &StatementRow,
        entry_id: &str,
        marks: &Marks,
        index: usize,
        part: &Part,
    ) -> Result<TransactionRow> {
        let entry = self.entry;
        let whole = entry.parts.len() == 1;
        let own = part.bank_reference.clone();
        let bank_reference = if whole {
            entry.bank_reference.clone().or(own)
        } else {
            own.or(entry.bank_reference.clone())
        };
        Ok(TransactionRow {
            id: clock::new_id(),
            version: 1,
            organization_id: self.account.organization_id.clone(),
            statement_id: statement.id.clone(),
            bank_account_id: self.account.id.clone(),
            account_number: self.account.number.clone(),
            currency: self.account.currency.clone(),
            entry_id: entry_id.to_owned(),
            part: i32::try_from(index + 1).map_err(Error::internal)?,
            entry_amount: entry.amount,
            fingerprint: self.fingerprint.clone(),
            marks: serde_json::to_value(marks)?,
            from_table: self.from_table,
            direction: entry.direction.name().to_owned(),
            state: TransactionState::Outgoing.name().to_owned(),
            queue_reason: None,
            amount: part.amount,
            used: 0,
            booked_on: entry.booked_on,
            valued_on: entry.valued_on,
            counterparty: part.counterparty.clone(),
            counterparty_account: part.counterparty_account.clone(),
            remittance: part.texts(),
            bank_reference,
            end_to_end_id: part.end_to_end_id.clone(),
            instructed: part.instructed.map(|money| money.amount),
            instructed_currency: part.instructed.map(|money| money.currency.code().to_owned()),
            is_reversal: entry.is_reversal,
            is_batch: entry.is_batch,
            possible_duplicate_of: self.double.clone(),
            set_aside_reason: None,
            created_at: clock::now_naive(),
        })
    }
}

/// Where a transaction stands from now on.
pub fn set_state(row: &mut TransactionRow, state: TransactionState, reason: Option<QueueReason>) {
    state.name().clone_into(&mut row.state);
    row.queue_reason = reason.map(|reason| reason.name().to_owned());
    row.set_aside_reason = None;
}

/// Books a matched transaction; false, and nothing changed, where there is no exchange rate of its day.
fn book_if_rated(
    conn: &mut Conn<'_>,
    app: &App,
    row: &mut TransactionRow,
    target: &Target,
    amount: i64,
) -> Result<bool> {
    match allocate(conn, app, row, target, amount, None) {
        Ok(()) => Ok(true),
        // Refused before anything was written; see `pledges::booking`.
        Err(error) if error.code == ErrorCode::ExchangeRateMissing => Ok(false),
        Err(error) => Err(error),
    }
}

/// Books so much of a transaction. The row is stored with what is left of it.
pub fn allocate(
    conn: &mut Conn<'_>,
    app: &App,
    row: &mut TransactionRow,
    target: &Target,
    amount: i64,
    made_by: Option<&str>,
) -> Result<()> {
    let id = clock::new_id();
    let receipt = BookReceipt {
        from: target.from.clone(),
        transaction_id: id.clone(),
        amount: Money::new(amount, currency_of(&row.currency)?),
        received_on: row.booked_on,
    };
    let booked = book_receipt(conn, app, &receipt)?;
    let allocation = AllocationRow {
        id,
        transaction_id: row.id.clone(),
        amount,
        project_id: target.project_id.clone(),
        partner: target.partner.name().to_owned(),
        pledge_id: target.pledge_id(),
        receipt_id: booked.receipt_id,
        made_by: made_by.map(str::to_owned),
        made_at: clock::now_naive(),
        reversed_by: None,
        reversed_at: None,
        reversal_reason: None,
    };
    store::insert_allocation(conn, &allocation)?;
    row.used += amount;
    if row.used == row.amount {
        set_state(row, TransactionState::Booked, None);
    } else {
        set_state(row, TransactionState::Queued, Some(QueueReason::Remainder));
    }
    store::update_transaction(conn, row)
}
