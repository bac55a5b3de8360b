//! Where a case stands, in words: whoever answers sees at a glance what is late.

use chrono::{Datelike, Days, NaiveDate};
use kopuro_shared::cases::{CaseState, CaseSummary};
use leptos::prelude::*;

use crate::{
    components::states::{Badge, Tone},
    format, t,
};

/// Tone and words of where a case stands.
fn standing(case: &CaseSummary) -> (Tone, String) {
    match case.state {
        CaseState::Closed => return (Tone::Plain, t!("standing-closed")),
        CaseState::Answered => return (Tone::Good, t!("standing-answered")),
        CaseState::Open => {}
    }
    if case.desk.is_none() {
        return (Tone::Wait, t!("standing-no-desk"));
    }
    let Some(due) = case.due_on.filter(|_| !case.waits_for_asker) else {
        return (Tone::Plain, t!("standing-waits-for-asker"));
    };
    let date = format::short_date(due);
    if case.is_overdue {
        return (Tone::Bad, t!("standing-overdue", date = date));
    }
    match (due - format::bishkek_today()).num_days() {
        ..=0 => (Tone::Wait, t!("standing-due-today")),
        1 => (Tone::Wait, t!("standing-due-tomorrow")),
        _ => (Tone::Busy, t!("standing-due", date = date)),
    }
}

/// Where a case stands, as a badge.
pub fn standing_badge(case: &CaseSummary) -> AnyView {
    let (tone, text) = standing(case);
    view! { <Badge tone=tone text=text /> }.into_any()
}

/// The Sunday of a day's week.
pub fn end_of_week(day: NaiveDate) -> NaiveDate {
    let left = 6 - u64::from(day.weekday().num_days_from_monday());
    day.checked_add_days(Days::new(left)).unwrap_or(day)
}
