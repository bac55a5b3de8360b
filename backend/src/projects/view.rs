//! Rows as people see them.

use std::collections::HashMap;

use kopuro_shared::{
    matching::Partner,
    money::Money,
    organizations::Verification,
    projects::{
        BudgetLine, Evidence, FundingShare, Milestone, PlanBudgetLine, PlanMilestone, PlanProject,
        Procurement, ProcurementMethod, Project, ProjectSummary, lifecycle::ProjectActor,
    },
};

use super::{
    lifecycle,
    service::{actor_for, currency_of, known, money_plan, state_of},
    store::{
        self, ProjectRow,
        plan::{MilestoneRow, PlanRows},
        work::ProcurementRow,
    },
};
use crate::{
    files, organizations, places,
    platform::{
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
    },
    pledges,
};

/// A project's page as this actor sees it.
pub fn project(conn: &mut Conn<'_>, row: ProjectRow, actor: Option<&Actor>) -> Result<Project> {
    let plan = store::plan::select_plan(conn, &row.id)?;
    let acts_as = actor_for(conn, actor, &row.organization_id)?;
    let organization = organizations::facts::get_summary(conn, &row.organization_id)?;
    let is_frozen = organization.verification == Verification::Suspended;
    let actions = lifecycle::allowed_actions(conn, &row, &plan, acts_as, &organization)?;
    let standing = pledges::facts::standing(conn, &row.id)?;
    let currency = currency_of(&row)?;
    let money = |amount| Money::new(amount, currency);
    let state = state_of(&row)?;
    let verified = organization.verification == Verification::Verified;
    let is_followed = match actor {
        Some(actor) => store::community::is_followed(conn, &row.id, &actor.person_id)?,
        None => false,
    };
    let procurement = match store::work::find_procurement(conn, &row.id)? {
        Some(found) => Some(procurement(conn, found)?),
        None => None,
    };
    let cover = match &row.cover_file_id {
        Some(id) => files::facts::photos_of(conn, &[id])?.remove(id),
        None => None,
    };
    let surplus = money_plan(
        row.surplus_use.as_deref(),
        Some(&row.surplus_note),
        row.surplus_project_id.as_deref(),
    )?;
    let followers = store::community::count_followers(conn, &row.id)?;
    let lines = plan.lines.iter().map(|line| {
        let name = serde_json::from_value(line.name.clone())?;
        Ok(BudgetLine { id: line.id.clone(), name, amount: money(line.amount) })
    });
    Ok(Project {
        organization,
        places: places::service::breadcrumbs(conn, &row.place_id)?,
        title: serde_json::from_value(row.title)?,
        summary: serde_json::from_value(row.summary)?,
        description: serde_json::from_value(row.description)?,
        cover,
        goal: money(row.goal),
        received: money(standing.received),
        promised: money(standing.promised),
        pledges: standing.pledges,
        takes_pledges: verified && state.takes_pledges(row.ends_on, clock::today()),
        budget_lines: lines.collect::<Result<_>>()?,
        funding_shares: funding_shares(&plan)?,
        matching_rule: row.matching_rule.map(serde_json::from_value).transpose()?,
        milestones: milestones(conn, &row.id, plan.milestones)?,
        surplus,
        procurement,
        state,
        money: money_plan(
            row.money_use.as_deref(),
            row.money_note.as_ref(),
            row.money_project_id.as_deref(),
        )?,
        is_frozen,
        is_followed,
        my_role: match acts_as {
            ProjectActor::Member(role) => Some(role),
            _ => None,
        },
        actions,
        id: row.id,
        version: row.version,
        sector: row.sector,
        beneficiaries: row.beneficiaries,
        ends_on: row.ends_on,
        state_since: row.state_since.and_utc(),
        state_reason: row.state_reason,
        published_at: row.published_at.map(|at| at.and_utc()),
        proved_at: row.proved_at.map(|at| at.and_utc()),
        followers,
    })
}

fn funding_shares(plan: &PlanRows) -> Result<Vec<FundingShare>> {
    let shares = plan.shares.iter().map(|share| {
        Ok(FundingShare {
            partner: known(Partner::from_name(&share.partner), "partner")?,
            share: u32::try_from(share.share).map_err(Error::internal)?,
            name: serde_json::from_value(share.name.clone())?,
            organization_id: share.organization_id.clone(),
        })
    });
    shares.collect()
}

