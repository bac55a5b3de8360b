use serde_json::json;

use super::{Village, bridge, plan};
use crate::{both_engines, organizations::in_days};

both_engines! {
    async fn members_see_questions_without_answer_and_milestones_that_are_due(server: Server) {
        let village = Village::new(server).await;
        let mut soon = plan();
        soon["milestones"][0]["planned_on"] = json!(in_days(10));
        let id = village.published(bridge(), soon).await;
        let path = format!("/organizations/{}/tasks", village.organization);
        let donor = village.server.person("aigul").await;
        donor.get(&path).await.expect_problem(404, "not-found");
        let questions = format!("/projects/{id}/questions");
        let asked = donor.post(&questions, json!({ "text": "Ким курат?" })).await.expect_status(201).id();
        let tasks = village.owner.get(&path).await.expect_status(200).body;
        assert_eq!(tasks["questions"][0]["text"], "Ким курат?");
        assert_eq!(tasks["questions"][0]["project_title"]["en"], "The bridge to the school");
        // The work has not begun, so no milestone is due.
        assert_eq!(tasks["milestones"], json!([]));

        village.owner.put(&format!("{questions}/{asked}/answer"), json!({ "answer": { "ky": "Биз" } })).await.expect_status(200);
        village.book(&id, "t1", 100_000_000).await;
        let state = village.server.visitor().get(&format!("/projects/{id}")).await.body["state"].clone();
        if state == "published" {
            village.act(&village.owner, &id, json!({ "action": "fund" })).await.expect_status(200);
        }
        let tasks = village.steward.get(&path).await.expect_status(200).body;
        assert_eq!(tasks["questions"], json!([]));
        let due: Vec<_> = tasks["milestones"].as_array().unwrap().iter().map(|one| one["title"]["ky"].clone()).collect();
        assert_eq!(due, ["Тирөөчтөр"]);
    }
}
