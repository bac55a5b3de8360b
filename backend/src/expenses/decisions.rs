//! Deciding on payments: who may do what stands in `kopuro_shared::expenses`; here it is looked up what holds, and booked.

use kopuro_shared::{
    error::ErrorCode,
    expenses::{ActOnExpense, Expense, ExpenseAction, ExpenseFault, ExpenseKind, ExpenseState},
    ids::Id,
    ledger::{EntryKind, Posting, accounts},
    money::Money,
    organizations::Role,
    projects::{EventKind, ProjectState},
};
use serde_json::json;

use super::{
    mails, proof,
    service::{
        amount_of, claim_invoices, ensure_no_run, get_visible, kind_of, known, overflow, state_of,
        wrong_state,
    },
    store::{
        self, ExpenseRow, ReversalRow,
        sums::{self, LineRow},
    },
    view,
};
use crate::{
    ledger::{self, service::NewEntry},
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
    },
    pledges::{
        self,
        refunds::{BookRefund, book_refund},
    },
    projects::{
        events,
        facts::{self, ProjectFacts},
    },
};

/// Who decides, in which role.
#[derive(Debug, Clone)]
pub(super) struct Decider {
    pub person_id: Id,
    pub role: Role,
}

/// Does something with a payment.
///
/// Errors: `not-found`, `not-allowed`, `four-eyes`, `second-factor-required`, `project-frozen`, `stale-version`,
/// `wrong-state`, `not-enough-money`, `decisions-pending` while a refund run decides over the project's money.
pub async fn act_on_expense(
    app: &App,
    actor: Actor,
    id: Id,
    if_match: IfMatch,
    request: ActOnExpense,
) -> Result<Expense> {
    let state = app.clone();
    app.db.write(move |conn| act(conn, &state, &actor, &id, if_match, &request)).await
}

fn act(
    conn: &mut Conn<'_>,
    app: &App,
    actor: &Actor,
    id: &str,
    if_match: IfMatch,
    request: &ActOnExpense,
) -> Result<Expense> {
    let mut row = store::get_expense(conn, id)?;
    let (project, viewer) = get_visible(conn, Some(actor), &row.project_id)?;
    let (kind, state) = (kind_of(&row)?, state_of(&row)?);
    if !viewer.is_insider && !state.is_public() {
        return Err(Error::not_found());
    }
    let reversal = store::select_reversals(conn, &[id])?.remove(id);
    let acts_as = view::actor_on(&row, state, &viewer, reversal.as_ref());
    let transition =
        state.step(kind, request.action, acts_as).map_err(|fault| refusal(fault, &row))?;
    let role = acts_as.role.ok_or_else(Error::not_allowed)?;
    facts::ensure_not_frozen(conn, &project.organization_id)?;
    if_match.ensure(row.version)?;
    if transition.needs_second_factor {
        actor.ensure_second_factor()?;
    }
    // A refund run is decided on whole.
    if row.refund_run_id.is_some() && state == ExpenseState::Entered {
        return Err(Error::new(ErrorCode::DecisionsPending));
    }
    let by = Decider { person_id: actor.person_id.clone(), role };
    match request.action {
        ExpenseAction::Approve => {
            ensure_not_own_refund(conn, actor, &row)?;
            ensure_no_run(conn, &project.id)?;
            ensure_payable(conn, actor, &project, &row)?;
            let files = store::select_invoices(conn, &[id])?.remove(id).unwrap_or_default();
            claim_invoices(conn, actor, &row, &files, true)?;
            approve(conn, app, &project, &mut row, &by)?;
            // Refunds and distributions tell those whom they concern.
            if kind == ExpenseKind::Expense {
                let event = EventKind::ExpenseApproved;
                events::note_expense(conn, &project.id, event, id)?;
            }
        }
        ExpenseAction::Reject => {
            ensure_not_own_refund(conn, actor, &row)?;
            reject(&mut row, &by, &request.reason);
        }
        ExpenseAction::Withdraw => {}
        ExpenseAction::ProposeReversal => {
            ensure_reversible(&project)?;
            store::insert_reversal(conn, &new_reversal(&row, &by, &request.reason))?;
        }
        ExpenseAction::ApproveReversal => {
            ensure_reversible(&project)?;
            let reversal = known(reversal, "reversal")?;
            approve_reversal(conn, &row, reversal, &by)?;
            proof::release(conn, &mut row)?;
        }
        ExpenseAction::RejectReversal => {
            let mut reversal = known(reversal, "reversal")?;
            settle(&mut reversal, "rejected", &by);
            reversal.rejected_because = Some(request.reason.trim().to_owned());
            store::update_reversal(conn, &reversal)?;
        }
    }
    transition.to.name().clone_into(&mut row.state);
    row.version += 1;
    store::update_expense(conn, &row)?;
    let event = Event::new("act_on_expense", "expense", id)
        .organization(&row.organization_id)
        .reason(&request.reason)
        .details(json!({ "action": request.action, "amount": amount_of(&row)? }));
    audit::record(conn, actor, event)?;
    view::expense(conn, row, Some(actor))
}

