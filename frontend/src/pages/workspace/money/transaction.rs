//! A bank transaction: what it says, what it could be for, and what the treasurer decides.

mod split;

use kopuro_shared::{
    matching::Partner,
    page::Page,
    projects::ProjectSummary,
    statements::{
        Allocation, BookingTarget, ExplainTransaction, MatchTransaction, Suggestion, Transaction,
        TransactionState, UnmatchTransaction,
    },
    validation::NAME_MAX,
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use self::split::Split;
use super::transactions::{signed, tone};
use crate::{
    api::{
        Versioned,
        statements::{Decision, decide_transaction, get_transaction},
        work::list_newest_projects,
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        money_field::{MoneyField, amount_text, money_fault, typed_amount},
        states::{Badge, Empty, Notice, Tone},
        toast,
    },
    format,
    i18n::pick,
    pages::workspace::{Org, WithSecondFactor, in_workspace},
    t, t_of,
};

/// A transaction that is decided on. Copy it into the forms.
#[derive(Clone, Copy)]
pub struct Deciding {
    organization_id: StoredValue<String>,
    /// The transaction as it stands.
    pub transaction: RwSignal<Versioned<Transaction>>,
}

impl Deciding {
    /// Sends a decision by a form, and shows what became of it.
    pub fn send(self, form: Form, decision: Decision, done: impl FnOnce() + 'static) {
        let (id, etag) =
            self.transaction.with_untracked(|one| (one.value.id.clone(), one.etag.clone()));
        let sent = decide_transaction(self.organization_id.get_value(), id, etag, decision);
        form.send(sent, move |changed| {
            toast::good(t!("transaction-decided"));
            done();
            self.transaction.set(changed);
        });
    }
}

/// The page.
#[component]
pub fn TransactionPage() -> impl IntoView {
    let params = use_params_map();
    in_workspace(t!("money-transaction"), move |org| {
        let id =
            Memo::new(move |_| params.with(|params| params.get("transaction").unwrap_or_default()));
        let organization = StoredValue::new(org.id.clone());
        let back = org.path("/money/transactions");
        view! {
            <p><A href=back>"‹ "{t!("money-transactions")}</A></p>
            <WithSecondFactor>
                {
                    let org = org.clone();
                    let found: Fetched<(Versioned<Transaction>, Page<ProjectSummary>)> = Fetched::new(move || {
                        let (organization, id) = (organization.get_value(), id.get());
                        async move {
                            let (one, projects) =
                                futures::join!(get_transaction(&organization, &id), list_newest_projects(&organization));
                            Ok((one?, projects?))
                        }
                    });
                    loaded(found, move |(one, projects)| show(&org, one, projects.items))
                }
            </WithSecondFactor>
        }
    })
}

fn show(org: &Org, found: Versioned<Transaction>, projects: Vec<ProjectSummary>) -> AnyView {
    let deciding = Deciding {
        organization_id: StoredValue::new(org.id.clone()),
        transaction: RwSignal::new(found),
    };
    let projects = StoredValue::new(projects);
    let body = move || {
        let one = deciding.transaction.get().value;
        let decisions = match one.state {
            TransactionState::Queued => view! {
                <Suggestions deciding=deciding suggestions=one.suggestions.clone() />
                <MatchByHand deciding=deciding />
                <MatchPartner deciding=deciding projects=projects.get_value() />
                <Split deciding=deciding projects=projects.get_value() />
                <SetAside deciding=deciding />
            }
            .into_any(),
            TransactionState::SetAside => view! { <TakeBack deciding=deciding /> }.into_any(),
            TransactionState::Booked | TransactionState::Outgoing => ().into_any(),
        };
        view! { {facts(&one)}{allocations(deciding, &one)}{decisions} }
    };
    body.into_any()
}

fn facts(one: &Transaction) -> AnyView {
    let fact = |name: String, value: Option<String>| {
        value
            .filter(|value| !value.is_empty())
            .map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    view! {
        <section class="card stack">
            <div class="row between">
                <h1 class="number">{signed(one.direction, one.amount)}</h1>
                <Badge tone=tone(one.state) text=t_of!("transaction-state", one.state.name()) />
            </div>
            {one.queue_reason.map(|reason| view! { <Notice tone=Tone::Wait>{t_of!("queue-reason-text", reason.name())}</Notice> })}
            <dl class="facts">
                {fact(t!("transaction-booked-on"), Some(format::date(one.booked_on)))}
                {fact(t!("transaction-counterparty"), one.counterparty.clone())}
                {fact(t!("accounts-number"), one.counterparty_account.clone())}
                {fact(t!("transaction-remittance"), Some(one.remittance.clone()))}
                {fact(t!("field-label-reference"), Some(one.references.join(", ")))}
                {fact(t!("transaction-bank-reference"), one.bank_reference.clone())}
                {fact(t!("transaction-left"), Some(format::money(one.open)))}
                {fact(t!("transaction-set-aside-reason"), one.set_aside_reason.clone())}
            </dl>
        </section>
    }
    .into_any()
}

fn allocations(deciding: Deciding, one: &Transaction) -> AnyView {
    if one.allocations.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = one
        .allocations
        .iter()
        .cloned()
        .map(|allocation| view! { <AllocationRow deciding=deciding allocation=allocation /> })
        .collect();
    view! { <section class="card stack"><h2>{t!("transaction-booked-for")}</h2><ul class="list">{rows}</ul></section> }
        .into_any()
}

#[component]
fn AllocationRow(deciding: Deciding, allocation: Allocation) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let undone = allocation.reversed_at.map(|at| {
        t!(
            "allocation-undone",
            date = format::moment(at),
            reason = allocation.reversal_reason.clone().unwrap_or_default()
        )
    });
    let stands = undone.is_none();
    let who =
        allocation.reference.clone().unwrap_or_else(|| t_of!("partner", allocation.partner.name()));
    let by = allocation.made_by.clone().unwrap_or_else(|| t!("allocation-by-reference"));
    let question = Question {
        title: t!("transaction-undo"),
        text: t!("transaction-undo-text"),
        action: t!("transaction-undo"),
        reason: Some(t!("field-label-reason-donor")),
    };
    let id = allocation.id;
    let send = Callback::new(move |reason: String| {
        let request = UnmatchTransaction { allocation_id: Some(id.clone()), reason };
        if form.check(&request) {
            deciding.send(form, Decision::Unmatch(request), move || open.set(false));
        }
    });
    view! {
        <li class="row between">
            <span class="grow">
                <b>{pick(&allocation.project_title)}</b>" · "{who}
                <br /><span class="small muted">{by}" · "{format::moment(allocation.made_at)}</span>
                {undone.map(|text| view! { <br /><span class="small">{text}</span> })}
            </span>
            <span class="number">{format::money(allocation.amount)}</span>
            {stands.then(|| view! { <Button kind=Kind::Quiet compact=true on_click=move || open.set(true)>{t!("transaction-undo")}</Button> })}
            <Ask open=open form=form question=question on_send=send />
        </li>
    }
}

#[component]
fn Suggestions(deciding: Deciding, suggestions: Vec<Suggestion>) -> impl IntoView {
    if suggestions.is_empty() {
        return view! { <Empty title=t!("suggestions-none") text=t!("suggestions-none-text") /> }
            .into_any();
    }
    let rows: Vec<_> = suggestions
        .into_iter()
        .map(|one| {
            let form = Form::new();
            let why: Vec<_> =
                one.reasons.iter().map(|reason| t_of!("suggestion-reason", reason.name())).collect();
            let id = one.pledge_id.clone();
            let take = move || {
                let target = BookingTarget { pledge_id: Some(id.clone()), ..BookingTarget::default() };
                let request = MatchTransaction { target, amount: None };
                deciding.send(form, Decision::Match(request), || ());
            };
            view! {
                <li class="card stack">
                    <div class="row between">
                        <h3>{pick(&one.project_title)}</h3>
                        <span class="number">{t!("suggestion-missing", amount = format::money(one.missing))}</span>
                    </div>
                    <p class="small">
                        {one.donor.unwrap_or_else(|| t!("suggestion-anonymous"))}" · "
                        <code>{kopuro_shared::reference::display_reference(&one.reference)}</code>
                    </p>
                    <p class="small muted">{why.join(" · ")}</p>
                    {form.problem_view()}
                    <div class="row"><Button compact=true busy=form.busy() on_click=take>{t!("suggestion-take")}</Button></div>
                </li>
            }
        })
        .collect();
    view! {
        <section class="stack">
            <h2>{t!("suggestions-title")}</h2>
            <p class="muted small">{t!("suggestions-text")}</p>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// A pledge by its reference, as the donor wrote it somewhere.
#[component]
fn MatchByHand(deciding: Deciding) -> impl IntoView {
    let form = Form::new();
    let currency = deciding.transaction.with_untracked(|one| one.value.amount.currency);
    let open = deciding.transaction.with_untracked(|one| one.value.open.amount);
    let reference = RwSignal::new(String::new());
    let amount = RwSignal::new(amount_text(open, currency));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let sum = match typed_amount(&amount.get_untracked(), currency) {
            Ok(sum) => sum,
            Err(error) => {
                form.mark("/amount", money_fault(error, currency));
                return;
            }
        };
        let target = BookingTarget {
            reference: Some(reference.get_untracked().trim().to_owned()),
            ..BookingTarget::default()
        };
        let request = MatchTransaction { target, amount: sum };
        if form.check(&request) {
            deciding.send(form, Decision::Match(request), || ());
        }
    };
    view! {
        <details class="card">
            <summary>{t!("match-by-reference")}</summary>
            <form class="stack" novalidate on:submit=submit>
                {form.problem_view()}
                <div class="grid two">
                    <TextField form=form pointer="/target/reference" label=t!("field-label-reference") hint="RF…" value=reference
                        maxlength=NAME_MAX />
                    <MoneyField form=form pointer="/amount" label=t!("field-label-amount") value=amount currency=Signal::stored(currency) />
                </div>
                <div class="row"><Submit busy=form.busy()>{t!("match-action")}</Submit></div>
            </form>
        </details>
    }
}

/// The choices of a project that can get money.
pub fn project_options(projects: &[ProjectSummary]) -> Vec<(String, String)> {
    let each = projects.iter().map(|project| (project.id.clone(), pick(&project.title)));
    std::iter::once((String::new(), t!("field-choose"))).chain(each).collect()
}

/// The choices of a partner.
pub fn partner_options() -> Vec<(String, String)> {
    Partner::ALL
        .map(|partner| (partner.name().to_owned(), t_of!("partner", partner.name())))
        .to_vec()
}

/// Money without a pledge: the state's share, or a donor whom nobody knows.
#[component]
fn MatchPartner(deciding: Deciding, projects: Vec<ProjectSummary>) -> impl IntoView {
    let form = Form::new();
    let project = RwSignal::new(String::new());
    let partner = RwSignal::new(Partner::State.name().to_owned());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let target = BookingTarget {
            project_id: Some(project.get_untracked()).filter(|id| !id.is_empty()),
            partner: Partner::from_name(&partner.get_untracked()),
            ..BookingTarget::default()
        };
        let request = MatchTransaction { target, amount: None };
        if form.check(&request) {
            deciding.send(form, Decision::Match(request), || ());
        }
    };
    view! {
        <details class="card">
            <summary>{t!("match-partner")}</summary>
            <form class="stack" novalidate on:submit=submit>
                <p class="muted small">{t!("match-partner-text")}</p>
                {form.problem_view()}
                <div class="grid two">
                    <SelectField form=form pointer="/target/pledge_id" label=t!("field-label-project") value=project
                        options=project_options(&projects) />
                    <SelectField form=form pointer="/target/partner" label=t!("field-label-partner") value=partner options=partner_options() />
                </div>
                <div class="row"><Submit busy=form.busy()>{t!("match-action")}</Submit></div>
            </form>
        </details>
    }
}

#[component]
fn SetAside(deciding: Deciding) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let question = Question {
        title: t!("set-aside"),
        text: t!("set-aside-text"),
        action: t!("set-aside"),
        reason: Some(t!("field-label-reason")),
    };
    let send = Callback::new(move |reason: String| {
        let request = ExplainTransaction { reason };
        if form.check(&request) {
            deciding.send(form, Decision::SetAside(request), move || open.set(false));
        }
    });
    view! {
        <div class="row"><Button kind=Kind::Secondary on_click=move || open.set(true)>{t!("set-aside")}</Button></div>
        <Ask open=open form=form question=question on_send=send />
    }
}

#[component]
fn TakeBack(deciding: Deciding) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let question = Question {
        title: t!("take-back"),
        text: t!("take-back-text"),
        action: t!("take-back"),
        reason: Some(t!("field-label-reason")),
    };
    let send = Callback::new(move |reason: String| {
        let request = ExplainTransaction { reason };
        if form.check(&request) {
            deciding.send(form, Decision::TakeBack(request), move || open.set(false));
        }
    });
    view! {
        <div class="row"><Button kind=Kind::Secondary on_click=move || open.set(true)>{t!("take-back")}</Button></div>
        <Ask open=open form=form question=question on_send=send />
    }
}
