//! Money that goes back, or where the plan says: to one donor, to all of them, or to another need.

use kopuro_shared::{
    expenses::{
        ActOnRefundRun, CreateDistribution, CreateRefund, CreateRefundRun, INVOICES_MAX, RefundRun,
        RefundRunAction, RefundRunState,
    },
    files::FileKind,
    language::Translated,
    money::Money,
    page::Page,
    projects::MoneyUse,
    validation::{NAME_MAX, SUMMARY_MAX},
};
use leptos::prelude::*;

use crate::{
    api::payments::{
        act_on_refund_run, create_distribution, create_refund, create_refund_run, list_refund_runs,
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        field::{TextArea, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        money_field::{MoneyField, money_fault, typed_amount},
        states::{Badge, Tone},
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    format, i18n,
    pages::workspace::{UploadField, Uploads, WithSecondFactor, projects::Work},
    t, t_of,
};

/// What can be given back from this project now.
#[component]
pub fn Returns(work: Work, changed: Callback<()>) -> impl IntoView {
    let project = &work.project;
    let plan = project.money.as_ref().or(project.surplus.as_ref()).map(|plan| plan.money_use);
    let shares_out = project.state.allows_distribution();
    let to_all = shares_out && plan == Some(MoneyUse::ReturnToDonors);
    let elsewhere = shares_out && plan.is_some_and(|plan| plan != MoneyUse::ReturnToDonors);
    let came = project.received.amount > 0;
    view! {
        {came.then(|| view! { <Refund work=work.clone() changed=changed /> })}
        {elsewhere.then(|| view! { <Distribution work=work.clone() changed=changed /> })}
        {to_all.then(|| view! { <Runs work=work.clone() changed=changed /> })}
    }
}

/// What was typed as an amount of this project, marked at the field where it is none.
fn amount_of(form: Form, text: RwSignal<String>, work: &Work) -> Option<Money> {
    let currency = work.project.goal.currency;
    match typed_amount(&text.get_untracked(), currency) {
        Ok(amount) => Some(Money::new(amount.unwrap_or_default(), currency)),
        Err(error) => {
            form.mark("/amount", money_fault(error, currency));
            None
        }
    }
}

#[component]
fn Refund(work: Work, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("project/{}/refund", work.project.id));
    let reference = draft.text("reference", "");
    let amount = draft.text("amount", "");
    let reason = draft.text("reason", "");
    let currency = work.project.goal.currency;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(amount) = amount_of(form, amount, &work) else { return };
        let request = CreateRefund {
            reference: reference.get_untracked().trim().to_owned(),
            amount,
            reason: reason.get_untracked(),
        };
        let sent = create_refund(work.project.id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.discard();
            toast::good(t!("expense-entered"));
            changed.run(());
        });
    };
    view! {
        <details class="card">
            <summary>{t!("refund-enter")}</summary>
            <form class="stack" novalidate on:submit=submit>
                <p class="muted small">{t!("refund-text")}</p>
                {form.problem_view()}
                <div class="grid two">
                    <TextField form=form pointer="/reference" label=t!("field-label-reference") hint="RF…" value=reference maxlength=NAME_MAX />
                    <MoneyField form=form pointer="/amount" label=t!("field-label-amount") value=amount currency=Signal::stored(currency) />
                </div>
                <TextArea form=form pointer="/reason" label=t!("field-label-reason-donor") value=reason maxlength=SUMMARY_MAX />
                <div class="row"><Submit busy=form.busy()>{t!("refund-enter")}</Submit></div>
            </form>
        </details>
    }
}

#[component]
fn Distribution(work: Work, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("project/{}/distribution", work.project.id));
    let language = RwSignal::new(i18n::language());
    let amount = draft.text("amount", "");
    let spent_on = draft.text("spent_on", &format::today().to_string());
    let purpose = Texts::kept(draft, "purpose", &Translated::default());
    let documents = Uploads::new(&work.org.id, FileKind::Document, INVOICES_MAX);
    let currency = work.project.goal.currency;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(amount) = amount_of(form, amount, &work) else { return };
        let Ok(day) = spent_on.get_untracked().parse() else {
            form.mark("/spent_on", t!("field-day-missing"));
            return;
        };
        let request = CreateDistribution {
            amount,
            purpose: purpose.value(),
            spent_on: day,
            invoice_file_ids: documents.arrived().into_iter().map(|(id, _)| id).collect(),
        };
        let sent = create_distribution(work.project.id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.discard();
            documents.clear();
            toast::good(t!("expense-entered"));
            changed.run(());
        });
    };
    view! {
        <details class="card">
            <summary>{t!("distribution-enter")}</summary>
            <form class="stack" novalidate on:submit=submit>
                <p class="muted small">{t!("distribution-text")}</p>
                {form.problem_view()}
                <div class="grid two">
                    <MoneyField form=form pointer="/amount" label=t!("field-label-amount") value=amount currency=Signal::stored(currency) />
                    <TextField form=form pointer="/spent_on" label=t!("field-label-spent-on") value=spent_on kind="date" />
                </div>
                <LanguageTabs language=language texts=vec![purpose] />
                <TextsField form=form pointer="/purpose" label=t!("field-label-purpose") texts=purpose language=language maxlength=SUMMARY_MAX />
                <UploadField uploads=documents id="distribution-documents" label=t!("field-label-document") hint=t!("field-hint-document") />
                <div class="row">
                    <Submit busy=Signal::derive(move || form.busy().get() || documents.is_pending())>{t!("distribution-enter")}</Submit>
                </div>
            </form>
        </details>
    }
}

