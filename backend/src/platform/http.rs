//! The edges of every operation: typed extractors that refuse bad input before any use case runs, answers with their
//! validators, and the one place where an error becomes a problem answer (RFC 9457).

use std::{future::Future, ops::Deref, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
    web,
};
use kopuro_shared::{
    error::ErrorCode,
    page::Page,
    problem::{FieldProblem, Problem},
    validation::Validate,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    error::{Error, Result},
    limits,
    messages::message,
    origin::Origin,
};

/// Longest JSON body, in octets.
pub const BODY_MAX: usize = 512 * 1024;

/// The octet zero in an address.
const NUL: &str = "%00";

/// A JSON body that was read, checked for unknown fields and validated.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Body<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = req
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                value.split(';').next().is_some_and(|kind| kind.trim() == "application/json")
            });
        let bytes = web::Bytes::from_request(req, payload);
        Box::pin(async move {
            if !json {
                return Err(Error::new(ErrorCode::UnsupportedMediaType)
                    .with("accepted", "application/json"));
            }
            let bytes = bytes.await.map_err(|error| {
                if error.as_response_error().status_code() == StatusCode::PAYLOAD_TOO_LARGE {
                    Error::new(ErrorCode::BodyTooLarge).with("max", BODY_MAX / 1024)
                } else {
                    Error::new(ErrorCode::MalformedBody).with("reason", error)
                }
            })?;
            // Serde would read a list as an object's fields in their order.
            if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
                return Err(
                    Error::new(ErrorCode::MalformedBody).with("reason", "not a JSON object")
                );
            }
            let mut reader = serde_json::Deserializer::from_slice(&bytes);
            let value: T = serde_path_to_error::deserialize(&mut reader)
                .map_err(|error| Error::new(ErrorCode::MalformedBody).with("reason", error))?;
            reader
                .end()
                .map_err(|error| Error::new(ErrorCode::MalformedBody).with("reason", error))?;
            value.validate().map_err(Error::invalid)?;
            Ok(Self(value))
        })
    }
}

/// A query string that was read and validated.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Query<T> {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        if req.query_string().contains(NUL) {
            let error = Error::new(ErrorCode::MalformedQuery).with("reason", NUL);
            return std::future::ready(Err(error));
        }
        let value = web::Query::<T>::from_query(req.query_string())
            .map_err(|error| Error::new(ErrorCode::MalformedQuery).with("reason", error))
            .and_then(|query| {
                let value = query.into_inner();
                value.validate().map_err(Error::invalid)?;
                Ok(Self(value))
            });
        std::future::ready(value)
    }
}

/// Path segments. One that can't be read names nothing: 404.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        // PostgreSQL's texts can't hold this octet, so nothing has such a name.
        if req.uri().path().contains(NUL) {
            return std::future::ready(Err(Error::not_found()));
        }
        let value = web::Path::<T>::from_request(req, payload).into_inner();
        std::future::ready(
            value.map(|path| Self(path.into_inner())).map_err(|_| Error::not_found()),
        )
    }
}

impl<T> Deref for Path<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The version that a change is based on: from `If-Match` (RFC 9110, 13.1.1), without which a change is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// Refuses a change that is based on another version than the present one.
    pub fn ensure(self, present: i64) -> Result<()> {
        if self.0 == present { Ok(()) } else { Err(Error::new(ErrorCode::StaleVersion)) }
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(header) = req.headers().get(header::IF_MATCH) else {
            return std::future::ready(Err(Error::new(ErrorCode::VersionRequired)));
        };
        let version = header.to_str().ok().and_then(parse_etag);
        // A tag that we never gave out matches nothing, which is what "stale" means.
        std::future::ready(version.map(Self).ok_or_else(|| Error::new(ErrorCode::StaleVersion)))
    }
}

fn parse_etag(text: &str) -> Option<i64> {
    let text = text.trim();
    text.strip_prefix("W/").unwrap_or(text).strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

/// The `ETag` of a version.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Whether the caller already has this version (`If-None-Match`), so that 304 answers.
pub fn is_fresh(req: &HttpRequest, version: i64) -> bool {
    req.headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|tag| parse_etag(tag) == Some(version)))
}

/// 200 with a resource that can't be changed, or that the caller alone sees.
pub fn ok<T: Serialize>(body: &T) -> HttpResponse {
    private(HttpResponse::Ok()).json(body)
}

/// 200 with a resource that can change, under its `ETag`.
pub fn versioned<T: Serialize>(version: i64, body: &T) -> HttpResponse {
    private(HttpResponse::Ok()).insert_header((header::ETAG, etag(version))).json(body)
}

/// 201 with the new resource, its address and its `ETag`.
pub fn created<T: Serialize>(location: &str, version: i64, body: &T) -> HttpResponse {
    private(HttpResponse::Created())
        .insert_header((header::LOCATION, location))
        .insert_header((header::ETAG, etag(version)))
        .json(body)
}

