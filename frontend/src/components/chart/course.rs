//! Funding over time: what had come by each day, and the goal.

use chrono::NaiveDate;
use kopuro_shared::money::Money;
use leptos::prelude::*;

use super::{at, scaled};
use crate::{format, t};

/// Width of the drawing: a phone's, so that its text has the size of the page's.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 180.0;
/// Room above the plot for the goal's name, and below it for the days.
const TOP: f64 = 22.0;
const BOTTOM: f64 = 24.0;
const LEFT: f64 = 6.0;
const RIGHT: f64 = 10.0;

/// What had come in all by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// The sum of all that had come, in the goal's currency.
    pub total: Money,
}

/// The line: money stays until more comes, so it goes by steps.
fn steps(points: &[Point], most: i64) -> Vec<(f64, f64)> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let days = (last.day - first.day).num_days().max(1);
    let height = HEIGHT - TOP - BOTTOM;
    let mut line: Vec<(f64, f64)> = Vec::new();
    for point in points {
        let x = LEFT + scaled((point.day - first.day).num_days(), days, WIDTH - LEFT - RIGHT);
        let y = HEIGHT - BOTTOM - scaled(point.total.amount, most, height);
        if let Some((_, before)) = line.last().copied() {
            line.push((x, before));
        }
        line.push((x, y));
    }
    line
}

/// The plot with its table. There are at least two points.
#[component]
pub fn Course(
    /// What it shows, for those who don't see it, and above the table.
    caption: String,
    /// The sums, day by day, the oldest first.
    points: Vec<Point>,
    /// What it costs in all.
    goal: Money,
) -> impl IntoView {
    let most = points.iter().map(|point| point.total.amount).max().unwrap_or(0).max(goal.amount);
    let line = steps(&points, most);
    let base = HEIGHT - BOTTOM;
    let path: String = line
        .iter()
        .enumerate()
        .map(|(index, (x, y))| format!("{}{x:.1} {y:.1}", if index == 0 { "M" } else { "L" }))
        .collect();
    let (end_x, end_y) = line.last().copied().unwrap_or((LEFT, base));
    let area = format!("{path}V{base:.1}H{LEFT:.1}z");
    let goal_y = base - scaled(goal.amount, most, base - TOP);
    let day = |point: Option<&Point>| point.map(|point| format::short_date(point.day));
    let days = (day(points.first()), day(points.last()));
    let now = points.last().map(|point| format::money(point.total));
    // Above the dot, unless the goal's name is there.
    let now_y = if end_y - goal_y < 26.0 { end_y + 20.0 } else { end_y - 9.0 };
    let rows = points.into_iter().map(|point| {
        view! { <tr><th scope="row">{format::date(point.day)}</th><td class="amount">{format::money(point.total)}</td></tr> }
    });
    view! {
        <figure class="plot">
            <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=caption.clone()>
                <path class="area" d=area></path>
                <path class="axis" d=format!("M{LEFT} {base}H{}", WIDTH - RIGHT)></path>
                <path class="goal" d=format!("M{LEFT} {goal_y:.1}H{}", WIDTH - RIGHT)></path>
                <path class="line" d=path></path>
                <circle class="dot" cx=at(end_x) cy=at(end_y) r="4"></circle>
                <text x=at(LEFT) y=at(goal_y - 7.0)>{t!("plot-goal", goal = format::money(goal))}</text>
                <text class="ink" x=at(WIDTH - RIGHT) y=at(now_y) text-anchor="end">{now}</text>
                <text x=at(LEFT) y=at(HEIGHT - 6.0)>{days.0}</text>
                <text x=at(WIDTH - RIGHT) y=at(HEIGHT - 6.0) text-anchor="end">{days.1}</text>
            </svg>
            <details>
                <summary>{t!("plot-table")}</summary>
                <div class="table-wrap" tabindex="0">
                    <table><caption>{caption}</caption><tbody>{rows.collect_view()}</tbody></table>
                </div>
            </details>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use kopuro_shared::currency::Currency;

    use super::*;

    #[test]
    fn money_stays_until_more_comes() {
        let point = |day, total| Point {
            day: NaiveDate::from_ymd_opt(2026, 5, day).unwrap(),
            total: Money::new(total, Currency::Kgs),
        };
        let line = steps(&[point(1, 0), point(3, 50), point(5, 100)], 100);
        let ys: Vec<f64> = line.iter().map(|(_, y)| *y).collect();
        let (base, half) = (HEIGHT - BOTTOM, (HEIGHT - TOP - BOTTOM) / 2.0);
        assert_eq!(ys, [base, base, base - half, base - half, TOP]);
        assert!(steps(&[], 1).is_empty());
    }
}
