//! Asking, showing, and what every change of a case does.

use chrono::Duration;
use kopuro_shared::{
    cases::{
        AskCase, Case, CaseEventKind, CaseState, MessageKind,
        clock::CaseClock,
        number::{make_number, parse_number},
    },
    places::COUNTRY,
    validation::FieldCode,
};
use serde_json::Value;

use super::{
    access::{Caller, get_visible},
    blocks, clockwork, figures, mails, public,
    store::{self, CaseRow, EventRow, MessageRow},
    view,
};
use crate::{
    calendar, desks,
    desks::facts::DeskFacts,
    files, places,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
        limits::{self, Limit},
    },
};

/// Cases that one person, or one address without an account, may open.
const CASES_PER_ASKER: Limit = Limit { name: "ask_case", max: 10, window: Duration::hours(24) };
/// Questions without an account that one network address may ask; many people share one.
const GUESTS_PER_ADDRESS: Limit =
    Limit { name: "ask_as_guest", max: 30, window: Duration::hours(24) };
/// Who asks.
#[derive(Debug, Clone)]
pub enum Asker {
    /// A person with an account.
    Person(String),
    /// Somebody with a confirmed address.
    Guest {
        /// The id that the case will have, which the secret link names.
        case_id: String,
        /// The address.
        email: String,
        /// How the asker wants to be called.
        name: String,
    },
}

/// Asks a desk. Errors: `too-many-requests`, `validation-failed` for a topic, place, desk or file that is not there, or a
/// desk that takes no cases.
pub async fn ask_case(
    app: &App,
    actor: Actor,
    key: IdempotencyKey,
    request: AskCase,
) -> Result<Case> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let person = actor.person_id.clone();
            idempotency::once(conn, &key, &person, "ask_case", &request, |conn| {
                limits::take(conn, CASES_PER_ASKER, &person)?;
                let caller = Caller::from(actor.clone());
                let asker = Asker::Person(person.clone());
                let row = open_case(conn, &state, &caller, &asker, &request, "")?;
                view::case(conn, row, &caller)
            })
        })
        .await
}

/// Counts a question of an address without an account; whether a mail may still go there. Error: `too-many-requests` for the
/// caller's network address; how often others used the e-mail address is not told.
pub fn take_guest_question(conn: &mut Conn<'_>, email: &str, address: &str) -> Result<bool> {
    limits::take(conn, GUESTS_PER_ADDRESS, address)?;
    if limits::is_used_up(conn, CASES_PER_ASKER, email)? {
        return Ok(false);
    }
    limits::count(conn, CASES_PER_ASKER, email)?;
    Ok(true)
}

/// Checks what a question names; faults stand under `at`.
pub fn ensure_known(conn: &mut Conn<'_>, request: &AskCase, at: &str) -> Result<Option<DeskFacts>> {
    let fault = |name: &str, code| Error::field(&format!("{at}/{name}"), code);
    let topics = desks::facts::topics(conn)?;
    if !topics.get(&request.topic).is_some_and(|topic| topic.is_open) {
        return Err(fault("topic", FieldCode::UnknownReference));
    }
    if let Some(place) = &request.place_id
        && !places::service::exists(conn, place)?
    {
        return Err(fault("place_id", FieldCode::UnknownReference));
    }
    let Some(id) = &request.desk_id else { return Ok(None) };
    let desk = desks::facts::find_taking(conn, id)?;
    desk.map(Some).ok_or_else(|| fault("desk_id", FieldCode::UnknownReference))
}

/// Opens a case and tells everyone whom it concerns.
pub fn open_case(
    conn: &mut Conn<'_>,
    app: &App,
    caller: &Caller,
    asker: &Asker,
    request: &AskCase,
    at: &str,
) -> Result<CaseRow> {
    let desk = ensure_known(conn, request, at)?;
    let now = clock::now_naive();
    let (id, person, email, name) = match asker {
        Asker::Person(person) => (clock::new_id(), Some(person.clone()), None, None),
        Asker::Guest { case_id, email, name } => {
            (case_id.clone(), None, Some(email.clone()), Some(name.clone()))
        }
    };
    let mut row = CaseRow {
        id,
        version: 1,
        number: free_number(conn)?,
        subject: request.subject.trim().to_owned(),
        topic_id: request.topic.clone(),
        place_id: request.place_id.clone().unwrap_or_else(|| COUNTRY.to_owned()),
        language: request.language.tag().to_owned(),
        is_public: request.is_public,
        shows_name: request.shows_name,
        asked_by: person,
        guest_email: email,
        guest_name: name,
        desk_id: None,
        organization_id: None,
        assigned_to: None,
        state: CaseState::Open.name().to_owned(),
        state_since: now,
        opened_at: now,
        clock_from: None,
        promise_days: None,
        paused_days: 0,
        waiting_since: None,
        due_on: None,
        remind_on: None,
        escalate_on: None,
        close_on: None,
        answered_at: None,
        answer_days: None,
        answer_promise: None,
        answer_desk_id: None,
        rating: None,
        rating_comment: None,
        messages: 0,
        updated_at: now,
        promise_kept: None,
    };
    if let Some(desk) = &desk {
        blocks::ensure_heard(conn, &desk.id, row.asked_by.as_deref(), row.guest_email.as_deref())?;
        start_at(conn, &mut row, desk)?;
    }
    store::insert_case(conn, &row)?;
    let question = (MessageKind::Question, request.text.as_str(), request.attachments.as_slice());
    add_message(conn, &mut row, caller, question)?;
    store::update_case(conn, &row)?;
    public::refresh(conn, &row)?;
    record(conn, caller, &row, "ask_case", None, Value::Null)?;
    mails::tell_asker(conn, app, &row, "case-received")?;
    if let Some(desk) = &desk {
        mails::tell_all_of_desk(conn, app, &row, &desk.id, "case-desk-new")?;
    }
    Ok(row)
}

