use diesel::RunQueryDsl;
use kopuro::{on_engine, organizations::search::index_missing, schema::organizations_terms};
use serde_json::json;

use super::lsg;
use crate::{both_engines, support::Client};

async fn found(steward: &Client, query: &str) -> Vec<String> {
    let list = steward.get(&format!("/all_organizations?{query}")).await.expect_status(200).body;
    let items = list["items"].as_array().unwrap().iter();
    items.map(|one| one["name"]["ky"].as_str().unwrap().to_owned()).collect()
}

both_engines! {
    async fn stewards_find_organizations_by_the_beginnings_of_their_names_in_any_language_and_alphabet(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        let mut ids = Vec::new();
        for (ky, ru) in [("Ак-Талаа айыл өкмөтү", "Ак-Талинский айыл окмоту"), ("Өзгөн ооруканасы", "Узгенская больница"), ("Кара-Суу айыл өкмөтү", "Карасуйский айыл окмоту")] {
            let mut organization = lsg();
            organization["name"] = json!({ "ky": ky, "ru": ru });
            ids.push(owner.post("/organizations", organization).await.expect_status(201).id());
        }
        let hospital = ["Өзгөн ооруканасы"];
        for query in ["q=өзгөн", "q=ozgon", "q=узген", "q=Больница", "q=оорукана", "q=oorukananyn", "q=uzgen%20боль"] {
            assert_eq!(found(&steward, query).await, hospital, "{query}");
        }
        assert_eq!(found(&steward, "q=айыл").await, ["Кара-Суу айыл өкмөтү", "Ак-Талаа айыл өкмөтү"]);
        assert_eq!(found(&steward, "q=айыл%20талаа").await, ["Ак-Талаа айыл өкмөтү"]);
        assert_eq!(found(&steward, "q=айыл&verification=verified").await, Vec::<String>::new());
        assert_eq!(found(&steward, "q=Бишкек").await, Vec::<String>::new());
        assert_eq!(found(&steward, "q=%20").await.len(), 3, "nothing that was typed is no filter");
        // Page by page, and a cursor is of its own search only.
        let page = steward.get("/all_organizations?q=айыл&limit=1").await.expect_status(200).body;
        let next = page["next_cursor"].as_str().unwrap();
        assert_eq!(found(&steward, &format!("q=айыл&limit=1&cursor={next}")).await, ["Ак-Талаа айыл өкмөтү"]);
        steward.get(&format!("/all_organizations?q=суу&cursor={next}")).await.expect_problem(400, "invalid-cursor");
        owner.get("/all_organizations?q=айыл").await.expect_problem(403, "not-allowed");

        // A new name is found, and the old one is not.
        let renamed = json!({ "name": { "ky": "Нарын ооруканасы", "ru": "Нарынская больница" } });
        owner.patch(&format!("/organizations/{}", ids[1]), 1, renamed).await.expect_status(200);
        assert_eq!(found(&steward, "q=нарын").await, ["Нарын ооруканасы"]);
        assert_eq!(found(&steward, "q=узген").await, Vec::<String>::new());
    }

    async fn organizations_from_before_the_search_are_found_once_the_server_has_started(server: Server) {
        let owner = server.person("bakyt").await;
        let steward = server.steward("steward").await;
        crate::organizations::found(&owner).await;
        let forget = |conn: &mut kopuro::platform::db::Conn<'_>| {
            on_engine!(conn, c => diesel::delete(organizations_terms::table).execute(c))?;
            Ok(())
        };
        server.app.db.write(forget).await.unwrap();
        assert_eq!(found(&steward, "q=алай").await, Vec::<String>::new());
        for _ in 0..2 {
            index_missing(&server.app.db).unwrap();
        }
        assert_eq!(found(&steward, "q=алай").await, ["Алай айыл өкмөтү"]);
    }
}
