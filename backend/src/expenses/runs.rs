//! Giving what is left back to everyone who paid, in proportion. There may be a hundred thousand of them: the server goes
//! on step by step, each step a transaction of its own that can be taken up again anywhere.

use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    expenses::{
        ActOnRefundRun, AllowedExpenseAction, CreateRefundRun, DECIDES, ExpenseAction, ExpenseKind,
        ExpenseState, RefundRun, RefundRunAction, RefundRunState, refund_share,
    },
    ids::Id,
    language::{Language, Translated},
    ledger::accounts,
    matching::Partner,
    money::Money,
    organizations::{PageQuery, Role},
    page::Page,
    projects::MoneyUse,
};
use serde_json::json;

use super::{
    decisions::{self, Decider},
    refunds::plan_now,
    service::{Viewer, amount_of, ensure_no_run, get_own, get_visible, known, wrong_state},
    store::{
        self, ExpenseRow,
        runs::{self as rows, RunRow},
    },
    view::Names,
};
use crate::{
    exchange_rates, ledger,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
        idempotency::{self, IdempotencyKey},
        origin::Origin,
    },
    pledges,
    projects::facts::{self, ProjectFacts},
};

/// Payments of one step.
const BATCH: i64 = 100;
/// Runs that the job looks at together.
const RUNS: i64 = 20;

fn state_of(row: &RunRow) -> Result<RefundRunState> {
    known(RefundRunState::from_name(&row.state), "state of a refund run")
}

fn currency_of(row: &RunRow) -> Result<Currency> {
    row.currency.parse().map_err(Error::internal)
}

/// Proposes to give what is left in a currency back to everyone who paid. The first step is taken at once, the others by
/// the server's job.
///
/// Errors: `not-found`, `not-allowed`, `project-frozen`, `wrong-state` for a project that still needs its money,
/// `plan-says-otherwise`, `decisions-pending` while payments wait for a decision, `not-enough-money` where nothing is left.
pub async fn create_refund_run(
    app: &App,
    actor: Actor,
    project_id: Id,
    key: IdempotencyKey,
    request: CreateRefundRun,
) -> Result<RefundRun> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let (project, role) = get_own(conn, &actor, &project_id, DECIDES)?;
            let sent = (&project_id, &request);
            idempotency::once(conn, &key, &actor.person_id, "create_refund_run", &sent, |conn| {
                if plan_now(&project)?.money_use != MoneyUse::ReturnToDonors {
                    return Err(Error::new(ErrorCode::PlanSaysOtherwise));
                }
                ensure_no_run(conn, &project.id)?;
                if store::has_entered(conn, &project.id)? {
                    return Err(Error::new(ErrorCode::DecisionsPending));
                }
                let mut row = new_row(conn, &actor, &project, role, &request)?;
                rows::insert_run(conn, &row)?;
                let event = Event::new("create_refund_run", "refund_run", &row.id)
                    .organization(&row.organization_id)
                    .details(json!({ "project_id": project.id, "left": row.left_amount, "currency": row.currency }));
                audit::record(conn, &actor, event)?;
                step(conn, &state, &mut row)?;
                view(conn, row, Some(&actor))
            })
        })
        .await
}

fn new_row(
    conn: &mut Conn<'_>,
    actor: &Actor,
    project: &ProjectFacts,
    role: Role,
    request: &CreateRefundRun,
) -> Result<RunRow> {
    let currency = request.currency;
    let left = ledger::service::bank_balance(conn, &project.id, currency)?;
    if left <= 0 {
        let language = actor.origin.language;
        return Err(Error::new(ErrorCode::NotEnoughMoney)
            .with("left", Money::new(left, currency).display(language))
            .with("asked", Money::new(1, currency).display(language)));
    }
    let came = received(conn, &project.id, currency)?;
    let paid: i64 = came.iter().map(|(_, amount)| amount).sum();
    let now = clock::now_naive();
    Ok(RunRow {
        id: clock::new_id(),
        version: 1,
        project_id: project.id.clone(),
        organization_id: project.organization_id.clone(),
        state: RefundRunState::Proposing.name().to_owned(),
        currency: currency.code().to_owned(),
        left_amount: left,
        paid,
        shared: 0,
        after_id: None,
        proposed: 0,
        proposals: 0,
        settled: 0,
        note: request.note.trim().to_owned(),
        entered_by: actor.person_id.clone(),
        entered_role: role.name().to_owned(),
        entered_at: now,
        decided_by: None,
        decided_role: None,
        decided_at: None,
        reason: None,
        updated_at: now,
    })
}

