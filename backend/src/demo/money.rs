//! The money in the story: pledges, what donors and partners pay, the bank's statements, expenses, what is left.

use std::fs::File;

use chrono::NaiveDate;
use kopuro_shared::{
    currency::Currency,
    expenses::{ActOnExpense, CreateDistribution, CreateExpense, ExpenseAction, ProveExpense},
    ids::Id,
    matching::Partner,
    money::Money,
    pledges::CreatePledge,
    statements::{
        BookingTarget, Direction, ImportStatement, MatchTransaction, StatementFormat,
        TransactionQuery, TransactionState, TransactionSummary,
    },
};

use super::{
    paper::Paper,
    story::{ExpenseStory, PledgeStory, SurplusStory, TransferStory, Writing},
    teller::{Teller, first, som},
};
use crate::{
    expenses, ledger,
    platform::{
        auth::Actor,
        clock,
        error::{Error, Result},
        http::IfMatch,
        idempotency::IdempotencyKey,
    },
    pledges,
    statements::{
        self,
        decisions::Decided,
        generate::{self, Draft},
        import::{Importer, Upload, import_file},
        read::{Account, Entry},
    },
};

/// The balance with which every account of the story begins: the organization had money before Kopuro.
const OPENING: i64 = 45_000_000;

/// Something that the bank will show.
pub struct Payment {
    day: i64,
    /// In tyiyn.
    amount: i64,
    who: String,
    text: String,
    what: What,
}

enum What {
    /// A donor paid.
    Donation,
    /// A partner paid, for this project.
    Partner(String, Partner),
    /// The organization paid this expense.
    Expense(Id),
}

/// An organization's statements so far.
#[derive(Default)]
pub struct Sheet {
    number: u32,
    balance: i64,
    entries: u32,
}

/// Pledges, and remembers what will be paid.
pub async fn pledge(teller: &mut Teller<'_>, project: &str, story: &PledgeStory) -> Result<()> {
    let request = CreatePledge {
        project_id: teller.project(project)?,
        amount: Money::parse_decimal(&story.amount, story.currency).map_err(Error::internal)?,
        anonymous: story.anonymous,
    };
    let (actor, key) = (teller.actor(&story.person)?, IdempotencyKey::none());
    let pledge = pledges::service::create_pledge(teller.app, actor, key, request).await?;
    let Some(day) = story.paid_day else { return Ok(()) };
    let instructions = pledge.instructions.ok_or_else(Error::not_found)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a made-up share"
    )]
    let amount = (instructions.amount.amount as f64 * story.paid) as i64;
    let text = written(&instructions.reference, story.reference);
    let payment =
        Payment { day, amount, who: story.person.to_uppercase(), text, what: What::Donation };
    let organization = teller.carrier(project)?.to_owned();
    teller.paid.entry(organization).or_default().push(payment);
    Ok(())
}

/// How the donor writes the reference.
fn written(reference: &str, writing: Writing) -> String {
    match writing {
        Writing::Right => format!("Donation {reference}"),
        Writing::Spaced => {
            let letters: Vec<char> = reference.to_lowercase().chars().collect();
            letters
                .chunks(4)
                .map(|part| part.iter().collect::<String>())
                .collect::<Vec<_>>()
                .join(" ")
        }
        Writing::Typo => {
            // The last figure is another one.
            let (start, last) = reference.split_at(reference.len() - 1);
            format!("{start}{}", if last == "7" { "1" } else { "7" })
        }
        Writing::Missing => "Ооруканага жардам".to_owned(),
    }
}

/// Another partner pays for a project.
pub fn transfer(
    teller: &mut Teller<'_>,
    project: &str,
    story: &TransferStory,
    day: i64,
) -> Result<()> {
    let payment = Payment {
        day,
        amount: som(&story.amount)?.amount,
        who: story.partner.name().to_uppercase(),
        text: story.text.clone(),
        what: What::Partner(project.to_owned(), story.partner),
    };
    let organization = teller.carrier(project)?.to_owned();
    teller.paid.entry(organization).or_default().push(payment);
    Ok(())
}

