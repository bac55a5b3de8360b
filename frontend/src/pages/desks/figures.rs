//! How cases were answered: figures, plots, and how they are computed.

use chrono::Datelike;
use kopuro_shared::cases::figures::{CASES_MIN, MonthFigures, Responsiveness, ResponsivenessQuery};
use leptos::prelude::*;

use crate::{
    api::desks::{case_rows_address, get_responsiveness},
    components::{
        chart::{Column, columns, count_bars},
        loaded::{Fetched, loaded},
        table::table,
    },
    format, t,
};

/// The figures of a desk, an organization, a place or a topic, as they come.
pub fn figures_of(of: ResponsivenessQuery) -> AnyView {
    let rows =
        (of.desk_id.is_some() || of.organization_id.is_some()).then(|| case_rows_address(&of));
    let figures: Fetched<Responsiveness> = Fetched::new(move || {
        let of = of.clone();
        async move { get_responsiveness(&of).await }
    });
    view! {
        {loaded(figures, |figures| view(&figures))}
        {rows.map(|href| view! { <p class="small"><a href=href rel="external nofollow" download="">{t!("figures-csv")}</a></p> })}
    }
    .into_any()
}

fn number(count: u64) -> String {
    format::count(i64::try_from(count).unwrap_or(i64::MAX))
}

fn view(figures: &Responsiveness) -> AnyView {
    let days = |days: u32| t!("figures-days", count = days);
    let percent = |hundredths: u32| t!("progress-percent", percent = hundredths / 100);
    let rating = |hundredths: u32| {
        t!("figures-rating-of", whole = hundredths / 100, tenth = hundredths % 100 / 10)
    };
    let shown = [
        (t!("figures-median"), figures.median_days.map(days)),
        (t!("figures-percentile"), figures.percentile_90_days.map(days)),
        (t!("figures-within-promise"), figures.within_promise.map(percent)),
        (t!("figures-open"), Some(number(figures.open))),
        (t!("figures-answered"), Some(number(figures.answered))),
        (t!("figures-unanswered"), Some(number(figures.unanswered))),
        (t!("figures-rating"), figures.rating.map(rating)),
    ];
    let shown = shown.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let shown = shown
        .map(|(name, value)| view! { <div class="figure"><dt>{name}</dt><dd>{value}</dd></div> });
    let shown: Vec<_> = shown.collect();
    let few = figures.answered < CASES_MIN;
    view! {
        <div class="stack loose">
            <dl class="figures answering">{shown}</dl>
            {few.then(|| view! { <p class="small muted">{t!("figures-few")}</p> })}
            {(figures.answered > 0).then(|| distribution(figures, !few))}
            {months(&figures.months)}
            <details>
                <summary>{t!("figures-how")}</summary>
                <ul class="stack tight">
                    <li>{t!("figures-how-days")}</li>
                    <li>{t!("figures-how-waiting")}</li>
                    <li>{t!("figures-how-broken")}</li>
                    <li>{t!("figures-how-few")}</li>
                </ul>
            </details>
        </div>
    }
    .into_any()
}

/// How many answers came within so many working days.
fn distribution(figures: &Responsiveness, with_shares: bool) -> AnyView {
    let rows = figures.distribution.iter().map(|step| {
        let name = step
            .within_days
            .map_or_else(|| t!("figures-later"), |days| t!("figures-within", count = days));
        (name, step.answers)
    });
    let heads = [t!("figures-taken"), t!("figures-answers")];
    count_bars(t!("figures-distribution"), heads, rows.collect(), figures.answered, with_shares)
}

fn month_name(month: &MonthFigures) -> String {
    let two = format!("{:02}", month.month.month());
    t!("month-short", month = two, year = month.month.year().to_string())
}

/// The course: promises kept and broken, month by month.
fn months(months: &[MonthFigures]) -> Option<AnyView> {
    if months.is_empty() {
        return None;
    }
    let parts: Vec<_> = months
        .iter()
        .map(|month| Column { name: month_name(month), good: month.kept, bad: month.broken })
        .collect();
    let caption = t!("figures-course");
    let heads = [
        t!("figures-month"),
        t!("figures-received"),
        t!("figures-answered"),
        t!("figures-kept"),
        t!("figures-broken"),
        t!("figures-median"),
    ];
    let rows = months.iter().rev().map(|month| {
        let median = month.median_days.map(|days| t!("figures-days", count = days));
        let cells = [
            month_name(month),
            number(month.received),
            number(month.answered),
            number(month.kept),
            number(month.broken),
            median.unwrap_or_default(),
        ];
        cells.into_iter().map(IntoAny::into_any).collect()
    });
    let view = view! {
        <section class="stack">
            <h3>{caption.clone()}</h3>
            {columns(&caption, [t!("figures-kept"), t!("figures-broken")], &parts)}
            <details>
                <summary>{t!("plot-table")}</summary>
                {table(caption, heads.into(), rows.collect())}
            </details>
        </section>
    };
    Some(view.into_any())
}