/// What partners brought in a currency, less refunds (which are the diaspora's), as the ledger has it.
fn received(
    conn: &mut Conn<'_>,
    project_id: &str,
    currency: Currency,
) -> Result<Vec<(Partner, i64)>> {
    let balances = ledger::service::balances(conn, project_id)?;
    let balance = |account: &str| {
        balances
            .iter()
            .find(|row| row.account == account && row.currency == currency)
            .map_or(0, |row| row.balance)
    };
    let brought = Partner::ALL.iter().map(|partner| {
        let refunded = if *partner == Partner::Diaspora { balance(accounts::REFUNDED) } else { 0 };
        (*partner, -balance(&accounts::received(partner.name())) - refunded)
    });
    Ok(brought.filter(|(_, amount)| *amount > 0).collect())
}

/// Takes the next step of a run, and writes it back.
fn step(conn: &mut Conn<'_>, app: &App, run: &mut RunRow) -> Result<()> {
    let project = facts::get_facts(conn, &run.project_id)?;
    match state_of(run)? {
        RefundRunState::Proposing => propose(conn, &project, run)?,
        RefundRunState::Approving => approve(conn, app, &project, run)?,
        RefundRunState::Rejecting => reject(conn, run)?,
        RefundRunState::Entered | RefundRunState::Approved | RefundRunState::Rejected => {
            return Ok(());
        }
    }
    run.version += 1;
    run.updated_at = clock::now_naive();
    rows::update_run(conn, run)
}

fn enter_state(run: &mut RunRow, state: RefundRunState) {
    state.name().clone_into(&mut run.state);
    run.after_id = None;
}

fn propose(conn: &mut Conn<'_>, project: &ProjectFacts, run: &mut RunRow) -> Result<()> {
    let currency = currency_of(run)?;
    let after = run.after_id.clone().unwrap_or_default();
    let batch = pledges::facts::paid_pledges(conn, &run.project_id, currency, &after, BATCH)?;
    for pledge in &batch {
        let share = next_share(run, pledge.net);
        if share > 0 {
            let mut row = payment(conn, project, run, share, ExpenseKind::Refund)?;
            row.pledge_id = Some(pledge.id.clone());
            add(conn, run, &row)?;
        }
        run.after_id = Some(pledge.id.clone());
    }
    if i64::try_from(batch.len()).unwrap_or_default() == BATCH {
        return Ok(());
    }
    // Those who paid without a pledge, partners among them.
    let mut others = received(conn, &run.project_id, currency)?;
    let pledged = run.shared;
    for (partner, net) in &mut others {
        if *partner == Partner::Diaspora {
            *net = (*net - pledged).max(0);
        }
    }
    for (partner, net) in others {
        let share = next_share(run, net);
        if share > 0 {
            let mut row = payment(conn, project, run, share, ExpenseKind::Distribution)?;
            row.money_use = Some(MoneyUse::ReturnToDonors.name().to_owned());
            row.partner = Some(partner.name().to_owned());
            add(conn, run, &row)?;
        }
    }
    enter_state(run, RefundRunState::Entered);
    Ok(())
}

/// Cuts the share of one who paid `net` off what is left.
fn next_share(run: &mut RunRow, net: i64) -> i64 {
    let net = net.clamp(0, run.paid - run.shared);
    let share = refund_share(run.left_amount, run.paid, run.shared, net);
    run.shared += net;
    share
}

fn payment(
    conn: &mut Conn<'_>,
    project: &ProjectFacts,
    run: &RunRow,
    amount: i64,
    kind: ExpenseKind,
) -> Result<ExpenseRow> {
    let today = clock::today();
    let money = Money::new(amount, currency_of(run)?);
    let (counted, _) = exchange_rates::service::convert(conn, money, project.currency, today)?;
    let note = if run.note.is_empty() {
        plan_now(project)?.note
    } else {
        Translated::in_language(Language::Ky, &run.note)
    };
    Ok(ExpenseRow {
        id: clock::new_id(),
        version: 1,
        project_id: run.project_id.clone(),
        organization_id: run.organization_id.clone(),
        kind: kind.name().to_owned(),
        state: ExpenseState::Entered.name().to_owned(),
        amount,
        currency: run.currency.clone(),
        counted: counted.amount,
        spent_on: today,
        purpose: serde_json::to_value(note)?,
        budget_line_id: None,
        supplier: None,
        pledge_id: None,
        money_use: None,
        target_project_id: None,
        partner: None,
        refund_run_id: Some(run.id.clone()),
        entered_by: run.entered_by.clone(),
        entered_role: run.entered_role.clone(),
        entered_at: clock::now_naive(),
        decided_by: None,
        decided_role: None,
        decided_at: None,
        reason: None,
        entry_number: None,
        transaction_id: None,
    })
}

