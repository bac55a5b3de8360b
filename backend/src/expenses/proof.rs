//! The bank's word for it: the debit on a statement that shows an approved payment. It changes no money, so one person who
//! handles it is enough; the sums were seen by two.

use kopuro_shared::{
    expenses::{DECIDES, Expense, ExpenseKind, ProveExpense},
    ids::Id,
    projects::EventKind,
    validation::FieldCode,
};
use serde_json::json;

use super::{
    service::{get_own, get_visible, state_of, wrong_state},
    store::{self, ExpenseRow},
    view,
};
use crate::{
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
    },
    projects, statements,
};

/// A payment that the actor may prove.
fn get_provable(
    conn: &mut Conn<'_>,
    actor: &Actor,
    id: &str,
    if_match: IfMatch,
) -> Result<ExpenseRow> {
    let row = store::get_expense(conn, id)?;
    let (_, viewer) = get_visible(conn, Some(actor), &row.project_id)?;
    if !viewer.is_insider && !state_of(&row)?.is_public() {
        return Err(Error::not_found());
    }
    get_own(conn, actor, &row.project_id, DECIDES)?;
    if_match.ensure(row.version)?;
    Ok(row)
}

/// Names the debit that shows a payment; another one takes the place of the one before.
///
/// Errors: `not-found`, `not-allowed`, `project-frozen`, `stale-version`, `wrong-state` for a payment that is not booked and
/// for what is no debit, `transaction-exhausted`; `validation-failed` for a debit that the organization has not, or in
/// another currency.
pub async fn prove_expense(
    app: &App,
    actor: Actor,
    id: Id,
    if_match: IfMatch,
    request: ProveExpense,
) -> Result<Expense> {
    app.db
        .write(move |conn| {
            let mut row = get_provable(conn, &actor, &id, if_match)?;
            if !state_of(&row)?.is_booked() {
                return Err(wrong_state(&row.state));
            }
            release(conn, &mut row)?;
            let (organization, transaction) = (&row.organization_id, &request.transaction_id);
            let outgoing = statements::facts::get_outgoing(conn, organization, transaction)
                .map_err(|error| match error.code {
                    kopuro_shared::error::ErrorCode::NotFound => {
                        Error::field("/transaction_id", FieldCode::UnknownReference)
                    }
                    _ => error,
                })?;
            if outgoing.amount.currency.code() != row.currency {
                return Err(Error::field("/transaction_id", FieldCode::NotAccepted));
            }
            statements::facts::claim_outgoing(
                conn,
                organization,
                transaction,
                &row.kind,
                &row.id,
                row.amount,
            )?;
            row.transaction_id = Some(request.transaction_id.clone());
            if row.kind == ExpenseKind::Expense.name() {
                let event = EventKind::ExpenseProved;
                projects::events::note_expense(conn, &row.project_id, event, &row.id)?;
            }
            save(conn, &actor, row, "prove_expense")
        })
        .await
}

/// Takes back which debit shows a payment.
///
/// Errors: those of [`prove_expense`]; `wrong-state` where none does.
pub async fn unprove_expense(
    app: &App,
    actor: Actor,
    id: Id,
    if_match: IfMatch,
) -> Result<Expense> {
    app.db
        .write(move |conn| {
            let mut row = get_provable(conn, &actor, &id, if_match)?;
            if row.transaction_id.is_none() {
                return Err(wrong_state(&row.state));
            }
            release(conn, &mut row)?;
            save(conn, &actor, row, "unprove_expense")
        })
        .await
}

/// Gives back what a payment has claimed of a debit. The caller writes the row.
pub(super) fn release(conn: &mut Conn<'_>, row: &mut ExpenseRow) -> Result<()> {
    let Some(transaction) = row.transaction_id.take() else { return Ok(()) };
    statements::facts::release(conn, &row.organization_id, &transaction, &row.kind, &row.id)
}

fn save(
    conn: &mut Conn<'_>,
    actor: &Actor,
    mut row: ExpenseRow,
    operation: &str,
) -> Result<Expense> {
    row.version += 1;
    store::update_expense(conn, &row)?;
    let event = Event::new(operation, "expense", &row.id)
        .organization(&row.organization_id)
        .details(json!({ "transaction_id": row.transaction_id }));
    audit::record(conn, actor, event)?;
    view::expense(conn, row, Some(actor))
}
