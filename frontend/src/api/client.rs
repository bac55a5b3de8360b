//! Requests and answers: headers, problems, versions, and one retry after the access token was renewed.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::Promise;
use kopuro_shared::{error::ErrorCode, problem::Problem};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use crate::{i18n, session, t};

const BASE: &str = "/api/v1";

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApiError {
    /// The server can't be reached.
    Offline,
    /// The server refused, and says why.
    Problem(Box<Problem>),
    /// An answer that we can't read, with its status.
    Unreadable(u16),
}

impl ApiError {
    /// What to tell the person.
    pub fn text(&self) -> String {
        match self {
            Self::Offline => t!("error-offline"),
            Self::Problem(problem) => problem.detail.clone(),
            Self::Unreadable(_) => t!("error-unreadable"),
        }
    }

    /// The stable code, where the server gave one.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }

    /// What is wrong with the fields: JSON pointer and text.
    pub fn fields(&self) -> Vec<(String, String)> {
        match self {
            Self::Problem(problem) => problem
                .errors
                .iter()
                .map(|field| (field.pointer.clone(), field.detail.clone()))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// A resource with the `ETag` that a change of it must name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The resource.
    pub value: T,
    /// Its `ETag`.
    pub etag: String,
}

/// What goes with a request.
#[derive(Clone, Copy, Default)]
struct Extra<'a> {
    if_match: Option<&'a str>,
    idempotency_key: Option<&'a str>,
    /// Asks the server even where the browser still holds an answer.
    fresh: bool,
}

enum Body {
    Empty,
    Json(String),
}

/// What the server answered, before it is known as what: everything about a request but its answer's type is compiled
/// once.
struct Answer {
    status: u16,
    etag: String,
    text: String,
}

impl Answer {
    fn read<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        parse(&self.text).ok_or(ApiError::Unreadable(self.status))
    }

    fn versioned<T: DeserializeOwned>(self) -> Result<Versioned<T>, ApiError> {
        Ok(Versioned { value: self.read()?, etag: self.etag })
    }
}

pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    // 204 has no body: `null` is what `()` and `Option` read.
    serde_json::from_str(if text.is_empty() { "null" } else { text }).ok()
}

/// GET.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    ask(Method::GET, path, Body::Empty, Extra::default()).await?.read()
}

/// GET of something that caches may keep, as it stands now: for who changes it.
pub async fn get_fresh<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    let extra = Extra { fresh: true, ..Extra::default() };
    ask(Method::GET, path, Body::Empty, extra).await?.read()
}

/// GET, as it came.
pub async fn get_text(path: &str) -> Result<String, ApiError> {
    ask(Method::GET, path, Body::Empty, Extra::default()).await.map(|answer| answer.text)
}

/// GET of a resource that will be changed.
pub async fn get_versioned<T: DeserializeOwned>(path: &str) -> Result<Versioned<T>, ApiError> {
    ask(Method::GET, path, Body::Empty, Extra::default()).await?.versioned()
}

/// POST that creates nothing, or where creating twice does no harm.
pub async fn post<T: DeserializeOwned>(path: &str, body: &impl Serialize) -> Result<T, ApiError> {
    ask(Method::POST, path, json(body)?, Extra::default()).await?.read()
}

/// POST that the cookie alone answers for: the one that renews the access token must not try to renew it.
pub async fn post_without_token<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    let response = send_once(Method::POST, path, &Body::Empty, Extra::default(), None).await?;
    if response.ok() { answer(response).await?.read() } else { Err(refused(response).await) }
}

/// POST that creates: the key makes a second try answer as the first did.
pub async fn post_once<T: DeserializeOwned>(
    path: &str,
    key: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    let extra = Extra { idempotency_key: Some(key), ..Extra::default() };
    ask(Method::POST, path, json(body)?, extra).await?.read()
}

/// POST of an action on a resource of this version.
pub async fn post_versioned<T: DeserializeOwned>(
    path: &str,
    etag: &str,
    body: &impl Serialize,
) -> Result<Versioned<T>, ApiError> {
    let extra = Extra { if_match: Some(etag), ..Extra::default() };
    ask(Method::POST, path, json(body)?, extra).await?.versioned()
}

