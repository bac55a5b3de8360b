//! The working-day calendar.

use serde_json::json;

use crate::both_engines;

both_engines! {
    async fn the_year_shows_its_holidays_and_where_moveable_ones_were_published(server: Server) {
        let year = server.visitor().get("/calendar?year=2026").await.expect_status(200).body;
        let holidays: Vec<_> = year["holidays"].as_array().unwrap().iter().map(|day| day.as_str().unwrap()).collect();
        assert!(holidays.contains(&"2026-03-20") && holidays.contains(&"2026-05-04") && holidays.contains(&"2026-08-31"), "{holidays:?}");
        // On weekends nothing moves, and shorter days are worked.
        assert!(!holidays.contains(&"2026-03-09") && !holidays.contains(&"2026-02-23"), "{holidays:?}");
        let orozo = &year["table"][0];
        assert_eq!(orozo["day"], "2026-03-20");
        assert!(!orozo["source"].as_str().unwrap().is_empty());
        server.visitor().get("/calendar?year=1900").await.expect_problem(422, "validation-failed").expect_field("/year", "out-of-range");
    }

    async fn stewards_maintain_the_table_and_nobody_else(server: Server) {
        let (steward, person) = (server.steward("steward").await, server.person("aigul").await);
        let kurman = json!({ "kind": "holiday", "name": { "ky": "Курман айт" }, "source": "Муфтият" });
        person.put("/calendar/days/2027-05-17", kurman.clone()).await.expect_problem(403, "not-allowed");
        steward.put("/calendar/days/2027-05-17", kurman.clone()).await.expect_status(200);
        let shifted = json!({ "kind": "working_day", "name": { "ru": "Перенос" }, "source": "Постановление" });
        steward.put("/calendar/days/2027-05-08", shifted).await.expect_status(200);
        let year = server.visitor().get("/calendar?year=2027").await.body;
        assert!(year["holidays"].as_array().unwrap().contains(&json!("2027-05-17")));
        assert_eq!(year["table"].as_array().unwrap().len(), 2);
        steward.delete("/calendar/days/2027-05-17").await.expect_status(204);
        steward.delete("/calendar/days/2027-05-17").await.expect_problem(404, "not-found");
        steward.put("/calendar/days/1999-01-01", kurman).await.expect_problem(404, "not-found");
        let entries = steward.get("/audit_entries?action=put_calendar_day").await.body;
        assert_eq!(entries["items"].as_array().unwrap().len(), 2);
    }
}
