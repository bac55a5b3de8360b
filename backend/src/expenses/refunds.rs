//! Proposing to give money back to a donor, and what is left to where the plan says.

use kopuro_shared::{
    error::ErrorCode,
    expenses::{CreateDistribution, CreateRefund, DECIDES, Expense, ExpenseKind},
    ids::Id,
    language::Translated,
    money::Money,
    projects::{MoneyPlan, MoneyUse, ProjectState},
    reference::find_references,
    validation::{FieldCode, FieldError},
};

use super::{
    service::{New, ensure_no_run, enter, get_own, new_row, wrong_state},
    store, view,
};
use crate::{
    platform::{
        app::App,
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
    },
    pledges,
    projects::facts::ProjectFacts,
};

/// Proposes to give a donor's money back, by the payment reference that the donor knows.
///
/// Errors: `not-found`, `not-allowed`, `project-frozen`, `decisions-pending`; `validation-failed` for a reference of
/// another project, another currency than the money came in, and more than is left of what came.
pub async fn create_refund(
    app: &App,
    actor: Actor,
    project_id: Id,
    key: IdempotencyKey,
    request: CreateRefund,
) -> Result<Expense> {
    app.db
        .write(move |conn| {
            let (project, role) = get_own(conn, &actor, &project_id, DECIDES)?;
            let sent = (&project_id, &request);
            idempotency::once(conn, &key, &actor.person_id, "create_refund", &sent, |conn| {
                // What a run proposes is spoken for.
                ensure_no_run(conn, &project.id)?;
                let pledge_id = find_refundable(conn, &project, &request)?;
                let new = New {
                    kind: ExpenseKind::Refund,
                    amount: request.amount,
                    spent_on: clock::today(),
                    files: &[],
                };
                let mut row = new_row(conn, &actor, &project, role, &new)?;
                row.purpose = serde_json::to_value(Translated::in_language(
                    actor.origin.language,
                    request.reason.trim(),
                ))?;
                row.pledge_id = Some(pledge_id);
                enter(conn, &actor, &row, &new, "create_refund")?;
                view::expense(conn, row, Some(&actor))
            })
        })
        .await
}

/// The pledge that a refund names, if as much of it can go back.
fn find_refundable(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    request: &CreateRefund,
) -> Result<Id> {
    let unknown = || Error::field("/reference", FieldCode::UnknownReference);
    let reference = find_references(&request.reference).into_iter().next().ok_or_else(unknown)?;
    let found = pledges::booking::find_pledge_by_reference(conn, &reference)?;
    let (pledge_id, _) = found.filter(|(_, of)| *of == project.id).ok_or_else(unknown)?;
    let paid = pledges::facts::get_paid(conn, &pledge_id)?;
    if paid.currency != request.amount.currency {
        return Err(Error::field("/amount/currency", FieldCode::NotAccepted));
    }
    let proposed: i64 = store::select_proposed_refunds(conn, &pledge_id)?.iter().sum();
    let most = paid.net - proposed;
    if request.amount.amount > most {
        let max = Money::new(most.max(0), paid.currency).decimal();
        return Err(Error::invalid(vec![FieldError {
            pointer: "/amount/amount".to_owned(),
            code: FieldCode::OutOfRange,
            figures: [("max", max)].into(),
        }]));
    }
    Ok(pledge_id)
}

/// What is done with a project's money now: the surplus of a completed one, all of a cancelled one. Money that came after
/// a cancellation that had none to plan goes back.
///
/// Errors: `wrong-state` for a project that still needs its money.
pub(super) fn plan_now(project: &ProjectFacts) -> Result<MoneyPlan> {
    if !project.state.allows_distribution() {
        return Err(wrong_state(project.state.name()));
    }
    let plan =
        if project.state == ProjectState::Cancelled { &project.money } else { &project.surplus };
    Ok(plan.clone().unwrap_or_else(|| MoneyPlan {
        money_use: MoneyUse::ReturnToDonors,
        note: Translated::default(),
        project_id: None,
    }))
}

/// Proposes to give what is left where the plan says.
///
/// Errors: `not-found`, `not-allowed`, `project-frozen`, `decisions-pending`, `wrong-state`, `plan-says-otherwise` where
/// it goes back to the donors, `validation-failed`.
pub async fn create_distribution(
    app: &App,
    actor: Actor,
    project_id: Id,
    key: IdempotencyKey,
    request: CreateDistribution,
) -> Result<Expense> {
    app.db
        .write(move |conn| {
            let (project, role) = get_own(conn, &actor, &project_id, DECIDES)?;
            let sent = (&project_id, &request);
            idempotency::once(conn, &key, &actor.person_id, "create_distribution", &sent, |conn| {
                let plan = plan_now(&project)?;
                if plan.money_use == MoneyUse::ReturnToDonors {
                    return Err(Error::new(ErrorCode::PlanSaysOtherwise));
                }
                let new = New {
                    kind: ExpenseKind::Distribution,
                    amount: request.amount,
                    spent_on: request.spent_on,
                    files: &request.invoice_file_ids,
                };
                let mut row = new_row(conn, &actor, &project, role, &new)?;
                row.purpose = serde_json::to_value(&request.purpose)?;
                row.money_use = Some(plan.money_use.name().to_owned());
                row.target_project_id = plan.project_id;
                enter(conn, &actor, &row, &new, "create_distribution")?;
                view::expense(conn, row, Some(&actor))
            })
        })
        .await
}
