//! The administrative tree.

use kopuro_shared::places::{FoundPlaces, Place, outlines::PlaceOutlines};

use super::{ApiError, client};

/// A place with what it lies in and what lies in it.
pub async fn get_place(id: &str) -> Result<Place, ApiError> {
    client::get(&format!("/places/{}", client::encode(id))).await
}

/// The outlines of what lies directly in a place. A map that can't be drawn is no reason to show none: tiles do.
pub async fn get_place_outlines(id: &str) -> PlaceOutlines {
    client::get(&format!("/places/{}/outlines", client::encode(id))).await.unwrap_or_default()
}

/// Places whose names begin like the words of the query.
pub async fn search_places(q: &str) -> Result<FoundPlaces, ApiError> {
    client::get(&client::query("/places", &[("q", q), ("limit", "12")])).await
}
