//! Rows as people see them.

use std::collections::HashMap;

use kopuro_shared::{
    expenses::{
        AllowedExpenseAction, Expense, ExpenseActor, ExpenseKind, ExpenseLine, ExpenseState,
        ExpenseStep, Reversal,
    },
    ids::Id,
    language::Translated,
    matching::Partner,
    money::Money,
    organizations::Role,
    projects::MoneyUse,
};

use super::{
    service::{Viewer, amount_of, kind_of, known, state_of, viewer},
    store::{self, ExpenseRow, ReversalRow},
};
use crate::{
    files, people,
    platform::{auth::Actor, db::Conn, error::Result},
    pledges,
    projects::facts,
};

/// Who a step was by, with names looked up once.
#[derive(Default)]
pub(super) struct Names {
    found: HashMap<Id, Option<(String, bool)>>,
}

impl Names {
    /// A step, with the name where the viewer may know it.
    pub fn step(
        &mut self,
        conn: &mut Conn<'_>,
        viewer: &Viewer,
        person_id: &str,
        role: &str,
        at: chrono::NaiveDateTime,
    ) -> Result<ExpenseStep> {
        if !self.found.contains_key(person_id) {
            let profile = people::service::find_profile(conn, person_id)?;
            self.found.insert(person_id.to_owned(), profile);
        }
        let profile = self.found.get(person_id).and_then(Option::as_ref);
        let name = profile
            .filter(|(name, is_public)| !name.is_empty() && (viewer.is_insider || *is_public))
            .map(|(name, _)| name.clone());
        Ok(ExpenseStep { role: known(Role::from_name(role), "role")?, name, at: at.and_utc() })
    }

    /// A decision, where there is one.
    pub fn decision(
        &mut self,
        conn: &mut Conn<'_>,
        viewer: &Viewer,
        by: Option<&str>,
        role: Option<&str>,
        at: Option<chrono::NaiveDateTime>,
    ) -> Result<Option<ExpenseStep>> {
        match (by, role, at) {
            (Some(by), Some(role), Some(at)) => self.step(conn, viewer, by, role, at).map(Some),
            _ => Ok(None),
        }
    }
}

/// A payment as this actor sees it.
pub fn expense(conn: &mut Conn<'_>, row: ExpenseRow, actor: Option<&Actor>) -> Result<Expense> {
    let viewer = viewer(conn, actor, &row.organization_id)?;
    let found = expenses(conn, vec![row], &viewer)?.pop();
    found.ok_or_else(crate::platform::error::Error::not_found)
}

/// Payments as this viewer sees them. The caller has checked that they may be shown.
pub fn expenses(
    conn: &mut Conn<'_>,
    rows: Vec<ExpenseRow>,
    viewer: &Viewer,
) -> Result<Vec<Expense>> {
    let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let invoices = store::select_invoices(conn, &ids)?;
    let reversals = store::select_reversals(conn, &ids)?;
    let file_ids: Vec<&str> = invoices.values().flatten().map(String::as_str).collect();
    let files = files::facts::file_summaries(conn, &file_ids)?;
    let pledge_ids: Vec<&str> = rows.iter().filter_map(|row| row.pledge_id.as_deref()).collect();
    let pledges = pledges::facts::pledge_owners(conn, &pledge_ids)?;
    let (mut names, mut projects) = (Names::default(), HashMap::new());
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        if !projects.contains_key(&row.project_id) {
            let project = Project {
                currency: facts::get_facts(conn, &row.project_id)?.currency,
                lines: facts::budget_lines(conn, &row.project_id)?
                    .into_iter()
                    .map(|line| (line.id, line.name))
                    .collect(),
            };
            projects.insert(row.project_id.clone(), project);
        }
        let parts = Parts {
            project: &projects[&row.project_id],
            reversal: reversals.get(&row.id),
            pledge: row.pledge_id.as_ref().and_then(|id| pledges.get(id)),
            invoices: invoices
                .get(&row.id)
                .into_iter()
                .flatten()
                .filter_map(|id| files.get(id).cloned())
                .collect(),
        };
        shown.push(one(conn, row, viewer, &mut names, parts)?);
    }
    Ok(shown)
}

struct Project {
    currency: kopuro_shared::currency::Currency,
    lines: HashMap<Id, Translated>,
}

