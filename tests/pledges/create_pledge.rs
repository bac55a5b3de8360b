use kopuro_shared::{emvco, reference};
use serde_json::json;

use super::fixture::{Fixture, execute};
use crate::both_engines;

both_engines! {
    async fn a_donor_pledges_and_is_told_how_to_pay(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(150_050).await;
        assert_eq!(pledge["state"], "pledged");
        assert_eq!(pledge["counted"], json!({ "amount": 150_050, "currency": "KGS" }));
        assert!(pledge.get("rate").is_none());
        let pay = &pledge["instructions"];
        assert_eq!(pay["account_number"], "1290000123456789");
        assert_eq!(pay["amount"], json!({ "amount": 150_050, "currency": "KGS" }));
        let number = pledge["reference"].as_str().unwrap();
        assert!(reference::is_reference(number), "{number}");
        let payload = emvco::read_payload(pay["qr_payload"].as_str().unwrap()).unwrap();
        assert!(payload.contains(&("54".into(), "1500.50".into())));
        assert!(payload.contains(&("62".into(), format!("0516{number}"))));
        assert!(pay["qr_svg"].as_str().unwrap().contains("<svg"));
        // The promise is in the ledger, as a promise and not as money.
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 150_050);
        assert_eq!(f.balance("promises", "KGS").await, -150_050);
        assert_eq!(f.balance("bank", "KGS").await, 0);
        let totals = f.totals().await;
        assert_eq!(totals["pledges"], 1);
        assert_eq!(totals["promised"]["amount"], 150_050);
        assert_eq!(totals["received"]["amount"], 0);
        let mails = f.server.mails_to("aigul@example.kg").await;
        let (_, text) = mails.last().unwrap();
        assert!(text.contains(&reference::display_reference(number)), "{text}");
        assert!(text.contains("1290000123456789"), "{text}");
    }

    async fn the_same_key_pledges_once_and_another_body_under_it_is_refused(server: Server) {
        let f = Fixture::new(server).await;
        let post = |amount| f.donor.post_once("/pledges", "key-1", f.request(amount, "KGS"));
        let first = post(5000).await.expect_status(201);
        let again = post(5000).await.expect_status(201);
        assert_eq!(first.body, again.body);
        post(6000).await.expect_problem(422, "idempotency-key-reused");
        assert_eq!(f.totals().await["pledges"], 1);
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 5000);
    }

    async fn a_pledge_in_dollars_keeps_the_rate_it_was_shown_with(server: Server) {
        let f = Fixture::new(server).await;
        f.rates(&[("USD", "87.45")]).await;
        let pledge = f.donor.post("/pledges", f.request(10_000, "USD")).await.expect_status(201).body;
        assert_eq!(pledge["counted"], json!({ "amount": 874_500, "currency": "KGS" }));
        // The organization has an account in som only: the donor's bank converts.
        assert_eq!(pledge["instructions"]["amount"], json!({ "amount": 874_500, "currency": "KGS" }));
        f.rates(&[("USD", "90")]).await;
        let shown = f.shown(&pledge).await;
        assert_eq!(shown["rate"]["from_rate"], 87_450_000);
        assert_eq!(shown["rate"]["source"], "National Bank");
        assert_eq!(shown["counted"]["amount"], 874_500);
        // In the ledger the promise is in dollars.
        assert_eq!(f.balance("promised:diaspora", "USD").await, 10_000);
    }

    async fn bad_amounts_and_unknown_currencies_are_refused_and_nothing_is_changed(server: Server) {
        let f = Fixture::new(server).await;
        for amount in [0, -1, 1_000_000_000_001, i64::MAX] {
            let answer = f.donor.post("/pledges", f.request(amount, "KGS")).await;
            let problem = answer.expect_problem(422, "validation-failed");
            assert_eq!(problem.body["errors"][0]["pointer"], "/amount/amount");
        }
        let precise = json!({ "project_id": f.project, "amount": { "amount": 10.5, "currency": "KGS" } });
        f.donor.post("/pledges", precise).await.expect_problem(400, "malformed-body");
        let huge = "{\"project_id\":\"x\",\"amount\":{\"amount\":99999999999999999999,\"currency\":\"KGS\"}}";
        let huge: serde_json::Value = serde_json::from_str(huge).unwrap();
        f.donor.post("/pledges", huge).await.expect_problem(400, "malformed-body");
        f.donor.post("/pledges", f.request(5, "MDL")).await.expect_problem(400, "malformed-body");
        let mut unknown = f.request(5, "KGS");
        unknown["note"] = json!("'; DROP TABLE pledges; --");
        f.donor.post("/pledges", unknown).await.expect_problem(400, "malformed-body");
        // No rate was ever imported.
        f.donor.post("/pledges", f.request(5000, "USD")).await.expect_problem(409, "exchange-rate-missing");
        assert_eq!(f.totals().await["pledges"], 0);
    }

    async fn a_visitor_an_unknown_project_and_a_closed_one_are_refused(server: Server) {
        let f = Fixture::new(server).await;
        let visitor = f.server.visitor();
        visitor.post("/pledges", f.request(5000, "KGS")).await.expect_problem(401, "not-signed-in");
        let elsewhere = json!({ "project_id": "no-such", "amount": { "amount": 1, "currency": "KGS" } });
        f.donor.post("/pledges", elsewhere).await.expect_problem(404, "not-found");
        execute(&f.server, "UPDATE projects SET ends_on = '2020-01-01'".into()).await.unwrap();
        f.donor.post("/pledges", f.request(5000, "KGS")).await.expect_problem(409, "project-not-open");
        // Of a draft nobody may know.
        execute(&f.server, "UPDATE projects SET state = 'draft'".into()).await.unwrap();
        f.donor.post("/pledges", f.request(5000, "KGS")).await.expect_problem(404, "not-found");
        for list in ["pledges", "pledge_totals", "ledger", "ledger/entries"] {
            let path = format!("/projects/{}/{list}", f.project);
            visitor.get(&path).await.expect_problem(404, "not-found");
        }
    }

    async fn an_organization_that_is_suspended_or_no_longer_verified_gets_no_pledges(server: Server) {
        let f = Fixture::new(server).await;
        for change in [
            "verified_until = '2020-01-01'",
            "verification = 'suspended', verified_until = '2099-01-01', suspension_reason = 'x'",
        ] {
            execute(&f.server, format!("UPDATE organizations SET {change}")).await.unwrap();
            let answer = f.donor.post("/pledges", f.request(5000, "KGS")).await;
            answer.expect_problem(409, "project-not-open");
        }
    }

    async fn a_flood_of_pledges_is_stopped(server: Server) {
        let f = Fixture::new(server).await;
        for _ in 0..30 {
            f.pledge(1).await;
        }
        let answer = f.donor.post("/pledges", f.request(1, "KGS")).await;
        answer.expect_problem(429, "too-many-requests");
        assert_eq!(f.totals().await["pledges"], 30);
    }

    async fn an_organization_without_a_bank_account_gets_no_pledges(server: Server) {
        let f = Fixture::new(server).await;
        let close = "UPDATE organizations_bank_accounts SET closed_at = '2026-01-02 00:00:00'";
        execute(&f.server, close.into()).await.unwrap();
        f.donor.post("/pledges", f.request(5000, "KGS")).await.expect_problem(409, "no-bank-account");
    }

    async fn a_donor_withdraws_a_pledge_before_money_comes_and_not_twice(server: Server) {
        let f = Fixture::new(server).await;
        let pledge = f.pledge(5000).await;
        let path = format!("/pledges/{}/cancel", pledge["id"].as_str().unwrap());
        let stranger = f.server.person("bolot").await;
        stranger.post_version(&path, 1, json!({})).await.expect_problem(404, "not-found");
        f.donor.post(&path, json!({})).await.expect_problem(428, "version-required");
        f.donor.post_version(&path, 7, json!({})).await.expect_problem(412, "stale-version");
        let cancelled = f.donor.post_version(&path, 1, json!({})).await.expect_status(200);
        assert_eq!(cancelled.body["state"], "cancelled");
        assert!(cancelled.body.get("instructions").is_none());
        f.donor.post_version(&path, 2, json!({})).await.expect_problem(409, "wrong-state");
        assert_eq!(f.balance("promised:diaspora", "KGS").await, 0);
        let totals = f.totals().await;
        assert_eq!((&totals["pledges"], &totals["promised"]["amount"]), (&json!(0), &json!(0)));
    }
}
