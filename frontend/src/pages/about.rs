//! What Kopuro is, and how money works on it.

use leptos::prelude::*;

use crate::{
    components::{button::LinkButton, layout::title},
    t, t_of,
};

/// How money works: the way of a som from the promise to the bridge, and who checks it.
#[component]
pub fn HowMoneyWorks() -> impl IntoView {
    title(&t!("money-title"));
    let steps = (1..=5).map(|step| {
        view! {
            <li class="done"><div class="stack tight">
                <h2>{t_of!("money-step", step)}</h2>
                <p>{t_of!("money-step-text", step)}</p>
            </div></li>
        }
    });
    view! {
        <article class="page medium">
            <h1>{t!("money-title")}</h1>
            <p class="lead">{t!("money-lead")}</p>
            <ol class="timeline">{steps.collect_view()}</ol>
            <section class="panel">
                <h2>{t!("money-never-title")}</h2>
                <p>{t!("money-never-text")}</p>
            </section>
            <div class="row"><LinkButton href="/places">{t!("action-see-places")}</LinkButton></div>
        </article>
    }
}

/// What Kopuro is and for whom.
#[component]
pub fn About() -> impl IntoView {
    title(&t!("about-title"));
    view! {
        <article class="page medium">
            <h1>{t!("about-title")}</h1>
            <p class="lead">{t!("about-lead")}</p>
            <div class="grid two">
                <section class="card"><h2>{t!("about-who-title")}</h2><p>{t!("about-who-text")}</p></section>
                <section class="card"><h2>{t!("about-trust-title")}</h2><p>{t!("about-trust-text")}</p></section>
                <section class="card"><h2>{t!("about-privacy-title")}</h2><p>{t!("about-privacy-text")}</p></section>
                <section class="card"><h2>{t!("about-open-title")}</h2><p>{t!("about-open-text")}</p></section>
            </div>
        </article>
    }
}
