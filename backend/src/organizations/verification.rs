//! Verification: who vouches for an organization, until when, and what stops it. Four eyes: nobody decides on an
//! organization that they act for.

use std::collections::HashMap;

use chrono::Duration;
use kopuro_shared::{
    error::ErrorCode,
    files::{FileKind, FileSummary},
    organizations::{
        DecideSubmission, OrganizationAction, PageQuery, Role, Submission, SubmitOrganization,
        VERIFICATION_DAYS_MAX, Verification,
    },
    page::Page,
    validation::FieldCode,
};
use serde_json::json;

use super::{
    service::{self, ensure_can, known},
    store::{self, OrganizationChanges, OrganizationRow, SubmissionDocumentRow, SubmissionRow},
};
use crate::{
    files::{self, service::Claim},
    people,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock, cursor,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
        outbox,
    },
    projects,
};

fn view(
    row: SubmissionRow,
    organization: &OrganizationRow,
    documents: Vec<FileSummary>,
) -> Result<Submission> {
    Ok(Submission {
        id: row.id,
        organization: service::summary(organization, None)?,
        registration_number: organization.registration_number.clone(),
        note: row.note,
        documents,
        submitted_at: row.submitted_at.and_utc(),
    })
}

/// The documents of submissions, by the submissions' ids.
fn documents_of(
    conn: &mut Conn<'_>,
    submission_ids: &[&str],
) -> Result<HashMap<String, Vec<FileSummary>>> {
    let rows = store::select_submission_documents(conn, submission_ids)?;
    let file_ids: Vec<&str> = rows.iter().map(|row| row.file_id.as_str()).collect();
    let files = files::facts::file_summaries(conn, &file_ids)?;
    let mut documents: HashMap<String, Vec<FileSummary>> = HashMap::new();
    for row in rows {
        let document = known(files.get(&row.file_id).cloned(), "document")?;
        documents.entry(row.submission_id).or_default().push(document);
    }
    Ok(documents)
}

/// Puts the documents to a submission: they belong to the organization from now on.
fn add_documents(
    conn: &mut Conn<'_>,
    actor: &Actor,
    submission: &SubmissionRow,
    document_ids: &[String],
) -> Result<()> {
    for (index, file_id) in document_ids.iter().enumerate() {
        let claim = Claim {
            file_id,
            pointer: &format!("/document_ids/{index}"),
            kind: Some(FileKind::Document),
            organization_id: &submission.organization_id,
            is_public: false,
        };
        files::service::claim(conn, actor, &claim)?;
        let row = SubmissionDocumentRow {
            submission_id: submission.id.clone(),
            position: i32::try_from(index).map_err(Error::internal)?,
            file_id: file_id.clone(),
        };
        store::insert_submission_document(conn, &row)?;
    }
    Ok(())
}

/// Asks to be verified. A verification that is still good stays so while the stewards decide. Error: `wrong-state`.
pub async fn submit_organization(
    app: &App,
    actor: Actor,
    id: String,
    key: IdempotencyKey,
    request: SubmitOrganization,
) -> Result<Submission> {
    app.db
        .write(move |conn| {
            let organization = ensure_can(conn, &actor, &id, OrganizationAction::Submit)?;
            idempotency::once(
                conn,
                &key,
                &actor.person_id,
                "submit_organization",
                &(&id, &request),
                |conn| {
                    let present = service::verification(&organization)?;
                    let wrong_state = || wrong_state(present);
                    let next = present.when_submitted().ok_or_else(wrong_state)?;
                    if store::has_open_submission(conn, &id)? {
                        return Err(wrong_state());
                    }
                    let row = SubmissionRow {
                        id: clock::new_id(),
                        organization_id: id.clone(),
                        note: request.note.clone(),
                        submitted_by: actor.person_id.clone(),
                        submitted_at: clock::now_naive(),
                        decision: None,
                        decided_by: None,
                        decided_at: None,
                        reason: None,
                        verified_until: None,
                    };
                    store::insert_submission(conn, &row)?;
                    add_documents(conn, &actor, &row, &request.document_ids)?;
                    set_verification(conn, &organization, next, organization.verified_until, None)?;
                    let event =
                        Event::new("submit_organization", "submission", &row.id).organization(&id);
                    audit::record(conn, &actor, event)?;
                    let organization = store::get_organization(conn, &id)?;
                    let documents = documents_of(conn, &[&row.id])?.remove(&row.id);
                    view(row, &organization, documents.unwrap_or_default())
                },
            )
        })
        .await
}

fn set_verification(
    conn: &mut Conn<'_>,
    organization: &OrganizationRow,
    verification: Verification,
    verified_until: Option<chrono::NaiveDate>,
    suspension_reason: Option<String>,
) -> Result<()> {
    let changes = OrganizationChanges {
        version: Some(organization.version + 1),
        updated_at: Some(clock::now_naive()),
        verification: Some(verification.name().to_owned()),
        verified_until: Some(verified_until),
        suspension_reason: Some(suspension_reason),
        ..OrganizationChanges::default()
    };
    store::update_organization(conn, &organization.id, &changes)
}

/// The stewards' queue, oldest first.
pub async fn list_submissions(app: &App, query: PageQuery) -> Result<Page<Submission>> {
    let after: Option<String> =
        app.cursors.open_optional("submissions", query.cursor.as_deref())?;
    let limit = cursor::limit(query.limit);
    let (rows, mut documents) = app
        .db
        .read(move |conn| {
            let rows = store::select_submissions(conn, after.as_deref(), limit)?;
            let ids: Vec<&str> = rows.iter().map(|(row, _)| row.id.as_str()).collect();
            let documents = documents_of(conn, &ids)?;
            Ok((rows, documents))
        })
        .await?;
    let page = app.cursors.page("submissions", rows, limit, |(row, _)| row.id.clone())?;
    let items = page.items.into_iter().map(|(row, organization)| {
        let documents = documents.remove(&row.id).unwrap_or_default();
        view(row, &organization, documents)
    });
    Ok(Page { items: items.collect::<Result<_>>()?, next_cursor: page.next_cursor })
}

