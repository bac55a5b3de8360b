//! The pages: a route and its data each.

pub mod about;
pub mod ask;
pub mod cases;
pub mod catalogue;
pub mod consultations;
pub mod desks;
pub mod home;
pub mod invitation;
pub mod ledger;
pub mod me;
pub mod not_found;
pub mod organizations;
pub mod people;
pub mod places;
pub mod pledges;
pub mod project;
pub mod receipts;
pub mod report;
pub mod steward;
pub mod workspace;
