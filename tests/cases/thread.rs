use serde_json::json;

use super::{act, question, write};
use crate::{
    both_engines,
    desks::{Counter, desk},
};

both_engines! {
    async fn a_person_asks_the_desk_answers_and_the_asker_sees_it(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let asked = asker.post_once("/cases", "key", question(&counter.desk)).await.expect_status(201);
        let id = asked.id();
        assert_eq!(asker.post_once("/cases", "key", question(&counter.desk)).await.expect_status(201).id(), id);
        assert_eq!((&asked.body["state"], &asked.body["is_public"], &asked.body["is_mine"]), (&json!("open"), &json!(false), &json!(true)));
        assert!(asked.body["due_on"].is_string() && asked.body["is_overdue"] == false);
        let number = asked.body["number"].as_str().unwrap().to_owned();
        assert!(kopuro_shared::cases::number::parse_number(&number).is_some());
        let spoken = format!("{}-{}", &number[..4], &number[4..]);
        assert_eq!(asker.get(&format!("/case_numbers/{spoken}")).await.expect_status(200).id(), id);

        let queue = counter.owner.get(&format!("/desks/{}/cases", counter.desk)).await.expect_status(200).body;
        assert_eq!((&queue["items"][0]["id"], &queue["items"][0]["asked_by"]), (&json!(id), &json!("aigul")));
        asker.get(&format!("/desks/{}/cases", counter.desk)).await.expect_problem(403, "not-allowed");
        write(&asker, &id, "answer", "Мен").await.expect_problem(403, "not-allowed");
        write(&counter.owner, &id, "answer", "Арызды айыл өкмөтүнө жазыңыз.").await.expect_status(201);

        let seen = asker.get(&format!("/cases/{id}")).await.expect_status(200).body;
        assert_eq!((&seen["state"], &seen["answer_days"]), (&json!("answered"), &json!(0)));
        assert_eq!(seen["messages"][1]["text"], "Арызды айыл өкмөтүнө жазыңыз.");
        // The member who answers is not named to the asker.
        assert!(seen["messages"][1]["author"].is_null());
        assert_eq!(seen["actions"], json!(["reply", "close", "rate"]));
        assert_eq!(asker.get("/me/cases").await.body["items"][0]["id"], id.as_str());
        assert_eq!(asker.get("/me/data").await.expect_status(200).body["cases"][0]["messages"][1]["kind"], "answer");
        let mails = counter.server.mails_to("aigul@example.kg").await;
        let (subject, text) = mails.last().unwrap();
        assert!(subject.contains(&number[..4]) && text.contains(&format!("/cases/{id}")), "{subject} {text}");
        assert!(mails.iter().all(|(subject, text)| !format!("{subject}{text}").contains("Жер участогу") && !text.contains("айыл өкмөтүнө")));
        assert!(counter.server.mails_to("bakyt@example.kg").await.iter().any(|(subject, _)| subject.contains("жаңы кайрылуу")));
    }

    async fn a_reply_opens_again_and_closing_and_rating_are_the_askers(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let id = asker.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        act(&asker, &id, json!({ "action": "rate", "rating": 5 })).await.expect_problem(409, "wrong-state");
        write(&counter.owner, &id, "answer", "Ооба").await.expect_status(201);
        let again = write(&asker, &id, "reply", "Кайсы бөлмөгө?").await.expect_status(201);
        assert_eq!((&again.body["state"], &again.body["events"][0]["kind"]), (&json!("open"), &json!("reopened")));
        write(&counter.owner, &id, "answer", "Үчүнчү").await.expect_status(201);
        act(&asker, &id, json!({ "action": "close" })).await.expect_status(200);
        write(&counter.owner, &id, "answer", "Дагы").await.expect_problem(409, "wrong-state");
        act(&asker, &id, json!({ "action": "rate", "rating": 6 })).await
            .expect_problem(422, "validation-failed").expect_field("/rating", "out-of-range");
        act(&counter.owner, &id, json!({ "action": "rate", "rating": 5 })).await.expect_problem(403, "not-allowed");
        let rated = act(&asker, &id, json!({ "action": "rate", "rating": 4, "reason": "Тез" })).await.expect_status(200);
        assert_eq!((&rated.body["rating"], &rated.body["rating_comment"]), (&json!(4), &json!("Тез")));
        assert_eq!(write(&asker, &id, "reply", "Рахмат").await.expect_status(201).body["state"], "open");
        // Its first answer stays the first.
        assert_eq!(asker.get(&format!("/cases/{id}")).await.body["answer_days"], 0);
    }

    async fn a_desk_asks_back_writes_notes_and_closes_only_with_a_reason(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let id = asker.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        let waits = write(&counter.owner, &id, "ask_back", "Кайсы айыл?").await.expect_status(201);
        assert_eq!((&waits.body["waits_for_asker"], &waits.body["state"]), (&json!(true), &json!("open")));
        write(&counter.owner, &id, "note", "Кадастрдан сурадым").await.expect_status(201);
        let seen = asker.get(&format!("/cases/{id}")).await;
        assert!(!seen.text.contains("Кадастрдан") && seen.text.contains("Кайсы айыл"), "{}", seen.text);
        assert_eq!(write(&asker, &id, "reply", "Сары-Таш").await.expect_status(201).body["waits_for_asker"], false);
        act(&counter.owner, &id, json!({ "action": "close" })).await
            .expect_problem(422, "validation-failed").expect_field("/reason", "required");
        let closed = act(&counter.owner, &id, json!({ "action": "close", "reason": "Бизге тиешеси жок" })).await.expect_status(200);
        assert!(closed.body["answered_at"].is_null() && closed.body["closed_at"].is_string());
        // What was closed without an answer was not answered: no rating, and its clock goes on where it stood.
        let due = asker.get(&format!("/cases/{id}")).await.body;
        assert_eq!(due["actions"], json!(["reply"]));
        write(&asker, &id, "reply", "Анда кимге?").await.expect_status(201);
    }

    async fn a_transfer_names_its_reason_and_the_clock_goes_on(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let minister = counter.server.person("nurlan").await;
        let mut other = desk();
        other["place_ids"] = json!(["kg"]);
        other["promise_days"] = json!(20);
        let (_, ministry_desk) = counter.ministry(&minister, other).await;
        let asked = asker.post("/cases", question(&counter.desk)).await.expect_status(201);
        let (id, due) = (asked.id(), asked.body["due_on"].clone());
        minister.get(&format!("/cases/{id}")).await.expect_problem(404, "not-found");
        act(&counter.owner, &id, json!({ "action": "transfer", "desk_id": ministry_desk })).await
            .expect_problem(422, "validation-failed").expect_field("/reason", "required");
        act(&counter.owner, &id, json!({ "action": "transfer", "desk_id": counter.desk, "reason": "x" })).await
            .expect_problem(422, "validation-failed").expect_field("/desk_id", "not-accepted");
        let moved = act(&counter.owner, &id, json!({ "action": "transfer", "desk_id": ministry_desk, "reason": "Жер министрликтики" })).await;
        // Who gave it away may no longer know of it.
        assert!(moved.status.is_success());
        counter.owner.get(&format!("/cases/{id}")).await.expect_problem(404, "not-found");
        let seen = asker.get(&format!("/cases/{id}")).await.body;
        assert_eq!((&seen["due_on"], &seen["desk"]["id"]), (&due, &json!(ministry_desk)));
        assert_eq!((&seen["events"][0]["kind"], &seen["events"][0]["reason"]), (&json!("transferred"), &json!("Жер министрликтики")));
        write(&minister, &id, "answer", "Арызды бизге жазыңыз").await.expect_status(201);
    }

    async fn what_fits_no_desk_goes_to_the_stewards_who_route_it(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let mut lost = question(&counter.desk);
        lost.as_object_mut().unwrap().remove("desk_id");
        let id = asker.post("/cases", lost).await.expect_status(201).id();
        counter.owner.get(&format!("/cases/{id}")).await.expect_problem(404, "not-found");
        let queue = counter.steward.get("/unrouted_cases").await.expect_status(200).body;
        assert_eq!(queue["items"][0]["id"], id.as_str());
        let routed = act(&counter.steward, &id, json!({ "action": "route", "desk_id": counter.desk })).await.expect_status(200);
        assert!(routed.body["due_on"].is_string());
        // From now on it is the desk's, and none of the stewards'.
        counter.steward.get(&format!("/cases/{id}")).await.expect_problem(404, "not-found");
        assert_eq!(counter.steward.get("/unrouted_cases").await.body["items"].as_array().unwrap().len(), 0);
        counter.owner.get(&format!("/cases/{id}")).await.expect_status(200);
    }

    async fn a_case_is_given_to_a_member_and_the_queue_is_filtered(server: Server) {
        let counter = Counter::new(server).await;
        let (asker, editor) = (counter.server.person("aigul").await, counter.server.person("ainura").await);
        counter.join(&editor, "ainura", "editor").await;
        let id = asker.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        let other = asker.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        // A colleague who is not on duty reads and notes, no more.
        write(&editor, &id, "note", "Мен билем").await.expect_status(201);
        write(&editor, &id, "answer", "Ооба").await.expect_problem(403, "not-allowed");
        let assign = json!({ "action": "assign", "person_id": asker.person_id });
        act(&counter.owner, &id, assign).await.expect_problem(422, "validation-failed").expect_field("/person_id", "unknown-reference");
        let assign = json!({ "action": "assign", "person_id": editor.person_id });
        assert_eq!(act(&counter.owner, &id, assign).await.expect_status(200).body["assigned_to"]["display_name"], "ainura");
        counter.owner.put(&format!("/desks/{}/members/{}", counter.desk, editor.person_id), json!({})).await.expect_status(204);
        let queue = async |query: &str| {
            let path = format!("/desks/{}/cases?{query}", counter.desk);
            let items = counter.owner.get(&path).await.expect_status(200).body["items"].clone();
            items.as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(queue(&format!("assigned_to={}", editor.person_id)).await, std::slice::from_ref(&id));
        assert_eq!(queue("assigned_to=none").await, std::slice::from_ref(&other));
        assert_eq!(queue("due_until=2020-01-01").await.len(), 0);
        assert_eq!(queue("topic=land").await, [id.clone(), other.clone()]);
        let first = counter.owner.get(&format!("/desks/{}/cases?limit=1", counter.desk)).await.body;
        let cursor = first["next_cursor"].as_str().unwrap();
        assert_eq!(queue(&format!("limit=1&cursor={cursor}")).await, [other]);
        write(&editor, &id, "answer", "Ооба").await.expect_status(201);
        assert_eq!(queue("state=answered").await, [id]);
    }

    async fn files_of_a_case_are_for_who_may_see_the_message(server: Server) {
        let counter = Counter::new(server).await;
        let (asker, stranger) = (counter.server.person("aigul").await, counter.server.person("nurlan").await);
        let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF".to_vec();
        let file = asker.upload("kind=document&name=plan.pdf", pdf.clone()).await.expect_status(201).id();
        let mut foreign = question(&counter.desk);
        foreign["attachments"] = json!([file]);
        stranger.post("/cases", foreign.clone()).await.expect_problem(422, "validation-failed").expect_field("/attachments/0", "unknown-reference");
        let case = asker.post("/cases", foreign).await.expect_status(201);
        let url = case.body["messages"][0]["attachments"][0]["url"].as_str().unwrap().to_owned();
        assert_eq!(counter.owner.download(&url).await.2, pdf);
        assert_eq!(stranger.download(&url).await.0, 404);
        assert_eq!(counter.server.visitor().download(&url).await.0, 404);
        // Neither does the files' own address show it to others.
        counter.owner.get(&format!("/files/{file}")).await.expect_problem(404, "not-found");
        let note = counter.owner.upload("kind=document&name=note.pdf", pdf).await.expect_status(201).id();
        let path = format!("/cases/{}/messages", case.id());
        counter.owner.post(&path, json!({ "kind": "note", "text": "Ички", "attachments": [note] })).await.expect_status(201);
        assert_eq!(asker.download(&format!("/api/v1/cases/{}/attachments/{note}", case.id())).await.0, 404);
        assert_eq!(counter.owner.download(&format!("/api/v1/cases/{}/attachments/{note}", case.id())).await.0, 200);
    }

    async fn cases_are_limited_per_person(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        for _ in 0..10 {
            asker.post("/cases", question(&counter.desk)).await.expect_status(201);
        }
        asker.post("/cases", question(&counter.desk)).await.expect_problem(429, "too-many-requests");
    }

    async fn a_question_names_what_is_there(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        for (field, value) in [("topic", "nothing"), ("place_id", "mars"), ("desk_id", "0")] {
            let mut wrong = question(&counter.desk);
            wrong[field] = json!(value);
            asker.post("/cases", wrong).await.expect_problem(422, "validation-failed").expect_field(&format!("/{field}"), "unknown-reference");
        }
        let path = format!("/desks/{}", counter.desk);
        counter.owner.patch(&path, 1, json!({ "is_open": false })).await.expect_status(200);
        asker.post("/cases", question(&counter.desk)).await.expect_problem(422, "validation-failed").expect_field("/desk_id", "unknown-reference");
        // Nothing of it counts or stays.
        assert_eq!(asker.get("/me/cases").await.body["items"].as_array().unwrap().len(), 0);
    }
}