/// Writes the bank's camt.053 of what was paid, lets the treasurer import it, and books what carries no reference.
pub async fn import_statement(teller: &mut Teller<'_>, organization: &str, day: i64) -> Result<()> {
    let waiting = teller.paid.remove(organization).unwrap_or_default();
    let (mut paid, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|it| it.day <= day);
    paid.sort_by_key(|payment| payment.day);
    teller.paid.insert(organization.to_owned(), later);
    let id = teller.organization(organization)?;
    let treasurer = teller.treasurer(organization)?;
    let accounts = crate::organizations::bank_accounts::list_bank_accounts(
        teller.app,
        treasurer.clone(),
        id.clone(),
    )
    .await?;
    let account = accounts.into_iter().next().ok_or_else(Error::not_found)?;
    let mut sheet = teller
        .statements
        .remove(organization)
        .unwrap_or(Sheet { balance: OPENING, ..Sheet::default() });
    sheet.number += 1;
    let mut entries = Vec::new();
    for payment in &paid {
        sheet.entries += 1;
        entries.push(entry(payment, teller.date(payment.day), &sheet, entries.len()));
    }
    let draft = Draft {
        format: StatementFormat::Camt05308,
        id: format!("DEMO-{}-{}", account.number, sheet.number),
        account: Account { number: account.number.clone(), currency: Currency::Kgs },
        holder: account.holder.clone(),
        opening: sheet.balance,
        created_at: clock::now(),
    };
    sheet.balance += entries.iter().map(signed).sum::<i64>();
    let path = teller.app.config.data_dir.join("demo-statement.xml");
    let file = File::create(&path).map_err(Error::internal)?;
    generate::write_statement(file, &draft, entries.into_iter()).map_err(Error::internal)?;
    let importer = Importer::from(&treasurer);
    let request = ImportStatement {
        account_id: Some(account.id),
        file_name: Some(format!("{}.xml", draft.id)),
    };
    let imported = {
        let (app, id, key) = (teller.app.clone(), id.clone(), IdempotencyKey::none());
        let (sha256, size) = statements::upload::measure(&path)?;
        let path = path.clone();
        crate::platform::db::blocking(move || {
            let upload = Upload { path: &path, sha256, size };
            import_file(&app, &importer, &id, &key, &request, &upload, true)
        })
        .await
    };
    std::fs::remove_file(&path).map_err(Error::internal)?;
    let statement = imported?;
    teller.statements.insert(organization.to_owned(), sheet);
    let transactions = transactions(teller, &treasurer, &id, &statement.id).await?;
    for payment in paid {
        let found = transactions.iter().find(|transaction| {
            transaction.amount.amount == payment.amount
                && transaction.remittance.contains(&payment.text)
        });
        match (payment.what, found) {
            (What::Partner(project, partner), Some(transaction)) => {
                book_partner(teller, organization, transaction, &project, partner).await?;
            }
            (What::Expense(expense), Some(transaction)) => {
                prove(teller, organization, &expense, &transaction.id).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn entry(payment: &Payment, date: NaiveDate, sheet: &Sheet, before: usize) -> Entry {
    let position = u32::try_from(before).unwrap_or_default() + 1;
    let reference = format!("DB{:03}{:05}", sheet.number, sheet.entries);
    let entry =
        generate::payment(position, date, payment.amount, &reference, &payment.who, &payment.text);
    match payment.what {
        What::Expense(_) => Entry { direction: Direction::Debit, ..entry },
        _ => entry,
    }
}

/// What an entry does to the balance.
fn signed(entry: &Entry) -> i64 {
    match entry.direction {
        Direction::Credit => entry.amount,
        Direction::Debit => -entry.amount,
    }
}

async fn transactions(
    teller: &Teller<'_>,
    treasurer: &Actor,
    organization: &str,
    statement: &str,
) -> Result<Vec<TransactionSummary>> {
    let mut all = Vec::new();
    for state in [TransactionState::Queued, TransactionState::Outgoing] {
        let query = TransactionQuery {
            state: Some(state),
            statement_id: Some(statement.to_owned()),
            limit: Some(100),
            ..TransactionQuery::default()
        };
        let page = statements::lists::list_transactions(
            teller.app,
            treasurer.clone(),
            organization.to_owned(),
            query,
        )
        .await?;
        all.extend(page.items);
    }
    Ok(all)
}

async fn book_partner(
    teller: &Teller<'_>,
    organization: &str,
    transaction: &TransactionSummary,
    project: &str,
    partner: Partner,
) -> Result<()> {
    let decided = Decided {
        actor: teller.treasurer(organization)?,
        if_match: IfMatch(transaction.version),
        organization_id: teller.organization(organization)?,
        transaction_id: transaction.id.clone(),
    };
    let target = BookingTarget {
        project_id: Some(teller.project(project)?),
        partner: Some(partner),
        ..BookingTarget::default()
    };
    let request = MatchTransaction { target, amount: None };
    statements::decisions::match_transaction(teller.app, decided, request).await.map(|_| ())
}

/// Enters an expense with its invoice, lets another person approve it, and pays it.
pub async fn expense(teller: &mut Teller<'_>, project: &str, story: &ExpenseStory) -> Result<()> {
    let organization = teller.carrier(project)?.to_owned();
    let id = teller.organization(&organization)?;
    let author = teller.actor(&story.by)?;
    teller.papers += 1;
    let paper = Paper {
        title: format!("Invoice {} (demo)", teller.papers),
        lines: vec![
            format!("For: {}", story.purpose.en.clone().unwrap_or_default()),
            format!("Amount: {} KGS", story.amount),
            format!("Date: {}", clock::today()),
        ],
    };
    let name = format!("esep-{}.pdf", teller.papers);
    let invoice = teller.upload_paper(&author, &id, &paper, &name).await?;
    let present = teller.look(project).await?;
    let line = present.budget_lines.get(story.line).ok_or_else(Error::not_found)?;
    let amount = som(&story.amount)?;
    let request = CreateExpense {
        budget_line_id: line.id.clone(),
        supplier: story.supplier.clone(),
        purpose: story.purpose.clone(),
        amount,
        spent_on: clock::today(),
        invoice_file_ids: vec![invoice],
    };
    let key = IdempotencyKey::none();
    let entered =
        expenses::service::create_expense(teller.app, author, present.id, key, request).await?;
    let Some(approver) = &story.approved_by else { return Ok(()) };
    approve(teller, approver, &entered.id, entered.version).await?;
    let payment = Payment {
        day: teller.day(),
        amount: amount.amount,
        who: story.supplier.clone(),
        text: first(&story.purpose),
        what: What::Expense(entered.id),
    };
    teller.paid.entry(organization).or_default().push(payment);
    Ok(())
}

async fn approve(teller: &Teller<'_>, approver: &str, expense: &str, version: i64) -> Result<()> {
    let request = ActOnExpense { action: ExpenseAction::Approve, reason: String::new() };
    let (actor, id) = (teller.actor(approver)?, expense.to_owned());
    expenses::decisions::act_on_expense(teller.app, actor, id, IfMatch(version), request)
        .await
        .map(|_| ())
}

async fn prove(
    teller: &Teller<'_>,
    organization: &str,
    expense: &str,
    transaction: &str,
) -> Result<()> {
    let treasurer = teller.treasurer(organization)?;
    let visitor = crate::platform::auth::Visitor {
        origin: treasurer.origin.clone(),
        actor: Some(treasurer.clone()),
    };
    let present = expenses::service::get_expense(teller.app, visitor, expense.to_owned()).await?;
    let request = ProveExpense { transaction_id: transaction.to_owned() };
    let (id, version) = (present.id, IfMatch(present.version));
    expenses::proof::prove_expense(teller.app, treasurer, id, version, request).await.map(|_| ())
}

/// What is left of a finished project goes where its plan says.
pub async fn distribute(
    teller: &mut Teller<'_>,
    project: &str,
    story: &SurplusStory,
) -> Result<()> {
    let present = teller.look(project).await?;
    let id = present.id.clone();
    let left = teller.app.db.read(move |conn| ledger::service::unspent(conn, &id)).await?;
    for amount in left {
        let request = CreateDistribution {
            amount,
            purpose: present.surplus.as_ref().map(|plan| plan.note.clone()).unwrap_or_default(),
            spent_on: clock::today(),
            invoice_file_ids: Vec::new(),
        };
        let (author, key) = (teller.actor(&story.by)?, IdempotencyKey::none());
        let id = present.id.clone();
        let entered =
            expenses::refunds::create_distribution(teller.app, author, id, key, request).await?;
        approve(teller, &story.approved_by, &entered.id, entered.version).await?;
    }
    Ok(())
}
