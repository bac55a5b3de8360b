use serde_json::{Value, json};

use super::found;
use crate::both_engines;

fn account(number: &str) -> Value {
    json!({ "currency": "KGS", "holder": "Алай АӨ", "bank_name": "Демо банк", "bic": "DEMOKG22", "number": number })
}

both_engines! {
    async fn account_is_replaced_never_changed_and_needs_a_second_factor(server: Server) {
        let plain = server.person("plain").await;
        let id = found(&plain).await;
        let path = format!("/organizations/{id}/bank_accounts");
        plain.post(&path, account("1280016000012345")).await.expect_problem(403, "second-factor-required");

        let owner = server.person_with_second_factor("bakyt").await;
        let id = found(&owner).await;
        let path = format!("/organizations/{id}/bank_accounts");
        let first = owner.post(&path, account("1280 0160 0001 2345")).await.expect_status(201);
        assert_eq!(first.body["number"], "1280016000012345");
        let second = owner.post(&path, account("GB82 WEST 1234 5698 7654 32")).await.expect_status(201);
        let open = owner.get(&path).await.expect_status(200);
        assert_eq!(open.body.as_array().unwrap().len(), 1);
        assert_eq!(open.body[0]["id"], second.id());
        owner.delete(&format!("{path}/{}", first.id())).await.expect_problem(404, "not-found");
        owner.delete(&format!("{path}/{}", second.id())).await.expect_status(204);
        server.person("stranger").await.get(&path).await.expect_problem(404, "not-found");
    }

    async fn mistyped_account_number_is_refused(server: Server) {
        let owner = server.person_with_second_factor("bakyt").await;
        let id = found(&owner).await;
        let path = format!("/organizations/{id}/bank_accounts");
        owner
            .post(&path, account("GB82 WEST 1234 5698 7654 33"))
            .await
            .expect_problem(422, "validation-failed")
            .expect_field("/number", "invalid-format");
        let mut foreign = account("1280016000012345");
        foreign["currency"] = json!("XXX");
        owner.post(&path, foreign).await.expect_problem(400, "malformed-body");
    }
}
