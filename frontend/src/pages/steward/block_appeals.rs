//! Appeals of people whom a desk no longer hears.

use kopuro_shared::cases::blocks::{AppealDecision, Block, DecideAppeal};
use leptos::prelude::*;
use leptos_router::components::A;

use super::for_stewards;
use crate::{
    api::queue::{decide_block_appeal, list_block_appeals},
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        form::Form,
        paged::Paged,
        states::Empty,
        toast,
    },
    format,
    i18n::pick,
    t, t_of,
};

/// What a steward is about to decide: the block and the decision. Rows find it in their context.
type Deciding = RwSignal<Option<(String, AppealDecision)>>;

/// The page.
#[component]
pub fn BlockAppealsPage() -> impl IntoView {
    for_stewards(t!("steward-appeals"), || {
        let form = Form::new();
        let appeals = Paged::new(list_block_appeals);
        let deciding: Deciding = RwSignal::new(None);
        provide_context(deciding);
        let open = RwSignal::new(false);
        Effect::new(move |_| {
            if deciding.with(Option::is_some) {
                open.set(true);
            }
        });
        // Closing the question without an answer lets the same one be chosen again.
        Effect::new(move |_| {
            if !open.get() {
                deciding.set(None);
            }
        });
        let reason = RwSignal::new(String::new());
        let question = Signal::derive(move || {
            let decision = deciding.get().map_or(AppealDecision::Upheld, |(_, decision)| decision);
            Question {
                title: t!("steward-decide"),
                text: t_of!("appeal-decision-text", decision.name()),
                action: t_of!("appeal-decision", decision.name()),
                reason: Some(t!("appeal-reason")),
            }
        });
        let send = Callback::new(move |given: String| {
            let Some((id, decision)) = deciding.get_untracked() else { return };
            let request = DecideAppeal { decision, reason: given };
            form.check_and_send(&request, decide_block_appeal(id, request.clone()), move |_| {
                reason.set(String::new());
                open.set(false);
                toast::good(t!("saved"));
                appeals.reload();
            });
        });
        view! {
            <p class="muted">{t!("appeals-text")}</p>
            {appeals.view(
                "list",
                |one| one.id.clone(),
                row,
                || view! { <Empty title=t!("appeals-none") text=t!("appeals-none-text") /> }.into_any(),
            )}
            <Ask open=open form=form question=question reason=reason on_send=send />
        }
    })
}

fn row(block: Block) -> AnyView {
    let deciding = expect_context::<Deciding>();
    let id = StoredValue::new(block.id);
    let button = move |decision: AppealDecision, kind: Kind| {
        view! {
            <Button kind=kind compact=true on_click=move || deciding.set(Some((id.get_value(), decision)))>
                {t_of!("appeal-decision", decision.name())}
            </Button>
        }
    };
    view! {
        <article class="card stack">
            <h3><A href=format!("/desks/{}", block.desk.id)>{pick(&block.desk.name)}</A></h3>
            <p class="small muted">{pick(&block.desk.organization_name)}" · "{t!("appeals-since", date = format::moment(block.blocked_at))}</p>
            <h4>{t!("appeals-desk-says")}</h4>
            <p class="prose">{block.reason}</p>
            <h4>{t!("appeals-sender-says")}</h4>
            <blockquote class="panel prose">{block.appeal}</blockquote>
            <div class="row">
                {button(AppealDecision::Lifted, Kind::Secondary)}
                {button(AppealDecision::Upheld, Kind::Danger)}
            </div>
        </article>
    }
    .into_any()
}
