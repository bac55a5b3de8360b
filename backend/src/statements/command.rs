//! `kopuro statement import`: says what happened, in the words of the errors' catalogue.

use std::{path::Path, process::ExitCode};

use kopuro_shared::{
    language::Language,
    money::Money,
    statements::{ImportStatement, StatementCounts, StatementNotice},
};

use super::{
    import::{Importer, Upload, import_file},
    preview::preview_file,
    upload::measure,
};
use crate::platform::{
    app::App,
    error::{Error, Result},
    http,
    idempotency::IdempotencyKey,
    origin::Origin,
};

/// Imports a file, or only says what would happen; prints that. A refusal is printed with its reason.
pub fn import(
    app: &App,
    path: &Path,
    organization_id: &str,
    account_id: Option<String>,
    preview: bool,
) -> Result<ExitCode> {
    let origin = Origin { language: Language::En, ..Origin::internal("command") };
    let (sha256, size) = measure(path)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let request = ImportStatement { account_id, file_name: name };
    let file = Upload { path, sha256, size };
    let outcome = if preview {
        preview_file(app, organization_id, &request, &file).map(|preview| {
            println!(
                "Nothing was imported. {} as {} would give:",
                path.display(),
                preview.format.name()
            );
            print(&preview.counts, &preview.notices, preview.opening, preview.closing);
            if !preview.is_complete {
                println!("  (too many entries to say what would become of each)");
            }
        })
    } else {
        let importer = Importer { person_id: None, origin: origin.clone() };
        let key = IdempotencyKey::none();
        let request = &request;
        import_file(app, &importer, organization_id, &key, request, &file, true).map(|statement| {
            println!(
                "{} imported as {}, statement {}:",
                path.display(),
                statement.format.name(),
                statement.id
            );
            print(&statement.counts, &statement.notices, statement.opening, statement.closing);
        })
    };
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(error) if error.code.status() < 500 => Ok(refused(&origin, &error)),
        Err(error) => Err(error),
    }
}

fn refused(origin: &Origin, error: &Error) -> ExitCode {
    let problem = http::problem(origin, error);
    println!("Nothing was imported. {}: {}", problem.title, problem.detail);
    for field in problem.errors {
        println!("  {}: {}", field.pointer, field.detail);
    }
    ExitCode::FAILURE
}

fn print(
    counts: &StatementCounts,
    notices: &[StatementNotice],
    opening: Option<Money>,
    closing: Option<Money>,
) {
    if let (Some(opening), Some(closing)) = (opening, closing) {
        let currency = opening.currency;
        println!(
            "  balances: {} to {} {currency}, agreeing with the entries",
            opening.decimal(),
            closing.decimal()
        );
    }
    let StatementCounts { entries, known, matched, queued, outgoing } = counts;
    println!("  {entries} entries: {known} known already");
    println!(
        "  new transactions: {matched} booked, {queued} waiting for the treasurer, {outgoing} outgoing"
    );
    for notice in notices {
        print!("  notice: {}", notice.kind.name().replace('_', " "));
        if notice.count > 0 {
            print!(" ({})", notice.count);
        }
        if let Some(difference) = notice.difference {
            print!(" (by {} {})", difference.decimal(), difference.currency);
        }
        println!();
    }
}