/// PUT that says nothing but its address.
pub async fn put_empty(path: &str) -> Result<(), ApiError> {
    send(Method::PUT, path, &Body::Empty, Extra::default()).await.map(drop)
}

/// PUT of something that has no versions.
pub async fn put_unversioned<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    ask(Method::PUT, path, json(body)?, Extra::default()).await?.read()
}

/// PATCH of some fields of a resource of this version.
pub async fn patch<T: DeserializeOwned>(
    path: &str,
    etag: &str,
    body: &impl Serialize,
) -> Result<Versioned<T>, ApiError> {
    let extra = Extra { if_match: Some(etag), ..Extra::default() };
    ask(Method::PATCH, path, json(body)?, extra).await?.versioned()
}

/// PUT of a resource of this version.
pub async fn put<T: DeserializeOwned>(
    path: &str,
    etag: &str,
    body: &impl Serialize,
) -> Result<Versioned<T>, ApiError> {
    let extra = Extra { if_match: Some(etag), ..Extra::default() };
    ask(Method::PUT, path, json(body)?, extra).await?.versioned()
}

/// The content of a file whose address the API gave, from the site's root.
pub async fn content(address: &str) -> Result<web_sys::Blob, ApiError> {
    let path = address.strip_prefix(BASE).unwrap_or(address);
    read_content(send(Method::GET, path, &Body::Empty, Extra::default()).await?).await
}

/// The content of a file that is asked for by POST: what opens it must stand in no address.
pub async fn post_for_content(
    path: &str,
    body: &impl Serialize,
) -> Result<web_sys::Blob, ApiError> {
    read_content(send(Method::POST, path, &json(body)?, Extra::default()).await?).await
}

async fn read_content(response: Response) -> Result<web_sys::Blob, ApiError> {
    let status = response.status();
    let octets = response.binary().await.map_err(|_| ApiError::Offline)?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(octets.as_slice()));
    web_sys::Blob::new_with_u8_array_sequence(&parts).map_err(|_| ApiError::Unreadable(status))
}

/// PATCH of something that has no versions.
pub async fn patch_unversioned<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<T, ApiError> {
    ask(Method::PATCH, path, json(body)?, Extra::default()).await?.read()
}

/// POST of a file's content. `progress` hears how many hundredths are on their way: `fetch` can't tell, so this is an
/// `XMLHttpRequest`.
pub async fn upload<T: DeserializeOwned>(
    path: &str,
    key: &str,
    content: &web_sys::Blob,
    progress: impl Fn(u32) + 'static,
) -> Result<T, ApiError> {
    session::settled().await;
    let progress = Rc::new(progress);
    let mut answer = upload_once(path, key, content, progress.clone()).await?;
    if answer.0 == 401 && session::renew().await {
        answer = upload_once(path, key, content, progress).await?;
    }
    let (status, text) = answer;
    let readable = if (200..300).contains(&status) {
        parse(&text)
    } else {
        return Err(problem(status, &text));
    };
    readable.ok_or(ApiError::Unreadable(status))
}

async fn upload_once(
    path: &str,
    key: &str,
    content: &web_sys::Blob,
    progress: Rc<impl Fn(u32) + 'static>,
) -> Result<(u16, String), ApiError> {
    let request = web_sys::XmlHttpRequest::new().map_err(|_| ApiError::Offline)?;
    let begin = |request: &web_sys::XmlHttpRequest| -> Result<(), JsValue> {
        request.open("POST", &format!("{BASE}{path}"))?;
        request.set_request_header("Accept", "application/json")?;
        request.set_request_header("Accept-Language", i18n::language().tag())?;
        request.set_request_header("Idempotency-Key", key)?;
        request.set_request_header("Content-Type", "application/octet-stream")?;
        if let Some(token) = session::access_token() {
            request.set_request_header("Authorization", &format!("Bearer {token}"))?;
        }
        Ok(())
    };
    begin(&request).map_err(|_| ApiError::Offline)?;
    let moved =
        Closure::<dyn Fn(web_sys::ProgressEvent)>::new(move |event: web_sys::ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "0 to 100"
                )]
                progress((event.loaded() / event.total() * 100.0) as u32);
            }
        });
    if let Ok(sending) = request.upload() {
        sending.set_onprogress(Some(moved.as_ref().unchecked_ref()));
    }
    let ended = Promise::new(&mut |resolve, _| {
        // Whether it ended well or badly is told by the status: 0 without an answer.
        request.set_onloadend(Some(&resolve));
    });
    request.send_with_opt_blob(Some(content)).map_err(|_| ApiError::Offline)?;
    JsFuture::from(ended).await.map_err(|_| ApiError::Offline)?;
    match request.status() {
        Ok(status) if status > 0 => {
            Ok((status, request.response_text().ok().flatten().unwrap_or_default()))
        }
        _ => Err(ApiError::Offline),
    }
}

