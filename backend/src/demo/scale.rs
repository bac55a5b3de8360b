//! `kopuro demo --scale N`: N projects with ten times as many pledges, and N cases with ten times as many messages, skewed
//! as life is, for load figures. The rows are
//! written in bulk, because a million services' calls would take hours; the journals' hashes, balances and sums are right
//! all the same, and `kopuro ledger verify` says so.

mod dialogue;

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use diesel::connection::SimpleConnection;
use kopuro_shared::{
    currency::Currency,
    ledger::{EntryKind, JournalEntry, Posting, accounts, genesis},
    projects::ProjectState,
    reference::make_reference,
};
use rand::{Rng, RngExt, SeedableRng, rngs::StdRng};

use crate::{
    on_engine,
    people::passwords,
    places,
    platform::{
        app::App,
        clock,
        db::Conn,
        error::{Error, Result},
        search,
    },
};

/// People who pledge; the first of them can sign in, for the load generator.
const PEOPLE: usize = 20_000;
/// People who can sign in: `load-1@demo.kopuro.kg` and so on, with the demo's password.
const SIGN_INS: usize = 200;
/// Organizations: an LSG answers for dozens of projects over the years.
const ORGANIZATIONS: usize = 2_000;
/// Rows of one statement.
const BATCH: usize = 500;

/// What projects are about: words in three languages, sector.
const NEEDS: [(&str, &str, &str, &str); 8] = [
    ("көпүрө", "мост", "bridge", "21020"),
    ("мектеп", "школа", "school", "11320"),
    ("оорукана", "больница", "hospital", "12230"),
    ("ичүүчү суу", "питьевая вода", "drinking water", "14031"),
    ("бала бакча", "детский сад", "kindergarten", "11240"),
    ("сугат каналы", "оросительный канал", "irrigation canal", "31140"),
    ("көчө жарыгы", "уличное освещение", "street lights", "23630"),
    ("маданият үйү", "дом культуры", "house of culture", "16066"),
];

/// The share of projects in each state, in percent.
const STATES: [(ProjectState, u32); 7] = [
    (ProjectState::Published, 45),
    (ProjectState::Funded, 5),
    (ProjectState::Procurement, 5),
    (ProjectState::InProgress, 15),
    (ProjectState::Completed, 5),
    (ProjectState::Accepted, 20),
    (ProjectState::Cancelled, 5),
];

/// Rows that wait to be written, by table.
#[derive(Default)]
struct Bulk {
    tables: BTreeMap<&'static str, Vec<String>>,
}

/// A table and its columns.
type Table = (&'static str, &'static str);

/// The tables in the order in which their keys allow them to be written.
const ORDER: [Table; 16] = [
    (
        "people",
        "id, version, email, email_confirmed_at, password_hash, display_name, about, language, currency, is_public, is_steward, totp_last_step, created_at",
    ),
    (
        "organizations",
        "id, version, kind, name, about, place_id, verification, verified_until, created_by, created_at, updated_at",
    ),
    (
        "organizations_bank_accounts",
        "id, organization_id, currency, holder, bank_name, number_kind, number, created_by, created_at",
    ),
    (
        "projects",
        "id, version, organization_id, place_id, sector, title, summary, description, beneficiaries, goal, currency, ends_on, surplus_use, surplus_note, state, state_since, state_reason, published_at, created_by, created_at, updated_at",
    ),
    ("projects_budget_lines", "id, project_id, position, name, amount"),
    ("projects_funding_shares", "project_id, partner, position, share, name"),
    ("projects_milestones", "id, project_id, position, title, planned_on, note"),
    (
        "projects_listing",
        "place_id, number, sector, state, organization_kind, missing, progress, ends_on",
    ),
    ("ledger_heads", "project_id, number, hash"),
    ("ledger_entries", "project_id, number, booked_at, kind, subject_id, previous_hash, hash"),
    ("ledger_postings", "project_id, number, position, account, currency, amount"),
    ("ledger_balances", "project_id, account, currency, balance"),
    (
        "pledges",
        "id, version, project_id, person_id, anonymous, state, amount, currency, open, open_counted, counted, reference, bank_account_id, expected, account_currency, received, refunded, created_at, lapses_on",
    ),
    ("pledges_totals", "project_id, pledges, promised, received"),
    ("pledges_days", "project_id, day, partner, promised, received"),
    ("projects_counts", "place_id, sector, state, projects, missing"),
];

