//! A case for somebody without an account: the secret of the link stands behind `#`, which browsers send to no server.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{case::case_at, door::Door};
use crate::{
    components::{button::LinkButton, layout::title, states::Empty},
    pages::ask::was_sent_by_mail,
    t,
};

/// The page.
#[component]
pub fn GuestCasePage() -> impl IntoView {
    title(&t!("guest-case-title"));
    let location = use_location();
    let secret =
        Memo::new(move |_| location.hash.with(|hash| hash.trim_start_matches('#').to_owned()));
    move || {
        let secret = secret.get();
        if secret.is_empty() {
            return view! {
                <div class="page narrow">
                    <Empty title=t!("guest-case-none") text=t!("guest-case-none-text")>
                        <LinkButton href="/ask">{t!("nav-ask")}</LinkButton>
                    </Empty>
                </div>
            }
            .into_any();
        }
        view! {
            {case_at(Door::Guest { secret }, was_sent_by_mail)}
            <div class="page"><p class="small muted">{t!("guest-case-keep")}</p></div>
        }
        .into_any()
    }
}
