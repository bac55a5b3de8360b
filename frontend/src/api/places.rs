//! The administrative tree.

use kopuro_shared::places::{FoundPlaces, Place};

use super::{ApiError, client};

/// A place with what it lies in and what lies in it.
pub async fn get_place(id: &str) -> Result<Place, ApiError> {
    client::get(&format!("/places/{}", client::encode(id))).await
}

/// Places whose names begin like the words of the query.
pub async fn search_places(q: &str) -> Result<FoundPlaces, ApiError> {
    client::get(&client::query("/places", &[("q", q), ("limit", "12")])).await
}
