use chrono::Duration;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use kopuro::{calendar, cases::clockwork::run_at, on_engine, schema::cases};
use kopuro_shared::calendar::Calendar;
use serde_json::{Value, json};

use super::{act, question, write};
use crate::{
    both_engines,
    desks::{Counter, desk},
    support::Client,
};

/// Asks a public question as a new person.
async fn ask(counter: &Counter, name: &str) -> (Client, String) {
    let asker = counter.server.person(name).await;
    let mut case = question(&counter.desk);
    case["is_public"] = json!(true);
    let id = asker.post("/cases", case).await.expect_status(201).id();
    (asker, id)
}

/// Lets a case's clock have begun so many working days ago.
async fn age(counter: &Counter, id: &str, days: u32) {
    // Counted back from the last working day, so that the test says the same on a weekend.
    let tomorrow = calendar::service::local_today() + Duration::days(1);
    let calendar = Calendar::default();
    let from = calendar.before(calendar.before(tomorrow, 1), days);
    let id = id.to_owned();
    let work = move |conn: &mut kopuro::platform::db::Conn<'_>| {
        let row = cases::table.filter(cases::id.eq(&id));
        on_engine!(conn, c => diesel::update(row).set(cases::clock_from.eq(from)).execute(c))?;
        Ok(())
    };
    counter.server.app.db.write(work).await.unwrap();
}

async fn figures(counter: &Counter, query: &str) -> Value {
    counter.server.visitor().get(&format!("/responsiveness?{query}")).await.expect_status(200).body
}

