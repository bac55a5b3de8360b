//! Mails about cases. They carry the number and a link, never a word of the case itself.

use kopuro_shared::{cases::number::format_number, language::Language};

use super::{guests, store::CaseRow};
use crate::{
    desks, people,
    platform::{app::App, db::Conn, error::Result, outbox},
};

/// Writes to who asked.
pub fn tell_asker(conn: &mut Conn<'_>, app: &App, row: &CaseRow, key: &str) -> Result<()> {
    let (mailbox, link) = match (&row.asked_by, &row.guest_email) {
        (Some(person), _) => {
            let link = app.link(&format!("/cases/{}", row.id));
            (people::service::find_mailbox(conn, person)?, link)
        }
        (None, Some(email)) => {
            let language = Language::from_tag(&row.language).unwrap_or_default();
            (Some((email.clone(), language)), guests::link(app, &row.id)?)
        }
        (None, None) => return Ok(()),
    };
    let Some((email, language)) = mailbox else { return Ok(()) };
    send(conn, row, language, &email, key, &link)
}

/// Writes to who is on duty at a desk; only to who answers the case, where that is one of them.
pub fn tell_desk(
    conn: &mut Conn<'_>,
    app: &App,
    row: &CaseRow,
    desk_id: &str,
    key: &str,
) -> Result<()> {
    let mut people = desks::facts::on_duty(conn, desk_id)?;
    if let Some(assigned) = row.assigned_to.as_ref().filter(|person| people.contains(person)) {
        people = vec![assigned.clone()];
    }
    for person in people {
        tell_person(conn, app, row, &person, key)?;
    }
    Ok(())
}

/// Writes to everyone on duty at a desk, whoever answers the case.
pub fn tell_all_of_desk(
    conn: &mut Conn<'_>,
    app: &App,
    row: &CaseRow,
    desk_id: &str,
    key: &str,
) -> Result<()> {
    for person in desks::facts::on_duty(conn, desk_id)? {
        tell_person(conn, app, row, &person, key)?;
    }
    Ok(())
}

/// Writes to one person who answers.
pub fn tell_person(
    conn: &mut Conn<'_>,
    app: &App,
    row: &CaseRow,
    person_id: &str,
    key: &str,
) -> Result<()> {
    let Some((email, language)) = people::service::find_mailbox(conn, person_id)? else {
        return Ok(());
    };
    let link = app.link(&format!("/cases/{}", row.id));
    send(conn, row, language, &email, key, &link)
}

fn send(
    conn: &mut Conn<'_>,
    row: &CaseRow,
    language: Language,
    email: &str,
    key: &str,
    link: &str,
) -> Result<()> {
    let number = format_number(&row.number);
    outbox::mail(conn, language, email, key, &[("number", &number), ("link", link)])
}
