use kopuro::statements::generate::payment;
use kopuro_shared::statements::StatementFormat;
use reqwest::Method;
use serde_json::json;

use super::{Desk, join, may, statement, to_pledge};
use crate::{both_engines, pledges::fixture::execute};

both_engines! {
    async fn statements_are_for_owners_and_treasurers_with_a_second_factor(server: Server) {
        let desk = Desk::new(server).await;
        let file = statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 1_000, "B1", "А", "")]);
        desk.import(file.clone()).await;
        let id = desk.waiting().await["id"].as_str().unwrap().to_owned();
        let server = &desk.f.server;
        let plain = server.person("plain").await;
        join(server, &desk.organization, &plain.person_id, "treasurer").await;
        let editor = server.person_with_second_factor("editor").await;
        join(server, &desk.organization, &editor.person_id, "editor").await;
        let stranger = server.person_with_second_factor("stranger").await;
        let aside = json!({ "reason": "x" });
        for (client, code) in [(&plain, "second-factor-required"), (&editor, "not-allowed"), (&stranger, "not-allowed")] {
            for path in ["statements", "transactions", &format!("transactions/{id}"), &format!("statements/csv_mappings/{}", desk.account)] {
                client.get(&desk.path(path)).await.expect_problem(403, code);
            }
            for path in ["statements", "statements/preview"] {
                let request = client.request(Method::POST, &desk.path(path)).body(file.clone());
                client.send(request).await.expect_problem(403, code);
            }
            client.post_version(&desk.path(&format!("transactions/{id}/set_aside")), 1, aside.clone()).await.expect_problem(403, code);
        }
        // Nobody's own transaction, and an organization that nobody may know of.
        let owner = server.person_with_second_factor("owner").await;
        let other = crate::organizations::found(&owner).await;
        owner.get(&format!("/organizations/{other}/transactions/{id}")).await.expect_problem(404, "not-found");
        stranger.get(&format!("/organizations/{other}/transactions")).await.expect_problem(404, "not-found");
    }

    async fn a_suspended_organization_imports_and_decides_nothing(server: Server) {
        let desk = Desk::new(server).await;
        let file = statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 1_000, "B1", "А", "")]);
        desk.import(file.clone()).await;
        let waiting = desk.waiting().await;
        let sql = format!("UPDATE organizations SET verification = 'suspended', suspension_reason = 'Текшерүү' WHERE id = '{}'", desk.organization);
        execute(&desk.f.server, sql).await.unwrap();
        desk.send("statements", file).await.expect_problem(409, "project-frozen");
        desk.decide(&waiting, "set_aside", json!({ "reason": "x" })).await.expect_problem(409, "project-frozen");
    }

    async fn every_decision_is_in_the_audit_log(server: Server) {
        let desk = Desk::new(server).await;
        let pledge = desk.f.pledge(1_000).await;
        desk.import(statement(StatementFormat::Camt05302, 0, &[payment(1, may(4), 1_000, "B1", "А", "")])).await;
        let waiting = desk.waiting().await;
        let row = desk.decide(&waiting, "set_aside", json!({ "reason": "Ката" })).await.expect_status(200).body;
        let row = desk.decide(&row, "take_back", json!({ "reason": "Ката" })).await.expect_status(200).body;
        let row = desk.decide(&row, "match", to_pledge(&pledge)).await.expect_status(200).body;
        desk.decide(&row, "unmatch", json!({ "reason": "Ката" })).await.expect_status(200);
        let steward = desk.f.server.steward("steward").await;
        let log = steward.get(&format!("/audit_entries?organization_id={}&limit=100", desk.organization)).await.expect_status(200);
        let actions: Vec<_> = log.body["items"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
        for action in ["import_statement", "set_aside_transaction", "take_back_transaction", "match_transaction", "unmatch_transaction"] {
            assert!(actions.contains(&action), "{action}: {actions:?}");
        }
    }
}
