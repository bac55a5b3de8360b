use serde_json::json;

use super::{found, in_days, lsg, verify};
use crate::both_engines;

both_engines! {
    async fn organization_is_unseen_until_a_steward_verifies_it(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let visitor = server.visitor();
        let id = found(&owner).await;
        visitor.get(&format!("/organizations/{id}")).await.expect_problem(404, "not-found");
        server.person("stranger").await.get(&format!("/organizations/{id}")).await.expect_problem(404, "not-found");
        let mine = owner.get(&format!("/organizations/{id}")).await.expect_status(200);
        assert_eq!((&mine.body["verification"], &mine.body["my_role"]), (&json!("unverified"), &json!("owner")));

        verify(&owner, &steward, &id, &in_days(365)).await;
        let page = visitor.get(&format!("/organizations/{id}")).await.expect_status(200);
        assert_eq!(page.body["verification"], "verified");
        assert_eq!(page.body["places"].as_array().unwrap().len(), 3);
        assert_eq!(page.body.get("my_role"), None);
        for path in ["/organizations", "/organizations?place_id=kg-o", "/organizations?kind=local_self_government"] {
            let list = visitor.get(path).await.expect_status(200);
            assert_eq!(list.body["items"][0]["id"], id.as_str(), "{path}");
        }
        for path in ["/organizations?place_id=kg-c", "/organizations?kind=ministry"] {
            let list = visitor.get(path).await.expect_status(200);
            assert_eq!(list.body["items"], json!([]), "{path}");
        }
        let mails = server.mails_to("bakyt@example.kg").await;
        assert!(mails.last().unwrap().1.contains("Checked by telephone"));
    }

    async fn nobody_decides_on_their_own_organization(server: Server) {
        let steward = server.steward("steward").await;
        let id = found(&steward).await;
        let note = json!({ "note": "We are us" });
        let submission = steward.post(&format!("/organizations/{id}/submissions"), note).await.expect_status(201).id();
        let decision = json!({ "is_verified": true, "reason": "Of course", "verified_until": in_days(10) });
        steward.post(&format!("/submissions/{submission}/decide"), decision).await.expect_problem(403, "own-organization");
        let reason = json!({ "reason": "x" });
        steward.post(&format!("/organizations/{id}/suspend"), reason).await.expect_problem(403, "own-organization");
    }

    async fn submission_is_decided_once_and_rejection_says_why(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let id = found(&owner).await;
        let path = format!("/organizations/{id}/submissions");
        let submission = owner.post(&path, json!({ "note": "Please" })).await.expect_status(201).id();
        owner.post(&path, json!({ "note": "Again" })).await.expect_problem(409, "wrong-state");
        let queue = steward.get("/submissions").await.expect_status(200);
        assert_eq!(queue.body["items"][0]["id"], submission.as_str());
        let decide = format!("/submissions/{submission}/decide");
        let missing = json!({ "is_verified": true, "reason": "x" });
        steward.post(&decide, missing).await.expect_problem(422, "validation-failed").expect_field("/verified_until", "required");
        let past = json!({ "is_verified": true, "reason": "x", "verified_until": "2020-01-01" });
        steward.post(&decide, past).await.expect_problem(422, "validation-failed").expect_field("/verified_until", "invalid-date");
        let no = json!({ "is_verified": false, "reason": "Мөөр жок" });
        steward.post(&decide, no.clone()).await.expect_status(204);
        steward.post(&decide, no).await.expect_problem(409, "wrong-state");
        assert!(server.mails_to("bakyt@example.kg").await.last().unwrap().1.contains("Мөөр жок"));
        assert_eq!(owner.get(&format!("/organizations/{id}")).await.body["verification"], "unverified");
        owner.post(&path, json!({ "note": "With a seal" })).await.expect_status(201);
    }

    async fn suspension_is_public_and_ends_where_it_began(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let id = found(&owner).await;
        verify(&owner, &steward, &id, &in_days(30)).await;
        let suspend = format!("/organizations/{id}/suspend");
        owner.post(&suspend, json!({ "reason": "x" })).await.expect_problem(403, "not-allowed");
        steward.post(&suspend, json!({ "reason": "Complaints about receipts" })).await.expect_status(204);
        let page = server.visitor().get(&format!("/organizations/{id}")).await.expect_status(200);
        assert_eq!(page.body["verification"], "suspended");
        assert_eq!(page.body["suspension_reason"], "Complaints about receipts");
        assert_eq!(server.visitor().get("/organizations").await.body["items"], json!([]));
        steward.post(&suspend, json!({ "reason": "x" })).await.expect_problem(409, "wrong-state");
        let reinstate = format!("/organizations/{id}/reinstate");
        steward.post(&reinstate, json!({ "reason": "Cleared up" })).await.expect_status(204);
        let page = server.visitor().get(&format!("/organizations/{id}")).await.expect_status(200);
        assert_eq!((&page.body["verification"], page.body.get("suspension_reason")), (&json!("verified"), None));
    }

    async fn stewards_list_organizations_in_every_state(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let (first, second) = (found(&owner).await, found(&owner).await);
        verify(&owner, &steward, &first, &in_days(30)).await;
        let ids = async |query: &str| {
            let list = steward.get(&format!("/all_organizations{query}")).await.expect_status(200).body;
            list["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ids("").await, [second.clone(), first.clone()]);
        assert_eq!(ids("?verification=unverified&kind=local_self_government&place_id=kg-o").await, [second]);
        assert_eq!(ids("?verification=verified").await, [first]);
        assert_eq!(ids("?verification=expired").await, Vec::<String>::new());
        let page = steward.get("/all_organizations?limit=1").await.expect_status(200).body;
        let next = page["next_cursor"].as_str().unwrap();
        assert_eq!(steward.get(&format!("/all_organizations?limit=1&cursor={next}")).await.body["items"].as_array().unwrap().len(), 1);
        owner.get("/all_organizations").await.expect_problem(403, "not-allowed");
    }

    async fn founding_twice_with_one_key_founds_once(server: Server) {
        let owner = server.person("bakyt").await;
        let first = owner.post_once("/organizations", "key-1", lsg()).await.expect_status(201);
        let second = owner.post_once("/organizations", "key-1", lsg()).await.expect_status(201);
        assert_eq!(first.id(), second.id());
        let mut other = lsg();
        other["place_id"] = json!("kg-c");
        owner.post_once("/organizations", "key-1", other).await.expect_problem(422, "idempotency-key-reused");
        assert_eq!(owner.get("/me/organizations").await.body.as_array().unwrap().len(), 1);
    }

    async fn bad_organizations_are_refused_field_by_field(server: Server) {
        let owner = server.person("bakyt").await;
        let mut bad = lsg();
        bad["name"] = json!({ "ky": " " });
        bad["website"] = json!("javascript:alert(1)");
        bad["phone"] = json!("call me");
        owner
            .post("/organizations", bad)
            .await
            .expect_problem(422, "validation-failed")
            .expect_field("/name", "required")
            .expect_field("/website", "invalid-format")
            .expect_field("/phone", "invalid-format");
        let mut nowhere = lsg();
        nowhere["place_id"] = json!("atlantis");
        owner.post("/organizations", nowhere).await.expect_problem(422, "validation-failed").expect_field("/place_id", "unknown-reference");
        let mut script = lsg();
        script["name"] = json!({ "ky": "<script>alert(1)</script>'; DROP TABLE organizations; --" });
        let organization = owner.post("/organizations", script.clone()).await.expect_status(201);
        assert_eq!(organization.body["name"], script["name"]);
        assert_eq!(organization.header("content-type"), "application/json");
    }
}
