//! Reports of abuse: what people tell the stewards of, and what becomes of it.
//!
//! Owns the table `reports`. Must never: let a steward decide on a thing of their own organization or on one that they
//! have reported, show a report to anyone but stewards and who made it, lose what the thing said when it was reported.

pub mod facts;
mod routes;
pub mod service;
mod store;

use kopuro_shared::{
    error::ErrorCode,
    language::Translated,
    moderation::{HideFault, Moderator, Visibility},
    organizations::PageQuery,
    page::Page,
    reports::{CreateReport, DecideReport, Report, ReportDetails, ReportQuery},
};

use crate::platform::{
    api::Api,
    error::{Error, Result},
};

/// A thing that may be reported; the area that it is of says what it is.
#[derive(Debug, Clone)]
pub struct Reportable {
    /// The organization that it is of, whose members don't decide.
    pub organization_id: String,
    /// The project that it is, or stands under.
    pub project_id: Option<String>,
    /// The case that it is a message of.
    pub case_id: Option<String>,
    /// The consultation that it is a comment in.
    pub consultation_id: Option<String>,
    /// What it says.
    pub said: Translated,
}

impl Reportable {
    /// A thing of an organization that says this.
    pub fn new(organization_id: String, said: Translated) -> Self {
        Self { organization_id, project_id: None, case_id: None, consultation_id: None, said }
    }
}

/// Whether something is still shown and may be hidden by this person. Errors: `own-organization`, `not-allowed`.
pub fn ensure_hideable(by: Moderator, is_hidden: bool) -> Result<bool> {
    let now = if is_hidden { Visibility::Hidden } else { Visibility::Shown };
    match now.when_hidden(by) {
        Ok(_) => Ok(true),
        Err(HideFault::HiddenAlready) => Ok(false),
        Err(HideFault::OwnOrganization) => Err(Error::new(ErrorCode::OwnOrganization)),
        Err(HideFault::NotAllowed) => Err(Error::not_allowed()),
    }
}

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area(
        "reports",
        "Reports of abuse: what people tell the stewards of, and what becomes of it.",
    );
    api.post("/reports", routes::create_report)
        .signed_in()
        .idempotent()
        .summary("Report something to the stewards")
        .describe(
            "One open report per person and thing. What a steward decides comes to the reporter's notifications.",
        )
        .body::<CreateReport>()
        .creates::<Report>();
    api.get("/me/reports", routes::list_my_reports)
        .signed_in()
        .summary("List what I have reported, newest first")
        .query::<PageQuery>()
        .answers::<Page<Report>>();
    api.get("/reports", routes::list_reports)
        .steward()
        .summary(
            "List reports: those that wait, the longest waiting first; any others newest first",
        )
        .query::<ReportQuery>()
        .answers::<Page<ReportDetails>>();
    api.get("/reports/{id}", routes::get_report)
        .steward()
        .summary("Show a report, and what the caller may decide")
        .answers::<ReportDetails>();
    api.post("/reports/{id}/decide", routes::decide_report)
        .steward()
        .if_match()
        .summary("Dismiss a report, hide what it is about, or say that something was done about it elsewhere")
        .describe(
            "Hiding settles every open report of the same thing. Nobody decides on a thing of their own organization, \
             or on one that they have reported.",
        )
        .body::<DecideReport>()
        .answers::<ReportDetails>();
}
