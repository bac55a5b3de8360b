//! An organization's public page: who it is, whether somebody vouches for it, how to reach it.

use kopuro_shared::organizations::{Organization, Verification};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::places::Crumbs;
use crate::{
    api::organizations::get_organization,
    components::{
        layout::title,
        loaded::{Fetched, loaded},
        states::{Badge, Notice, Tone},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The organization in the address.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let params = use_params_map();
    let organization: Fetched<Organization> = LocalResource::new(move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        async move { get_organization(&id).await }
    });
    let view = |organization| view! { <OrganizationView organization=organization /> };
    view! { <div class="page medium">{loaded(organization, view)}</div> }
}

#[component]
fn OrganizationView(organization: Organization) -> impl IntoView {
    let name = pick(&organization.name);
    title(&name);
    let about = pick(&organization.about);
    let tone = match organization.verification {
        Verification::Verified => Tone::Good,
        Verification::Submitted => Tone::Wait,
        Verification::Suspended => Tone::Bad,
        Verification::Unverified | Verification::Expired => Tone::Plain,
    };
    let until = organization
        .verified_until
        .filter(|_| organization.verification == Verification::Verified)
        .map(|until| t!("organization-until", date = format::date(until)));
    let suspended = organization.suspension_reason.map(|reason| {
        view! { <Notice tone=Tone::Bad><b>{t!("organization-suspended")}</b><p>{reason}</p></Notice> }
    });
    view! {
        <Crumbs places=organization.places />
        <h1>{name}</h1>
        <p class="row">
            <span class="muted">{t_of!("organization-kind", organization.kind.name())}</span>
            <Badge tone=tone text=t_of!("verification", organization.verification.name()) />
            {until.map(|until| view! { <span class="small muted">{until}</span> })}
        </p>
        {suspended}
        {(!about.is_empty()).then(|| view! { <p class="lead">{about}</p> })}
        <Contacts website=organization.website email=organization.email phone=organization.phone />
    }
}

#[component]
fn Contacts(
    website: Option<String>,
    email: Option<String>,
    phone: Option<String>,
) -> impl IntoView {
    let any = website.is_some() || email.is_some() || phone.is_some();
    any.then(|| {
        view! {
            <section class="card stack">
                <h2>{t!("organization-contacts")}</h2>
                {website.map(|website| view! { <a href=website rel="noopener nofollow">{website.clone()}</a> })}
                {email.map(|email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> })}
                {phone.map(|phone| view! { <a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> })}
            </section>
        }
    })
}
