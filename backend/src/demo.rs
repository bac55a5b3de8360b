//! `kopuro demo`: a story to try Kopuro with, told through the same services that everyone uses.

mod desks;
mod money;
mod paper;
mod questions;
pub mod scale;
mod story;
mod teller;
mod uploads;
mod work;

use chrono::Utc;

use crate::{
    people,
    platform::{app::App, clock, error::Result},
};

/// The password of every demo account. Public: the demo is for trying, never for a server that others reach.
pub const PASSWORD: &str = "kopuro-demo-эки-жээк";

/// Loads the story into a database without it; answers the logins. What is there already stays.
pub fn load(app: &App) -> Result<Vec<String>> {
    let (story, questions) = (story::read()?, questions::read()?);
    let first = &story.people[0].email;
    let told = app.db.read_blocking(|conn| people::service::find_person_id(conn, first))?;
    if told.is_none() {
        let outcome = actix_web::rt::System::new().block_on(teller::tell(
            app,
            &story,
            &questions,
            Utc::now(),
        ));
        clock::be_honest();
        outcome?;
    }
    let logins = story.people.iter().filter_map(|person| {
        let does = person.does.as_ref()?;
        Some(format!("{}  {PASSWORD}  {does}", person.email))
    });
    Ok(logins.collect())
}
