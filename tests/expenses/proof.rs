use kopuro::platform::clock;
use serde_json::{Value, json};

use super::{Bridge, act, act_because};
use crate::{
    both_engines,
    pledges::fixture::execute,
    support::{Answer, Client},
};

/// A debit on the organization's statement.
async fn debit(b: &Bridge, amount: i64) -> String {
    let (statement, id) = (clock::new_id(), clock::new_id());
    let organization = &b.village.organization;
    let (now, today) = (clock::now_naive().format("%F %T"), clock::today());
    let account = format!(
        "(SELECT id FROM organizations_bank_accounts WHERE organization_id = '{organization}')"
    );
    let sql = format!(
        "INSERT INTO statements (id, organization_id, bank_account_id, format, state, file_name, file_sha256, file_size,
             currency, credited, debited, entries, known, matched, queued, outgoing, notices, imported_at, worked_at)
         VALUES ('{statement}', '{organization}', {account}, 'csv', 'completed', 'x', 'x', 1, 'KGS', 0, {amount}, 1, 0, 0,
             0, 1, '[]', '{now}', '{now}');
         INSERT INTO statements_transactions (id, version, organization_id, statement_id, bank_account_id, account_number,
             currency, entry_id, part, entry_amount, fingerprint, marks, from_table, direction, state, amount, used,
             booked_on, remittance, is_reversal, is_batch, created_at)
         VALUES ('{id}', 1, '{organization}', '{statement}', {account}, '1', 'KGS', '{id}', 1, {amount}, '{id}', '[]', FALSE,
             'debit', 'outgoing', {amount}, 0, '{today}', 'бетон', FALSE, FALSE, '{now}');"
    );
    execute(&b.village.server, sql).await.expect("the rows fit the schema");
    id
}

async fn prove(client: &Client, id: &str, transaction: &str) -> Answer {
    let version = client.get(&format!("/expenses/{id}")).await.version();
    let body: Value = json!({ "transaction_id": transaction });
    crate::projects::put_version(client, &format!("/expenses/{id}/proof"), version, body).await
}

async fn unprove(client: &Client, id: &str) -> Answer {
    let version = client.get(&format!("/expenses/{id}")).await.version();
    let request = client.request(reqwest::Method::DELETE, &format!("/expenses/{id}/proof"));
    client.send(request.header("if-match", format!("\"{version}\""))).await
}

both_engines! {
    async fn a_debit_on_the_statement_proves_a_payment_for_everyone_to_see(server: Server) {
        let b = Bridge::funded(server).await;
        let (first, second) = (b.approved(30_000_000).await, b.approved(15_000_000).await);
        let transaction = debit(&b, 40_000_000).await;
        prove(&b.editor, &first, &transaction).await.expect_problem(403, "not-allowed");
        prove(&b.village.steward, &first, &transaction).await.expect_problem(403, "not-allowed");
        prove(&b.treasurer, &first, "nothing").await.expect_problem(422, "validation-failed")
            .expect_field("/transaction_id", "unknown-reference");
        let proved = prove(&b.treasurer, &first, &transaction).await.expect_status(200);
        assert_eq!(proved.body["is_proved_by_bank"], true);
        let shown = b.village.server.visitor().get(&format!("/expenses/{first}")).await.expect_status(200).body;
        assert_eq!(shown["is_proved_by_bank"], true);
        // One transaction proves several payments, up to its sum.
        prove(&b.treasurer, &second, &transaction).await.expect_problem(409, "transaction-exhausted");
        unprove(&b.treasurer, &first).await.expect_status(200);
        prove(&b.treasurer, &second, &transaction).await.expect_status(200);
        unprove(&b.treasurer, &first).await.expect_problem(409, "wrong-state");
        let path = format!("/audit_entries?action=unprove_expense&subject_id={first}");
        assert_eq!(b.village.steward.get(&path).await.body["items"][0]["actor_id"], b.treasurer.person_id);
    }

    async fn only_what_is_booked_is_proved_and_a_reversed_payment_gives_its_debit_back(server: Server) {
        let b = Bridge::funded(server).await;
        let transaction = debit(&b, 30_000_000).await;
        let waiting = b.entered(30_000_000).await;
        prove(&b.treasurer, &waiting, &transaction).await.expect_problem(409, "wrong-state");
        let mistake = b.approved(30_000_000).await;
        prove(&b.treasurer, &mistake, &transaction).await.expect_status(200);
        act(&b.treasurer, &mistake, "propose_reversal").await.expect_status(200);
        let reversed = act(&b.village.owner, &mistake, "approve_reversal").await.expect_status(200);
        assert_eq!(reversed.body["is_proved_by_bank"], false);
        act(&b.treasurer, &waiting, "approve").await.expect_status(200);
        prove(&b.treasurer, &waiting, &transaction).await.expect_status(200);
        let stale = crate::projects::put_version(
            &b.treasurer, &format!("/expenses/{waiting}/proof"), 1, json!({ "transaction_id": transaction }),
        ).await;
        stale.expect_problem(412, "stale-version");
    }

    async fn followers_are_told_when_an_expense_is_approved_and_when_the_bank_proves_it(server: Server) {
        let b = Bridge::funded(server).await;
        let follower = b.village.server.person("follower").await;
        follower.put(&format!("/projects/{}/follow", b.id), json!({})).await.expect_status(204);
        let refused = b.entered(2_000_000).await;
        act_because(&b.treasurer, &refused, "reject", "Эсеп башка долбоордуку").await.expect_status(200);
        let expense = b.approved(30_000_000).await;
        let transaction = debit(&b, 30_000_000).await;
        prove(&b.treasurer, &expense, &transaction).await.expect_status(200);
        let told = follower.get("/me/notifications?unread=true").await.expect_status(200).body;
        let events: Vec<_> = told["items"].as_array().unwrap().iter().map(|one| (&one["event"]["kind"], &one["event"]["subject_id"])).collect();
        let expense = json!(expense);
        assert_eq!(events, [(&json!("expense_proved"), &expense), (&json!("expense_approved"), &expense)]);
        let history = b.village.server.visitor().get(&format!("/projects/{}/events?limit=2", b.id)).await.expect_status(200).body;
        assert_eq!(history["items"][0]["kind"], "expense_proved");
    }
}
