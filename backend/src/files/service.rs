//! Uploading files, showing them, and claiming them for what names them.

use actix_web::dev::Payload;
use chrono::Duration;
use kopuro_shared::{
    files::{File, FileKind, Photo, UPLOADS_PER_HOUR, UploadFile},
    validation::FieldCode,
};

use super::{
    content, facts,
    receive::{self, Prepared, Stored},
    removal,
    store::{self, FileRow, SizeRow},
};
use crate::{
    organizations,
    platform::{
        app::App,
        audit::{self, Event},
        auth::{Actor, Visitor},
        clock,
        db::Conn,
        error::{Error, Result},
        idempotency::{self, IdempotencyKey},
        limits::{self, Limit},
    },
};

/// Uploads of one person.
const UPLOADS_PER_PERSON: Limit =
    Limit { name: "upload_file", max: UPLOADS_PER_HOUR, window: Duration::hours(1) };

/// How long an upload waits to be claimed. The job that removes what was not claimed in time waits an hour longer, so
/// that a claim never meets a file that is being removed.
pub const CLAIM_WITHIN: Duration = Duration::hours(24);

/// What a file is claimed for.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The file.
    pub file_id: &'a str,
    /// Where the request names it, for the fault.
    pub pointer: &'a str,
    /// What it must be; `None`: either.
    pub kind: Option<FileKind>,
    /// The organization that it is from now on for.
    pub organization_id: &'a str,
    /// Whether everyone may see it from now on. What is public already stays so.
    pub is_public: bool,
}

/// Claims an uploaded file, in the caller's write transaction, for what names it: the file must be of the organization, or
/// have been uploaded by the actor for no organization yet. The caller has checked that the actor may act for the
/// organization. A file may be claimed again. Error: `validation-failed` at the claim's pointer.
pub fn claim(conn: &mut Conn<'_>, actor: &Actor, claim: &Claim<'_>) -> Result<()> {
    let unknown = || Error::field(claim.pointer, FieldCode::UnknownReference);
    let file = store::get_file(conn, claim.file_id).map_err(|_| unknown())?;
    let ours = match &file.organization_id {
        Some(organization) => organization == claim.organization_id,
        None => file.uploaded_by == actor.person_id,
    };
    let now = clock::now_naive();
    let in_time = file.claimed_at.is_some() || file.created_at + CLAIM_WITHIN > now;
    if !ours || !in_time {
        return Err(unknown());
    }
    if claim.kind.is_some_and(|kind| facts::kind(&file).ok() != Some(kind)) {
        return Err(Error::field(claim.pointer, FieldCode::NotAccepted));
    }
    let claimed_at = file.claimed_at.unwrap_or(now);
    let is_public = file.is_public || claim.is_public;
    store::claim_file(conn, &file.id, claim.organization_id, is_public, claimed_at)
}

/// Closes public files again, in the caller's write transaction, because a steward has hidden what showed them. Members of
/// their organization and stewards still see them; a cache may have a copy until its time is over.
pub fn close(conn: &mut Conn<'_>, ids: &[&str]) -> Result<()> {
    store::close_files(conn, ids)
}

/// Claims a file that a person uploaded, in the caller's write transaction, for what decides by itself who may see it (see
/// [`get_claimed`]): the file stays private and nobody's. Error: `validation-failed` at the pointer.
pub fn claim_own(conn: &mut Conn<'_>, person_id: &str, file_id: &str, pointer: &str) -> Result<()> {
    let unknown = || Error::field(pointer, FieldCode::UnknownReference);
    let file = store::get_file(conn, file_id).map_err(|_| unknown())?;
    let now = clock::now_naive();
    let in_time = file.claimed_at.is_some() || file.created_at + CLAIM_WITHIN > now;
    if file.uploaded_by != person_id || !in_time {
        return Err(unknown());
    }
    store::mark_claimed(conn, file_id, file.claimed_at.unwrap_or(now))
}