fn free_number(conn: &mut Conn<'_>) -> Result<String> {
    loop {
        let number = make_number(rand::random());
        if store::find_by_number(conn, &number)?.is_none() {
            return Ok(number);
        }
    }
}

/// Gives a case that no desk had to its first one, whose clock begins today.
pub fn start_at(conn: &mut Conn<'_>, row: &mut CaseRow, desk: &DeskFacts) -> Result<()> {
    row.desk_id = Some(desk.id.clone());
    row.organization_id = Some(desk.organization_id.clone());
    let today = calendar::service::local_today();
    let calendar = calendar::service::load(conn)?;
    let clock = CaseClock::start(today, desk.promise_days);
    clockwork::set_clock(row, clock, &calendar, today)?;
    figures::received(conn, row)
}

/// Writes a message into a case's thread. The caller saves the row.
pub fn add_message(
    conn: &mut Conn<'_>,
    row: &mut CaseRow,
    caller: &Caller,
    (kind, text, attachments): (MessageKind, &str, &[String]),
) -> Result<()> {
    for (index, file) in attachments.iter().enumerate() {
        let at = format!("/attachments/{index}");
        let person = caller.person_id.as_deref().unwrap_or_default();
        files::service::claim_own(conn, person, file, &at)?;
    }
    let message = MessageRow {
        id: clock::new_id(),
        case_id: row.id.clone(),
        kind: kind.name().to_owned(),
        author_id: caller.person_id.clone(),
        body: text.trim().to_owned(),
        created_at: clock::now_naive(),
        hidden_at: None,
        hidden_reason: None,
    };
    row.messages += 1;
    store::insert_message(conn, &message, attachments)
}

/// Brings a case into a state.
pub fn enter(row: &mut CaseRow, state: CaseState) {
    state.name().clone_into(&mut row.state);
    row.state_since = clock::now_naive();
    if state != CaseState::Open {
        clockwork::stop_clock(row);
    }
    if state == CaseState::Closed {
        row.close_on = None;
    }
}

/// Writes a changed row under its next version.
pub fn save(conn: &mut Conn<'_>, row: &mut CaseRow) -> Result<()> {
    row.version += 1;
    row.updated_at = clock::now_naive();
    store::update_case(conn, row)?;
    public::refresh(conn, row)
}

/// Something that happened to a case, to be written down.
#[derive(Debug, Clone, Copy)]
pub struct NewEvent<'a> {
    /// What.
    pub kind: CaseEventKind,
    /// From which desk.
    pub from: Option<&'a str>,
    /// To which desk.
    pub to: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

impl NewEvent<'_> {
    /// An event without desks and reason.
    pub const fn new(kind: CaseEventKind) -> Self {
        Self { kind, from: None, to: None, reason: None }
    }
}

/// Writes down what happened to a case, for all who may see it.
pub fn record_event(conn: &mut Conn<'_>, row: &CaseRow, new: NewEvent<'_>) -> Result<()> {
    let reason = new.reason.map(str::trim).filter(|reason| !reason.is_empty());
    let event = EventRow {
        id: clock::new_id(),
        case_id: row.id.clone(),
        kind: new.kind.name().to_owned(),
        from_desk_id: new.from.map(str::to_owned),
        to_desk_id: new.to.map(str::to_owned),
        reason: reason.map(str::to_owned),
        at: clock::now_naive(),
    };
    store::insert_event(conn, &event)
}

/// The audit entry of a change. Never the text of a case.
pub fn record(
    conn: &mut Conn<'_>,
    caller: &Caller,
    row: &CaseRow,
    action: &str,
    reason: Option<&str>,
    details: Value,
) -> Result<()> {
    let mut event = Event::new(action, "case", &row.id).details(details);
    if let Some(organization) = &row.organization_id {
        event = event.organization(organization);
    }
    if let Some(reason) = reason {
        event = event.reason(reason);
    }
    audit::record_as(conn, caller.person_id.as_deref(), &caller.origin, event)
}

/// A case with its thread. Error: `not-found` for one that is not there and for a private one of others.
pub async fn get_case(app: &App, visitor: Visitor, id: String) -> Result<Case> {
    let caller = Caller::from(visitor);
    app.db
        .read(move |conn| {
            let (row, _) = get_visible(conn, &caller, &id)?;
            view::case(conn, row, &caller)
        })
        .await
}

/// A case by its number, however it is written. Error: `not-found`, also for a slip of the pen.
pub async fn find_case_by_number(app: &App, visitor: Visitor, number: String) -> Result<Case> {
    let number = parse_number(&number).ok_or_else(Error::not_found)?;
    let caller = Caller::from(visitor);
    app.db
        .read(move |conn| {
            let row = store::find_by_number(conn, &number)?.ok_or_else(Error::not_found)?;
            let (row, _) = get_visible(conn, &caller, &row.id)?;
            view::case(conn, row, &caller)
        })
        .await
}
