//! What is to be seen: imports, transactions, the queue.

use kopuro_shared::{
    ids::Id,
    matching::Partner,
    money::Money,
    page::Page,
    statements::{
        Allocation, Direction, Statement, StatementQuery, Transaction, TransactionClaim,
        TransactionQuery, TransactionState, TransactionSummary,
        references::find_payment_references,
    },
};

use super::{
    decisions::ensure_can_handle,
    store::{self, AllocationRow, READING, TransactionFilter, TransactionRow},
    suggestions::suggest,
    view::{self, currency_of, direction_of, known, name_of, queue_reason},
};
use crate::{
    platform::{
        app::App,
        auth::Actor,
        cursor,
        db::Conn,
        error::{Error, Result},
    },
    pledges, projects,
};

/// Allocations and claims that a transaction shows.
const SHOWN_MAX: i64 = 200;

/// The payment references in a transaction's texts.
pub fn references_of(row: &TransactionRow) -> Vec<String> {
    let id = row.end_to_end_id.as_deref();
    find_payment_references(row.remittance.lines().chain(id))
}

/// An organization's imports, newest first.
pub async fn list_statements(
    app: &App,
    actor: Actor,
    organization_id: Id,
    query: StatementQuery,
) -> Result<Page<Statement>> {
    let list = format!("list_statements?{organization_id}&{:?}", query.account_id);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            ensure_can_handle(conn, &actor, &organization_id)?;
            let rows = store::select_statements(
                conn,
                &organization_id,
                query.account_id.as_deref(),
                before.as_deref(),
                cursor::one_more(limit),
            )?;
            rows.into_iter().map(|row| view::statement(conn, row)).collect::<Result<Vec<_>>>()
        })
        .await?;
    app.cursors.page(&list, rows, limit, |statement| statement.id.clone())
}

/// One import.
pub async fn get_statement(
    app: &App,
    actor: Actor,
    organization_id: Id,
    id: Id,
) -> Result<Statement> {
    app.db
        .read(move |conn| {
            ensure_can_handle(conn, &actor, &organization_id)?;
            let row = store::get_statement(conn, &id)?;
            if row.organization_id != organization_id || row.state == READING {
                return Err(Error::not_found());
            }
            view::statement(conn, row)
        })
        .await
}

/// An organization's bank transactions, newest first.
pub async fn list_transactions(
    app: &App,
    actor: Actor,
    organization_id: Id,
    query: TransactionQuery,
) -> Result<Page<TransactionSummary>> {
    let filters = TransactionQuery { cursor: None, limit: None, ..query.clone() };
    let list = format!("list_transactions?{organization_id}&{filters:?}");
    let filter = TransactionFilter {
        state: query.state.map(|state| state.name().to_owned()),
        direction: query.direction.map(|direction| direction.name().to_owned()),
        account_id: query.account_id,
        statement_id: query.statement_id,
        from: query.from,
        to: query.to,
        before: app.cursors.open_optional(&list, query.cursor.as_deref())?,
    };
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            ensure_can_handle(conn, &actor, &organization_id)?;
            let limit = cursor::one_more(limit);
            store::select_transactions(conn, &organization_id, &filter, limit)
        })
        .await?;
    let rows: Vec<_> = rows.into_iter().map(view::summary).collect::<Result<_>>()?;
    app.cursors.page(&list, rows, limit, |row| row.id.clone())
}

/// One bank transaction, with suggestions while it waits.
pub async fn get_transaction(
    app: &App,
    actor: Actor,
    organization_id: Id,
    id: Id,
) -> Result<Transaction> {
    app.db
        .read(move |conn| {
            ensure_can_handle(conn, &actor, &organization_id)?;
            let row = store::get_transaction(conn, &organization_id, &id)?;
            transaction(conn, row)
        })
        .await
}

/// A row as the treasurer sees it.
pub(super) fn transaction(conn: &mut Conn<'_>, row: TransactionRow) -> Result<Transaction> {
    let currency = currency_of(&row.currency)?;
    let state = known(TransactionState::from_name(&row.state), &row.state)?;
    let direction = direction_of(&row)?;
    let waits = state == TransactionState::Queued && direction == Direction::Credit;
    let suggestions = if waits { suggest(conn, &row)? } else { Vec::new() };
    let allocations = store::select_allocations(conn, &row.id, SHOWN_MAX)?;
    let allocations = allocations.into_iter().map(|it| allocation(conn, &row, it));
    let allocations = allocations.collect::<Result<_>>()?;
    let claims = store::select_claims(conn, &row.id, SHOWN_MAX)?;
    let claims = claims.into_iter().map(|claim| TransactionClaim {
        kind: claim.kind,
        subject_id: claim.subject_id,
        amount: Money::new(claim.amount, currency),
    });
    let instructed = match (row.instructed, &row.instructed_currency) {
        (Some(amount), Some(code)) => Some(Money::new(amount, currency_of(code)?)),
        _ => None,
    };
    Ok(Transaction {
        direction,
        state,
        queue_reason: queue_reason(&row)?,
        amount: Money::new(row.amount, currency),
        open: Money::new(row.amount - row.used, currency),
        references: references_of(&row),
        instructed,
        allocations,
        claims: claims.collect(),
        suggestions,
        id: row.id,
        version: row.version,
        account_id: row.bank_account_id,
        statement_id: row.statement_id,
        booked_on: row.booked_on,
        valued_on: row.valued_on,
        counterparty: row.counterparty,
        counterparty_account: row.counterparty_account,
        remittance: row.remittance,
        bank_reference: row.bank_reference,
        end_to_end_id: row.end_to_end_id,
        is_reversal: row.is_reversal,
        is_batch: row.is_batch,
        possible_duplicate_of: row.possible_duplicate_of,
        set_aside_reason: row.set_aside_reason,
    })
}

fn allocation(
    conn: &mut Conn<'_>,
    row: &TransactionRow,
    allocation: AllocationRow,
) -> Result<Allocation> {
    let project = projects::facts::get_facts(conn, &allocation.project_id)?;
    let reference = match &allocation.pledge_id {
        Some(id) => pledges::facts::find_pledge(conn, id)?.map(|pledge| pledge.reference),
        None => None,
    };
    Ok(Allocation {
        amount: Money::new(allocation.amount, currency_of(&row.currency)?),
        partner: known(Partner::from_name(&allocation.partner), &allocation.partner)?,
        made_by: name_of(conn, allocation.made_by.as_deref())?,
        id: allocation.id,
        project_id: allocation.project_id,
        project_title: project.title,
        pledge_id: allocation.pledge_id,
        reference,
        made_at: allocation.made_at.and_utc(),
        reversed_at: allocation.reversed_at.map(|at| at.and_utc()),
        reversal_reason: allocation.reversal_reason,
    })
}
