//! Exchange rates: a steward's import, and the rates of a day.

use kopuro::platform::clock;
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

    async fn only_a_steward_imports_rates(server: Server) {
        let import = json!({ "source": "me", "table": "date,currency,rate\n2026-01-05,USD,1\n" });
        let path = "/exchange_rates/imports";
        server.visitor().post(path, import.clone()).await.expect_problem(401, "not-signed-in");
        let person = server.person("aigul").await;
        person.post(path, import).await.expect_problem(403, "not-allowed");
    }
}
