//! The work in the story: how it was bought, its milestones, updates, questions.

use kopuro_shared::projects::{
    AddEvidence, AnswerQuestion, AskQuestion, ChangeMilestone, PostUpdate, RecordProcurement,
    UploadedPhoto,
};

use super::{
    story::{Event, EvidenceStory, ProcurementStory, QuestionStory, UpdateStory},
    teller::{Teller, som},
};
use crate::{
    platform::{
        clock,
        error::{Error, Result},
        idempotency::IdempotencyKey,
    },
    projects,
};

/// Lets happen what the event tells of the work.
pub async fn happen(teller: &mut Teller<'_>, project: &str, event: &Event) -> Result<()> {
    if let Some(procurement) = &event.procurement {
        record_procurement(teller, project, procurement).await?;
    }
    if let Some(evidence) = &event.evidence {
        add_evidence(teller, project, evidence).await?;
    }
    if let Some(update) = &event.update {
        post_update(teller, project, update).await?;
    }
    if let Some(question) = &event.question {
        ask(teller, project, question).await?;
    }
    Ok(())
}

async fn record_procurement(
    teller: &Teller<'_>,
    project: &str,
    story: &ProcurementStory,
) -> Result<()> {
    let request = RecordProcurement {
        method: story.method,
        tender_number: story.tender_number.clone(),
        tender_url: None,
        supplier: Some(story.supplier.clone()),
        contract_value: Some(som(&story.contract_value)?),
        contract_signed_on: Some(clock::today()),
        contract_file_id: None,
        note: story.note.clone(),
    };
    let (actor, id) = (teller.actor(&story.by)?, teller.project(project)?);
    projects::work::record_procurement(teller.app, actor, id, request).await.map(|_| ())
}

async fn add_evidence(teller: &Teller<'_>, project: &str, story: &EvidenceStory) -> Result<()> {
    let present = teller.look(project).await?;
    let milestone =
        present.milestones.get(story.milestone).ok_or_else(Error::not_found)?.id.clone();
    let organization = teller.organization(teller.carrier(project)?)?;
    let actor = teller.actor(&story.by)?;
    for picture in &story.pictures {
        let file_id = teller.upload_picture(&actor, &organization, picture).await?;
        let request = AddEvidence { file_id, caption: story.caption.clone() };
        let (id, milestone, key) = (present.id.clone(), milestone.clone(), IdempotencyKey::none());
        projects::work::add_evidence(teller.app, actor.clone(), id, milestone, key, request)
            .await?;
    }
    if story.done {
        let request =
            ChangeMilestone { done_on: Some(clock::today()), ..ChangeMilestone::default() };
        projects::work::change_milestone(teller.app, actor, present.id, milestone, request).await?;
    }
    Ok(())
}

async fn post_update(teller: &Teller<'_>, project: &str, story: &UpdateStory) -> Result<()> {
    let organization = teller.organization(teller.carrier(project)?)?;
    let actor = teller.actor(&story.by)?;
    let mut photos = Vec::new();
    for picture in &story.pictures {
        let file_id = teller.upload_picture(&actor, &organization, picture).await?;
        photos.push(UploadedPhoto { file_id, caption: story.title.clone() });
    }
    let request = PostUpdate { title: story.title.clone(), body: story.body.clone(), photos };
    let (id, key) = (teller.project(project)?, IdempotencyKey::none());
    projects::community::post_update(teller.app, actor, id, key, request).await.map(|_| ())
}

async fn ask(teller: &Teller<'_>, project: &str, story: &QuestionStory) -> Result<()> {
    let id = teller.project(project)?;
    let (asker, key) = (teller.actor(&story.by)?, IdempotencyKey::none());
    let request = AskQuestion { text: story.text.clone() };
    let question =
        projects::community::ask_question(teller.app, asker, id.clone(), key, request).await?;
    if let Some(person) = &story.answered_by {
        let request = AnswerQuestion { answer: story.answer.clone() };
        let actor = teller.actor(person)?;
        projects::community::answer_question(teller.app, actor, id, question.id, request).await?;
    }
    Ok(())
}
