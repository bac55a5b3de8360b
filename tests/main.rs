//! API tests: every one speaks HTTP to a real server, on both engines.
//!
//! PostgreSQL is named by `TEST_DATABASE_URL` (`scripts/with-postgres.sh` starts a throwaway cluster); without it the
//! PostgreSQL half fails rather than being skipped.

mod backup;
mod calendar;
mod cases;
mod consultations;
mod contract;
mod desks;
mod exchange_rates;
mod expenses;
mod files;
mod ledger;
mod organizations;
mod people;
mod places;
mod pledges;
mod projects;
mod reports;
mod site;
mod statements;
mod support;
