//! Reports of abuse.

mod create_report;
mod decide_report;
mod dialogue;
mod notifications;

use serde_json::{Value, json};

use crate::{
    projects::Village,
    support::{Answer, Client, Server},
};

/// A village with a bridge under which something was said that people may find wrong.
pub struct Talk {
    pub village: Village,
    pub project: String,
    pub update: String,
    pub question: String,
    /// Who asked the question.
    pub asker: Client,
    /// Who reports.
    pub reader: Client,
}

impl Talk {
    pub async fn new(server: Server) -> Self {
        let village = Village::new(server).await;
        let project = village.bridge().await;
        let asker = village.server.person("asker").await;
        let reader = village.server.person("aigul").await;
        let update = json!({ "title": { "ky": "Тирөөч куюлду" }, "body": { "ky": "Уста Асан, 0555 12 34 56" } });
        let path = format!("/projects/{project}/updates");
        let update = village.owner.post(&path, update).await.expect_status(201).id();
        let path = format!("/projects/{project}/questions");
        let question = json!({ "text": "Акчаны ким уурдады?" });
        let question = asker.post(&path, question).await.expect_status(201).id();
        let answer = json!({ "answer": { "ky": "Эч ким уурдаган жок, келесоо." } });
        village.owner.put(&format!("{path}/{question}/answer"), answer).await.expect_status(200);
        Self { village, project, update, question, asker, reader }
    }

    /// Everything there is to report, as the API names it.
    pub fn things(&self) -> [(&'static str, &str); 5] {
        [
            ("project", &self.project),
            ("update", &self.update),
            ("question", &self.question),
            ("answer", &self.question),
            ("organization", &self.village.organization),
        ]
    }

    /// Reports a thing; the report's id.
    pub async fn report(&self, by: &Client, subject: &str, id: &str) -> String {
        by.post("/reports", report(subject, id)).await.expect_status(201).id()
    }

    /// Decides on a report as it stands now.
    pub async fn decide(&self, by: &Client, id: &str, decision: &str) -> Answer {
        let version = self.village.steward.get(&format!("/reports/{id}")).await.version();
        let body = json!({ "decision": decision, "reason": "Мазактоо" });
        by.post_version(&format!("/reports/{id}/decide"), version, body).await
    }
}

/// A report as people send it.
pub fn report(subject: &str, id: &str) -> Value {
    json!({ "subject": subject, "subject_id": id, "reason": "abuse", "text": "Уят сөздөр бар" })
}

/// The ids of a page's rows.
pub fn ids(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("a page");
    items.iter().map(|item| item["id"].as_str().expect("an id")).collect()
}
