//! What happened on the projects that I follow.

use kopuro_shared::projects::{Notification, ReadNotifications};
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
    t, unread,
};

/// The list, the newest first.
#[component]
pub fn Notifications() -> impl IntoView {
    let notifications = Paged::new(list_notifications);
    let busy = RwSignal::new(false);
    let rows = notifications.rows();
    let has_unread = Memo::new(move |_| rows.with(|rows| rows.iter().any(|row| !row.is_read)));
    let read_all = move || {
        let Some(up_to) = rows.with_untracked(|rows| rows.first().map(|row| row.event.id.clone()))
        else {
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
    format!("{}{}", notification.event.id, notification.is_read)
}

#[component]
fn Row(notification: Notification) -> impl IntoView {
    let text = sentence(&notification.event);
    let is_new = !notification.is_read;
    let href = format!("/projects/{}?part=work", notification.project_id);
    view! {
        <article class="card linked" class:unread=is_new>
            <p class="small muted row between">
                <Moment at=notification.event.at />
                {is_new.then(|| view! { <span class="badge wait">{t!("me-news-new")}</span> })}
            </p>
            <h3><A href=href>{pick(&notification.project_title)}</A></h3>
            <p>{text}</p>
            {notification.event.reason.map(|reason| view! { <p class="small muted">{reason}</p> })}
        </article>
    }
}
