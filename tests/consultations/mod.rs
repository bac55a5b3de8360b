//! Consultations.

use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use kopuro::{calendar, on_engine, schema::consultations};
use serde_json::{Value, json};

use crate::{
    both_engines,
    desks::Counter,
    organizations::{found, in_days},
    projects::put_version,
};

fn draft() -> Value {
    json!({
        "title": { "ky": "Жайыт жөнүндө эреже", "ru": "Правила о пастбищах" },
        "summary": { "ky": "Эмнени өзгөртөлү?" },
        "sections": [
            { "heading": { "ky": "Төлөм" }, "body": { "ky": "Баш мал үчүн 100 сом." } },
            { "heading": { "ky": "Мөөнөт" }, "body": { "ky": "Майдан октябрга чейин." } },
        ],
        "closes_on": in_days(20),
        "result_due_on": in_days(40),
    })
}

/// Lets a consultation's commenting have ended, and its result have been due, so many days ago.
async fn pass(counter: &Counter, id: &str, closed: i64, due: i64) {
    let today = calendar::service::local_today();
    let (closes, due) =
        (today - chrono::Duration::days(closed), today - chrono::Duration::days(due));
    let id = id.to_owned();
    let work = move |conn: &mut kopuro::platform::db::Conn<'_>| {
        let row = consultations::table.filter(consultations::id.eq(&id));
        let days = (consultations::closes_on.eq(closes), consultations::result_due_on.eq(due));
        on_engine!(conn, c => diesel::update(row).set(days).execute(c))?;
        Ok(())
    };
    counter.server.app.db.write(work).await.unwrap();
}

/// A published consultation: its id and its sections' ids.
pub async fn published(counter: &Counter) -> (String, Vec<String>) {
    let path = format!("/organizations/{}/consultations", counter.organization);
    let made = counter.owner.post(&path, draft()).await.expect_status(201);
    let id = made.id();
    counter
        .owner
        .post_version(&format!("/consultations/{id}/publish"), 1, json!({}))
        .await
        .expect_status(200);
    let sections = made.body["sections"].as_array().unwrap().iter();
    (id, sections.map(|section| section["id"].as_str().unwrap().to_owned()).collect())
}

