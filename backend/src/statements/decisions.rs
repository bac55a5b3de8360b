//! What a treasurer decides about bank transactions, and takes back.

use kopuro_shared::{
    error::ErrorCode,
    ids::Id,
    organizations::OrganizationAction,
    reference::find_references,
    statements::{
        BookingTarget, Direction, ExplainTransaction, MatchTransaction, QueueReason,
        SplitTransaction, Transaction, TransactionPart, TransactionState, UnmatchTransaction,
    },
    validation::FieldCode,
};
use serde_json::{Value, json};

use super::{
    booking::{Decision, Target, allocate, decide_by_reference, set_state},
    facts::ensure_open,
    import::ensure_not_suspended,
    lists::{references_of, transaction},
    store::{self, TransactionRow},
};
use crate::{
    organizations::{self, facts as bank_accounts},
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
    },
    pledges::{self, booking::ReceiptFrom, reversals::reverse_receipt},
    projects,
};

/// Refuses who may not handle an organization's money, or has not shown a second factor.
pub fn ensure_can_handle(conn: &mut Conn<'_>, actor: &Actor, organization_id: &str) -> Result<()> {
    organizations::service::ensure_can(
        conn,
        actor,
        organization_id,
        OrganizationAction::HandleStatements,
    )?;
    actor.ensure_second_factor()
}

/// One decision: who, about which version of which transaction.
pub struct Decided {
    /// Who decides.
    pub actor: Actor,
    /// The version that the decision is based on.
    pub if_match: IfMatch,
    /// Whose transaction.
    pub organization_id: Id,
    /// Which.
    pub transaction_id: Id,
}

impl Decided {
    /// The transaction, if the actor may decide about it and nobody has meanwhile.
    fn open(&self, conn: &mut Conn<'_>) -> Result<TransactionRow> {
        ensure_can_handle(conn, &self.actor, &self.organization_id)?;
        ensure_not_suspended(conn, &self.organization_id)?;
        let row = store::get_transaction(conn, &self.organization_id, &self.transaction_id)?;
        self.if_match.ensure(row.version)?;
        Ok(row)
    }

    /// Stores the new version, writes down what was decided, and shows it.
    fn close(
        &self,
        conn: &mut Conn<'_>,
        mut row: TransactionRow,
        action: &str,
        reason: Option<&str>,
        details: Value,
    ) -> Result<Transaction> {
        row.version += 1;
        store::update_transaction(conn, &row)?;
        let mut event = Event::new(action, "transaction", &row.id)
            .organization(&self.organization_id)
            .details(details);
        event.reason = reason;
        audit::record(conn, &self.actor, event)?;
        transaction(conn, row)
    }
}

fn wrong_state(row: &TransactionRow) -> Error {
    Error::new(ErrorCode::WrongState).with("state", &row.state)
}

/// Books what is open of a transaction, or a part of it, for one pledge or partner.
///
/// Errors: `not-found`, `stale-version`, `wrong-state` for what does not wait, `transaction-exhausted`,
/// `validation-failed` for a target that is not this organization's, `exchange-rate-missing`.
pub async fn match_transaction(
    app: &App,
    decided: Decided,
    request: MatchTransaction,
) -> Result<Transaction> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let row = decided.open(conn)?;
            let amount = request.amount.unwrap_or(row.amount - row.used);
            let part = TransactionPart { target: request.target.clone(), amount };
            book(conn, &state, &decided, row, &[(String::new(), part)], "match_transaction")
        })
        .await
}

/// Books what is open of a transaction for several pledges or partners. Errors: those of [`match_transaction`].
pub async fn split_transaction(
    app: &App,
    decided: Decided,
    request: SplitTransaction,
) -> Result<Transaction> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let row = decided.open(conn)?;
            let parts: Vec<_> = request
                .parts
                .iter()
                .enumerate()
                .map(|(index, part)| (format!("/parts/{index}"), part.clone()))
                .collect();
            book(conn, &state, &decided, row, &parts, "split_transaction")
        })
        .await
}

fn book(
    conn: &mut Conn<'_>,
    app: &App,
    decided: &Decided,
    mut row: TransactionRow,
    parts: &[(String, TransactionPart)],
    action: &str,
) -> Result<Transaction> {
    let waits = row.state == TransactionState::Queued.name();
    if !waits || row.direction != Direction::Credit.name() {
        return Err(wrong_state(&row));
    }
    let total = parts.iter().try_fold(0_i64, |sum, (_, part)| sum.checked_add(part.amount));
    ensure_open(&row, total.unwrap_or(i64::MAX))?;
    let mut details = Vec::new();
    for (pointer, part) in parts {
        let target = resolve(conn, &decided.organization_id, pointer, &part.target)?;
        let person = Some(decided.actor.person_id.as_str());
        allocate(conn, app, &mut row, &target, part.amount, person)?;
        details.push(json!({
            "project_id": target.project_id, "partner": target.partner, "amount": part.amount,
            "currency": row.currency,
        }));
    }
    decided.close(conn, row, action, None, json!({ "parts": details }))
}

