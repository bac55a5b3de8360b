//! One consultation: what is asked, section by section, what people say to it, and what became of that.

use kopuro_shared::consultations::{Consultation, ConsultationState, OutcomeKind, Section};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use super::{comments::Comments, state_badge};
use crate::{
    api::{Versioned, consultations::get_consultation},
    components::{
        layout::title,
        loaded::{Fetched, loaded},
        states::{Badge, Notice, Tone},
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The page.
#[component]
pub fn ConsultationPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let consultation: Fetched<Versioned<Consultation>> = Fetched::new(move || {
        let id = id.get();
        async move { get_consultation(&id).await }
    });
    view! {
        <div class="page medium">
            <p class="small"><A href="/consultations">{t!("consultations-title")}</A></p>
            {loaded(consultation, |found| shown(found.value))}
        </div>
    }
}

fn shown(found: Consultation) -> AnyView {
    let brief = found.brief;
    title(&pick(&brief.title));
    let closes = format::date(brief.closes_on);
    let due = format::date(brief.result_due_on);
    let days = match brief.state {
        ConsultationState::Draft => {
            view! { <Notice tone=Tone::Wait>{t!("consultation-draft-text")}</Notice> }.into_any()
        }
        ConsultationState::Open => view! {
            <Notice><b>{t!("consultation-until", date = closes)}</b>
                <p>{t!("consultation-promise", date = due)}</p></Notice>
        }
        .into_any(),
        ConsultationState::Closed if brief.is_overdue => view! {
            <Notice tone=Tone::Bad><b>{t!("consultation-result-was-due", date = due)}</b>
                <p>{t!("consultation-overdue-text")}</p></Notice>
        }
        .into_any(),
        ConsultationState::Closed => view! {
            <Notice tone=Tone::Wait><b>{t!("consultation-was-until", date = closes)}</b>
                <p>{t!("consultation-result-due", date = due)}</p></Notice>
        }
        .into_any(),
        ConsultationState::Concluded => {
            let note = found.result_note.as_ref().map(pick);
            let at = found.concluded_at.map(|at| format::date(at.date_naive())).unwrap_or_default();
            view! {
                <Notice tone=Tone::Good>
                    <b>{t!("consultation-result-of", date = at)}</b>
                    <p class="prose">{note}</p>
                </Notice>
            }
            .into_any()
        }
    };
    let is_open = brief.state == ConsultationState::Open;
    let organization = format!("/organizations/{}", brief.organization.id);
    let work = found.can_manage.then(|| {
        let href = format!("/workspace/{}/consultations/{}", brief.organization.id, brief.id);
        view! { <p><A href=href>{t!("consultation-to-work")}</A></p> }
    });
    let id = brief.id.clone();
    let sections = found
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| section_view(&id, index + 1, section.clone(), is_open));
    let sections: Vec<_> = sections.collect();
    let badge = state_badge(&brief);
    view! {
        <div class="stack tight">
            <div class="row">{badge}</div>
            <h1>{pick(&brief.title)}</h1>
            <p class="small muted"><A href=organization>{pick(&brief.organization.name)}</A>
                {brief.published_at.map(|at| format!(" · {}", t!("consultation-published", date = format::date(at.date_naive()))))}</p>
        </div>
        {days}
        {work}
        <p class="prose">{pick(&found.summary)}</p>
        <ol class="list sections">{sections}</ol>
    }
    .into_any()
}

/// The tone of what became of a section.
pub const fn outcome_tone(kind: OutcomeKind) -> Tone {
    match kind {
        OutcomeKind::TakenUp => Tone::Good,
        OutcomeKind::PartlyTakenUp => Tone::Wait,
        OutcomeKind::NotTakenUp => Tone::Plain,
    }
}

fn section_view(consultation: &str, number: usize, section: Section, is_open: bool) -> AnyView {
    let outcome = section.outcome.map(|kind| {
        view! {
            <div class="panel">
                <p class="row"><b>{t!("consultation-outcome")}</b>
                    <Badge tone=outcome_tone(kind) text=t_of!("outcome", kind.name()) /></p>
                <p class="prose">{section.outcome_reason.as_ref().map(pick)}</p>
            </div>
        }
    });
    let heading = format!("{number}. {}", pick(&section.heading));
    view! {
        <li>
            <section class="card stack">
                <h2>{heading}</h2>
                <p class="prose">{pick(&section.body)}</p>
                {outcome}
                <Comments consultation=consultation.to_owned() section=section.id count=section.comments is_open=is_open />
            </section>
        </li>
    }
    .into_any()
}
