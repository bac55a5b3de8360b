//! The lifecycle of a project: every transition with who may do it, from which state, and what must hold. One table; the
//! server enforces it, the web app shows only what it allows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::plan::MoneyPlan;
use crate::{
    organizations::Role,
    validation::{Checks, FieldCode, SUMMARY_MAX, Validate},
    wire::wire_enum,
};

wire_enum! {
    /// Where a project stands.
    ProjectState {
        /// Being written.
        Draft = "draft",
        /// Waits for a steward.
        Submitted = "submitted",
        /// Everyone sees it, and it takes pledges.
        Published = "published",
        /// Bank statements prove that all the money is there.
        Funded = "funded",
        /// The work is being bought.
        Procurement = "procurement",
        /// The work goes on.
        InProgress = "in_progress",
        /// The work is done, with evidence.
        Completed = "completed",
        /// Somebody who is not of the organization has looked, and no money is left.
        Accepted = "accepted",
        /// Given up, with a reason and a plan for the money.
        Cancelled = "cancelled",
    }
}

wire_enum! {
    /// What can be done with a project.
    ProjectAction {
        /// Ask a steward to publish it.
        Submit = "submit",
        /// Take it back into the draft.
        Withdraw = "withdraw",
        /// Give it back to the organization, with a reason.
        Return = "return",
        /// Show it to everyone.
        Publish = "publish",
        /// All the money is there.
        Fund = "fund",
        /// Begin to buy the work.
        StartProcurement = "start_procurement",
        /// Begin the work.
        StartWork = "start_work",
        /// The work is done.
        Complete = "complete",
        /// Confirm the work and the account.
        Accept = "accept",
        /// Give it up.
        Cancel = "cancel",
    }
}

wire_enum! {
    /// What must hold for an action.
    Condition {
        /// Summary and description are written.
        Described = "described",
        /// A steward vouches for the organization today.
        OrganizationVerified = "organization_verified",
        /// The organization has an open bank account in the project's currency.
        BankAccountOpen = "bank_account_open",
        /// The plan says what it costs.
        GoalSet = "goal_set",
        /// The budget's lines add up to the goal.
        BudgetCoversGoal = "budget_covers_goal",
        /// The partners' shares add up to everything.
        SharesComplete = "shares_complete",
        /// The plan fits its matching rule.
        RuleFits = "rule_fits",
        /// There is a milestone.
        MilestonePlanned = "milestone_planned",
        /// The last day for pledges is ahead.
        EndDateAhead = "end_date_ahead",
        /// The plan says what happens with money that is left.
        SurplusPlanned = "surplus_planned",
        /// Bank statements prove as much as the goal.
        GoalCovered = "goal_covered",
        /// How the work was bought is recorded.
        ProcurementRecorded = "procurement_recorded",
        /// Every milestone is done, with evidence.
        MilestonesDone = "milestones_done",
        /// No money of the project is left on the account.
        NothingUnspent = "nothing_unspent",
        /// The request says what happens with the money that came.
        MoneyPlanned = "money_planned",
    }
}

/// Who acts on a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectActor {
    /// A member of its organization, whatever else they are.
    Member(Role),
    /// A steward with a second factor who is not a member: nobody vouches for their own work.
    Steward,
    /// The platform itself, on what statements prove.
    Platform,
    /// Anyone else.
    Other,
}

/// A row of the table.
#[derive(Debug)]
pub struct Transition {
    /// What is done.
    pub action: ProjectAction,
    /// From which states.
    pub from: &'static [ProjectState],
    /// Into which state.
    pub to: ProjectState,
    /// The roles whose members may.
    pub roles: &'static [Role],
    /// Whether a steward who is not a member may.
    pub by_steward: bool,
    /// Whether the platform does it by itself.
    pub by_platform: bool,
    /// What must hold.
    pub conditions: &'static [Condition],
    /// Whether a reason must be given; it is public.
    pub needs_reason: bool,
}

/// Why a transition is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProjectFault {
    /// Not this actor's to do.
    #[error("not this actor's to do")]
    NotAllowed,
    /// Not from this state.
    #[error("not from this state")]
    WrongState,
}

const LEADERS: &[Role] = &[Role::Owner, Role::Manager];

/// What a plan must be like for donors to see it.
const READY: &[Condition] = &[
    Condition::Described,
    Condition::OrganizationVerified,
    Condition::BankAccountOpen,
    Condition::GoalSet,
    Condition::BudgetCoversGoal,
    Condition::SharesComplete,
    Condition::RuleFits,
    Condition::MilestonePlanned,
    Condition::EndDateAhead,
    Condition::SurplusPlanned,
];

const BY_MEMBERS: Transition = Transition {
    action: ProjectAction::Submit,
    from: &[ProjectState::Draft],
    to: ProjectState::Submitted,
    roles: LEADERS,
    by_steward: false,
    by_platform: false,
    conditions: &[],
    needs_reason: false,
};

const BY_STEWARD: Transition = Transition { roles: &[], by_steward: true, ..BY_MEMBERS };