impl Bulk {
    /// Adds a row. Values are of this module's own making: numbers, identifiers and words without quotes.
    fn add(&mut self, table: &'static str, values: String) {
        self.tables.entry(table).or_default().push(values);
    }

    /// Writes everything that waits, in one transaction: tables in their order, and what is listed where its words go.
    fn flush(
        &mut self,
        app: &App,
        (before, after): (&[Table], &[Table]),
        area: &str,
        listed: &mut Vec<(i64, String, String)>,
    ) -> Result<()> {
        app.db.write_blocking(|conn| {
            for (table, columns) in before {
                self.write(conn, table, columns)?;
            }
            write_listed(conn, area, listed)?;
            for (table, columns) in after {
                self.write(conn, table, columns)?;
            }
            Ok(())
        })?;
        self.tables.clear();
        listed.clear();
        Ok(())
    }

    fn write(&self, conn: &mut Conn<'_>, table: &str, columns: &str) -> Result<()> {
        for rows in self.tables.get(table).map_or(&[][..], Vec::as_slice).chunks(BATCH) {
            let values = rows.iter().map(|row| format!("({row})")).collect::<Vec<_>>().join(",");
            let sql = format!("INSERT INTO {table} ({columns}) VALUES {values}");
            on_engine!(conn, c => c.batch_execute(&sql))?;
        }
        Ok(())
    }
}

/// Numbers what an area lists (projects, cases) in the order in which it came, with the words that searches find it by.
fn write_listed(conn: &mut Conn<'_>, area: &str, listed: &[(i64, String, String)]) -> Result<()> {
    let is_sqlite = matches!(conn, Conn::Sqlite(_));
    let table = format!("{area}_listed");
    // Cases keep their words beside the index too.
    let (key, keeps) = if area == "cases" { ("case_id", ", terms") } else { ("project_id", "") };
    for rows in listed.chunks(BATCH) {
        let kept =
            |terms: &str| if keeps.is_empty() { String::new() } else { format!(",'{terms}'") };
        let of = |row: &dyn Fn(&(i64, String, String)) -> String| {
            rows.iter().map(row).collect::<Vec<_>>().join(",")
        };
        let sql = if is_sqlite {
            let numbers = of(&|(number, id, terms)| format!("({number},'{id}'{})", kept(terms)));
            let words = of(&|(number, _, terms)| format!("({number},'{terms}')"));
            format!(
                "INSERT INTO {table} (number, {key}{keeps}) VALUES {numbers};
                 INSERT INTO {area}_fts (rowid, terms) VALUES {words}"
            )
        } else {
            let rows = of(&|(number, id, terms)| {
                format!("({number},'{id}',to_tsvector('simple','{terms}'){})", kept(terms))
            });
            format!("INSERT INTO {table} (number, {key}, terms_tsv{keeps}) VALUES {rows}")
        };
        on_engine!(conn, c => c.batch_execute(&sql))?;
    }
    Ok(())
}

/// Where things may lie: a raion or city, with everything that it lies in.
struct Spot {
    id: String,
    within: Vec<String>,
    words: String,
}

fn spots(app: &App) -> Result<Vec<Spot>> {
    app.db.read_blocking(|conn| {
        let mut spots = Vec::new();
        for region in places::service::list_children(conn, "kg")? {
            for place in places::service::list_children(conn, &region.id)? {
                let within = places::service::breadcrumbs(conn, &place.id)?;
                let names: Vec<_> = within
                    .iter()
                    .flat_map(|place| place.name.iter().map(|(_, name)| name))
                    .collect();
                spots.push(Spot {
                    words: names.join(" "),
                    within: within.iter().map(|place| place.id.clone()).collect(),
                    id: place.id,
                });
            }
        }
        Ok(spots)
    })
}

struct Generator {
    random: StdRng,
    now: DateTime<Utc>,
    people: Vec<String>,
    /// Organization, its bank account, and which spot it is at.
    organizations: Vec<(String, String, usize)>,
    spots: Vec<Spot>,
    /// Projects and what they lack, by place, sector and state.
    counts: BTreeMap<(String, &'static str, &'static str), (i64, i64)>,
    pledges: u64,
    bulk: Bulk,
    listed: Vec<(i64, String, String)>,
}

