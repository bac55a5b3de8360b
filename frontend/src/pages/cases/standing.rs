//! Where a case stands, in words that say what it means for the reader.

use kopuro_shared::cases::{Case, CaseAction, CaseState, CaseSummary};
use leptos::prelude::*;

use crate::{
    components::states::{Badge, Notice, Tone},
    format, t, t_of,
};

/// Where a case stands, by what matters most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Unrouted,
    Waits,
    Overdue,
    Open,
    Answered,
    Closed,
    /// Closed, and never answered.
    Unanswered,
}

impl Standing {
    fn of(case: &CaseSummary) -> Self {
        match case.state {
            CaseState::Open if case.desk.is_none() => Self::Unrouted,
            CaseState::Open if case.waits_for_asker => Self::Waits,
            CaseState::Open if case.is_overdue => Self::Overdue,
            CaseState::Open => Self::Open,
            CaseState::Answered => Self::Answered,
            CaseState::Closed if case.answered_at.is_none() => Self::Unanswered,
            CaseState::Closed => Self::Closed,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Unrouted => "unrouted",
            Self::Waits => "waits",
            Self::Overdue => "overdue",
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Unanswered => "unanswered",
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Unrouted | Self::Open => Tone::Busy,
            Self::Waits => Tone::Wait,
            Self::Overdue => Tone::Bad,
            Self::Answered => Tone::Good,
            Self::Closed | Self::Unanswered => Tone::Plain,
        }
    }
}

/// The state in a word or two.
pub fn state_badge(case: &CaseSummary) -> AnyView {
    let standing = Standing::of(case);
    let name =
        if standing == Standing::Waits && case.is_mine { "waits_for_you" } else { standing.name() };
    view! { <Badge tone=standing.tone() text=t_of!("case-state", name) /> }.into_any()
}

/// When it was or will be answered, in a line of a list.
pub fn when(case: &CaseSummary) -> String {
    let due = case.due_on.map(format::date).unwrap_or_default();
    match Standing::of(case) {
        Standing::Unrouted => t!("case-when-unrouted"),
        Standing::Waits if case.is_mine => t!("case-when-waits-for-you"),
        Standing::Waits => t!("case-when-waits"),
        Standing::Overdue => t!("case-when-overdue", date = due),
        Standing::Open if due.is_empty() => t!("case-when-open"),
        Standing::Open => t!("case-when-due", date = due),
        Standing::Unanswered => t!("case-when-unanswered"),
        Standing::Answered | Standing::Closed => {
            answered_within(case.answer_days.unwrap_or_default())
        }
    }
}

/// How fast the first answer came.
fn answered_within(days: u32) -> String {
    if days == 0 {
        t!("case-when-answered-at-once")
    } else {
        t!("case-when-answered", count = days)
    }
}

/// What it means, and what to do now.
pub fn standing(case: &Case) -> AnyView {
    let summary = &case.summary;
    let standing = Standing::of(summary);
    let mine = summary.is_mine;
    let may_reply = case.actions.contains(&CaseAction::Reply);
    let closed = summary.closed_at.map(|at| format::date(at.date_naive())).unwrap_or_default();
    let more = match standing {
        Standing::Unrouted => Some(t!("case-means-unrouted")),
        Standing::Waits if mine => Some(t!("case-means-waits")),
        Standing::Overdue => Some(t!("case-means-overdue")),
        Standing::Open => Some(t!("case-means-open")),
        Standing::Answered if mine => Some(t!("case-means-answered")),
        Standing::Closed | Standing::Unanswered if may_reply => Some(t!("case-means-reopens")),
        Standing::Closed | Standing::Unanswered if mine => Some(t!("case-means-over")),
        _ => None,
    };
    let when = when(summary);
    let closed = (!closed.is_empty()).then(|| t!("case-closed-on", date = closed));
    // What is over needs no colour.
    let tone = if standing == Standing::Open { Tone::Plain } else { standing.tone() };
    view! {
        <Notice tone=tone>
            <b>{when}</b>
            {closed.map(|text| view! { <p>{text}</p> })}
            {more.map(|text| view! { <p>{text}</p> })}
        </Notice>
    }
    .into_any()
}
