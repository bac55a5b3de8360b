//! Desks, cases and their messages for load figures. Each desk is of an organization whose owner can sign in.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};
use kopuro_shared::cases::{MessageKind, number::make_number};
use rand::RngExt;

use super::{Generator, SIGN_INS, Table, day, time};
use crate::{
    calendar,
    platform::{app::App, error::Result, search},
};

/// Working days that the desks promise.
const PROMISE: i64 = 5;
/// Cases that are written in one transaction.
const AT_ONCE: usize = 2_000;
/// The share of public cases, in percent.
const PUBLIC: u32 = 40;

/// The tables in the order in which their keys allow them to be written.
const ORDER: [Table; 9] = [
    ("organizations_members", "organization_id, person_id, role, joined_at"),
    (
        "desks",
        "id, version, organization_id, name, about, languages, promise_days, is_open, created_by, created_at, updated_at",
    ),
    ("desks_duty", "desk_id, person_id, since"),
    ("desks_desk_topics", "desk_id, topic_id"),
    ("desks_places", "desk_id, place_id"),
    (
        "cases",
        "id, version, number, subject, topic_id, place_id, language, is_public, shows_name, asked_by, desk_id, \
             organization_id, state, state_since, opened_at, clock_from, promise_days, paused_days, due_on, escalate_on, \
             close_on, answered_at, answer_days, answer_promise, answer_desk_id, rating, messages, updated_at, promise_kept",
    ),
    ("cases_messages", "id, case_id, kind, author_id, body, created_at"),
    ("cases_listing", "place_id, number, topic_id, organization_id, desk_id, state, due_on"),
    ("cases_figures", "scope, scope_id, month, measure, value, cases"),
];

/// How many of them are written before what is listed.
const BEFORE_LISTED: usize = 7;

/// What people ask: topic, language, subject.
const SUBJECTS: [(&str, &str, &str); 10] = [
    ("customs", "ky", "Медициналык жабдууну алып келүү"),
    ("customs", "ru", "Ввоз автомобиля без пошлины"),
    ("charity", "en", "Wheelchairs as a gift for the hospital"),
    ("recognition", "ru", "Признание диплома врача"),
    ("recognition", "ky", "Лицензияны таануу"),
    ("land", "ky", "Үй салууга жер участогу"),
    ("investment", "ru", "Строительство солнечной станции"),
    ("pensions", "ky", "Чет өлкөдө иштеген стаж жана пенсия"),
    ("children_documents", "ky", "Баланын туулгандыгы тууралуу күбөлүк"),
    ("citizenship", "en", "A new passport at the consulate"),
];

/// What is written to and fro.
const SENTENCES: [&str; 12] = [
    "Кайсы кагаздар керек экенин жана кимге кайрылышым керектигин айтып коюңузчу.",
    "Сколько времени это занимает и можно ли подать документы через консульство?",
    "Which form is needed and where is it handed in?",
    "Рахмат, документтердин көчүрмөсүн жана которулган нускасын жөнөттүм.",
    "Здравствуйте! Нужны копия паспорта, заявление и справка с места работы.",
    "Жооп беш жумуш күндүн ичинде берилет, акысы жок.",
    "Please send the model and the year of the equipment, then we can answer exactly.",
    "Айыл өкмөтүнүн каты жана белек кат керек, министрлик ырастайт.",
    "Спасибо, теперь понятно; остался вопрос о переводе и апостиле.",
    "Күбөлүктү апасы же атасы алат, баланын катышуусу шарт эмес.",
    "The office in Osh takes applications on weekdays from nine to five.",
    "Унаа каттоо борборуна барганга чейин кезекке онлайн жазылыңыз.",
];

/// A desk, its organization, the owner, and which spot it is at.
struct Desk {
    id: String,
    organization: String,
    owner: String,
    spot: usize,
}

/// What is counted of a month: scope, its id, the month, the measure, the value.
type Counters = BTreeMap<(&'static str, String, NaiveDate, &'static str, i64), i64>;

struct Dialogue<'a> {
    generator: &'a mut Generator,
    desks: Vec<Desk>,
    /// The folded words of each sentence.
    words: Vec<BTreeSet<String>>,
    counters: Counters,
    today: NaiveDate,
    listed: i64,
}

