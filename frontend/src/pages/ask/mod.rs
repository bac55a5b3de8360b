//! Asking a desk in three steps: the matter in one's own words, who answers for it, and a last look. Until it is sent it is a
//! draft in this browser.

mod choose;
mod describe;
mod draft;
mod how;
mod option;
mod send;

pub use draft::was_sent_by_mail;

use kopuro_shared::desks::DeskSummary;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_query_map};

use self::draft::{Asking, DeskChoice};
use crate::{api::desks::get_desk, components::layout::title, t, t_of};

/// The page. `?desk_id=` comes from a desk's page: that desk is chosen already.
#[component]
pub fn AskPage() -> impl IntoView {
    title(&t!("ask-title"));
    let asking = Asking::load();
    let wanted = use_query_map().with_untracked(|query| query.get("desk_id").unwrap_or_default());
    if !wanted.is_empty() {
        spawn_local(async move {
            // A desk that is not there, or takes nothing, leaves the choice as it was.
            if let Ok(desk) = get_desk(&wanted).await
                && desk.is_open
            {
                let desk = DeskSummary {
                    id: desk.id,
                    name: desk.name,
                    organization_id: desk.organization.id,
                    organization_name: desk.organization.name,
                    promise_days: desk.promise_days,
                    is_open: desk.is_open,
                };
                asking.desk.try_set(Some(DeskChoice::Desk(desk)));
            }
        });
    }
    let content = move || match (asking.mailed.get(), asking.step.get()) {
        (true, _) => view! { <send::Mailed asking=asking /> }.into_any(),
        (_, 2) => view! { <choose::ChooseStep asking=asking /> }.into_any(),
        (_, 3) => view! { <send::SendStep asking=asking /> }.into_any(),
        _ => view! { <describe::DescribeStep asking=asking /> }.into_any(),
    };
    view! {
        <div class="page narrow">
            <header class="stack tight">
                <h1>{t!("ask-title")}</h1>
                <p class="muted">{t!("ask-lead")}</p>
            </header>
            {steps(asking.step)}
            {content}
            <p class="small"><A href="/cases">{t!("ask-read-answers")}</A></p>
        </div>
    }
}

/// The three steps, with the one that the person is at.
fn steps(current: RwSignal<u8>) -> impl IntoView {
    let steps = (1..=3_u8).map(|step| {
        view! {
            <li class:done={move || step < current.get()} aria-current={move || (step == current.get()).then_some("step")}>
                {t_of!("ask-step", step)}
            </li>
        }
    });
    view! { <ol class="steps" aria-label=t!("ask-steps")>{steps.collect_view()}</ol> }
}

/// Goes to another step, at whose top the person then is.
fn go(asking: Asking, step: u8) {
    asking.step.set(step);
    window().scroll_to_with_x_and_y(0.0, 0.0);
}
