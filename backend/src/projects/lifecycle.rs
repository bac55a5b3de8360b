//! Moving projects along: who may do what and when stands in `kopuro_shared::projects::lifecycle`; here it is looked up
//! what holds.

use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    language::Translated,
    money::Money,
    organizations::{OrganizationSummary, Verification},
    projects::{
        ActOnProject, AllowedAction, Condition, EventKind, Project, ProjectAction, ProjectState,
        lifecycle::{ProjectActor, ProjectFault, Transition},
    },
    validation::{FieldCode, FieldError},
};
use serde_json::json;

use super::{
    catalogue,
    events::{self, NewEvent},
    service::{
        currency_of, ensure_named, ensure_not_frozen, get_visible, save, state_of, wrong_state,
    },
    store::{self, ProjectRow, plan::PlanRows},
    view,
};
use crate::{
    exchange_rates, ledger, organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
        origin::Origin,
    },
    pledges,
};

/// Conditions that the request itself meets, by what it says.
const BY_REQUEST: Condition = Condition::MoneyPlanned;

/// What the actor may do with a project now, and what still stands in the way. While its organization is suspended
/// only stewards may do anything.
pub(super) fn allowed_actions(
    conn: &mut Conn<'_>,
    row: &ProjectRow,
    plan: &PlanRows,
    acts_as: ProjectActor,
    organization: &OrganizationSummary,
) -> Result<Vec<AllowedAction>> {
    let frozen = organization.verification == Verification::Suspended;
    if frozen && matches!(acts_as, ProjectActor::Member(_)) {
        return Ok(Vec::new());
    }
    let mut actions = Vec::new();
    for transition in state_of(row)?.transitions(acts_as) {
        actions.push(AllowedAction {
            action: transition.action,
            needs_reason: transition.needs_reason,
            unmet: unmet(conn, row, plan, organization, transition)?,
        });
    }
    Ok(actions)
}

/// The conditions of a transition that don't hold; that a cancellation plans the money is asked only where money came.
fn unmet(
    conn: &mut Conn<'_>,
    row: &ProjectRow,
    plan: &PlanRows,
    organization: &OrganizationSummary,
    transition: &Transition,
) -> Result<Vec<Condition>> {
    let mut of_plan = None;
    let mut unmet = Vec::new();
    for condition in transition.conditions {
        let holds = match condition {
            Condition::Described => [&row.summary, &row.description].into_iter().all(|text| {
                serde_json::from_value::<Translated>(text.clone())
                    .is_ok_and(|text| text.iter().any(|(_, text)| !text.trim().is_empty()))
            }),
            Condition::OrganizationVerified => organization.verification == Verification::Verified,
            Condition::BankAccountOpen => {
                let (id, currency) = (&row.organization_id, &row.currency);
                organizations::facts::find_open_account(conn, id, currency)?.is_some()
            }
            Condition::GoalSet
            | Condition::BudgetCoversGoal
            | Condition::SharesComplete
            | Condition::RuleFits
            | Condition::MilestonePlanned
            | Condition::EndDateAhead
            | Condition::SurplusPlanned => {
                if of_plan.is_none() {
                    of_plan = Some(view::plan(row, plan)?.unmet(&row.sector, clock::today()));
                }
                of_plan.as_ref().is_some_and(|unmet| !unmet.contains(condition))
            }
            Condition::GoalCovered => {
                pledges::facts::standing(conn, &row.id)?.received >= row.goal && row.goal > 0
            }
            Condition::ProcurementRecorded => {
                store::work::find_procurement(conn, &row.id)?.is_some()
            }
            Condition::MilestonesDone => plan.milestones.iter().all(|row| row.done_on.is_some()),
            Condition::NothingUnspent | Condition::MoneyPlanned => {
                ledger::service::unspent(conn, &row.id)?.is_empty()
            }
        };
        if !holds {
            unmet.push(*condition);
        }
    }
    Ok(unmet)
}

fn conditions_unmet(conditions: &[Condition]) -> Error {
    let fields = conditions.iter().map(|condition| FieldError {
        pointer: format!("/conditions/{}", condition.name()),
        code: FieldCode::Unmet,
        figures: [("condition", condition.name().to_owned())].into(),
    });
    Error::refused(ErrorCode::ConditionsUnmet, fields.collect())
}

