//! Making, withdrawing, lapsing and showing pledges.

use chrono::{Days, Duration};
use kopuro_shared::{
    currency::Currency,
    error::ErrorCode,
    ids::Id,
    ledger::EntryKind,
    matching::Partner,
    money::Money,
    pledges::{
        CancelPledge, CreatePledge, LAPSE_DAYS, Pledge, PledgeAction, PledgeActor, PledgeFault,
        PledgeState, ReceiptSummary,
    },
    reference::make_reference,
    validation::FieldCode,
};
use serde_json::json;

use super::{
    booking::{promise_postings, release_postings},
    mails, payment,
    store::{self, PledgeRow},
};
use crate::{
    exchange_rates, ledger,
    ledger::service::NewEntry,
    organizations::facts as bank_accounts,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
        idempotency::{self, IdempotencyKey},
        limits::{self, Limit},
    },
    projects::{
        facts::{self, ProjectFacts},
        follows,
    },
};

/// Overdue pledges that one run looks at.
const LAPSE_BATCH: i64 = 200;
/// Promises that one person may make: more would only make a project look better than it is.
const PLEDGES_PER_PERSON: Limit =
    Limit { name: "create_pledge", max: 30, window: Duration::hours(1) };

pub(super) fn overflow() -> Error {
    Error::field("/amount/amount", FieldCode::OutOfRange)
}

pub(super) fn currency_of(code: &str) -> Result<Currency> {
    code.parse().map_err(Error::internal)
}

pub(super) fn state_of(pledge: &PledgeRow) -> Result<PledgeState> {
    PledgeState::from_name(&pledge.state).ok_or_else(|| {
        Error::internal(std::io::Error::other(format!("pledge state {}", pledge.state)))
    })
}

pub(super) fn wrong_state(pledge: &PledgeRow) -> Error {
    Error::new(ErrorCode::WrongState).with("state", &pledge.state)
}

/// Promises an amount: the pledge with its reference, the promise in the ledger, the sums, and a mail that says how to
/// pay.
///
/// Errors: `not-found`, `project-not-open`, `no-bank-account`, `exchange-rate-missing`, `too-many-requests`,
/// `validation-failed` for an amount that is nothing in the project's currency.
pub async fn create_pledge(
    app: &App,
    actor: Actor,
    key: IdempotencyKey,
    request: CreatePledge,
) -> Result<Pledge> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let caller = &actor.person_id;
            idempotency::once(conn, &key, caller, "create_pledge", &request, |conn| {
                make(conn, &state, &actor, &request)
            })
        })
        .await
}

fn make(conn: &mut Conn<'_>, app: &App, actor: &Actor, request: &CreatePledge) -> Result<Pledge> {
    let project = facts::get_public_facts(conn, &request.project_id)?;
    limits::take(conn, PLEDGES_PER_PERSON, &actor.person_id)?;
    let today = clock::today();
    let verified = bank_accounts::is_verified(conn, &project.organization_id, today)?;
    if !verified || !project.takes_pledges(today) {
        return Err(Error::new(ErrorCode::ProjectNotOpen));
    }
    let row = new_row(conn, actor, &project, request)?;
    store::insert_pledge(conn, &row)?;
    let entry = NewEntry {
        kind: EntryKind::Promise,
        subject_id: Some(row.id.clone()),
        postings: promise_postings(Partner::Diaspora, request.amount),
    };
    ledger::service::post(conn, &project.id, entry)?;
    let mut totals = store::get_totals(conn, &project.id)?;
    totals.pledges += 1;
    totals.promised = totals.promised.checked_add(row.counted).ok_or_else(overflow)?;
    store::put_totals(conn, &totals)?;
    let details = json!({ "amount": request.amount, "project_id": project.id });
    let event = Event::new("create_pledge", "pledge", &row.id)
        .organization(&project.organization_id)
        .details(details);
    audit::record(conn, actor, event)?;
    follows::follow(conn, &actor.person_id, &project.id)?;
    let pledge = pledge(conn, &project, row)?;
    mails::mail_instructions(conn, app, &actor.person_id, &project, &pledge)?;
    Ok(pledge)
}

fn new_row(
    conn: &mut Conn<'_>,
    actor: &Actor,
    project: &ProjectFacts,
    request: &CreatePledge,
) -> Result<PledgeRow> {
    let today = clock::today();
    let organization = &project.organization_id;
    // An account in the donor's own currency spares a conversion; otherwise the donor's bank converts.
    let account =
        match bank_accounts::find_open_account(conn, organization, request.amount.currency.code())?
        {
            Some(account) => account,
            None => bank_accounts::find_open_account(conn, organization, project.currency.code())?
                .ok_or_else(|| Error::new(ErrorCode::NoBankAccount))?,
        };
    let account_currency = currency_of(&account.currency)?;
    let (counted, rate) =
        exchange_rates::service::convert(conn, request.amount, project.currency, today)?;
    let (expected, _) =
        exchange_rates::service::convert(conn, request.amount, account_currency, today)?;
    // A promise that rounds to nothing is none.
    if counted.amount <= 0 || expected.amount <= 0 {
        return Err(overflow());
    }
    Ok(PledgeRow {
        id: clock::new_id(),
        version: 1,
        project_id: project.id.clone(),
        person_id: actor.person_id.clone(),
        anonymous: request.anonymous,
        state: PledgeState::Pledged.name().to_owned(),
        amount: request.amount.amount,
        currency: request.amount.currency.code().to_owned(),
        open: request.amount.amount,
        open_counted: counted.amount,
        counted: counted.amount,
        rate: rate.map(serde_json::to_value).transpose()?,
        // Taken already, which is one in 10^12 per pledge: the unique key makes the transaction run again.
        reference: make_reference(rand::random()),
        bank_account_id: account.id,
        expected: expected.amount,
        account_currency: account.currency,
        received: 0,
        refunded: 0,
        created_at: clock::now_naive(),
        lapses_on: today + Days::new(u64::from(LAPSE_DAYS)),
    })
}

