//! What donors are written.

use kopuro_shared::{
    money::Money, pledges::Pledge, projects::ProjectState, reference::display_reference,
};

use super::{booking::BookReceipt, service::currency_of, store::PledgeRow};
use crate::{
    people,
    platform::{app::App, db::Conn, error::Result, outbox},
    projects::facts::{self, ProjectFacts},
};

/// How to pay a new pledge.
pub fn mail_instructions(
    conn: &mut Conn<'_>,
    app: &App,
    person_id: &str,
    project: &ProjectFacts,
    pledge: &Pledge,
) -> Result<()> {
    let mailbox = people::service::find_mailbox(conn, person_id)?;
    let (Some((address, language)), Some(pay)) = (mailbox, &pledge.instructions) else {
        return Ok(());
    };
    let bank = match &pay.bic {
        Some(bic) => format!("{} (BIC {bic})", pay.bank_name),
        None => pay.bank_name.clone(),
    };
    let arguments = [
        ("amount", pledge.amount.display(language)),
        ("expected", pay.amount.display(language)),
        ("project", project.title.pick(language).to_owned()),
        ("holder", pay.holder.clone()),
        ("bank", bank),
        ("account", pay.account_number.clone()),
        ("reference", display_reference(&pay.reference)),
        ("until", pledge.lapses_on.to_string()),
        ("link", app.link(&format!("/me/pledges/{}", pledge.id))),
    ];
    let arguments: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
    outbox::mail(conn, language, &address, "pledge-made", &arguments)
}

/// The promise has lapsed, or the project was given up; the former not to a donor who has paid a part.
pub fn mail_lapsed(conn: &mut Conn<'_>, app: &App, row: &PledgeRow) -> Result<()> {
    let mailbox = people::service::find_mailbox(conn, &row.person_id)?;
    let project = facts::get_facts(conn, &row.project_id)?;
    let cancelled = project.state == ProjectState::Cancelled;
    let told = mailbox.filter(|_| cancelled || row.received == 0);
    let Some((address, language)) = told else { return Ok(()) };
    let amount = Money::new(row.amount, currency_of(&row.currency)?).display(language);
    let (date, link) =
        (row.lapses_on.to_string(), app.link(&format!("/projects/{}", row.project_id)));
    let arguments = [
        ("amount", amount.as_str()),
        ("project", project.title.pick(language)),
        ("date", &date),
        ("link", &link),
    ];
    if cancelled {
        return outbox::mail(conn, language, &address, "pledge-project-cancelled", &arguments);
    }
    outbox::mail(conn, language, &address, "pledge-lapsed", &arguments)
}

/// The money has come, and here is the receipt.
pub fn thank(
    conn: &mut Conn<'_>,
    app: &App,
    project: &ProjectFacts,
    pledge: &PledgeRow,
    new: &BookReceipt,
    code: &str,
) -> Result<()> {
    let Some((address, language)) = people::service::find_mailbox(conn, &pledge.person_id)? else {
        return Ok(());
    };
    let (amount, date) = (new.amount.display(language), new.received_on.to_string());
    let link = app.link(&format!("/receipts/{code}"));
    let arguments = [
        ("amount", amount.as_str()),
        ("project", project.title.pick(language)),
        ("date", &date),
        ("link", &link),
    ];
    outbox::mail(conn, language, &address, "pledge-received", &arguments)
}

/// A receipt was taken back, and why.
pub fn mail_reversed(
    conn: &mut Conn<'_>,
    app: &App,
    project: &ProjectFacts,
    pledge: &PledgeRow,
    amount: Money,
    code: &str,
    reason: &str,
) -> Result<()> {
    let Some((address, language)) = people::service::find_mailbox(conn, &pledge.person_id)? else {
        return Ok(());
    };
    let amount = amount.display(language);
    let link = app.link(&format!("/receipts/{code}"));
    let arguments = [
        ("amount", amount.as_str()),
        ("project", project.title.pick(language)),
        ("reason", reason),
        ("link", &link),
    ];
    outbox::mail(conn, language, &address, "receipt-reversed", &arguments)
}
