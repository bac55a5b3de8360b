use serde_json::{Value, json};

use super::{Village, bridge, plan, put_version};
use crate::both_engines;

both_engines! {
    async fn draft_is_seen_by_members_and_stewards_only(server: Server) {
        let village = Village::new(server).await;
        let draft = village.draft(bridge()).await;
        assert_eq!((&draft["state"], &draft["my_role"]), (&json!("draft"), &json!("owner")));
        assert_eq!(draft["places"].as_array().unwrap().len(), 3);
        let path = format!("/projects/{}", draft["id"].as_str().unwrap());
        village.server.visitor().get(&path).await.expect_problem(404, "not-found");
        let stranger = village.server.person("stranger").await;
        stranger.get(&path).await.expect_problem(404, "not-found");
        stranger.patch(&path, 1, json!({ "beneficiaries": 1 })).await.expect_problem(404, "not-found");
        village.steward.get(&path).await.expect_status(200);
        village.steward.patch(&path, 1, json!({ "beneficiaries": 1 })).await.expect_problem(403, "not-allowed");
        let list = format!("/organizations/{}/projects", village.organization);
        assert_eq!(village.owner.get(&list).await.expect_status(200).body["items"][0]["id"], draft["id"]);
        assert_eq!(village.server.visitor().get(&list).await.expect_status(200).body["items"], json!([]));
        stranger.post(&list, bridge()).await.expect_problem(403, "not-allowed");
    }

    async fn incomplete_plan_is_kept_and_says_what_is_missing(server: Server) {
        let village = Village::new(server).await;
        let draft = village.draft(json!({
            "place_id": "kg-o-alay", "sector": "21020", "title": { "ky": "Көпүрө" }, "currency": "KGS",
        })).await;
        let id = draft["id"].as_str().unwrap();
        let path = format!("/projects/{id}/plan");
        let half = json!({
            "goal": { "amount": 500, "currency": "KGS" },
            "budget_lines": [{ "name": { "ky": "Цемент" }, "amount": 400 }],
            "funding_shares": [{ "partner": "diaspora", "share": 5_000 }],
        });
        let saved = put_version(&village.owner, &path, 1, half).await.expect_status(200);
        assert_eq!(saved.body["budget_lines"][0]["amount"], json!({ "amount": 400, "currency": "KGS" }));
        let unmet = &saved.body["actions"][0]["unmet"];
        assert_eq!(saved.body["actions"][0]["action"], "submit");
        assert_eq!(*unmet, json!([
            "described", "budget_covers_goal", "shares_complete", "milestone_planned", "end_date_ahead", "surplus_planned",
        ]));
        let refused = village.act(&village.owner, id, json!({ "action": "submit" })).await;
        refused
            .expect_problem(409, "conditions-unmet")
            .expect_field("/conditions/shares_complete", "unmet")
            .expect_field("/conditions/described", "unmet");
        let whole = put_version(&village.owner, &path, 2, plan()).await.expect_status(200);
        assert_eq!(whole.body["budget_lines"].as_array().unwrap().len(), 2);
        assert_eq!(whole.body["actions"][0]["unmet"], json!(["described"]));
        put_version(&village.owner, &path, 2, plan()).await.expect_problem(412, "stale-version");
        village.owner.put(&path, plan()).await.expect_problem(428, "version-required");
    }

    async fn bad_plans_are_refused_field_by_field(server: Server) {
        let village = Village::new(server).await;
        let draft = village.draft(bridge()).await;
        let path = format!("/projects/{}/plan", draft["id"].as_str().unwrap());
        let mut bad = plan();
        bad["goal"]["amount"] = json!(-1);
        bad["budget_lines"][0]["amount"] = json!(0);
        bad["budget_lines"][1]["name"] = json!({});
        bad["funding_shares"][1] = json!({ "partner": "diaspora", "share": 20_000 });
        bad["surplus"] = json!({ "use": "named_project", "note": { "ky": "x" } });
        put_version(&village.owner, &path, 1, bad)
            .await
            .expect_problem(422, "validation-failed")
            .expect_field("/goal/amount", "out-of-range")
            .expect_field("/budget_lines/0/amount", "out-of-range")
            .expect_field("/budget_lines/1/name", "required")
            .expect_field("/funding_shares/1/partner", "duplicate")
            .expect_field("/funding_shares/1/share", "out-of-range")
            .expect_field("/surplus/project_id", "required");
        let mut unknown = plan();
        unknown["surplus"] = json!({ "use": "named_project", "note": { "ky": "x" }, "project_id": draft["id"] });
        let refused = put_version(&village.owner, &path, 1, unknown).await;
        refused.expect_problem(422, "validation-failed").expect_field("/surplus/project_id", "unknown-reference");
        let mut rule = plan();
        rule["matching_rule"] = json!({ "partners": [
            { "partner": "local_self_government", "ratio": { "numerator": 1, "denominator": 1 }, "min_share": 5_000 },
        ]});
        let saved = put_version(&village.owner, &path, 1, rule).await.expect_status(200);
        assert_eq!(saved.body["actions"][0]["unmet"], json!(["rule_fits"]));
        let sent = json!({ "goal": { "amount": 1, "currency": "KGS" }, "gaol": 1 });
        put_version(&village.owner, &path, 2, sent).await.expect_problem(400, "malformed-body");
    }

    async fn bad_drafts_are_refused_field_by_field(server: Server) {
        let village = Village::new(server).await;
        let path = format!("/organizations/{}/projects", village.organization);
        let mut bad = bridge();
        bad["title"] = json!({ "ky": "x".repeat(1_000) });
        bad["sector"] = json!("roads");
        bad["beneficiaries"] = json!(-5);
        village.owner.post(&path, bad).await
            .expect_problem(422, "validation-failed")
            .expect_field("/title/ky", "too-long")
            .expect_field("/sector", "invalid-format")
            .expect_field("/beneficiaries", "out-of-range");
        for (field, value) in [("place_id", "atlantis"), ("sector", "99999")] {
            let mut unknown = bridge();
            unknown[field] = json!(value);
            let refused = village.owner.post(&path, unknown).await;
            refused.expect_problem(422, "validation-failed").expect_field(&format!("/{field}"), "unknown-reference");
        }
        let mut long = bridge();
        long["title"] = json!({ "ky": "x".repeat(1_000_000) });
        village.owner.post(&path, long).await.expect_problem(413, "body-too-large");
    }

    async fn plan_and_place_are_settled_once_submitted(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        let path = format!("/projects/{id}");
        let version = village.owner.get(&path).await.version();
        let moved = village.owner.patch(&path, version, json!({ "place_id": "kg-c" })).await;
        moved.expect_problem(409, "wrong-state");
        put_version(&village.owner, &format!("{path}/plan"), version, plan()).await.expect_problem(409, "wrong-state");
        let text = json!({ "summary": { "ky": "Эми мындай." } });
        let changed = village.owner.patch(&path, version, text).await.expect_status(200);
        assert_eq!(changed.body["summary"]["ky"], "Эми мындай.");
        village.owner.patch(&path, version + 1, json!({ "ends_on": "2020-01-01" })).await
            .expect_problem(422, "validation-failed").expect_field("/ends_on", "invalid-date");
        let unknown: Value = json!({ "cover_file_id": "nothing" });
        village.owner.patch(&path, version + 1, unknown).await
            .expect_problem(422, "validation-failed").expect_field("/cover_file_id", "unknown-reference");
    }

    async fn sectors_have_names_in_three_languages(server: Server) {
        let sectors = server.visitor().get("/sectors").await.expect_status(200);
        let rows = sectors.body.as_array().unwrap();
        assert!(rows.len() > 20);
        for row in rows {
            for language in ["ky", "ru", "en"] {
                assert!(row["name"][language].as_str().is_some_and(|name| !name.is_empty()), "{row}");
            }
        }
    }
}
