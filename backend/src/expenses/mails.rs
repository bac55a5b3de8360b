//! What donors are written.

use kopuro_shared::language::Translated;

use super::{
    service::{amount_of, known},
    store::ExpenseRow,
};
use crate::{
    people,
    platform::{app::App, db::Conn, error::Result, outbox},
    pledges,
    projects::facts::ProjectFacts,
};

/// The money is on its way back, and why.
pub fn mail_refunded(
    conn: &mut Conn<'_>,
    app: &App,
    project: &ProjectFacts,
    row: &ExpenseRow,
) -> Result<()> {
    let pledge_id = known(row.pledge_id.as_deref(), "pledge of a refund")?;
    let owner = pledges::facts::pledge_owners(conn, &[pledge_id])?.remove(pledge_id);
    let Some(owner) = owner else { return Ok(()) };
    let mailbox = people::service::find_mailbox(conn, &owner.person_id)?;
    let Some((address, language)) = mailbox else { return Ok(()) };
    let reason: Translated = serde_json::from_value(row.purpose.clone())?;
    let amount = amount_of(row)?.display(language);
    let link = app.link(&format!("/me/pledges/{pledge_id}"));
    let arguments = [
        ("amount", amount.as_str()),
        ("project", project.title.pick(language)),
        ("reason", reason.pick(language)),
        ("link", &link),
    ];
    outbox::mail(conn, language, &address, "pledge-refunded", &arguments)
}
