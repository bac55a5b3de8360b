//! Imports a generated statement of 100 MB (or so many MB as the first argument says) into a new SQLite database, and
//! prints how long that took and how much memory: `cargo run --release -p kopuro --example measure_statement`.

use std::{error::Error, io::BufWriter, path::Path, time::Instant};

use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use kopuro::{
    on_engine, people,
    platform::{app::App, config::Config, idempotency::IdempotencyKey, origin::Origin},
    server,
    statements::{
        generate::{Draft, payment, write_statement},
        import::{Importer, Upload, import_file},
        read::Account,
        upload::measure,
    },
};
use kopuro_shared::{
    currency::Currency,
    language::Language,
    people::RegisterPerson,
    reference::make_reference,
    statements::{ImportStatement, StatementFormat},
};

const NUMBER: &str = "1290000123456789";
/// Octets of an entry, about.
const ENTRY: u64 = 570;

/// The most memory that this process has had, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|figure| figure.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn prepare(folder: &Path) -> Result<App, Box<dyn Error>> {
    let app = App::open(Config { data_dir: folder.into(), ..Config::default() })?;
    server::prepare(&app)?;
    let person = RegisterPerson {
        email: "treasurer@example.kg".into(),
        password: "мост-через-реку-2026".into(),
        display_name: "Treasurer".into(),
        language: Language::Ky,
    };
    let person =
        people::service::create_confirmed_person(&app.db, &Origin::internal("measure"), &person)?;
    let sql = format!(
        "INSERT INTO organizations (id, version, kind, name, about, place_id, verification, verified_until,
             created_by, created_at, updated_at)
         VALUES ('o', 1, 'local_self_government', '{{\"ky\":\"АӨ\"}}', '{{}}', 'kg-t', 'verified', '2099-01-01',
             '{person}', '2026-01-01 00:00:00', '2026-01-01 00:00:00');
         INSERT INTO organizations_bank_accounts (id, organization_id, currency, holder, bank_name, number_kind,
             number, created_by, created_at)
         VALUES ('a', 'o', 'KGS', 'АӨ', 'Банк', 'domestic', '{NUMBER}', '{person}', '2026-01-01 00:00:00');"
    );
    app.db.write_blocking(|conn| Ok(on_engine!(conn, c => c.batch_execute(&sql))?))?;
    Ok(app)
}

fn main() -> Result<(), Box<dyn Error>> {
    let megabytes: u64 = std::env::args().nth(1).map_or(Ok(100), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let app = prepare(folder.path())?;
    let path = folder.path().join("statement.xml");
    let draft = Draft {
        format: StatementFormat::Camt05302,
        id: "measured".into(),
        account: Account { number: NUMBER.into(), currency: Currency::Kgs },
        holder: "АӨ".into(),
        opening: 0,
        created_at: "2026-05-31T18:00:00Z".parse()?,
    };
    let first = NaiveDate::from_ymd_opt(2026, 5, 1).ok_or("a day")?;
    let entries = (1..=u32::try_from(megabytes * 1_000_000 / ENTRY)?).map(|number| {
        let day = first + chrono::Days::new(u64::from(number % 28));
        let text = format!("Көпүрөгө жардам, ырахмат {}", make_reference(u64::from(number)));
        payment(
            number,
            day,
            i64::from(number % 5000 + 100),
            &format!("2026B{number}"),
            "Асанова Айгүл",
            &text,
        )
    });
    write_statement(BufWriter::new(std::fs::File::create(&path)?), &draft, entries)?;
    let (sha256, size) = measure(&path)?;
    println!("a statement of {} MB; so far {} MB of memory", size / 1_000_000, peak());
    let begin = Instant::now();
    let importer = Importer { person_id: None, origin: Origin::internal("measure") };
    let request = ImportStatement::default();
    let file = Upload { path: &path, sha256, size };
    let statement =
        import_file(&app, &importer, "o", &IdempotencyKey::none(), &request, &file, true)?;
    println!(
        "{} entries, {} waiting: {:.1} s, at most {} MB of memory",
        statement.counts.entries,
        statement.counts.queued,
        begin.elapsed().as_secs_f64(),
        peak()
    );
    Ok(())
}