/// DELETE, of this version where the resource has versions.
pub async fn delete(path: &str, etag: Option<&str>) -> Result<(), ApiError> {
    let extra = Extra { if_match: etag, ..Extra::default() };
    send(Method::DELETE, path, &Body::Empty, extra).await.map(drop)
}

/// `path?name=value…` of the parameters that have a value.
pub fn query(path: &str, parameters: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = parameters
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// A text as a segment of a path or a value of a query.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

fn json(body: &impl Serialize) -> Result<Body, ApiError> {
    serde_json::to_string(body).map(Body::Json).map_err(|_| ApiError::Unreadable(0))
}

/// Sends and reads, boxed: what waits for it holds a pointer.
fn ask<'a>(
    method: Method,
    path: &'a str,
    body: Body,
    extra: Extra<'a>,
) -> LocalBoxFuture<'a, Result<Answer, ApiError>> {
    Box::pin(async move { answer(send(method, path, &body, extra).await?).await })
}

async fn send(
    method: Method,
    path: &str,
    body: &Body,
    extra: Extra<'_>,
) -> Result<Response, ApiError> {
    // A page that opens while the session is being renewed asks as the person, not as a visitor.
    session::settled().await;
    let token = session::access_token();
    let response = send_once(method.clone(), path, body, extra, token.as_deref()).await?;
    let expired = response.status() == 401 && token.is_some();
    let response = if expired && session::renew().await {
        send_once(method, path, body, extra, session::access_token().as_deref()).await?
    } else {
        response
    };
    if response.ok() { Ok(response) } else { Err(refused(response).await) }
}

async fn send_once(
    method: Method,
    path: &str,
    body: &Body,
    extra: Extra<'_>,
    token: Option<&str>,
) -> Result<Response, ApiError> {
    let mut request = RequestBuilder::new(&format!("{BASE}{path}"))
        .method(method)
        .header("Accept", "application/json")
        .header("Accept-Language", i18n::language().tag());
    let headers = [
        ("Authorization", token.map(|token| format!("Bearer {token}"))),
        ("If-Match", extra.if_match.map(str::to_owned)),
        ("Idempotency-Key", extra.idempotency_key.map(str::to_owned)),
    ];
    for (name, value) in headers {
        if let Some(value) = value {
            request = request.header(name, &value);
        }
    }
    if extra.fresh {
        request = request.cache(web_sys::RequestCache::NoCache);
    }
    let request = match body {
        Body::Empty => request.build(),
        Body::Json(text) => {
            request.header("Content-Type", "application/json").body(JsValue::from_str(text))
        }
    };
    request.map_err(|_| ApiError::Offline)?.send().await.map_err(|_| ApiError::Offline)
}

async fn refused(response: Response) -> ApiError {
    let status = response.status();
    problem(status, &response.text().await.unwrap_or_default())
}

fn problem(status: u16, text: &str) -> ApiError {
    parse(text).map_or(ApiError::Unreadable(status), |problem| ApiError::Problem(Box::new(problem)))
}

async fn answer(response: Response) -> Result<Answer, ApiError> {
    let status = response.status();
    let etag = response.headers().get("ETag").unwrap_or_default();
    let text = response.text().await.map_err(|_| ApiError::Offline)?;
    Ok(Answer { status, etag, text })
}
