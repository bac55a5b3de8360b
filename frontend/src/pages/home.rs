//! The first page: one question, for both shores; where help is needed; what is nearly there.

use futures::future::join;
use kopuro_shared::{
    page::Page,
    places::{COUNTRY, outlines::PlaceOutlines},
    projects::{MapFigures, ProjectQuery, ProjectSort, ProjectSummary},
};
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

use super::catalogue::{
    card,
    query::{filter, link, link_to_place},
};
use crate::{
    api::{
        ApiError,
        places::get_place_outlines,
        projects::{get_project_map, list_projects},
    },
    components::{
        button::{Kind, LinkButton},
        icon::{Icon, icon},
        loaded::{Fetched, loaded},
        need_map::NeedMap,
        scene::Valley,
        states::Empty,
    },
    format, t,
};

/// Projects of the first page: a row on a desktop.
const FIRST: u32 = 3;

fn nearly_there() -> ProjectQuery {
    ProjectQuery { sort: Some(ProjectSort::ClosestToGoal), ..ProjectQuery::default() }
}

/// The map of the country.
async fn country() -> Result<(MapFigures, PlaceOutlines), ApiError> {
    let (figures, outlines) = join(get_project_map("", ""), get_place_outlines(COUNTRY)).await;
    Ok((figures?, outlines))
}

/// What would you like to do?
#[component]
pub fn Home() -> impl IntoView {
    document().set_title(&t!("home-document-title"));
    let map: Fetched<(MapFigures, PlaceOutlines)> = Fetched::new(country);
    let near: Fetched<Page<ProjectSummary>> = Fetched::new(|| async {
        list_projects(&ProjectQuery { limit: Some(FIRST), ..nearly_there() }).page(None).await
    });
    view! {
        <section class="hero">
            <Valley />
            <div class="hero-inner">
                <h1>{t!("home-question")}</h1>
                <p class="lead">{t!("home-lead")}</p>
                <Search />
            </div>
        </section>
        <div class="shores">
            <Shore class="shore" heading=t!("home-abroad") line=t!("home-abroad-line") links=vec![
                (Icon::Map, "/projects".to_owned(), t!("home-abroad-place")),
                (Icon::Give, link(&nearly_there()), t!("home-abroad-near")),
                (Icon::Ask, "/ask".to_owned(), t!("home-abroad-ask")),
                (Icon::Eye, "/how-money-works".to_owned(), t!("home-abroad-money")),
            ] />
            <Shore class="shore home" heading=t!("home-stayed") line=t!("home-stayed-line") links=vec![
                (Icon::Village, "/workspace".to_owned(), t!("home-stayed-need")),
                (Icon::Ask, "/cases".to_owned(), t!("home-stayed-cases")),
                (Icon::Shield, "/organizations".to_owned(), t!("home-stayed-organizations")),
                (Icon::Eye, "/how-money-works".to_owned(), t!("home-stayed-check")),
            ] />
        </div>
        <div class="page">
            <section class="section" aria-labelledby="home-map">
                <h2 id="home-map">{t!("home-map")}</h2>
                {loaded(map, |(figures, outlines)| view! { <Need figures=figures outlines=outlines /> })}
            </section>
            <section class="section" aria-labelledby="home-near">
                <div class="row between baseline">
                    <h2 id="home-near">{t!("home-near")}</h2>
                    <A href="/projects">{t!("home-all")}</A>
                </div>
                {loaded(near, |page| view! { <Near projects=page.items /> })}
            </section>
            <Trust />
        </div>
    }
}

/// Words lead to the catalogue.
#[component]
fn Search() -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let search = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let query = ProjectQuery { q: filter(words), ..ProjectQuery::default() };
        navigate(&link(&query), NavigateOptions::default());
    };
    view! {
        <form class="search hero-search" role="search" on:submit=search>
            <div class="search-box">
                {icon(Icon::Search)}
                <label class="visually-hidden" for="home-search">{t!("catalogue-search")}</label>
                <input id="home-search" type="search" autocomplete="off" enterkeyhint="search" maxlength="160"
                    placeholder=t!("catalogue-search-example") node_ref=field />
            </div>
            <button type="submit" class="button primary">{t!("action-search")}</button>
        </form>
    }
}

#[component]
fn Shore(
    class: &'static str,
    heading: String,
    line: String,
    links: Vec<(Icon, String, String)>,
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

#[component]
fn Need(figures: MapFigures, outlines: PlaceOutlines) -> impl IntoView {
    let navigate = use_navigate();
    let open =
        Callback::new(move |id: String| navigate(&link_to_place(&id), NavigateOptions::default()));
    let whole = figures.whole.clone();
    view! {
        <div class="need">
            <div class="need-map"><NeedMap figures=figures outlines=outlines chosen=Signal::stored(String::new()) on_choose=open /></div>
            <dl class="need-figures">
                <div class="figure"><dt>{t!("home-figure-open")}</dt><dd>{format::count(whole.open)}</dd></div>
                <div class="figure"><dt>{t!("home-figure-missing")}</dt><dd>{format::whole(whole.missing)}</dd></div>
                <div class="figure"><dt>{t!("home-figure-all")}</dt><dd>{format::count(whole.projects)}</dd></div>
            </dl>
        </div>
    }
}

#[component]
fn Near(projects: Vec<ProjectSummary>) -> impl IntoView {
    if projects.is_empty() {
        return view! { <Empty title=t!("catalogue-nothing") text=t!("catalogue-nothing-text") /> }
            .into_any();
    }
    let rows = projects.into_iter().map(|project| view! { <li>{card(project)}</li> });
    view! { <ul class="project-list">{rows.collect_view()}</ul> }.into_any()
}

/// Why money given here arrives: three things that hold always.
#[component]
fn Trust() -> impl IntoView {
    view! {
        <section class="trust" aria-labelledby="home-trust">
            <div class="ornament" aria-hidden="true"></div>
            <h2 id="home-trust">{t!("home-trust")}</h2>
            <ul>
                <li>{icon(Icon::Bridge)}<div><h3>{t!("home-trust-direct")}</h3><p>{t!("home-trust-direct-text")}</p></div></li>
                <li>{icon(Icon::Shield)}<div><h3>{t!("home-trust-proved")}</h3><p>{t!("home-trust-proved-text")}</p></div></li>
                <li>{icon(Icon::Eye)}<div><h3>{t!("home-trust-open")}</h3><p>{t!("home-trust-open-text")}</p></div></li>
            </ul>
            <div class="row"><LinkButton kind=Kind::Secondary href="/how-money-works">{t!("nav-money")}</LinkButton></div>
        </section>
    }
}
