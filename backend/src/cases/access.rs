//! Who looks at a case, and whether they may know of it.

use chrono::NaiveDateTime;
use kopuro_shared::{
    cases::{
        CaseAction, CaseState,
        lifecycle::{CaseActor, CaseFault, CaseStanding, CaseTransition},
    },
    error::ErrorCode,
};

use super::store::{self, CaseRow};
use crate::{
    desks, organizations,
    platform::{
        auth::{Actor, Visitor},
        clock,
        db::Conn,
        error::{Error, Result},
        origin::Origin,
    },
};

/// Who calls: a person, the holder of a case's secret link, or anyone.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person, where signed in.
    pub person_id: Option<String>,
    /// Whether a steward with a second factor.
    pub is_steward: bool,
    /// The case whose secret link the caller has.
    pub guest_case_id: Option<String>,
    /// Where the request comes from.
    pub origin: Origin,
}

impl From<Actor> for Caller {
    fn from(actor: Actor) -> Self {
        Self {
            is_steward: actor.is_steward && actor.second_factor,
            person_id: Some(actor.person_id),
            guest_case_id: None,
            origin: actor.origin,
        }
    }
}

impl From<Visitor> for Caller {
    fn from(visitor: Visitor) -> Self {
        match visitor.actor {
            Some(actor) => actor.into(),
            None => Self {
                person_id: None,
                is_steward: false,
                guest_case_id: None,
                origin: visitor.origin,
            },
        }
    }
}

impl Caller {
    /// The holder of a case's secret link.
    pub fn guest(case_id: String, origin: Origin) -> Self {
        Self { person_id: None, is_steward: false, guest_case_id: Some(case_id), origin }
    }

    /// What tells callers apart for idempotency keys.
    pub fn key(&self) -> &str {
        self.person_id.as_deref().or(self.guest_case_id.as_deref()).unwrap_or("-")
    }
}

/// What the caller is to a case, by the most that they are. Whoever asked it is its asker and nothing else: nobody answers
/// their own question.
pub fn actor_for(conn: &mut Conn<'_>, caller: &Caller, row: &CaseRow) -> Result<CaseActor> {
    if caller.guest_case_id.as_ref() == Some(&row.id) {
        return Ok(CaseActor::Asker);
    }
    let Some(person) = caller.person_id.as_deref() else { return Ok(CaseActor::Other) };
    if row.asked_by.as_deref() == Some(person) {
        return Ok(CaseActor::Asker);
    }
    if let (Some(organization), Some(desk)) = (&row.organization_id, &row.desk_id)
        && let Some(role) = organizations::service::find_role(conn, organization, person)?
    {
        let answers = desks::facts::answers(conn, desk, role, person)?;
        return Ok(if answers { CaseActor::Desk } else { CaseActor::Colleague });
    }
    for (_, organization) in store::select_escalations(conn, &row.id)? {
        if organizations::service::find_role(conn, &organization, person)?.is_some() {
            return Ok(CaseActor::Above);
        }
    }
    Ok(if caller.is_steward { CaseActor::Steward } else { CaseActor::Other })
}

/// A case that the caller may know of, and as whom they see it; `not-found` otherwise.
pub fn get_visible(conn: &mut Conn<'_>, caller: &Caller, id: &str) -> Result<(CaseRow, CaseActor)> {
    let row = store::get_case(conn, id)?;
    let actor = actor_for(conn, caller, &row)?;
    if actor.sees(row.is_public, row.desk_id.is_some()) {
        Ok((row, actor))
    } else {
        Err(Error::not_found())
    }
}

/// A row's state.
pub fn state_of(row: &CaseRow) -> Result<CaseState> {
    CaseState::from_name(&row.state).ok_or_else(|| {
        Error::internal(std::io::Error::other(format!("unknown case state {}", row.state)))
    })
}

/// What the lifecycle looks at.
pub fn standing(row: &CaseRow, now: NaiveDateTime) -> Result<CaseStanding> {
    Ok(CaseStanding {
        state: state_of(row)?,
        state_since: row.state_since,
        is_routed: row.desk_id.is_some(),
        was_answered: row.answered_at.is_some(),
        now,
    })
}

/// The transition that an action by an actor is. Errors: `not-allowed`, `wrong-state`.
pub fn step(
    row: &CaseRow,
    action: CaseAction,
    actor: CaseActor,
) -> Result<&'static CaseTransition> {
    let step = standing(row, clock::now_naive())?.step(action, actor);
    step.map_err(|fault| match fault {
        CaseFault::NotAllowed => Error::not_allowed(),
        CaseFault::WrongState => Error::new(ErrorCode::WrongState).with("state", &row.state),
    })
}