/// Loads `projects` projects into a database that has none. Progress goes to `report`.
pub fn load(app: &App, projects: usize, report: impl Fn(usize)) -> Result<()> {
    let count: i64 = app.db.read_blocking(|conn| {
        use diesel::{QueryDsl, RunQueryDsl};
        Ok(on_engine!(conn, c => crate::schema::projects::table.count().get_result(c))?)
    })?;
    if count > 0 {
        return Err(Error::internal(std::io::Error::other(
            "the database has projects already; give a new one by KOPURO_DATA_DIR or DATABASE_URL",
        )));
    }
    let mut generator = Generator {
        random: StdRng::seed_from_u64(2026),
        now: clock::now(),
        people: Vec::new(),
        organizations: Vec::new(),
        spots: spots(app)?,
        counts: BTreeMap::new(),
        pledges: 0,
        bulk: Bulk::default(),
        listed: Vec::new(),
    };
    generator.people()?;
    generator.organizations();
    for number in 1..=projects {
        generator.project(number, projects);
        if number % 2_000 == 0 {
            generator.flush(app)?;
            report(number);
        }
    }
    generator.counts();
    generator.flush(app)?;
    dialogue::load(app, &mut generator, projects)?;
    // The planner of either engine decides by what it knows of the tables.
    app.db.write_blocking(|conn| Ok(on_engine!(conn, c => c.batch_execute("ANALYZE"))?))
}

fn time(at: DateTime<Utc>) -> String {
    at.format("'%Y-%m-%d %H:%M:%S%.6f'").to_string()
}

fn day(day: NaiveDate) -> String {
    format!("'{day}'")
}

