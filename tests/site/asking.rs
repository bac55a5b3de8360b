//! Questions to desks as search engines and messengers see them.

use serde_json::json;

use super::page;
use crate::{
    both_engines,
    cases::{question, write},
    desks::Counter,
};

both_engines! {
    async fn public_answer_unfolds_as_question_and_answer_and_escapes_what_people_wrote(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let mut public = question(&counter.desk);
        public["is_public"] = json!(true);
        public["text"] = json!("Жерди кимден сурайм? </script><script>alert(1)</script>");
        let id = asker.post("/cases", public).await.expect_status(201).id();
        let path = format!("/cases/{id}");
        let (status, html) = page(&counter.server, &path, "ky").await;
        assert_eq!(status, 200);
        assert!(html.contains("<title>Жер участогу</title>") && !html.contains("QAPage"), "no answer yet: {html}");
        write(&counter.owner, &id, "note", "Ички жазуу").await.expect_status(201);
        write(&counter.owner, &id, "answer", "Айыл өкмөтүнө арыз жазыңыз.").await.expect_status(201);
        let (_, html) = page(&counter.server, &path, "ky").await;
        for part in [
            "\"@type\":\"QAPage\"", "\"@type\":\"Answer\"", "Айыл өкмөтүнө арыз жазыңыз.", "\"answerCount\":1",
            "name=\"description\" content=\"Айыл өкмөтүнө арыз жазыңыз.\"", "\"@type\":\"GovernmentOrganization\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        // The asker's name was not agreed to, and what is the desk's own stays there.
        for part in ["<script>alert", "Ички жазуу", "\"Person\"", "noindex"] {
            assert!(!html.contains(part), "{part} in {html}");
        }
    }

    async fn private_case_says_of_itself_what_one_that_is_not_there_says(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let id = asker.post("/cases", question(&counter.desk)).await.expect_status(201).id();
        let (status, private) = page(&counter.server, &format!("/cases/{id}"), "en").await;
        let other = id.chars().rev().collect::<String>();
        let (_, absent) = page(&counter.server, &format!("/cases/{other}"), "en").await;
        assert_eq!(status, 200);
        assert!(private.contains("name=\"robots\" content=\"noindex\"") && !private.contains("Жер участогу"), "{private}");
        assert_eq!(private.replace(&id, ""), absent.replace(&other, ""));
    }

    async fn pages_for_asking_say_what_they_are(server: Server) {
        let counter = Counter::new(server).await;
        for (path, title) in [
            ("/ask", "Ask a department"), ("/cases", "Questions and answers"), ("/responsiveness", "How departments answer"),
            ("/consultations", "Consultations"),
        ] {
            let (status, html) = page(&counter.server, path, "en").await;
            assert_eq!(status, 200, "{path}");
            assert!(html.contains(&format!("<title>{title}</title>")), "{path}: {html}");
        }
        let (status, html) = page(&counter.server, &format!("/desks/{}", counter.desk), "en").await;
        assert_eq!(status, 200);
        assert!(html.contains("<title>Reception – ") && html.contains("\"@type\":\"BreadcrumbList\""), "{html}");
        assert_eq!(page(&counter.server, "/desks/none", "en").await.0, 404);
        assert_eq!(page(&counter.server, "/consultations/none", "en").await.0, 404);
    }
}
