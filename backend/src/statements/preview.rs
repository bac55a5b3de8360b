//! What importing a file would do. Reads only.

use kopuro_shared::{
    money::Money,
    statements::{
        ImportStatement, NoticeKind, PREVIEW_LINES, PreviewLine, PreviewOutcome, StatementCounts,
        StatementFormat, StatementNotice, StatementPreview,
    },
};

use super::{
    booking::{Decision, decide, slot_of, stored_in},
    import::{Checked, Upload, check, ensure_not_suspended, notices},
    read::{Entry, Part},
    slots::{Verdict, compare},
    view::currency_of,
};
use crate::platform::{app::App, db::Conn, error::Result};

/// Reads a file and says what an import would do with each of its entries.
pub fn preview_file(
    app: &App,
    organization_id: &str,
    request: &ImportStatement,
    file: &Upload<'_>,
) -> Result<StatementPreview> {
    app.db.read_blocking(|conn| ensure_not_suspended(conn, organization_id))?;
    let checked = check(app, organization_id, request, file)?;
    let is_complete = checked.outline.entries as usize <= PREVIEW_LINES;
    let mut entries = Vec::new();
    if is_complete {
        checked.read(file.path, &mut |entry| {
            entries.push(entry);
            Ok(())
        })?;
    }
    app.db.read_blocking(|conn| {
        let mut preview = empty(conn, organization_id, &checked, file)?;
        preview.is_complete = is_complete;
        look_at(conn, &checked, entries, &mut preview)?;
        Ok(preview)
    })
}

fn empty(
    conn: &mut Conn<'_>,
    organization_id: &str,
    checked: &Checked,
    file: &Upload<'_>,
) -> Result<StatementPreview> {
    let outline = &checked.outline;
    let currency = currency_of(&checked.account.currency)?;
    let money = |amount| Money::new(amount, currency);
    Ok(StatementPreview {
        notices: notices(conn, organization_id, checked, &file.sha256)?,
        account_id: checked.account.id.clone(),
        format: outline.format,
        file_sha256: file.sha256.clone(),
        from: outline.first_day,
        to: outline.last_day,
        opening: outline.opening.map(money),
        closing: outline.closing.map(money),
        credited: money(outline.credited),
        debited: money(outline.debited),
        counts: StatementCounts {
            entries: i64::from(outline.entries),
            ..StatementCounts::default()
        },
        is_complete: true,
        lines: Vec::new(),
    })
}

fn look_at(
    conn: &mut Conn<'_>,
    checked: &Checked,
    mut entries: Vec<Entry>,
    preview: &mut StatementPreview,
) -> Result<()> {
    let key = |entry: &Entry| {
        (entry.booked_on, entry.direction.name(), entry.amount, entry.section, entry.position)
    };
    entries.sort_by(|one, other| key(one).cmp(&key(other)));
    let together = |one: &Entry, other: &Entry| {
        let (one, other) = (key(one), key(other));
        (one.0, one.1, one.2, one.3) == (other.0, other.1, other.2, other.3)
    };
    let from_table = checked.outline.format == StatementFormat::Csv;
    let mut lines = Vec::new();
    for group in entries.chunk_by(together) {
        let slot = slot_of(&checked.account, &group[0])?;
        let stored = stored_in(conn, &checked.account, &slot)?;
        let verdicts = compare(group, from_table, &stored);
        for (entry, verdict) in group.iter().zip(verdicts) {
            count(preview, NoticeKind::Reversals, entry.is_reversal);
            count(preview, NoticeKind::Batches, entry.is_batch);
            let doubtful = matches!(verdict, Verdict::Doubtful { .. });
            count(preview, NoticeKind::PossibleDuplicates, doubtful);
            if let Verdict::Known { by_likeness, .. } = verdict {
                preview.counts.known += 1;
                count(preview, NoticeKind::KnownByLikeness, by_likeness);
            }
            for part in &entry.parts {
                let decision = match verdict {
                    Verdict::Known { .. } => None,
                    _ => Some(decide(conn, &checked.account, entry, part, doubtful)?),
                };
                let line = line(checked, entry, part, decision, &mut preview.counts)?;
                lines.push((entry.position, line));
            }
        }
    }
    // As the file has them.
    lines.sort_by_key(|(position, _)| *position);
    preview.lines = lines.into_iter().map(|(_, line)| line).collect();
    Ok(())
}

fn count(preview: &mut StatementPreview, kind: NoticeKind, it_is: bool) {
    if !it_is {
        return;
    }
    match preview.notices.iter_mut().find(|notice| notice.kind == kind) {
        Some(notice) => notice.count += 1,
        None => preview.notices.push(StatementNotice {
            kind,
            count: 1,
            difference: None,
            statement_id: None,
        }),
    }
}

fn line(
    checked: &Checked,
    entry: &Entry,
    part: &Part,
    decision: Option<Decision>,
    counts: &mut StatementCounts,
) -> Result<PreviewLine> {
    let mut line = PreviewLine {
        booked_on: entry.booked_on,
        direction: entry.direction,
        amount: Money::new(part.amount, currency_of(&checked.account.currency)?),
        counterparty: part.counterparty.clone(),
        remittance: part.texts(),
        outcome: PreviewOutcome::Known,
        queue_reason: None,
        reference: None,
        project_id: None,
    };
    match decision {
        None => {}
        Some(Decision::Keep) => {
            counts.outgoing += 1;
            line.outcome = PreviewOutcome::Outgoing;
        }
        Some(Decision::Queue(reason)) => {
            counts.queued += 1;
            (line.outcome, line.queue_reason) = (PreviewOutcome::Queued, Some(reason));
        }
        Some(Decision::Book { project_id, reference, .. }) => {
            counts.matched += 1;
            line.outcome = PreviewOutcome::Matched;
            (line.reference, line.project_id) = (Some(reference), Some(project_id));
        }
    }
    Ok(line)
}
