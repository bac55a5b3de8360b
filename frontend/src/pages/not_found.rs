//! An address that leads nowhere.

use leptos::prelude::*;

use crate::{
    components::{button::LinkButton, layout::title, states::Empty},
    t,
};

/// Says so, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    title(&t!("not-found-title"));
    view! {
        <div class="page narrow">
            <Empty title=t!("not-found-title") text=t!("not-found-text")>
                <LinkButton href="/">{t!("nav-home")}</LinkButton>
            </Empty>
        </div>
    }
}
