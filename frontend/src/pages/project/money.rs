//! A project's money: in and out, over time, spent against planned, and who pledged.

use kopuro_shared::{
    expenses::{Course as FundingCourse, ExpenseKind, Spending},
    matching::Partner,
    money::Money,
    pledges::PledgeSummary,
    projects::Project,
};
use leptos::prelude::*;

use super::expenses::Expenses;
use crate::{
    api::{
        expenses::{get_course, get_spending},
        pledges::list_project_pledges,
    },
    components::{
        button::{Kind, LinkButton},
        chart::{Bar, BarTable, Course, Flow, Point, Stream},
        loaded::{Fetched, loaded},
        moment::Moment,
        paged::Paged,
        pledge_badge::PledgeBadge,
        states::Empty,
    },
    format,
    i18n::pick,
    t, t_of,
};

/// The third part of the page.
#[component]
pub fn ProjectMoney(project: Project) -> impl IntoView {
    let id = StoredValue::new(project.id.clone());
    let spending: Fetched<Spending> = Fetched::new(move || {
        let id = id.get_value();
        async move { get_spending(&id).await }
    });
    let course: Fetched<FundingCourse> = Fetched::new(move || {
        let id = id.get_value();
        async move { get_course(&id).await }
    });
    let pledges = Paged::new(move || list_project_pledges(&id.get_value()));
    let goal = project.goal;
    let none =
        || view! { <Empty title=t!("pledges-none") text=t!("pledges-none-text") /> }.into_any();
    view! {
        <div class="panel">
            <p>{t!("money-account-text")}</p>
            <div class="row"><LinkButton kind=Kind::Secondary href=format!("/projects/{}/account", project.id)>{t!("money-account")}</LinkButton></div>
        </div>
        {loaded(spending, move |spending| view! { <InAndOut spending=spending project_id=id.get_value() /> })}
        {loaded(course, move |course| view! { <OverTime course=course goal=goal /> })}
        <section class="section">
            <h2>{t!("money-pledges")}</h2>
            {pledges.view("list lines", pledge_key, |pledge| view! { <PledgeRow pledge=pledge /> }, none)}
        </section>
    }
}

/// Pledges that everyone sees have no id; two by one donor in the same microsecond don't happen.
fn pledge_key(pledge: &PledgeSummary) -> String {
    let donor = pledge.donor.as_deref().unwrap_or_default();
    format!("{}{}{donor}", pledge.created_at, pledge.amount.amount)
}

/// Where money came from and went, and what was spent on each line of the budget.
#[component]
fn InAndOut(spending: Spending, project_id: String) -> impl IntoView {
    let came = spending.received.amount > 0;
    let (spent, given) = (spending.spent.amount > 0, spending.distributed.amount > 0);
    let lines = spending.lines.iter().map(|line| Bar {
        name: pick(&line.name),
        note: if line.is_over { t!("money-over") } else { String::new() },
        whole: line.planned,
        part: Some(line.spent),
    });
    let lines = lines.collect::<Vec<_>>();
    let flow = if came {
        let (inflows, outflows) = streams(&spending);
        view! { <Flow caption=t!("money-flow-caption") inflows=inflows outflows=outflows /> }
            .into_any()
    } else {
        view! { <Empty title=t!("money-none") text=t!("money-none-text") /> }.into_any()
    };
    view! {
        <section class="section"><h2>{t!("money-flow")}</h2>{flow}</section>
        {(came && !lines.is_empty()).then(|| view! {
            <section class="section">
                <h2>{t!("money-lines")}</h2>
                <BarTable caption=t!("money-lines-caption")
                    heads=vec![t!("project-budget-line"), t!("money-planned"), t!("money-spent")] bars=lines />
            </section>
        })}
        {(came || spent).then(|| view! { <Expenses project_id=project_id.clone() kind=ExpenseKind::Expense /> })}
        {given.then(|| view! { <Expenses project_id=project_id kind=ExpenseKind::Distribution /> })}
    }
}

fn streams(spending: &Spending) -> (Vec<Stream>, Vec<Stream>) {
    let inflows = spending.partners.iter().map(|row| Stream {
        name: t_of!("partner", row.partner.name()),
        amount: row.received,
        tone: if row.partner == Partner::Diaspora { "madder" } else { "lake" },
    });
    let ends = [
        (t!("money-spent"), spending.spent, "saffron"),
        (t!("money-distributed"), spending.distributed, "lake"),
        (t!("money-left"), spending.left, "juniper"),
    ];
    let outflows = ends.into_iter().filter(|(_, amount, _)| amount.amount > 0);
    let outflows = outflows.map(|(name, amount, tone)| Stream { name, amount, tone });
    (inflows.filter(|stream| stream.amount.amount > 0).collect(), outflows.collect())
}

/// How what has come grew. Two days are needed for a line.
#[component]
fn OverTime(course: FundingCourse, goal: Money) -> impl IntoView {
    let points: Vec<Point> =
        course.points.iter().map(|point| Point { day: point.on, total: point.received }).collect();
    (points.len() > 1).then(|| {
        view! {
            <section class="section">
                <h2>{t!("money-course")}</h2>
                <Course caption=t!("money-course-caption") points=points goal=goal />
            </section>
        }
    })
}

#[component]
fn PledgeRow(pledge: PledgeSummary) -> impl IntoView {
    let donor = pledge.donor.unwrap_or_else(|| t!("pledge-anonymous"));
    view! {
        <div class="row between">
            <span><b>{donor}</b>" "<span class="small muted"><Moment at=pledge.created_at /></span></span>
            <span class="row"><span class="number strong">{format::money(pledge.amount)}</span><PledgeBadge state=pledge.state /></span>
        </div>
    }
}
