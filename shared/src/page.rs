//! Keyset pages: every list is bounded, and the next page starts behind the last row of this one.

use serde::{Deserialize, Serialize};

/// Rows of a page when the caller does not say.
pub const DEFAULT_LIMIT: u32 = 20;
/// Most rows of a page.
pub const MAX_LIMIT: u32 = 100;

/// A page of a list. `next_cursor` is absent on the last page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the order asked for.
    pub items: Vec<T>,
    /// Opaque; give it back as `?cursor=` for the next page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// The same page with each row changed.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), next_cursor: self.next_cursor }
    }
}
