//! Exchange rates: what holds, and the import of a table with a look at its faults first.

use chrono::NaiveDate;
use kopuro_shared::{
    currency::Currency,
    exchange_rates::{ExchangeRates, ImportExchangeRates, TABLE_MAX, parse_rate},
    validation::NAME_MAX,
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::for_stewards;
use crate::{
    api::exchange_rates::{import_exchange_rates, list_exchange_rates},
    components::{
        button::Submit,
        field::{TextArea, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        states::{Empty, Notice, Tone},
        table::table,
        toast,
    },
    drafts::Draft,
    format, t, t_of,
};

/// Faulty lines that are shown at once.
const FAULTS_SHOWN: usize = 10;

/// The page.
#[component]
pub fn RatesPage() -> impl IntoView {
    for_stewards(t!("steward-rates"), || {
        let rates = Fetched::new(list_exchange_rates);
        let imported = Callback::new(move |()| rates.refetch());
        let list = |found: ExchangeRates| {
            if found.items.is_empty() {
                return view! { <Empty title=t!("rates-none") text=t!("rates-none-text") /> }
                    .into_any();
            }
            let rows = found.items.into_iter().map(|rate| {
                vec![
                    t_of!("currency", rate.currency.code()).into_any(),
                    view! { <span class="number">{som(rate.rate)}</span> }.into_any(),
                    format::date(rate.dated).into_any(),
                    rate.source.into_any(),
                ]
            });
            let head = vec![
                t!("field-label-currency"),
                t!("rates-som"),
                t!("rates-dated"),
                t!("field-label-source"),
            ];
            table(t!("steward-rates"), head, rows.collect())
        };
        view! {
            <p class="muted">{t!("rates-text")}</p>
            {loaded(rates, list)}
            <Import imported=imported />
        }
    })
}

/// A rate of millionths as a decimal.
fn som(rate: i64) -> String {
    let decimals = format!("{:06}", rate % 1_000_000);
    let decimals = decimals.trim_end_matches('0');
    format!("{}.{decimals:0<2}", rate / 1_000_000)
}

/// What a table holds: how many good lines, and what is wrong with which others (the header is line 1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Look {
    good: usize,
    bad: Vec<(usize, String)>,
}

/// Reads a table as the server will, to show its faults before it is sent. The server decides.
fn look(table: &str) -> Look {
    let mut look = Look::default();
    let mut lines = table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let Some((_, header)) = lines.next() else { return look };
    let header: Vec<_> = header.split(',').map(str::trim).collect();
    if header != ["date", "currency", "rate"] {
        look.bad.push((1, t!("rates-fault-header")));
        return look;
    }
    for (index, line) in lines {
        let columns: Vec<_> = line.split(',').map(str::trim).collect();
        let fault = match columns.as_slice() {
            [day, currency, rate] => line_fault(day, currency, rate),
            _ => Some(t!("rates-fault-columns")),
        };
        match fault {
            None => look.good += 1,
            Some(fault) => look.bad.push((index + 1, fault)),
        }
    }
    look
}

fn line_fault(day: &str, currency: &str, rate: &str) -> Option<String> {
    if day.parse::<NaiveDate>().is_err() {
        return Some(t!("rates-fault-day", day = day.to_owned()));
    }
    match currency.parse::<Currency>() {
        Ok(Currency::Kgs) | Err(_) => {
            return Some(t!("rates-fault-currency", currency = currency.to_owned()));
        }
        Ok(_) => {}
    }
    parse_rate(rate).is_err().then(|| t!("rates-fault-rate", rate = rate.to_owned()))
}

#[component]
fn Import(imported: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of("rates");
    let source = draft.text("source", "");
    let table = draft.text("table", "");
    let seen = Memo::new(move |_| look(&table.read()));
    let choose = move |event: web_sys::Event| {
        let input =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
        let Some(file) = file else { return };
        spawn_local(async move {
            match JsFuture::from(file.text()).await {
                Ok(text) => table.set(text.as_string().unwrap_or_default()),
                Err(_) => toast::bad(t!("rates-unreadable")),
            }
        });
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request =
            ImportExchangeRates { source: source.get_untracked(), table: table.get_untracked() };
        let sent = import_exchange_rates(request.clone());
        form.check_and_send(&request, sent, move |done| {
            draft.discard();
            toast::good(t!("rates-imported", count = done.count));
            imported.run(());
        });
    };
    let preview = move || {
        let seen = seen.get();
        if table.read().trim().is_empty() {
            return ().into_any();
        }
        if seen.bad.is_empty() {
            return view! { <Notice tone=Tone::Good>{t!("rates-good", count = seen.good)}</Notice> }.into_any();
        }
        let count = seen.bad.len();
        let rows = seen.bad.into_iter().take(FAULTS_SHOWN).map(|(line, fault)| {
            view! { <li>{t!("rates-line", line = line, fault = fault)}</li> }
        });
        view! {
            <Notice tone=Tone::Bad><b>{t!("rates-bad", count = count)}</b><ul>{rows.collect_view()}</ul></Notice>
        }
        .into_any()
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            <h2>{t!("rates-import")}</h2>
            {draft.notice()}
            {form.problem_view()}
            <TextField form=form pointer="/source" label=t!("field-label-source") hint=t!("field-hint-source") value=source maxlength=NAME_MAX />
            <div class="field">
                <label for="rates-file">{t!("rates-file")}</label>
                <input id="rates-file" type="file" accept=".csv,text/csv" on:change=choose />
            </div>
            <TextArea form=form pointer="/table" label=t!("field-label-table") hint=t!("field-hint-table") value=table maxlength=TABLE_MAX />
            <div aria-live="polite">{preview}</div>
            {move || form.faults().into_iter().filter(|(at, _)| at.starts_with("/table/")).map(|(at, text)| view! {
                <p class="error">{at.trim_start_matches("/table/").to_owned()}": "{text}</p>
            }).collect_view()}
            <div class="row"><Submit busy=form.busy()>{t!("rates-import")}</Submit></div>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::som;

    #[test]
    fn rates_are_shown_with_at_least_two_decimals() {
        assert_eq!(som(87_450_000), "87.45");
        assert_eq!(som(62_000), "0.062");
        assert_eq!(som(1_000_000), "1.00");
    }
}
