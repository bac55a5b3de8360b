//! What is asked of the public cases. It lives in the page's address: links can be shared, and Back works.

use kopuro_shared::cases::{CaseState, routing::PublicCaseQuery};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::api::cases::address;

/// The page of the public cases with this query.
pub fn link(query: &PublicCaseQuery) -> String {
    address("/cases", query)
}

/// Opens an address of the program.
type Go = Box<dyn Fn(&str, NavigateOptions) + Send + Sync>;

/// The query of the page's address, and how to ask another one.
#[derive(Clone, Copy)]
pub struct Asked {
    /// What is asked now.
    pub query: Memo<PublicCaseQuery>,
    go: StoredValue<Go>,
}

impl Asked {
    /// Of this page. What the address says wrongly is as if it were not there.
    pub fn of_address() -> Self {
        let map = use_query_map();
        let query = Memo::new(move |_| {
            map.with(|map| {
                let text = |name: &str| map.get(name).filter(|value| !value.trim().is_empty());
                PublicCaseQuery {
                    q: text("q"),
                    topic: text("topic"),
                    place_id: text("place_id"),
                    organization_id: text("organization_id"),
                    desk_id: text("desk_id"),
                    state: text("state").and_then(|name| CaseState::from_name(&name)),
                    overdue: text("overdue").is_some_and(|value| value == "true"),
                    limit: None,
                    cursor: None,
                }
            })
        });
        Self { query, go: StoredValue::new(Box::new(use_navigate())) }
    }

    /// Asks something else; `replace` in place of what is asked now, as while somebody types.
    pub fn ask(self, replace: bool, change: impl FnOnce(&mut PublicCaseQuery)) {
        // The person may have left the page meanwhile.
        let Some(mut query) = self.query.try_get_untracked() else { return };
        change(&mut query);
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.go.try_with_value(|go| go(&link(&query), options));
    }
}
