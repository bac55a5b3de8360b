use serde_json::json;

use super::{ids, report};
use crate::{
    both_engines, cases,
    consultations::published,
    desks::Counter,
    support::{Answer, Client},
};

async fn decide(steward: &Client, id: &str, decision: &str) -> Answer {
    let version = steward.get(&format!("/reports/{id}")).await.version();
    let body = json!({ "decision": decision, "reason": "Мазактоо" });
    steward.post_version(&format!("/reports/{id}/decide"), version, body).await
}

both_engines! {
    async fn a_desk_reports_a_message_of_a_private_case_and_a_steward_hides_it_unseen_by_strangers(server: Server) {
        let counter = Counter::new(server).await;
        let (asker, stranger) = (counter.server.person("aigul").await, counter.server.person("nurlan").await);
        let case = asker.post("/cases", cases::question(&counter.desk)).await.expect_status(201);
        let message = case.body["messages"][0]["id"].as_str().unwrap().to_owned();
        let body = report("case_message", &message);
        for client in [&stranger, &counter.steward] {
            client.post("/reports", body.clone()).await
                .expect_problem(422, "validation-failed").expect_field("/subject_id", "unknown-reference");
        }
        let made = counter.owner.post("/reports", body).await.expect_status(201);
        assert_eq!((&made.body["case_id"], &made.body["project_id"]), (&json!(case.id()), &json!(null)));
        let seen = counter.steward.get(&format!("/reports/{}", made.id())).await.expect_status(200).body;
        assert_eq!(seen["said"]["ky"], case.body["messages"][0]["text"]);
        assert_eq!(seen["decisions"], json!(["dismiss", "hide"]));
        // The report shows the message, not the case.
        counter.steward.get(&format!("/cases/{}", case.id())).await.expect_problem(404, "not-found");
        decide(&counter.steward, &made.id(), "mark_acted_upon").await.expect_problem(422, "validation-failed");
        decide(&counter.steward, &made.id(), "hide").await.expect_status(200);
        let now = asker.get(&format!("/cases/{}", case.id())).await.body;
        assert_eq!((&now["messages"][0]["text"], &now["messages"][0]["hidden_reason"]), (&json!(""), &json!("Мазактоо")));
        let told = counter.owner.get("/me/notifications").await.expect_status(200).body;
        assert_eq!(told["items"][0]["report"]["state"], "hidden", "{told}");
    }

    async fn a_note_is_reported_by_who_may_read_it_only(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let case = asker.post("/cases", cases::question(&counter.desk)).await.expect_status(201).id();
        let noted = cases::write(&counter.owner, &case, "note", "Бул киши келесоо").await.expect_status(201).body;
        let note = noted["messages"].as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
        asker.post("/reports", report("case_message", &note)).await
            .expect_problem(422, "validation-failed").expect_field("/subject_id", "unknown-reference");
        counter.owner.post("/reports", report("case_message", &note)).await.expect_status(201);
    }

    async fn nobody_hides_what_was_said_to_their_own_organization(server: Server) {
        let counter = Counter::new(server).await;
        counter.join(&counter.steward, "steward", "editor").await;
        let asker = counter.server.person("aigul").await;
        let mut public = cases::question(&counter.desk);
        public["is_public"] = json!(true);
        let case = asker.post("/cases", public).await.expect_status(201);
        let message = case.body["messages"][0]["id"].as_str().unwrap().to_owned();
        let hide = format!("/cases/{}/messages/{message}/hide", case.id());
        counter.steward.post(&hide, json!({ "reason": "x" })).await.expect_problem(403, "own-organization");
        let (_, sections) = published(&counter).await;
        let comment = format!("/consultation_sections/{}/my_comment", sections[0]);
        let comment = asker.put(&comment, json!({ "text": "Келесоолор" })).await.body["id"].as_str().unwrap().to_owned();
        let hide = format!("/consultation_comments/{comment}/hide");
        counter.steward.post(&hide, json!({ "reason": "x" })).await.expect_problem(403, "own-organization");
        let made = counter.owner.post("/reports", report("consultation_comment", &comment)).await.expect_status(201).id();
        decide(&counter.steward, &made, "hide").await.expect_problem(403, "own-organization");
    }

    async fn hiding_a_comment_settles_every_report_of_it(server: Server) {
        let counter = Counter::new(server).await;
        let (author, reader) = (counter.server.person("aigul").await, counter.server.person("nurlan").await);
        let (consultation, sections) = published(&counter).await;
        let mine = format!("/consultation_sections/{}/my_comment", sections[0]);
        let comment = author.put(&mine, json!({ "text": "Келесоолор" })).await.body["id"].as_str().unwrap().to_owned();
        for person in [&reader, &counter.owner] {
            let made = person.post("/reports", report("consultation_comment", &comment)).await.expect_status(201).body;
            assert_eq!(made["consultation_id"], consultation.as_str());
        }
        let hide = format!("/consultation_comments/{comment}/hide");
        counter.steward.post(&hide, json!({ "reason": "Мазактоо" })).await.expect_status(204);
        counter.steward.post(&hide, json!({ "reason": "Мазактоо" })).await.expect_problem(409, "wrong-state");
        let settled = counter.steward.get("/reports?state=hidden&subject=consultation_comment").await.body;
        assert_eq!(ids(&settled).len(), 2);
        let list = counter.server.visitor().get(&format!("/consultation_sections/{}/comments", sections[0])).await.body;
        assert_eq!((&list["items"][0]["text"], &list["items"][0]["hidden_reason"]), (&json!(""), &json!("Мазактоо")));
        // What is hidden can't be reported again.
        reader.post("/reports", report("consultation_comment", &comment)).await
            .expect_problem(422, "validation-failed").expect_field("/subject_id", "unknown-reference");
    }
}
