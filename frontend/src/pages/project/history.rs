//! What happened on a project, in sentences.

use kopuro_shared::projects::{EventKind, ProjectEvent};
use leptos::prelude::*;

use crate::{
    api::community::list_project_events,
    components::{moment::Moment, paged::Paged, states::Empty},
    t, t_of,
};

/// What an event tells of.
pub fn sentence(event: &ProjectEvent) -> String {
    match (event.kind, event.state) {
        (EventKind::StateChanged, Some(state)) => t_of!("event-state", state.name()),
        (kind, _) => t_of!("event", kind.name()),
    }
}

/// The history, newest first.
#[component]
pub fn History(project_id: String) -> impl IntoView {
    let events = Paged::new(move || list_project_events(&project_id));
    let none = || view! { <Empty title=t!("history-none") /> }.into_any();
    let row = |event: ProjectEvent| {
        let text = sentence(&event);
        view! {
            <div class="stack tight">
                <p><b>{text}</b>" "<span class="small muted"><Moment at=event.at /></span></p>
                {event.reason.map(|reason| view! { <p class="small">{reason}</p> })}
            </div>
        }
    };
    view! {
        <section class="section">
            <h2>{t!("project-history")}</h2>
            {events.view("list lines", |event| event.id.clone(), row, none)}
        </section>
    }
}
