//! Figures for plots, from sums that are kept: they cost the same at ten and at ten million entries.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use kopuro_shared::{
    expenses::{Course, CoursePoint, CourseStep, LineSpending, PartnerMoney, Spending},
    ids::Id,
    money::Money,
};

use super::store::sums;
use crate::{
    ledger,
    platform::{app::App, error::Result},
    pledges,
    projects::facts,
};

/// Points that a plot on a phone can still show.
const POINTS_MAX: usize = 300;

/// Where a public project's money came from and went, against its plan.
pub async fn get_spending(app: &App, project_id: Id) -> Result<Spending> {
    app.db
        .read(move |conn| {
            let project = facts::get_public_facts(conn, &project_id)?;
            let money = |amount| Money::new(amount, project.currency);
            let totals = sums::get_totals(conn, &project_id)?;
            let partners = pledges::facts::brought(conn, &project_id)?;
            let received: i64 = partners.iter().map(|(_, amount)| amount).sum();
            let spent: HashMap<_, _> = sums::select_lines(conn, &project_id)?
                .into_iter()
                .map(|row| (row.budget_line_id.clone(), row))
                .collect();
            let lines = facts::budget_lines(conn, &project_id)?.into_iter().map(|line| {
                let (amount, expenses) =
                    spent.get(&line.id).map_or((0, 0), |row| (row.spent, row.expenses));
                LineSpending {
                    is_over: amount > line.amount.amount,
                    budget_line_id: line.id,
                    name: line.name,
                    planned: line.amount,
                    spent: money(amount),
                    expenses,
                }
            });
            Ok(Spending {
                planned: money(project.goal),
                received: money(received),
                partners: partners
                    .into_iter()
                    .map(|(partner, amount)| PartnerMoney { partner, received: money(amount) })
                    .collect(),
                spent: money(totals.spent),
                lines: lines.collect(),
                distributed: money(totals.distributed),
                left: money(received - totals.spent - totals.distributed),
                unspent: ledger::service::unspent(conn, &project_id)?,
                surplus_use: project.surplus.map(|plan| plan.money_use),
            })
        })
        .await
}

/// How a public project's money grew.
pub async fn get_course(app: &App, project_id: Id) -> Result<Course> {
    app.db
        .read(move |conn| {
            let project = facts::get_public_facts(conn, &project_id)?;
            let came = pledges::facts::days(conn, &project_id)?;
            let went = sums::select_days(conn, &project_id)?;
            let days = merge(came, went);
            let (step, days) = thin(days, POINTS_MAX);
            let money = |amount| Money::new(amount, project.currency);
            let points = days.into_iter().map(|(on, sums)| CoursePoint {
                on,
                promised: money(sums.promised),
                received: money(sums.received),
                spent: money(sums.spent),
                distributed: money(sums.distributed),
            });
            Ok(Course { step, points: points.collect() })
        })
        .await
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    promised: i64,
    received: i64,
    spent: i64,
    distributed: i64,
}

/// Lays what each source says of the ends of its days over each other: what a day doesn't tell is as it was before.
fn merge(
    came: Vec<(NaiveDate, String, i64, i64)>,
    went: Vec<(NaiveDate, i64, i64)>,
) -> Vec<(NaiveDate, Sums)> {
    let mut came_by_day: BTreeMap<NaiveDate, Vec<(String, i64, i64)>> = BTreeMap::new();
    for (day, partner, promised, received) in came {
        came_by_day.entry(day).or_default().push((partner, promised, received));
    }
    let went: BTreeMap<NaiveDate, (i64, i64)> =
        went.into_iter().map(|(day, spent, distributed)| (day, (spent, distributed))).collect();
    let mut days: Vec<_> = came_by_day.keys().chain(went.keys()).copied().collect();
    days.sort_unstable();
    days.dedup();
    let mut partners: HashMap<String, (i64, i64)> = HashMap::new();
    let mut sums = Sums::default();
    let mut merged = Vec::with_capacity(days.len());
    for day in days {
        for (partner, promised, received) in came_by_day.remove(&day).unwrap_or_default() {
            partners.insert(partner, (promised, received));
        }
        sums.promised = partners.values().map(|(promised, _)| promised).sum();
        sums.received = partners.values().map(|(_, received)| received).sum();
        if let Some((spent, distributed)) = went.get(&day) {
            (sums.spent, sums.distributed) = (*spent, *distributed);
        }
        merged.push((day, sums));
    }
    merged
}

/// Keeps the last day of each week, month or year where there are more days than `most`.
fn thin(days: Vec<(NaiveDate, Sums)>, most: usize) -> (CourseStep, Vec<(NaiveDate, Sums)>) {
    let period = |step: CourseStep, day: NaiveDate| match step {
        CourseStep::Day => (day.year(), day.ordinal()),
        CourseStep::Week => (day.iso_week().year(), day.iso_week().week()),
        CourseStep::Month => (day.year(), day.month()),
        CourseStep::Year => (day.year(), 0),
    };
    let mut thinned = (CourseStep::Day, days);
    for step in [CourseStep::Week, CourseStep::Month, CourseStep::Year] {
        if thinned.1.len() <= most {
            break;
        }
        let mut last: BTreeMap<(i32, u32), (NaiveDate, Sums)> = BTreeMap::new();
        for (day, sums) in thinned.1 {
            last.insert(period(step, day), (day, sums));
        }
        thinned = (step, last.into_values().collect());
    }
    thinned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_a_day_does_not_tell_is_as_it_was_before() {
        let came = vec![
            (day("2026-01-01"), "diaspora".to_owned(), 100, 0),
            (day("2026-01-03"), "diaspora".to_owned(), 40, 60),
            (day("2026-01-03"), "state".to_owned(), 30, 0),
        ];
        let went = vec![(day("2026-01-02"), 5, 0), (day("2026-01-04"), 20, 1)];
        let merged = merge(came, went);
        let sums = |promised, received, spent, distributed| Sums {
            promised,
            received,
            spent,
            distributed,
        };
        assert_eq!(
            merged,
            [
                (day("2026-01-01"), sums(100, 0, 0, 0)),
                (day("2026-01-02"), sums(100, 0, 5, 0)),
                (day("2026-01-03"), sums(70, 60, 5, 0)),
                (day("2026-01-04"), sums(70, 60, 20, 1)),
            ]
        );
    }

    #[test]
    fn many_days_become_weeks_then_months_and_the_last_figures_stay() {
        let first = day("2020-01-01");
        let days = |count: i64| {
            (0..count)
                .map(|index| {
                    let sums = Sums { received: index, ..Sums::default() };
                    (first + chrono::Duration::days(index), sums)
                })
                .collect::<Vec<_>>()
        };
        for (count, step) in [
            (10, CourseStep::Day),
            (300, CourseStep::Day),
            (301, CourseStep::Week),
            (2090, CourseStep::Week),
            (3000, CourseStep::Month),
            (20_000, CourseStep::Year),
        ] {
            let (found, thinned) = thin(days(count), 300);
            assert_eq!(found, step, "{count}");
            assert!(thinned.len() <= 300, "{count}");
            assert_eq!(thinned.last().unwrap().1.received, count - 1);
            assert!(thinned.is_sorted_by_key(|(day, _)| *day));
        }
    }
}
