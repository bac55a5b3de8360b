//! A project as a steward looks at it: everything that it says, in every language, and what may be done with it.

use kopuro_shared::{
    language::{Language, Translated},
    projects::{Project, Question as Asked},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::for_stewards;
use crate::{
    api::{Versioned, community::list_questions, projects::get_project, work::hide_question},
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        photo::PhotoImage,
        project_card::StateBadge,
        report::hidden,
        states::{Empty, Notice, Tone},
        texts::own_name,
        toast,
    },
    format,
    i18n::pick,
    pages::workspace::projects::{Acting, action_view, standing},
    t, t_of,
};

/// The page.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let params = use_params_map();
    for_stewards(t!("steward-project"), move || {
        let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
        let project: Fetched<Versioned<Project>> = Fetched::new(move || {
            let id = id.get();
            async move { get_project(&id).await }
        });
        let reload = Callback::new(move |()| project.refetch());
        loaded(project, move |found| review(found, reload))
    })
}

fn in_every_language(label: String, text: &Translated) -> AnyView {
    let each: Vec<_> = Language::ALL
        .into_iter()
        .map(|language| {
            let text = text.get(language).unwrap_or_default().to_owned();
            let missing = text.is_empty().then(|| view! { <span class="muted">{t!("steward-no-text")}</span> });
            view! { <dt>{own_name(language)}</dt><dd class="prose" lang=language.tag()>{text}{missing}</dd> }
        })
        .collect();
    view! { <h3>{label}</h3><dl class="facts">{each}</dl> }.into_any()
}

fn review(found: Versioned<Project>, reload: Callback<()>) -> AnyView {
    let project = found.value;
    let acting = Acting { id: project.id.clone(), etag: found.etag, reload, work: None };
    let own = project.my_role.is_some();
    let actions: Vec<_> = project
        .actions
        .iter()
        .filter(|_| !own)
        .map(|allowed| action_view(&acting, allowed))
        .collect();
    let places: Vec<_> = project.places.iter().rev().map(|place| pick(&place.name)).collect();
    let organization_name = pick(&project.organization.name);
    let plan = standing(&project);
    let organization = format!("/steward/organizations/{}", project.organization.id);
    view! {
        <section class="card stack">
            <div class="row between"><h2>{pick(&project.title)}</h2><StateBadge state=project.state /></div>
            <dl class="facts">
                <dt>{t!("workspace-organization")}</dt><dd><A href=organization>{organization_name}</A></dd>
                <dt>{t!("field-label-needed-where")}</dt><dd>{places.join(", ")}</dd>
                <dt>{t!("field-label-sector")}</dt><dd>{project.sector.clone()}</dd>
                <dt>{t!("field-label-beneficiaries")}</dt><dd>{format::count(project.beneficiaries.into())}</dd>
                {project.ends_on.map(|day| view! { <dt>{t!("field-label-ends-on")}</dt><dd>{format::date(day)}</dd> })}
            </dl>
            {project.state_reason.clone().map(|reason| view! { <Notice tone=Tone::Wait>{reason}</Notice> })}
            {project.cover.clone().map(|photo| view! { <PhotoImage photo=photo alt=t!("project-cover") class="cover-now" /> })}
        </section>
        <section class="stack">
            <h2>{t!("project-next")}</h2>
            {own.then(|| view! { <Notice tone=Tone::Wait>{t!("steward-own-project")}</Notice> })}
            {if actions.is_empty() {
                view! { <p class="muted">{t!("project-no-actions")}</p> }.into_any()
            } else {
                view! { <ul class="list">{actions}</ul> }.into_any()
            }}
        </section>
        <section class="card stack">
            <h2>{t!("project-part-texts")}</h2>
            {in_every_language(t!("field-label-title"), &project.title)}
            {in_every_language(t!("field-label-summary"), &project.summary)}
            {in_every_language(t!("field-label-description"), &project.description)}
        </section>
        <section class="stack">
            <h2>{t!("project-part-plan")}</h2>
            {plan}
            {project.surplus.clone().map(|plan| view! {
                <p><b>{t!("plan-surplus")}": "</b>{t_of!("desk-money-use", plan.money_use.name())}". "{pick(&plan.note)}</p>
            })}
        </section>
        <Questions id=project.id />
    }
    .into_any()
}

/// The question that is about to be hidden. Rows find it in their context.
type Hiding = RwSignal<String>;

#[component]
fn Questions(id: String) -> impl IntoView {
    let id = StoredValue::new(id);
    let questions = Paged::new(move || list_questions(&id.read_value()));
    let form = Form::new();
    let open = RwSignal::new(false);
    let hides: Hiding = RwSignal::new(String::new());
    provide_context(hides);
    Effect::new(move |_| {
        if hides.with(|id| !id.is_empty()) {
            open.set(true);
        }
    });
    // Closing the question without an answer lets the same one be chosen again.
    Effect::new(move |_| {
        if !open.get() {
            hides.set(String::new());
        }
    });
    let question = Question {
        title: t!("steward-hide"),
        text: t!("steward-hide-text"),
        action: t!("steward-hide"),
        reason: Some(t!("report-decision-reason")),
    };
    let send = Callback::new(move |reason: String| {
        form.send(hide_question(id.get_value(), hides.get_untracked(), reason), move |()| {
            open.set(false);
            toast::good(t!("saved"));
            questions.reload();
        });
    });
    view! {
        <section class="stack">
            <h2>{t!("project-part-questions")}</h2>
            {questions.view(
                "list",
                |one| one.id.clone(),
                asked,
                || view! { <Empty title=t!("questions-none") /> }.into_any(),
            )}
            <Ask open=open form=form question=question on_send=send />
        </section>
    }
}

fn asked(one: Asked) -> AnyView {
    let hides = expect_context::<Hiding>();
    let id = one.id;
    let hide = move || hides.set(id.clone());
    let text = match one.hidden_at {
        Some(at) => hidden(at, one.hidden_reason).into_any(),
        None => view! {
            <p class="prose">{one.text}</p>
            <div class="row"><Button kind=Kind::Quiet compact=true on_click=hide>{t!("steward-hide")}</Button></div>
        }
        .into_any(),
    };
    view! {
        <article class="card">
            <p class="small muted">{one.asked_by}" · "{format::moment(one.asked_at)}</p>
            {text}
        </article>
    }
    .into_any()
}