struct Parts<'a> {
    project: &'a Project,
    reversal: Option<&'a ReversalRow>,
    pledge: Option<&'a pledges::facts::PledgeOwner>,
    invoices: Vec<kopuro_shared::files::FileSummary>,
}

fn one(
    conn: &mut Conn<'_>,
    row: ExpenseRow,
    viewer: &Viewer,
    names: &mut Names,
    parts: Parts<'_>,
) -> Result<Expense> {
    let (kind, state) = (kind_of(&row)?, state_of(&row)?);
    let donor = parts.pledge.map(|pledge| pledge.person_id.as_str());
    let is_private = kind == ExpenseKind::Refund && !viewer.is_insider;
    let by_entry = names.step(conn, viewer, &row.entered_by, &row.entered_role, row.entered_at)?;
    let decided = names.decision(
        conn,
        viewer,
        row.decided_by.as_deref(),
        row.decided_role.as_deref(),
        row.decided_at,
    )?;
    let reversal = match parts.reversal {
        Some(reversal) => Some(view_reversal(conn, reversal, viewer, names)?),
        None => None,
    };
    let line = row.budget_line_id.as_ref().and_then(|id| {
        parts.project.lines.get(id).map(|name| ExpenseLine { id: id.clone(), name: name.clone() })
    });
    Ok(Expense {
        amount: amount_of(&row)?,
        counted: Money::new(row.counted, parts.project.currency),
        purpose: if is_private {
            Translated::default()
        } else {
            serde_json::from_value(row.purpose.clone())?
        },
        line,
        invoices: parts.invoices,
        reference: parts
            .pledge
            .filter(|_| viewer.is_insider)
            .map(|pledge| pledge.reference.clone()),
        money_use: match &row.money_use {
            Some(name) => Some(known(MoneyUse::from_name(name), "use of money")?),
            None => None,
        },
        partner: match &row.partner {
            Some(name) => Some(known(Partner::from_name(name), "partner")?),
            None => None,
        },
        entered: by_entry,
        decided,
        reversal,
        is_proved_by_bank: row.transaction_id.is_some(),
        actions: allowed_actions(&row, kind, state, viewer, parts.reversal, donor),
        kind,
        state,
        id: row.id,
        version: row.version,
        project_id: row.project_id,
        spent_on: row.spent_on,
        supplier: row.supplier,
        target_project_id: row.target_project_id,
        refund_run_id: row.refund_run_id,
        reason: row.reason,
        entry_number: row.entry_number,
    })
}

fn view_reversal(
    conn: &mut Conn<'_>,
    row: &ReversalRow,
    viewer: &Viewer,
    names: &mut Names,
) -> Result<Reversal> {
    Ok(Reversal {
        reason: row.reason.clone(),
        entered: names.step(conn, viewer, &row.entered_by, &row.entered_role, row.entered_at)?,
        decided: names.decision(
            conn,
            viewer,
            row.decided_by.as_deref(),
            row.decided_role.as_deref(),
            row.decided_at,
        )?,
        rejected_because: row.rejected_because.clone(),
        entry_number: row.entry_number,
    })
}

/// As whom a person acts on a payment. Nobody decides on money that comes to them.
pub(super) fn actor_on(
    row: &ExpenseRow,
    state: ExpenseState,
    viewer: &Viewer,
    reversal: Option<&ReversalRow>,
) -> ExpenseActor {
    let author = match (state, reversal) {
        (ExpenseState::ReversalProposed, Some(reversal)) => &reversal.entered_by,
        _ => &row.entered_by,
    };
    ExpenseActor { role: viewer.role, is_author: viewer.person_id.as_ref() == Some(author) }
}

fn allowed_actions(
    row: &ExpenseRow,
    kind: ExpenseKind,
    state: ExpenseState,
    viewer: &Viewer,
    reversal: Option<&ReversalRow>,
    donor: Option<&str>,
) -> Vec<AllowedExpenseAction> {
    // A refund run is decided on whole.
    if row.refund_run_id.is_some() && state == ExpenseState::Entered {
        return Vec::new();
    }
    let is_donor = donor.is_some() && viewer.person_id.as_deref() == donor;
    state
        .transitions(kind, actor_on(row, state, viewer, reversal))
        .filter(|transition| !(is_donor && transition.needs_second_factor))
        .map(|transition| AllowedExpenseAction {
            action: transition.action,
            needs_reason: transition.needs_reason,
            needs_second_factor: transition.needs_second_factor,
        })
        .collect()
}
