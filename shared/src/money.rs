//! Amounts of money: integers in minor units with their currency, checked arithmetic, never a float.

use serde::{Deserialize, Serialize};

use crate::{currency::Currency, language::Language};

/// The largest amount that a person may enter, in minor units: ten milliards of units with two decimals. Far above any
/// project, and so far below `i64::MAX` that nine million such amounts can be added.
pub const AMOUNT_MAX: i64 = 1_000_000_000_000;
/// A rate is an integer of this many parts: 87.45 som for a dollar is 87_450_000.
pub const RATE_SCALE: i64 = 1_000_000;

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// In minor units of the currency (tyiyn, cents; whole won).
    pub amount: i64,
    /// ISO 4217.
    pub currency: Currency,
}

/// Why an amount can't be computed or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The amounts are in different currencies.
    #[error("amounts in different currencies")]
    CurrencyMismatch,
    /// The result is too large.
    #[error("the amount is too large")]
    Overflow,
    /// The text is not an amount.
    #[error("not an amount")]
    NotAnAmount,
    /// More decimals than the currency has.
    #[error("more decimals than the currency has")]
    Precision,
    /// A rate of zero or less.
    #[error("a rate must be above zero")]
    Rate,
}

impl Money {
    /// An amount in minor units.
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// The sum. Errors: other currency, overflow.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// The difference. Errors: other currency, overflow.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    fn combine(
        self,
        other: Self,
        operation: fn(i64, i64) -> Option<i64>,
    ) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        let amount = operation(self.amount, other.amount).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(amount, self.currency))
    }

    /// Converts at `rate`: units of `to` for one unit of this currency, in parts of [`RATE_SCALE`]. Rounds half to even,
    /// so that many conversions don't drift to one side (IEEE 754, 4.3.1).
    pub fn convert(self, to: Currency, rate: i64) -> Result<Self, MoneyError> {
        self.convert_between(to, rate, RATE_SCALE)
    }

    /// Converts by way of a third currency: both rates are units of that one, in parts of [`RATE_SCALE`], for one unit
    /// of this currency and of `to`. Rounds once, half to even.
    pub fn convert_between(
        self,
        to: Currency,
        from_rate: i64,
        to_rate: i64,
    ) -> Result<Self, MoneyError> {
        if from_rate <= 0 || to_rate <= 0 {
            return Err(MoneyError::Rate);
        }
        // Three factors of at most 2^63, 2^63 and 100 don't fit 127 bits in the extreme: checked.
        let numerator = (i128::from(self.amount) * i128::from(from_rate))
            .checked_mul(i128::from(to.minor_units()))
            .ok_or(MoneyError::Overflow)?;
        let denominator = i128::from(to_rate) * i128::from(self.currency.minor_units());
        let amount = i64::try_from(divide_half_even(numerator, denominator));
        Ok(Self::new(amount.map_err(|_| MoneyError::Overflow)?, to))
    }

    /// Reads what a person typed: digits with spaces between them and a comma or point before the decimals.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let digits: String = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '_'))
            .collect();
        let separators = digits.chars().filter(|c| matches!(c, ',' | '.')).count();
        if separators > 1 {
            return Err(MoneyError::NotAnAmount);
        }
        Self::parse_decimal(&digits.replace(',', "."), currency)
    }

    /// Reads an exact decimal as bank files write it (`1234.5`, ISO 20022 `ActiveCurrencyAndAmount`). Zeros beyond the
    /// currency's decimals are fine, other digits are not.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(decimals) || whole.len() + decimals.len() == 0 {
            return Err(MoneyError::NotAnAmount);
        }
        let exponent = currency.exponent() as usize;
        let (kept, beyond) = decimals.split_at(decimals.len().min(exponent));
        if beyond.bytes().any(|byte| byte != b'0') {
            return Err(MoneyError::Precision);
        }
        let minor: i64 =
            format!("{whole}{kept:0<exponent$}").parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Self::new(if negative { -minor } else { minor }, currency))
    }

    /// The amount as people of this language read it: `1 234 567,50 сом`, `1,234,567.50 som`. Decimals only where there
    /// are any. Narrow no-break spaces keep it on one line.
    pub fn display(self, language: Language) -> String {
        let sign = match (self.currency, language) {
            (Currency::Kgs, Language::En) => "som",
            (currency, _) => currency.sign(),
        };
        format!("{}\u{a0}{sign}", self.display_number(language))
    }

    /// [`Money::display`] without the currency.
    pub fn display_number(self, language: Language) -> String {
        let (group, point) = match language {
            Language::En => (',', '.'),
            Language::Ky | Language::Ru => ('\u{202f}', ','),
        };
        let unit = self.currency.minor_units().unsigned_abs();
        let minor = self.amount.unsigned_abs();
        let whole = (minor / unit).to_string();
        let mut text = String::from(if self.amount < 0 { "−" } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !minor.is_multiple_of(unit) {
            let width = self.currency.exponent() as usize;
            text.push_str(&format!("{point}{:0width$}", minor % unit));
        }
        text
    }

    /// The amount as an exact decimal with a point and all decimals, as files and QR codes write it: `1234.50`.
    pub fn decimal(self) -> String {
        let unit = self.currency.minor_units().unsigned_abs();
        let sign = if self.amount < 0 { "-" } else { "" };
        let whole = self.amount.unsigned_abs() / unit;
        match self.currency.exponent() as usize {
            0 => format!("{sign}{whole}"),
            width => format!("{sign}{whole}.{:0width$}", self.amount.unsigned_abs() % unit),
        }
    }
}

