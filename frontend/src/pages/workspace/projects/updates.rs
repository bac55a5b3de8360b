//! How the work goes on, for everyone to see.

use kopuro_shared::{
    files::FileKind,
    language::Translated,
    organizations::OrganizationAction,
    projects::{PostUpdate, Update, UploadedPhoto},
    validation::{NAME_MAX, TEXT_MAX},
};
use leptos::prelude::*;

use super::frame::Work;
use crate::{
    api::{community::list_updates, work::post_update},
    components::{
        button::Submit,
        form::Form,
        paged::Paged,
        photo::PhotoImage,
        report::hidden,
        states::Empty,
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    format,
    i18n::{self, pick},
    pages::workspace::{UploadField, Uploads},
    t,
};

/// Photos of an update at most, as the server has it.
const PHOTOS_MAX: usize = 12;

/// The part.
#[component]
pub fn UpdatesPart(work: Work) -> impl IntoView {
    let id = StoredValue::new(work.project.id.clone());
    let updates = Paged::new(move || list_updates(&id.read_value()));
    let public = work.project.published_at.is_some();
    let writes = public && work.may(OrganizationAction::WriteProjects);
    let posted = Callback::new(move |()| updates.reload());
    let none = || {
        view! { <Empty title=t!("updates-none") text=t!("desk-updates-none-text") /> }.into_any()
    };
    view! {
        {writes.then(|| view! { <Post work=work posted=posted /> })}
        {updates.view("list", |update| update.id.clone(), posted_view, none)}
    }
}

fn posted_view(update: Update) -> AnyView {
    let photos = update.photos.into_iter().map(|one| {
        view! { <li><PhotoImage photo=one.photo alt=pick(&one.caption) sizes="9rem" /></li> }
    });
    let photos = photos.collect_view();
    view! {
        <article class="card stack">
            <h3>{pick(&update.title)}</h3>
            <p class="small muted">{format::moment(update.created_at)}</p>
            {update.hidden_at.map(|at| hidden(at, update.hidden_reason))}
            <p class="prose">{pick(&update.body)}</p>
            <ul class="photos">{photos}</ul>
        </article>
    }
    .into_any()
}

#[component]
fn Post(work: Work, posted: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("project/{}/update", work.project.id));
    let language = RwSignal::new(i18n::language());
    let title = Texts::kept(draft, "title", &Translated::default());
    let body = Texts::kept(draft, "body", &Translated::default());
    let photos = Uploads::new(&work.org.id, FileKind::Photo, PHOTOS_MAX);
    let id = work.project.id.clone();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let each = photos.arrived().into_iter().map(|(file_id, caption)| {
            let caption = caption.trim();
            let caption = if caption.is_empty() {
                Translated::default()
            } else {
                Translated::in_language(i18n::language(), caption)
            };
            UploadedPhoto { file_id, caption }
        });
        let request =
            PostUpdate { title: title.value(), body: body.value(), photos: each.collect() };
        let sent = post_update(id.clone(), form.key(), request.clone());
        form.check_and_send(&request, sent, move |_| {
            draft.discard();
            photos.clear();
            toast::good(t!("updates-posted"));
            posted.run(());
        });
    };
    view! {
        <form class="card stack" novalidate on:submit=submit>
            <h2>{t!("updates-new")}</h2>
            <p class="muted small">{t!("updates-text")}</p>
            {draft.notice()}
            {form.problem_view()}
            <LanguageTabs language=language texts=vec![title, body] />
            <TextsField form=form pointer="/title" label=t!("field-label-update-title") texts=title language=language maxlength=NAME_MAX />
            <TextsField form=form pointer="/body" label=t!("field-label-update-body") texts=body language=language long=true maxlength=TEXT_MAX />
            <UploadField uploads=photos id="update-photos" label=t!("field-label-photos") hint=t!("field-hint-photos") captions=true />
            <div class="row">
                <Submit busy=Signal::derive(move || form.busy().get() || photos.is_pending())>{t!("updates-action")}</Submit>
            </div>
        </form>
    }
}
