//! What people ask about: a list that came with the program and that stewards maintain.

use kopuro_shared::{
    desks::{PutTopic, Topic, is_topic_id},
    language::Translated,
};
use serde::Deserialize;

use super::store::{self, TopicRow};
use crate::platform::{
    app::App,
    audit::{self, Event},
    auth::Actor,
    db::{Conn, Db},
    error::{Error, Result},
};

const REFERENCE: &str = include_str!("../../../reference/topics.csv");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    name_ky: String,
    name_ru: String,
    name_en: String,
    keywords_ky: String,
    keywords_ru: String,
    keywords_en: String,
}

/// Loads the topics that came with the program; what stewards have changed stays.
pub fn load_reference(db: &Db) -> Result<()> {
    let mut reader = csv::Reader::from_reader(REFERENCE.as_bytes());
    let mut rows = Vec::new();
    for (index, line) in reader.deserialize::<Line>().enumerate() {
        let line = line.map_err(Error::internal)?;
        let name = Translated::new(&line.name_ky, &line.name_ru, &line.name_en);
        let keywords = Translated::new(&line.keywords_ky, &line.keywords_ru, &line.keywords_en);
        rows.push(TopicRow {
            id: line.id,
            version: 1,
            position: i32::try_from(index).map_err(Error::internal)?,
            name: serde_json::to_value(name)?,
            keywords: serde_json::to_value(keywords)?,
            is_open: true,
        });
    }
    db.write_blocking(|conn| rows.iter().try_for_each(|row| store::put_new_topic(conn, row)))
}

pub(super) fn view(row: TopicRow) -> Result<Topic> {
    Ok(Topic {
        id: row.id,
        version: row.version,
        name: serde_json::from_value(row.name)?,
        keywords: serde_json::from_value(row.keywords)?,
        is_open: row.is_open,
    })
}

/// All topics, in their order.
pub fn all(conn: &mut Conn<'_>) -> Result<Vec<Topic>> {
    store::select_topics(conn)?.into_iter().map(view).collect()
}

/// All topics, in their order.
pub async fn list_topics(app: &App) -> Result<Vec<Topic>> {
    app.db.read(all).await
}

/// Changes a topic, or adds one at the end of the list. Error: `not-found` for what can't be a topic's id.
pub async fn put_topic(app: &App, actor: Actor, id: String, request: PutTopic) -> Result<Topic> {
    if !is_topic_id(&id) {
        return Err(Error::not_found());
    }
    app.db
        .write(move |conn| {
            let present = store::find_topic(conn, &id)?;
            let position = match &present {
                Some(row) => row.position,
                None => store::select_topics(conn)?.last().map_or(0, |row| row.position + 1),
            };
            let row = TopicRow {
                id: id.clone(),
                version: present.map_or(1, |row| row.version + 1),
                position,
                name: serde_json::to_value(&request.name)?,
                keywords: serde_json::to_value(&request.keywords)?,
                is_open: request.is_open,
            };
            store::put_topic(conn, &row)?;
            audit::record(conn, &actor, Event::new("put_topic", "topic", &id))?;
            view(row)
        })
        .await
}
