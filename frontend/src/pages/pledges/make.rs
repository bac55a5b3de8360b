//! Pledging in three steps: amount, who, and how to pay. The third is the pledge's own page.

use kopuro_shared::projects::Project;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::{Steps, amount::AmountStep, draft::Draft, who::WhoStep};
use crate::{
    api::{Versioned, projects::get_project},
    components::{
        button::LinkButton,
        layout::title,
        loaded::{Fetched, loaded},
        states::Empty,
    },
    i18n::pick,
    t,
};

/// The page, for the project in the address.
#[component]
pub fn MakePledgePage() -> impl IntoView {
    title(&t!("pledge-title"));
    let params = use_params_map();
    let project: Fetched<Versioned<Project>> = Fetched::new(move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        async move { get_project(&id).await }
    });
    let view = |project: Versioned<Project>| view! { <MakePledge project=project.value /> };
    view! { <div class="page narrow">{loaded(project, view)}</div> }
}

#[component]
fn MakePledge(project: Project) -> impl IntoView {
    let path = format!("/projects/{}", project.id);
    if !project.takes_pledges {
        return view! {
            <Empty title=t!("pledge-closed") text=t!("pledge-closed-text")>
                <LinkButton href=path>{t!("pledge-to-project")}</LinkButton>
            </Empty>
        }
        .into_any();
    }
    let draft = RwSignal::new(Draft::load(&project.id));
    // Whatever changes is kept at once.
    Effect::new(move |_| draft.with(Draft::save));
    let step = Memo::new(move |_| draft.with(|draft| draft.step));
    let name = pick(&project.title);
    let project = StoredValue::new(project);
    let content = move || match step.get() {
        2 => view! { <WhoStep draft=draft /> }.into_any(),
        _ => view! { <AmountStep draft=draft project=project.get_value() /> }.into_any(),
    };
    view! {
        <header class="stack tight">
            <h1>{t!("pledge-title")}</h1>
            <p><A href=path>{name}</A></p>
        </header>
        <Steps current=step />
        {content}
    }
    .into_any()
}
