//! HTTP in, use case, HTTP out.

use actix_web::{
    HttpRequest, HttpResponse,
    body::SizedStream,
    http::header::{self, EntityTag, Header, IfNoneMatch},
    web::{Data, Payload},
};
use kopuro_shared::files::UploadFile;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::service::{self, Served};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::{Actor, Visitor},
    error::Result,
    http::{self, Path, Query},
    idempotency::IdempotencyKey,
};

pub async fn upload_file(
    app: Data<App>,
    actor: Actor,
    key: IdempotencyKey,
    Query(request): Query<UploadFile>,
    body: Payload,
) -> Result<HttpResponse> {
    let file = service::upload_file(&app, actor, key, request, body.into_inner()).await?;
    Ok(http::created(&format!("{PREFIX}/files/{}", file.id), 1, &file))
}

pub async fn get_file(
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    Ok(http::ok(&service::get_file(&app, visitor, id).await?))
}

pub async fn get_file_content(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<HttpResponse> {
    let served = service::get_file_content(&app, visitor, id).await?;
    answer(&req, &app, served, "attachment").await
}

pub async fn get_photo(
    req: HttpRequest,
    app: Data<App>,
    visitor: Visitor,
    Path((id, width)): Path<(String, i32)>,
) -> Result<HttpResponse> {
    let served = service::get_photo(&app, visitor, id, width).await?;
    answer(&req, &app, served, "inline").await
}

/// Serves content so that a browser shows or saves it and never runs it. What is behind an address never changes.
pub async fn answer(
    req: &HttpRequest,
    app: &App,
    served: Served,
    kind: &str,
) -> Result<HttpResponse> {
    let tag = EntityTag::new_strong(served.tag);
    let known = match IfNoneMatch::parse(req) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    let caching =
        if served.is_public { "public, max-age=31536000, immutable" } else { "private, no-cache" };
    answer
        .insert_header((header::CACHE_CONTROL, caching))
        .insert_header(header::ETag(tag))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"));
    if known {
        return Ok(answer.finish());
    }
    let object = app.objects.get(&served.path).await?;
    Ok(answer
        .content_type(served.media_type)
        .insert_header((header::CONTENT_DISPOSITION, disposition(kind, &served.name)))
        // What is compressed already is not compressed again.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(SizedStream::new(object.size, object.content)))
}

/// Everything but RFC 8187's `attr-char`, less a few signs that need not be told apart.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// How to treat it, and the name to save it under (RFC 6266): in ASCII for old programs, and as it is (RFC 8187).
fn disposition(kind: &str, name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_. ()".contains(c) { c } else { '_' };
    let plain: String = name.chars().map(plain).collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ENCODED))
}
