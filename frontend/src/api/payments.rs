//! Money that leaves: entering, deciding, giving back.

use kopuro_shared::{
    expenses::{
        ActOnExpense, ActOnRefundRun, CreateDistribution, CreateExpense, CreateRefund,
        CreateRefundRun, Expense, RefundRun,
    },
    page::Page,
};

use super::{
    ApiError, ListOf, Versioned,
    client::{self, encode},
};

/// The `ETag` of a version.
fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn of_project(id: &str, what: &str) -> String {
    format!("/projects/{}/{what}", encode(id))
}

/// An organization's payments in a state; those that wait for a decision where it is empty.
pub fn list_organization_expenses(organization_id: &str, state: &str) -> ListOf<Expense> {
    let path = format!("/organizations/{}/expenses", encode(organization_id));
    ListOf::new(&path, &[("state", state)])
}

/// A project's payments of a kind, newest first.
pub fn list_expenses(project_id: &str, kind: &str) -> ListOf<Expense> {
    ListOf::new(&of_project(project_id, "expenses"), &[("kind", kind)])
}

/// Enters what a supplier is paid.
pub async fn create_expense(
    project_id: String,
    key: String,
    request: CreateExpense,
) -> Result<Expense, ApiError> {
    client::post_once(&of_project(&project_id, "expenses"), &key, &request).await
}

/// Proposes to give a donor's money back.
pub async fn create_refund(
    project_id: String,
    key: String,
    request: CreateRefund,
) -> Result<Expense, ApiError> {
    client::post_once(&of_project(&project_id, "refunds"), &key, &request).await
}

/// Proposes to give what is left where the plan says.
pub async fn create_distribution(
    project_id: String,
    key: String,
    request: CreateDistribution,
) -> Result<Expense, ApiError> {
    client::post_once(&of_project(&project_id, "distributions"), &key, &request).await
}

/// Approves, rejects or takes back a payment, or has a mistake reversed.
pub async fn act_on_expense(
    id: String,
    version: i64,
    request: ActOnExpense,
) -> Result<Versioned<Expense>, ApiError> {
    let path = format!("/expenses/{}/actions", encode(&id));
    client::post_versioned(&path, &etag(version), &request).await
}

/// A project's refund runs, newest first.
pub async fn list_refund_runs(project_id: &str) -> Result<Page<RefundRun>, ApiError> {
    client::get(&of_project(project_id, "refund_runs")).await
}

/// Proposes to give what is left back to everyone who paid.
pub async fn create_refund_run(
    project_id: String,
    key: String,
    request: CreateRefundRun,
) -> Result<RefundRun, ApiError> {
    client::post_once(&of_project(&project_id, "refund_runs"), &key, &request).await
}

/// Approves or rejects a refund run whole.
pub async fn act_on_refund_run(
    id: String,
    version: i64,
    request: ActOnRefundRun,
) -> Result<Versioned<RefundRun>, ApiError> {
    let path = format!("/refund_runs/{}/actions", encode(&id));
    client::post_versioned(&path, &etag(version), &request).await
}
