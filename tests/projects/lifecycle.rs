use kopuro_shared::projects::ProjectAction;
use serde_json::json;

use super::{Village, bridge, plan, put_version};
use crate::{both_engines, support::Server};

/// How far a project is at each stop of its way.
async fn state(village: &Village, id: &str) -> String {
    let page = village.server.visitor().get(&format!("/projects/{id}")).await.expect_status(200);
    page.body["state"].as_str().expect("a state").to_owned()
}

/// A member of the village with a role.
async fn member(
    village: &Village,
    server: &Server,
    name: &str,
    role: &str,
) -> crate::support::Client {
    let client = server.person(name).await;
    let email = format!("{name}@example.kg");
    let path = format!("/organizations/{}/invitations", village.organization);
    village.owner.post(&path, json!({ "email": email, "role": role })).await.expect_status(201);
    let token = server.token_mailed_to(&email).await;
    client.post("/invitations/accept", json!({ "token": token })).await.expect_status(200);
    client
}

both_engines! {
    async fn project_goes_the_whole_way_with_each_step_by_who_may(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        assert_eq!(state(&village, &id).await, "published");
        let donor = village.server.person("aigul").await;
        let pledge = json!({ "project_id": id, "amount": { "amount": 1_000_000, "currency": "KGS" } });
        donor.post("/pledges", pledge.clone()).await.expect_status(201);

        // Not before all the money is proven.
        village.book(&id, "bank-1", 60_000_000).await;
        village.act(&village.owner, &id, json!({ "action": "fund" })).await
            .expect_problem(409, "conditions-unmet").expect_field("/conditions/goal_covered", "unmet");
        village.act(&village.owner, &id, json!({ "action": "start_procurement" })).await.expect_problem(409, "wrong-state");
        village.book(&id, "bank-2", 40_000_000).await;
        assert_eq!(state(&village, &id).await, "funded");
        donor.post("/pledges", pledge).await.expect_problem(409, "project-not-open");

        village.act(&village.owner, &id, json!({ "action": "start_procurement" })).await.expect_status(200);
        village.act(&village.owner, &id, json!({ "action": "start_work" })).await
            .expect_problem(409, "conditions-unmet").expect_field("/conditions/procurement_recorded", "unmet");
        let procurement = json!({
            "method": "open_tender", "tender_number": "T-17", "supplier": "Көпүрөкурулуш",
            "contract_value": { "amount": 80_000_000, "currency": "KGS" },
        });
        let path = format!("/projects/{id}/procurement");
        village.owner.put(&path, procurement).await.expect_status(200);
        village.act(&village.owner, &id, json!({ "action": "start_work" })).await.expect_status(200);
        village.act(&village.owner, &id, json!({ "action": "complete" })).await
            .expect_problem(409, "conditions-unmet").expect_field("/conditions/milestones_done", "unmet");
        assert_eq!(state(&village, &id).await, "in_progress");

        let page = village.server.visitor().get(&format!("/projects/{id}")).await;
        assert_eq!(page.body["procurement"]["supplier"], "Көпүрөкурулуш");
        assert_eq!(page.body["received"], json!({ "amount": 100_000_000, "currency": "KGS" }));
        assert_eq!(page.body["actions"], json!([]));
        let events = village.server.visitor().get(&format!("/projects/{id}/events")).await.expect_status(200);
        let states: Vec<_> = events.body["items"].as_array().unwrap().iter().filter_map(|event| event["state"].as_str()).collect();
        assert_eq!(states, ["in_progress", "procurement", "funded", "published", "submitted"]);
    }

    async fn nobody_publishes_their_own_project(server: Server) {
        let steward = server.steward("steward").await;
        let other = server.steward("other").await;
        let organization = crate::organizations::found(&steward).await;
        let path = format!("/organizations/{organization}/submissions");
        let submission = steward.post(&path, json!({ "note": "x" })).await.expect_status(201).id();
        let decision = json!({ "is_verified": true, "reason": "x", "verified_until": crate::organizations::in_days(9) });
        other.post(&format!("/submissions/{submission}/decide"), decision).await.expect_status(204);
        let account = json!({ "currency": "KGS", "holder": "x", "bank_name": "x", "number": "1290000123456789" });
        steward.post(&format!("/organizations/{organization}/bank_accounts"), account).await.expect_status(201);
        let village = Village { owner: steward.clone(), steward: other, organization, server };
        let draft = village.draft(bridge()).await;
        let id = draft["id"].as_str().unwrap();
        put_version(&steward, &format!("/projects/{id}/plan"), 1, plan()).await.expect_status(200);
        village.act(&steward, id, json!({ "action": "submit" })).await.expect_status(200);
        village.act(&steward, id, json!({ "action": "publish" })).await.expect_problem(403, "not-allowed");
        let queue = village.steward.get("/submitted_projects").await.expect_status(200);
        assert_eq!(queue.body["items"][0]["id"], id);
        village.act(&village.steward, id, json!({ "action": "publish" })).await.expect_status(200);
        assert_eq!(village.steward.get("/submitted_projects").await.body["items"], json!([]));
    }

    async fn every_action_is_refused_to_every_role_that_the_table_does_not_name(server: Server) {
        let village = Village::new(server).await;
        let draft = village.draft(bridge()).await;
        let id = draft["id"].as_str().unwrap();
        let editor = member(&village, &village.server, "editor", "editor").await;
        let treasurer = member(&village, &village.server, "treasurer", "treasurer").await;
        let stranger = village.server.person("stranger").await;
        let path = format!("/projects/{id}/actions");
        for action in ProjectAction::ALL {
            let request = json!({ "action": action.name(), "reason": "x" });
            stranger.post_version(&path, 1, request.clone()).await.expect_problem(404, "not-found");
            village.server.visitor().post_version(&path, 1, request.clone()).await.expect_problem(401, "not-signed-in");
            editor.post_version(&path, 1, request.clone()).await.expect_problem(403, "not-allowed");
            let expected = if *action == ProjectAction::Fund { (409, "wrong-state") } else { (403, "not-allowed") };
            treasurer.post_version(&path, 1, request).await.expect_problem(expected.0, expected.1);
        }
        assert_eq!(editor.get(&format!("/projects/{id}")).await.body["actions"], json!([]));
    }

    async fn returned_project_says_why_and_can_be_submitted_again(server: Server) {
        let village = Village::new(server).await;
        let draft = village.draft(bridge()).await;
        let id = draft["id"].as_str().unwrap();
        put_version(&village.owner, &format!("/projects/{id}/plan"), 1, plan()).await.expect_status(200);
        village.act(&village.owner, id, json!({ "action": "submit" })).await.expect_status(200);
        village.act(&village.steward, id, json!({ "action": "return" })).await
            .expect_problem(422, "validation-failed").expect_field("/reason", "required");
        let returned = village.act(&village.steward, id, json!({ "action": "return", "reason": "Смета жок" })).await;
        returned.expect_status(200);
        let page = village.owner.get(&format!("/projects/{id}")).await.body;
        assert_eq!((&page["state"], &page["state_reason"]), (&json!("draft"), &json!("Смета жок")));
        village.act(&village.owner, id, json!({ "action": "submit" })).await.expect_status(200);
        village.act(&village.owner, id, json!({ "action": "withdraw" })).await.expect_status(200);
        village.act(&village.owner, id, json!({ "action": "withdraw" })).await.expect_problem(409, "wrong-state");
    }

    async fn cancelling_plans_the_money_and_ends_promises(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let donor = village.server.person("aigul").await;
        let pledge = json!({ "project_id": id, "amount": { "amount": 500_000, "currency": "KGS" } });
        let pledge = donor.post("/pledges", pledge).await.expect_status(201).id();
        village.book(&id, "bank-1", 1_000_000).await;
        let cancel = json!({ "action": "cancel", "reason": "Суу алып кетти" });
        village.act(&village.owner, &id, cancel.clone()).await
            .expect_problem(409, "conditions-unmet").expect_field("/conditions/money_planned", "unmet");
        let mut planned = cancel;
        planned["money"] = json!({ "use": "return_to_donors", "note": { "ky": "Баарына кайтарылат" } });
        let cancelled = village.act(&village.owner, &id, planned).await.expect_status(200);
        assert_eq!(cancelled.body["money"]["use"], "return_to_donors");
        let page = village.server.visitor().get(&format!("/projects/{id}")).await.expect_status(200).body;
        assert_eq!((&page["state"], &page["state_reason"]), (&json!("cancelled"), &json!("Суу алып кетти")));
        kopuro::pledges::service::lapse(&village.server.app).await.expect("promises lapse");
        assert_eq!(donor.get(&format!("/pledges/{pledge}")).await.body["state"], "lapsed");
        let mails = village.server.mails_to("aigul@example.kg").await;
        assert!(mails.last().unwrap().0.contains("токтотулду"), "{mails:?}");
    }

    async fn suspended_organizations_projects_are_frozen_with_a_notice(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let donor = village.server.person("aigul").await;
        donor.put(&format!("/projects/{id}/follow"), json!({})).await.expect_status(204);
        let suspend = format!("/organizations/{}/suspend", village.organization);
        village.steward.post(&suspend, json!({ "reason": "Даттануулар" })).await.expect_status(204);
        let page = village.owner.get(&format!("/projects/{id}")).await.expect_status(200).body;
        assert_eq!((&page["is_frozen"], &page["takes_pledges"]), (&json!(true), &json!(false)));
        assert_eq!(page["actions"], json!([]));
        village.owner.patch(&format!("/projects/{id}"), 3, json!({ "beneficiaries": 1 })).await.expect_problem(409, "project-frozen");
        let cancel = json!({ "action": "cancel", "reason": "x" });
        village.act(&village.owner, &id, cancel).await.expect_problem(409, "project-frozen");
        let told = donor.get("/me/notifications").await.expect_status(200).body;
        assert_eq!(told["items"][0]["event"]["kind"], "organization_suspended");
        assert_eq!(told["items"][0]["event"]["reason"], "Даттануулар");
        let reinstate = format!("/organizations/{}/reinstate", village.organization);
        village.steward.post(&reinstate, json!({ "reason": "Такталды" })).await.expect_status(204);
        assert_eq!(village.owner.get(&format!("/projects/{id}")).await.body["is_frozen"], false);
    }

    async fn stale_version_changes_nothing(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let path = format!("/projects/{id}/actions");
        let cancel = json!({ "action": "cancel", "reason": "x" });
        village.owner.post_version(&path, 1, cancel.clone()).await.expect_problem(412, "stale-version");
        village.owner.post(&path, cancel).await.expect_problem(428, "version-required");
        assert_eq!(state(&village, &id).await, "published");
    }
}
