//! Entering payments, showing them, and what the other parts of the area share.

use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    expenses::{
        CreateExpense, ENTERS, Expense, ExpenseKind, ExpenseQuery, ExpenseState,
        OrganizationExpenseQuery,
    },
    files::FileKind,
    ids::Id,
    money::Money,
    organizations::Role,
    page::Page,
    validation::FieldCode,
};
use serde_json::json;

use super::{
    store::{self, ExpenseRow},
    view,
};
pub(super) use crate::platform::error::known;
use crate::{
    exchange_rates,
    files::{self, service::Claim},
    ledger, organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
    },
    projects::facts::{self, ProjectFacts},
};

pub(super) fn state_of(row: &ExpenseRow) -> Result<ExpenseState> {
    known(ExpenseState::from_name(&row.state), "expense state")
}

pub(super) fn kind_of(row: &ExpenseRow) -> Result<ExpenseKind> {
    known(ExpenseKind::from_name(&row.kind), "expense kind")
}

pub(super) fn amount_of(row: &ExpenseRow) -> Result<Money> {
    Ok(Money::new(row.amount, row.currency.parse::<Currency>().map_err(Error::internal)?))
}

pub(super) fn wrong_state(state: &str) -> Error {
    Error::new(ErrorCode::WrongState).with("state", state)
}

pub(super) fn overflow() -> Error {
    Error::field("/amount/amount", FieldCode::OutOfRange)
}

/// Who looks at a project's payments.
#[derive(Debug, Clone)]
pub(super) struct Viewer {
    /// The person, where signed in.
    pub person_id: Option<Id>,
    /// The role in the project's organization.
    pub role: Option<Role>,
    /// A member, or a steward with a second factor: sees what is not approved, and names.
    pub is_insider: bool,
}

/// Who looks at an organization's payments.
pub(super) fn viewer(
    conn: &mut Conn<'_>,
    actor: Option<&Actor>,
    organization_id: &str,
) -> Result<Viewer> {
    let role = match actor {
        Some(actor) => organizations::service::find_role(conn, organization_id, &actor.person_id)?,
        None => None,
    };
    let is_steward = actor.is_some_and(|actor| actor.is_steward && actor.second_factor);
    let person_id = actor.map(|actor| actor.person_id.clone());
    Ok(Viewer { person_id, role, is_insider: role.is_some() || is_steward })
}

/// A project that the actor may see, and as whom; `not-found` otherwise.
pub(super) fn get_visible(
    conn: &mut Conn<'_>,
    actor: Option<&Actor>,
    project_id: &str,
) -> Result<(ProjectFacts, Viewer)> {
    let project = facts::get_facts(conn, project_id)?;
    let viewer = viewer(conn, actor, &project.organization_id)?;
    if project.is_public || viewer.is_insider {
        return Ok((project, viewer));
    }
    Err(Error::not_found())
}

/// A project that the actor may work on as a member with one of these roles.
///
/// Errors: `not-found`, `not-allowed`, `project-frozen`.
pub(super) fn get_own(
    conn: &mut Conn<'_>,
    actor: &Actor,
    project_id: &str,
    roles: &[Role],
) -> Result<(ProjectFacts, Role)> {
    let (project, viewer) = get_visible(conn, Some(actor), project_id)?;
    let role = viewer.role.filter(|role| roles.contains(role)).ok_or_else(Error::not_allowed)?;
    facts::ensure_not_frozen(conn, &project.organization_id)?;
    Ok((project, role))
}

/// Refuses while a refund run decides over the project's money.
pub(super) fn ensure_no_run(conn: &mut Conn<'_>, project_id: &str) -> Result<()> {
    if store::runs::has_open_run(conn, project_id)? {
        return Err(Error::new(ErrorCode::DecisionsPending));
    }
    Ok(())
}

/// Enters what a supplier is paid. Nothing is booked before another person approves it.
///
/// Errors: `not-found`, `not-allowed`, `project-frozen`, `decisions-pending`; `wrong-state` while the project's state
/// doesn't allow spending; `exchange-rate-missing`; `validation-failed` for a line of another budget, a currency without
/// an account, a day ahead, and files that are not the organization's documents.
pub async fn create_expense(
    app: &App,
    actor: Actor,
    project_id: Id,
    key: IdempotencyKey,
    request: CreateExpense,
) -> Result<Expense> {
    app.db
        .write(move |conn| {
            let (project, role) = get_own(conn, &actor, &project_id, ENTERS)?;
            let sent = (&project_id, &request);
            idempotency::once(conn, &key, &actor.person_id, "create_expense", &sent, |conn| {
                if !project.state.allows_spending() {
                    return Err(wrong_state(project.state.name()));
                }
                let line = facts::find_budget_line(conn, &project.id, &request.budget_line_id)?;
                if line.is_none() {
                    return Err(Error::field("/budget_line_id", FieldCode::UnknownReference));
                }
                let new = New {
                    kind: ExpenseKind::Expense,
                    amount: request.amount,
                    spent_on: request.spent_on,
                    files: &request.invoice_file_ids,
                };
                let mut row = new_row(conn, &actor, &project, role, &new)?;
                row.purpose = serde_json::to_value(&request.purpose)?;
                row.budget_line_id = Some(request.budget_line_id.clone());
                row.supplier = Some(request.supplier.trim().to_owned());
                enter(conn, &actor, &row, &new, "create_expense")?;
                view::expense(conn, row, Some(&actor))
            })
        })
        .await
}

/// What every kind of payment says of itself.
pub(super) struct New<'a> {
    pub kind: ExpenseKind,
    pub amount: Money,
    pub spent_on: chrono::NaiveDate,
    pub files: &'a [Id],
}

