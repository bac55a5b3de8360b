//! Founds an organization.

use kopuro_shared::{
    language::Translated,
    organizations::{CreateOrganization, OrganizationKind},
    validation::{NAME_MAX, TEXT_MAX},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{ChosenPlace, PlaceField, organization::Contacts};
use crate::{
    api::organizations::create_organization,
    components::{
        button::Submit,
        field::{SelectField, TextField},
        form::Form,
        layout::title,
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    i18n,
    pages::people::SignedIn,
    session, t, t_of,
};

/// The page.
#[component]
pub fn FoundPage() -> impl IntoView {
    title(&t!("found-title"));
    view! {
        <SignedIn>
            <div class="page medium">
                <h1>{t!("found-title")}</h1>
                <p class="lead">{t!("found-text")}</p>
                <Found />
            </div>
        </SignedIn>
    }
}

#[component]
fn Found() -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of("found");
    let language = RwSignal::new(i18n::language());
    let kind = draft.text("kind", OrganizationKind::LocalSelfGovernment.name());
    let place = ChosenPlace::kept(draft, "", "");
    let name = Texts::kept(draft, "name", &Translated::default());
    let about = Texts::kept(draft, "about", &Translated::default());
    let number = draft.text("registration_number", "");
    let contacts = Contacts::kept(draft, None, None, None);
    let navigate = use_navigate();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (website, email, phone) = contacts.value();
        let number = number.get_untracked().trim().to_owned();
        let request = CreateOrganization {
            kind: OrganizationKind::from_name(&kind.get_untracked())
                .unwrap_or(OrganizationKind::LocalSelfGovernment),
            name: name.value(),
            about: about.value(),
            place_id: place.id.get_untracked(),
            parent_id: None,
            registration_number: (!number.is_empty()).then_some(number),
            website,
            email,
            phone,
        };
        let navigate = navigate.clone();
        let sent = create_organization(form.key(), request.clone());
        form.check_and_send(&request, sent, move |founded| {
            draft.clear();
            session::joined();
            toast::good(t!("found-done"));
            navigate(
                &format!("/workspace/{}", founded.id),
                leptos_router::NavigateOptions::default(),
            );
        });
    };
    let kinds = OrganizationKind::ALL
        .iter()
        .map(|kind| (kind.name().to_owned(), t_of!("organization-kind", kind.name())))
        .collect::<Vec<_>>();
    view! {
        <form class="card stack" novalidate on:submit=submit>
            {draft.notice()}
            {form.problem_view()}
            <SelectField form=form pointer="/kind" label=t!("field-label-kind") value=kind options=kinds />
            <PlaceField form=form label=t!("field-label-place") chosen=place />
            <LanguageTabs language=language texts=vec![name, about] />
            <TextsField form=form pointer="/name" label=t!("field-label-name") texts=name language=language
                hint=t!("texts-hint") maxlength=NAME_MAX />
            <TextsField form=form pointer="/about" label=t!("field-label-organization-about") texts=about language=language
                long=true maxlength=TEXT_MAX />
            <TextField form=form pointer="/registration_number" label=t!("field-label-registration-number")
                hint=t!("field-hint-registration-number") value=number maxlength=NAME_MAX />
            {contacts.fields(form)}
            <Submit busy=form.busy()>{t!("found-action")}</Submit>
        </form>
    }
}
