//! How departments answer, in a place, on a topic, of an organization, or in the whole country.

use kopuro_shared::{cases::figures::ResponsivenessQuery, desks::Topic, places::PlaceSummary};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};

use super::figures::figures_of;
use crate::{
    api::{
        ApiError,
        desks::{get_desk, list_topics, responsiveness_address},
        organizations::get_organization,
        places::get_place,
    },
    components::{choice::Choice, layout::title, place_search::PlaceSearch},
    i18n::pick,
    pages::catalogue::place,
    t,
};

/// The page.
#[component]
pub fn ResponsivenessPage() -> impl IntoView {
    title(&t!("responsiveness-title"));
    let map = use_query_map();
    // Whose figures; of several the first, as the API takes one.
    let of = Memo::new(move |_| {
        map.with(|map| {
            let text = |name: &str| map.get(name).filter(|value| !value.trim().is_empty());
            let mut of =
                ResponsivenessQuery { desk_id: text("desk_id"), ..ResponsivenessQuery::default() };
            if of.desk_id.is_none() {
                of.organization_id = text("organization_id");
            }
            if of.desk_id.is_none() && of.organization_id.is_none() {
                of.place_id = text("place_id");
            }
            if of == ResponsivenessQuery::default() {
                of.topic = text("topic");
            }
            of
        })
    });
    let topics: LocalResource<Result<Vec<Topic>, ApiError>> = LocalResource::new(list_topics);
    let navigate = StoredValue::new(use_navigate());
    let go = move |of: ResponsivenessQuery| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        let address = responsiveness_address("/responsiveness", &of);
        navigate.with_value(|navigate| navigate(&address, options));
    };
    let name = LocalResource::new(move || called(of.get()));
    let topic = move || of.with(|of| of.topic.clone().unwrap_or_default());
    let options = move || {
        let topics = topics.get().and_then(Result::ok).unwrap_or_default();
        let topics = topics.into_iter().map(|topic| (topic.id, pick(&topic.name)));
        std::iter::once((String::new(), t!("filter-any"))).chain(topics).collect::<Vec<_>>()
    };
    let choose_topic = Callback::new(move |id: String| {
        let topic = Some(id).filter(|id| !id.is_empty());
        go(ResponsivenessQuery { topic, ..ResponsivenessQuery::default() });
    });
    let typed = RwSignal::new(String::new());
    let choose_place = Callback::new(move |place: PlaceSummary| {
        typed.set(String::new());
        go(ResponsivenessQuery { place_id: Some(place.id), ..ResponsivenessQuery::default() });
    });
    view! {
        <div class="page medium">
            <header class="stack tight">
                <h1>{t!("responsiveness-title")}</h1>
                <p class="lead">{t!("responsiveness-lead")}</p>
            </header>
            <div class="card filters">
                <Choice id="figures-topic" label=t!("case-topic") value=Signal::derive(topic) options=Signal::derive(options) on_choose=choose_topic />
                <div><PlaceSearch typed=typed found=place::search(typed) on_choose=choose_place /></div>
            </div>
            <section class="section" aria-labelledby="figures-of">
                <h2 id="figures-of">{move || name.get().flatten().unwrap_or_else(|| t!("responsiveness-country"))}</h2>
                {move || figures_of(of.get())}
            </section>
            <p class="small"><A href="/cases?overdue=true">{t!("responsiveness-overdue")}</A></p>
        </div>
    }
}

/// What those are called whose figures are shown; nothing for the whole country.
async fn called(of: ResponsivenessQuery) -> Option<String> {
    if let Some(id) = &of.desk_id {
        return get_desk(id).await.ok().map(|desk| pick(&desk.name));
    }
    if let Some(id) = &of.organization_id {
        return get_organization(id).await.ok().map(|one| pick(&one.name));
    }
    if let Some(id) = &of.place_id {
        return get_place(id).await.ok().map(|place| pick(&place.name));
    }
    let id = of.topic?;
    let topics = list_topics().await.ok()?;
    topics.into_iter().find(|topic| topic.id == id).map(|topic| pick(&topic.name))
}
