//! Pledging: in three steps, and the pledge afterwards.

mod amount;
mod counted;
pub mod draft;
mod instructions;
pub mod make;
pub mod pledge;
mod who;
mod withdraw;

use leptos::prelude::*;

use crate::{t, t_of};

/// The three steps, with the one that the person is at.
#[component]
fn Steps(
    /// From 1 to 3.
    #[prop(into)]
    current: Signal<u8>,
) -> impl IntoView {
    let steps = (1..=3_u8).map(|step| {
        view! {
            <li class:done={move || step < current.get()} aria-current={move || (step == current.get()).then_some("step")}>
                {t_of!("pledge-step", step)}
            </li>
        }
    });
    view! { <ol class="steps no-print" aria-label=t!("pledge-steps")>{steps.collect_view()}</ol> }
}
