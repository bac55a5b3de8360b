//! Desks: what they answer for, and how they answer.

pub mod figures;
pub mod responsiveness;

use kopuro_shared::{
    cases::{figures::ResponsivenessQuery, routing::PublicCaseQuery},
    desks::{Desk, DeskSummary},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use self::figures::figures_of;
use super::cases::{query::link, row::case_row};
use crate::{
    api::{cases::list_cases, desks::get_desk},
    components::{
        button::LinkButton,
        layout::title,
        loaded::{Fetched, loaded},
        paged::Paged,
        states::{Empty, Notice, Tone},
        texts::own_name,
    },
    i18n::pick,
    t,
};

/// The desk in the address.
#[component]
pub fn DeskPage() -> impl IntoView {
    let params = use_params_map();
    let desk: Fetched<Desk> = Fetched::new(move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        async move { get_desk(&id).await }
    });
    let view = |desk| view! { <DeskView desk=desk /> };
    view! { <div class="page medium">{loaded(desk, view)}</div> }
}

#[component]
fn DeskView(desk: Desk) -> impl IntoView {
    let name = pick(&desk.name);
    title(&name);
    let about = pick(&desk.about);
    let organization = format!("/organizations/{}", desk.organization.id);
    let organization_name = pick(&desk.organization.name);
    let ask = format!("/ask?desk_id={}", desk.id);
    let work = desk.can_answer.then(|| {
        let href = format!("/workspace/{}/desks/{}", desk.organization.id, desk.id);
        view! { <p class="small"><A href=href>{t!("desk-work")}</A></p> }
    });
    let of_desk = |overdue| PublicCaseQuery {
        desk_id: Some(desk.id.clone()),
        overdue,
        limit: Some(10),
        ..PublicCaseQuery::default()
    };
    let (all, overdue) = (of_desk(false), of_desk(true));
    let answers = link(&PublicCaseQuery { limit: None, ..all });
    let late = Paged::new(move || list_cases(&overdue));
    let none = || view! { <Empty title=t!("desk-overdue-none") /> }.into_any();
    let figures =
        ResponsivenessQuery { desk_id: Some(desk.id.clone()), ..ResponsivenessQuery::default() };
    let is_open = desk.is_open;
    view! {
        <header class="stack tight">
            <p class="muted"><A href=organization>{organization_name}</A></p>
            <h1>{name}</h1>
            {work}
        </header>
        {(!is_open).then(|| view! { <Notice tone=Tone::Wait>{t!("desk-closed")}</Notice> })}
        {(!about.is_empty()).then(|| view! { <p class="prose">{about}</p> })}
        <div class="row">
            {is_open.then(|| view! { <LinkButton href=ask>{t!("desk-ask")}</LinkButton> })}
            <A href=answers>{t!("desk-answers")}</A>
        </div>
        {answers_for(&desk)}
        <section class="section" aria-labelledby="desk-figures">
            <h2 id="desk-figures">{t!("figures-title")}</h2>
            {figures_of(figures)}
        </section>
        <section class="section" aria-labelledby="desk-overdue">
            <h2 id="desk-overdue">{t!("desk-overdue")}</h2>
            {late.view("list", |case| case.id.clone(), case_row, none)}
        </section>
    }
}

/// What a desk answers for, in which languages, and what it promises.
fn answers_for(desk: &Desk) -> AnyView {
    let topics = desk.topics.iter().map(|topic| {
        let href = format!("/cases?topic={}", topic.id);
        let name = pick(&topic.name);
        view! { <li><A href=href>{name}</A></li> }
    });
    let topics: Vec<_> = topics.collect();
    let places: Vec<_> = desk.places.iter().map(|place| pick(&place.name)).collect();
    let languages: Vec<_> = desk.languages.iter().map(|language| own_name(*language)).collect();
    let promise = t!("ask-desk-promise", count = desk.promise_days);
    let above = desk.above.clone().map(|above| {
        let href = format!("/desks/{}", above.id);
        view! { <dt>{t!("desk-above")}</dt><dd><A href=href>{pick(&above.name)}</A></dd> }
    });
    view! {
        <section class="card">
            <dl class="facts">
                <dt>{t!("desk-promise")}</dt><dd><b>{promise}</b></dd>
                <dt>{t!("desk-topics")}</dt><dd><ul class="inline">{topics}</ul></dd>
                <dt>{t!("desk-places")}</dt><dd>{places.join(", ")}</dd>
                <dt>{t!("desk-languages")}</dt><dd>{languages.join(", ")}</dd>
                {above}
            </dl>
        </section>
    }
    .into_any()
}

/// A desk of a list.
pub fn desk_card(desk: DeskSummary) -> AnyView {
    let closed = (!desk.is_open).then(|| view! { <p class="small muted">{t!("desk-closed")}</p> });
    view! {
        <article class="card linked">
            <h3><A href=format!("/desks/{}", desk.id)>{pick(&desk.name)}</A></h3>
            <p class="small muted">{t!("ask-desk-promise", count = desk.promise_days)}</p>
            {closed}
        </article>
    }
    .into_any()
}
