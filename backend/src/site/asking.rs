//! The heads of the pages for asking: questions to desks, desks, consultations.

use kopuro_shared::{
    cases::{Case, CaseMessage, MessageKind},
    consultations::Consultation,
    desks::Desk,
    error::ErrorCode,
    language::Language,
};
use serde_json::{Value, json};

use super::head::{Head, breadcrumbs};
use crate::{
    cases, consultations, desks,
    platform::{app::App, auth::Visitor, error::Result, messages::message, origin::Origin},
};

/// The head of a page for asking; nothing where the address is none of them. `not-found` where something is meant that is not
/// there.
pub async fn head_of(
    app: &App,
    origin: &Origin,
    segments: &[&str],
    path: &str,
) -> Result<Option<Head>> {
    let language = origin.language;
    let visitor = || Visitor { actor: None, origin: origin.clone() };
    let text = |key| message(language, key, &[]);
    let head = match segments {
        ["ask"] => Head::new(text("site-ask"), text("site-ask-description"), path),
        ["cases"] => Head::new(text("site-cases"), text("site-cases-description"), path),
        ["cases", id] => of_case(app, visitor(), id, path).await?,
        ["guest_case"] => Head {
            is_hidden: true,
            ..Head::new(text("site-case"), text("site-ask-description"), path)
        },
        ["desks", id] => {
            let desk = desks::service::get_desk(app, visitor(), (*id).to_owned()).await?;
            of_desk(app, language, &desk, path)
        }
        ["responsiveness"] => {
            Head::new(text("site-responsiveness"), text("site-responsiveness-description"), path)
        }
        ["consultations"] => {
            Head::new(text("site-consultations"), text("site-consultations-description"), path)
        }
        ["consultations", id] => {
            let id = (*id).to_owned();
            let consultation = consultations::service::get_consultation(app, visitor(), id).await?;
            of_consultation(app, language, &consultation, path)
        }
        _ => return Ok(None),
    };
    Ok(Some(head))
}

/// A private case is a page like any other to who may see it, and says nothing of itself; neither does one that is not there,
/// so that the two can't be told apart.
async fn of_case(app: &App, visitor: Visitor, id: &str, path: &str) -> Result<Head> {
    let language = visitor.origin.language;
    match cases::service::get_case(app, visitor, id.to_owned()).await {
        Ok(case) => Ok(of_public_case(app, language, &case, path)),
        Err(error) if error.code == ErrorCode::NotFound => {
            let text = |key| message(language, key, &[]);
            let head = Head::new(text("site-case"), text("site-ask-description"), path);
            Ok(Head { is_hidden: true, ..head })
        }
        Err(error) => Err(error),
    }
}

fn of_public_case(app: &App, language: Language, case: &Case, path: &str) -> Head {
    let summary = &case.summary;
    let said = |kind| {
        let shown = |one: &&CaseMessage| one.kind == kind && one.hidden_reason.is_none();
        case.messages.iter().find(shown)
    };
    let question = said(MessageKind::Question);
    let answer = said(MessageKind::Answer);
    let description = answer.or(question).map(|one| one.text.clone()).unwrap_or_default();
    let desk = summary.desk.as_ref();
    let by = desk.map(|desk| {
        json!({
            "@type": "GovernmentOrganization",
            "name": desk.organization_name.pick(language),
            "url": app.link(&format!("/organizations/{}", desk.organization_id)),
        })
    });
    let asker = summary.asked_by.as_ref().map(|name| json!({ "@type": "Person", "name": name }));
    let answered = answer.map(|answer| {
        json!({
            "@type": "Answer",
            "text": answer.text,
            "dateCreated": answer.created_at,
            "url": app.link(&format!("{path}#message-{}", answer.id)),
            "author": by,
        })
    });
    // A question that nobody has answered helps nobody who searches.
    let data = answered.map(|answered| {
        json!({
            "@context": "https://schema.org",
            "@type": "QAPage",
            "inLanguage": summary.language.tag(),
            "mainEntity": {
                "@type": "Question",
                "name": summary.subject,
                "text": question.map(|one| one.text.as_str()),
                "dateCreated": summary.opened_at,
                "author": asker,
                "answerCount": 1,
                "acceptedAnswer": answered,
            },
        })
    });
    Head { data, ..Head::new(summary.subject.as_str(), description, path) }
}

fn of_desk(app: &App, language: Language, desk: &Desk, path: &str) -> Head {
    let name = desk.name.pick(language);
    let organization = desk.organization.name.pick(language);
    let title = format!("{name} – {organization}");
    let about = desk.about.pick(language).trim();
    let description = if about.is_empty() {
        message(
            language,
            "site-desk-description",
            &[("name", name), ("organization", organization)],
        )
    } else {
        about.to_owned()
    };
    let steps = [
        (organization.to_owned(), format!("/organizations/{}", desk.organization.id)),
        (name.to_owned(), path.to_owned()),
    ];
    let data = in_context(breadcrumbs(app, &steps));
    Head { data: Some(data), ..Head::new(title, description, path) }
}

fn of_consultation(app: &App, language: Language, consultation: &Consultation, path: &str) -> Head {
    let title = consultation.brief.title.pick(language);
    let steps = [
        (message(language, "site-consultations", &[]), "/consultations".to_owned()),
        (title.to_owned(), path.to_owned()),
    ];
    let data = in_context(breadcrumbs(app, &steps));
    Head { data: Some(data), ..Head::new(title, consultation.summary.pick(language), path) }
}

fn in_context(item: Value) -> Value {
    json!({ "@context": "https://schema.org", "@graph": [item] })
}
