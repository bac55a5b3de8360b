//! `kopuro demo`: people and a verified organization to try Kopuro with, made by the same services that everyone uses.

pub mod scale;

use kopuro_shared::{
    error::ErrorCode,
    language::{Language, Translated},
    organizations::{CreateOrganization, DecideSubmission, OrganizationKind, SubmitOrganization},
    people::RegisterPerson,
};

use crate::{
    organizations, people,
    platform::{
        app::App,
        auth::Actor,
        clock,
        error::{Error, Result},
        idempotency::IdempotencyKey,
        origin::Origin,
    },
};

/// The password of every demo account. Public: the demo is for trying, never for a server that others reach.
pub const PASSWORD: &str = "kopuro-demo-эки-жээк";

/// Address, name, language, and whether a steward, of the demo's people.
const PEOPLE: [(&str, &str, Language, bool); 3] = [
    ("aigul@demo.kopuro.kg", "Айгүл (Москва)", Language::Ky, false),
    ("bakyt@demo.kopuro.kg", "Бакыт (айыл өкмөтү)", Language::Ky, false),
    ("steward@demo.kopuro.kg", "Steward", Language::En, true),
];

/// What the demo's local self-government says of itself.
fn village() -> CreateOrganization {
    CreateOrganization {
        kind: OrganizationKind::LocalSelfGovernment,
        name: Translated::new(
            "Алай айыл өкмөтү (демо)",
            "Алайский айыл окмоту (демо)",
            "Alay local self-government (demo)",
        ),
        about: Translated::new(
            "Алай районундагы айылдардын атынан көпүрө, суу жана мектеп курабыз.",
            "Строим мосты, водопровод и школу для сёл Алайского района.",
            "We build bridges, water lines and a school for villages of Alay raion.",
        ),
        place_id: "kg-o-alay".to_owned(),
        parent_id: None,
        registration_number: Some("demo-1".to_owned()),
        website: None,
        email: Some("alay@demo.kopuro.kg".to_owned()),
        phone: Some("+996 3234 0 00 00".to_owned()),
    }
}

/// An actor for the demo's people, as if they had signed in with a second factor.
fn actor(person_id: &str, is_steward: bool) -> Actor {
    Actor {
        person_id: person_id.to_owned(),
        session_id: clock::new_id(),
        is_steward,
        second_factor: true,
        origin: Origin::internal("demo"),
    }
}

/// Founds the village's organization, asks for verification, and has the steward verify it.
async fn found_village(app: &App, founder: &str, steward: &str) -> Result<()> {
    let key = IdempotencyKey::none;
    let founder = actor(founder, false);
    let mine = organizations::service::list_my_organizations(app, founder.clone()).await?;
    if !mine.is_empty() {
        return Ok(());
    }
    let village =
        organizations::service::create_organization(app, founder.clone(), key(), village()).await?;
    let note = SubmitOrganization {
        note: "Демо: жарандык устав жана мөөр.".to_owned(),
        document_ids: Vec::new(),
    };
    let submission =
        organizations::verification::submit_organization(app, founder, village.id, key(), note)
            .await?;
    let decision = DecideSubmission {
        is_verified: true,
        reason: "Demo".to_owned(),
        verified_until: Some(clock::today() + chrono::Duration::days(365)),
    };
    organizations::verification::decide_submission(
        app,
        actor(steward, true),
        submission.id,
        decision,
    )
    .await
}

/// Loads the demo; answers the logins. What is there already stays.
pub fn load(app: &App) -> Result<Vec<String>> {
    let origin = Origin::internal("demo");
    let mut logins = Vec::new();
    let mut ids = Vec::new();
    for (email, name, language, steward) in PEOPLE {
        let request = RegisterPerson {
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            display_name: name.to_owned(),
            language,
        };
        match people::service::create_confirmed_person(&app.db, &origin, &request) {
            Err(error) if error.code == ErrorCode::Conflict => {}
            outcome => drop(outcome?),
        }
        if steward {
            app.db.write_blocking(|conn| people::service::make_steward(conn, &origin, email))?;
        }
        let id = app.db.read_blocking(|conn| people::service::find_person_id(conn, email))?;
        ids.push(id.ok_or_else(Error::not_found)?);
        logins.push(format!("{email}  {PASSWORD}"));
    }
    actix_web::rt::System::new().block_on(found_village(app, &ids[1], &ids[2]))?;
    Ok(logins)
}
