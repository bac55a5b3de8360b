//! Payment QR codes: the merchant-presented payload of EMVCo ("EMV QR Code Specification for Payment Systems,
//! Merchant-Presented Mode", 1.1): data objects of a two-digit id, a two-digit length in characters and a value, closed
//! by a CRC-16.
//!
//! The account stands in a template of our own under id 26 (`00` [`ACCOUNT_SCHEME`], `01` BIC, `02` account number),
//! as the specification lets a payment system do; a banking app that doesn't know it still shows name, amount,
//! currency and reference.

use crate::money::Money;

/// The globally unique identifier of our account template.
pub const ACCOUNT_SCHEME: &str = "kg.kopuro.account";
/// Longest merchant name, in characters (table 3.1 of the specification).
const NAME_MAX: usize = 25;
/// Longest city name, in characters.
const CITY_MAX: usize = 15;
/// Longest value of any data object, in characters.
const VALUE_MAX: usize = 99;

/// What a payment code says.
#[derive(Debug, Clone, Copy)]
pub struct Payment<'a> {
    /// The account's holder. Cyrillic is written in Latin letters, as the specification asks for.
    pub holder: &'a str,
    /// The holder's town.
    pub city: &'a str,
    /// BIC (ISO 9362), where known.
    pub bic: Option<&'a str>,
    /// IBAN or domestic account number.
    pub account: &'a str,
    /// The amount; above zero.
    pub amount: Money,
    /// The payment reference (ISO 11649).
    pub reference: &'a str,
}

/// Why a payload can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// A length points behind the end, or an id or length is not two digits.
    #[error("not a sequence of data objects")]
    Malformed,
    /// The checksum at the end is missing or wrong.
    #[error("the checksum is wrong")]
    Checksum,
}

/// The payload of a payment code for one payment.
pub fn payload(payment: Payment<'_>) -> String {
    let mut account = object("00", ACCOUNT_SCHEME);
    if let Some(bic) = payment.bic {
        account.push_str(&object("01", bic));
    }
    account.push_str(&object("02", payment.account));
    let currency = format!("{:03}", payment.amount.currency.number());
    let name = latin(payment.holder, NAME_MAX);
    let city = latin(payment.city, CITY_MAX);
    let mut text = String::new();
    for (id, value) in [
        // Payload format, then "12": this code is for one payment only.
        ("00", "01"),
        ("01", "12"),
        ("26", account.as_str()),
        // Merchant category 8398: charitable and social service organizations (ISO 18245).
        ("52", "8398"),
        ("53", &currency),
        ("54", &payment.amount.decimal()),
        ("58", "KG"),
        ("59", if name.is_empty() { "KOPURO" } else { &name }),
        ("60", if city.is_empty() { "KYRGYZSTAN" } else { &city }),
        ("62", &object("05", payment.reference)),
    ] {
        text.push_str(&object(id, value));
    }
    text.push_str("6304");
    let checksum = crc16(text.as_bytes());
    text.push_str(&format!("{checksum:04X}"));
    text
}

fn object(id: &str, value: &str) -> String {
    let value: String = value.chars().take(VALUE_MAX).collect();
    format!("{id}{:02}{value}", value.chars().count())
}

/// Reads a payload or template into ids and values, in order. Does not look at the checksum.
pub fn read_objects(text: &str) -> Result<Vec<(String, String)>, PayloadError> {
    let mut characters = text.chars();
    let mut objects = Vec::new();
    loop {
        let id: String = characters.by_ref().take(2).collect();
        if id.is_empty() {
            return Ok(objects);
        }
        let length: String = characters.by_ref().take(2).collect();
        let digits = |text: &str| text.len() == 2 && text.bytes().all(|c| c.is_ascii_digit());
        if !digits(&id) || !digits(&length) {
            return Err(PayloadError::Malformed);
        }
        let length: usize = length.parse().map_err(|_| PayloadError::Malformed)?;
        let value: String = characters.by_ref().take(length).collect();
        if value.chars().count() != length {
            return Err(PayloadError::Malformed);
        }
        objects.push((id, value));
    }
}

/// Reads a whole payload and checks its checksum.
pub fn read_payload(text: &str) -> Result<Vec<(String, String)>, PayloadError> {
    let objects = read_objects(text)?;
    match objects.last() {
        Some((id, checksum)) if id == "63" && checksum.len() == 4 => {
            let body = &text[..text.len() - checksum.len()];
            if format!("{:04X}", crc16(body.as_bytes())) == *checksum {
                Ok(objects)
            } else {
                Err(PayloadError::Checksum)
            }
        }
        _ => Err(PayloadError::Checksum),
    }
}

/// CRC-16 of ISO/IEC 13239 as EMVCo uses it (polynomial 0x1021, initial value 0xFFFF, not reflected; known as
/// CCITT-FALSE).
pub fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |mut crc, byte| {
        crc ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 };
        }
        crc
    })
}