fn refusal(fault: ExpenseFault, row: &ExpenseRow) -> Error {
    match fault {
        ExpenseFault::NotAllowed => Error::not_allowed(),
        ExpenseFault::FourEyes => Error::new(ErrorCode::FourEyes),
        ExpenseFault::WrongState => wrong_state(&row.state),
    }
}

/// Nobody decides on money that comes to them.
fn ensure_not_own_refund(conn: &mut Conn<'_>, actor: &Actor, row: &ExpenseRow) -> Result<()> {
    let Some(pledge_id) = &row.pledge_id else { return Ok(()) };
    let owner = pledges::facts::pledge_owners(conn, &[pledge_id])?.remove(pledge_id);
    if owner.is_some_and(|owner| owner.person_id == actor.person_id) {
        return Err(Error::new(ErrorCode::FourEyes));
    }
    Ok(())
}

/// Refuses a payment that the project's state doesn't allow, or that the bank doesn't have.
fn ensure_payable(
    conn: &mut Conn<'_>,
    actor: &Actor,
    project: &ProjectFacts,
    row: &ExpenseRow,
) -> Result<()> {
    let allowed = match kind_of(row)? {
        ExpenseKind::Expense => project.state.allows_spending(),
        ExpenseKind::Distribution => project.state.allows_distribution(),
        // What came can go back at any time.
        ExpenseKind::Refund => true,
    };
    if !allowed {
        return Err(wrong_state(project.state.name()));
    }
    let asked = amount_of(row)?;
    let left = ledger::service::bank_balance(conn, &project.id, asked.currency)?;
    if left < asked.amount {
        let language = actor.origin.language;
        return Err(Error::new(ErrorCode::NotEnoughMoney)
            .with("left", Money::new(left, asked.currency).display(language))
            .with("asked", asked.display(language)));
    }
    Ok(())
}

/// A mistake can be reversed until the project's account is closed.
fn ensure_reversible(project: &ProjectFacts) -> Result<()> {
    if project.state == ProjectState::Accepted {
        return Err(wrong_state(project.state.name()));
    }
    Ok(())
}

fn decide(row: &mut ExpenseRow, by: &Decider) {
    row.decided_by = Some(by.person_id.clone());
    row.decided_role = Some(by.role.name().to_owned());
    row.decided_at = Some(clock::now_naive());
}

/// Notes that a payment is not made. The caller writes the row.
pub(super) fn reject(row: &mut ExpenseRow, by: &Decider, reason: &str) {
    decide(row, by);
    ExpenseState::Rejected.name().clone_into(&mut row.state);
    row.reason = Some(reason.trim().to_owned());
}

