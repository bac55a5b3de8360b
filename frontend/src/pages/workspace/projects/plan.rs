//! The plan: what it costs, who pays, in which steps, and what happens with money that is left. Sums and what is missing
//! are worked out while it is typed, by the same code as the server's.

mod rows;
mod state;

use kopuro_shared::{
    matching::{Preset, share_of},
    money::Money,
    organizations::OrganizationAction,
    projects::{PlanProject, Project},
};
use leptos::{prelude::*, task::spawn_local};

use self::{
    rows::{BudgetRows, MilestoneRows, ShareRows},
    state::PlanState,
};
use super::{MoneyPlanFields, condition_text, frame::Work};
use crate::{
    api::{projects::get_project, work::plan_project},
    components::{
        button::{Button, Kind, Submit},
        field::{SelectField, TextField},
        form::Form,
        money_field::MoneyField,
        stale::Stale,
        states::{Notice, Tone},
        table::table,
        texts::LanguageTabs,
        toast,
    },
    format,
    i18n::{self, pick},
    t, t_of,
};

/// The part: an editor while the project is a draft, the plan as it stands afterwards.
#[component]
pub fn PlanPart(work: Work) -> impl IntoView {
    let edits = work.project.state.is_editable() && work.may(OrganizationAction::ManageProjects);
    if edits {
        view! { <EditPlan work=work /> }.into_any()
    } else {
        view! { <Notice>{t!("plan-fixed")}</Notice>{standing(&work.project)} }.into_any()
    }
}

/// The plan as it stands.
pub fn standing(project: &Project) -> AnyView {
    let lines = project
        .budget_lines
        .iter()
        .map(|line| vec![pick(&line.name).into_any(), format::money(line.amount).into_any()]);
    let shares = project.funding_shares.iter().map(|share| {
        let amount = Money::new(share_of(project.goal.amount, share.share), project.goal.currency);
        vec![
            t_of!("partner", share.partner.name()).into_any(),
            state::percent(share.share).into_any(),
            format::money(amount).into_any(),
        ]
    });
    let milestones = project.milestones.iter().map(|milestone| {
        vec![pick(&milestone.title).into_any(), format::date(milestone.planned_on).into_any()]
    });
    let amount = t!("field-label-amount");
    view! {
        <p class="lead">{t!("plan-goal-is", amount = format::money(project.goal))}</p>
        <h2>{t!("plan-budget")}</h2>
        {table(t!("plan-budget"), vec![t!("field-label-line"), amount.clone()], lines.collect())}
        <h2>{t!("plan-shares")}</h2>
        {table(t!("plan-shares"), vec![t!("field-label-partner"), t!("field-label-share"), amount], shares.collect())}
        <h2>{t!("plan-milestones")}</h2>
        {table(t!("plan-milestones"), vec![t!("field-label-milestone"), t!("field-label-planned-on")], milestones.collect())}
    }
    .into_any()
}

