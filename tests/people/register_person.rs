use serde_json::json;

use crate::{both_engines, support::PASSWORD};

fn registration(email: &str, password: &str) -> serde_json::Value {
    json!({ "email": email, "password": password, "display_name": "Айгүл", "language": "ky" })
}

both_engines! {
    async fn person_registers_confirms_and_sees_her_account(server: Server) {
        let client = server.person("aigul").await;
        let me = client.get("/me").await.expect_status(200);
        assert_eq!(me.body["email"], "aigul@example.kg");
        assert_eq!(me.body["is_public"], false);
        assert_eq!(me.header("cache-control"), "private, no-cache");
    }

    async fn stranger_learns_nothing_about_existing_accounts(server: Server) {
        server.person("aigul").await;
        let visitor = server.visitor();
        let known = visitor.post("/people", registration("AIGUL@example.kg", PASSWORD)).await;
        let unknown = visitor.post("/people", registration("nobody@example.kg", PASSWORD)).await;
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
        let mails = server.mails_to("aigul@example.kg").await;
        assert_eq!(mails.last().unwrap().0, "Көпүрө: эсебиңиз бар");
        let known = visitor.post("/password_resets", json!({ "email": "aigul@example.kg" })).await;
        let unknown = visitor.post("/password_resets", json!({ "email": "who@example.kg" })).await;
        assert_eq!((known.status, &known.body), (unknown.status, &unknown.body));
    }

    async fn link_of_a_mail_is_good_once_and_only_with_the_password(server: Server) {
        let visitor = server.visitor();
        visitor.post("/people", registration("bakyt@example.kg", PASSWORD)).await.expect_status(202);
        let token = server.token_mailed_to("bakyt@example.kg").await;
        let wrong = json!({ "token": token, "password": "not the password" });
        visitor.post("/people/confirm_email", wrong).await.expect_problem(401, "wrong-credentials");
        let right = json!({ "token": token, "password": PASSWORD });
        visitor.post("/people/confirm_email", right.clone()).await.expect_status(201);
        visitor.post("/people/confirm_email", right).await.expect_problem(410, "link-expired");
    }

    async fn strangers_registration_is_not_made_good_by_the_owner_of_the_address(server: Server) {
        let visitor = server.visitor();
        visitor.post("/people", registration("victim@example.kg", "strangers-own-password-77")).await;
        let token = server.token_mailed_to("victim@example.kg").await;
        let confirmation = json!({ "token": token, "password": PASSWORD });
        visitor.post("/people/confirm_email", confirmation).await.expect_problem(401, "wrong-credentials");
    }

    async fn bad_registrations_are_refused_field_by_field(server: Server) {
        let visitor = server.visitor();
        let bad = json!({ "email": "nobody", "password": "short", "display_name": "", "language": "ky" });
        visitor
            .post("/people", bad)
            .await
            .expect_problem(422, "validation-failed")
            .expect_field("/email", "invalid-email")
            .expect_field("/password", "too-short")
            .expect_field("/display_name", "required");
        visitor
            .post("/people", registration("a@example.kg", "password1234"))
            .await
            .expect_problem(422, "validation-failed")
            .expect_field("/password", "weak-password");
        let long = json!({ "email": "a@example.kg", "password": PASSWORD, "display_name": "x".repeat(1 << 20), "language": "ky" });
        visitor.post("/people", long).await.expect_problem(413, "body-too-large");
        let unknown = json!({ "email": "a@example.kg", "password": PASSWORD, "display_name": "A", "language": "ky", "is_steward": true });
        visitor.post("/people", unknown).await.expect_problem(400, "malformed-body");
        let malformed = visitor.request(reqwest::Method::POST, "/people").header("content-type", "application/json").body("{\"email\":");
        visitor.send(malformed).await.expect_problem(400, "malformed-body");
        let text = visitor.request(reqwest::Method::POST, "/people").body("email=a");
        visitor.send(text).await.expect_problem(415, "unsupported-media-type");
        assert!(server.mails_to("a@example.kg").await.is_empty());
    }

    async fn problems_come_in_the_callers_language(server: Server) {
        let visitor = server.visitor();
        for (language, title) in [("ky", "Алгач кириңиз"), ("ru-RU,ru;q=0.9", "Сначала войдите"), ("en", "Sign in first")] {
            let request = visitor.request(reqwest::Method::GET, "/me").header("accept-language", language);
            let answer = visitor.send(request).await.expect_problem(401, "not-signed-in");
            assert_eq!(answer.body["title"], title);
            assert_eq!(answer.header("content-language"), &language[..2]);
        }
    }

    async fn profile_changes_need_the_present_version(server: Server) {
        let client = server.person("aigul").await;
        let request = client.request(reqwest::Method::PATCH, "/me").json(&json!({ "about": "x" }));
        client.send(request).await.expect_problem(428, "version-required");
        client.patch("/me", 7, json!({ "about": "x" })).await.expect_problem(412, "stale-version");
        let me = client.patch("/me", 1, json!({ "about": "Дарыгер", "is_public": true })).await.expect_status(200);
        assert_eq!(me.version(), 2);
        let visitor = server.visitor();
        let public = visitor.get(&format!("/people/{}", client.person_id)).await.expect_status(200);
        assert_eq!(public.body, json!({ "id": client.person_id, "display_name": "aigul", "about": "Дарыгер" }));
    }

    async fn deleted_account_is_gone_and_its_address_free(server: Server) {
        let client = server.person("aigul").await;
        client.post("/me/delete", json!({ "password": "wrong" })).await.expect_problem(401, "wrong-credentials");
        client.post("/me/delete", json!({ "password": PASSWORD })).await.expect_status(204);
        client.get("/me").await.expect_problem(401, "not-signed-in");
        let again = server.person("aigul").await;
        assert_ne!(again.person_id, client.person_id);
    }

    async fn person_downloads_what_is_kept_about_her(server: Server) {
        let client = server.person("aigul").await;
        let data = client.get("/me/data").await.expect_status(200);
        assert_eq!(data.body["account"]["email"], "aigul@example.kg");
        assert_eq!(data.body["sessions"].as_array().unwrap().len(), 1);
    }
}
