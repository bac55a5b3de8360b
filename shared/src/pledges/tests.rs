use proptest::prelude::*;

use super::*;

const ACTIONS: [PledgeAction; 7] = [
    PledgeAction::ReceivePart,
    PledgeAction::ReceiveWhole,
    PledgeAction::RefundSurplus,
    PledgeAction::RefundPart,
    PledgeAction::RefundWhole,
    PledgeAction::Cancel,
    PledgeAction::Lapse,
];
const ACTORS: [PledgeActor; 4] =
    [PledgeActor::Donor, PledgeActor::Booking, PledgeActor::Time, PledgeActor::Other];

#[test]
fn a_donor_withdraws_only_before_money_has_come() {
    let cancel = |state: PledgeState| state.step(PledgeAction::Cancel, PledgeActor::Donor);
    assert_eq!(cancel(PledgeState::Pledged), Ok(PledgeState::Cancelled));
    for state in [PledgeState::PartlyReceived, PledgeState::Received, PledgeState::Cancelled] {
        assert_eq!(cancel(state), Err(PledgeFault::WrongState), "{state:?}");
    }
}

#[test]
fn nobody_but_the_one_named_in_the_table_moves_a_pledge() {
    for state in PledgeState::ALL {
        for action in ACTIONS {
            let allowed = ACTORS
                .iter()
                .filter(|actor| state.step(action, **actor) != Err(PledgeFault::NotAllowed));
            assert_eq!(allowed.count(), 1, "{action:?}");
            assert_eq!(state.step(action, PledgeActor::Other), Err(PledgeFault::NotAllowed));
        }
    }
}

#[test]
fn money_that_came_is_booked_whatever_became_of_the_promise() {
    for state in PledgeState::ALL {
        let whole = state.step(PledgeAction::ReceiveWhole, PledgeActor::Booking);
        assert_eq!(whole, Ok(PledgeState::Received));
    }
    for state in [PledgeState::Cancelled, PledgeState::Lapsed, PledgeState::Refunded] {
        let part = state.step(PledgeAction::ReceivePart, PledgeActor::Booking);
        assert_eq!(part, Ok(PledgeState::PartlyReceived));
    }
}

#[test]
fn what_came_in_parts_becomes_whole_and_goes_back() {
    assert_eq!(receive_action(99, 100), PledgeAction::ReceivePart);
    assert_eq!(receive_action(100, 100), PledgeAction::ReceiveWhole);
    assert_eq!(refund_action(120, 100), PledgeAction::RefundSurplus);
    assert_eq!(refund_action(1, 100), PledgeAction::RefundPart);
    assert_eq!(refund_action(0, 100), PledgeAction::RefundWhole);
    let lapse = PledgeState::PartlyReceived.step(PledgeAction::Lapse, PledgeActor::Time);
    assert_eq!(lapse, Ok(PledgeState::PartlyReceived));
}

#[test]
fn a_pledge_of_nothing_or_of_too_much_is_refused() {
    let pledge = |amount| CreatePledge {
        project_id: "p".into(),
        amount: Money::new(amount, Currency::Usd),
        anonymous: false,
    };
    assert_eq!(pledge(1).validate(), Ok(()));
    for amount in [0, -5, AMOUNT_MAX + 1, i64::MAX, i64::MIN] {
        assert_eq!(pledge(amount).validate().unwrap_err()[0].pointer, "/amount/amount");
    }
}

proptest! {
    #[test]
    fn sums_and_states_agree(
        expected in 1..1_000_000_i64, steps in prop::collection::vec((any::<bool>(), 1..600_000_i64), 1..12)
    ) {
        let (mut state, mut net) = (PledgeState::Pledged, 0);
        for (receives, amount) in steps {
            let action = if receives {
                net += amount;
                receive_action(net, expected)
            } else {
                if net == 0 { continue }
                net -= amount.min(net);
                refund_action(net, expected)
            };
            state = state.step(action, PledgeActor::Booking).unwrap();
            prop_assert_eq!(state == PledgeState::Received, net >= expected);
            prop_assert_eq!(state == PledgeState::Refunded, net == 0);
        }
    }

    #[test]
    fn a_promise_is_fulfilled_in_proportion_and_never_beyond_itself(
        promised in 1..AMOUNT_MAX, expected in 1..AMOUNT_MAX, net in 0..AMOUNT_MAX, more in 0..AMOUNT_MAX
    ) {
        let part = fulfilled(promised, net, expected);
        prop_assert!((0..=promised).contains(&part));
        prop_assert!(fulfilled(promised, net + more, expected) >= part);
        prop_assert_eq!(fulfilled(promised, expected, expected), promised);
    }
}
