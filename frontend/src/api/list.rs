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

    /// Where it is, which tells it from others.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The page behind a cursor, or the first.
    pub async fn page(&self, cursor: Option<&str>) -> Result<Page<T>, ApiError> {
        Self::read(&page_text(&self.address, cursor).await?)
    }

    /// A page from its text.
    pub fn read(text: &str) -> Result<Page<T>, ApiError> {
        client::parse(text).ok_or(ApiError::Unreadable(200))
    }
}

/// The page behind a cursor of the list at `address`, or its first, as it came.
pub async fn page_text(address: &str, cursor: Option<&str>) -> Result<String, ApiError> {
    let Some(cursor) = cursor else { return client::get_text(address).await };
    let mark = if address.contains('?') { '&' } else { '?' };
    client::get_text(&format!("{address}{mark}cursor={}", client::encode(cursor))).await
}
