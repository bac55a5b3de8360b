//! Identifiers. Every row that has an address has a `UUIDv7` (RFC 9562) as text: sortable by creation, so keyset
//! pages follow the order in which things came.

/// The identifier of a resource: a `UUIDv7` in its hyphenated lower-case form.
pub type Id = String;
