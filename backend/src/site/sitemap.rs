//! The sitemap (sitemaps.org 0.9): an index, and behind it the pages of everyone and the projects in bounded parts, so
//! that neither memory nor the protocol's bound of 50,000 addresses grows into the way.

use actix_web::{HttpResponse, http::header, web};
use chrono::NaiveDateTime;

use super::head::escape;
use crate::{
    organizations, places,
    platform::{
        app::App,
        error::{Error, Result},
    },
    projects,
};

/// Addresses of one part; at most 50,000 by the protocol.
const PART: i64 = 10_000;
/// Organizations that are named: the newest.
const ORGANIZATIONS_MAX: usize = 20_000;
/// Pages that are always there.
const PAGES: [&str; 10] = [
    "/",
    "/projects",
    "/places",
    "/organizations",
    "/ask",
    "/cases",
    "/responsiveness",
    "/consultations",
    "/how-money-works",
    "/about",
];

/// Answers the index.
pub async fn index(app: web::Data<App>) -> Result<HttpResponse> {
    let listed = projects::catalogue::count_listed(&app).await?;
    let parts = (listed + PART - 1) / PART;
    let projects = (1..=parts).map(|part| format!("projects-{part}"));
    let names = ["pages".to_owned(), "organizations".to_owned()].into_iter().chain(projects);
    let items: String = names
        .map(|name| {
            let url = escape(&app.link(&format!("/sitemaps/{name}.xml")));
            format!("<sitemap><loc>{url}</loc></sitemap>\n")
        })
        .collect();
    Ok(answer("sitemapindex", &items))
}

/// Answers a part.
pub async fn part(app: web::Data<App>, name: web::Path<String>) -> Result<HttpResponse> {
    let urls = match name.as_str() {
        "pages" => pages(&app).await?,
        "organizations" => {
            let ids = organizations::service::list_verified_ids(&app, ORGANIZATIONS_MAX).await?;
            ids.iter().map(|id| url(&app, &format!("/organizations/{id}"), None)).collect()
        }
        name => {
            let part = name.strip_prefix("projects-").and_then(|part| part.parse::<i64>().ok());
            let part = part.filter(|part| (1..=i64::MAX / PART).contains(part));
            let part = part.ok_or_else(Error::not_found)?;
            let listed =
                projects::catalogue::list_addresses(&app, (part - 1) * PART + 1, PART).await?;
            if listed.is_empty() {
                return Err(Error::not_found());
            }
            let urls = listed.iter();
            urls.map(|(id, changed)| url(&app, &format!("/projects/{id}"), Some(*changed)))
                .collect()
        }
    };
    Ok(answer("urlset", &urls))
}

/// The pages that are always there, and the places down to raions and cities.
async fn pages(app: &App) -> Result<String> {
    let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    let country = places::service::get_place(app, "kg".to_owned()).await?;
    for region in country.children {
        let region = places::service::get_place(app, region.id).await?;
        paths.push(format!("/places/{}", region.id));
        paths.extend(region.children.into_iter().map(|place| format!("/places/{}", place.id)));
    }
    Ok(paths.iter().map(|path| url(app, path, None)).collect())
}

fn url(app: &App, path: &str, changed: Option<NaiveDateTime>) -> String {
    let changed = changed.map(|at| format!("<lastmod>{}</lastmod>", at.date())).unwrap_or_default();
    format!("<url><loc>{}</loc>{changed}</url>\n", escape(&app.link(path)))
}

fn answer(element: &str, items: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/xml; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{items}</{element}>\n"
        ))
}
