//! Bank statements: a look at what a file would do, its import, and what was imported before.

mod mapping;

use kopuro_shared::{
    organizations::{BankAccount, OrganizationAction},
    statements::{
        FILE_MAX, PreviewOutcome, Statement, StatementCounts, StatementNotice, StatementPreview,
        StatementState,
    },
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;
use wasm_bindgen::JsCast;

use self::mapping::MappingForm;
use super::{MoneyParts, transactions::signed};
use crate::{
    api::{
        self, ApiError,
        organizations::list_bank_accounts,
        statements::{import_statement, list_statements, preview_statement},
    },
    components::{
        button::{Button, Kind, LinkButton},
        field::SelectField,
        form::Form,
        loaded::{Fetched, loaded},
        paged::Paged,
        states::{Badge, Empty, Notice, Tone},
        table::table,
        toast,
    },
    format,
    pages::workspace::{Org, WithSecondFactor, in_workspace},
    t, t_of,
};

/// The page.
#[component]
pub fn StatementsPage() -> impl IntoView {
    in_workspace(t!("money-statements"), |org| {
        let may = org.may(OrganizationAction::HandleStatements);
        let shown = org.clone();
        view! {
            <h1>{t!("workspace-money")}</h1>
            <MoneyParts org=org />
            {if may {
                view! { <WithSecondFactor><Statements org=shown.clone() /></WithSecondFactor> }.into_any()
            } else {
                view! { <Notice>{t!("statements-not-yours")}</Notice> }.into_any()
            }}
        }
    })
}

#[component]
fn Statements(org: Org) -> impl IntoView {
    let id = StoredValue::new(org.id.clone());
    let accounts = Fetched::new(move || async move { list_bank_accounts(&id.get_value()).await });
    let statements = Paged::new(move || id.with_value(|id| list_statements(id)));
    let imported = Callback::new(move |()| statements.reload());
    let accounts_at = StoredValue::new(org.path("/organization"));
    view! {
        {loaded(accounts, move |accounts| {
            if accounts.is_empty() {
                return view! {
                    <Empty title=t!("accounts-none") text=t!("statements-need-account")>
                        <LinkButton href=accounts_at.get_value()>{t!("accounts-add")}</LinkButton>
                    </Empty>
                }.into_any();
            }
            view! { <Import id=id.get_value() accounts=accounts imported=imported /> }.into_any()
        })}
        <h2>{t!("statements-before")}</h2>
        {statements.view(
            "list",
            |one| one.id.clone(),
            statement_card,
            || view! { <Empty title=t!("statements-none") text=t!("statements-none-text") /> }.into_any(),
        )}
    }
}

fn counts(counts: StatementCounts) -> String {
    t!(
        "statement-counts",
        entries = counts.entries,
        matched = counts.matched,
        queued = counts.queued,
        outgoing = counts.outgoing,
        known = counts.known
    )
}

fn notices(notices: Vec<StatementNotice>) -> AnyView {
    if notices.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = notices
        .into_iter()
        .map(|notice| {
            let text = t_of!("statement-notice", notice.kind.name());
            let count = (notice.count > 0).then(|| format!(" ({})", notice.count));
            let by = notice.difference.map(|money| format!(": {}", format::money(money)));
            view! { <li>{text}{count}{by}</li> }
        })
        .collect();
    view! { <ul class="small">{rows}</ul> }.into_any()
}

fn statement_card(one: Statement) -> AnyView {
    let booking = one.state == StatementState::Booking;
    let days = match (one.from, one.to) {
        (Some(from), Some(to)) => format!("{} – {}", format::date(from), format::date(to)),
        _ => String::new(),
    };
    let transactions =
        window().location().pathname().unwrap_or_default().replace("/statements", "/transactions");
    let balances = one.opening.zip(one.closing).map(|(opening, closing)| {
        t!("statement-balances", opening = format::money(opening), closing = format::money(closing))
    });
    let (counted, said) = (counts(one.counts), notices(one.notices));
    view! {
        <article class="card linked">
            <div class="row between">
                <h3><A href=format!("{transactions}?statement={}", one.id)>{days}</A></h3>
                {booking.then(|| view! { <Badge tone=Tone::Wait text=t!("statement-booking") /> })}
            </div>
            <p class="small">{counted}</p>
            {balances.map(|text| view! { <p class="small muted">{text}</p> })}
            {said}
            <p class="small muted">{one.file_name}" · "{one.imported_by}" · "{format::moment(one.imported_at)}</p>
        </article>
    }
    .into_any()
}

/// What an import is doing.
#[derive(Clone)]
enum Phase {
    Choosing,
    Sending(u32),
    Seen(Box<StatementPreview>),
    Done(Box<Statement>),
}

#[component]
fn Import(id: String, accounts: Vec<BankAccount>, imported: Callback<()>) -> impl IntoView {
    let id = StoredValue::new(id);
    let account =
        RwSignal::new(accounts.first().map(|account| account.id.clone()).unwrap_or_default());
    let file = RwSignal::new_local(None::<web_sys::File>);
    let phase = RwSignal::new(Phase::Choosing);
    let problem = RwSignal::new(None::<ApiError>);
    let key = StoredValue::new(api::new_key());
    let options = accounts
        .iter()
        .map(|account| {
            (
                account.id.clone(),
                format!("{} · {} · {}", account.currency.code(), account.bank_name, account.number),
            )
        })
        .collect::<Vec<_>>();
    let progress = move |part: u32| drop(phase.try_set(Phase::Sending(part)));
    let preview = move || {
        let Some(chosen) = file.get_untracked() else { return };
        problem.set(None);
        #[expect(clippy::cast_precision_loss, reason = "200 MB")]
        if chosen.size() > FILE_MAX as f64 {
            toast::bad(t!("statement-too-large"));
            return;
        }
        phase.set(Phase::Sending(0));
        spawn_local(async move {
            let account = account.get_untracked();
            let answer =
                preview_statement(&id.get_value(), &account, &api::new_key(), &chosen, progress)
                    .await;
            let after = match answer {
                Ok(preview) => Phase::Seen(Box::new(preview)),
                Err(error) => {
                    let _ = problem.try_set(Some(error));
                    Phase::Choosing
                }
            };
            let _ = phase.try_set(after);
        });
    };
    let import = move || {
        let Some(chosen) = file.get_untracked() else { return };
        problem.set(None);
        phase.set(Phase::Sending(0));
        spawn_local(async move {
            let account = account.get_untracked();
            let answer =
                import_statement(&id.get_value(), &account, &key.get_value(), &chosen, progress)
                    .await;
            match answer {
                Ok(statement) => {
                    key.set_value(api::new_key());
                    let _ = phase.try_set(Phase::Done(Box::new(statement)));
                    imported.run(());
                }
                Err(error) => {
                    let _ = problem.try_set(Some(error));
                    let _ = phase.try_set(Phase::Choosing);
                }
            }
        });
    };
    let choose = move |event: web_sys::Event| {
        let input =
            event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        file.set(input.and_then(|input| input.files()).and_then(|files| files.get(0)));
        preview();
    };
    let again = move || {
        file.set(None);
        phase.set(Phase::Choosing);
    };
    let shown = move || match phase.get() {
        Phase::Choosing => ().into_any(),
        Phase::Sending(part) => view! {
            <progress max="100" value=part.to_string() aria-label=t!("upload-sending")></progress>
        }
        .into_any(),
        Phase::Seen(preview) => view! {
            {look(*preview)}
            <div class="row">
                <Button on_click=import>{t!("statement-import")}</Button>
                <Button kind=Kind::Quiet on_click=again>{t!("action-cancel")}</Button>
            </div>
        }
        .into_any(),
        Phase::Done(statement) => {
            let (counted, said) = (counts(statement.counts), notices(statement.notices));
            view! { <Notice tone=Tone::Good><b>{t!("statement-imported")}</b><p>{counted}</p></Notice>{said} }.into_any()
        }
    };
    view! {
        <section class="card stack">
            <h2>{t!("statement-import-title")}</h2>
            <p class="muted small">{t!("statement-import-text")}</p>
            <SelectField form=Form::new() pointer="/account_id" label=t!("field-label-account") value=account options=options />
            <div class="field">
                <label for="statement-file">{t!("field-label-statement")}</label>
                <input id="statement-file" type="file" accept=".xml,.csv,.txt,text/csv,application/xml,text/xml" on:change=choose />
                <span class="hint">{t!("field-hint-statement")}</span>
            </div>
            {move || problem.get().map(|error| view! { <Notice tone=Tone::Bad>{error.text()}</Notice> })}
            <div class="stack" aria-live="polite">{shown}</div>
            <details>
                <summary>{t!("mapping-title")}</summary>
                {move || view! { <MappingForm organization_id=id.get_value() account_id=account.get() /> }}
            </details>
        </section>
    }
}

/// What importing a file would do.
fn look(preview: StatementPreview) -> AnyView {
    let figure = |label: String, text: String| {
        view! { <div class="figure"><b>{text}</b><span>{label}</span></div> }
    };
    let balances = preview.opening.zip(preview.closing).map(|(opening, closing)| {
        view! { <p class="small">{t!("statement-balances", opening = format::money(opening), closing = format::money(closing))}</p> }
    });
    let rows = preview.lines.into_iter().map(|line| {
        let tone = match line.outcome {
            PreviewOutcome::Matched => Tone::Good,
            PreviewOutcome::Queued => Tone::Wait,
            PreviewOutcome::Known | PreviewOutcome::Outgoing => Tone::Plain,
        };
        let why = line.queue_reason.map(|reason| t_of!("queue-reason", reason.name()));
        let who = line.counterparty.unwrap_or_default();
        vec![
            format::date(line.booked_on).into_any(),
            view! { <span class="number">{signed(line.direction, line.amount)}</span> }.into_any(),
            view! { <span>{who}<br /><span class="small muted">{line.remittance}</span></span> }.into_any(),
            view! { <span><Badge tone=tone text=t_of!("preview-outcome", line.outcome.name()) />" "<span class="small muted">{why}</span></span> }
                .into_any(),
        ]
    });
    let head = vec![
        t!("transaction-booked-on"),
        t!("field-label-amount"),
        t!("transaction-counterparty"),
        t!("preview-becomes"),
    ];
    let lines = preview.is_complete.then(|| table(t!("preview-title"), head, rows.collect()));
    let (counted, said) = (counts(preview.counts), notices(preview.notices));
    view! {
        <h3>{t!("preview-title")}</h3>
        <div class="figures">
            {figure(t!("statement-credited"), format::money(preview.credited))}
            {figure(t!("statement-debited"), format::money(preview.debited))}
        </div>
        {balances}
        <p class="small">{counted}</p>
        {said}
        {lines}
    }
    .into_any()
}