#[component]
fn EditPlan(work: Work) -> impl IntoView {
    let form = Form::new();
    let state = PlanState::of(&work);
    let etag = StoredValue::new(work.etag.clone());
    let id = StoredValue::new(work.project.id.clone());
    let sector = work.project.sector.clone();
    let language = RwSignal::new(i18n::language());
    let reload = work.reload;
    let plan = Memo::new(move |_| state.request());
    let send = move || {
        if let Some((pointer, text)) = state.first_fault() {
            form.mark(&pointer, text);
            return;
        }
        let request = plan.get_untracked();
        let sent = plan_project(id.get_value(), etag.get_value(), request.clone());
        form.check_and_send(&request, sent, move |saved| {
            etag.set_value(saved.etag);
            state.draft.clear();
            toast::good(t!("saved"));
            reload.run(());
        });
    };
    let keep_mine = Callback::new(move |()| {
        spawn_local(async move {
            match get_project(&id.get_value()).await {
                Ok(newer) => {
                    etag.set_value(newer.etag);
                    send();
                }
                Err(error) => toast::bad(error.text()),
            }
        });
    });
    let take_theirs = Callback::new(move |()| {
        state.draft.clear();
        reload.run(());
    });
    let look = format!("/projects/{}", work.project.id);
    let throw_away = move || {
        state.draft.clear();
        reload.run(());
    };
    view! {
        <form class="stack loose" novalidate on:submit=move |event| { event.prevent_default(); send(); }>
            {state.was_restored.then(|| view! {
                <Notice>
                    <p>{t!("draft-restored")}</p>
                    <div class="row"><Button kind=Kind::Secondary compact=true on_click=throw_away>{t!("draft-discard")}</Button></div>
                </Notice>
            })}
            {form.problem_view()}
            <Stale form=form look=look on_keep_mine=keep_mine on_take_theirs=take_theirs />
            <section class="card stack">
                <h2>{t!("plan-goal")}</h2>
                <div class="grid two">
                    <MoneyField form=form pointer="/goal/amount" label=t!("field-label-goal") hint=t!("field-hint-goal") value=state.goal
                        currency=Signal::stored(state.currency) />
                    <TextField form=form pointer="/ends_on" label=t!("field-label-ends-on") hint=t!("field-hint-ends-on") value=state.ends_on
                        kind="date" />
                </div>
            </section>
            <LanguageTabs language=language texts=Signal::derive(move || state.texts()) />
            <BudgetRows form=form state=state plan=plan language=language />
            <Rule form=form state=state />
            <ShareRows form=form state=state plan=plan language=language />
            <MilestoneRows form=form state=state language=language />
            <section class="card stack">
                <h2>{t!("plan-surplus")}</h2>
                <p class="muted small">{t!("plan-surplus-text")}</p>
                <MoneyPlanFields form=form pointer="/surplus" plan=state.surplus language=language />
            </section>
            <Missing plan=plan sector=sector />
            <div class="save-bar"><Submit busy=form.busy()>{t!("plan-save")}</Submit></div>
        </form>
    }
}

/// What of the plan still stands in the way of submitting the project.
#[component]
fn Missing(plan: Memo<PlanProject>, sector: String) -> impl IntoView {
    let unmet = Memo::new(move |_| plan.read().unmet(&sector, format::today()));
    move || {
        let unmet = unmet.get();
        if unmet.is_empty() {
            return view! { <Notice tone=Tone::Good>{t!("plan-complete")}</Notice> }.into_any();
        }
        let rows =
            unmet.into_iter().map(|condition| view! { <li>{condition_text(condition)}</li> });
        view! {
            <Notice tone=Tone::Wait>
                <b>{t!("plan-missing")}</b>
                <ul>{rows.collect_view()}</ul>
            </Notice>
        }
        .into_any()
    }
}

/// The matching rule: none, one that exists elsewhere, or what the project has already.
#[component]
fn Rule(form: Form, state: PlanState) -> impl IntoView {
    let own = state.own_rule.with_value(Option::is_some);
    let options = std::iter::once((String::new(), t!("rule-none")))
        .chain(
            Preset::ALL
                .iter()
                .map(|preset| (preset.name().to_owned(), t_of!("rule", preset.name()))),
        )
        .chain(own.then(|| ("own".to_owned(), t!("rule-own"))))
        .collect::<Vec<_>>();
    let preset = move || Preset::from_name(&state.rule.read());
    view! {
        <section class="card stack">
            <h2>{t!("plan-rule")}</h2>
            <p class="muted small">{t!("plan-rule-text")}</p>
            <SelectField form=form pointer="/matching_rule" label=t!("field-label-rule") value=state.rule options=options />
            {move || preset().map(|preset| view! {
                <p>{t_of!("rule-text", preset.name())}</p>
                {(preset == Preset::OneAndThree).then(|| view! {
                    <div class="grid two">
                        <MoneyField form=form pointer="/matching_rule/minimum_total" label=t!("field-label-minimum-total")
                            hint=t!("field-hint-minimum-total") value=state.minimum currency=Signal::stored(state.currency) />
                        <MoneyField form=form pointer="/matching_rule/partners/1/ceiling" label=t!("field-label-ceiling")
                            hint=t!("field-hint-ceiling") value=state.ceiling currency=Signal::stored(state.currency) />
                    </div>
                })}
                <div class="row">
                    <Button kind=Kind::Secondary compact=true on_click=move || state.take_shares(preset)>{t!("rule-take-shares")}</Button>
                </div>
            })}
        </section>
    }
}
