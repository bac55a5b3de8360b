//! The `kopuro` command line.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use kopuro::{
    demo, exchange_rates, ledger, people, places,
    platform::{
        app::App,
        audit, backup,
        config::{Config, LogFormat},
        error::{Error, Result},
        jobs,
        messages::message,
        origin::Origin,
    },
    server, statements,
};
use kopuro_shared::{error::ErrorCode, exchange_rates::ImportExchangeRates, language::Language};

/// glibc keeps what a thread gave back, and every password that is checked takes 19 MiB on whichever thread is free.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The bridge between the Kyrgyz diaspora and its homeland.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// Settings file (TOML); without it `kopuro.toml` here, if there is one.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the web app; migrates first.
    Serve,
    /// Bring the database to the newest schema and load reference data.
    Migrate,
    /// Load a story to try Kopuro with, and print the logins.
    Demo {
        /// Instead of the story, so many projects with ten times as many pledges, into a database without projects; for
        /// load figures.
        #[arg(long, value_name = "PROJECTS")]
        scale: Option<usize>,
    },
    /// Write the contract (`openapi.yaml`) to standard output.
    Openapi,
    /// Print the settings in force, secrets masked.
    Config,
    /// Write a consistent copy of database and files, while the server goes on.
    Backup {
        /// The folder to make the backup's own folder in.
        target: PathBuf,
    },
    /// Work on the administrative tree.
    #[command(subcommand)]
    Places(PlacesCommand),
    /// Work on exchange rates.
    #[command(subcommand)]
    Rates(RatesCommand),
    /// Work on accounts.
    #[command(subcommand)]
    Person(PersonCommand),
    /// Work on the audit log.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Work on the projects' journals.
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Work on bank statements.
    #[command(subcommand)]
    Statement(StatementCommand),
}

