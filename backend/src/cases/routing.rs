//! Which topic and desk a matter is for, and which public answers are like it. Counting words, and nothing else: the same
//! text gets the same suggestion, with the words that led to it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use kopuro_shared::{
    cases::routing::{
        DESKS_SUGGESTED, Routing, SIMILAR_SHOWN, SimilarCase, SuggestRouting, SuggestedDesk,
        SuggestedTopic, TOPICS_SUGGESTED,
    },
    desks::Topic,
    places::COUNTRY,
    validation::FieldCode,
};

use super::{
    access::Caller,
    public,
    store::{self, CaseRow},
    view,
};
use crate::{
    calendar, desks, places,
    platform::{
        app::App,
        auth::Visitor,
        db::Conn,
        error::{Error, Result},
        limits::{self, Limit},
        search::{index_terms, query_terms},
    },
};

/// Suggestions that one network address may ask for.
const SUGGESTIONS_PER_ADDRESS: Limit =
    Limit { name: "suggest_routing", max: 120, window: Duration::hours(1) };
/// Words of a text that similar cases are looked for by, the longest first: short words are in every text.
const WORDS_MAX: usize = 16;
/// Shortest such word, in letters.
const WORD_MIN: usize = 4;
/// Words that two texts must share to be alike; fewer where the text has not as many.
const ALIKE_MIN: usize = 2;

/// Suggests topic and desk, and shows similar public answers. Errors: `validation-failed` for a place that is not there,
/// `too-many-requests`.
pub async fn suggest_routing(
    app: &App,
    visitor: Visitor,
    request: SuggestRouting,
) -> Result<Routing> {
    let address = visitor.origin.address.clone();
    app.db.write(move |conn| limits::take(conn, SUGGESTIONS_PER_ADDRESS, &address)).await?;
    let caller = Caller::from(visitor);
    app.db
        .read(move |conn| {
            let place = request.place_id.as_deref().unwrap_or(COUNTRY);
            let within = places::service::breadcrumbs(conn, place)
                .map_err(|_| Error::field("/place_id", FieldCode::UnknownReference))?;
            let similar = similar(conn, &request.text)?;
            let topics = topics(desks::facts::topics(conn)?, &request, &similar);
            let calendar = calendar::service::load(conn)?;
            let today = calendar::service::local_today();
            let mut found = Vec::new();
            for topic in &topics {
                for (desk, distance) in desks::facts::nearest(conn, &topic.topic.id, place)? {
                    let above = usize::try_from(distance).map_err(Error::internal)?;
                    let covered = within.len().checked_sub(above + 1).and_then(|at| within.get(at));
                    let (Some(covered), true) = (covered, found.len() < DESKS_SUGGESTED) else {
                        continue;
                    };
                    found.push((desk, topic.topic.id.clone(), covered.clone()));
                }
            }
            let ids: Vec<String> = found.iter().map(|(desk, ..)| desk.id.clone()).collect();
            let summaries = desks::facts::summaries(conn, &ids)?;
            let desks = found.into_iter().filter_map(|(desk, topic, place)| {
                let due_on = calendar.add(today, desk.promise_days);
                let desk = summaries.get(&desk.id)?.clone();
                Some(SuggestedDesk { desk, topic, place, due_on })
            });
            let desks = desks.collect();
            let (rows, words): (Vec<CaseRow>, Vec<Vec<String>>) =
                similar.into_iter().take(SIMILAR_SHOWN).unzip();
            let rows = public::seen(conn, &caller, rows)?;
            let cases = view::summaries(conn, &rows)?.into_iter().zip(words);
            let similar = cases.map(|(case, words)| SimilarCase { case, words }).collect();
            Ok(Routing { topics, desks, similar })
        })
        .await
}