impl Generator {
    /// An identifier as of a time (UUIDv7), the same in every run but for the time.
    fn id(&mut self, at: DateTime<Utc>) -> String {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        let mut random = [0; 10];
        self.random.fill_bytes(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }

    fn flush(&mut self, app: &App) -> Result<()> {
        self.bulk.flush(app, ORDER.split_at(7), "projects", &mut self.listed)
    }

    fn people(&mut self) -> Result<()> {
        let hash = passwords::hash(super::PASSWORD)?;
        let created = self.now - Duration::days(400);
        for number in 1..=PEOPLE {
            let id = self.id(created);
            let account = if number <= SIGN_INS {
                format!("'load-{number}@demo.kopuro.kg',{},'{hash}'", time(created))
            } else {
                "NULL,NULL,NULL".to_owned()
            };
            let row = format!(
                "'{id}',1,{account},'Мекендеш {number}','','ky','KGS',FALSE,FALSE,0,{}",
                time(created)
            );
            self.bulk.add("people", row);
            self.people.push(id);
        }
        Ok(())
    }

    fn organizations(&mut self) {
        let created = self.now - Duration::days(390);
        for number in 0..ORGANIZATIONS {
            let (id, account) = (self.id(created), self.id(created));
            let spot = number % self.spots.len();
            let (place, owner, at) = (&self.spots[spot].id, &self.people[number], time(created));
            let row = format!(
                "'{id}',1,'local_self_government','{{\"ky\":\"{number}-айыл өкмөтү\"}}','{{}}','{place}','verified',\
                 '2099-01-01','{owner}',{at},{at}"
            );
            let bank = format!(
                "'{account}','{id}','KGS','{number}-айыл өкмөтү','Банк','domestic','1290{number:012}','{owner}',{at}"
            );
            self.bulk.add("organizations", row);
            self.bulk.add("organizations_bank_accounts", bank);
            self.organizations.push((id, account, spot));
        }
    }

    fn state(&mut self) -> ProjectState {
        let mut draw = self.random.random_range(0..100);
        for (state, share) in STATES {
            if draw < share {
                return state;
            }
            draw -= share;
        }
        ProjectState::Published
    }

    /// One of four values, each with its share in thousandths.
    fn skewed(&mut self, values: [(u32, i64); 4]) -> i64 {
        let mut draw = self.random.random_range(0..1000);
        for (share, value) in values {
            if draw < share {
                return value;
            }
            draw -= share;
        }
        values[3].1
    }

    fn project(&mut self, number: usize, of: usize) {
        let age = Duration::minutes(i64::try_from((of - number) * 360 * 1440 / of).unwrap_or(0));
        let published = self.now - age;
        let id = self.id(published);
        let state = self.state();
        let (organization, account, spot) =
            self.organizations[self.random.random_range(0..ORGANIZATIONS)].clone();
        let (ky, ru, en, sector) = NEEDS[self.random.random_range(0..NEEDS.len())];
        let goal = self.random.random_range(10_i64..500) * 1_000_000;
        // Few projects are known to everyone, most to their village; ten pledges each in the mean.
        let pledges = self.skewed([(10, 200), (40, 45), (200, 12), (750, 5)]);
        let pledges = usize::try_from(pledges).unwrap_or_default();
        let received = self.pledges(&id, &account, published, pledges, goal);
        let missing = (goal - received).max(0);
        let open = state == ProjectState::Published;
        let ends_on = (self.now + Duration::days(self.random.random_range(1..120))).date_naive();
        let at = time(published);
        let (place, words) = (self.spots[spot].id.clone(), self.spots[spot].words.clone());
        let title = format!(
            "{{\"ky\":\"{number}-{ky}\",\"ru\":\"{ru} {number}\",\"en\":\"{en} {number}\"}}"
        );
        let text = format!("{{\"ky\":\"Айылга {ky} керек.\",\"en\":\"The village needs: {en}.\"}}");
        let reason = if state == ProjectState::Cancelled { "'демо'" } else { "NULL" };
        let owner = self.people[0].clone();
        self.bulk.add(
            "projects",
            format!(
                "'{id}',3,'{organization}','{place}','{sector}','{title}','{text}','{text}',400,{goal},'KGS',{},\
                 'same_place','{{\"ky\":\"Ошол эле айылга\"}}','{}',{at},{reason},{at},'{owner}',{at},{at}",
                day(ends_on),
                state.name()
            ),
        );
        let (line, milestone) = (self.id(published), self.id(published));
        self.bulk.add(
            "projects_budget_lines",
            format!("'{line}','{id}',0,'{{\"ky\":\"Курулуш\"}}',{goal}"),
        );
        self.bulk.add("projects_funding_shares", format!("'{id}','diaspora',0,10000,'{{}}'"));
        self.bulk.add(
            "projects_milestones",
            format!("'{milestone}','{id}',0,'{{\"ky\":\"Даяр\"}}',{},'{{}}'", day(ends_on)),
        );
        let terms = format!("{ky} {ru} {en} {number} {words} айылга керек the village needs");
        let terms: Vec<_> = search::index_terms(&terms).into_iter().collect();
        let position = i64::try_from(number).unwrap_or_default();
        self.listed.push((position, id, terms.join(" ")));
        let progress = (received.min(goal) * 10_000 / goal).to_string();
        let (progress, ends_on) =
            if open { (progress, day(ends_on)) } else { ("NULL".to_owned(), "NULL".to_owned()) };
        for place in self.spots[spot].within.clone() {
            self.bulk.add(
                "projects_listing",
                format!(
                    "'{place}',{number},'{sector}','{}','local_self_government',{missing},{progress},{ends_on}",
                    state.name()
                ),
            );
            for sector in [sector, ""] {
                let count = self.counts.entry((place.clone(), sector, state.name())).or_default();
                count.0 += 1;
                count.1 += missing;
            }
        }
    }

    /// A project's pledges with their journal; answers what was received.
    fn pledges(
        &mut self,
        project: &str,
        account: &str,
        from: DateTime<Utc>,
        pledges: usize,
        goal: i64,
    ) -> i64 {
        let mut journal = Journal::new(project);
        let (mut promised, mut received) = (0, 0);
        let mut days: BTreeMap<NaiveDate, (i64, i64)> = BTreeMap::new();
        for index in 0..pledges {
            let at = from + Duration::minutes(i64::try_from(index).unwrap_or_default());
            let id = self.id(at);
            // Most give little, some much.
            let amount =
                self.skewed([(5, 5_000_000), (45, 1_000_000), (250, 300_000), (700, 100_000)])
                    * self.random.random_range(1_i64..=3);
            let person = self.people[self.random.random_range(0..PEOPLE)].clone();
            let paid = self.random.random_bool(0.6) && received + amount < goal;
            journal.post(
                &mut self.bulk,
                EntryKind::Promise,
                &id,
                at,
                vec![
                    Posting::debit(accounts::promised(accounts::DIASPORA), Currency::Kgs, amount),
                    Posting::credit(accounts::PROMISES, Currency::Kgs, amount),
                ],
            );
            if paid {
                received += amount;
                journal.post(
                    &mut self.bulk,
                    EntryKind::Receipt,
                    &id,
                    at,
                    vec![
                        Posting::debit(accounts::BANK, Currency::Kgs, amount),
                        Posting::credit(
                            accounts::received(accounts::DIASPORA),
                            Currency::Kgs,
                            amount,
                        ),
                        Posting::debit(accounts::PROMISES, Currency::Kgs, amount),
                        Posting::credit(
                            accounts::promised(accounts::DIASPORA),
                            Currency::Kgs,
                            amount,
                        ),
                    ],
                );
            } else {
                promised += amount;
            }
            days.insert(at.date_naive(), (promised, received));
            self.pledges += 1;
            let reference = make_reference(self.pledges);
            let (state, open, came) =
                if paid { ("received", 0, amount) } else { ("pledged", amount, 0) };
            let lapses = (self.now + Duration::days(90)).date_naive();
            self.bulk.add(
                "pledges",
                format!(
                    "'{id}',1,'{project}','{person}',FALSE,'{state}',{amount},'KGS',{open},{open},{amount},'{reference}',\
                     '{account}',{amount},'KGS',{came},0,{},{}",
                    time(at),
                    day(lapses)
                ),
            );
        }
        journal.close(&mut self.bulk);
        self.bulk.add("pledges_totals", format!("'{project}',{pledges},{promised},{received}"));
        for (on, (promised, received)) in days {
            let row = format!("'{project}',{},'diaspora',{promised},{received}", day(on));
            self.bulk.add("pledges_days", row);
        }
        received
    }

    fn counts(&mut self) {
        for ((place, sector, state), (projects, missing)) in std::mem::take(&mut self.counts) {
            let row = format!("'{place}','{sector}','{state}',{projects},{missing}");
            self.bulk.add("projects_counts", row);
        }
    }
}

/// A project's journal while it is made.
struct Journal {
    project: String,
    number: i64,
    hash: String,
    balances: BTreeMap<String, i64>,
}

impl Journal {
    fn new(project: &str) -> Self {
        let (project, hash) = (project.to_owned(), genesis(project));
        Self { project, number: 0, hash, balances: BTreeMap::new() }
    }

