//! What a project says of itself, and its picture.

use kopuro_shared::{
    files::FileKind,
    organizations::OrganizationAction,
    projects::{Sector, UpdateProject},
    validation::{NAME_MAX, SUMMARY_MAX, TEXT_MAX},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    create::{sector_options, whole_number},
    frame::Work,
};
use crate::{
    api::{
        projects::{get_project, list_sectors},
        work::update_project,
    },
    components::{
        button::Submit,
        field::{SelectField, TextField},
        form::Form,
        loaded::{Fetched, loaded},
        photo::PhotoImage,
        stale::Stale,
        states::Notice,
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    i18n::{self, pick},
    pages::workspace::{ChosenPlace, PlaceField, UploadField, Uploads},
    t,
};

/// The part.
#[component]
pub fn TextsPart(work: Work) -> impl IntoView {
    let sectors = Fetched::new(list_sectors);
    let may = work.may(OrganizationAction::WriteProjects);
    view! {
        {(!may).then(|| view! { <Notice>{t!("workspace-read-only")}</Notice> })}
        {loaded(sectors, move |sectors| view! { <Edit work=work.clone() sectors=sectors may=may /> })}
    }
}

#[component]
fn Edit(work: Work, sectors: Vec<Sector>, may: bool) -> impl IntoView {
    let form = Form::new();
    let project = &work.project;
    let draft = Draft::of(&format!("project/{}/texts", project.id));
    let etag = StoredValue::new(work.etag.clone());
    let id = StoredValue::new(project.id.clone());
    let language = RwSignal::new(i18n::language());
    let title = Texts::kept(draft, "title", &project.title);
    let summary = Texts::kept(draft, "summary", &project.summary);
    let description = Texts::kept(draft, "description", &project.description);
    let people = project.beneficiaries;
    let beneficiaries =
        draft.text("beneficiaries", &if people == 0 { String::new() } else { people.to_string() });
    let ends_on =
        draft.text("ends_on", &project.ends_on.map(|day| day.to_string()).unwrap_or_default());
    let sector = draft.text("sector", &project.sector);
    let here = project.places.last();
    let place = ChosenPlace::kept(
        draft,
        here.map(|place| place.id.as_str()).unwrap_or_default(),
        &here.map(|place| pick(&place.name)).unwrap_or_default(),
    );
    let is_draft = project.state.is_editable();
    let cover = Uploads::new(&work.org.id, FileKind::Photo, 1);
    let reload = work.reload;
    let send = move || {
        let Some(people) = whole_number(&beneficiaries.get_untracked()) else {
            form.mark("/beneficiaries", t!("field-not-number"));
            return;
        };
        let filled = |texts: Texts| Some(texts.value()).filter(|text| text.iter().next().is_some());
        let request = UpdateProject {
            place_id: is_draft.then(|| place.id.get_untracked()),
            sector: is_draft.then(|| sector.get_untracked()),
            title: Some(title.value()),
            summary: filled(summary),
            description: filled(description),
            beneficiaries: Some(people),
            cover_file_id: cover.arrived().pop().map(|(id, _)| id),
            ends_on: ends_on.get_untracked().parse().ok(),
        };
        let sent = update_project(id.get_value(), etag.get_value(), request.clone());
        form.check_and_send(&request, sent, move |saved| {
            etag.set_value(saved.etag);
            draft.clear();
            cover.clear();
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
        draft.discard();
        reload.run(());
    });
    let look = format!("/projects/{}", project.id);
    view! {
        <form class="card stack" novalidate on:submit=move |event| { event.prevent_default(); send(); }>
            {draft.notice()}
            {form.problem_view()}
            <Stale form=form look=look on_keep_mine=keep_mine on_take_theirs=take_theirs />
            <LanguageTabs language=language texts=vec![title, summary, description] />
            <TextsField form=form pointer="/title" label=t!("field-label-title") hint=t!("field-hint-title") texts=title language=language
                maxlength=NAME_MAX />
            <TextsField form=form pointer="/summary" label=t!("field-label-summary") hint=t!("field-hint-summary") texts=summary
                language=language long=true maxlength=SUMMARY_MAX />
            <TextsField form=form pointer="/description" label=t!("field-label-description") hint=t!("field-hint-description")
                texts=description language=language long=true maxlength=TEXT_MAX />
            {project.cover.clone().map(|photo| view! { <PhotoImage photo=photo alt=t!("project-cover") class="cover-now" /> })}
            <UploadField uploads=cover id="cover" label=t!("field-label-cover") hint=t!("field-hint-photo") />
            {is_draft.then(|| view! { <PlaceField form=form label=t!("field-label-needed-where") chosen=place /> })}
            <div class="grid two">
                {is_draft.then(|| view! {
                    <SelectField form=form pointer="/sector" label=t!("field-label-sector") value=sector options=sector_options(&sectors) />
                })}
                <TextField form=form pointer="/beneficiaries" label=t!("field-label-beneficiaries") value=beneficiaries inputmode="numeric" />
                <TextField form=form pointer="/ends_on" label=t!("field-label-ends-on") value=ends_on kind="date" />
            </div>
            {may.then(|| view! {
                <div class="row"><Submit busy=Signal::derive(move || form.busy().get() || cover.is_pending())>{t!("action-save")}</Submit></div>
            })}
        </form>
    }
}
