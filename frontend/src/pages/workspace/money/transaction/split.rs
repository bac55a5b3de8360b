//! One transfer for several pledges or partners.

use kopuro_shared::{
    matching::Partner,
    money::Money,
    projects::ProjectSummary,
    statements::{BookingTarget, SplitTransaction, TransactionPart},
    validation::NAME_MAX,
};
use leptos::prelude::*;

use super::{Deciding, partner_options, project_options};
use crate::{
    api::statements::Decision,
    components::{
        button::{Button, Kind, Submit},
        field::{SelectField, TextField},
        form::Form,
        money_field::{MoneyField, amount_or_zero, money_fault, typed_amount},
    },
    format, t,
};

#[derive(Clone, Copy)]
struct Part {
    number: u32,
    /// A pledge's reference; empty for money without a pledge.
    reference: RwSignal<String>,
    project: RwSignal<String>,
    partner: RwSignal<String>,
    amount: RwSignal<String>,
}

impl Part {
    fn new(number: u32) -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            number,
            reference: empty(),
            project: empty(),
            partner: RwSignal::new(Partner::Diaspora.name().to_owned()),
            amount: empty(),
        }
    }

    fn target(self) -> BookingTarget {
        let reference = self.reference.get_untracked().trim().to_owned();
        if !reference.is_empty() {
            return BookingTarget { reference: Some(reference), ..BookingTarget::default() };
        }
        BookingTarget {
            project_id: Some(self.project.get_untracked()).filter(|id| !id.is_empty()),
            partner: Partner::from_name(&self.partner.get_untracked()),
            ..BookingTarget::default()
        }
    }
}

/// The form.
#[component]
pub fn Split(deciding: Deciding, projects: Vec<ProjectSummary>) -> impl IntoView {
    let form = Form::new();
    let (currency, open) = deciding
        .transaction
        .with_untracked(|one| (one.value.amount.currency, one.value.open.amount));
    let parts = RwSignal::new(vec![Part::new(0), Part::new(1)]);
    let next = StoredValue::new(2_u32);
    let projects = StoredValue::new(project_options(&projects));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let mut request = SplitTransaction { parts: Vec::new() };
        for (index, part) in parts.get_untracked().into_iter().enumerate() {
            match typed_amount(&part.amount.get_untracked(), currency) {
                Ok(amount) => request.parts.push(TransactionPart {
                    target: part.target(),
                    amount: amount.unwrap_or_default(),
                }),
                Err(error) => {
                    form.mark(&format!("/parts/{index}/amount"), money_fault(error, currency));
                    return;
                }
            }
        }
        if form.check(&request) {
            deciding.send(form, Decision::Split(request), || ());
        }
    };
    let rows = move || {
        parts.get().into_iter().enumerate().map(|(index, part)| {
            let name = t!("split-part", number = index + 1);
            view! {
                <fieldset class="panel stack">
                    <legend>{name.clone()}</legend>
                    <div class="grid two">
                        <TextField form=form pointer=format!("/parts/{index}/target/pledge_id") label=t!("field-label-reference")
                            hint=t!("split-reference-hint") value=part.reference maxlength=NAME_MAX />
                        <MoneyField form=form pointer=format!("/parts/{index}/amount") label=t!("field-label-amount") value=part.amount
                            currency=Signal::stored(currency) />
                        <SelectField form=form pointer=format!("/parts/{index}/target/project_id") label=t!("field-label-project")
                            value=part.project options=projects.get_value() />
                        <SelectField form=form pointer=format!("/parts/{index}/target/partner") label=t!("field-label-partner")
                            value=part.partner options=partner_options() />
                    </div>
                    <div class="row">
                        <Button kind=Kind::Quiet compact=true
                            on_click=move || parts.update(|parts| parts.retain(|one| one.number != part.number))>
                            {t!("plan-remove", name = name)}
                        </Button>
                    </div>
                </fieldset>
            }
        }).collect_view()
    };
    let left = move || {
        let sum: i64 =
            parts.read().iter().map(|part| amount_or_zero(&part.amount.read(), currency)).sum();
        t!("split-left", amount = format::money(Money::new(open - sum, currency)))
    };
    let add = move || {
        let number = next.get_value();
        next.set_value(number + 1);
        parts.update(|parts| parts.push(Part::new(number)));
    };
    view! {
        <details class="card">
            <summary>{t!("split-title")}</summary>
            <form class="stack" novalidate on:submit=submit>
                {form.problem_view()}
                {rows}
                <p class="plan-sum" aria-live="polite">{left}</p>
                <div class="row">
                    <Button kind=Kind::Secondary compact=true on_click=add>{t!("split-add")}</Button>
                    <Submit busy=form.busy()>{t!("split-action")}</Submit>
                </div>
            </form>
        </details>
    }
}
