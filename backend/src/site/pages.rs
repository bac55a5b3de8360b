//! The heads of the pages, by what their addresses name.

use std::collections::HashMap;

use actix_web::web::Query;
use kopuro_shared::{
    language::Language,
    organizations::{Organization, OrganizationKind},
    places::{Place, PlaceSummary},
    projects::Project,
};
use serde_json::{Value, json};

use super::{
    asking,
    head::{BRAND_PICTURE, Head, Picture, breadcrumbs},
};
use crate::{
    organizations, places,
    platform::{app::App, auth::Visitor, error::Result, messages::message, origin::Origin},
    projects,
};

/// The head of the page at `path`; `not-found` where something is meant that a visitor can't see.
pub async fn head_of(app: &App, origin: &Origin, path: &str, query: &str) -> Result<Head> {
    let language = origin.language;
    let visitor = || Visitor { actor: None, origin: origin.clone() };
    let text = |key| message(language, key, &[]);
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    match segments.as_slice() {
        [""] => Ok(of_site(app, language)),
        ["places"] => {
            let country = places::service::get_place(app, "kg".to_owned()).await?;
            Ok(Head { path: path.to_owned(), ..of_place(app, language, &country) })
        }
        ["places", id] => {
            let place = places::service::get_place(app, (*id).to_owned()).await?;
            Ok(of_place(app, language, &place))
        }
        ["organizations"] => {
            Ok(Head::new(text("site-organizations"), text("site-organizations-description"), path))
        }
        ["organizations", id] => {
            let organization =
                organizations::service::get_organization(app, visitor(), (*id).to_owned()).await?;
            Ok(of_organization(app, language, &organization))
        }
        ["projects"] => of_catalogue(app, language, query).await,
        // The page of a project, and what is done from there.
        ["projects", id, ..] => {
            let project = projects::service::get_project(app, visitor(), (*id).to_owned()).await?;
            Ok(of_project(app, language, &project, path))
        }
        ["how-money-works"] => {
            Ok(Head::new(text("site-money"), text("site-money-description"), path))
        }
        other => {
            let asking = asking::head_of(app, origin, other, path).await?;
            let plain = || Head::new(text("site-title"), text("site-description"), path);
            Ok(asking.unwrap_or_else(plain))
        }
    }
}

fn of_site(app: &App, language: Language) -> Head {
    let title = message(language, "site-title", &[]);
    let data = json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": title,
        "url": app.link("/"),
        "inLanguage": Language::ALL.map(Language::tag),
        "potentialAction": {
            "@type": "SearchAction",
            "target": app.link("/projects?q={search_term_string}"),
            "query-input": "required name=search_term_string",
        },
    });
    let description = message(language, "site-description", &[]);
    Head { data: Some(data), ..Head::new(title, description, "/") }
}

/// The catalogue; of a place where its filter names one.
async fn of_catalogue(app: &App, language: Language, query: &str) -> Result<Head> {
    let parameters = Query::<HashMap<String, String>>::from_query(query);
    let place_id = parameters.ok().and_then(|parameters| parameters.get("place_id").cloned());
    let description = message(language, "site-projects-description", &[]);
    let mut head = match place_id {
        // An address that names no place of ours is the catalogue all the same.
        Some(id) => match places::service::get_place(app, id).await {
            Ok(place) => {
                let title =
                    message(language, "site-projects-of", &[("name", place.name.pick(language))]);
                Head::new(title, description, &format!("/projects?place_id={}", place.id))
            }
            Err(_) => Head::new(message(language, "site-projects", &[]), description, "/projects"),
        },
        None => Head::new(message(language, "site-projects", &[]), description, "/projects"),
    };
    head.data = Some(json!({
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": head.title,
        "url": app.link(&head.path),
    }));
    Ok(head)
}

fn way(places: &[PlaceSummary], language: Language) -> Vec<(String, String)> {
    let step = |place: &PlaceSummary| {
        (place.name.pick(language).to_owned(), format!("/places/{}", place.id))
    };
    places.iter().map(step).collect()
}

fn graph(items: Vec<Value>) -> Value {
    json!({ "@context": "https://schema.org", "@graph": items })
}

fn of_project(app: &App, language: Language, project: &Project, path: &str) -> Head {
    let title = project.title.pick(language);
    let address = format!("/projects/{}", project.id);
    let picture = project.cover.as_ref().and_then(Picture::of);
    let organization = &project.organization;
    let carrier = json!({
        "@type": "Organization",
        "name": organization.name.pick(language),
        "url": app.link(&format!("/organizations/{}", organization.id)),
    });
    let place = project.places.last().map(|place| {
        json!({
            "@type": "AdministrativeArea",
            "name": place.name.pick(language),
            "url": app.link(&format!("/places/{}", place.id)),
        })
    });
    let image = picture.as_ref().map_or(BRAND_PICTURE, |picture| &picture.url);
    let data = json!({
        "@type": "Project",
        "name": title,
        "description": project.summary.pick(language),
        "url": app.link(&address),
        "image": app.link(image),
        "location": place,
        "parentOrganization": carrier,
        "potentialAction": project.takes_pledges.then(|| json!({
            "@type": "DonateAction",
            "target": app.link(&address),
            "recipient": carrier,
        })),
    });
    let mut steps = way(&project.places, language);
    steps.push((title.to_owned(), address));
    Head {
        picture,
        data: Some(graph(vec![data, breadcrumbs(app, &steps)])),
        ..Head::new(title, project.summary.pick(language), path)
    }
}

fn of_place(app: &App, language: Language, place: &Place) -> Head {
    let name = place.name.pick(language);
    let path = format!("/places/{}", place.id);
    let within = place.ancestors.last().map(|parent| parent.name.pick(language));
    let data = json!({
        "@type": "AdministrativeArea",
        "name": name,
        "url": app.link(&path),
        "containedInPlace": within.map(|name| json!({ "@type": "AdministrativeArea", "name": name })),
    });
    let mut steps = way(&place.ancestors, language);
    steps.push((name.to_owned(), path.clone()));
    let description = message(language, "site-place-description", &[("name", name)]);
    Head {
        data: Some(graph(vec![data, breadcrumbs(app, &steps)])),
        ..Head::new(name, description, &path)
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
    let picture = organization.logo.as_ref().and_then(Picture::of);
    let place = organization.places.last().map(|place| place.name.pick(language));
    let data = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "name": name,
        "url": app.link(&path),
        "location": place.map(|name| json!({ "@type": "AdministrativeArea", "name": name })),
        "sameAs": organization.website,
        "email": organization.email,
        "telephone": organization.phone,
        "logo": picture.as_ref().map(|picture| app.link(&picture.url)),
    });
    Head { picture, data: Some(data), ..Head::new(name, description, &path) }
}
