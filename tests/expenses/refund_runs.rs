use kopuro::expenses::runs::go_on;
use serde_json::{Value, json};

use super::{Bridge, act, returning};
use crate::{
    both_engines,
    pledges::fixture::execute,
    support::{Answer, Client},
};

async fn decide(client: &Client, run: &str, action: &str, reason: &str) -> Answer {
    let version = client.get(&format!("/refund_runs/{run}")).await.version();
    let request = json!({ "action": action, "reason": reason });
    client.post_version(&format!("/refund_runs/{run}/actions"), version, request).await
}

async fn shown(b: &Bridge, run: &str) -> Value {
    b.treasurer.get(&format!("/refund_runs/{run}")).await.expect_status(200).body
}

/// Copies a paid pledge, so that there are more than one step takes.
async fn copy(b: &Bridge, pledge: &Value, times: usize) {
    let columns = "version, project_id, person_id, anonymous, state, amount, currency, open, open_counted, counted, rate,
        bank_account_id, expected, account_currency, received, refunded, created_at, lapses_on";
    let id = pledge["id"].as_str().unwrap();
    let inserts = (0..times).map(|index| {
        format!(
            "INSERT INTO pledges (id, reference, {columns})
             SELECT '{}', 'RF{index}', {columns} FROM pledges WHERE id = '{id}';",
            kopuro::platform::clock::new_id()
        )
    });
    execute(&b.village.server, inserts.collect::<String>()).await.expect("the rows fit the schema");
}

