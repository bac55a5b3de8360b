use chrono::{Duration, NaiveDate, NaiveDateTime};
use kopuro::{calendar, cases::clockwork::run_at, platform::clock};
use kopuro_shared::calendar::Calendar;
use serde_json::{Value, json};

use super::{question, write};
use crate::{
    both_engines,
    desks::{Counter, desk},
    organizations::{in_days, verify},
    support::Client,
};

/// Noon in Bishkek on a day.
fn noon(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(6, 0, 0).unwrap()
}

fn due(case: &Value) -> NaiveDate {
    case["due_on"].as_str().unwrap().parse().unwrap()
}

async fn subjects(counter: &Counter, name: &str) -> Vec<String> {
    let mails = counter.server.mails_to(&format!("{name}@example.kg")).await;
    mails.into_iter().map(|(subject, _)| subject).collect()
}

fn count(subjects: &[String], part: &str) -> usize {
    subjects.iter().filter(|subject| subject.contains(part)).count()
}

async fn asked(counter: &Counter, asker: &Client) -> Value {
    asker.post("/cases", question(&counter.desk)).await.expect_status(201).body
}

both_engines! {
    async fn the_due_date_is_counted_in_working_days_of_bishkek(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let today = calendar::service::local_today();
        let tomorrow = today.succ_opt().unwrap();
        assert_eq!(due(&asked(&counter, &asker).await), Calendar::default().add(today, 5));
        // A holiday that stewards put in moves what is asked from then on.
        let holiday = Calendar::default().add(tomorrow, 1);
        let day = json!({ "kind": "holiday", "name": { "ky": "Айт" }, "source": "Муфтият" });
        counter.steward.put(&format!("/calendar/days/{holiday}"), day).await.expect_status(200);
        assert_eq!(due(&asked(&counter, &asker).await), Calendar::default().add(today, 6));
    }

    async fn the_desk_is_reminded_and_what_is_overdue_is_escalated_once_by_any_number_of_servers(server: Server) {
        let counter = Counter::new(server).await;
        let (asker, minister) = (counter.server.person("aigul").await, counter.server.person("nurlan").await);
        let mut above = desk();
        above["place_ids"] = json!(["kg"]);
        let (_, ministry_desk) = counter.ministry(&minister, above).await;
        let case = asked(&counter, &asker).await;
        let (id, due_on) = (case["id"].as_str().unwrap().to_owned(), due(&case));
        minister.get(&format!("/cases/{id}")).await.expect_problem(404, "not-found");
        let app = counter.server.app.clone();
        // Three servers look at the same moment, and again.
        let look = async |day: NaiveDate| {
            for _ in 0..2 {
                let runs = [run_at(&app, noon(day)), run_at(&app, noon(day)), run_at(&app, noon(day))];
                for run in futures_util::future::join_all(runs).await {
                    run.unwrap();
                }
            }
        };
        look(Calendar::default().before(due_on, 3)).await;
        assert_eq!(count(&subjects(&counter, "bakyt").await, "жакын"), 0);
        look(Calendar::default().before(due_on, 2)).await;
        assert_eq!(count(&subjects(&counter, "bakyt").await, "жакын"), 1);
        look(due_on).await;
        assert_eq!(count(&subjects(&counter, "aigul").await, "мөөнөтү өттү"), 0);
        look(Calendar::default().add(due_on, 1)).await;
        assert_eq!(count(&subjects(&counter, "aigul").await, "мөөнөтү өттү"), 1);
        assert_eq!(count(&subjects(&counter, "bakyt").await, "мөөнөтү өттү"), 1);
        assert_eq!(count(&subjects(&counter, "nurlan").await, "сизге чыкты"), 1);
        let seen = minister.get(&format!("/cases/{id}")).await.expect_status(200).body;
        assert_eq!((&seen["events"][0]["kind"], &seen["events"][0]["to_desk"]["id"]), (&json!("escalated"), &json!(ministry_desk)));
        assert_eq!(seen["actions"], json!(["note", "transfer"]));
        write(&minister, &id, "answer", "x").await.expect_problem(403, "not-allowed");
        // There is nobody further up: told once more, that it stays, and then no more.
        look(Calendar::default().add(due_on, 6)).await;
        look(Calendar::default().add(due_on, 30)).await;
        assert_eq!(count(&subjects(&counter, "aigul").await, "мөөнөтү өттү"), 2);
        assert_eq!(count(&subjects(&counter, "nurlan").await, "сизге чыкты"), 1);
    }

    async fn the_desk_above_is_the_one_that_was_set_else_the_parent_organizations(server: Server) {
        let counter = Counter::new(server).await;
        let (asker, minister) = (counter.server.person("aigul").await, counter.server.person("nurlan").await);
        // The ministry's desk answers for another place, so that only the organization leads there.
        let mut elsewhere = desk();
        elsewhere["place_ids"] = json!(["kg-t"]);
        let (ministry, ministry_desk) = counter.ministry(&minister, elsewhere.clone()).await;
        let set_desk = minister.post(&format!("/organizations/{ministry}/desks"), elsewhere).await.expect_status(201).id();
        let child = json!({
            "kind": "local_self_government", "name": { "ky": "Айыл өкмөтү" }, "place_id": "kg-o-alay", "parent_id": ministry,
        });
        let child = counter.owner.post("/organizations", child).await.expect_status(201).id();
        verify(&counter.owner, &counter.steward, &child, &in_days(365)).await;
        let path = format!("/organizations/{child}/desks");
        let derived = counter.owner.post(&path, desk()).await.expect_status(201).id();
        let mut named = desk();
        named["above_desk_id"] = json!(set_desk);
        let named = counter.owner.post(&path, named).await.expect_status(201).id();
        let mut due_on = calendar::service::local_today();
        let mut ids = Vec::new();
        for desk in [&derived, &named] {
            let case = asker.post("/cases", question(desk)).await.expect_status(201).body;
            due_on = due(&case);
            ids.push(case["id"].as_str().unwrap().to_owned());
        }
        run_at(&counter.server.app, noon(Calendar::default().add(due_on, 1))).await.unwrap();
        for (id, above) in ids.iter().zip([&ministry_desk, &set_desk]) {
            let events = asker.get(&format!("/cases/{id}")).await.body["events"].clone();
            assert_eq!(events[0]["to_desk"]["id"], above.as_str(), "{events}");
        }
    }

    async fn while_the_desk_waits_for_the_asker_nothing_is_overdue(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let case = asked(&counter, &asker).await;
        let (id, due_on) = (case["id"].as_str().unwrap().to_owned(), due(&case));
        write(&counter.owner, &id, "ask_back", "Кайсы айыл?").await.expect_status(201);
        run_at(&counter.server.app, noon(due_on + Duration::days(30))).await.unwrap();
        assert_eq!(count(&subjects(&counter, "aigul").await, "мөөнөтү өттү"), 0);
        let again = write(&asker, &id, "reply", "Сары-Таш").await.expect_status(201).body;
        assert_eq!(due(&again), due_on);
        run_at(&counter.server.app, noon(Calendar::default().add(due_on, 1))).await.unwrap();
        assert_eq!(count(&subjects(&counter, "aigul").await, "мөөнөтү өттү"), 1);
    }

    async fn an_answered_case_closes_by_itself_with_a_notice(server: Server) {
        let counter = Counter::new(server).await;
        let asker = counter.server.person("aigul").await;
        let id = asked(&counter, &asker).await["id"].as_str().unwrap().to_owned();
        write(&counter.owner, &id, "answer", "Ооба").await.expect_status(201);
        let now = clock::now_naive();
        run_at(&counter.server.app, now + Duration::days(13)).await.unwrap();
        assert_eq!(asker.get(&format!("/cases/{id}")).await.body["state"], "answered");
        for _ in 0..2 {
            run_at(&counter.server.app, now + Duration::days(14)).await.unwrap();
        }
        let closed = asker.get(&format!("/cases/{id}")).await.body;
        assert_eq!((&closed["state"], &closed["events"][0]["kind"]), (&json!("closed"), &json!("closed_automatically")));
        assert_eq!(count(&subjects(&counter, "aigul").await, "өзү жабылды"), 1);
        assert_eq!(write(&asker, &id, "reply", "Жок").await.expect_status(201).body["state"], "open");
    }
}
