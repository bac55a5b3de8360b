use kopuro::statements::{generate::payment, read::Entry};
use kopuro_shared::statements::StatementFormat;
use serde_json::json;

use super::{Desk, by_hand, entry, may, reference, statement};
use crate::both_engines;

fn without_reference(entry: Entry) -> Entry {
    Entry { bank_reference: None, ..entry }
}

fn table_mapping() -> serde_json::Value {
    json!({
        "delimiter": ";", "encoding": "utf-8", "decimal": ",", "date_format": "dd.mm.yyyy", "header_rows": 1,
        "columns": { "booked_on": 1, "amount": 2, "remittance": [3] },
    })
}

both_engines! {
    async fn the_notification_of_the_day_and_the_statement_of_the_day_book_each_payment_once(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(500_000).await;
        let entries = [
            payment(1, may(4), 200_000, "B1", "Айгүл", reference(&pledge)),
            payment(2, may(4), 200_000, "B2", "Айгүл", reference(&pledge)),
            payment(3, may(4), 5_000, "B3", "Белгисиз", ""),
        ];
        desk.import(statement(StatementFormat::Camt05402, 0, &entries[..1])).await;
        desk.import(statement(StatementFormat::Camt05408, 0, &entries[1..])).await;
        let day = desk.import(statement(StatementFormat::Camt05302, 0, &entries)).await;
        assert_eq!(day["counts"]["known"], 3);
        assert_eq!(desk.received().await, 400_000);
        let next = [entries[2].clone(), payment(2, may(5), 1_000, "B4", "Айгүл", reference(&pledge))];
        let overlap = desk.import(statement(StatementFormat::Camt05308, 400_000, &next)).await;
        assert_eq!((&overlap["counts"]["known"], &overlap["counts"]["matched"]), (&json!(1), &json!(1)));
        assert_eq!(desk.received().await, 401_000);
        assert_eq!(desk.transactions("queued").await.len(), 1);
        desk.verify().await;
    }

    async fn true_twins_are_two_and_the_same_file_twice_is_one(server: Server) {
        let desk = Desk::new(server).await;
        let twin = |position| without_reference(payment(position, may(4), 100_000, "", "", ""));
        let morning = desk.import(statement(StatementFormat::Camt05402, 0, &[twin(1)])).await;
        assert_eq!(morning["counts"]["queued"], 1);
        let day = statement(StatementFormat::Camt05302, 0, &[twin(1), twin(2)]);
        let first = desk.import(day.clone()).await;
        assert_eq!((&first["counts"]["known"], &first["counts"]["queued"]), (&json!(1), &json!(1)));
        let notices = first["notices"].as_array().unwrap();
        assert!(notices.iter().any(|notice| notice["kind"] == "known_by_likeness" && notice["count"] == 1), "{notices:?}");
        assert_eq!(desk.import(day).await["counts"]["known"], 2);
        assert_eq!(desk.transactions("queued").await.len(), 2);
        // The day after is another day.
        let next = statement(StatementFormat::Camt05302, 200_000, &[without_reference(payment(1, may(5), 100_000, "", "", ""))]);
        assert_eq!(desk.import(next).await["counts"]["queued"], 1);
    }

    async fn a_payment_and_its_fee_under_one_reference_are_two(server: Server) {
        let desk = Desk::new(server).await;
        let entries = [payment(1, may(4), 100_000, "B1", "Айгүл", ""), payment(2, may(4), 500, "B1", "Банк", "")];
        assert_eq!(desk.import(statement(StatementFormat::Camt05302, 0, &entries)).await["counts"]["queued"], 2);
    }

    async fn a_table_and_a_camt_file_of_one_account_tell_the_same_payments(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(500_000).await;
        let path = desk.path(&format!("statements/csv_mappings/{}", desk.account));
        let save = desk.treasurer.request(reqwest::Method::PUT, &path).header("If-Match", "\"0\"");
        desk.treasurer.send(save.json(&table_mapping())).await.expect_status(200);
        let text = format!("Көпүрөгө жардам {}", reference(&pledge));
        let camt = statement(StatementFormat::Camt05302, 0, &[
            payment(1, may(4), 500_000, "B1", "Айгүл", &text),
            payment(2, may(4), 70_000, "B2", "Азамат", "жакшылык"),
        ]);
        // The bank's table says more around the text, and nothing of references.
        let table = format!(
            "Дата;Сумма;Назначение\n04.05.2026;5 000,00;Зачисление. {}. Айгүл\n04.05.2026;700,00;жакшылык\n",
            text.to_uppercase()
        );
        desk.import_table(table.clone()).await.expect_status(201);
        assert_eq!(desk.received().await, 500_000);
        let second = desk.import(camt).await;
        assert_eq!(second["counts"]["known"], 2, "{second}");
        let third = desk.import_table(table).await.expect_status(201);
        assert_eq!(third.body["counts"]["known"], 2);
        assert_eq!(desk.received().await, 500_000);
        // The camt file told the bank's references: the one that waits has its own now.
        assert_eq!(desk.waiting().await["bank_reference"], "B2");
    }

    async fn a_payment_that_a_table_tells_in_other_words_is_never_booked_by_itself(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(500_000).await;
        let path = desk.path(&format!("statements/csv_mappings/{}", desk.account));
        let save = desk.treasurer.request(reqwest::Method::PUT, &path).header("If-Match", "\"0\"");
        desk.treasurer.send(save.json(&table_mapping())).await.expect_status(200);
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 500_000, "B1", "Айгүл", "для школы")])).await;
        let table = format!("Дата;Сумма;Назначение\n04.05.2026;5000,00;Перевод {}\n", reference(&pledge));
        let imported = desk.import_table(table).await.expect_status(201).body;
        assert_eq!((&imported["counts"]["matched"], &imported["counts"]["queued"]), (&json!(0), &json!(1)));
        let doubtful = desk.transactions("queued").await;
        let doubtful = desk.transaction(&doubtful[0]).await;
        assert_eq!(doubtful["queue_reason"], "possible_duplicate");
        assert!(doubtful["possible_duplicate_of"].is_string());
        assert_eq!(desk.received().await, 0);
    }

    async fn a_collective_entry_and_its_parts_are_the_same_money(server: Server) {
        let desk = Desk::new(server).await;
        let (one, two) = (desk.f.pledge(10_000).await, desk.f.pledge(20_000).await);
        let part = |amount: &str, text: &str| format!(
            r#"<TxDtls><AmtDtls><TxAmt><Amt Ccy="KGS">{amount}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"#);
        let whole = by_hand("0.00", "300.00", &entry("300.00", "CRDT", "<AcctSvcrRef>S1</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch></NtryDtls>"));
        let split = by_hand("0.00", "300.00", &entry("300.00", "CRDT", &format!("<AcctSvcrRef>S1</AcctSvcrRef><NtryDtls>{}{}</NtryDtls>",
            part("100.00", reference(&one)), part("200.00", reference(&two)))));
        desk.import(whole.clone()).await;
        assert_eq!(desk.waiting().await["queue_reason"], "batch");
        // Its parts take its place.
        let told = desk.import(split.clone()).await;
        assert_eq!((&told["counts"]["matched"], &told["counts"]["known"]), (&json!(2), &json!(0)));
        assert!(desk.transactions("queued").await.is_empty());
        for again in [whole, split] {
            assert_eq!(desk.import(again).await["counts"]["known"], 1);
        }
        assert_eq!(desk.received().await, 30_000);
        desk.verify().await;
    }

    async fn two_servers_that_import_at_once_book_each_transaction_once(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(900_000).await;
        let entries: Vec<_> = (1..=12).map(|number| {
            payment(number, may(4), 1_000 + i64::from(number % 3), &format!("B{number}"), "Айгүл", reference(&pledge))
        }).collect();
        let file = statement(StatementFormat::Camt05302, 0, &entries);
        let send = || desk.send("statements", file.clone());
        let (one, two, three) = futures_util::future::join3(send(), send(), send()).await;
        for answer in [one, two, three] {
            answer.expect_status(201);
        }
        let total: i64 = entries.iter().map(|entry| entry.amount).sum();
        assert_eq!(desk.received().await, total);
        assert_eq!(desk.transactions("booked").await.len(), 12);
        desk.verify().await;
    }
}