/// A name in Latin capitals without signs that payment systems refuse, cut to `max` characters.
fn latin(text: &str, max: usize) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_uppercase) {
        match cyrillic(c) {
            Some(letters) => out.push_str(letters),
            None if c.is_ascii_alphanumeric() || " .-'/".contains(c) => out.push(c),
            None if c.is_whitespace() => out.push(' '),
            None => {}
        }
    }
    out.trim().chars().take(max).collect::<String>().trim_end().to_owned()
}

/// Latin letters for a Kyrgyz or Russian capital, as Kyrgyz passports write them (BGN/PCGN 1979, without apostrophes).
const fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'А' => "A",
        'Б' => "B",
        'В' => "V",
        'Г' => "G",
        'Д' => "D",
        'Е' | 'Э' => "E",
        'Ё' => "YO",
        'Ж' => "J",
        'З' => "Z",
        'И' => "I",
        'К' => "K",
        'Л' => "L",
        'М' => "M",
        'Н' => "N",
        'Ң' => "NG",
        'О' | 'Ө' => "O",
        'П' => "P",
        'Р' => "R",
        'С' => "S",
        'Т' => "T",
        'У' | 'Ү' => "U",
        'Ф' => "F",
        'Х' => "KH",
        'Ц' => "TS",
        'Ч' => "CH",
        'Ш' => "SH",
        'Щ' => "SHCH",
        'Й' | 'Ы' => "Y",
        'Ю' => "YU",
        'Я' => "YA",
        'Ъ' | 'Ь' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::currency::Currency;

    const BRIDGE: Payment<'_> = Payment {
        holder: "Ак-Суу айыл өкмөтү",
        city: "Каракол",
        bic: Some("NBKRKG22"),
        account: "1290000123456789",
        amount: Money::new(150_050, Currency::Kgs),
        reference: "RF18539007547034",
    };

    fn value(payload: &str, id: &str) -> String {
        let objects = read_payload(payload).unwrap();
        objects.into_iter().find(|(other, _)| other == id).unwrap().1
    }

    #[test]
    fn the_checksum_has_its_known_value() {
        assert_eq!(crc16(b"123456789"), 0x29B1);
    }

    /// The example of the specification's annex.
    #[test]
    fn the_specifications_example_reads() {
        let example = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN\
            5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***\
            0708A60086670902ME91320016A0112233449988770708123456786304A13A";
        assert_eq!(value(example, "59"), "BEST TRANSPORT");
        assert_eq!(value(example, "54"), "23.72");
        let wrong = example.replace("23.72", "32.72");
        assert_eq!(read_payload(&wrong), Err(PayloadError::Checksum));
    }

    #[test]
    fn a_payment_reads_back() {
        let text = payload(BRIDGE);
        assert_eq!(value(&text, "53"), "417");
        assert_eq!(value(&text, "54"), "1500.50");
        assert_eq!(value(&text, "59"), "AK-SUU AYYL OKMOTU");
        assert_eq!(value(&text, "60"), "KARAKOL");
        assert_eq!(value(&text, "62"), "0516RF18539007547034");
        let account = read_objects(&value(&text, "26")).unwrap();
        assert_eq!(account[1], ("01".into(), "NBKRKG22".into()));
        assert_eq!(account[2], ("02".into(), "1290000123456789".into()));
    }

    #[test]
    fn won_have_no_decimals_and_a_nameless_holder_still_makes_a_code() {
        let amount = Money::new(50_000, Currency::Krw);
        let text = payload(Payment { amount, holder: "最佳", city: "", bic: None, ..BRIDGE });
        assert_eq!(value(&text, "54"), "50000");
        assert_eq!(value(&text, "53"), "410");
        assert_eq!(value(&text, "59"), "KOPURO");
    }

    proptest! {
        #[test]
        fn every_payment_reads_back_and_any_changed_digit_is_noticed(
            holder in ".{0,60}", city in ".{0,40}", amount in 1..crate::money::AMOUNT_MAX,
            random in any::<u64>(), at in any::<prop::sample::Index>()
        ) {
            let reference = crate::reference::make_reference(random);
            let amount = Money::new(amount, Currency::Usd);
            let text = payload(Payment { holder: &holder, city: &city, amount, reference: &reference, ..BRIDGE });
            prop_assert_eq!(value(&text, "54"), amount.decimal());
            prop_assert!(text.is_ascii());
            let mut changed = text.clone().into_bytes();
            let at = at.index(changed.len());
            changed[at] = if changed[at] == b'7' { b'8' } else { b'7' };
            prop_assert!(read_payload(&String::from_utf8(changed).unwrap()).is_err());
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,60}") {
            let _ = read_payload(&text);
        }
    }
}
