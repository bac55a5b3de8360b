//! What the organization's public page says, whether somebody vouches for it, and where money is paid to.

use kopuro_shared::{
    files::FileKind,
    organizations::{OrganizationAction, UpdateOrganization, Verification},
    validation::{EMAIL_MAX, NAME_MAX, SUMMARY_MAX, TEXT_MAX},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use super::{
    Org, UploadField, Uploads, accounts::BankAccounts, in_workspace, verification::VerificationCard,
};
use crate::{
    api::organizations::{get_organization_to_change, update_organization},
    components::{
        button::Submit,
        field::TextField,
        form::Form,
        photo::PhotoImage,
        stale::Stale,
        states::Tone,
        texts::{LanguageTabs, Texts, TextsField},
        toast,
    },
    drafts::Draft,
    i18n, t,
};

/// The tone of a verification's badge.
pub const fn tone(verification: Verification) -> Tone {
    match verification {
        Verification::Verified => Tone::Good,
        Verification::Submitted => Tone::Wait,
        Verification::Suspended => Tone::Bad,
        Verification::Unverified | Verification::Expired => Tone::Plain,
    }
}

/// How to reach an organization.
#[derive(Clone, Copy)]
pub struct Contacts {
    website: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
}

impl Contacts {
    /// Contacts of which a draft is kept.
    pub fn kept(
        draft: Draft,
        website: Option<&str>,
        email: Option<&str>,
        phone: Option<&str>,
    ) -> Self {
        Self {
            website: draft.text("website", website.unwrap_or_default()),
            email: draft.text("email", email.unwrap_or_default()),
            phone: draft.text("phone", phone.unwrap_or_default()),
        }
    }

    /// Site, address and number, where they are given.
    pub fn value(self) -> (Option<String>, Option<String>, Option<String>) {
        let given = |value: RwSignal<String>| {
            let text = value.get_untracked().trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        (given(self.website), given(self.email), given(self.phone))
    }

    /// The fields.
    pub fn fields(self, form: Form) -> impl IntoView {
        view! {
            <div class="grid two">
                <TextField form=form pointer="/website" label=t!("field-label-website") hint="https://…" value=self.website kind="url"
                    maxlength=SUMMARY_MAX />
                <TextField form=form pointer="/email" label=t!("field-label-public-email") value=self.email kind="email"
                    maxlength=EMAIL_MAX />
                <TextField form=form pointer="/phone" label=t!("field-label-phone") value=self.phone kind="tel" maxlength=25 />
            </div>
        }
    }
}

/// The page.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    in_workspace(t!("workspace-organization"), |org| {
        let edits = org.may(OrganizationAction::Edit);
        view! {
            <div class="row between">
                <h1>{t!("workspace-organization")}</h1>
                <A href=format!("/organizations/{}", org.id)>{t!("organization-see-page")}</A>
            </div>
            <VerificationCard org=org.clone() />
            <BankAccounts org=org.clone() />
            {edits.then(|| view! { <EditPage org=org.clone() /> })}
        }
    })
}

#[component]
fn EditPage(org: Org) -> impl IntoView {
    let form = Form::new();
    let draft = Draft::of(&format!("organization/{}", org.id));
    let etag = StoredValue::new(org.etag.clone());
    let id = StoredValue::new(org.id.clone());
    let language = RwSignal::new(i18n::language());
    let name = Texts::kept(draft, "name", &org.page.name);
    let about = Texts::kept(draft, "about", &org.page.about);
    let page = &org.page;
    let contacts = Contacts::kept(
        draft,
        page.website.as_deref(),
        page.email.as_deref(),
        page.phone.as_deref(),
    );
    let logo = Uploads::new(&org.id, FileKind::Photo, 1);
    let present = org.page.logo.clone();
    let reload = org.reload;
    let send = move || {
        let (website, email, phone) = contacts.value();
        let request = UpdateOrganization {
            name: Some(name.value()),
            about: Some(about.value()),
            website,
            email,
            phone,
            logo_file_id: logo.arrived().pop().map(|(id, _)| id),
        };
        let sent = update_organization(id.get_value(), etag.get_value(), request.clone());
        form.check_and_send(&request, sent, move |saved| {
            etag.set_value(saved.etag);
            draft.clear();
            logo.clear();
            toast::good(t!("saved"));
            reload.run(());
        });
    };
    let keep_mine = Callback::new(move |()| {
        spawn_local(async move {
            match get_organization_to_change(&id.get_value()).await {
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
    view! {
        <form class="card stack" novalidate on:submit=move |event| { event.prevent_default(); send(); }>
            <h2>{t!("organization-edit")}</h2>
            {draft.notice()}
            {form.problem_view()}
            <Stale form=form look=format!("/organizations/{}", org.id) on_keep_mine=keep_mine on_take_theirs=take_theirs />
            <LanguageTabs language=language texts=vec![name, about] />
            <TextsField form=form pointer="/name" label=t!("field-label-name") texts=name language=language maxlength=NAME_MAX />
            <TextsField form=form pointer="/about" label=t!("field-label-organization-about") texts=about language=language
                long=true maxlength=TEXT_MAX />
            {present.map(|photo| view! { <PhotoImage photo=photo alt=t!("organization-logo") class="logo-now" sizes="6rem" /> })}
            <UploadField uploads=logo id="logo" label=t!("field-label-logo") hint=t!("field-hint-photo") />
            {contacts.fields(form)}
            <div class="row">
                <Submit busy=Signal::derive(move || form.busy().get() || logo.is_pending())>{t!("action-save")}</Submit>
            </div>
        </form>
    }
}
