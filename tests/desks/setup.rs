use serde_json::json;

use super::{Counter, desk};
use crate::{both_engines, organizations::found};

both_engines! {
    async fn only_a_verified_organization_sets_up_a_desk(server: Server) {
        let owner = server.person("bakyt").await;
        let organization = found(&owner).await;
        let path = format!("/organizations/{organization}/desks");
        owner.post(&path, desk()).await.expect_problem(409, "conditions-unmet").expect_field("/organization", "unmet");
    }

    async fn a_desk_answers_for_its_topics_and_the_places_under_its_own(server: Server) {
        let counter = Counter::new(server).await;
        let visitor = counter.server.visitor();
        let page = visitor.get(&format!("/desks/{}", counter.desk)).await.expect_status(200).body;
        assert_eq!(page["promise_days"], 5);
        assert_eq!(page["topics"].as_array().unwrap().len(), 2);
        assert_eq!(page["places"][0]["id"], "kg-o-alay");
        assert!(page["members"].is_null() && page["can_answer"] == false);
        let inside = counter.owner.get(&format!("/desks/{}", counter.desk)).await.body;
        assert_eq!((&inside["members"][0]["display_name"], &inside["can_manage"]), (&json!("bakyt"), &json!(true)));
        let found = async |query: &str| {
            visitor.get(&format!("/desks?{query}")).await.expect_status(200).body["items"].as_array().unwrap().len()
        };
        assert_eq!(found("place_id=kg-o-alay&topic=land").await, 1);
        assert_eq!(found("place_id=kg-o-alay&topic=customs").await, 0);
        assert_eq!(found("place_id=kg-t&topic=land").await, 0);
        assert_eq!(visitor.get(&format!("/organizations/{}/desks", counter.organization)).await.body["items"][0]["id"], counter.desk.as_str());
    }

    async fn a_place_that_lies_in_another_one_is_left_out_so_that_lists_show_a_desk_once(server: Server) {
        let counter = Counter::new(server).await;
        let path = format!("/desks/{}", counter.desk);
        let nested = json!({ "place_ids": ["kg-o-alay", "kg-o", "kg-t"] });
        let changed = counter.owner.patch(&path, 1, nested).await.expect_status(200).body;
        let places: Vec<_> = changed["places"].as_array().unwrap().iter().map(|place| &place["id"]).collect();
        assert_eq!(places, ["kg-o", "kg-t"]);
        let found = counter.server.visitor().get("/desks?place_id=kg-o-alay").await.expect_status(200).body;
        assert_eq!(found["items"].as_array().unwrap().len(), 1);
    }

    async fn topics_are_a_translated_list_that_stewards_maintain(server: Server) {
        let counter = Counter::new(server).await;
        let topics = counter.server.visitor().get("/topics").await.expect_status(200).body;
        assert_eq!(topics.as_array().unwrap().len(), 12);
        assert_eq!(topics[0]["name"]["ky"], "Инвестиция");
        let topic = json!({ "name": { "ky": "Салык", "ru": "Налоги", "en": "Taxes" }, "keywords": { "ru": "налог, налоговая" }, "is_open": true });
        counter.owner.put("/topics/taxes", topic.clone()).await.expect_problem(403, "not-allowed");
        counter.steward.put("/topics/taxes", topic.clone()).await.expect_status(200);
        counter.steward.put("/topics/Not an id", topic).await.expect_problem(404, "not-found");
        assert_eq!(counter.server.visitor().get("/topics").await.body[12]["id"], "taxes");
    }

    async fn leaders_change_a_desk_by_its_version_and_put_members_on_duty(server: Server) {
        let counter = Counter::new(server).await;
        let editor = counter.server.person("aigul").await;
        counter.join(&editor, "aigul", "editor").await;
        let path = format!("/desks/{}", counter.desk);
        editor.patch(&path, 1, json!({ "promise_days": 3 })).await.expect_problem(403, "not-allowed");
        counter.owner.patch(&path, 7, json!({ "promise_days": 3 })).await.expect_problem(412, "stale-version");
        counter.owner.patch(&path, 1, json!({ "above_desk_id": counter.desk })).await
            .expect_problem(422, "validation-failed").expect_field("/above_desk_id", "not-accepted");
        counter.owner.patch(&path, 1, json!({ "promise_days": 61 })).await
            .expect_problem(422, "validation-failed").expect_field("/promise_days", "out-of-range");
        let changed = counter.owner.patch(&path, 1, json!({ "promise_days": 3, "is_open": false })).await.expect_status(200);
        assert_eq!((&changed.body["promise_days"], changed.version()), (&json!(3), 2));
        assert_eq!(counter.server.visitor().get("/desks?place_id=kg-o-alay").await.body["items"].as_array().unwrap().len(), 0);

        let duty = format!("{path}/members/{}", editor.person_id);
        editor.put(&duty, json!({})).await.expect_problem(403, "not-allowed");
        counter.owner.put(&duty, json!({})).await.expect_status(204);
        counter.owner.put(&duty, json!({})).await.expect_status(204);
        assert_eq!(editor.get("/me/desks").await.body[0]["id"], counter.desk.as_str());
        let stranger = counter.server.person("nurlan").await;
        counter.owner.put(&format!("{path}/members/{}", stranger.person_id), json!({})).await.expect_problem(404, "not-found");
        editor.delete(&duty).await.expect_status(204);
        assert_eq!(editor.get("/me/desks").await.body.as_array().unwrap().len(), 0);
    }
}
