use reqwest::Method;
use serde_json::{Value, json};

use super::{ACCOUNT, Desk, reference};
use crate::both_engines;

async fn save(desk: &Desk, version: i64, mapping: &Value) -> crate::support::Answer {
    let path = desk.path(&format!("statements/csv_mappings/{}", desk.account));
    let request =
        desk.treasurer.request(Method::PUT, &path).header("If-Match", format!("\"{version}\""));
    desk.treasurer.send(request.json(mapping)).await
}

/// A Kyrgyz bank's table: credit and debit columns, balance, Windows-1251, three lines above.
fn domestic() -> Value {
    json!({
        "delimiter": ";", "encoding": "windows-1251", "decimal": ",", "date_format": "dd.mm.yyyy", "header_rows": 3,
        "columns": {
            "booked_on": 1, "bank_reference": 2, "counterparty": 3, "counterparty_account": 4, "debit": 5, "credit": 6,
            "balance": 7, "remittance": [8],
        },
    })
}

fn cyrillic(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        c if c.is_ascii() => c as u8,
        'А'..='я' => u8::try_from(c as u32 - 'А' as u32 + 0xC0).expect("a letter"),
        '№' => 0xB9,
        '\u{a0}' => 0xA0,
        other => panic!("{other} is not in the test's letters"),
    };
    text.chars().map(byte).collect()
}

fn table(reference: &str) -> String {
    format!(
        "Выписка по счету 1290000123456789;;;;;;;\nПериод: 04.05.2026 - 05.05.2026;;;;;;;\n\
         Дата;№ док.;Контрагент;Счет;Дебет;Кредит;Остаток;Назначение платежа\n\
         04.05.2026 10:15:00;D-17;Асанова Айгул;1280016000012345;;\"1\u{a0}000,50\";1 500,50;\"На мост; {reference}\nспасибо\"\n\
         04.05.2026;D-18;Цементный завод;1030001234567890;200,00;;1300,50;Счет № 5\n;;;;;;;\n\
         05.05.2026;D-19;Усенов;;0,00;10;1310,50;\n"
    )
}

