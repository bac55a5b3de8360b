use serde_json::json;

use super::{question, write};
use crate::{
    both_engines,
    desks::{Counter, desk},
};

both_engines! {
    async fn topic_and_desk_are_suggested_in_three_languages_with_the_reason(server: Server) {
        let counter = Counter::new(server).await;
        let minister = counter.server.person("nurlan").await;
        let mut customs = desk();
        customs["topics"] = json!(["customs", "charity", "recognition"]);
        customs["place_ids"] = json!(["kg"]);
        let (_, ministry_desk) = counter.ministry(&minister, customs).await;
        let visitor = counter.server.visitor();
        let ask = async |text: &str, place: &str| {
            visitor.post("/case_routings", json!({ "text": text, "place_id": place })).await.expect_status(200).body
        };
        for (text, topic, keyword) in [
            ("Ооруканага медициналык жабдууларды бажысыз алып келсем болобу?", "charity", "медициналык жабдуу"),
            ("Как признают мой диплом врача и лицензию?", "recognition", "диплом"),
            ("How does my medical licence get recognised at home?", "recognition", "licence"),
            ("Айылыбызга көпүрө керек", "charity", "көпүрө"),
        ] {
            let found = ask(text, "kg-o-alay").await;
            let topics = found["topics"].as_array().unwrap();
            let fit = topics.iter().find(|fit| fit["topic"]["id"] == topic).unwrap_or_else(|| panic!("{text}: {found}"));
            assert!(fit["keywords"].as_array().unwrap().contains(&json!(keyword)), "{text}: {fit}");
            // The same words get the same suggestion.
            assert_eq!(ask(text, "kg-o-alay").await, found);
        }
        // The nearest desk first, then the one for the whole country, each with the place that it answers for.
        let bridge = ask("Айылыбызга көпүрө керек", "kg-o-alay").await;
        assert_eq!((&bridge["desks"][0]["desk"]["id"], &bridge["desks"][0]["place"]["id"]), (&json!(counter.desk), &json!("kg-o-alay")));
        assert_eq!((&bridge["desks"][1]["desk"]["id"], &bridge["desks"][1]["place"]["id"]), (&json!(ministry_desk), &json!("kg")));
        // Where no desk fits, none is suggested: the stewards will find one.
        let lost = ask("Айтматов жөнүндө", "kg-t").await;
        assert_eq!((&lost["topics"], &lost["desks"]), (&json!([]), &json!([])));
        visitor.post("/case_routings", json!({ "text": "x", "place_id": "mars" })).await
            .expect_problem(422, "validation-failed").expect_field("/place_id", "unknown-reference");
    }

    async fn similar_public_answers_are_shown_and_private_ones_never(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let mut ids = Vec::new();
        for is_public in [true, false] {
            let mut case = question(&counter.desk);
            case["is_public"] = json!(is_public);
            let id = asker.post("/cases", case).await.expect_status(201).id();
            write(&counter.owner, &id, "answer", "Жер участогун айыл өкмөтү берет, арыз жазыңыз.").await.expect_status(201);
            ids.push(id);
        }
        let text = json!({ "text": "Мага жер участогун ким берет?" });
        let found = counter.server.visitor().post("/case_routings", text).await.expect_status(200).body;
        let similar = found["similar"].as_array().unwrap();
        assert_eq!(similar.len(), 1, "{found}");
        assert_eq!(similar[0]["case"]["id"], ids[0].as_str());
        assert!(similar[0]["words"].as_array().unwrap().contains(&json!("участогун")));
    }

    async fn public_cases_are_searched_and_filtered(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let mut ids = Vec::new();
        for subject in ["Көпүрө курабыз", "Жер участогу"] {
            let mut case = question(&counter.desk);
            case["is_public"] = json!(true);
            case["subject"] = json!(subject);
            ids.push(asker.post("/cases", case).await.expect_status(201).id());
        }
        asker.post("/cases", question(&counter.desk)).await.expect_status(201);
        write(&counter.owner, &ids[0], "answer", "Смета керек").await.expect_status(201);
        let list = async |query: &str| {
            let items = counter.server.visitor().get(&format!("/cases?{query}")).await.expect_status(200).body["items"].clone();
            items.as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(list("").await, [ids[1].clone(), ids[0].clone()]);
        for query in ["q=көпүрөлөр", "q=kopuro", "q=смета", "state=answered"] {
            assert_eq!(list(query).await, [ids[0].clone()], "{query}");
        }
        assert_eq!(list(&format!("organization_id={}&place_id=kg-o&topic=land", counter.organization)).await.len(), 2);
        assert_eq!(list("place_id=kg-t").await.len(), 0);
        assert_eq!(list("overdue=true").await.len(), 0);
        let first = counter.server.visitor().get("/cases?limit=1").await.body;
        assert_eq!(list(&format!("limit=1&cursor={}", first["next_cursor"].as_str().unwrap())).await, [ids[0].clone()]);
        // What a steward hides is found no more.
        let hide = counter.server.visitor().get(&format!("/cases/{}", ids[0])).await.body["messages"][1]["id"].as_str().unwrap().to_owned();
        counter.steward.post(&format!("/cases/{}/messages/{hide}/hide", ids[0]), json!({ "reason": "x" })).await.expect_status(204);
        assert_eq!(list("q=смета").await.len(), 0);
    }
}
