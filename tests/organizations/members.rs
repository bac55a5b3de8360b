use serde_json::json;

use super::found;
use crate::{both_engines, support::PASSWORD};

both_engines! {
    async fn invited_person_joins_with_the_role_and_the_link_is_good_once(server: Server) {
        let owner = server.person("bakyt").await;
        let treasurer = server.person("cholpon").await;
        let stranger = server.person("stranger").await;
        let id = found(&owner).await;
        let invitations = format!("/organizations/{id}/invitations");
        let invitation = json!({ "email": "cholpon@example.kg", "role": "treasurer" });
        owner.post(&invitations, invitation.clone()).await.expect_status(201);
        let token = server.token_mailed_to("cholpon@example.kg").await;
        stranger.post("/invitations/accept", json!({ "token": token })).await.expect_problem(410, "link-expired");
        assert_eq!(treasurer.get("/me").await.body["is_member"], false);
        treasurer.post("/invitations/accept", json!({ "token": token })).await.expect_status(200);
        assert_eq!(treasurer.get("/me").await.body["is_member"], true);
        treasurer.post("/invitations/accept", json!({ "token": token })).await.expect_problem(410, "link-expired");
        owner.post(&invitations, invitation).await.expect_problem(409, "already-member");
        let members = treasurer.get(&format!("/organizations/{id}/members")).await.expect_status(200);
        let roles: Vec<_> = members.body.as_array().unwrap().iter().map(|member| member["role"].clone()).collect();
        assert_eq!(roles, ["owner", "treasurer"]);
        stranger.get(&format!("/organizations/{id}/members")).await.expect_problem(404, "not-found");
        treasurer.post(&invitations, json!({ "email": "x@example.kg", "role": "owner" })).await.expect_problem(403, "not-allowed");
    }

    async fn newer_or_withdrawn_invitation_makes_the_older_worthless(server: Server) {
        let owner = server.person("bakyt").await;
        let guest = server.person("guest").await;
        let id = found(&owner).await;
        let invitations = format!("/organizations/{id}/invitations");
        let invitation = json!({ "email": "guest@example.kg", "role": "editor" });
        owner.post(&invitations, invitation.clone()).await.expect_status(201);
        let first = server.token_mailed_to("guest@example.kg").await;
        let second_id = owner.post(&invitations, invitation).await.expect_status(201).id();
        let second = server.token_mailed_to("guest@example.kg").await;
        guest.post("/invitations/accept", json!({ "token": first })).await.expect_problem(410, "link-expired");
        assert_eq!(owner.get(&invitations).await.expect_status(200).body.as_array().unwrap().len(), 1);
        owner.delete(&format!("{invitations}/{second_id}")).await.expect_status(204);
        guest.post("/invitations/accept", json!({ "token": second })).await.expect_problem(410, "link-expired");
    }

    async fn last_owner_stays(server: Server) {
        let owner = server.person("bakyt").await;
        let id = found(&owner).await;
        let member = format!("/organizations/{id}/members/{}", owner.person_id);
        owner.delete(&member).await.expect_problem(409, "last-owner");
        owner.put(&member, json!({ "role": "editor" })).await.expect_problem(409, "last-owner");
        owner.post("/me/delete", json!({ "password": PASSWORD })).await.expect_problem(409, "last-owner");

        let second = server.person("second").await;
        let invitation = json!({ "email": "second@example.kg", "role": "owner" });
        owner.post(&format!("/organizations/{id}/invitations"), invitation).await.expect_status(201);
        let token = server.token_mailed_to("second@example.kg").await;
        second.post("/invitations/accept", json!({ "token": token })).await.expect_status(200);
        owner.post("/me/delete", json!({ "password": PASSWORD })).await.expect_status(204);
        let members = second.get(&format!("/organizations/{id}/members")).await.expect_status(200);
        assert_eq!(members.body.as_array().unwrap().len(), 1);
    }

    async fn page_is_changed_by_members_on_its_present_version_only(server: Server) {
        let owner = server.person("bakyt").await;
        let stranger = server.person("stranger").await;
        let id = found(&owner).await;
        let path = format!("/organizations/{id}");
        let change = json!({ "about": { "ky": "Алай районундагы айыл өкмөтү" } });
        stranger.patch(&path, 1, change.clone()).await.expect_problem(404, "not-found");
        owner.patch(&path, 9, change.clone()).await.expect_problem(412, "stale-version");
        let changed = owner.patch(&path, 1, change.clone()).await.expect_status(200);
        assert_eq!((changed.version(), &changed.body["about"]), (2, &change["about"]));
    }
}
