use diesel::{ExpressionMethods, QueryDsl, RunQueryDsl};
use kopuro::{on_engine, platform::db::Conn, schema::people};
use serde_json::json;

use crate::{
    both_engines,
    support::{PASSWORD, Server, code_of},
};

/// The one secret in the database, as it is kept.
async fn kept_secret(server: &Server) -> String {
    let read = |conn: &mut Conn<'_>| {
        let kept: Vec<Option<String>> =
            on_engine!(conn, c => people::table.select(people::totp_secret).load(c))?;
        Ok(kept.into_iter().flatten().collect::<String>())
    };
    server.app.db.read(read).await.expect("a secret")
}

async fn keep_secret(server: &Server, secret: String) {
    let write = move |conn: &mut Conn<'_>| {
        on_engine!(conn, c => diesel::update(people::table).set(people::totp_secret.eq(&secret)).execute(c))?;
        Ok(())
    };
    server.app.db.write(write).await.expect("a secret");
}

both_engines! {
    async fn second_factor_is_asked_for_and_each_code_is_good_once(server: Server) {
        let client = server.person("aigul").await;
        let setup = client.post("/me/second_factor", json!({ "password": PASSWORD })).await.expect_status(200);
        let url = setup.body["otpauth_url"].as_str().unwrap().to_owned();
        assert!(setup.body["qr_svg"].as_str().unwrap().contains("<svg"));
        client.post("/me/second_factor/confirm", json!({ "code": "000000" })).await.expect_problem(401, "wrong-code");
        let code = code_of(&url, 0);
        let codes = client.post("/me/second_factor/confirm", json!({ "code": code })).await.expect_status(200);
        let recovery = codes.body["codes"][0].as_str().unwrap().to_owned();

        let visitor = server.visitor();
        let sign_in = |code: Option<String>| json!({ "email": "aigul@example.kg", "password": PASSWORD, "code": code });
        visitor.post("/sessions", sign_in(None)).await.expect_problem(401, "code-required");
        visitor.post("/sessions", sign_in(Some(code))).await.expect_problem(401, "wrong-code");
        let next = code_of(&url, 1);
        let session = visitor.post("/sessions", sign_in(Some(next))).await.expect_status(201);
        assert_eq!(session.body["me"]["second_factor_shown"], true);
        visitor.post("/sessions", sign_in(Some(recovery.clone()))).await.expect_status(201);
        visitor.post("/sessions", sign_in(Some(recovery))).await.expect_problem(401, "wrong-code");
    }

    async fn secret_is_sealed_in_the_database_and_one_from_before_is_sealed_on_its_first_good_code(server: Server) {
        let client = server.person("aigul").await;
        let setup = client.post("/me/second_factor", json!({ "password": PASSWORD })).await.expect_status(200);
        let (url, secret) = (setup.body["otpauth_url"].as_str().unwrap().to_owned(), setup.body["secret"].as_str().unwrap().to_owned());
        assert!(kept_secret(&server).await.starts_with("v1."));
        client.post("/me/second_factor/confirm", json!({ "code": code_of(&url, 0) })).await.expect_status(200);
        let first = kept_secret(&server).await;
        assert!(first.starts_with("v1.") && !first.contains(&secret), "{first}");

        // As it was written before secrets were sealed.
        keep_secret(&server, secret.clone()).await;
        let visitor = server.visitor();
        let sign_in = |code: String| json!({ "email": "aigul@example.kg", "password": PASSWORD, "code": code });
        visitor.post("/sessions", sign_in("000000".to_owned())).await.expect_problem(401, "wrong-code");
        assert_eq!(kept_secret(&server).await, secret);
        visitor.post("/sessions", sign_in(code_of(&url, 1))).await.expect_status(201);
        let sealed = kept_secret(&server).await;
        assert!(sealed.starts_with("v1.") && sealed != first, "{sealed}");
    }

    async fn recovery_code_helps_where_the_servers_secret_was_lost(server: Server) {
        let client = server.person("aigul").await;
        let setup = client.post("/me/second_factor", json!({ "password": PASSWORD })).await.expect_status(200);
        let url = setup.body["otpauth_url"].as_str().unwrap().to_owned();
        let codes = client.post("/me/second_factor/confirm", json!({ "code": code_of(&url, 0) })).await.expect_status(200);
        let foreign = kopuro::platform::sealer::Sealer::new("another secret", "second-factor").unwrap();
        keep_secret(&server, foreign.seal(&client.person_id, "JBSWY3DPEHPK3PXP").unwrap()).await;
        let sign_in = |code: &str| json!({ "email": "aigul@example.kg", "password": PASSWORD, "code": code });
        let visitor = server.visitor();
        visitor.post("/sessions", sign_in(&code_of(&url, 1))).await.expect_problem(401, "wrong-code");
        visitor.post("/sessions", sign_in(codes.body["codes"][0].as_str().unwrap())).await.expect_status(201);
    }

    async fn steward_without_second_factor_may_not_act(server: Server) {
        let mut person = server.person("aigul").await;
        person.get("/audit_entries").await.expect_problem(403, "not-allowed");
        let origin = kopuro::platform::origin::Origin::internal("test");
        let write = move |conn: &mut kopuro::platform::db::Conn<'_>| {
            kopuro::people::service::make_steward(conn, &origin, "aigul@example.kg")
        };
        server.app.db.write(write).await.unwrap();
        person.refresh().await;
        person.get("/audit_entries").await.expect_problem(403, "second-factor-required");
        let steward = server.steward("bakyt").await;
        kopuro::platform::jobs::seal_audit(&server.app).await.unwrap();
        let log = steward.get("/audit_entries?action=register_person&limit=1").await.expect_status(200);
        assert_eq!(log.body["items"][0]["actor_id"], steward.person_id);
        assert_eq!(log.body["items"][0]["hash"].as_str().unwrap().len(), 64);
        let cursor = log.body["next_cursor"].as_str().unwrap();
        let next = steward.get(&format!("/audit_entries?action=register_person&limit=1&cursor={cursor}")).await.expect_status(200);
        assert_eq!(next.body["items"][0]["actor_id"], person.person_id);
        assert_eq!(next.body["next_cursor"], serde_json::Value::Null);
        let other = steward.get(&format!("/audit_entries?action=sign_in&cursor={cursor}")).await;
        other.expect_problem(400, "invalid-cursor");
        let today = kopuro::platform::clock::today();
        let between = async |from: chrono::NaiveDate, to: chrono::NaiveDate| {
            let log = steward.get(&format!("/audit_entries?at_from={from}&at_to={to}")).await.expect_status(200);
            log.body["items"].as_array().unwrap().len()
        };
        assert!(between(today, today + chrono::Duration::days(1)).await > 0);
        assert_eq!(between(today - chrono::Duration::days(9), today - chrono::Duration::days(2)).await, 0);
        assert_eq!(kopuro::platform::audit::verify(&server.app.db).unwrap(), None);
    }
}
