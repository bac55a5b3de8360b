//! Loading the tree from a table: the reference data at every start, and imports.

use std::io::Read;

use kopuro_shared::{
    language::{Language, Translated},
    places::PlaceKind,
};
use serde::Deserialize;

use super::store::{self, PlaceRow};
use crate::platform::{
    db::{Conn, Db},
    error::{Error, Result},
    search::index_terms,
};

const REFERENCE: &str = include_str!("../../../reference/places.csv");

/// A line of the table; parents stand before what lies in them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    kind: String,
    parent: Option<String>,
    iso_code: Option<String>,
    soate_code: Option<String>,
    name_ky: Option<String>,
    name_ru: Option<String>,
    name_en: Option<String>,
    tile_column: Option<i32>,
    tile_row: Option<i32>,
}

/// Loads the project's own table. Loading again writes only what differs.
pub fn load_reference(db: &Db) -> Result<()> {
    load(db, REFERENCE.as_bytes()).map(|_| ())
}

/// Loads a table, all of it or nothing; answers how many places it has. The error names the line.
pub fn load(db: &Db, table: impl Read) -> Result<usize> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(table);
    let mut rows = Vec::new();
    for (index, line) in reader.deserialize::<Line>().enumerate() {
        // The header is line 1.
        let number = index + 2;
        let line = line.map_err(|error| refuse(number, &error.to_string()))?;
        let position = i32::try_from(index).map_err(Error::internal)?;
        rows.push((number, row(line, position).map_err(|reason| refuse(number, &reason))?));
    }
    db.write_blocking(|conn| {
        for (number, row) in &rows {
            put(conn, *number, row)?;
        }
        Ok(rows.len())
    })
}

fn refuse(line: usize, reason: &str) -> Error {
    Error::internal(std::io::Error::other(format!("line {line}: {reason}; nothing was imported")))
}

fn row(line: Line, position: i32) -> std::result::Result<PlaceRow, String> {
    let id_char = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if line.id.is_empty() || line.id.len() > 80 || !line.id.chars().all(id_char) {
        return Err(format!("the id {:?} must be lower-case letters, digits and hyphens", line.id));
    }
    let kind = PlaceKind::from_name(&line.kind).ok_or_else(|| {
        let accepted = PlaceKind::ALL.map(PlaceKind::name).join(", ");
        format!("the kind {:?} is not one of {accepted}", line.kind)
    })?;
    let code = line.soate_code.as_deref().unwrap_or_default();
    if !code.chars().all(|c| c.is_ascii_digit()) {
        return Err(format!("the SOATE code {code:?} must be digits"));
    }
    let name = Translated { ky: line.name_ky, ru: line.name_ru, en: line.name_en };
    if name.iter().next().is_none() {
        return Err("a name is missing".to_owned());
    }
    Ok(PlaceRow {
        id: line.id,
        kind: kind.name().to_owned(),
        parent_id: line.parent,
        iso_code: line.iso_code,
        soate_code: line.soate_code,
        name: serde_json::to_value(&name).map_err(|error| error.to_string())?,
        tile_column: line.tile_column,
        tile_row: line.tile_row,
        position,
    })
}

fn put(conn: &mut Conn<'_>, line: usize, row: &PlaceRow) -> Result<()> {
    let present = store::find_place(conn, &row.id)?;
    if present.as_ref() == Some(row) {
        return Ok(());
    }
    match present {
        Some(present) if present.parent_id != row.parent_id => {
            return Err(refuse(
                line,
                "a place can't move to another parent: its projects would move too",
            ));
        }
        Some(_) => store::update_place(conn, row)?,
        None => {
            let parent = row.parent_id.as_deref();
            if let Some(parent) = parent
                && store::find_place(conn, parent)?.is_none()
            {
                return Err(refuse(line, &format!("its parent {parent:?} is not there (yet)")));
            }
            store::insert_place(conn, row)?;
            store::insert_ancestors(conn, &row.id, parent)?;
        }
    }
    let name: Translated = serde_json::from_value(row.name.clone())?;
    let text: Vec<&str> =
        Language::ALL.into_iter().filter_map(|language| name.get(language)).collect();
    let terms: Vec<String> = index_terms(&text.join(" ")).into_iter().collect();
    store::replace_terms(conn, &row.id, &terms)
}