    fn post(
        &mut self,
        bulk: &mut Bulk,
        kind: EntryKind,
        subject: &str,
        at: DateTime<Utc>,
        postings: Vec<Posting>,
    ) {
        self.number += 1;
        let mut entry = JournalEntry {
            project_id: self.project.clone(),
            number: self.number,
            booked_at: at,
            kind,
            subject_id: Some(subject.to_owned()),
            reverses: None,
            postings,
            previous_hash: std::mem::take(&mut self.hash),
            hash: String::new(),
        };
        entry.hash = entry.compute_hash();
        let JournalEntry { project_id, number, previous_hash, hash, .. } = &entry;
        bulk.add(
            "ledger_entries",
            format!(
                "'{project_id}',{number},{},'{}','{subject}','{previous_hash}','{hash}'",
                time(at),
                kind.name()
            ),
        );
        for (position, posting) in entry.postings.iter().enumerate() {
            let Posting { account, amount, .. } = posting;
            let row = format!("'{project_id}',{number},{position},'{account}','KGS',{amount}");
            bulk.add("ledger_postings", row);
            *self.balances.entry(account.clone()).or_default() += amount;
        }
        self.hash = entry.hash;
    }

    fn close(self, bulk: &mut Bulk) {
        if self.number == 0 {
            return;
        }
        let project = &self.project;
        bulk.add("ledger_heads", format!("'{project}',{},'{}'", self.number, self.hash));
        for (account, balance) in &self.balances {
            bulk.add("ledger_balances", format!("'{project}','{account}','KGS',{balance}"));
        }
    }
}
