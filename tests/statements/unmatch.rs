use kopuro::statements::generate::payment;
use kopuro_shared::statements::StatementFormat;
use serde_json::{Value, json};

use super::{Desk, may, reference, statement, to_pledge};
use crate::{both_engines, pledges::fixture::Fixture};

async fn sums(desk: &Desk) -> Vec<Value> {
    let totals = desk.f.totals().await;
    // A partner who owes nothing and one who never owed anything are the same.
    let owed: i64 = totals["partners"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["owed"]["amount"].as_i64().unwrap())
        .sum();
    let mut sums = vec![
        totals["pledges"].clone(),
        totals["promised"].clone(),
        totals["received"].clone(),
        json!(owed),
    ];
    for account in ["bank", "received:diaspora", "promised:diaspora", "promises", "promised:state"]
    {
        sums.push(json!(desk.f.balance(account, "KGS").await));
    }
    sums
}

fn why() -> Value {
    json!({ "reason": "Башка адамдын төлөмү экен" })
}

both_engines! {
    async fn what_is_undone_leaves_everything_as_it_was_and_can_be_booked_again(server: Server) {
        let rule = json!({ "partners": [{ "partner": "state", "ratio": { "numerator": 1, "denominator": 2 } }] });
        let desk = Desk::with(Fixture::with_rule(server, Some(rule)).await).await;
        let (one, two) = (desk.f.pledge(10_000).await, desk.f.pledge(7_777).await);
        let before = sums(&desk).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 3_333, "B1", "Айгүл", reference(&one))])).await;
        let booked = desk.transactions("booked").await.remove(0);
        let code = desk.f.shown(&one).await["receipts"][0]["code"].as_str().unwrap().to_owned();
        let undone = desk.decide(&booked, "unmatch", why()).await.expect_status(200).body;
        assert_eq!((&undone["state"], &undone["queue_reason"]), (&json!("queued"), &json!("unmatched")));
        assert_eq!(undone["allocations"][0]["reversal_reason"], why()["reason"]);
        assert_eq!(sums(&desk).await, before);
        let shown = desk.f.shown(&one).await;
        assert_eq!((&shown["state"], &shown["received"]["amount"]), (&json!("pledged"), &json!(0)));
        assert_eq!(shown["receipts"][0]["is_reversed"], true);
        let receipt = desk.f.server.visitor().get(&format!("/receipts/{code}")).await.expect_status(200).body;
        assert!(receipt["reversed_by_entry"].is_i64());
        let mails = desk.f.server.mails_to("aigul@example.kg").await;
        assert!(mails.iter().any(|(_, text)| text.contains("Башка адамдын төлөмү экен")), "{mails:?}");
        desk.verify().await;
        // To whom it belongs.
        let again = desk.decide(&undone, "match", to_pledge(&two)).await.expect_status(200).body;
        assert_eq!(again["allocations"].as_array().unwrap().len(), 2);
        assert_eq!(desk.f.shown(&two).await["received"]["amount"], 3_333);
        assert_eq!(desk.received().await, 3_333);
        desk.decide(&undone, "unmatch", why()).await.expect_problem(412, "stale-version");
        desk.verify().await;
    }

    async fn of_two_receipts_for_one_pledge_either_can_be_undone(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(10_000).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[
            payment(1, may(4), 8_000, "B1", "Айгүл", reference(&pledge)),
            payment(2, may(5), 8_001, "B2", "Айгүл", reference(&pledge)),
        ])).await;
        assert_eq!(desk.f.shown(&pledge).await["state"], "received");
        let first = desk.transactions("booked").await.into_iter().find(|row| row["amount"]["amount"] == 8_000).unwrap();
        desk.decide(&first, "unmatch", why()).await.expect_status(200);
        let shown = desk.f.shown(&pledge).await;
        assert_eq!((&shown["state"], &shown["received"]["amount"]), (&json!("partly_received"), &json!(8_001)));
        // The promise is open for what is missing, in the ledger too.
        assert_eq!(desk.f.balance("promised:diaspora", "KGS").await, 1_999);
        assert_eq!(desk.f.totals().await["promised"]["amount"], 1_999);
        let second = desk.transactions("booked").await.remove(0);
        desk.decide(&second, "unmatch", why()).await.expect_status(200);
        assert_eq!(desk.f.balance("promised:diaspora", "KGS").await, 10_000);
        assert_eq!(desk.f.shown(&pledge).await["state"], "pledged");
        desk.verify().await;
    }

    async fn a_withdrawn_pledge_is_withdrawn_again(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(5_000).await;
        let path = format!("/pledges/{}/cancel", pledge["id"].as_str().unwrap());
        desk.f.donor.post_version(&path, 1, json!({})).await.expect_status(200);
        let before = sums(&desk).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 5_000, "B1", "Айгүл", reference(&pledge))])).await;
        assert_eq!(desk.f.shown(&pledge).await["state"], "received");
        let booked = desk.transactions("booked").await.remove(0);
        desk.decide(&booked, "unmatch", why()).await.expect_status(200);
        assert_eq!(desk.f.shown(&pledge).await["state"], "cancelled");
        assert_eq!(sums(&desk).await, before);
        desk.verify().await;
    }

    async fn money_that_is_spent_or_went_back_cannot_be_undone(server: Server) {
        use kopuro::pledges::refunds::{BookRefund, book_refund};
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(10_000).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 10_000, "B1", "Айгүл", reference(&pledge))])).await;
        let refund = BookRefund {
            pledge_id: pledge["id"].as_str().unwrap().to_owned(),
            subject_id: "refund-1".into(),
            amount: 1_000,
        };
        desk.f.server.app.db.write(move |conn| book_refund(conn, &refund)).await.unwrap();
        let booked = desk.transactions("booked").await.remove(0);
        desk.decide(&booked, "unmatch", why()).await.expect_problem(409, "money-spent");
        assert_eq!(desk.received().await, 9_000);
        desk.decide(&booked, "unmatch", json!({ "reason": " " })).await.expect_problem(422, "validation-failed");
    }

    async fn one_allocation_of_several_is_undone_alone(server: Server) {
        let desk = Desk::new(server).await;
        let (one, two) = (desk.f.pledge(10_000).await, desk.f.pledge(20_000).await);
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 30_000, "B1", "Ассоциация", "")])).await;
        let parts = json!({ "parts": [
            { "target": { "pledge_id": one["id"] }, "amount": 10_000 },
            { "target": { "pledge_id": two["id"] }, "amount": 20_000 },
        ] });
        let split = desk.decide(&desk.waiting().await, "split", parts).await.expect_status(200).body;
        let mut body = why();
        body["allocation_id"] = split["allocations"][0]["id"].clone();
        let undone = desk.decide(&split, "unmatch", body.clone()).await.expect_status(200).body;
        assert_eq!(undone["open"]["amount"], 10_000);
        assert_eq!(desk.received().await, 20_000);
        desk.decide(&undone, "unmatch", body).await.expect_problem(404, "not-found");
        desk.verify().await;
    }
}
