//! HTTP in, use case, HTTP out.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header,
    web::Data,
};
use kopuro_shared::{
    error::ErrorCode,
    people::{
        Accepted, ChangePassword, ConfirmEmail, ConfirmSecondFactor, RegisterPerson,
        RequestPasswordReset, ResetPassword, ShowPassword, SignIn, UpdateMe,
    },
};

use super::{
    second_factor, service,
    sessions::{self, NewSession, SESSION_LIFETIME},
};
use crate::platform::{
    api::PREFIX,
    app::App,
    auth::Actor,
    error::{Error, Result},
    http::{self, Body, IfMatch, Path},
    origin::Origin,
};

/// The cookie that holds the refresh token.
const COOKIE: &str = "kopuro_refresh";

/// `HttpOnly`: no script reads it. `SameSite=Strict` and the narrow path: no other site makes the browser send it.
fn refresh_cookie(app: &App, token: &str, lifetime: Duration) -> Cookie<'static> {
    Cookie::build(COOKIE, token.to_owned())
        .path(format!("{PREFIX}/sessions"))
        .http_only(true)
        .secure(app.config.is_https())
        .same_site(SameSite::Strict)
        .max_age(lifetime)
        .finish()
}

fn session_answer(app: &App, mut answer: HttpResponse, new: &NewSession) -> Result<HttpResponse> {
    let lifetime = Duration::seconds(SESSION_LIFETIME.num_seconds());
    answer
        .add_cookie(&refresh_cookie(app, &new.refresh_token, lifetime))
        .map_err(Error::internal)?;
    answer
        .headers_mut()
        .insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    Ok(answer)
}

/// What the browser says that it is.
fn device(req: &HttpRequest) -> &str {
    req.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

pub async fn register_person(
    app: Data<App>,
    origin: Origin,
    Body(request): Body<RegisterPerson>,
) -> Result<HttpResponse> {
    service::register_person(&app, &origin, request).await?;
    Ok(HttpResponse::Accepted().json(Accepted { accepted: true }))
}

pub async fn confirm_email(
    req: HttpRequest,
    app: Data<App>,
    origin: Origin,
    Body(request): Body<ConfirmEmail>,
) -> Result<HttpResponse> {
    let new = sessions::confirm_email(&app, &origin, device(&req), request).await?;
    session_answer(&app, HttpResponse::Created().json(&new.session), &new)
}

pub async fn get_public_person(app: Data<App>, Path(id): Path<String>) -> Result<HttpResponse> {
    Ok(http::public(60, None, &service::get_public_person(&app, id).await?))
}

pub async fn sign_in(
    req: HttpRequest,
    app: Data<App>,
    origin: Origin,
    Body(request): Body<SignIn>,
) -> Result<HttpResponse> {
    let new = sessions::sign_in(&app, &origin, device(&req), request).await?;
    session_answer(&app, HttpResponse::Created().json(&new.session), &new)
}

pub async fn refresh_session(
    req: HttpRequest,
    app: Data<App>,
    origin: Origin,
) -> Result<HttpResponse> {
    let cookie = req.cookie(COOKIE).ok_or_else(|| Error::new(ErrorCode::NotSignedIn))?;
    let new = sessions::refresh_session(&app, &origin, cookie.value()).await?;
    session_answer(&app, HttpResponse::Ok().json(&new.session), &new)
}

pub async fn sign_out(req: HttpRequest, app: Data<App>, origin: Origin) -> Result<HttpResponse> {
    if let Some(cookie) = req.cookie(COOKIE) {
        sessions::sign_out(&app, &origin, cookie.value()).await?;
    }
    let mut answer = http::no_content();
    answer.add_cookie(&refresh_cookie(&app, "", Duration::ZERO)).map_err(Error::internal)?;
    Ok(answer)
}

pub async fn sign_out_everywhere(app: Data<App>, actor: Actor) -> Result<HttpResponse> {
    sessions::sign_out_everywhere(&app, actor).await?;
    Ok(http::no_content())
}

pub async fn list_sessions(app: Data<App>, actor: Actor) -> Result<HttpResponse> {
    Ok(http::ok(&sessions::list_sessions(&app, actor).await?))
}

pub async fn request_password_reset(
    app: Data<App>,
    origin: Origin,
    Body(request): Body<RequestPasswordReset>,
) -> Result<HttpResponse> {
    service::request_password_reset(&app, &origin, &request.email).await?;
    Ok(HttpResponse::Accepted().json(Accepted { accepted: true }))
}

pub async fn reset_password(
    app: Data<App>,
    origin: Origin,
    Body(request): Body<ResetPassword>,
) -> Result<HttpResponse> {
    service::reset_password(&app, &origin, request).await?;
    Ok(http::no_content())
}

pub async fn change_password(
    app: Data<App>,
    actor: Actor,
    Body(request): Body<ChangePassword>,
) -> Result<HttpResponse> {
    service::change_password(&app, actor, request).await?;
    Ok(http::no_content())
}

pub async fn get_me(app: Data<App>, actor: Actor) -> Result<HttpResponse> {
    let me = service::get_me(&app, actor).await?;
    Ok(http::versioned(me.version, &me))
}

pub async fn update_me(
    app: Data<App>,
    actor: Actor,
    if_match: IfMatch,
    Body(request): Body<UpdateMe>,
) -> Result<HttpResponse> {
    let me = service::update_me(&app, actor, if_match, request).await?;
    Ok(http::versioned(me.version, &me))
}

pub async fn delete_me(
    app: Data<App>,
    actor: Actor,
    Body(request): Body<ShowPassword>,
) -> Result<HttpResponse> {
    service::delete_me(&app, actor, request.password).await?;
    Ok(http::no_content())
}

pub async fn export_me(app: Data<App>, actor: Actor) -> Result<HttpResponse> {
    let mut answer = http::ok(&service::export_me(&app, actor).await?);
    let attachment = header::HeaderValue::from_static("attachment; filename=\"kopuro.json\"");
    answer.headers_mut().insert(header::CONTENT_DISPOSITION, attachment);
    Ok(answer)
}

pub async fn begin_second_factor(
    app: Data<App>,
    actor: Actor,
    Body(request): Body<ShowPassword>,
) -> Result<HttpResponse> {
    Ok(http::ok(&second_factor::begin_second_factor(&app, actor, request.password).await?))
}

pub async fn confirm_second_factor(
    app: Data<App>,
    actor: Actor,
    Body(request): Body<ConfirmSecondFactor>,
) -> Result<HttpResponse> {
    Ok(http::ok(&second_factor::confirm_second_factor(&app, actor, request).await?))
}

pub async fn remove_second_factor(
    app: Data<App>,
    actor: Actor,
    Body(request): Body<ShowPassword>,
) -> Result<HttpResponse> {
    second_factor::remove_second_factor(&app, actor, request.password).await?;
    Ok(http::no_content())
}
