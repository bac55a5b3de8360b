//! Reports of abuse.

use kopuro_shared::reports::{CreateReport, DecideReport, Report, ReportDetails};

use super::{
    ApiError, ListOf, Versioned,
    client::{self, encode},
};

/// Reports something public to the stewards.
pub async fn create_report(key: String, request: CreateReport) -> Result<Report, ApiError> {
    client::post_once("/reports", &key, &request).await
}

/// Reports in a state and of things of a kind (empty: of any), for stewards.
pub fn list_reports(state: &str, subject: &str) -> ListOf<ReportDetails> {
    ListOf::new("/reports", &[("state", state), ("subject", subject)])
}

/// Decides on a report of this version.
pub async fn decide_report(
    id: String,
    version: i64,
    request: DecideReport,
) -> Result<Versioned<ReportDetails>, ApiError> {
    let path = format!("/reports/{}/decide", encode(&id));
    client::post_versioned(&path, &format!("\"{version}\""), &request).await
}