/// Every transition.
pub const TRANSITIONS: &[Transition] = {
    use ProjectAction as Action;
    use ProjectState as State;
    &[
        Transition { conditions: READY, ..BY_MEMBERS },
        Transition {
            action: Action::Withdraw,
            from: &[State::Submitted],
            to: State::Draft,
            ..BY_MEMBERS
        },
        Transition {
            action: Action::Return,
            from: &[State::Submitted],
            to: State::Draft,
            needs_reason: true,
            ..BY_STEWARD
        },
        Transition {
            action: Action::Publish,
            from: &[State::Submitted],
            to: State::Published,
            conditions: READY,
            ..BY_STEWARD
        },
        Transition {
            action: Action::Fund,
            from: &[State::Published],
            to: State::Funded,
            roles: &[Role::Owner, Role::Manager, Role::Treasurer],
            by_platform: true,
            conditions: &[Condition::GoalCovered],
            ..BY_MEMBERS
        },
        Transition {
            action: Action::StartProcurement,
            from: &[State::Funded],
            to: State::Procurement,
            ..BY_MEMBERS
        },
        Transition {
            action: Action::StartWork,
            from: &[State::Procurement],
            to: State::InProgress,
            conditions: &[Condition::ProcurementRecorded],
            ..BY_MEMBERS
        },
        Transition {
            action: Action::Complete,
            from: &[State::InProgress],
            to: State::Completed,
            conditions: &[Condition::MilestonesDone],
            ..BY_MEMBERS
        },
        Transition {
            action: Action::Accept,
            from: &[State::Completed],
            to: State::Accepted,
            conditions: &[Condition::NothingUnspent],
            ..BY_STEWARD
        },
        Transition {
            action: Action::Cancel,
            from: &[
                State::Draft,
                State::Submitted,
                State::Published,
                State::Funded,
                State::Procurement,
                State::InProgress,
            ],
            to: State::Cancelled,
            roles: &[Role::Owner],
            by_steward: true,
            conditions: &[Condition::MoneyPlanned],
            needs_reason: true,
            ..BY_MEMBERS
        },
    ]
};

impl ProjectAction {
    /// The row of the table for this action.
    pub fn transition(self) -> &'static Transition {
        let row = TRANSITIONS.iter().find(|row| row.action == self);
        row.expect("every action has its row: a test walks them")
    }
}

impl Transition {
    /// Whether this is the actor's to do, in whatever state.
    pub fn is_for(&self, actor: ProjectActor) -> bool {
        match actor {
            ProjectActor::Member(role) => self.roles.contains(&role),
            ProjectActor::Steward => self.by_steward,
            ProjectActor::Platform => self.by_platform,
            ProjectActor::Other => false,
        }
    }
}

impl ProjectState {
    /// The transition that `action` by `actor` is from here.
    pub fn step(
        self,
        action: ProjectAction,
        actor: ProjectActor,
    ) -> Result<&'static Transition, ProjectFault> {
        let row = action.transition();
        if !row.is_for(actor) {
            return Err(ProjectFault::NotAllowed);
        }
        if row.from.contains(&self) { Ok(row) } else { Err(ProjectFault::WrongState) }
    }

    /// The transitions that are the actor's to do from here, whatever their conditions.
    pub fn transitions(self, actor: ProjectActor) -> impl Iterator<Item = &'static Transition> {
        TRANSITIONS.iter().filter(move |row| row.is_for(actor) && row.from.contains(&self))
    }

    /// Whether everyone may see a project that was published at some time, or never was.
    pub const fn is_public(self, was_published: bool) -> bool {
        match self {
            Self::Draft | Self::Submitted => false,
            Self::Cancelled => was_published,
            _ => true,
        }
    }

    /// Whether its plan can still be changed.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft)
    }

    /// Whether it takes pledges on this day.
    pub fn takes_pledges(self, ends_on: Option<NaiveDate>, today: NaiveDate) -> bool {
        self == Self::Published && ends_on.is_none_or(|last| today <= last)
    }

    /// Whether the work is under way: milestones get their evidence, and the purchase its facts.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Funded | Self::Procurement | Self::InProgress)
    }
}

/// Does something with a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ActOnProject {
    /// What.
    pub action: ProjectAction,
    /// Why; public. Needed for `return` and `cancel`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What happens with the money that came; needed for `cancel` where some did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub money: Option<MoneyPlan>,
}

impl Validate for ActOnProject {
    fn check(&self, checks: &mut Checks) {
        checks.text("/reason", &self.reason, SUMMARY_MAX);
        if self.action.transition().needs_reason && self.reason.trim().is_empty() {
            checks.fault("/reason", FieldCode::Required);
        }
        if let Some(money) = &self.money {
            let fits = self.action == ProjectAction::Cancel;
            checks.ensure(fits, "/money", FieldCode::NotAccepted);
            money.check(checks, "/money");
        }
    }
}

/// What the caller may do with a project, and what still stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllowedAction {
    /// What.
    pub action: ProjectAction,
    /// Whether a reason must be given.
    pub needs_reason: bool,
    /// What does not hold yet; the action is refused until it does.
    pub unmet: Vec<Condition>,
}

#[cfg(test)]
mod tests;
