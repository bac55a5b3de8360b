//! Where a project stands, what comes next, and what still stands in the way, with where that is put right.

use kopuro_shared::projects::{
    ActOnProject, AllowedAction, Condition, MoneyPlan, ProjectAction, ProjectState,
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::{MoneyPlanDraft, MoneyPlanFields, frame::Work};
use crate::{
    api::work::act_on_project,
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        form::Form,
        progress::Progress,
        states::{Empty, Notice, Tone},
        toast,
    },
    drafts::Draft,
    format, i18n, t, t_of,
};

/// What a condition asks for, in the words that the server would answer with.
pub fn condition_text(condition: Condition) -> String {
    i18n::message("field-unmet", &[("condition", condition.name().into())])
}

/// A project that somebody acts on.
#[derive(Clone)]
pub struct Acting {
    /// The project.
    pub id: String,
    /// Its `ETag`.
    pub etag: String,
    /// Fetches it anew.
    pub reload: Callback<()>,
    /// The workspace in which conditions are put right; stewards have none.
    pub work: Option<Work>,
}

/// Where a condition is put right: of the project, or of the organization.
fn mended_at(work: &Work, condition: Condition) -> String {
    match condition {
        Condition::Described => work.path("/texts"),
        Condition::OrganizationVerified | Condition::BankAccountOpen => {
            work.org.path("/organization")
        }
        Condition::ProcurementRecorded | Condition::MilestonesDone => work.path("/work"),
        Condition::GoalCovered | Condition::NothingUnspent => work.path("/money"),
        Condition::MoneyPlanned => work.path(""),
        _ => work.path("/plan"),
    }
}

/// The states that a project passes, in their order.
const WAY: [ProjectState; 8] = [
    ProjectState::Draft,
    ProjectState::Submitted,
    ProjectState::Published,
    ProjectState::Funded,
    ProjectState::Procurement,
    ProjectState::InProgress,
    ProjectState::Completed,
    ProjectState::Accepted,
];

/// The part.
#[component]
pub fn StepsPart(work: Work) -> impl IntoView {
    let project = &work.project;
    let returned = project.state_reason.clone().map(|reason| {
        let heading = if project.state == ProjectState::Cancelled {
            t!("project-cancelled-because")
        } else {
            t!("project-returned-because")
        };
        view! { <Notice tone=Tone::Wait><b>{heading}</b><p>{reason}</p></Notice> }
    });
    let at = WAY.iter().position(|state| *state == project.state);
    let way = WAY.iter().enumerate().map(|(index, state)| {
        let here = at == Some(index);
        view! {
            <li class:done=at.is_some_and(|at| index < at) aria-current=here.then_some("step")>{t_of!("project-state", state.name())}</li>
        }
    });
    let acting = Acting {
        id: project.id.clone(),
        etag: work.etag.clone(),
        reload: work.reload,
        work: Some(work.clone()),
    };
    let actions: Vec<_> =
        project.actions.iter().map(|allowed| action_view(&acting, allowed)).collect();
    view! {
        {returned}
        <section class="card stack">
            <ol class="steps way">{way.collect_view()}</ol>
            <p>{t_of!("project-now", project.state.name())}</p>
            <p class="small muted">{t!("project-since", date = format::moment(project.state_since))}</p>
            {(project.goal.amount > 0).then(|| view! { <Progress goal=project.goal received=project.received /> })}
        </section>
        <section class="stack">
            <h2>{t!("project-next")}</h2>
            {if actions.is_empty() {
                view! { <Empty title=t!("project-no-actions") text=t!("project-no-actions-text") /> }.into_any()
            } else {
                view! { <ul class="list">{actions}</ul> }.into_any()
            }}
        </section>
    }
}

/// Something that the person may do, or what still stands in its way.
pub fn action_view(acting: &Acting, allowed: &AllowedAction) -> AnyView {
    let action = allowed.action;
    // What happens with the money is asked for in the dialog itself.
    let in_the_way: Vec<_> = allowed
        .unmet
        .iter()
        .copied()
        .filter(|condition| *condition != Condition::MoneyPlanned)
        .collect();
    let blocked = !in_the_way.is_empty();
    let open = RwSignal::new(false);
    let cancels = action == ProjectAction::Cancel;
    let conditions = in_the_way.into_iter().map(|condition| {
        let text = condition_text(condition);
        match &acting.work {
            Some(work) => {
                view! { <li><A href=mended_at(work, condition)>{text}</A></li> }.into_any()
            }
            None => view! { <li>{text}</li> }.into_any(),
        }
    });
    let kind = match action {
        ProjectAction::Cancel => Kind::Danger,
        ProjectAction::Withdraw => Kind::Secondary,
        _ => Kind::Primary,
    };
    let asks_money = allowed.unmet.contains(&Condition::MoneyPlanned);
    view! {
        <li class="card stack">
            <h3>{t_of!("project-action", action.name())}</h3>
            <p class="small muted">{t_of!("project-action-text", action.name())}</p>
            {blocked.then(|| view! {
                <div><b class="small">{t!("project-in-the-way")}</b><ul class="conditions">{conditions.collect_view()}</ul></div>
            })}
            {(!blocked).then(|| view! {
                <div class="row">
                    <Button kind=kind on_click=move || open.set(true)>{t_of!("project-action", action.name())}</Button>
                </div>
                <Act acting=acting.clone() action=action needs_reason=allowed.needs_reason asks_money={cancels && asks_money} open=open />
            })}
        </li>
    }
    .into_any()
}

#[component]
fn Act(
    acting: Acting,
    action: ProjectAction,
    needs_reason: bool,
    asks_money: bool,
    open: RwSignal<bool>,
) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("project/{}/{}", acting.id, action.name()));
    let reason = draft.text("reason", "");
    let language = RwSignal::new(i18n::language());
    let money = MoneyPlanDraft::kept(draft, None);
    let question = Question {
        title: t_of!("project-action", action.name()),
        text: t_of!("project-action-text", action.name()),
        action: t_of!("project-action", action.name()),
        reason: needs_reason.then(|| t!("field-label-public-reason")),
    };
    let (id, etag, reload) = (acting.id, acting.etag, acting.reload);
    let send = Callback::new(move |reason: String| {
        let plan: Option<MoneyPlan> = asks_money.then(|| money.value()).flatten();
        let request = ActOnProject { action, reason, money: plan };
        let sent = act_on_project(id.clone(), etag.clone(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            open.set(false);
            toast::good(t_of!("project-acted", action.name()));
            reload.run(());
        });
    });
    view! {
        <Ask open=open form=form question=question reason=reason on_send=send>
            {asks_money.then(|| view! { <MoneyPlanFields form=form pointer="/money" plan=money language=language /> })}
            {move || form.is_stale().then(|| view! {
                <Button kind=Kind::Secondary on_click=move || { open.set(false); reload.run(()); }>{t!("action-reload")}</Button>
            })}
        </Ask>
    }
}
