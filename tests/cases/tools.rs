use serde_json::json;

use super::{question, write};
use crate::{both_engines, desks::Counter};

both_engines! {
    async fn a_desk_keeps_answers_that_it_gives_often(server: Server) {
        let counter = Counter::new(server).await;
        let (editor, stranger) = (counter.server.person("ainura").await, counter.server.person("nurlan").await);
        counter.join(&editor, "ainura", "editor").await;
        let path = format!("/desks/{}/canned_answers", counter.desk);
        let answer = json!({ "title": "Жер", "body": { "ky": "Арыз жазыңыз", "ru": "Напишите заявление" } });
        for client in [&editor, &stranger] {
            client.post(&path, answer.clone()).await.expect_problem(403, "not-allowed");
        }
        let id = counter.owner.post_once(&path, "k", answer.clone()).await.expect_status(201).id();
        assert_eq!(counter.owner.post_once(&path, "k", answer.clone()).await.expect_status(201).id(), id);
        counter.owner.put(&format!("/desks/{}/members/{}", counter.desk, editor.person_id), json!({})).await.expect_status(204);
        assert_eq!(editor.get(&path).await.expect_status(200).body[0]["body"]["ru"], "Напишите заявление");
        let changed = json!({ "title": "Жер", "body": { "ky": "Келиңиз" } });
        let one = format!("{path}/{id}");
        crate::projects::put_version(&editor, &one, 7, changed.clone()).await.expect_problem(412, "stale-version");
        crate::projects::put_version(&editor, &one, 1, changed).await.expect_status(200);
        editor.delete(&one).await.expect_status(204);
        editor.delete(&one).await.expect_problem(404, "not-found");
    }

    async fn several_cases_are_given_to_a_member_at_once_or_none(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(asker.post("/cases", question(&counter.desk)).await.expect_status(201).id());
        }
        let path = format!("/desks/{}/assignments", counter.desk);
        let give = |ids: &[String]| json!({ "case_ids": ids, "person_id": counter.owner.person_id });
        asker.post(&path, give(&ids)).await.expect_problem(403, "not-allowed");
        let mut wrong = ids.clone();
        wrong.push("0".into());
        counter.owner.post(&path, give(&wrong)).await.expect_problem(422, "validation-failed").expect_field("/case_ids/3", "unknown-reference");
        let queue = format!("/desks/{}/cases?assigned_to={}", counter.desk, counter.owner.person_id);
        assert_eq!(counter.owner.get(&queue).await.body["items"].as_array().unwrap().len(), 0);
        counter.owner.post(&path, give(&ids)).await.expect_status(204);
        assert_eq!(counter.owner.get(&queue).await.body["items"].as_array().unwrap().len(), 3);
    }

    async fn a_blocked_sender_learns_why_and_a_steward_decides_on_the_appeal(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let id = asker.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        let path = format!("/cases/{id}/block");
        asker.post(&path, json!({ "reason": "x" })).await.expect_problem(403, "not-allowed");
        let block = counter.owner.post(&path, json!({ "reason": "Мазактайт" })).await.expect_status(200).id();
        counter.owner.post(&path, json!({ "reason": "x" })).await.expect_problem(409, "wrong-state");
        asker.post("/cases", question(&counter.desk)).await.expect_problem(403, "sender-blocked");
        write(&asker, &id, "reply", "Эмне үчүн?").await.expect_problem(403, "sender-blocked");
        // What was asked already can still be read.
        asker.get(&format!("/cases/{id}")).await.expect_status(200);
        assert_eq!(asker.get("/me/blocks").await.body["items"][0]["reason"], "Мазактайт");
        assert!(counter.server.mails_to("aigul@example.kg").await.iter().any(|(subject, _)| subject.contains("бөгөттөдү")));

        let appeal = format!("/blocks/{block}/appeal");
        counter.owner.post(&appeal, json!({ "text": "x" })).await.expect_problem(404, "not-found");
        asker.post(&appeal, json!({ "text": "Мен мазактаган жокмун" })).await.expect_status(200);
        asker.post(&appeal, json!({ "text": "x" })).await.expect_problem(409, "wrong-state");
        let waiting = counter.steward.get("/block_appeals").await.expect_status(200).body;
        assert_eq!(waiting["items"][0]["appeal"], "Мен мазактаган жокмун");
        let decide = format!("/block_appeals/{block}/decide");
        let lift = json!({ "decision": "lifted", "reason": "Мазактоо көрүнбөйт" });
        let decided = counter.steward.post(&decide, lift.clone()).await.expect_status(200).body;
        assert!(decided["ended_at"].is_string());
        counter.steward.post(&decide, lift).await.expect_problem(409, "wrong-state");
        assert_eq!(counter.steward.get("/block_appeals").await.body["items"].as_array().unwrap().len(), 0);
        asker.post("/cases", question(&counter.desk)).await.expect_status(201);
    }

    async fn nobody_decides_on_an_appeal_against_their_own_desk_which_may_end_the_block_itself(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        counter.join(&counter.steward, "steward", "editor").await;
        let id = asker.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        let block = counter.owner.post(&format!("/cases/{id}/block"), json!({ "reason": "x" })).await.expect_status(200).id();
        asker.post(&format!("/blocks/{block}/appeal"), json!({ "text": "Жок" })).await.expect_status(200);
        let lift = json!({ "decision": "upheld", "reason": "x" });
        counter.steward.post(&format!("/block_appeals/{block}/decide"), lift).await.expect_problem(403, "four-eyes");
        asker.post(&format!("/blocks/{block}/end"), json!({})).await.expect_problem(404, "not-found");
        let blocks = format!("/desks/{}/blocks", counter.desk);
        asker.get(&blocks).await.expect_problem(404, "not-found");
        counter.steward.get(&blocks).await.expect_problem(403, "not-allowed");
        assert_eq!(counter.owner.get(&blocks).await.expect_status(200).body["items"][0]["id"], json!(block));
        counter.owner.post(&format!("/blocks/{block}/end"), json!({})).await.expect_status(200);
        assert_eq!(counter.owner.get(&blocks).await.body["items"], json!([]));
        asker.post("/cases", question(&counter.desk)).await.expect_status(201);
    }
}
