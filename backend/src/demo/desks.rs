//! The dialogue in the story: desks, what people ask them, consultations.

use std::collections::HashMap;

use kopuro_shared::{
    cases::{ActOnCase, AskCase, Case, CaseAction, PostMessage},
    consultations::{ConcludeConsultation, NewSection, Outcome, WriteComment, WriteConsultation},
    desks::{CreateDesk, WriteCannedAnswer},
    ids::Id,
};

use super::{
    questions::{
        CaseStory, CommentStory, ConsultationStory, DeskStory, Questions, ResultStory, TurnStory,
    },
    teller::{Teller, unknown},
};
use crate::{
    cases, consultations, desks,
    platform::{
        auth::Visitor,
        error::{Error, Result},
        http::IfMatch,
        idempotency::IdempotencyKey,
        origin::Origin,
    },
};

/// What the story's desks, cases and consultations stand for in the database; the last two by where the file has them.
#[derive(Default)]
pub struct Dialogue {
    desks: HashMap<String, Id>,
    cases: HashMap<usize, Id>,
    consultations: HashMap<usize, Id>,
}

/// Something of the dialogue that is told on a day.
#[derive(Clone, Copy)]
pub enum Said<'a> {
    Desk(&'a DeskStory),
    Case(usize, &'a CaseStory),
    Turn(usize, &'a TurnStory),
    Consultation(usize, &'a ConsultationStory),
    Comment(usize, &'a CommentStory),
    Result(usize, &'a str, &'a ResultStory),
}

impl Said<'_> {
    pub fn day(self) -> i64 {
        match self {
            Self::Desk(it) => it.day,
            Self::Case(_, it) => it.day,
            Self::Turn(_, it) => it.day,
            Self::Consultation(_, it) => it.day,
            Self::Comment(_, it) => it.day,
            Self::Result(_, _, it) => it.day,
        }
    }
}

/// Everything that is said, in the order of the file.
pub fn all(questions: &Questions) -> Vec<Said<'_>> {
    let mut all: Vec<Said<'_>> = questions.desks.iter().map(Said::Desk).collect();
    for (index, case) in questions.cases.iter().enumerate() {
        all.push(Said::Case(index, case));
        all.extend(case.turns.iter().map(|turn| Said::Turn(index, turn)));
    }
    for (index, consultation) in questions.consultations.iter().enumerate() {
        all.push(Said::Consultation(index, consultation));
        all.extend(consultation.comments.iter().map(|it| Said::Comment(index, it)));
        all.extend(consultation.result.iter().map(|it| Said::Result(index, &consultation.by, it)));
    }
    all
}

/// Tells one thing.
pub async fn tell(teller: &mut Teller<'_>, said: Said<'_>) -> Result<()> {
    match said {
        Said::Desk(story) => set_up(teller, story).await,
        Said::Case(index, story) => ask(teller, index, story).await,
        Said::Turn(index, story) => turn(teller, index, story).await,
        Said::Consultation(index, story) => consult(teller, index, story).await,
        Said::Comment(index, story) => comment(teller, index, story).await,
        Said::Result(index, by, story) => conclude(teller, index, by, story).await,
    }
}

async fn set_up(teller: &mut Teller<'_>, story: &DeskStory) -> Result<()> {
    let app = teller.app;
    let owner = teller.owner(&story.organization)?;
    let request = CreateDesk {
        name: story.name.clone(),
        about: story.about.clone(),
        topics: story.topics.clone(),
        place_ids: story.places.clone(),
        languages: story.languages.clone(),
        promise_days: story.promise_days,
        above_desk_id: None,
    };
    let (organization, key) = (teller.organization(&story.organization)?, IdempotencyKey::none);
    let desk =
        desks::service::create_desk(app, owner.clone(), organization, key(), request).await?;
    for person in &story.duty {
        let person = teller.actor(person)?.person_id;
        desks::duty::put_on_duty(app, owner.clone(), desk.id.clone(), person).await?;
    }
    for canned in &story.canned_answers {
        let request = WriteCannedAnswer { title: canned.title.clone(), body: canned.body.clone() };
        let id = desk.id.clone();
        desks::canned::create_canned_answer(app, owner.clone(), id, key(), request).await?;
    }
    teller.dialogue.desks.insert(story.id.clone(), desk.id);
    Ok(())
}

fn desk(teller: &Teller<'_>, name: &str) -> Result<Id> {
    teller.dialogue.desks.get(name).cloned().ok_or_else(|| unknown(name))
}

async fn ask(teller: &mut Teller<'_>, index: usize, story: &CaseStory) -> Result<()> {
    let request = AskCase {
        subject: story.subject.clone(),
        text: story.text.clone(),
        topic: story.topic.clone(),
        place_id: story.place.clone(),
        desk_id: story.desk.as_deref().map(|name| desk(teller, name)).transpose()?,
        language: story.language,
        is_public: story.public,
        shows_name: story.shows_name,
        attachments: Vec::new(),
    };
    let (asker, key) = (teller.actor(&story.by)?, IdempotencyKey::none());
    let case = cases::service::ask_case(teller.app, asker, key, request).await?;
    teller.dialogue.cases.insert(index, case.summary.id);
    Ok(())
}

async fn look(teller: &Teller<'_>, index: usize, person: &str) -> Result<Case> {
    let id = teller.dialogue.cases.get(&index).cloned().ok_or_else(|| unknown("case"))?;
    let actor = Some(teller.actor(person)?);
    let visitor = Visitor { actor, origin: Origin::internal("demo") };
    cases::service::get_case(teller.app, visitor, id).await
}

async fn turn(teller: &Teller<'_>, index: usize, story: &TurnStory) -> Result<()> {
    let case = look(teller, index, &story.by).await?;
    let (caller, id) = (teller.actor(&story.by)?.into(), case.summary.id);
    if let Some(kind) = story.kind {
        let request = PostMessage { kind, text: story.text.clone(), attachments: Vec::new() };
        let key = IdempotencyKey::none();
        return cases::messages::post_message(teller.app, caller, id, key, request)
            .await
            .map(|_| ());
    }
    let action = match (&story.transfer, &story.assign, story.rating) {
        (Some(_), ..) => CaseAction::Transfer,
        (_, Some(_), _) => CaseAction::Assign,
        (.., Some(_)) => CaseAction::Rate,
        _ => CaseAction::Close,
    };
    let request = ActOnCase {
        action,
        reason: story.text.clone(),
        desk_id: story.transfer.as_deref().map(|name| desk(teller, name)).transpose()?,
        person_id: match &story.assign {
            Some(person) => Some(teller.actor(person)?.person_id),
            None => None,
        },
        rating: story.rating,
    };
    let version = IfMatch(case.version);
    cases::actions::act_on_case(teller.app, caller, id, version, request).await.map(|_| ())
}

async fn consult(teller: &mut Teller<'_>, index: usize, story: &ConsultationStory) -> Result<()> {
    let app = teller.app;
    let section = |section: &super::questions::SectionStory| NewSection {
        heading: section.heading.clone(),
        body: section.body.clone(),
    };
    let request = WriteConsultation {
        title: story.title.clone(),
        summary: story.summary.clone(),
        sections: story.sections.iter().map(section).collect(),
        closes_on: teller.date(story.closes_on),
        result_due_on: teller.date(story.result_due_on),
    };
    let (actor, key) = (teller.actor(&story.by)?, IdempotencyKey::none());
    let organization = teller.organization(&story.organization)?;
    let draft =
        consultations::service::create_consultation(app, actor.clone(), organization, key, request)
            .await?;
    let (id, version) = (draft.brief.id.clone(), IfMatch(draft.version));
    consultations::service::publish_consultation(app, actor, id, version).await?;
    teller.dialogue.consultations.insert(index, draft.brief.id);
    Ok(())
}

async fn published(
    teller: &Teller<'_>,
    index: usize,
) -> Result<kopuro_shared::consultations::Consultation> {
    let known = teller.dialogue.consultations.get(&index);
    let id = known.cloned().ok_or_else(|| unknown("consultation"))?;
    let visitor = Visitor { actor: None, origin: Origin::internal("demo") };
    consultations::service::get_consultation(teller.app, visitor, id).await
}

async fn comment(teller: &Teller<'_>, index: usize, story: &CommentStory) -> Result<()> {
    let app = teller.app;
    let sections = published(teller, index).await?.sections;
    let section = sections.get(story.section).ok_or_else(Error::not_found)?.id.clone();
    let (actor, request) = (teller.actor(&story.by)?, WriteComment { text: story.text.clone() });
    let comment = consultations::comments::write_comment(app, actor, section, request).await?;
    for person in &story.supported_by {
        let (actor, id) = (teller.actor(person)?, comment.id.clone());
        consultations::comments::set_supported(app, actor, id, true).await?;
    }
    Ok(())
}

async fn conclude(teller: &Teller<'_>, index: usize, by: &str, story: &ResultStory) -> Result<()> {
    let present = published(teller, index).await?;
    let outcomes = present.sections.iter().zip(&story.outcomes).map(|(section, outcome)| Outcome {
        section_id: section.id.clone(),
        kind: outcome.kind,
        reason: outcome.reason.clone(),
    });
    let request = ConcludeConsultation { note: story.note.clone(), outcomes: outcomes.collect() };
    let (actor, version) = (teller.actor(by)?, IfMatch(present.version));
    consultations::service::conclude_consultation(
        teller.app,
        actor,
        present.brief.id,
        version,
        request,
    )
    .await
    .map(|_| ())
}
