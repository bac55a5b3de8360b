//! The accounts that donors pay to. An account is never changed, only closed and replaced, so that what was paid to the
//! old one stays true. Whoever touches them has shown a second factor: a changed account number is how money is stolen.

use kopuro_shared::{
    currency::Currency,
    organizations::{
        BankAccount, CreateBankAccount, OrganizationAction, is_iban, normalize_account_number,
    },
};
use serde_json::json;

use super::{
    service::{ensure_can, ensure_insider, known},
    store::{self, BankAccountRow},
};
use crate::platform::{
    app::App,
    audit::{self, Event},
    auth::Actor,
    clock,
    error::{Error, Result},
    idempotency::{self, IdempotencyKey},
};

fn view(row: BankAccountRow) -> Result<BankAccount> {
    Ok(BankAccount {
        currency: known(row.currency.parse::<Currency>().ok(), "currency")?,
        id: row.id,
        holder: row.holder,
        bank_name: row.bank_name,
        bic: row.bic,
        number: row.number,
        created_at: row.created_at.and_utc(),
    })
}

/// The open accounts; for members and stewards.
pub async fn list_bank_accounts(app: &App, actor: Actor, id: String) -> Result<Vec<BankAccount>> {
    app.db
        .read(move |conn| {
            ensure_insider(conn, &actor, &id)?;
            store::select_bank_accounts(conn, &id)?.into_iter().map(view).collect()
        })
        .await
}

/// Names the account for a currency; closes the one that was open.
pub async fn create_bank_account(
    app: &App,
    actor: Actor,
    id: String,
    key: IdempotencyKey,
    request: CreateBankAccount,
) -> Result<BankAccount> {
    app.db
        .write(move |conn| {
            ensure_can(conn, &actor, &id, OrganizationAction::ManageBankAccounts)?;
            actor.ensure_second_factor()?;
            idempotency::once(conn, &key, &actor.person_id, "create_bank_account", &(&id, &request), |conn| {
                let now = clock::now_naive();
                let number = normalize_account_number(&request.number);
                let replaced = store::close_bank_account(conn, &id, request.currency.code(), now)?;
                let row = BankAccountRow {
                    id: clock::new_id(),
                    organization_id: id.clone(),
                    currency: request.currency.code().to_owned(),
                    holder: request.holder.trim().to_owned(),
                    bank_name: request.bank_name.trim().to_owned(),
                    bic: request.bic.clone(),
                    number_kind: if is_iban(&number) { "iban" } else { "domestic" }.to_owned(),
                    number: number.clone(),
                    created_by: actor.person_id.clone(),
                    created_at: now,
                    closed_at: None,
                };
                store::insert_bank_account(conn, &row)?;
                let event = Event::new("create_bank_account", "bank_account", &row.id)
                    .organization(&id)
                    .details(json!({ "currency": request.currency, "number": row.number, "replaced": replaced }));
                audit::record(conn, &actor, event)?;
                view(row)
            })
        })
        .await
}

/// Closes an account.
pub async fn close_bank_account(
    app: &App,
    actor: Actor,
    id: String,
    account_id: String,
) -> Result<()> {
    app.db
        .write(move |conn| {
            ensure_can(conn, &actor, &id, OrganizationAction::ManageBankAccounts)?;
            actor.ensure_second_factor()?;
            if !store::close_bank_account(conn, &id, &account_id, clock::now_naive())? {
                return Err(Error::not_found());
            }
            let event =
                Event::new("close_bank_account", "bank_account", &account_id).organization(&id);
            audit::record(conn, &actor, event)
        })
        .await
}
