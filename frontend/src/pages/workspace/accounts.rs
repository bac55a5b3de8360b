//! The bank accounts that donors pay to.

use kopuro_shared::{
    currency::Currency,
    organizations::{
        ACCOUNT_NUMBER_MAX, BankAccount, CreateBankAccount, OrganizationAction, is_iban,
    },
    validation::NAME_MAX,
};
use leptos::prelude::*;

use super::{Org, WithSecondFactor};
use crate::{
    api::organizations::{close_bank_account, create_bank_account, list_bank_accounts},
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        states::Empty,
        table::table,
        toast,
    },
    drafts::Draft,
    t, t_of,
};

/// An IBAN in groups of four; a domestic number as it is.
fn shown(number: &str) -> String {
    if !is_iban(number) {
        return number.to_owned();
    }
    kopuro_shared::reference::display_reference(number)
}

/// The accounts, with what a treasurer does with them.
#[component]
pub fn BankAccounts(org: Org) -> impl IntoView {
    let id = StoredValue::new(org.id.clone());
    let accounts = Fetched::new(move || async move { list_bank_accounts(&id.get_value()).await });
    let manages = org.may(OrganizationAction::ManageBankAccounts);
    let adds = RwSignal::new(false);
    let closes = RwSignal::new(None::<BankAccount>);
    let asks = RwSignal::new(false);
    let changed = Callback::new(move |()| {
        adds.set(false);
        accounts.refetch();
    });
    let list = move |found: Vec<BankAccount>| {
        if found.is_empty() {
            return view! { <Empty title=t!("accounts-none") text=t!("accounts-none-text") /> }
                .into_any();
        }
        let mut head = vec![
            t!("field-label-currency"),
            t!("accounts-number"),
            t!("field-label-bank"),
            t!("field-label-holder"),
        ];
        if manages {
            head.push(t!("table-actions"));
        }
        let rows = found.into_iter().map(|account| {
            let mut cells = vec![
                account.currency.code().into_any(),
                view! { <code>{shown(&account.number)}</code> }.into_any(),
                format!("{} {}", account.bank_name, account.bic.clone().unwrap_or_default()).into_any(),
                account.holder.clone().into_any(),
            ];
            if manages {
                let close = move || {
                    closes.set(Some(account.clone()));
                    asks.set(true);
                };
                cells.push(view! { <Button kind=Kind::Quiet compact=true on_click=close>{t!("accounts-close")}</Button> }.into_any());
            }
            cells
        });
        table(t!("accounts-title"), head, rows.collect())
    };
    view! {
        <section class="card stack" id="accounts">
            <h2>{t!("accounts-title")}</h2>
            <p class="muted">{t!("accounts-text")}</p>
            {loaded(accounts, list)}
            {manages.then(|| view! {
                <WithSecondFactor>
                    {move || if adds.get() {
                        view! { <AddAccount id=id.get_value() done=changed /> }.into_any()
                    } else {
                        view! { <div class="row"><Button kind=Kind::Secondary on_click=move || adds.set(true)>{t!("accounts-add")}</Button></div> }.into_any()
                    }}
                    <CloseAccount id=id.get_value() account=closes open=asks done=changed />
                </WithSecondFactor>
            })}
        </section>
    }
}

#[component]
fn AddAccount(id: String, done: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("account/{id}"));
    let currency = draft.text("currency", Currency::Kgs.code());
    let holder = draft.text("holder", "");
    let bank = draft.text("bank_name", "");
    let bic = draft.text("bic", "");
    let number = draft.text("number", "");
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let code = bic.get_untracked().trim().to_uppercase();
        let request = CreateBankAccount {
            currency: currency.get_untracked().parse().unwrap_or(Currency::Kgs),
            holder: holder.get_untracked().trim().to_owned(),
            bank_name: bank.get_untracked().trim().to_owned(),
            bic: (!code.is_empty()).then_some(code),
            number: number.get_untracked(),
        };
        let sent = create_bank_account(id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            toast::good(t!("saved"));
            done.run(());
        });
    };
    let currencies = Currency::ALL
        .map(|currency| (currency.code().to_owned(), t_of!("currency", currency.code())))
        .to_vec();
    view! {
        <form class="panel stack" novalidate on:submit=submit>
            <h3>{t!("accounts-add")}</h3>
            {form.problem_view()}
            <div class="grid two">
                <SelectField form=form pointer="/currency" label=t!("field-label-currency") value=currency options=currencies />
                <TextField form=form pointer="/holder" label=t!("field-label-holder") hint=t!("field-hint-holder") value=holder maxlength=NAME_MAX />
                <TextField form=form pointer="/number" label=t!("accounts-number") hint=t!("field-hint-account-number") value=number
                    maxlength={ACCOUNT_NUMBER_MAX * 2} />
                <TextField form=form pointer="/bank_name" label=t!("field-label-bank") value=bank maxlength=NAME_MAX />
                <TextField form=form pointer="/bic" label=t!("field-label-bic") hint=t!("field-hint-bic") value=bic maxlength=11 />
            </div>
            <div class="row">
                <Submit busy=form.busy()>{t!("accounts-add")}</Submit>
                <Button kind=Kind::Quiet on_click=move || done.run(())>{t!("action-cancel")}</Button>
            </div>
        </form>
    }
}

#[component]
fn CloseAccount(
    id: String,
    account: RwSignal<Option<BankAccount>>,
    open: RwSignal<bool>,
    done: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let question = Signal::derive(move || Question {
        title: t!("accounts-close-title"),
        text: t!(
            "accounts-close-text",
            number =
                account.read().as_ref().map(|account| shown(&account.number)).unwrap_or_default()
        ),
        action: t!("accounts-close"),
        reason: None,
    });
    let send = Callback::new(move |_| {
        let Some(closed) = account.get_untracked() else { return };
        form.send(close_bank_account(id.clone(), closed.id), move |()| {
            open.set(false);
            toast::good(t!("saved"));
            done.run(());
        });
    });
    view! { <Ask open=open form=form question=question on_send=send /> }
}