/// Loads desks with `cases` cases, behind the projects of the same generator.
pub fn load(app: &App, generator: &mut Generator, cases: usize) -> Result<()> {
    let mut dialogue = Dialogue {
        generator,
        desks: Vec::new(),
        words: SENTENCES.iter().map(|sentence| search::index_terms(sentence)).collect(),
        counters: Counters::new(),
        today: calendar::service::local_today(),
        listed: 0,
    };
    dialogue.desks();
    for number in 1..=cases {
        dialogue.case(number, cases);
        if number % AT_ONCE == 0 {
            dialogue.flush(app)?;
        }
    }
    dialogue.counted();
    dialogue.flush(app)
}

impl Dialogue<'_> {
    fn flush(&mut self, app: &App) -> Result<()> {
        let Generator { bulk, listed, .. } = &mut *self.generator;
        bulk.flush(app, ORDER.split_at(BEFORE_LISTED), "cases", listed)
    }

    fn desks(&mut self) {
        let created = self.generator.now - Duration::days(380);
        for number in 0..SIGN_INS {
            let id = self.generator.id(created);
            let (organization, _, spot) = self.generator.organizations[number].clone();
            let (owner, at) = (self.generator.people[number].clone(), time(created));
            let place = self.generator.spots[spot].id.clone();
            let bulk = &mut self.generator.bulk;
            bulk.add("organizations_members", format!("'{organization}','{owner}','owner',{at}"));
            bulk.add(
                "desks",
                format!(
                    "'{id}',1,'{organization}','{{\"ky\":\"{number}-кабылдама\"}}','{{}}','[\"ky\",\"ru\"]',{PROMISE},\
                     TRUE,'{owner}',{at},{at}"
                ),
            );
            bulk.add("desks_duty", format!("'{id}','{owner}',{at}"));
            let topics: BTreeSet<_> = SUBJECTS.iter().map(|(topic, ..)| *topic).collect();
            for topic in topics {
                bulk.add("desks_desk_topics", format!("'{id}','{topic}'"));
            }
            bulk.add("desks_places", format!("'{id}','{place}'"));
            self.desks.push(Desk { id, organization, owner, spot });
        }
    }

    /// A few desks get most of the questions.
    fn desk(&mut self) -> usize {
        let random = &mut self.generator.random;
        if random.random_bool(0.5) {
            random.random_range(0..SIGN_INS / 20)
        } else {
            random.random_range(0..SIGN_INS)
        }
    }

    fn case(&mut self, number: usize, of: usize) {
        let minutes = i64::try_from((of - number) * 360 * 1440 / of).unwrap_or_default();
        let opened = self.generator.now - Duration::minutes(minutes);
        let id = self.generator.id(opened);
        let at_desk = self.desk();
        let (topic, language, subject) =
            SUBJECTS[self.generator.random.random_range(0..SUBJECTS.len())];
        let is_public = self.generator.random.random_ratio(PUBLIC, 100);
        let opened_on = opened.date_naive();
        // Old ones are closed; of the last weeks' some wait.
        let age = (self.today - opened_on).num_days();
        let waits = age < 40 && self.generator.random.random_bool(0.6);
        let answer_days = self.generator.skewed([(550, 2), (250, 4), (150, 8), (50, 20)]);
        let answer_days = answer_days + self.generator.random.random_range(0_i64..2);
        let due_on = opened_on + Duration::days(PROMISE * 7 / 5);
        let overdue = waits && due_on < self.today;
        let kept = match (waits, overdue) {
            (true, false) => None,
            (true, true) => Some(false),
            (false, _) => Some(answer_days <= PROMISE),
        };
        let state = match (waits, age) {
            (true, _) => "open",
            (false, ..40) => "answered",
            _ => "closed",
        };
        let asker = self.generator.random.random_range(SIGN_INS..self.generator.people.len());
        let asker = self.generator.people[asker].clone();
        let messages = if waits {
            1
        } else {
            self.generator.skewed([(20, 60), (120, 20), (360, 10), (500, 4)]) + 2
        };
        let (opened_at, since) = (time(opened), time(opened + Duration::days(answer_days)));
        let Desk { id: desk, organization, owner, spot } = &self.desks[at_desk];
        let (desk, organization, owner, spot) =
            (desk.clone(), organization.clone(), owner.clone(), *spot);
        let answered = if waits {
            "NULL,NULL,NULL,NULL,NULL".to_owned()
        } else {
            let rating = if self.generator.random.random_bool(0.3) { "4" } else { "NULL" };
            format!("{since},{answer_days},{PROMISE},'{desk}',{rating}")
        };
        let escalate =
            if waits && !overdue { day(due_on + Duration::days(1)) } else { "NULL".to_owned() };
        let close = if state == "answered" {
            day(self.today + Duration::days(9))
        } else {
            "NULL".to_owned()
        };
        let unique = u64::try_from(number).unwrap_or_default() * 48_271;
        let place = self.generator.spots[spot].id.clone();
        let subject = format!("{subject}, {number}");
        let kept_text = kept.map_or("NULL", |kept| if kept { "TRUE" } else { "FALSE" });
        self.generator.bulk.add(
            "cases",
            format!(
                "'{id}',{messages},'{}','{subject}','{topic}','{place}','{language}',{is_public},FALSE,'{asker}','{desk}',\
                 '{organization}','{state}',{since},{opened_at},{},{PROMISE},0,{},{escalate},{close},{answered},{messages},\
                 {since},{kept_text}",
                make_number(unique),
                day(opened_on),
                day(due_on),
            ),
        );
        let mut words = search::index_terms(&subject);
        self.messages(&id, opened, messages, (&asker, &owner), &mut words);
        let desk_scope = ("desk", desk.clone());
        let mut scopes =
            vec![desk_scope, ("organization", organization.clone()), ("topic", topic.to_owned())];
        let within = self.generator.spots[spot].within.clone();
        scopes.extend(within.iter().map(|place| ("place", place.clone())));
        self.count(&scopes, opened_on, kept, (!waits).then_some(answer_days));
        if is_public {
            self.listed += 1;
            let terms: Vec<_> = words.into_iter().collect();
            self.generator.listed.push((self.listed, id, terms.join(" ")));
            let due = if waits { day(due_on) } else { "NULL".to_owned() };
            for place in within {
                let row = format!(
                    "'{place}',{},'{topic}','{organization}','{desk}','{state}',{due}",
                    self.listed
                );
                self.generator.bulk.add("cases_listing", row);
            }
        }
    }

    /// The thread, by turns; its words join `words`.
    fn messages(
        &mut self,
        case: &str,
        opened: DateTime<Utc>,
        messages: i64,
        (asker, owner): (&str, &str),
        words: &mut BTreeSet<String>,
    ) {
        for position in 0..messages {
            let (kind, author) = match position {
                0 => (MessageKind::Question, asker),
                odd if odd % 2 == 1 => (MessageKind::Answer, owner),
                _ => (MessageKind::Reply, asker),
            };
            let sentence = self.generator.random.random_range(0..SENTENCES.len());
            words.extend(self.words[sentence].iter().cloned());
            let at = opened + Duration::minutes(position * 90);
            let row = format!(
                "'{}','{case}','{}','{author}','{}',{}",
                self.generator.id(at),
                kind.name(),
                SENTENCES[sentence],
                time(at)
            );
            self.generator.bulk.add("cases_messages", row);
        }
    }

    fn count(
        &mut self,
        scopes: &[(&'static str, String)],
        opened_on: NaiveDate,
        kept: Option<bool>,
        answer_days: Option<i64>,
    ) {
        let month = opened_on.with_day(1).unwrap_or(opened_on);
        for (scope, id) in scopes {
            let mut add = |measure, value| {
                *self.counters.entry((*scope, id.clone(), month, measure, value)).or_default() += 1;
            };
            add("received", 0);
            if let Some(days) = answer_days {
                add("answered", days);
            }
            if let Some(kept) = kept {
                add(if kept { "kept" } else { "broken" }, 0);
            }
        }
    }

    fn counted(&mut self) {
        for ((scope, id, month, measure, value), cases) in std::mem::take(&mut self.counters) {
            let row = format!("'{scope}','{id}',{},'{measure}',{value},{cases}", day(month));
            self.generator.bulk.add("cases_figures", row);
        }
    }
}