fn add(conn: &mut Conn<'_>, run: &mut RunRow, row: &ExpenseRow) -> Result<()> {
    store::insert_expense(conn, row)?;
    run.proposals += 1;
    run.proposed += row.amount;
    Ok(())
}

fn decider(run: &RunRow) -> Result<Decider> {
    let role = run.decided_role.as_deref().and_then(Role::from_name);
    Ok(Decider {
        person_id: known(run.decided_by.clone(), "who decided on a refund run")?,
        role: known(role, "role")?,
    })
}

fn unsettled(conn: &mut Conn<'_>, run: &RunRow) -> Result<Vec<ExpenseRow>> {
    rows::select_unsettled(conn, &run.id, run.after_id.as_deref().unwrap_or_default(), BATCH)
}

fn approve(conn: &mut Conn<'_>, app: &App, project: &ProjectFacts, run: &mut RunRow) -> Result<()> {
    let by = decider(run)?;
    let batch = unsettled(conn, run)?;
    for mut row in batch {
        // What a statement took back meanwhile can't be given: the others get theirs all the same.
        let asked = amount_of(&row)?;
        let mut most = ledger::service::bank_balance(conn, &project.id, asked.currency)?;
        if let Some(pledge_id) = &row.pledge_id {
            most = most.min(pledges::facts::get_paid(conn, pledge_id)?.net);
        }
        if asked.amount <= most {
            decisions::approve(conn, app, project, &mut row, &by)?;
        } else {
            decisions::reject(&mut row, &by, ErrorCode::NotEnoughMoney.slug());
        }
        settle(conn, run, row, &by)?;
    }
    if run.settled == run.proposals {
        enter_state(run, RefundRunState::Approved);
    }
    Ok(())
}

fn reject(conn: &mut Conn<'_>, run: &mut RunRow) -> Result<()> {
    let by = decider(run)?;
    let reason = run.reason.clone().unwrap_or_default();
    for mut row in unsettled(conn, run)? {
        decisions::reject(&mut row, &by, &reason);
        settle(conn, run, row, &by)?;
    }
    if run.settled == run.proposals {
        enter_state(run, RefundRunState::Rejected);
    }
    Ok(())
}

fn settle(conn: &mut Conn<'_>, run: &mut RunRow, mut row: ExpenseRow, by: &Decider) -> Result<()> {
    row.version += 1;
    store::update_expense(conn, &row)?;
    run.settled += 1;
    run.after_id = Some(row.id.clone());
    let event = Event::new("act_on_expense", "expense", &row.id)
        .organization(&row.organization_id)
        .details(json!({ "refund_run": run.id, "state": row.state, "amount": amount_of(&row)? }));
    audit::record_as(conn, Some(&by.person_id), &Origin::internal("refund-run"), event)
}

/// Approves or rejects a run whole; the first step is taken at once.
///
/// Errors: `not-found`, `not-allowed`, `four-eyes`, `second-factor-required`, `project-frozen`, `stale-version`,
/// `wrong-state`.
pub async fn act_on_refund_run(
    app: &App,
    actor: Actor,
    id: Id,
    if_match: IfMatch,
    request: ActOnRefundRun,
) -> Result<RefundRun> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let mut row = rows::get_run(conn, &id)?;
            ensure_insider(conn, &actor, &row)?;
            let (_, role) = get_own(conn, &actor, &row.project_id, DECIDES)?;
            if_match.ensure(row.version)?;
            if state_of(&row)? != RefundRunState::Entered {
                return Err(wrong_state(&row.state));
            }
            if row.entered_by == actor.person_id {
                return Err(Error::new(ErrorCode::FourEyes));
            }
            actor.ensure_second_factor()?;
            row.decided_by = Some(actor.person_id.clone());
            row.decided_role = Some(role.name().to_owned());
            row.decided_at = Some(clock::now_naive());
            match request.action {
                RefundRunAction::Approve => enter_state(&mut row, RefundRunState::Approving),
                RefundRunAction::Reject => {
                    row.reason = Some(request.reason.trim().to_owned());
                    enter_state(&mut row, RefundRunState::Rejecting);
                }
            }
            let event = Event::new("act_on_refund_run", "refund_run", &id)
                .organization(&row.organization_id)
                .reason(&request.reason)
                .details(json!({ "action": request.action, "proposed": row.proposed }));
            audit::record(conn, &actor, event)?;
            step(conn, &state, &mut row)?;
            view(conn, row, Some(&actor))
        })
        .await
}