both_engines! {
    async fn figures_are_counted_per_desk_organization_place_and_topic(server: Server) {
        let counter = Counter::new(server).await;
        for number in 0..10_u32 {
            let (_, id) = ask(&counter, &format!("p{number}")).await;
            if number < 9 {
                age(&counter, &id, number).await;
                write(&counter.owner, &id, "answer", "Ооба").await.expect_status(201);
                let few = figures(&counter, &format!("desk_id={}", counter.desk)).await;
                // Below ten answers there is neither median nor share.
                assert!(few["median_days"].is_null() && few["within_promise"].is_null(), "{few}");
            } else {
                age(&counter, &id, 40).await;
                write(&counter.owner, &id, "answer", "Кечиресиз").await.expect_status(201);
            }
        }
        let desk = figures(&counter, &format!("desk_id={}", counter.desk)).await;
        assert_eq!((&desk["received"], &desk["answered"], &desk["open"]), (&json!(10), &json!(10), &json!(0)));
        // Answers after 0, 1, …, 8 and 40 working days; the promise is five.
        assert_eq!((&desk["median_days"], &desk["percentile_90_days"]), (&json!(4), &json!(8)));
        assert_eq!(desk["within_promise"], 6_000);
        let within: Vec<_> = desk["distribution"].as_array().unwrap().iter().map(|step| step["answers"].as_u64().unwrap()).collect();
        assert_eq!(within, [3, 6, 9, 9, 9, 1]);
        assert_eq!(desk["months"].as_array().unwrap().len(), 1);
        for same in [format!("organization_id={}", counter.organization), "place_id=kg-o".into(), "topic=land".into(), String::new()] {
            assert_eq!(figures(&counter, &same).await, desk, "{same}");
        }
        assert_eq!(figures(&counter, "place_id=kg-t").await["received"], 0);
        counter.server.visitor().get("/responsiveness?desk_id=0").await.expect_problem(404, "not-found");
        counter.server.visitor().get("/responsiveness?topic=land&place_id=kg").await.expect_problem(422, "validation-failed");
    }

    async fn closing_without_an_answer_and_passing_on_embellish_nothing(server: Server) {
        let counter = Counter::new(server).await;
        let minister = counter.server.person("nurlan").await;
        let mut other = desk();
        other["place_ids"] = json!(["kg"]);
        let (_, ministry_desk) = counter.ministry(&minister, other).await;
        // Closed by the desk: unanswered, and a broken promise.
        let (_, closed) = ask(&counter, "a").await;
        act(&counter.owner, &closed, json!({ "action": "close", "reason": "Бизге тиешеси жок" })).await.expect_status(200);
        // Taken back by the asker: unanswered, but nobody's broken promise.
        let (asker, withdrawn) = ask(&counter, "b").await;
        act(&asker, &withdrawn, json!({ "action": "close" })).await.expect_status(200);
        // Passed on after three working days and answered after four more: late by the first promise.
        let (_, moved) = ask(&counter, "c").await;
        age(&counter, &moved, 7).await;
        let transfer = json!({ "action": "transfer", "desk_id": ministry_desk, "reason": "Бул силерде" });
        act(&counter.owner, &moved, transfer).await.expect_status(200);
        write(&minister, &moved, "answer", "Ооба").await.expect_status(201);
        // Overdue without an answer: broken before anyone answers.
        let (_, overdue) = ask(&counter, "d").await;
        let due = Calendar::default().add(calendar::service::local_today(), 6);
        run_at(&counter.server.app, due.and_hms_opt(6, 0, 0).unwrap()).await.unwrap();

        let mine = figures(&counter, &format!("desk_id={}", counter.desk)).await;
        assert_eq!((&mine["received"], &mine["answered"], &mine["unanswered"], &mine["open"]), (&json!(3), &json!(0), &json!(2), &json!(1)));
        assert_eq!((&mine["months"][0]["broken"], &mine["months"][0]["kept"]), (&json!(2), &json!(0)));
        let theirs = figures(&counter, &format!("desk_id={ministry_desk}")).await;
        assert_eq!((&theirs["received"], &theirs["answered"], &theirs["months"][0]["broken"]), (&json!(1), &json!(1), &json!(1)));
        assert_eq!(theirs["distribution"][2]["answers"], 1, "{theirs}");
        let whole = figures(&counter, "").await;
        assert_eq!((&whole["received"], &whole["answered"], &whole["unanswered"]), (&json!(4), &json!(1), &json!(2)));
        // An answer after the due date changes nothing of the broken promise.
        write(&counter.owner, &overdue, "answer", "Кечиресиз").await.expect_status(201);
        let mine = figures(&counter, &format!("desk_id={}", counter.desk)).await;
        assert_eq!((&mine["months"][0]["broken"], &mine["months"][0]["kept"]), (&json!(2), &json!(0)));
    }

    async fn a_rating_that_is_given_anew_counts_once(server: Server) {
        let counter = Counter::new(server).await;
        let (asker, id) = ask(&counter, "a").await;
        write(&counter.owner, &id, "answer", "Ооба").await.expect_status(201);
        for rating in [2, 5] {
            act(&asker, &id, json!({ "action": "rate", "rating": rating })).await.expect_status(200);
        }
        let figures = figures(&counter, &format!("desk_id={}", counter.desk)).await;
        assert_eq!((&figures["ratings"], &figures["rating"]), (&json!(1), &Value::Null));
    }

    async fn rows_for_those_who_count_themselves_say_nothing_of_private_cases_but_dates(server: Server) {
        let counter = Counter::new(server).await;
        let (_, id) = ask(&counter, "a").await;
        let private = counter.server.person("b").await;
        private.post("/cases", question(&counter.desk)).await.expect_status(201);
        write(&counter.owner, &id, "answer", "Ооба").await.expect_status(201);
        let csv = counter.server.visitor().get(&format!("/case_rows.csv?desk_id={}", counter.desk)).await.expect_status(200);
        assert!(csv.header("content-type").starts_with("text/csv"));
        let lines: Vec<_> = csv.text.lines().collect();
        assert_eq!(lines.len(), 3, "{}", csv.text);
        assert!(lines[0].starts_with("number,is_public,topic,place_id"));
        let today = calendar::service::local_today();
        assert!(lines[1].contains("kg-o-alay") && lines[1].contains(&today.to_string()) && lines[1].contains(",true"));
        assert!(lines[2].starts_with(",false,land,,"), "{}", lines[2]);
        assert!(!csv.text.contains("участогу"));
        let tomorrow = today + Duration::days(1);
        assert!(!csv.text.contains(&tomorrow.to_string()));
    }
}
