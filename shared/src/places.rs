//! The administrative tree.

pub mod outlines;

use serde::{Deserialize, Serialize};

use crate::{
    ids::Id,
    language::Translated,
    validation::{Checks, NAME_MAX, Validate},
};

/// The id of the place that everything lies in.
pub const COUNTRY: &str = "kg";

/// The level of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// The country.
    Country,
    /// Облус.
    Oblast,
    /// A city of republican significance: Bishkek, Osh.
    RepublicanCity,
    /// Район.
    Raion,
    /// A city below an oblast.
    City,
    /// Айыл аймагы.
    AiylAimak,
    /// Айыл.
    Village,
}

impl PlaceKind {
    /// All levels, from the widest.
    pub const ALL: [Self; 7] = [
        Self::Country,
        Self::Oblast,
        Self::RepublicanCity,
        Self::Raion,
        Self::City,
        Self::AiylAimak,
        Self::Village,
    ];

    /// The wire form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Oblast => "oblast",
            Self::RepublicanCity => "republican_city",
            Self::Raion => "raion",
            Self::City => "city",
            Self::AiylAimak => "aiyl_aimak",
            Self::Village => "village",
        }
    }

    /// Reads the wire form.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A place in lists and breadcrumbs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceSummary {
    /// A readable id: `kg-o-alay`.
    pub id: Id,
    /// The level.
    pub kind: PlaceKind,
    /// The name.
    pub name: Translated,
    /// Column of its tile on the schematic map, from 0 in the west.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tile_column: Option<i32>,
    /// Row of its tile, from 0 in the north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tile_row: Option<i32>,
}

/// A place with what it lies in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// A readable id: `kg-o-alay`.
    pub id: Id,
    /// The level.
    pub kind: PlaceKind,
    /// The name.
    pub name: Translated,
    /// ISO 3166-2, for oblasts and cities of republican significance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iso_code: Option<String>,
    /// The state classifier's code (SOATE), where it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soate_code: Option<String>,
    /// What it lies in, from the country down.
    pub ancestors: Vec<PlaceSummary>,
    /// What lies directly in it.
    pub children: Vec<PlaceSummary>,
    /// GeoJSON geometry (RFC 7946), where boundaries were imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<serde_json::Value>,
}

/// Looks for places by the beginnings of their names, in any language and alphabet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct PlaceQuery {
    /// What was typed so far.
    pub q: String,
    /// Rows, 1 to 100.
    pub limit: Option<u32>,
}

impl Validate for PlaceQuery {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/q", &self.q, NAME_MAX);
    }
}

/// The places that were found, the widest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundPlaces {
    /// Each with what it lies in, itself last.
    pub items: Vec<FoundPlace>,
}

/// A place that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundPlace {
    /// The place.
    pub place: PlaceSummary,
    /// What it lies in, from below the country down.
    pub ancestors: Vec<PlaceSummary>,
}
