//! The outbox: what must be sent is written in the transaction that decides it, and delivered afterwards with backoff.
//! A delivery is claimed for a while, so several servers don't send it twice; one that died in between is taken up
//! again, which is why a mail carries the same Message-ID on every try.

use chrono::{Duration, NaiveDateTime};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, OptionalExtension, QueryDsl, RunQueryDsl,
};
use kopuro_shared::language::Language;

use super::{
    app::App,
    clock,
    db::{Conn, blocking},
    error::Result,
    messages::message,
};
use crate::{on_engine, schema::outbox};

/// How long a delivery is claimed.
const CLAIM: Duration = Duration::minutes(2);
/// Deliveries that one run claims at most.
const BATCH: i64 = 20;
/// Tries before a delivery is given up: about three days with the backoff below.
const TRIES_MAX: i32 = 24;
/// The longest pause between two tries.
const PAUSE_MAX: Duration = Duration::hours(6);

#[derive(Insertable)]
#[diesel(table_name = outbox)]
struct NewOutboxRow<'a> {
    id: String,
    kind: &'a str,
    recipient: &'a str,
    subject: &'a str,
    body: &'a str,
    tries: i32,
    created_at: NaiveDateTime,
    next_try_at: NaiveDateTime,
}

/// Puts a mail into the outbox: subject `mail-KEY-subject` and text `mail-KEY-text` of the catalogue, signed with
/// `mail-signature`.
pub fn mail(
    conn: &mut Conn<'_>,
    language: Language,
    to: &str,
    key: &str,
    args: &[(&str, &str)],
) -> Result<()> {
    let subject = message(language, &format!("mail-{key}-subject"), args);
    let text = message(language, &format!("mail-{key}-text"), args);
    let signature = message(language, "mail-signature", &[]);
    let now = clock::now_naive();
    let row = NewOutboxRow {
        id: clock::new_id(),
        kind: "mail",
        recipient: to,
        // A line break in a subject would begin a new header.
        subject: &subject.replace(['\r', '\n'], " "),
        body: &format!("{text}\n\n{signature}\n"),
        tries: 0,
        created_at: now,
        next_try_at: now,
    };
    on_engine!(conn, c => diesel::insert_into(outbox::table).values(&row).execute(c))?;
    Ok(())
}

type Claimed = (String, String, String, String, i32);

fn claim(conn: &mut Conn<'_>) -> Result<Vec<Claimed>> {
    let now = clock::now_naive();
    let due: Vec<String> = on_engine!(conn, c => outbox::table
        .filter(outbox::delivered_at.is_null().and(outbox::next_try_at.le(now)).and(outbox::tries.lt(TRIES_MAX)))
        .order((outbox::next_try_at, outbox::id))
        .limit(BATCH)
        .select(outbox::id)
        .load(c))?;
    let mine = outbox::table.filter(outbox::id.eq_any(&due));
    let claimed = (outbox::next_try_at.eq(now + CLAIM), outbox::tries.eq(outbox::tries + 1));
    let mut rows: Vec<Claimed> = on_engine!(conn, c => diesel::update(mine)
        .set(claimed)
        .returning((outbox::id, outbox::recipient, outbox::subject, outbox::body, outbox::tries))
        .get_results(c))?;
    rows.sort();
    Ok(rows)
}

/// Delivers what is due; tells how many deliveries succeeded.
pub async fn deliver(app: &App) -> Result<usize> {
    let claimed = app.db.write(claim).await?;
    let mut outcomes = Vec::with_capacity(claimed.len());
    for (id, recipient, subject, body, tries) in claimed {
        let mailer = app.mailer.clone();
        let mail_id = id.clone();
        let outcome = blocking(move || mailer.send(&mail_id, &recipient, &subject, &body)).await;
        let error = outcome.err().map(|error| error.to_string());
        if let Some(error) = &error {
            tracing::warn!(outbox_id = %id, tries, error, "mail not delivered");
        }
        outcomes.push((id, tries, error));
    }
    if outcomes.is_empty() {
        return Ok(0);
    }
    let delivered = outcomes.iter().filter(|(_, _, error)| error.is_none()).count();
    // Together: each transaction is a wait for the disk, in which nobody else can write to SQLite.
    app.db
        .write(move |conn| {
            outcomes
                .iter()
                .try_for_each(|(id, tries, error)| settle(conn, id, *tries, error.as_deref()))
        })
        .await?;
    Ok(delivered)
}

fn settle(conn: &mut Conn<'_>, id: &str, tries: i32, error: Option<&str>) -> Result<()> {
    let now = clock::now_naive();
    let row = outbox::table.find(id);
    match error {
        None => {
            on_engine!(conn, c => diesel::update(row).set(outbox::delivered_at.eq(now)).execute(c))?
        }
        Some(error) => {
            let pause = Duration::seconds(15 << tries.clamp(0, 12)).min(PAUSE_MAX);
            let retry = (outbox::next_try_at.eq(now + pause), outbox::last_error.eq(error));
            on_engine!(conn, c => diesel::update(row).set(retry).execute(c))?
        }
    };
    Ok(())
}

/// The text of the newest mail to an address: what its reader would see.
pub fn find_newest_text(conn: &mut Conn<'_>, recipient: &str) -> Result<Option<String>> {
    let newest = outbox::table.filter(outbox::recipient.eq(recipient)).order(outbox::id.desc());
    Ok(on_engine!(conn, c => newest.select(outbox::body).first(c).optional())?)
}

/// Mails that wait, and mails that were given up.
pub fn figures(conn: &mut Conn<'_>) -> Result<(i64, i64)> {
    let undelivered = || outbox::table.filter(outbox::delivered_at.is_null());
    let waiting = on_engine!(conn, c => undelivered().filter(outbox::tries.lt(TRIES_MAX)).count().get_result(c))?;
    let given_up = on_engine!(conn, c => undelivered().filter(outbox::tries.ge(TRIES_MAX)).count().get_result(c))?;
    Ok((waiting, given_up))
}
