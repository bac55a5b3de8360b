//! Senders whom a desk no longer hears: the desk says why, the sender appeals, a steward decides.

use chrono::NaiveDateTime;
use kopuro_shared::{
    cases::{
        blocks::{AppealBlock, AppealDecision, AssignCases, Block, DecideAppeal},
        lifecycle::CaseActor,
    },
    error::ErrorCode,
    organizations::PageQuery,
    page::Page,
    validation::FieldCode,
};
use serde_json::json;

use super::{
    access::{Caller, get_visible, step},
    actions, mails, service,
    store::{
        self, CaseRow,
        blocks::{self as rows, BlockRow},
    },
};
use crate::{
    desks, organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock, cursor,
        db::Conn,
        error::{Error, Result},
    },
};

/// Refuses a sender whom a desk no longer hears: `sender-blocked`.
pub fn ensure_heard(
    conn: &mut Conn<'_>,
    desk_id: &str,
    person_id: Option<&str>,
    guest_email: Option<&str>,
) -> Result<()> {
    match rows::find_block(conn, desk_id, person_id, guest_email)? {
        Some(_) => Err(Error::new(ErrorCode::SenderBlocked)),
        None => Ok(()),
    }
}

fn views(conn: &mut Conn<'_>, blocks: Vec<BlockRow>) -> Result<Vec<Block>> {
    let ids: Vec<String> = blocks.iter().map(|block| block.desk_id.clone()).collect();
    let desks = desks::facts::summaries(conn, &ids)?;
    let views = blocks.into_iter().map(|block| {
        Ok(Block {
            desk: desks.get(&block.desk_id).cloned().ok_or_else(Error::not_found)?,
            id: block.id,
            case_id: block.case_id,
            reason: block.reason,
            blocked_at: block.blocked_at.and_utc(),
            appeal: block.appeal,
            decision: block.decision.as_deref().and_then(AppealDecision::from_name),
            decision_reason: block.decision_reason,
            ended_at: block.ended_at.map(|at| at.and_utc()),
        })
    });
    views.collect()
}

fn view(conn: &mut Conn<'_>, block: BlockRow) -> Result<Block> {
    views(conn, vec![block])?.pop().ok_or_else(Error::not_found)
}

/// Blocks the asker of a case at its desk. Errors: `not-found`, `not-allowed` to who does not answer there, `wrong-state`
/// for who is blocked already.
pub async fn block_sender(app: &App, actor: Actor, id: String, reason: String) -> Result<Block> {
    let state = app.clone();
    let caller = Caller::from(actor);
    app.db
        .write(move |conn| {
            let (row, seen_as) = get_visible(conn, &caller, &id)?;
            let (CaseActor::Desk, Some(desk)) = (seen_as, row.desk_id.clone()) else {
                return Err(Error::not_allowed());
            };
            let (person, email) = (row.asked_by.as_deref(), row.guest_email.as_deref());
            if rows::find_block(conn, &desk, person, email)?.is_some() {
                return Err(Error::new(ErrorCode::WrongState).with("state", "blocked"));
            }
            let block = BlockRow {
                id: clock::new_id(),
                desk_id: desk,
                case_id: row.id.clone(),
                person_id: row.asked_by.clone(),
                guest_email: row.guest_email.clone(),
                reason: reason.trim().to_owned(),
                blocked_by: caller.person_id.clone().unwrap_or_default(),
                blocked_at: clock::now_naive(),
                appeal: None,
                appealed_at: None,
                decision: None,
                decision_reason: None,
                decided_by: None,
                decided_at: None,
                ended_at: None,
            };
            rows::insert_block(conn, &block)?;
            let details = json!({ "block_id": block.id });
            service::record(conn, &caller, &row, "block_sender", Some(&reason), details)?;
            mails::tell_asker(conn, &state, &row, "case-sender-blocked")?;
            view(conn, block)
        })
        .await
}

