//! Money that goes out: to suppliers, back to donors, and where the plan says what is left goes.
//!
//! Owns the tables `expenses…`. Must never: book what only one person has seen, spend what the bank doesn't have, show what
//! nobody has approved to strangers, name who entered or approved unless that person is public.

pub mod decisions;
pub mod facts;
mod figures;
mod mails;
pub mod proof;
pub mod refunds;
mod routes;
pub mod runs;
pub mod service;
mod store;
mod view;

use std::time::Duration;

use kopuro_shared::{
    expenses::{
        ActOnExpense, ActOnRefundRun, Course, CreateDistribution, CreateExpense, CreateRefund,
        CreateRefundRun, Expense, ExpenseQuery, OrganizationExpenseQuery, ProveExpense, RefundRun,
        Spending,
    },
    organizations::PageQuery,
    page::Page,
};

use crate::platform::api::Api;

/// How often the server goes on with giving back.
pub const RUN_PAUSE: Duration = Duration::from_secs(3);

/// Registers the operations.
pub fn register(api: &mut Api) {
    api.area("expenses", "Money that goes out, always seen by two people, and what became of it.");
    api.post("/projects/{id}/expenses", routes::create_expense)
        .signed_in()
        .idempotent()
        .summary("Enter what a supplier is paid, with its invoice; another member approves it")
        .body::<CreateExpense>()
        .creates::<Expense>();
    api.get("/projects/{id}/expenses", routes::list_expenses)
        .summary(
            "List a project's payments, newest first; what is not approved for members and stewards",
        )
        .query::<ExpenseQuery>()
        .answers::<Page<Expense>>();
    api.get("/organizations/{id}/expenses", routes::list_organization_expenses)
        .signed_in()
        .summary("List an organization's payments that wait for a decision, newest first")
        .query::<OrganizationExpenseQuery>()
        .answers::<Page<Expense>>();
    api.get("/expenses/{id}", routes::get_expense)
        .summary("Show a payment, and what the caller may do with it")
        .answers::<Expense>();
    api.post("/expenses/{id}/actions", routes::act_on_expense)
        .signed_in()
        .if_match()
        .summary("Approve, reject or take back a payment, or have a mistake reversed")
        .describe("Refused with `four-eyes` to who entered it, and with `not-enough-money` beyond what is on the account.")
        .body::<ActOnExpense>()
        .answers::<Expense>();
    api.put("/expenses/{id}/proof", routes::prove_expense)
        .signed_in()
        .if_match()
        .summary("Name the debit on a bank statement that shows a booked payment")
        .body::<ProveExpense>()
        .answers::<Expense>();
    api.delete("/expenses/{id}/proof", routes::unprove_expense)
        .signed_in()
        .if_match()
        .summary("Take back which debit shows a payment")
        .answers::<Expense>();
    register_returns(api);
    api.get("/projects/{id}/spending", routes::get_spending)
        .summary("Show where a project's money came from and went, against its plan")
        .answers::<Spending>();
    api.get("/projects/{id}/course", routes::get_course)
        .summary("Show how a project's money grew")
        .answers::<Course>();
}

fn register_returns(api: &mut Api) {
    api.post("/projects/{id}/refunds", routes::create_refund)
        .signed_in()
        .idempotent()
        .summary("Propose to give a donor's money back; another member approves it")
        .body::<CreateRefund>()
        .creates::<Expense>();
    api.post("/projects/{id}/distributions", routes::create_distribution)
        .signed_in()
        .idempotent()
        .summary("Propose to give what is left where the plan says; another member approves it")
        .body::<CreateDistribution>()
        .creates::<Expense>();
    api.post("/projects/{id}/refund_runs", routes::create_refund_run)
        .signed_in()
        .idempotent()
        .summary("Propose to give what is left back to everyone who paid, in proportion")
        .describe("The server works the shares out step by step; `state` tells when they wait for a decision.")
        .body::<CreateRefundRun>()
        .creates::<RefundRun>();
    api.get("/projects/{id}/refund_runs", routes::list_refund_runs)
        .signed_in()
        .summary("List a project's refund runs, newest first, for members and stewards")
        .query::<PageQuery>()
        .answers::<Page<RefundRun>>();
    api.get("/refund_runs/{id}", routes::get_refund_run)
        .signed_in()
        .summary("Show how far a refund run is")
        .answers::<RefundRun>();
    api.post("/refund_runs/{id}/actions", routes::act_on_refund_run)
        .signed_in()
        .if_match()
        .summary("Approve or reject a refund run whole")
        .body::<ActOnRefundRun>()
        .answers::<RefundRun>();
}
