//! How a pledge is paid: the carrying organization's account, the reference, the QR code.

use kopuro_shared::{
    emvco::{self, Payment},
    language::Language,
    money::Money,
    pledges::PaymentInstructions,
};
use qrcode::{EcLevel, QrCode, render::svg};

use super::store::PledgeRow;
use crate::{
    organizations::facts as bank_accounts,
    places,
    platform::{
        db::Conn,
        error::{Error, Result},
    },
};

/// Least width and height of the picture, in pixels: fills a phone's width.
const PICTURE_SIZE: u32 = 256;

/// How to pay what has not come yet of a pledge: the account, the amount, the reference, the QR code.
pub fn instructions(conn: &mut Conn<'_>, pledge: &PledgeRow) -> Result<PaymentInstructions> {
    let account = bank_accounts::get_account(conn, &pledge.bank_account_id)?;
    let place_id = bank_accounts::get_place_id(conn, &account.organization_id)?;
    let place = places::service::breadcrumbs(conn, &place_id)?.pop();
    let city = place.map(|place| place.name.pick(Language::Ky).to_owned()).unwrap_or_default();
    let currency = pledge.account_currency.parse().map_err(Error::internal)?;
    let missing = pledge.expected - (pledge.received - pledge.refunded);
    let amount = Money::new(missing.max(0), currency);
    let qr_payload = emvco::payload(Payment {
        holder: &account.holder,
        city: &city,
        bic: account.bic.as_deref(),
        account: &account.number,
        amount,
        reference: &pledge.reference,
    });
    Ok(PaymentInstructions {
        qr_svg: picture(&qr_payload)?,
        holder: account.holder,
        bank_name: account.bank_name,
        bic: account.bic,
        account_number: account.number,
        amount,
        reference: pledge.reference.clone(),
        qr_payload,
    })
}

/// The QR code of a text as SVG. Black on white whatever the page's colours: scanners need the contrast.
pub(super) fn picture(payload: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(payload, EcLevel::M)
        .map_err(|error| Error::internal(std::io::Error::other(error.to_string())))?;
    Ok(code
        .render::<svg::Color<'_>>()
        .min_dimensions(PICTURE_SIZE, PICTURE_SIZE)
        .dark_color(svg::Color("#000000"))
        .light_color(svg::Color("#ffffff"))
        .build())
}