/// Ends a block; for who answers at the desk. Errors: `not-found`, `not-allowed`, `wrong-state` for one that has ended.
pub async fn end_block(app: &App, actor: Actor, id: String) -> Result<Block> {
    app.db
        .write(move |conn| {
            let mut block = rows::get_block(conn, &id)?;
            let organization = ensure_answers(conn, &actor, &block.desk_id)?;
            ensure_holds(&block)?;
            block.ended_at = Some(clock::now_naive());
            rows::update_block(conn, &block)?;
            let event = Event::new("end_block", "block", &id).organization(&organization);
            audit::record(conn, &actor, event)?;
            view(conn, block)
        })
        .await
}

/// The organization of a desk at which the actor answers. Errors: `not-found` to who is no member of it, `not-allowed`.
fn ensure_answers(conn: &mut Conn<'_>, actor: &Actor, desk_id: &str) -> Result<String> {
    let desk = desks::facts::get_facts(conn, desk_id)?;
    let role = organizations::service::find_role(conn, &desk.organization_id, &actor.person_id)?;
    let role = role.ok_or_else(Error::not_found)?;
    if !desks::facts::answers(conn, &desk.id, role, &actor.person_id)? {
        return Err(Error::not_allowed());
    }
    Ok(desk.organization_id)
}

/// The blocks that hold at a desk, newest first; for who answers there. Errors: `not-found`, `not-allowed`.
pub async fn list_desk_blocks(
    app: &App,
    actor: Actor,
    desk_id: String,
    query: PageQuery,
) -> Result<Page<Block>> {
    let list = format!("list_desk_blocks?{desk_id}");
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let blocks = app
        .db
        .read(move |conn| {
            ensure_answers(conn, &actor, &desk_id)?;
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let blocks = rows::select_of_desk(conn, &desk_id, before, limit)?;
            views(conn, blocks)
        })
        .await?;
    app.cursors.page(&list, blocks, limit, |block| block.id.clone())
}

fn ensure_holds(block: &BlockRow) -> Result<()> {
    match block.ended_at {
        Some(_) => Err(Error::new(ErrorCode::WrongState).with("state", "ended")),
        None => Ok(()),
    }
}

