//! A receipt: what it proves and how anyone can verify it. Made to be printed.

use kopuro_shared::pledges::Receipt;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use crate::{
    api::pledges::get_receipt,
    components::{
        button::{Button, Kind, LinkButton},
        layout::title,
        loaded::{Fetched, loaded},
        qr::Qr,
        share::ShareButton,
        states::{Notice, Tone},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The receipt of the code in the address.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    title(&t!("receipt-title"));
    let params = use_params_map();
    let receipt: Fetched<Receipt> = Fetched::new(move || {
        let code = params.with(|params| params.get("code").unwrap_or_default());
        async move { get_receipt(&code).await }
    });
    view! { <div class="page narrow receipt-page">{loaded(receipt, |receipt| view! { <ReceiptView receipt=receipt /> })}</div> }
}

#[component]
fn ReceiptView(receipt: Receipt) -> impl IntoView {
    let print = || {
        // A browser that can't print says so itself.
        let _ = window().print();
    };
    let is_converted = receipt.amount.currency != receipt.counted.currency;
    let account = format!("/projects/{}/account", receipt.project_id);
    view! {
        {receipt.reversed_by_entry.map(|number| view! {
            <Notice tone=Tone::Bad><b>{t!("receipt-reversed")}</b><p>{t!("receipt-reversed-text", number = number)}</p></Notice>
        })}
        <article class="card receipt">
            <div class="ornament" aria-hidden="true"></div>
            <p class="muted">{t!("brand")}</p>
            <h1>{t!("receipt-title")}</h1>
            <p class="pay-amount number">{format::money(receipt.amount)}</p>
            <p>{t!("receipt-proves", date = format::date(receipt.received_on), organization = pick(&receipt.organization_name))}</p>
            <dl class="facts">
                <dt>{t!("receipt-project")}</dt>
                <dd><A href=format!("/projects/{}", receipt.project_id)>{pick(&receipt.project_title)}</A></dd>
                <dt>{t!("receipt-organization")}</dt>
                <dd><A href=format!("/organizations/{}", receipt.organization_id)>{pick(&receipt.organization_name)}</A></dd>
                <dt>{t!("receipt-from")}</dt>
                <dd>{t_of!("partner", receipt.partner.name())}{receipt.donor.map(|donor| format!(": {donor}"))}</dd>
                <dt>{t!("receipt-date")}</dt><dd>{format::date(receipt.received_on)}</dd>
                {is_converted.then(|| view! { <dt>{t!("receipt-counted")}</dt><dd class="number">{format::money(receipt.counted)}</dd> })}
                {receipt.reference.map(|reference| view! { <dt>{t!("pay-reference")}</dt><dd class="hash">{reference}</dd> })}
                <dt>{t!("receipt-entry")}</dt><dd class="number">{receipt.entry_number}</dd>
            </dl>
            <p class="small muted">{t!("ledger-hash")}</p>
            <p class="hash">{receipt.entry_hash}</p>
            <section class="panel">
                <h2>{t!("receipt-verify")}</h2>
                <p>{t!("receipt-verify-text")}</p>
                <Qr svg=receipt.qr_svg label=t!("receipt-qr") />
                <p class="hash center">{receipt.verification_url}</p>
            </section>
            <p class="small muted">{t!("receipt-no-name")}</p>
        </article>
        <div class="row no-print">
            <Button on_click=print>{t!("action-print")}</Button>
            <ShareButton label=t!("action-share") title=t!("receipt-title") />
            <LinkButton kind=Kind::Secondary href=account>{t!("receipt-account")}</LinkButton>
        </div>
    }
}