/// The row of a payment that is entered now, without what only its kind has.
pub(super) fn new_row(
    conn: &mut Conn<'_>,
    actor: &Actor,
    project: &ProjectFacts,
    role: Role,
    new: &New<'_>,
) -> Result<ExpenseRow> {
    ensure_no_run(conn, &project.id)?;
    if new.spent_on > clock::today() {
        return Err(Error::field("/spent_on", FieldCode::InvalidDate));
    }
    let currency = new.amount.currency;
    let has_account =
        organizations::facts::find_open_account(conn, &project.organization_id, currency.code())?
            .is_some();
    // Money may still be on an account that takes no more pledges.
    if !has_account && ledger::service::bank_balance(conn, &project.id, currency)? <= 0 {
        return Err(Error::field("/amount/currency", FieldCode::NotAccepted));
    }
    let (counted, _) =
        exchange_rates::service::convert(conn, new.amount, project.currency, new.spent_on)?;
    Ok(ExpenseRow {
        id: clock::new_id(),
        version: 1,
        project_id: project.id.clone(),
        organization_id: project.organization_id.clone(),
        kind: new.kind.name().to_owned(),
        state: ExpenseState::Entered.name().to_owned(),
        amount: new.amount.amount,
        currency: currency.code().to_owned(),
        counted: counted.amount,
        spent_on: new.spent_on,
        purpose: json!({}),
        budget_line_id: None,
        supplier: None,
        pledge_id: None,
        money_use: None,
        target_project_id: None,
        partner: None,
        refund_run_id: None,
        entered_by: actor.person_id.clone(),
        entered_role: role.name().to_owned(),
        entered_at: clock::now_naive(),
        decided_by: None,
        decided_role: None,
        decided_at: None,
        reason: None,
        entry_number: None,
        transaction_id: None,
    })
}

/// Writes a new payment with its files and its audit entry.
pub(super) fn enter(
    conn: &mut Conn<'_>,
    actor: &Actor,
    row: &ExpenseRow,
    new: &New<'_>,
    operation: &str,
) -> Result<()> {
    claim_invoices(conn, actor, row, new.files, false)?;
    store::insert_expense(conn, row)?;
    store::insert_invoices(conn, &row.id, new.files)?;
    let event = Event::new(operation, "expense", &row.id)
        .organization(&row.organization_id)
        .details(json!({ "amount": new.amount, "project_id": row.project_id }));
    audit::record(conn, actor, event)
}

/// Claims the files of a payment; from its approval on everyone may see them.
pub(super) fn claim_invoices(
    conn: &mut Conn<'_>,
    actor: &Actor,
    row: &ExpenseRow,
    files: &[Id],
    is_public: bool,
) -> Result<()> {
    for (index, file_id) in files.iter().enumerate() {
        let claim = Claim {
            file_id,
            pointer: &format!("/invoice_file_ids/{index}"),
            kind: Some(FileKind::Document),
            organization_id: &row.organization_id,
            is_public,
        };
        files::service::claim(conn, actor, &claim)?;
    }
    Ok(())
}

/// A payment; `not-found` for one that is not approved to who is neither member nor steward.
pub async fn get_expense(app: &App, visitor: Visitor, id: Id) -> Result<Expense> {
    app.db
        .read(move |conn| {
            let row = store::get_expense(conn, &id)?;
            let actor = visitor.actor.as_ref();
            let (_, viewer) = get_visible(conn, actor, &row.project_id)?;
            if !viewer.is_insider && !state_of(&row)?.is_public() {
                return Err(Error::not_found());
            }
            view::expense(conn, row, actor)
        })
        .await
}

/// A project's payments of a kind, newest first; what is or was in the ledger for everyone, the others for members and
/// stewards.
pub async fn list_expenses(
    app: &App,
    visitor: Visitor,
    project_id: Id,
    query: ExpenseQuery,
) -> Result<Page<Expense>> {
    let kind = query.kind.unwrap_or(ExpenseKind::Expense);
    let list = format!("list_expenses?{project_id}{}{:?}", kind.name(), query.state);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let actor = visitor.actor.as_ref();
            let (project, viewer) = get_visible(conn, actor, &project_id)?;
            let states: Vec<_> = ExpenseState::ALL
                .iter()
                .filter(|state| query.state.is_none_or(|asked| asked == **state))
                .filter(|state| viewer.is_insider || state.is_public())
                .map(|state| state.name())
                .collect();
            let more = cursor::one_more(limit);
            let before = before.as_deref();
            let rows =
                store::select_of_project(conn, &project.id, kind.name(), &states, before, more)?;
            view::expenses(conn, rows, &viewer)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |expense| expense.id.clone())
}

/// An organization's payments that wait for a decision (or stand as asked), newest first; for members and stewards.
pub async fn list_organization_expenses(
    app: &App,
    actor: Actor,
    organization_id: Id,
    query: OrganizationExpenseQuery,
) -> Result<Page<Expense>> {
    let state = query.state.unwrap_or(ExpenseState::Entered);
    let list = format!("list_organization_expenses?{organization_id}{}", state.name());
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            organizations::service::ensure_insider(conn, &actor, &organization_id)?;
            let viewer = viewer(conn, Some(&actor), &organization_id)?;
            let rows = store::select_of_organization(
                conn,
                &organization_id,
                state.name(),
                before.as_deref(),
                cursor::one_more(limit),
            )?;
            view::expenses(conn, rows, &viewer)
        })
        .await?;
    app.cursors.page(&list, rows, limit, |expense| expense.id.clone())
}
