use serde_json::{Value, json};

use super::{Village, bridge, plan};
use crate::{both_engines, organizations::in_days};

/// The bridge and a school elsewhere, published in this order.
async fn two(village: &Village) -> (String, String) {
    let first = village.bridge().await;
    let mut school = bridge();
    school["place_id"] = json!("kg-c");
    school["sector"] = json!("11220");
    school["title"] = json!({ "ky": "Жаңы мектеп", "ru": "Новая школа", "en": "A new school" });
    school["summary"] = json!({ "ky": "Класстар жетишпейт.", "en": "There are too few rooms." });
    school["description"] = json!({ "ky": "Төрт класс." });
    let mut cheap = plan();
    cheap["goal"]["amount"] = json!(10_000_000);
    cheap["budget_lines"] = json!([{ "name": { "ky": "Парта" }, "amount": 10_000_000 }]);
    cheap["ends_on"] = json!(in_days(30));
    (first, village.published(school, cheap).await)
}

fn ids(body: &Value) -> Vec<&str> {
    body["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|row| row["id"].as_str().expect("an id"))
        .collect()
}

both_engines! {
    async fn catalogue_finds_by_words_in_three_languages_and_two_alphabets(server: Server) {
        let village = Village::new(server).await;
        let (bridge, school) = two(&village).await;
        let visitor = village.server.visitor();
        for (q, found) in [
            ("көпүрөлөрдү", &bridge), ("kopuro", &bridge), ("мосты", &bridge), ("bridges", &bridge),
            ("алай көпүрөсү", &bridge), ("мектептерди жаңы", &school), ("новые школы", &school), ("new schools", &school),
        ] {
            let list = visitor.get(&format!("/projects?q={q}")).await.expect_status(200).body;
            assert_eq!(ids(&list), [found.as_str()], "{q}");
        }
        for q in ["оорукана", "!?", "көпүрө оорукана"] {
            assert_eq!(visitor.get(&format!("/projects?q={q}")).await.expect_status(200).body["items"], json!([]), "{q}");
        }
        assert_eq!(ids(&visitor.get("/projects?q=мектеп").await.body), [school.as_str(), bridge.as_str()]);
        let injected = visitor.get("/projects?q=%22%20OR%201%3D1%3B%20DROP%20TABLE%20projects%3B--").await;
        assert_eq!(injected.expect_status(200).body["items"], json!([]));
    }

    async fn catalogue_filters_sorts_and_counts(server: Server) {
        let village = Village::new(server).await;
        village.draft(bridge()).await;
        let (bridge, school) = two(&village).await;
        village.book(&bridge, "bank-1", 40_000_000).await;
        let visitor = village.server.visitor();
        for (query, expected) in [
            ("", vec![&school, &bridge]),
            ("place_id=kg-o", vec![&bridge]),
            ("place_id=kg-o-alay&sector=21020", vec![&bridge]),
            ("place_id=kg-o&sector=11220", vec![]),
            ("sector=11220", vec![&school]),
            ("state=published", vec![&school, &bridge]),
            ("state=completed", vec![]),
            ("state=draft", vec![]),
            ("organization_kind=local_self_government", vec![&school, &bridge]),
            ("organization_kind=ministry", vec![]),
            ("missing_min=20000000", vec![&bridge]),
            ("missing_max=10000000", vec![&school]),
            ("sort=closest_to_goal", vec![&bridge, &school]),
            ("sort=ending_soon", vec![&school, &bridge]),
            ("q=мектеп&sort=closest_to_goal", vec![&bridge, &school]),
            ("q=мектеп&sort=ending_soon&place_id=kg-c", vec![&school]),
        ] {
            let list = visitor.get(&format!("/projects?{query}")).await.expect_status(200).body;
            assert_eq!(ids(&list), expected.iter().map(|id| id.as_str()).collect::<Vec<_>>(), "{query}");
            let count = visitor.get(&format!("/projects/count?{query}")).await.expect_status(200).body;
            assert_eq!(count, json!({ "count": expected.len(), "is_exact": true }), "{query}");
        }
        visitor.get("/projects?missing_min=-1").await.expect_problem(422, "validation-failed");
        visitor.get("/projects?colour=red").await.expect_problem(400, "malformed-query");
        let row = &visitor.get("/projects?place_id=kg-o").await.body["items"][0];
        assert_eq!(row["received"], json!({ "amount": 40_000_000, "currency": "KGS" }));
        assert_eq!(row["organization"]["verification"], "verified");
        assert_eq!(row["place"]["id"], "kg-o-alay");
    }

    async fn pages_follow_each_other_in_every_order(server: Server) {
        let village = Village::new(server).await;
        let mut all = Vec::new();
        for _ in 0..5 {
            all.push(village.bridge().await);
        }
        village.book(&all[2], "bank-1", 1_000).await;
        let visitor = village.server.visitor();
        for query in ["sort=newest", "sort=closest_to_goal", "sort=ending_soon", "q=көпүрө", "q=көпүрө&sort=ending_soon"] {
            let (mut found, mut cursor): (Vec<String>, String) = (Vec::new(), String::new());
            loop {
                let page = visitor.get(&format!("/projects?{query}&limit=2{cursor}")).await.expect_status(200).body;
                found.extend(ids(&page).into_iter().map(str::to_owned));
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            let whole = visitor.get(&format!("/projects?{query}")).await.body;
            assert_eq!(found, ids(&whole), "{query}");
            assert_eq!(found.len(), 5, "{query}");
        }
        let page = visitor.get("/projects?limit=2").await.body;
        let cursor = page["next_cursor"].as_str().unwrap();
        visitor.get(&format!("/projects?limit=2&sector=21020&cursor={cursor}")).await.expect_problem(400, "invalid-cursor");
        let spoiled = cursor.replace('3', "4");
        visitor.get(&format!("/projects?limit=2&cursor={spoiled}x")).await.expect_problem(400, "invalid-cursor");
    }

    async fn map_shows_what_is_needed_where(server: Server) {
        let village = Village::new(server).await;
        let (bridge, _) = two(&village).await;
        let visitor = village.server.visitor();
        let map = visitor.get("/projects/map").await.expect_status(200).body;
        assert_eq!((&map["whole"]["projects"], &map["whole"]["open"]), (&json!(2), &json!(2)));
        assert_eq!(map["whole"]["missing"], json!({ "amount": 110_000_000, "currency": "KGS" }));
        let part = |map: &Value, id: &str| {
            map["parts"].as_array().unwrap().iter().find(|part| part["place"]["id"] == id).cloned().unwrap()
        };
        assert_eq!(map["parts"].as_array().unwrap().len(), 9);
        assert_eq!(part(&map, "kg-o")["missing"]["amount"], 100_000_000);
        assert_eq!(part(&map, "kg-t")["open"], 0);
        village.book(&bridge, "bank-1", 100_000_000).await;
        let map = visitor.get("/projects/map?place_id=kg-o").await.expect_status(200).body;
        let alay = part(&map, "kg-o-alay");
        assert_eq!((&alay["projects"], &alay["open"], &alay["missing"]["amount"]), (&json!(1), &json!(0), &json!(0)));
        let roads = visitor.get("/projects/map?sector=11220").await.body;
        assert_eq!(roads["whole"]["projects"], 1);
        visitor.get("/projects/map?place_id=atlantis").await.expect_problem(404, "not-found");
    }

    async fn changed_words_are_found_and_old_ones_are_not(server: Server) {
        let village = Village::new(server).await;
        let id = village.published(bridge(), plan()).await;
        let path = format!("/projects/{id}");
        let version = village.owner.get(&path).await.version();
        let title = json!({ "title": { "ky": "Асма жол" }, "summary": { "ky": "Жаңы" } });
        village.owner.patch(&path, version, title).await.expect_status(200);
        let visitor = village.server.visitor();
        assert_eq!(ids(&visitor.get("/projects?q=асма").await.body), [id.as_str()]);
        assert_eq!(visitor.get("/projects?q=bridge").await.body["items"], json!([]));
    }
}
