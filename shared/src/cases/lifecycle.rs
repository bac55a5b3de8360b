//! What can be done with a case, by whom, from which state.

use chrono::{Duration, NaiveDateTime};

use super::clock::REOPEN_DAYS;
use crate::wire::wire_enum;

wire_enum! {
    /// Where a case stands. Whether it is overdue is derived.
    CaseState {
        /// It waits for an answer.
        Open = "open",
        /// It has one; a reply opens it again.
        Answered = "answered",
        /// It is over; a reply within 30 days opens it again.
        Closed = "closed",
    }
}

wire_enum! {
    /// What can be done with a case.
    CaseAction {
        /// The asker writes.
        Reply = "reply",
        /// The desk asks back.
        AskBack = "ask_back",
        /// The desk answers.
        Answer = "answer",
        /// The desk writes something for itself.
        Note = "note",
        /// Say who answers.
        Assign = "assign",
        /// Give it to another desk, with the reason.
        Transfer = "transfer",
        /// Give it to a desk from the stewards' queue.
        Route = "route",
        /// End it.
        Close = "close",
        /// Rate the answer.
        Rate = "rate",
    }
}

/// Who looks at a case, by the most that they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseActor {
    /// Who asked it, signed in or by the secret link.
    Asker,
    /// On duty at its desk, or an owner or manager of the desk's organization.
    Desk,
    /// Another member of the desk's organization.
    Colleague,
    /// A member of an organization that it was escalated to.
    Above,
    /// A steward with a second factor.
    Steward,
    /// The platform itself.
    Platform,
    /// Anyone else.
    Other,
}

/// A row of the table.
#[derive(Debug)]
pub struct CaseTransition {
    /// What is done.
    pub action: CaseAction,
    /// By whom.
    pub actors: &'static [CaseActor],
    /// From which states.
    pub from: &'static [CaseState],
    /// Into which state; none: it stays where it is.
    pub to: Option<CaseState>,
    /// Whether a reason must be given.
    pub needs_reason: bool,
}

/// Why a transition is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CaseFault {
    /// Not this actor's to do.
    #[error("not this actor's to do")]
    NotAllowed,
    /// Not from this state.
    #[error("not from this state")]
    WrongState,
}

/// Every transition.
pub const TRANSITIONS: &[CaseTransition] = {
    use CaseAction as Action;
    use CaseActor as By;
    use CaseState::{Answered, Closed, Open};
    const ASKER: &[CaseActor] = &[By::Asker];
    const DESK: &[CaseActor] = &[By::Desk];
    const INSIDE: &[CaseActor] = &[By::Desk, By::Colleague, By::Above];
    const ALIVE: &[CaseState] = &[Open, Answered];
    const ANY: &[CaseState] = &[Open, Answered, Closed];
    const fn row(
        action: CaseAction,
        actors: &'static [CaseActor],
        from: &'static [CaseState],
        to: Option<CaseState>,
    ) -> CaseTransition {
        CaseTransition { action, actors, from, to, needs_reason: false }
    }
    &[
        row(Action::Reply, ASKER, ANY, Some(Open)),
        row(Action::AskBack, DESK, &[Open], None),
        row(Action::Answer, DESK, ALIVE, Some(Answered)),
        row(Action::Note, INSIDE, ANY, None),
        row(Action::Assign, DESK, ALIVE, None),
        CaseTransition {
            needs_reason: true,
            ..row(Action::Transfer, &[By::Desk, By::Above], &[Open], None)
        },
        row(Action::Route, &[By::Steward], &[Open], None),
        row(Action::Close, &[By::Asker], ALIVE, Some(Closed)),
        row(Action::Close, &[By::Platform], &[Answered], Some(Closed)),
        CaseTransition {
            needs_reason: true,
            ..row(Action::Close, &[By::Desk], ALIVE, Some(Closed))
        },
        row(Action::Rate, ASKER, &[Answered, Closed], None),
    ]
};

/// What of a case decides beside its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseStanding {
    /// Where it stands.
    pub state: CaseState,
    /// Since when.
    pub state_since: NaiveDateTime,
    /// Whether it has a desk.
    pub is_routed: bool,
    /// Whether it was ever answered.
    pub was_answered: bool,
    /// The present time.
    pub now: NaiveDateTime,
}

