use serde_json::{Value, json};

use super::{Bridge, act};
use crate::{both_engines, organizations::in_days, projects::plan};

both_engines! {
    async fn any_member_enters_an_expense_and_nothing_is_booked(server: Server) {
        let b = Bridge::funded(server).await;
        let request = b.concrete(5_000_000).await;
        let entered = b.enter(&b.editor, request.clone()).await.expect_status(201);
        assert_eq!(entered.header("location"), format!("/api/v1/expenses/{}", entered.id()));
        let body = &entered.body;
        assert_eq!((&body["kind"], &body["state"]), (&json!("expense"), &json!("entered")));
        assert_eq!(body["line"]["name"]["ky"], "Бетон жана курулуш");
        assert_eq!(body["entered"]["role"], "editor");
        assert_eq!(body["entered"]["name"], "editor");
        assert_eq!(body["invoices"][0]["name"], "эсеп.pdf");
        assert_eq!(body["actions"], json!([{ "action": "withdraw", "needs_reason": false, "needs_second_factor": false }]));
        assert_eq!(b.balance("bank").await, 100_000_000);
        assert_eq!(b.balance("spent").await, 0);
        // Nobody but members and stewards knows of it, and the invoice is not public yet.
        let path = format!("/expenses/{}", entered.id());
        b.village.server.visitor().get(&path).await.expect_problem(404, "not-found");
        b.village.server.person("stranger").await.get(&path).await.expect_problem(404, "not-found");
        b.village.steward.get(&path).await.expect_status(200);
        let list = format!("/projects/{}/expenses", b.id);
        assert_eq!(b.village.server.visitor().get(&list).await.body["items"], json!([]));
        assert_eq!(b.treasurer.get(&list).await.body["items"][0]["id"], body["id"]);
        let queue = format!("/organizations/{}/expenses", b.village.organization);
        assert_eq!(b.treasurer.get(&queue).await.expect_status(200).body["items"][0]["id"], body["id"]);
        b.village.server.visitor().get(&queue).await.expect_problem(401, "not-signed-in");
        b.village.server.person("other").await.get(&queue).await.expect_problem(403, "not-allowed");
    }

    async fn an_expense_sent_twice_is_entered_once(server: Server) {
        let b = Bridge::funded(server).await;
        let request = b.concrete(5_000_000).await;
        let path = format!("/projects/{}/expenses", b.id);
        let first = b.editor.post_once(&path, "key-1", request.clone()).await.expect_status(201).id();
        assert_eq!(b.editor.post_once(&path, "key-1", request.clone()).await.expect_status(201).id(), first);
        let mut other = request;
        other["supplier"] = json!("Башка");
        b.editor.post_once(&path, "key-1", other).await.expect_problem(422, "idempotency-key-reused");
        assert_eq!(b.editor.get(&path).await.body["items"].as_array().unwrap().len(), 1);
    }

    async fn bad_expenses_are_refused_field_by_field(server: Server) {
        let b = Bridge::funded(server).await;
        let photo = b.invoice().await;
        crate::pledges::fixture::execute(&b.village.server, format!("UPDATE files SET kind = 'photo' WHERE id = '{photo}'")).await.unwrap();
        let foreign = b.invoice().await;
        crate::pledges::fixture::execute(
            &b.village.server,
            format!("UPDATE files SET organization_id = NULL WHERE id = '{foreign}'"),
        ).await.unwrap();
        let good = b.concrete(5_000_000).await;
        let file = good["invoice_file_ids"][0].clone();
        for (pointer, value, at, code) in [
            ("/amount/amount", json!(0), "/amount/amount", "not-positive"),
            ("/amount/amount", json!(-5), "/amount/amount", "not-positive"),
            ("/amount/amount", json!(2_000_000_000_000_i64), "/amount/amount", "out-of-range"),
            ("/amount/currency", json!("USD"), "/amount/currency", "not-accepted"),
            ("/supplier", json!("  "), "/supplier", "required"),
            ("/supplier", json!("x".repeat(161)), "/supplier", "too-long"),
            ("/purpose", json!({}), "/purpose", "required"),
            ("/spent_on", json!(in_days(2)), "/spent_on", "invalid-date"),
            ("/budget_line_id", json!("nothing"), "/budget_line_id", "unknown-reference"),
            ("/invoice_file_ids", json!([]), "/invoice_file_ids", "required"),
            ("/invoice_file_ids", json!([file, file]), "/invoice_file_ids/1", "duplicate"),
            ("/invoice_file_ids", json!(["nothing"]), "/invoice_file_ids/0", "unknown-reference"),
            ("/invoice_file_ids", json!([photo]), "/invoice_file_ids/0", "not-accepted"),
            ("/invoice_file_ids", json!([foreign]), "/invoice_file_ids/0", "unknown-reference"),
        ] {
            let mut request = good.clone();
            *request.pointer_mut(pointer).expect("a field") = value;
            b.enter(&b.editor, request).await.expect_problem(422, "validation-failed").expect_field(at, code);
        }
        let mut fraction = good.clone();
        fraction["amount"]["amount"] = json!(1.5);
        b.enter(&b.editor, fraction).await.expect_problem(400, "malformed-body");
        let mut unknown = good;
        unknown["approved"] = json!(true);
        b.enter(&b.editor, unknown).await.expect_problem(400, "malformed-body");
        let list: Value = b.editor.get(&format!("/projects/{}/expenses", b.id)).await.body;
        assert_eq!(list["items"], json!([]));
    }

    async fn only_members_enter_and_only_while_the_project_may_spend(server: Server) {
        let b = Bridge::published(server, plan()).await;
        let request = b.concrete(5_000_000).await;
        b.enter(&b.village.server.visitor(), request.clone()).await.expect_problem(401, "not-signed-in");
        b.enter(&b.village.steward, request.clone()).await.expect_problem(403, "not-allowed");
        let stranger = b.village.server.person("stranger").await;
        b.enter(&stranger, request.clone()).await.expect_problem(403, "not-allowed");
        // Donors could still get this money back.
        b.enter(&b.editor, request.clone()).await.expect_problem(409, "wrong-state");
        b.village.book(&b.id, "bank-1", 100_000_000).await;
        b.enter(&b.editor, request.clone()).await.expect_status(201);
        for state in ["procurement", "in_progress", "completed"] {
            b.in_state(state).await;
            b.enter(&b.editor, request.clone()).await.expect_status(201);
        }
        for state in ["accepted", "cancelled"] {
            b.in_state(state).await;
            b.enter(&b.editor, request.clone()).await.expect_problem(409, "wrong-state");
        }
        let draft = b.village.draft(crate::projects::bridge()).await;
        let path = format!("/projects/{}/expenses", draft["id"].as_str().unwrap());
        stranger.post(&path, request.clone()).await.expect_problem(404, "not-found");
        stranger.get(&path).await.expect_problem(404, "not-found");
        let suspend = format!("/organizations/{}/suspend", b.village.organization);
        b.in_state("in_progress").await;
        b.village.steward.post(&suspend, json!({ "reason": "Даттануулар" })).await.expect_status(204);
        b.enter(&b.editor, request).await.expect_problem(409, "project-frozen");
    }

    async fn who_entered_takes_it_back_and_nobody_else_does(server: Server) {
        let b = Bridge::funded(server).await;
        let id = b.entered(5_000_000).await;
        act(&b.treasurer, &id, "withdraw").await.expect_problem(403, "four-eyes");
        act(&b.village.steward, &id, "withdraw").await.expect_problem(403, "not-allowed");
        let withdrawn = act(&b.editor, &id, "withdraw").await.expect_status(200);
        assert_eq!((&withdrawn.body["state"], &withdrawn.body["actions"]), (&json!("withdrawn"), &json!([])));
        act(&b.treasurer, &id, "approve").await.expect_problem(409, "wrong-state");
        b.village.server.visitor().get(&format!("/expenses/{id}")).await.expect_problem(404, "not-found");
        assert_eq!(b.balance("bank").await, 100_000_000);
    }
}