#[component]
fn Runs(work: Work, changed: Callback<()>) -> impl IntoView {
    let id = StoredValue::new(work.project.id.clone());
    let runs = Fetched::new(move || async move { list_refund_runs(&id.get_value()).await });
    let form = Form::new();
    let currency = work.project.goal.currency;
    let again = Callback::new(move |()| {
        runs.refetch();
        changed.run(());
    });
    let propose = move || {
        let request = CreateRefundRun { currency, note: String::new() };
        form.send(create_refund_run(id.get_value(), form.key(), request), move |_| again.run(()));
    };
    let list = move |page: Page<RefundRun>| {
        let open = page.items.iter().any(|run| run.state.is_open());
        let rows: Vec<_> =
            page.items.into_iter().map(|run| view! { <Run run=run changed=again /> }).collect();
        view! {
            <ul class="list">{rows}</ul>
            {(!open).then(|| view! {
                <div class="row"><Button kind=Kind::Secondary busy=form.busy() on_click=propose>{t!("run-propose")}</Button></div>
            })}
        }
    };
    view! {
        <section class="card stack">
            <h2>{t!("run-title")}</h2>
            <p class="muted small">{t!("run-text")}</p>
            {form.problem_view()}
            {loaded(runs, list)}
        </section>
    }
}

#[component]
fn Run(run: RefundRun, changed: Callback<()>) -> impl IntoView {
    let tone = match run.state {
        RefundRunState::Approved => Tone::Good,
        RefundRunState::Rejected => Tone::Bad,
        _ => Tone::Wait,
    };
    let working = run.state.is_running();
    let (id, version) = (run.id.clone(), run.version);
    let actions = run.actions.clone();
    let decides = !actions.is_empty();
    let buttons = StoredValue::new((id, version));
    view! {
        <li class="panel stack">
            <div class="row between">
                <b class="number">{format::money(run.left)}</b>
                <Badge tone=tone text=t_of!("run-state", run.state.name()) />
            </div>
            <p class="small">{t!("run-progress", proposals = run.proposals, settled = run.settled)}</p>
            {run.reason.map(|reason| view! { <p>{reason}</p> })}
            {working.then(|| view! {
                <div class="row"><Button kind=Kind::Quiet compact=true on_click=move || changed.run(())>{t!("action-reload")}</Button></div>
            })}
            {decides.then(|| view! {
                <WithSecondFactor>
                    <DecideRun id=buttons.get_value().0 version=buttons.get_value().1 changed=changed />
                </WithSecondFactor>
            })}
        </li>
    }
}

#[component]
fn DecideRun(id: String, version: i64, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let (approves, rejects) = (RwSignal::new(false), RwSignal::new(false));
    let id = StoredValue::new(id);
    let act = move |action: RefundRunAction, reason: String| {
        let request = ActOnRefundRun { action, reason };
        let sent = act_on_refund_run(id.get_value(), version, request.clone());
        form.check_and_send(&request, sent, move |_| {
            approves.set(false);
            rejects.set(false);
            toast::good(t!("saved"));
            changed.run(());
        });
    };
    let approve = Question {
        title: t!("run-approve"),
        text: t!("run-approve-text"),
        action: t!("run-approve"),
        reason: None,
    };
    let reject = Question {
        title: t!("run-reject"),
        text: t!("run-reject-text"),
        action: t!("run-reject"),
        reason: Some(t!("field-label-reason")),
    };
    view! {
        <div class="row">
            <Button compact=true on_click=move || approves.set(true)>{t!("run-approve")}</Button>
            <Button kind=Kind::Danger compact=true on_click=move || rejects.set(true)>{t!("run-reject")}</Button>
        </div>
        <Ask open=approves form=form question=approve on_send=Callback::new(move |_| act(RefundRunAction::Approve, String::new())) />
        <Ask open=rejects form=form question=reject on_send=Callback::new(move |reason| act(RefundRunAction::Reject, reason)) />
    }
}