/// Books a payment that another person has approved, with its sums; the donor of a refund is told. The caller has checked
/// that it may be made, and writes the row.
pub(super) fn approve(
    conn: &mut Conn<'_>,
    app: &App,
    project: &ProjectFacts,
    row: &mut ExpenseRow,
    by: &Decider,
) -> Result<()> {
    decide(row, by);
    ExpenseState::Approved.name().clone_into(&mut row.state);
    let number = match kind_of(row)? {
        ExpenseKind::Expense => pay(conn, row, EntryKind::Expense, accounts::SPENT)?,
        ExpenseKind::Distribution => {
            pay(conn, row, EntryKind::Distribution, accounts::DISTRIBUTED)?
        }
        ExpenseKind::Refund => {
            let pledge_id = known(row.pledge_id.clone(), "pledge of a refund")?;
            let refund = BookRefund { pledge_id, subject_id: row.id.clone(), amount: row.amount };
            let number = book_refund(conn, &refund)?;
            mails::mail_refunded(conn, app, project, row)?;
            number
        }
    };
    row.entry_number = Some(number);
    add_up(conn, row, 1)
}

fn pay(conn: &mut Conn<'_>, row: &ExpenseRow, kind: EntryKind, account: &str) -> Result<i64> {
    let Money { amount, currency } = amount_of(row)?;
    let entry = NewEntry {
        kind,
        subject_id: Some(row.id.clone()),
        postings: vec![
            Posting::debit(account, currency, amount),
            Posting::credit(accounts::BANK, currency, amount),
        ],
    };
    Ok(ledger::service::post(conn, &row.project_id, entry)?.number)
}

/// Adds a payment to the sums, or with -1 takes it off.
fn add_up(conn: &mut Conn<'_>, row: &ExpenseRow, times: i64) -> Result<()> {
    let kind = kind_of(row)?;
    if kind == ExpenseKind::Refund {
        return Ok(());
    }
    let counted = row.counted.checked_mul(times).ok_or_else(overflow)?;
    let mut totals = sums::get_totals(conn, &row.project_id)?;
    let sum =
        if kind == ExpenseKind::Expense { &mut totals.spent } else { &mut totals.distributed };
    *sum = sum.checked_add(counted).ok_or_else(overflow)?;
    sums::put_totals(conn, &totals)?;
    let Some(line_id) = &row.budget_line_id else { return Ok(()) };
    let mut line = sums::find_line(conn, line_id)?.unwrap_or_else(|| LineRow {
        budget_line_id: line_id.clone(),
        project_id: row.project_id.clone(),
        spent: 0,
        expenses: 0,
    });
    line.spent = line.spent.checked_add(counted).ok_or_else(overflow)?;
    line.expenses += times;
    sums::put_line(conn, &line)
}

fn new_reversal(row: &ExpenseRow, by: &Decider, reason: &str) -> ReversalRow {
    ReversalRow {
        id: clock::new_id(),
        expense_id: row.id.clone(),
        state: "proposed".to_owned(),
        reason: reason.trim().to_owned(),
        entered_by: by.person_id.clone(),
        entered_role: by.role.name().to_owned(),
        entered_at: clock::now_naive(),
        decided_by: None,
        decided_role: None,
        decided_at: None,
        rejected_because: None,
        entry_number: None,
    }
}

fn settle(reversal: &mut ReversalRow, state: &str, by: &Decider) {
    state.clone_into(&mut reversal.state);
    reversal.decided_by = Some(by.person_id.clone());
    reversal.decided_role = Some(by.role.name().to_owned());
    reversal.decided_at = Some(clock::now_naive());
}

/// Books the mirror image, and takes the payment off the sums.
fn approve_reversal(
    conn: &mut Conn<'_>,
    row: &ExpenseRow,
    mut reversal: ReversalRow,
    by: &Decider,
) -> Result<()> {
    let number = known(row.entry_number, "entry of a payment")?;
    let mirror = ledger::service::reverse(conn, &row.project_id, number)?;
    settle(&mut reversal, "approved", by);
    reversal.entry_number = Some(mirror.number);
    store::update_reversal(conn, &reversal)?;
    add_up(conn, row, -1)
}
