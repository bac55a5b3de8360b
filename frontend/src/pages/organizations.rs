//! Organizations: the list of those that somebody vouches for, and the page of each: who it is, what it does, how to reach
//! it.

use kopuro_shared::{
    files::Photo,
    organizations::{Organization, OrganizationKind, OrganizationSummary, Verification},
    places::PlaceSummary,
    reports::ReportSubject,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_params_map, use_query_map},
};

use super::{
    catalogue::{card, place},
    desks::desk_card,
    places::Crumbs,
};
use crate::{
    api::{
        desks::list_organization_desks,
        organizations::{get_organization, list_organizations},
        places::get_place,
        projects::list_organization_projects,
    },
    components::{
        button::{Button, Kind},
        choice::Choice,
        icon::{Icon, icon},
        layout::title,
        loaded::{Fetched, loaded},
        paged::Paged,
        photo::PhotoImage,
        place_search::PlaceSearch,
        report::report_link,
        states::{Badge, Empty, Notice, Tone},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The organizations that somebody vouches for, of one kind and in one place, as the address says.
#[component]
pub fn OrganizationsPage() -> impl IntoView {
    title(&t!("organizations-title"));
    let map = use_query_map();
    let of = move |name: &'static str| {
        Memo::new(move |_| map.with(|map| map.get(name).unwrap_or_default()))
    };
    let (kind, place_id) = (of("kind"), of("place_id"));
    let navigate = StoredValue::new(use_navigate());
    let go = move |kind: String, place_id: String| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        let pairs = [("kind", kind), ("place_id", place_id)];
        let pairs: Vec<_> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        navigate.with_value(|navigate| {
            navigate(&format!("/organizations?{}", pairs.join("&")), options);
        });
    };
    let typed = RwSignal::new(String::new());
    let choose_place = Callback::new(move |place: PlaceSummary| {
        typed.set(String::new());
        go(kind.get_untracked(), place.id);
    });
    let options: Vec<_> = std::iter::once((String::new(), t!("filter-any")))
        .chain(
            OrganizationKind::ALL
                .iter()
                .map(|kind| (kind.name().to_owned(), t_of!("organization-kind", kind.name()))),
        )
        .collect();
    let paged = Paged::new(move || {
        list_organizations(OrganizationKind::from_name(&kind.get()), &place_id.get())
    });
    let empty = || {
        view! { <Empty title=t!("organizations-none") text=t!("organizations-none-text") /> }
            .into_any()
    };
    view! {
        <div class="page">
            <h1>{t!("organizations-title")}</h1>
            <p class="lead">{t!("organizations-lead")}</p>
            <div class="grid two">
                <Choice id="organizations-kind" label=t!("filter-organization") value=kind options=Signal::stored(options)
                    on_choose=Callback::new(move |kind| go(kind, place_id.get_untracked())) />
                <div><PlaceSearch typed=typed found=place::search(typed) on_choose=choose_place /></div>
            </div>
            <ChosenPlace place_id=place_id on_remove=Callback::new(move |()| go(kind.get_untracked(), String::new())) />
            {paged.view("grid plain", |row| row.id.clone(), organization_card, empty)}
        </div>
    }
}

#[component]
fn ChosenPlace(place_id: Memo<String>, on_remove: Callback<()>) -> impl IntoView {
    let place = LocalResource::new(move || {
        let id = place_id.get();
        async move { if id.is_empty() { None } else { get_place(&id).await.ok() } }
    });
    move || {
        place.get().flatten().map(|place| {
            view! {
                <div class="row"><Button kind=Kind::Secondary compact=true on_click=move || on_remove.run(())>
                    <span><span class="visually-hidden">{t!("catalogue-remove")}" "</span>{pick(&place.name)}</span>{icon(Icon::Close)}
                </Button></div>
            }
        })
    }
}

/// An organization of a list.
pub fn organization_card(organization: OrganizationSummary) -> AnyView {
    view! {
        <article class="card linked organization-card">
            <span class="organization-mark">{icon(kind_icon(organization.kind))}</span>
            <div class="stack tight">
                <h3><A href=format!("/organizations/{}", organization.id)>{pick(&organization.name)}</A></h3>
                <p class="small muted">{t_of!("organization-kind", organization.kind.name())}</p>
                <p><VerificationBadge verification=organization.verification /></p>
            </div>
        </article>
    }
    .into_any()
}

