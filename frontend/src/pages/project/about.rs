//! What is needed and why, what it costs, who brings what, and what happens with money that is left.

use kopuro_shared::{
    matching::{Partner, share_of},
    money::Money,
    pledges::PledgeTotals,
    projects::{MoneyPlan, Project},
    reports::ReportSubject,
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::matching::{Matching, percent};
use crate::{
    api::pledges::get_pledge_totals,
    components::{
        chart::{Bar, BarTable},
        loaded::{Fetched, loaded},
        report::report_link,
    },
    i18n::pick,
    t, t_of,
};

/// The first part of the page.
#[component]
pub fn About(project: Project) -> impl IntoView {
    let budget = project.budget_lines.iter().map(|line| Bar {
        name: pick(&line.name),
        note: String::new(),
        whole: line.amount,
        part: None,
    });
    let budget = budget.collect::<Vec<_>>();
    let rule = project.matching_rule.clone();
    let currency = project.goal.currency;
    view! {
        <section class="section">
            <h2>{t!("project-why")}</h2>
            <p class="prose">{pick(&project.description)}</p>
        </section>
        {(!budget.is_empty()).then(|| view! {
            <section class="section">
                <h2>{t!("project-budget")}</h2>
                <BarTable caption=t!("project-budget-caption") heads=vec![t!("project-budget-line"), t!("project-amount")] bars=budget />
            </section>
        })}
        {(!project.funding_shares.is_empty()).then(|| view! {
            <section class="section">
                <h2>{t!("project-shares")}</h2>
                <Shares project=project.clone() />
                {rule.map(|rule| view! { <Matching rule=rule currency=currency /> })}
            </section>
        })}
        {project.surplus.clone().map(|plan| view! {
            <section class="section">
                <h2>{t!("project-surplus")}</h2>
                <PlanOfMoney plan=plan />
            </section>
        })}
        {report_link(ReportSubject::Project, &project.id)}
    }
}

/// Who brings what share, and what has come of it.
#[component]
fn Shares(project: Project) -> impl IntoView {
    let id = project.id.clone();
    let totals: Fetched<PledgeTotals> = Fetched::new(move || {
        let id = id.clone();
        async move { get_pledge_totals(&id).await }
    });
    loaded(totals, move |totals| {
        let bars = project.funding_shares.iter().map(|share| {
            let name = pick(&share.name);
            let share_text = percent(share.share);
            Bar {
                name: t_of!("partner", share.partner.name()),
                note: if name.is_empty() { share_text } else { format!("{share_text} · {name}") },
                whole: Money::new(
                    share_of(project.goal.amount, share.share),
                    project.goal.currency,
                ),
                part: Some(received(&totals, share.partner)),
            }
        });
        let bars = bars.collect::<Vec<_>>();
        let heads = vec![t!("project-partner"), t!("project-share"), t!("project-came")];
        view! { <BarTable caption=t!("project-shares-caption") heads=heads bars=bars /> }
    })
}

fn received(totals: &PledgeTotals, partner: Partner) -> Money {
    if partner == Partner::Diaspora {
        return totals.received;
    }
    let found = totals.partners.iter().find(|row| row.partner == partner);
    found.map_or(Money::new(0, totals.received.currency), |row| row.received)
}

/// What is done with money that is left, in words.
#[component]
pub fn PlanOfMoney(plan: MoneyPlan) -> impl IntoView {
    let to = plan.project_id.map(|id| {
        view! { <p><A href=format!("/projects/{id}")>{t!("money-use-project")}</A></p> }
    });
    view! {
        <p>{t_of!("money-use", plan.money_use.name())}</p>
        <p class="prose">{pick(&plan.note)}</p>
        {to}
    }
}
