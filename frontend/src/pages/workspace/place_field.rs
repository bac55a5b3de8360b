//! Chooses a place by the beginning of its name.

use kopuro_shared::places::FoundPlace;
use leptos::prelude::*;

use crate::{
    api::{ApiError, places::search_places},
    components::{
        button::{Button, Kind},
        form::Form,
    },
    drafts::Draft,
    i18n::pick,
    t,
};

/// A place that was chosen: its id, empty while there is none, and its name.
#[derive(Debug, Clone, Copy)]
pub struct ChosenPlace {
    /// The id.
    pub id: RwSignal<String>,
    /// The name, with what it lies in.
    pub name: RwSignal<String>,
}

impl ChosenPlace {
    /// A place of which a draft is kept.
    pub fn kept(draft: Draft, id: &str, name: &str) -> Self {
        Self { id: draft.text("place_id", id), name: draft.text("place_name", name) }
    }
}

/// What a place is called with what it lies in: `Гүлчө, Алай району, Ош облусу`.
fn full_name(found: &FoundPlace) -> String {
    let within = found.ancestors.iter().rev().filter(|place| place.id != found.place.id);
    let names: Vec<_> =
        std::iter::once(&found.place).chain(within).map(|place| pick(&place.name)).collect();
    names.join(", ")
}

/// The field.
#[component]
pub fn PlaceField(
    /// The form it belongs to.
    form: Form,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What was chosen.
    chosen: ChosenPlace,
    /// Where else only places in or above it fit; for the hint.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let pointer = "/place_id";
    let id = form.control_id(pointer);
    let error_id = format!("{id}-error");
    let typed = RwSignal::new(String::new());
    let found: LocalResource<Option<Result<Vec<FoundPlace>, ApiError>>> =
        LocalResource::new(move || {
            let q = typed.get();
            async move {
                if q.trim().is_empty() {
                    return None;
                }
                Some(search_places(&q).await.map(|found| found.items))
            }
        });
    let results = move || match found.get().flatten() {
        None => None,
        Some(Err(error)) => Some(view! { <p class="small">{error.text()}</p> }.into_any()),
        Some(Ok(places)) if places.is_empty() => {
            Some(view! { <p class="small">{t!("places-not-found")}</p> }.into_any())
        }
        Some(Ok(places)) => {
            let buttons = places.into_iter().map(|place| {
                let (id, name) = (place.place.id.clone(), full_name(&place));
                let shown = name.clone();
                view! {
                    <li><button type="button" class="button quiet" on:click=move |_| {
                        chosen.id.set(id.clone());
                        chosen.name.set(name.clone());
                        typed.set(String::new());
                    }>{shown}</button></li>
                }
            });
            Some(view! { <ul class="place-choices">{buttons.collect_view()}</ul> }.into_any())
        }
    };
    let error = error_id.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {move || (!chosen.id.read().is_empty()).then(|| view! {
                <div class="row">
                    <b>{chosen.name}</b>
                    <Button kind=Kind::Quiet compact=true on_click=move || chosen.id.set(String::new())>{t!("place-change")}</Button>
                </div>
            })}
            <div hidden=move || !chosen.id.read().is_empty()>
                <input id=id type="search" autocomplete="off" maxlength="160" aria-describedby=error
                    aria-invalid=move || (!form.fault(pointer).is_empty()).to_string() bind:value=typed />
                <div aria-live="polite">{results}</div>
            </div>
            {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
            <span class="error" id=error_id role="alert">{move || form.fault(pointer)}</span>
        </div>
    }
}
