//! How an account's tables are read.

use kopuro_shared::{
    ids::Id,
    statements::{ChangeCsvMapping, CsvMapping},
};

use super::{
    decisions::ensure_can_handle,
    store::{self, MappingRow},
};
use crate::{
    organizations::facts::get_account,
    platform::{
        app::App,
        audit::{self, Event},
        auth::Actor,
        clock,
        db::Conn,
        error::{Error, Result},
        http::IfMatch,
    },
};

fn ensure_account(conn: &mut Conn<'_>, organization_id: &str, account_id: &str) -> Result<()> {
    let account = get_account(conn, account_id)?;
    if account.organization_id == organization_id { Ok(()) } else { Err(Error::not_found()) }
}

/// How an account's tables are read; a proposal in version 0 as long as nothing is saved.
pub async fn get_csv_mapping(
    app: &App,
    actor: Actor,
    organization_id: Id,
    account_id: Id,
) -> Result<CsvMapping> {
    app.db
        .read(move |conn| {
            ensure_can_handle(conn, &actor, &organization_id)?;
            ensure_account(conn, &organization_id, &account_id)?;
            let saved = store::find_mapping(conn, &account_id)?;
            Ok(match saved {
                Some(row) => CsvMapping {
                    account_id,
                    version: row.version,
                    mapping: serde_json::from_value(row.mapping)?,
                },
                None => CsvMapping { account_id, version: 0, mapping: ChangeCsvMapping::default() },
            })
        })
        .await
}

/// Saves how an account's tables are read.
pub async fn change_csv_mapping(
    app: &App,
    actor: Actor,
    if_match: IfMatch,
    organization_id: Id,
    account_id: Id,
    request: ChangeCsvMapping,
) -> Result<CsvMapping> {
    app.db
        .write(move |conn| {
            ensure_can_handle(conn, &actor, &organization_id)?;
            ensure_account(conn, &organization_id, &account_id)?;
            let before = store::find_mapping(conn, &account_id)?.map_or(0, |row| row.version);
            if_match.ensure(before)?;
            let row = MappingRow {
                bank_account_id: account_id.clone(),
                version: before + 1,
                mapping: serde_json::to_value(&request)?,
                updated_by: actor.person_id.clone(),
                updated_at: clock::now_naive(),
            };
            store::put_mapping(conn, &row)?;
            let event = Event::new("change_csv_mapping", "bank_account", &account_id)
                .organization(&organization_id)
                .details(row.mapping.clone());
            audit::record(conn, &actor, event)?;
            Ok(CsvMapping {
                account_id: account_id.clone(),
                version: row.version,
                mapping: request.clone(),
            })
        })
        .await
}
