//! Pages for people who are signed in.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    components::{
        button::LinkButton,
        states::{Empty, Skeleton},
    },
    session::{self, Who},
    t,
};

/// Shows the page to a person who is signed in; asks everyone else to sign in and brings them back afterwards.
#[component]
pub fn SignedIn(children: ChildrenFn) -> impl IntoView {
    let children = StoredValue::new(children);
    let path = use_location().pathname;
    // Only a change between the three cases redraws the page: a changed name must not empty a half-filled form.
    let case = Memo::new(|_| match session::who() {
        Who::Unknown => 0,
        Who::Visitor => 1,
        Who::Person(_) => 2,
    });
    move || {
        match case.get() {
        0 => view! { <div class="page"><Skeleton tall=true /></div> }.into_any(),
        1 => view! {
            <div class="page narrow">
                <Empty title=t!("guard-title") text=t!("guard-text")>
                    <LinkButton href=sign_in_from(&path.get_untracked())>{t!("nav-sign-in")}</LinkButton>
                </Empty>
            </div>
        }
        .into_any(),
        _ => children.with_value(|children| children()).into_any(),
    }
    }
}

/// Where to sign in and come back from, with the token that a mail's link carries behind `#`.
fn sign_in_from(path: &str) -> String {
    let hash = window().location().hash().unwrap_or_default();
    format!(
        "/sign-in?next={}",
        String::from(js_sys::encode_uri_component(&format!("{path}{hash}")))
    )
}
