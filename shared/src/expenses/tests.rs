use proptest::prelude::*;

use super::*;

const ROLES: [Option<Role>; 5] =
    [Some(Role::Owner), Some(Role::Manager), Some(Role::Treasurer), Some(Role::Editor), None];

fn actor(role: Option<Role>, is_author: bool) -> ExpenseActor {
    ExpenseActor { role, is_author }
}

#[test]
fn every_action_has_exactly_one_row() {
    for action in ExpenseAction::ALL {
        let rows = EXPENSE_TRANSITIONS.iter().filter(|row| row.action == *action).count();
        assert_eq!(rows, 1, "{}", action.name());
    }
}

#[test]
fn whoever_proposed_decides_nothing_and_who_decides_shows_a_second_factor() {
    for action in [
        ExpenseAction::Approve,
        ExpenseAction::Reject,
        ExpenseAction::ApproveReversal,
        ExpenseAction::RejectReversal,
    ] {
        let row = action.transition();
        assert!(row.needs_second_factor, "{}", action.name());
        for role in ROLES {
            assert!(row.ensure_for(actor(role, true)).is_err(), "{}", action.name());
        }
        let editor = actor(Some(Role::Editor), false);
        assert_eq!(row.ensure_for(editor), Err(ExpenseFault::NotAllowed));
    }
}

#[test]
fn money_that_went_back_to_a_donor_is_never_called_a_mistake() {
    for action in [ExpenseAction::ProposeReversal, ExpenseAction::ApproveReversal] {
        for state in ExpenseState::ALL {
            let step = state.step(ExpenseKind::Refund, action, actor(Some(Role::Owner), false));
            assert_eq!(step.unwrap_err(), ExpenseFault::WrongState);
        }
    }
}

#[test]
fn suppliers_are_paid_from_the_day_on_which_the_money_is_there_until_the_account_is_closed() {
    let paying: Vec<_> = ProjectState::ALL.iter().filter(|state| state.allows_spending()).collect();
    assert_eq!(
        paying,
        [
            &ProjectState::Funded,
            &ProjectState::Procurement,
            &ProjectState::InProgress,
            &ProjectState::Completed
        ]
    );
}

proptest! {
    /// Whatever is tried by whomever in whatever order: what is booked was decided by another person than the one who
    /// proposed it, and what is over stays over.
    #[test]
    fn nothing_is_booked_or_reversed_by_one_person(
        kind in 0..3_usize,
        tries in prop::collection::vec((0..ExpenseAction::ALL.len(), 0..5_usize, 0..4_u8), 1..40)
    ) {
        let kind = ExpenseKind::ALL[kind];
        let (mut state, mut author) = (ExpenseState::Entered, 0);
        for (action, role, person) in tries {
            let action = ExpenseAction::ALL[action];
            let by = actor(ROLES[role], person == author);
            let Ok(row) = state.step(kind, action, by) else {
                prop_assert!(!state.transitions(kind, by).any(|row| row.action == action));
                continue;
            };
            prop_assert!(state.transitions(kind, by).any(|row| row.action == action));
            prop_assert!(!matches!(
                state,
                ExpenseState::Rejected | ExpenseState::Withdrawn | ExpenseState::Reversed
            ));
            let moves_money = matches!(action, ExpenseAction::Approve | ExpenseAction::ApproveReversal);
            prop_assert_eq!(moves_money, state.is_booked() != row.to.is_booked());
            if moves_money {
                prop_assert!(person != author);
            }
            if action == ExpenseAction::ProposeReversal {
                author = person;
            }
            state = row.to;
        }
    }

    /// What is left is shared out to the last tyiyn, and nobody gets back more than they paid.
    #[test]
    fn refunds_in_proportion_add_up_exactly(
        nets in prop::collection::vec(1..10_000_000_i64, 1..60), spent in 0..1000_i64
    ) {
        let all: i64 = nets.iter().sum();
        let left = all - i64::try_from(i128::from(all) * i128::from(spent) / 1000).unwrap();
        let (mut before, mut returned) = (0, 0);
        for net in nets {
            let share = refund_share(left, all, before, net);
            prop_assert!((0..=net).contains(&share));
            let exact = i128::from(left) * i128::from(net);
            prop_assert!((i128::from(share) * i128::from(all) - exact).abs() <= i128::from(all));
            before += net;
            returned += share;
        }
        prop_assert_eq!(returned, left);
    }
}