/// For whom and what a target is; it must be this organization's.
fn resolve(
    conn: &mut Conn<'_>,
    organization_id: &str,
    pointer: &str,
    target: &BookingTarget,
) -> Result<Target> {
    let unknown = |field: &str| {
        Error::field(&format!("{pointer}/target/{field}"), FieldCode::UnknownReference)
    };
    let (project_id, field, made) = match (&target.pledge_id, &target.reference, &target.project_id)
    {
        (Some(id), _, _) => {
            let pledge = pledges::facts::find_pledge(conn, id)?;
            let pledge = pledge.ok_or_else(|| unknown("pledge_id"))?;
            let target = Target::pledge(pledge.id, pledge.project_id.clone());
            (pledge.project_id, "pledge_id", target)
        }
        (None, Some(reference), _) => {
            let found = find_references(reference);
            let pledge = pledges::facts::find_by_references(conn, &found)?.into_iter().next();
            let pledge = pledge.filter(|_| found.len() == 1).ok_or_else(|| unknown("reference"))?;
            let target = Target::pledge(pledge.id, pledge.project_id.clone());
            (pledge.project_id, "reference", target)
        }
        (None, None, Some(id)) => {
            let partner = target.partner.ok_or_else(|| unknown("partner"))?;
            let from = ReceiptFrom::Partner(id.clone(), partner);
            (id.clone(), "project_id", Target { from, project_id: id.clone(), partner })
        }
        (None, None, None) => return Err(unknown("pledge_id")),
    };
    let project = match projects::facts::get_facts(conn, &project_id) {
        Err(error) if error.code == ErrorCode::NotFound => return Err(unknown(field)),
        project => project?,
    };
    // A draft takes no money; another organization's project is none of this one's business.
    if project.organization_id != organization_id || !project.is_public {
        return Err(unknown(field));
    }
    Ok(made)
}

/// Sets a transaction, or what is left of it, aside as not ours.
///
/// Errors: `wrong-state` for what is booked, or claimed by an expense.
pub async fn set_aside_transaction(
    app: &App,
    decided: Decided,
    request: ExplainTransaction,
) -> Result<Transaction> {
    app.db
        .write(move |conn| {
            let mut row = decided.open(conn)?;
            let queued = row.state == TransactionState::Queued.name();
            let unclaimed = row.state == TransactionState::Outgoing.name() && row.used == 0;
            if !queued && !unclaimed {
                return Err(wrong_state(&row));
            }
            set_state(&mut row, TransactionState::SetAside, None);
            row.set_aside_reason = Some(request.reason.clone());
            let reason = Some(request.reason.as_str());
            decided.close(conn, row, "set_aside_transaction", reason, Value::Null)
        })
        .await
}

/// Takes back what was set aside: it waits again, or is money that left again.
pub async fn take_back_transaction(
    app: &App,
    decided: Decided,
    request: ExplainTransaction,
) -> Result<Transaction> {
    app.db
        .write(move |conn| {
            let mut row = decided.open(conn)?;
            if row.state != TransactionState::SetAside.name() {
                return Err(wrong_state(&row));
            }
            if row.direction == Direction::Debit.name() && !row.is_reversal {
                set_state(&mut row, TransactionState::Outgoing, None);
            } else {
                let reason = waiting_reason(conn, &row)?;
                set_state(&mut row, TransactionState::Queued, Some(reason));
            }
            let reason = Some(request.reason.as_str());
            decided.close(conn, row, "take_back_transaction", reason, Value::Null)
        })
        .await
}

/// Why a transaction that is not booked waits.
fn waiting_reason(conn: &mut Conn<'_>, row: &TransactionRow) -> Result<QueueReason> {
    let plain = [
        (row.used > 0, QueueReason::Remainder),
        (row.is_reversal, QueueReason::Reversal),
        (row.is_batch, QueueReason::Batch),
        (row.possible_duplicate_of.is_some(), QueueReason::PossibleDuplicate),
    ];
    if let Some((_, reason)) = plain.into_iter().find(|(holds, _)| *holds) {
        return Ok(reason);
    }
    let account = bank_accounts::get_account(conn, &row.bank_account_id)?;
    Ok(match decide_by_reference(conn, &account, &references_of(row))? {
        Decision::Queue(reason) => reason,
        Decision::Book { .. } | Decision::Keep => QueueReason::Unmatched,
    })
}

/// Undoes what a transaction was booked for, all of it or one allocation: the ledger gets the mirror entries, and the
/// transaction waits again.
///
/// Errors: `wrong-state` where nothing is booked; `not-found` for an allocation that is not there, or undone already;
/// `money-spent`.
pub async fn unmatch_transaction(
    app: &App,
    decided: Decided,
    request: UnmatchTransaction,
) -> Result<Transaction> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let mut row = decided.open(conn)?;
            let mut undone = store::select_open_allocations(conn, &row.id)?;
            if undone.is_empty() {
                return Err(wrong_state(&row));
            }
            if let Some(id) = &request.allocation_id {
                undone.retain(|allocation| allocation.id == *id);
            }
            if undone.is_empty() {
                return Err(Error::not_found());
            }
            let person = &decided.actor.person_id;
            for allocation in &undone {
                reverse_receipt(conn, &state, &allocation.receipt_id, &request.reason)?;
                let now = clock::now_naive();
                store::mark_reversed(conn, &allocation.id, person, now, &request.reason)?;
                row.used -= allocation.amount;
            }
            set_state(&mut row, TransactionState::Queued, Some(QueueReason::Unmatched));
            let ids: Vec<_> = undone.iter().map(|allocation| &allocation.id).collect();
            let details = json!({ "allocations": ids });
            let reason = Some(request.reason.as_str());
            decided.close(conn, row, "unmatch_transaction", reason, details)
        })
        .await
}
