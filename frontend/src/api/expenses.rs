//! What a project's money was spent on.

use kopuro_shared::expenses::{Course, Spending};

use super::{ApiError, client};

/// What came, what was spent on each line of the budget, and what is left.
pub async fn get_spending(project_id: &str) -> Result<Spending, ApiError> {
    client::get(&format!("/projects/{}/spending", client::encode(project_id))).await
}

/// How a project's money grew.
pub async fn get_course(project_id: &str) -> Result<Course, ApiError> {
    client::get(&format!("/projects/{}/course", client::encode(project_id))).await
}
