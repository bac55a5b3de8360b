//! Questions under the project, and their answers.

use kopuro_shared::{
    organizations::OrganizationAction,
    projects::{AnswerQuestion, Question},
    validation::TEXT_MAX,
};
use leptos::prelude::*;

use super::frame::Work;
use crate::{
    api::{community::list_questions, work::answer_question},
    components::{
        button::{Button, Kind, Submit},
        form::Form,
        paged::Paged,
        report::hidden,
        states::{Badge, Empty, Tone},
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    format,
    i18n::{self, pick},
    t,
};

/// Of which project the questions are, whether the person may answer them, and what happens then. Rows find it in their
/// context.
#[derive(Clone, Copy)]
struct Answering {
    project: StoredValue<String>,
    writes: bool,
    changed: Callback<()>,
}

/// The part, the newest question first; those that wait the longest are on the workspace's first page.
#[component]
pub fn QuestionsPart(work: Work) -> impl IntoView {
    let project = StoredValue::new(work.project.id.clone());
    let questions = Paged::new(move || list_questions(&project.read_value()));
    let writes = work.may(OrganizationAction::WriteProjects);
    let changed = Callback::new(move |()| questions.reload());
    provide_context(Answering { project, writes, changed });
    let none = || {
        view! { <Empty title=t!("questions-none") text=t!("desk-questions-none-text") /> }
            .into_any()
    };
    view! {
        <h2>{t!("project-part-questions")}</h2>
        {questions.view(
            "list",
            |question| question.id.clone(),
            |question| view! { <QuestionCard question=question /> },
            none,
        )}
    }
}

#[component]
fn QuestionCard(question: Question) -> impl IntoView {
    let Answering { project, writes, changed } = expect_context();
    if let Some(at) = question.hidden_at {
        return view! { <article class="card">{hidden(at, question.hidden_reason)}</article> }
            .into_any();
    }
    let open = question.answer.is_none();
    let answers = RwSignal::new(open);
    let by = question.asked_by.clone().unwrap_or_else(|| t!("question-by-nobody"));
    let answer = question.answer.clone();
    let answer_hidden =
        question.answer_hidden_at.map(|at| hidden(at, question.answer_hidden_reason.clone()));
    let question = StoredValue::new(question);
    view! {
        <article class="card stack">
            <div class="row between">
                <span class="small muted">{by}" · "{format::moment(question.read_value().asked_at)}</span>
                {open.then(|| view! { <Badge tone=Tone::Wait text=t!("question-open") /> })}
            </div>
            <p class="prose strong">{question.read_value().text.clone()}</p>
            {answer.map(|answer| view! { <p class="prose">{pick(&answer)}</p> })}
            {answer_hidden}
            {writes.then(|| view! {
                {move || if answers.get() {
                    view! { <Answer project_id=project.get_value() question=question.get_value() changed=changed /> }.into_any()
                } else {
                    view! { <div class="row"><Button kind=Kind::Quiet compact=true on_click=move || answers.set(true)>{t!("question-answer-again")}</Button></div> }.into_any()
                }}
            })}
        </article>
    }
    .into_any()
}

#[component]
fn Answer(project_id: String, question: Question, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("answer/{}", question.id));
    let language = RwSignal::new(i18n::language());
    let answer = Texts::kept(draft, "answer", &question.answer.unwrap_or_default());
    let id = question.id;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = AnswerQuestion { answer: answer.value() };
        let sent = answer_question(project_id.clone(), id.clone(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            toast::good(t!("question-answered"));
            changed.run(());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {draft.notice()}
            {form.problem_view()}
            <LanguageTabs language=language texts=vec![answer] />
            <TextsField form=form pointer="/answer" label=t!("field-label-answer") texts=answer language=language long=true maxlength=TEXT_MAX />
            <div class="row"><Submit busy=form.busy()>{t!("question-action")}</Submit></div>
        </form>
    }
}
