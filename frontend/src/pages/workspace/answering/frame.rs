//! The frame of a desk's pages: what it is called, and its parts.

use kopuro_shared::desks::Desk;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use crate::{
    api::{Versioned, queue::get_desk_to_change},
    components::{
        loaded::{Fetched, loaded},
        states::{Badge, Empty},
    },
    i18n::pick,
    pages::workspace::{Org, in_workspace},
    t,
};

/// A desk that the person looks at as a member of its organization.
#[derive(Debug, Clone)]
pub struct AtDesk {
    /// Whose it is.
    pub org: Org,
    /// Its page.
    pub desk: Desk,
    /// Its `ETag`.
    pub etag: String,
    /// Fetches it anew.
    pub reload: Callback<()>,
}

impl AtDesk {
    /// The address of a part of its pages.
    pub fn path(&self, part: &str) -> String {
        self.org.path(&format!("/desks/{}{part}", self.desk.id))
    }
}

/// Draws a part of the desk that the address names, inside the frame of all parts.
pub fn at_desk(name: String, shown: fn(AtDesk) -> AnyView) -> impl IntoView {
    let params = use_params_map();
    in_workspace(name, move |org| {
        let id = Memo::new(move |_| params.with(|params| params.get("desk").unwrap_or_default()));
        let desk: Fetched<Versioned<Desk>> = Fetched::new(move || {
            let id = id.get();
            async move { get_desk_to_change(&id).await }
        });
        loaded(desk, move |found| {
            if found.value.organization.id != org.id {
                return view! { <Empty title=t!("not-found-title") text=t!("not-found-text") /> }
                    .into_any();
            }
            let at = AtDesk {
                org: org.clone(),
                desk: found.value,
                etag: found.etag,
                reload: Callback::new(move |()| desk.refetch()),
            };
            view! { <Parts at=at.clone() />{shown(at)} }.into_any()
        })
    })
}

#[component]
fn Parts(at: AtDesk) -> impl IntoView {
    let link = |part: &str, text: String| view! { <A href=at.path(part) exact=true>{text}</A> };
    view! {
        <p class="desk-name"><A href=at.org.path("/desks")>{t!("desks-title")}</A></p>
        <div class="row between">
            <h1>{pick(&at.desk.name)}</h1>
            {(!at.desk.is_open).then(|| view! { <Badge text=t!("desk-closed-badge") /> })}
        </div>
        <nav class="tabs small-tabs" aria-label=t!("desk-parts")>
            {link("/cases", t!("desk-part-queue"))}
            {at.desk.can_answer.then(|| link("/canned_answers", t!("desk-part-canned")))}
            {at.desk.can_answer.then(|| link("/blocks", t!("desk-part-blocks")))}
            {link("", t!("desk-part-settings"))}
        </nav>
    }
}
