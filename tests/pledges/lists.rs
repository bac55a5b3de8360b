use serde_json::json;

use super::fixture::Fixture;
use crate::both_engines;

both_engines! {
    async fn an_anonymous_donor_is_named_nowhere(server: Server) {
        let f = Fixture::new(server).await;
        let mut request = f.request(5000, "KGS");
        request["anonymous"] = json!(true);
        f.donor.post("/pledges", request).await.expect_status(201);
        f.pledge(7000).await;
        let path = format!("/projects/{}/pledges", f.project);
        let list = f.server.visitor().get(&path).await.expect_status(200);
        let items = list.body["items"].as_array().unwrap();
        assert_eq!(items[0]["donor"], "aigul");
        assert!(items[1].get("donor").is_none());
        // Not even what would let one be told from another.
        assert!(!list.text.contains("RF") && !list.text.contains(&f.donor.person_id));
    }

    async fn my_pledges_come_page_by_page_and_only_to_me(server: Server) {
        let f = Fixture::new(server).await;
        for amount in [100, 200, 300] {
            f.pledge(amount).await;
        }
        let first = f.donor.get("/me/pledges?limit=2").await.expect_status(200);
        assert_eq!(first.body["items"][0]["amount"]["amount"], 300);
        let cursor = first.body["next_cursor"].as_str().unwrap();
        let second = f.donor.get(&format!("/me/pledges?limit=2&cursor={cursor}")).await;
        let second = second.expect_status(200);
        assert_eq!(second.body["items"].as_array().unwrap().len(), 1);
        assert!(second.body.get("next_cursor").is_none());
        assert_eq!(second.body["items"][0]["project_title"]["ky"], "Мектепке көпүрө");
        let id = second.body["items"][0]["id"].as_str().unwrap();
        let cancel = format!("/pledges/{id}/cancel");
        f.donor.post_version(&cancel, 1, json!({})).await.expect_status(200);
        let cancelled = f.donor.get("/me/pledges?state=cancelled").await.expect_status(200);
        assert_eq!(cancelled.body["items"].as_array().unwrap().len(), 1);
        assert_eq!(cancelled.body["items"][0]["id"], id);
        let other = format!("/me/pledges?state=cancelled&cursor={cursor}");
        f.donor.get(&other).await.expect_problem(400, "invalid-cursor");
        let data = f.donor.get("/me/data").await.expect_status(200);
        assert_eq!(data.body["pledges"].as_array().unwrap().len(), 3);
        let stranger = f.server.person("bolot").await;
        assert_eq!(stranger.get("/me/pledges").await.body["items"], json!([]));
        let stolen = format!("/me/pledges?cursor={cursor}");
        stranger.get(&stolen).await.expect_problem(400, "invalid-cursor");
        let mine = format!("/pledges/{}", first.body["items"][0]["id"].as_str().unwrap());
        stranger.get(&mine).await.expect_problem(404, "not-found");
        f.server.visitor().get(&mine).await.expect_problem(401, "not-signed-in");
    }
}
