//! What can be done with a case beside writing: give it to a member or another desk, end it, hear its sender no more.

use kopuro_shared::{
    cases::{ActOnCase, Case, CaseAction, blocks::Block},
    organizations::GiveReason,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::Worked;
use crate::{
    api::{
        ApiError,
        cases::act_on_case,
        queue::{block_sender, end_block},
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, Submit},
        field::SelectField,
        form::Form,
        stale::stale_action,
        states::{Notice, Tone},
        toast,
    },
    drafts::Draft,
    i18n::pick,
    pages::workspace::answering::{ChosenDesk, DeskPicker},
    session, t,
};

/// An action without anything said of it.
fn bare(action: CaseAction) -> ActOnCase {
    ActOnCase { action, reason: String::new(), desk_id: None, person_id: None, rating: None }
}

/// All of them, as far as the person may.
#[component]
pub fn Acts(worked: Worked) -> impl IntoView {
    let may = move |action: CaseAction| {
        Memo::new(move |_| worked.case.with(|case| case.actions.contains(&action)))
    };
    let (assigns, transfers, closes) =
        (may(CaseAction::Assign), may(CaseAction::Transfer), may(CaseAction::Close));
    // Whoever answers at the desk may also end hearing the sender; not the sender.
    let answers = worked.desk.with_value(|desk| desk.as_ref().is_some_and(|desk| desk.can_answer));
    let blocks = answers && worked.case.with_untracked(|case| !case.summary.is_mine);
    view! {
        <div class="stack">
            {move || assigns.get().then(|| view! { <Assign worked=worked /> })}
            {move || transfers.get().then(|| view! { <Transfer worked=worked /> })}
            {move || closes.get().then(|| view! { <Close worked=worked /> })}
            {blocks.then(|| view! { <BlockSender worked=worked /> })}
        </div>
    }
}

/// Does something with the case as it stands on the page.
async fn act(worked: Worked, request: ActOnCase) -> Result<Case, ApiError> {
    act_on_case(&worked.id(), worked.version(), request).await
}

/// A way to see what somebody else did meanwhile.
fn stale(form: Form, worked: Worked, open: RwSignal<bool>) -> impl IntoView {
    let reload = move |()| {
        open.set(false);
        worked.reload();
    };
    stale_action(form, Callback::new(reload))
}

#[component]
fn Assign(worked: Worked) -> impl IntoView {
    let form = Form::new();
    let me = session::me_untracked();
    let my_id = me.as_ref().map(|me| me.id.clone()).unwrap_or_default();
    let members = worked.desk.with_value(|desk| {
        let members = desk.as_ref().and_then(|desk| desk.members.clone());
        members.unwrap_or_default()
    });
    let own = me.map(|me| (me.id, t!("members-me", name = me.display_name)));
    let others = members
        .into_iter()
        .filter(|member| member.person_id != my_id)
        .map(|member| (member.person_id, member.display_name));
    let options: Vec<_> =
        std::iter::once((String::new(), t!("queue-nobody"))).chain(own).chain(others).collect();
    let options = Signal::stored(options);
    let person = RwSignal::new(String::new());
    // It shows who answers now, also after a change.
    Effect::new(move |_| {
        let now = worked
            .case
            .with(|case| case.summary.assigned_to.as_ref().map(|person| person.person_id.clone()));
        person.set(now.unwrap_or_default());
    });
    let never = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen = Some(person.get_untracked()).filter(|id| !id.is_empty());
        let request = ActOnCase { person_id: chosen, ..bare(CaseAction::Assign) };
        form.send(act(worked, request), move |case| {
            toast::good(t!("casework-assigned"));
            worked.case.set(case);
        });
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {form.problem_view()}
            {stale(form, worked, never)}
            <SelectField form=form pointer="/person_id" label=t!("queue-assign-to") value=person options=options />
            <div class="row"><Submit busy=form.busy()>{t!("queue-assign")}</Submit></div>
        </form>
    }
}