#[derive(Subcommand)]
enum PlacesCommand {
    /// Add places from a CSV with the columns of `reference/places.csv`, or boundaries from GeoJSON.
    Import {
        /// A file that ends in `.csv`, `.geojson` or `.json`.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum RatesCommand {
    /// Import rates from a CSV with the columns date, currency and rate (som for one unit); all of it or nothing.
    Import {
        /// The file.
        file: PathBuf,
        /// Who says so, such as the National Bank.
        #[arg(long)]
        source: String,
        /// The e-mail address of the steward who answers for it.
        #[arg(long)]
        steward: String,
    },
}

#[derive(Subcommand)]
enum PersonCommand {
    /// Make the person with this e-mail address a steward.
    MakeSteward {
        /// The account's e-mail address.
        email: String,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Walk the audit log's hash chain from its beginning.
    Verify,
}

#[derive(Subcommand)]
enum LedgerCommand {
    /// Walk the hash chains from their beginnings, and add up the balances anew.
    Verify {
        /// Only this project's journal.
        #[arg(long)]
        project: Option<String>,
    },
}

#[derive(Subcommand)]
enum StatementCommand {
    /// Import a statement (camt.053, camt.054, or a table by its account's saved mapping), all of it or nothing.
    Import {
        /// The file.
        file: PathBuf,
        /// Whose statement it is: the organization's id.
        #[arg(long, value_name = "ID")]
        organization: String,
        /// The bank account's id; without it the account is found by the number in the file.
        #[arg(long, value_name = "ID")]
        account: Option<String>,
        /// Say what would happen, and change nothing.
        #[arg(long)]
        preview: bool,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let config = match Config::load(arguments.config.as_ref()) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("kopuro: {error}");
            return ExitCode::from(2);
        }
    };
    match run(arguments.command, config) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("kopuro: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, config: Config) -> Result<ExitCode> {
    match command {
        Command::Serve => serve(config),
        Command::Migrate => {
            let app = App::open(config)?;
            server::prepare(&app)?;
            println!("The database ({}) has the newest schema.", app.db.engine());
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo { scale: Some(projects) } => {
            let app = App::open(config)?;
            server::prepare(&app)?;
            demo::scale::load(&app, projects, |done| eprintln!("{done} of {projects} projects"))?;
            println!("{projects} projects loaded.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo { scale: None } => {
            let app = App::open(config)?;
            server::prepare(&app)?;
            println!("Demo logins (address and password):");
            for login in demo::load(&app)? {
                println!("  {login}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Openapi => {
            print!("{}", server::contract_yaml()?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Config => {
            print!("{}", config.masked());
            Ok(ExitCode::SUCCESS)
        }
        Command::Backup { target } => {
            let app = App::open(config)?;
            let backup = backup::backup(&app, &target);
            let folder = actix_web::rt::System::new().block_on(backup)?;
            println!("Backup written to {}", folder.display());
            Ok(ExitCode::SUCCESS)
        }
        Command::Places(PlacesCommand::Import { file }) => {
            let app = App::open(config)?;
            server::prepare(&app)?;
            let count = places::import::import_file(&app.db, &file)?;
            println!("{count} places imported.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Rates(RatesCommand::Import { file, source, steward }) => {
            import_rates(config, &file, source, &steward)
        }
        Command::Person(PersonCommand::MakeSteward { email }) => {
            let app = App::open(config)?;
            let origin = Origin::internal("command");
            app.db.write_blocking(|conn| people::service::make_steward(conn, &origin, &email))?;
            println!("{email} is a steward now, and has to set up a second factor to act as one.");
            Ok(ExitCode::SUCCESS)
        }
        Command::Ledger(LedgerCommand::Verify { project }) => {
            verify_ledger(config, project.as_deref())
        }
        Command::Statement(StatementCommand::Import { file, organization, account, preview }) => {
            let app = App::open(config)?;
            server::prepare(&app)?;
            statements::command::import(&app, &file, &organization, account, preview)
        }
        Command::Audit(AuditCommand::Verify) => {
            let app = App::open(config)?;
            while app.db.write_blocking(audit::seal)? > 0 {}
            if let Some(number) = audit::verify(&app.db)? {
                println!("The audit log does not fit its chain at number {number}.");
                return Ok(ExitCode::FAILURE);
            }
            println!("The audit log fits its chain.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn import_rates(config: Config, file: &Path, source: String, steward: &str) -> Result<ExitCode> {
    let app = App::open(config)?;
    server::prepare(&app)?;
    let table = std::fs::read_to_string(file).map_err(Error::internal)?;
    let request = ImportExchangeRates { source, table };
    match exchange_rates::service::import_table(&app.db, steward, &request) {
        Ok(count) => println!("{count} rates imported."),
        Err(error) if error.code == ErrorCode::NotFound => {
            eprintln!("kopuro: no steward has the address {steward}; nothing was imported");
            return Ok(ExitCode::FAILURE);
        }
        Err(error) if !error.fields.is_empty() => {
            eprintln!("kopuro: nothing was imported from {}:", file.display());
            for fault in &error.fields {
                let figures: Vec<_> =
                    fault.figures.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let key = format!("field-{}", fault.code.slug());
                eprintln!("  {}: {}", fault.pointer, message(Language::En, &key, &figures));
            }
            return Ok(ExitCode::FAILURE);
        }
        Err(error) => return Err(error),
    }
    Ok(ExitCode::SUCCESS)
}

fn verify_ledger(config: Config, project: Option<&str>) -> Result<ExitCode> {
    let app = App::open(config)?;
    let report = match project {
        Some(project) => {
            let (entries, fault) = ledger::verify::verify_project(&app.db, project)?;
            let faults = fault.into_iter().map(|fault| (project.to_owned(), fault)).collect();
            ledger::verify::Report { projects: 1, entries, faults }
        }
        None => ledger::verify::verify_all(&app.db, |report| {
            if report.projects.is_multiple_of(1000) {
                eprintln!("{} journals, {} entries so far", report.projects, report.entries);
            }
        })?,
    };
    for (project, fault) in &report.faults {
        println!("Project {project}: {fault}.");
    }
    println!(
        "{} journals with {} entries; {} at fault.",
        report.projects,
        report.entries,
        report.faults.len()
    );
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn serve(config: Config) -> Result<ExitCode> {
    start_log(&config);
    let app = App::open(config)?;
    server::prepare(&app)?;
    if let Some(folder) = app.mailer.folder() {
        tracing::warn!(folder = %folder.display(), "no SMTP settings: mails are written as .eml files");
    }
    actix_web::rt::System::new().block_on(async move {
        let (address, server) = server::serve(&app)?;
        tracing::info!(engine = app.db.engine(), %address, "serving");
        println!("Kopuro serves on http://{address}");
        server.await.map_err(kopuro::platform::error::Error::internal)?;
        // What the last requests put into the chain and the outbox is not left lying.
        jobs::seal_audit(&app).await?;
        Ok(ExitCode::SUCCESS)
    })
}

fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log_filter)
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}
