//! My cases.

use leptos::prelude::*;
use leptos_router::components::A;

use super::row::case_row;
use crate::{
    api::cases::list_my_cases,
    components::{button::LinkButton, layout::title, paged::Paged, states::Empty},
    pages::people::SignedIn,
    t,
};

/// The list, newest first.
#[component]
pub fn MyCasesPage() -> impl IntoView {
    title(&t!("my-cases-title"));
    view! { <SignedIn><MyCases /></SignedIn> }
}

#[component]
fn MyCases() -> impl IntoView {
    let cases = Paged::new(list_my_cases);
    let none = || {
        view! {
            <Empty title=t!("my-cases-none") text=t!("my-cases-none-text")>
                <LinkButton href="/ask">{t!("ask-action")}</LinkButton>
            </Empty>
        }
        .into_any()
    };
    view! {
        <div class="page medium">
            <header class="stack tight">
                <p class="small"><A href="/me">"‹ "{t!("nav-me")}</A></p>
                <div class="row between">
                    <h1>{t!("my-cases-title")}</h1>
                    <LinkButton href="/ask">{t!("ask-action")}</LinkButton>
                </div>
            </header>
            {cases.view("list", |case| case.id.clone(), case_row, none)}
            <p class="small"><A href="/me/blocks">{t!("blocks-title")}</A></p>
        </div>
    }
}
