//! How cases are shown: what an actor may see of them.

use std::collections::{HashMap, HashSet};

use kopuro_shared::{
    cases::{
        Case, CaseEvent, CaseEventKind, CaseMessage, CasePerson, CaseState, CaseSummary,
        MessageKind, lifecycle::CaseActor,
    },
    desks::DeskSummary,
    files::FileSummary,
    language::Language,
};

use super::{
    access::{self, Caller, standing, state_of},
    clockwork,
    store::{self, CaseRow, MessageRow},
};
use crate::{
    calendar, desks, files, people, places,
    platform::{
        api::PREFIX,
        clock,
        db::Conn,
        error::{Result, known},
    },
};

/// A message's kind.
pub fn kind_of(row: &MessageRow) -> Result<MessageKind> {
    known(MessageKind::from_name(&row.kind), "kind of message")
}

/// The name of who asked, where the actor may see it: who answers always, others where the asker agreed.
fn asked_by(names: &HashMap<String, String>, row: &CaseRow, actor: CaseActor) -> Option<String> {
    let unrouted_steward = actor == CaseActor::Steward && row.desk_id.is_none();
    let may_see =
        row.shows_name || actor.is_inside() || unrouted_steward || actor == CaseActor::Asker;
    let name = match &row.asked_by {
        Some(person) => names.get(person),
        None => row.guest_name.as_ref(),
    };
    // A deleted account has an empty name.
    name.filter(|name| may_see && !name.is_empty()).cloned()
}

/// Cases as lists show them, each as its actor sees it.
pub fn summaries(conn: &mut Conn<'_>, rows: &[(CaseRow, CaseActor)]) -> Result<Vec<CaseSummary>> {
    let desk_ids: Vec<String> = rows.iter().filter_map(|(row, _)| row.desk_id.clone()).collect();
    let desks = desks::facts::summaries(conn, &desk_ids)?;
    let place_ids: Vec<String> = rows.iter().map(|(row, _)| row.place_id.clone()).collect();
    let places = places::service::find_summaries(conn, &place_ids)?;
    let people = rows.iter().flat_map(|(row, _)| [&row.asked_by, &row.assigned_to]);
    let people: Vec<String> = people.flatten().cloned().collect();
    let names = people::service::find_display_names(conn, &people)?;
    let topics = desks::facts::topics(conn)?;
    let calendar = calendar::service::load(conn)?;
    let today = calendar::service::local_today();
    let mut summaries = Vec::with_capacity(rows.len());
    for (row, actor) in rows {
        let state = state_of(row)?;
        let is_open = state == CaseState::Open;
        let clock = clockwork::clock_of(row)?;
        let assigned_to = row.assigned_to.as_ref().filter(|_| actor.is_inside());
        let assigned_to = assigned_to.map(|person| CasePerson {
            person_id: person.clone(),
            display_name: names.get(person).cloned().unwrap_or_default(),
        });
        summaries.push(CaseSummary {
            id: row.id.clone(),
            number: row.number.clone(),
            subject: row.subject.clone(),
            topic: row.topic_id.clone(),
            topic_name: known(topics.get(&row.topic_id), "topic")?.name.clone(),
            place: places.get(&row.place_id).cloned(),
            language: known(Language::from_tag(&row.language), "language")?,
            state,
            is_public: row.is_public,
            is_mine: *actor == CaseActor::Asker,
            asked_by: asked_by(&names, row, *actor),
            desk: row.desk_id.as_ref().and_then(|id| desks.get(id)).cloned(),
            assigned_to,
            opened_at: row.opened_at.and_utc(),
            due_on: row.due_on.filter(|_| is_open && row.waiting_since.is_none()),
            is_overdue: is_open && clock.is_some_and(|clock| clock.is_overdue(&calendar, today)),
            waits_for_asker: is_open && row.waiting_since.is_some(),
            answered_at: row.answered_at.map(|at| at.and_utc()),
            answer_days: row.answer_days.and_then(|days| u32::try_from(days).ok()),
            closed_at: (state == CaseState::Closed).then(|| row.state_since.and_utc()),
        });
    }
    Ok(summaries)
}

