//! A pledge of the person's own: where it stands, how to pay, receipts, and withdrawing it.

use kopuro_shared::pledges::{Pledge, PledgeState, ReceiptSummary};
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};

use super::{Steps, instructions::Instructions, withdraw::Withdraw};
use crate::{
    api::{Versioned, pledges::get_pledge},
    components::{
        layout::title,
        loaded::{Fetched, loaded},
        moment::Moment,
        pledge_badge::PledgeBadge,
        states::{Notice, Tone},
    },
    format,
    i18n::pick,
    pages::people::SignedIn,
    t, t_of,
};

/// The pledge in the address.
#[component]
pub fn PledgePage() -> impl IntoView {
    title(&t!("pledge-page-title"));
    view! { <SignedIn><Fetch /></SignedIn> }
}

#[component]
fn Fetch() -> impl IntoView {
    let params = use_params_map();
    let pledge: Fetched<Versioned<Pledge>> = Fetched::new(move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        async move { get_pledge(&id).await }
    });
    let changed = Callback::new(move |()| pledge.refetch());
    let view = move |pledge| view! { <PledgeView pledge=pledge changed=changed /> };
    view! { <div class="page narrow">{loaded(pledge, view)}</div> }
}

#[component]
fn PledgeView(pledge: Versioned<Pledge>, changed: Callback<()>) -> impl IntoView {
    let was_made = use_query_map().with_untracked(|query| query.get("made").is_some());
    let (etag, pledge) = (pledge.etag, pledge.value);
    let is_open = pledge.state == PledgeState::Pledged;
    let made = (was_made && is_open).then(|| {
        view! {
            <Steps current=3_u8 />
            <Notice tone=Tone::Good><b>{t!("pledge-made")}</b><p>{t!("pledge-made-text")}</p></Notice>
        }
    });
    let instructions = pledge.instructions.clone().map(|instructions| {
        view! { <Instructions pledge=pledge.clone() instructions=instructions /> }
    });
    let id = pledge.id.clone();
    let receipts = pledge.receipts.clone();
    let project = (format!("/projects/{}", pledge.project_id), pick(&pledge.project_title));
    view! {
        {made}
        <header class="stack tight">
            <p class="row between"><span class="muted">{t!("pledge-page-title")}</span><PledgeBadge state=pledge.state /></p>
            <h1 class="number">{format::money(pledge.amount)}</h1>
            <p><A href=project.0>{project.1}</A></p>
        </header>
        <p>{t_of!("pledge-state-text", pledge.state.name())}</p>
        {instructions}
        <Receipts receipts=receipts />
        <Facts pledge=pledge />
        {is_open.then(|| view! { <Withdraw id=id etag=etag changed=changed /> })}
    }
}

#[component]
fn Facts(pledge: Pledge) -> impl IntoView {
    let rate = pledge
        .rate
        .map(|rate| t!("pledge-rate-kept", date = format::date(rate.dated), source = rate.source));
    let (received, refunded) = (pledge.received, pledge.refunded);
    view! {
        <section class="card">
            <h2>{t!("pledge-facts")}</h2>
            <dl class="facts">
                <dt>{t!("pledge-promised-at")}</dt><dd><Moment at=pledge.created_at /></dd>
                <dt>{t!("pledge-counted")}</dt><dd class="number">{format::money(pledge.counted)}</dd>
                {(received.amount > 0).then(|| view! { <dt>{t!("pledge-received")}</dt><dd class="number">{format::money(received)}</dd> })}
                {(refunded.amount > 0).then(|| view! { <dt>{t!("pledge-refunded")}</dt><dd class="number">{format::money(refunded)}</dd> })}
                <dt>{t!("pay-reference")}</dt><dd class="hash">{pledge.reference}</dd>
                <dt>{t!("pledge-name")}</dt>
                <dd>{if pledge.anonymous { t!("pledge-name-hidden") } else { t!("pledge-name-shown") }}</dd>
            </dl>
            {rate.map(|rate| view! { <p class="small muted">{rate}</p> })}
        </section>
    }
}

#[component]
fn Receipts(receipts: Vec<ReceiptSummary>) -> impl IntoView {
    let rows = receipts.into_iter().map(|receipt| {
        view! {
            <li class="row between">
                <span>{format::date(receipt.received_on)}" "<b class="number">{format::money(receipt.amount)}</b></span>
                <A href=format!("/receipts/{}", receipt.code)>{t!("receipt-open")}</A>
            </li>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <section class="card"><h2>{t!("pledge-receipts")}</h2><ul class="list lines">{rows}</ul></section> }
    })
}
