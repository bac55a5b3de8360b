//! What waits for the organization, and what a new one does first.

use kopuro_shared::{
    cases::CaseSummary,
    desks::DeskSummary,
    expenses::{Expense, ExpenseAction},
    organizations::{BankAccount, OrganizationAction, Verification},
    page::Page,
    projects::{OrganizationTasks, ProjectState, ProjectSummary},
    statements::{TransactionState, TransactionSummary},
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{Org, answering::end_of_week, in_workspace, verification::runs_out};
use crate::{
    api::{
        ApiError,
        organizations::list_bank_accounts,
        payments::list_organization_expenses,
        queue::{list_desk_cases, list_my_desks},
        statements::list_transactions,
        work,
    },
    components::{
        loaded::{Fetched, loaded},
        states::{Empty, Notice, Tone},
    },
    format,
    i18n::pick,
    session, t,
};

/// Payments and bank transactions that wait.
#[derive(Debug, Clone)]
struct Money {
    payments: Vec<Expense>,
    queue: Vec<TransactionSummary>,
}

/// Desks whose cases are looked at: nobody is on duty at many.
const DESKS_MAX: usize = 5;

/// What waits at a desk where the person is on duty.
#[derive(Debug, Clone)]
struct AtDesk {
    desk: DeskSummary,
    /// Cases that are due this week or before, as far as one page shows.
    due: Page<CaseSummary>,
}

/// Something that somebody has to do, with where it is done.
struct Task {
    href: String,
    text: String,
    detail: String,
    late: bool,
}

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    in_workspace(t!("workspace-overview"), |org| {
        let id = StoredValue::new(org.id.clone());
        // Who may not see the queue, or has not shown a second factor, is not asked to work on it.
        let handles = org.may(OrganizationAction::HandleStatements)
            && session::me_untracked().is_some_and(|me| me.second_factor_shown);
        let everything = Fetched::new(move || async move {
            let id = id.get_value();
            let payments = list_organization_expenses(&id, "");
            let (tasks, accounts, projects, payments, queue, desks) = futures::join!(
                work::list_organization_tasks(&id),
                list_bank_accounts(&id),
                work::list_newest_projects(&id),
                payments.page(None),
                queue(&id, handles),
                due_cases(&id),
            );
            let money = Money { payments: payments?.items, queue: queue? };
            Ok((tasks?, accounts?, projects?, money, desks))
        });
        view! {
            <h1>{pick(&org.page.name)}</h1>
            {loaded(everything, move |(tasks, accounts, projects, money, desks)| {
                overview(&org, tasks, &accounts, &projects, &money, &desks)
            })}
        }
    })
}

