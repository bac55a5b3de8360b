//! Organizations in whatever state: finding, suspending, reinstating.

use std::time::Duration;

use kopuro_shared::{
    organizations::{Organization, OrganizationKind, Verification},
    validation::NAME_MAX,
};
use leptos::{leptos_dom::helpers::debounce, prelude::*};
use leptos_router::{components::A, hooks::use_params_map};

use super::for_stewards;
use crate::{
    api::organizations::{
        get_organization, list_all_organizations, list_bank_accounts, list_members,
        reinstate_organization, suspend_organization,
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, LinkButton},
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        states::{Badge, Empty, Notice, Tone},
        table::table,
        toast,
    },
    drafts::Draft,
    format,
    i18n::pick,
    pages::workspace::{ChosenPlace, PlaceField, organization::tone},
    t, t_of,
};

/// After so long without another letter the search is asked.
const TYPING: Duration = Duration::from_millis(350);

/// Looks for organizations by name, state, kind and place.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    for_stewards(t!("steward-organizations"), || {
        let form = Form::new();
        let (typed, asked) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let mut settle = debounce(TYPING, move |name: String| {
            // The steward may have left the page meanwhile.
            let _ = asked.try_set(name);
        });
        Effect::new(move |_| settle(typed.get()));
        let verification = RwSignal::new(String::new());
        let kind = RwSignal::new(String::new());
        let place =
            ChosenPlace { id: RwSignal::new(String::new()), name: RwSignal::new(String::new()) };
        let organizations = Paged::new(move || {
            list_all_organizations(
                &asked.read(),
                &verification.read(),
                &kind.read(),
                &place.id.read(),
            )
        });
        let any = || (String::new(), t!("steward-filter-any"));
        let states = std::iter::once(any())
            .chain(
                Verification::ALL
                    .iter()
                    .map(|one| (one.name().to_owned(), t_of!("verification", one.name()))),
            )
            .collect::<Vec<_>>();
        let kinds = std::iter::once(any())
            .chain(
                OrganizationKind::ALL
                    .iter()
                    .map(|one| (one.name().to_owned(), t_of!("organization-kind", one.name()))),
            )
            .collect::<Vec<_>>();
        view! {
            <div class="card filters">
                <TextField form=form pointer="/q" label=t!("steward-organization-name") value=typed kind="search" maxlength=NAME_MAX />
                <SelectField form=form pointer="/verification" label=t!("verification-title") value=verification options=states />
                <SelectField form=form pointer="/kind" label=t!("field-label-kind") value=kind options=kinds />
                <PlaceField form=form label=t!("field-label-place") chosen=place />
            </div>
            {organizations.view(
                "list",
                |one| one.id.clone(),
                |one| view! {
                    <article class="card linked">
                        <div class="row between">
                            <h3><A href=format!("/steward/organizations/{}", one.id)>{pick(&one.name)}</A></h3>
                            <Badge tone=tone(one.verification) text=t_of!("verification", one.verification.name()) />
                        </div>
                        <p class="small muted">{t_of!("organization-kind", one.kind.name())}</p>
                    </article>
                },
                || view! { <Empty title=t!("steward-no-organizations") /> }.into_any(),
            )}
        }
    })
}

/// An organization as a steward looks at it.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let params = use_params_map();
    for_stewards(t!("steward-organization"), move || {
        let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
        let organization: Fetched<Organization> = Fetched::new(move || {
            let id = id.get();
            async move { get_organization(&id).await }
        });
        let changed = Callback::new(move |()| organization.refetch());
        loaded(organization, move |found| view! { <Facts organization=found changed=changed /> })
    })
}

#[component]
fn Facts(organization: Organization, changed: Callback<()>) -> impl IntoView {
    let id = StoredValue::new(organization.id.clone());
    let members = Fetched::new(move || async move { list_members(&id.get_value()).await });
    let accounts = Fetched::new(move || async move { list_bank_accounts(&id.get_value()).await });
    let suspended = organization.verification == Verification::Suspended;
    let places: Vec<_> = organization.places.iter().rev().map(|place| pick(&place.name)).collect();
    let audit = format!("/steward/audit?organization_id={}", organization.id);
    let public = format!("/organizations/{}", organization.id);
    view! {
        <section class="card stack">
            <div class="row between">
                <h2>{pick(&organization.name)}</h2>
                <Badge tone=tone(organization.verification) text=t_of!("verification", organization.verification.name()) />
            </div>
            {organization.suspension_reason.clone().map(|reason| view! { <Notice tone=Tone::Bad>{reason}</Notice> })}
            <dl class="facts">
                <dt>{t!("field-label-kind")}</dt><dd>{t_of!("organization-kind", organization.kind.name())}</dd>
                <dt>{t!("field-label-place")}</dt><dd>{places.join(", ")}</dd>
                {organization.verified_until.map(|until| view! {
                    <dt>{t!("steward-verified-until")}</dt><dd>{format::date(until)}</dd>
                })}
            </dl>
            <p class="prose">{pick(&organization.about)}</p>
            <div class="row">
                <LinkButton kind=Kind::Quiet href=public>{t!("organization-see-page")}</LinkButton>
                <LinkButton kind=Kind::Quiet href=audit>{t!("steward-see-audit")}</LinkButton>
            </div>
            <Stop id=organization.id.clone() suspended=suspended changed=changed />
        </section>
        <h2>{t!("workspace-members")}</h2>
        {loaded(members, |found| {
            let rows = found.into_iter().map(|member| vec![
                member.display_name.into_any(),
                t_of!("role", member.role.name()).into_any(),
                format::date(member.joined_at.date_naive()).into_any(),
            ]);
            table(t!("workspace-members"), vec![t!("field-label-member"), t!("field-label-role"), t!("members-since")], rows.collect())
        })}
        <h2>{t!("accounts-title")}</h2>
        {loaded(accounts, |found| {
            if found.is_empty() {
                return view! { <Empty title=t!("accounts-none") /> }.into_any();
            }
            let rows = found.into_iter().map(|account| vec![
                account.currency.code().into_any(),
                view! { <code>{account.number}</code> }.into_any(),
                account.bank_name.into_any(),
                account.holder.into_any(),
            ]);
            let head = vec![t!("field-label-currency"), t!("accounts-number"), t!("field-label-bank"), t!("field-label-holder")];
            table(t!("accounts-title"), head, rows.collect())
        })}
    }
}

#[component]
fn Stop(id: String, suspended: bool, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let draft = Draft::of(&format!("suspension/{id}"));
    let reason = draft.text("reason", "");
    let question = if suspended {
        Question {
            title: t!("steward-reinstate"),
            text: t!("steward-reinstate-text"),
            action: t!("steward-reinstate"),
            reason: Some(t!("field-label-public-reason")),
        }
    } else {
        Question {
            title: t!("steward-suspend"),
            text: t!("steward-suspend-text"),
            action: t!("steward-suspend"),
            reason: Some(t!("field-label-public-reason")),
        }
    };
    let action = question.action.clone();
    let send = Callback::new(move |reason: String| {
        let id = id.clone();
        let sent = async move {
            if suspended {
                reinstate_organization(id, reason).await
            } else {
                suspend_organization(id, reason).await
            }
        };
        form.send(sent, move |()| {
            draft.clear();
            open.set(false);
            toast::good(t!("saved"));
            changed.run(());
        });
    });
    let kind = if suspended { Kind::Secondary } else { Kind::Danger };
    view! {
        <div class="row"><Button kind=kind on_click=move || open.set(true)>{action}</Button></div>
        <Ask open=open form=form question=question reason=reason on_send=send />
    }
}
