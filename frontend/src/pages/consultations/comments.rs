//! What people say to a section: one voice each, whose earlier words stay visible, and support for others'.

use kopuro_shared::{
    consultations::{COMMENT_MAX, Comment, CommentVersion, WriteComment},
    organizations::GiveReason,
    reports::ReportSubject,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::consultations::{
        hide_comment, list_comment_versions, list_comments, support_comment, withdraw_support,
        write_comment,
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind, LinkButton, Submit},
        field::TextArea,
        form::Form,
        loaded::{Fetched, loaded},
        moment::Moment,
        paged::Paged,
        report::report_link,
        states::{Badge, Empty, Tone},
        toast,
    },
    drafts::Draft,
    format, session, t,
};

/// What rows find in their context.
#[derive(Clone, Copy)]
struct Talk {
    is_open: bool,
    comments: Paged<Comment>,
    /// The text of one's own comment, which a row can be taken into.
    text: RwSignal<String>,
    form: Form,
    /// The comment that a steward is about to hide.
    hiding: RwSignal<Option<String>>,
}

/// The comments of a section; read once somebody opens them.
#[component]
pub fn Comments(
    /// The consultation's id.
    consultation: String,
    /// The section's id.
    section: String,
    /// How many comments it has.
    count: i64,
    /// Whether people comment now.
    is_open: bool,
) -> impl IntoView {
    let opened = RwSignal::new(false);
    let open = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if details.is_some_and(|details| details.has_attribute("open")) {
            opened.set(true);
        }
    };
    let summary = if is_open {
        t!("comments-count-open", count = count)
    } else {
        t!("comments-count", count = count)
    };
    view! {
        <details class="panel" on:toggle=open>
            <summary>{summary}</summary>
            {move || opened.get().then(|| view! {
                <Opened consultation=consultation.clone() section=section.clone() is_open=is_open />
            })}
        </details>
    }
}

#[component]
fn Opened(consultation: String, section: String, is_open: bool) -> impl IntoView {
    let id = StoredValue::new(section);
    let comments = Paged::new(move || id.with_value(|id| list_comments(id)));
    let form = Form::new();
    let draft = Draft::of(&id.with_value(|id| format!("comment/{id}")));
    let text = draft.text("text", "");
    let talk = Talk { is_open, comments, text, form, hiding: RwSignal::new(None) };
    provide_context(talk);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let request = WriteComment { text: text.get_untracked().trim().to_owned() };
        let sent = write_comment(id.get_value(), request.clone());
        form.check_and_send(&request, sent, move |comment| {
            draft.discard();
            toast::good(if comment.version > 1 {
                t!("comment-changed")
            } else {
                t!("comment-written")
            });
            comments.reload();
        });
    };
    let signed_in = Memo::new(|_| session::me().is_some());
    let sign_in = format!("/sign-in?next=/consultations/{consultation}");
    let write = move || {
        if !is_open {
            return ().into_any();
        }
        if !signed_in.get() {
            let href = sign_in.clone();
            return view! {
                <p>{t!("comment-sign-in")}</p>
                <div class="row"><LinkButton kind=Kind::Secondary href=href>{t!("nav-sign-in")}</LinkButton></div>
            }
            .into_any();
        }
        view! {
            <form class="stack" novalidate on:submit=submit>
                {draft.notice()}
                {form.problem_view()}
                <TextArea form=form pointer="/text" label=t!("comment-mine") hint=t!("comment-hint") value=text maxlength=COMMENT_MAX />
                <div class="row"><Submit busy=form.busy()>{t!("comment-action")}</Submit></div>
            </form>
        }
        .into_any()
    };
    let none =
        || view! { <Empty title=t!("comments-none") text=t!("comments-none-text") /> }.into_any();
    view! {
        <div class="stack">
            {write}
            {comments.view("list", |one| format!("{}/{}", one.id, one.version), row, none)}
            <Hide talk=talk />
        </div>
    }
}

