//! The frame of an organization's pages: its name and state, the parts of the workspace, and who may be here.

use kopuro_shared::organizations::{Organization, OrganizationAction, Role};
use leptos::prelude::*;
use leptos_router::{
    components::{A, Outlet},
    hooks::use_params_map,
};

use crate::{
    api::{Versioned, organizations::get_organization_to_change},
    components::{
        button::LinkButton,
        layout::title,
        loaded::{Fetched, loaded},
        states::{Badge, Empty, Notice, Tone},
    },
    i18n::pick,
    pages::people::SignedIn,
    t, t_of,
};

/// The organization that the person acts for here.
#[derive(Debug, Clone)]
pub struct Org {
    /// Its id.
    pub id: String,
    /// What the person does in it.
    pub role: Role,
    /// The `ETag` of its public page.
    pub etag: String,
    /// Its public page.
    pub page: Organization,
    /// Fetches it anew.
    pub reload: Callback<()>,
}

impl Org {
    /// Whether the person may do this.
    pub fn may(&self, action: OrganizationAction) -> bool {
        action.is_for(self.role)
    }

    /// The address of a part of its workspace.
    pub fn path(&self, part: &str) -> String {
        format!("/workspace/{}{part}", self.id)
    }
}

/// The frame. Its pages draw themselves by [`in_workspace`].
#[component]
pub fn Workspace() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let organization: Fetched<Versioned<Organization>> = Fetched::new(move || {
        let id = id.get();
        async move { get_organization_to_change(&id).await }
    });
    provide_context(organization);
    view! {
        <div class="page desk">
            {move || organization.get().and_then(Result::ok).map(|found| view! { <Head page=found.value /> })}
            <Parts id=id />
            <Outlet />
        </div>
    }
}

#[component]
fn Head(page: Organization) -> impl IntoView {
    let tone = super::organization::tone(page.verification);
    view! {
        <div class="row between">
            <p class="desk-name"><A href="/workspace">{t!("workspace-title")}</A>" › "<b>{pick(&page.name)}</b></p>
            <Badge tone=tone text=t_of!("verification", page.verification.name()) />
        </div>
        {page.suspension_reason.map(|reason| view! {
            <Notice tone=Tone::Bad><b>{t!("organization-suspended")}</b><p>{reason}</p><p>{t!("workspace-suspended")}</p></Notice>
        })}
    }
}

#[component]
fn Parts(id: Memo<String>) -> impl IntoView {
    let link = move |part: &'static str, text: String, exact: bool| {
        view! { <A href=move || format!("/workspace/{}{part}", id.get()) exact=exact>{text}</A> }
    };
    view! {
        <nav class="tabs" aria-label=t!("workspace-parts")>
            {link("", t!("workspace-overview"), true)}
            {link("/projects", t!("workspace-projects"), false)}
            {link("/money", t!("workspace-money"), false)}
            {link("/desks", t!("desks-title"), false)}
            {link("/consultations", t!("consultations-title"), false)}
            {link("/organization", t!("workspace-organization"), false)}
            {link("/members", t!("workspace-members"), false)}
        </nav>
    }
}

/// Draws a page of the workspace for a member, and says to everyone else what to do instead.
pub fn in_workspace<V: IntoView + 'static>(
    name: String,
    page: impl Fn(Org) -> V + Clone + Send + Sync + 'static,
) -> impl IntoView {
    title(&name);
    let organization: Fetched<Versioned<Organization>> =
        use_context().expect("pages of the workspace are drawn inside its frame");
    let page = move |found: Versioned<Organization>| match found.value.my_role {
        Some(role) => page(Org {
            id: found.value.id.clone(),
            role,
            etag: found.etag,
            page: found.value,
            reload: Callback::new(move |()| organization.refetch()),
        })
        .into_any(),
        None => view! {
            <Empty title=t!("workspace-not-yours") text=t!("workspace-not-yours-text")>
                <LinkButton href="/workspace">{t!("workspace-title")}</LinkButton>
            </Empty>
        }
        .into_any(),
    };
    view! { <SignedIn>{loaded(organization, page.clone())}</SignedIn> }
}
