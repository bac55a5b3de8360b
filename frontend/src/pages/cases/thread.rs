//! The thread of a case: its messages and what happened beside them, in one order.

use chrono::{DateTime, Utc};
use kopuro_shared::{
    cases::{Case, CaseEvent, CaseEventKind, CaseMessage, MessageKind},
    desks::DeskSummary,
    files::FileSummary,
    reports::ReportSubject,
};
use leptos::{prelude::*, task::spawn_local};

use super::door::Door;
use crate::{
    components::{
        button::{Button, Kind},
        moment::Moment,
        report::report_link,
        states::{Badge, Tone},
        toast,
    },
    i18n::pick,
    pages::steward::HideMessage,
    t, t_of,
};

/// The thread, for who comes by `door`.
pub fn thread(case: &Case, door: &Door) -> AnyView {
    let mut entries: Vec<(DateTime<Utc>, AnyView)> = Vec::new();
    for said in &case.messages {
        entries.push((said.created_at, message(case, said, door)));
    }
    for event in &case.events {
        entries.push((event.at, happened(event)));
    }
    // Stable: what came at the same moment stays in the order message, event.
    entries.sort_by_key(|(at, _)| *at);
    let rows: Vec<_> = entries.into_iter().map(|(_, entry)| entry).collect();
    view! { <ol class="thread" aria-label=t!("case-thread")>{rows}</ol> }.into_any()
}

/// The desk that had the case at a moment.
fn desk_at(case: &Case, at: DateTime<Utc>) -> Option<&DeskSummary> {
    let mut moves = case
        .events
        .iter()
        .filter(|event| matches!(event.kind, CaseEventKind::Routed | CaseEventKind::Transferred));
    let before = moves.clone().rfind(|event| event.at <= at);
    let after = moves.find(|event| event.at > at);
    before
        .and_then(|event| event.to_desk.as_ref())
        .or_else(|| after.and_then(|event| event.from_desk.as_ref()))
        .or(case.summary.desk.as_ref())
}

/// Who wrote a message, as the reader may know it.
fn writer(case: &Case, said: &CaseMessage) -> String {
    let by_asker = matches!(said.kind, MessageKind::Question | MessageKind::Reply);
    let desk = || desk_at(case, said.created_at).map(|desk| pick(&desk.name));
    match (&said.author, said.is_mine) {
        (_, true) if by_asker => t!("case-you"),
        (Some(name), _) if by_asker => name.clone(),
        (None, _) if by_asker => t!("case-nameless"),
        // Members see each other's names, and which desk it was.
        (Some(name), _) => desk().map_or_else(|| name.clone(), |desk| format!("{desk} · {name}")),
        (None, _) => desk().unwrap_or_else(|| t!("case-the-desk")),
    }
}

fn message(case: &Case, said: &CaseMessage, door: &Door) -> AnyView {
    let (side, tone) = match said.kind {
        MessageKind::Question | MessageKind::Reply => ("message asker", Tone::Plain),
        MessageKind::AskBack => ("message desk", Tone::Wait),
        MessageKind::Answer => ("message desk", Tone::Good),
        MessageKind::Note => ("message note", Tone::Plain),
    };
    let body = match &said.hidden_reason {
        Some(reason) => view! {
            <p class="muted">{t!("case-message-hidden")}</p>
            <p class="small">{t!("hidden-reason", reason = reason.clone())}</p>
        }
        .into_any(),
        None => view! { <p class="prose">{said.text.clone()}</p> }.into_any(),
    };
    // Reports are made by people with an account, on what others wrote for them to read.
    let reported = !door.is_guest()
        && !said.is_mine
        && said.hidden_reason.is_none()
        && said.kind != MessageKind::Note;
    let report = reported.then(|| report_link(ReportSubject::CaseMessage, &said.id));
    // What is private no steward sees.
    let hides = case.summary.is_public && said.hidden_reason.is_none();
    let hide = hides.then(|| {
        let (case_id, message_id) = (case.summary.id.clone(), said.id.clone());
        view! { <HideMessage case_id=case_id message_id=message_id /> }
    });
    let files: Vec<_> = said.attachments.iter().map(|file| attachment(file, door)).collect();
    view! {
        <li class=side id=format!("message-{}", said.id)>
            <p class="message-head small">
                <b>{writer(case, said)}</b>
                <Badge tone=tone text=t_of!("case-message", said.kind.name()) />
                <span class="muted"><Moment at=said.created_at /></span>
            </p>
            {body}
            {(!files.is_empty()).then(|| view! { <div class="message-files">{files}</div> })}
            {report}
            {hide}
        </li>
    }
    .into_any()
}

fn attachment(file: &FileSummary, door: &Door) -> AnyView {
    let busy = RwSignal::new(false);
    let label = t!("file-download", name = file.name.clone());
    let (file, door) = (file.clone(), door.clone());
    let fetch = move || {
        let (file, door) = (file.clone(), door.clone());
        busy.set(true);
        spawn_local(async move {
            if let Err(error) = door.download(file).await {
                toast::bad(error.text());
            }
            // The person may have left the page meanwhile.
            let _ = busy.try_set(false);
        });
    };
    view! { <Button kind=Kind::Quiet compact=true busy=busy on_click=fetch>{label}</Button> }
        .into_any()
}

fn happened(event: &CaseEvent) -> AnyView {
    let name = |desk: &Option<DeskSummary>| desk.as_ref().map(|desk| pick(&desk.name));
    let to = name(&event.to_desk);
    let sentence = match (event.kind, to) {
        // No desk is above: only that it is overdue can be said.
        (CaseEventKind::Escalated, None) => t!("case-overdue-event"),
        (kind, to) => t_of!(
            "case-event",
            kind.name(),
            to = to.unwrap_or_default(),
            from = name(&event.from_desk).unwrap_or_default(),
        ),
    };
    let reason = event.reason.clone().filter(|reason| !reason.is_empty());
    view! {
        <li class="happened small">
            <p>{sentence}" "<span class="muted"><Moment at=event.at /></span></p>
            {reason.map(|reason| view! { <p class="prose">{t!("hidden-reason", reason = reason)}</p> })}
        </li>
    }
    .into_any()
}
