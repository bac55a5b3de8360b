//! The organizations that a person acts for.

use kopuro_shared::organizations::OrganizationSummary;
use leptos::prelude::*;
use leptos_router::components::A;

use super::organization::tone;
use crate::{
    api::organizations::list_my_organizations,
    components::{
        button::LinkButton,
        layout::title,
        loaded::{Fetched, loaded},
        states::{Badge, Empty},
    },
    i18n::pick,
    pages::people::SignedIn,
    t, t_of,
};

/// Chooses an organization, or leads to founding one.
#[component]
pub fn ChoosePage() -> impl IntoView {
    title(&t!("workspace-title"));
    view! {
        <SignedIn>
            <div class="page medium">
                <div class="row between">
                    <h1>{t!("workspace-title")}</h1>
                    <LinkButton href="/workspace/new">{t!("workspace-found")}</LinkButton>
                </div>
                {
                    let organizations = Fetched::new(list_my_organizations);
                    loaded(organizations, |found| view! { <Organizations found=found /> })
                }
            </div>
        </SignedIn>
    }
}

#[component]
fn Organizations(found: Vec<OrganizationSummary>) -> impl IntoView {
    if found.is_empty() {
        return view! { <Empty title=t!("workspace-none") text=t!("workspace-none-text") /> }
            .into_any();
    }
    let cards = found.into_iter().map(|one| {
        view! {
            <li class="card linked">
                <div class="row between">
                    <h3><A href=format!("/workspace/{}", one.id)>{pick(&one.name)}</A></h3>
                    <Badge tone=tone(one.verification) text=t_of!("verification", one.verification.name()) />
                </div>
                <p class="muted small">
                    {t_of!("organization-kind", one.kind.name())}
                    {one.my_role.map(|role| format!(" · {}", t_of!("role", role.name())))}
                </p>
            </li>
        }
    });
    view! { <ul class="list">{cards.collect_view()}</ul> }.into_any()
}
