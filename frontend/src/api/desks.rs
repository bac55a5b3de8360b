//! Desks, what they answer for, and how they answer.

use kopuro_shared::{
    cases::figures::{Responsiveness, ResponsivenessQuery},
    desks::{Desk, DeskSummary, Topic},
};

use super::{
    ApiError, ListOf,
    client::{self, encode, query},
};

/// What people ask about.
pub async fn list_topics() -> Result<Vec<Topic>, ApiError> {
    client::get("/topics").await
}

/// The desks that take cases, for a topic and a place (empty: all); for a place the nearest to it first.
pub fn list_desks(topic: &str, place_id: &str) -> ListOf<DeskSummary> {
    ListOf::new("/desks", &[("topic", topic), ("place_id", place_id), ("limit", "10")])
}

/// A desk's page.
pub async fn get_desk(id: &str) -> Result<Desk, ApiError> {
    client::get(&format!("/desks/{}", encode(id))).await
}

/// An organization's desks.
pub fn list_organization_desks(organization_id: &str) -> ListOf<DeskSummary> {
    ListOf::new(&format!("/organizations/{}/desks", encode(organization_id)), &[])
}

/// How a desk, an organization, a place or a topic answers.
pub async fn get_responsiveness(of: &ResponsivenessQuery) -> Result<Responsiveness, ApiError> {
    client::get(&responsiveness_address("/responsiveness", of)).await
}

/// `path` for these figures: of the API, and of the web app's page alike.
pub fn responsiveness_address(path: &str, of: &ResponsivenessQuery) -> String {
    let value = |id: &Option<String>| id.clone().unwrap_or_default();
    let (desk, organization) = (value(&of.desk_id), value(&of.organization_id));
    let (place, topic) = (value(&of.place_id), value(&of.topic));
    let parameters = [
        ("desk_id", desk.as_str()),
        ("organization_id", &organization),
        ("place_id", &place),
        ("topic", &topic),
    ];
    query(path, &parameters)
}

/// Where the rows of a desk's or an organization's cases are written as CSV, for those who count themselves.
pub fn case_rows_address(of: &ResponsivenessQuery) -> String {
    responsiveness_address("/api/v1/case_rows.csv", of)
}
