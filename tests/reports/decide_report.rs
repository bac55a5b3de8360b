use serde_json::json;

use super::{Talk, ids, report};
use crate::{both_engines, support::Client};

/// Makes a person a member of the village's organization.
async fn join(talk: &Talk, person: &Client, email: &str) {
    let invitations = format!("/organizations/{}/invitations", talk.village.organization);
    let invitation = json!({ "email": email, "role": "editor" });
    talk.village.owner.post(&invitations, invitation).await.expect_status(201);
    let token = talk.village.server.token_mailed_to(email).await;
    person.post("/invitations/accept", json!({ "token": token })).await.expect_status(200);
}

both_engines! {
    async fn only_stewards_see_and_decide(server: Server) {
        let talk = Talk::new(server).await;
        let id = talk.report(&talk.reader, "answer", &talk.question).await;
        let visitor = talk.village.server.visitor();
        let decide = format!("/reports/{id}/decide");
        let body = json!({ "decision": "dismiss", "reason": "x" });
        for path in ["/reports".to_owned(), format!("/reports/{id}")] {
            visitor.get(&path).await.expect_problem(401, "not-signed-in");
            for person in [&talk.reader, &talk.asker, &talk.village.owner] {
                person.get(&path).await.expect_problem(403, "not-allowed");
            }
            talk.village.steward.get(&path).await.expect_status(200);
        }
        visitor.post_version(&decide, 1, body.clone()).await.expect_problem(401, "not-signed-in");
        for person in [&talk.reader, &talk.asker, &talk.village.owner] {
            person.post_version(&decide, 1, body.clone()).await.expect_problem(403, "not-allowed");
        }
        talk.village.steward.get("/reports/nothing").await.expect_problem(404, "not-found");
    }

    async fn queue_is_filtered_paged_and_begins_with_what_waits_longest(server: Server) {
        let talk = Talk::new(server).await;
        let mut made = Vec::new();
        for (subject, id) in talk.things() {
            made.push(talk.report(&talk.reader, subject, id).await);
        }
        let steward = &talk.village.steward;
        let list = async |query: &str| steward.get(&format!("/reports{query}")).await.expect_status(200).body;
        assert_eq!(ids(&list("?state=open").await), made);
        let newest_first: Vec<_> = made.iter().rev().map(String::as_str).collect();
        assert_eq!(ids(&list("").await), newest_first);
        assert_eq!(ids(&list("?state=open&subject=answer").await), [&made[3]]);
        assert_eq!(ids(&list("?subject=update").await), [&made[1]]);
        assert_eq!(list("?state=dismissed").await["items"], json!([]));
        for (state, all) in [("state=open&", made.clone()), ("", newest_first.iter().map(|id| (*id).to_owned()).collect())] {
            let first = list(&format!("?{state}limit=2")).await;
            let rest = list(&format!("?{state}limit=3&cursor={}", first["next_cursor"].as_str().unwrap())).await;
            assert_eq!([ids(&first), ids(&rest)].concat(), all);
            assert_eq!(rest.get("next_cursor"), None);
        }
        let open = list("?state=open&limit=1").await;
        let foreign = format!("/reports?state=hidden&cursor={}", open["next_cursor"].as_str().unwrap());
        steward.get(&foreign).await.expect_problem(400, "invalid-cursor");

        let row = &list("?state=open&subject=answer").await["items"][0];
        assert_eq!(row["said"]["ky"], "Эч ким уурдаган жок, келесоо.");
        assert_eq!((&row["reported_by"], &row["project_id"]), (&json!("aigul"), &json!(talk.project)));
        assert_eq!(row["organization"]["name"]["ky"], "Алай айыл өкмөтү");
        assert_eq!(row["decisions"], json!(["dismiss", "hide"]));
        let row = &list("?subject=organization").await["items"][0];
        assert_eq!(row["decisions"], json!(["dismiss", "mark_acted_upon"]));
        assert_eq!(row.get("project_id"), None);
    }

    async fn what_is_hidden_shows_the_public_the_day_and_its_author_the_reason(server: Server) {
        let talk = Talk::new(server).await;
        let visitor = talk.village.server.visitor();
        let (updates, questions) = (format!("/projects/{}/updates", talk.project), format!("/projects/{}/questions", talk.project));
        for (subject, id) in [("update", &talk.update), ("answer", &talk.question), ("question", &talk.question)] {
            let report = talk.report(&talk.reader, subject, id).await;
            let decided = talk.decide(&talk.village.steward, &report, "hide").await.expect_status(200);
            assert_eq!((&decided.body["state"], &decided.body["decisions"]), (&json!("hidden"), &json!([])));
            assert_eq!((decided.version(), &decided.body["decision_reason"]), (2, &json!("Мазактоо")));
        }
        let update = &visitor.get(&updates).await.expect_status(200).body["items"][0];
        assert_eq!((&update["title"], &update["body"], &update["photos"]), (&json!({}), &json!({}), &json!([])));
        assert!(update["hidden_at"].is_string() && update.get("hidden_reason").is_none());
        assert_eq!(talk.village.owner.get(&updates).await.body["items"][0]["hidden_reason"], "Мазактоо");

        let question = &visitor.get(&questions).await.expect_status(200).body["items"][0];
        assert_eq!((&question["text"], question.get("answer")), (&json!(""), None));
        assert!(question["hidden_at"].is_string() && question["answer_hidden_at"].is_string());
        assert!(question.get("hidden_reason").is_none() && question.get("answer_hidden_reason").is_none());
        let asked = &talk.asker.get(&questions).await.body["items"][0];
        assert_eq!((&asked["hidden_reason"], asked.get("answer_hidden_reason")), (&json!("Мазактоо"), None));
        assert_eq!(talk.village.owner.get(&questions).await.body["items"][0]["answer_hidden_reason"], "Мазактоо");
        // What is hidden is not reported again.
        talk.reader.post("/reports", report("update", &talk.update)).await
            .expect_problem(422, "validation-failed").expect_field("/subject_id", "unknown-reference");
    }

    async fn hidden_answer_gives_way_to_a_better_one(server: Server) {
        let talk = Talk::new(server).await;
        let report = talk.report(&talk.reader, "answer", &talk.question).await;
        talk.decide(&talk.village.steward, &report, "hide").await.expect_status(200);
        let path = format!("/projects/{}/questions", talk.project);
        let answer = json!({ "answer": { "ky": "Эсеп ачык, карап көрүңүз." } });
        talk.village.owner.put(&format!("{path}/{}/answer", talk.question), answer).await.expect_status(200);
        let shown = &talk.village.server.visitor().get(&path).await.body["items"][0];
        assert_eq!((&shown["answer"]["ky"], shown.get("answer_hidden_at")), (&json!("Эсеп ачык, карап көрүңүз."), None));
        // The report keeps what was said.
        let kept = talk.village.steward.get(&format!("/reports/{report}")).await.expect_status(200).body;
        assert_eq!(kept["said"]["ky"], "Эч ким уурдаган жок, келесоо.");
    }

    async fn photos_of_a_hidden_update_are_no_longer_public(server: Server) {
        let talk = Talk::new(server).await;
        let owner = &talk.village.owner;
        let photo = owner.upload(&format!("kind=photo&name=a.jpg&organization_id={}", talk.village.organization), crate::files::camera_jpeg(40, 30)).await;
        let photo = photo.expect_status(201).id();
        let body = json!({ "title": { "ky": "Сүрөт" }, "body": { "ky": "Паспорту менен" }, "photos": [{ "file_id": photo }] });
        let update = owner.post(&format!("/projects/{}/updates", talk.project), body).await.expect_status(201).id();
        let visitor = talk.village.server.visitor();
        visitor.get(&format!("/files/{photo}")).await.expect_status(200);
        let report = talk.report(&talk.reader, "update", &update).await;
        talk.decide(&talk.village.steward, &report, "hide").await.expect_status(200);
        visitor.get(&format!("/files/{photo}")).await.expect_problem(404, "not-found");
        owner.get(&format!("/files/{photo}")).await.expect_status(200);
    }

    async fn hiding_settles_every_report_of_the_same_thing_and_dismissing_only_one(server: Server) {
        let talk = Talk::new(server).await;
        let mine = talk.report(&talk.reader, "update", &talk.update).await;
        let other = talk.report(&talk.asker, "update", &talk.update).await;
        let answer = talk.report(&talk.asker, "answer", &talk.question).await;
        talk.decide(&talk.village.steward, &mine, "dismiss").await.expect_status(200);
        let open = async || talk.village.steward.get("/reports?state=open").await.body;
        assert_eq!(ids(&open().await), [&other, &answer]);
        let again = talk.report(&talk.reader, "update", &talk.update).await;
        talk.decide(&talk.village.steward, &again, "hide").await.expect_status(200);
        assert_eq!(ids(&open().await), [&answer]);
        let settled = talk.asker.get("/me/reports").await.body;
        assert_eq!((&settled["items"][1]["state"], &settled["items"][1]["decision_reason"]), (&json!("hidden"), &json!("Мазактоо")));
        assert_eq!(talk.reader.get("/me/reports").await.body["items"][1]["state"], "dismissed");
    }

    async fn question_that_a_steward_hides_without_a_report_settles_what_was_reported_of_it(server: Server) {
        let talk = Talk::new(server).await;
        talk.report(&talk.reader, "question", &talk.question).await;
        let hide = format!("/projects/{}/questions/{}/hide", talk.project, talk.question);
        talk.village.steward.post(&hide, json!({ "reason": "Мазактоо" })).await.expect_status(204);
        assert_eq!(talk.village.steward.get("/reports?state=open").await.body["items"], json!([]));
        assert_eq!(talk.reader.get("/me/reports").await.body["items"][0]["state"], "hidden");
        talk.village.steward.post(&hide, json!({ "reason": "x" })).await.expect_problem(409, "wrong-state");
    }

    async fn nobody_decides_on_what_their_own_organization_has_said_or_what_they_have_reported(server: Server) {
        let talk = Talk::new(server).await;
        let member = talk.village.server.steward("member").await;
        join(&talk, &member, "member@example.kg").await;
        let id = talk.report(&talk.reader, "update", &talk.update).await;
        talk.decide(&member, &id, "hide").await.expect_problem(403, "own-organization");
        talk.decide(&member, &id, "dismiss").await.expect_problem(403, "own-organization");
        let seen = member.get(&format!("/reports/{id}")).await.expect_status(200).body;
        assert_eq!((&seen["decisions"], seen.get("reported_by")), (&json!([]), None), "members don't learn who has reported them");
        let hide = format!("/projects/{}/questions/{}/hide", talk.project, talk.question);
        member.post(&hide, json!({ "reason": "x" })).await.expect_problem(403, "own-organization");

        let second = talk.village.server.steward("second").await;
        let own = talk.report(&second, "update", &talk.update).await;
        for report in [&own, &id] {
            talk.decide(&second, report, "dismiss").await.expect_problem(403, "own-report");
        }
        // Who has to do with neither decides.
        talk.decide(&talk.village.steward, &own, "hide").await.expect_status(200);
        assert_eq!(talk.village.steward.get("/reports?state=open").await.body["items"], json!([]));
    }

    async fn decision_needs_the_present_version_an_open_report_and_fits_the_thing(server: Server) {
        let talk = Talk::new(server).await;
        let steward = &talk.village.steward;
        let id = talk.report(&talk.reader, "organization", &talk.village.organization).await;
        let decide = format!("/reports/{id}/decide");
        let body = json!({ "decision": "mark_acted_upon", "reason": "Уюм токтотулду" });
        steward.post(&decide, body.clone()).await.expect_problem(428, "version-required");
        steward.post_version(&decide, 9, body.clone()).await.expect_problem(412, "stale-version");
        steward.post_version(&decide, 1, json!({ "decision": "hide", "reason": "x" })).await
            .expect_problem(422, "validation-failed").expect_field("/decision", "not-accepted");
        steward.post_version(&decide, 1, json!({ "decision": "dismiss", "reason": "" })).await
            .expect_problem(422, "validation-failed").expect_field("/reason", "required");
        let decided = steward.post_version(&decide, 1, body.clone()).await.expect_status(200);
        assert_eq!(decided.body["state"], "acted_upon");
        steward.post_version(&decide, 2, body).await.expect_problem(409, "wrong-state");
        let update = talk.report(&talk.reader, "update", &talk.update).await;
        talk.decide(steward, &update, "mark_acted_upon").await.expect_problem(422, "validation-failed");

        for (action, subject) in [("create_report", &id), ("decide_report", &id)] {
            let log = steward.get(&format!("/audit_entries?action={action}&subject_id={subject}")).await.expect_status(200).body;
            assert_eq!(log["items"].as_array().unwrap().len(), 1, "{action}");
            assert_eq!(log["items"][0]["organization_id"], talk.village.organization.as_str());
            assert!(!log["items"][0].to_string().contains("Уят сөздөр"), "texts of reports stay out of the log");
        }
        talk.decide(steward, &update, "hide").await.expect_status(200);
        let log = steward.get(&format!("/audit_entries?action=hide_update&subject_id={}", talk.update)).await.body;
        assert_eq!(log["items"][0]["reason"], "Мазактоо");
    }
}
