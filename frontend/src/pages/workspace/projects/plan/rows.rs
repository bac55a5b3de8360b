//! The rows of a plan with their live sums.

use kopuro_shared::{
    language::Language,
    matching::{Partner, WHOLE, share_of},
    money::Money,
    projects::PlanProject,
    validation::NAME_MAX,
};
use leptos::prelude::*;

use super::state::{PlanState, Row, percent};
use crate::{
    components::{
        button::{Button, Kind},
        field::{SelectField, TextField},
        form::Form,
        money_field::MoneyField,
        texts::TextsField,
    },
    format, t, t_of,
};

/// A button that takes a row out.
fn remove(rows: RwSignal<Vec<Row>>, number: u32, label: String) -> impl IntoView {
    view! {
        <button type="button" class="icon-button" aria-label=label
            on:click=move |_| rows.update(|rows| rows.retain(|row| row.number != number))>"✕"</button>
    }
}

/// The budget.
#[component]
pub fn BudgetRows(
    form: Form,
    state: PlanState,
    plan: Memo<PlanProject>,
    language: RwSignal<Language>,
) -> impl IntoView {
    let rows = move || {
        state.lines.get().into_iter().enumerate().map(|(index, row)| {
            let name = t!("plan-line", number = index + 1);
            view! {
                <fieldset class="plan-row">
                    <legend class="visually-hidden">{name.clone()}</legend>
                    <TextsField form=form pointer=format!("/budget_lines/{index}/name") label=t!("field-label-line") texts=row.name
                        language=language maxlength=NAME_MAX />
                    <MoneyField form=form pointer=format!("/budget_lines/{index}/amount") label=t!("field-label-amount") value=row.value
                        currency=Signal::stored(state.currency) />
                    {remove(state.lines, row.number, t!("plan-remove", name = name))}
                </fieldset>
            }
        }).collect_view()
    };
    let sum = move || {
        let plan = plan.read();
        let sum: i64 = plan.budget_lines.iter().map(|line| line.amount).sum();
        let money = |amount| format::money(Money::new(amount, state.currency));
        let missing = plan.goal.amount - sum;
        let text = match missing {
            0 => t!("plan-sum-fits", sum = money(sum)),
            1.. => t!("plan-sum-missing", sum = money(sum), missing = money(missing)),
            _ => t!("plan-sum-over", sum = money(sum), over = money(-missing)),
        };
        view! { <p class="plan-sum" class:good={missing == 0 && sum > 0} aria-live="polite">{text}</p> }
    };
    let add = move || {
        let index = state.lines.with_untracked(Vec::len);
        state.add(state.lines, "", "");
        form.focus(&format!("/budget_lines/{index}/name"));
    };
    view! {
        <section class="card stack">
            <h2>{t!("plan-budget")}</h2>
            {rows}
            <div class="row"><Button kind=Kind::Secondary compact=true on_click=add>{t!("plan-add-line")}</Button></div>
            {sum}
        </section>
    }
}

/// Who brings what share.
#[component]
pub fn ShareRows(
    form: Form,
    state: PlanState,
    plan: Memo<PlanProject>,
    language: RwSignal<Language>,
) -> impl IntoView {
    let partners = || {
        Partner::ALL
            .map(|partner| (partner.name().to_owned(), t_of!("partner", partner.name())))
            .to_vec()
    };
    let rows = move || {
        state.shares.get().into_iter().enumerate().map(|(index, row)| {
            let name = t!("plan-share", number = index + 1);
            let amount = move || {
                let plan = plan.read();
                let share = plan.funding_shares.get(index).map(|share| share.share).unwrap_or_default();
                format::money(Money::new(share_of(plan.goal.amount, share), state.currency))
            };
            view! {
                <fieldset class="plan-row four">
                    <legend class="visually-hidden">{name.clone()}</legend>
                    <SelectField form=form pointer=format!("/funding_shares/{index}/partner") label=t!("field-label-partner")
                        value=row.partner options=partners() />
                    <div class="stack tight">
                        <TextField form=form pointer=format!("/funding_shares/{index}/share") label=t!("field-label-percent") value=row.value
                            inputmode="decimal" maxlength=6 />
                        <span class="small muted number">{amount}</span>
                    </div>
                    <TextsField form=form pointer=format!("/funding_shares/{index}/name") label=t!("field-label-who") texts=row.name
                        language=language maxlength=NAME_MAX />
                    {remove(state.shares, row.number, t!("plan-remove", name = name))}
                </fieldset>
            }
        }).collect_view()
    };
    let sum = move || {
        let sum: u32 = plan.read().funding_shares.iter().map(|share| share.share).sum();
        view! { <p class="plan-sum" class:good={sum == WHOLE} aria-live="polite">{t!("plan-shares-sum", sum = percent(sum))}</p> }
    };
    let add = move || {
        let taken = state.shares.get_untracked();
        let free = Partner::ALL.into_iter().find(|partner| {
            !taken.iter().any(|row| *row.partner.read_untracked() == partner.name())
        });
        let Some(partner) = free else { return };
        state.add(state.shares, "", partner.name());
        form.focus(&format!("/funding_shares/{}/partner", taken.len()));
    };
    view! {
        <section class="card stack">
            <h2>{t!("plan-shares")}</h2>
            {rows}
            <div class="row"><Button kind=Kind::Secondary compact=true on_click=add>{t!("plan-add-share")}</Button></div>
            {sum}
        </section>
    }
}

/// The steps of the work.
#[component]
pub fn MilestoneRows(form: Form, state: PlanState, language: RwSignal<Language>) -> impl IntoView {
    let rows = move || {
        state.milestones.get().into_iter().enumerate().map(|(index, row)| {
            let name = t!("plan-milestone", number = index + 1);
            view! {
                <fieldset class="plan-row">
                    <legend class="visually-hidden">{name.clone()}</legend>
                    <TextsField form=form pointer=format!("/milestones/{index}/title") label=t!("field-label-milestone") texts=row.name
                        language=language maxlength=NAME_MAX />
                    <TextField form=form pointer=format!("/milestones/{index}/planned_on") label=t!("field-label-planned-on") value=row.value
                        kind="date" />
                    {remove(state.milestones, row.number, t!("plan-remove", name = name))}
                </fieldset>
            }
        }).collect_view()
    };
    let add = move || {
        let index = state.milestones.with_untracked(Vec::len);
        state.add(state.milestones, "", "");
        form.focus(&format!("/milestones/{index}/title"));
    };
    view! {
        <section class="card stack">
            <h2>{t!("plan-milestones")}</h2>
            <p class="muted small">{t!("plan-milestones-text")}</p>
            {rows}
            <div class="row"><Button kind=Kind::Secondary compact=true on_click=add>{t!("plan-add-milestone")}</Button></div>
        </section>
    }
}
