use serde_json::json;

use super::{Bridge, act, act_because, join};
use crate::{both_engines, pledges::fixture::execute};

both_engines! {
    async fn another_person_approves_and_everyone_sees_it_booked(server: Server) {
        let b = Bridge::funded(server).await;
        let id = b.entered(30_000_000).await;
        let approved = act(&b.treasurer, &id, "approve").await.expect_status(200);
        assert_eq!((&approved.body["state"], &approved.body["version"]), (&json!("approved"), &json!(2)));
        assert_eq!(b.balance("spent").await, 30_000_000);
        assert_eq!(b.balance("bank").await, 70_000_000);
        // The public sees roles, not names.
        let list = b.village.server.visitor().get(&format!("/projects/{}/expenses", b.id)).await.expect_status(200).body;
        let row = &list["items"][0];
        assert_eq!((&row["id"], &row["supplier"]), (&json!(id), &json!("Бетон ЖЧК")));
        assert_eq!((&row["entered"]["role"], &row["decided"]["role"]), (&json!("editor"), &json!("treasurer")));
        assert!(row["entered"]["name"].is_null() && row["decided"]["name"].is_null(), "{row}");
        assert_eq!((&row["is_proved_by_bank"], &row["actions"]), (&json!(false), &json!([])));
        assert_eq!(row["invoices"].as_array().unwrap().len(), 1);
        // Who chose to be public is named.
        let me = b.treasurer.get("/me").await;
        b.treasurer.patch("/me", me.version(), json!({ "is_public": true })).await.expect_status(200);
        let shown = b.village.server.visitor().get(&format!("/expenses/{id}")).await.expect_status(200).body;
        assert_eq!(shown["decided"]["name"], "treasurer");
        assert!(shown["entered"]["name"].is_null());
        let entries = b.village.server.visitor().get(&format!("/projects/{}/ledger/entries", b.id)).await.body;
        let entry = entries["items"].as_array().unwrap().iter().find(|entry| entry["kind"] == "expense").unwrap().clone();
        assert_eq!((&entry["subject_id"], &entry["number"]), (&json!(id), &shown["entry_number"]));
        assert_eq!(b.verdict().await, None);
        let path = format!("/audit_entries?action=act_on_expense&subject_id={id}");
        let audit = b.village.steward.get(&path).await.expect_status(200).body;
        assert_eq!(audit["items"][0]["actor_id"], b.treasurer.person_id);
    }

    async fn nobody_approves_what_they_entered_whatever_their_role(server: Server) {
        let b = Bridge::funded(server).await;
        let request = b.concrete(5_000_000).await;
        let id = b.enter(&b.village.owner, request).await.expect_status(201).id();
        for action in ["approve", "reject"] {
            act(&b.village.owner, &id, action).await.expect_problem(403, "four-eyes");
        }
        // The database refuses it too.
        let owner = &b.village.owner.person_id;
        let forged = format!("UPDATE expenses SET state = 'rejected', reason = 'x', decided_by = '{owner}' WHERE id = '{id}'");
        assert!(execute(&b.village.server, forged).await.is_err());
        act(&b.treasurer, &id, "approve").await.expect_status(200);
    }

    async fn approving_needs_the_right_role_a_second_factor_and_the_present_version(server: Server) {
        let b = Bridge::funded(server).await;
        let request = b.concrete(5_000_000).await;
        let id = b.enter(&b.village.owner, request).await.expect_status(201).id();
        act(&b.editor, &id, "approve").await.expect_problem(403, "not-allowed");
        act(&b.village.steward, &id, "approve").await.expect_problem(403, "not-allowed");
        let path = format!("/expenses/{id}/actions");
        let approve = json!({ "action": "approve" });
        let stranger = b.village.server.person("stranger").await;
        stranger.post_version(&path, 1, approve.clone()).await.expect_problem(404, "not-found");
        b.village.server.visitor().post_version(&path, 1, approve.clone()).await.expect_problem(401, "not-signed-in");
        let manager = b.village.server.person("manager").await;
        join(&b.village, &manager, "manager", "manager").await;
        act(&manager, &id, "approve").await.expect_problem(403, "second-factor-required");
        b.treasurer.post(&path, approve.clone()).await.expect_problem(428, "version-required");
        b.treasurer.post_version(&path, 9, approve.clone()).await.expect_problem(412, "stale-version");
        assert_eq!(b.balance("spent").await, 0);
        b.treasurer.post_version(&path, 1, approve.clone()).await.expect_status(200);
        b.treasurer.post_version(&path, 2, approve).await.expect_problem(409, "wrong-state");
        assert_eq!(b.balance("spent").await, 5_000_000);
    }

    async fn a_rejected_expense_says_why_to_members_only(server: Server) {
        let b = Bridge::funded(server).await;
        let id = b.entered(5_000_000).await;
        act_because(&b.treasurer, &id, "reject", " ").await
            .expect_problem(422, "validation-failed").expect_field("/reason", "required");
        let rejected = act_because(&b.treasurer, &id, "reject", "Эсеп башка долбоордуку").await.expect_status(200);
        assert_eq!(rejected.body["state"], "rejected");
        let shown = b.editor.get(&format!("/expenses/{id}")).await.expect_status(200).body;
        assert_eq!(shown["reason"], "Эсеп башка долбоордуку");
        b.village.server.visitor().get(&format!("/expenses/{id}")).await.expect_problem(404, "not-found");
        assert_eq!(b.balance("bank").await, 100_000_000);
        act(&b.treasurer, &id, "approve").await.expect_problem(409, "wrong-state");
    }

    async fn more_than_the_bank_has_is_refused_with_the_figures(server: Server) {
        let b = Bridge::funded(server).await;
        b.approved(60_000_000).await;
        let id = b.entered(40_000_001).await;
        let refused = act(&b.treasurer, &id, "approve").await.expect_problem(409, "not-enough-money");
        let detail = refused.body["detail"].as_str().unwrap().replace('\u{202f}', " ");
        assert!(detail.contains("400 000") && detail.contains("400 000,01"), "{detail}");
        assert_eq!(b.balance("bank").await, 40_000_000);
        let id = b.entered(40_000_000).await;
        act(&b.treasurer, &id, "approve").await.expect_status(200);
        assert_eq!(b.balance("bank").await, 0);
        assert_eq!(b.verdict().await, None);
    }

    async fn what_was_entered_in_time_is_not_approved_once_the_account_is_closed(server: Server) {
        let b = Bridge::funded(server).await;
        let id = b.entered(5_000_000).await;
        for state in ["accepted", "cancelled", "published"] {
            b.in_state(state).await;
            act(&b.treasurer, &id, "approve").await.expect_problem(409, "wrong-state");
        }
        b.in_state("completed").await;
        act(&b.treasurer, &id, "approve").await.expect_status(200);
    }

    async fn expenses_are_listed_newest_first_page_by_page(server: Server) {
        let b = Bridge::funded(server).await;
        let mut ids = Vec::new();
        for amount in 1..=5 {
            ids.insert(0, b.approved(amount * 1000).await);
        }
        let hidden = b.entered(7000).await;
        let visitor = b.village.server.visitor();
        let (mut seen, mut path) = (Vec::new(), format!("/projects/{}/expenses?limit=2", b.id));
        loop {
            let page = visitor.get(&path).await.expect_status(200).body;
            seen.extend(page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/projects/{}/expenses?limit=2&cursor={cursor}", b.id);
        }
        assert_eq!(seen, ids);
        let other_list = path.replace("limit=2", "limit=2&state=approved");
        visitor.get(&other_list).await.expect_problem(400, "invalid-cursor");
        let waiting = b.editor.get(&format!("/projects/{}/expenses?state=entered", b.id)).await.expect_status(200).body;
        assert_eq!(waiting["items"][0]["id"], hidden);
        let asked = visitor.get(&format!("/projects/{}/expenses?state=entered", b.id)).await.expect_status(200).body;
        assert_eq!(asked["items"], json!([]));
        visitor.get(&format!("/projects/{}/expenses?state=x", b.id)).await.expect_problem(400, "malformed-query");
    }
}