/// A plan as its organization wrote it, for the conditions that it must meet.
pub fn plan(row: &ProjectRow, plan: &PlanRows) -> Result<PlanProject> {
    let lines = plan.lines.iter().map(|line| {
        let name = serde_json::from_value(line.name.clone())?;
        Ok(PlanBudgetLine { name, amount: line.amount })
    });
    let milestones = plan.milestones.iter().map(|milestone| {
        let title = serde_json::from_value(milestone.title.clone())?;
        Ok(PlanMilestone { title, planned_on: milestone.planned_on })
    });
    Ok(PlanProject {
        goal: Money::new(row.goal, currency_of(row)?),
        ends_on: row.ends_on,
        budget_lines: lines.collect::<Result<_>>()?,
        funding_shares: funding_shares(plan)?,
        matching_rule: row.matching_rule.clone().map(serde_json::from_value).transpose()?,
        milestones: milestones.collect::<Result<_>>()?,
        surplus: money_plan(
            row.surplus_use.as_deref(),
            Some(&row.surplus_note),
            row.surplus_project_id.as_deref(),
        )?,
    })
}

/// The milestones of a project with their evidence.
pub fn milestones(
    conn: &mut Conn<'_>,
    project_id: &str,
    rows: Vec<MilestoneRow>,
) -> Result<Vec<Milestone>> {
    let evidence = store::work::select_evidence(conn, project_id)?;
    let ids: Vec<_> = evidence.iter().map(|row| row.file_id.as_str()).collect();
    let files = files::facts::file_summaries(conn, &ids)?;
    let mut shown: HashMap<String, Vec<Evidence>> = HashMap::new();
    for row in evidence {
        shown.entry(row.milestone_id).or_default().push(Evidence {
            id: row.id,
            caption: serde_json::from_value(row.caption)?,
            file: known(files.get(&row.file_id).cloned(), "file")?,
            added_at: row.added_at.and_utc(),
        });
    }
    let milestones = rows.into_iter().map(|row| {
        Ok(Milestone {
            evidence: shown.remove(&row.id).unwrap_or_default(),
            id: row.id,
            title: serde_json::from_value(row.title)?,
            planned_on: row.planned_on,
            done_on: row.done_on,
            note: serde_json::from_value(row.note)?,
        })
    });
    milestones.collect()
}

/// How the work was bought.
pub fn procurement(conn: &mut Conn<'_>, row: ProcurementRow) -> Result<Procurement> {
    let contract = match &row.contract_file_id {
        Some(id) => files::facts::file_summaries(conn, &[id])?.remove(id),
        None => None,
    };
    let contract_value = match (row.contract_value, &row.contract_currency) {
        (Some(amount), Some(currency)) => {
            Some(Money::new(amount, currency.parse().map_err(Error::internal)?))
        }
        _ => None,
    };
    Ok(Procurement {
        method: known(ProcurementMethod::from_name(&row.method), "procurement method")?,
        tender_number: row.tender_number,
        tender_url: row.tender_url,
        supplier: row.supplier,
        contract_value,
        contract_signed_on: row.contract_signed_on,
        contract,
        note: serde_json::from_value(row.note)?,
        recorded_at: row.recorded_at.and_utc(),
    })
}

/// Projects as lists show them, in the order of the rows. Costs a handful of queries however many rows there are.
pub fn summaries(conn: &mut Conn<'_>, rows: &[ProjectRow]) -> Result<Vec<ProjectSummary>> {
    let column = |pick: fn(&ProjectRow) -> &String| {
        let mut ids: Vec<String> = rows.iter().map(|row| pick(row).clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let organizations = organizations::facts::summaries(conn, &column(|row| &row.organization_id))?;
    let places = places::service::find_summaries(conn, &column(|row| &row.place_id))?;
    let standings = pledges::facts::standings(conn, &column(|row| &row.id))?;
    let covers: Vec<&str> = rows.iter().filter_map(|row| row.cover_file_id.as_deref()).collect();
    let covers = files::facts::photos_of(conn, &covers)?;
    let summary = |row: &ProjectRow| {
        let currency = currency_of(row)?;
        let standing = standings.get(&row.id).copied().unwrap_or_default();
        Ok(ProjectSummary {
            id: row.id.clone(),
            title: serde_json::from_value(row.title.clone())?,
            summary: serde_json::from_value(row.summary.clone())?,
            cover: row.cover_file_id.as_ref().and_then(|id| covers.get(id)).cloned(),
            place: known(places.get(&row.place_id).cloned(), "place")?,
            organization: known(organizations.get(&row.organization_id).cloned(), "organization")?,
            sector: row.sector.clone(),
            beneficiaries: row.beneficiaries,
            state: state_of(row)?,
            goal: Money::new(row.goal, currency),
            received: Money::new(standing.received, currency),
            pledges: standing.pledges,
            ends_on: row.ends_on,
            proved_at: row.proved_at.map(|at| at.and_utc()),
        })
    };
    rows.iter().map(summary).collect()
}