/// A claimed file's content, for a caller of whom the claiming area has decided that they may see it. Error: `not-found`.
pub fn get_claimed(conn: &mut Conn<'_>, id: &str) -> Result<Served> {
    let row = store::get_file(conn, id)?;
    let path = match store::select_sizes(conn, &[id])?.last() {
        Some(largest) => photo_path(id, largest.width),
        None => document_path(id),
    };
    let tag = row.sha256.clone();
    Ok(served(row, path, tag))
}

/// Where a photo's size is kept.
pub(super) fn photo_path(id: &str, width: i32) -> String {
    format!("photos/{id}/{width}")
}

/// Where a document is kept.
pub(super) fn document_path(id: &str) -> String {
    format!("documents/{id}")
}

/// Takes a file in. The row comes first, then the content, then the note that it is there: whatever a crash leaves is
/// found by its row and removed. Errors: `too-many-requests`, `body-too-large`, `file-not-accepted`, `file-broken`,
/// `picture-too-large`, `validation-failed` for an organization that the actor does not act for.
pub async fn upload_file(
    app: &App,
    actor: Actor,
    key: IdempotencyKey,
    request: UploadFile,
    mut body: Payload,
) -> Result<File> {
    let (uploader, asked) = (actor.clone(), request.clone());
    app.db.write(move |conn| begin(conn, &uploader, &asked)).await?;
    let received = receive::receive(&app.objects, &mut body, request.kind.size_max()).await?;
    // The content belongs to what a replay must repeat.
    let sent = (request.clone(), received.sha256.clone());
    let (replayed, person) = (sent.clone(), actor.person_id.clone());
    let replay_key = key.clone();
    let replay = move |conn: &mut Conn<'_>| {
        idempotency::find(conn, &replay_key, &person, "upload_file", &replayed)
    };
    if let Some(file) = app.db.read(replay).await? {
        return Ok(file);
    }
    let prepared = receive::prepare(request.kind, received).await?;
    let (row, sizes) = rows(&actor, request, &prepared)?;
    let (new, new_sizes) = (row.clone(), sizes.clone());
    app.db.write(move |conn| store::insert_file(conn, &new, &new_sizes)).await?;
    if let Err(error) = put(app, &row.id, &sizes, prepared.content).await {
        // Best effort: the job comes by later.
        drop(removal::remove(app, &row.id).await);
        return Err(error);
    }
    app.db
        .write(move |conn| {
            idempotency::once(conn, &key, &actor.person_id, "upload_file", &sent, |conn| {
                store::mark_stored(conn, &row.id, clock::now_naive())?;
                let mut event = Event::new("upload_file", "file", &row.id);
                if let Some(organization) = &row.organization_id {
                    event = event.organization(organization);
                }
                audit::record(conn, &actor, event)?;
                let photo = facts::photos_of(conn, &[&row.id])?.remove(&row.id);
                view(row.clone(), photo)
            })
        })
        .await
}

/// What can be known before the body is read. Counts a try.
fn begin(conn: &mut Conn<'_>, actor: &Actor, request: &UploadFile) -> Result<()> {
    limits::take(conn, UPLOADS_PER_PERSON, &actor.person_id)?;
    let Some(id) = &request.organization_id else { return Ok(()) };
    match organizations::service::find_role(conn, id, &actor.person_id)? {
        Some(_) => Ok(()),
        None => Err(Error::field("/organization_id", FieldCode::UnknownReference)),
    }
}

fn rows(
    actor: &Actor,
    request: UploadFile,
    prepared: &Prepared,
) -> Result<(FileRow, Vec<SizeRow>)> {
    let row = FileRow {
        id: clock::new_id(),
        kind: request.kind.name().to_owned(),
        media_type: prepared.media_type.to_owned(),
        name: request.name.trim().to_owned(),
        size: i64::try_from(prepared.size).map_err(Error::internal)?,
        sha256: prepared.sha256.clone(),
        is_public: false,
        uploaded_by: actor.person_id.clone(),
        created_at: clock::now_naive(),
        organization_id: request.organization_id,
        stored_at: None,
        claimed_at: None,
    };
    let Stored::Photo(renditions) = &prepared.content else { return Ok((row, Vec::new())) };
    let sizes = renditions.iter().map(|rendition| {
        Ok(SizeRow {
            file_id: row.id.clone(),
            width: i32::try_from(rendition.width).map_err(Error::internal)?,
            height: i32::try_from(rendition.height).map_err(Error::internal)?,
            size: i64::try_from(rendition.content.len()).map_err(Error::internal)?,
        })
    });
    let sizes = sizes.collect::<Result<_>>()?;
    Ok((row, sizes))
}

