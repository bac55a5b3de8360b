//! The words of organizations' names, by whose beginnings stewards find them: as places are found.

use kopuro_shared::language::{Language, Translated};

use super::{service, store};
use crate::platform::{
    db::{Conn, Db},
    error::Result,
    search::index_terms,
};

/// Organizations that one transaction indexes.
const BATCH: usize = 200;

/// Notes the words of an organization's name in the place of those that it had.
pub(super) fn index(conn: &mut Conn<'_>, id: &str, name: &Translated) -> Result<()> {
    let texts: Vec<&str> =
        Language::ALL.into_iter().filter_map(|language| name.get(language)).collect();
    let terms: Vec<String> = index_terms(&texts.join(" ")).into_iter().collect();
    store::terms::replace_terms(conn, id, &terms)
}

/// Notes the words of all organizations that have none yet, a batch per transaction.
pub fn index_missing(db: &Db) -> Result<()> {
    let mut after = String::new();
    loop {
        let last = db.write_blocking(|conn| {
            let rows = store::terms::select_unindexed(conn, &after, BATCH)?;
            for row in &rows {
                index(conn, &row.id, &service::name(row)?)?;
            }
            Ok(rows.last().map(|row| row.id.clone()))
        })?;
        match last {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}
