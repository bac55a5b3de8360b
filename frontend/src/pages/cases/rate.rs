//! The asker's word on an answer: one to five, and why.

use kopuro_shared::{
    cases::{ActOnCase, Case, CaseAction, RATING_MAX},
    validation::SUMMARY_MAX,
};
use leptos::prelude::*;

use super::door::Door;
use crate::{
    components::{button::Submit, field::TextArea, form::Form, stale::stale_action, toast},
    drafts::Draft,
    t, t_of,
};

/// The form.
#[component]
pub fn Rate(case: RwSignal<Case>, door: Door, reload: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = case.with_untracked(|case| Draft::of(&format!("case/{}/rating", case.summary.id)));
    let (before, said) = case.with_untracked(|case| {
        let rating = case.rating.map(|rating| rating.to_string()).unwrap_or_default();
        (rating, case.rating_comment.clone().unwrap_or_default())
    });
    let rating = draft.text("rating", &before);
    let comment = draft.text("comment", &said);
    let door = StoredValue::new(door);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = ActOnCase {
            action: CaseAction::Rate,
            reason: comment.with_untracked(|text| text.trim().to_owned()),
            desk_id: None,
            person_id: None,
            rating: rating.with_untracked(|rating| rating.parse().ok()),
        };
        if request.rating.is_none() {
            return form.mark("/rating", t!("case-rate-missing"));
        }
        let version = case.with_untracked(|case| case.version);
        form.check_and_send(&request.clone(), door.get_value().act(version, request), move |now| {
            draft.clear();
            case.set(now);
            toast::good(t!("case-rate-done"));
        });
    };
    let name = form.control_id("/rating");
    let error_id = format!("{name}-error");
    let described_by = error_id.clone();
    let options = (1..=RATING_MAX).map(|stars| {
        let picked = move || rating.with(|rating| *rating == stars.to_string());
        view! {
            <label class="choice">
                <input type="radio" name=name.clone() prop:checked=picked
                    on:change=move |_| rating.set(stars.to_string()) />
                <span>{t_of!("case-rate", stars)}</span>
            </label>
        }
    });
    let options: Vec<_> = options.collect();
    view! {
        <form class="card stack no-print" novalidate on:submit=submit>
            {form.problem_view()}
            {stale_action(form, reload)}
            <fieldset class="field" aria-describedby=described_by>
                <legend>{t!("case-rate-question")}</legend>
                <div class="choices">{options}</div>
                <span class="error" id=error_id role="alert">{move || form.fault("/rating")}</span>
            </fieldset>
            <TextArea form=form pointer="/reason" label=t!("case-rate-comment") hint=t!("case-rate-hint") value=comment maxlength=SUMMARY_MAX />
            <div class="row"><Submit busy=form.busy()>{t!("case-rate-action")}</Submit></div>
        </form>
    }
}