fn ensure_insider(conn: &mut Conn<'_>, actor: &Actor, row: &RunRow) -> Result<Viewer> {
    let (_, viewer) = get_visible(conn, Some(actor), &row.project_id)?;
    if viewer.is_insider { Ok(viewer) } else { Err(Error::not_found()) }
}

/// A run; for members and stewards.
pub async fn get_refund_run(app: &App, actor: Actor, id: Id) -> Result<RefundRun> {
    app.db
        .read(move |conn| {
            let row = rows::get_run(conn, &id)?;
            ensure_insider(conn, &actor, &row)?;
            view(conn, row, Some(&actor))
        })
        .await
}

/// A project's runs, newest first; for members and stewards.
pub async fn list_refund_runs(
    app: &App,
    actor: Actor,
    project_id: Id,
    query: PageQuery,
) -> Result<Page<RefundRun>> {
    let list = format!("list_refund_runs?{project_id}");
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let runs = app
        .db
        .read(move |conn| {
            let (_, viewer) = get_visible(conn, Some(&actor), &project_id)?;
            if !viewer.is_insider {
                return Err(Error::not_allowed());
            }
            let more = cursor::one_more(limit);
            let found = rows::select_of_project(conn, &project_id, before.as_deref(), more)?;
            found.into_iter().map(|row| view(conn, row, Some(&actor))).collect::<Result<Vec<_>>>()
        })
        .await?;
    app.cursors.page(&list, runs, limit, |run| run.id.clone())
}

fn view(conn: &mut Conn<'_>, row: RunRow, actor: Option<&Actor>) -> Result<RefundRun> {
    let viewer = super::service::viewer(conn, actor, &row.organization_id)?;
    let mut names = Names::default();
    let (state, currency) = (state_of(&row)?, currency_of(&row)?);
    let is_author = viewer.person_id.as_ref() == Some(&row.entered_by);
    let may = viewer.role.is_some_and(|role| DECIDES.contains(&role)) && !is_author;
    let actions = if state == RefundRunState::Entered && may {
        let action = |action, needs_reason| AllowedExpenseAction {
            action,
            needs_reason,
            needs_second_factor: true,
        };
        vec![action(ExpenseAction::Approve, false), action(ExpenseAction::Reject, true)]
    } else {
        Vec::new()
    };
    Ok(RefundRun {
        state,
        left: Money::new(row.left_amount, currency),
        proposed: Money::new(row.proposed, currency),
        entered: names.step(conn, &viewer, &row.entered_by, &row.entered_role, row.entered_at)?,
        decided: names.decision(
            conn,
            &viewer,
            row.decided_by.as_deref(),
            row.decided_role.as_deref(),
            row.decided_at,
        )?,
        updated_at: row.updated_at.and_utc(),
        actions,
        id: row.id,
        version: row.version,
        project_id: row.project_id,
        proposals: row.proposals,
        settled: row.settled,
        note: row.note,
        reason: row.reason,
    })
}

/// Goes on with every run that the server has work to do on, until none is left; one that fails does not keep the
/// others waiting, and is tried again the next time.
pub async fn go_on(app: &App) -> Result<()> {
    let mut failed: Vec<Id> = Vec::new();
    loop {
        let mut running = app.db.read(|conn| rows::select_running(conn, RUNS)).await?;
        running.retain(|id| !failed.contains(id));
        if running.is_empty() {
            return Ok(());
        }
        for id in running {
            let (state, run_id) = (app.clone(), id.clone());
            let outcome = app
                .db
                .write(move |conn| {
                    let mut row = rows::get_run(conn, &run_id)?;
                    // Another server may have finished it meanwhile: then there is nothing to do.
                    step(conn, &state, &mut row)
                })
                .await;
            if let Err(error) = outcome {
                tracing::error!(refund_run_id = %id, %error, "refund run did not go on");
                failed.push(id);
            }
        }
    }
}
