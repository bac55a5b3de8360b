//! Tells the story through the services that everyone uses, each event on its day.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use kopuro_shared::{
    currency::Currency,
    ids::Id,
    language::Translated,
    money::Money,
    organizations::{
        CreateBankAccount, CreateOrganization, DecideSubmission, InviteMember, SubmitOrganization,
        VERIFICATION_DAYS_MAX,
    },
    people::RegisterPerson,
    projects::{
        ActOnProject, CreateProject, FundingShare, PlanBudgetLine, PlanMilestone, PlanProject,
        Project, ProjectAction, UpdateProject,
    },
};

use super::{
    PASSWORD,
    desks::{self, Dialogue, Said},
    money, paper,
    questions::Questions,
    story::{Event, OrganizationStory, PersonStory, ProjectStory, Rates, Story},
    work,
};
use crate::{
    cases, exchange_rates, organizations, people,
    platform::{
        app::App,
        auth::{Actor, Steward, Visitor},
        clock,
        error::{Error, Result},
        http::IfMatch,
        idempotency::IdempotencyKey,
        origin::Origin,
        outbox,
    },
    projects,
};

/// Who tells it: what the story's names stand for in the database.
pub struct Teller<'a> {
    pub app: &'a App,
    began: DateTime<Utc>,
    day: i64,
    people: HashMap<String, (Id, bool)>,
    organizations: HashMap<String, Id>,
    projects: HashMap<String, Id>,
    /// Who owns which organization, and to which one a project belongs.
    owners: HashMap<String, String>,
    treasurers: HashMap<String, String>,
    carriers: HashMap<String, String>,
    /// What was paid and stands in no statement yet, by organization.
    pub paid: HashMap<String, Vec<money::Payment>>,
    /// How many statements an organization has imported.
    pub statements: HashMap<String, money::Sheet>,
    /// Papers that were drawn so far.
    pub papers: u32,
    /// Desks, cases and consultations.
    pub dialogue: Dialogue,
}

/// The last day of the story's rates: a week ahead, as far as rates are taken.
const RATES_UNTIL: i64 = 6;

