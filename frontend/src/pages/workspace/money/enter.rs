//! Enters what a supplier is paid.

use kopuro_shared::{
    expenses::{CreateExpense, INVOICES_MAX},
    files::FileKind,
    language::Translated,
    money::Money,
    validation::{NAME_MAX, SUMMARY_MAX},
};
use leptos::prelude::*;

use crate::{
    api::payments::create_expense,
    components::{
        button::Submit,
        field::{SelectField, TextField},
        form::Form,
        money_field::{MoneyField, money_fault, typed_amount},
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    format,
    i18n::{self, pick},
    pages::workspace::{UploadField, Uploads, projects::Work},
    t,
};

/// The form.
#[component]
pub fn EnterExpense(work: Work, entered: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let project = &work.project;
    let currency = project.goal.currency;
    let draft = Draft::of(&format!("project/{}/expense", project.id));
    let language = RwSignal::new(i18n::language());
    let line = draft.text("line", "");
    let supplier = draft.text("supplier", "");
    let amount = draft.text("amount", "");
    let spent_on = draft.text("spent_on", &format::today().to_string());
    let purpose = Texts::kept(draft, "purpose", &Translated::default());
    let invoices = Uploads::new(&work.org.id, FileKind::Document, INVOICES_MAX);
    let id = project.id.clone();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let sum = match typed_amount(&amount.get_untracked(), currency) {
            Ok(sum) => sum.unwrap_or_default(),
            Err(error) => {
                form.mark("/amount", money_fault(error, currency));
                return;
            }
        };
        let Ok(day) = spent_on.get_untracked().parse() else {
            form.mark("/spent_on", t!("field-day-missing"));
            return;
        };
        let request = CreateExpense {
            budget_line_id: line.get_untracked(),
            supplier: supplier.get_untracked().trim().to_owned(),
            purpose: purpose.value(),
            amount: Money::new(sum, currency),
            spent_on: day,
            invoice_file_ids: invoices.arrived().into_iter().map(|(id, _)| id).collect(),
        };
        let sent = create_expense(id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.discard();
            invoices.clear();
            toast::good(t!("expense-entered"));
            entered.run(());
        });
    };
    let lines = std::iter::once((String::new(), t!("field-choose")))
        .chain(project.budget_lines.iter().map(|line| (line.id.clone(), pick(&line.name))))
        .collect::<Vec<_>>();
    view! {
        <details class="card">
            <summary>{t!("expense-enter")}</summary>
            <form class="stack" novalidate on:submit=submit>
                <p class="muted small">{t!("payments-four-eyes")}</p>
                {draft.notice()}
                {form.problem_view()}
                <div class="grid two">
                    <SelectField form=form pointer="/budget_line_id" label=t!("field-label-budget-line") value=line options=lines />
                    <TextField form=form pointer="/supplier" label=t!("field-label-paid-to") value=supplier maxlength=NAME_MAX />
                    <MoneyField form=form pointer="/amount" label=t!("field-label-amount") value=amount currency=Signal::stored(currency) />
                    <TextField form=form pointer="/spent_on" label=t!("field-label-spent-on") value=spent_on kind="date" />
                </div>
                <LanguageTabs language=language texts=vec![purpose] />
                <TextsField form=form pointer="/purpose" label=t!("field-label-purpose") texts=purpose language=language maxlength=SUMMARY_MAX />
                <UploadField uploads=invoices id="invoices" label=t!("field-label-invoices") hint=t!("field-hint-document") />
                <span class="error" role="alert">{move || form.fault_within("/invoice_file_ids")}</span>
                <div class="row">
                    <Submit busy=Signal::derive(move || form.busy().get() || invoices.is_pending())>{t!("expense-enter")}</Submit>
                </div>
            </form>
        </details>
    }
}
