//! Rows and queries of `exchange_rates`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::{
    ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, RunQueryDsl, Selectable,
    SelectableHelper,
};

use crate::{
    on_engine,
    platform::{db::Conn, error::Result},
    schema::exchange_rates,
};

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = exchange_rates)]
pub struct RateRow {
    pub currency: String,
    pub dated: NaiveDate,
    pub rate: i64,
    pub source: String,
    pub imported_by: String,
    pub imported_at: NaiveDateTime,
}

/// The newest rate of a currency on or before a day.
pub fn find_rate(conn: &mut Conn<'_>, currency: &str, on: NaiveDate) -> Result<Option<RateRow>> {
    Ok(on_engine!(conn, c => exchange_rates::table
        .filter(exchange_rates::currency.eq(currency))
        .filter(exchange_rates::dated.le(on))
        .order(exchange_rates::dated.desc())
        .select(RateRow::as_select())
        .first(c)
        .optional())?)
}

/// Writes a rate; a corrected one replaces that of the same day. Pledges keep the rate that they were shown.
pub fn put_rate(conn: &mut Conn<'_>, row: &RateRow) -> Result<()> {
    let corrected = (
        exchange_rates::rate.eq(row.rate),
        exchange_rates::source.eq(&row.source),
        exchange_rates::imported_by.eq(&row.imported_by),
        exchange_rates::imported_at.eq(row.imported_at),
    );
    on_engine!(conn, c => diesel::insert_into(exchange_rates::table)
        .values(row)
        .on_conflict((exchange_rates::currency, exchange_rates::dated))
        .do_update()
        .set(corrected)
        .execute(c))?;
    Ok(())
}
