use diesel::{QueryDsl, RunQueryDsl, TextExpressionMethods, sql_query};
use kopuro::{
    on_engine,
    platform::db::Conn,
    projects::events::spread_notices,
    schema::{projects_events, projects_notices},
};
use serde_json::json;

use super::Village;
use crate::both_engines;

/// Copies a project so many times, beside every service: an organization with as many takes long over HTTP.
async fn copy_project(village: &Village, id: &str, copies: usize) {
    const COLUMNS: &str = "version, organization_id, place_id, sector, title, summary, description, beneficiaries, \
        cover_file_id, goal, currency, ends_on, matching_rule, surplus_use, surplus_note, surplus_project_id, state, \
        state_since, state_reason, money_use, money_note, money_project_id, published_at, created_by, created_at, \
        updated_at, proved_at";
    let id = id.to_owned();
    let work = move |conn: &mut Conn<'_>| {
        for number in 0..copies {
            let sql = format!(
                "INSERT INTO projects (id, {COLUMNS}) SELECT 'copy-{number:04}', {COLUMNS} FROM projects WHERE id = '{id}'"
            );
            on_engine!(conn, c => sql_query(&sql).execute(c))?;
        }
        Ok(())
    };
    village.server.app.db.write(work).await.expect("copies");
}

async fn counts(village: &Village) -> (i64, i64) {
    let work = |conn: &mut Conn<'_>| {
        let events = on_engine!(conn, c => projects_events::table
            .filter(projects_events::kind.like("organization_%"))
            .count()
            .get_result(c))?;
        let notices = on_engine!(conn, c => projects_notices::table.count().get_result(c))?;
        Ok((events, notices))
    };
    village.server.app.db.read(work).await.expect("numbers")
}

both_engines! {
    async fn suspending_an_organization_costs_the_same_however_many_projects_it_has_and_all_hear_of_it_in_order(server: Server) {
        let village = Village::new(server).await;
        let id = village.bridge().await;
        copy_project(&village, &id, 250).await;
        let follower = village.server.person("aigul").await;
        follower.put("/projects/copy-0249/follow", json!({})).await.expect_status(204);
        let suspend = format!("/organizations/{}/suspend", village.organization);
        village.steward.post(&suspend, json!({ "reason": "Даттануулар" })).await.expect_status(204);
        // Frozen at once, all of them; told a hundred at a time. The server's own job may have gone on already.
        assert_eq!(follower.get("/projects/copy-0249").await.body["is_frozen"], true);
        let (told, _) = counts(&village).await;
        assert!(told % 100 == 0 || told == 251, "{told}");
        let reinstate = format!("/organizations/{}/reinstate", village.organization);
        village.steward.post(&reinstate, json!({ "reason": "Такталды" })).await.expect_status(204);
        let (one, other) = futures_util::future::join(spread_notices(&village.server.app), spread_notices(&village.server.app)).await;
        one.and(other).expect("both servers' jobs run");
        assert_eq!(counts(&village).await, (2 * 251, 0));
        let told = follower.get("/me/notifications").await.expect_status(200).body;
        let kinds: Vec<_> = told["items"].as_array().unwrap().iter().map(|item| item["event"]["kind"].clone()).collect();
        assert_eq!(kinds, ["organization_reinstated", "organization_suspended"]);
        assert_eq!(told["items"][1]["event"]["reason"], "Даттануулар");
        assert_eq!(follower.get("/projects/copy-0249").await.body["is_frozen"], false);
    }
}
