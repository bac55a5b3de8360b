//! A client as an app would write one: bearer token, cookies, JSON.

use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde_json::Value;

/// Speaks to the API as one person, or as nobody.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    token: Option<String>,
    /// The person's id; empty for a visitor.
    pub person_id: String,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The JSON body; null where there is none.
    pub body: Value,
    pub text: String,
}

impl Client {
    pub fn new(address: &str) -> Self {
        let http =
            reqwest::Client::builder().cookie_store(true).no_proxy().build().expect("a client");
        Self { http, base: format!("{address}/api/v1"), token: None, person_id: String::new() }
    }

    /// Takes over the access token of a session answer.
    pub fn use_session(&mut self, session: &Value) {
        self.token = session["access_token"].as_str().map(str::to_owned);
        session["me"]["id"].as_str().expect("an id").clone_into(&mut self.person_id);
    }

    /// Forgets or replaces the access token; the cookie stays.
    pub fn use_token(&mut self, token: Option<&str>) {
        self.token = token.map(str::to_owned);
    }

    /// Gets a new access token by the cookie.
    pub async fn refresh(&mut self) {
        let session =
            self.send(self.request(Method::POST, "/sessions/refresh")).await.expect_status(200);
        self.use_session(&session.body);
    }

    /// A request to `path` (behind `/api/v1`), to be completed and sent with [`Client::send`].
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        // A server that refuses a long body may close the connection while the rest is being sent (RFC 9112, 9.6).
        let again = request.try_clone();
        let response = match (request.send().await, again) {
            (Err(error), Some(again)) if error.is_request() => again.send().await,
            (outcome, _) => outcome,
        };
        let response = response.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a whole answer");
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Answer { status, headers, body, text }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(self.request(Method::POST, path).json(&body)).await
    }

    /// A creation or action with an idempotency key.
    pub async fn post_once(&self, path: &str, key: &str, body: Value) -> Answer {
        self.send(self.request(Method::POST, path).header("Idempotency-Key", key).json(&body)).await
    }

    /// An action on a version.
    pub async fn post_version(&self, path: &str, version: i64, body: Value) -> Answer {
        let request = self.request(Method::POST, path).header("If-Match", format!("\"{version}\""));
        self.send(request.json(&body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(self.request(Method::PUT, path).json(&body)).await
    }

    pub async fn patch(&self, path: &str, version: i64, body: Value) -> Answer {
        let request =
            self.request(Method::PATCH, path).header("If-Match", format!("\"{version}\""));
        self.send(request.json(&body)).await
    }

    /// Uploads a file; `query` is `kind=photo&name=bridge.jpg` and what else there is.
    pub async fn upload(&self, query: &str, content: impl Into<reqwest::Body>) -> Answer {
        let request = self.request(Method::POST, &format!("/files?{query}"));
        self.send(request.header("Content-Type", "application/octet-stream").body(content)).await
    }

    /// What is behind an address from the site's root, as octets.
    pub async fn download(&self, url: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        let path = url.strip_prefix("/api/v1").expect("an address of the API");
        let response = self.request(Method::GET, path).send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        (status, headers, response.bytes().await.expect("a whole answer").to_vec())
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }
}

impl Answer {
    /// The answer itself, if it has this status.
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// Checks that this is a problem answer (RFC 9457) with this status and code.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        assert_eq!(self.body["code"], code, "{}", self.text);
        assert_eq!(self.body["type"], format!("/problems/{code}"));
        assert_eq!(self.body["request_id"], self.header("x-request-id"));
        self
    }

    /// Checks that the problem names this field and fault.
    #[track_caller]
    pub fn expect_field(self, pointer: &str, code: &str) -> Self {
        let named = self.body["errors"].as_array().is_some_and(|errors| {
            errors.iter().any(|error| error["pointer"] == pointer && error["code"] == code)
        });
        assert!(named, "{pointer} {code} is not in {}", self.text);
        self
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("visible ASCII"))
    }

    /// The body's `id`.
    #[track_caller]
    pub fn id(&self) -> String {
        self.body["id"].as_str().unwrap_or_else(|| panic!("no id in {}", self.text)).to_owned()
    }

    /// The version in the `ETag`.
    #[track_caller]
    pub fn version(&self) -> i64 {
        self.header("etag")
            .trim_matches('"')
            .parse()
            .unwrap_or_else(|_| panic!("no ETag: {}", self.text))
    }
}