/// An organization's logo, or what stands for its kind. Its name is beside it.
#[component]
fn Mark(kind: OrganizationKind, logo: Option<Photo>) -> impl IntoView {
    let image = match logo {
        Some(logo) => view! { <PhotoImage photo=logo alt="" sizes="3.25rem" /> }.into_any(),
        None => icon(kind_icon(kind)).into_any(),
    };
    view! { <span class="organization-mark">{image}</span> }
}

const fn kind_icon(kind: OrganizationKind) -> Icon {
    match kind {
        OrganizationKind::HealthFacility => Icon::Health,
        OrganizationKind::School => Icon::Book,
        OrganizationKind::DiasporaAssociation => Icon::Bridge,
        OrganizationKind::Ngo | OrganizationKind::InternationalOrganization => Icon::Give,
        _ => Icon::Village,
    }
}

/// Whether somebody vouches for an organization, in a word or two.
#[component]
pub fn VerificationBadge(
    /// Whether.
    verification: Verification,
) -> impl IntoView {
    let tone = match verification {
        Verification::Verified => Tone::Good,
        Verification::Submitted => Tone::Wait,
        Verification::Suspended => Tone::Bad,
        Verification::Unverified | Verification::Expired => Tone::Plain,
    };
    view! { <Badge tone=tone text=t_of!("verification", verification.name()) /> }
}

/// The organization in the address.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let params = use_params_map();
    let organization: Fetched<Organization> = Fetched::new(move || {
        let id = params.with(|params| params.get("id").unwrap_or_default());
        async move { get_organization(&id).await }
    });
    let view = |organization| view! { <OrganizationView organization=organization /> };
    view! { <div class="page">{loaded(organization, view)}</div> }
}

#[component]
fn OrganizationView(organization: Organization) -> impl IntoView {
    let name = pick(&organization.name);
    title(&name);
    let about = pick(&organization.about);
    let suspended = organization.suspension_reason.clone().map(|reason| {
        view! { <Notice tone=Tone::Bad><b>{t!("organization-suspended")}</b><p>{reason}</p></Notice> }
    });
    let id = organization.id.clone();
    let paged = Paged::new(move || list_organization_projects(&id));
    let empty = || {
        view! { <Empty title=t!("organization-no-projects") text=t!("organization-no-projects-text") /> }.into_any()
    };
    view! {
        <Crumbs places=organization.places.clone() />
        <div class="organization-head">
            <Mark kind=organization.kind logo=organization.logo.clone() />
            <div class="stack tight">
                <h1>{name}</h1>
                <p class="muted">{t_of!("organization-kind", organization.kind.name())}</p>
            </div>
        </div>
        {suspended}
        {(!about.is_empty()).then(|| view! { <p class="lead">{about}</p> })}
        <div class="grid two">
            <Vouching organization=organization.clone() />
            <Contacts website=organization.website email=organization.email phone=organization.phone />
        </div>
        <Desks organization_id=organization.id.clone() />
        <section class="section" aria-labelledby="organization-projects">
            <h2 id="organization-projects">{t!("organization-projects")}</h2>
            {paged.view("project-list", |project| project.id.clone(), card, empty)}
        </section>
        {report_link(ReportSubject::Organization, &organization.id)}
    }
}

/// The desks that answer for it, where there are any.
#[component]
fn Desks(organization_id: String) -> impl IntoView {
    let figures = format!("/responsiveness?organization_id={organization_id}");
    let desks = Paged::new(move || list_organization_desks(&organization_id));
    let rows = desks.rows();
    // Most organizations have none, and need not say so.
    let any = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        <section class="section" aria-labelledby="organization-desks" hidden=move || !any.get()>
            <div class="row between baseline">
                <h2 id="organization-desks">{t!("organization-desks")}</h2>
                <A href=figures>{t!("figures-title")}</A>
            </div>
            {desks.view("grid plain", |desk| desk.id.clone(), desk_card, || ().into_any())}
        </section>
    }
}

/// Whether somebody vouches for it, until when, and what that means.
#[component]
fn Vouching(organization: Organization) -> impl IntoView {
    let until = organization
        .verified_until
        .filter(|_| organization.verification == Verification::Verified)
        .map(|until| t!("organization-until", date = format::date(until)));
    view! {
        <section class="card stack">
            <h2>{t!("organization-verification")}</h2>
            <p class="row">
                <VerificationBadge verification=organization.verification />
                {until.map(|until| view! { <span class="small muted">{until}</span> })}
            </p>
            <p>{t_of!("verification-means", organization.verification.name())}</p>
        </section>
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