fn row(comment: Comment) -> AnyView {
    let talk: Talk = expect_context();
    let author = comment.author.clone().unwrap_or_else(|| t!("comment-nobody"));
    if let Some(reason) = comment.hidden_reason {
        return view! {
            <article class="card">
                <p class="small muted">{author}" · "<Moment at=comment.created_at /></p>
                <p class="muted">{t!("comment-hidden")}</p>
                <p class="small">{t!("hidden-reason", reason = reason)}</p>
            </article>
        }
        .into_any();
    }
    let is_steward =
        session::me_untracked().is_some_and(|me| me.is_steward && me.second_factor_shown);
    let text = comment.text.clone();
    let id = StoredValue::new(comment.id.clone());
    let change = move || {
        talk.text.set(text.clone());
        talk.form.focus("/text");
    };
    let changes = talk.is_open && comment.is_mine;
    let report = (!comment.is_mine && !is_steward)
        .then(|| report_link(ReportSubject::ConsultationComment, &comment.id));
    let versions = (comment.version > 1)
        .then(|| view! { <Versions id=id.get_value() count=comment.version /> });
    view! {
        <article class="card">
            <div class="row between">
                <p class="small muted">{author}" · "<Moment at=comment.updated_at /></p>
                {comment.is_mine.then(|| view! { <Badge tone=Tone::Busy text=t!("comment-is-mine") /> })}
            </div>
            <p class="prose">{comment.text.clone()}</p>
            <div class="row">
                <Support talk=talk comment=comment />
                {changes.then(|| view! { <Button kind=Kind::Quiet compact=true on_click=change>{t!("comment-change")}</Button> })}
                {is_steward.then(|| view! {
                    <Button kind=Kind::Danger compact=true on_click=move || talk.hiding.set(Some(id.get_value()))>{t!("comment-hide")}</Button>
                })}
            </div>
            {versions}
            {report}
        </article>
    }
    .into_any()
}

/// How many support a comment, and doing so oneself.
#[component]
fn Support(talk: Talk, comment: Comment) -> impl IntoView {
    let supported = RwSignal::new(comment.is_supported);
    let busy = RwSignal::new(false);
    let before = i64::from(comment.is_supported);
    let count = move || {
        let now = i64::from(supported.get());
        t!("comment-supports", count = comment.supports + now - before)
    };
    let id = StoredValue::new(comment.id);
    let toggle = move |_| {
        if busy.get_untracked() {
            return;
        }
        let support = !supported.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let Some(id) = id.try_get_value() else { return };
            let answer =
                if support { support_comment(id).await } else { withdraw_support(id).await };
            // The person may have left the page meanwhile.
            busy.try_set(false);
            match answer {
                Ok(()) => drop(supported.try_set(support)),
                Err(error) => toast::bad(error.text()),
            }
        });
    };
    let may = Memo::new(move |_| session::me().is_some() && talk.is_open && !comment.is_mine);
    view! {
        {move || may.get().then(|| view! {
            <button type="button" class="button secondary compact support" aria-pressed=move || supported.get().to_string()
                aria-busy=move || busy.get().to_string() on:click=toggle>
                <span aria-hidden="true">{move || if supported.get() { "✓" } else { "+" }}</span>{t!("comment-support")}
            </button>
        })}
        <span class="small muted" aria-live="polite">{count}</span>
    }
}

/// The earlier versions of a comment; read once somebody opens them.
#[component]
fn Versions(id: String, count: i64) -> impl IntoView {
    let opened = RwSignal::new(false);
    let shown = move || {
        let id = id.clone();
        opened.get().then(|| {
            let versions: Fetched<Vec<CommentVersion>> = Fetched::new(move || {
                let id = id.clone();
                async move { list_comment_versions(&id).await }
            });
            loaded(versions, |found| {
                let rows = found.into_iter().map(|version| view! {
                    <li><p class="small muted">{t!("comment-version", number = version.number)}" · "{format::moment(version.at)}</p>
                        <p class="prose">{version.text}</p></li>
                });
                view! { <ol class="list lines">{rows.collect_view()}</ol> }
            })
        })
    };
    view! {
        <div>
            <button type="button" class="link small" aria-expanded=move || opened.get().to_string()
                on:click=move |_| opened.update(|opened| *opened = !*opened)>{t!("comment-versions", count = count)}</button>
        </div>
        {shown}
    }
}

#[component]
fn Hide(talk: Talk) -> impl IntoView {
    let form = Form::new();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if talk.hiding.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            talk.hiding.set(None);
        }
    });
    let reason = RwSignal::new(String::new());
    let question = Signal::derive(|| Question {
        title: t!("comment-hide"),
        text: t!("comment-hide-text"),
        action: t!("comment-hide"),
        reason: Some(t!("comment-hide-reason")),
    });
    let send = Callback::new(move |given: String| {
        let Some(id) = talk.hiding.get_untracked() else { return };
        form.check_and_send(
            &GiveReason { reason: given.clone() },
            hide_comment(id, given),
            move |()| {
                reason.set(String::new());
                open.set(false);
                toast::good(t!("saved"));
                talk.comments.reload();
            },
        );
    });
    view! { <Ask open=open form=form question=question reason=reason on_send=send /> }
}
