//! What is to be seen: my pledges, a project's pledges and sums, receipts.

use kopuro_shared::{
    ids::Id,
    matching::Partner,
    money::Money,
    page::Page,
    pledges::{
        MyPledge, MyPledgeQuery, PartnerTotals, PledgeQuery, PledgeState, PledgeSummary,
        PledgeTotals, Receipt,
    },
};

use super::{
    payment::picture,
    service::{currency_of, state_of},
    store::{self, PledgeRow},
};
use crate::{
    ledger, organizations, people,
    platform::{
        app::App,
        auth::{Actor, Visitor},
        cursor,
        db::Conn,
        error::{Error, Result},
    },
    projects::facts,
};

/// Pledges that an export reads at once.
const EXPORT_BATCH: i64 = 500;

/// The actor's pledges, newest first.
pub async fn list_my_pledges(
    app: &App,
    actor: Actor,
    query: MyPledgeQuery,
) -> Result<Page<MyPledge>> {
    let state = query.state.map(PledgeState::name);
    let list = format!("list_my_pledges?{}{state:?}", actor.person_id);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            let person = &actor.person_id;
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let rows = store::select_of_person(conn, person, state, before, limit)?;
            rows.into_iter().map(|row| my_pledge(conn, row)).collect::<Result<Vec<_>>>()
        })
        .await?;
    app.cursors.page(&list, rows, limit, |pledge| pledge.id.clone())
}

fn my_pledge(conn: &mut Conn<'_>, row: PledgeRow) -> Result<MyPledge> {
    Ok(MyPledge {
        project_title: facts::get_facts(conn, &row.project_id)?.title,
        state: state_of(&row)?,
        amount: Money::new(row.amount, currency_of(&row.currency)?),
        received: Money::new(row.received, currency_of(&row.account_currency)?),
        id: row.id,
        project_id: row.project_id,
        reference: row.reference,
        created_at: row.created_at.and_utc(),
    })
}

/// All pledges of a person, for the download of everything that is kept about them.
pub fn export(conn: &mut Conn<'_>, person_id: &str) -> Result<Vec<MyPledge>> {
    let mut pledges: Vec<MyPledge> = Vec::new();
    loop {
        let before = pledges.last().map(|pledge| pledge.id.clone());
        let rows = store::select_of_person(conn, person_id, None, before.as_deref(), EXPORT_BATCH)?;
        if rows.is_empty() {
            return Ok(pledges);
        }
        for row in rows {
            pledges.push(my_pledge(conn, row)?);
        }
    }
}

/// A public project's pledges, newest first; those who asked for it without their names.
pub async fn list_project_pledges(
    app: &App,
    project_id: Id,
    query: PledgeQuery,
) -> Result<Page<PledgeSummary>> {
    let list = format!("list_project_pledges?{project_id}");
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let rows = app
        .db
        .read(move |conn| {
            facts::get_public_facts(conn, &project_id)?;
            let rows = store::select_of_project(
                conn,
                &project_id,
                before.as_deref(),
                cursor::one_more(limit),
            )?;
            rows.into_iter()
                .map(|row| Ok((row.id.clone(), pledge_summary(conn, &row)?)))
                .collect::<Result<Vec<_>>>()
        })
        .await?;
    let page = app.cursors.page(&list, rows, limit, |(id, _)| id.clone())?;
    Ok(page.map(|(_, summary)| summary))
}

fn pledge_summary(conn: &mut Conn<'_>, row: &PledgeRow) -> Result<PledgeSummary> {
    let donor = if row.anonymous {
        None
    } else {
        // A deleted account has an empty name.
        people::service::find_display_name(conn, &row.person_id)?.filter(|name| !name.is_empty())
    };
    Ok(PledgeSummary {
        donor,
        state: state_of(row)?,
        amount: Money::new(row.amount, currency_of(&row.currency)?),
        received: Money::new(row.received, currency_of(&row.account_currency)?),
        created_at: row.created_at.and_utc(),
    })
}

/// What a public project was promised and has got.
pub async fn get_pledge_totals(app: &App, project_id: Id) -> Result<PledgeTotals> {
    app.db
        .read(move |conn| {
            let project = facts::get_public_facts(conn, &project_id)?;
            let money = |amount| Money::new(amount, project.currency);
            let totals = store::get_totals(conn, &project_id)?;
            let partners = store::select_partners(conn, &project_id)?;
            let partners = partners.into_iter().filter_map(|row| {
                let partner = Partner::from_name(&row.partner)?;
                Some(PartnerTotals {
                    partner,
                    owed: money(row.owed),
                    received: money(row.received),
                })
            });
            Ok(PledgeTotals {
                pledges: totals.pledges,
                promised: money(totals.promised),
                received: money(totals.received),
                partners: partners.collect(),
            })
        })
        .await
}

/// A receipt by its code, with the ledger's entry that proves it.
pub async fn get_receipt(app: &App, visitor: Visitor, code: String) -> Result<Receipt> {
    let verification_url = app.link(&format!("/receipts/{code}"));
    app.db
        .read(move |conn| {
            let row = store::get_receipt(conn, &code)?;
            let project = facts::get_facts(conn, &row.project_id)?;
            let entry = ledger::service::get_entry(conn, &row.project_id, row.entry_number)?;
            let pledge = match &row.pledge_id {
                Some(id) => Some(store::get_pledge(conn, id)?),
                None => None,
            };
            let mine = pledge
                .as_ref()
                .filter(|pledge| visitor.person_id() == Some(pledge.person_id.as_str()));
            let donor = match mine {
                Some(pledge) => people::service::find_display_name(conn, &pledge.person_id)?,
                None => None,
            };
            let organization = organizations::facts::get_summary(conn, &project.organization_id)?;
            let (number, project_id) = (row.entry_number, row.project_id);
            Ok(Receipt {
                amount: Money::new(row.amount, currency_of(&row.currency)?),
                counted: Money::new(row.counted, project.currency),
                partner: Partner::from_name(&row.partner).ok_or_else(Error::not_found)?,
                qr_svg: picture(&verification_url)?,
                verification_url,
                code: row.code,
                reversed_by_entry: ledger::service::find_reversal(conn, &project_id, number)?,
                project_id,
                project_title: project.title,
                organization_id: project.organization_id,
                organization_name: organization.name,
                donor,
                reference: pledge.map(|pledge| pledge.reference),
                received_on: row.received_on,
                entry_number: number,
                entry_hash: entry.hash,
                booked_at: entry.booked_at,
            })
        })
        .await
}
