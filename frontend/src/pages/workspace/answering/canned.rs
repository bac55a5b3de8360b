//! Answers that a desk gives often, in its languages.

use kopuro_shared::{
    desks::{CannedAnswer, WriteCannedAnswer},
    language::Translated,
    validation::{NAME_MAX, TEXT_MAX},
};
use leptos::prelude::*;

use super::frame::{AtDesk, at_desk};
use crate::{
    api::queue::{
        create_canned_answer, list_canned_answers, remove_canned_answer, update_canned_answer,
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        field::TextField,
        form::Form,
        loaded::{Fetched, loaded},
        stale::stale_action,
        states::Empty,
        texts::{LanguageTabs, Texts, TextsField, own_name},
        toast,
    },
    drafts::Draft,
    format,
    i18n::{self, pick},
    t,
};

/// Of which desk they are, and what happens after a change.
#[derive(Clone, Copy)]
struct Canned {
    desk: StoredValue<String>,
    changed: Callback<()>,
}

/// The page.
#[component]
pub fn CannedPage() -> impl IntoView {
    at_desk(t!("desk-part-canned"), |at| {
        if !at.desk.can_answer {
            return view! { <Empty title=t!("canned-not-yours") text=t!("canned-not-yours-text") /> }
                .into_any();
        }
        view! { <Answers at=at /> }.into_any()
    })
}

#[component]
fn Answers(at: AtDesk) -> impl IntoView {
    let desk = StoredValue::new(at.desk.id);
    let answers: Fetched<Vec<CannedAnswer>> =
        Fetched::new(move || async move { list_canned_answers(&desk.get_value()).await });
    let canned = Canned { desk, changed: Callback::new(move |()| answers.refetch()) };
    let list = move |found: Vec<CannedAnswer>| {
        if found.is_empty() {
            return view! { <Empty title=t!("canned-none") text=t!("canned-none-text") /> }
                .into_any();
        }
        let rows = found
            .into_iter()
            .map(|answer| view! { <li><Answer canned=canned answer=answer /></li> });
        view! { <ul class="list">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <p class="muted">{t!("canned-text")}</p>
        {loaded(answers, list)}
        <section class="card stack">
            <h2>{t!("canned-new")}</h2>
            <Write canned=canned answer=None />
        </section>
    }
}

#[component]
fn Answer(canned: Canned, answer: CannedAnswer) -> impl IntoView {
    let languages: Vec<_> = answer.body.iter().map(|(language, _)| own_name(language)).collect();
    let form = Form::new();
    let open = RwSignal::new(false);
    let question = Question {
        title: t!("canned-remove"),
        text: t!("canned-remove-text", title = answer.title.clone()),
        action: t!("canned-remove"),
        reason: None,
    };
    let id = answer.id.clone();
    let send = Callback::new(move |_| {
        form.send(remove_canned_answer(canned.desk.get_value(), id.clone()), move |()| {
            open.set(false);
            toast::good(t!("canned-removed"));
            canned.changed.run(());
        });
    });
    view! {
        <article class="card stack">
            <div class="row between">
                <h3>{answer.title.clone()}</h3>
                <span class="small muted">{languages.join(", ")}" · "{format::date(answer.updated_at.date_naive())}</span>
            </div>
            <p class="prose">{pick(&answer.body)}</p>
            <details class="panel">
                <summary>{t!("canned-change")}</summary>
                <Write canned=canned answer=Some(answer) />
            </details>
            <div class="row"><Button kind=Kind::Danger compact=true on_click=move || open.set(true)>{t!("canned-remove")}</Button></div>
            <Ask open=open form=form question=question on_send=send />
        </article>
    }
}

/// Writes a new one, or replaces this one.
#[component]
fn Write(canned: Canned, answer: Option<CannedAnswer>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&match &answer {
        Some(answer) => format!("canned/{}", answer.id),
        None => format!("canned/new/{}", canned.desk.get_value()),
    });
    let language = RwSignal::new(i18n::language());
    let title =
        draft.text("title", answer.as_ref().map(|one| one.title.as_str()).unwrap_or_default());
    let none = Translated::default();
    let body = Texts::kept(draft, "body", answer.as_ref().map_or(&none, |one| &one.body));
    let version = answer.map(|one| (one.id, one.version));
    let is_new = version.is_none();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = WriteCannedAnswer {
            title: title.get_untracked().trim().to_owned(),
            body: body.value(),
        };
        let (desk, version, key) = (canned.desk.get_value(), version.clone(), form.key());
        let sending = request.clone();
        let sent = async move {
            match version {
                Some(version) => update_canned_answer(desk, version, sending).await.map(drop),
                None => create_canned_answer(desk, key, sending).await.map(drop),
            }
        };
        form.check_and_send(&request, sent, move |()| {
            if is_new {
                draft.discard();
            } else {
                draft.clear();
            }
            toast::good(t!("saved"));
            canned.changed.run(());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {draft.notice()}
            {form.problem_view()}
            {stale_action(form, canned.changed)}
            <TextField form=form pointer="/title" label=t!("canned-title") hint=t!("canned-title-hint") value=title maxlength=NAME_MAX />
            <LanguageTabs language=language texts=vec![body] />
            <TextsField form=form pointer="/body" label=t!("canned-body") texts=body language=language long=true maxlength=TEXT_MAX />
            <div class="row"><Submit busy=form.busy()>{t!("action-save")}</Submit></div>
        </form>
    }
}
