//! `kopuro demo`: people to try Kopuro with, made by the same services that everyone uses.

use kopuro_shared::{error::ErrorCode, language::Language, people::RegisterPerson};

use crate::{
    people,
    platform::{app::App, error::Result, origin::Origin},
};

/// The password of every demo account. Public: the demo is for trying, never for a server that others reach.
pub const PASSWORD: &str = "kopuro-demo-эки-жээк";

/// Address, name, language, and whether a steward, of the demo's people.
const PEOPLE: [(&str, &str, Language, bool); 3] = [
    ("aigul@demo.kopuro.kg", "Айгүл (Москва)", Language::Ky, false),
    ("bakyt@demo.kopuro.kg", "Бакыт (айыл өкмөтү)", Language::Ky, false),
    ("steward@demo.kopuro.kg", "Steward", Language::En, true),
];

/// Loads the demo; answers the logins. What is there already stays.
pub fn load(app: &App) -> Result<Vec<String>> {
    let origin = Origin::internal("demo");
    let mut logins = Vec::new();
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
        logins.push(format!("{email}  {PASSWORD}"));
    }
    Ok(logins)
}
