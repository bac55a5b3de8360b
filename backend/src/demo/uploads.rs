//! Pictures and papers of the story, uploaded as people upload theirs.

use actix_web::{dev, web::Bytes};
use futures_util::{StreamExt as _, stream};
use kopuro_shared::{
    files::{FileKind, UploadFile},
    ids::Id,
};

use super::{paper::Paper, story, teller::Teller};
use crate::{
    files,
    platform::{
        auth::Actor,
        error::{Error, Result},
        idempotency::IdempotencyKey,
    },
};

impl Teller<'_> {
    /// Uploads a picture of the story.
    pub async fn upload_picture(
        &self,
        actor: &Actor,
        organization: &str,
        picture: &str,
    ) -> Result<Id> {
        let content = story::picture(picture).ok_or_else(Error::not_found)?;
        let name = format!("{picture}.jpg");
        let content = Bytes::from_static(content);
        self.upload(actor, organization, FileKind::Photo, name, content).await
    }

    /// Uploads a paper.
    pub async fn upload_paper(
        &self,
        actor: &Actor,
        organization: &str,
        paper: &Paper,
        name: &str,
    ) -> Result<Id> {
        let content = Bytes::from(paper.pdf());
        self.upload(actor, organization, FileKind::Document, name.to_owned(), content).await
    }

    async fn upload(
        &self,
        actor: &Actor,
        organization: &str,
        kind: FileKind,
        name: String,
        content: Bytes,
    ) -> Result<Id> {
        let request = UploadFile { kind, name, organization_id: Some(organization.to_owned()) };
        let body = stream::once(async move { Ok(content) }).boxed_local();
        let body = dev::Payload::Stream { payload: body };
        let (actor, key) = (actor.clone(), IdempotencyKey::none());
        let file = files::service::upload_file(self.app, actor, key, request, body).await?;
        Ok(file.id)
    }
}
