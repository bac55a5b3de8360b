//! Lists that are read page by page.

use std::marker::PhantomData;

use kopuro_shared::page::Page;
use serde::de::DeserializeOwned;

use super::{ApiError, client};

/// A list of the API: where it is, and what its rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListOf<T> {
    address: String,
    rows: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> ListOf<T> {
    /// The list at `path` with those of the parameters that have a value.
    pub(super) fn new(path: &str, parameters: &[(&str, &str)]) -> Self {
        Self { address: client::query(path, parameters), rows: PhantomData }
    }

    /// What tells this list from others.
    pub fn key(&self) -> &str {
        &self.address
    }

    /// The page behind a cursor, or the first.
    pub async fn page(&self, cursor: Option<&str>) -> Result<Page<T>, ApiError> {
        let Some(cursor) = cursor else { return client::get(&self.address).await };
        let mark = if self.address.contains('?') { '&' } else { '?' };
        let cursor = client::encode(cursor);
        client::get(&format!("{}{mark}cursor={cursor}", self.address)).await
    }
}
