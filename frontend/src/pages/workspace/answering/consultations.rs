//! The organization's consultations: which there are, writing one, publishing it, and saying what became of it.

mod conclude;
mod fields;

use kopuro_shared::{
    consultations::{Consultation, ConsultationState, ConsultationSummary},
    organizations::OrganizationAction,
};
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_navigate, use_params_map},
};

use self::{conclude::Conclude, fields::ConsultationFields};
use crate::{
    api::{
        Versioned,
        consultations::{
            create_consultation, get_consultation, list_consultations, publish_consultation,
            update_consultation,
        },
    },
    components::{
        ask::{Ask, Question},
        button::{Button, LinkButton, Submit},
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        stale::stale_action,
        states::{Empty, Notice, Tone},
        toast,
    },
    format,
    i18n::pick,
    pages::{
        consultations::{consultation_row, state_badge},
        workspace::{Org, in_workspace},
    },
    t,
};

/// The list; drafts too.
#[component]
pub fn ConsultationsPage() -> impl IntoView {
    let params = use_params_map();
    in_workspace(t!("consultations-title"), move |org| {
        let id = params.with_untracked(|params| params.get("id").unwrap_or_default());
        let consultations = Paged::new(move || list_consultations("", &id, false));
        let new = org.may(OrganizationAction::ManageDesks).then(|| org.path("/consultations/new"));
        let none = || {
            view! { <Empty title=t!("consultations-own-none") text=t!("consultations-own-none-text") /> }.into_any()
        };
        view! {
            <div class="row between">
                <h1>{t!("consultations-title")}</h1>
                {new.map(|href| view! { <LinkButton href=href>{t!("consultation-new")}</LinkButton> })}
            </div>
            <p class="muted">{t!("consultations-own-text")}</p>
            {consultations.view("list", |one| one.id.clone(), own_row, none)}
        }
    })
}

fn own_row(one: ConsultationSummary) -> AnyView {
    let href = format!("/workspace/{}/consultations/{}", one.organization.id, one.id);
    consultation_row(one, href)
}

/// Writing a new one.
#[component]
pub fn NewConsultationPage() -> impl IntoView {
    in_workspace(t!("consultation-new"), |org| {
        if !org.may(OrganizationAction::ManageDesks) {
            return view! { <Empty title=t!("consultation-not-yours") text=t!("consultation-not-yours-text") /> }
                .into_any();
        }
        view! {
            <h1>{t!("consultation-new")}</h1>
            <p class="lead">{t!("consultation-new-text")}</p>
            <Create org=org />
        }
        .into_any()
    })
}

#[component]
fn Create(org: Org) -> impl IntoView {
    let form = Form::new();
    let fields = ConsultationFields::kept(form, &format!("consultation/new/{}", org.id), None);
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(request) = fields.request() else { return };
        let (navigate, org) = (navigate.clone(), org.clone());
        let sent = create_consultation(org.id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |made| {
            fields.draft.clear();
            toast::good(t!("consultation-created"));
            navigate(
                &org.path(&format!("/consultations/{}", made.brief.id)),
                leptos_router::NavigateOptions::default(),
            );
        });
    };
    view! {
        <form class="stack loose" novalidate on:submit=submit>
            {fields.notice()}
            {form.problem_view()}
            {fields.view()}
            <div class="save-bar"><Submit busy=form.busy()>{t!("consultation-save-draft")}</Submit></div>
        </form>
    }
}

/// A consultation that is worked on.
#[derive(Clone)]
struct Own {
    found: Consultation,
    etag: String,
    reload: Callback<()>,
}

/// One of them, with what can be done with it as it stands.
#[component]
pub fn OwnConsultationPage() -> impl IntoView {
    let params = use_params_map();
    in_workspace(t!("consultations-title"), move |org| {
        let id = Memo::new(move |_| {
            params.with(|params| params.get("consultation").unwrap_or_default())
        });
        let consultation: Fetched<Versioned<Consultation>> = Fetched::new(move || {
            let id = id.get();
            async move { get_consultation(&id).await }
        });
        let list = org.path("/consultations");
        let shown = move |found: Versioned<Consultation>| {
            if found.value.brief.organization.id != org.id {
                return view! { <Empty title=t!("not-found-title") text=t!("not-found-text") /> }
                    .into_any();
            }
            let own = Own {
                found: found.value,
                etag: found.etag,
                reload: Callback::new(move |()| consultation.refetch()),
            };
            page(own)
        };
        view! {
            <p class="desk-name"><A href=list>{t!("consultations-title")}</A></p>
            {loaded(consultation, shown)}
        }
    })
}

