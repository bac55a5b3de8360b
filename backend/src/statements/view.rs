//! Rows as the treasurer sees them.

use kopuro_shared::{
    currency::Currency,
    money::Money,
    statements::{
        Direction, NoticeKind, QueueReason, Statement, StatementCounts, StatementFormat,
        StatementState, TransactionState, TransactionSummary,
    },
};

use super::store::{StatementRow, TransactionRow};
use crate::{
    people,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
};

pub(super) fn currency_of(code: &str) -> Result<Currency> {
    code.parse().map_err(Error::internal)
}

/// A text of the database that must be one of ours.
pub(super) fn known<T>(found: Option<T>, text: &str) -> Result<T> {
    found.ok_or_else(|| Error::internal(std::io::Error::other(format!("unknown: {text}"))))
}

pub(super) fn direction_of(row: &TransactionRow) -> Result<Direction> {
    known(Direction::from_name(&row.direction), &row.direction)
}

pub(super) fn queue_reason(row: &TransactionRow) -> Result<Option<QueueReason>> {
    let reason = row.queue_reason.as_deref();
    reason.map(|name| known(QueueReason::from_name(name), name)).transpose()
}

/// The display name of a person; nothing for nobody and for deleted accounts.
pub(super) fn name_of(conn: &mut Conn<'_>, person_id: Option<&str>) -> Result<Option<String>> {
    let Some(id) = person_id else { return Ok(None) };
    Ok(people::service::find_display_name(conn, id)?.filter(|name| !name.is_empty()))
}

pub(super) fn statement(conn: &mut Conn<'_>, row: StatementRow) -> Result<Statement> {
    let currency = currency_of(&row.currency)?;
    let money = |amount| Money::new(amount, currency);
    Ok(Statement {
        imported_by: name_of(conn, row.imported_by.as_deref())?,
        format: known(StatementFormat::from_name(&row.format), &row.format)?,
        state: known(StatementState::from_name(&row.state), &row.state)?,
        counts: StatementCounts {
            entries: row.entries,
            known: row.known,
            matched: row.matched,
            queued: row.queued,
            outgoing: row.outgoing,
        },
        notices: serde_json::from_value(row.notices)?,
        id: row.id,
        account_id: row.bank_account_id,
        file_name: row.file_name,
        file_sha256: row.file_sha256,
        file_size: row.file_size,
        from: row.first_day,
        to: row.last_day,
        opening: row.opening.map(money),
        closing: row.closing.map(money),
        credited: money(row.credited),
        debited: money(row.debited),
        imported_at: row.imported_at.and_utc(),
    })
}

pub(super) fn summary(row: TransactionRow) -> Result<TransactionSummary> {
    let currency = currency_of(&row.currency)?;
    Ok(TransactionSummary {
        direction: direction_of(&row)?,
        state: known(TransactionState::from_name(&row.state), &row.state)?,
        queue_reason: queue_reason(&row)?,
        amount: Money::new(row.amount, currency),
        open: Money::new(row.amount - row.used, currency),
        id: row.id,
        version: row.version,
        account_id: row.bank_account_id,
        booked_on: row.booked_on,
        counterparty: row.counterparty,
        remittance: row.remittance,
    })
}

/// How many of a kind of notice there are.
pub(super) fn count_notice(row: &mut StatementRow, kind: NoticeKind, count: i64) -> Result<()> {
    use kopuro_shared::statements::StatementNotice;
    if count == 0 {
        return Ok(());
    }
    let mut notices: Vec<StatementNotice> = serde_json::from_value(row.notices.take())?;
    match notices.iter_mut().find(|notice| notice.kind == kind) {
        Some(notice) => notice.count += count,
        None => notices.push(StatementNotice { kind, count, difference: None, statement_id: None }),
    }
    row.notices = serde_json::to_value(notices)?;
    Ok(())
}