/// A case with its thread, as the caller sees it.
pub fn case(conn: &mut Conn<'_>, row: CaseRow, caller: &Caller) -> Result<Case> {
    let actor = access::actor_for(conn, caller, &row)?;
    let actions = standing(&row, clock::now_naive())?.actions(actor);
    let pair = [(row, actor)];
    let summary = known(summaries(conn, &pair)?.pop(), "case")?;
    let [(row, _)] = pair;
    let asker = summary.asked_by.clone();
    let messages = messages(conn, &row, actor, asker.as_deref(), caller)?;
    Ok(Case {
        summary,
        version: row.version,
        shows_name: row.shows_name,
        messages,
        events: events(conn, &row)?,
        actions,
        rating: row.rating.and_then(|rating| u8::try_from(rating).ok()),
        rating_comment: row.rating_comment,
    })
}

fn messages(
    conn: &mut Conn<'_>,
    row: &CaseRow,
    actor: CaseActor,
    asker: Option<&str>,
    caller: &Caller,
) -> Result<Vec<CaseMessage>> {
    let mut rows = store::select_messages(conn, &row.id)?;
    rows.retain(|message| actor.is_inside() || message.kind != MessageKind::Note.name());
    let ids: Vec<String> = rows.iter().map(|message| message.id.clone()).collect();
    let attached = store::select_attachments(conn, &ids)?;
    let file_ids: Vec<&str> = attached.iter().map(|(_, file)| file.as_str()).collect();
    let files = files::facts::file_summaries(conn, &file_ids)?;
    let mut by_message: HashMap<&str, Vec<FileSummary>> = HashMap::new();
    for (message, file) in &attached {
        let Some(file) = files.get(file) else { continue };
        // The case decides who may see its files, so they are downloaded through it.
        let url = format!("{PREFIX}/cases/{}/attachments/{}", row.id, file.id);
        by_message.entry(message).or_default().push(FileSummary { url, ..file.clone() });
    }
    let authors: Vec<String> = rows.iter().filter_map(|row| row.author_id.clone()).collect();
    let names = people::service::find_display_names(conn, &authors)?;
    let mut messages = Vec::with_capacity(rows.len());
    for message in rows {
        let kind = kind_of(&message)?;
        let by_asker = matches!(kind, MessageKind::Question | MessageKind::Reply);
        let author = match &message.author_id {
            _ if by_asker => asker.map(str::to_owned),
            Some(person) if actor.is_inside() => {
                Some(names.get(person).cloned().unwrap_or_default())
            }
            _ => None,
        };
        let is_hidden = message.hidden_at.is_some();
        let attachments = by_message.remove(message.id.as_str()).unwrap_or_default();
        let is_mine = if by_asker {
            actor == CaseActor::Asker
        } else {
            message.author_id.is_some() && message.author_id == caller.person_id
        };
        messages.push(CaseMessage {
            kind,
            author,
            is_mine,
            text: if is_hidden { String::new() } else { message.body },
            attachments: if is_hidden { Vec::new() } else { attachments },
            created_at: message.created_at.and_utc(),
            hidden_reason: message.hidden_reason,
            id: message.id,
        });
    }
    Ok(messages)
}

fn events(conn: &mut Conn<'_>, row: &CaseRow) -> Result<Vec<CaseEvent>> {
    let rows = store::select_events(conn, &row.id)?;
    let ids: HashSet<String> = rows
        .iter()
        .flat_map(|event| [event.from_desk_id.clone(), event.to_desk_id.clone()])
        .flatten()
        .collect();
    let ids: Vec<String> = ids.into_iter().collect();
    let desks: HashMap<String, DeskSummary> = desks::facts::summaries(conn, &ids)?;
    let desk = |id: Option<String>| id.and_then(|id| desks.get(&id).cloned());
    let events = rows.into_iter().map(|event| {
        Ok(CaseEvent {
            kind: known(CaseEventKind::from_name(&event.kind), "kind of event")?,
            from_desk: desk(event.from_desk_id),
            to_desk: desk(event.to_desk_id),
            id: event.id,
            reason: event.reason,
            at: event.at.and_utc(),
        })
    });
    events.collect()
}