/// Something told on a day.
enum Told<'a> {
    Organization(&'a OrganizationStory),
    Project(&'a ProjectStory),
    Event(&'a Event),
    Said(Said<'a>),
}

impl Told<'_> {
    fn day(&self) -> i64 {
        match self {
            Self::Organization(organization) => organization.day,
            Self::Project(project) => project.day,
            Self::Event(event) => event.day,
            Self::Said(said) => said.day(),
        }
    }
}

/// Tells the whole story. `began` is the day of loading.
pub async fn tell(
    app: &App,
    story: &Story,
    questions: &Questions,
    began: DateTime<Utc>,
) -> Result<()> {
    let mut teller = Teller {
        app,
        began,
        day: 0,
        people: HashMap::new(),
        organizations: HashMap::new(),
        projects: HashMap::new(),
        owners: HashMap::new(),
        treasurers: HashMap::new(),
        carriers: HashMap::new(),
        paid: HashMap::new(),
        statements: HashMap::new(),
        papers: 0,
        dialogue: Dialogue::default(),
    };
    let mut told: Vec<Told<'_>> = story.organizations.iter().map(Told::Organization).collect();
    told.extend(story.projects.iter().map(Told::Project));
    told.extend(story.events.iter().map(Told::Event));
    told.extend(desks::all(questions).into_iter().map(Told::Said));
    // Stable: what the file tells first happens first on the same day.
    told.sort_by_key(Told::day);
    let first = told.first().map_or(0, Told::day).min(story.rates.days[0]);
    teller.on(first - 1);
    for person in &story.people {
        teller.register(person)?;
    }
    teller.import_rates(&story.rates).await?;
    for entry in told {
        teller.pass(entry.day()).await?;
        match entry {
            Told::Organization(organization) => teller.found(organization).await?,
            Told::Project(project) => teller.open(project).await?,
            Told::Event(event) => teller.happen(event).await?,
            Told::Said(said) => desks::tell(&mut teller, said).await?,
        }
    }
    Ok(())
}

/// The story names what it does not tell.
pub fn unknown(name: &str) -> Error {
    Error::internal(std::io::Error::other(format!("the story knows no {name}")))
}

impl Teller<'_> {
    /// It is ten in the morning in Bishkek of this day of the story.
    fn on(&mut self, day: i64) {
        self.day = day;
        let date = (self.began + Duration::days(day)).date_naive();
        let morning = date.and_hms_opt(4, 0, 0).expect("a time of day").and_utc();
        clock::pretend(morning);
    }

    /// The days go by until this one, each with what the clock of the cases does on it.
    async fn pass(&mut self, day: i64) -> Result<()> {
        for passed in self.day + 1..=day {
            self.on(passed);
            cases::clockwork::run(self.app).await?;
        }
        self.on(day);
        Ok(())
    }

    /// The day of the story that it is.
    pub fn day(&self) -> i64 {
        self.day
    }

    /// The date of a day of the story.
    pub fn date(&self, day: i64) -> chrono::NaiveDate {
        (self.began + Duration::days(day)).date_naive()
    }

    /// A person of the story, as if signed in with a second factor.
    pub fn actor(&self, person: &str) -> Result<Actor> {
        let (id, is_steward) = self.people.get(person).ok_or_else(|| unknown(person))?;
        Ok(Actor {
            person_id: id.clone(),
            session_id: clock::new_id(),
            is_steward: *is_steward,
            second_factor: true,
            origin: Origin::internal("demo"),
        })
    }

    fn steward(&self) -> Result<Actor> {
        let steward = self.people.iter().find(|(_, (_, is_steward))| *is_steward);
        self.actor(steward.ok_or_else(|| unknown("steward"))?.0)
    }

    pub fn organization(&self, name: &str) -> Result<Id> {
        self.organizations.get(name).cloned().ok_or_else(|| unknown(name))
    }

    /// Who owns an organization.
    pub fn owner(&self, organization: &str) -> Result<Actor> {
        self.actor(self.owners.get(organization).ok_or_else(|| unknown(organization))?)
    }

    pub fn project(&self, name: &str) -> Result<Id> {
        self.projects.get(name).cloned().ok_or_else(|| unknown(name))
    }

    /// The organization that carries a project out, by its name in the story.
    pub fn carrier(&self, project: &str) -> Result<&str> {
        self.carriers.get(project).map(String::as_str).ok_or_else(|| unknown(project))
    }

    /// Who imports the statements of an organization.
    pub fn treasurer(&self, organization: &str) -> Result<Actor> {
        let person = self.treasurers.get(organization).ok_or_else(|| unknown(organization))?;
        self.actor(person)
    }

    fn register(&mut self, person: &PersonStory) -> Result<()> {
        let origin = Origin::internal("demo");
        let request = RegisterPerson {
            email: person.email.clone(),
            password: PASSWORD.to_owned(),
            display_name: person.name.clone(),
            language: person.language,
        };
        let id = people::service::create_confirmed_person(&self.app.db, &origin, &request)?;
        if person.steward {
            let email = &person.email;
            self.app
                .db
                .write_blocking(|conn| people::service::make_steward(conn, &origin, email))?;
        }
        self.people.insert(person.id.clone(), (id, person.steward));
        Ok(())
    }

    async fn import_rates(&self, rates: &Rates) -> Result<()> {
        let mut table = "date,currency,rate\n".to_owned();
        for (currency, values) in &rates.currencies {
            // Every week the last one that the story tells: old rates are not used.
            for day in (rates.days[0]..=RATES_UNTIL).step_by(7) {
                let at = rates.days.partition_point(|known| *known <= day).saturating_sub(1);
                let rate = values.get(at).ok_or_else(|| unknown(currency))?;
                table += &format!("{},{currency},{rate}\n", self.date(day));
            }
        }
        // Rates of days ahead are refused; the story's last day is the day of loading.
        clock::pretend(self.began);
        let request = kopuro_shared::exchange_rates::ImportExchangeRates {
            source: rates.source.clone(),
            table,
        };
        let steward = Steward(self.steward()?);
        exchange_rates::service::import_exchange_rates(self.app, steward, request).await.map(|_| ())
    }

    async fn found(&mut self, story: &OrganizationStory) -> Result<()> {
        let (app, key) = (self.app, IdempotencyKey::none);
        let owner = self.actor(&story.owner)?;
        let request = CreateOrganization {
            kind: story.kind,
            name: story.name.clone(),
            about: story.about.clone(),
            place_id: story.place.clone(),
            parent_id: None,
            registration_number: story.registration_number.clone(),
            website: None,
            email: Some(story.email.clone()),
            phone: story.phone.clone(),
        };
        let created =
            organizations::service::create_organization(app, owner.clone(), key(), request).await?;
        let id = created.id;
        self.organizations.insert(story.id.clone(), id.clone());
        self.owners.insert(story.id.clone(), story.owner.clone());
        let paper = paper::Paper {
            title: "Registration certificate (demo)".to_owned(),
            lines: vec![story.name.en.clone().unwrap_or_default(), story.email.clone()],
        };
        let document = self.upload_paper(&owner, &id, &paper, "kubolyk.pdf").await?;
        let submit = SubmitOrganization { note: story.note.clone(), document_ids: vec![document] };
        let submission = organizations::verification::submit_organization(
            app,
            owner.clone(),
            id.clone(),
            key(),
            submit,
        )
        .await?;
        if story.submitted_only {
            return Ok(());
        }
        let decision = DecideSubmission {
            is_verified: true,
            reason: "Demo".to_owned(),
            verified_until: Some(clock::today() + Duration::days(VERIFICATION_DAYS_MAX - 1)),
        };
        let steward = self.steward()?;
        organizations::verification::decide_submission(app, steward, submission.id, decision)
            .await?;
        for member in &story.members {
            self.invite(&owner, &id, member).await?;
            self.treasurers.insert(story.id.clone(), member.person.clone());
        }
        if let Some(account) = &story.account {
            let request = CreateBankAccount {
                currency: Currency::Kgs,
                holder: account.holder.clone(),
                bank_name: account.bank_name.clone(),
                bic: Some(account.bic.clone()),
                number: account.number.clone(),
            };
            organizations::bank_accounts::create_bank_account(app, owner, id, key(), request)
                .await?;
        }
        Ok(())
    }

    /// Invites a member by mail, who follows the link in it.
    async fn invite(
        &self,
        owner: &Actor,
        organization: &str,
        member: &super::story::MemberStory,
    ) -> Result<()> {
        let invited = self.actor(&member.person)?;
        let person = invited.person_id.clone();
        let mailbox = self
            .app
            .db
            .read(move |conn| people::service::find_mailbox(conn, &person))
            .await?
            .ok_or_else(|| unknown(&member.person))?;
        let email = mailbox.0;
        let request = InviteMember { email: email.clone(), role: member.role };
        let (id, key) = (organization.to_owned(), IdempotencyKey::none());
        organizations::members::invite_member(self.app, owner.clone(), id, key, request).await?;
        let mail = self.app.db.read(move |conn| outbox::find_newest_text(conn, &email)).await?;
        let token = mail.as_deref().and_then(|text| text.split_once('#'));
        let token: String = token
            .map(|(_, rest)| rest.chars().take_while(char::is_ascii_alphanumeric).collect())
            .ok_or_else(|| unknown("mail with an invitation"))?;
        organizations::members::accept_invitation(self.app, invited, token).await.map(|_| ())
    }

    /// The project as it stands, for the version that a change must name.
    pub async fn look(&self, project: &str) -> Result<Project> {
        let id = self.project(project)?;
        let actor = Some(self.actor(&self.owners[self.carrier(project)?])?);
        let visitor = Visitor { actor, origin: Origin::internal("demo") };
        projects::service::get_project(self.app, visitor, id).await
    }

    async fn open(&mut self, story: &ProjectStory) -> Result<()> {
        let (app, key) = (self.app, IdempotencyKey::none);
        let organization = self.organization(&story.organization)?;
        let owner = self.actor(&self.owners[&story.organization])?;
        let request = CreateProject {
            place_id: story.place.clone(),
            sector: story.sector.clone(),
            title: story.title.clone(),
            summary: story.summary.clone(),
            description: story.description.clone(),
            beneficiaries: story.beneficiaries,
            currency: Currency::Kgs,
        };
        let draft = projects::service::create_project(
            app,
            owner.clone(),
            organization.clone(),
            key(),
            request,
        )
        .await?;
        let id = draft.id;
        self.projects.insert(story.id.clone(), id.clone());
        self.carriers.insert(story.id.clone(), story.organization.clone());
        let cover = self.upload_picture(&owner, &organization, &story.cover).await?;
        let change = UpdateProject { cover_file_id: Some(cover), ..UpdateProject::default() };
        let version = IfMatch(draft.version);
        let changed =
            projects::service::update_project(app, owner.clone(), id.clone(), version, change)
                .await?;
        let version = IfMatch(changed.version);
        let plan = self.plan(story)?;
        projects::service::plan_project(app, owner.clone(), id, version, plan).await?;
        self.act(&story.id, &owner, ProjectAction::Submit).await?;
        if !story.submitted_only {
            self.act(&story.id, &self.steward()?, ProjectAction::Publish).await?;
        }
        Ok(())
    }

    fn plan(&self, story: &ProjectStory) -> Result<PlanProject> {
        let lines = story.lines.iter().map(|line| {
            Ok(PlanBudgetLine { name: line.name.clone(), amount: som(&line.amount)?.amount })
        });
        let shares = story.shares.iter().map(|share| FundingShare {
            partner: share.partner,
            share: share.share,
            name: share.name.clone(),
            organization_id: None,
        });
        let milestones = story.milestones.iter().map(|milestone| PlanMilestone {
            title: milestone.title.clone(),
            planned_on: self.date(milestone.planned),
        });
        Ok(PlanProject {
            goal: som(&story.goal)?,
            ends_on: Some(self.date(story.ends_on)),
            budget_lines: lines.collect::<Result<_>>()?,
            funding_shares: shares.collect(),
            matching_rule: story.matching.clone(),
            milestones: milestones.collect(),
            surplus: Some(story.surplus.clone()),
        })
    }

    /// Moves a project along its lifecycle.
    pub async fn act(&self, project: &str, actor: &Actor, action: ProjectAction) -> Result<()> {
        let present = self.look(project).await?;
        let request = ActOnProject { action, reason: String::new(), money: None };
        let version = IfMatch(present.version);
        let (actor, id) = (actor.clone(), present.id);
        projects::lifecycle::act_on_project(self.app, actor, id, version, request).await.map(|_| ())
    }

    async fn happen(&mut self, event: &Event) -> Result<()> {
        if event.statement {
            let organization =
                event.organization.as_deref().ok_or_else(|| unknown("organization"))?;
            return money::import_statement(self, organization, event.day).await;
        }
        let project = event.project.as_deref().ok_or_else(|| unknown("project"))?;
        if let Some(pledge) = &event.pledge {
            money::pledge(self, project, pledge).await?;
        }
        if let Some(transfer) = &event.transfer {
            money::transfer(self, project, transfer, event.day)?;
        }
        if let Some(expense) = &event.expense {
            money::expense(self, project, expense).await?;
        }
        if let Some(surplus) = &event.surplus {
            money::distribute(self, project, surplus).await?;
        }
        if let Some(act) = &event.act {
            self.act(project, &self.actor(&act.by)?, act.action).await?;
        }
        work::happen(self, project, event).await
    }
}

/// An amount of som, as the story writes it.
pub fn som(text: &str) -> Result<Money> {
    Money::parse_decimal(text, Currency::Kgs).map_err(Error::internal)
}

/// A text of the story in the language of most of its readers, for what has one language only.
pub fn first(text: &Translated) -> String {
    text.pick(kopuro_shared::language::Language::Ky).to_owned()
}
