//! Pledges: promises of donors, how they are paid, what a bank statement proves, what partners owe by the matching rule.
//!
//! Owns the tables `pledges…`. Must never: count a promise as money, book one bank transaction twice, name a donor who
//! asked not to be named, move a sum without its entry in the ledger.

pub mod booking;
pub mod facts;
pub mod lists;
mod mails;
mod payment;
pub mod refunds;
pub mod reversals;
mod routes;
pub mod service;
mod store;

use std::time::Duration;

use kopuro_shared::{
    page::Page,
    pledges::{
        CancelPledge, CreatePledge, MyPledge, MyPledgeQuery, Pledge, PledgeQuery, PledgeSummary,
        PledgeTotals, Receipt,
    },
};

use crate::platform::api::Api;

/// How often the server looks for promises whose time is over.
pub const LAPSE_PAUSE: Duration = Duration::from_mins(10);

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("pledges", "Promises of donors, how they are paid, and what the bank proves.");
    api.post("/pledges", routes::create_pledge)
        .signed_in()
        .summary("Promise an amount for a project; the answer says how to pay")
        .body::<CreatePledge>()
        .idempotent()
        .creates::<Pledge>();
    api.get("/pledges/{id}", routes::get_pledge)
        .signed_in()
        .summary("Show a pledge of mine, with how to pay and its receipts")
        .answers::<Pledge>();
    api.post("/pledges/{id}/cancel", routes::cancel_pledge)
        .signed_in()
        .if_match()
        .summary("Withdraw a pledge of mine that nothing was paid for yet")
        .body::<CancelPledge>()
        .answers::<Pledge>();
    api.get("/me/pledges", routes::list_my_pledges)
        .signed_in()
        .summary("List my pledges, newest first; all or those in one state")
        .query::<MyPledgeQuery>()
        .answers::<Page<MyPledge>>();
    api.get("/projects/{id}/pledges", routes::list_project_pledges)
        .summary("List the pledges for a project, newest first; anonymous ones without a name")
        .query::<PledgeQuery>()
        .answers::<Page<PledgeSummary>>();
    api.get("/projects/{id}/pledge_totals", routes::get_pledge_totals)
        .summary("Show what a project was promised and has got, by partner")
        .answers::<PledgeTotals>();
    api.get("/receipts/{code}", routes::get_receipt)
        .summary("Verify a receipt by its code")
        .answers::<Receipt>();
}
