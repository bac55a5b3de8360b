//! Where a request comes from: its id, the address, the language that the caller reads.

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header};
use kopuro_shared::language::Language;
use std::future::{Ready, ready};

use super::app::App;

/// Where a request comes from. Goes with every use case, into the audit log and into the answer's language.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The request's id, also in the log and in problem answers.
    pub request_id: String,
    /// The caller's address; `-` for jobs and the command line.
    pub address: String,
    /// The language to answer in.
    pub language: Language,
}

impl Origin {
    /// A piece of work that the server or the command line starts by itself.
    pub fn internal(what: &str) -> Self {
        Self {
            request_id: format!("{what}-{}", super::clock::new_id()),
            address: "-".to_owned(),
            language: Language::default(),
        }
    }

    /// Reads the origin of a request.
    pub fn of(req: &HttpRequest) -> Self {
        if let Some(origin) = req.extensions().get::<Self>() {
            return origin.clone();
        }
        let header = |name| {
            req.headers().get(name).and_then(|value: &header::HeaderValue| value.to_str().ok())
        };
        let language =
            header(header::ACCEPT_LANGUAGE).and_then(Language::negotiate).unwrap_or_default();
        let request_id = req
            .extensions()
            .get::<tracing_actix_web::RequestId>()
            .map_or_else(super::clock::new_id, ToString::to_string);
        let trusted =
            req.app_data::<actix_web::web::Data<App>>().map_or(0, |app| app.config.trusted_proxies);
        let origin = Self { request_id, address: address(req, trusted), language };
        req.extensions_mut().insert(origin.clone());
        origin
    }
}

/// The caller's address: the connection's, or with trusted proxies in front the entry of `X-Forwarded-For` that the
/// outermost of them wrote. What stands before it is the caller's own word and is not believed.
fn address(req: &HttpRequest, trusted_proxies: usize) -> String {
    let peer = || req.peer_addr().map_or_else(|| "-".to_owned(), |peer| peer.ip().to_string());
    if trusted_proxies == 0 {
        return peer();
    }
    let forwarded: Vec<&str> = req
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    forwarded
        .len()
        .checked_sub(trusted_proxies)
        .and_then(|index| forwarded.get(index))
        .filter(|entry| entry.parse::<std::net::IpAddr>().is_ok())
        .map_or_else(peer, |entry| (*entry).to_owned())
}

impl FromRequest for Origin {
    type Error = super::error::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(req)))
    }
}
