//! Exchange rates: a steward's import, and the rates of a day.

use kopuro::{
    exchange_rates::service::import_table,
    platform::{clock, db::blocking},
};
use kopuro_shared::exchange_rates::ImportExchangeRates;
use serde_json::json;

use crate::both_engines;

both_engines! {
    async fn steward_imports_rates_and_everyone_sees_the_newest_of_a_day(server: Server) {
        let steward = server.steward("nurlan").await;
        let table = "date,currency,rate\n2026-01-05,USD,87.40\n2026-01-07,USD,\"87,45\"\n2026-01-07,RUB,1.0600\n";
        let import = json!({ "source": "National Bank", "table": table });
        let answer = steward.post("/exchange_rates/imports", import).await.expect_status(200);
        assert_eq!(answer.body["count"], 3);
        let rates = |on: &'static str| {
            let visitor = server.visitor();
            async move {
                let path = format!("/exchange_rates?on={on}");
                visitor.get(&path).await.expect_status(200).body["items"].clone()
            }
        };
        assert_eq!(rates("2026-01-04").await, json!([]));
        assert_eq!(
            rates("2026-01-06").await,
            json!([{ "currency": "USD", "dated": "2026-01-05", "rate": 87_400_000, "source": "National Bank" }])
        );
        let newest = rates("2026-02-01").await;
        assert_eq!(newest[0]["rate"], 1_060_000);
        assert_eq!(newest[1]["rate"], 87_450_000);
        // The corrected table replaces the day's rate.
        let table = "date,currency,rate\n2026-01-07,USD,88\n";
        let import = json!({ "source": "National Bank, corrected", "table": table });
        steward.post("/exchange_rates/imports", import).await.expect_status(200);
        assert_eq!(rates("2026-01-07").await[1]["rate"], 88_000_000);
    }

    async fn a_table_with_a_fault_is_refused_as_a_whole_and_each_fault_is_named(server: Server) {
        let steward = server.steward("nurlan").await;
        let later = clock::today() + chrono::Duration::days(30);
        let table = format!(
            "date,currency,rate\n2026-01-05,USD,87.40\n2026-13-05,USD,1\n2026-01-05,XXX,1\n2026-01-05,KGS,1\n\
             2026-01-06,USD,-1\n2026-01-06,EUR,0\n2026-01-05,USD,87.50\n{later},USD,80\n2026-01-05,USD\n"
        );
        let import = json!({ "source": "National Bank", "table": table });
        steward
            .post("/exchange_rates/imports", import)
            .await
            .expect_problem(422, "validation-failed")
            .expect_field("/table/3/date", "invalid-date")
            .expect_field("/table/4/currency", "not-accepted")
            .expect_field("/table/5/currency", "not-accepted")
            .expect_field("/table/6/rate", "invalid-format")
            .expect_field("/table/7/rate", "not-positive")
            .expect_field("/table/8/date", "duplicate")
            .expect_field("/table/9/date", "invalid-date")
            .expect_field("/table/10", "invalid-format");
        let rates = server.visitor().get("/exchange_rates?on=2026-01-05").await;
        assert_eq!(rates.expect_status(200).body["items"], json!([]));
        steward
            .post("/exchange_rates/imports", json!({ "source": "", "table": "date,currency,rate\n" }))
            .await
            .expect_field("/source", "required");
        steward
            .post("/exchange_rates/imports", json!({ "source": "x", "table": "date,currency,rate\n" }))
            .await
            .expect_field("/table", "required");
    }

    async fn a_spreadsheet_with_semicolons_in_any_order_is_read_and_one_with_other_columns_is_not(server: Server) {
        let steward = server.steward("nurlan").await;
        let path = "/exchange_rates/imports";
        let table = "\u{feff}currency;rate;date\r\nUSD;87,45;2026-01-07\r\nEUR;95,1;2026-01-07\r\n";
        let import = json!({ "source": "National Bank", "table": table });
        assert_eq!(steward.post(path, import).await.expect_status(200).body["count"], 2);
        for table in ["date,currency\n2026-01-05,USD\n", "USD,87.40\n", "date,currency,rate,x\n2026-01-05,USD,1,1\n"] {
            steward.post(path, json!({ "source": "National Bank", "table": table })).await
                .expect_problem(422, "validation-failed").expect_field("/table/1", "invalid-format");
        }
    }

    async fn a_steward_imports_from_the_command_line_too_and_nobody_else(server: Server) {
        let steward = server.steward("nurlan").await;
        server.person("aigul").await;
        let request = |table: &str| ImportExchangeRates { source: "National Bank".into(), table: table.into() };
        let import = |email: &'static str, table: &'static str| {
            let (db, request) = (server.app.db.clone(), request(table));
            blocking(move || import_table(&db, email, &request))
        };
        let table = "date,currency,rate\n2026-01-05,USD,87.40\n";
        assert_eq!(import("nurlan@example.kg", table).await.unwrap(), 1);
        for email in ["aigul@example.kg", "nobody@example.kg"] {
            assert_eq!(import(email, table).await.unwrap_err().code.slug(), "not-found");
        }
        let faults = import("nurlan@example.kg", "date,currency,rate\n2026-01-05,USD,x\n").await.unwrap_err().fields;
        assert_eq!(faults[0].pointer, "/table/2/rate");
        let entries = steward.get("/audit_entries?action=import_exchange_rates").await.expect_status(200);
        assert_eq!(entries.body["items"][0]["actor_id"], steward.person_id);
    }

    async fn only_a_steward_imports_rates(server: Server) {
        let import = json!({ "source": "me", "table": "date,currency,rate\n2026-01-05,USD,1\n" });
        let path = "/exchange_rates/imports";
        server.visitor().post(path, import.clone()).await.expect_problem(401, "not-signed-in");
        let person = server.person("aigul").await;
        person.post(path, import).await.expect_problem(403, "not-allowed");
    }
}
