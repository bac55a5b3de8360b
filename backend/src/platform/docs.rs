//! The API's documentation, served from the binary: Swagger UI and the contract, without anything from the internet.

use std::sync::Arc;

use actix_web::{HttpResponse, http::header, web};
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::Config;

use super::error::{Error, Result};

/// Swagger UI sets style attributes while it runs, which the site's own policy forbids; everything else stays as strict.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Where the contract is served.
const CONTRACT: &str = "/api/openapi.json";

/// The documentation, made once.
#[derive(Clone)]
pub struct Docs {
    contract: web::Bytes,
    swagger: Arc<Config<'static>>,
}

impl Docs {
    /// The documentation of a contract.
    pub fn new(contract: &OpenApi) -> Result<Self> {
        let swagger = Config::new([CONTRACT]).use_base_layout().doc_expansion("none");
        Ok(Self { contract: contract.to_json()?.into(), swagger: Arc::new(swagger) })
    }

    /// Serves the page at `/api/docs/` and the contract beside it.
    pub fn configure(&self, config: &mut web::ServiceConfig) {
        config
            .app_data(web::Data::new(self.clone()))
            .route(CONTRACT, web::get().to(contract))
            .service(web::redirect("/api/docs", "/api/docs/"))
            .route("/api/docs/{file:.*}", web::get().to(page));
    }
}

async fn contract(docs: web::Data<Docs>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(docs.contract.clone())
}

async fn page(docs: web::Data<Docs>, file: web::Path<String>) -> Result<HttpResponse> {
    let file = utoipa_swagger_ui::serve(&file, docs.swagger.clone())
        .map_err(|error| Error::internal(std::io::Error::other(error.to_string())))?
        .ok_or_else(Error::not_found)?;
    Ok(HttpResponse::Ok()
        .content_type(file.content_type)
        .insert_header((header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(file.bytes.into_owned()))
}
