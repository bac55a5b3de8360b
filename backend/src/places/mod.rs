//! The administrative tree: country, oblasts, raions, cities, aiyl aimaks, villages.
//!
//! Owns the tables `places…`. Ids never change once loaded: projects, desks and organizations point at them.

pub mod import;
pub mod load;
mod outlines;
mod routes;
pub mod service;
mod store;

use kopuro_shared::places::{FoundPlaces, Place, PlaceQuery, outlines::PlaceOutlines};

use crate::platform::api::Api;

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area(
        "places",
        "The administrative tree: country, oblasts, raions, cities, aiyl aimaks, villages.",
    );
    api.get("/places", routes::search_places)
        .summary("Find places by the beginnings of their names, in any language and alphabet")
        .query::<PlaceQuery>()
        .answers::<FoundPlaces>();
    api.get("/places/{id}", routes::get_place)
        .summary("Show a place with what it lies in and what lies in it")
        .answers::<Place>();
    api.get("/places/{id}/outlines", routes::get_place_outlines)
        .summary("Show the outlines of what lies directly in a place, for a map; of those whose boundaries were imported")
        .describe("GeoJSON (RFC 7946), simplified together; `If-None-Match` is answered without reading them.")
        .answers::<PlaceOutlines>();
}
