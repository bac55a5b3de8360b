//! The web app inside the binary: static files with their compressed forms, and the page that every other address
//! answers with, its head filled in for what the address names.

mod asking;
pub mod head;
mod pages;
mod sitemap;

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web,
};
use rust_embed::RustEmbed;

use kopuro_shared::{error::ErrorCode, language::Language, site::Program};

use crate::platform::{
    app::App,
    error::{Error, Result},
    origin::Origin,
};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../frontend/dist"]
struct Dist;

/// The policy of the whole site: nothing from elsewhere, no inline script or style; WASM may be compiled.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// Serves the web app's files, and its page for every address that nothing else answers.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/sitemap.xml", web::get().to(sitemap::index))
        .route("/sitemaps/{name}.xml", web::get().to(sitemap::part))
        .route(head::BRAND_PICTURE, web::get().to(brand_picture))
        .route("/assets/{path:.*}", web::get().to(asset))
        .default_service(web::to(page));
}

async fn asset(req: HttpRequest, path: web::Path<String>) -> Result<HttpResponse> {
    let path = format!("assets/{path}");
    let plain = Dist::get(&path).ok_or_else(Error::not_found)?;
    let accepts = |coding: &str| {
        req.headers()
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|codings| codings.split(',').any(|entry| entry.trim().starts_with(coding)))
    };
    let mut answer = HttpResponse::build(StatusCode::OK);
    // File names carry a hash of the content, so they never change.
    answer.insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"));
    answer.insert_header((header::VARY, "Accept-Encoding"));
    answer.insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
    answer.content_type(content_type(&path));
    for (coding, extension) in [("br", "br"), ("gzip", "gz")] {
        if accepts(coding)
            && let Some(file) = Dist::get(&format!("{path}.{extension}"))
        {
            answer.insert_header((header::CONTENT_ENCODING, coding));
            return Ok(answer.body(file.data.into_owned()));
        }
    }
    Ok(answer.body(plain.data.into_owned()))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "webmanifest") => "application/json",
        Some("woff2") => "font/woff2",
        Some("ftl" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The picture that links unfold with whose pages have none of their own; drawn from `share.svg`.
async fn brand_picture() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/png")
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(include_bytes!("share.png").as_slice())
}

/// `?lang=` of a shared link wins over the browser's wish, as in the web app.
fn asked_language(req: &HttpRequest) -> Option<Language> {
    let asked = req.query_string().split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked.and_then(Language::from_tag)
}

async fn page(req: HttpRequest, app: web::Data<App>, mut origin: Origin) -> Result<HttpResponse> {
    if req.path().starts_with("/api/") || req.method() != actix_web::http::Method::GET {
        return Err(Error::not_found());
    }
    let page = Dist::get(Program::at(req.path()).page()).ok_or_else(|| {
        Error::internal(std::io::Error::other("the web app is not built: run `make web`"))
    })?;
    let asked = asked_language(&req);
    origin.language = asked.unwrap_or(origin.language);
    let head = pages::head_of(&app, &origin, req.path(), req.query_string()).await;
    let (status, head) = match head {
        Ok(head) => (StatusCode::OK, head),
        // The app says so in the person's language; the status says it to search engines.
        Err(error) if error.code == ErrorCode::NotFound => {
            (StatusCode::NOT_FOUND, pages::head_of(&app, &origin, "/", "").await?)
        }
        Err(error) => return Err(error),
    };
    let html = String::from_utf8_lossy(&page.data)
        .replace("<html lang=\"ky\">", &format!("<html lang=\"{}\">", origin.language.tag()))
        .replace("<!--head-->", &head.html(&app, origin.language, asked));
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header((header::VARY, "Accept-Language"))
        .insert_header((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::REFERRER_POLICY, "strict-origin-when-cross-origin"))
        .insert_header(("cross-origin-opener-policy", "same-origin"))
        .insert_header(("permissions-policy", "camera=(), geolocation=(), microphone=()"))
        .body(html))
}