both_engines! {
    async fn a_domestic_banks_table_is_read_by_its_saved_mapping(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(100_050).await;
        let path = desk.path(&format!("statements/csv_mappings/{}", desk.account));
        let proposal = desk.treasurer.get(&path).await.expect_status(200);
        assert_eq!((proposal.version(), &proposal.body["mapping"]["delimiter"]), (0, &json!(";")));
        let saved = save(&desk, 0, &domestic()).await.expect_status(200);
        assert_eq!(saved.version(), 1);
        save(&desk, 0, &domestic()).await.expect_problem(412, "stale-version");
        let imported = desk.import_table(cyrillic(&table(reference(&pledge)))).await.expect_status(201).body;
        assert_eq!(imported["counts"], json!({ "entries": 3, "known": 0, "matched": 1, "queued": 1, "outgoing": 1 }));
        assert_eq!((&imported["opening"]["amount"], &imported["closing"]["amount"]), (&json!(50_000), &json!(131_050)));
        let outgoing = desk.transactions("outgoing").await.remove(0);
        assert_eq!((&outgoing["counterparty"], &outgoing["amount"]["amount"]), (&json!("Цементный завод"), &json!(20_000)));
        assert_eq!(desk.f.shown(&pledge).await["state"], "received");
    }

    async fn a_table_with_the_newest_entry_first_is_checked_too(server: Server) {
        let desk = Desk::new(server).await;
        let mut mapping = domestic();
        mapping["header_rows"] = json!(0);
        mapping["encoding"] = json!("utf-8");
        save(&desk, 0, &mapping).await.expect_status(200);
        let row = |credit: &str, balance: &str| format!("04.05.2026;;;;;{credit};{balance};\n");
        let good = [row("3", "6"), row("2", "3"), row("1", "1")].concat();
        let imported = desk.import_table(good).await.expect_status(201).body;
        assert_eq!((&imported["opening"]["amount"], &imported["closing"]["amount"]), (&json!(0), &json!(600)));
        let bad = [row("3", "6"), row("2", "3"), row("1", "2")].concat();
        desk.import_table(bad).await.expect_problem(422, "statement-out-of-balance");
    }

    async fn a_tables_faults_name_the_line_and_change_nothing(server: Server) {
        let desk = Desk::new(server).await;
        let mut mapping = domestic();
        save(&desk, 0, &mapping).await.expect_status(200);
        let good = table("RF");
        for (name, file, code, line) in [
            ("a balance that doesn't follow", good.replace("1300,50", "1300,51"), "statement-out-of-balance", "5"),
            ("too many decimals", good.replace("200,00", "200,001"), "statement-amount-invalid", "6"),
            ("no amount", good.replace("200,00", "двести"), "statement-amount-invalid", "6"),
            ("both columns", good.replace("200,00;;", "200,00;1,00;"), "statement-amount-invalid", "6"),
            ("an overflow", good.replace("200,00", "99999999999999999999"), "statement-amount-invalid", "6"),
            ("no day", good.replace("05.05.2026;D-19", "5 мая;D-19"), "statement-malformed", "8"),
            ("a row that is cut", good.replace(";10;1310,50;", ""), "statement-malformed", "8"),
        ] {
            let answer = desk.import_table(cyrillic(&file)).await;
            assert_eq!(answer.body["code"], code, "{name}: {}", answer.text);
            let detail = answer.body["detail"].as_str().unwrap();
            assert!(detail.starts_with(&format!("{line}-сап")) || code == "statement-out-of-balance", "{name}: {detail}");
        }
        // UTF-8, where the mapping says Windows-1251: every octet would mean something.
        desk.import_table(good.clone()).await.expect_problem(422, "statement-encoding-wrong");
        mapping["encoding"] = json!("utf-8");
        save(&desk, 1, &mapping).await.expect_status(200);
        desk.import_table(cyrillic(&good)).await.expect_problem(422, "statement-encoding-wrong");
        assert!(desk.treasurer.get(&desk.path("transactions")).await.body["items"].as_array().unwrap().is_empty());
    }

    async fn rows_of_another_account_or_currency_are_refused(server: Server) {
        let desk = Desk::new(server).await;
        let mapping = json!({
            "delimiter": "\t", "encoding": "utf-8", "decimal": ".", "date_format": "yyyy-mm-dd", "header_rows": 0,
            "columns": { "booked_on": 1, "amount": 2, "account": 3, "currency": 4, "remittance": [] },
        });
        save(&desk, 0, &mapping).await.expect_status(200);
        let row = |account: &str, currency: &str| format!("2026-05-04\t-1,234.50\t{account}\t{currency}\n");
        desk.import_table(row("1290000000000001", "KGS")).await.expect_problem(422, "statement-other-account");
        desk.import_table(row(ACCOUNT, "USD")).await.expect_problem(422, "statement-other-currency");
        let imported = desk.import_table(row("1290 0001 2345 6789", "KGS")).await.expect_status(201).body;
        assert_eq!((&imported["debited"]["amount"], &imported["notices"][0]["kind"]), (&json!(123_450), &json!("no_balances")));
    }

    async fn a_mapping_that_reads_nothing_is_refused(server: Server) {
        let desk = Desk::new(server).await;
        let mut mapping = domestic();
        mapping["columns"]["amount"] = json!(5);
        mapping["columns"]["booked_on"] = json!(0);
        mapping["delimiter"] = json!("ab");
        let answer = save(&desk, 0, &mapping).await.expect_problem(422, "validation-failed");
        answer.expect_field("/columns/amount", "required").expect_field("/columns/booked_on", "required").expect_field("/delimiter", "not-accepted");
    }
}
