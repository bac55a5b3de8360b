use chrono::Duration;
use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use kopuro::{
    files::removal::remove_unclaimed,
    on_engine,
    platform::{clock, db::Conn},
    schema::files,
};
use serde_json::json;

use super::{camera_jpeg, pdf, stored};
use crate::{both_engines, organizations::found, support::Server};

/// Makes every upload so many hours old.
async fn age(server: &Server, hours: i64) {
    let then = clock::now_naive() - Duration::hours(hours);
    let work = move |conn: &mut Conn<'_>| {
        on_engine!(conn, c => diesel::update(files::table).set(files::created_at.eq(then)).execute(c))?;
        Ok(())
    };
    server.app.db.write(work).await.expect("an older upload");
}

async fn rows(server: &Server) -> i64 {
    let count =
        |conn: &mut Conn<'_>| Ok(on_engine!(conn, c => files::table.count().get_result(c))?);
    server.app.db.read(count).await.expect("a number")
}

both_engines! {
    async fn what_nothing_names_within_a_day_is_removed_and_what_is_named_stays(server: Server) {
        let owner = server.person("bakyt").await;
        let id = found(&owner).await;
        let logo = owner.upload("kind=photo&name=logo.png", camera_jpeg(600, 400)).await.expect_status(201);
        owner.patch(&format!("/organizations/{id}"), 1, json!({ "logo_file_id": logo.id() })).await.expect_status(200);
        let forgotten = owner.upload("kind=photo&name=a.jpg", camera_jpeg(600, 400)).await.expect_status(201).id();
        owner.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201);
        let before = stored(&server).len();
        assert_eq!(remove_unclaimed(&server.app).await.expect("runs"), 0);
        assert_eq!((before, stored(&server).len(), rows(&server).await), (3, 3, 3));

        age(&server, 24).await;
        // Too late to be named, and not removed yet: no claim meets a removal.
        owner.patch(&format!("/organizations/{id}"), 2, json!({ "logo_file_id": forgotten })).await.expect_problem(422, "validation-failed");
        assert_eq!(remove_unclaimed(&server.app).await.expect("runs"), 0);
        age(&server, 26).await;
        assert_eq!(remove_unclaimed(&server.app).await.expect("runs"), 2);
        assert_eq!((stored(&server).len(), rows(&server).await), (1, 1));
        owner.get(&format!("/files/{forgotten}")).await.expect_problem(404, "not-found");
        let (status, _, _) = owner.download(logo.body["url"].as_str().unwrap()).await;
        assert_eq!(status, 200);
    }

    async fn crash_between_content_and_row_leaves_nothing_behind(server: Server) {
        let person = server.person("aigul").await;
        let first = person.upload("kind=document&name=a.pdf", pdf()).await.expect_status(201);
        person.upload("kind=photo&name=a.jpg", camera_jpeg(1000, 800)).await.expect_status(201);
        // The content went, the row did not.
        std::fs::remove_file(server.app.config.data_dir.join("files/documents").join(first.id())).expect("there");
        let (status, _, _) = person.download(first.body["url"].as_str().unwrap()).await;
        assert_eq!(status, 404);
        // An upload whose server died before it could note that the content is there.
        let lost = |conn: &mut Conn<'_>| {
            let none = files::stored_at.eq(None::<chrono::NaiveDateTime>);
            on_engine!(conn, c => diesel::update(files::table.filter(files::kind.eq("photo"))).set(none).execute(c))?;
            Ok(())
        };
        server.app.db.write(lost).await.expect("an unfinished upload");
        age(&server, 26).await;
        let (one, other) = futures_util::future::join(remove_unclaimed(&server.app), remove_unclaimed(&server.app)).await;
        assert!(one.expect("runs") + other.expect("runs") >= 2);
        assert_eq!((stored(&server).len(), rows(&server).await), (0, 0));
    }
}
