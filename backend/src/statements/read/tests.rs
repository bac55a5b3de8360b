use kopuro_shared::{reference::make_reference, statements::DateFormat};
use proptest::prelude::*;

use super::*;
use crate::statements::generate::{Draft, write_statement};

fn account() -> Account {
    Account { number: "1290000123456789".to_owned(), currency: Currency::Kgs }
}

fn draft(format: StatementFormat, opening: i64) -> Draft {
    Draft {
        format,
        id: "2026-05".to_owned(),
        account: account(),
        holder: "Ак-Суу айыл өкмөтү <№ 1>".to_owned(),
        opening,
        created_at: "2026-05-31T18:00:00Z".parse().expect("a time"),
    }
}

fn written(format: StatementFormat, opening: i64, entries: &[Entry]) -> Vec<u8> {
    let mut file = Vec::new();
    write_statement(&mut file, &draft(format, opening), entries.iter().cloned()).expect("memory");
    file
}

fn read_all(file: &[u8], mapping: Option<&ChangeCsvMapping>) -> Result<(Outline, Vec<Entry>)> {
    let mut entries = Vec::new();
    let outline = read(file, &[account()], mapping, &mut |entry| {
        entries.push(entry);
        Ok(())
    })?;
    Ok((outline, entries))
}

/// A text as banks carry it: no space at its ends, one between words.
fn text() -> impl Strategy<Value = String> {
    "[A-Za-zА-Яа-яӨөҮү0-9&<>\"'/.-]{1,12}( [A-Za-zА-Яа-яӨөҮү0-9&<>]{1,12}){0,20}"
}

/// A name of at most 140 characters (ISO 20022 `Max140Text`).
fn name() -> impl Strategy<Value = String> {
    "[A-Za-zА-Яа-яӨөҮү0-9&<>]{1,12}( [A-Za-zА-Яа-яӨөҮү0-9&<>]{1,12}){0,5}"
}

fn part(is_split: bool) -> impl Strategy<Value = Part> {
    let instructed =
        prop::option::of((1..1_000_000_i64).prop_map(|amount| Money::new(amount, Currency::Krw)));
    let remittance = (prop::option::of(any::<u64>()), prop::option::of(text()));
    let additional = prop::collection::vec(text(), 0..if is_split { 2 } else { 3 });
    (
        1..10_000_000_i64,
        prop::option::of("[A-Z][A-Z0-9/-]{1,15}"),
        prop::option::of("E[A-Za-z0-9-]{1,20}"),
        prop::option::of(name()),
        prop::option::of(prop_oneof!["[0-9]{16}", Just("DE89370400440532013000".to_owned())]),
        remittance,
        additional,
        instructed,
    )
        .prop_map(
            |(amount, bank, id, name, account, (reference, line), mut additional, instructed)| {
                let remittance = reference.map(make_reference).into_iter().chain(line).collect();
                additional.dedup();
                Part {
                    amount,
                    bank_reference: bank,
                    end_to_end_id: Some(id.unwrap_or_else(|| "NOTPROVIDED".to_owned())),
                    counterparty: name,
                    counterparty_account: account,
                    remittance,
                    additional,
                    instructed,
                }
            },
        )
}

fn entry() -> impl Strategy<Value = Entry> {
    let parts = prop_oneof![
        part(false).prop_map(|part| (false, vec![part])),
        prop::collection::vec(part(true), 2..5).prop_map(|parts| (false, parts)),
        (1..10_000_000_i64, prop::option::of(text())).prop_map(|(amount, additional)| {
            let additional = additional.into_iter().collect();
            (true, vec![Part { amount, additional, ..Part::default() }])
        }),
    ];
    (0..28_u32, any::<bool>(), any::<bool>(), prop::option::of("[A-Z0-9]{1,20}"), parts).prop_map(
        |(day, is_credit, is_reversal, bank_reference, (is_batch, parts))| {
            let booked_on = NaiveDate::from_ymd_opt(2026, 5, day + 1).expect("a day");
            Entry {
                position: 0,
                section: 1,
                booked_on,
                valued_on: Some(booked_on),
                direction: if is_credit { Direction::Credit } else { Direction::Debit },
                amount: parts.iter().map(|part| part.amount).sum(),
                bank_reference,
                is_reversal,
                is_batch,
                parts,
            }
        },
    )
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(entry(), 0..12).prop_map(|mut entries| {
        for (index, entry) in entries.iter_mut().enumerate() {
            entry.position = u32::try_from(index).expect("few") + 1;
        }
        entries
    })
}

fn format() -> impl Strategy<Value = StatementFormat> {
    prop::sample::select(vec![
        StatementFormat::Camt05302,
        StatementFormat::Camt05308,
        StatementFormat::Camt05402,
        StatementFormat::Camt05408,
    ])
}

