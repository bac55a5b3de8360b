//! A payment with what may be done with it; and where nothing may, why.

use kopuro_shared::expenses::{
    ActOnExpense, AllowedExpenseAction, Expense, ExpenseAction, ExpenseKind, ExpenseState,
};
use leptos::prelude::*;

use crate::{
    api::payments::act_on_expense,
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        form::Form,
        states::{Badge, Tone},
        toast,
    },
    format,
    i18n::pick,
    pages::workspace::{FileLink, WithSecondFactor},
    t, t_of,
};

const fn tone(state: ExpenseState) -> Tone {
    match state {
        ExpenseState::Entered | ExpenseState::ReversalProposed => Tone::Wait,
        ExpenseState::Approved => Tone::Good,
        ExpenseState::Rejected | ExpenseState::Reversed => Tone::Bad,
        ExpenseState::Withdrawn => Tone::Plain,
    }
}

/// The card. It changes by itself once something was decided.
pub fn payment_card(payment: Expense) -> AnyView {
    let payment = RwSignal::new(payment);
    (move || card(&payment.get(), payment)).into_any()
}

fn by_whom(role: &str, name: Option<&String>) -> String {
    let role = t_of!("role", role);
    name.map_or_else(|| role.clone(), |name| format!("{name} ({role})"))
}

fn card(payment: &Expense, signal: RwSignal<Expense>) -> AnyView {
    let heading = match (&payment.supplier, payment.kind) {
        (Some(supplier), _) => supplier.clone(),
        (None, kind) => t_of!("expense-kind", kind.name()),
    };
    let invoices: Vec<_> = payment
        .invoices
        .iter()
        .map(|file| view! { <li><FileLink file=file.clone() /></li> })
        .collect();
    let entered = t!(
        "payment-entered",
        who = by_whom(payment.entered.role.name(), payment.entered.name.as_ref()),
        date = format::moment(payment.entered.at)
    );
    let decided = payment.decided.as_ref().map(|step| {
        t!(
            "payment-decided",
            who = by_whom(step.role.name(), step.name.as_ref()),
            date = format::moment(step.at)
        )
    });
    let reversal = payment.reversal.as_ref().map(|reversal| {
        t!(
            "payment-reversal",
            reason = reversal.reason.clone(),
            who = by_whom(reversal.entered.role.name(), reversal.entered.name.as_ref())
        )
    });
    let reason = payment.reason.clone();
    view! {
        <article class="card stack">
            <div class="row between">
                <h3>{heading}</h3>
                <b class="number">{format::money(payment.amount)}</b>
            </div>
            <p class="row">
                <Badge tone=tone(payment.state) text=t_of!("expense-state", payment.state.name()) />
                <span class="small muted">{format::date(payment.spent_on)}</span>
                {payment.line.as_ref().map(|line| view! { <span class="small muted">{pick(&line.name)}</span> })}
                {payment.is_proved_by_bank.then(|| view! { <Badge tone=Tone::Good text=t!("payment-proved") /> })}
            </p>
            <p class="prose">{pick(&payment.purpose)}</p>
            {(!invoices.is_empty()).then(|| view! { <ul class="files">{invoices}</ul> })}
            <p class="small muted">{entered}</p>
            {decided.map(|text| view! { <p class="small muted">{text}</p> })}
            {reason.map(|text| view! { <p>{text}</p> })}
            {reversal.map(|text| view! { <p>{text}</p> })}
            {decision(payment, signal)}
        </article>
    }
    .into_any()
}

/// The buttons of what this person may do; where another person has to decide, it says so instead.
fn decision(payment: &Expense, signal: RwSignal<Expense>) -> AnyView {
    let waits = matches!(payment.state, ExpenseState::Entered | ExpenseState::ReversalProposed);
    let decides = payment.actions.iter().any(|allowed| {
        matches!(allowed.action, ExpenseAction::Approve | ExpenseAction::ApproveReversal)
    });
    let mine = payment.actions.iter().any(|allowed| allowed.action == ExpenseAction::Withdraw);
    let in_run = payment.kind == ExpenseKind::Refund && payment.refund_run_id.is_some();
    let why_not = (waits && !decides).then(|| match (in_run, mine) {
        (true, _) => t!("payment-with-run"),
        (_, true) => t!("payment-not-by-you"),
        _ => t!("payment-by-another"),
    });
    let needs_factor = payment.actions.iter().any(|allowed| allowed.needs_second_factor);
    let actions = payment.actions.clone();
    let buttons = move || {
        let buttons: Vec<_> = actions.iter().map(|allowed| act(signal, allowed)).collect();
        view! { <div class="row">{buttons}</div> }
    };
    let shown = if payment.actions.is_empty() {
        ().into_any()
    } else if needs_factor {
        view! { <WithSecondFactor>{buttons()}</WithSecondFactor> }.into_any()
    } else {
        buttons().into_any()
    };
    view! { {why_not.map(|text| view! { <p class="small muted">{text}</p> })}{shown} }.into_any()
}

fn act(signal: RwSignal<Expense>, allowed: &AllowedExpenseAction) -> AnyView {
    let action = allowed.action;
    let form = Form::new();
    let open = RwSignal::new(false);
    let label = t_of!("expense-action", action.name());
    let question = Question {
        title: label.clone(),
        text: t_of!("expense-action-text", action.name()),
        action: label.clone(),
        reason: allowed.needs_reason.then(|| match action {
            ExpenseAction::ProposeReversal => t!("field-label-public-reason"),
            _ => t!("field-label-reason"),
        }),
    };
    let send = Callback::new(move |reason: String| {
        let (id, version) = signal.with_untracked(|payment| (payment.id.clone(), payment.version));
        let request = ActOnExpense { action, reason };
        let sent = act_on_expense(id, version, request.clone());
        form.check_and_send(&request, sent, move |changed| {
            open.set(false);
            toast::good(t_of!("expense-acted", action.name()));
            signal.set(changed.value);
        });
    });
    let kind = match action {
        ExpenseAction::Approve => Kind::Primary,
        ExpenseAction::Reject | ExpenseAction::ApproveReversal => Kind::Danger,
        ExpenseAction::RejectReversal => Kind::Secondary,
        ExpenseAction::Withdraw | ExpenseAction::ProposeReversal => Kind::Quiet,
    };
    view! {
        <Button kind=kind compact=true on_click=move || open.set(true)>{label}</Button>
        <Ask open=open form=form question=question on_send=send />
    }
    .into_any()
}
