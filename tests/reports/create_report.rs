use serde_json::json;

use super::{Talk, ids, report};
use crate::{both_engines, organizations::found};

both_engines! {
    async fn anyone_who_is_signed_in_reports_what_everyone_sees_and_finds_it_among_their_own(server: Server) {
        let talk = Talk::new(server).await;
        talk.village.server.visitor().post("/reports", report("project", &talk.project)).await.expect_problem(401, "not-signed-in");
        let mut made = Vec::new();
        for (subject, id) in talk.things() {
            let made_now = talk.reader.post("/reports", report(subject, id)).await.expect_status(201);
            assert_eq!((&made_now.body["subject"], &made_now.body["state"]), (&json!(subject), &json!("open")));
            assert_eq!(made_now.body["organization_id"], talk.village.organization.as_str());
            made.insert(0, made_now.id());
        }
        let mine = talk.reader.get("/me/reports").await.expect_status(200).body;
        assert_eq!(ids(&mine), made);
        let first = talk.reader.get("/me/reports?limit=2").await.body;
        let rest = talk.reader.get(&format!("/me/reports?cursor={}", first["next_cursor"].as_str().unwrap())).await.body;
        assert_eq!([ids(&first), ids(&rest)].concat(), made);
        assert_eq!(talk.asker.get("/me/reports").await.body["items"], json!([]));
        let data = talk.reader.get("/me/data").await.expect_status(200).body;
        assert_eq!(data["reports"].as_array().unwrap().len(), 5);
    }

    async fn a_thing_is_reported_once_per_person_until_a_steward_has_decided(server: Server) {
        let talk = Talk::new(server).await;
        let body = report("question", &talk.question);
        let first = talk.reader.post_once("/reports", "key", body.clone()).await.expect_status(201).id();
        assert_eq!(talk.reader.post_once("/reports", "key", body.clone()).await.expect_status(201).id(), first);
        talk.reader.post("/reports", body.clone()).await.expect_problem(409, "already-reported");
        // The answer is another thing, and another person may think the same.
        talk.report(&talk.reader, "answer", &talk.question).await;
        talk.report(&talk.asker, "question", &talk.question).await;
        talk.decide(&talk.village.steward, &first, "dismiss").await.expect_status(200);
        talk.reader.post("/reports", body).await.expect_status(201);
    }

    async fn what_is_not_public_can_not_be_reported_and_looks_like_what_is_not_there(server: Server) {
        let talk = Talk::new(server).await;
        let unverified = found(&talk.asker).await;
        let draft = talk.village.draft(crate::projects::bridge()).await["id"].as_str().unwrap().to_owned();
        let open = talk.asker.post(&format!("/projects/{}/questions", talk.project), json!({ "text": "Качан?" })).await.id();
        for (subject, id) in [
            ("project", draft.as_str()), ("project", "nothing"), ("update", "nothing"), ("update", &talk.question),
            ("question", "nothing"), ("answer", &open), ("organization", &unverified), ("organization", "nothing"),
        ] {
            talk.reader.post("/reports", report(subject, id)).await
                .expect_problem(422, "validation-failed").expect_field("/subject_id", "unknown-reference");
        }
        let mut empty = report("project", &talk.project);
        empty["text"] = json!(" ");
        talk.reader.post("/reports", empty).await.expect_problem(422, "validation-failed").expect_field("/text", "required");
        let mut unknown = report("project", &talk.project);
        unknown["reason"] = json!("boring");
        talk.reader.post("/reports", unknown).await.expect_problem(400, "malformed-body");
        talk.reader.post("/reports", report("pledge", &talk.project)).await.expect_problem(400, "malformed-body");
    }

    async fn reports_are_limited_per_person(server: Server) {
        let talk = Talk::new(server).await;
        let path = format!("/projects/{}/questions", talk.project);
        let mut questions = Vec::new();
        for _ in 0..11 {
            let by = if questions.len() < 9 { &talk.asker } else { &talk.reader };
            questions.push(by.post(&path, json!({ "text": "Качан?" })).await.expect_status(201).id());
        }
        let last = questions.pop().unwrap();
        for question in &questions {
            talk.report(&talk.reader, "question", question).await;
        }
        let refused = talk.reader.post("/reports", report("question", &last)).await.expect_problem(429, "too-many-requests");
        assert!(!refused.header("retry-after").is_empty());
        assert!(refused.header("ratelimit").starts_with("\"create_report\";r=0;"), "{}", refused.header("ratelimit"));
        // Trying what is reported already costs nothing, and others are free.
        talk.report(&talk.asker, "question", &last).await;
    }
}
