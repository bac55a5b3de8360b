//! Money that leaves a project's account: to a supplier, back to a donor, or where the plan says. Every transition with
//! who may do it and from which state is a row of one table; the server enforces it, the web app shows only what it allows.

mod figures;
mod payments;
mod runs;

pub use figures::{Course, CoursePoint, CourseStep, LineSpending, PartnerMoney, Spending};
pub use payments::{
    ActOnExpense, AllowedExpenseAction, CreateDistribution, CreateExpense, CreateRefund, Expense,
    ExpenseLine, ExpenseQuery, ExpenseStep, INVOICES_MAX, OrganizationExpenseQuery, ProveExpense,
    Reversal,
};
pub use runs::{
    ActOnRefundRun, CreateRefundRun, RefundRun, RefundRunAction, RefundRunState, refund_share,
};

use crate::{organizations::Role, projects::ProjectState, wire::wire_enum};

wire_enum! {
    /// Where money goes.
    ExpenseKind {
        /// To a supplier, with an invoice.
        Expense = "expense",
        /// Back to a donor.
        Refund = "refund",
        /// Where the project's plan says: what is left of it.
        Distribution = "distribution",
    }
}

wire_enum! {
    /// Where a payment stands.
    ExpenseState {
        /// One person has entered it; nothing is booked.
        Entered = "entered",
        /// Another person has approved it, and it is booked.
        Approved = "approved",
        /// Another person has rejected it.
        Rejected = "rejected",
        /// Who entered it has taken it back.
        Withdrawn = "withdrawn",
        /// It is booked, and somebody says that it is a mistake.
        ReversalProposed = "reversal_proposed",
        /// Another person has confirmed the mistake, and the mirror image is booked.
        Reversed = "reversed",
    }
}

wire_enum! {
    /// What can be done with a payment.
    ExpenseAction {
        /// Book it.
        Approve = "approve",
        /// Refuse to book it, with a reason.
        Reject = "reject",
        /// Take it back before anybody has decided.
        Withdraw = "withdraw",
        /// Say that what is booked is a mistake, with a reason; public.
        ProposeReversal = "propose_reversal",
        /// Book the mirror image.
        ApproveReversal = "approve_reversal",
        /// Let what is booked stand, with a reason.
        RejectReversal = "reject_reversal",
    }
}

/// Whose step it is, seen from who proposed what is to be decided: who entered the payment or asked for its reversal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eyes {
    /// The same person.
    Same,
    /// Another person: four eyes.
    Other,
    /// Either.
    Any,
}

/// Who acts on a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpenseActor {
    /// The role in the project's organization; nothing for who is not a member.
    pub role: Option<Role>,
    /// Whether this person proposed what is to be decided, or gets the money.
    pub is_author: bool,
}

