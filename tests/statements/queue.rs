use kopuro::statements::generate::payment;
use kopuro_shared::statements::StatementFormat;
use serde_json::json;

use super::{Desk, may, reference, statement, to_pledge};
use crate::{both_engines, pledges::fixture::Fixture};

both_engines! {
    async fn suggestions_say_why_and_are_never_applied_by_themselves(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(500_000).await;
        let other = desk.f.pledge(123_456).await;
        let mut typed: Vec<char> = reference(&pledge).chars().collect();
        let at = typed.len() - 1;
        typed[at] = if typed[at] == '9' { '8' } else { '9' };
        let typed: String = typed.into_iter().collect();
        desk.import(statement(StatementFormat::Camt05302, 0, &[
            payment(1, may(4), 500_000, "B1", "AIGUL ASANOVA", &typed),
        ])).await;
        let waiting = desk.waiting().await;
        let suggestions = waiting["suggestions"].as_array().unwrap();
        assert_eq!(suggestions[0]["pledge_id"], pledge["id"]);
        assert_eq!(suggestions[0]["reasons"], json!(["near_reference", "donor_name", "expected_amount"]));
        assert_eq!(suggestions[0]["donor"], "aigul");
        assert_eq!(suggestions[1]["pledge_id"], other["id"]);
        assert_eq!(suggestions[1]["reasons"], json!(["donor_name"]));
        assert_eq!(desk.received().await, 0);
        let matched = desk.decide(&waiting, "match", to_pledge(&pledge)).await.expect_status(200);
        assert_eq!((&matched.body["state"], &matched.body["allocations"][0]["made_by"]), (&json!("booked"), &json!("treasurer")));
        assert_eq!(matched.version(), 2);
        assert_eq!(desk.f.shown(&pledge).await["state"], "received");
        desk.verify().await;
    }

    async fn a_stale_decision_and_one_on_what_is_booked_are_refused(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(500_000).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 1_000, "B1", "А", "")])).await;
        let waiting = desk.waiting().await;
        let path = desk.path(&format!("transactions/{}/match", waiting["id"].as_str().unwrap()));
        desk.treasurer.post(&path, to_pledge(&pledge)).await.expect_problem(428, "version-required");
        let booked = desk.decide(&waiting, "match", to_pledge(&pledge)).await.expect_status(200).body;
        desk.decide(&waiting, "match", to_pledge(&pledge)).await.expect_problem(412, "stale-version");
        desk.decide(&booked, "match", to_pledge(&pledge)).await.expect_problem(409, "wrong-state");
        desk.decide(&booked, "set_aside", json!({ "reason": "жок" })).await.expect_problem(409, "wrong-state");
        desk.decide(&booked, "take_back", json!({ "reason": "жок" })).await.expect_problem(409, "wrong-state");
        assert_eq!(desk.received().await, 1_000);
    }

    async fn one_transaction_is_split_over_several_and_the_rest_waits(server: Server) {
        let desk = Desk::new(server).await;
        let (one, two) = (desk.f.pledge(10_000).await, desk.f.pledge(20_000).await);
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 40_000, "B1", "Ассоциация", "")])).await;
        let waiting = desk.waiting().await;
        let part = |target: serde_json::Value, amount: i64| json!({ "target": target, "amount": amount });
        let lower = reference(&two).to_lowercase();
        let too_much = json!({ "parts": [part(json!({ "pledge_id": one["id"] }), 10_000), part(json!({ "reference": lower }), 30_001)] });
        desk.decide(&waiting, "split", too_much).await.expect_problem(409, "transaction-exhausted");
        let parts = json!({ "parts": [
            part(json!({ "pledge_id": one["id"] }), 10_000),
            part(json!({ "reference": lower }), 20_000),
            part(json!({ "project_id": desk.f.project, "partner": "diaspora" }), 4_000),
        ] });
        let split = desk.decide(&waiting, "split", parts).await.expect_status(200).body;
        assert_eq!((&split["state"], &split["queue_reason"], &split["open"]["amount"]), (&json!("queued"), &json!("remainder"), &json!(6_000)));
        assert_eq!(split["allocations"].as_array().unwrap().len(), 3);
        assert_eq!(desk.received().await, 34_000);
        let aside = desk.decide(&split, "set_aside", json!({ "reason": "Аренда акысы" })).await.expect_status(200).body;
        assert_eq!((&aside["state"], &aside["set_aside_reason"]), (&json!("set_aside"), &json!("Аренда акысы")));
        let back = desk.decide(&aside, "take_back", json!({ "reason": "Жаңылыштык" })).await.expect_status(200).body;
        assert_eq!((&back["state"], &back["queue_reason"]), (&json!("queued"), &json!("remainder")));
        desk.verify().await;
    }

    async fn a_partners_money_is_booked_for_its_project_and_takes_off_its_debt(server: Server) {
        let rule = json!({ "partners": [{ "partner": "state", "ratio": { "numerator": 1, "denominator": 1 } }] });
        let desk = Desk::with(Fixture::with_rule(server, Some(rule)).await).await;
        let pledge = desk.f.pledge(10_000).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[
            payment(1, may(4), 10_000, "B1", "Айгүл", reference(&pledge)),
            payment(2, may(4), 6_000, "B2", "Казначейство", "софинансирование"),
        ])).await;
        assert_eq!(desk.f.balance("promised:state", "KGS").await, 10_000);
        let waiting = desk.waiting().await;
        let state = json!({ "target": { "project_id": desk.f.project, "partner": "state" } });
        let booked = desk.decide(&waiting, "match", state).await.expect_status(200).body;
        assert_eq!(booked["allocations"][0]["partner"], "state");
        assert_eq!(desk.f.balance("promised:state", "KGS").await, 4_000);
        let undone = desk.decide(&booked, "unmatch", json!({ "reason": "Башка долбоордуку" })).await.expect_status(200);
        assert_eq!(undone.body["state"], "queued");
        assert_eq!(desk.f.balance("promised:state", "KGS").await, 10_000);
        assert_eq!(desk.f.balance("received:state", "KGS").await, 0);
        assert_eq!(desk.f.totals().await["partners"][0]["received"]["amount"], 0);
        desk.verify().await;
    }

    async fn targets_that_are_not_ours_are_refused(server: Server) {
        let desk = Desk::new(server).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 1_000, "B1", "А", "")])).await;
        let waiting = desk.waiting().await;
        for (target, pointer, code) in [
            (json!({ "pledge_id": "nothing" }), "/target/pledge_id", "unknown-reference"),
            (json!({ "reference": "RF18539007547034" }), "/target/reference", "unknown-reference"),
            (json!({ "project_id": "nothing", "partner": "state" }), "/target/project_id", "unknown-reference"),
            (json!({ "project_id": desk.f.project }), "/target/partner", "required"),
            (json!({}), "/target/pledge_id", "required"),
            (json!({ "pledge_id": "a", "reference": "b" }), "/target/pledge_id", "not-accepted"),
        ] {
            let answer = desk.decide(&waiting, "match", json!({ "target": target })).await;
            answer.expect_problem(422, "validation-failed").expect_field(pointer, code);
        }
        let some = json!({ "target": { "project_id": desk.f.project, "partner": "diaspora" }, "amount": 0 });
        desk.decide(&waiting, "match", some).await.expect_problem(422, "validation-failed").expect_field("/amount", "not-positive");
    }

    async fn lists_are_filtered_and_read_page_by_page(server: Server) {
        let desk = Desk::new(server).await;
        let entries: Vec<_> = (1..=5).map(|day| payment(day, may(day), 1_000, &format!("B{day}"), "А", "")).collect();
        let imported = desk.import(statement(StatementFormat::Camt05302, 0, &entries)).await;
        let id = imported["id"].as_str().unwrap();
        let mut seen = Vec::new();
        let mut path = desk.path(&format!("transactions?limit=2&state=queued&direction=credit&statement_id={id}&account_id={}", desk.account));
        loop {
            let page = desk.treasurer.get(&path).await.expect_status(200);
            seen.extend(page.body["items"].as_array().unwrap().iter().map(|row| row["booked_on"].clone()));
            let Some(cursor) = page.body["next_cursor"].as_str() else { break };
            let next = format!("{}&cursor={cursor}", path.split("&cursor").next().unwrap());
            path = next;
        }
        assert_eq!(seen, ["2026-05-05", "2026-05-04", "2026-05-03", "2026-05-02", "2026-05-01"]);
        let days = desk.treasurer.get(&desk.path("transactions?from=2026-05-02&to=2026-05-03")).await.expect_status(200);
        assert_eq!(days.body["items"].as_array().unwrap().len(), 2);
        let none = desk.treasurer.get(&desk.path("transactions?direction=debit")).await.expect_status(200);
        assert!(none.body["items"].as_array().unwrap().is_empty());
        // A cursor belongs to its filters.
        let first = desk.treasurer.get(&desk.path("transactions?limit=1")).await.expect_status(200);
        let cursor = first.body["next_cursor"].as_str().unwrap();
        let other = desk.path(&format!("transactions?limit=1&state=queued&cursor={cursor}"));
        desk.treasurer.get(&other).await.expect_problem(400, "invalid-cursor");
    }
}