fn table() -> ChangeCsvMapping {
    let mut mapping = ChangeCsvMapping { header_rows: 0, ..ChangeCsvMapping::default() };
    mapping.date_format = DateFormat::YearDashMonthDashDay;
    mapping.columns.booked_on = 1;
    mapping.columns.amount = Some(2);
    mapping.columns.balance = Some(3);
    mapping.columns.remittance = vec![4];
    mapping
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_as_the_same_entries(
        format in format(), opening in -1_000_000..1_000_000_i64, entries in entries()
    ) {
        let (outline, found) = read_all(&written(format, opening, &entries), None).expect("a good file");
        prop_assert_eq!(&found, &entries);
        let signed = |entry: &Entry| if entry.direction == Direction::Credit { entry.amount } else { -entry.amount };
        let sum: i64 = entries.iter().map(signed).sum();
        prop_assert_eq!(outline.credited - outline.debited, sum);
        if format.has_balances() {
            prop_assert_eq!((outline.opening, outline.closing), (Some(opening), Some(opening + sum)));
        }
    }

    #[test]
    fn a_file_that_is_cut_anywhere_is_refused(format in format(), entries in entries(), at in 0.0..1.0_f64) {
        let file = written(format, 0, &entries);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short file")]
        let at = (file.len() as f64 * at) as usize;
        prop_assert!(read_all(&file[..at], None).is_err());
    }

    #[test]
    fn a_changed_octet_never_panics(entries in entries(), at in any::<prop::sample::Index>(), octet in any::<u8>()) {
        let mut file = written(StatementFormat::Camt05308, 0, &entries);
        let at = at.index(file.len());
        file[at] = octet;
        let _ = read_all(&file, Some(&table()));
    }

    #[test]
    fn no_octets_make_it_panic(file in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_all(&file, Some(&table()));
    }

    #[test]
    fn a_tables_balances_agree_in_either_order(amounts in prop::collection::vec(-10_000..10_000_i64, 1..20), newest_first in any::<bool>()) {
        let mut balance = 5_000;
        let mut rows: Vec<String> = Vec::new();
        for amount in &amounts {
            balance += amount;
            let decimal = |amount: i64| Money::new(amount, Currency::Kgs).decimal().replace('.', ",");
            rows.push(format!("2026-05-04;{};{};көпүрө\n", decimal(*amount), decimal(balance)));
        }
        if newest_first {
            rows.reverse();
        }
        let (outline, found) = read_all(rows.concat().as_bytes(), Some(&table())).expect("a good table");
        prop_assert_eq!(found.len(), amounts.iter().filter(|amount| **amount != 0).count());
        // With one row, or with amounts that read the same in both directions, either order is right.
        let ends = (outline.opening.expect("balances"), outline.closing.expect("balances"));
        let sum: i64 = amounts.iter().sum();
        prop_assert_eq!(ends.1 - ends.0, sum);
    }
}

#[test]
fn a_long_statement_takes_no_more_memory_than_a_short_one() {
    /// Octets that this process has had in memory at most since the last reset.
    fn peak() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("a peak");
        line.split_whitespace().nth(1).expect("a figure").parse::<u64>().expect("a figure") * 1024
    }
    let file = tempfile::NamedTempFile::new().expect("a file");
    let entries = (1..=30_000_u32).map(|number| {
        let day = NaiveDate::from_ymd_opt(2026, 5, 1 + number % 28).expect("a day");
        let text = format!("Көпүрөгө {} жардам", make_reference(u64::from(number)));
        crate::statements::generate::payment(
            number,
            day,
            1000,
            &format!("B{number}"),
            "Айгүл",
            &text,
        )
    });
    let out = std::io::BufWriter::new(file.reopen().expect("the same file"));
    write_statement(out, &draft(StatementFormat::Camt05302, 0), entries).expect("a disk");
    let size = file.path().metadata().expect("a size").len();
    let before = peak();
    let mut count = 0;
    let input = std::io::BufReader::new(file.reopen().expect("the same file"));
    let outline = read(input, &[account()], None, &mut |_| {
        count += 1;
        Ok(())
    });
    assert_eq!((outline.expect("a good file").entries, count), (30_000, 30_000));
    let grown = peak() - before;
    assert!(size > 16_000_000, "the file is {size} octets");
    assert!(grown < 8 * 1024 * 1024, "{grown} octets more for a file of {size}");
}

#[test]
fn a_piece_without_end_is_refused_before_it_fills_the_memory() {
    let long = "x".repeat(8 * 1024 * 1024);
    let whole = String::from_utf8(written(StatementFormat::Camt05302, 0, &[])).expect("UTF-8");
    let file = whole.replace("<CreDtTm>", &format!("<CreDtTm>{long}"));
    let error = read_all(file.as_bytes(), None).expect_err("too long");
    assert_eq!(error.code, ErrorCode::StatementMalformed);
    let error = read_all(format!("2026-05-04;1;{long}").as_bytes(), Some(&table()));
    assert_eq!(error.expect_err("too long").code, ErrorCode::StatementMalformed);
    let deep = whole
        .replace("<CreDtTm>", &format!("{}{}<CreDtTm>", "<a>".repeat(500), "</a>".repeat(500)));
    assert_eq!(
        read_all(deep.as_bytes(), None).expect_err("too deep").code,
        ErrorCode::StatementMalformed
    );
}
