//! Importing and previewing for people.

use actix_web::web::Payload;
use kopuro_shared::{
    ids::Id,
    statements::{ImportStatement, Statement, StatementPreview},
};

use super::{
    decisions::ensure_can_handle,
    import::{self, IMPORTS, Importer, import_file},
    preview::preview_file,
    upload::receive,
};
use crate::platform::{
    app::App, auth::Actor, db::blocking, error::Result, idempotency::IdempotencyKey, limits,
};

/// Refuses before the body is read who may not import anyway.
async fn ensure_may_import(app: &App, actor: &Actor, organization_id: &str) -> Result<()> {
    let (actor, organization_id) = (actor.clone(), organization_id.to_owned());
    app.db
        .read(move |conn| {
            ensure_can_handle(conn, &actor, &organization_id)?;
            import::ensure_not_suspended(conn, &organization_id)
        })
        .await
}

/// Imports a statement, all of it or nothing.
///
/// Errors: the `statement-…` codes, `not-found`, `not-allowed`, `second-factor-required`, `project-frozen` for a
/// suspended organization, `body-too-large`, `too-many-requests`, `idempotency-key-reused`.
pub async fn import_statement(
    app: &App,
    actor: Actor,
    organization_id: Id,
    key: IdempotencyKey,
    request: ImportStatement,
    body: Payload,
) -> Result<Statement> {
    ensure_may_import(app, &actor, &organization_id).await?;
    let received = receive(app, body).await?;
    let app = app.clone();
    blocking(move || {
        let importer = Importer::from(&actor);
        let file = received.upload();
        import_file(&app, &importer, &organization_id, &key, &request, &file, false)
    })
    .await
}

/// Says what importing a statement would do, and changes nothing. Errors: those of [`import_statement`].
pub async fn preview_statement(
    app: &App,
    actor: Actor,
    organization_id: Id,
    request: ImportStatement,
    body: Payload,
) -> Result<StatementPreview> {
    ensure_may_import(app, &actor, &organization_id).await?;
    let received = receive(app, body).await?;
    let app = app.clone();
    blocking(move || {
        app.db.write_blocking(|conn| limits::take(conn, IMPORTS, &actor.person_id))?;
        preview_file(&app, &organization_id, &request, &received.upload())
    })
    .await
}