both_engines! {
    async fn a_draft_is_the_organizations_own_until_it_is_published(server: Server) {
        let counter = Counter::new(server).await;
        let stranger = counter.server.person("aigul").await;
        let path = format!("/organizations/{}/consultations", counter.organization);
        stranger.post(&path, draft()).await.expect_problem(403, "not-allowed");
        let id = counter.owner.post_once(&path, "k", draft()).await.expect_status(201).id();
        assert_eq!(counter.owner.post_once(&path, "k", draft()).await.expect_status(201).id(), id);
        let page = format!("/consultations/{id}");
        stranger.get(&page).await.expect_problem(404, "not-found");
        let list = async |client: &crate::support::Client| {
            let path = format!("/consultations?organization_id={}", counter.organization);
            client.get(&path).await.expect_status(200).body["items"].as_array().unwrap().len()
        };
        assert_eq!((list(&counter.owner).await, list(&stranger).await), (1, 0));
        let mut soon = draft();
        soon["closes_on"] = json!(in_days(3));
        put_version(&counter.owner, &page, 1, soon).await.expect_status(200);
        counter.owner.post_version(&format!("{page}/publish"), 2, json!({})).await
            .expect_problem(422, "validation-failed").expect_field("/closes_on", "invalid-date");
        put_version(&counter.owner, &page, 2, draft()).await.expect_status(200);
        counter.owner.post_version(&format!("{page}/publish"), 3, json!({})).await.expect_status(200);
        put_version(&counter.owner, &page, 4, draft()).await.expect_problem(409, "wrong-state");
        assert_eq!(stranger.get(&page).await.expect_status(200).body["state"], "open");
        assert_eq!(list(&stranger).await, 1);
    }

    async fn only_a_verified_organization_publishes(server: Server) {
        let owner = server.person("bakyt").await;
        let organization = found(&owner).await;
        let id = owner.post(&format!("/organizations/{organization}/consultations"), draft()).await.expect_status(201).id();
        owner.post_version(&format!("/consultations/{id}/publish"), 1, json!({})).await
            .expect_problem(409, "conditions-unmet").expect_field("/organization", "unmet");
    }

    async fn one_voice_per_person_whose_history_stays_visible(server: Server) {
        let counter = Counter::new(server).await;
        let (_, sections) = published(&counter).await;
        let (aigul, nurlan) = (counter.server.person("aigul").await, counter.server.person("nurlan").await);
        let mine = format!("/consultation_sections/{}/my_comment", sections[0]);
        let first = aigul.put(&mine, json!({ "text": "100 сом көп" })).await.expect_status(200);
        let second = aigul.put(&mine, json!({ "text": "50 сом болсун" })).await.expect_status(200);
        assert_eq!((first.id(), &second.body["version"]), (second.id(), &json!(2)));
        nurlan.put(&mine, json!({ "text": "Макулмун" })).await.expect_status(200);
        let visitor = counter.server.visitor();
        let versions = visitor.get(&format!("/consultation_comments/{}/versions", first.id())).await.expect_status(200).body;
        assert_eq!((&versions[0]["text"], &versions[1]["text"]), (&json!("100 сом көп"), &json!("50 сом болсун")));

        let support = format!("/consultation_comments/{}/support", first.id());
        aigul.put(&support, json!({})).await.expect_problem(403, "not-allowed");
        for _ in 0..2 {
            nurlan.put(&support, json!({})).await.expect_status(204);
        }
        let comments = format!("/consultation_sections/{}/comments", sections[0]);
        let page = nurlan.get(&format!("{comments}?limit=1")).await.expect_status(200).body;
        assert_eq!((&page["items"][0]["supports"], &page["items"][0]["is_supported"]), (&json!(1), &json!(true)));
        let next = visitor.get(&format!("{comments}?limit=1&cursor={}", page["next_cursor"].as_str().unwrap())).await.body;
        assert_eq!(next["items"][0]["author"], "nurlan");
        nurlan.delete(&support).await.expect_status(204);
        assert_eq!(visitor.get(&comments).await.body["items"][0]["supports"], 0);

        let hide = format!("/consultation_comments/{}/hide", first.id());
        counter.steward.post(&hide, json!({ "reason": "Мазактоо" })).await.expect_status(204);
        let versions = visitor.get(&format!("/consultation_comments/{}/versions", first.id())).await.body;
        assert_eq!(versions[0]["text"], "");
        aigul.put(&mine, json!({ "text": "Дагы" })).await.expect_problem(409, "wrong-state");
    }

    async fn the_organization_says_what_became_of_every_section_and_late_results_show(server: Server) {
        let counter = Counter::new(server).await;
        let (id, sections) = published(&counter).await;
        let person = counter.server.person("aigul").await;
        let conclude = format!("/consultations/{id}/conclude");
        let outcome = |section: &str| json!({ "section_id": section, "kind": "partly_taken_up", "reason": { "ky": "50 сом болду" } });
        let result = json!({ "note": { "ky": "Рахмат" }, "outcomes": [outcome(&sections[0]), outcome(&sections[1])] });
        counter.owner.post_version(&conclude, 2, result.clone()).await.expect_problem(409, "wrong-state");
        pass(&counter, &id, 30, 1).await;
        person.put(&format!("/consultation_sections/{}/my_comment", sections[0]), json!({ "text": "Кеч" })).await.expect_problem(409, "wrong-state");
        let late = counter.server.visitor().get("/consultations?overdue=true").await.expect_status(200).body;
        assert_eq!((&late["items"][0]["id"], &late["items"][0]["is_overdue"]), (&json!(id), &json!(true)));
        let part = json!({ "note": { "ky": "Рахмат" }, "outcomes": [outcome(&sections[0])] });
        counter.owner.post_version(&conclude, 2, part).await.expect_problem(422, "validation-failed").expect_field("/outcomes", "required");
        person.post_version(&conclude, 2, result.clone()).await.expect_problem(403, "not-allowed");
        let done = counter.owner.post_version(&conclude, 2, result.clone()).await.expect_status(200).body;
        assert_eq!((&done["state"], &done["sections"][1]["outcome"]), (&json!("concluded"), &json!("partly_taken_up")));
        counter.owner.post_version(&conclude, 3, result).await.expect_problem(409, "wrong-state");
        assert_eq!(counter.server.visitor().get("/consultations?overdue=true").await.body["items"].as_array().unwrap().len(), 0);
        assert_eq!(counter.server.visitor().get("/consultations?state=concluded").await.body["items"].as_array().unwrap().len(), 1);
    }
}
