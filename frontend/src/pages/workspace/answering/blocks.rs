//! Senders whom a desk does not hear: who was blocked over which case, why, and ending it.

use kopuro_shared::cases::blocks::Block;
use leptos::prelude::*;
use leptos_router::components::A;

use super::frame::{AtDesk, at_desk};
use crate::{
    api::queue::{end_block, list_desk_blocks},
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        form::Form,
        paged::Paged,
        states::Empty,
        toast,
    },
    format, t,
};

/// What rows find in their context: whose cases these are, and the block that is about to be ended.
#[derive(Clone, Copy)]
struct Ending {
    organization: StoredValue<String>,
    block: RwSignal<Option<String>>,
}

/// The page.
#[component]
pub fn BlocksPage() -> impl IntoView {
    at_desk(t!("desk-part-blocks"), |at| {
        if !at.desk.can_answer {
            return view! { <Empty title=t!("canned-not-yours") text=t!("desk-blocks-not-yours-text") /> }
                .into_any();
        }
        view! { <Blocks at=at /> }.into_any()
    })
}

#[component]
fn Blocks(at: AtDesk) -> impl IntoView {
    let desk = StoredValue::new(at.desk.id);
    let blocks = Paged::new(move || desk.with_value(|id| list_desk_blocks(id)));
    let ending = Ending { organization: StoredValue::new(at.org.id), block: RwSignal::new(None) };
    provide_context(ending);
    let form = Form::new();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if ending.block.with(Option::is_some) {
            open.set(true);
        }
    });
    // Closing the question without an answer lets the same one be chosen again.
    Effect::new(move |_| {
        if !open.get() {
            ending.block.set(None);
        }
    });
    let question = Question {
        title: t!("casework-unblock"),
        text: t!("desk-blocks-end-text"),
        action: t!("casework-unblock"),
        reason: None,
    };
    let send = Callback::new(move |_| {
        let Some(id) = ending.block.get_untracked() else { return };
        form.send(end_block(id), move |_| {
            open.set(false);
            toast::good(t!("casework-unblocked"));
            blocks.reload();
        });
    });
    let none = || {
        view! { <Empty title=t!("desk-blocks-none") text=t!("desk-blocks-none-text") /> }.into_any()
    };
    view! {
        <p class="muted">{t!("desk-blocks-text")}</p>
        {blocks.view("list", |block| block.id.clone(), row, none)}
        <Ask open=open form=form question=question on_send=send />
    }
}

fn row(block: Block) -> AnyView {
    let ending: Ending = expect_context();
    let case =
        ending.organization.with_value(|id| format!("/workspace/{id}/cases/{}", block.case_id));
    let appeal = block.appeal.map(|text| {
        view! {
            <h4>{t!("appeals-sender-says")}</h4>
            <blockquote class="panel prose">{text}</blockquote>
        }
    });
    let decided = block.decision_reason.map(|reason| {
        view! { <p class="small muted">{t!("desk-blocks-upheld", reason = reason)}</p> }
    });
    let id = block.id;
    view! {
        <article class="card stack">
            <div class="row between">
                <p class="small muted">{t!("appeals-since", date = format::moment(block.blocked_at))}</p>
                <A href=case>{t!("desk-blocks-case")}</A>
            </div>
            <p class="prose">{block.reason}</p>
            {appeal}
            {decided}
            <div class="row">
                <Button kind=Kind::Secondary compact=true on_click=move || ending.block.set(Some(id.clone()))>{t!("casework-unblock")}</Button>
            </div>
        </article>
    }
    .into_any()
}
