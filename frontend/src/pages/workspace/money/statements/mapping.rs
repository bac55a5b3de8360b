//! How a bank's table (CSV) is read: saved once per account.

use kopuro_shared::statements::{
    ChangeCsvMapping, CsvColumns, CsvMapping, DateFormat, TextEncoding,
};
use leptos::prelude::*;

use crate::{
    api::{
        Versioned,
        statements::{change_csv_mapping, get_csv_mapping},
    },
    components::{
        button::Submit,
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        toast,
    },
    t, t_of,
};

/// The columns that a table may have, as the API names them, in the order of the form.
const COLUMNS: [&str; 11] = [
    "booked_on",
    "amount",
    "credit",
    "debit",
    "remittance",
    "counterparty",
    "counterparty_account",
    "bank_reference",
    "balance",
    "account",
    "currency",
];

/// Fetches what is saved, or a proposal.
#[component]
pub fn MappingForm(organization_id: String, account_id: String) -> impl IntoView {
    let ids = StoredValue::new((organization_id, account_id));
    let mapping: Fetched<Versioned<CsvMapping>> = Fetched::new(move || async move {
        let (organization, account) = ids.get_value();
        get_csv_mapping(&organization, &account).await
    });
    loaded(mapping, move |found| view! { <Edit ids=ids.get_value() found=found /> })
}

fn column_text(columns: &CsvColumns, name: &str) -> String {
    let one = |column: Option<u32>| column.map(|column| column.to_string()).unwrap_or_default();
    match name {
        "booked_on" => one(Some(columns.booked_on).filter(|column| *column > 0)),
        "amount" => one(columns.amount),
        "credit" => one(columns.credit),
        "debit" => one(columns.debit),
        "counterparty" => one(columns.counterparty),
        "counterparty_account" => one(columns.counterparty_account),
        "bank_reference" => one(columns.bank_reference),
        "balance" => one(columns.balance),
        "account" => one(columns.account),
        "currency" => one(columns.currency),
        _ => columns.remittance.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
    }
}

fn read_columns(typed: &[(&str, String)]) -> CsvColumns {
    let numbers = |name: &str| -> Vec<u32> {
        let text = typed.iter().find(|(one, _)| *one == name).map_or("", |(_, text)| text);
        text.split(',').filter_map(|part| part.trim().parse().ok()).collect()
    };
    let one = |name: &str| numbers(name).first().copied();
    CsvColumns {
        booked_on: one("booked_on").unwrap_or_default(),
        amount: one("amount"),
        credit: one("credit"),
        debit: one("debit"),
        balance: one("balance"),
        bank_reference: one("bank_reference"),
        remittance: numbers("remittance"),
        counterparty: one("counterparty"),
        counterparty_account: one("counterparty_account"),
        account: one("account"),
        currency: one("currency"),
    }
}

#[component]
fn Edit(ids: (String, String), found: Versioned<CsvMapping>) -> impl IntoView {
    let form = Form::new();
    let etag = StoredValue::new(found.etag);
    let mapping = found.value.mapping;
    let text = |text: &str| RwSignal::new(text.to_owned());
    let delimiter = text(if mapping.delimiter == "\t" { "tab" } else { &mapping.delimiter });
    let encoding = text(mapping.encoding.name());
    let decimal = text(&mapping.decimal);
    let date_format = text(mapping.date_format.name());
    let header_rows = text(&mapping.header_rows.to_string());
    let columns = COLUMNS.map(|name| (name, text(&column_text(&mapping.columns, name))));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let typed: Vec<_> =
            columns.iter().map(|(name, value)| (*name, value.get_untracked())).collect();
        let separator = delimiter.get_untracked();
        let request = ChangeCsvMapping {
            delimiter: if separator == "tab" { "\t".to_owned() } else { separator },
            encoding: TextEncoding::from_name(&encoding.get_untracked())
                .unwrap_or(TextEncoding::Utf8),
            decimal: decimal.get_untracked(),
            date_format: DateFormat::from_name(&date_format.get_untracked())
                .unwrap_or(DateFormat::DayDotMonthDotYear),
            header_rows: header_rows.get_untracked().trim().parse().unwrap_or_default(),
            columns: read_columns(&typed),
        };
        let (organization, account) = ids.clone();
        let sent = change_csv_mapping(organization, account, etag.get_value(), request.clone());
        form.check_and_send(&request, sent, move |saved| {
            etag.set_value(saved.etag);
            toast::good(t!("saved"));
        });
    };
    let same = |texts: &[&str]| {
        texts.iter().map(|one| ((*one).to_owned(), (*one).to_owned())).collect::<Vec<_>>()
    };
    let delimiters = vec![
        (";".to_owned(), ";".to_owned()),
        (",".to_owned(), ",".to_owned()),
        ("tab".to_owned(), t!("mapping-tab")),
        ("|".to_owned(), "|".to_owned()),
    ];
    let encodings = TextEncoding::ALL
        .iter()
        .map(|one| (one.name().to_owned(), one.name().to_owned()))
        .collect::<Vec<_>>();
    let dates = DateFormat::ALL
        .iter()
        .map(|one| (one.name().to_owned(), one.name().to_owned()))
        .collect::<Vec<_>>();
    let fields = columns.map(|(name, value)| {
        view! {
            <TextField form=form pointer=format!("/columns/{name}") label=t_of!("mapping-column", name) value=value inputmode="numeric" />
        }
    });
    view! {
        <form class="stack" novalidate on:submit=submit>
            <p class="muted small">{t!("mapping-text")}</p>
            {form.problem_view()}
            <div class="filters">
                <SelectField form=form pointer="/delimiter" label=t!("mapping-delimiter") value=delimiter options=delimiters />
                <SelectField form=form pointer="/encoding" label=t!("mapping-encoding") value=encoding options=encodings />
                <SelectField form=form pointer="/decimal" label=t!("mapping-decimal") value=decimal options=same(&[",", "."]) />
                <SelectField form=form pointer="/date_format" label=t!("mapping-date") value=date_format options=dates />
                <TextField form=form pointer="/header_rows" label=t!("mapping-header-rows") value=header_rows inputmode="numeric" />
            </div>
            <p class="small">{t!("mapping-columns-text")}</p>
            <div class="filters">{fields.into_iter().collect_view()}</div>
            <div class="row"><Submit busy=form.busy()>{t!("action-save")}</Submit></div>
        </form>
    }
}
