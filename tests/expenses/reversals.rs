use serde_json::json;

use super::{Bridge, act, act_because};
use crate::both_engines;

both_engines! {
    async fn a_mistake_is_reversed_by_its_mirror_image_and_stays_visible(server: Server) {
        let b = Bridge::funded(server).await;
        let id = b.approved(30_000_000).await;
        let proposed = act_because(&b.treasurer, &id, "propose_reversal", "Эки жолу киргизилген").await.expect_status(200);
        assert_eq!(proposed.body["state"], "reversal_proposed");
        // It stays booked until another person has looked.
        assert_eq!(b.balance("spent").await, 30_000_000);
        act(&b.treasurer, &id, "approve_reversal").await.expect_problem(403, "four-eyes");
        act(&b.editor, &id, "approve_reversal").await.expect_problem(403, "not-allowed");
        let reversed = act(&b.village.owner, &id, "approve_reversal").await.expect_status(200);
        assert_eq!(reversed.body["state"], "reversed");
        assert_eq!((b.balance("spent").await, b.balance("bank").await), (0, 100_000_000));
        let shown = b.village.server.visitor().get(&format!("/expenses/{id}")).await.expect_status(200).body;
        assert_eq!(shown["reversal"]["reason"], "Эки жолу киргизилген");
        assert!(shown["reversal"]["entered"]["name"].is_null());
        let entries = b.village.server.visitor().get(&format!("/projects/{}/ledger/entries", b.id)).await.body;
        let mirror = entries["items"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&mirror["kind"], &mirror["reverses"]), (&json!("reversal"), &shown["entry_number"]));
        assert_eq!(mirror["number"], shown["reversal"]["entry_number"]);
        let spending = b.spending().await;
        assert_eq!((&spending["spent"]["amount"], &spending["lines"][1]["expenses"]), (&json!(0), &json!(0)));
        assert_eq!(b.verdict().await, None);
        for action in ["propose_reversal", "approve_reversal", "approve"] {
            act(&b.village.owner, &id, action).await.expect_problem(409, "wrong-state");
        }
    }

    async fn a_payment_that_was_no_mistake_stands_and_can_be_questioned_again(server: Server) {
        let b = Bridge::funded(server).await;
        let id = b.approved(30_000_000).await;
        act(&b.editor, &id, "propose_reversal").await.expect_problem(403, "not-allowed");
        act_because(&b.treasurer, &id, "propose_reversal", "").await.expect_field("/reason", "required");
        act(&b.treasurer, &id, "propose_reversal").await.expect_status(200);
        act(&b.village.owner, &id, "propose_reversal").await.expect_problem(409, "wrong-state");
        let stands = act_because(&b.village.owner, &id, "reject_reversal", "Баары туура").await.expect_status(200);
        assert_eq!(stands.body["state"], "approved");
        assert_eq!(stands.body["reversal"]["rejected_because"], "Баары туура");
        assert_eq!(b.balance("spent").await, 30_000_000);
        act(&b.village.owner, &id, "propose_reversal").await.expect_status(200);
        act(&b.treasurer, &id, "approve_reversal").await.expect_status(200);
        assert_eq!(b.balance("spent").await, 0);
        assert_eq!(b.verdict().await, None);
    }

    async fn nothing_is_reversed_once_the_account_is_closed(server: Server) {
        let b = Bridge::funded(server).await;
        let id = b.approved(30_000_000).await;
        b.in_state("accepted").await;
        act(&b.treasurer, &id, "propose_reversal").await.expect_problem(409, "wrong-state");
    }
}
