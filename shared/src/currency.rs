//! The currencies of pledges and accounts.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A currency, by its ISO 4217 code (maintained by SIX, list one).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Kyrgyz som.
    Kgs,
    /// Russian rouble.
    Rub,
    /// US dollar.
    Usd,
    /// Euro.
    Eur,
    /// Kazakh tenge.
    Kzt,
    /// Turkish lira.
    Try,
    /// South Korean won; it has no minor unit.
    Krw,
    /// Pound sterling.
    Gbp,
    /// Dirham of the United Arab Emirates.
    Aed,
}

/// A code that is not one of ours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown currency {0}")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// All of them, som first.
    pub const ALL: [Self; 9] = [
        Self::Kgs,
        Self::Rub,
        Self::Usd,
        Self::Eur,
        Self::Kzt,
        Self::Try,
        Self::Krw,
        Self::Gbp,
        Self::Aed,
    ];

    /// The alphabetic code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kgs => "KGS",
            Self::Rub => "RUB",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Kzt => "KZT",
            Self::Try => "TRY",
            Self::Krw => "KRW",
            Self::Gbp => "GBP",
            Self::Aed => "AED",
        }
    }

    /// The numeric code, as payment QR codes carry it.
    pub const fn number(self) -> u16 {
        match self {
            Self::Kgs => 417,
            Self::Rub => 643,
            Self::Usd => 840,
            Self::Eur => 978,
            Self::Kzt => 398,
            Self::Try => 949,
            Self::Krw => 410,
            Self::Gbp => 826,
            Self::Aed => 784,
        }
    }

    /// Decimal places of the minor unit: an amount of 12345 is 123.45 with 2.
    pub const fn exponent(self) -> u32 {
        match self {
            Self::Krw => 0,
            _ => 2,
        }
    }

    /// Minor units in one unit.
    pub const fn minor_units(self) -> i64 {
        10_i64.pow(self.exponent())
    }

    /// What stands behind an amount where people read it.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Kgs => "сом",
            Self::Rub => "₽",
            Self::Usd => "$",
            Self::Eur => "€",
            Self::Kzt => "₸",
            Self::Try => "₺",
            Self::Krw => "₩",
            Self::Gbp => "£",
            Self::Aed => "AED",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code() == code)
            .ok_or_else(|| UnknownCurrency(code.to_owned()))
    }
}
