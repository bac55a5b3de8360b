//! The desks that do not hear me: why, and my appeal.

use kopuro_shared::{
    cases::blocks::{AppealBlock, Block},
    validation::SUMMARY_MAX,
};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    api::cases::{appeal_block, list_my_blocks},
    components::{
        button::Submit,
        field::TextArea,
        form::Form,
        layout::title,
        paged::Paged,
        states::{Badge, Empty, Tone},
        toast,
    },
    drafts::Draft,
    format,
    i18n::pick,
    pages::people::SignedIn,
    t, t_of,
};

/// The page.
#[component]
pub fn BlocksPage() -> impl IntoView {
    title(&t!("blocks-title"));
    view! { <SignedIn><Blocks /></SignedIn> }
}

/// What is done when an appeal was sent. Rows find it in their context.
#[derive(Clone, Copy)]
struct Appealed(Callback<()>);

#[component]
fn Blocks() -> impl IntoView {
    let blocks = Paged::new(list_my_blocks);
    provide_context(Appealed(Callback::new(move |()| blocks.reload())));
    let none =
        || view! { <Empty title=t!("blocks-none") text=t!("blocks-none-text") /> }.into_any();
    view! {
        <div class="page medium">
            <header class="stack tight">
                <p class="small"><A href="/me/cases">"‹ "{t!("my-cases-title")}</A></p>
                <h1>{t!("blocks-title")}</h1>
                <p class="muted">{t!("blocks-text")}</p>
            </header>
            {blocks.view("list", |block| format!("{}{}", block.id, block.appeal.is_some()), row, none)}
        </div>
    }
}

fn row(block: Block) -> AnyView {
    let tone = if block.ended_at.is_some() { Tone::Good } else { Tone::Bad };
    let state = if block.ended_at.is_some() { "ended" } else { "holds" };
    let appeals = block.appeal.is_none() && block.ended_at.is_none();
    let id = block.id.clone();
    let decided = block.decision.map(|decision| {
        view! {
            <p><b>{t_of!("block-decision", decision.name())}</b></p>
            {block.decision_reason.map(|reason| view! { <p class="prose">{reason}</p> })}
        }
    });
    let waits = block.appeal.is_some() && decided.is_none() && block.ended_at.is_none();
    let appeal = block.appeal.map(|text| {
        view! { <blockquote class="panel"><p class="small muted">{t!("block-appeal")}</p><p class="prose">{text}</p></blockquote> }
    });
    view! {
        <article class="card stack">
            <p class="row between">
                <Badge tone=tone text=t_of!("block-state", state) />
                <span class="small muted">{format::date(block.blocked_at.date_naive())}</span>
            </p>
            <h2><A href=format!("/desks/{}", block.desk.id)>{pick(&block.desk.name)}</A></h2>
            <p class="small muted">{pick(&block.desk.organization_name)}</p>
            <p class="prose">{t!("hidden-reason", reason = block.reason)}</p>
            <p class="small"><A href=format!("/cases/{}", block.case_id)>{t!("block-case")}</A></p>
            {appeal}
            {waits.then(|| view! { <p class="small muted">{t!("block-waits")}</p> })}
            {decided}
            {appeals.then(|| view! { <Appeal id=id /> })}
        </article>
    }
    .into_any()
}

#[component]
fn Appeal(id: String) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("block/{id}"));
    let text = draft.text("text", "");
    let appealed = expect_context::<Appealed>();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = AppealBlock { text: text.with_untracked(|text| text.trim().to_owned()) };
        let (checked, id) = (request.clone(), id.clone());
        form.check_and_send(&checked, async move { appeal_block(&id, request).await }, move |_| {
            draft.clear();
            toast::good(t!("block-appealed"));
            appealed.0.run(());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            {form.problem_view()}
            <TextArea form=form pointer="/text" label=t!("block-appeal-label") hint=t!("block-appeal-hint") value=text maxlength=SUMMARY_MAX />
            <div class="row"><Submit busy=form.busy()>{t!("block-appeal-action")}</Submit></div>
        </form>
    }
}