/// The actor's blocks, newest first.
pub async fn list_my_blocks(app: &App, actor: Actor, query: PageQuery) -> Result<Page<Block>> {
    let list = format!("list_my_blocks?{}", actor.person_id);
    let before: Option<String> = app.cursors.open_optional(&list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let blocks = app
        .db
        .read(move |conn| {
            let (before, limit) = (before.as_deref(), cursor::one_more(limit));
            let blocks = rows::select_of_person(conn, &actor.person_id, before, limit)?;
            views(conn, blocks)
        })
        .await?;
    app.cursors.page(&list, blocks, limit, |block| block.id.clone())
}

/// Appeals once against a block of one's own. Errors: `not-found`, `wrong-state` for a second appeal.
pub async fn appeal_block(
    app: &App,
    actor: Actor,
    id: String,
    request: AppealBlock,
) -> Result<Block> {
    app.db
        .write(move |conn| {
            let mut block = rows::get_block(conn, &id)?;
            if block.person_id.as_ref() != Some(&actor.person_id) {
                return Err(Error::not_found());
            }
            ensure_holds(&block)?;
            if block.appeal.is_some() {
                return Err(Error::new(ErrorCode::WrongState).with("state", "appealed"));
            }
            block.appeal = Some(request.text.trim().to_owned());
            block.appealed_at = Some(clock::now_naive());
            rows::update_block(conn, &block)?;
            audit::record(conn, &actor, Event::new("appeal_block", "block", &id))?;
            view(conn, block)
        })
        .await
}

/// The appeals that wait, the longest first.
pub async fn list_block_appeals(app: &App, query: PageQuery) -> Result<Page<Block>> {
    let list = "list_block_appeals";
    let after: Option<(NaiveDateTime, String)> =
        app.cursors.open_optional(list, query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let blocks = app
        .db
        .read(move |conn| {
            let blocks = rows::select_appeals(conn, after.as_ref(), cursor::one_more(limit))?;
            let keys: Vec<_> =
                blocks.iter().map(|block| block.appealed_at.unwrap_or_default()).collect();
            Ok(keys.into_iter().zip(views(conn, blocks)?).collect::<Vec<_>>())
        })
        .await?;
    let page = app.cursors.page(list, blocks, limit, |(at, block)| (*at, block.id.clone()))?;
    Ok(page.map(|(_, block)| block))
}

/// Decides on an appeal. Errors: `not-found`, `wrong-state` for what was decided or not appealed, `four-eyes` for who
/// blocked the sender themselves, or asked the question.
pub async fn decide_block_appeal(
    app: &App,
    actor: Actor,
    id: String,
    request: DecideAppeal,
) -> Result<Block> {
    let state = app.clone();
    app.db
        .write(move |conn| {
            let mut block = rows::get_block(conn, &id)?;
            ensure_holds(&block)?;
            if block.appeal.is_none() || block.decision.is_some() {
                return Err(Error::new(ErrorCode::WrongState).with("state", "decided"));
            }
            let desk = desks::facts::get_facts(conn, &block.desk_id)?;
            let organization = &desk.organization_id;
            let is_member =
                organizations::service::find_role(conn, organization, &actor.person_id)?.is_some();
            if is_member || block.person_id.as_ref() == Some(&actor.person_id) {
                return Err(Error::new(ErrorCode::FourEyes));
            }
            let now = clock::now_naive();
            block.decision = Some(request.decision.name().to_owned());
            block.decision_reason = Some(request.reason.trim().to_owned());
            block.decided_by = Some(actor.person_id.clone());
            block.decided_at = Some(now);
            block.ended_at = (request.decision == AppealDecision::Lifted).then_some(now);
            rows::update_block(conn, &block)?;
            let event = Event::new("decide_block_appeal", "block", &id)
                .organization(organization)
                .reason(&request.reason)
                .details(json!({ "decision": request.decision }));
            audit::record(conn, &actor, event)?;
            let row = store::get_case(conn, &block.case_id)?;
            mails::tell_asker(conn, &state, &row, "case-appeal-decided")?;
            view(conn, block)
        })
        .await
}

/// Gives several cases of a desk to a member, all or none. Errors: `not-found`, `not-allowed`, `wrong-state`,
/// `validation-failed` for a case that is not this desk's, or a person who does not answer there.
pub async fn assign_cases(
    app: &App,
    actor: Actor,
    desk_id: String,
    request: AssignCases,
) -> Result<()> {
    let state = app.clone();
    let caller = Caller::from(actor);
    app.db
        .write(move |conn| {
            let desk = desks::facts::get_facts(conn, &desk_id)?;
            let person = caller.person_id.as_deref().unwrap_or_default();
            organizations::service::find_role(conn, &desk.organization_id, person)?
                .ok_or_else(Error::not_allowed)?;
            for (index, id) in request.case_ids.iter().enumerate() {
                let (mut row, seen_as) = own_case(conn, &caller, &desk_id, id).map_err(|_| {
                    Error::field(&format!("/case_ids/{index}"), FieldCode::UnknownReference)
                })?;
                step(&row, kopuro_shared::cases::CaseAction::Assign, seen_as)?;
                actions::assign(conn, &state, &mut row, request.person_id.as_deref())?;
                let details = json!({ "person_id": request.person_id });
                service::record(conn, &caller, &row, "assign_cases", None, details)?;
            }
            Ok(())
        })
        .await
}

fn own_case(
    conn: &mut Conn<'_>,
    caller: &Caller,
    desk_id: &str,
    id: &str,
) -> Result<(CaseRow, CaseActor)> {
    let (row, actor) = get_visible(conn, caller, id)?;
    if row.desk_id.as_deref() == Some(desk_id) { Ok((row, actor)) } else { Err(Error::not_found()) }
}
