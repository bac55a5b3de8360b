//! What happened on the projects that I follow, and what was decided on my reports.

use kopuro_shared::{
    projects::{EventKind, Notification, ReadNotifications},
    reports::Report,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use crate::{
    api::community::{list_notifications, read_notifications},
    components::{
        button::{Button, Kind},
        moment::Moment,
        paged::Paged,
        states::Empty,
        toast,
    },
    i18n::pick,
    pages::project::sentence,
    t, t_of, unread,
};

/// The list, the newest first.
#[component]
pub fn Notifications() -> impl IntoView {
    let notifications = Paged::new(list_notifications);
    let busy = RwSignal::new(false);
    let rows = notifications.rows();
    let has_unread = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| !row.is_read)));
    let read_all = move || {
        let Some(up_to) = rows.with_untracked(|rows| rows.first().map(|row| row.id.clone())) else {
            return;
        };
        busy.set(true);
        spawn_local(async move {
            let answer = read_notifications(ReadNotifications { up_to }).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    notifications.reload();
                    unread::refresh();
                }
                Err(error) => toast::bad(error.text()),
            }
        });
    };
    let none =
        || view! { <Empty title=t!("me-news-none") text=t!("me-news-none-text") /> }.into_any();
    view! {
        <Show when=move || has_unread.get()>
            <div class="row"><Button kind=Kind::Secondary compact=true busy=busy on_click=read_all>{t!("me-news-read")}</Button></div>
        </Show>
        {notifications.view("list", key, |notification| view! { <Row notification=notification /> }, none)}
    }
}

fn key(notification: &Notification) -> String {
    format!("{}{}", notification.id, notification.is_read)
}

#[component]
fn Row(notification: Notification) -> impl IntoView {
    let is_new = !notification.is_read;
    let (at, href, title, text, reason) = match (notification.event, notification.report) {
        (Some(event), _) => {
            let project = notification.project_id.unwrap_or_default();
            let title = notification.project_title.map(|title| pick(&title)).unwrap_or_default();
            let part = match event.kind {
                EventKind::ExpenseApproved | EventKind::ExpenseProved => "money",
                EventKind::QuestionAnswered => "talk",
                _ => "work",
            };
            let href = format!("/projects/{project}?part={part}");
            (event.at, href, title, sentence(&event), event.reason)
        }
        (None, Some(report)) => {
            let at = report.decided_at.unwrap_or(report.reported_at);
            let text = t_of!("report-told", report.state.name());
            (at, place_of(&report), t!("report-told"), text, report.decision_reason)
        }
        // Of a kind that joined after this program was loaded.
        (None, None) => return ().into_any(),
    };
    view! {
        <article class="card linked" class:unread=is_new>
            <p class="small muted row between">
                <Moment at=at />
                {is_new.then(|| view! { <span class="badge wait">{t!("me-news-new")}</span> })}
            </p>
            <h3><A href=href>{title}</A></h3>
            <p>{text}</p>
            {reason.map(|reason| view! { <p class="small muted">{reason}</p> })}
        </article>
    }
    .into_any()
}

/// Where the thing stands that was reported.
fn place_of(report: &Report) -> String {
    match &report.project_id {
        Some(project) => format!("/projects/{project}"),
        None => format!("/organizations/{}", report.organization_id),
    }
}
