use reqwest::{Method, header::COOKIE};
use serde_json::json;

use crate::{
    both_engines,
    support::{Answer, Client, PASSWORD},
};

async fn sign_in(client: &Client, name: &str, password: &str) -> Answer {
    client
        .post("/sessions", json!({ "email": format!("{name}@example.kg"), "password": password }))
        .await
}

/// The refresh token that the answer sets as a cookie.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

async fn refresh_with(client: &Client, cookie: &str) -> Answer {
    client.send(client.request(Method::POST, "/sessions/refresh").header(COOKIE, cookie)).await
}

both_engines! {
    async fn refresh_cookie_is_out_of_reach_of_scripts_and_other_sites(server: Server) {
        server.person("aigul").await;
        let answer = sign_in(&server.visitor(), "aigul", PASSWORD).await.expect_status(201);
        let header = answer.header("set-cookie");
        for attribute in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/sessions"] {
            assert!(header.contains(attribute), "{header}");
        }
        assert_eq!(answer.header("cache-control"), "no-store");
    }

    async fn reused_refresh_token_ends_the_session(server: Server) {
        server.person("aigul").await;
        let first = cookie(&sign_in(&server.visitor(), "aigul", PASSWORD).await.expect_status(201));
        let second = cookie(&refresh_with(&server.visitor(), &first).await.expect_status(200));
        let third = cookie(&refresh_with(&server.visitor(), &second).await.expect_status(200));
        refresh_with(&server.visitor(), &first).await.expect_problem(401, "not-signed-in");
        refresh_with(&server.visitor(), &third).await.expect_problem(401, "not-signed-in");
    }

    async fn lost_answer_costs_no_session_but_its_token_is_worthless(server: Server) {
        server.person("aigul").await;
        let first = cookie(&sign_in(&server.visitor(), "aigul", PASSWORD).await.expect_status(201));
        let lost = cookie(&refresh_with(&server.visitor(), &first).await.expect_status(200));
        let second = cookie(&refresh_with(&server.visitor(), &first).await.expect_status(200));
        let third = cookie(&refresh_with(&server.visitor(), &second).await.expect_status(200));
        refresh_with(&server.visitor(), &lost).await.expect_problem(401, "not-signed-in");
        refresh_with(&server.visitor(), &third).await.expect_problem(401, "not-signed-in");
    }

    async fn sign_out_ends_this_session_and_sign_out_everywhere_all(server: Server) {
        let phone = server.person("aigul").await;
        let mut laptop = server.visitor();
        let session = sign_in(&laptop, "aigul", PASSWORD).await.expect_status(201);
        laptop.use_session(&session.body);
        assert_eq!(phone.get("/sessions").await.expect_status(200).body.as_array().unwrap().len(), 2);
        laptop.send(laptop.request(Method::POST, "/sessions/sign_out")).await.expect_status(204);
        laptop.send(laptop.request(Method::POST, "/sessions/refresh")).await.expect_problem(401, "not-signed-in");
        assert_eq!(phone.get("/sessions").await.expect_status(200).body.as_array().unwrap().len(), 1);
        phone.delete("/sessions").await.expect_status(204);
        phone.send(phone.request(Method::POST, "/sessions/refresh")).await.expect_problem(401, "not-signed-in");
    }

    async fn wrong_passwords_are_limited_but_do_not_lock_the_owner_out(server: Server) {
        server.person("aigul").await;
        let visitor = server.visitor();
        for _ in 0..10 {
            sign_in(&visitor, "aigul", "wrong").await.expect_problem(401, "wrong-credentials");
        }
        let refused = sign_in(&visitor, "aigul", PASSWORD).await.expect_problem(429, "too-many-requests");
        assert!(refused.header("retry-after").parse::<u64>().unwrap() > 0);
        // The owner signs in from elsewhere.
        server.person("bakyt").await;
        sign_in(&visitor, "bakyt", PASSWORD).await.expect_status(201);
    }

    async fn unknown_account_and_wrong_password_answer_alike(server: Server) {
        server.person("aigul").await;
        let visitor = server.visitor();
        let wrong = sign_in(&visitor, "aigul", "wrong").await.expect_problem(401, "wrong-credentials");
        let unknown = sign_in(&visitor, "nobody", "wrong").await.expect_problem(401, "wrong-credentials");
        assert_eq!(wrong.body["detail"], unknown.body["detail"]);
        // Only the caller's own limit is told, never an account's.
        for answer in [wrong, unknown] {
            let told = answer.header("ratelimit");
            assert!(told.starts_with("\"sign_in_address\";r=") && !told.contains(','), "{told}");
        }
    }

    async fn foreign_and_unsigned_tokens_are_refused(server: Server) {
        let client = server.person("aigul").await;
        // {"alg":"none"} with the claims of a steward.
        let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJpc3MiOiJrb3B1cm8iLCJhdWQiOiJrb3B1cm8tYXBpIiwic3ViIjoiMSIsInNpZCI6IjEiLCJpYXQiOjEsImV4cCI6OTk5OTk5OTk5OSwic3Rld2FyZCI6dHJ1ZSwibWZhIjp0cnVlfQ.";
        for token in [none, "x", "a.b.c", ""] {
            let mut stranger = client.clone();
            stranger.use_token(Some(token));
            stranger.get("/me").await.expect_problem(401, "not-signed-in");
            stranger.get("/audit_entries").await.expect_problem(401, "not-signed-in");
        }
    }

    async fn forgotten_password_is_set_anew_and_ends_every_session(server: Server) {
        let client = server.person("aigul").await;
        client.post("/password_resets", json!({ "email": "aigul@example.kg" })).await.expect_status(202);
        let token = server.token_mailed_to("aigul@example.kg").await;
        let new = "жаңы-сырсөз-тоолор-41";
        let request = json!({ "token": token, "password": new });
        client.post("/password_resets/complete", request.clone()).await.expect_status(204);
        client.post("/password_resets/complete", request).await.expect_problem(410, "link-expired");
        client.send(client.request(Method::POST, "/sessions/refresh")).await.expect_problem(401, "not-signed-in");
        sign_in(&client, "aigul", PASSWORD).await.expect_problem(401, "wrong-credentials");
        sign_in(&client, "aigul", new).await.expect_status(201);
    }
}
