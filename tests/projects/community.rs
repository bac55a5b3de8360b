use serde_json::json;

use super::Village;
use crate::both_engines;

both_engines! {
    async fn followers_hear_of_updates_and_read_them(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let donor = village.server.person("aigul").await;
        for _ in 0..2 {
            donor.put(&format!("/projects/{id}/follow"), json!({})).await.expect_status(204);
        }
        let page = donor.get(&format!("/projects/{id}")).await.body;
        assert_eq!((&page["followers"], &page["is_followed"]), (&json!(1), &json!(true)));
        assert_eq!(donor.get("/me/followed_projects").await.expect_status(200).body["items"][0]["id"], id.as_str());

        let update = json!({ "title": { "ky": "Тирөөч куюлду" }, "body": { "ky": "Бетон катты." } });
        let path = format!("/projects/{id}/updates");
        donor.post(&path, update.clone()).await.expect_problem(403, "not-allowed");
        let first = village.owner.post_once(&path, "key", update.clone()).await.expect_status(201).id();
        assert_eq!(village.owner.post_once(&path, "key", update.clone()).await.expect_status(201).id(), first);
        village.owner.post(&path, update).await.expect_status(201);
        let page = village.server.visitor().get(&format!("{path}?limit=1")).await.expect_status(200).body;
        let next = village.server.visitor().get(&format!("{path}?limit=1&cursor={}", page["next_cursor"].as_str().unwrap())).await;
        assert_eq!(next.expect_status(200).body["items"][0]["id"], first.as_str());

        let told = donor.get("/me/notifications?unread=true").await.expect_status(200).body;
        assert_eq!(told["items"].as_array().unwrap().len(), 2);
        let older = told["items"][1]["event"]["id"].clone();
        assert_eq!(told["items"][1]["event"]["subject_id"], first.as_str());
        donor.post("/me/notifications/read", json!({ "up_to": older })).await.expect_status(204);
        assert_eq!(donor.get("/me/notifications?unread=true").await.body["items"].as_array().unwrap().len(), 1);
        assert_eq!(donor.get("/me/notifications").await.body["items"].as_array().unwrap().len(), 2);
        donor.delete(&format!("/projects/{id}/follow")).await.expect_status(204);
        donor.delete(&format!("/projects/{id}/follow")).await.expect_status(204);
        assert_eq!(donor.get(&format!("/projects/{id}")).await.body["followers"], 0);
        let page = village.server.visitor().get(&format!("/projects/{id}")).await.body;
        assert!(page["proved_at"].is_string());
    }

    async fn who_pledges_follows(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let donor = village.server.person("aigul").await;
        let pledge = json!({ "project_id": id, "amount": { "amount": 500, "currency": "KGS" } });
        donor.post("/pledges", pledge).await.expect_status(201);
        assert_eq!(donor.get("/me/followed_projects").await.body["items"][0]["id"], id.as_str());
    }

    async fn questions_are_answered_in_public_and_abuse_is_hidden_with_a_reason(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let donor = village.server.person("aigul").await;
        let path = format!("/projects/{id}/questions");
        let asked = donor.post(&path, json!({ "text": "Ким курат? <script>alert(1)</script>" })).await.expect_status(201);
        let question = format!("{path}/{}", asked.id());
        donor.put(&format!("{question}/answer"), json!({ "answer": { "ky": "Мен" } })).await.expect_problem(403, "not-allowed");
        village.owner.put(&format!("{question}/answer"), json!({ "answer": { "ky": "Тендер жүрөт" } })).await.expect_status(200);
        let list = village.server.visitor().get(&path).await.expect_status(200).body;
        assert_eq!(list["items"][0]["asked_by"], "aigul");
        assert_eq!(list["items"][0]["answer"]["ky"], "Тендер жүрөт");
        donor.post(&format!("{question}/hide"), json!({ "reason": "x" })).await.expect_problem(403, "not-allowed");
        village.steward.post(&format!("{question}/hide"), json!({ "reason": "Мазактоо" })).await.expect_status(204);
        let list = village.server.visitor().get(&path).await.body;
        assert_eq!((&list["items"][0]["text"], list["items"][0].get("hidden_reason")), (&json!(""), None));
        assert!(list["items"][0]["hidden_at"].is_string(), "the public sees that and since when it is hidden");
        for told in [&donor, &village.owner, &village.steward] {
            assert_eq!(told.get(&path).await.body["items"][0]["hidden_reason"], "Мазактоо");
        }
        village.owner.put(&format!("{question}/answer"), json!({ "answer": { "ky": "x" } })).await.expect_problem(409, "wrong-state");
        donor.post(&path, json!({ "text": " " })).await.expect_problem(422, "validation-failed").expect_field("/text", "required");
    }

    async fn questions_are_limited_per_person(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let donor = village.server.person("aigul").await;
        let path = format!("/projects/{id}/questions");
        for _ in 0..10 {
            donor.post(&path, json!({ "text": "Качан?" })).await.expect_status(201);
        }
        let refused = donor.post(&path, json!({ "text": "Качан?" })).await.expect_problem(429, "too-many-requests");
        assert!(!refused.header("retry-after").is_empty());
    }

    async fn milestone_moves_with_a_reason_and_is_done_only_with_evidence(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let page = village.owner.get(&format!("/projects/{id}")).await.body;
        let path = format!("/projects/{id}/milestones/{}", page["milestones"][0]["id"].as_str().unwrap());
        let day = crate::organizations::in_days(100);
        village.owner.patch(&path, 1, json!({ "planned_on": day })).await
            .expect_problem(422, "validation-failed").expect_field("/reason", "required");
        let moved = village.owner.patch(&path, 1, json!({ "planned_on": day, "reason": "Жамгыр" })).await.expect_status(200);
        assert_eq!(moved.body["planned_on"], day);
        let today = crate::organizations::in_days(0);
        village.owner.patch(&path, 1, json!({ "done_on": today })).await
            .expect_problem(422, "validation-failed").expect_field("/done_on", "evidence-missing");
        let evidence = json!({ "file_id": "nothing" });
        village.owner.post(&format!("{path}/evidence"), evidence).await
            .expect_problem(422, "validation-failed").expect_field("/file_id", "unknown-reference");
        let events = village.server.visitor().get(&format!("/projects/{id}/events")).await.body;
        assert_eq!((&events["items"][0]["kind"], &events["items"][0]["reason"]), (&json!("milestone_moved"), &json!("Жамгыр")));
    }
}
