//! What every area uses, once: configuration, database, errors, HTTP edges, audit log, outbox, mail.
//! Knows no area; areas know it.

pub mod api;
pub mod app;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod clock;
pub mod config;
pub mod cursor;
pub mod db;
pub mod docs;
pub mod error;
pub mod health;
pub mod http;
pub mod idempotency;
pub mod jobs;
pub mod limits;
pub mod mail;
pub mod messages;
pub mod metrics;
pub mod objects;
pub mod origin;
pub mod outbox;
pub mod sealer;
pub mod search;