impl CaseStanding {
    /// The transition that `action` by `actor` is from here. Errors: not this actor's to do; not from here: a reply later
    /// than 30 days after closing, routing what has a desk, rating what was never answered.
    pub fn step(
        &self,
        action: CaseAction,
        actor: CaseActor,
    ) -> Result<&'static CaseTransition, CaseFault> {
        let row =
            TRANSITIONS.iter().find(|row| row.action == action && row.actors.contains(&actor));
        let row = row.ok_or(CaseFault::NotAllowed)?;
        if row.from.contains(&self.state) && self.allows(action) {
            Ok(row)
        } else {
            Err(CaseFault::WrongState)
        }
    }

    fn allows(&self, action: CaseAction) -> bool {
        match action {
            CaseAction::Reply => {
                self.state != CaseState::Closed
                    || self.now <= self.state_since + Duration::days(REOPEN_DAYS)
            }
            CaseAction::Route => !self.is_routed,
            CaseAction::Rate => self.was_answered,
            CaseAction::AskBack
            | CaseAction::Answer
            | CaseAction::Assign
            | CaseAction::Transfer => self.is_routed,
            CaseAction::Note | CaseAction::Close => true,
        }
    }

    /// What the actor may do from here.
    pub fn actions(&self, actor: CaseActor) -> Vec<CaseAction> {
        let all = CaseAction::ALL.iter().copied();
        all.filter(|action| self.step(*action, actor).is_ok()).collect()
    }
}

impl CaseActor {
    /// Whether a case may be known to this actor at all: a private one only to who has to do with it, and to stewards
    /// while it has no desk.
    pub const fn sees(self, is_public: bool, is_routed: bool) -> bool {
        match self {
            Self::Asker | Self::Desk | Self::Colleague | Self::Above | Self::Platform => true,
            Self::Steward => is_public || !is_routed,
            Self::Other => is_public,
        }
    }

    /// Whether the actor belongs to the organizations that answer: sees notes and names.
    pub const fn is_inside(self) -> bool {
        matches!(self, Self::Desk | Self::Colleague | Self::Above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(state: CaseState, days: i64) -> CaseStanding {
        let now = chrono::DateTime::from_timestamp(1_770_000_000, 0).unwrap().naive_utc();
        CaseStanding {
            state,
            state_since: now - Duration::days(days),
            is_routed: true,
            was_answered: true,
            now,
        }
    }

    #[test]
    fn a_reply_opens_again_within_thirty_days() {
        assert!(standing(CaseState::Closed, 30).step(CaseAction::Reply, CaseActor::Asker).is_ok());
        let late = standing(CaseState::Closed, 31).step(CaseAction::Reply, CaseActor::Asker);
        assert_eq!(late.unwrap_err(), CaseFault::WrongState);
        assert!(
            standing(CaseState::Answered, 90).step(CaseAction::Reply, CaseActor::Asker).is_ok()
        );
    }

    #[test]
    fn strangers_do_nothing_and_only_stewards_route() {
        for state in CaseState::ALL {
            assert!(standing(*state, 1).actions(CaseActor::Other).is_empty());
            assert!(standing(*state, 1).actions(CaseActor::Steward).is_empty());
        }
        let unrouted = CaseStanding { is_routed: false, ..standing(CaseState::Open, 0) };
        assert_eq!(unrouted.actions(CaseActor::Steward), [CaseAction::Route]);
        assert!(!CaseActor::Steward.sees(false, true) && CaseActor::Steward.sees(false, false));
    }

    #[test]
    fn a_desk_closes_only_with_a_reason_and_never_after_the_end() {
        let row = standing(CaseState::Open, 1).step(CaseAction::Close, CaseActor::Desk).unwrap();
        assert!(row.needs_reason);
        assert!(
            !standing(CaseState::Open, 1)
                .step(CaseAction::Close, CaseActor::Asker)
                .unwrap()
                .needs_reason
        );
        assert_eq!(standing(CaseState::Closed, 1).actions(CaseActor::Desk), [CaseAction::Note]);
    }

    #[test]
    fn what_was_never_answered_is_not_rated() {
        let never = CaseStanding { was_answered: false, ..standing(CaseState::Closed, 1) };
        assert_eq!(
            never.step(CaseAction::Rate, CaseActor::Asker).unwrap_err(),
            CaseFault::WrongState
        );
    }
}
