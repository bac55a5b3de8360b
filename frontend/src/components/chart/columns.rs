//! Counts over time: a column for each month, in two parts.

use leptos::prelude::*;

use super::{at, scaled};
use crate::format;

/// Width of the drawing: a phone's, so that its text has the size of the page's.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 170.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 24.0;
/// Columns never get wider than this: two months are no wall.
const COLUMN_MAX: f64 = 36.0;

/// What happened in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The month.
    pub name: String,
    /// The lower part: what went well.
    pub good: u64,
    /// The upper part: what did not.
    pub bad: u64,
}

/// The drawing; the page says the same in a table. `legend` names the two parts.
pub fn columns(caption: &str, legend: [String; 2], columns: &[Column]) -> AnyView {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let most = columns.iter().map(|one| number(one.good.saturating_add(one.bad))).max();
    let most = most.unwrap_or_default();
    let base = HEIGHT - BOTTOM;
    let room = base - TOP;
    let mut left = 0.0;
    #[expect(clippy::cast_precision_loss, reason = "some dozens of months")]
    let step = (WIDTH / columns.len().max(1) as f64).min(COLUMN_MAX * 1.5);
    let width = step / 1.5;
    let mut bars = Vec::new();
    for column in columns {
        let good = scaled(number(column.good), most, room);
        let bad = scaled(number(column.bad), most, room);
        let x = at(left + (step - width) / 2.0);
        bars.push(view! {
            <rect class="bar juniper" x=x.clone() y=at(base - good) width=at(width) height=at(good)></rect>
            <rect class="bar madder" x=x y=at(base - good - bad) width=at(width) height=at(bad)></rect>
        });
        left += step;
    }
    let name = |column: Option<&Column>| column.map(|column| column.name.clone());
    let last = (columns.len() > 1).then(|| name(columns.last())).flatten();
    let [good, bad] = legend;
    view! {
        <figure class="plot">
            <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=caption.to_owned()>
                <path class="axis" d=format!("M0 {base}H{WIDTH}M0 {TOP}H{WIDTH}")></path>
                <text x="0" y=at(TOP - 6.0)>{format::count(most)}</text>
                {bars}
                <text x="0" y=at(HEIGHT - 6.0)>{name(columns.first())}</text>
                <text x=at(left) y=at(HEIGHT - 6.0) text-anchor="end">{last}</text>
            </svg>
            <ul class="legend">
                <li><span class="swatch juniper"></span>{good}</li>
                <li><span class="swatch madder"></span>{bad}</li>
            </ul>
        </figure>
    }
    .into_any()
}
