use proptest::prelude::*;

use super::*;

const ROLES: [Role; 4] = [Role::Owner, Role::Manager, Role::Treasurer, Role::Editor];

fn actors() -> Vec<ProjectActor> {
    let members = ROLES.map(ProjectActor::Member);
    members
        .into_iter()
        .chain([ProjectActor::Steward, ProjectActor::Platform, ProjectActor::Other])
        .collect()
}

#[test]
fn every_action_has_exactly_one_row() {
    for action in ProjectAction::ALL {
        let rows = TRANSITIONS.iter().filter(|row| row.action == *action).count();
        assert_eq!(rows, 1, "{}", action.name());
        assert!(
            action.transition().is_for(ProjectActor::Steward)
                || !action.transition().roles.is_empty()
        );
    }
}

#[test]
fn nobody_vouches_for_their_own_work() {
    for action in [ProjectAction::Publish, ProjectAction::Return, ProjectAction::Accept] {
        for role in ROLES {
            assert!(!action.transition().is_for(ProjectActor::Member(role)), "{}", action.name());
        }
    }
    for action in [ProjectAction::Submit, ProjectAction::StartWork, ProjectAction::Complete] {
        assert!(!action.transition().is_for(ProjectActor::Steward), "{}", action.name());
    }
}

#[test]
fn every_state_is_reached_from_the_draft_and_cancelling_ends_before_completion() {
    let mut reached = vec![ProjectState::Draft];
    while let Some(row) = TRANSITIONS.iter().find(|row| {
        !reached.contains(&row.to) && row.from.iter().any(|from| reached.contains(from))
    }) {
        reached.push(row.to);
    }
    assert_eq!(reached.len(), ProjectState::ALL.len());
    let from = ProjectAction::Cancel.transition().from;
    for state in [ProjectState::Completed, ProjectState::Accepted, ProjectState::Cancelled] {
        assert!(!from.contains(&state), "{}", state.name());
    }
}

#[test]
fn strangers_can_do_nothing_and_pledges_are_taken_only_while_published() {
    let today = NaiveDate::from_ymd_opt(2026, 5, 2).unwrap();
    for state in ProjectState::ALL {
        assert_eq!(state.transitions(ProjectActor::Other).count(), 0);
        let takes = state.takes_pledges(Some(today), today);
        assert_eq!(takes, *state == ProjectState::Published, "{}", state.name());
        assert!(!state.takes_pledges(today.pred_opt(), today));
    }
}

proptest! {
    /// Whatever is tried in whatever order: a project that is accepted was published, funded and completed before, and
    /// what is over stays over.
    #[test]
    fn no_order_of_actions_skips_a_step(
        tries in prop::collection::vec((0..ProjectAction::ALL.len(), 0..7_usize), 1..60)
    ) {
        let actors = actors();
        let mut state = ProjectState::Draft;
        let mut was = vec![state];
        for (action, actor) in tries {
            let (action, actor) = (ProjectAction::ALL[action], actors[actor]);
            match state.step(action, actor) {
                Ok(row) => {
                    prop_assert!(row.from.contains(&state) && row.is_for(actor));
                    prop_assert!(!matches!(state, ProjectState::Accepted | ProjectState::Cancelled));
                    state = row.to;
                    was.push(state);
                }
                Err(ProjectFault::NotAllowed) => prop_assert!(!action.transition().is_for(actor)),
                Err(ProjectFault::WrongState) => prop_assert!(!action.transition().from.contains(&state)),
            }
            prop_assert_eq!(
                state.transitions(actor).any(|row| row.action == action),
                state.step(action, actor).is_ok()
            );
        }
        if was.contains(&ProjectState::Accepted) {
            for step in [ProjectState::Published, ProjectState::Funded, ProjectState::InProgress, ProjectState::Completed] {
                prop_assert!(was.contains(&step), "{}", step.name());
            }
        }
    }
}
