use serde_json::json;

use super::Talk;
use crate::both_engines;

both_engines! {
    async fn reporter_is_told_among_the_news_of_projects_in_the_order_of_time(server: Server) {
        let talk = Talk::new(server).await;
        let (reader, owner) = (&talk.reader, &talk.village.owner);
        reader.put(&format!("/projects/{}/follow", talk.project), json!({})).await.expect_status(204);
        let post = async || {
            let update = json!({ "title": { "ky": "Жаңылык" }, "body": { "ky": "Иш жүрүп жатат" } });
            owner.post(&format!("/projects/{}/updates", talk.project), update).await.expect_status(201);
        };
        post().await;
        let report = talk.report(reader, "answer", &talk.question).await;
        talk.decide(&talk.village.steward, &report, "hide").await.expect_status(200);
        post().await;
        let told = reader.get("/me/notifications").await.expect_status(200).body;
        let items = told["items"].as_array().unwrap();
        assert_eq!(items.len(), 3);
        assert_eq!((&items[0]["event"]["kind"], &items[2]["event"]["kind"]), (&json!("update_posted"), &json!("update_posted")));
        assert_eq!((&items[1]["report"]["id"], items[1].get("event")), (&json!(report), None));
        assert_eq!((&items[1]["report"]["state"], &items[1]["report"]["decision_reason"]), (&json!("hidden"), &json!("Мазактоо")));
        assert_eq!(items[1]["report"]["project_id"], talk.project.as_str());

        // Page by page they come in the same order.
        let mut paged = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = reader.get(&format!("/me/notifications?limit=1{cursor}")).await.expect_status(200).body;
            paged.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(&paged, items);

        let unread = async || reader.get("/me/notifications?unread=true").await.body["items"].as_array().unwrap().len();
        reader.post("/me/notifications/read", json!({ "up_to": items[1]["id"] })).await.expect_status(204);
        assert_eq!(unread().await, 1);
        assert_eq!(talk.asker.get("/me/notifications").await.body["items"], json!([]), "whose words were hidden is not told who reported");
        reader.post("/me/notifications/read", json!({ "up_to": items[0]["id"] })).await.expect_status(204);
        assert_eq!(unread().await, 0);
    }
}