/// 204.
pub fn no_content() -> HttpResponse {
    private(HttpResponse::NoContent()).finish()
}

fn private(mut builder: HttpResponseBuilder) -> HttpResponseBuilder {
    builder.insert_header((header::CACHE_CONTROL, "private, no-cache"));
    builder
}

/// 200 with something that everyone may see and caches may keep for `seconds`.
pub fn public<T: Serialize>(seconds: u32, version: Option<i64>, body: &T) -> HttpResponse {
    let mut builder = HttpResponse::Ok();
    builder.insert_header((header::CACHE_CONTROL, format!("public, max-age={seconds}")));
    builder.insert_header((header::VARY, "Accept-Language, Authorization"));
    if let Some(version) = version {
        builder.insert_header((header::ETAG, etag(version)));
    }
    builder.json(body)
}

/// 304 for a caller who has the present version.
pub fn not_modified(seconds: u32, version: i64) -> HttpResponse {
    HttpResponse::NotModified()
        .insert_header((header::CACHE_CONTROL, format!("public, max-age={seconds}")))
        .insert_header((header::ETAG, etag(version)))
        .finish()
}

/// 200 with a page of a list and, where there is more, `Link: rel="next"` (RFC 8288).
pub fn page<T: Serialize>(req: &HttpRequest, page: &Page<T>) -> HttpResponse {
    let mut builder = private(HttpResponse::Ok());
    if let Some(cursor) = &page.next_cursor {
        let others = req
            .query_string()
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let query: Vec<_> = others.map(str::to_owned).chain([format!("cursor={cursor}")]).collect();
        let link = format!("<{}?{}>; rel=\"next\"", req.path(), query.join("&"));
        builder.insert_header((header::LINK, link));
    }
    builder.json(page)
}

/// Middleware: gives every answer its request id, its language and what is left of limits, and every error its problem
/// body.
pub async fn problems(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let origin = Origin::of(req.request());
    // Handlers' and extractors' errors come back inside a response; only a middleware could fail outright.
    let (response, left) = limits::telling(next.call(req)).await;
    let response = response?;
    let mut response = if let Some(error) = response.response().error() {
        let answer = problem_answer(&origin, error);
        response.into_response(answer)
    } else {
        response.map_into_boxed_body()
    };
    let headers = response.headers_mut();
    limits::write(&left, headers);
    if let Ok(id) = header::HeaderValue::from_str(&origin.request_id) {
        headers.insert(header::HeaderName::from_static("x-request-id"), id);
    }
    headers
        .insert(header::CONTENT_LANGUAGE, header::HeaderValue::from_static(origin.language.tag()));
    Ok(response)
}

fn problem_answer(origin: &Origin, error: &actix_web::Error) -> HttpResponse {
    let foreign;
    let error = if let Some(error) = error.as_error::<Error>() {
        error
    } else {
        foreign = match error.as_response_error().status_code() {
            StatusCode::NOT_FOUND => Error::not_found(),
            StatusCode::METHOD_NOT_ALLOWED => Error::new(ErrorCode::MethodNotAllowed),
            StatusCode::PAYLOAD_TOO_LARGE => {
                Error::new(ErrorCode::BodyTooLarge).with("max", BODY_MAX / 1024)
            }
            StatusCode::BAD_REQUEST => Error::new(ErrorCode::MalformedBody).with("reason", error),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Error::new(ErrorCode::UnsupportedMediaType),
            _ => Error::internal(std::io::Error::other(error.to_string())),
        };
        &foreign
    };
    if error.code.status() >= 500 {
        tracing::error!(request_id = %origin.request_id, %error, "request failed");
    } else {
        tracing::debug!(request_id = %origin.request_id, %error, "request refused");
    }
    let problem = problem(origin, error);
    let mut builder = HttpResponse::build(
        StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
    );
    if let Some(seconds) = error.retry_after {
        builder.insert_header((header::RETRY_AFTER, seconds));
    }
    if problem.status == 401 {
        builder.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    builder
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("application/problem+json")
        .body(serde_json::to_string(&problem).unwrap_or_default())
}

/// The problem of an error, in the caller's language.
pub fn problem(origin: &Origin, error: &Error) -> Problem {
    let slug = error.code.slug();
    let figures: Vec<_> =
        error.figures.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let errors = error.fields.iter().map(|field| {
        let figures: Vec<_> =
            field.figures.iter().map(|(name, value)| (*name, value.as_str())).collect();
        FieldProblem {
            pointer: field.pointer.clone(),
            code: field.code.slug().to_owned(),
            detail: message(origin.language, &format!("field-{}", field.code.slug()), &figures),
        }
    });
    Problem {
        kind: format!("/problems/{slug}"),
        title: message(origin.language, &format!("error-{slug}-title"), &[]),
        status: error.code.status(),
        detail: message(origin.language, &format!("error-{slug}"), &figures),
        code: error.code,
        request_id: Some(origin.request_id.clone()),
        errors: errors.collect(),
    }
}
