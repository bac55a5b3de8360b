use serde_json::json;

use super::{question, write};
use crate::{both_engines, desks::Counter, files::pdf};

both_engines! {
    async fn without_an_account_a_confirmed_address_asks_and_follows_by_a_secret_link(server: Server) {
        let counter = Counter::new(server).await;
        let visitor = counter.server.visitor();
        let ask = json!({ "email": "Guest@example.kg", "name": "Жылдыз", "question": question(&counter.desk) });
        visitor.post("/guest_cases", ask).await.expect_status(202);
        // Nothing is asked before the link is opened.
        assert_eq!(counter.owner.get(&format!("/desks/{}/cases", counter.desk)).await.body["items"].as_array().unwrap().len(), 0);
        let secret = counter.server.token_mailed_to("guest@example.kg").await;
        let opened = visitor.post("/guest_cases/open", json!({ "secret": secret })).await.expect_status(200);
        let id = opened.id();
        assert_eq!(visitor.post("/guest_cases/open", json!({ "secret": secret })).await.expect_status(200).id(), id);
        assert_eq!(opened.body["is_mine"], true);
        visitor.get(&format!("/cases/{id}")).await.expect_problem(404, "not-found");

        let inside = counter.owner.get(&format!("/cases/{id}")).await.expect_status(200);
        assert_eq!(inside.body["asked_by"], "Жылдыз");
        assert!(!inside.text.contains("guest@example.kg"));
        write(&counter.owner, &id, "answer", "Келиңиз").await.expect_status(201);
        let mails = counter.server.mails_to("guest@example.kg").await;
        assert!(mails.last().unwrap().1.contains(&secret) && !mails.last().unwrap().1.contains("Келиңиз"));
        let replied = visitor.post_once("/guest_cases/messages", "k", json!({ "secret": secret, "text": "Рахмат" })).await.expect_status(201);
        assert_eq!(replied.body["state"], "open");
        let version = replied.version();
        let close = json!({ "secret": secret, "action": "close" });
        visitor.post_version("/guest_cases/actions", version, close).await.expect_status(200);
        let assign = json!({ "secret": secret, "action": "assign" });
        visitor.post_version("/guest_cases/actions", version, assign).await.expect_problem(422, "validation-failed");
    }

    async fn files_of_an_answer_are_downloaded_by_the_secret_and_by_nobody_else(server: Server) {
        let counter = Counter::new(server).await;
        let visitor = counter.server.visitor();
        let ask = json!({ "email": "guest@example.kg", "name": "Жылдыз", "question": question(&counter.desk) });
        visitor.post("/guest_cases", ask).await.expect_status(202);
        let secret = counter.server.token_mailed_to("guest@example.kg").await;
        let id = visitor.post("/guest_cases/open", json!({ "secret": secret })).await.expect_status(200).id();
        let answer = counter.owner.upload("kind=document&name=form.pdf", pdf()).await.expect_status(201).id();
        let note = counter.owner.upload("kind=document&name=note.pdf", pdf()).await.expect_status(201).id();
        let path = format!("/cases/{id}/messages");
        counter.owner.post(&path, json!({ "kind": "answer", "text": "Мына", "attachments": [answer] })).await.expect_status(201);
        counter.owner.post(&path, json!({ "kind": "note", "text": "Ички", "attachments": [note] })).await.expect_status(201);
        let open = async |secret: &str, file: &str| {
            visitor.post("/guest_cases/attachments", json!({ "secret": secret, "file_id": file })).await
        };
        let served = open(&secret, &answer).await.expect_status(200);
        assert_eq!(served.header("content-type"), "application/pdf");
        assert!(served.header("content-disposition").contains("form.pdf"));
        open(&secret, &note).await.expect_problem(404, "not-found");
        open("0000", &answer).await.expect_problem(410, "link-expired");
        assert_eq!(visitor.download(&format!("/api/v1/cases/{id}/attachments/{answer}")).await.0, 404);
    }

    async fn nobodys_mailbox_is_flooded_with_links(server: Server) {
        let counter = Counter::new(server).await;
        let visitor = counter.server.visitor();
        let ask = json!({ "email": "victim@example.kg", "name": "А", "question": question(&counter.desk) });
        for _ in 0..12 {
            visitor.post("/guest_cases", ask.clone()).await.expect_status(202);
        }
        assert_eq!(counter.server.mails_to("victim@example.kg").await.len(), 10);
    }

    async fn a_secret_that_was_made_up_opens_nothing(server: Server) {
        let counter = Counter::new(server).await;
        let visitor = counter.server.visitor();
        for secret in ["x".to_owned(), "0".repeat(40), format!("{}7b7d", "0".repeat(24))] {
            visitor.post("/guest_cases/open", json!({ "secret": secret })).await.expect_problem(410, "link-expired");
            visitor.post("/guest_cases/messages", json!({ "secret": secret, "text": "x" })).await.expect_problem(410, "link-expired");
        }
        let mut with_file = question(&counter.desk);
        with_file["attachments"] = json!(["1"]);
        let ask = json!({ "email": "a@example.kg", "name": "А", "question": with_file });
        visitor.post("/guest_cases", ask).await.expect_problem(422, "validation-failed").expect_field("/question/attachments", "not-accepted");
    }
}
