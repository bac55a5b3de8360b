//! The tables as Diesel sees them; both engines have the same. Only an area's `store.rs` (and the platform's own
//! modules) name them. A test compares the two schemas with each other.
#![allow(
    missing_docs,
    reason = "a table's columns are described in its migration and its wire type"
)]

use diesel::{allow_tables_to_appear_in_same_query, joinable, table};

table! {
    idempotency_keys (key_hash) {
        key_hash -> Text,
        request_hash -> Text,
        answer -> Text,
        created_at -> Timestamp,
    }
}

table! {
    rate_limits (key) {
        key -> Text,
        tries -> Integer,
        ends_at -> Timestamp,
    }
}

table! {
    outbox (id) {
        id -> Text,
        kind -> Text,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        tries -> Integer,
        created_at -> Timestamp,
        next_try_at -> Timestamp,
        delivered_at -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
    }
}

table! {
    audit_entries (id) {
        id -> Text,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        organization_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        address -> Text,
        request_id -> Text,
        details -> Json,
    }
}

table! {
    audit_seals (number) {
        number -> BigInt,
        entry_id -> Text,
        hash -> Text,
    }
}

table! {
    people (id) {
        id -> Text,
        version -> BigInt,
        email -> Nullable<Text>,
        email_confirmed_at -> Nullable<Timestamp>,
        password_hash -> Nullable<Text>,
        display_name -> Text,
        about -> Text,
        language -> Text,
        currency -> Text,
        is_public -> Bool,
        is_steward -> Bool,
        totp_secret -> Nullable<Text>,
        totp_confirmed_at -> Nullable<Timestamp>,
        totp_last_step -> BigInt,
        created_at -> Timestamp,
        deleted_at -> Nullable<Timestamp>,
    }
}

table! {
    people_recovery_codes (code_hash) {
        code_hash -> Text,
        person_id -> Text,
        used_at -> Nullable<Timestamp>,
    }
}

table! {
    people_links (token_hash) {
        token_hash -> Text,
        person_id -> Text,
        purpose -> Text,
        email -> Text,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

table! {
    people_sessions (id) {
        id -> Text,
        person_id -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        second_factor -> Bool,
        address -> Text,
        device -> Text,
    }
}

table! {
    people_refresh_tokens (token_hash) {
        token_hash -> Text,
        session_id -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
        successor_hash -> Nullable<Text>,
    }
}

table! {
    places (id) {
        id -> Text,
        kind -> Text,
        parent_id -> Nullable<Text>,
        iso_code -> Nullable<Text>,
        soate_code -> Nullable<Text>,
        name -> Json,
        tile_column -> Nullable<Integer>,
        tile_row -> Nullable<Integer>,
        position -> Integer,
    }
}

table! {
    places_ancestors (place_id, ancestor_id) {
        place_id -> Text,
        ancestor_id -> Text,
        distance -> Integer,
    }
}

table! {
    places_terms (term, place_id) {
        term -> Text,
        place_id -> Text,
    }
}

table! {
    places_boundaries (place_id) {
        place_id -> Text,
        geometry -> Json,
    }
}

allow_tables_to_appear_in_same_query!(places, places_ancestors, places_terms, places_boundaries);
joinable!(people_refresh_tokens -> people_sessions (session_id));
allow_tables_to_appear_in_same_query!(people_refresh_tokens, people_sessions);
joinable!(audit_seals -> audit_entries (entry_id));
allow_tables_to_appear_in_same_query!(audit_entries, audit_seals);