fn page(own: Own) -> AnyView {
    let brief = own.found.brief.clone();
    let public = format!("/consultations/{}", brief.id);
    let published = brief.state != ConsultationState::Draft;
    let manages = own.found.can_manage;
    let part = match brief.state {
        ConsultationState::Draft if manages => view! { <Edit own=own /> }.into_any(),
        ConsultationState::Closed if manages => view! { <Conclude own=own /> }.into_any(),
        ConsultationState::Draft => view! { <Notice>{t!("consultation-others-draft")}</Notice> }.into_any(),
        ConsultationState::Open => view! {
            <Notice>
                <b>{t!("consultation-until", date = format::date(brief.closes_on))}</b>
                <p>{t!("consultation-open-text", date = format::date(brief.result_due_on))}</p>
            </Notice>
        }
        .into_any(),
        ConsultationState::Closed => view! {
            <Notice tone=Tone::Wait>{t!("consultation-result-due", date = format::date(brief.result_due_on))}</Notice>
        }
        .into_any(),
        ConsultationState::Concluded => {
            view! { <Notice tone=Tone::Good>{t!("consultation-concluded-text")}</Notice> }.into_any()
        }
    };
    view! {
        <div class="row between">
            <h1>{pick(&brief.title)}</h1>
            {state_badge(&brief)}
        </div>
        {published.then(|| view! { <p><A href=public>{t!("consultation-see-page")}</A></p> })}
        {part}
    }
    .into_any()
}

/// A draft: changed as a whole, then published.
#[component]
fn Edit(own: Own) -> impl IntoView {
    let form = Form::new();
    let id = StoredValue::new(own.found.brief.id.clone());
    let name = id.with_value(|id| format!("consultation/{id}"));
    let fields = ConsultationFields::kept(form, &name, Some(&own.found));
    let etag = StoredValue::new(own.etag.clone());
    let reload = own.reload;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(request) = fields.request() else { return };
        let sent = update_consultation(id.get_value(), etag.get_value(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            fields.draft.clear();
            toast::good(t!("saved"));
            reload.run(());
        });
    };
    view! {
        <form class="stack loose" novalidate on:submit=submit>
            {fields.notice()}
            {form.problem_view()}
            {stale_action(form, reload)}
            {fields.view()}
            <div class="save-bar"><Submit busy=form.busy()>{t!("consultation-save-draft")}</Submit></div>
        </form>
        <Publish own=own is_saved=Signal::derive(move || fields.is_saved()) />
    }
}

#[component]
fn Publish(own: Own, is_saved: Signal<bool>) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let question = Question {
        title: t!("consultation-publish"),
        text: t!("consultation-publish-text"),
        action: t!("consultation-publish"),
        reason: None,
    };
    let reload = own.reload;
    let (id, etag) = (own.found.brief.id, own.etag);
    let send = Callback::new(move |_| {
        form.send(publish_consultation(id.clone(), etag.clone()), move |_| {
            open.set(false);
            toast::good(t!("consultation-published-now"));
            reload.run(());
        });
    });
    let look = Callback::new(move |()| {
        open.set(false);
        reload.run(());
    });
    let faults = move || {
        let rows = form.faults().into_iter().map(|(at, text)| {
            // Of the fields only the last day can stand in the way.
            let text = if at == "/closes_on" { t!("consultation-too-soon") } else { text };
            view! { <p class="error">{text}</p> }
        });
        rows.collect_view()
    };
    view! {
        <section class="card stack">
            <h2>{t!("consultation-publish")}</h2>
            <p class="muted">{t!("consultation-publish-text")}</p>
            {move || (!is_saved.get()).then(|| view! { <Notice tone=Tone::Wait>{t!("consultation-save-first")}</Notice> })}
            <div class="row">
                <Button disabled=Signal::derive(move || !is_saved.get()) on_click=move || open.set(true)>{t!("consultation-publish")}</Button>
            </div>
            <Ask open=open form=form question=question on_send=send>
                {faults}
                {stale_action(form, look)}
            </Ask>
        </section>
    }
}
