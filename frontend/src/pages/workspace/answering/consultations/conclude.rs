//! The result of a consultation: what was taken up and what not, and why, for every section.

use kopuro_shared::{
    consultations::{ConcludeConsultation, Outcome, OutcomeKind, Section},
    language::{Language, Translated},
    validation::{SUMMARY_MAX, TEXT_MAX},
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::Own;
use crate::{
    api::consultations::conclude_consultation,
    components::{
        button::Submit,
        field::SelectField,
        form::Form,
        stale::stale_action,
        states::{Notice, Tone},
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    format,
    i18n::{self, pick},
    t, t_of,
};

/// What is said of a section.
#[derive(Clone)]
struct Row {
    section: Section,
    kind: RwSignal<String>,
    reason: Texts,
}

/// The form.
#[component]
pub fn Conclude(own: Own) -> impl IntoView {
    let form = Form::new();
    let brief = own.found.brief;
    let draft = Draft::of(&format!("conclude/{}", brief.id));
    let language = RwSignal::new(i18n::language());
    let none = Translated::default();
    let note = Texts::kept(draft, "note", &none);
    let rows = own.found.sections.into_iter().map(|section| Row {
        kind: draft.text(&format!("{}/kind", section.id), ""),
        reason: Texts::kept(draft, &format!("{}/reason", section.id), &none),
        section,
    });
    let rows: Vec<Row> = rows.collect();
    let texts: Vec<_> = std::iter::once(note).chain(rows.iter().map(|row| row.reason)).collect();
    let sent_rows = StoredValue::new(rows.clone());
    let (id, etag, reload) = (brief.id.clone(), own.etag, own.reload);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(outcomes) = sent_rows.with_value(|rows| outcomes(form, rows)) else { return };
        let request = ConcludeConsultation { note: note.value(), outcomes };
        let sent = conclude_consultation(id.clone(), etag.clone(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            toast::good(t!("consultation-concluded-now"));
            reload.run(());
        });
    };
    let late = brief.is_overdue;
    let due = format::date(brief.result_due_on);
    let public = format!("/consultations/{}", brief.id);
    view! {
        {if late {
            view! { <Notice tone=Tone::Bad><b>{t!("consultation-result-was-due", date = due)}</b><p>{t!("consultation-overdue-text")}</p></Notice> }.into_any()
        } else {
            view! { <Notice tone=Tone::Wait>{t!("consultation-result-due", date = due)}</Notice> }.into_any()
        }}
        <form class="stack loose" novalidate on:submit=submit>
            <p>{t!("consultation-conclude-text")}" "<A href=public>{t!("consultation-read-comments")}</A></p>
            {draft.notice()}
            {form.problem_view()}
            {stale_action(form, reload)}
            <LanguageTabs language=language texts=texts />
            {rows.into_iter().enumerate().map(|(index, row)| section_view(form, index, row, language)).collect::<Vec<_>>()}
            <section class="card stack">
                <TextsField form=form pointer="/note" label=t!("consultation-note") hint=t!("consultation-note-hint") texts=note
                    language=language long=true maxlength=TEXT_MAX />
            </section>
            <div class="save-bar"><Submit busy=form.busy()>{t!("consultation-conclude")}</Submit></div>
        </form>
    }
}

/// What was said of each section; marks the first that nothing was chosen for.
fn outcomes(form: Form, rows: &[Row]) -> Option<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(kind) = OutcomeKind::from_name(&row.kind.get_untracked()) else {
            form.mark(&format!("/outcomes/{index}/kind"), t!("consultation-choose-outcome"));
            return None;
        };
        outcomes.push(Outcome {
            section_id: row.section.id.clone(),
            kind,
            reason: row.reason.value(),
        });
    }
    Some(outcomes)
}

fn section_view(form: Form, index: usize, row: Row, language: RwSignal<Language>) -> AnyView {
    let kinds =
        OutcomeKind::ALL.iter().map(|one| (one.name().to_owned(), t_of!("outcome", one.name())));
    let options: Vec<_> =
        std::iter::once((String::new(), t!("field-choose"))).chain(kinds).collect();
    view! {
        <fieldset class="card stack">
            <legend class="visually-hidden">{pick(&row.section.heading)}</legend>
            <h2 aria-hidden="true">{format!("{}. {}", index + 1, pick(&row.section.heading))}</h2>
            <p class="small muted">{t!("comments-count", count = row.section.comments)}</p>
            <SelectField form=form pointer=format!("/outcomes/{index}/kind") label=t!("consultation-outcome-kind") value=row.kind
                options=options />
            <TextsField form=form pointer=format!("/outcomes/{index}/reason") label=t!("consultation-outcome-reason")
                texts=row.reason language=language long=true maxlength=SUMMARY_MAX />
        </fieldset>
    }
    .into_any()
}