fn overview(
    org: &Org,
    tasks: OrganizationTasks,
    accounts: &[BankAccount],
    projects: &Page<ProjectSummary>,
    money: &Money,
    desks: &[AtDesk],
) -> AnyView {
    let mut waiting = waiting(org, tasks, projects, money);
    waiting.splice(0..0, desks.iter().filter_map(|at| due_task(org, at)));
    let begun = accounts.is_empty()
        || projects.items.is_empty()
        || org.page.verification != Verification::Verified;
    view! {
        {begun.then(|| first_steps(org, accounts, projects))}
        <section class="stack">
            <h2>{t!("overview-waiting")}</h2>
            {if waiting.is_empty() {
                view! { <Empty title=t!("overview-nothing") text=t!("overview-nothing-text") /> }.into_any()
            } else {
                let rows = waiting.into_iter().map(|task| view! {
                    <li class="card linked task" class:late=task.late>
                        <h3><A href=task.href>{task.text}</A></h3>
                        <p class="small muted">{task.detail}</p>
                    </li>
                });
                view! { <ul class="list">{rows.collect_view()}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// Bank transactions that wait for the treasurer; none for others.
async fn queue(id: &str, handles: bool) -> Result<Vec<TransactionSummary>, ApiError> {
    if !handles {
        return Ok(Vec::new());
    }
    let list = list_transactions(id, TransactionState::Queued.name(), "");
    // One more thing that waits: without it the others are shown all the same.
    Ok(list.page(None).await.map(|page| page.items).unwrap_or_default())
}

/// What is due at the person's desks. One more thing that waits: without it the others are shown all the same.
async fn due_cases(organization: &str) -> Vec<AtDesk> {
    let mine = list_my_desks().await.unwrap_or_default();
    let mine = mine.into_iter().filter(|desk| desk.organization_id == organization);
    let until = end_of_week(format::bishkek_today()).to_string();
    let pages = mine.take(DESKS_MAX).map(|desk| {
        let cases = list_desk_cases(&desk.id, "", &until, "", "");
        async move { Some(AtDesk { due: cases.page(None).await.ok()?, desk }) }
    });
    futures::future::join_all(pages).await.into_iter().flatten().collect()
}

fn due_task(org: &Org, at: &AtDesk) -> Option<Task> {
    let count = at.due.items.len();
    if count == 0 {
        return None;
    }
    let overdue = at.due.items.iter().filter(|case| case.is_overdue).count();
    let more = if at.due.next_cursor.is_some() { "+" } else { "" };
    Some(Task {
        href: org.path(&format!("/desks/{}/cases?due=week", at.desk.id)),
        text: t!("task-cases", count = count, shown = format!("{count}{more}")),
        detail: if overdue == 0 {
            pick(&at.desk.name)
        } else {
            format!("{} · {}", pick(&at.desk.name), t!("task-overdue", count = overdue))
        },
        late: overdue > 0,
    })
}

fn waiting(
    org: &Org,
    tasks: OrganizationTasks,
    projects: &Page<ProjectSummary>,
    money: &Money,
) -> Vec<Task> {
    let mut waiting = Vec::new();
    let until = org.page.verified_until.filter(|_| org.page.verification == Verification::Verified);
    if let Some(until) = until.filter(|until| runs_out(Some(*until))) {
        waiting.push(Task {
            href: org.path("/organization"),
            text: t!("task-verification"),
            detail: t!("organization-until", date = format::date(until)),
            late: true,
        });
    }
    // What this person may decide: not what they entered themselves.
    let decidable = |payment: &&Expense| {
        payment.actions.iter().any(|allowed| {
            matches!(allowed.action, ExpenseAction::Approve | ExpenseAction::ApproveReversal)
        })
    };
    waiting.extend(money.payments.iter().filter(decidable).map(|payment| Task {
        href: org.path("/money"),
        text: t!("task-payment", amount = format::money(payment.amount)),
        detail: payment.supplier.clone().unwrap_or_else(|| pick(&payment.purpose)),
        late: false,
    }));
    if !money.queue.is_empty() {
        waiting.push(Task {
            href: org.path("/money/transactions"),
            text: t!("task-queue", count = money.queue.len()),
            detail: String::new(),
            late: false,
        });
    }
    let project = |id: &str, part: &str| org.path(&format!("/projects/{id}{part}"));
    waiting.extend(tasks.milestones.into_iter().map(|milestone| Task {
        href: project(&milestone.project_id, "/work"),
        text: t!("task-milestone", title = pick(&milestone.title)),
        detail: format!(
            "{} · {}",
            format::date(milestone.planned_on),
            pick(&milestone.project_title)
        ),
        late: milestone.planned_on < format::today(),
    }));
    waiting.extend(tasks.questions.into_iter().map(|question| Task {
        href: project(&question.project_id, "/questions"),
        text: t!("task-question", text = question.text),
        detail: format!(
            "{} · {}",
            format::moment(question.asked_at),
            pick(&question.project_title)
        ),
        late: false,
    }));
    let next = projects.items.iter().filter_map(|one| {
        let text = match one.state {
            ProjectState::Draft => t!("task-draft", title = pick(&one.title)),
            ProjectState::Funded => t!("task-funded", title = pick(&one.title)),
            ProjectState::Procurement => t!("task-procurement", title = pick(&one.title)),
            _ => return None,
        };
        Some(Task { href: project(&one.id, ""), text, detail: String::new(), late: false })
    });
    waiting.extend(next);
    waiting
}

fn first_steps(org: &Org, accounts: &[BankAccount], projects: &Page<ProjectSummary>) -> AnyView {
    let steps = [
        (
            org.page.verification == Verification::Verified,
            org.path("/organization"),
            t!("step-verify"),
            t!("step-verify-text"),
        ),
        (
            !accounts.is_empty(),
            org.path("/organization"),
            t!("step-account"),
            t!("step-account-text"),
        ),
        (
            !projects.items.is_empty(),
            org.path("/projects"),
            t!("step-project"),
            t!("step-project-text"),
        ),
    ];
    let submitted = org.page.verification == Verification::Submitted;
    let steps = steps.into_iter().map(|(done, href, text, detail)| {
        view! {
            <li class:done=done>
                <div class="stack tight">
                    <h3>{if done {
                        view! { {text}<span class="visually-hidden">" "{t!("step-done")}</span> }.into_any()
                    } else {
                        view! { <A href=href>{text}</A> }.into_any()
                    }}</h3>
                    <p class="small muted">{detail}</p>
                </div>
            </li>
        }
    });
    view! {
        <section class="card stack">
            <h2>{t!("overview-first-steps")}</h2>
            {submitted.then(|| view! { <Notice tone=Tone::Wait>{t!("verification-waits")}</Notice> })}
            <ol class="timeline">{steps.collect_view()}</ol>
        </section>
    }
    .into_any()
}