fn wrong_state(present: Verification) -> Error {
    Error::new(ErrorCode::WrongState).with("state", present.name())
}

/// Refuses a steward who acts for the organization.
fn ensure_not_own(conn: &mut Conn<'_>, actor: &Actor, organization_id: &str) -> Result<()> {
    match service::find_role(conn, organization_id, &actor.person_id)? {
        Some(_) => Err(Error::new(ErrorCode::OwnOrganization)),
        None => Ok(()),
    }
}

/// Verifies an organization until a date, or says why not. Errors: `own-organization`, `wrong-state`.
pub async fn decide_submission(
    app: &App,
    actor: Actor,
    id: String,
    request: DecideSubmission,
) -> Result<()> {
    app.db
        .write(move |conn| {
            let submission = store::get_submission(conn, &id)?;
            let organization = store::get_organization(conn, &submission.organization_id)?;
            ensure_not_own(conn, &actor, &organization.id)?;
            let until = request.verified_until.filter(|_| request.is_verified);
            let today = clock::today();
            let last = today + Duration::days(VERIFICATION_DAYS_MAX);
            if until.is_some_and(|until| until < today || until > last) {
                return Err(Error::field("/verified_until", FieldCode::InvalidDate));
            }
            let decision = if request.is_verified { "verified" } else { "rejected" };
            let now = clock::now_naive();
            let reason = request.reason.as_str();
            if !store::decide_submission(conn, &id, decision, &actor.person_id, reason, until, now)?
            {
                return Err(wrong_state(service::verification(&organization)?));
            }
            let present = service::verification(&organization)?;
            if present == Verification::Suspended {
                // A suspension is ended by itself, with its own reason.
                return Err(wrong_state(service::verification(&organization)?));
            }
            let (next, until) = if request.is_verified {
                (Verification::Verified, until)
            } else {
                let kept = present.when_rejected();
                let stored =
                    if kept == Verification::Expired { Verification::Verified } else { kept };
                (stored, organization.verified_until)
            };
            set_verification(conn, &organization, next, until, None)?;
            let event = Event::new("decide_submission", "submission", &id)
                .organization(&organization.id)
                .reason(reason)
                .details(json!({ "decision": decision, "verified_until": until }));
            audit::record(conn, &actor, event)?;
            let key =
                if request.is_verified { "organization-verified" } else { "organization-rejected" };
            let until = until.map(|until| until.format("%d.%m.%Y").to_string()).unwrap_or_default();
            tell_members(conn, &organization, key, reason, &until)
        })
        .await
}

/// Suspends an organization. Error: `own-organization`, `wrong-state`.
pub async fn suspend_organization(
    app: &App,
    actor: Actor,
    id: String,
    reason: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            let organization = store::get_organization(conn, &id)?;
            ensure_not_own(conn, &actor, &id)?;
            if service::verification(&organization)? == Verification::Suspended {
                return Err(wrong_state(service::verification(&organization)?));
            }
            let until = organization.verified_until;
            set_verification(
                conn,
                &organization,
                Verification::Suspended,
                until,
                Some(reason.clone()),
            )?;
            let event = Event::new("suspend_organization", "organization", &id)
                .organization(&id)
                .reason(&reason);
            audit::record(conn, &actor, event)?;
            projects::events::note_suspension(conn, &id, Verification::Suspended, &reason)?;
            tell_members(conn, &organization, "organization-suspended", &reason, "")
        })
        .await
}

/// Ends a suspension: the organization is again what its last verification says. Errors as for suspending.
pub async fn reinstate_organization(
    app: &App,
    actor: Actor,
    id: String,
    reason: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            let organization = store::get_organization(conn, &id)?;
            ensure_not_own(conn, &actor, &id)?;
            if service::verification(&organization)? != Verification::Suspended {
                return Err(wrong_state(service::verification(&organization)?));
            }
            let next = if organization.verified_until.is_some() {
                Verification::Verified
            } else if store::has_open_submission(conn, &id)? {
                Verification::Submitted
            } else {
                Verification::Unverified
            };
            set_verification(conn, &organization, next, organization.verified_until, None)?;
            let event = Event::new("reinstate_organization", "organization", &id)
                .organization(&id)
                .reason(&reason);
            audit::record(conn, &actor, event)?;
            projects::events::note_suspension(conn, &id, next, &reason)?;
            tell_members(conn, &organization, "organization-reinstated", &reason, "")
        })
        .await
}

/// Writes to the owners and managers, each in their own language.
fn tell_members(
    conn: &mut Conn<'_>,
    organization: &OrganizationRow,
    key: &str,
    reason: &str,
    until: &str,
) -> Result<()> {
    let name = service::name(organization)?;
    for member in store::select_members(conn, &organization.id)? {
        if !matches!(service::role(&member)?, Role::Owner | Role::Manager) {
            continue;
        }
        let Some((email, language)) = people::service::find_mailbox(conn, &member.person_id)?
        else {
            continue;
        };
        let args = [("organization", name.pick(language)), ("reason", reason), ("until", until)];
        outbox::mail(conn, language, &email, key, &args)?;
    }
    Ok(())
}