/// A row of the table.
#[derive(Debug)]
pub struct ExpenseTransition {
    /// What is done.
    pub action: ExpenseAction,
    /// With which kinds.
    pub kinds: &'static [ExpenseKind],
    /// From which state.
    pub from: ExpenseState,
    /// Into which state.
    pub to: ExpenseState,
    /// The roles whose members may.
    pub roles: &'static [Role],
    /// Who of them.
    pub eyes: Eyes,
    /// Whether a reason must be given.
    pub needs_reason: bool,
    /// Whether the session must have shown a second factor: whoever decides about money has.
    pub needs_second_factor: bool,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExpenseFault {
    /// Not this role's to do.
    #[error("not this role's to do")]
    NotAllowed,
    /// Whoever proposed it does not decide on it, and nobody else takes it back.
    #[error("not this person's to do")]
    FourEyes,
    /// Not from this state, or not with this kind.
    #[error("not from this state")]
    WrongState,
}

/// Who enters a payment: any member.
pub const ENTERS: &[Role] = &[Role::Owner, Role::Manager, Role::Treasurer, Role::Editor];
/// Who decides on one.
pub const DECIDES: &[Role] = &[Role::Owner, Role::Manager, Role::Treasurer];

const DECISION: ExpenseTransition = ExpenseTransition {
    action: ExpenseAction::Approve,
    kinds: ExpenseKind::ALL,
    from: ExpenseState::Entered,
    to: ExpenseState::Approved,
    roles: DECIDES,
    eyes: Eyes::Other,
    needs_reason: false,
    needs_second_factor: true,
};

/// What can be a mistake of ours. Money that went back to a donor and was wrong comes back through the bank, and is
/// booked as what came.
const REVERSIBLE: &[ExpenseKind] = &[ExpenseKind::Expense, ExpenseKind::Distribution];

/// Every transition.
pub const EXPENSE_TRANSITIONS: &[ExpenseTransition] = {
    use ExpenseAction as Action;
    use ExpenseState as State;
    &[
        DECISION,
        ExpenseTransition {
            action: Action::Reject,
            to: State::Rejected,
            needs_reason: true,
            ..DECISION
        },
        ExpenseTransition {
            action: Action::Withdraw,
            to: State::Withdrawn,
            roles: ENTERS,
            eyes: Eyes::Same,
            needs_second_factor: false,
            ..DECISION
        },
        ExpenseTransition {
            action: Action::ProposeReversal,
            kinds: REVERSIBLE,
            from: State::Approved,
            to: State::ReversalProposed,
            eyes: Eyes::Any,
            needs_reason: true,
            ..DECISION
        },
        ExpenseTransition {
            action: Action::ApproveReversal,
            kinds: REVERSIBLE,
            from: State::ReversalProposed,
            to: State::Reversed,
            ..DECISION
        },
        ExpenseTransition {
            action: Action::RejectReversal,
            kinds: REVERSIBLE,
            from: State::ReversalProposed,
            to: State::Approved,
            needs_reason: true,
            ..DECISION
        },
    ]
};

impl ExpenseAction {
    /// The row of the table for this action.
    pub fn transition(self) -> &'static ExpenseTransition {
        let row = EXPENSE_TRANSITIONS.iter().find(|row| row.action == self);
        row.expect("every action has its row: a test walks them")
    }
}

impl ExpenseTransition {
    /// Refuses an actor whose step this is not, in whatever state.
    pub fn ensure_for(&self, actor: ExpenseActor) -> Result<(), ExpenseFault> {
        if !actor.role.is_some_and(|role| self.roles.contains(&role)) {
            return Err(ExpenseFault::NotAllowed);
        }
        match (self.eyes, actor.is_author) {
            (Eyes::Other, true) | (Eyes::Same, false) => Err(ExpenseFault::FourEyes),
            _ => Ok(()),
        }
    }
}

impl ExpenseState {
    /// The transition that `action` by `actor` is from here, for a payment of this kind.
    pub fn step(
        self,
        kind: ExpenseKind,
        action: ExpenseAction,
        actor: ExpenseActor,
    ) -> Result<&'static ExpenseTransition, ExpenseFault> {
        let row = action.transition();
        if !actor.role.is_some_and(|role| row.roles.contains(&role)) {
            return Err(ExpenseFault::NotAllowed);
        }
        if row.from != self || !row.kinds.contains(&kind) {
            return Err(ExpenseFault::WrongState);
        }
        row.ensure_for(actor).map(|()| row)
    }

    /// The transitions that are the actor's to do from here.
    pub fn transitions(
        self,
        kind: ExpenseKind,
        actor: ExpenseActor,
    ) -> impl Iterator<Item = &'static ExpenseTransition> {
        EXPENSE_TRANSITIONS.iter().filter(move |row| self.step(kind, row.action, actor).is_ok())
    }

    /// Whether it is in the ledger, not taken back.
    pub const fn is_booked(self) -> bool {
        matches!(self, Self::Approved | Self::ReversalProposed)
    }

    /// Whether everyone may see it: whatever is or was in the public ledger.
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Approved | Self::ReversalProposed | Self::Reversed)
    }
}

impl ProjectState {
    /// Whether suppliers may be paid: from the day on which all the money is there, so that what donors could still get
    /// back is not spent; deposits and the design come before the work. The last bills and what was held back as a
    /// warranty come after it is done; acceptance closes the account. What was owed when a project is given up is paid
    /// before it is given up: afterwards its money follows the plan.
    pub const fn allows_spending(self) -> bool {
        matches!(self, Self::Funded | Self::Procurement | Self::InProgress | Self::Completed)
    }

    /// Whether what is left goes where the plan says.
    pub const fn allows_distribution(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests;
