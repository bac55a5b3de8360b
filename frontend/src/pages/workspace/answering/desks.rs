//! The organization's desks: which there are, and setting up another.

use kopuro_shared::{
    desks::{DeskSummary, Topic},
    organizations::{OrganizationAction, Verification},
};
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_navigate, use_params_map},
};

use super::desk_fields::DeskFields;
use crate::{
    api::{
        desks::{list_organization_desks, list_topics},
        queue::create_desk,
    },
    components::{
        button::{LinkButton, Submit},
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        states::{Badge, Empty, Notice, Tone},
        toast,
    },
    drafts::Draft,
    i18n::pick,
    pages::workspace::{Org, in_workspace},
    t,
};

/// The list.
#[component]
pub fn DesksPage() -> impl IntoView {
    let params = use_params_map();
    in_workspace(t!("desks-title"), move |org| {
        let id = params.with_untracked(|params| params.get("id").unwrap_or_default());
        let desks = Paged::new(move || list_organization_desks(&id));
        let manages = org.may(OrganizationAction::ManageDesks);
        let new = org.path("/desks/new");
        let none = move || {
            view! { <Empty title=t!("desks-own-none") text=t!("desks-own-none-text") /> }.into_any()
        };
        view! {
            <div class="row between">
                <h1>{t!("desks-title")}</h1>
                {manages.then(|| view! { <LinkButton href=new>{t!("desk-new")}</LinkButton> })}
            </div>
            <p class="muted">{t!("desks-text")}</p>
            {desks.view("list", |desk| desk.id.clone(), row, none)}
        }
    })
}

fn row(desk: DeskSummary) -> AnyView {
    let base = format!("/workspace/{}/desks/{}", desk.organization_id, desk.id);
    view! {
        <article class="card linked">
            <div class="row between">
                <h3><A href=format!("{base}/cases")>{pick(&desk.name)}</A></h3>
                {(!desk.is_open).then(|| view! { <Badge text=t!("desk-closed-badge") /> })}
            </div>
            <p class="small muted">{t!("desk-promise-within", days = desk.promise_days)}</p>
        </article>
    }
    .into_any()
}

/// Setting up another.
#[component]
pub fn NewDeskPage() -> impl IntoView {
    in_workspace(t!("desk-new"), |org| {
        let topics: Fetched<Vec<Topic>> = Fetched::new(list_topics);
        let verified = org.page.verification == Verification::Verified;
        let to_verify = org.path("/organization");
        view! {
            <h1>{t!("desk-new")}</h1>
            <p class="lead">{t!("desk-new-text")}</p>
            {(!verified).then(|| view! {
                <Notice tone=Tone::Wait><p>{t!("desk-unverified")}</p><p><A href=to_verify>{t!("verification-title")}</A></p></Notice>
            })}
            {if org.may(OrganizationAction::ManageDesks) {
                loaded(topics, move |topics| view! { <Create org=org.clone() topics=topics /> }).into_any()
            } else {
                view! { <Empty title=t!("desk-not-yours") text=t!("desk-not-yours-text") /> }.into_any()
            }}
        }
    })
}

#[component]
fn Create(org: Org, topics: Vec<Topic>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("desk/new/{}", org.id));
    let fields = DeskFields::kept(form, draft, &org, None);
    let navigate = use_navigate();
    let view = fields.view(&org, &topics, String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(request) = fields.create_request() else { return };
        let (navigate, org) = (navigate.clone(), org.clone());
        let sent = create_desk(org.id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |desk| {
            draft.clear();
            toast::good(t!("desk-created"));
            navigate(
                &org.path(&format!("/desks/{}", desk.id)),
                leptos_router::NavigateOptions::default(),
            );
        });
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {draft.notice()}
            {form.problem_view()}
            {view}
            <div class="row"><Submit busy=form.busy()>{t!("desk-create")}</Submit></div>
        </form>
    }
}
