//! What the ledger's verification needs to know of payments.

use std::collections::BTreeMap;

use kopuro_shared::{currency::Currency, expenses::ExpenseKind, ledger::accounts};

use super::{service::known, store};
use crate::platform::{
    db::Conn,
    error::{Error, Result},
};

/// Payments that are read at once.
const BATCH: i64 = 1000;

/// What a project's payments say that the accounts of money that went out must show: the sums by account and currency.
/// For verification: reads them all.
pub fn booked(conn: &mut Conn<'_>, project_id: &str) -> Result<BTreeMap<(String, Currency), i64>> {
    let mut sums: BTreeMap<(String, Currency), i64> = BTreeMap::new();
    let mut after = String::new();
    loop {
        let rows = store::select_booked(conn, project_id, &after, BATCH)?;
        let Some(last) = rows.last() else { return Ok(sums) };
        after.clone_from(&last.0);
        for (_, kind, currency, amount) in rows {
            let account = match known(ExpenseKind::from_name(&kind), "expense kind")? {
                ExpenseKind::Expense => accounts::SPENT,
                ExpenseKind::Refund => accounts::REFUNDED,
                ExpenseKind::Distribution => accounts::DISTRIBUTED,
            };
            let currency = currency.parse().map_err(Error::internal)?;
            *sums.entry((account.to_owned(), currency)).or_default() += amount;
        }
    }
}
