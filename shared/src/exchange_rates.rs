//! Exchange rates: som for one unit of a currency, dated, with their source.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    currency::Currency,
    money::{Money, MoneyError, RATE_SCALE},
    validation::{Checks, FieldCode, NAME_MAX, Validate},
};

/// Longest table of one import, in octets: ten years of daily rates of eight currencies.
pub const TABLE_MAX: usize = 500_000;

/// The rate of a currency on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeRate {
    /// Which currency; never som.
    pub currency: Currency,
    /// From which day on it holds, until a later one.
    pub dated: NaiveDate,
    /// Som for one unit, in millionths: 87.45 som is 87450000.
    pub rate: i64,
    /// Who says so, such as the National Bank.
    pub source: String,
}

/// Imports rates from a table with the columns `date,currency,rate` (ISO 8601, ISO 4217, som for one unit as a decimal)
/// and a header line. All of it or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportExchangeRates {
    /// Who says so.
    pub source: String,
    /// The CSV.
    pub table: String,
}

impl Validate for ImportExchangeRates {
    fn check(&self, checks: &mut Checks) {
        checks.required_text("/source", &self.source, NAME_MAX);
        checks.required_text("/table", &self.table, TABLE_MAX);
    }
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportedExchangeRates {
    /// How many rates the table had.
    pub count: usize,
}

/// The rates that hold on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeRates {
    /// One per currency that has a rate.
    pub items: Vec<ExchangeRate>,
}

/// Which day's rates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ExchangeRateQuery {
    /// The day; today without it.
    pub on: Option<NaiveDate>,
}

impl Validate for ExchangeRateQuery {
    fn check(&self, _: &mut Checks) {}
}

/// Reads a rate: a positive decimal with at most six decimals, with a point or comma.
pub fn parse_rate(text: &str) -> Result<i64, FieldCode> {
    let text = text.trim().replace(',', ".");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 9
        || decimals.len() > 6
        || !digits(whole)
        || !digits(decimals)
    {
        return Err(FieldCode::InvalidFormat);
    }
    let rate = format!("{whole}{decimals:0<6}").parse().map_err(|_| FieldCode::OutOfRange)?;
    if rate > 0 { Ok(rate) } else { Err(FieldCode::NotPositive) }
}

/// Converts by way of som: `from_rate` and `to_rate` are som for one unit in parts of [`RATE_SCALE`], which is also the
/// rate of som itself. Rounds once, half to even.
pub fn cross(
    money: Money,
    from_rate: i64,
    to: Currency,
    to_rate: i64,
) -> Result<Money, MoneyError> {
    if money.currency == to {
        return Ok(money);
    }
    money.convert_between(to, from_rate, to_rate)
}

/// The rate of som to itself.
pub const SOM_RATE: i64 = RATE_SCALE;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rates_are_decimals_above_zero() {
        assert_eq!(parse_rate("87.45"), Ok(87_450_000));
        assert_eq!(parse_rate(" 0,063124 "), Ok(63_124));
        assert_eq!(parse_rate("0"), Err(FieldCode::NotPositive));
        for bad in ["", "-1", "1.2345678", "1.2.3", "87 45", "1e3", "9999999999"] {
            assert_eq!(parse_rate(bad), Err(FieldCode::InvalidFormat), "{bad}");
        }
    }

    #[test]
    fn dollars_become_roubles_by_way_of_som() {
        let money = Money::new(10_000, Currency::Usd);
        let roubles = cross(money, 87_450_000, Currency::Rub, 1_060_000).unwrap();
        // 100 × 87.45 / 1.06 = 8250.00
        assert_eq!(roubles, Money::new(825_000, Currency::Rub));
        assert_eq!(cross(money, 1, Currency::Usd, 1), Ok(money));
    }

    proptest! {
        #[test]
        fn there_and_back_is_off_by_less_than_the_rates_grain(
            amount in 0..crate::money::AMOUNT_MAX, rate in 1_000_000..1_000_000_000_i64
        ) {
            // A unit of the dearer currency is worth at least a som: the way back loses at most half a cent's worth.
            let som = Money::new(amount, Currency::Kgs);
            let dear = cross(som, SOM_RATE, Currency::Usd, rate).unwrap();
            let back = cross(dear, rate, Currency::Kgs, SOM_RATE).unwrap();
            prop_assert!((back.amount - amount).abs() <= rate / RATE_SCALE / 2 + 1);
        }
    }
}