async fn put(app: &App, id: &str, sizes: &[SizeRow], content: Stored) -> Result<()> {
    match content {
        Stored::File(file) => app.objects.put_file(&document_path(id), file).await,
        Stored::Scan(content) => app.objects.put(&document_path(id), content).await,
        Stored::Photo(renditions) => {
            for (size, rendition) in sizes.iter().zip(renditions) {
                app.objects.put(&photo_path(id, size.width), rendition.content).await?;
            }
            Ok(())
        }
    }
}

fn view(row: FileRow, photo: Option<Photo>) -> Result<File> {
    Ok(File {
        kind: facts::kind(&row)?,
        url: facts::url(&row.id),
        photo,
        id: row.id,
        name: row.name,
        media_type: row.media_type,
        size: row.size,
        sha256: row.sha256,
        is_public: row.is_public,
        organization_id: row.organization_id,
        created_at: row.created_at.and_utc(),
    })
}

/// A file that the visitor may see; `not-found` for any other.
fn get_visible(conn: &mut Conn<'_>, visitor: &Visitor, id: &str) -> Result<FileRow> {
    let row = store::get_file(conn, id)?;
    if row.is_public || visitor.is_steward() {
        return Ok(row);
    }
    let person = visitor.person_id().ok_or_else(Error::not_found)?;
    let ours = match &row.organization_id {
        _ if row.uploaded_by == person => true,
        Some(id) => organizations::service::find_role(conn, id, person)?.is_some(),
        None => false,
    };
    if ours { Ok(row) } else { Err(Error::not_found()) }
}

/// What is known of a file. Error: `not-found`.
pub async fn get_file(app: &App, visitor: Visitor, id: String) -> Result<File> {
    app.db
        .read(move |conn| {
            let row = get_visible(conn, &visitor, &id)?;
            let photo = facts::photos_of(conn, &[&id])?.remove(&id);
            view(row, photo)
        })
        .await
}

/// Content that may be served.
pub struct Served {
    /// Where it is kept.
    pub path: String,
    /// What it is.
    pub media_type: String,
    /// The name to save it under.
    pub name: String,
    /// Whether everyone may see it, and caches may keep it.
    pub is_public: bool,
    /// Tells this content from any other.
    pub tag: String,
}

fn served(row: FileRow, path: String, tag: String) -> Served {
    let name = content::download_name(&row.name, &row.media_type);
    Served { path, media_type: row.media_type, name, is_public: row.is_public, tag }
}

/// A document, or a photo's largest size. Error: `not-found`.
pub async fn get_file_content(app: &App, visitor: Visitor, id: String) -> Result<Served> {
    app.db
        .read(move |conn| {
            let row = get_visible(conn, &visitor, &id)?;
            let path = match store::select_sizes(conn, &[&id])?.last() {
                Some(largest) => photo_path(&id, largest.width),
                None => document_path(&id),
            };
            let tag = row.sha256.clone();
            Ok(served(row, path, tag))
        })
        .await
}

/// A photo in one of its sizes. Error: `not-found`.
pub async fn get_photo(app: &App, visitor: Visitor, id: String, width: i32) -> Result<Served> {
    app.db
        .read(move |conn| {
            let row = get_visible(conn, &visitor, &id)?;
            let sizes = store::select_sizes(conn, &[&id])?;
            if !sizes.iter().any(|size| size.width == width) {
                return Err(Error::not_found());
            }
            let tag = format!("{id}-{width}");
            Ok(served(row, photo_path(&id, width), tag))
        })
        .await
}
