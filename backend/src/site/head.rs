//! What a page says of itself before its program runs: title, description, Open Graph, JSON-LD (schema.org). Shared
//! links unfold with it, and search engines read it.

use kopuro_shared::{
    language::Language,
    organizations::{Organization, OrganizationKind},
    places::Place,
};
use serde_json::{Value, json};

use crate::{
    organizations, places,
    platform::{
        app::App,
        auth::Visitor,
        error::{Error, Result},
        messages::message,
        origin::Origin,
    },
};

/// Longest description, in characters: more is cut by those who show it.
const DESCRIPTION_MAX: usize = 200;

/// The head of a page.
pub struct Head {
    title: String,
    description: String,
    /// Path of the page, without its query.
    path: String,
    data: Option<Value>,
}

/// The head of the page at `path`; `not-found` where a place or organization is meant that a visitor can't see.
pub async fn of_page(app: &App, origin: &Origin, path: &str) -> Result<Head> {
    let language = origin.language;
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    match segments.as_slice() {
        ["places", id] => {
            let place = places::service::get_place(app, (*id).to_owned()).await?;
            Ok(of_place(app, language, &place))
        }
        ["organizations", id] => {
            let visitor = Visitor { actor: None, origin: origin.clone() };
            let organization =
                organizations::service::get_organization(app, visitor, (*id).to_owned()).await?;
            Ok(of_organization(app, language, &organization))
        }
        _ => Ok(Head {
            title: message(language, "site-title", &[]),
            description: message(language, "site-description", &[]),
            path: path.to_owned(),
            data: None,
        }),
    }
}

fn of_place(app: &App, language: Language, place: &Place) -> Head {
    let name = place.name.pick(language);
    let path = format!("/places/{}", place.id);
    let within = place.ancestors.last().map(|parent| parent.name.pick(language));
    Head {
        title: name.to_owned(),
        description: message(language, "site-place-description", &[("name", name)]),
        data: Some(json!({
            "@context": "https://schema.org",
            "@type": "AdministrativeArea",
            "name": name,
            "url": app.link(&path),
            "containedInPlace": within.map(|name| json!({ "@type": "AdministrativeArea", "name": name })),
        })),
        path,
    }
}

fn of_organization(app: &App, language: Language, organization: &Organization) -> Head {
    let name = organization.name.pick(language);
    let path = format!("/organizations/{}", organization.id);
    let kind = match organization.kind {
        OrganizationKind::Ministry | OrganizationKind::LocalSelfGovernment => {
            "GovernmentOrganization"
        }
        OrganizationKind::HealthFacility => "MedicalOrganization",
        OrganizationKind::School => "EducationalOrganization",
        OrganizationKind::Ngo | OrganizationKind::DiasporaAssociation => "NGO",
        OrganizationKind::Business
        | OrganizationKind::FinancialInstitution
        | OrganizationKind::InternationalOrganization => "Organization",
    };
    let about = organization.about.pick(language).to_owned();
    let description = if about.trim().is_empty() {
        message(language, "site-organization-description", &[("name", name)])
    } else {
        about
    };
    Head {
        title: name.to_owned(),
        data: Some(json!({
            "@context": "https://schema.org",
            "@type": kind,
            "name": name,
            "url": app.link(&path),
            "sameAs": organization.website,
            "email": organization.email,
            "telephone": organization.phone,
        })),
        description,
        path,
    }
}

impl Head {
    /// The elements, for the page's `<head>`.
    pub fn html(&self, app: &App, language: Language) -> String {
        let title = escape(&self.title);
        let description: String = self.description.chars().take(DESCRIPTION_MAX).collect();
        let description = escape(description.trim());
        let brand = escape(&message(language, "site-title", &[]));
        let url = escape(&app.link(&self.path));
        let mut html = format!(
            "<title>{title}</title>\n<meta name=\"description\" content=\"{description}\">\n\
             <link rel=\"canonical\" href=\"{url}\">\n<meta property=\"og:type\" content=\"website\">\n\
             <meta property=\"og:site_name\" content=\"{brand}\">\n<meta property=\"og:title\" content=\"{title}\">\n\
             <meta property=\"og:description\" content=\"{description}\">\n\
             <meta property=\"og:url\" content=\"{url}\">\n<meta property=\"og:locale\" content=\"{}\">\n",
            match language {
                Language::Ky => "ky_KG",
                Language::Ru => "ru_RU",
                Language::En => "en_GB",
            }
        );
        if let Some(data) = &self.data {
            // `<` could end the element; in JSON it may be written as an escape.
            let data = data.to_string().replace('<', "\\u003c");
            html.push_str(&format!("<script type=\"application/ld+json\">{data}</script>\n"));
        }
        html
    }
}

/// Text for an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The sitemap (sitemaps.org 0.9): the pages of everyone, the places, and the newest verified organizations.
pub async fn sitemap(app: &App) -> Result<String> {
    const PAGES: [&str; 4] = ["/", "/places", "/how-money-works", "/about"];
    let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    let country = places::service::get_place(app, "kg".to_owned()).await?;
    for region in country.children {
        let region = places::service::get_place(app, region.id).await?;
        paths.push(format!("/places/{}", region.id));
        paths.extend(region.children.into_iter().map(|place| format!("/places/{}", place.id)));
    }
    let query = kopuro_shared::organizations::OrganizationQuery {
        limit: Some(kopuro_shared::page::MAX_LIMIT),
        ..Default::default()
    };
    let organizations = organizations::service::list_organizations(app, query).await?;
    paths.extend(organizations.items.into_iter().map(|row| format!("/organizations/{}", row.id)));
    let urls: String = paths
        .iter()
        .map(|path| format!("<url><loc>{}</loc></url>\n", escape(&app.link(path))))
        .collect();
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{urls}</urlset>\n"
    ))
}

/// Whether an error means that the page is not there, rather than that we failed.
pub fn is_absent(error: &Error) -> bool {
    error.code == kopuro_shared::error::ErrorCode::NotFound
}