both_engines! {
    async fn cancelled_projects_money_goes_back_in_proportion_of_what_each_paid(server: Server) {
        let b = Bridge::published(server, returning()).await;
        let (aigul, bakyt) = (b.village.server.person("aigul").await, b.village.server.person("nurbek").await);
        let (first, second) = (b.pledge(&aigul, 100_000).await, b.pledge(&bakyt, 200_001).await);
        b.pay(&first, "tx-1", 100_000).await;
        b.pay(&second, "tx-2", 200_001).await;
        // The rest came without a pledge; some of it was spent before the project was given up.
        b.village.book(&b.id, "bank-1", 99_999_999).await;
        b.approved(50_000_000).await;
        let cancel = json!({
            "action": "cancel", "reason": "Суу алып кетти",
            "money": { "use": "return_to_donors", "note": { "ky": "Баарына кайтарылат" } },
        });
        b.village.act(&b.village.owner, &b.id, cancel).await.expect_status(200);

        let path = format!("/projects/{}/refund_runs", b.id);
        let request = json!({ "currency": "KGS", "note": "Долбоор токтоду" });
        b.editor.post(&path, request.clone()).await.expect_problem(403, "not-allowed");
        b.treasurer.post(&path, json!({ "currency": "USD" })).await.expect_problem(409, "not-enough-money");
        let run = b.treasurer.post_once(&path, "key", request.clone()).await.expect_status(201);
        assert_eq!(b.treasurer.post_once(&path, "key", request.clone()).await.expect_status(201).id(), run.id());
        assert_eq!(run.body["state"], "entered");
        assert_eq!((&run.body["left"]["amount"], &run.body["proposed"]), (&json!(50_300_000), &run.body["left"]));
        b.village.owner.post(&path, request).await.expect_problem(409, "decisions-pending");
        aigul.get(&format!("/refund_runs/{}", run.id())).await.expect_problem(404, "not-found");
        aigul.get(&path).await.expect_problem(403, "not-allowed");
        assert_eq!(b.treasurer.get(&path).await.expect_status(200).body["items"][0]["id"], run.id());

        // Decided on whole, by another person.
        let proposals = b.treasurer.get(&format!("/projects/{}/expenses?kind=refund", b.id)).await.body;
        let one = proposals["items"][0]["id"].as_str().unwrap();
        assert_eq!(proposals["items"][0]["actions"], json!([]));
        act(&b.village.owner, one, "approve").await.expect_problem(409, "decisions-pending");
        decide(&b.treasurer, &run.id(), "approve", "").await.expect_problem(403, "four-eyes");
        decide(&b.editor, &run.id(), "approve", "").await.expect_problem(403, "not-allowed");
        b.village.owner.post_version(&format!("/refund_runs/{}/actions", run.id()), 99, json!({ "action": "approve" })).await
            .expect_problem(412, "stale-version");
        decide(&b.village.owner, &run.id(), "approve", "").await.expect_status(200);
        go_on(&b.village.server.app).await.unwrap();
        let done = shown(&b, &run.id()).await;
        assert_eq!((&done["state"], &done["settled"]), (&json!("approved"), &json!(3)));
        assert_eq!(b.balance("bank").await, 0);
        // Half of what came is left, near enough: 50,300,000 of 100,300,000.
        let of = async |donor: &Client, pledge: &Value| {
            let path = format!("/pledges/{}", pledge["id"].as_str().unwrap());
            donor.get(&path).await.body["refunded"]["amount"].as_i64().unwrap()
        };
        assert_eq!((of(&aigul, &first).await, of(&bakyt, &second).await), (50_149, 100_300));
        let rest = b.village.server.visitor().get(&format!("/projects/{}/expenses?kind=distribution", b.id)).await.body;
        assert_eq!((&rest["items"][0]["partner"], &rest["items"][0]["amount"]["amount"]), (&json!("diaspora"), &json!(50_149_551)));
        let (_, text) = b.village.server.mails_to("aigul@example.kg").await.pop().unwrap();
        assert!(text.contains("Долбоор токтоду"), "{text}");
        assert_eq!(b.verdict().await, None);
    }

    async fn a_long_run_goes_on_step_by_step_and_wherever_it_was_interrupted(server: Server) {
        let b = Bridge::published(server, returning()).await;
        let donor = b.village.server.person("aigul").await;
        let pledge = b.pledge(&donor, 1000).await;
        b.pay(&pledge, "tx-1", 1000).await;
        copy(&b, &pledge, 230).await;
        // What the copies say has come, the bank says too.
        b.village.book(&b.id, "bank-1", 230_000).await;
        // The sums of a real project: each refund is taken off them.
        execute(&b.village.server, format!("UPDATE pledges_totals SET pledges = 231 WHERE project_id = '{}'", b.id)).await.unwrap();
        b.in_state("completed").await;
        let run = b.treasurer.post(&format!("/projects/{}/refund_runs", b.id), json!({ "currency": "KGS" })).await.expect_status(201);
        assert_eq!((&run.body["state"], &run.body["proposals"]), (&json!("proposing"), &json!(100)));
        decide(&b.village.owner, &run.id(), "reject", "x").await.expect_problem(409, "wrong-state");
        go_on(&b.village.server.app).await.unwrap();
        let entered = shown(&b, &run.id()).await;
        assert_eq!((&entered["state"], &entered["proposals"], &entered["proposed"]["amount"]), (&json!("entered"), &json!(231), &json!(231_000)));
        let deciding = decide(&b.village.owner, &run.id(), "approve", "").await.expect_status(200);
        assert_eq!((&deciding.body["state"], &deciding.body["settled"]), (&json!("approving"), &json!(100)));
        go_on(&b.village.server.app).await.unwrap();
        let done = shown(&b, &run.id()).await;
        assert_eq!((&done["state"], &done["settled"]), (&json!("approved"), &json!(231)));
        assert_eq!((b.balance("bank").await, b.balance("refunded").await), (0, 231_000));
        assert_eq!(b.verdict().await, None);
        b.village.act(&b.village.steward, &b.id, json!({ "action": "accept" })).await.expect_status(200);
    }

    async fn a_rejected_run_gives_nothing_back_and_another_can_be_proposed(server: Server) {
        let b = Bridge::published(server, returning()).await;
        let donor = b.village.server.person("aigul").await;
        let pledge = b.pledge(&donor, 1000).await;
        b.pay(&pledge, "tx-1", 1000).await;
        let path = format!("/projects/{}/refund_runs", b.id);
        b.treasurer.post(&path, json!({ "currency": "KGS" })).await.expect_problem(409, "wrong-state");
        b.in_state("completed").await;
        // First what waits is decided.
        let refund = json!({ "reference": pledge["reference"], "amount": { "amount": 100, "currency": "KGS" }, "reason": "x" });
        let single = b.treasurer.post(&format!("/projects/{}/refunds", b.id), refund.clone()).await.expect_status(201).id();
        b.treasurer.post(&path, json!({ "currency": "KGS" })).await.expect_problem(409, "decisions-pending");
        act(&b.village.owner, &single, "reject").await.expect_status(200);
        let run = b.treasurer.post(&path, json!({ "currency": "KGS" })).await.expect_status(201).id();
        b.treasurer.post(&format!("/projects/{}/refunds", b.id), refund).await.expect_problem(409, "decisions-pending");
        decide(&b.village.owner, &run, "reject", "").await.expect_field("/reason", "required");
        decide(&b.village.owner, &run, "reject", "Тизме толук эмес").await.expect_status(200);
        go_on(&b.village.server.app).await.unwrap();
        let rejected = shown(&b, &run).await;
        assert_eq!((&rejected["state"], &rejected["reason"]), (&json!("rejected"), &json!("Тизме толук эмес")));
        assert_eq!(b.balance("bank").await, 1000);
        b.treasurer.post(&path, json!({ "currency": "KGS" })).await.expect_status(201);
        assert_eq!(b.verdict().await, None);
    }
}