/// The topics that fit a text, the likeliest first: by keywords, then by what similar cases were about, then in the
/// order of the list.
fn topics(
    all: impl IntoIterator<Item = (String, Topic)>,
    request: &SuggestRouting,
    similar: &[(CaseRow, Vec<String>)],
) -> Vec<SuggestedTopic> {
    let text = index_terms(&request.text);
    let mut fitting: Vec<SuggestedTopic> = all
        .into_iter()
        .map(|(_, topic)| topic)
        .filter(|topic| topic.is_open)
        .map(|topic| SuggestedTopic {
            keywords: keywords_in(&topic, &text),
            similar: similar.iter().filter(|(case, _)| case.topic_id == topic.id).count(),
            topic,
        })
        .filter(|fit| match &request.topic {
            Some(picked) => fit.topic.id == *picked,
            None => !fit.keywords.is_empty() || fit.similar > 0,
        })
        .collect();
    fitting.sort_by(|a, b| {
        let key = |fit: &SuggestedTopic| (fit.keywords.len() * 2 + fit.similar, fit.keywords.len());
        key(b).cmp(&key(a)).then_with(|| a.topic.id.cmp(&b.topic.id))
    });
    fitting.truncate(TOPICS_SUGGESTED);
    fitting
}

/// The keywords of a topic, as its list writes them, of which every word begins some word of the text.
fn keywords_in(topic: &Topic, text: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for (_, keywords) in topic.keywords.iter() {
        for keyword in keywords.split(',').map(str::trim) {
            let terms = query_terms(keyword);
            let in_text = |stems: &Vec<String>| stems.iter().any(|stem| has(text, stem));
            let twice = found.iter().any(|other: &String| other == keyword);
            if !terms.is_empty() && terms.iter().all(in_text) && !twice {
                found.push(keyword.to_owned());
            }
        }
    }
    found
}

/// Whether some word of the text begins so.
fn has(text: &BTreeSet<String>, stem: &str) -> bool {
    text.range(stem.to_owned()..).next().is_some_and(|word| word.starts_with(stem))
}

/// Public cases that share words with a text, the most alike first, then the newest; with the shared words.
fn similar(conn: &mut Conn<'_>, text: &str) -> Result<Vec<(CaseRow, Vec<String>)>> {
    let words = telling_words(text);
    let stems: BTreeSet<String> = words.values().flatten().cloned().collect();
    let stems: Vec<String> = stems.into_iter().collect();
    let needed = ALIKE_MIN.min(words.len());
    let mut alike: Vec<(usize, i64, Vec<String>)> = Vec::new();
    for (number, terms) in store::listing::select_like(conn, &stems)? {
        let terms: BTreeSet<String> = terms.split(' ').map(str::to_owned).collect();
        let shared = words.iter().filter(|(_, stems)| stems.iter().any(|stem| has(&terms, stem)));
        let shared: Vec<String> = shared.map(|(word, _)| word.clone()).collect();
        if shared.len() >= needed {
            alike.push((shared.len(), number, shared));
        }
    }
    alike.sort_by_key(|a| std::cmp::Reverse((a.0, a.1)));
    alike.truncate(SIMILAR_SHOWN * 2);
    let numbers: Vec<i64> = alike.iter().map(|(_, number, _)| *number).collect();
    let mut rows: BTreeMap<i64, CaseRow> =
        store::listing::select_by_numbers(conn, &numbers)?.into_iter().collect();
    // What has no answer yet helps nobody.
    let answered = alike.into_iter().filter_map(|(_, number, words)| {
        let row = rows.remove(&number).filter(|row| row.answered_at.is_some())?;
        Some((row, words))
    });
    Ok(answered.collect())
}

/// The longest words of a text, as it writes them, with their stems.
fn telling_words(text: &str) -> BTreeMap<String, Vec<String>> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let words: BTreeSet<String> = words.filter(|word| word.chars().count() >= WORD_MIN).collect();
    let mut words: Vec<String> = words.into_iter().collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.chars().count()), word.clone()));
    words.truncate(WORDS_MAX);
    let stems = words.into_iter().filter_map(|word| Some((query_terms(&word).pop()?, word)));
    stems.map(|(stems, word)| (word, stems)).collect()
}
