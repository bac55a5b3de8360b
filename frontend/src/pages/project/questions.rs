//! Questions under a project, and its history.

use kopuro_shared::{
    projects::{AskQuestion, Project, Question},
    reports::ReportSubject,
    validation::SUMMARY_MAX,
};
use leptos::prelude::*;

use super::history::History;
use crate::{
    api::community::{ask_question, list_questions},
    components::{
        button::{Kind, LinkButton, Submit},
        field::TextArea,
        form::Form,
        moment::Moment,
        paged::Paged,
        report::{hidden, report_link},
        states::Empty,
        toast,
    },
    i18n::pick,
    session, t,
};

/// The fourth part of the page.
#[component]
pub fn Talk(project: Project) -> impl IntoView {
    let id = project.id.clone();
    let questions = Paged::new(move || list_questions(&id));
    let none =
        || view! { <Empty title=t!("questions-none") text=t!("questions-none-text") /> }.into_any();
    view! {
        <section class="section">
            <h2>{t!("project-questions")}</h2>
            <Ask id=project.id.clone() done=Callback::new(move |()| questions.reload()) />
            {questions.view("list", |question| question.id.clone(), |question| view! { <QuestionView question=question /> }, none)}
        </section>
        <History project_id=project.id />
    }
}

/// The form; who is not signed in goes there and comes back.
#[component]
fn Ask(id: String, done: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let text = RwSignal::new(String::new());
    let sign_in = format!("/sign-in?next=/projects/{id}?part=talk");
    let id = StoredValue::new(id);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = AskQuestion { text: text.get_untracked().trim().to_owned() };
        let (checked, key, id) = (request.clone(), form.key(), id.get_value());
        let send = async move { ask_question(&id, request, key).await };
        form.check_and_send(&checked, send, move |_| {
            text.set(String::new());
            toast::good(t!("question-asked"));
            done.run(());
        });
    };
    let signed_in = Memo::new(|_| session::me().is_some());
    move || {
        if !signed_in.get() {
            let href = sign_in.clone();
            return view! {
                <div class="panel"><p>{t!("question-sign-in")}</p>
                    <div class="row"><LinkButton kind=Kind::Secondary href=href>{t!("nav-sign-in")}</LinkButton></div></div>
            }
            .into_any();
        }
        view! {
            <form class="card stack" novalidate on:submit=submit>
                {form.problem_view()}
                <TextArea form=form pointer="/text" label=t!("question-label") hint=t!("question-hint") value=text maxlength=SUMMARY_MAX />
                <div class="row"><Submit busy=form.busy()>{t!("question-ask")}</Submit></div>
            </form>
        }
        .into_any()
    }
}

#[component]
fn QuestionView(question: Question) -> impl IntoView {
    let asker = question.asked_by.unwrap_or_else(|| t!("question-nobody"));
    let id = question.id;
    let waits = question.answer.is_none() && question.hidden_at.is_none();
    let answered_at = question.answered_at;
    let answer = question.answer.map(|answer| {
        view! {
            <div class="panel">
                <p class="small muted">{t!("question-answer")}" "{answered_at.map(|at| view! { <Moment at=at /> })}</p>
                <p class="prose">{pick(&answer)}</p>
                {report_link(ReportSubject::Answer, &id)}
            </div>
        }
    });
    let answer_hidden = question.answer_hidden_at.map(|at| {
        view! {
            <div class="panel"><p class="small muted">{t!("question-answer")}</p>{hidden(at, question.answer_hidden_reason)}</div>
        }
    });
    let text = match question.hidden_at {
        Some(at) => hidden(at, question.hidden_reason).into_any(),
        None => view! {
            <p class="prose strong">{question.text}</p>
            {report_link(ReportSubject::Question, &id)}
        }
        .into_any(),
    };
    view! {
        <article class="card">
            <p class="small muted">{asker}" · "<Moment at=question.asked_at /></p>
            {text}
            {answer}
            {answer_hidden}
            {waits.then(|| view! { <p class="small muted">{t!("question-waits")}</p> })}
        </article>
    }
}