/// Moves a project along its lifecycle, writes it into its history and tells its followers.
///
/// Errors: `not-found`, `not-allowed`, `stale-version`, `wrong-state`, `conditions-unmet`, `project-frozen`,
/// `exchange-rate-missing` where a project in another currency is published and there is no rate to list it in som.
pub async fn act_on_project(
    app: &App,
    actor: Actor,
    id: String,
    if_match: IfMatch,
    request: ActOnProject,
) -> Result<Project> {
    app.db
        .write(move |conn| {
            let (mut row, acts_as) = get_visible(conn, Some(&actor), &id)?;
            if_match.ensure(row.version)?;
            let transition =
                state_of(&row)?.step(request.action, acts_as).map_err(|fault| match fault {
                    ProjectFault::NotAllowed => Error::not_allowed(),
                    ProjectFault::WrongState => wrong_state(&row),
                })?;
            if let ProjectActor::Member(_) = acts_as {
                ensure_not_frozen(conn, &row.organization_id)?;
            }
            let plan = store::plan::select_plan(conn, &id)?;
            let organization = organizations::facts::get_summary(conn, &row.organization_id)?;
            let mut conditions = unmet(conn, &row, &plan, &organization, transition)?;
            conditions.retain(|condition| *condition != BY_REQUEST || request.money.is_none());
            if !conditions.is_empty() {
                return Err(conditions_unmet(&conditions));
            }
            ensure_named(conn, &id, "/money/project_id", request.money.as_ref())?;
            if request.action == ProjectAction::Publish {
                ensure_listable(conn, &row)?;
            }
            if let Some(money) = &request.money {
                row.money_use = Some(money.money_use.name().to_owned());
                row.money_note = Some(serde_json::to_value(&money.note)?);
                row.money_project_id.clone_from(&money.project_id);
            }
            enter(conn, &mut row, transition, &request.reason)?;
            let event = Event::new("act_on_project", "project", &id)
                .organization(&row.organization_id)
                .reason(&request.reason)
                .details(json!({ "action": request.action, "state": row.state }));
            audit::record(conn, &actor, event)?;
            view::project(conn, row, Some(&actor))
        })
        .await
}

/// Enters the transition's state: the row, the history, the listing, and what comes with it.
fn enter(
    conn: &mut Conn<'_>,
    row: &mut ProjectRow,
    transition: &Transition,
    reason: &str,
) -> Result<()> {
    let now = clock::now_naive();
    transition.to.name().clone_into(&mut row.state);
    row.state_since = now;
    row.state_reason = transition.needs_reason.then(|| reason.trim().to_owned());
    if transition.to == ProjectState::Published {
        row.published_at = Some(now);
    }
    let kind = EventKind::StateChanged;
    events::record(conn, row, NewEvent { kind, subject_id: None, reason: Some(reason) })?;
    save(conn, row)?;
    if transition.to == ProjectState::Cancelled {
        pledges::facts::end_promises(conn, &row.id)?;
    }
    catalogue::refresh(conn, row)
}

/// The catalogue compares what projects lack in som.
fn ensure_listable(conn: &mut Conn<'_>, row: &ProjectRow) -> Result<()> {
    let goal = Money::new(row.goal, currency_of(row)?);
    exchange_rates::service::convert(conn, goal, Currency::Kgs, clock::today()).map(|_| ())
}

/// What a statement proves has changed the project's money: the listing follows, and a project whose goal is covered is
/// funded from then on. Runs inside the transaction that books.
pub fn money_changed(conn: &mut Conn<'_>, project_id: &str) -> Result<()> {
    let mut row = store::get_project(conn, project_id)?;
    let step = state_of(&row)?.step(ProjectAction::Fund, ProjectActor::Platform);
    let covered = pledges::facts::standing(conn, project_id)?.received >= row.goal;
    match step {
        Ok(transition) if covered && row.goal > 0 => {
            enter(conn, &mut row, transition, "")?;
            let event = Event::new("act_on_project", "project", project_id)
                .organization(&row.organization_id)
                .details(json!({ "action": ProjectAction::Fund, "state": row.state }));
            audit::record_as(conn, None, &Origin::internal("ledger"), event)
        }
        _ => catalogue::refresh(conn, &row),
    }
}
