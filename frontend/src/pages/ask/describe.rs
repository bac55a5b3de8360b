//! The first step: what it is about, in one's own words, and where.

use kopuro_shared::{cases::routing::SuggestRouting, validation::TEXT_MAX};
use leptos::prelude::*;

use super::{draft::Asking, go};
use crate::{
    components::{button::Submit, field::TextArea, form::Form},
    pages::workspace::PlaceField,
    t,
};

/// The step.
#[component]
pub fn DescribeStep(asking: Asking) -> impl IntoView {
    let form = Form::new();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = asking.text.with_untracked(|text| text.trim().to_owned());
        if form.check(&SuggestRouting { text, place_id: None, topic: None }) {
            go(asking, 2);
        }
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            <TextArea form=form pointer="/text" label=t!("ask-text") hint=t!("ask-text-hint") value=asking.text maxlength=TEXT_MAX />
            <PlaceField form=form label=t!("ask-place") chosen=asking.place hint=t!("ask-place-hint") />
            <Submit busy=form.busy()>{t!("ask-find")}</Submit>
            <p class="small muted">{t!("ask-kept")}</p>
        </form>
    }
}
