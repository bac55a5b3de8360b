use serde_json::json;

use super::{act, question, write};
use crate::{both_engines, desks::Counter};

both_engines! {
    async fn a_private_case_is_not_there_for_everyone_else(server: Server) {
        let counter = Counter::new(server).await;
        let (asker, stranger) = (counter.server.person("aigul").await, counter.server.person("nurlan").await);
        let case = asker.post("/cases", question(&counter.desk)).await.expect_status(201);
        let (id, number) = (case.id(), case.body["number"].as_str().unwrap().to_owned());
        let question_id = case.body["messages"][0]["id"].as_str().unwrap().to_owned();
        for client in [&stranger, &counter.steward, &counter.server.visitor()] {
            client.get(&format!("/cases/{id}")).await.expect_problem(404, "not-found");
            client.get(&format!("/case_numbers/{number}")).await.expect_problem(404, "not-found");
        }
        for client in [&stranger, &counter.steward] {
            write(client, &id, "note", "x").await.expect_problem(404, "not-found");
            act(client, &id, json!({ "action": "close", "reason": "x" })).await.expect_problem(404, "not-found");
        }
        let hide = format!("/cases/{id}/messages/{question_id}/hide");
        counter.steward.post(&hide, json!({ "reason": "x" })).await.expect_problem(404, "not-found");
        counter.owner.get(&format!("/cases/{id}")).await.expect_status(200);
        // A slip of the pen names nothing.
        let wrong = format!("{}{}", &number[..9], (number.as_bytes()[9] - b'0' + 1) % 10);
        asker.get(&format!("/case_numbers/{wrong}")).await.expect_problem(404, "not-found");
        asker.get(&format!("/case_numbers/{number}")).await.expect_status(200);
    }

    async fn a_public_case_hides_the_name_unless_the_asker_agrees(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        for shows_name in [false, true] {
            let mut public = question(&counter.desk);
            public["is_public"] = json!(true);
            public["shows_name"] = json!(shows_name);
            let id = asker.post("/cases", public).await.expect_status(201).id();
            let seen = counter.server.visitor().get(&format!("/cases/{id}")).await.expect_status(200);
            assert_eq!(seen.text.contains("aigul"), shows_name, "{}", seen.text);
            assert!(!seen.text.contains(&asker.person_id) && seen.body["actions"] == json!([]));
        }
    }

    async fn a_steward_hides_an_abusive_public_message_and_says_why(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let mut public = question(&counter.desk);
        public["is_public"] = json!(true);
        let case = asker.post("/cases", public).await.expect_status(201);
        let hide = format!("/cases/{}/messages/{}/hide", case.id(), case.body["messages"][0]["id"].as_str().unwrap());
        asker.post(&hide, json!({ "reason": "x" })).await.expect_problem(403, "not-allowed");
        counter.steward.post(&hide, json!({ "reason": "Мазактоо" })).await.expect_status(204);
        counter.steward.post(&hide, json!({ "reason": "Мазактоо" })).await.expect_problem(409, "wrong-state");
        let seen = counter.server.visitor().get(&format!("/cases/{}", case.id())).await.body;
        assert_eq!((&seen["messages"][0]["text"], &seen["messages"][0]["hidden_reason"]), (&json!(""), &json!("Мазактоо")));
        let audit = counter.steward.get("/audit_entries?action=hide_case_message").await.body;
        assert_eq!(audit["items"][0]["reason"], "Мазактоо");
    }

    async fn who_asks_does_not_answer_their_own_question(server: Server) {
        let counter = Counter::new(server).await;
        let id = counter.owner.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        write(&counter.owner, &id, "answer", "Өзүм").await.expect_problem(403, "not-allowed");
    }
}