/// A pledge as its donor sees it.
fn pledge(conn: &mut Conn<'_>, project: &ProjectFacts, row: PledgeRow) -> Result<Pledge> {
    let state = state_of(&row)?;
    let payable = matches!(state, PledgeState::Pledged | PledgeState::PartlyReceived);
    let instructions = if payable { Some(payment::instructions(conn, &row)?) } else { None };
    let receipts = store::select_receipts(conn, &row.id)?.into_iter().map(|receipt| {
        Ok(ReceiptSummary {
            amount: Money::new(receipt.amount, currency_of(&receipt.currency)?),
            code: receipt.code,
            received_on: receipt.received_on,
            is_reversed: receipt.reversal_number.is_some(),
        })
    });
    let account_currency = currency_of(&row.account_currency)?;
    Ok(Pledge {
        receipts: receipts.collect::<Result<_>>()?,
        id: row.id,
        version: row.version,
        project_id: row.project_id,
        project_title: project.title.clone(),
        amount: Money::new(row.amount, currency_of(&row.currency)?),
        counted: Money::new(row.counted, project.currency),
        rate: row.rate.map(serde_json::from_value).transpose()?,
        anonymous: row.anonymous,
        state,
        received: Money::new(row.received, account_currency),
        refunded: Money::new(row.refunded, account_currency),
        reference: row.reference,
        created_at: row.created_at.and_utc(),
        lapses_on: row.lapses_on,
        instructions,
    })
}

/// A pledge of the actor's own; `not-found` for anyone else's.
fn get_own(conn: &mut Conn<'_>, actor: &Actor, id: &str) -> Result<(ProjectFacts, PledgeRow)> {
    let row = store::get_pledge(conn, id)?;
    if row.person_id != actor.person_id {
        return Err(Error::not_found());
    }
    Ok((facts::get_facts(conn, &row.project_id)?, row))
}

/// A pledge of the actor's own, with how to pay and its receipts.
pub async fn get_pledge(app: &App, actor: Actor, id: Id) -> Result<Pledge> {
    app.db
        .read(move |conn| {
            let (project, row) = get_own(conn, &actor, &id)?;
            pledge(conn, &project, row)
        })
        .await
}

/// Withdraws a pledge of the actor's own that nothing was paid for yet.
///
/// Errors: `not-found`, `stale-version`, `wrong-state`.
pub async fn cancel_pledge(
    app: &App,
    actor: Actor,
    if_match: IfMatch,
    id: Id,
    request: CancelPledge,
) -> Result<Pledge> {
    app.db
        .write(move |conn| {
            let (project, mut row) = get_own(conn, &actor, &id)?;
            if_match.ensure(row.version)?;
            end_promise(conn, &mut row, PledgeAction::Cancel, PledgeActor::Donor)?;
            let event = Event::new("cancel_pledge", "pledge", &row.id)
                .organization(&project.organization_id)
                .reason(&request.reason);
            audit::record(conn, &actor, event)?;
            pledge(conn, &project, row)
        })
        .await
}

/// Takes back what is open of a promise, in the pledge, the ledger and the sums.
fn end_promise(
    conn: &mut Conn<'_>,
    row: &mut PledgeRow,
    action: PledgeAction,
    actor: PledgeActor,
) -> Result<()> {
    let state = state_of(row)?.step(action, actor).map_err(|fault| match fault {
        PledgeFault::NotAllowed => Error::not_allowed(),
        PledgeFault::WrongState => wrong_state(row),
    })?;
    let released = Money::new(row.open, currency_of(&row.currency)?);
    let mut totals = store::get_totals(conn, &row.project_id)?;
    totals.promised -= row.open_counted;
    if matches!(state, PledgeState::Cancelled | PledgeState::Lapsed) {
        totals.pledges -= 1;
    }
    store::put_totals(conn, &totals)?;
    state.name().clone_into(&mut row.state);
    row.version += 1;
    (row.open, row.open_counted) = (0, 0);
    store::update_pledge(conn, row)?;
    let postings = release_postings(Partner::Diaspora, released);
    let subject_id = Some(row.id.clone());
    let entry = NewEntry { kind: EntryKind::PromiseReleased, subject_id, postings };
    ledger::service::post(conn, &row.project_id, entry).map(|_| ())
}

/// Lets promises whose last day is over lapse, and tells their donors.
pub async fn lapse(app: &App) -> Result<()> {
    let today = clock::today();
    loop {
        let overdue =
            app.db.read(move |conn| store::select_overdue(conn, today, LAPSE_BATCH)).await?;
        if overdue.is_empty() {
            return Ok(());
        }
        for id in overdue {
            let state = app.clone();
            app.db
                .write(move |conn| {
                    let mut row = store::get_pledge(conn, &id)?;
                    // Paid, withdrawn or lapsed by another server meanwhile.
                    if row.open == 0 || row.lapses_on >= today {
                        return Ok(());
                    }
                    end_promise(conn, &mut row, PledgeAction::Lapse, PledgeActor::Time)?;
                    mails::mail_lapsed(conn, &state, &row)
                })
                .await?;
        }
    }
}