#[component]
fn Transfer(worked: Worked) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let draft = Draft::of(&format!("case/{}/transfer", worked.id()));
    let reason = draft.text("reason", "");
    let chosen = ChosenDesk::none();
    let question = Question {
        title: t!("casework-transfer"),
        text: t!("casework-transfer-text"),
        action: t!("casework-transfer"),
        reason: Some(t!("casework-reason")),
    };
    let navigate = use_navigate();
    let send = Callback::new(move |reason: String| {
        let desk_id = Some(chosen.id.get_untracked());
        let request = ActOnCase { desk_id, reason, ..bare(CaseAction::Transfer) };
        let navigate = navigate.clone();
        let sent = act(worked, request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.clear();
            open.set(false);
            toast::good(t!("casework-transferred", name = chosen.name.get_untracked()));
            // It is in another queue now, perhaps another organization's.
            navigate(&worked.queue(), leptos_router::NavigateOptions::default());
        });
    });
    let picker = move || {
        let (topic, place, desk) = worked.case.with_untracked(|case| {
            let summary = &case.summary;
            let place = summary.place.as_ref().map(|place| (place.id.clone(), pick(&place.name)));
            let desk = summary.desk.as_ref().map(|desk| desk.id.clone());
            (summary.topic.clone(), place, desk.unwrap_or_default())
        });
        let organization = worked.org.with_value(|org| org.id.clone());
        view! {
            <DeskPicker form=form pointer="/desk_id" label=t!("casework-transfer-to") chosen=chosen topic=topic place=place
                organization=organization except=desk />
        }
    };
    view! {
        <Button kind=Kind::Secondary on_click=move || open.set(true)>{t!("casework-transfer")}</Button>
        <Ask open=open form=form question=question reason=reason on_send=send>
            {picker()}
            {stale(form, worked, open)}
        </Ask>
    }
}

#[component]
fn Close(worked: Worked) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let draft = Draft::of(&format!("case/{}/close", worked.id()));
    let reason = draft.text("reason", "");
    let question = Question {
        title: t!("casework-close"),
        text: t!("casework-close-text"),
        action: t!("casework-close"),
        reason: Some(t!("casework-reason")),
    };
    let send = Callback::new(move |reason: String| {
        let checked = GiveReason { reason: reason.clone() };
        let request = ActOnCase { reason, ..bare(CaseAction::Close) };
        let sent = act(worked, request);
        form.check_and_send(&checked, sent, move |case| {
            draft.clear();
            open.set(false);
            toast::good(t!("casework-closed"));
            worked.case.set(case);
        });
    });
    view! {
        <Button kind=Kind::Secondary on_click=move || open.set(true)>{t!("casework-close")}</Button>
        <Ask open=open form=form question=question reason=reason on_send=send>
            {stale(form, worked, open)}
        </Ask>
    }
}

#[component]
fn BlockSender(worked: Worked) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    let draft = Draft::of(&format!("case/{}/block", worked.id()));
    let reason = draft.text("reason", "");
    let block = RwSignal::new(None::<Block>);
    let question = Question {
        title: t!("casework-block"),
        text: t!("casework-block-text"),
        action: t!("casework-block"),
        reason: Some(t!("casework-block-reason")),
    };
    let send = Callback::new(move |reason: String| {
        let checked = GiveReason { reason: reason.clone() };
        form.check_and_send(&checked, block_sender(worked.id(), reason), move |made| {
            draft.clear();
            open.set(false);
            toast::good(t!("casework-blocked"));
            block.set(Some(made));
        });
    });
    let ending = Form::new();
    let end = move |id: String| {
        ending.send(end_block(id), move |_| {
            toast::good(t!("casework-unblocked"));
            block.set(None);
        });
    };
    let shown = move || {
        match block.get() {
        Some(made) => {
            let id = made.id;
            view! {
                <Notice tone=Tone::Wait>
                    <b>{t!("casework-blocked")}</b>
                    <p class="prose">{made.reason}</p>
                    <div class="row"><Button kind=Kind::Secondary compact=true busy=ending.busy() on_click=move || end(id.clone())>{t!("casework-unblock")}</Button></div>
                </Notice>
                {ending.problem_view()}
            }
            .into_any()
        }
        None => view! { <Button kind=Kind::Danger on_click=move || open.set(true)>{t!("casework-block")}</Button> }.into_any(),
    }
    };
    view! {
        {shown}
        <Ask open=open form=form question=question reason=reason on_send=send />
    }
}
