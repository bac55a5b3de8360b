//! Projects: the catalogue, and their pages.

use kopuro_shared::{
    organizations::OrganizationKind,
    projects::{
        MapFigures, Project, ProjectCount, ProjectQuery, ProjectSort, ProjectState, ProjectSummary,
        Sector,
    },
};

use super::{ApiError, ListOf, Versioned, client};

/// The filters and the order of a query as parameters of an address: of the API's, and of the catalogue's page alike.
pub fn parameters(query: &ProjectQuery) -> Vec<(&'static str, String)> {
    let number = |amount: Option<i64>| amount.map(|amount| amount.to_string());
    let parameters = [
        ("q", query.q.clone()),
        ("place_id", query.place_id.clone()),
        ("sector", query.sector.clone()),
        ("state", query.state.map(|state| ProjectState::name(state).to_owned())),
        (
            "organization_kind",
            query.organization_kind.map(|kind| OrganizationKind::name(kind).to_owned()),
        ),
        ("missing_min", number(query.missing_min)),
        ("missing_max", number(query.missing_max)),
        ("sort", query.sort.map(|sort| ProjectSort::name(sort).to_owned())),
        ("limit", query.limit.map(|limit| limit.to_string())),
    ];
    parameters.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// `path` with a query.
pub fn address(path: &str, query: &ProjectQuery) -> String {
    let parameters = parameters(query);
    let borrowed: Vec<_> = parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client::query(path, &borrowed)
}

/// The projects that a query finds.
pub fn list_projects(query: &ProjectQuery) -> ListOf<ProjectSummary> {
    ListOf::new(&address("/projects", query), &[])
}

/// An organization's projects, newest first; drafts for its members.
pub fn list_organization_projects(organization_id: &str) -> ListOf<ProjectSummary> {
    ListOf::new(&format!("/organizations/{}/projects", client::encode(organization_id)), &[])
}

/// How many projects a query finds.
pub async fn count_projects(query: &ProjectQuery) -> Result<ProjectCount, ApiError> {
    let query = ProjectQuery { sort: None, limit: None, ..query.clone() };
    client::get(&address("/projects/count", &query)).await
}

/// What is needed in a place and in each of its parts, of one sector or of all.
pub async fn get_project_map(place_id: &str, sector: &str) -> Result<MapFigures, ApiError> {
    let parameters = [("place_id", place_id), ("sector", sector)];
    client::get(&client::query("/projects/map", &parameters)).await
}

/// The sectors that projects belong to.
pub async fn list_sectors() -> Result<Vec<Sector>, ApiError> {
    client::get("/sectors").await
}

/// A project's page.
pub async fn get_project(id: &str) -> Result<Versioned<Project>, ApiError> {
    client::get_versioned(&format!("/projects/{}", client::encode(id))).await
}