/// Quotient rounded half to even. The denominator is positive.
fn divide_half_even(numerator: i128, denominator: i128) -> i128 {
    let quotient = numerator.div_euclid(denominator);
    let twice_rest = numerator.rem_euclid(denominator) * 2;
    let up = twice_rest > denominator || (twice_rest == denominator && quotient % 2 != 0);
    quotient + i128::from(up)
}

/// Splits `total` minor units in proportion to `weights`, so that the parts add up to it exactly: what rounding leaves
/// over goes, unit by unit, to the largest remainders, the first of equals first (Hamilton's method).
///
/// Answers nothing where the weights add up to zero or overflow.
pub fn split(total: i64, weights: &[u64]) -> Option<Vec<i64>> {
    let sum = weights.iter().try_fold(0_u64, |sum, weight| sum.checked_add(*weight))?;
    if sum == 0 {
        return None;
    }
    let exact = |weight: u64| i128::from(total) * i128::from(weight);
    let mut parts = Vec::with_capacity(weights.len());
    for weight in weights {
        parts.push(i64::try_from(exact(*weight).div_euclid(i128::from(sum))).ok()?);
    }
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order
        .sort_by_key(|index| std::cmp::Reverse(exact(weights[*index]).rem_euclid(i128::from(sum))));
    let left = total - parts.iter().sum::<i64>();
    for index in order.into_iter().take(usize::try_from(left).ok()?) {
        parts[index] += 1;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_write_amounts_in_many_ways() {
        for (text, minor) in [
            ("1 234,50", 123_450),
            ("1\u{202f}234.5", 123_450),
            ("7", 700),
            (" 0,07 ", 7),
            ("12'000", 1_200_000),
        ] {
            assert_eq!(
                Money::parse(text, Currency::Kgs),
                Ok(Money::new(minor, Currency::Kgs)),
                "{text}"
            );
        }
        assert_eq!(Money::parse("1.234", Currency::Kgs), Err(MoneyError::Precision));
        assert_eq!(Money::parse("1,5", Currency::Krw), Err(MoneyError::Precision));
        assert_eq!(Money::parse("1.000.000", Currency::Kgs), Err(MoneyError::NotAnAmount));
        assert_eq!(Money::parse("көп", Currency::Kgs), Err(MoneyError::NotAnAmount));
        assert_eq!(Money::parse("", Currency::Kgs), Err(MoneyError::NotAnAmount));
        assert_eq!(Money::parse("99999999999999999999", Currency::Kgs), Err(MoneyError::Overflow));
    }

    #[test]
    fn amounts_read_as_each_language_writes_them() {
        let money = Money::new(123_456_750, Currency::Kgs);
        assert_eq!(money.display(Language::Ky), "1\u{202f}234\u{202f}567,50\u{a0}сом");
        assert_eq!(money.display(Language::En), "1,234,567.50\u{a0}som");
        assert_eq!(Money::new(-500, Currency::Usd).display(Language::En), "−5\u{a0}$");
        assert_eq!(Money::new(5000, Currency::Krw).display(Language::Ru), "5\u{202f}000\u{a0}₩");
    }

    #[test]
    fn conversion_rounds_half_to_even() {
        let convert = |amount, rate| {
            Money::new(amount, Currency::Usd).convert(Currency::Kgs, rate).unwrap().amount
        };
        assert_eq!(convert(100, 87_450_000), 8745);
        assert_eq!(convert(1, 500_000), 0);
        assert_eq!(convert(3, 500_000), 2);
        assert_eq!(
            Money::new(10_000, Currency::Krw).convert(Currency::Kgs, 63_000).unwrap().amount,
            63_000
        );
        assert_eq!(Money::new(1, Currency::Usd).convert(Currency::Kgs, 0), Err(MoneyError::Rate));
    }

    proptest! {
        #[test]
        fn decimals_round_trip(amount in any::<i64>(), index in 0..9_usize) {
            let money = Money::new(amount.saturating_add(1), Currency::ALL[index]);
            prop_assert_eq!(Money::parse_decimal(&money.decimal(), money.currency), Ok(money));
        }

        #[test]
        fn parts_add_up_and_none_is_off_by_a_whole_unit(
            total in 0..AMOUNT_MAX, weights in prop::collection::vec(0..1_000_000_u64, 1..8)
        ) {
            let sum: u64 = weights.iter().sum();
            match split(total, &weights) {
                None => prop_assert_eq!(sum, 0),
                Some(parts) => {
                    prop_assert_eq!(parts.iter().sum::<i64>(), total);
                    for (part, weight) in parts.iter().zip(&weights) {
                        let exact = i128::from(total) * i128::from(*weight);
                        prop_assert!((i128::from(*part) * i128::from(sum) - exact).abs() < i128::from(sum));
                    }
                }
            }
        }

        #[test]
        fn parsing_never_panics(text in ".{0,40}") {
            let _ = Money::parse(&text, Currency::Kgs);
        }

        #[test]
        fn addition_undoes_subtraction(a in any::<i64>(), b in any::<i64>()) {
            let (a, b) = (Money::new(a, Currency::Eur), Money::new(b, Currency::Eur));
            if let Ok(difference) = a.checked_sub(b) {
                prop_assert_eq!(difference.checked_add(b), Ok(a));
            }
        }
    }
}
