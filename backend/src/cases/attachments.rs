//! Files of cases: who may see the message may see its files.

use kopuro_shared::cases::MessageKind;

use super::{
    access::{Caller, get_visible},
    store,
};
use crate::{
    files::{self, service::Served},
    platform::{
        app::App,
        error::{Error, Result},
    },
};

/// A file of a case. Error: `not-found`, also for files of notes and hidden messages to who may not read them.
pub async fn get_case_attachment(
    app: &App,
    caller: Caller,
    id: String,
    file_id: String,
) -> Result<Served> {
    app.db
        .read(move |conn| {
            let (_, actor) = get_visible(conn, &caller, &id)?;
            let message =
                store::find_attached(conn, &id, &file_id)?.ok_or_else(Error::not_found)?;
            let is_note = message.kind == MessageKind::Note.name();
            if message.hidden_at.is_some() || (is_note && !actor.is_inside()) {
                return Err(Error::not_found());
            }
            files::service::get_claimed(conn, &file_id)
        })
        .await
}
