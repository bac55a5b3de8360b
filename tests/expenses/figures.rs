use serde_json::{Value, json};

use super::{Bridge, act};
use crate::{
    both_engines,
    pledges::fixture::{Fixture, execute},
    support::Server,
};

async fn course(server: &Server, project: &str) -> Value {
    let path = format!("/projects/{project}/course");
    server.visitor().get(&path).await.expect_status(200).body
}

/// What the migration writes for what is booked already.
fn backfill(engine: &str) -> String {
    let sql = match engine {
        "sqlite" => include_str!("../../migrations/sqlite/0018_course/up.sql"),
        _ => include_str!("../../migrations/postgres/0018_course/up.sql"),
    };
    let (_, backfill) = sql.split_once("-- What is booked already").expect("the backfill");
    format!("DELETE FROM pledges_days; DELETE FROM expenses_days; --{backfill}")
}

both_engines! {
    async fn spending_shows_each_line_against_its_plan_and_what_is_over(server: Server) {
        let b = Bridge::funded(server).await;
        let mut design = b.concrete(25_000_000).await;
        design["budget_line_id"] = json!(b.lines[0]);
        let id = b.enter(&b.editor, design).await.expect_status(201).id();
        act(&b.treasurer, &id, "approve").await.expect_status(200);
        b.approved(30_000_000).await;
        b.approved(10_000_000).await;
        b.entered(1_000_000).await;
        let spending = b.spending().await;
        let som = |amount: i64| json!({ "amount": amount, "currency": "KGS" });
        assert_eq!((&spending["planned"], &spending["received"]), (&som(100_000_000), &som(100_000_000)));
        assert_eq!(spending["partners"], json!([{ "partner": "diaspora", "received": som(100_000_000) }]));
        assert_eq!((&spending["spent"], &spending["left"]), (&som(65_000_000), &som(35_000_000)));
        assert_eq!(spending["unspent"], json!([som(35_000_000)]));
        let lines = &spending["lines"];
        assert_eq!((&lines[0]["spent"], &lines[0]["planned"], &lines[0]["is_over"]), (&som(25_000_000), &som(20_000_000), &json!(true)));
        assert_eq!((&lines[1]["spent"], &lines[1]["expenses"], &lines[1]["is_over"]), (&som(40_000_000), &json!(2), &json!(false)));
        assert_eq!((&spending["surplus_use"], &spending["distributed"]), (&json!("same_place"), &som(0)));
        let draft = b.village.draft(crate::projects::bridge()).await;
        let draft = draft["id"].as_str().unwrap();
        for figures in ["spending", "course"] {
            b.village.server.visitor().get(&format!("/projects/{draft}/{figures}")).await.expect_problem(404, "not-found");
        }
    }

    async fn the_course_tells_how_the_money_stood_at_the_end_of_each_day(server: Server) {
        let b = Bridge::published(server, crate::projects::plan()).await;
        let donor = b.village.server.person("aigul").await;
        let pledge = b.pledge(&donor, 500_000).await;
        // Yesterday it was promised.
        execute(&b.village.server, "UPDATE pledges_days SET day = '2026-01-01'".into()).await.unwrap();
        b.pay(&pledge, "tx-1", 300_000).await;
        b.village.book(&b.id, "bank-1", 99_700_000).await;
        b.approved(40_000_000).await;
        let course = course(&b.village.server, &b.id).await;
        assert_eq!(course["step"], "day");
        let points = course["points"].as_array().unwrap();
        assert_eq!(points.len(), 2, "{course}");
        let sums = |point: &Value| ["promised", "received", "spent", "distributed"].map(|key| point[key]["amount"].as_i64().unwrap());
        assert_eq!((&points[0]["on"], sums(&points[0])), (&json!("2026-01-01"), [500_000, 0, 0, 0]));
        assert_eq!(sums(&points[1]), [200_000, 100_000_000, 40_000_000, 0]);
    }

    async fn what_was_booked_before_the_course_was_kept_is_filled_in(server: Server) {
        let rule = json!({ "partners": [
            { "partner": "state", "ratio": { "numerator": 1, "denominator": 1 }, "max_share": 2500 },
        ] });
        let f = Fixture::with_rule(server, Some(rule)).await;
        f.rates(&[("USD", "87.45")]).await;
        let first = f.pledge(500_000).await;
        let dollars = f.donor.post("/pledges", f.request(10_000, "USD")).await.expect_status(201).body;
        let withdrawn = f.pledge(70_000).await;
        f.book_pledge(&first, "tx-1", 200_000).await;
        f.book_pledge(&dollars, "tx-2", 874_500).await;
        let path = format!("/pledges/{}/cancel", withdrawn["id"].as_str().unwrap());
        f.donor.post_version(&path, 1, json!({})).await.expect_status(200);
        let kept = course(&f.server, &f.project).await;
        assert!(kept["points"][0]["received"]["amount"].as_i64().unwrap() > 1_000_000, "{kept}");
        execute(&f.server, backfill(f.server.app.db.engine())).await.expect("the backfill runs");
        assert_eq!(course(&f.server, &f.project).await, kept);
    }

    async fn the_course_of_payments_is_filled_in_too(server: Server) {
        let b = Bridge::funded(server).await;
        b.approved(30_000_000).await;
        let mistake = b.approved(5_000_000).await;
        act(&b.treasurer, &mistake, "propose_reversal").await.expect_status(200);
        act(&b.village.owner, &mistake, "approve_reversal").await.expect_status(200);
        let kept = course(&b.village.server, &b.id).await;
        assert_eq!(kept["points"][0]["spent"]["amount"], 30_000_000);
        execute(&b.village.server, backfill(b.village.server.app.db.engine())).await.expect("the backfill runs");
        assert_eq!(course(&b.village.server, &b.id).await, kept);
    }
}
