use serde_json::json;

use super::{Bridge, act, join};
use crate::{both_engines, projects::plan};

both_engines! {
    async fn money_goes_back_to_a_donor_by_two_people_and_the_donor_is_told(server: Server) {
        let b = Bridge::published(server, plan()).await;
        let donor = b.village.server.person("aigul").await;
        let pledge = b.pledge(&donor, 500_000).await;
        b.pay(&pledge, "tx-1", 500_000).await;
        let path = format!("/projects/{}/refunds", b.id);
        let refund = json!({
            "reference": pledge["reference"], "amount": { "amount": 200_000, "currency": "KGS" }, "reason": "Экинчи жолу которулган",
        });
        for (client, code) in [(&b.editor, "not-allowed"), (&donor, "not-allowed"), (&b.village.steward, "not-allowed")] {
            client.post(&path, refund.clone()).await.expect_problem(403, code);
        }
        let entered = b.treasurer.post(&path, refund.clone()).await.expect_status(201);
        assert_eq!((&entered.body["kind"], &entered.body["reference"]), (&json!("refund"), &pledge["reference"]));
        let id = entered.id();
        act(&b.treasurer, &id, "approve").await.expect_problem(403, "four-eyes");
        act(&b.village.owner, &id, "approve").await.expect_status(200);
        let shown = donor.get(&format!("/pledges/{}", pledge["id"].as_str().unwrap())).await.body;
        assert_eq!((&shown["state"], &shown["refunded"]["amount"]), (&json!("partly_received"), &json!(200_000)));
        assert_eq!((b.balance("bank").await, b.balance("refunded").await), (300_000, 200_000));
        let (subject, text) = b.village.server.mails_to("aigul@example.kg").await.pop().unwrap();
        assert!(subject.contains("кайтарылууда") && text.contains("Экинчи жолу которулган"), "{subject}: {text}");
        // The public sees that money went back, not to whom and why.
        let list = b.village.server.visitor().get(&format!("/projects/{}/expenses?kind=refund", b.id)).await.body;
        let row = &list["items"][0];
        assert_eq!((&row["amount"]["amount"], &row["purpose"], &row["reference"]), (&json!(200_000), &json!({}), &json!(null)));
        // What went back to a donor is no mistake of ours to take back.
        act(&b.treasurer, &id, "propose_reversal").await.expect_problem(409, "wrong-state");
        assert_eq!(b.verdict().await, None);
    }

    async fn no_more_goes_back_than_came_and_than_the_bank_has(server: Server) {
        let b = Bridge::published(server, plan()).await;
        let donor = b.village.server.person("aigul").await;
        let pledge = b.pledge(&donor, 500_000).await;
        b.pay(&pledge, "tx-1", 500_000).await;
        let path = format!("/projects/{}/refunds", b.id);
        let refund = |amount: i64, currency: &str| json!({
            "reference": pledge["reference"], "amount": { "amount": amount, "currency": currency }, "reason": "x",
        });
        b.treasurer.post(&path, refund(500_001, "KGS")).await.expect_problem(422, "validation-failed").expect_field("/amount/amount", "out-of-range");
        b.treasurer.post(&path, refund(0, "KGS")).await.expect_field("/amount/amount", "not-positive");
        b.treasurer.post(&path, refund(100, "USD")).await.expect_field("/amount/currency", "not-accepted");
        let mut other = refund(100, "KGS");
        other["reference"] = json!("RF18539007547034");
        b.treasurer.post(&path, other).await.expect_field("/reference", "unknown-reference");
        // What is proposed already can't be proposed again.
        let first = b.treasurer.post(&path, refund(300_000, "KGS")).await.expect_status(201).id();
        b.treasurer.post(&path, refund(200_001, "KGS")).await.expect_field("/amount/amount", "out-of-range");
        let second = b.treasurer.post(&path, refund(200_000, "KGS")).await.expect_status(201).id();
        // Meanwhile the money was spent.
        b.village.book(&b.id, "bank-1", 99_500_000).await;
        b.approved(99_800_000).await;
        act(&b.village.owner, &first, "approve").await.expect_problem(409, "not-enough-money");
        act(&b.village.owner, &second, "approve").await.expect_status(200);
        assert_eq!(b.balance("bank").await, 0);
        assert_eq!(b.verdict().await, None);
    }

    async fn nobody_approves_money_that_comes_back_to_themselves(server: Server) {
        let b = Bridge::published(server, plan()).await;
        let manager = b.village.server.person_with_second_factor("manager").await;
        join(&b.village, &manager, "manager", "manager").await;
        let pledge = b.pledge(&manager, 500_000).await;
        b.pay(&pledge, "tx-1", 500_000).await;
        let refund = json!({ "reference": pledge["reference"], "amount": { "amount": 500_000, "currency": "KGS" }, "reason": "x" });
        let entered = b.treasurer.post(&format!("/projects/{}/refunds", b.id), refund).await.expect_status(201);
        let shown = manager.get(&format!("/expenses/{}", entered.id())).await.expect_status(200).body;
        assert_eq!(shown["actions"], json!([]));
        act(&manager, &entered.id(), "approve").await.expect_problem(403, "four-eyes");
        act(&b.village.owner, &entered.id(), "approve").await.expect_status(200);
    }

    async fn a_surplus_goes_where_the_plan_says_and_then_the_work_is_accepted(server: Server) {
        let b = Bridge::funded(server).await;
        b.approved(90_000_000).await;
        let path = format!("/projects/{}/distributions", b.id);
        let give = json!({
            "amount": { "amount": 10_000_000, "currency": "KGS" }, "purpose": { "ky": "Жолду оңдоого" },
            "spent_on": kopuro::platform::clock::today(),
        });
        b.treasurer.post(&path, give.clone()).await.expect_problem(409, "wrong-state");
        b.in_state("completed").await;
        b.village.act(&b.village.steward, &b.id, json!({ "action": "accept" })).await
            .expect_problem(409, "conditions-unmet").expect_field("/conditions/nothing_unspent", "unmet");
        b.editor.post(&path, give.clone()).await.expect_problem(403, "not-allowed");
        b.treasurer.post(&format!("/projects/{}/refund_runs", b.id), json!({ "currency": "KGS" })).await
            .expect_problem(409, "plan-says-otherwise");
        let entered = b.treasurer.post(&path, give).await.expect_status(201);
        assert_eq!((&entered.body["kind"], &entered.body["money_use"]), (&json!("distribution"), &json!("same_place")));
        act(&b.treasurer, &entered.id(), "approve").await.expect_problem(403, "four-eyes");
        act(&b.village.owner, &entered.id(), "approve").await.expect_status(200);
        assert_eq!((b.balance("distributed").await, b.balance("bank").await), (10_000_000, 0));
        assert_eq!(b.verdict().await, None);
        b.village.act(&b.village.steward, &b.id, json!({ "action": "accept" })).await.expect_status(200);
    }

    async fn a_surplus_for_a_named_project_says_which_and_books_nothing_there(server: Server) {
        let b = Bridge::funded(server).await;
        let other = b.village.bridge().await;
        crate::pledges::fixture::execute(
            &b.village.server,
            format!("UPDATE projects SET surplus_use = 'named_project', surplus_project_id = '{other}' WHERE id = '{}'", b.id),
        ).await.unwrap();
        b.in_state("completed").await;
        let give = json!({
            "amount": { "amount": 100_000_000, "currency": "KGS" }, "purpose": { "ky": "Экинчи көпүрөгө" },
            "spent_on": kopuro::platform::clock::today(),
        });
        let entered = b.treasurer.post(&format!("/projects/{}/distributions", b.id), give).await.expect_status(201);
        assert_eq!(entered.body["target_project_id"], other);
        act(&b.village.owner, &entered.id(), "approve").await.expect_status(200);
        let ledger = b.village.server.visitor().get(&format!("/projects/{other}/ledger")).await.body;
        assert_eq!(ledger["entries"], 0);
        // A mistake can be reversed here too.
        act(&b.treasurer, &entered.id(), "propose_reversal").await.expect_status(200);
        act(&b.village.owner, &entered.id(), "approve_reversal").await.expect_status(200);
        assert_eq!((b.balance("distributed").await, b.balance("bank").await), (0, 100_000_000));
        assert_eq!(b.verdict().await, None);
    }
}
