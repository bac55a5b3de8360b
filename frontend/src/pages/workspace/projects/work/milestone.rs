//! A step of the work: its evidence, that it is done, or that it moves.

use kopuro_shared::{
    files::FileKind,
    language::Translated,
    organizations::OrganizationAction,
    projects::{AddEvidence, ChangeMilestone, Milestone},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{
        self, ApiError,
        work::{add_evidence, change_milestone},
    },
    components::{
        ask::{Ask, Question},
        button::{Button, Kind},
        field::TextField,
        form::Form,
        states::{Badge, Tone},
        toast,
    },
    format,
    i18n::{self, pick},
    pages::workspace::{UploadField, Uploads, projects::frame::Work},
    t,
};

/// Photos of one go.
const PHOTOS_MAX: usize = 12;

/// The card.
#[component]
pub fn MilestoneCard(work: Work, milestone: Milestone) -> impl IntoView {
    let writes = work.project.state.is_working() && work.may(OrganizationAction::WriteProjects);
    let manages = work.project.state.is_working() && work.may(OrganizationAction::ManageProjects);
    let late = milestone.done_on.is_none() && milestone.planned_on < format::today();
    let badge = match milestone.done_on {
        Some(day) => view! { <Badge tone=Tone::Good text=t!("milestone-done-on", date = format::date(day)) /> }.into_any(),
        None => view! {
            <Badge tone={if late { Tone::Bad } else { Tone::Wait }} text=t!("milestone-planned-on", date = format::date(milestone.planned_on)) />
        }
        .into_any(),
    };
    let evidence: Vec<_> = milestone
        .evidence
        .iter()
        .cloned()
        .map(|one| {
            let is_picture = one.file.media_type.starts_with("image/");
            let caption = pick(&one.caption);
            let text = if caption.is_empty() { one.file.name } else { caption };
            let picture = is_picture.then(|| view! { <img src=one.file.url.clone() alt=text.clone() loading="lazy" /> });
            view! { <li><a href=one.file.url rel="external">{picture}<span class="small">{text}</span></a></li> }
        })
        .collect();
    let proved = !evidence.is_empty();
    let open = milestone.done_on.is_none();
    view! {
        <li class="card stack" id=format!("milestone-{}", milestone.id)>
            <div class="row between"><h3>{pick(&milestone.title)}</h3>{badge}</div>
            {Some(pick(&milestone.note)).filter(|note| !note.is_empty()).map(|note| view! { <p class="prose">{note}</p> })}
            {proved.then(|| view! { <ul class="photos">{evidence}</ul> })}
            {writes.then(|| view! { <Prove work=work.clone() milestone_id=milestone.id.clone() /> })}
            {(manages && open).then(|| view! { <Change work=work.clone() milestone=milestone.clone() proved=proved /> })}
        </li>
    }
}

#[component]
fn Prove(work: Work, milestone_id: String) -> impl IntoView {
    let photos = Uploads::new(&work.org.id, FileKind::Photo, PHOTOS_MAX);
    let documents = Uploads::new(&work.org.id, FileKind::Document, 1);
    let busy = RwSignal::new(false);
    let milestone = milestone_id.clone();
    let problem = RwSignal::new(None::<ApiError>);
    let (id, reload) = (work.project.id.clone(), work.reload);
    let any = Signal::derive(move || !(photos.is_empty() && documents.is_empty()));
    let add = move || {
        let (id, milestone_id) = (id.clone(), milestone_id.clone());
        let files: Vec<_> = photos.arrived().into_iter().chain(documents.arrived()).collect();
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            for (file_id, caption) in files {
                let caption = caption.trim();
                let caption = if caption.is_empty() {
                    Translated::default()
                } else {
                    Translated::in_language(i18n::language(), caption)
                };
                let request = AddEvidence { file_id: file_id.clone(), caption };
                let answer =
                    add_evidence(id.clone(), milestone_id.clone(), api::new_key(), request).await;
                if let Err(error) = answer {
                    busy.set(false);
                    problem.set(Some(error));
                    return;
                }
                // What was added once is not added again when the person tries again.
                photos.used(&file_id);
                documents.used(&file_id);
            }
            busy.set(false);
            toast::good(t!("evidence-added"));
            reload.run(());
        });
    };
    let pending = Signal::derive(move || photos.is_pending() || documents.is_pending());
    view! {
        <details class="panel">
            <summary>{t!("evidence-add")}</summary>
            <div class="stack">
                <p class="small muted">{t!("evidence-text")}</p>
                <UploadField uploads=photos id=format!("photos-{milestone}") label=t!("field-label-photos") hint=t!("field-hint-photos") captions=true />
                <UploadField uploads=documents id=format!("document-{milestone}") label=t!("field-label-document") hint=t!("field-hint-document") captions=true />
                {move || problem.get().map(|error| view! { <p class="error" role="alert">{error.text()}</p> })}
                {move || any.get().then(|| view! {
                    <div class="row"><Button busy=busy disabled=pending on_click=add.clone()>{t!("evidence-action")}</Button></div>
                })}
            </div>
        </details>
    }
}

#[component]
fn Change(work: Work, milestone: Milestone, proved: bool) -> impl IntoView {
    let form = Form::new();
    let (dones, moves) = (RwSignal::new(false), RwSignal::new(false));
    let day = RwSignal::new(format::today().to_string());
    let new_day = RwSignal::new(milestone.planned_on.to_string());
    let (id, milestone_id, reload) = (work.project.id.clone(), milestone.id.clone(), work.reload);
    let send = Callback::new(move |request: ChangeMilestone| {
        let sent = change_milestone(id.clone(), milestone_id.clone(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            dones.set(false);
            moves.set(false);
            toast::good(t!("saved"));
            reload.run(());
        });
    });
    let done = Callback::new(move |_: String| {
        let Ok(done_on) = day.get_untracked().parse() else {
            form.mark("/done_on", t!("field-day-missing"));
            return;
        };
        send.run(ChangeMilestone { done_on: Some(done_on), ..ChangeMilestone::default() });
    });
    let moved = Callback::new(move |reason: String| {
        let Ok(planned_on) = new_day.get_untracked().parse() else {
            form.mark("/planned_on", t!("field-day-missing"));
            return;
        };
        send.run(ChangeMilestone {
            planned_on: Some(planned_on),
            reason,
            ..ChangeMilestone::default()
        });
    });
    let title = pick(&milestone.title);
    let done_question = Question {
        title: t!("milestone-done-title"),
        text: t!("milestone-done-text", title = title.clone()),
        action: t!("desk-milestone-done"),
        reason: None,
    };
    let move_question = Question {
        title: t!("milestone-move"),
        text: t!("milestone-move-text", title = title),
        action: t!("milestone-move"),
        reason: Some(t!("field-label-public-reason")),
    };
    view! {
        <div class="row">
            {if proved {
                view! { <Button compact=true on_click=move || dones.set(true)>{t!("desk-milestone-done")}</Button> }.into_any()
            } else {
                view! { <span class="small muted">{t!("milestone-prove-first")}</span> }.into_any()
            }}
            <Button kind=Kind::Quiet compact=true on_click=move || moves.set(true)>{t!("milestone-move")}</Button>
        </div>
        <Ask open=dones form=form question=done_question on_send=done>
            <TextField form=form pointer="/done_on" label=t!("field-label-done-on") value=day kind="date" />
        </Ask>
        <Ask open=moves form=form question=move_question on_send=moved>
            <TextField form=form pointer="/planned_on" label=t!("field-label-new-day") value=new_day kind="date" />
        </Ask>
    }
}
