//! The first page: one question, for both shores.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    components::{
        icon::{Icon, icon},
        scene::Valley,
    },
    t,
};

/// What would you like to do?
#[component]
pub fn Home() -> impl IntoView {
    document().set_title(&t!("home-document-title"));
    view! {
        <section class="hero">
            <Valley />
            <div class="hero-inner">
                <h1>{t!("home-question")}</h1>
                <p class="lead">{t!("home-lead")}</p>
            </div>
        </section>
        <div class="shores">
            <Shore class="shore" heading=t!("home-abroad") line=t!("home-abroad-line") links=vec![
                (Icon::Map, "/places", t!("home-abroad-place")),
                (Icon::Eye, "/how-money-works", t!("home-abroad-money")),
            ] />
            <Shore class="shore home" heading=t!("home-stayed") line=t!("home-stayed-line") links=vec![
                (Icon::Person, "/sign-up", t!("home-stayed-account")),
                (Icon::Shield, "/how-money-works", t!("home-stayed-check")),
            ] />
        </div>
    }
}

#[component]
fn Shore(
    class: &'static str,
    heading: String,
    line: String,
    links: Vec<(Icon, &'static str, String)>,
) -> impl IntoView {
    let links = links.into_iter().map(|(image, href, text)| {
        view! { <li><A href=href>{icon(image)}<span>{text}</span></A></li> }
    });
    view! {
        <section class=class>
            <h2>{heading}</h2>
            <p class="muted">{line}</p>
            <ul>{links.collect_view()}</ul>
        </section>
    }
}
