//! What is asked of the catalogue. It lives in the page's address: links can be shared, and Back works.

use kopuro_shared::{
    organizations::OrganizationKind,
    projects::{ProjectQuery, ProjectSort, ProjectState},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::api::projects::address;

/// Where the catalogue is.
pub const CATALOGUE: &str = "/projects";

/// The catalogue with this query.
pub fn link(query: &ProjectQuery) -> String {
    address(CATALOGUE, query)
}

/// The catalogue of a place and what lies in it.
pub fn link_to_place(place_id: &str) -> String {
    link(&ProjectQuery { place_id: Some(place_id.to_owned()), ..ProjectQuery::default() })
}

/// Opens an address of the program.
type Go = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// The query of the page's address, and how to ask another one.
#[derive(Clone, Copy)]
pub struct Asked {
    /// What is asked now.
    pub query: Memo<ProjectQuery>,
    go: StoredValue<Go>,
}

impl Asked {
    /// Of this page. What the address says wrongly is as if it were not there.
    pub fn of_address() -> Self {
        let map = use_query_map();
        let query = Memo::new(move |_| {
            map.with(|map| {
                let text = |name: &str| map.get(name).filter(|value| !value.trim().is_empty());
                let amount =
                    |name: &str| text(name)?.parse().ok().filter(|amount: &i64| *amount >= 0);
                ProjectQuery {
                    q: text("q"),
                    place_id: text("place_id"),
                    sector: text("sector"),
                    state: text("state").and_then(|name| ProjectState::from_name(&name)),
                    organization_kind: text("organization_kind")
                        .and_then(|name| OrganizationKind::from_name(&name)),
                    missing_min: amount("missing_min"),
                    missing_max: amount("missing_max"),
                    sort: text("sort").and_then(|name| ProjectSort::from_name(&name)),
                    limit: None,
                    cursor: None,
                }
            })
        });
        Self { query, go: StoredValue::new(Box::new(use_navigate())) }
    }

    /// Asks something else: an entry of the history of its own.
    pub fn ask(self, change: impl FnOnce(&mut ProjectQuery)) {
        self.turn(false, change);
    }

    /// Asks something else in place of what is asked now, as while somebody types.
    pub fn amend(self, change: impl FnOnce(&mut ProjectQuery)) {
        self.turn(true, change);
    }

    fn turn(self, replace: bool, change: impl FnOnce(&mut ProjectQuery)) {
        // The person may have left the page meanwhile.
        let Some(mut query) = self.query.try_get_untracked() else { return };
        change(&mut query);
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.go.try_with_value(|go| go(&link(&query), options));
    }
}

/// A text as a filter: nothing where it is empty.
pub fn filter(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}
